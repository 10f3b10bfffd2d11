"""A report file's values become a Report; what does not fit the form is refused, or kept and named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from reports.faults import ReportFault, UnreadableReport
from reports.reading_places import Places, RowPlace, RowsPlace, places_of, typed_first, unknown_keys
from reports.source import read_source
from reports.toml_text import parse
from schema.carried_text import Carried, read_marks
from schema.form import Form
from schema.form_loader import FormError, edition_names
from schema.language import _
from schema.ledger import Ledger
from schema.report import DISMISSED, Report
from schema.values import LARGEST_COUNT, Value, cell_value

YEARS = range(1990, 2101)
MOST_PROBLEMS = 20
LONGEST_WORD = 40

__all__ = ["UnreadableReport", "read_report", "report_from", "typed_first"]


def refuse_year(year: int) -> None:
    """ReportFault where no report can be of such a year."""
    if year not in YEARS:
        raise ReportFault(_("年度 {year} 不对，应为四位年份，如 2024。").format(year=year))


def read_report(path: Path) -> Report:
    """The report in a file; UnreadableReport tells a clerk why there is none."""
    source = read_source(path)
    return report_from(source.text, path)


def report_from(text: str, path: Path) -> Report:
    """The report that TOML text describes; UnreadableReport lists every problem as ``problem @ path``."""
    raw = parse(text, path)
    reader = Reader(raw)
    report = reader.report()
    if report is None or reader.problems:
        from reports.statements import line_of, statements  # only a refusal needs lines

        found = list(statements(text))
        lines = [
            f"{problem} @ {where}"
            + (_("（第 {line} 行）").format(line=line) if (line := line_of(found, where)) else "")
            for problem, where in reader.problems[:MOST_PROBLEMS]
        ]
        lines += (
            [_("另有 {count} 处").format(count=len(reader.problems) - MOST_PROBLEMS)]
            if len(reader.problems) > MOST_PROBLEMS
            else []
        )
        raise UnreadableReport(
            _("{path} 不是可用的年度报告：{names}。请改正后再打开；文件没有改动。").format(
                path=path, names=_("；").join(lines)
            )
        )
    return report


class Reader:
    """Walks the values of one file along the form, gathering problems and the keys that the form does not have."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw
        self.problems: list[tuple[str, str]] = []
        self.unknown: list[str] = []

    def report(self) -> Report | None:
        """The report, or None when not even form and year can be read."""
        places, year = self._places(), self._year()
        if places is None or year is None:
            return None
        form = places.form
        cells: dict[int, Value] = {}
        prose: dict[str, str] = {}
        for place in places.sections:
            table = self._table(self.raw, place.id, place.id)
            for part in place.parts:
                prose[part.address] = self._text(table.get(part.id, ""), part.address)
            for rows in place.rows:
                self._rows(place.id, rows, table, form, cells)
            if not place.has_all(table):
                self.unknown += unknown_keys(place.section, table)
        carried = self._reviews()
        stated = {index: cells.pop(index) for index in places.totals if index in cells}
        self.unknown += [key for key in self.raw if key not in places.keys]
        return Report(
            form=form,
            year=year,
            agency=self._agency(places),
            publication=self._publication(places),
            ledger=Ledger(form, cells, stated),
            prose=prose,
            notes=self._texts("notes"),
            dismissed=self._texts(DISMISSED),
            unknown=tuple(self.unknown),
            carried=carried,
        )

    def _places(self) -> Places | None:
        edition = self.raw.get("format")
        if not isinstance(edition, str):
            self.problems.append(
                (_("缺少 format，应写明格式版本") if edition is None else _("format 应是文字"), "format")
            )
            return None
        try:
            return places_of(edition)
        except FormError as error:
            words = _("不认识的格式“{edition}”，可用：{names}").format(
                edition=edition[:LONGEST_WORD], names=_("、").join(edition_names())
            )
            self.problems.append((str(error) if edition in edition_names() else words, "format"))
            return None

    def _year(self) -> int | None:
        year = self.raw.get("year")
        if isinstance(year, int) and not isinstance(year, bool) and year in YEARS:
            return year
        self.problems.append((_("缺少 year") if year is None else _("year 应是四位整数年份，如 2024"), "year"))
        return None

    def _table(self, parent: dict[str, Any], key: str, path: str) -> dict[str, Any]:
        value = parent.get(key, {})
        if isinstance(value, dict):
            return value
        self.problems.append((_("这里应是一个表（[名称] 开头的一段）"), path))
        return {}

    def _texts(self, name: str) -> dict[str, str]:
        return {key: self._text(text, f"{name}.{key}") for key, text in self._table(self.raw, name, name).items()}

    def _reviews(self) -> dict[str, Carried]:
        reviews = self.raw.get("review", [])
        if not isinstance(reviews, list) or not all(isinstance(review, dict) for review in reviews):
            self.problems.append((_("这里应是 [[review]] 开头的段落"), "review"))
            return {}
        changes = [review.get("changes") for review in reviews]
        return read_marks(line for lines in changes if isinstance(lines, list) for line in lines)

    def _text(self, value: object, path: str) -> str:
        if isinstance(value, str):
            return value.rstrip("\n")
        self.problems.append((_("这里应是文字"), path))
        return ""

    def _agency(self, places: Places) -> dict[str, str]:
        table, fields = self._table(self.raw, "agency", "agency"), places.fields
        self.unknown += [f"agency.{key}" for key in table if f"agency.{key}" not in fields]
        return {key: self._text(text, f"agency.{key}") for key, text in table.items() if f"agency.{key}" in fields}

    def _publication(self, places: Places) -> dict[str, object]:
        table = self._table(self.raw, "publication", "publication")
        found: dict[str, object] = {}
        for key, value in table.items():
            address = f"publication.{key}"
            kind = places.fields.get(address)
            if kind is None:
                self.unknown.append(address)
            elif kind == "period":
                found[key] = self._period(value, address)
            else:
                found[key] = self._text(value.isoformat() if isinstance(value, date) else value, address)
        return found

    def _period(self, value: object, path: str) -> tuple[str, ...]:
        dates = [day.isoformat() if isinstance(day, date) else day for day in value] if isinstance(value, list) else []
        if len(dates) == 2 and all(isinstance(day, str) for day in dates):
            return tuple(map(str, dates))
        self.problems.append((_('应是两个日期，如 ["2024-01-01", "2024-12-31"]'), path))
        return ()

    def _rows(self, section: str, rows: RowsPlace, table: dict[str, Any], form: Form, cells: dict[int, Value]) -> None:
        inner = self._inner(section, rows.groups, table) if rows.groups else table
        for row in rows.rows:
            for index, raw in zip(row.figures, self._elements(row, inner.get(row.key)), strict=False):
                if type(raw) is int and 0 <= raw <= LARGEST_COUNT:  # nearly every cell; it may stand everywhere
                    cells[index] = raw
                elif raw != "":
                    figure = form.figures[index]
                    value = cell_value(raw, figure.kind, figure.largest)
                    if value is not None:
                        cells[index] = value

    def _inner(self, path: str, groups: Sequence[str], table: dict[str, Any]) -> dict[str, Any]:
        for group in groups:
            path = f"{path}.{group}"
            table = table.get(group, {})
            if not isinstance(table, dict):
                if (problem := (_("这里应是一个表（[名称] 开头的一段）"), path)) not in self.problems:
                    self.problems.append(problem)
                return {}
        return table

    def _elements(self, row: RowPlace, raw: object) -> Sequence[object]:
        if raw is None or (row.lone and raw == []):
            return ()
        if row.lone:
            if not isinstance(raw, (list, dict)):
                return (raw,)
            self.problems.append((_("这一行只有一格，应写成一个数，不是数组"), row.path))
        elif not isinstance(raw, list):
            self.problems.append((_("这一行应写成 [ ]，里面 {typed} 个数").format(typed=row.typed), row.path))
        elif len(raw) > len(row.figures):
            self.problems.append(
                (_("这一行有 {count} 个数，最多 {most} 个").format(count=len(raw), most=len(row.figures)), row.path)
            )
        else:
            return raw
        return ()
