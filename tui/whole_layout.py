"""What Textual 8.2.8 forgets of a page that comes while other things happen: to tell it its size. Here: it is told.

``Compositor.reflow`` sends a Resize to the widgets that were not in the map before. Whoever asks for a region between
mounting and layout (mounting itself does) has that map made anew, with the page in it: the page then counts as known,
never wraps its text and never shows its cursor. So a layout is compared with the layout before it.
"""

from __future__ import annotations

from typing import Any, cast

from textual._compositor import Compositor, ReflowResult
from textual.geometry import Size
from textual.widget import Widget

TEXTUALS = Compositor.reflow


def reflow(compositor: Compositor, parent: Widget, size: Size) -> ReflowResult:
    """A layout, and what is hidden, shown and resized by it since the last one."""
    known = cast("Any", compositor)
    known._full_map = vars(compositor).get("laid_out", known._full_map)  # noqa: SLF001 - there is no public map
    result = TEXTUALS(compositor, parent, size)
    known.laid_out = known._full_map  # noqa: SLF001
    return result


def install() -> None:
    """Puts the correction into Textual."""
    Compositor.reflow = reflow  # type: ignore[method-assign,assignment]
