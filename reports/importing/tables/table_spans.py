"""Where the statutory tables stand in a document: under the titles of their sections, and by the names in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from reports.importing.lines.strips import Strip
from reports.importing.tables.foretold import Foretold
from reports.importing.tables.table_names import Naming
from schema.clip_labels import bare
from schema.form import Form, Section

LONGER = 10
"""By how many characters a title may be longer than the form's: numbers of tables, remarks of a tool."""

SHORT = 20
"""Characters of a text that may be a piece of a name, whatever it says."""

ENOUGH_ROWS = 3
"""Names of rows that make a table a statutory one although it names no column."""


@dataclass
class Part:
    """What belongs to one statutory table: its strips, and the places where its title comes again behind a piece of it.

    ``figures`` counts strips with figures; ``begun`` says that a table of the source is among them. ``left`` are strips that
    are another year's or another report's, by the line that says so.
    """

    strips: list[Strip] = field(default_factory=list)
    left: dict[str, list[Strip]] = field(default_factory=dict)
    again: list[int] = field(default_factory=list)
    figures: int = 0
    begun: bool = False

    def add(self, strips: Sequence[Strip], why: str = "") -> None:
        """Takes in what follows; what a line ``why`` says to be of another year or report is only kept to be told."""
        if why:
            self.left.setdefault(why, []).extend(strips)
            return
        self.strips += strips
        self.figures += sum(strip.has_figures for strip in strips)
        self.begun = self.begun or any(strip.grid for strip in strips)


class Spans(NamedTuple):
    """The parts of a document by section id; ``another`` is where a second report begins, whose tables are left."""

    parts: dict[str, Part]
    another: str = ""


def spans(strips: Sequence[Strip], namings: Sequence[Naming], form: Form, foretold: Foretold | None = None) -> Spans:
    """The tables of a document in the order of the source; a title that comes again after its table begins another report.

    ``foretold``: what stands under the words of another year or another office, which is left out.
    """
    titles = [(section, _names_of(section)) for section in form.sections if section.printed]
    found: dict[str, Part] = defaultdict(Part)
    said = foretold or Foretold()
    under = ""
    for (_item, grid), run in groupby(strips, key=lambda strip: (strip.item if strip.grid else -1, strip.grid)):
        unit = list(run)
        if grid:
            why = said.of_another(unit[0].item)
            for section_id, part in _of_grid(unit, namings, under):
                found[section_id].add(part, why)
            continue
        for strip in unit:
            titled = _titled(strip, titles)
            why = said.of_another(strip.item, titled=bool(titled))
            if titled in found:
                if titled != under and found[titled].figures >= ENOUGH_ROWS:
                    return Spans(found, strip.cells[0])
                found[titled].again += [strip.item] if found[titled].figures or found[titled].begun else []
            under = titled or under
            owner = next((naming for naming in namings if naming.section.id == under), None)
            if owner and is_part(strip, owner):
                found[under].add([strip], "" if titled else why)
    return Spans(found)


def is_part(strip: Strip, naming: Naming) -> bool:
    """Whether a paragraph is a cell of a table printed on a line of its own, or a name and its figure."""
    return strip.has_figures or len(strip.cells[0]) <= SHORT or is_named(strip.cells[0], naming)


def is_named(text: str, naming: Naming) -> bool:
    """Whether a text names something of a table."""
    return bool(naming.find(text) or naming.columns_in(text) or naming.is_neutral(text))


def _names_of(section: Section) -> list[str]:
    return [bare(name)[1] for name in (section.title, *section.aliases)]


def _titled(strip: Strip, titles: Sequence[tuple[Section, Sequence[str]]]) -> str:
    """The id of the section whose title a line is; empty for none."""
    if not strip.alone:
        return ""
    whole, cut = bare(strip.cells[0])
    for section, names in titles:
        if any(cut == name or (name in whole and len(whole) <= len(name) + LONGER) for name in names if name):
            return section.id
    return ""


def _of_grid(unit: list[Strip], namings: Sequence[Naming], under: str) -> list[tuple[str, list[Strip]]]:
    """The parts of a table of the source with the section that each belongs to; what belongs to none is left out."""
    votes = [[_weight(strip, naming) for strip in unit] for naming in namings]
    owners: list[int] = []
    titled = next((number for number, naming in enumerate(namings) if naming.section.id == under), -1)
    for place in range(len(unit)):
        weights = [vote[place] for vote in votes]
        best = max(weights, default=0)
        leading = [number for number, weight in enumerate(weights) if weight == best]
        before = owners[-1] if owners else titled
        owners.append(before if not best or before in leading else leading[0])
    named = next((owner for owner in owners if owner >= 0), -1)
    owners = [owner if owner >= 0 else named for owner in owners]
    parts: list[tuple[str, list[Strip]]] = []
    for number, run in groupby(range(len(unit)), key=owners.__getitem__):
        part = [unit[place] for place in run]
        if number >= 0 and (number == titled or _is_statutory(part, namings[number])):
            parts.append((namings[number].section.id, part))
    return parts


def _weight(strip: Strip, naming: Naming) -> int:
    """How many cells of a line are names in this table."""
    return sum(naming.is_row(cell) or bool(naming.columns_in(cell)) or naming.is_printed(cell) for cell in strip.cells)


def _is_statutory(part: list[Strip], naming: Naming) -> bool:
    """Whether lines that stand under no title of their section are its table all the same."""
    cells = {cell for strip in part for cell in strip.cells if cell.strip()}
    rows = sum(naming.is_row(cell) for cell in cells)
    heads = sum(bool(naming.columns_in(cell)) or naming.is_printed(cell) for cell in cells)
    return rows >= ENOUGH_ROWS or (rows >= 1 and heads >= 1) or heads >= ENOUGH_ROWS
