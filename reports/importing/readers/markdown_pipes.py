"""Tables of pipes in Markdown as they are really written: without head, with rules anywhere, with rows of any length.

CommonMark readers drop cells beyond the head and know no table without one; nothing may be lost here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from reports.importing.readers.html_source import UNPLACED
from reports.importing.readers.sniffing import is_rule
from schema.clip_text import pipe_cells

_HEAD_RULE: Final = re.compile(r":?-+:?")
_PIPE: Final = re.compile(r"(?<!\\)\|")

Cells = tuple[str, ...]


def pipe_tables(parser: MarkdownIt) -> None:
    """Has a parser read such tables instead of its own."""
    parser.block.ruler.before("paragraph", "pipes", _rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _rule(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    if silent:
        return _line(state, first).startswith("|")
    lines = list(_lines(state, first, end))
    if not lines:
        return False
    rows = [pipe_cells(line) for line in lines]
    ruled = [place for place, cells in enumerate(rows) if is_rule(cells) or (place == 1 and _is_head_rule(cells))]
    state.line = first + len(lines)
    _push(
        state,
        [cells for place, cells in enumerate(rows) if place not in ruled],
        placed=ruled == [1] and len({len(cells) for cells in rows}) == 1,
    )
    return True


def _lines(state: StateBlock, first: int, end: int) -> Iterator[str]:
    """The lines of the table that begins here; none where none does."""
    headed = first + 1 < end and _is_head_rule(pipe_cells(_line(state, first + 1))) and "|" in _line(state, first + 1)
    for number in range(first, end):
        line = _line(state, number)
        if state.sCount[number] < state.blkIndent or not (
            line.startswith("|") or (headed and _PIPE.search(line) is not None)
        ):
            return
        yield line


def _is_head_rule(cells: Sequence[str]) -> bool:
    return all(_HEAD_RULE.fullmatch(cell) for cell in cells)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _push(state: StateBlock, rows: Sequence[Cells], *, placed: bool) -> None:
    """Adds the tokens of a table."""
    table = state.push("table_open", "table", 1)
    if not placed:
        table.attrSet(UNPLACED, "1")
    for cells in rows:
        state.push("tr_open", "tr", 1)
        for cell in cells:
            state.push("td_open", "td", 1)
            token = state.push("inline", "", 0)
            token.content, token.children, token.map = cell, [], [state.line, state.line]
            state.push("td_close", "td", -1)
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)
