"""Whole records of tables three and four in which every equation holds, every total stated. The figures are facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from schema.form_loader import load_form
from schema.report import Report
from schema.values import Value
from tests.schema.making import report_of

FORM = load_form("ogi_2021")


class Record(NamedTuple):
    """Rows of tables three and four in printed order, their totals at the end of each."""

    requests: Sequence[Sequence[int]]
    disputes: Sequence[Sequence[int]]

    def cells(self) -> dict[str, int]:
        """Every number by its address."""
        found: dict[str, int] = {}
        for section, rows in (("requests", self.requests), ("disputes", self.disputes)):
            figures = [figure for figure in FORM.figures if figure.section == section]
            numbers = [number for row in rows for number in row]
            found |= {figure.address: number for figure, number in zip(figures, numbers, strict=True)}
        return found


def report_with(cells: Mapping[str, Value], changed: Mapping[str, Value] | None = None) -> Report:
    """A report of these cells, some of them changed."""
    return report_of({**cells, **(changed or {})})


CITY = Record(
    (
        (13612, 252, 0, 45, 128, 32, 14069),
        (535, 6, 0, 1, 18, 0, 560),
        (5345, 129, 0, 41, 19, 14, 5548),
        (2120, 39, 0, 1, 6, 2, 2168),
        (13, 0, 0, 0, 0, 0, 13),
        (30, 0, 0, 0, 0, 0, 30),
        (11, 0, 0, 0, 0, 0, 11),
        (49, 2, 0, 0, 0, 0, 51),
        (103, 1, 0, 0, 0, 0, 104),
        (84, 1, 0, 0, 0, 0, 85),
        (282, 4, 0, 0, 0, 0, 286),
        (147, 0, 0, 0, 1, 2, 150),
        (3075, 50, 0, 0, 89, 8, 3222),
        (177, 3, 0, 0, 0, 0, 180),
        (19, 0, 0, 0, 0, 0, 19),
        (199, 1, 0, 0, 3, 0, 203),
        (147, 1, 0, 0, 0, 0, 148),
        (0, 0, 0, 0, 0, 0, 0),
        (100, 1, 0, 0, 0, 0, 101),
        (5, 0, 0, 0, 0, 0, 5),
        (315, 3, 0, 0, 0, 0, 318),
        (202, 0, 0, 1, 0, 0, 203),
        (941, 17, 0, 1, 3, 3, 965),
        (13364, 252, 0, 44, 121, 29, 13810),
        (783, 6, 0, 2, 25, 3, 819),
    ),
    (
        (376, 97, 196, 121, 790),
        (16, 1, 12, 27, 56),
        (74, 1, 30, 51, 156),
    ),
)
"""A provincial capital, 2025: KIROGOVCOMPARE, src/__tests__/filingHtmlImport.test.ts; all 42 equations hold."""

PREFECTURE = Record(
    (
        (3402, 99, 0, 4, 5, 1, 3511),
        (91, 3, 0, 0, 2, 0, 96),
        (1175, 12, 0, 3, 1, 0, 1191),
        (319, 7, 0, 0, 2, 0, 328),
        (0, 0, 0, 0, 0, 0, 0),
        (27, 0, 0, 0, 0, 0, 27),
        (6, 0, 0, 0, 0, 0, 6),
        (38, 0, 0, 0, 0, 0, 38),
        (20, 0, 0, 0, 0, 0, 20),
        (9, 0, 0, 0, 0, 0, 9),
        (21, 0, 0, 0, 0, 0, 21),
        (20, 1, 0, 0, 0, 0, 21),
        (968, 74, 0, 1, 3, 1, 1047),
        (26, 2, 0, 0, 0, 0, 28),
        (3, 0, 0, 0, 0, 0, 3),
        (305, 0, 0, 0, 0, 0, 305),
        (39, 0, 0, 0, 0, 0, 39),
        (0, 0, 0, 0, 0, 0, 0),
        (58, 0, 0, 0, 0, 0, 58),
        (4, 0, 0, 0, 0, 0, 4),
        (40, 0, 0, 0, 0, 0, 40),
        (10, 0, 0, 0, 0, 0, 10),
        (287, 3, 0, 0, 1, 0, 291),
        (3375, 99, 0, 4, 7, 1, 3486),
        (118, 3, 0, 0, 0, 0, 121),
    ),
    (
        (309, 17, 88, 26, 440),
        (1, 1, 16, 6, 24),
        (13, 0, 67, 9, 89),
    ),
)
"""宿迁市, report for 2023, as rendered by KIROGOVCOMPARE; all 42 equations hold."""

TOWN = Record(
    (
        (9, 1, 0, 0, 1, 0, 11),
        (2, 0, 0, 0, 0, 0, 2),
        (4, 1, 0, 0, 0, 0, 5),
        (1, 0, 0, 0, 1, 0, 2),
        (0, 0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, 0),
        (1, 0, 0, 0, 0, 0, 1),
        (0, 0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, 0),
        (3, 0, 0, 0, 0, 0, 3),
        (0, 0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, 0),
        (1, 0, 0, 0, 0, 0, 1),
        (0, 0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0, 0),
        (10, 1, 0, 0, 1, 0, 12),
        (1, 0, 0, 0, 0, 0, 1),
    ),
    (
        (1, 0, 0, 0, 1),
        (0, 0, 1, 0, 1),
        (0, 0, 0, 0, 0),
    ),
)
"""A made-up town: numbers of one digit and many zeros, as towns have."""
