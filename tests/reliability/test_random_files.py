"""One edit of a valid report file in any hand changes one value and its lines, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from reports import rewrite
from reports.statements import Statement
from tests.reliability.conftest import Proof
from tests.reliability.random_edits import MAKERS, try_files
from tests.reliability.shares import counted

MOST_REFUSED = 0.005
"""Of all edits: where more are refused, the others prove little."""

LEAST_EXACT = 0.6
"""Of all edits: so many were of a statement that the file had, whose lines and no others changed."""

SHARE = 500


FAULTS: Mapping[str, Callable[[str], str]] = {
    "another comment changes": lambda text: text.replace("# 政府", "#政府", 1),
    "line ends change": lambda text: text.replace("\r\n", "\n"),
    "another value changes": lambda text: text.replace("20", "19", 1),
    "a line comes": lambda text: f"{text}\n\n",
}
"""What a faulty edit would do besides what it should."""


def edits_of_random_files(proof: Proof, files: int) -> None:
    """So many files, each with an edit of a cell and one of its prose."""
    found = counted(try_files, files, SHARE)
    failures = [key for key in found if key.startswith("failed")]
    for kind, row in zip(MAKERS, ("edits of one cell", "edits of text over several lines"), strict=True):
        ways = {way.removeprefix(f"{kind} "): count for way, count in found.items() if way.startswith(f"{kind} ")}
        wrong = sum(f", {kind}: " in failure for failure in failures)
        told = {way.replace(" ", "_"): count for way, count in sorted(ways.items())}
        proof(row, runs=sum(ways.values()) + wrong, violations=wrong, **told)
        assert ways.get("refused", 0) <= MOST_REFUSED * files
        assert ways.get("exact", 0) >= LEAST_EXACT * files
    assert not failures, "\n".join(failures[:20])
    assert sum(found.values()) == len(MAKERS) * files


def test_an_edit_of_a_random_file_changes_what_was_edited(proof: Proof) -> None:
    edits_of_random_files(proof, 300)


@pytest.mark.long
def test_an_edit_of_each_of_very_many_random_files_changes_what_was_edited(proof: Proof) -> None:
    edits_of_random_files(proof, 100_000)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_proof_finds_a_planted_fault(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an edit did more than it should, the proof fails."""
    edit, spoil = rewrite.changed, FAULTS[fault]

    def faulty(text: str, at: Statement, setting: rewrite.Setting) -> str:
        return spoil(edit(text, at, setting))

    monkeypatch.setattr(rewrite, "changed", faulty)
    with pytest.raises(AssertionError):
        edits_of_random_files(lambda *_, **__: None, 30)
