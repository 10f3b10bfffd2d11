"""Of a workbook of several years the one that is asked for is read; another is never taken for it without a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reports.importing.bringing import bring_in
from reports.importing.findings import Imported

TITLE = "甲局{}年政府信息公开工作年度报告"
ROWS = (
    ("一、总体情况",), ("总的不错。",), ("二、主动公开政府信息情况",),
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
)  # fmt: skip


def imported(folder: Path, names: dict[str, int], year: int | None, *, titled: bool = True) -> Imported:
    """What is imported of a workbook: a sheet of each name, of whose report of this year the first figure is the year."""
    workbook: Any = openpyxl.Workbook()
    del workbook["Sheet"]
    for name, stated in names.items():
        sheet = workbook.create_sheet(name)
        for row in ([TITLE.format(stated)] if titled else [], *ROWS, ("规章", stated, 2, 3)):
            sheet.append(row)
    workbook.save(folder / "年报.xlsx")
    return bring_in(folder / "年报.xlsx", year=year, agency="甲局")


def told(found: Imported) -> list[str]:
    return [doubt.message for doubt in found.doubts if doubt.kind in ("source", "basics")]


@pytest.mark.parametrize(
    "names", [{"2023": 2023, "2024": 2024}, {"2024年": 2024, "旧": 2023}, {"2023": 2023, "表": 2024}]
)
@pytest.mark.parametrize("year", [2023, 2024])
def test_the_sheets_of_the_year_that_is_asked_for_are_read(names: dict[str, int], year: int, tmp_path: Path) -> None:
    found = imported(tmp_path, names, year)
    assert (found.year, f"= [{year}, 2, 3]" in found.text) == (year, True)
    other = next(name for name, stated in names.items() if stated != year)
    assert [(other in message, "没有导入" in message) for message in told(found)] == [(True, True)]


def test_without_a_year_the_newest_is_read(tmp_path: Path) -> None:
    found = imported(tmp_path, {"2023": 2023, "2024": 2024}, None)
    assert (found.year, "= [2024, 2, 3]" in found.text) == (2024, True)
    assert told(found) == ["名称写着较早年份的工作表没有导入：2023"]


@pytest.mark.parametrize("names", [{"2024": 2024}, {"2023": 2023, "2024": 2024}])
def test_a_year_that_no_sheet_is_named_after_is_told(names: dict[str, int], tmp_path: Path) -> None:
    found = imported(tmp_path, names, 2022, titled=False)
    assert "导入的工作表名称写的是 2024 年，按给出的 2022 年导入，请核对" in told(found)
