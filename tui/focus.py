"""Where the clerk is, as pane and status lines need to know it. No Textual."""

from __future__ import annotations

from typing import NamedTuple

from schema.findings import Repair
from schema.form import Figure, Section


class Focus(NamedTuple):
    """Where the clerk is: the section, the figure or prose address, and the problem chosen last.

    ``repairs`` are those of the chosen problem; None while nobody has looked for them: then the problem keeps the
    ``room``, in lines, that it took when they were known last, so that nothing moves while a cell is typed in. ``at`` is the
    cursor's place in the prose.
    """

    section: Section
    figure: Figure | None = None
    prose: str = ""
    selected: int = 0
    repairs: tuple[Repair, ...] | None = None
    room: int = 0
    at: int | None = None
