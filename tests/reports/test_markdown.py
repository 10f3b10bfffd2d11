"""The Markdown document: the sample byte for byte, and laws for any report."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.markdown import Tables, markdown
from reports.markdown_text import paragraphs, plain_text
from reports.reading import read_report
from reports.terminal_text import safe, without
from schema.form import Form
from schema.form_loader import editions, load_form
from schema.ledger import Ledger
from schema.report import Report
from schema.values import Mark, Unreadable, Value, cell_value, show

SAMPLE = Path(str(files("reports") / "samples" / "海原县海城镇人民政府" / "2024.toml"))
GOLDEN = Path(__file__).parent.parent / "golden"
PRESETS = ("commonmark", "gfm-like", "js-default")

ISSUED = "proactive.normative_documents.issued"
MERGED = "requests.outcomes.other_handling.natural_person"


def sample() -> Report:
    """The shipped report of 海城镇, fresh."""
    return read_report(SAMPLE)


def blank(form: Form) -> Report:
    """A report in which nothing is filled in."""
    return Report(form, 2024, {"name": "某镇"}, {}, Ledger(form, {}, {}), {})


def table_rows(document: str) -> list[list[str]]:
    """The texts of all body rows of all pipe tables, as markdown-it reads them."""
    rows: list[list[str]] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(document)
    for opening, token in pairwise(tokens):
        if opening.type == "tr_open" and token.type == "td_open":
            rows.append([])
        if opening.type == "td_open":
            rows[-1].append(shown_text(token))
    return rows


def shown_text(token: Token) -> str:
    """What a reader sees of an inline token."""
    return "".join(child.content for child in token.children or ())


def figure_texts(document: str, form: Form) -> list[str]:
    """The figures of a document's pipe tables in order: what stands right of the labels."""
    rows = iter(table_rows(document))
    blocks = [block for section in form.sections if section.table for block in section.table.blocks]
    return [text for block in blocks for _ in block.rows for text in next(rows)[-len(block.columns) :]]


@pytest.mark.parametrize(("tables", "name"), [("gfm", "haicheng-2024.md"), ("html", "haicheng-2024.html-tables.md")])
def test_the_sample_report_is_exported_byte_for_byte(tables: Tables, name: str) -> None:
    """To accept a change: ``nianbao export SAMPLE --to md --tables gfm|html > tests/golden/NAME``, and read the diff."""
    assert markdown(sample(), tables).encode() == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize("tables", ["gfm", "html"])
@pytest.mark.parametrize("preset", PRESETS)
def test_every_renderer_shows_the_bold_and_the_prose_of_the_sample(preset: str, tables: Tables) -> None:
    page = MarkdownIt(preset).enable("table").render(markdown(sample(), tables))
    assert page.count("<strong>") == 6
    assert re.findall(r'href="([^"]*)"', page) == ["http://www.hy.gov.cn/"]
    shown = html.unescape(re.sub(r"<[^>]+>", "", page))
    assert "一是严守要求公开。加强对各办公室" in shown
    for text in sample().prose.values():
        assert plain_text(text).replace("\n", "") in shown.replace("\n", "")


def test_headings_stand_in_the_forms_order_and_an_empty_part_is_a_bare_heading() -> None:
    document = markdown(blank(load_form("ogi_2021")))
    assert [line for line in document.splitlines() if line.startswith("#")] == [
        "# 某镇2024年政府信息公开工作年度报告",
        "## 一、总体情况",
        *(f"### （{n}）{name}" for n, name in zip(
            "一二三四五", ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"], strict=True
        )),
        "## 二、主动公开政府信息情况",
        "## 三、收到和处理政府信息公开申请情况",
        "## 四、政府信息公开行政复议、行政诉讼情况",
        "## 五、存在的主要问题及改进情况",
        "## 六、其他需要报告的事项",
    ]  # fmt: skip
    assert "## 一、总体情况\n\n### （一）主动公开\n\n### （二）依申请公开\n\n" in document
    assert document.endswith("## 六、其他需要报告的事项\n")


def test_a_blank_is_never_a_zero() -> None:
    assert set(figure_texts(markdown(blank(load_form("ogi_2021"))), load_form("ogi_2021"))) == {""}


def test_a_stated_total_is_printed_as_stated_and_any_other_as_computed() -> None:
    report = sample()
    report.edit("requests.received.natural_person", 12)
    report.edit("requests.brought_forward.total", 7)
    rows = {row[0]: row for row in table_rows(markdown(report))}
    assert rows["一、本年新收政府信息公开申请数量"][3:] == ["12", "0", "0", "0", "0", "0", "12"]
    assert rows["二、上年结转政府信息公开申请数量"][3:] == ["0", "0", "0", "0", "0", "0", "7"]


def test_decimals_marks_and_unreadable_cells_are_printed_as_they_are() -> None:
    report = sample()
    report.edit("proactive.administrative_fees", Decimal("14722.490"))
    report.edit("proactive.rules.issued", Mark("/"))
    report.edit("proactive.rules.repealed", Unreadable("十|二", "不是数字"))
    rows = {row[0]: row for row in table_rows(markdown(report))}
    assert rows["行政事业性收费"] == ["行政事业性收费", "14722.490"]
    assert rows["规章"] == ["规章", "/", "十|二", "0"]


def test_a_note_that_begins_with_the_cells_number_is_the_cell() -> None:
    report = sample()
    report.edit(ISSUED, 12)
    report.notes[ISSUED] = "１２（其中|修订\n3 件）"
    document = markdown(report)
    rows = {row[0]: row for row in table_rows(document)}
    assert rows["行政规范性文件"][1] == "１２（其中|修订 3 件）"
    assert "注：" not in document


@pytest.mark.parametrize("note", ["123（含修订）", "12.5", "12,000", "12,34", "减12", "另有 12 件"])
def test_a_note_that_does_not_is_printed_below_its_table(note: str) -> None:
    report = sample()
    report.edit(ISSUED, 12)
    report.notes[ISSUED] = note
    document = markdown(report)
    assert f"\n\n注：行政规范性文件·本年制发件数：{note}\n\n## 三、" in document
    assert {row[0]: row for row in table_rows(document)}["行政规范性文件"][1] == "12"


@pytest.mark.parametrize(
    ("key", "printed", "following"),
    [
        ("disputes", "注：含上年度结转", "## 五、"),
        (MERGED, "注：（六）其他处理·自然人：含上年度结转", "## 四、"),
        ("requests.outcomes.other_handling", "注：（六）其他处理：含上年度结转", "## 四、"),
        ("proactive.rules.issued", "注：规章·本年制发件数：含上年度结转", "## 三、"),
        ("overview.on_request", "注：（二）依申请公开：含上年度结转", "## 二、"),
        ("nothing.known", "注：nothing&#46;known：含上年度结转", ""),
    ],
)
def test_every_other_note_is_printed_where_it_belongs(key: str, printed: str, following: str) -> None:
    report = sample()
    report.notes[key] = "含上年度结转"
    assert f"\n\n{printed}\n\n{following}" in markdown(report) + "\n"


def test_nothing_invisible_or_acting_is_published() -> None:
    report = sample()
    report.agency["name"] = "某\u202e镇"
    report.prose["overview.proactive"] = "甲\x1b[31m乙\u200b"
    report.edit("proactive.rules.issued", Unreadable("1\x9b", "不是数字"))
    document = markdown(report)
    assert document == safe(document)
    assert "某镇2024年" in document
    assert "甲&#91;31m乙\n" in document
    assert ["规章", "1", "0", "0"] in table_rows(document)


RAW_CELLS = st.one_of(
    st.integers(0, 10**9 - 1), st.integers(-99, 99), st.decimals(0, 10**6, places=2),
    st.sampled_from(["", "/", "—", "-", "无", "不适用", "|", "十二", "`1`", "**1**", "<b>", "12（其中|3）", "http://a.cn/b"]),
    st.text(max_size=6),
)  # fmt: skip
TEXTS = st.lists(
    st.sampled_from(["**", "甲。", "乙", "|", "| a |\n|---|\n| 1 |", "\n", "# ", "<td>", "    "]), max_size=8
).map("".join)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report: figures of every kind, stated totals, prose that looks like tables."""
    form = load_form(draw(st.sampled_from(editions())))
    raw = draw(st.lists(RAW_CELLS, min_size=1, max_size=12))
    typed: dict[int, Value] = {}
    stated: dict[int, Value] = {}
    for place, figure in enumerate(form.figures):
        value = cell_value(raw[place % len(raw)], figure.kind)
        if not figure.derived:
            typed[figure.index] = value
        elif value is not None and place % 3 == 0:
            stated[figure.index] = value
    report = replace(blank(form), ledger=Ledger(form, typed, stated))
    report.prose.update((part.address, draw(TEXTS)) for part in form.parts())
    return report


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(report=reports())
def test_the_pipe_tables_give_back_every_figure(report: Report) -> None:
    printed = [show(report.ledger.printed(figure.index)) for figure in report.form.figures]
    expected = [
        without(" ".join(line.strip() for line in text.split("\n")) if "\n" in text else text) for text in printed
    ]
    assert figure_texts(markdown(report), report.form) == expected


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(report=reports(), tables=st.sampled_from(["gfm", "html"]))
def test_prose_of_any_report_stays_prose(report: Report, tables: Tables) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown(report, tables))
    found = [shown_text(inside) for token, inside in pairwise(tokens) if token.type == "paragraph_open"]
    titles = {block.title for section in report.form.sections if section.table for block in section.table.blocks}
    typed = [line for part in report.form.parts() for line in paragraphs(report.prose[part.address])]
    assert [text for text in found if text not in titles] == list(map(plain_text, typed))
