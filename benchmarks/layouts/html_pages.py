"""Documents as web pages: the official merged cells, Word's markup, heads left blank, tags not closed, tables in tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from random import Random

from benchmarks.layouts.documents import Break, Heading, Item, Printed, Words
from benchmarks.layouts.grids import Cell, Grid, placed

TableWriter = Callable[[Grid, Random], str]

PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title>
<style>td {{ border: 1px solid }}</style><script>var rows = [1, 2, 3];</script></head>
<body><div class="menu"><a href="/">首页</a> | <a href="/zwgk">政务公开</a></div>
{body}
<div class="foot">版权所有　备案号：00000000　访问量：123456</div></body></html>
"""


def page(write: TableWriter) -> Callable[[Sequence[Item], Random], str]:
    """A whole page with its tables written so."""

    def document(items: Sequence[Item], random: Random) -> str:
        title = next(item.text for item in items if isinstance(item, Heading))
        return PAGE.format(title=title, body=body(items, random, write))

    return document


def body(items: Sequence[Item], random: Random, write: TableWriter) -> str:
    """The items as elements."""
    pieces = []
    marked = random.randrange(2)
    for item in items:
        match item:
            case Heading(text, level):
                pieces.append(
                    f"<h{level}>{text}</h{level}>" if marked or level == 1 else f"<p><strong>{text}</strong></p>"
                )
            case Words(text):
                pieces.append(f"<p>　　{escape(text)}</p>")
            case Break(number):
                pieces.append(f"<p align=center>{random.choice(('- {n} -', '— {n} —', '{n}')).format(n=number)}</p>")
            case Printed(grid):
                pieces.append(write(grid, random))
    return "\n".join(pieces)


def spans(cell: Cell) -> str:
    """The attributes of a merged cell."""
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return rows + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")


def official(grid: Grid, _: Random) -> str:
    """Merged cells as the form has them."""
    lines = ["".join(f"<td{spans(cell)}>{escape(cell.text)}</td>" for cell in line) for line in grid]
    return "<table border=1>\n" + "\n".join(f"<tr>{line}</tr>" for line in lines) + "\n</table>"


def entities(grid: Grid, random: Random) -> str:
    """Every cell in a paragraph, with blanks that are written as entities, and line breaks in long labels."""

    def content(cell: Cell) -> str:
        if cell.entry is None and len(cell.text) > 3 and random.randrange(3) == 0:
            at = random.randrange(1, len(cell.text))
            return f"<p>{escape(cell.text[:at])}<br/>\n{escape(cell.text[at:])}</p>"
        return f"<p>&nbsp;{escape(cell.text)}&#160;</p>" if cell.entry else f"<div>{escape(cell.text)}</div>"

    lines = ["".join(f"<td{spans(cell)}>{content(cell)}</td>" for cell in line) for line in grid]
    return "<table><tbody>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</tbody></table>"


def word(grid: Grid, random: Random) -> str:
    """As Word saves it: each text in several spans, an empty one of its own element behind it, conditional comments."""
    lines = []
    for line in grid:
        cells = "".join(
            f"<td width={60 * cell.columns} valign=top style='width:{45 * cell.columns}pt;border:solid windowtext 1.0pt'"
            f"{spans(cell)}>\n  <p class=MsoNormal align=center>{word_runs(cell.text, random)}</p>\n  </td>"
            for cell in line
        )
        lines.append(f" <tr style='mso-yfti-irow:1;height:20.0pt'>\n  {cells}\n </tr>")
    before = "<!--[if supportMisalignedColumns]> <tr height=0><td width=1></td></tr> <![endif]-->"
    return "<table class=MsoNormalTable border=0 cellspacing=0>\n" + "\n".join(lines) + f"\n{before}</table>"


def word_runs(text: str, random: Random) -> str:
    """A text in spans as Word splits it."""
    if not text:
        return "<span lang=EN-US style='font-size:10.5pt'><o:p>&nbsp;</o:p></span>"
    cuts = sorted(random.sample(range(1, len(text)), min(len(text) - 1, random.randint(0, 3))))
    runs = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    spanned = [f"<span style='font-family:宋体;\n  color:black'>{escape(run)}</span>" for run in runs]
    return "".join(spanned) + "<span lang=EN-US><o:p></o:p></span>"


def blank_heads(grid: Grid, _: Random) -> str:
    """Heads below the first line are not merged downwards: what lies under one is a cell of its own, left blank."""
    height = sum(all(cell.head for cell in line) for line in grid[:4])
    if not all(cell.head for line in grid[:height] for cell in line) or height < 3:
        return official(grid, _)
    covered = {
        (row, column) for row, line in enumerate(placed(grid)) for column, cell in enumerate(line) if cell is None
    }
    lines = [grid[0]]
    for row in range(1, height):
        cells: list[Cell] = []
        for column, cell in enumerate(placed(grid)[row]):
            if cell:
                cells.append(cell._replace(rows=1))
            elif under_one(grid, row, column) and (row, column) in covered:
                cells.append(Cell("", head=True))
        lines.append(cells)
    return official([*lines, *grid[height:]], _)


def under_one(grid: Grid, row: int, column: int) -> bool:
    """Whether a head one column wide that began above, but not in the first line, reaches down to this place."""
    matrix = placed(grid)
    above = next((matrix[at][column] for at in range(row - 1, 0, -1) if matrix[at][column]), None)
    return above is not None and above.columns == 1 and above.rows > 1


def unmerged(*, repeat: bool) -> TableWriter:
    """No merged cells at all: every place has a cell, blank where one was merged, or with its text again."""

    def write(grid: Grid, random: Random) -> str:
        lines = []
        last: dict[int, Cell] = {}
        for line in placed(grid):
            cells: list[Cell] = []
            for column, cell in enumerate(line):
                if cell:
                    last.update(dict.fromkeys(range(column, column + cell.columns), cell))
                again = last[column].text if repeat and column in last and last[column].entry is None else ""
                cells.append(cell._replace(rows=1, columns=1) if cell else Cell(again))
            lines.append(cells)
        return official(lines, random)

    return write


def unclosed(grid: Grid, random: Random) -> str:
    """Cells and rows that nothing closes, in capitals; now and then not even the table."""
    lines = ["".join(f"<TD{spans(cell)}>{escape(cell.text)}" for cell in line) for line in grid]
    return "<TABLE>\n" + "\n".join(f"<TR>{line}" for line in lines) + random.choice(("\n</TABLE>", "\n</TABLE>", "\n"))


def nested(items: Sequence[Item], random: Random) -> str:
    """The whole page lies in a layout table, and every table in one of its own."""

    def write(grid: Grid, random: Random) -> str:
        return f"<table width=100%><tr><td>\n{official(grid, random)}\n</td></tr></table>"

    inner = body(items, random, write)
    frame = f"<table><tr><td width=200><table><tr><td>导航</td></tr><tr><td>信息公开</td></tr></table></td><td>{inner}</td></tr></table>"
    return PAGE.format(title="信息公开", body=frame)
