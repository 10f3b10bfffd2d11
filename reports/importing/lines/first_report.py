"""A source with several reports one below the other: the first of them is read, the others are told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reports.importing.contents import Contents, Grid
from reports.importing.lines.headings import NUMBER, Titles, compact, recognise, section_titles
from reports.importing.lines.paragraphs import MOST_LINES, Line
from reports.importing.lines.printed_cell import prints_figure
from reports.importing.lines.title import Titled, TitleFound, titles
from reports.markdown_text import plain_text
from schema.form_loader import edition_names, load_form
from schema.language import _

SENTENCE_ENDS = "。"
LEAST_SECTIONS = 2
"""So many sections come again below a title that is the same once more: one alone may be a page that goes on."""


def first_report(contents: Contents) -> Contents:
    """A source up to the title of a second report, with a remark on that; one with a single report as it is.

    A title begins another report where sections that had text before it come again behind it with text; without a title
    the first of the sections does.
    """
    places, lines = lines_by_item(contents)
    sections = sections_with_text(lines)
    another = titled_again(lines, sections) or begun_again(sections)
    if not another:
        return contents
    begin, end = another
    told = _("来源里不止一份报告，只读了第一份；从“{title}”起没有导入。").format(
        title="".join(plain_text(line.text) for line in lines[begin:end])
    )
    return contents._replace(items=contents.items[: places[begin]], remarks=(*contents.remarks, told))


def titled_again(lines: Sequence[Line], sections: dict[int, str]) -> tuple[int, int] | None:
    """Where the title of another report begins and ends among the lines."""
    found = list(titles(lines, len(lines)))
    for _end, ending in groupby(sorted(found, key=lambda one: one.end), key=lambda one: one.end):
        title = max(ending, key=lambda one: (one.said.worth, one.start))
        if begins_another(title, found[0].said, sections):
            return title.start, title.end
    return None


def begun_again(sections: dict[int, str]) -> tuple[int, int] | None:
    """Where the first section comes again and more than `LEAST_SECTIONS` of those before it with it, as titles do above."""
    last = {section: place for place, section in sections.items()}
    before: dict[str, int] = {}
    for place, section in sections.items():
        if section in before and not before[section] and sum(last[one] >= place for one in before) > LEAST_SECTIONS:
            return place, place + 1
        before.setdefault(section, len(before))
    return None


def lines_by_item(contents: Contents) -> tuple[list[int], list[Line]]:
    """The lines of a source, and of each the place of its item; a table is one line, its text its first figure."""
    places: list[int] = []
    lines: list[Line] = []
    for place, item in enumerate(contents.items):
        if len(lines) >= MOST_LINES:
            break
        if isinstance(item, Grid):
            figure = next((cell.text for cell in item.cells if prints_figure(cell.text)), "")
            found = [Line(figure, grid=True)]
        else:
            found = [Line(text, item.level) for text in item.text.split("\n") if text.strip()]
        places += [place] * len(found)
        lines += found
    return places, lines


def sections_with_text(lines: Sequence[Line]) -> dict[int, str]:
    """By line the section whose title it is, where a sentence or a table with figures stands below it; not in a table of contents."""
    known = every_title()
    found: dict[int, str] = {}
    title: tuple[int, str] | None = None
    for place, line in enumerate(lines):
        heading = None if line.grid else recognise(line.text, known, marked=bool(line.level))
        number = NUMBER.match(compact(line.text).text) if heading else None
        if heading and not heading.page and not (number and number["inside"]):
            title = (place, known[heading.order].id)
        if title and (line.text if line.grid else SENTENCE_ENDS in line.text):
            found[title[0]] = title[1]
            title = None
    return found


def every_title() -> Titles:
    """The titles of the sections of all editions, each once."""
    editions = (section_titles(load_form(name).sections) for name in edition_names())
    return tuple(dict.fromkeys(title for edition in editions for title in edition))


def begins_another(title: TitleFound, first: Titled, sections: dict[int, str]) -> bool:
    """Whether sections from before a title come again behind it."""
    before = {section for place, section in sections.items() if place < title.start}
    behind = {section for place, section in sections.items() if place >= title.end}
    return len(before & behind) >= (1 if differs(title.said, first) else LEAST_SECTIONS)


def differs(one: Titled, other: Titled) -> bool:
    """Whether two titles name another agency or year."""
    year = one.year and other.year and one.year != other.year
    return bool(year or (one.agency and other.agency and one.agency != other.agency))
