"""Whether the writer of a note still edits: what this machine can know of it, and what only the age of the note hints at."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from reports.presence_note import Note
from reports.process_identity import Identity, Running, running_process

LEFT_OVER = 300.0
"""Seconds without a sign of life after which a note from elsewhere is probably left over."""


class Standing(Enum):
    """What is known of the process that wrote a note.

    Only `GONE` is certain enough for a note to be removed; `SILENT` is shown as probably left over, and asked about.
    """

    THERE = "there"
    GONE = "gone"
    HEARD = "heard"
    """On another machine or in another namespace; it gave a sign of life not long ago."""
    SILENT = "silent"
    """As above, but not for `LEFT_OVER` seconds."""


def standing(
    note: Note, me: Identity, age: float, process: Callable[[int], Running | None] = running_process
) -> Standing:
    """How a note stands. ``age`` is in seconds by the clock of the file server; ``process`` looks a pid up on this machine."""
    wrote = note.process
    by_age = Standing.SILENT if age > LEFT_OVER else Standing.HEARD
    if wrote is None or not me.same_machine(wrote):
        return by_age
    if not me.same_boot(wrote):
        return Standing.GONE if me.boot_id and wrote.boot_id else by_age
    if wrote.pid_ns != me.pid_ns:
        return by_age
    found = process(wrote.pid)
    if found is None:
        return Standing.GONE
    # Ticks since the boot cannot be compared between clocks of different time namespaces, nor where they are not told.
    told = found.start and wrote.start and wrote.time_ns == me.time_ns
    return Standing.GONE if told and found.start != wrote.start else Standing.THERE
