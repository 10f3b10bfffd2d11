"""Agencies and years as a matrix, one word of state in each cell; typing filters."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.message import Message

from reports.terminal_text import safe, without
from schema.language import _
from tui.folder_rows import Row
from tui.folder_view import LibraryView
from tui.folder_words import cell_words, progress_words, summary_words
from tui.keymap import key_of
from tui.paint import LineWidget
from tui.styles import BOLD, DIM, PLAIN, REVERSE, Line, Span, cut, fit, joined

CELL = 9
"""Cells of a column: the longest state with two digits."""

NARROWEST_NAME = 24
HEAD = 4
"""Lines above the rows: the folder, the filter, the totals, the years."""

LONGEST_FILTER = 40
HERE = ">"


class LibraryList(LineWidget, can_focus=True):
    """The matrix. It draws what the view holds, and tells the screen when the focus or the filter moved."""

    class Moved(Message):
        """Another report is in focus."""

    def __init__(self, view: LibraryView) -> None:
        super().__init__()
        self.view = view
        self.first_column = 0

    # ── what is drawn ─────────────────────────────────────────────────────────

    def build(self, width: int, height: int) -> list[Line]:
        """Folder and progress, filter, totals, years, and as many rows as fit."""
        view = self.view
        view.room = max(1, height - HEAD)
        view.top = max(0, min(view.top, view.row, len(view.rows) - view.room))
        view.top = max(view.top, view.row - view.room + 1)
        if view.listed and not view.listing.entries:
            return [self.folder_line(width), *self.beginning(width)]
        years = self.columns(width)
        name = width - 1 - CELL * max(1, len(years))
        lines = [
            self.folder_line(width),
            self.filter_line(width),
            self.totals_line(width),
            self.years_line(years, name),
        ]
        lines += [
            self.row_line(place, years, name) for place in range(view.top, min(len(view.rows), view.top + view.room))
        ]
        if view.listed and not view.rows:
            lines.append(((fit(_("  没有符合的报告。Esc 取消筛选。"), width), DIM),))
        return lines

    def columns(self, width: int) -> list[int]:
        """The years that there is room for, the one in focus among them."""
        years = self.view.years
        fitting = max(1, min(len(years), (width - 1 - NARROWEST_NAME) // CELL))
        place = years.index(self.view.year) if self.view.year in years else 0
        self.first_column = max(0, min(self.first_column, place, len(years) - fitting))
        self.first_column = max(self.first_column, place - fitting + 1)
        return years[self.first_column : self.first_column + fitting]

    def folder_line(self, width: int) -> Line:
        """The library, and how far checking is."""
        view = self.view
        progress = progress_words(view)
        counted = _("{agencies} 个机关 {reports} 份").format(
            agencies=view.agency_count, reports=len(view.listing.entries)
        )
        unread = _("，{n} 个文件夹读不了").format(n=len(view.listing.unread)) if view.listing.unread else ""
        room = width - cell_len(progress) - 1
        text = f"{_('报告库')} {counted}{unread}  {safe(str(view.folder), keep='')}"
        return joined([(fit(text, room) + " ", BOLD), (progress, PLAIN)])

    def filter_line(self, width: int) -> Line:
        """What is typed to filter by, how much it leaves, and the order."""
        view = self.view
        order = _("按年度状态排，差的在前") if view.order == "state" else ""
        label = self.filter_label
        if not view.filter:
            hint = _("直接输入机关、年度（2024）、状态（错误、未交）")
            return joined([(label, PLAIN), (fit(hint, width - cell_len(label + order)), DIM), (order, PLAIN)])
        left = _("{n} / {all} 行").format(n=len(view.rows), all=view.row_count)
        right = f"{left}  {order}" if order else left
        typed = fit(safe(view.filter, keep=""), width - cell_len(label + right) - 1)
        return joined([(label, PLAIN), (typed, BOLD), (" " + right, PLAIN)])

    @property
    def filter_label(self) -> str:
        """What stands before the filter."""
        return _("筛选：")

    def totals_line(self, width: int) -> Line:
        """How many agencies are how far in the year in focus."""
        return ((fit(summary_words(self.view), width), PLAIN),)

    def years_line(self, years: list[int], name: int) -> Line:
        """The head of the matrix; ``<`` and ``>`` tell of years out of sight."""
        more = len(self.view.years) > self.first_column + len(years)
        parts: list[Span] = [(fit(" " + _("机关") + (" <" if self.first_column else ""), name), DIM)]
        parts += [(fit(str(year), CELL), BOLD if year == self.view.year else DIM) for year in years]
        return joined([*parts, (">" if more else " ", BOLD)])

    def row_line(self, place: int, years: list[int], name: int) -> Line:
        """An agency and its states; the cell in focus is reversed, its row begins with ``>``."""
        row = self.view.rows[place]
        here = place == self.view.row
        parts: list[Span] = [(HERE if here else " ", BOLD), (fit(cut(shown(row), name - 2), name - 1), PLAIN)]
        if row.lone:
            text, style = cell_words(row, 0, self.view)
            return joined([*parts, (fit(text, CELL - 1), style + REVERSE if here else style)])
        for year in years or [0]:
            text, style = cell_words(row, year, self.view)
            focused = here and year == self.view.year
            parts += [(fit(text, CELL - 1), style + REVERSE if focused else style), (" ", PLAIN)]
        return joined(parts)

    def beginning(self, width: int) -> list[Line]:
        """What a folder without reports says, and folders that cannot be read."""
        told = [
            _("这里还没有报告。"),
            _("按 {new} 新建第一份；机关名称就是文件夹的名称，一年一个文件。").format(new=key_of("library_new")),
            _("已有网页、Word、Excel、PDF 的，按 {key} 导入。").format(key=key_of("library_import")),
        ]
        told += [
            _("读不了 {name}：{reason}。").format(name=safe(name, keep=""), reason=why)
            for name, why in self.view.listing.unread
        ]
        return [(), *(((fit(f"  {text}", width), PLAIN),) for text in told)]

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """Behind the filter, where an input method writes what is being composed."""
        if self.view.listed and not self.view.listing.entries:
            return None
        used = cell_len(self.filter_label + safe(self.view.filter, keep=""))
        return self.screen_offset(min(used, self.size.width - 1), 1)

    # ── mouse ─────────────────────────────────────────────────────────────────

    def pressed(self, x: int, y: int) -> None:
        """A click goes to a report; one on the report in focus opens it."""
        view = self.view
        row = view.top + y - HEAD
        if y < HEAD or row >= len(view.rows):
            return
        years = self.columns(self.size.width)
        name = self.size.width - 1 - CELL * max(1, len(years))
        place = (x - name) // CELL
        year = years[place] if 0 <= place < len(years) and not view.rows[row].lone else view.year
        if (row, year) == (view.row, view.year):
            self.screen.call_later(self.screen.run_action, "library_open")
            return
        view.step(row - view.row)
        view.year = year
        self.moved()

    def wheeled(self, lines: int) -> None:
        """The wheel moves through the agencies."""
        self.view.step(lines)
        self.moved()

    # ── keys ──────────────────────────────────────────────────────────────────

    def on_key(self, event: events.Key) -> None:
        """Arrows move; whatever else shows as a character filters."""
        page = max(1, self.view.room - 1)
        end = self.view.row_count
        moves = {
            "up": (-1, 0), "down": (1, 0), "pageup": (-page, 0), "pagedown": (page, 0), "home": (-end, 0), "end": (end, 0),
            "left": (0, -1), "right": (0, 1),
        }  # fmt: skip
        if event.key in moves:
            self.view.step(*moves[event.key])
        elif event.key == "backspace" and self.view.filter:
            self.view.filter_by(self.view.filter[:-1])
        elif event.is_printable and event.character and (self.view.filter or not event.character.isspace()):
            self.add(event.character)
        else:
            return
        event.stop()
        self.moved()

    def on_paste(self, event: events.Paste) -> None:
        """A name pasted filters by it."""
        event.stop()
        self.add(" ".join(event.text.split()))
        self.moved()

    def add(self, text: str) -> None:
        """More of a filter."""
        self.view.filter_by((self.view.filter + without(text))[:LONGEST_FILTER])

    def moved(self) -> None:
        """Draws what changed and tells the screen."""
        self.repaint()
        self.post_message(self.Moved())


def shown(row: Row) -> str:
    """A row's name as it may be shown."""
    return safe(row.label, keep="")
