"""Pages as they are really published: what is read of each is written out."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from reports.faults import ReportFault
from reports.importing.contents import Cell, Contents, Grid, Paragraph
from reports.importing.readers.html_source import MOST_TAGS, read_html
from tests.importing.measured import measured
from tests.importing.reading_back import grids_of, paragraphs_of, rows_of


def P(text: str, level: int = 0) -> Paragraph:  # noqa: N802 - the tests list many
    """A paragraph."""
    return Paragraph(text, level)


def G(*lines: str) -> Grid:  # noqa: N802 - as above
    """A table without merged cells: its lines, cells between pipes."""
    return Grid(
        tuple(Cell(text, row, column) for row, line in enumerate(lines) for column, text in enumerate(line.split("|")))
    )


WORD = """\
<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta name=Generator content="Microsoft Word 15 (filtered)"><title>2024年报</title>
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>王</o:Author></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm} --></style></head>
<body lang=ZH-CN><div class=WordSection1>
<p class=MsoNormal align=center style='text-align:center'><b><span lang=EN-US
style='font-size:22.0pt'>2024</span></b><b><span style='font-size:22.0pt'>年政府信息公开工作年度报告<span lang=EN-US><o:p></o:p></span></span></b></p>
<p class=MsoNormal style='text-indent:32.0pt'><span style='mso-bidi-font-weight:bold'>根据《条例》规定，现公布政
府信息公开工作年度报告。<span lang=EN-US>2024<span style='mso-spacerun:yes'>&nbsp; </span></span>年</span></p>
<p class=MsoListParagraph><![if !supportLists]><span lang=EN-US>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span
style='font-weight:700'>加强公开。</span>健全机制</p>
<table class=MsoTableGrid border=1 cellspacing=0>
 <tr style='mso-yfti-irow:0'><td width=100 rowspan=2><p class=MsoNormal>总<span lang=EN-US>
 </span>计<span lang=EN-US><o:p></o:p></span></p></td><td colspan=2><p>自<span>然</span>人</p><p>情况</p></td></tr>
 <tr><td><p class=MsoNormal><span lang=EN-US>１２<o:p></o:p></span></p></td><td><p><span lang=EN-US><o:p>&nbsp;</o:p></span></p></td></tr>
</table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p></div></body></html>
"""


def test_words_html_is_read_as_word_shows_it() -> None:
    assert read_html(WORD) == Contents(
        "html",
        (
            P("**2024年政府信息公开工作年度报告**"),
            P("根据《条例》规定，现公布政府信息公开工作年度报告。2024 年"),
            P("1. **加强公开。**健全机制"),
            Grid((
                Cell("总计", 0, 0, 2, 1), Cell("自然人 情况", 0, 1, 1, 2),
                Cell("１２", 1, 1), Cell("", 1, 2),
            )),
        ),
        title="2024年报",
    )  # fmt: skip


NESTED = """\
<TABLE width=960><TR><TD>首页 | 政务公开<TD>搜索</TR>
<TR><TD colspan=2><H1>某镇年度报告</H1>发布时间：2025-01-20
<TABLE><TR><TD><P>一、总体情况<P>　　全年公开 3 条。</TD></TR></TABLE>
<TABLE border=1><CAPTION>二、主动公开</CAPTION><TR><TH>信息内容<TH>数量<TR><TD>规章<TD>0</TABLE>
五、问题</TD></TR><TR><TD>版权所有</TABLE>
"""


def test_tables_around_tables_are_layout_and_their_text_is_read_in_order() -> None:
    assert read_html(NESTED).items == (
        P("首页 | 政务公开"), P("搜索"), P("某镇年度报告", 1), P("发布时间：2025-01-20"), P("一、总体情况"), P("全年公开 3 条。"),
        P("二、主动公开"), G("信息内容|数量", "规章|0"), P("五、问题"), P("版权所有"),
    )  # fmt: skip


PAGES: dict[str, tuple[str, tuple[Paragraph | Grid, ...]]] = {
    "unclosed cells, rows and paragraphs": (
        "<table><tr><td>规章<td>1<tr><td><p>处罚<td><p>2</table><p>甲<p>乙",
        (G("规章|1", "处罚|2"), P("甲"), P("乙")),
    ),
    "a fragment of rows without a table": ("规章 1<br>处罚 2", (P("规章 1"), P("处罚 2"))),
    "upper case and XHTML": (
        """<?xml version="1.0"?><!DOCTYPE html><HTML xmlns="http://www.w3.org/1999/xhtml"><BODY><P>甲<BR/>乙</P>
        <TABLE><TBODY><TR><TD>规章</TD><TD>1</TD></TR></TBODY></TABLE></BODY></HTML>""",
        (P("甲"), P("乙"), G("规章|1")),
    ),
    "a foot before the body is printed below it": (
        "<table><thead><tr><th>项<th>数<tfoot><tr><td>总计<td>3<tbody><tr><td>规章<td>3</table>",
        (G("项|数", "规章|3", "总计|3"),),
    ),
    "breaks, blocks and blanks in a cell": (
        "<table><tr><td>商业<br>企业<td><div>１</div><td>&nbsp;<td> 2&nbsp; 3 <td>　总　计　</table>",
        (G("商业 企业|１||2 3|总　计"),),
    ),
    "what is hidden": (
        """<p>甲<script>var a='<p>1</p>'</script><style>p{}</style><!-- 2 --><span style='DISPLAY: none'>3</span><span
        hidden>4</span><span style='visibility:hidden'>5</span><noscript>6</noscript><select><option>7</select>乙</p>
        <table><tr style='display:none'><td>8<td>9<tr><td>规章<td>1<td style='display:none'>2</table>""",
        (P("甲乙"), G("规章|1")),
    ),
    "entities": ("<p>&lt;公开&gt;&amp;&quot;&#36825;&#x662F;&hellip;&copy;&AMP&nosuch;</p>", (P('<公开>&"这是…©&&nosuch;'),)),
    "invisible characters": ("<p>政\u200b府\ufeff信\u00ad息\u202e公开</p><table><tr><td>1\u200b2<td>3</table>", (P("政府信息公开"), G("12|3"))),
    "bold by any means": (
        """<p><strong>一</strong><b>是</b>甲<span style='FONT-WEIGHT: bold'>乙</span><b>丙<i style='font-weight:normal'>丁</i
        ></b><span style='mso-bidi-font-weight:bold'>戊</span></p>""",
        (P("**一是**甲**乙丙**丁戊"),),
    ),
    "stars of the page are no markers": ("<p>5**6 7**8 138****1234 a*b \\*</p>", (P("5\\*\\*6 7\\*\\*8 138****1234 a*b \\\\*"),)),
    "a heading is not bold besides": ("<h2><b>一、总体情况</b></h2><h6>注</h6>", (P("一、总体情况", 2), P("注", 6))),
    "lines of source between Chinese and around figures": ("<p>政府\n  信息\n2024\n年</p>", (P("政府信息 2024 年"),)),
    "preformatted text": ("<pre>甲  乙\n丙</pre>", (P("甲  乙"), P("丙"))),
    "a figure with a raised note is not another figure": (
        "<table><tr><td>规章<td>12<sup>1</sup><td>3<sup><a>[2]</a></sup></table><p>10 m<sup>2</sup></p>",
        (G("规章|12[1]|3[2]"), P("10 m2")),
    ),
    "figures in fields": ("<input value=x><table><tr><td>规章<td><input value=3><td><input type=hidden value=4><td><textarea>5</textarea></table>", (G("规章|3||5"),)),
    "a table of one column lays out": ("<table><tr><td><p>甲<p>乙<tr><td>丙</table>", (P("甲"), P("乙"), P("丙"))),
    "running text between rows of figures": (
        f"<table><tr><td>规章<td>1<tr><td colspan=2><p>{'甲' * 200}。</p><p>{'乙' * 200}。</p><tr><td>处罚<td>2</table>",
        (G("规章|1"), P("甲" * 200 + "。"), P("乙" * 200 + "。"), G("处罚|2")),
    ),
    "text that broken pages leave between cells": ("<table>前<tr><td>规章<td>1</tr>后</table>", (P("前后"), G("规章|1"))),
    "nothing to see": ("<p>&nbsp;</p><div>　</div><table></table><table><tr></table>", ()),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_as_it_is_shown(name: str) -> None:
    page, items = PAGES[name]
    assert read_html(page).items == items


SPANS: dict[str, tuple[str, list[tuple[int, int, int, int]]]] = {
    "head of a statutory table": (
        "<tr><td colspan=3 rowspan=3>项<td colspan=3>人<tr><td rowspan=2>自然人<td>企业<td rowspan=2>总计<tr><td>商业",
        [(0, 0, 3, 3), (0, 3, 1, 3), (1, 3, 2, 1), (1, 4, 1, 1), (1, 5, 2, 1), (2, 4, 1, 1)],
    ),
    "more rows than there are": ("<tr><td rowspan=99>a<td>b<tr><td>c", [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]),
    "rows to the end": ("<tr><td rowspan=0>a<td>b<tr><td>c", [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]),
    "no rows beyond the body": ("<tbody><tr><td rowspan=2>a<td>b<tbody><tr><td>c<td>d", [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]),
    "no numbers": ("<tr><td rowspan=x colspan=''>a<td colspan=-2 rowspan='2 '>b<td colspan=2.5>c<tr><td>d", [(0, 0, 1, 1), (0, 1, 2, 1), (0, 2, 1, 2), (1, 0, 1, 1)]),
    "insane numbers": (f"<tr><td>a<td rowspan={10**9} colspan={10**30}>b<tr><td>c", [(0, 0, 1, 1), (0, 1, 2, 1000), (1, 0, 1, 1)]),
}  # fmt: skip


@pytest.mark.parametrize("name", SPANS)
def test_cells_stand_where_browsers_put_them(name: str) -> None:
    rows, places = SPANS[name]
    [grid] = grids_of(read_html(f"<table>{rows}</table>"))
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells] == places
    assert grid.placed


def test_a_table_of_ten_thousand_columns_is_left_out_and_said_so() -> None:
    contents = read_html(f"<p>甲<table><tr>{'<td>1' * 10_000}</table><table><tr><td>规章<td>1</table>")
    assert contents.items == (P("甲"), G("规章|1"))
    assert [remark for remark in contents.remarks if "太多" in remark] == list(contents.remarks)
    assert len(contents.remarks) == 1


def test_nesting_of_any_depth_is_read() -> None:
    assert paragraphs_of(read_html("<div>" * 20_000 + "甲")) == ["甲"]
    assert rows_of(grids_of(read_html("<table><tr><td>" * 5_000 + "规章<td>1"))[0]) == [["规章", "1"]]


def test_text_that_was_struck_out_is_not_read_and_said_so() -> None:
    contents = read_html(
        "<table><tr><td>规章<td><s>12</s>3<tr><td>处罚<td><span style='text-decoration: line-through'>5</span></table>"
    )
    assert [rows_of(grid) for grid in grids_of(contents)] == [[["规章", "3"], ["处罚", ""]]]
    assert ["删除线" in remark for remark in contents.remarks] == [True]


RAISED: dict[str, str] = {
    "by style": '12<span style="vertical-align:super">1</span>',
    "by Word": '12<span style="position:relative;top:-5.0pt;mso-text-raise:5.0pt">1</span>',
    "by class": '12<span class="up">1</span>',
    "a link to a note": '12<a href="#_ftn1">1</a>',
}


@pytest.mark.parametrize("cell", RAISED.values(), ids=RAISED)
def test_a_number_that_is_raised_by_any_means_is_a_note(cell: str) -> None:
    page = f"<style>.up {{vertical-align: super}}</style><table><tr><td>规章<td>{cell}<td style='vertical-align:sub'>3</table>"
    assert [rows_of(grid) for grid in grids_of(read_html(page))] == [[["规章", "12[1]", "3"]]]


def test_a_number_that_is_moved_by_a_hair_stands_on_its_line() -> None:
    page = "<table><tr><td>规章<td>1<span style='vertical-align:1px'>2</span></table>"
    assert [rows_of(grid) for grid in grids_of(read_html(page))] == [[["规章", "12"]]]


def test_a_page_whose_tables_are_pictures_says_so() -> None:
    assert ["2 张图片" in remark for remark in read_html("<p>二、主动公开<img src=1.png><img src=2.png>").remarks] == [
        True
    ]
    assert read_html("<img src=1.png><table><tr><td>规章<td>1</table>").remarks == ()


def test_figures_that_are_pictures_are_told() -> None:
    contents = read_html(
        "<table><tr><td>规章<td><img src=3.png><td><img src=x.gif width=1>5<td><img src=x.gif height=1></table>"
    )
    assert [rows_of(grid) for grid in grids_of(contents)] == [[["规章", "", "5", ""]]]
    assert ["有 1 格是图片" in remark for remark in contents.remarks] == [True]


def test_a_page_that_only_frames_another_says_so() -> None:
    assert ["另一个页面" in remark for remark in read_html("<h1>年报</h1><iframe src=a.pdf></iframe>").remarks] == [
        True
    ]


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(ReportFault, match="网页太大"):
        read_html("<p>" * (MOST_TAGS + 1))


def test_a_page_that_is_large_by_its_pictures_alone_is_read_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "年报.html"
    pictures = '<img src="data:image/png;base64,' + "QUJD" * (9 << 20) + '">'
    path.write_text(f"<html><p>年报{pictures}</p><table><tr><td>规章<td>1</table>", "utf-8")
    contents, _told = measured(path)
    assert contents is not None
    assert contents.items == (P("年报"), G("规章|1"))


def test_hostile_style_sheets_are_gone_through_once() -> None:
    begun = process_time()
    sheet = f"<style>{'.a{' * 90_000}{'}' * 90_000}{'.b,' * 90_000}{{color:red}}{'/*' * 200_000}</style>"
    assert paragraphs_of(read_html(f"{sheet}<p>甲")) == ["甲"]
    assert process_time() - begun < 8
