"""What our own Markdown says comes back from it word for word: prose, footnotes, agency and year, with nothing to doubt."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.importing.findings import TextsRead
from reports.importing.texts.table_notes import names
from reports.importing.texts.text_reading import read_texts
from reports.markdown import Tables, markdown
from reports.markdown_text import paragraphs
from reports.reading import read_report
from schema.form import Form
from schema.form_loader import editions, load_form
from schema.ledger import Ledger
from schema.report import Report
from tests.importing.documents import markdown_contents, tables_of
from tests.reports.making import SAMPLE

GOLDEN = Path(__file__).parents[1] / "golden"
FORMS = [load_form(edition) for edition in editions()]


def lookalikes(form: Form) -> list[str]:
    """Paragraphs that look like titles, labels, footnotes, instructions and pieces of web pages, and are prose."""
    titles = [section.title for section in form.sections] + [part.label for part in form.parts()]
    return [
        *titles,
        *(f"{title}。全年公开 12 条。" for title in titles),
        "第二十条第（一）项", "1.属于国家秘密", "注：数据截至年底。", "注：", "表二：", "该部分以表格形式报告。表格如下：",
        "某镇人民政府", "2025年1月20日", "某镇2024年政府信息公开工作年度报告", "附件：统计表", "上一篇：没有了", "打印", "-3-",
        "目录", "版权所有：某镇人民政府", "（一）存在的主要问题", "**一是加强领导。**做好审核", "**全是粗体**", "# 一、总体情况", "> 引用", "无",
    ]  # fmt: skip


def texts(form: Form) -> st.SearchStrategy[str]:
    """Prose of a part: any paragraphs, also those that look like something else."""
    free = st.text(
        st.sampled_from("公开政府信息年月一二（）、。：；“”，0129 aZ.-|<>&#_\u3000"), min_size=1, max_size=30
    )
    return st.lists(st.sampled_from(lookalikes(form)) | free, max_size=4).map("\n".join)


def notes(form: Form) -> st.SearchStrategy[dict[str, str]]:
    """Notes on figures, rows under one heading, tables and parts; each prints a name that only it has."""
    addresses = [
        place
        for section in form.sections
        for found in names(form, section.id).values()
        if len(found) == 1
        for place in (*found, *([section.id] if section.table else ()))
    ]
    said = st.sampled_from(
        ["含上年度结转的申请", "其中：两件", "（见附表）第 3 栏", "原文 12（其中修订 3 件）", "a|b <c> _d_"]
    )
    return st.dictionaries(st.sampled_from([*addresses, "publication.phone", "requests.no_such_row"]), said, max_size=4)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report with prose and notes, its figures blank."""
    form = draw(st.sampled_from(FORMS))
    prose = {part.address: draw(texts(form)) for part in form.parts()}
    agency = draw(
        st.sampled_from(["海原县海城镇人民政府", "甲局", "国家税务总局乙市税务局（本级）", "2023年局", "A&B 办"])
    )
    year = draw(st.sampled_from([2020, 2024]))
    return Report(form, year, {"name": agency}, {}, Ledger(form, {}, {}), prose, draw(notes(form)))


def read(document: str, form: Form) -> TextsRead:
    """What is read of a Markdown document whose tables are recognised."""
    contents = markdown_contents(document)
    return read_texts(contents, form, tables_of(contents))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_texts_of_our_own_markdown_come_back_as_they_were(report: Report) -> None:
    found = read(markdown(report), report.form)
    assert found.prose == {address: "\n".join(paragraphs(text)) for address, text in report.prose.items()}
    assert found.notes == report.notes
    assert (found.year, found.agency) == (report.year, report.agency["name"])
    assert not found.doubts


@pytest.mark.parametrize("name", ["haicheng-2024.md", "haicheng-2024.draft.md"])
def test_the_sample_comes_back_whole_whether_it_is_a_draft_or_not(name: str) -> None:
    report = read_report(SAMPLE)
    found = read((GOLDEN / name).read_text("utf-8"), report.form)
    assert found.prose == report.prose
    assert (found.year, found.agency, found.doubts) == (2024, "海原县海城镇人民政府", [])
    stated = {f"publication.{key}": value for key, value in report.publication.items()}
    assert {**stated, "agency.level": "township"}.items() >= found.basics.items()
    assert len(found.basics) >= 7


@pytest.mark.parametrize("tables", ["gfm", "html"])
def test_an_empty_report_comes_back_empty(tables: Tables) -> None:
    for form in FORMS:
        blank = Report(form, 2024, {"name": "甲镇"}, {}, Ledger(form, {}, {}), {})
        found = read(markdown(blank, tables), form)
        assert set(found.prose.values()) == {""}
        assert not found.doubts
        assert not found.notes
