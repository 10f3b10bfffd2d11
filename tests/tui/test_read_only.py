"""A session that only looks on, and one that goes on with what somebody else has saved."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from reports.document import open_document
from schema.findings import Repair
from schema.report import DISMISSED, Edit
from tests.project import ROOT
from tests.reports.libraries import put
from tui.reloading import reload
from tui.session import Session

FIRST, SECOND = "requests.received.natural_person", "requests.received.commercial_enterprise"
TEXT = "problems_and_improvements.text"

CHANGING = ("undo", "redo", "save", "accept_repair", "explain", "fill_zero", "paste", "paste_area", "bold", "replace")
"""The editor's actions that change a report or its file."""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report in a library."""
    return put(tmp_path, "甲", 2024)


def changed_by_another(report: Path, address: str, content: object) -> None:
    """Somebody else saves a change."""
    document = open_document(report)
    outcome = document.report.edit(address, content)
    document.save({edit.address: edit for edit in outcome.edits})


def test_no_intent_changes_a_report_that_is_only_looked_at(report: Path) -> None:
    session = Session(open_document(report))
    session.complete_checks()
    session.enter(FIRST, "5")
    told: list[str] = []
    session.on_edit = lambda: told.append("edited")
    session.read_only = True
    before = {figure.address: session.report.get(figure.address) for figure in session.report.form.figures}
    change = session.enter(FIRST, "7", mark=1)
    assert change.refusal
    assert "现在只看" in change.refusal.reason
    assert not session.enter_many([(SECOND, 7)], "粘贴").happened
    assert not session.amend(Repair(edits=(Edit(SECOND, 0, 7),), unique=True, because=""), "改正").happened
    assert not session.undo()[0].happened
    assert not session.travel(0).happened
    assert before == {address: session.report.get(address) for address in before}
    assert told == []
    session.read_only = False
    assert session.undo()[0].happened
    assert told == ["edited"]


def test_every_action_that_changes_the_report_is_marked() -> None:
    marked = {
        node.name.removeprefix("action_")
        for path in (ROOT / "tui").glob("*commands.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any(getattr(decorator, "id", "") == "changes_report" for decorator in node.decorator_list)
    }
    assert marked >= set(CHANGING)


def test_what_somebody_else_saved_is_taken_over(report: Path) -> None:
    session = Session(open_document(report))
    session.complete_checks()
    version = session.watch.version
    changed_by_another(report, FIRST, 9)
    changed_by_another(report, TEXT, "又写了一段。")
    assert reload(session, open_document(report)) == {FIRST, TEXT}
    assert session.report.get(FIRST) == 9
    assert not session.dirty
    assert session.watch.version > version
    assert any(FIRST in finding.figures for finding in session.findings)


def test_steps_stay_as_long_as_nobody_else_touched_what_they_changed(report: Path) -> None:
    session = Session(open_document(report))
    session.complete_checks()
    session.enter(FIRST, "5")
    session.save()
    changed_by_another(report, SECOND, 3)
    assert SECOND in reload(session, open_document(report))
    change, _label = session.undo()
    assert change.happened
    assert (session.report.get(FIRST), session.report.get(SECOND)) == (0, 3)
    session.redo()
    changed_by_another(report, FIRST, 8)
    reload(session, open_document(report))
    assert session.undo() == (type(change)(), "")
    assert session.report.get(FIRST) == 8


def test_undo_takes_no_explanation_away_that_somebody_else_has_added(report: Path) -> None:
    session = Session(open_document(report))
    address = f"{DISMISSED}.{FIRST}"
    session.put([Edit(address, "", "我的说明")], "说明")
    session.save()
    changed_by_another(report, address, "我的说明\n别人的说明")
    assert address in reload(session, open_document(report))
    session.undo()
    assert session.report.get(address) == "我的说明\n别人的说明"
