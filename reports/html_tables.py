"""Statutory tables as HTML with the official merged cells.

Only ``align``, ``rowspan``, ``colspan`` and ``scope`` are used: sites that let tables through strip other attributes.
There is no blank line in a table: in Markdown it would end the HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Literal

from reports.markdown_text import defuse, one_line
from schema.form import Block, Column, Row, Table

Path = tuple[str, ...]
"""The headings over a column, outermost first, and its own label last."""


def html_table(table: Table, cells: Sequence[str]) -> str:
    """The table with these figures as plain text, in form order; an element per block where they do not share one."""
    return html_template(table) % tuple([cell if cell.isdigit() else text(cell) for cell in cells])


@lru_cache(maxsize=16)
def html_template(table: Table) -> str:
    """The printed table with ``%s`` for every figure."""
    if table.layout == "blocks":
        width = 1 + max(len(block.columns) for block in table.blocks)
        return element([line for block in table.blocks for line in block_lines(table, block, width)])
    write = stub_lines if table.layout == "stub" else across_lines
    return "\n\n".join(element([*caption(block), *write(table, block)]) for block in table.blocks)


def element(lines: Sequence[str]) -> str:
    """A table of these lines."""
    return "\n".join(["<table>", *lines, "</table>"])


def caption(block: Block) -> list[str]:
    """A block's title over its own table."""
    return [f"<caption>{label_text(block.title)}</caption>"] if block.title else []


def block_lines(table: Table, block: Block, width: int) -> Iterator[str]:
    """A block below others in a table ``width`` columns wide: its title, its heads, its rows; the last column fills up."""
    spans = [1] * (len(block.columns) - 1) + [width - len(block.columns)]
    heads = [head(column.label, "col", colspan=span) for column, span in zip(block.columns, spans, strict=True)]
    if block.title:
        yield line([head(block.title, "colgroup", colspan=width)])
    yield line([head(block.stub, "col"), *heads])
    for row in block.rows:
        label = "".join(group.label for group in table.groups_of(row.id)) + row.label
        yield line([head(label, "row"), *map(figure, spans)])


def stub_lines(table: Table, block: Block) -> Iterator[str]:
    """Rows of figures beside their labels; a heading over rows spans them, a label fills the columns left to it."""
    titles = table.stub_titles or (block.stub,)
    width = max(len(titles), 1 + max(len(table.groups_of(row.id)) for row in block.rows))
    paths = [column_path(table, column) for column in block.columns]
    height = max(map(len, paths))
    corner = [head(title, "col", height) for title in titles]
    if table.corner or width > len(titles):
        corner = [head(table.corner or titles[0], "col", height, width)]
    yield from header(paths, corner)
    yield "<tbody>"
    for place in range(len(block.rows)):
        yield line([*row_heads(table, block.rows, place, width), *[figure()] * len(block.columns)])
    yield "</tbody>"


def across_lines(table: Table, block: Block) -> Iterator[str]:
    """All rows side by side under their labels, in a single line of figures."""
    paths = [
        (*(group.label for group in table.groups_of(row.id)), row.label, *column_path(table, column))
        for row in block.rows
        for column in block.columns
    ]
    yield from header(paths, [])
    yield "<tbody>"
    yield line([figure()] * len(paths))
    yield "</tbody>"


def column_path(table: Table, column: Column) -> Path:
    """The headings over a column and its label."""
    return tuple(filter(None, (table.column_title, column.group, column.label)))


def header(paths: Sequence[Path], corner: list[str]) -> Iterator[str]:
    """Head lines over columns: neighbours share their common headings; a label reaches down to the figures."""
    height = max(map(len, paths))
    yield "<thead>"
    for level in range(height):
        keys = [(path[: level + 1], place if len(path) == level + 1 else None) for place, path in enumerate(paths)]
        heads = [] if level else [*corner]
        for (path, own), run in groupby(key for key in keys if len(key[0]) > level):
            if own is None:
                heads.append(head(path[-1], "colgroup", colspan=len(list(run))))
            else:
                heads.append(head(path[-1], "col", rowspan=height - level))
        yield line(heads)
    yield "</thead>"


def row_heads(table: Table, rows: Sequence[Row], place: int, width: int) -> Iterator[str]:
    """The headings that begin at a row, and its label."""
    groups = table.groups_of(rows[place].id)
    for group in groups:
        prefix = f"{group.id}."
        if not place or not rows[place - 1].id.startswith(prefix):
            inside = [row.id.startswith(prefix) for row in rows[place:]]
            yield head(group.label, "rowgroup", rowspan=[*inside, False].index(False))
    yield head(rows[place].label, "row", colspan=width - len(groups))


def line(cells: Sequence[str]) -> str:
    """A row of the table."""
    return f"<tr>{''.join(cells)}</tr>"


def figure(colspan: int = 1) -> str:
    """The cell of one figure."""
    return f'<td align="center"{spanning("colspan", colspan)}>%s</td>'


def head(label: str, scope: Literal["col", "colgroup", "row", "rowgroup"], rowspan: int = 1, colspan: int = 1) -> str:
    """A heading's cell."""
    return f'<th scope="{scope}"{spanning("rowspan", rowspan)}{spanning("colspan", colspan)}>{label_text(label)}</th>'


def spanning(attribute: str, cells: int) -> str:
    """The attribute of a merged cell."""
    return f' {attribute}="{cells}"' if cells > 1 else ""


def text(plain: str) -> str:
    """Plain text as the content of a cell."""
    return defuse(one_line(plain))


def label_text(label: str) -> str:
    """A label for the template."""
    return text(label).replace("%", "%%")
