"""Reads a Word document (.docx) as it would be printed once all its changes are accepted.

A reader of our own: python-docx leaves out inserted text and cells in content controls, mammoth the results of simple
fields and automatic numbers, and it prints what is hidden; each of those would be a wrong figure or heading without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn
from xml.etree import ElementTree as ET

from reports.faults import ReportFault
from reports.importing.contents import Contents, Grid, Item, Paragraph
from reports.importing.readers.containers import Package, too_large
from reports.importing.readers.docx_numbering import Numbering
from reports.importing.readers.docx_remarks import remarks
from reports.importing.readers.docx_styles import Styles
from reports.importing.readers.docx_table import Block, read_table
from reports.importing.readers.docx_text import Lines
from reports.importing.readers.docx_xml import child, joined
from reports.importing.readers.ooxml import short
from reports.importing.readers.stored_text import Run, stored
from schema.language import _

MOST_ELEMENTS = 300_000
"""Of the XML of the text; a long report has fifty thousand."""


def read_docx(data: bytes) -> Contents:
    """The text and the tables of a document, with a remark on everything else in it.

    Raises ReportFault for what is no document, is damaged or encrypted, or has no text.
    """
    package = Package(data)
    name = next(package.related("", "officeDocument"), "word/document.xml")
    root = package.xml(name)
    body = child(root, "body")
    if root is None or body is None:
        raise ReportFault(_("文件里没有 Word 正文，不是完整的 .docx：请在 WPS 或 Word 中打开后另存为 .docx 再导入"))

    if sum(1 for _element in root.iter()) > MOST_ELEMENTS:
        too_large()

    def part(kind: str) -> ET.Element | None:
        found = next(package.related(name, kind), None)
        return package.xml(found) if found else None

    reader = Blocks(Lines(Styles(part("styles")), Numbering(part("numbering"))))
    try:
        items = tuple(item for block in reader.blocks(body) for item in items_of(block))
    except RecursionError:
        raise ReportFault(_("文档嵌套得太深，无法读取：请把内容复制到新文档，另存为 .docx 再导入")) from None
    if not items:
        nothing(reader)
    return Contents("docx", items, remarks=tuple(remarks(package, name, root, items, reader.lines.noticed)))


class Blocks:
    """Reads paragraphs and tables in order."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines

    def blocks(self, parent: ET.Element) -> list[Block]:
        """What is in the body, a cell or a text box; text boxes follow what they are anchored in."""
        found: list[Block] = []
        places = list(joined(parent))
        cell = parent if short(parent.tag) == "tc" else None
        whole = self.lines.ink([one for name, ones in places if name == "p" for one in ones], cell)
        for name, ones in places:
            if name == "tbl":
                found += read_table(ones[0], self.blocks, self.lines.noticed)
            elif name != "p":
                self.lines.noticed.objects += 1
            elif line := self.lines.line(ones, self.lines.ink(ones) if cell is None else whole):
                found.append(line)
            if parent.tag.endswith("}body"):
                found += self._boxes()
        return found

    def _boxes(self) -> Iterator[Block]:
        waiting = self.lines.noticed.boxes
        while waiting:
            yield from self.blocks(waiting.pop(0))


def items_of(block: Block) -> Iterator[Item]:
    """A table as it is, a paragraph in stored form; a line break within a paragraph begins another."""
    if isinstance(block, Grid):
        yield block
        return
    lines: list[list[Run]] = [[]]
    for text, bold in block.runs:
        first, *others = text.split("\n")
        lines[-1].append((first, bold))
        lines += [[(other, bold)] for other in others]
    for runs in lines:
        if text := stored((text, bold and not block.level) for text, bold in runs):
            yield Paragraph(text, block.level)


def nothing(reader: Blocks) -> NoReturn:
    """Refuses a document without text."""
    if reader.lines.noticed.pictures:
        raise ReportFault(_("文档里只有图片，没有文字，无法导入：请用文字版的文档，或先做文字识别"))
    raise ReportFault(_("文档里没有文字，没有可以导入的内容"))
