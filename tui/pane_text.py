"""What the side pane says of a text: how long it is, which paragraph the cursor is in, how its numbers stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.cells import cell_len

from schema.language import _
from schema.word_count import length, paragraph_count, total_length
from tui.focus import Focus
from tui.prose_numbers import LEGEND, STYLES
from tui.session import Session
from tui.styles import DIM, PLAIN, Line, fit, joined


def text_lines(session: Session, focus: Focus, width: int) -> Iterator[Line]:
    """Length of the part, then of the paragraph in focus; always as many lines, but for the kinds of numbers."""
    text = session.report.prose.get(focus.prose, "")
    whole = _("全文 {length} 字 {count} 段").format(length=total_length(text), count=paragraph_count(text))
    yield ((fit(whole, width), PLAIN),)
    yield ((fit(paragraph_words(text, focus.at), width), PLAIN),)
    yield from number_lines(session, focus.prose, width)


def paragraph_words(text: str, at: int | None) -> str:
    """Which paragraph a place lies in, and its length; empty where there is no place."""
    if at is None:
        return ""
    number = text.count("\n", 0, at)
    return _("第 {number} 段 {length} 字").format(number=number + 1, length=length(text.split("\n")[number]))


def number_lines(session: Session, address: str, width: int) -> Iterator[Line]:
    """How many numbers of a text stand how, each kind in the style of its marks: the legend."""
    if not session.lookup.complete:
        return
    signs = Counter(mark.sign for mark in session.lookup.last_marks(address))
    if signs:
        yield ((fit(_("其中的数"), width), DIM),)
    for sign, label in LEGEND.items():
        if signs[sign]:
            yield joined([(label, STYLES[sign]), (fit(f" {signs[sign]}", width - cell_len(label)), PLAIN)])
