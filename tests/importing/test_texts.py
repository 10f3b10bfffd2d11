"""Prose, titles and footnotes of documents in the layouts that published reports have."""

from __future__ import annotations

import pytest

from reports.importing.contents import Grid
from reports.importing.texts.text_reading import read_texts
from tests.importing.documents import document, tables_of
from tests.importing.whole_report import EXPECTED, FORM, PARTS, WHOLE, changed, kinds, read


def test_a_report_in_the_forms_own_words_is_read_without_a_doubt() -> None:
    found = read(WHOLE)
    assert found.prose == EXPECTED
    assert (found.year, found.agency) == (2024, "甲县乙镇人民政府")
    assert not found.doubts


HEADS = [
    [("（一）主动公开。全年", "(一) 主动公开方面\n全年"), ("（二）依申请公开。", "（二）依申请公开工作情况：")],
    [
        ("（一）主动公开。", "1.主动公开。"),
        ("（二）依申请公开。", "2．依申请公开情况\n"),
        ("（五）监督保障。", "5、监督保障 "),
    ],
    [("（一）主动公开。", "**（一）主动公开。**"), ("（三）政府信息管理。", "**（三）政府信息管理情况**\n")],
    [("（四）政府信息公开平台建设。", "(四)政府信息平台建设情况　"), ("（五）监督保障。", "### 监督保障情况\n")],
    [("一、总体情况", "**一、总体情况**"), ("六、其他需要报告的事项", "六、 其他需要报告的事项：")],
    [
        ("一、总体情况", "一、总体情况 (重复率: 80%)"),
        ("五、存在的主要问题及改进情况", "五、存在的主要问题及改进情况（重复率：3%）"),
    ],
    [("一、总体情况", "总体情况"), ("五、存在", "存在"), ("六、其他", "其他")],
    [("二、主动", "第二部分 主动"), ("一、总体", "一.总体"), ("四、政府", "（四）政府")],
]


@pytest.mark.parametrize("pairs", HEADS)
def test_titles_are_known_however_they_are_set(pairs: list[tuple[str, str]]) -> None:
    found = read(changed(*pairs))
    assert found.prose == EXPECTED
    assert not found.doubts


VARIANTS = [
    ("一、总体情况", "一、工作基本情况", "overview"),
    ("二、主动公开政府信息情况", "二、行政机关主动公开政府信息情况", "proactive"),
    ("四、政府信息公开行政复议、行政诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "disputes"),
    ("五、存在的主要问题及改进情况", "五、存在问题及改进情况", "problems_and_improvements"),
    ("五、存在的主要问题及改进情况", "五、存在的主要问题和改进情况", "problems_and_improvements"),
    ("六、其他需要报告的事项", "六、其它需要报告事项", "other_matters"),
    ("六、其他需要报告的事项", "五、其他需要报告的事项", "other_matters"),
]


@pytest.mark.parametrize(("official", "printed", "section"), VARIANTS)
def test_another_title_is_known_and_told_with_its_words(official: str, printed: str, section: str) -> None:
    found = read(changed((official, printed)))
    assert found.prose == EXPECTED
    [doubt] = found.doubts
    assert (doubt.kind, doubt.figure, doubt.source_text, doubt.proposed) == ("heading", section, printed, official)


def test_a_missing_section_and_a_missing_part_are_told() -> None:
    found = read(
        changed(("六、其他需要报告的事项\n没有收取信息处理费。", ""), ("（四）政府信息公开平台建设。网站一个。\n", ""))
    )
    assert kinds(found) == [("section_missing", "overview.platforms"), ("section_missing", "other_matters")]
    assert found.prose["other_matters.text"] == ""


def test_an_unknown_sub_heading_stays_with_its_text_in_the_part_that_it_follows() -> None:
    found = read(changed(("二、主动公开政府信息情况", "（六）教育培训。办班两期。\n二、主动公开政府信息情况")))
    assert found.prose["overview.oversight"] == "纳入考核。\n（六）教育培训。办班两期。"


def test_a_first_section_without_sub_headings_is_a_summary() -> None:
    found = read(changed((PARTS, "\n全年公开 12 条。\n")))
    assert found.prose["overview.summary"] == "总的说来不错。\n全年公开 12 条。"
    assert kinds(found) == [("heading", "overview")]


def test_a_part_whose_title_runs_on_into_its_text_keeps_all_of_it() -> None:
    found = read(changed(("（一）主动公开。全年公开 12 条。", "（一）主动公开政府信息的数量为 12 条。")))
    assert found.prose["overview.proactive"] == "主动公开政府信息的数量为 12 条。"
    assert kinds(found) == [("heading", "overview.proactive")]


def test_bold_that_begins_in_a_heading_stays_bold_in_its_text() -> None:
    found = read(changed(("（一）主动公开。全年公开 12 条。", "**（一）主动公开。全年公开** 12 条。")))
    assert found.prose["overview.proactive"] == "**全年公开** 12 条。"


def test_a_table_of_contents_is_not_the_report() -> None:
    contents = "\n".join(f"{section.title}……{page}" for page, section in enumerate(FORM.sections[1:], 1))
    plain = "\n".join(section.title for section in FORM.sections[1:])
    for listed in (contents, plain):
        found = read(changed(("根据条例编制本报告。", f"目录\n{listed}\n根据条例编制本报告。")))
        assert found.prose == EXPECTED
        assert kinds(found) == [("source", "")]


def test_six_prose_sections_before_tables_that_count_anew() -> None:
    """As a municipal commission publishes: the parts of section one are sections, one of them unknown."""
    text = """2024 年甲市乙委政府信息公开工作年度报告
一、总体情况
有一件复议。
二、工作机制
开会两次。
三、主动公开工作情况
公开 393 件。
四、政府信息公开申请情况
收到 34 件。
五、政府信息管理
审核。
六、政府信息公开平台建设
网站。
一、主动公开政府信息情况
|
二、收到和处理政府信息公开申请情况
|
三、政府信息公开行政复议、行政诉讼情况
|
四、存在的主要问题及改进情况
没有问题。
五、其他需要报告的事项
没有收费。"""
    found = read(text)
    assert found.prose == {
        "preamble.text": "", "overview.summary": "有一件复议。\n二、工作机制\n开会两次。", "overview.proactive": "公开 393 件。",
        "overview.on_request": "收到 34 件。", "overview.information_management": "审核。", "overview.platforms": "网站。",
        "overview.oversight": "", "problems_and_improvements.text": "没有问题。", "other_matters.text": "没有收费。",
    }  # fmt: skip
    assert (found.year, found.agency) == (2024, "甲市乙委")
    told = {doubt.figure: doubt.source_text for doubt in found.doubts}
    assert told["proactive"] == "一、主动公开政府信息情况"
    assert "overview.oversight" in told


def test_prose_behind_the_last_table_is_the_next_section_where_that_has_no_title() -> None:
    found = read(changed(("五、存在的主要问题及改进情况\n公开不够及时", "（一）主要问题\n公开不够及时")))
    assert found.prose["problems_and_improvements.text"] == "（一）主要问题\n公开不够及时，今后改进。"
    assert set(kinds(found)) == {
        ("heading", "problems_and_improvements"), ("section_missing", "problems_and_improvements"),
    }  # fmt: skip


def test_sections_that_changed_places_are_both_read() -> None:
    five, six = (
        "五、存在的主要问题及改进情况\n公开不够及时，今后改进。\n",
        "六、其他需要报告的事项\n没有收取信息处理费。\n",
    )
    assert read(changed((five + six, six + five))).prose == EXPECTED


def test_text_beside_a_table_is_told_and_instructions_and_heads_are_not() -> None:
    found = read(
        changed(
            (
                "二、主动公开政府信息情况",
                "二、主动公开政府信息情况\n该部分以表格形式报告。表格如下：\n第二十条第（一）项\n单位：件\n________",
            ),
            ("申请情况\n|", "申请情况\n表三：\n全年收到 8 份申请，均为自然人。\n自然人 | 商业 企业\n|"),
        )
    )
    [doubt] = found.doubts
    assert (doubt.kind, doubt.figure, doubt.source_text) == ("source", "requests", "全年收到 8 份申请，均为自然人。")


def test_footnotes_of_tables_are_notes() -> None:
    found = read(
        changed(
            ("五、存在", "注：数量含上年度结转。\n五、存在"),
            ("三、收到", "注：行政许可：不含备案。\n备注： 收费已公示\n三、收到"),
        )
    )
    assert found.notes == {
        "disputes": "数量含上年度结转。", "proactive.administrative_licensing": "不含备案。", "proactive": "收费已公示",
    }  # fmt: skip
    assert not found.doubts


def test_two_notes_on_one_part_are_both_kept() -> None:
    notes = "\n".join(f"注：六、其他需要报告的事项：{note}。" for note in "甲乙")
    found = read(changed(("没有收取信息处理费。", f"没有收取信息处理费。\n{notes}")))
    assert found.notes == {"other_matters.text": "甲。\n乙。"}
    assert found.prose == EXPECTED


def test_a_table_in_prose_is_told_with_what_it_prints() -> None:
    contents = document(changed(("全年公开 12 条。", "全年公开 12 条。\n|")))
    place = next(place for place, one in enumerate(contents.items) if isinstance(one, Grid))
    found = read_texts(contents, FORM, tables_of(contents) - {place})
    [doubt] = found.doubts
    assert (doubt.kind, doubt.figure, doubt.source_text) == ("source", "overview", "表 | 0")
    assert found.prose == EXPECTED
