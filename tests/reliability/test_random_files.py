"""One edit of a valid report file in any hand changes one value and its lines, and nothing else."""

from __future__ import annotations

import pytest

from tests.reliability.conftest import Proof
from tests.reliability.random_edits import MAKERS, try_files
from tests.reliability.shares import counted

MOST_REFUSED = 0.005
"""Of all edits: where more are refused, the others prove little."""

LEAST_EXACT = 0.6
"""Of all edits: so many were of a statement that the file had, whose lines and no others changed."""

SHARE = 500


def edits_of_random_files(proof: Proof, files: int) -> None:
    """So many files, each with an edit of a cell and one of its prose."""
    found = counted(try_files, files, SHARE)
    for kind, row in zip(MAKERS, ("edits of one cell", "edits of text over several lines"), strict=True):
        ways = {way.removeprefix(f"{kind} "): count for way, count in found.items() if way.startswith(f"{kind} ")}
        proof(
            row, runs=sum(ways.values()), violations=0, **{way.replace(" ", "_"): n for way, n in sorted(ways.items())}
        )
        assert sum(ways.values()) == files
        assert ways.get("refused", 0) <= MOST_REFUSED * files
        assert ways["exact"] >= LEAST_EXACT * files


def test_an_edit_of_a_random_file_changes_what_was_edited(proof: Proof) -> None:
    edits_of_random_files(proof, 300)


@pytest.mark.long
def test_an_edit_of_each_of_very_many_random_files_changes_what_was_edited(proof: Proof) -> None:
    edits_of_random_files(proof, 100_000)
