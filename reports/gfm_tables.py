"""Statutory tables as pipe tables (GFM). They know no merged cells: a heading over rows stands once, blanks follow it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from reports.markdown_text import escape
from schema.form import Block, Column, Table


def gfm_table(table: Table, cells: Sequence[str]) -> str:
    """Each block as a pipe table below its title; ``cells`` are the table's figures as plain text, in form order."""
    return gfm_template(table) % tuple([cell if cell.isdigit() else escape(cell) for cell in cells])


@lru_cache(maxsize=16)
def gfm_template(table: Table) -> str:
    """The printed table with ``%s`` for every figure."""
    return "\n\n".join(piece for block in table.blocks for piece in block_pieces(table, block))


def block_pieces(table: Table, block: Block) -> Iterator[str]:
    """A block's title, and its label columns with the figures to their right."""
    if block.title:
        yield label_text(block.title)
    labels = list(label_cells(table, block))
    titles = [label_text(title) for title in table.stub_titles or (block.stub,)]
    width = max(len(titles), *map(len, labels))
    figures = ["%s"] * len(block.columns)
    lines = [
        [*filled(titles, width), *map(column_head, block.columns)],
        *([*filled(own, width), *figures] for own in labels),
    ]
    head, *body = [f"| {' | '.join(line)} |" for line in lines]
    yield "\n".join([head, "|" + "---|" * width + "--:|" * len(figures), *body])


def filled(labels: list[str], width: int) -> list[str]:
    """Labels with blanks behind them."""
    return [*labels, *[""] * (width - len(labels))]


def column_head(column: Column) -> str:
    """A column's label with the heading over it."""
    return label_text(f"{column.group}：{column.label}" if column.group else column.label)


def label_cells(table: Table, block: Block) -> Iterator[list[str]]:
    """Per row the headings over it, blank where the row above has the same, and its own label."""
    above: list[str] = []
    for row in block.rows:
        groups = table.groups_of(row.id)
        yield ["" if group.id in above else label_text(group.label) for group in groups] + [label_text(row.label)]
        above = [group.id for group in groups]


def label_text(label: str) -> str:
    """A label for the template."""
    return escape(label).replace("%", "%%")
