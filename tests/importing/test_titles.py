"""Who reports and for which year, in all the ways that titles are printed; and the levels that names tell."""

from __future__ import annotations

import pytest

from reports.importing.contents import Contents, Paragraph
from reports.importing.findings import TextsRead
from reports.importing.texts.text_reading import read_texts
from schema.form_loader import load_form
from tests.importing.documents import document

FORM = load_form("ogi_2021")


def read(*lines: str, title: str = "") -> TextsRead:
    """What is read of a document that begins with these lines."""
    text = "\n".join(
        (*lines, "一、总体情况", "公开 12 条。", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    )
    return read_texts(document(text, title=title), FORM, frozenset())


def basics(found: TextsRead) -> list[str]:
    """What is said on doubtful basic data."""
    return [doubt.message for doubt in found.doubts if doubt.kind == "basics"]


TITLES = [
    (["海原县海城镇人民政府", "2024 年政府信息公开工作年度报告"], "海原县海城镇人民政府", 2024),
    (["# 甲县乙镇人民政府2024年政府信息公开工作年度报告"], "甲县乙镇人民政府", 2024),
    (["甲县乙局2023年政府信息公开年度报告"], "甲县乙局", 2023),
    (["甲市教育局2021年度政府信息公开工作年度报告"], "甲市教育局", 2021),
    (["２０２２年甲市乙委政府信息公开工作", "年度报告"], "甲市乙委", 2022),
    (["甲县乙局政府信息公开工作2023年度报告"], "甲县乙局", 2023),
    (["甲县乙局政府信息公开工作年度报告（2023年度）"], "甲县乙局", 2023),
    (["2023年政府信息公开工作年度报告（甲县乙局）"], "甲县乙局", 2023),
    (["关于甲县乙局二〇二三年政府信息公开工作情况的报告"], "甲县乙局", 2023),
    (["甲县乙局关于2023年政府信息公开工作的报告"], "甲县乙局", 2023),
    (["甲县乙局", "关于2023年政府信息公开工作情况的报告"], "甲县乙局", 2023),
    (["甲县乙局关于报送", "2023年政府信息公开工作年度报告"], "甲县乙局", 2023),
    (["甲县乙局2023年关于印发政府信息公开工作年度报告"], "甲县乙局", 2023),
    (["甲县乙局关于公布二○二三年政府信息公开工作年度报告"], "甲县乙局", 2023),
    (["关于发布甲县乙局2023年政府信息公开工作年度报告"], "甲县乙局", 2023),
    (
        [
            "标题: 甲镇人民政府2020年政府信息公开工作年度报告",
            "索引号: /2021 文号: 无",
            "发文日期: 2021-01-30 发布机构: 乙",
        ],
        "甲镇人民政府",
        2020,
    ),
    (["2025甲县乙乡2025年度政府信息公开工作年度报告"], "甲县乙乡", 2025),
    (["甲市住房和城乡建设局（本级）2023年政务公开工作年度报告"], "甲市住房和城乡建设局（本级）", 2023),
    (["甲局2023年政府信息公开工作年度报告", "甲局2023年政府信息公开工作年度报告"], "甲局", 2023),
    (["首页", "政府信息公开年报", "甲局2023年政府信息公开工作年度报告", "发布时间：2024-01-10"], "甲局", 2023),
]


@pytest.mark.parametrize(("lines", "agency", "year"), TITLES)
def test_a_title_tells_agency_and_year_and_is_no_prose(lines: list[str], agency: str, year: int) -> None:
    found = read(*lines, "根据条例编制。")
    assert (found.agency, found.year) == (agency, year)
    assert found.prose["preamble.text"] == "根据条例编制。"
    assert not basics(found)


PAGES = [
    "甲县乙局2023年政府信息公开工作年度报告_甲县人民政府",
    "甲县乙局2023年政府信息公开工作年度报告 - 甲县人民政府门户网站",
    "甲县人民政府 | 甲县乙局2023年政府信息公开工作年度报告",
]


@pytest.mark.parametrize("title", PAGES)
def test_the_title_of_the_page_helps_where_the_report_has_none_or_one_without_the_unit(title: str) -> None:
    for lines in ([], ["2023年政府信息公开工作年度报告"]):
        found = read(*lines, "根据条例编制。", title=title)
        assert (found.agency, found.year) == ("甲县乙局", 2023)
        assert not basics(found)


ELSEWHERE = [
    (["2023年政府信息公开工作年度报告", "现发布《甲县乙局2023年政府信息公开工作年度报告》。"], "甲县乙局"),
    (["2023年政府信息公开工作年度报告", "发布机构：甲县乙局 发布日期：2024-01-10", "根据条例编制。"], "甲县乙局"),
]


@pytest.mark.parametrize(("lines", "agency"), ELSEWHERE)
def test_an_agency_that_the_title_does_not_name_is_taken_from_elsewhere_and_told(lines: list[str], agency: str) -> None:
    found = read(*lines)
    assert found.agency == agency
    assert [(doubt.figure, doubt.proposed) for doubt in found.doubts if doubt.kind == "basics"] == [
        ("agency.name", agency)
    ]


def test_the_name_under_the_report_is_the_agency_where_nothing_else_names_it() -> None:
    lines = ("一、总体情况", "公开 12 条。", "六、其他需要报告的事项", "没有收费。", "甲县乙局", "2024年1月17日")
    found = read_texts(document("\n".join(lines)), FORM, frozenset())
    assert (found.agency, found.basics["publication.issued"]) == ("甲县乙局", "2024-01-17")
    assert found.prose["other_matters.text"] == "没有收费。"


def test_where_no_year_and_no_agency_are_named_none_is_taken() -> None:
    found = read("根据条例编制。")
    assert (found.year, found.agency, found.basics) == (None, "", {})
    assert not basics(found)


def test_the_year_of_the_period_stands_in_for_that_of_the_title() -> None:
    found = read("甲县乙局政府信息公开工作年度报告", "统计期限为2023年1月1日至2023年12月31日。")
    assert (found.year, found.agency) == (2023, "甲县乙局")
    assert len(basics(found)) == 1


def test_two_years_are_told() -> None:
    found = read("甲局2024年政府信息公开工作年度报告", "统计期限为2023年1月1日至2023年12月31日。")
    assert found.year == 2024
    [doubt] = [doubt for doubt in found.doubts if doubt.kind == "basics"]
    assert (doubt.figure, doubt.source_text) == ("publication.period", "2023-01-01 至 2023-12-31")


NO_TITLES = [
    "宿迁市 政务公开年报比对",
    "政府信息公开年报",
    "甲局认真做好2023年政府信息公开工作。",
    "2023年政府信息公开指南",
    "公开" * 60,
]


@pytest.mark.parametrize("line", NO_TITLES)
def test_other_lines_are_no_title(line: str) -> None:
    found = read(line, "根据条例编制。")
    assert (found.agency, found.year) == ("", None)


LEVELS = [
    ("海原县海城镇人民政府", "township"),
    ("甲区人民政府", "county"),
    ("甲市人民政府", "city"),
    ("甲县教育局", "department"),
    ("甲市乙委", None),
    ("甲自治区人民政府", "province"),
]


@pytest.mark.parametrize(("agency", "level"), LEVELS)
def test_the_level_is_told_by_the_longest_ending_of_a_name(agency: str, level: str | None) -> None:
    found = read_texts(Contents("md", (Paragraph(f"{agency}2024年政府信息公开工作年度报告", 1),)), FORM, frozenset())
    assert found.basics.get("agency.level") == level
