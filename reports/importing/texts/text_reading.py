"""Everything of a source that is no table: who reports and when, the prose under each title, footnotes, publication data."""

from __future__ import annotations

from reports.importing.contents import Contents
from reports.importing.findings import Doubt, TextsRead
from reports.importing.lines.paragraphs import MOST_LINES, lines_of, quoted
from reports.importing.lines.title import Titled, own_title
from reports.importing.texts.basics import read_basics
from reports.importing.texts.framing import Framed, framed, without_page
from reports.importing.texts.prose_parts import read_prose
from reports.importing.texts.sections import doubts_of_headings, is_letter_for_letter, sectioned
from reports.importing.texts.table_texts import read_table_section
from reports.markdown_text import plain_text
from schema.form import Form
from schema.language import _


def read_texts(contents: Contents, form: Form, used: frozenset[int]) -> TextsRead:
    """The texts of a source under an edition of the form. ``used``: the items of it that belong to statutory tables."""
    read = TextsRead(prose={part.address: "" for part in form.parts()})
    lines = lines_of(contents, used)
    if len(lines) > MOST_LINES:
        message = _("原文有 {count} 段，超出年报的篇幅，只读了前 {most} 段。").format(count=len(lines), most=MOST_LINES)
        read.doubts.append(Doubt("source", message, quoted(lines[MOST_LINES:])))
        lines = lines[:MOST_LINES]
    if is_letter_for_letter(form, lines):
        said = own_title(form, plain_text(lines[0].text)) or Titled("", None)
        report = Framed(said, lines[1:])
        sections = sectioned(form, report.lines)
    else:
        report = framed(contents, form, lines)
        sections = without_page(form, sectioned(form, report.lines), report)
    for place, one in enumerate(sections):
        if one.section.table:
            read_table_section(form, one, sections[place + 1] if place + 1 < len(sections) else None, read)
        elif one.lines:
            read_prose(form, one, read)
    read.doubts += doubts_of_headings(form, sections)
    read_basics(form, report, read)
    tell_left_out(report, read)
    return read


def tell_left_out(report: Framed, read: TextsRead) -> None:
    """One doubt on everything of the page that was taken for no part of the report."""
    if report.left_out:
        message = _("原文里有 {count} 行不属于报告（网页导航、目录、附注等），没有导入，请看一眼。").format(
            count=len(report.left_out)
        )
        read.doubts.append(Doubt("source", message, quoted(report.left_out)))
