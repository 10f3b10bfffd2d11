"""Finding and replacing in texts: which texts, which hits, and the texts with the new words in them. No Textual."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reports.terminal_text import safe
from schema.language import _
from schema.places import Hit, Place, find_in_texts, places
from schema.report import Report
from tui.long_text import excerpt


class Scope(NamedTuple):
    """Texts to replace in: how they are called, and their addresses."""

    label: str
    addresses: tuple[str, ...]


class Passages(NamedTuple):
    """The texts of a scope that can be changed here, and the names of those too long for it."""

    read: tuple[Place, ...]
    too_long: tuple[str, ...]


def scopes(report: Report, address: str) -> list[Scope]:
    """The scopes to choose from where an address is in focus, the narrowest first."""
    found: list[Scope] = []
    for section in report.form.sections:
        parts = tuple(part.address for part in section.parts)
        if address in parts:
            found.append(Scope(_("本段"), (address,)))
            if len(parts) > 1:
                found.append(Scope(_("本节"), parts))
    return [*found, Scope(_("全部正文"), tuple(part.address for part in report.form.parts()))]


def passages(report: Report, scope: Scope) -> Passages:
    """The texts of a scope as they stand now."""
    found = [place for place in places(report) if place.kind == "prose" and place.address in scope.addresses]
    long = [place for place in found if excerpt(safe(place.text))]
    return Passages(tuple(place for place in found if place not in long), tuple(place.name for place in long))


def hits_of(read: Sequence[Place], old: str, new: str) -> list[Hit]:
    """What would be replaced: every hit that does not already read like the new text."""
    return [hit for hit in find_in_texts(read, old) if hit.place.text[hit.start : hit.end] != new]


def replaced(hits: Iterable[Hit], new: str) -> list[tuple[str, str]]:
    """(address, its whole text with the hits replaced), in the order of the hits."""
    by_place: dict[Place, list[Hit]] = {}
    for hit in hits:
        by_place.setdefault(hit.place, []).append(hit)
    return [(place.address, _with(place.text, found, new)) for place, found in by_place.items()]


def _with(text: str, hits: Iterable[Hit], new: str) -> str:
    pieces, end = [], 0
    for hit in hits:
        pieces += [text[end : hit.start], new]
        end = hit.end
    return "".join([*pieces, text[end:]])


def step_label(old: str, new: str) -> str:
    """The words of the undo step."""
    old, new = safe(old, keep=""), safe(new, keep="")
    return _("替换“{old}”为“{new}”").format(old=old, new=new) if new else _("删去“{old}”").format(old=old)
