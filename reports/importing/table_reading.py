"""One statutory table of a source: its records in their rows, their cells in their figures, and every doubt about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from reports.importing.findings import Doubt, TablesRead
from reports.importing.fitting import Table, fitted, table_of
from reports.importing.placing import Placed, placed
from reports.importing.printed_cell import read_cell
from reports.importing.records import Record, TableText, records_of
from reports.importing.side_by_side import read_across
from reports.importing.strips import Strip
from reports.importing.table_heads import heads_of
from reports.importing.table_names import EXACT, Naming
from schema.form import Figure
from schema.language import _
from schema.values import Value, same, show


class TableReading:
    """Reads one table into what was read of all."""

    def __init__(self, naming: Naming, into: TablesRead) -> None:
        self.naming = naming
        self.into = into
        self.section = naming.section.id

    def read(self, strips: Sequence[Strip]) -> None:
        """Puts the figures of a table's strips under their addresses."""
        text = records_of(strips, self.naming)
        if self.naming.names.table.layout == "across" and (across := read_across(text, self.naming)):
            self._take_across(across)
            return
        records = split_runs(text.records, self.naming)
        table = table_of(records, self.naming, heads_of(text, self.naming))
        found = placed(records, self.naming)
        self._tell_heads(table, found)
        rows: dict[int, list[Placed]] = defaultdict(list)
        for one in found:
            if one.row >= 0:
                rows[one.row].append(one)
        for row in sorted(rows):
            self._take_row(row, rows[row], table)
        for one in found:
            if one.group >= 0:
                self._take_group(one, table, rows)
            elif one.row < 0:
                self._doubt("row_unknown", _("这一行的数认不出是哪一行，没有采用"), one.record.shown, self.section)
        self.into.rows[self.section] = len(rows)
