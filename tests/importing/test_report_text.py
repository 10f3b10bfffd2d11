"""What was read becomes a report file that gives it back: values, totals as printed, notes, prose."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reports.faults import ReportFault
from reports.importing.findings import TablesRead, TextsRead
from reports.importing.report_text import report_text
from reports.reading import report_from
from schema.form_loader import form_for_year
from schema.report import Report
from schema.values import Mark, Unreadable, is_number
from tests.importing.found import AGENCY, sample, tables_of, texts_of
from tests.importing.random_reports import random_report
from tests.reports.commanding import PENALTIES, RECEIVED
from tests.reports.making import TEXT

TOTAL = "requests.received.total"
HERE = Path("甲/2024.toml")


def reread(tables: TablesRead, texts: TextsRead, agency: str = AGENCY) -> Report:
    """What the report file holds that comes of these."""
    return report_from(report_text(tables, texts, 2024, agency), HERE)


@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])  # a smaller seed is no simpler report
@given(st.integers(0, 2**32))
def test_a_report_comes_back_as_it_was_read(seed: int) -> None:
    """Every figure, every printed total (stated now), notes, prose, basic data: of both editions."""
    report = random_report(Random(seed))  # noqa: S311 - chance that can be had again
    form, ledger = report.form, report.ledger
    text = report_text(tables_of(report), texts_of(report), report.year, report.agency["name"])
    back = report_from(text, HERE)
    assert back.ledger.values == ledger.values
    assert back.ledger.stated == {
        figure.index: ledger.printed(figure.index)
        for figure in form.figures
        if figure.derived and ledger.printed(figure.index) is not None
    }
    assert (back.prose, back.notes, back.agency) == (report.prose, report.notes, report.agency)
    assert (back.publication, back.unknown) == (report.publication, ())


def test_what_comes_out_is_laid_out_like_every_report() -> None:
    """The sample without the totals that were not printed there, its comments, and its spacing are that of a new report."""
    source = sample()
    assert [line.partition("=")[0] for line in TEXT.splitlines() if "=" in line and "'''" not in line] != []
    lines = report_text(source.tables, source.texts, 2024, AGENCY).splitlines()
    assert next(line for line in lines if line.startswith("received ")).endswith("# 一、本年新收政府信息公开申请数量")
    assert lines[1:3] == ['format = "ogi_2021"', "year = 2024"]


def test_a_blank_stays_one_and_a_mark_its_text() -> None:
    form = form_for_year(2024)
    values = {PENALTIES: Mark("—"), RECEIVED: None, "proactive.administrative_fees": Decimal("25.10")}
    back = reread(TablesRead(form, dict(values)), TextsRead())
    assert {address: back.get(address) for address in values} == values
    assert str(back.get("proactive.administrative_fees")) == "25.10"
    assert not [value for value in back.ledger.values if is_number(value) and value == 0]


def test_a_text_that_is_no_figure_stays_in_its_cell() -> None:
    """The report opens, and check names the cell."""
    back = reread(TablesRead(form_for_year(2024), {PENALTIES: Unreadable("十二", "怎么都行")}), TextsRead())
    found = back.get(PENALTIES)
    assert isinstance(found, Unreadable)
    assert found.raw == "十二"


def test_the_note_of_a_cell_and_the_footnote_on_it_are_both_kept() -> None:
    tables = TablesRead(form_for_year(2024), {RECEIVED: 12}, {RECEIVED: "12（其中 3 件）"})
    assert reread(tables, TextsRead(notes={RECEIVED: "含上年。"})).notes == {RECEIVED: "12（其中 3 件）\n含上年。"}
    assert reread(tables, TextsRead(notes=dict(tables.notes))).notes == tables.notes


def test_a_total_is_stated_as_printed_also_where_it_is_wrong() -> None:
    form = form_for_year(2024)
    received = [figure.address for figure in form.figures if figure.address.startswith("requests.received.")]
    back = reread(TablesRead(form, dict.fromkeys(received, 1)), TextsRead())
    assert back.get(TOTAL) == 1
    assert back.ledger.values[form.by_address[TOTAL].index] == 6


@pytest.mark.parametrize(
    "text", ["'''", '"""', "a\rb", "\x00", "\\u0041", "x = 1\n[agency]\nname = '乙'", " 前后 ", "'"]
)
def test_no_text_of_a_source_becomes_anything_but_text(text: str) -> None:
    tables = TablesRead(form_for_year(2024), notes={PENALTIES: text, "proactive": text})
    back = reread(tables, TextsRead(prose={"overview.proactive": text}, basics={"publication.contact": text}))
    assert back.get("overview.proactive") == text
    assert back.get("publication.contact") == text
    assert back.notes == ({PENALTIES: text, "proactive": text} if text.strip() else {})
    assert back.agency == {"name": AGENCY}


def test_what_no_file_can_hold_is_refused() -> None:
    with pytest.raises(ReportFault, match="不成字符"):
        reread(TablesRead(form_for_year(2024)), TextsRead(prose={"overview.proactive": "\ud800"}))
    with pytest.raises(ReportFault, match="MB"):
        reread(TablesRead(form_for_year(2024)), TextsRead(prose={"overview.proactive": "公" * 600_000}))


def test_what_would_read_back_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last look: nothing wrong gets into a library, not even by a fault of the program."""
    monkeypatch.setattr("reports.importing.report_text.rewritten", lambda source, _form, _contents: source.text)
    with pytest.raises(ReportFault, match=PENALTIES):
        reread(TablesRead(form_for_year(2024), {PENALTIES: 8}), TextsRead())
