"""Cells as text for a clipboard: rows of tab-separated values, and which terminals hand it on to the client. No Textual."""

from __future__ import annotations

from collections.abc import Sequence

from schema.form import Figure
from schema.report import Report
from schema.values import show

FORWARDING = ("xterm", "screen", "tmux", "rxvt", "putty", "mintty", "konsole", "gnome", "vte", "foot", "alacritty", "kitty",
              "wezterm", "ghostty", "iterm", "st-")  # fmt: skip
"""What TERM begins with where OSC 52 is either understood or passed over in silence."""

Rows = Sequence[Sequence[Figure | None]]
"""Figures row by row, all rows of one length; None where a row has no cell."""


def client_takes(term: str) -> bool:
    """Whether text may be offered to the clipboard of a terminal of this TERM; others would show the sequence."""
    return term.startswith(FORWARDING)


def contents(report: Report, rows: Rows) -> list[list[str]]:
    """What cells hold as text: a blank or unfinished total is empty, a total its number, a mark itself."""
    return [["" if one is None else show(report.ledger.printed(one.index)) for one in row] for row in rows]


def labelled(report: Report, rows: Rows) -> list[list[str]]:
    """The contents with the row's name in front; over each block a head of the columns' names."""
    found: list[list[str]] = []
    head: list[str] = []
    for row, texts in zip(rows, contents(report, rows), strict=True):
        figures = [figure for figure in row if figure is not None]
        names = [figures[0].block.stub, *(figure.column.label for figure in figures)]
        names += [""] * (len(texts) + 1 - len(names))
        if names != head:
            found.append(names)
            head = names
        found.append([figures[0].row_name, *texts])
    return found


def tsv(rows: Sequence[Sequence[str]]) -> str:
    """Rows as spreadsheets take them; of several every one ends its line, so that a last blank is not lost."""
    lines = ["\t".join(map(quoted, row)) for row in rows]
    return "\n".join(lines) + ("\n" if len(lines) > 1 else "")


def quoted(text: str) -> str:
    """One value, quoted where it holds what separates values."""
    if not any(mark in text for mark in '\t\r\n"'):
        return text
    return '"' + text.replace('"', '""') + '"'
