"""Lines of styled text: cutting, filling and comparing them by terminal cells. No widgets here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from rich.cells import cell_len, get_character_cell_size
from rich.style import Style

Span: TypeAlias = tuple[str, Style]
Line: TypeAlias = tuple[Span, ...]

PLAIN = Style.null()
BOLD = Style(bold=True)
DIM = Style(dim=True)
REVERSE = Style(reverse=True)
ERROR = Style(color="red", bold=True)
BLANK = Style(color="yellow", bold=True)
DERIVED = Style(color="cyan")
GOOD = Style(color="green")


def cut(text: str, width: int) -> str:
    """Text that fits a width in cells; what is cut ends in ``..``."""
    if cell_len(text) <= width:
        return text
    kept, used = [], 0
    for ch in text:
        size = get_character_cell_size(ch)
        if used + size > width - 2:
            break
        kept.append(ch)
        used += size
    return "".join(kept) + ".."[: max(0, width - used)]


def fit(text: str, width: int) -> str:
    """Text cut or filled up with blanks to exactly a width in cells."""
    shown = cut(text, width)
    return shown + " " * (width - cell_len(shown))


def fit_right(text: str, width: int) -> str:
    """Text pushed to the right of a width; too long, it keeps its front."""
    shown = cut(text, width)
    return " " * (width - cell_len(shown)) + shown


def centred(text: str, width: int) -> str:
    """Text in the middle of a width."""
    shown = cut(text, width)
    left = (width - cell_len(shown)) // 2
    return fit(" " * left + shown, width)


def width_of(line: Line) -> int:
    """Cells that a line takes."""
    return sum(cell_len(text) for text, _ in line)


def cells_of(line: Line) -> list[tuple[str, Style]]:
    """A line as (character, style), a wide character followed by an empty one."""
    cells: list[tuple[str, Style]] = []
    for text, style in line:
        for ch in text:
            size = get_character_cell_size(ch)
            if size == 0 and cells:
                cells[-1] = (cells[-1][0] + ch, style)
                continue
            cells.append((ch, style))
            cells += [("", style)] * (size - 1)
    return cells


def difference(before: Line, after: Line) -> tuple[int, int] | None:
    """The first and last-but-one cell in which two lines differ; None when they are alike."""
    if before == after:
        return None
    old, new = cells_of(before), cells_of(after)
    length = max(len(old), len(new))
    old += [(" ", PLAIN)] * (length - len(old))
    new += [(" ", PLAIN)] * (length - len(new))
    differing = [i for i in range(length) if old[i] != new[i]]
    if not differing:
        return None
    first, last = differing[0], differing[-1] + 1
    while first and (old[first][0] == "" or new[first][0] == ""):
        first -= 1
    while last < length and (old[last][0] == "" or new[last][0] == ""):
        last += 1
    return first, last


def joined(parts: Iterable[Span]) -> Line:
    """Spans as a line, neighbours of one style merged to save escape codes."""
    merged: list[Span] = []
    for text, style in parts:
        if merged and merged[-1][1] == style:
            merged[-1] = (merged[-1][0] + text, style)
        elif text:
            merged.append((text, style))
    return tuple(merged)
