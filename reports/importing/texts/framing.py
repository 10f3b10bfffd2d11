"""A source without the page around its report: the title found, what stands before and behind the report left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.importing.contents import Contents
from reports.importing.lines.headings import Titles, part_titles, recognise, section_titles
from reports.importing.lines.paragraphs import Line, trimmed, unwrapped
from reports.importing.lines.title import Titled, find_title, page_title, read_title
from reports.importing.texts.chrome import is_chrome, where_the_page_goes_on
from reports.importing.texts.outline import headings
from reports.importing.texts.publication_data import is_signature, signed_date
from reports.importing.texts.sections import Sectioned
from reports.markdown_text import plain_text
from schema.form import Form


@dataclass
class Framed:
    """What a report prints. ``said`` is its title; ``signed`` and ``issued`` are its last lines; ``left_out`` the page's."""

    said: Titled
    lines: list[Line]
    issued: str = ""
    signed: str = ""
    left_out: list[Line] = field(default_factory=list)


def framed(contents: Contents, form: Form, lines: Sequence[Line]) -> Framed:
    """The lines of a report in paragraphs, from behind its title on."""
    lines = list(trimmed(lines))
    titles = section_titles(form.sections)
    first = min(headings(lines, titles), default=len(lines))
    title, page = find_title(lines, first), page_title(contents.title) or Titled("", None)
    said = title.said if title else page
    before, rest = (lines[: title.start], lines[title.end :]) if title else ([], lines)
    if contents.wrapped:
        known = all_titles(form)
        rest = unwrapped(rest, lambda text: is_title(text, known) or is_chrome(Line(text)))
    made = Titled(said.agency or page.agency, said.year or page.year)
    left_out = [line for line in before if line.text and read_title(plain_text(line.text)) is None]
    return Framed(made, rest, left_out=left_out)


def all_titles(form: Form) -> Titles:
    """The titles of all sections and of all their parts."""
    parts = (title for section in form.sections if section.printed for title in part_titles(section.parts))
    return (*section_titles(form.sections), *parts)


def is_title(text: str, titles: Titles) -> bool:
    """Whether a text is nothing but a title of the form."""
    heading = recognise(text, titles)
    return bool(heading and not heading.rest)


def without_page(form: Form, sections: Sequence[Sectioned], report: Framed) -> list[Sectioned]:
    """Sections without the lines of the page: those of the opening, and what follows the last text."""
    known = all_titles(form)
    made = list(sections)
    for place, one in enumerate(sections):
        if not one.section.printed:
            made[place] = one._replace(lines=[line for line in one.lines if belongs(line, known, report)])
    last = max((place for place, one in enumerate(sections) if one.lines), default=None)
    if last is not None:
        made[last] = made[last]._replace(lines=without_end(made[last].lines, report))
    return made


def belongs(line: Line, known: Titles, report: Framed) -> bool:
    """Whether a line of the opening is one of the report and not of the page, of a table of contents, or its title again."""
    if line.text and (is_chrome(line) or is_title(line.text, known)):
        report.left_out.append(line)
        return False
    return line.grid or read_title(plain_text(line.text)) is None


def without_end(lines: list[Line], report: Framed) -> list[Line]:
    """The lines of the last section without the page behind it, and without name and date under the report."""
    end = where_the_page_goes_on(lines)
    report.left_out += lines[end:]
    kept = lines[:end]
    if kept and not kept[-1].taken and not kept[-1].grid and (day := signed_date(kept[-1].text)):
        report.issued = day
        kept.pop()
        if kept and is_signature(kept[-1].text):
            report.signed = plain_text(kept.pop().text).strip()
    return kept
