"""Files as offices have them: links, shared folders, access lists, read-only disks. docs/files.md lists every cell.

Each is saved, replaced or in place, with all that it carries, or refused in one sentence with nothing left behind.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.project import ROOT
from tests.reliability.conftest import Proof
from tests.reliability.machine import open_place
from tests.reliability.permission_cells import CELLS

__all__ = ["open_place"]


@pytest.fixture(autouse=True)
def state(open_place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder, which every user of these tests may write to."""
    folder = open_place / "state"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_of_the_matrix(cell: str, open_place: Path, proof: Proof) -> None:
    CELLS[cell](open_place)
    proof("permissions", cell=cell, runs=1, violations=0)


def test_the_matrix_is_documented() -> None:
    text = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
    table = re.findall(r"(?m)^\| ([^|]+?) \| [^|]+ \| [^|]+ \|$", text)
    assert [cell for cell in table if cell not in ("情况", "---")] == list(CELLS)
