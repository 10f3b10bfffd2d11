"""One statutory table of a source: its records in their rows, their cells in their figures, and every doubt about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from reports.importing.findings import Doubt, DoubtKind, TablesRead
from reports.importing.lines.printed_cell import read_cell
from reports.importing.lines.strips import Strip
from reports.importing.tables.fitting import Fit, Table, fitted, table_of
from reports.importing.tables.placing import Placed, placed
from reports.importing.tables.records import Record, records_of
from reports.importing.tables.side_by_side import Across, read_across
from reports.importing.tables.table_heads import heads_of
from reports.importing.tables.table_names import EXACT, ColumnAt, Naming
from reports.importing.tables.table_pieces import Pieces, pieces_of
from reports.importing.tables.units import Units, read_in, units_over
from schema.clip_names import FormRow
from schema.form import Figure
from schema.language import _
from schema.values import is_number, show

SEVERAL = 3
"""So many rows that are there twice and differ are another table of the same kind."""


class Choice(NamedTuple):
    """The reading of a row that is taken, its record, all records of the row as printed, and whether they ``differ``."""

    fit: Fit
    one: Placed
    shown: str
    differ: bool


class TableReading:
    """Reads one table into what was read of all."""

    def __init__(self, naming: Naming, into: TablesRead) -> None:
        self.naming = naming
        self.into = into
        self.section = naming.section.id
        self.units = Units()

    def read(self, strips: Sequence[Strip], titles_again: Sequence[int] = ()) -> None:
        """Puts the figures of a table's strips under their addresses. ``titles_again``: where its title is printed once more."""
        self.units = units_over(strips, self.naming)
        text = records_of(strips, self.naming)
        heads = heads_of(text, self.naming)
        across = read_across(text, heads, self.naming) if self.naming.names.table.layout == "across" else None
        if across:
            rivals = rivals_of(across, text.records, self.naming)
            across = self._take_across(across, rivals)
            text.records = [record for record in text.records if record not in rivals]
        records = split_runs(text.records, self.naming)
        table = table_of(records, self.naming, heads)
        found = placed(records, self.naming)
        rows: dict[int, list[Placed]] = defaultdict(list)
        for one in found:
            if one.row >= 0:
                rows[one.row].append(one)
        pieces = pieces_of(found)
        own = sorted(rows.keys() - pieces.elsewhere.keys())
        chosen = {row: self._choose(self.naming.rows[row], rows[row], table) for row in own}
        twice = [row for row, choice in chosen.items() if choice.differ]
        if len(twice) >= SEVERAL:
            told = _("来源里这张表不止一份，数不一样，都没有采用；请只留下要导入的那一份再导入")
            self._doubt("row_twice", told, chosen[twice[0]].shown, self.section)
            chosen.clear()
        else:
            self._tell_pieces(pieces, rows)
            self._tell_titles(
                strips, [*pieces.items, *(one.item for one in (across.records if across else ()))], titles_again
            )
        for row, choice in chosen.items():
            self._take_row(self.naming.rows[row], choice, table)
        for place, one in enumerate(found):
            if one.group >= 0 and self._is_whole(found, place, rows):
                self._take_group(one, table)
            elif one.row < 0 and any(cell.strip() for cell in one.record.cells):
                self._doubt("row_unknown", _("认不出这一行是哪一行，没有采用"), one.record.shown, self.section)
        self._count(rows, across)

    def _tell_pieces(self, pieces: Pieces, rows: dict[int, list[Placed]]) -> None:
        """Says which rows only another table has, which are left out."""
        for row, where in pieces.elsewhere.items():
            told = _("“{name}”在第 {table} 处表格里没有，第 {other} 处才有，不像是同一张表，没有采用").format(
                name=self.naming.rows[row].row.label, table=where.table, other=where.place
            )
            shown = " / ".join(one.record.shown for one in rows[row])
            self._doubt("row_elsewhere", told, shown, f"{self.section}.{self.naming.rows[row].row.id}")

    def _tell_titles(self, strips: Sequence[Strip], taken: Sequence[int], titles: Sequence[int]) -> None:
        """Says when the title stands between the first table and one from which rows were ``taken``."""
        begins = next((strip.item for strip in strips if strip.grid), None)
        ends = max(taken, default=-1)
        if begins is not None and any(begins < title < ends for title in titles):
            told = _("这张表的标题印了不止一次，第二次后面的数也采用了，请核对是不是同一张表")
            self._doubt("row_elsewhere", told, self.naming.section.title, self.section)

    def _count(self, rows: dict[int, list[Placed]], across: Across | None) -> None:
        """How many rows were found, and whether none of them has a total."""
        self.into.rows[self.section] = len(self.naming.rows) if across else len(rows)
        columns = [figure for row in self.naming.rows for figure in row.figures if figure.column.sum]
        read = self.into.values
        some = any(figure.address in read for row in self.naming.rows for figure in row.figures)
        if some and columns and not any(figure.address in read for figure in columns):
            self._doubt("total_column", _("来源没有总计这一列，总计由程序计算"), "", self.section)

    @staticmethod
    def _choose(row: FormRow, candidates: list[Placed], table: Table) -> Choice:
        """The fullest reading of a row, and whether another says something else."""
        fits = [(fitted(one.record, row, table), one) for one in candidates]
        fit, one = max(fits, key=lambda pair: len(pair[0].cells))
        shown = " / ".join(candidate.record.shown for candidate in candidates)
        return Choice(fit, one, shown, any(not agree(fit, other, row) for other in fits))

    def _take_row(self, row: FormRow, choice: Choice, table: Table) -> None:
        """The figures of a row from the record that has it, or from several that say the same."""
        address = f"{self.section}.{row.row.id}"
        if choice.differ:
            told = _("来源里有两行都是“{name}”，数不一样，没有采用").format(name=row.row.label)
            self._doubt("row_twice", told, choice.shown, address)
            return
        chosen, one = choice.fit, choice.one
        proposed = " ".join(text.strip() or "—" for text in chosen.cells.values())
        self._tell_name(row, one, address, proposed)
        if chosen.doubt:
            self._doubt("row_cells", chosen.doubt, one.record.shown, address, proposed)
        block = self.naming.names.table.blocks.index(row.block)
        heads = {place: table.heads.texts.get(ColumnAt(block, place), "") for place in chosen.cells}
        names = (*one.record.own, one.printed)
        units = {place: self.units.of(row.figures[place], block, head, names) for place, head in heads.items()}
        self._take((row.figures[place], text, units[place]) for place, text in chosen.cells.items())
        if self._looks_shifted(row, certain=one.record.placed):
            told = _("有空格，别的数和总计又对不上，可能错了一格，请核对")
            self._doubt("row_cells", told, one.record.shown, address, proposed)

    def _looks_shifted(self, row: FormRow, *, certain: bool) -> bool:
        """Whether a row looks as if figures had got into their neighbours' cells: one is blank, and the rest too large for it.

        Either all parts are there without a total, and the last is as large as one; or the parts that are there exceed the
        printed total, in a line whose cells have no ``certain`` place.
        """
        read = self.into.values
        parts = [read.get(figure.address) for figure in row.figures if not figure.derived]
        totals = [read[figure.address] for figure in row.figures if figure.derived and figure.address in read]
        numbers = [Decimal(part) for part in parts if isinstance(part, (int, Decimal))]
        if len(totals) != 1 or len(numbers) < 2:
            return False
        if isinstance(totals[0], (int, Decimal)):
            return not certain and len(numbers) < len(parts) and sum(numbers) > totals[0]
        whole = totals[0] is None and len(numbers) == len(parts)
        return whole and 0 < numbers[-1] >= sum(numbers[:-1])

    def _tell_name(self, row: FormRow, one: Placed, address: str, proposed: str) -> None:
        """Says when a row was recognised by something else than its name."""
        if one.by == "order":
            told = _("行名没有和数在一起，按次序和行数当作“{name}”").format(name=row.row.label)
            self._doubt("row_order", told, one.record.shown, address, proposed)
        elif one.likeness < EXACT:
            told = _("“{printed}”当作“{name}”").format(printed=one.printed, name=row.row.label)
            self._doubt("row_label", told, one.record.shown, address, proposed)

    def _take(self, cells: Iterable[tuple[Figure, str, str]]) -> None:
        for figure, text, unit in cells:
            read = read_in(text, figure, unit)
            self.into.values[figure.address] = read.value
            if read.note:
                self.into.notes[figure.address] = read.note
            if read.doubt:
                proposed = show(read.value) if is_number(read.value) else ""
                self.into.doubts.append(
                    Doubt("cell", f"{figure.name}：{read.doubt}", text.strip(), figure.address, proposed)
                )

    def _take_across(self, across: Across, lines: Sequence[Record]) -> Across | None:
        """The figures of rows side by side; None where several ``lines`` could be them and say different things."""
        if any(record.cells != lines[0].cells for record in lines if across.certain):
            told = _("来源里有几行都可能是这张表的数，数不一样，都没有采用；请只留下要导入的那一行再导入")
            self._doubt("row_twice", told, " / ".join(record.shown for record in lines), self.section)
            return None
        self._take((figure, text, "") for figure, text in across.cells)
        if not across.certain:
            shown = " / ".join(record.shown for record in across.records)
            self._doubt("row_order", _("行名和数没有排在一起，按表的次序对位"), shown, self.section)
        return across

    def _is_whole(self, found: Sequence[Placed], place: int, rows: dict[int, list[Placed]]) -> bool:
        """Whether a heading with figures of its own stands for all its rows: none of them is there, nothing loose around it."""
        if any(row in rows for row in self.naming.rows_under(found[place].group)):
            return False
        beside = [one for one in found[max(0, place - 1) : place + 2] if one is not found[place]]
        return all(one.row >= 0 for one in beside)

    def _take_group(self, one: Placed, table: Table) -> None:
        """A heading over rows printed as one row: 0 is 0 in each of them, any other number is kept as a note."""
        group = self.naming.names.table.groups[one.group]
        rows = [self.naming.rows[row] for row in self.naming.rows_under(one.group)]
        address = f"{self.section}.{group.id}"
        fit = fitted(one.record, rows[0], table)
        told = _("“{name}”印成一行，没有分到各行").format(name=group.label)
        self._doubt("group_row", f"{told}{_('；')}{fit.doubt}" if fit.doubt else told, one.record.shown, address)
        for place, text in fit.cells.items():
            read = read_cell(text, rows[0].figures[place])
            figures = [row.figures[place] for row in rows]
            if read.value == 0 and is_number(read.value):
                self.into.values |= {figure.address: 0 for figure in figures if not figure.derived}
            elif read.value is None:
                self.into.values |= {figure.address: None for figure in figures if not figure.derived}
            else:
                self.into.notes[f"{address}.{figures[0].column.id}"] = text.strip()

    def _doubt(self, kind: DoubtKind, message: str, source: str, figure: str, proposed: str = "") -> None:
        self.into.doubts.append(Doubt(kind, message, source, figure, proposed))


def rivals_of(across: Across, records: Sequence[Record], naming: Naming) -> list[Record]:
    """The lines that rows side by side were read from, and every other that may as well be them: as long, and no row's."""
    if len(across.records) != 1:
        return across.records
    [taken] = across.records
    return [
        record
        for record in records
        if record is taken
        or (
            len(record.cells) == len(taken.cells)
            and not any(map(naming.names_row, record.own))
            and any(map(str.strip, record.cells))
        )
    ]


def agree(chosen: Fit, other: tuple[Fit, Placed], row: FormRow) -> bool:
    """Whether two readings of one row say the same as far as both say anything; one that could not be read may say all else."""
    fit, one = other
    if not fit.cells and chosen.cells and any(cell.strip() for cell in one.record.cells):
        return False
    return all(
        read_cell(chosen.cells[place], row.figures[place]) == read_cell(text, row.figures[place])
        for place, text in fit.cells.items()
        if place in chosen.cells
    )


def split_runs(records: Sequence[Record], naming: Naming) -> list[Record]:
    """Records in which the figures of several rows run on are split where all rows of the table are equally wide.

    The name before them is that of the first row; a heading's name is none of theirs.
    """
    widths = {len(block.columns) for block in naming.names.table.blocks}
    width = widths.pop()
    found: list[Record] = []
    for record in records:
        count = len(record.cells)
        if widths or width < 2 or count <= width or count % width or not record.alone:
            found.append(record)
            continue
        rows = _rows_under(record, naming)
        fits = len(rows) == count // width
        for number, start in enumerate(range(0, count, width)):
            above = [] if start or rows else list(record.above)
            row = rows[number] if fits else -1
            found.append(Record(above=above, cells=record.cells[start : start + width], row=row))
    return found


def _rows_under(record: Record, naming: Naming) -> list[int]:
    """The rows under the heading that stands right before a record."""
    named = naming.find(record.above[-1]) if record.above else None
    if named is None or named.group < 0:
        return []
    return naming.rows_under(named.group)
