"""The prose of a section: what stands under which of its sub-headings; an unknown one stays text of the part that it is in."""

from __future__ import annotations

from collections.abc import Sequence

from reports.importing.findings import Doubt, TextsRead
from reports.importing.lines.headings import Heading, Rank, Title, Titles, part_titles
from reports.importing.lines.paragraphs import Line, quoted
from reports.importing.texts.outline import headings
from reports.importing.texts.sections import Sectioned, is_numbered_otherwise, with_rest
from reports.importing.texts.table_notes import add_note, named_note
from reports.markdown_text import plain_text
from schema.form import Form, Part
from schema.language import _


def read_prose(form: Form, one: Sectioned, read: TextsRead) -> None:
    """The parts of a section with their text, notes printed below it, and what is doubtful."""
    lines = without_notes(form, one, read)
    tell_tables(one, lines, read)
    lines = [line for line in lines if not line.grid and not line.taken]
    titles = part_titles(one.section.parts) if one.section.printed else ()
    found = headings(lines, titles) if titles else {}
    places = [*found, len(lines)]
    put(read, leading_part(one), lines[: places[0]])
    for (place, heading), end in zip(found.items(), places[1:], strict=True):
        address = titles[heading.order].id
        put(
            read,
            next(part for part in one.section.parts if part.address == address),
            with_rest(heading, lines[place + 1 : end]),
        )
    tell_parts(one, titles, list(found.values()), read)


def leading_part(one: Sectioned) -> Part:
    """The part that takes what stands before any sub-heading."""
    return next((part for part in one.section.parts if not part.printed), one.section.parts[0])


def put(read: TextsRead, part: Part, lines: Sequence[Line]) -> None:
    """Adds lines to the text of a part."""
    text = "\n".join(line.text for line in lines)
    before = read.prose[part.address]
    read.prose[part.address] = f"{before}\n{text}" if before and text else before or text


def without_notes(form: Form, one: Sectioned, read: TextsRead) -> list[Line]:
    """The lines of a section without the notes that stand last and name what they speak of; those are kept."""
    lines = list(one.lines)
    kept = []
    while lines and not lines[-1].grid and (note := named_note(form, one.section, lines[-1].text)):
        kept.append(note)
        lines.pop()
    for address, note_text in reversed(kept):
        add_note(read.notes, address, note_text)
    return lines


def tell_tables(one: Sectioned, lines: Sequence[Line], read: TextsRead) -> None:
    """A doubt for each table in prose: a report holds text there and nothing else."""
    for line in lines:
        if line.grid and not line.taken and line.text:
            message = _("“{title}”里有一张表，这一部分只能放文字，没有导入；需要的话请写成文字。").format(
                title=one.section.title
            )
            read.doubts.append(Doubt("source", message, quoted([line]), one.section.id))


def tell_parts(one: Sectioned, titles: Titles, found: Sequence[Heading], read: TextsRead) -> None:
    """Doubts on sub-headings: none at all, one that is not there, one that is worded otherwise."""
    if not titles or not one.lines:
        return
    if not found:
        message = _("“{title}”下面没有认出小标题，文字都放在“{part}”里。").format(
            title=one.section.title, part=leading_part(one).label
        )
        read.doubts.append(Doubt("heading", message, "", one.section.id))
        return
    for order, title in enumerate(titles):
        heading = next((heading for heading in found if heading.order == order), None)
        if heading is None:
            message = _("“{section}”里没有找到小标题“{part}”，请看原文有没有这一段。").format(
                section=one.section.title, part=title.label
            )
            read.doubts.append(Doubt("section_missing", message, "", title.id))
        elif is_uncertain(heading, title):
            message = _("原文的小标题不是“{part}”，已按这一标题导入，请核对。").format(part=title.label)
            read.doubts.append(Doubt("heading", message, plain_text(heading.said), title.id, title.label))


def is_uncertain(heading: Heading, title: Title) -> bool:
    """Whether somebody should look at a sub-heading: parts go by many names, but few under another number as well."""
    return heading.rank <= Rank.RUNS_ON or (heading.rank < Rank.OWN_WORDS and is_numbered_otherwise(heading, title))
