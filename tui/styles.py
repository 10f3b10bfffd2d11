"""Lines of styled text: cutting, filling and comparing them by terminal cells. No widgets here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from rich.cells import cell_len, get_character_cell_size
from rich.style import Style

WORTH_A_JUMP = 10
"""Cells that cost as many bytes to send again as a cursor jump over them."""

Span: TypeAlias = tuple[str, Style]
Line: TypeAlias = tuple[Span, ...]

PLAIN = Style.null()
BOLD = Style(bold=True)
DIM = Style(dim=True)
REVERSE = Style(reverse=True)
UNDERLINE = Style(underline=True)
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


def filled(text: str, width: int, style: Style = PLAIN) -> Line:
    """Text in a style, cut to a width; the blanks behind it have none, so that a terminal can erase them in three bytes."""
    shown = cut(text, width)
    return joined([(shown, style), (" " * (width - cell_len(shown)), PLAIN)])


def fit_right(text: str, width: int) -> str:
    """Text pushed to the right of a width; too long, it keeps its front."""
    shown = cut(text, width)
    return " " * (width - cell_len(shown)) + shown


def centred(text: str, width: int) -> str:
    """Text in the middle of a width."""
    shown = cut(text, width)
    left = (width - cell_len(shown)) // 2
    return fit(" " * left + shown, width)


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


def differences(before: Line, after: Line) -> list[tuple[int, int]]:
    """Runs of cells (first, behind the last) in which two lines differ; runs close together are one."""
    return [(first, first + len(cells)) for first, cells in changed_cells(before, after)]


def changed_cells(before: Line, after: Line) -> list[tuple[int, list[tuple[str, Style]]]]:
    """The runs of cells in which two lines differ, as they are after: (first, cells)."""
    if before == after:
        return []
    same = next((i for i, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    offset = sum(cell_len(text) for text, _ in after[:same])
    old, new = cells_of(before[same:]), cells_of(after[same:])
    length = max(len(old), len(new))
    old += [(" ", PLAIN)] * (length - len(old))
    new += [(" ", PLAIN)] * (length - len(new))
    runs: list[tuple[int, int]] = []
    for place in range(length):
        if old[place] != new[place]:
            if runs and place - runs[-1][1] < WORTH_A_JUMP:
                runs[-1] = (runs[-1][0], place + 1)
            else:
                runs.append((place, place + 1))
    return [(offset + first, new[first:last]) for first, last in (whole(run, old, new) for run in runs)]


def drawn_width(line: Line) -> int:
    """Cells of a line up to the blanks without style at its end."""
    width = sum(cell_len(text) for text, _ in line)
    text, style = line[-1] if line else ("", PLAIN)
    return width - (len(text) - len(text.rstrip(" ")) if style == PLAIN else 0)


def whole(run: tuple[int, int], *lines: list[tuple[str, Style]]) -> tuple[int, int]:
    """A run widened so that it cuts no wide character."""
    first, last = run
    while first and any(line[first][0] == "" for line in lines):
        first -= 1
    while last < len(lines[0]) and any(line[last][0] == "" for line in lines):
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
