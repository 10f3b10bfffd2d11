"""Prose, titles and footnotes of documents in the layouts that published reports have."""

from __future__ import annotations

import pytest

from reports.importing.contents import Contents, Grid, Paragraph
from reports.importing.findings import TextsRead
from reports.importing.texts import read_texts
from schema.form_loader import load_form
from tests.importing.documents import document, tables_of

FORM = load_form("ogi_2021")

REST = """
二、主动公开政府信息情况
|
三、收到和处理政府信息公开申请情况
|
四、政府信息公开行政复议、行政诉讼情况
|
五、存在的主要问题及改进情况
公开不够及时，今后改进。
六、其他需要报告的事项
没有收取信息处理费。
"""

PARTS = """
（一）主动公开。全年公开 12 条。
（二）依申请公开。没有收到申请。
（三）政府信息管理。审核从严。
（四）政府信息公开平台建设。网站一个。
（五）监督保障。纳入考核。
"""

WHOLE = f"""甲县乙镇人民政府2024年政府信息公开工作年度报告
根据条例编制本报告。
一、总体情况
总的说来不错。{PARTS}{REST}"""


def read(text: str, *, kind: str = "html", wrapped: bool = False, title: str = "") -> TextsRead:
    """What is read of a document whose tables are recognised."""
    contents = document(text, kind=kind, wrapped=wrapped, title=title)
    return read_texts(contents, FORM, tables_of(contents))


def changed(*pairs: tuple[str, str]) -> str:
    """The whole report with pieces replaced, each of which it has."""
    text = WHOLE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def kinds(read: TextsRead) -> list[tuple[str, str]]:
    """What is doubted, and where."""
    return [(doubt.kind, doubt.figure) for doubt in read.doubts]


EXPECTED = {
    "preamble.text": "根据条例编制本报告。",
    "overview.summary": "总的说来不错。",
    "overview.proactive": "全年公开 12 条。",
    "overview.on_request": "没有收到申请。",
    "overview.information_management": "审核从严。",
    "overview.platforms": "网站一个。",
    "overview.oversight": "纳入考核。",
    "problems_and_improvements.text": "公开不够及时，今后改进。",
    "other_matters.text": "没有收取信息处理费。",
}


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
                "二、主动公开政府信息情况\n该部分以表格形式报告。表格如下：\n第二十条第（一）项\n单位：件",
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


def test_a_table_in_prose_is_told_with_what_it_prints() -> None:
    contents = document(changed(("全年公开 12 条。", "全年公开 12 条。\n|")))
    place = next(place for place, one in enumerate(contents.items) if isinstance(one, Grid))
    found = read_texts(contents, FORM, tables_of(contents) - {place})
    [doubt] = found.doubts
    assert (doubt.kind, doubt.figure, doubt.source_text) == ("source", "overview", "表 | 0")
    assert found.prose == EXPECTED


def test_the_page_around_the_report_is_left_out_and_told_once() -> None:
    page = f"""当前位置：首页 > 政府信息公开年报
索引号：123 发布日期：2025-01-20
{WHOLE}
附件：统计表.xlsx
【打印】【关闭窗口】
上一篇：甲县丙镇2024年政府信息公开工作年度报告
版权所有：甲县人民政府 网站标识码1234567890
"""
    found = read(page.replace("根据条例", "字号：大 中 小\n根据条例"))
    assert found.prose == EXPECTED
    [doubt] = found.doubts
    assert (doubt.kind, doubt.figure) == ("source", "")
    assert doubt.source_text.split("\n") == [
        "当前位置：首页 > 政府信息公开年报", "索引号：123 发布日期：2025-01-20", "字号：大 中 小", "附件：统计表.xlsx",
        "【打印】【关闭窗口】", "上一篇：甲县丙镇2024年政府信息公开工作年度报告", "版权所有：甲县人民政府 网站标识码1234567890",
    ]  # fmt: skip


def test_only_marked_headings_count_where_the_titles_are_marked() -> None:
    """Prose that looks like a title stays prose."""
    marked = "\n".join(
        f"## {line}" if line[:2] in ("一、", "二、", "三、", "四、", "五、", "六、") else line
        for line in WHOLE.split("\n")
    )
    found = read(
        marked.replace(
            "没有收取信息处理费。", "五、存在的主要问题及改进情况\n六、其他需要报告的事项\n没有收取信息处理费。"
        )
    )
    assert (
        found.prose["other_matters.text"]
        == "五、存在的主要问题及改进情况\n六、其他需要报告的事项\n没有收取信息处理费。"
    )
    assert found.prose["problems_and_improvements.text"] == "公开不够及时，今后改进。"


def test_lines_broken_by_width_become_paragraphs() -> None:
    text = """甲县乙镇人民政府
2024 年政府信息公开工作年度报告
　　根据条例的要求和上级的通知编制本报告，统计期限自 2024 年 1 月 1 日至 12
月 31 日。
一、总体情况
　　全镇认真贯彻落实条例，全面推进政府信息公开，持续提高政府公信力和透明
度。
（一）主动公开情况
通过微信公众号公开政府信
息 112 条，其中政策解读类信息占大多数，群众最为关心的民生类信息居第二，
-3-
乡村振兴类信息居第三。
（二）依申请公开。没有收到申请。
四、政府信息公开行政复议、行政诉
讼情况
|
"""
    found = read(text, kind="pdf", wrapped=True)
    assert (
        found.prose["preamble.text"]
        == "根据条例的要求和上级的通知编制本报告，统计期限自 2024 年 1 月 1 日至 12月 31 日。"
    )
    assert found.basics["publication.period"] == ("2024-01-01", "2024-12-31")
    assert found.prose["overview.summary"].endswith("公信力和透明度。")
    assert "居第二，乡村振兴" in found.prose["overview.proactive"]
    assert found.prose["overview.on_request"] == "没有收到申请。"
    assert ("section_missing", "disputes") not in kinds(found)


def test_a_title_in_a_row_of_a_table_of_its_own_begins_a_section() -> None:
    """Lines between bars: the reader cannot tell a title above a table from its cells."""
    grid = document("|").items[0]
    assert isinstance(grid, Grid)
    cells = tuple(cell._replace(row=cell.row + 1) for cell in grid.cells)
    title = grid.cells[0]._replace(text="三、收到和处理政府信息公开申请情况")
    items = (Paragraph("二、主动公开政府信息情况"), grid, Grid((title, *cells)), Paragraph("注：含上年结转。"))
    found = read_texts(Contents("text", items), FORM, frozenset({1, 2}))
    assert found.notes == {"requests": "含上年结转。"}


def test_a_page_of_more_than_a_report_is_cut_and_that_is_told() -> None:
    found = read_texts(Contents("html", tuple(Paragraph(f"第 {n} 条。") for n in range(5000))), FORM, frozenset())
    assert any("5000" in doubt.message for doubt in found.doubts)
