"""Markdown of others: what they meant is what is read, and no cell of a table is lost."""

from __future__ import annotations

import pytest

from reports.importing.contents import Grid, Paragraph
from reports.importing.readers.markdown_source import read_markdown
from tests.importing.reading_back import grids_of, headings_of, paragraphs_of, rows_of

BOLD: dict[str, tuple[str, str]] = {
    "behind a full stop and before a letter": ("**一是严守公开。**加强办公室", "**一是严守公开。**加强办公室"),
    "several in a row": ("**一是。**加强，**二是“三审”**制", "**一是。**加强，**二是“三审”**制"),
    "escaped stars": (r"甲\*\*乙\*\*丙", r"甲\*\*乙\*\*丙"),
    "stars as references": ("甲&#42;&#42;乙&#x2a;*丙", r"甲\*\*乙\*\*丙"),
    "a marker without partner": ("甲**乙", r"甲\*\*乙"),
    "a power between blanks": ("2 ** 3 ** 4", r"2 \*\* 3 \*\* 4"),
    "many stars": ("138****1234", "138****1234"),
    "italic": ("*甲*乙 _丙_ ***丁***戊", "甲乙 丙 **丁**戊"),
    "underscores": ("__甲__ 乙", "**甲** 乙"),
    "in code": ("`**甲**`", r"\*\*甲\*\*"),
    "HTML": ("<b>甲</b><strong>乙</strong>丙", "**甲乙**丙"),
    "in a link": ("[**甲**乙](http://a.cn)", "**甲**乙"),
    "over a line's end": ("**甲\n乙**", "**甲**"),
}


@pytest.mark.parametrize("name", BOLD)
def test_bold_is_what_its_writer_meant(name: str) -> None:
    written, stored = BOLD[name]
    assert paragraphs_of(read_markdown(written))[0] == stored


def test_links_show_their_text_or_their_address() -> None:
    [text] = paragraphs_of(
        read_markdown("见 <http://www.a.cn/b_c> 和[官网](http://b.cn)，http://c.cn/d_e_f。![图](x.png)")
    )
    assert text == "见 http://www.a.cn/b_c 和官网，http://c.cn/d_e_f。"


def test_numbers_of_lists_are_text_and_bullets_are_not() -> None:
    text = "1. 加强领导\n2. **健全**机制\n3. 强化监督\n\n- 甲\n- 乙\n\n3) 丙\n\n1.丁\n\n（一）戊\n"
    assert paragraphs_of(read_markdown(text)) == [
        "1. 加强领导", "2. **健全**机制", "3. 强化监督", "甲", "乙", "3) 丙", "1.丁", "（一）戊",
    ]  # fmt: skip


def test_the_number_of_an_empty_item_is_not_that_of_what_follows() -> None:
    assert paragraphs_of(read_markdown("1. 甲\n2.\n\n乙\n")) == ["1. 甲", "乙"]


def test_lines_are_paragraphs_unless_they_were_broken_by_width() -> None:
    long = "2024年，全镇各单位认真贯彻落实条例要求，主动公开政府信息四百二十五条，其中通过政府门户"
    text = f"一、总体情况\n{long}\n网站公开九十五条。\n（一）主动公开\n公开情况良好\n    依申请公开情况\n"
    assert paragraphs_of(read_markdown(text)) == [
        "一、总体情况", f"{long}网站公开九十五条。", "（一）主动公开", "公开情况良好", "依申请公开情况",
    ]  # fmt: skip


def test_headings_and_the_title_of_the_page_around() -> None:
    contents = read_markdown(
        "---\ntitle: '某镇年报'\ndate: 2025-01-20\n---\n# 某镇 *2024* 年报\n### （一）主动公开 ###\n五、问题\n---\n"
    )
    assert contents.title == "某镇年报"
    assert headings_of(contents) == [(1, "某镇 2024 年报"), (3, "（一）主动公开"), (2, "五、问题")]
    assert paragraphs_of(contents) == []


TABLES: dict[str, tuple[str, list[tuple[bool, list[list[str]]]]]] = {
    "as it should be": ("| 项 | 数 |\n|---|--:|\n| 规章 | 1 |\n| 处罚 |  |", [(True, [["项", "数"], ["规章", "1"], ["处罚", ""]])]),
    "without outer pipes": ("项 | 数\n:-: | -\n规章 | 1\n\n甲 | 乙", [(True, [["项", "数"], ["规章", "1"]])]),
    "cells beyond the head": ("| 项 | 数 |\n|---|---|\n| 规章 | 1 | 2 | 3 |", [(False, [["项", "数"], ["规章", "1", "2", "3"]])]),
    "rows that lack cells": ("| 项 | 数 | 数 |\n|---|---|---|\n| 规章 | 1 |", [(False, [["项", "数", "数"], ["规章", "1"]])]),
    "no head": ("| 规章 | 1 | 2 |\n| 处罚 | 3 | 4 |", [(False, [["规章", "1", "2"], ["处罚", "3", "4"]])]),
    "a rule behind rows": ("| 规章 | 1 |\n| 处罚 | 3 |\n|---|---|\n| 强制 | 5 |", [(False, [["规章", "1"], ["处罚", "3"], ["强制", "5"]])]),
    "a rule of other width": ("| 项 | 数 | 数 |\n|---|---|\n| 规章 | 1 | 2 |", [(False, [["项", "数", "数"], ["规章", "1", "2"]])]),
    "marks are no rule": ("| 项 | 数 |\n|---|---|\n| - | - |\n| 规章 | — |", [(True, [["项", "数"], ["-", "-"], ["规章", "—"]])]),
    "directly below text": ("行政复议\n| 119 | 25 |\n结束", [(False, [["119", "25"]])]),
    "one table in pieces": ("| 甲 | 1 |\n\n| 乙 | 2 |", [(False, [["甲", "1"]]), (False, [["乙", "2"]])]),
    "empty pipes": ("| 规章 | 0 | ||", [(False, [["规章", "0", "", ""]])]),
    "markup in cells": (
        "| 项 | 数 |\n|---|---|\n| **规**章&lt;一&gt;<br>二 | `1` |\n| 甲\\|乙 | &#124;3 |",
        [(True, [["项", "数"], ["规章<一> 二", "1"], ["甲|乙", "|3"]])],
    ),
    "a table of HTML with blank lines": (
        "<table>\n  <tr>\n\n    <td>规章</td>\n\n    <td>1</td>\n  </tr>\n</table>\n\n后",
        [(True, [["规章", "1"]])],
    ),
    "in a quotation": ("> | 项 | 数 |\n> |---|---|\n> | 规章 | 1 |", [(True, [["项", "数"], ["规章", "1"]])]),
    "below a list": ("- 甲\n| 规章 | 1 |", [(False, [["规章", "1"]])]),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_of_a_table_is_lost(name: str) -> None:
    text, tables = TABLES[name]
    grids = grids_of(read_markdown(f"# 年报\n\n{text}\n"))
    assert [(grid.placed, rows_of(grid)) for grid in grids] == tables


def test_text_and_tables_stay_in_their_order() -> None:
    kinds = [type(item) for item in read_markdown("甲\n| 1 | 2 |\n乙\n<table><tr><td>3<td>4</table>\n\n丙").items]
    assert kinds == [Paragraph, Grid, Paragraph, Grid, Paragraph]


STRUCK: dict[str, tuple[str, str]] = {
    "beside a figure": ("~~12~~ 3", "3"),
    "against a figure": ("~~12~~3", "3"),
    "bold": ("**~~12~~ 3**", "3"),
    "a range": ("3~5", "3~5"),
    "escaped": (r"\~~12\~~", "~~12~~"),
    "a marker without partner": ("3~~5", "3~~5"),
    "in code": ("`~~12~~`", "~~12~~"),
}


@pytest.mark.parametrize("name", STRUCK)
def test_what_is_struck_out_is_not_read_and_told(name: str) -> None:
    written, read = STRUCK[name]
    found = read_markdown(f"| 规章 | {written} |\n| --- | --- |\n| 处罚 | 1 |")
    assert [rows_of(grid) for grid in grids_of(found)] == [[["规章", read], ["处罚", "1"]]]
    assert ["删除线" in remark for remark in found.remarks] == [True] * (read == "3")
