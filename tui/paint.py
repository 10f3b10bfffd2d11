"""A widget drawn line by line that repaints only the cells of a line that changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from tui.direct_paint import Brush
from tui.styles import Line, changed_cells, differences, drawn_width

WHEEL = 3
"""Lines that one notch of the wheel moves."""


class LineWidget(Widget):
    """A widget drawn line by line from `build`; `repaint` sends only what differs from what was last drawn."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._lines: list[Line] = []
        self._built_for: tuple[int, int] = (0, 0)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """The lines to show now in this many cells."""
        raise AssertionError(f"{type(self).__name__} must say what it shows in {width}x{height}")

    def repaint(self) -> None:
        """Draws again what changed since the last time; while more keys wait, once for all of them."""
        if Brush.taking and Brush.taking.holding:
            Brush.taking.put_off(self.repaint)
            return
        width, height = self.size
        if not width or not height:
            self._built_for = (0, 0)  # hidden: whatever shows it again has to build it anew
            return
        lines = self._built(width, height)
        if Brush.taking and Brush.taking.reaches(self) and len(lines) == len(self._lines):
            self._paint(Brush.taking, lines)
            return
        regions = []
        for y, (old, new) in enumerate(zip(self._lines, lines, strict=False)):
            regions += [Region(first, y, last - first, 1) for first, last in differences(old, new)]
        resized = len(lines) != len(self._lines)
        self._lines = lines
        if resized:
            self.refresh()
        elif regions:
            self.refresh(*regions)

    def _paint(self, brush: Brush, lines: list[Line]) -> None:
        x, y, width, _ = self.content_region
        at_edge = x + width >= self.screen.size.width
        changed = False
        for place, (old, new) in enumerate(zip(self._lines, lines, strict=True)):
            if old is not new:
                for first, cells in changed_cells(old, new):
                    blank_behind = at_edge and first + len(cells) >= drawn_width(new)
                    brush.paint(Offset(x + first, y + place), cells, blank_behind=blank_behind)
                    changed = True
        self._lines = lines
        if changed:
            self._styles_cache.clear()  # Textual's picture of this widget, which it will ask for anew

    def render_line(self, y: int) -> Strip:
        """One line for Textual's compositor."""
        if self._built_for != self.size:
            self._lines = self._built(*self.size)
        line = self._lines[y] if y < len(self._lines) else ()
        segments = [Segment(text, style) for text, style in line if text]
        return Strip(segments).adjust_cell_length(self.size.width)

    def pressed(self, x: int, y: int) -> None:
        """The mouse was pressed on a cell of it."""

    def wheeled(self, lines: int) -> None:
        """The wheel was turned, down for a positive number."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Only the left button means something."""
        if event.button == 1:
            event.stop()
            self.pressed(event.x, event.y)

    def on_mouse_scroll_down(self) -> None:
        """The wheel."""
        self.wheeled(WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """The wheel."""
        self.wheeled(-WHEEL)

    def remeasure(self) -> None:
        """Characters have other widths than before: what was laid out is laid out again."""
        self._built_for = (0, 0)

    def _built(self, width: int, height: int) -> list[Line]:
        self._built_for = (width, height)
        lines = list(self.build(width, height))[:height]
        return lines + [()] * (height - len(lines))

    def screen_offset(self, x: int, y: int) -> Offset:
        """A place inside this widget as a place on the screen, for the hardware cursor."""
        region = self.content_region
        return Offset(region.x + x, region.y + y)
