"""The gate before a save: what was not edited may not change."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from reports.faults import UnwritableReport
from reports.gate import gate
from reports.source import Source
from tests.reports.making import TEXT, changed, without_row, without_table
from tests.reports.rewriting import HERE, edited, form_of, opened


def damaged(
    text: str, path: tuple[str, ...], places: Iterable[int | None] | None = None, *, tail: bool = False
) -> None:
    """Passes a text through the gate as an edit of one statement."""
    source, _ = form_of(TEXT, "\n", bom=False)
    gate(source, text, {path: None if places is None else set(places)}, tail=tail)


def test_the_gate_lets_through_what_was_edited() -> None:
    damaged(changed(("= [0, 0, 1, 0, 1]", "= [0, 7, 1, 0, 8]")), ("disputes", "litigation", "direct"), [1, 4])
    damaged(changed(("= 8  ", "= 9  ")), ("proactive", "administrative_penalties"))
    damaged(TEXT + "\n[[review]]\nx = 1\n", (), [], tail=True)
    damaged(TEXT.replace("\n", "\r\n"), ("x",))


@pytest.mark.parametrize(
    "text",
    [changed(("= 8  ", '= "8"  ')), changed(("= 8  ", "= 8.0  ")), changed(("= 8  ", "= true  ")), without_row("received"), without_table("notes", TEXT + "\n[notes]\na = '1'\n") + "[x]\ny = 1\n",
     changed(("= [0, 0, 1, 0, 1]", "= [1, 0, 1, 0, 1]")), changed(("= [0, 0, 1, 0, 1]", "= [0, 0, 1, 0]")), changed(("= [0, 0, 1, 0, 1]", "= [0, 0, 1, 0, 1, 2]")),
     changed(("425 条", "426 条")), TEXT + "\n[[review]]\nx = 1\n", TEXT + "\na = [", TEXT + "\n[agency]\n"],
    ids=range(12),
)  # fmt: skip
def test_the_gate_refuses_what_was_not_edited(text: str) -> None:
    with pytest.raises(UnwritableReport, match="没有改动"):
        damaged(text, ("disputes", "litigation", "direct"), [1])


def test_the_gate_refuses_a_lost_review_entry() -> None:
    with_entries = TEXT + "\n[[review]]\nx = 1\n"
    source = Source(HERE, with_entries, bom=False, data=b"")
    with pytest.raises(UnwritableReport):
        gate(source, TEXT + "\n[[review]]\nx = 2\n", {}, tail=True)
    gate(source, with_entries + "\n[[review]]\nx = 2\n", {}, tail=True)


def test_a_value_that_would_read_back_differently_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    document = opened(TEXT)
    net = edited(document, ("proactive.administrative_penalties", 9))
    monkeypatch.setattr("reports.rewrite.changed", lambda text, *_: text.replace("= 8  ", "= 90  "))
    with pytest.raises(UnwritableReport, match="读回来不一样"):
        document.text_with(net)
