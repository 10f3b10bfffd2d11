"""What stands in the section of a statutory table besides the table: footnotes, words of the table, text without a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reports.importing.findings import Doubt, TextsRead
from reports.importing.headings import letters
from reports.importing.paragraphs import Line, quoted
from reports.importing.prose_parts import read_prose
from reports.importing.sections import Sectioned
from reports.importing.table_notes import note_of
from schema.form import Form, Section, Table
from schema.language import _

TEMPLATE = re.compile(
    r"[(（]?(?:(?:该|此|本)部分)?(?:内容)?(?:以|用|采用|通过)?(?:下列|下|以下|如下)?表格?(?:的?形式)?(?:进行)?(?:报告|公开|列示|如下|所示)?[。.，,；;：:]*"
    r"(?:(?:具体)?(?:情况|数据)?(?:见|如)?(?:下|以下|附)?表格?(?:如下|所示)?[。.：:]*)?[)）]?"
)
"""What the form's own instructions leave in a report: 该部分以表格形式报告。表格如下："""

CAPTION = re.compile(r"(?:附?表[一二三四五六1-6]?|[(（]?单位|计量单位|填报单位)[：:、\s].{0,40}|单位[：:].{0,12}")
SENTENCE = re.compile(r"[。；！？]")


def read_table_section(form: Form, one: Sectioned, following: Sectioned | None, read: TextsRead) -> None:
    """Keeps the footnotes of a table. Prose behind it is that of the next section where the source has no title for that."""
    rest: list[Line] = []
    behind = 0
    for line in one.lines:
        note = None if line.grid or line.taken else note_of(form, one.section, line.text)
        if note:
            add_note(read, *note)
        elif line.taken:
            behind = len(rest)
        elif not is_of_the_table(line, one.section):
            rest.append(line)
    if following and following.section.parts and not following.heading and is_prose(rest[behind:]):
        adopt(form, following._replace(lines=rest[behind:]), read)
        rest = rest[:behind]
    if rest:
        message = _("“{title}”里有表格以外的文字，报告没有放它的地方，没有导入。").format(title=one.section.title)
        read.doubts.append(Doubt("source", message, quoted(rest), one.section.id))


def add_note(read: TextsRead, address: str, note: str) -> None:
    """Keeps a footnote; a second one on the same address goes below the first."""
    read.notes[address] = f"{read.notes[address]}\n{note}" if address in read.notes else note


def is_of_the_table(line: Line, section: Section) -> bool:
    """Whether a line is nothing but words that the table prints, its caption, or the form's own instruction."""
    if line.grid:
        return not line.text
    bare = "".join(line.text.split())
    return bool(
        letters(line.text) in own_words(section) or not letters(line.text) or TEMPLATE.fullmatch(bare) or CAPTION.fullmatch(bare)
    )


@lru_cache(maxsize=32)
def own_words(section: Section) -> frozenset[str]:
    """The letters of everything that a table prints besides figures."""
    table = section.table
    return frozenset(map(letters, (section.title, *section.aliases, *(printed_words(table) if table else ()))))


def printed_words(table: Table) -> Sequence[str]:
    """Titles, heads and labels of a table."""
    return [
        table.corner, table.column_title, *table.stub_titles, *(group.label for group in table.groups),
        *(word for block in table.blocks for word in (block.title, block.stub)),
        *(word for block in table.blocks for column in block.columns for word in (column.label, column.group)),
        *(row.label for block in table.blocks for row in block.rows),
    ]  # fmt: skip


def is_prose(lines: Sequence[Line]) -> bool:
    """Whether lines are text of a report and no leftovers of a table."""
    return any(len(line.text) >= 15 and SENTENCE.search(line.text) for line in lines if not line.grid)


def adopt(form: Form, one: Sectioned, read: TextsRead) -> None:
    """Takes lines as the text of a section whose title the source does not have."""
    read_prose(form, one, read)
    message = _("表格后面的文字没有“{title}”这个标题，已放进这一部分，请核对。").format(title=one.section.title)
    read.doubts.append(Doubt("heading", message, quoted(one.lines), one.section.id))
