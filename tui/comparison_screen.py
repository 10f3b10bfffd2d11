"""Last year and this year beside each other, over the whole screen: figures with their difference, texts with how much of them is new."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult

from reports.comparison import Comparison
from reports.terminal_text import safe
from schema.language import _
from tui.comparison_words import Item, figure_cells, figure_name, items_of, row_and_column, text_words
from tui.paint import LineWidget
from tui.pane import StatusLines
from tui.styles import BOLD, DIM, PLAIN, REVERSE, Line, Span, cut, fit, fit_right, joined
from tui.workarounds import FastModalScreen

NUMBER = 10
"""Cells of a column of numbers."""

HEAD = 2


class ComparisonList(LineWidget, can_focus=True):
    """The lines, one of them in focus."""

    def __init__(self, found: Comparison) -> None:
        super().__init__()
        self.found = found
        self.every = False
        self.items: list[Item] = []
        self.current = 0
        self.top = 0
        self.shortened: set[str] = set()
        """Sections whose figures have names too long for the width."""
        self.gather()

    def gather(self) -> None:
        """Works out the lines again."""
        self.items = list(items_of(self.found, every=self.every))
        self.current = next((place for place, item in enumerate(self.items) if item.stops), 0)
        self.top = 0

    @property
    def item(self) -> Item | None:
        """The line in focus."""
        return self.items[self.current] if self.current < len(self.items) else None

    def build(self, width: int, height: int) -> list[Line]:
        """Whose reports and which years, the names of the columns, then as many lines as fit."""
        room = max(1, height - HEAD)
        first = self.current - 1 if self.current and not self.items[self.current - 1].stops else self.current
        self.top = max(0, min(self.top, first, len(self.items) - room))
        self.top = max(self.top, self.current - room + 1)
        name = width - NUMBER * 4 - 3
        self.shortened = {
            one.figure.section for one in self.found.figures if cell_len(row_and_column(one.figure)) + 2 > name
        }
        lines = [self.title_line(width), self.names_line(width)]
        shown = range(self.top, min(len(self.items), self.top + room))
        lines += [self.line(self.items[place], width, here=place == self.current) for place in shown]
        if not self.items:
            lines.append(((fit(_("  两年没有不同。Tab 看全部。"), width), DIM),))
        return lines

    def title_line(self, width: int) -> Line:
        """Whose reports, how many figures differ, and what is left out."""
        found = self.found
        differing = sum(one.differs for one in found.figures)
        words = _("{name} {before} 与 {now}：{n} 个数不同").format(
            name=safe(found.now.agency.get("name", ""), keep=""),
            before=found.before.year,
            now=found.now.year,
            n=differing,
        )
        if not found.same_form:
            words += _("；两年格式不同，只比共有的 {n} 个数").format(n=len(found.figures))
        return ((fit(words, width), BOLD),)

    def names_line(self, width: int) -> Line:
        """The columns."""
        found = self.found
        names = (str(found.before.year), str(found.now.year), _("增减"), _("倍数"))
        name = width - NUMBER * len(names)
        all_of_it = _("全部") if self.every else _("只列不同的")
        return joined([(fit(all_of_it, name), DIM), *((fit_right(one, NUMBER), DIM) for one in names)])

    def line(self, item: Item, width: int, *, here: bool) -> Line:
        """One line."""
        style = REVERSE if here else PLAIN
        name = width - NUMBER * 4
        if item.figure:
            cells = figure_cells(item.figure)
            label: Span = (fit(f"  {figure_name(item.figure.figure, name - 3, self.shortened)}", name), style)
            return joined([label, *((fit_right(one, NUMBER), style) for one in cells)])
        if item.prose:
            said = text_words(item.prose)
            room = width - cell_len(said)
            return joined([(fit(f"  {cut(safe(item.text, keep=''), room - 3)}", room), style), (said, style)])
        return ((fit(safe(item.text, keep=""), width), BOLD),)

    def step(self, by: int) -> None:
        """To the next line that the focus can stand on, by so many."""
        stops = [place for place, item in enumerate(self.items) if item.stops]
        if stops:
            place = stops.index(self.current) + by
            self.current = stops[max(0, min(len(stops) - 1, place))]
            self.repaint()

    def turn(self) -> None:
        """Everything, or only what differs."""
        self.every = not self.every
        self.gather()
        self.repaint()


class ComparisonScreen(FastModalScreen[None]):
    """A comparison over the whole screen; Enter on a text shows both years of it side by side."""

    def __init__(self, found: Comparison) -> None:
        super().__init__()
        self.list = ComparisonList(found)
        self.status = StatusLines()

    def compose(self) -> ComposeResult:
        """The lines, and below them the one in focus in full."""
        yield self.list
        yield self.status

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.list.focus()
        self.tell()

    def tell(self) -> None:
        """The line in focus in full, and the keys."""
        item = self.list.item
        keys = _("上下键选择  Tab 全部/不同  Enter 看两年的文字  Esc 返回")
        if item and item.figure:
            before, now, difference, _times = figure_cells(item.figure)
            text = _("{name}：{text}").format(name=item.text, text=f"{before} -> {now}") + (
                difference and _("，") + difference
            )
        else:
            text = (
                _("{name}：{text}").format(name=item.text, text=text_words(item.prose)) if item and item.prose else ""
            )
        self.status.show(text, keys)

    def on_key(self, event: events.Key) -> None:
        """Moves, the other view, a text of both years, back."""
        page = max(1, self.list.size.height - HEAD - 1)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -99999, "end": 99999}
        if event.key in moves:
            self.list.step(moves[event.key])
        elif event.key == "tab":
            self.list.turn()
        elif event.key == "enter":
            self.both_texts()
        elif event.key in ("escape", "ctrl+u"):
            self.dismiss()
        event.stop()
        event.prevent_default()
        self.tell()

    def both_texts(self) -> None:
        """The text in focus as it was and as it is."""
        one = self.list.item.prose if self.list.item else None
        if one is None:
            return
        from tui.side_by_side import SideBySide, Titled  # few comparisons go into the texts

        found = self.list.found
        title = _("{year} 年：{part}")
        before = Titled(title.format(year=found.before.year, part=one.label), one.before)
        now = Titled(title.format(year=found.now.year, part=one.label), one.now)
        self.app.push_screen(SideBySide(before, now, found.now.year - found.before.year))
