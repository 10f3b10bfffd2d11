"""Where the texts of a report stand in their document: within a page, under marked headings, in broken lines, between tables."""

from __future__ import annotations

from reports.importing.contents import Contents, Grid, Paragraph
from reports.importing.texts.text_reading import read_texts
from tests.importing.documents import document
from tests.importing.whole_report import EXPECTED, FORM, WHOLE, kinds, read


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
