"""The layout of a report file: the text of a new one, and where its tables, rows and comments stand (DESIGN: report file)."""

from __future__ import annotations

from collections.abc import Iterator

import tomlkit

from reports.text_width import padded
from schema.form import Block, Form, Row, Section

Path = tuple[str, ...]
TAIL: tuple[Path, ...] = (("notes",), ("dismissed",), ("review",))


def new_report(form: Form, year: int, agency: str, level: str = "", *, period: bool = True) -> str:
    """The text of an empty report: every row present and blank, every prose part an empty block.

    The ``period`` is the whole year, unless nobody has said so.
    """
    lines = [
        f'# {agency} {year} 年政府信息公开工作年度报告。未填的格写 ""；总计自动计算，也可照来源写在行末。',
        f'format = "{form.id}"',
        f"year = {year}",
        "",
        "[agency]",
        f"name = {tomlkit.item(agency).as_string()}",
        *([f'level = "{level}"'] if level else []),
        "",
        "[publication]",
        *([f'period = ["{year}-01-01", "{year}-12-31"]'] if period else []),
    ]
    for section in form.sections:
        lines += ["", *section_lines(section)]
    return "\n".join(lines) + "\n"


def section_lines(section: Section) -> Iterator[str]:
    """One section's lines, from its header on."""
    yield padded(f"[{section.id}]", 44) + f"# {section.title}"
    for part in section.parts:
        if part.printed:
            yield f"# {part.label}"
        yield f"{part.id} = '''"
        yield "'''"
    if section.table is None:
        return
    rows = [(block, row) for block in section.table.blocks for row in block.rows]
    yield from row_lines([pair for pair in rows if "." not in pair[1].id])
    for group in section.table.groups:
        yield ""
        yield padded(f"[{section.id}.{group.id}]", 44) + f"# {group.label}"
        yield from row_lines([pair for pair in rows if pair[1].id.rpartition(".")[0] == group.id])


def row_lines(rows: list[tuple[Block, Row]]) -> Iterator[str]:
    """Rows of one TOML table, their equals signs and comments in line; column names above wherever they change."""
    keys = [row.id.rpartition(".")[2] for _, row in rows]
    width = max(map(len, keys), default=0)
    values = [blank_text(block) for block, _ in rows]
    value_width = max(map(len, values), default=0)
    named: tuple[str, ...] = ()
    for (block, row), key, value in zip(rows, keys, values, strict=True):
        columns = tuple(column.label for column in block.columns if not column.sum)
        if len(block.columns) > 1 and columns != named:
            yield f"# 列：{'、'.join(columns)}"
            named = columns
        yield f"{padded(key, width)} = {padded(value, value_width)}  # {row_comment(block, row)}"


def blank_text(block: Block) -> str:
    """A row of this block with nothing filled in."""
    typed = sum(not column.sum for column in block.columns)
    return "[" + ", ".join(['""'] * typed) + "]" if len(block.columns) > 1 else '""'


def row_comment(block: Block, row: Row) -> str:
    """The official label of a row, with what one needs to know beside a lone value."""
    title = f"{block.title}：" if block.title else ""
    return f"{title}{row.label}" + (f"，{block.columns[0].label}" if len(block.columns) == 1 else "")


def located_row(form: Form, path: Path) -> tuple[Section, Block, Row] | None:
    """The row that a path of the file names."""
    for section in form.sections:
        for block in section.table.blocks if section.table and section.id == path[0] else ():
            for row in block.rows:
                if row.id == ".".join(path[1:]):
                    return section, block, row
    return None


def blank_row(form: Form, path: Path) -> str:
    """An empty row as TOML text for a path that names one."""
    found = located_row(form, path)
    return blank_text(found[1]) if found else "[]"


def comment_of(form: Form, path: Path) -> str:
    """The comment that a new line for this path gets."""
    found = located_row(form, path)
    return row_comment(*found[1:]) if found else ""


def typed_cells(form: Form, path: Path) -> int:
    """How many cells of the row at a path are typed; a stated total stands behind them."""
    found = located_row(form, path)
    return sum(not column.sum for column in found[1].columns) if found else 0


def table_order(form: Form) -> list[Path]:
    """The tables of a file in their fixed order."""
    order: list[Path] = [(), ("agency",), ("publication",)]
    for section in form.sections:
        order.append((section.id,))
        order += [(section.id, *group.id.split(".")) for group in section.table.groups] if section.table else []
    return [*order, *TAIL]
