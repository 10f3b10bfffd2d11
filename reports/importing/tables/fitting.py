"""The cells of one record on the figures of one row; where it is not certain which cell is which, none is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reports.importing.lines.printed_cell import prints_figure
from reports.importing.tables.records import Record
from reports.importing.tables.row_sums import agrees, joined_agree, may_be_joined
from reports.importing.tables.table_heads import Heads, Places, line_of, unknown_in
from reports.importing.tables.table_names import Naming
from schema.clip_names import FormRow
from schema.language import _


class Fit(NamedTuple):
    """Cells by the place of their column; ``doubt`` says why not all or none could be taken."""

    cells: dict[int, str]
    doubt: str = ""


class Table(NamedTuple):
    """What the records of a table have in common, for the few whose cells alone do not decide."""

    naming: Naming
    heads: Heads
    widest: int
    """How far the longest line reaches."""

    begins: Counter[int]
    """In which column the figures begin, by how many records say so without doubt."""

    reaches: Counter[int]
    """How far lines reach, by how many do."""

    counts: Counter[int]
    """How many cells records have, by how many records."""

    fullest: int
    """How many cells that are not blank a line has at most."""

    def bears(self, record: Record, start: int, cells: Sequence[str]) -> bool:
        """Whether a blank cell at an end is one: not the rest of a name, nor the place of a cell that was lost.

        Lines then end where most do, and the figures begin where those of another begin that has one in that cell.
        """
        if not any(cell.strip() for cell in cells):
            return True
        if cells[0].strip() and cells[-1].strip():
            return True
        begins = record.alone or bool(cells[0].strip()) or record.columns[start][0] in self.begins
        return begins and self._is_usual(record)

    def _is_usual(self, record: Record) -> bool:
        """Whether a line ends where most do, or has as many cells right behind its name as most have."""
        count = len(record.cells)
        if (record.alone or record.cells[0].strip()) and count == max(self.counts, key=lambda n: (self.counts[n], n)):
            return True
        reach = max(self.reaches, key=lambda n: (self.reaches[n], n))
        return not record.alone and record.reaches == reach


def table_of(records: Sequence[Record], naming: Naming, heads: Heads) -> Table:
    """What the records of a table have in common."""
    fullest = max((filled(record) for record in records if record.columns), default=0)
    blocks = enumerate(naming.names.table.blocks)
    widths = {len(_orders(number, naming, heads, fullest)[0]) for number, block in blocks if len(block.columns) > 1}
    begins: Counter[int] = Counter()
    for record in records:
        for width in widths if record.columns else ():
            found = windows(record.cells, width)
            if len(found) == 1 and record.cells[found[0]].strip():
                begins[record.columns[found[0]][0]] += 1
    widest = max((record.reaches for record in records), default=0)
    reaches = Counter(record.reaches for record in records)
    counts = Counter(len(record.cells) for record in records)
    return Table(naming, heads, widest, begins, reaches, counts, fullest)


def filled(record: Record) -> int:
    """How many cells of a record are not blank."""
    return sum(bool(cell.strip()) for cell in record.cells)


def windows(cells: Sequence[str], width: int) -> list[int]:
    """Where ``width`` cells may begin so that everything outside of them is blank."""
    return [
        start
        for start in range(len(cells) - width + 1)
        if not any(cell.strip() for cell in (*cells[:start], *cells[start + width :]))
    ]


def fitted(record: Record, row: FormRow, table: Table) -> Fit:
    """The cells of a record as the figures of a row."""
    block = table.naming.names.table.blocks.index(row.block)
    if why := _uncertain(record, block, table):
        return Fit({}, why)
    own = _own_line(record, block, table)
    places = _places(record, block, own, table)
    below = _below(record, places) if places else None
    if places and below is not None:
        fit = Fit(below, _beyond(record, places, below))
    elif (
        places and not record.broken and (len(record.cells) != len(places.starts) or filled(record) < len(record.cells))
    ):
        return Fit({}, _("这一行的格和列名对不齐"))
    else:
        whole_line = own is not None and own.names_all(len(row.figures))
        orders = [own.order] if own and whole_line else _orders(block, table.naming, table.heads, table.fullest)
        fit = _in_order(record, row, orders, table)
    by_count = record.placed and below is None and block in table.heads.known
    return _held(fit, record, row, table, by_count) if any(map(str.strip, fit.cells.values())) else fit


def _in_order(record: Record, row: FormRow, orders: Sequence[tuple[int, ...]], table: Table) -> Fit:
    """The cells of a record by their count, in the first of these orders that has as many columns."""
    fit = next((fit for order in orders if (fit := _whole(record, order, table))), None)
    if record.broken and (fit is None or not agrees(fit.cells, row)):
        return Fit({}, _("这一行有一格和上面的行合并，不能确定每个数在哪一列"))
    if found := fit or _cut_off(record, orders[0], table):
        return found
    said = _("这一行印了 {n} 个数，表里是 {all} 列").format(n=filled(record), all=len(row.figures))
    return Fit({}, said)


def _whole(record: Record, order: tuple[int, ...], table: Table) -> Fit | None:
    """As many cells as there are columns, where it is certain with which they begin."""
    start = _begin(record, len(order), table)
    if start is None:
        return None
    cells = record.cells[start : start + len(order)]
    return Fit(dict(zip(order, cells, strict=True))) if len(cells) == 1 or table.bears(record, start, cells) else None


def _held(fit: Fit, record: Record, row: FormRow, table: Table, by_count: bool) -> Fit:
    """A reading held against the row's own total, where the head or the line leaves open which figure is which.

    ``by_count`` says that the columns have places, but the cells do not stand there.
    """
    block = table.naming.names.table.blocks.index(row.block)
    proved = agrees(fit.cells, row)
    why = _left_open(fit, record, block, table, proved)
    if not why and by_count and proved is None and len(windows(record.cells, len(fit.cells))) > 1:
        why = _("这一行的格和列名对不齐")
    if why:
        return Fit({}, why)
    if table.heads.contradict(block, record.item):
        return Fit(fit.cells, _("列名各行的位置互相对不上，按数的次序对位，和总计相符，请核对"))
    loose = (
        by_count
        or table.heads.known.get(block, "down") == "down"
        or (not record.placed and may_be_joined(record.cells))
    )
    if proved is False and loose and not fit.doubt:
        return Fit(fit.cells, _("这一行的数和总计对不上，请核对每个数是不是在自己的列里"))
    return fit


def _left_open(fit: Fit, record: Record, block: int, table: Table, proved: bool | None) -> str:
    """Why a reading is not taken although its cells are as many as columns; empty where it is."""
    if table.heads.contradict(block, record.item):
        taken = proved and len(record.cells) == len(fit.cells)
        return "" if taken else _("列名各行的位置互相对不上，不能确定每个数在哪一列")
    if proved:
        return ""
    if _may_be_split(record, block, table, contradicts=proved is False):
        return _("数中间的空格可能把一个数分成了两个，不能确定每个数在哪一列")
    if len(fit.cells) > (named := _named(block, table)):
        return _("这一行印了 {n} 个数，列名只有 {all} 个").format(n=filled(record), all=named)
    return ""


def _may_be_split(record: Record, block: int, table: Table, *, contradicts: bool) -> bool:
    """Whether two cells of a record may be one number: then its total is right, or lines have more figures than columns."""
    if contradicts and joined_agree(record.cells):
        return True
    has_more = table.fullest > _named(block, table) or (contradicts and not table.heads.seen(block))
    return has_more and not record.placed and may_be_joined(record.cells)


def _named(block: int, table: Table) -> int:
    """How many columns the head names in the widest block; all that the form has, where it names no more than half of them."""
    blocks = table.naming.names.table.blocks
    widest = max(len(one.columns) for one in blocks)
    seen = len(table.heads.seen(block))
    return seen if len(blocks) == 1 and seen > 1 and seen * 2 > widest else widest


def _own_line(record: Record, block: int, table: Table) -> Places | None:
    """What the head above a record says of its block, in a table whose blocks may have columns of one name."""
    several = len(table.naming.names.table.blocks) > 1
    return line_of(record.head, block, table.naming) if several and record.head else None


def _uncertain(record: Record, block: int, table: Table) -> str:
    """Why the head leaves open which column is which; empty where it does not."""
    naming, own = table.naming, _own_line(record, block, table)
    if own is None or record.head is None:
        unknown = table.heads.unknown.get(block, "")
    elif own.starts:
        unknown = dict(unknown_in(record.head, naming)).get(block, "")
    else:
        unknown = next(filter(naming.is_strange, record.head.cells), "")
    if unknown:
        return _("列名“{name}”认不出，不能确定哪一列是哪一列").format(name=unknown)
    return _("列的次序与表里不同，又看不出各列在哪里") if table.heads.known.get(block) == "shuffled" else ""


def _places(record: Record, block: int, own: Places | None, table: Table) -> Places | None:
    """Where the columns stand in the line of a record; None where that cannot be known.

    In a table with real places under its own head; in other lines where the line that names all columns is as long.
    """
    found = own
    if own is None:
        heads = table.heads
        found = heads.places.get((block, record.item)) if record.placed else heads.lines.get(block)
    elif record.placed and record.head and record.head.item != record.item:
        return None
    if found is None or not found.starts or not found.apart or not record.columns:
        return None
    if record.columns[0][0] > min(found.starts.values()):
        return None  # a name stands below the first head
    return found if record.placed or record.reaches == found.reach else None


def _below(record: Record, places: Places) -> dict[int, str] | None:
    """The cells right below the heads, in a line that ends where the head does; None where something stands between them."""
    at = {start: cell for (start, _end), cell in zip(record.columns, record.cells, strict=True)}
    starts = places.starts.values()
    between = [cell for start, cell in at.items() if start not in starts and min(starts) < start < max(starts)]
    if record.reaches != places.reach or any(map(str.strip, between)) or any(start not in at for start in starts):
        return None
    return {place: at[start] for place, start in sorted(places.starts.items())}


def _beyond(record: Record, places: Places, below: dict[int, str]) -> str:
    """What is doubtful where a figure stands behind all columns while one of them is blank; empty elsewhere."""
    last = max(places.starts.values())
    behind = [cell for (start, _end), cell in zip(record.columns, record.cells, strict=True) if start > last]
    if any(map(prints_figure, behind)) and not all(cell.strip() for cell in below.values()):
        return _("有空格，最后一列后面又有数，可能错了一格，请核对")
    return ""


def _orders(block: int, naming: Naming, heads: Heads, fullest: int) -> list[tuple[int, ...]]:
    """Which columns the cells of a block may be, in the order of the source, the likeliest first.

    Fewer columns than the form has are told apart only where the head names each of them and nothing else, and no line has
    more figures than that.
    """
    blocks = naming.names.table.blocks
    every = tuple(range(len(blocks[block].columns)))
    seen = heads.seen(block)
    if set(seen) == set(every):
        return [seen]
    if len(seen) < 2 or heads.strange or (len(blocks) == 1 and fullest > len(seen)):
        return [every]
    return [seen, every]


def _begin(record: Record, width: int, table: Table) -> int | None:
    """Where the figures begin among the cells; None where they do not fit, or blanks at both ends leave it open."""
    found = windows(record.cells, width)
    if len(found) == 1 or (found and not any(cell.strip() for cell in record.cells)):
        return found[0]
    if not found or not record.columns:
        return None
    usual = [start for start in found if table.begins and record.columns[start][0] == table.begins.most_common(1)[0][0]]
    return usual[0] if len(usual) == 1 else None


def _cut_off(record: Record, order: Sequence[int], table: Table) -> Fit | None:
    """A line that reaches the edge at which the whole table is cut off has its first figures only."""
    has_edge = record.placed or (record.item >= 0 and set(table.reaches) == {table.widest})
    if not has_edge or record.reaches < table.widest or len(record.cells) >= len(order):
        return None
    begins = record.columns[0][0]
    if not table.begins or begins <= min(table.begins) or begins + len(order) <= table.widest:
        return None
    return Fit(
        dict(zip(order, record.cells, strict=False)),
        _("这一行在来源里被截断，只有前 {n} 格").format(n=len(record.cells)),
    )
