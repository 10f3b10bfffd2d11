"""Journals that nobody wants, where they had to stand beside the report: each clerk has a trash there, and it leads nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reports.journal_places import empty_trash, journals_of, new_journal, set_aside
from tests.reports.making import names_in


@pytest.fixture
def journal(file: Path) -> Path:
    """A journal in the history folder."""
    path, descriptor = new_journal(file.parent / ".history", file)
    os.close(descriptor)
    return path


def test_a_trash_that_leads_elsewhere_costs_nobody_a_file(journal: Path, tmp_path: Path) -> None:
    """Anybody may put a link in its place; what is old where that leads is not ours to take away."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "letter").write_text("dear")
    os.utime(documents / "letter", (0, 0))
    for name in ("trash", f"trash-{os.geteuid()}"):
        (journal.parent / name).symlink_to(documents)
    set_aside(journal)
    empty_trash(journal.parent)
    assert names_in(documents) == ["letter"]


def test_nothing_but_journals_is_taken_away(journal: Path) -> None:
    set_aside(journal)
    [trash] = [folder for folder in journal.parent.iterdir() if folder.is_dir()]
    (trash / "letter").write_text("dear")
    for one in trash.iterdir():
        os.utime(one, (0, 0))
    empty_trash(journal.parent)
    assert names_in(trash) == ["letter"]


def test_a_second_clerk_can_throw_away_too(journal: Path, file: Path) -> None:
    (journal.parent / "trash").mkdir(mode=0)
    if os.geteuid() == 0:
        (journal.parent / "trash").rmdir()
        (journal.parent / "trash").write_bytes(b"root may enter any folder")
    set_aside(journal)
    assert list(journals_of(file)) == []
