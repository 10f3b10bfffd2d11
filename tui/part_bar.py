"""The names of a section's prose parts, above the text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.geometry import Size

from schema.form import Part
from tui.paint import LineWidget
from tui.styles import PLAIN, REVERSE, Line, Span, fit, joined


class PartBar(LineWidget):
    """The parts of a section, the one being edited reversed."""

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__()
        self.parts = parts
        self.current = 0

    def build(self, width: int, height: int) -> list[Line]:
        """Names in as many lines as they need."""
        lines: list[list[Span]] = [[]]
        used = 0
        for place, part in enumerate(self.parts):
            text = f" {part.label} "
            if used and used + cell_len(text) > width:
                lines.append([])
                used = 0
            lines[-1].append((text, REVERSE if place == self.current else PLAIN))
            used += cell_len(text)
        return [joined([*line, (fit("", max(0, width - sum(cell_len(t) for t, _ in line))), PLAIN)]) for line in lines][
            :height
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's names
        """As many lines as it needs, known to the first layout."""
        return len(self.build(max(20, width), 99))
