"""The sections of a source: which lines stand under which title of the form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reports.importing.findings import Doubt
from reports.importing.lines.headings import (
    NUMBER,
    Heading,
    Title,
    compact,
    is_worded_otherwise,
    part_titles,
    section_titles,
)
from reports.importing.lines.paragraphs import Line
from reports.importing.texts.outline import headings
from reports.markdown_text import plain_text
from schema.form import Form, Section
from schema.language import _
from schema.numbering import divided


class Sectioned(NamedTuple):
    """A section, the lines that stand in it, and its heading; None where it prints none or the source has none."""

    section: Section
    lines: list[Line]
    heading: Heading | None = None


def sectioned(form: Form, lines: Sequence[Line]) -> list[Sectioned]:
    """The sections of the form with their lines, in the form's order; what stands before any heading is the opening's."""
    printed = [section for section in form.sections if section.printed]
    found = headings(lines, section_titles(printed))
    places = [*found, len(lines)]
    held = {
        printed[heading.order].id: Sectioned(
            printed[heading.order], with_rest(heading, lines[place + 1 : end]), heading
        )
        for (place, heading), end in zip(found.items(), places[1:], strict=True)
    }
    opening = next((section for section in form.sections if not section.printed), None)
    if opening:
        held[opening.id] = Sectioned(opening, list(lines[: places[0]]))
    return [held.get(section.id, Sectioned(section, [])) for section in form.sections]


def with_rest(heading: Heading, lines: Iterable[Line]) -> list[Line]:
    """The lines below a heading, what stands behind it on its own line first."""
    return [*([Line(heading.rest)] if heading.rest else []), *lines]


def is_letter_for_letter(form: Form, lines: Sequence[Line]) -> bool:
    """Whether the source marks as headings below its title exactly the form's titles, in its words: it is to be taken as it is."""
    titles = [
        title.label
        for section in form.sections
        for title in (*section_titles([section]), *(part_titles(section.parts) if section.printed else ()))
    ]
    marked = [line for line in lines if line.level]
    return bool(marked) and marked[0] is lines[0] and [plain_text(line.text) for line in marked[1:]] == titles


def doubts_of_headings(form: Form, sections: Sequence[Sectioned]) -> list[Doubt]:
    """A doubt for every section without a heading, and for every heading that does not say what the form's title says."""
    doubts = []
    for one, title in zip((one for one in sections if one.section.printed), section_titles(form.sections), strict=True):
        if one.heading is None:
            message = _("没有找到“{title}”这个标题，请看原文有没有这一部分。").format(title=title.label)
            doubts.append(Doubt("section_missing", message, "", one.section.id))
        elif is_worded_otherwise(one.heading, title) or is_numbered_otherwise(one.heading, title):
            message = _("原文的标题不是“{title}”，已按这一标题导入，请核对。").format(title=title.label)
            doubts.append(Doubt("heading", message, plain_text(one.heading.said), one.section.id, title.label))
    return doubts


def is_numbered_otherwise(heading: Heading, title: Title) -> bool:
    """Whether a heading has a number, and it is not the title's."""
    numbered = NUMBER.match(compact(heading.said).text)
    number = divided(numbered.group().replace(".", "、"))[0] if numbered else None
    return number is not None and number.value != title.number
