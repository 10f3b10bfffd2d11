"""What stands in the section of a statutory table besides the table: footnotes, words of the table, text without a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reports.importing.findings import Doubt, TextsRead
from reports.importing.lines.paragraphs import Line, quoted
from reports.importing.tables.table_names import head_words, words_around
from reports.importing.texts.prose_parts import read_prose
from reports.importing.texts.sections import Sectioned
from reports.importing.texts.table_notes import add_note, note_of
from schema.form import Form
from schema.language import _
from schema.names import folded

TEMPLATE = re.compile(
    r"[(（]?(?:(?:该|此|本)部分)?(?:内容)?(?:以|用|采用|通过)?(?:下列|下|以下|如下)?表格?(?:的?形式)?(?:进行)?(?:报告|公开|列示|如下|所示)?[。.，,；;：:]*"
    r"(?:(?:具体)?(?:情况|数据)?(?:见|如)?(?:下|以下|附)?表格?(?:如下|所示)?[。.：:]*)?[)）]?"
)
"""What the form's own instructions leave in a report: 该部分以表格形式报告。表格如下："""

CAPTION = re.compile(r"(?:附?表[一二三四五六1-6]?|[(（]?单位|计量单位|填报单位)[：:、\s].{0,40}|单位[：:].{0,12}")
LONGEST = 80
SENTENCE = re.compile(r"[。；！？]")


def read_table_section(form: Form, one: Sectioned, following: Sectioned | None, read: TextsRead) -> None:
    """Keeps the footnotes of a table. Prose behind it is that of the next section where the source has no title for that."""
    words = own_words(form, one.section.id)
    rest: list[Line] = []
    behind = 0
    for line in one.lines:
        note = None if line.grid or line.taken else note_of(form, one.section, line.text)
        if note:
            add_note(read.notes, *note)
        elif line.taken:
            behind = len(rest)
        elif not is_of_the_table(line, words):
            rest.append(line)
    if following and following.section.parts and not following.heading and is_prose(rest[behind:]):
        adopt(form, following._replace(lines=rest[behind:]), read)
        rest = rest[:behind]
    if rest:
        message = _("“{title}”里有表格以外的文字，报告没有放它的地方，没有导入。").format(title=one.section.title)
        read.doubts.append(Doubt("source", message, quoted(rest), one.section.id))


def is_of_the_table(line: Line, words: frozenset[str]) -> bool:
    """Whether a line is nothing but ``words`` of the table, its caption, or the form's own instruction."""
    if line.grid:
        return not line.text
    bare = "".join(line.text.split())
    return bool(is_made_of(folded(line.text).strip("_"), words) or TEMPLATE.fullmatch(bare) or CAPTION.fullmatch(bare))


def is_made_of(text: str, words: frozenset[str]) -> bool:
    """Whether a text is a row of words and nothing else; of no text that is true."""
    if len(text) > LONGEST:
        return False
    reached = {0}
    for end in range(1, len(text) + 1):
        if any(text[begin:end] in words for begin in reached):
            reached.add(end)
    return len(text) in reached


@lru_cache(maxsize=32)
def own_words(form: Form, section_id: str) -> frozenset[str]:
    """The letters of everything that a table prints besides figures, and of pieces of its heads, which lines break up."""
    section = form.section(section_id)
    if not section.table:
        return frozenset()
    heads = set(map(folded, head_words(section.table)))
    pieces = {
        head[begin:end] for head in heads for begin in range(len(head)) for end in range(begin + 2, len(head) + 1)
    }
    rows = (row.label for block in section.table.blocks for row in block.rows)
    return frozenset(map(folded, (*section.aliases, *words_around(section), *rows))) | pieces


def is_prose(lines: Sequence[Line]) -> bool:
    """Whether lines are text of a report and no leftovers of a table."""
    return any(len(line.text) >= 10 and SENTENCE.search(line.text) for line in lines if not line.grid)


def adopt(form: Form, one: Sectioned, read: TextsRead) -> None:
    """Takes lines as the text of a section whose title the source does not have."""
    read_prose(form, one, read)
    message = _("表格后面的文字没有“{title}”这个标题，已放进这一部分，请核对。").format(title=one.section.title)
    read.doubts.append(Doubt("heading", message, quoted(one.lines), one.section.id))
