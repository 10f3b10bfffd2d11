"""What stands on a page of a PDF and nobody sees: characters in white on no ground, or printed in no colour at all."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from reports.importing.readers.pdf_chars import Char, middle

NO_COLOUR: Final = frozenset({3, 7})
"""Modes in which text is printed without filling or outlining it."""

FILLED: Final = frozenset({0, 4})
"""Modes in which text is filled and not outlined."""

INKS: Final = frozenset({"Separation", "DeviceN", "Indexed", "Pattern", "Lab"})
"""Colour spaces in which the figures of a colour do not say that it is white."""

ALMOST: Final = 0.01
"""So much less than white is white."""

GREY, RGB, CMYK = 1, 3, 4
"""Figures of a colour: of light, or of ink."""

MOST_GROUNDS: Final = 1000
"""Coloured areas of a page that are looked at; a page of a report has a few dozen."""


def is_layer(page: Any) -> bool:
    """Whether all text of a page (a `ModedPage`) lies without colour over a picture of it, as where a scan was recognised."""
    return bool(page.chars) and all(char["mode"] in NO_COLOUR for char in page.chars)


def unseen(page: Any, *, is_scan: bool) -> list[Char]:
    """The characters that nobody sees: without a colour unless the page is a scan, and white ones beside others."""
    hidden: list[Char] = [] if is_scan else [char for char in page.chars if char["mode"] in NO_COLOUR]
    white = [char for char in page.chars if char["mode"] in FILLED and is_white(char)]
    if white and len(white) + len(hidden) < len(page.chars):
        drawn = (area for area in (*page.rects, *page.curves) if area["fill"] and not is_white(area))
        grounds = [*islice(drawn, MOST_GROUNDS), *islice(page.images, MOST_GROUNDS)]
        hidden += [char for char in white if not any(_is_on(char, ground) for ground in grounds)]
    return hidden


def is_white(drawn: Mapping[str, Any]) -> bool:
    """Whether a character or an area is filled with white."""
    colour = drawn["non_stroking_color"]
    colour = colour if isinstance(colour, tuple | list) else (colour,)
    if drawn.get("ncs") in INKS or not all(isinstance(part, int | float) for part in colour):
        return False
    if len(colour) == CMYK:
        return all(part < ALMOST for part in colour)
    return len(colour) in (GREY, RGB) and all(part > 1 - ALMOST for part in colour)


def _is_on(char: Char, ground: Mapping[str, Any]) -> bool:
    x, y = middle(char)
    return bool(ground["x0"] <= x <= ground["x1"] and ground["top"] <= y <= ground["bottom"])
