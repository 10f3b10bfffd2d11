"""What stands in place of the screen while the window is too small for it: how large it is, how large it has to be. No Textual."""

from __future__ import annotations

from schema.language import _
from tui.wrap import wrap_lines

LEAST = (60, 20)
"""Columns and rows in which everything can be used."""


def is_too_small(columns: int, rows: int) -> bool:
    """Whether a window is smaller than the screen can be."""
    return columns < LEAST[0] or rows < LEAST[1]


def drawn(columns: int, rows: int, unsaved: bool) -> str:
    """What to write into a window that is too small, cursor hidden; as much as it holds."""
    size, least = f"{columns}×{rows}", "×".join(map(str, LEAST))
    told = [_("窗口太小：现在 {size}，至少 {least}。请放大窗口，内容都还在。").format(size=size, least=least)]
    if unsaved:
        told.append(_("有没保存的修改，放大以后才能退出。"))
    lines = wrap_lines("\n".join(told), columns)[:rows] if columns > 1 else []
    placed = (f"\x1b[{row};1H{line}" for row, line in enumerate(lines, 1))
    return "\x1b[?25l\x1b[m\x1b[2J" + "".join(placed)
