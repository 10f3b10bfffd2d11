"""Undo steps: what was done when, in the clerk's words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import NamedTuple

from schema.form import Form
from schema.language import _
from schema.report import Edit


class Step(NamedTuple):
    """One undo step: what was done, in the clerk's words, the edits, and when its last key was pressed."""

    label: str
    edits: tuple[Edit, ...]
    at: float = 0.0
    """Seconds of Unix time."""

    def taken_back(self) -> Iterator[Edit]:
        """The edits that undo it."""
        return (edit.reversed() for edit in reversed(self.edits))


class Open(NamedTuple):
    """The last step while it may still grow: the same cell being typed in."""

    address: str
    mark: object
    undone: tuple[Step, ...]
    """What could be redone before it, for the case that it is taken back."""


def step_now(label: str, edits: tuple[Edit, ...]) -> Step:
    """A step that is done at this moment."""
    return Step(label, edits, time.time())


def entry_label(form: Form, address: str) -> str:
    """The label of a step in which one thing was typed."""
    return _("修改 {name}").format(name=form.name_of(address))
