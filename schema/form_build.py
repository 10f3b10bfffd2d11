"""Turns the sections of a format file into figures, equations and the order in which totals are computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from schema.form import Block, Column, Equation, Figure, Form, Picker, Reach, Row, Section, Table


def assemble(sections: tuple[Section, ...], **top: Any) -> Form:
    """The finished form. The sections' references have been checked (`schema.form_references`)."""
    figures = [replace(figure, index=i) for i, figure in enumerate(all_figures(sections))]
    by_address = {figure.address: figure for figure in figures}
    equations = [replace(equation, index=i) for i, equation in enumerate(all_equations(sections, by_address))]
    definitions = ordered(defining(figures, equations), equations)
    return Form(
        sections=sections,
        figures=tuple(figures),
        equations=tuple(equations),
        definitions=definitions,
        defined_by=dict(definitions),
        reach=reaches(len(figures), definitions, equations),
        by_address=by_address,
        sides=tuple((picker(equation.left), picker(equation.right)) for equation in equations),
        **top,
    )


def address_of(section: Section, block: Block, row: Row, column: Column) -> str:
    """table.row.column; a block with one column drops the column."""
    return ".".join([section.id, row.id] + ([column.id] if len(block.columns) > 1 else []))


def all_figures(sections: Sequence[Section]) -> Iterator[Figure]:
    """Every figure in printed order, indices still 0."""
    for section in sections:
        for block in section.table.blocks if section.table else ():
            for row in block.rows:
                for column in block.columns:
                    assert section.table is not None
                    yield Figure(
                        index=0, address=address_of(section, block, row, column), section=section.id,
                        table=section.table, block=block, row=row, column=column, derived=bool(row.sum or column.sum),
                    )  # fmt: skip


def all_equations(sections: Sequence[Section], by_address: dict[str, Figure]) -> Iterator[Equation]:
    """Row sums, column sums and balances of every table, indices still 0."""
    for section in sections:
        for block in section.table.blocks if section.table else ():
            yield from row_sums(section, block, by_address)
            yield from column_sums(section, block, by_address)
        if section.table:
            yield from balances(section, section.table, by_address)


def row_sums(section: Section, block: Block, by_address: dict[str, Figure]) -> Iterator[Equation]:
    """One equation per row and total column."""
    for total in block.columns:
        if not total.sum:
            continue
        parts = [column for name in total.sum for column in block.columns if column.id == name]
        for row in block.rows:
            at = [by_address[address_of(section, block, row, column)] for column in (total, *parts)]
            yield Equation(
                0, total.code, "row_sum", section.id, at[0].row_name, (at[0].index,), tuple(f.index for f in at[1:])
            )


def column_sums(section: Section, block: Block, by_address: dict[str, Figure]) -> Iterator[Equation]:
    """One equation per total row and column."""
    for total in block.rows:
        if not total.sum:
            continue
        parts = [row for name in total.sum for row in block.rows if row.id == name]
        for column in block.columns:
            at = [by_address[address_of(section, block, row, column)] for row in (total, *parts)]
            yield Equation(
                0, total.code, "column_sum", section.id, column.label, (at[0].index,), tuple(f.index for f in at[1:])
            )


def balances(section: Section, table: Table, by_address: dict[str, Figure]) -> Iterator[Equation]:
    """One equation per balance and column of the block that has its rows."""
    for balance in table.balances:
        block = next(block for block in table.blocks if balance.left[0] in {row.id for row in block.rows})
        rows = {row.id: row for row in block.rows}
        for column in block.columns:
            left, right = (
                tuple(by_address[address_of(section, block, rows[name], column)].index for name in side)
                for side in (balance.left, balance.right)
            )
            yield Equation(0, balance.code, "balance", section.id, column.label, left, right, balance.wording)


def defining(figures: Sequence[Figure], equations: Sequence[Equation]) -> dict[int, int]:
    """Which equation defines each total: the sum along its row where there is one, else down its column."""
    found: dict[int, int] = {}
    for equation in equations:
        if equation.kind != "balance":
            found.setdefault(equation.left[0], equation.index)
    assert set(found) == {figure.index for figure in figures if figure.derived}
    return found


def ordered(found: dict[int, int], equations: Sequence[Equation]) -> tuple[tuple[int, int], ...]:
    """The definitions with parts before totals."""
    done: dict[int, int] = {}
    waiting = dict(found)
    while waiting:
        ready = [t for t, e in waiting.items() if all(p in done or p not in found for p in equations[e].right)]
        assert ready, "sums in a circle are refused before"
        for total in ready:
            done[total] = waiting.pop(total)
    return tuple(done.items())


def reaches(count: int, definitions: Sequence[tuple[int, int]], equations: Sequence[Equation]) -> tuple[Reach, ...]:
    """For every figure the totals and equations that its change touches."""
    order = {total: place for place, (total, _) in enumerate(definitions)}
    containing: list[list[int]] = [[] for _ in range(count)]
    for equation in equations:
        for index in (*equation.left, *equation.right):
            containing[index].append(equation.index)
    feeds: list[list[int]] = [[] for _ in range(count)]
    for total, by in definitions:
        for part in equations[by].right:
            feeds[part].append(total)
    return tuple(reach(index, feeds, containing, order) for index in range(count))


def reach(index: int, feeds: list[list[int]], containing: list[list[int]], order: dict[int, int]) -> Reach:
    """What one figure touches: totals in the order to compute them, then every equation with it or one of them."""
    touched, waiting = {index}, [index]
    while waiting:
        new = [total for total in feeds[waiting.pop()] if total not in touched]
        touched.update(new)
        waiting += new
    totals = sorted(touched - {index}, key=order.__getitem__)
    return Reach(tuple(totals), tuple(sorted({e for at in touched for e in containing[at]})))


def picker(indices: tuple[int, ...]) -> Picker:
    """Selects these places of a list as a tuple; faster than indexing one by one."""
    if len(indices) == 1:
        only = indices[0]
        return lambda values: (values[only],)
    return itemgetter(*indices)
