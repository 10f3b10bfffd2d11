"""What a format file says about itself must be true: names that it refers to exist, sums end, addresses differ."""

from __future__ import annotations

from collections.abc import Sequence

from schema.form import Balance, Block, Carry, Column, Row, Section, Table
from schema.form_text import Problems, check_ids
from schema.language import _


def check_references(title: str, sections: Sequence[Section], problems: Problems) -> None:
    """Notes every reference of the form that leads nowhere, and every pair of names that cannot stand in one file."""
    check_title(title, problems)
    if not sections:
        problems.add(_("不能为空"), "section")
    check_ids(sections, "section", problems)
    check_ids([entry for section in sections for entry in section.fields], "section.fields", problems)
    for i, section in enumerate(sections):
        path = f"section[{i}]"
        check_plain([section.id, *(part.id for part in section.parts)], path, problems)
        if section.table:
            check_table(section.table, path, problems)


def check_title(title: str, problems: Problems) -> None:
    """The document title may name the agency and the year, nothing else."""
    rest = title.replace("{agency}", "").replace("{year}", "")
    if "{" in rest or "}" in rest:
        problems.add(_("只能用 {agency} 和 {year}"), "title")


def check_plain(ids: Sequence[str], path: str, problems: Problems) -> None:
    """Sections, parts and columns are one step of an address: a point would make it two."""
    for name in ids:
        if "." in name:
            problems.add(_("id {name} 不能含点").format(name=name), path)


def check_table(table: Table, path: str, problems: Problems) -> None:
    """The sums, rows and groups of one table; its balances and carried rows are rules (`check_balance`, `check_carry`)."""
    for j, block in enumerate(table.blocks):
        check_sums(block.columns, f"{path}.block[{j}].columns", problems)
        check_sums(block.rows, f"{path}.block[{j}].rows", problems)
        check_plain([column.id for column in block.columns], f"{path}.block[{j}]", problems)
    check_rows(table, [row for block in table.blocks for row in block.rows], path, problems)


def check_balance(balance: Balance, blocks: Sequence[Block], path: str, problems: Problems) -> None:
    """A balance has two sides, and all its rows stand in one block."""
    if not (balance.left and balance.right):
        problems.add(_("left 和 right 都不能为空"), path)
    known([*balance.left, *balance.right], rows_with(blocks, balance.left), path, problems)


def check_carry(carry: Carry, blocks: Sequence[Block], path: str, problems: Problems) -> None:
    """A carried row and the row that it goes into stand in the table."""
    known([carry.row, carry.into], [row for block in blocks for row in block.rows], path, problems)


def check_sums(lines: Sequence[Row | Column], path: str, problems: Problems) -> None:
    """A sum names other lines of its block, each once, and never comes back to itself."""
    for k, line in enumerate(lines):
        known(line.sum, lines, f"{path}[{k}].sum", problems)
    waiting = {line.id: set(line.sum) for line in lines if line.sum}
    while ready := [name for name, parts in waiting.items() if not parts & waiting.keys()]:
        for name in ready:
            del waiting[name]
    if waiting:
        problems.add(_("合计 {names} 互相引用，成了循环").format(names=_("、").join(waiting)), path)


def known(names: Sequence[str], lines: Sequence[Row | Column], path: str, problems: Problems) -> None:
    """Names must be rows or columns here, each named once."""
    ids = {line.id for line in lines}
    for name in dict.fromkeys(names):
        if name not in ids:
            problems.add(_("引用了不存在的 {name}").format(name=name), path)
        if names.count(name) > 1:
            problems.add(_("重复引用 {name}").format(name=name), path)


def rows_with(blocks: Sequence[Block], names: Sequence[str]) -> Sequence[Row]:
    """The rows of the block that a balance speaks of: the one that has the first row named."""
    first = names[:1]
    return next((block.rows for block in blocks if first and first[0] in {row.id for row in block.rows}), ())


def check_rows(table: Table, rows: Sequence[Row], path: str, problems: Problems) -> None:
    """Rows are keys of one table of the report file: none twice, none inside another, and every inner one in a group."""
    ids = [row.id for row in rows]
    groups = {group.id for group in table.groups}
    for name in dict.fromkeys(ids):
        if ids.count(name) > 1 and not any(twice(block, name) for block in table.blocks):
            problems.add(_("行 {name} 在几个 block 里重复").format(name=name), path)
        if any(other.startswith(f"{name}.") for other in ids):
            problems.add(_("行 {name} 不能同时是别的行的前缀").format(name=name), path)
        group = name.rpartition(".")[0]
        if group and group not in groups:
            problems.add(_("行 {name} 不在任何一个 groups 里").format(name=name), path)


def twice(block: Block, name: str) -> bool:
    """Whether one block alone repeats a row, which is told there."""
    return [row.id for row in block.rows].count(name) > 1
