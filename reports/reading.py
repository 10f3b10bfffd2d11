"""A report file's values become a Report; what does not fit the form is refused, or kept and named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from reports.faults import UnreadableReport
from reports.source import read_source
from reports.toml_text import parse
from schema.form import Block, Column, Form, Row, Section
from schema.form_loader import FormError, editions, load_form
from schema.ledger import Ledger
from schema.report import DISMISSED, Report
from schema.values import Value, cell_value

BESIDE_THE_FORM = ("format", "year", "agency", "publication", "notes", "dismissed", "review")
YEARS = range(1990, 2101)
MOST_PROBLEMS = 20
LONGEST_WORD = 40

__all__ = ["UnreadableReport", "read_report", "report_from"]


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
            f"{problem} @ {where}{f'（第 {line} 行）' if (line := line_of(found, where)) else ''}"
            for problem, where in reader.problems[:MOST_PROBLEMS]
        ]
        lines += [f"另有 {len(reader.problems) - MOST_PROBLEMS} 处"] if len(reader.problems) > MOST_PROBLEMS else []
        raise UnreadableReport(f"{path} 不是可用的年度报告：{'；'.join(lines)}。请改正后再打开；文件没有改动。")
    return report


class Reader:
    """Walks the values of one file along the form, gathering problems and the keys that the form does not have."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw
        self.problems: list[tuple[str, str]] = []
        self.unknown: list[str] = []

    def report(self) -> Report | None:
        """The report, or None when not even form and year can be read."""
        form, year = self._form(), self._year()
        if form is None or year is None:
            return None
        typed: dict[int, Value] = {}
        stated: dict[int, Value] = {}
        prose: dict[str, str] = {}
        for section in form.sections:
            table = self._table(self.raw, section.id, section.id)
            prose.update(self._prose(section, table))
            self._figures(form, section, table, typed, stated)
            self.unknown += unknown_keys(section, table)
        self._reviews()
        known = {*BESIDE_THE_FORM, *(section.id for section in form.sections)}
        self.unknown += [key for key in self.raw if key not in known]
        return Report(
            form=form,
            year=year,
            agency=self._fields(form, "agency"),
            publication=self._publication(form),
            ledger=Ledger(form, typed, stated),
            prose=prose,
            notes=self._texts("notes"),
            dismissed=self._texts(DISMISSED),
            unknown=tuple(self.unknown),
        )

    def _form(self) -> Form | None:
        edition = self.raw.get("format")
        if not isinstance(edition, str):
            self.problems.append(("缺少 format，应写明格式版本" if edition is None else "format 应是文字", "format"))
            return None
        try:
            return load_form(edition)
        except FormError:
            self.problems.append((f"不认识的格式“{edition[:LONGEST_WORD]}”，可用：{'、'.join(editions())}", "format"))
            return None

    def _year(self) -> int | None:
        year = self.raw.get("year")
        if isinstance(year, int) and not isinstance(year, bool) and year in YEARS:
            return year
        self.problems.append(("缺少 year" if year is None else "year 应是四位整数年份，如 2024", "year"))
        return None

    def _table(self, parent: dict[str, Any], key: str, path: str) -> dict[str, Any]:
        value = parent.get(key, {})
        if isinstance(value, dict):
            return value
        self.problems.append(("这里应是一个表（[名称] 开头的一段）", path))
        return {}

    def _texts(self, name: str) -> dict[str, str]:
        return {key: self._text(text, f"{name}.{key}") for key, text in self._table(self.raw, name, name).items()}

    def _reviews(self) -> None:
        reviews = self.raw.get("review", [])
        if not isinstance(reviews, list) or not all(isinstance(review, dict) for review in reviews):
            self.problems.append(("这里应是 [[review]] 开头的段落", "review"))

    def _text(self, value: object, path: str) -> str:
        if isinstance(value, str):
            return value.rstrip("\n")
        self.problems.append(("这里应是文字", path))
        return ""

    def _prose(self, section: Section, table: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for part in section.parts:
            yield part.address, self._text(table.get(part.id, ""), part.address)

    def _fields(self, form: Form, group: str) -> dict[str, str]:
        table = self._table(self.raw, group, group)
        names = {entry.id for entry in form.fields()}
        self.unknown += [f"{group}.{key}" for key in table if f"{group}.{key}" not in names]
        return {key: self._text(value, f"{group}.{key}") for key, value in table.items() if f"{group}.{key}" in names}

    def _publication(self, form: Form) -> dict[str, object]:
        table = self._table(self.raw, "publication", "publication")
        kinds = {entry.id: entry.kind for entry in form.fields()}
        found: dict[str, object] = {}
        for key, value in table.items():
            address = f"publication.{key}"
            if address not in kinds:
                self.unknown.append(address)
            elif kinds[address] == "period":
                found[key] = self._period(value, address)
            else:
                found[key] = self._text(value.isoformat() if isinstance(value, date) else value, address)
        return found

    def _period(self, value: object, path: str) -> tuple[str, ...]:
        dates = [day.isoformat() if isinstance(day, date) else day for day in value] if isinstance(value, list) else []
        if len(dates) == 2 and all(isinstance(day, str) for day in dates):
            return tuple(map(str, dates))
        self.problems.append(('应是两个日期，如 ["2024-01-01", "2024-12-31"]', path))
        return ()

    def _figures(
        self, form: Form, section: Section, table: dict[str, Any], typed: dict[int, Value], stated: dict[int, Value]
    ) -> None:
        for block in section.table.blocks if section.table else ():
            for row in block.rows:
                for column, raw in self._cells(section, block, row, table):
                    many = len(block.columns) > 1
                    figure = form.by_address[".".join([section.id, row.id, *([column.id] if many else [])])]
                    value = cell_value(raw, figure.kind, figure.largest)
                    if not figure.derived:
                        typed[figure.index] = value
                    elif value is not None:
                        stated[figure.index] = value

    def _cells(
        self, section: Section, block: Block, row: Row, table: dict[str, Any]
    ) -> Iterator[tuple[Column, object]]:
        path, raw = f"{section.id}.{row.id}", self._row(section, row, table)
        if len(block.columns) == 1:
            if raw == []:
                return
            if isinstance(raw, (list, dict)):
                self.problems.append(("这一行只有一格，应写成一个数，不是数组", path))
            elif raw is not None:
                yield block.columns[0], raw
            return
        if raw is None:
            return
        if not isinstance(raw, list):
            typed = sum(not column.sum for column in block.columns)
            self.problems.append((f"这一行应写成 [ ]，里面 {typed} 个数", path))
        elif len(raw) > len(block.columns):
            self.problems.append((f"这一行有 {len(raw)} 个数，最多 {len(block.columns)} 个", path))
        else:
            yield from zip(typed_first(block), raw, strict=False)

    def _row(self, section: Section, row: Row, table: dict[str, Any]) -> object:
        *groups, key = row.id.split(".")
        path = section.id
        for group in groups:
            path = f"{path}.{group}"
            if not isinstance(table.get(group, {}), dict):
                if (problem := ("这里应是一个表（[名称] 开头的一段）", path)) not in self.problems:
                    self.problems.append(problem)
                return None
            table = table.get(group, {})
        return table.get(key)


def typed_first(block: Block) -> list[Column]:
    """The columns in the order of a row's elements: as printed, totals last."""
    return sorted(block.columns, key=lambda column: bool(column.sum))


def unknown_keys(section: Section, table: dict[str, Any], prefix: str = "") -> list[str]:
    """Addresses in a section's table that the form does not have."""
    rows = [row.id for block in section.table.blocks for row in block.rows] if section.table else []
    known = {*rows, *(part.id for part in section.parts)}
    inner = {row.rsplit(".", depth)[0] for row in rows for depth in range(1, row.count(".") + 1)}
    found: list[str] = []
    for key, value in table.items():
        path = prefix + key
        quoted = "." in key  # a quoted key with a point in it is no path of the form
        if path in inner and path not in known and isinstance(value, dict) and not quoted:
            found += unknown_keys(section, value, path + ".")
        elif quoted or (path not in known and path not in inner):
            found.append(f"{section.id}.{path}")
    return found
