"""What became of many sources: a table to read or one JSON document, printed as they come."""

from __future__ import annotations

from collections import Counter
from typing import Literal, Protocol

from reports.importing.import_json import summary_view
from reports.importing.into import Brought
from reports.json_text import to_json
from reports.output import emit, narrate
from reports.text_width import padded
from schema.language import _

STATE_WIDTH = 8
"""Cells of the first column, which says how it went."""

State = Literal["whole", "doubtful", "failed"]


def state_of(brought: Brought) -> State:
    """How the import of a source went."""
    if brought.imported is None:
        return "failed"
    return "whole" if brought.imported.is_whole else "doubtful"


class Writer(Protocol):
    """Prints results one by one, then what closes them."""

    def add(self, brought: Brought) -> None:
        """Takes in what became of the next source."""

    def close(self) -> None:
        """Prints what comes behind the last one."""


class TextWriter:
    """A line per source: how it went, how many doubts and missing figures, from where to where."""

    def __init__(self) -> None:
        self._states: Counter[State] = Counter()

    def add(self, brought: Brought) -> None:
        """Prints the line of a source."""
        if not self._states:
            emit(_("{state}存疑  缺格  来源").format(state=cell(_("结果"))))
        state = state_of(brought)
        self._states[state] += 1
        words = {"whole": _("完整"), "doubtful": _("请核对"), "failed": _("没导入")}[state]
        if brought.placed is None or brought.imported is None:
            emit(f"{cell(words)}{'':12}{brought.fault}")
            return
        doubts, missing = len(brought.imported.doubts), len(brought.imported.missing)
        emit(f"{cell(words)}{doubts:>4}  {missing:>4}  {brought.source} → {brought.placed.path}")

    def close(self) -> None:
        """Prints the sums."""
        states = self._states
        emit(
            _("共 {n} 个：完整 {whole}，请核对 {doubtful}，没导入 {failed}").format(
                n=states.total(), whole=states["whole"], doubtful=states["doubtful"], failed=states["failed"]
            )
        )


class JsonWriter:
    """One document, result by result as they come; why one was not brought in is told on stderr too."""

    BEGIN = '{\n  "imports": ['

    def __init__(self) -> None:
        self._held = ""
        """The last result, behind which there is a comma or the end."""

    def add(self, brought: Brought) -> None:
        """Prints the result before, and takes in that of a source."""
        view: dict[str, object]
        if brought.placed is None or brought.imported is None:
            narrate(str(brought.fault))
            view = {"path": str(brought.source), "error": str(brought.fault)}
        else:
            view = summary_view(brought.source, brought.placed, brought.imported)
        emit(f"{self._held}," if self._held else self.BEGIN)
        self._held = f"    {to_json(view, 2)}"

    def close(self) -> None:
        """Prints the last result and the end."""
        emit(f"{self._held}\n  ]\n}}" if self._held else f"{self.BEGIN}]\n}}")


def cell(words: str) -> str:
    """Words filled up to the width of the first column."""
    return padded(f"{words} ", STATE_WIDTH)
