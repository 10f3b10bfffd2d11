"""White text on white paper in a workbook: it is there for programs only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

WHITE: Mapping[str, tuple[object, ...]] = {"rgb": ("FFFFFFFF", "00FFFFFF"), "indexed": (1, 9, 65), "theme": (0,)}
"""White, as workbooks write it: itself, its place in the palette or in the theme."""


def paints_white(color: Any) -> bool:
    """Whether a colour as openpyxl gives it is white; a darker shade of white is none."""
    return color is not None and color.value in WHITE.get(color.type, ()) and color.tint >= 0


def says_white(attributes: Mapping[str, str]) -> bool:
    """Whether the element of a colour says white."""
    said = any(attributes.get(kind, "") in map(str, values) for kind, values in WHITE.items())
    return said and float(attributes.get("tint", 0)) >= 0


def has_ground(fill: Any) -> bool:
    """Whether a cell lays a ground that is not white below its text."""
    return fill.fill_type is not None and not (fill.fill_type == "solid" and paints_white(fill.fgColor))
