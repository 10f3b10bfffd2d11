"""What lines over a table foretell of it: that it is another year's, or stands in the report of another office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reports.importing.contents import Contents
from reports.importing.lines.first_report import differs, lines_by_item
from reports.importing.lines.title import Titled, find_title, page_title, titles
from reports.importing.tables.other_years import Years, captions
from reports.markdown_text import plain_text


class Foretelling(NamedTuple):
    """The report's own years, and by place the lines that say of what follows that it is none of it; empty: that it is."""

    years: Years
    captions: Mapping[int, str]
    titles: Mapping[int, str]


class Foretold:
    """Goes through a document in its order: what holds at a place was said by a line before it."""

    def __init__(self, said: Foretelling | None = None) -> None:
        self._captions = sorted(said.captions.items()) if said else []
        self._titles = sorted(said.titles.items()) if said else []
        self._year = ""
        self._office = ""

    def of_another(self, place: int, *, titled: bool = False) -> str:
        """The line that says of a place that it is another year's or report's, else an empty text.

        At the title of a section (``titled``) what was said of a year before it ends. Places only go forward.
        """
        while self._captions and self._captions[0][0] < place:
            self._year = self._captions.pop(0)[1]
        while self._titles and self._titles[0][0] <= place:
            self._office = self._titles.pop(0)[1]
        self._year = "" if titled else self._year
        while self._captions and self._captions[0][0] <= place:
            self._year = self._captions.pop(0)[1]
        return self._office or self._year


def foretelling(contents: Contents, given: int | None) -> Foretelling:
    """What the lines of a document say of the tables below them. ``given`` is the year that it is imported for."""
    places, lines = lines_by_item(contents)
    begun = next((number for number, line in enumerate(lines) if line.grid and line.text), len(lines))
    own = find_title(lines, begun)
    page = page_title(contents.title) if contents.title else None
    said = {own.said.year if own else None, page.year if page and not (own and own.said.year) else None, given}
    years = Years(frozenset(year for year in said if year))
    others: dict[int, tuple[Titled, str]] = {}
    for one in titles(lines, len(lines)) if own else ():
        told = "".join(plain_text(line.text) for line in lines[one.start : one.end])
        before = others.get(places[one.end - 1])
        if one.start >= begun and (before is None or one.said.worth >= before[0].worth):
            others[places[one.end - 1]] = (one.said, told)
    foreign = {place: told if own and differs(title, own.said) else "" for place, (title, told) in others.items()}
    return Foretelling(years, dict(captions(contents.items[: places[-1] + 1] if places else (), years)), foreign)
