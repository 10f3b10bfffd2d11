"""Reads a PDF with a text layer: running text line by line, ruled tables with their merged cells."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NoReturn, TypeAlias

from reports.faults import ReportFault
from reports.importing.contents import Contents, Item
from reports.importing.readers.pdf_chars import lines_of
from reports.importing.readers.pdf_lines import TextLine, aligned, line_of, paragraphs
from reports.importing.readers.pdf_margins import without_margins
from reports.importing.readers.pdf_table import Ruled, continued, ruled, within
from reports.importing.readers.pdf_unseen import is_layer, unseen
from schema.language import _

MOST_PAGES = 200
MOST_CHARS = 20_000
MOST_EDGES = 6000
"""Of one page: characters, and drawn lines in which tables are looked for."""

SCAN = 0.8
"""The part of a page that a picture covers when the page is a scan."""

UNKNOWN = "(cid:"
"""How a character begins whose font does not say which it is."""

Piece: TypeAlias = TextLine | Ruled
"""A line, or a table."""


@dataclass
class Pages:
    """What the pages hold, in reading order, and which of them are not to be trusted."""

    pieces: list[Piece] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    scans: list[int] = field(default_factory=list)
    drawn: list[int] = field(default_factory=list)
    """Pages with too many lines to look for tables."""

    chars: int = 0
    """How many characters there are, and of how many the font does not say which they are."""

    unknown: int = 0
    unseen: list[int] = field(default_factory=list)
    """Pages with characters that nobody sees."""

    @property
    def joined(self) -> list[str]:
        """The numbers that the width of their cells had parted."""
        return [text for piece in self.pieces if isinstance(piece, Ruled) for text in piece.joined]


def read_pdf(data: bytes) -> Contents:
    """The text and the tables of a PDF, with a remark on what cannot be read.

    Raises ReportFault for what is no PDF, has a password, too many pages or no text, and where pdfplumber is not installed.
    """
    document = opened(data)
    found = Pages()
    with document:
        try:
            if len(document.pages) > MOST_PAGES:
                too_long()
            from reports.importing.readers.pdf_modes import moded

            for number, page in enumerate(moded(document.pages), 1):
                read_page(page, number, found)
                page.close()
        except ReportFault:
            raise
        except Exception:  # noqa: BLE001 - pdfminer raises whatever a damaged file makes it raise
            damaged()
    if not found.chars or found.unknown * 2 > found.chars:
        nothing(found)
    return Contents("pdf", tuple(items_of(found.pieces)), wrapped=True, remarks=tuple(remarks(found)))


def opened(data: bytes) -> Any:
    """The document, as pdfplumber reads it."""
    try:
        import pdfplumber
    except ImportError:
        raise ReportFault(
            _("读取 PDF 需要 pdfplumber，尚未安装：请运行 {python} -m pip install pdfplumber").format(
                python=sys.executable
            )
        ) from None
    try:
        return pdfplumber.open(io.BytesIO(data))
    except Exception as error:  # noqa: BLE001 - as above
        causes = {type(cause).__name__ for cause in (error, *error.args)}
        if causes & {"PDFPasswordIncorrect", "PDFEncryptionError"}:
            raise ReportFault(_("PDF 有打开密码，无法读取：请去掉密码后再导入")) from None
        damaged()


def read_page(page: Any, number: int, found: Pages) -> None:
    """Adds the lines and tables of a page, from top to bottom."""
    if len(page.chars) > MOST_CHARS:
        crowded(number)
    is_scan = any(covers(image, page) for image in page.images) or is_layer(page)
    page = seen(page, number, found, is_scan=is_scan)
    chars = [char for char in page.chars if within(char, page.cropbox)]
    found.chars += len(chars)
    found.unknown += sum(char["text"].startswith(UNKNOWN) for char in chars)
    if is_scan:
        (found.scans if chars else found.pictures).append(number)
    elif page.images:
        found.pictures.append(number)
    if not chars:
        return
    page = page.dedupe_chars(tolerance=1)  # bold is often printed by printing twice
    tables = []
    if len(page.edges) > MOST_EDGES:
        found.drawn.append(number)
    else:
        tables = [table for table in page.find_tables() if len(table.cells) > 1]
    rest = [char for char in page.chars if within(char, page.cropbox)]
    pieces: list[Piece] = []
    for table in tables:
        pieces.append(ruled(number, table.cells, (char for char in rest if within(char, table.bbox))))
        rest = [char for char in rest if not within(char, table.bbox)]
    pieces += [line_of(line, number, page.height) for line in lines_of(rest)]
    found.pieces += sorted(pieces, key=lambda piece: piece.top)


def seen(page: Any, number: int, found: Pages, *, is_scan: bool) -> Any:
    """The page without the characters that nobody sees."""
    hidden = unseen(page, is_scan=is_scan)
    if any(char["text"].strip() and within(char, page.cropbox) for char in hidden):
        found.unseen.append(number)
    ids = set(map(id, hidden))
    return page.filter(lambda drawn: id(drawn) not in ids) if ids else page


def covers(image: Any, page: Any) -> bool:
    """Whether a picture covers a page."""
    return bool(image["width"] * image["height"] > SCAN * page.width * page.height)


def items_of(pieces: list[Piece]) -> Iterator[Item]:
    """Lines as paragraphs between tables; where no table has lines, wide gaps tell cells apart."""
    kept = set(map(id, without_margins(piece for piece in pieces if isinstance(piece, TextLine))))
    pieces = [piece for piece in pieces if isinstance(piece, Ruled) or id(piece) in kept]
    for place in range(1, len(pieces)):
        above, below = pieces[place - 1 : place + 1]
        if isinstance(above, Ruled) and isinstance(below, Ruled):
            pieces[place - 1 : place + 1] = continued(above, below)
    read = paragraphs if any(isinstance(piece, Ruled) for piece in pieces) else aligned
    for is_line, group in groupby(pieces, key=lambda piece: isinstance(piece, TextLine)):
        if is_line:
            yield from read([piece for piece in group if isinstance(piece, TextLine)])
        else:
            grids = (piece.grid for piece in group if isinstance(piece, Ruled))
            yield from (grid for grid in grids if any(cell.text for cell in grid.cells))


def remarks(found: Pages) -> Iterator[str]:
    """Sentences on what could not be read, most important first."""
    if found.scans:
        yield _("第 {pages} 页是扫描的图片，文字由识别得来，可能有错：请逐个数字核对").format(pages=pages(found.scans))
    if found.unknown:
        yield _("有 {n} 个字的字体没有说明是什么字，无法读取").format(n=found.unknown)
    if found.unseen:
        yield _("第 {pages} 页有看不见的文字没有读入，请对照原文核对").format(pages=pages(found.unseen))
    if found.joined:
        yield _("有 {n} 个数字在格子里断成几行，已经连成一个（如 {text}），请核对").format(
            n=len(found.joined), text=found.joined[0]
        )
    if found.drawn:
        yield _("第 {pages} 页的线条太多，没有在其中找表格").format(pages=pages(found.drawn))
    if found.pictures:
        yield _("第 {pages} 页有图片，图片里的文字无法读取").format(pages=pages(found.pictures))


def pages(numbers: list[int]) -> str:
    """Page numbers side by side."""
    return "、".join(map(str, numbers))


def too_long() -> NoReturn:
    """Refuses a document of more pages than any report has."""
    raise ReportFault(_("PDF 超过 {n} 页，不像一份年度报告，没有读取：请只保留报告的页").format(n=MOST_PAGES))


def crowded(number: int) -> NoReturn:
    """Refuses a page with more characters than fit on one."""
    raise ReportFault(
        _(
            "PDF 第 {page} 页的字太多（超过 {most} 个），不像一份年度报告，没有读取：请去掉这一页，或用原来的 Word 文件导入"
        ).format(page=number, most=MOST_CHARS)
    )


def damaged() -> NoReturn:
    """Refuses a file that pdfminer cannot follow."""
    raise ReportFault(_("PDF 不完整或已损坏，无法读取：请重新下载，或用原来的 Word 文件导入")) from None


def nothing(found: Pages) -> NoReturn:
    """Refuses a document without readable text."""
    if found.unknown:
        raise ReportFault(_("PDF 里的字体没有说明每个字是什么，读出来是乱码，没有导入：请用原来的 Word 文件导入"))
    if found.pictures:
        raise ReportFault(_("PDF 里只有扫描的图片，没有文字，无法导入：请先做文字识别，或用原来的 Word 文件导入"))
    raise ReportFault(_("PDF 里没有文字，没有可以导入的内容"))
