"""Replacing in texts: only the texts of the scope, one undo step, and undoing it gives back what was there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.document import open_document
from tui.long_text import LONGEST_PARAGRAPH
from tui.replacing import hits_of, passages, replaced, scopes, step_label
from tui.session import Session


@pytest.fixture
def session(report: Path) -> Session:
    return Session(open_document(report))


def replace_all(session: Session, old: str, new: str, address: str = "", scope: int = -1) -> int:
    """Everything of a scope at once; how many hits."""
    found = hits_of(passages(session.report, scopes(session.report, address)[scope]).read, old, new)
    session.enter_many(replaced(found, new), step_label(old, new))
    return len(found)


def test_the_scopes_of_a_place(session: Session) -> None:
    assert [len(scope.addresses) for scope in scopes(session.report, "overview.on_request")] == [1, 6, 9]
    assert [len(scope.addresses) for scope in scopes(session.report, "other_matters.text")] == [1, 9]
    assert [len(scope.addresses) for scope in scopes(session.report, "proactive.rules.issued")] == [9]


def test_only_the_scope_changes(session: Session) -> None:
    session.enter("overview.on_request", "申请 3 件，申请 4 件。")
    session.enter("overview.platforms", "申请平台。")
    assert replace_all(session, "申请", "请求", "overview.on_request", 0) == 2
    assert session.report.get("overview.on_request") == "请求 3 件，请求 4 件。"
    assert session.report.get("overview.platforms") == "申请平台。"
    assert replace_all(session, "申请", "", "overview.on_request", 1) >= 1
    assert session.report.get("overview.platforms") == "平台。"


def test_bold_markers_and_widths_are_text_like_any_other(session: Session) -> None:
    session.enter("other_matters.text", "**一是**公开,及时，全面。")
    assert replace_all(session, "**", "", "other_matters.text", 0) == 2
    assert replace_all(session, ",", "，", "other_matters.text", 0) == 1, "what reads like it already is no hit"
    assert session.report.get("other_matters.text") == "一是公开，及时，全面。"


def test_a_text_too_long_to_edit_is_left_alone_and_named(session: Session) -> None:
    long = "公开" * LONGEST_PARAGRAPH
    session.enter("other_matters.text", long)
    found = passages(session.report, scopes(session.report, "")[-1])
    assert len(found.too_long) == 1
    replace_all(session, "公开", "x")
    assert session.report.get("other_matters.text") == long
    assert "公开" not in str(session.report.get("problems_and_improvements.text"))


TEXTS = st.text(alphabet="公开aAＡ*１1,，\n 件", max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=3, max_size=3), old=TEXTS, new=TEXTS)
def test_replacing_everything_and_undoing_it_changes_nothing(
    report: Path, texts: list[str], old: str, new: str
) -> None:
    session = Session(open_document(report))
    for part, text in zip(session.report.form.parts(), texts, strict=False):
        session.enter(part.address, text)
    before = dict(session.report.prose)
    steps = len(session.done)
    hits = replace_all(session, old, new)
    assert len(session.done) == steps + bool(hits)
    if hits:
        assert session.report.prose != before
        session.undo()
    assert session.report.prose == before
