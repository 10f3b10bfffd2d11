"""The parts of a total as bars of plain characters, as large as room allows."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from reports.chart import Amount, Bar, padded, strokes, text_of
from reports.shares import Breakdown, Share, Slice
from schema.language import _

TIGHT = 2
"""Lines of a part where room is short: its label, then this year's bar with last year's percentage in brackets."""


def share_lines(found: Breakdown, width: int, height: int) -> list[str]:
    """A breakdown within a width and a height; where it does not fit, parts that are 0 in both years are told together."""
    slices, zeros = list(found.slices), 0
    years = 1 + any(one.before is not None for one in slices)
    if (1 + years) * len(slices) <= height:
        return full(found, slices, width)
    if TIGHT * len(slices) > height:
        kept = [one for one in slices if not nothing(one)]
        slices, zeros = kept, len(slices) - len(kept)
    lines = tight(slices, width)
    if zeros:
        lines.append(_("其余 {n} 项都是 0").format(n=zeros))
    if len(lines) > height:
        left = len(slices) - (height - 1) // TIGHT
        lines = [*lines[: (height - 1) // TIGHT * TIGHT], _("还有 {n} 项，放大窗口看").format(n=left)]
    return [set_cell_size(line, width).rstrip() for line in lines][:height]


def nothing(one: Slice) -> bool:
    """Whether a part is 0 in every year there is a report of."""
    return all(share is None or share.amount == Amount(0) for share in (one.now, one.before))


def full(found: Breakdown, slices: Sequence[Slice], width: int) -> list[str]:
    """Label, last year, this year."""
    pairs = [pair for one in slices for pair in ((found.year - 1, one.before), (found.year, one.now))]
    shown = [(year, share) for year, share in pairs if share]
    texts = columns([share for _year, share in shown])
    lines = rows([(f"{year} ", share, year == found.year) for year, share in shown], texts, width)
    each = len(lines) // len(slices)
    return [
        line
        for place, one in enumerate(slices)
        for line in (set_cell_size(one.label, width).rstrip(), *lines[place * each : (place + 1) * each])
    ]


def tight(slices: Sequence[Slice], width: int) -> list[str]:
    """Label; this year with last year's percentage."""
    texts = columns([one.now for one in slices])
    before = [f"({percent(one.before)})" if one.before and one.before.percent is not None else "" for one in slices]
    longest = max(map(len, before), default=0)
    texts = [f"{text} {note:>{longest}}" if longest else text for text, note in zip(texts, before, strict=True)]
    lines = rows([("", one.now, True) for one in slices], texts, width)
    return [line for one, bar in zip(slices, lines, strict=True) for line in (one.label, bar)]


def rows(shown: Sequence[tuple[str, Share, bool]], texts: Sequence[str], width: int) -> list[str]:
    """Lines of head, bar by percentage and text, the texts below each other."""
    head = max((len(label) for label, *_rest in shown), default=0)
    behind = max(map(cell_len, texts), default=0)
    bars = [Bar(label, Amount(share.percent or 0), main) for label, share, main in shown]
    drawn = strokes(bars, max(0, width - head - 1 - behind))
    return [
        set_cell_size(f"{bar.label}{stroke} {padded(text, behind)}", width).rstrip()
        for bar, stroke, text in zip(bars, drawn, texts, strict=True)
    ]


def columns(found: Sequence[Share]) -> list[str]:
    """Count and percentage of each share, both pushed to the right; a word where there is no number."""
    counts = [text_of(share.amount) or share.amount.word for share in found]
    count, each = (max(map(cell_len, texts), default=0) for texts in (counts, list(map(percent, found))))
    return [padded(text, count) + f" {percent(share):>{each}}" for text, share in zip(counts, found, strict=True)]


def percent(share: Share) -> str:
    """A percentage as text; empty where there is none."""
    return "" if share.percent is None else f"{share.percent}%"
