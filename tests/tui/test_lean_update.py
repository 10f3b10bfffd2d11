"""Only the changed cells of a line are sent; the hook that makes it so is still there."""

from __future__ import annotations

import inspect

from rich.console import Console
from rich.segment import Segment
from textual._compositor import ChopsUpdate
from textual.strip import Strip

from tui import lean_update


def update(spans: list[tuple[int, int, int]]) -> ChopsUpdate:
    """A dirty region in a screen of one line with two widgets."""
    left, right = Strip([Segment("合计 123456789 ")]), Strip([Segment("|问题")])
    return ChopsUpdate([{0: left, left.cell_length: right}], spans, [[left.cell_length, left.cell_length + 5]])


def test_a_region_is_cropped_at_both_ends() -> None:
    console = Console(color_system=None)
    assert lean_update.render_changed_cells(update([(0, 7, 9)]), console) == "\x1b[1;8H34"
    across = lean_update.render_changed_cells(update([(0, 13, 18)]), console)
    assert across == "\x1b[1;14H9 \x1b[1;16H|问"
    assert lean_update.render_changed_cells(update([(0, 0, 4)]), console) == "\x1b[1;1H合计"


def test_the_hook_still_exists_and_textual_still_needs_it() -> None:
    """When Textual crops at the left itself, or renames the method, this module can go."""
    assert list(inspect.signature(ChopsUpdate.render_segments).parameters)[1:] == ["console"]
    source = inspect.getsource(inspect.getmodule(ChopsUpdate))  # type: ignore[arg-type]
    assert "strip.crop(0, min(end, x2) - x)" in source
