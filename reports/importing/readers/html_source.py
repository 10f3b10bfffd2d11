"""A web page as paragraphs and tables: a saved page, a fragment, what Word or WPS saved as one.

The tables of a report are those in which no other stands; a table around them only lays out the page, and so does one with
a single column: what is in it is text.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from justhtml import JustHTML

from reports.faults import ReportFault
from reports.importing.contents import Cell, Contents, Grid, Item, Paragraph
from reports.importing.readers.html_events import Break, Event, Page, Table, Words, outer_tables
from reports.importing.readers.html_grid import Placed, TooLarge, placed_cells
from reports.importing.readers.html_look import Look, attribute, is_invisible
from reports.importing.readers.html_rules import Rules
from reports.importing.readers.stored_text import Run, collapsed, plain, stored
from schema.language import _

MOST_TAGS: Final = 300_000
"""More of a page is not read: 6 s and 100 MB of parsing (2 cores, Python 3.11). A report has 2,000 to 40,000."""

LONGEST_CELL: Final = 300
"""Characters; a row with a longer cell is running text that somebody laid out as a table."""

UNPLACED: Final = "data-unplaced"
"""The attribute of a table whose columns are no places, only counted: Markdown made a page has it."""


def read_html(page: str) -> Contents:
    """Everything that the page shows. Raises ReportFault for a page with more elements than are read."""
    if page.count("<") > MOST_TAGS:
        raise ReportFault(_("网页太大（标签超过 {most} 个），请只保存报告正文那一部分再导入").format(most=MOST_TAGS))
    collecting = gc.isenabled()
    gc.disable()  # nothing of the tree is garbage before all of it is
    try:
        root = JustHTML(page, sanitize=False).root
        reader = Reader(Page(outer_tables(root), Rules(root)))
        reader.take(reader.page.shown(root.children or (), Look()))
        reader.end_paragraph()
        return Contents("html", tuple(reader.items), title=_title(root), remarks=tuple(reader.remarks()))
    finally:
        if collecting:
            gc.enable()


@dataclass
class Reader:
    """Gathers the items of a page."""

    page: Page
    items: list[Item] = field(default_factory=list)
    line: list[Words] = field(default_factory=list)
    left_out: int = 0
    pictured: int = 0

    def take(self, shown: Iterable[Event]) -> None:
        """Adds what is shown to the items; the last paragraph stays open."""
        for event in shown:
            if isinstance(event, Table):
                self._table(event)
            elif isinstance(event, Break):
                self.end_paragraph()
            elif event.look.pre:
                first, *lines = event.text.split("\n")
                self.line.append(Words(first, event.look))
                for text in lines:
                    self.end_paragraph()
                    self.line.append(Words(text, event.look))
            else:
                self.line.append(event)

    def end_paragraph(self) -> None:
        """Adds the paragraph that the words since the last break make, if they show anything."""
        words, self.line = self.line, []
        if not words:
            return
        level = max(one.look.level for one in words)
        runs: list[Run] = [(text, look.bold and not level) for text, look in words]
        text = stored(runs if words[0].look.pre else collapsed(runs))
        if text:
            self.items.append(Paragraph(text, level))

    def remarks(self) -> list[str]:
        """Sentences on what is on the page and was not read."""
        found = []
        if self.left_out:
            found.append(_("有 {count} 张表格的行或列太多，不像年度报告的表，没有读入").format(count=self.left_out))
        if self.page.struck:
            found.append(_("页面里划了删除线的文字没有读入，请对照原文核对"))
        if self.page.hidden:
            found.append(_("表格里有看不见的文字没有读入，请对照原文核对"))
        if self.pictured:
            found.append(_("表格里有 {count} 格是图片，读不到里面的数，请照着原文填写").format(count=self.pictured))
        if any(isinstance(item, Grid) for item in self.items):
            return found
        if self.page.images:
            found.append(
                _("页面里没有文字表格，只有 {count} 张图片：图片里的内容读不到，请照着图片填写").format(
                    count=self.page.images
                )
            )
        if self.page.frames:
            found.append(_("页面里没有表格，正文可能在嵌入的另一个页面或文件里：请打开那一个，另存后再导入"))
        return found

    def _table(self, table: Table) -> None:
        """A table's caption, and its rows as grids, with what is running text between them."""
        self.end_paragraph()
        for child in table.element.children:
            if child.name == "caption":
                self.take(self.page.shown([child], table.look))
        try:
            lines = placed_cells(table.element)
            lays_out = all(len(cells) <= 1 for cells in lines)
            if not lays_out:
                lines = self._shown(lines, placed_cells(table.element, self.page.style))
        except TooLarge:
            self.left_out += 1
            return
        rows: list[list[tuple[Placed, str]]] = []
        is_placed = not attribute(table.element, UNPLACED)
        for cells in lines:
            texts = [] if lays_out else [self._cell_text(cell) for cell in cells]
            if lays_out or any(len(text) > LONGEST_CELL for text in texts):
                self._grid(rows, placed=is_placed)
                rows = []
                for cell in cells:
                    self.take(self.page.shown([cell.element], table.look))
            else:
                rows.append(list(zip(cells, texts, strict=True)))
        self._grid(rows, placed=is_placed)

    def _shown(self, all_lines: list[list[Placed]], lines: list[list[Placed]]) -> list[list[Placed]]:
        """The lines that classes do not hide; what they hide is told if there is a text in it."""
        kept = {id(cell.element) for cells in lines for cell in cells}
        for cell in (cell for cells in all_lines for cell in cells if id(cell.element) not in kept):
            self.page.hidden = self.page.hidden or any(text.strip() for text in self.page.cell_words(cell.element))
        return lines

    def _cell_text(self, cell: Placed) -> str:
        images = self.page.images
        text = plain((words, False) for words in self.page.cell_words(cell.element))
        self.pictured += text == "" and self.page.images > images
        if text and is_invisible(self.page.style(cell.element)):
            self.page.hidden = True
            return ""
        return text

    def _grid(self, rows: Sequence[Sequence[tuple[Placed, str]]], *, placed: bool) -> None:
        """Adds the rows as a grid that ends with them."""
        height = len(rows)
        cells = tuple(
            Cell(text, row, cell.column, min(cell.rows, height - row), cell.columns)
            for row, line in enumerate(rows)
            for cell, text in line
        )
        if cells:
            self.items.append(Grid(cells, placed))


def _title(root: Any) -> str:
    """What the page calls itself."""
    found = root.query_one("title")
    return plain([(found.to_text(), False)]) if found is not None else ""
