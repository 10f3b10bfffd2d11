"""A new report file: everything the form has, blank, each row with its official label."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.layout import comment_of, new_report, table_order
from reports.reading import report_from
from reports.statements import statements
from schema.checks.everything import check_report
from schema.form import Form
from schema.form_loader import editions, load_form

HERE = Path("2024.toml")
EVERY_FORM = pytest.mark.parametrize("form", [load_form(edition) for edition in editions()], ids=editions())


@EVERY_FORM
def test_a_new_report_is_blank_and_complete(form: Form) -> None:
    text = new_report(form, form.first_year, "甲镇人民政府", "township")
    report = report_from(text, HERE)
    assert (report.form, report.year, report.unknown) == (form, form.first_year, ())
    assert report.agency == {"name": "甲镇人民政府", "level": "township"}
    assert report.publication == {"period": (f"{form.first_year}-01-01", f"{form.first_year}-12-31")}
    assert set(report.ledger.values) == {None}
    assert report.ledger.stated == {}
    assert set(report.prose.values()) == {""}
    assert {finding.code for finding in check_report(report)} == {"figure.blank", "prose.empty"}


@EVERY_FORM
def test_every_row_stands_on_a_line_of_its_own_with_its_label(form: Form) -> None:
    text = new_report(form, 2024, "甲")
    lines = text.splitlines()
    placed = {s.path: lines[s.line - 1] for s in statements(text)}
    for section in form.sections:
        assert section.title in placed[section.id,]
        for block in section.table.blocks if section.table else ():
            for row in block.rows:
                path = (section.id, *row.id.split("."))
                assert placed[path].endswith(f"# {comment_of(form, path)}")
                assert row.label in placed[path]
                typed = [column for column in block.columns if not column.sum]
                assert placed[path].count('""') == len(typed)
        for part in section.parts:
            assert placed[section.id, part.id].endswith(" = '''")


@EVERY_FORM
def test_tables_stand_in_their_order_and_without_dotted_keys(form: Form) -> None:
    text = new_report(form, 2024, "甲")
    headers = [s.path for s in statements(text) if s.is_header]
    assert headers == [table for table in table_order(form) if table in headers]
    assert all(len(s.path) == len(s.table) + 1 for s in statements(text) if not s.is_header)
    assert text.endswith("'''\n")
    assert "\r" not in text


@EVERY_FORM
def test_values_and_comments_of_a_table_stand_below_each_other(form: Form) -> None:
    text = new_report(form, 2024, "甲")
    rows = [
        s
        for s in statements(text)
        if len(s.path) > 1 and text[s.value_start] in '["' and s.path[0] in ("requests", "disputes")
    ]
    starts: dict[tuple[str, ...], set[tuple[int, int]]] = {}
    for s in rows:
        if not s.is_header:
            line = text[s.start : s.end]
            starts.setdefault(s.table, set()).add((line.index("="), line.index("#")))
    assert len(starts) > 5
    assert all(len(places) == 1 for places in starts.values())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_name_can_be_an_agencys(name: str) -> None:
    assert tomllib.loads(new_report(load_form("ogi_2021"), 2024, name))["agency"] == {"name": name}
