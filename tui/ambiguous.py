"""Measuring for terminals that draw “ ” ‘ ’ … — ① × and the like two cells wide: everything of Rich and Textual follows."""

from __future__ import annotations

import unicodedata
from typing import Any, cast

import rich.cells

_PLACES = (range(0xA1, 0x3250), range(0xFE00, 0xFFFE), range(0x1F100, 0x1F1AD))
"""Where ambiguous characters stand, but for those of private use."""

_PRIVATE = (0xE000, 0xF8FF, 2)
_ZERO_WIDTH = ("Mn", "Me", "Cf")
_hooked = cast("Any", rich.cells)
_NARROW = (_hooked.load_cell_table, _hooked._is_single_cell_widths)  # noqa: SLF001  # Rich has no switch


def is_ambiguous(character: str) -> bool:
    """Whether terminals disagree about the width of a character (UAX 11), one or two cells."""
    return unicodedata.east_asian_width(character) == "A" and unicodedata.category(character) not in _ZERO_WIDTH


def measure_wide() -> None:
    """From now on ambiguous characters count two cells; what was measured before has to be measured again."""
    table = _hooked.load_cell_table("auto")
    wide = [*((place, place, 2) for places in _PLACES for place in places if is_ambiguous(chr(place))), _PRIVATE]
    taken = {place for first, last, _ in table.widths if first < 0xFFFF for place in (first, last)}
    own = [entry for entry in wide if entry[0] not in taken]
    widened = table._replace(widths=sorted([*table.widths, *own]))
    single = _hooked._SINGLE_CELLS - {chr(first) for first, _, _ in own}  # noqa: SLF001  # as above
    _measure_by(lambda _version="auto": widened, single.issuperset)


def measure_narrow() -> None:
    """Back to one cell, as Rich measures."""
    _measure_by(*_NARROW)


def _measure_by(table: Any, is_single: Any) -> None:
    _hooked.load_cell_table, _hooked._is_single_cell_widths = table, is_single  # noqa: SLF001  # as above
    rich.cells.get_character_cell_size.cache_clear()
    rich.cells.cached_cell_len.cache_clear()
