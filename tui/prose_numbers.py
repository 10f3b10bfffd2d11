"""The numbers in prose as the clerk sees them: marked by what the tables say of them, and told in words. No Textual."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.style import Style

from schema.language import _
from schema.values import show
from tui.keymap import key_of
from tui.styles import BOLD, ERROR, REVERSE, UNDERLINE

if TYPE_CHECKING:
    from schema.form import Form
    from schema.prose.claims import Claim
    from tui.lookup import Lookup

Sign = Literal["agrees", "contradicts", "undecided", "alone"]

STYLES: dict[Sign, Style] = {
    "agrees": UNDERLINE,
    "contradicts": ERROR + REVERSE,
    "undecided": UNDERLINE + BOLD,
    "alone": BOLD,
}
"""Never by colour alone: they differ without colours too."""

LEGEND: dict[Sign, str] = {
    "agrees": _("与表一致"),
    "contradicts": _("与表不符"),
    "undecided": _("表里没填全"),
    "alone": _("没有对应的格"),
}


class Mark(NamedTuple):
    """A number in a part's text, unit included, and how it stands."""

    start: int
    end: int
    sign: Sign


def marks_of(claims: Sequence[Claim], text: str) -> list[Mark]:
    """The numbers of a text that get a mark, by place."""
    within = summed(claims, text)
    return [Mark(one.start, one.mention.stop, sign) for one in claims if (sign := sign_of(one, within))]


def sign_of(claim: Claim, within: set[int]) -> Sign | None:
    """How a number stands. None for one that needs no mark: a share, or 一件 in passing."""
    if claim.state != "unbound":
        return claim.state
    if claim.start in within:
        return "agrees"
    figure = claim.mention.figure
    in_passing = figure is None or figure.kind == "percent" or (len(claim.words) == 1 and not claim.words.isdigit())
    return None if in_passing else "alone"


def summed(claims: Sequence[Claim], text: str) -> set[int]:
    """Where the numbers begin that a sentence adds up itself, rightly as far as it says."""
    from schema.prose.context import reading  # with `claims` it is loaded already
    from schema.prose.plain import paragraphs, plain
    from schema.prose.sums import sums

    found: set[int] = set()
    if not any(one.state == "unbound" for one in claims):
        return found
    for offset, paragraph in paragraphs(text):
        for one in sums(paragraph):
            if one.verdict in ("holds", "open"):
                places, original = reading(paragraph).places, plain(paragraph)
                figures = [places[place].figure for place in (one.whole, *one.parts)]
                found |= {original.span(figure.start, figure.end)[0] + offset for figure in figures}
    return found


def moved(marks: Iterable[Mark], first: int, last: int, length: int) -> list[Mark]:
    """The marks after the text between two places was replaced by so many characters; those it touched are gone."""
    by = length - (last - first)
    return [
        mark if mark.end < first else mark._replace(start=mark.start + by, end=mark.end + by)
        for mark in marks
        if mark.end < first or mark.start > last
    ]


def claim_near(claims: Iterable[Claim], at: int) -> Claim | None:
    """The number that a cursor stands on or right behind."""
    return next((one for one in claims if one.start <= at <= one.mention.stop), None)


def words_of(claim: Claim, lookup: Lookup, form: Form) -> str:
    """What the tables say of a number: 12 件：与“一、本年新收·总计”12 一致."""
    said = lookup.text(claim.address)[claim.start : claim.mention.stop].replace("\n", "")
    if claim.state == "unbound":
        if claim.start in summed([claim], lookup.text(claim.address)):
            return _("{said}：与这一句里的各项相加一致。").format(said=said)
        return _("{said}：这个数没有对应的格，请自行核对。").format(said=said)
    names = [form.by_address[address].name for address in claim.figures]
    cells = (
        _("“{names}”").format(names=names[0])
        + (_("等 {count} 格之和").format(count=len(names)) if len(names) > 1 else "")
        if names
        else _("表")
    )
    expected = "" if claim.expected is None else f" {show(claim.expected)}"
    told = {"said": said, "cells": cells, "expected": expected, "jump": key_of("jump")}
    if claim.state == "agrees":
        return _("{said}：与{cells}{expected} 一致。{jump} 到那一格。").format(**told)
    if claim.state == "undecided":
        return _("{said}：{cells}还没有填全，不能核对。{jump} 到那一格。").format(**told)
    return _("{said}：与{cells}不符，应为{expected}。{jump} 到那一格。").format(**told)
