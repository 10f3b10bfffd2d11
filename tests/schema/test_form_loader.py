"""A format file is taken whole or refused whole, and a refusal lists everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.form_loader import FormError, editions, load_form, read_form

FORMATS = Path(__file__).parents[2] / "schema" / "formats"

SMALL = """
id = "small"
name = "小表"
basis = "无"
title = "{agency}{year}"
first_year = 2021
last_year = 2024

[[section]]
id = "opening"
title = "引言"
short = "引言"
parts = [{ id = "text", label = "引言", help = "写" }]
fields = [{ id = "agency.level", label = "层级", help = "选", kind = "choice", choices = [{ id = "town", label = "镇" }] }]

[[section]]
id = "cases"
title = "一、案件"
short = "案件"
layout = "stub"
groups = [{ id = "done", label = "办结" }]
balances = [{ code = "cases.balance", left = ["new"], right = ["total", "open"], wording = "一等于二加三" }]
carries = [{ row = "open", into = "new", code = "carry.new" }]

[[section.block]]
stub = "情形"
columns = [
  { id = "men", label = "男", short = "男", unit = "件" },
  { id = "women", label = "女", short = "女", unit = "件" },
  { id = "all", label = "合计", short = "计", unit = "件", code = "cases.row", sum = ["men", "women"] },
]
rows = [
  { id = "new", label = "新收", help = "收" },
  { id = "done.won", label = "胜", help = "胜" },
  { id = "done.lost", label = "负", help = "负" },
  { id = "total", label = "办结合计", help = "和", code = "cases.column", sum = ["done.won", "done.lost"] },
  { id = "open", label = "未结", help = "余" },
]
"""


def problems(text: str) -> list[str]:
    """What a format file's refusal lists; none when it is taken."""
    try:
        read_form(text, "small")
    except FormError as error:
        return error.problems
    return []


def changed(*pairs: tuple[str, str]) -> str:
    """The small form with pieces replaced, each of which it has."""
    text = SMALL
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_sound_format_file_is_taken() -> None:
    form = read_form(SMALL, "small")
    assert [figure.address for figure in form.figures][:4] == [
        "cases.new.men", "cases.new.women", "cases.new.all", "cases.done.won.men",
    ]  # fmt: skip
    assert len(form.equations) == 5 + 3 + 3
    assert (form.first_year, form.last_year) == (2021, 2024)
    assert not form.covers(2025)


def test_what_else_is_printed_for_a_title_or_a_label_is_read_with_it() -> None:
    form = read_form(
        changed(
            ('title = "一、案件"', 'title = "一、案件"\naliases = ["案件情况"]'),
            ('label = "引言", help', 'label = "引言", aliases = ["前言"], help'),
            ('label = "办结"', 'label = "办结", aliases = ["已办"]'),
            ('label = "男"', 'label = "男", aliases = ["男性"]'),
            ('label = "新收"', 'label = "新收", aliases = ["收到", "新收件"]'),
        ),
        "small",
    )
    opening, cases = form.sections
    assert cases.table
    [block] = cases.table.blocks
    named = cases, opening.parts[0], cases.table.groups[0], block.columns[0], block.rows[0], block.rows[1]
    assert [one.aliases for one in named] == [
        ("案件情况",), ("前言",), ("已办",), ("男性",), ("收到", "新收件"), (),
    ]  # fmt: skip


ONE_FAULT = [
    (("first_year = 2021", 'first_year = 2021\ncolour = "red"'), "未知的键 colour @ $"),
    (("first_year = 2021\n", ""), "缺少 first_year @ $"),
    (("first_year = 2021", 'first_year = "2021"'), "类型不对，应为 int @ first_year"),
    (("first_year = 2021", "first_year = true"), "类型不对，应为 int @ first_year"),
    (('title = "{agency}{year}"', 'title = "{unit}"'), "只能用 {agency} 和 {year} @ title"),
    (('title = "{agency}{year}"', 'title = "{agency}}"'), "只能用 {agency} 和 {year} @ title"),
    (('short = "引言"', 'short = "引言"\nsize = 3'), "未知的键 size @ section[0]"),
    (('title = "引言"\n', ""), "缺少 title @ section[0]"),
    (('title = "引言"', 'title = " "'), "title 不能为空 @ section[0].title"),
    (('parts = [{ id = "text", label = "引言", help = "写" }]', 'parts = ["text"]'), "应为一个表 @ section[0].parts[0]"),
    (('parts = [{ id = "text", label = "引言", help = "写" }]\n', ""), "一节应有 parts 或 block，二者取一 @ section[0]"),
    (('id = "opening"', 'id = "cases"'), "id cases 重复 @ section[1]"),
    (('id = "opening"', 'id = "Opening"'), "id “Opening”只能用小写字母、数字、下划线和点 @ section[0]"),
    (('id = "opening"', 'id = "open.ing"'), "id open.ing 不能含点 @ section[0]"),
    (('kind = "choice"', 'kind = "colour"'), "“colour”不在 text、date、period、choice 之中 @ section[0].fields[0].kind"),
    (('kind = "choice"', 'kind = "text"'), 'kind = "choice" 才有也必须有 choices @ section[0].fields[0]'),
    (('layout = "stub"', 'layout = "round"'), "“round”不在 blocks、stub、across 之中 @ section[1].layout"),
    (('title = "引言"', 'title = "引言"\naliases = "前言"'), "类型不对，应为 list @ section[0].aliases"),
    (('label = "男"', 'label = "男", aliases = [1]'), "应为字符串的列表 @ section[1].block[0].columns[0].aliases"),
    (('label = "男", ', ""), "缺少 label @ section[1].block[0].columns[0]"),
    (('label = "胜", ', ""), "缺少 label @ section[1].block[0].rows[1]"),
    (('id = "women", label', 'id = "men", label'), "id men 重复 @ section[1].block[0].columns[1]"),
    (('id = "done.lost", label', 'id = "done.won", label'), "id done.won 重复 @ section[1].block[0].rows[2]"),
    (('sum = ["men", "women"]', 'sum = ["men", "children"]'), "引用了不存在的 children @ section[1].block[0].columns[2].sum"),
    (('sum = ["men", "women"]', 'sum = ["men", "men"]'), "重复引用 men @ section[1].block[0].columns[2].sum"),
    (('sum = ["men", "women"]', 'sum = "men"'), "类型不对，应为 list @ section[1].block[0].columns[2].sum"),
    (('sum = ["men", "women"]', 'sum = ["men", 3]'), "应为字符串的列表 @ section[1].block[0].columns[2].sum"),
    (('sum = ["men", "women"]', 'sum = ["men", "all"]'), "合计 all 互相引用，成了循环 @ section[1].block[0].columns"),
    (('"done.won", "done.lost"]', '"done.won", "done"]'), "引用了不存在的 done @ section[1].block[0].rows[3].sum"),
    (('code = "cases.row", ', ""), "sum 和 code 要么都有，要么都没有 @ section[1].block[0].columns[2]"),
    (('groups = [{ id = "done", label = "办结" }]', "groups = []"), "行 done.won 不在任何一个 groups 里 @ section[1]"),
    (('{ id = "open", label', '{ id = "done", label'), "行 done 不能同时是别的行的前缀 @ section[1]"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "problem"), ONE_FAULT, ids=[problem for _, problem in ONE_FAULT])
def test_a_fault_is_named_with_its_path(change: tuple[str, str], problem: str) -> None:
    assert problem in problems(changed(change))


BROKEN_RULES = [
    (('left = ["new"]', 'left = ["old"]'), "引用了不存在的 old @ section[1].balances[0]"),
    (('right = ["total", "open"]', 'right = ["total", "close"]'), "引用了不存在的 close @ section[1].balances[0]"),
    (('right = ["total", "open"]', "right = []"), "left 和 right 都不能为空 @ section[1].balances[0]"),
    (('right = ["total", "open"], ', ""), "缺少 right @ section[1].balances[0]"),
    (('into = "new"', 'into = "newer"'), "引用了不存在的 newer @ section[1].carries[0]"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "reason"), BROKEN_RULES, ids=[reason for _, reason in BROKEN_RULES])
def test_a_balance_or_carry_that_cannot_be_evaluated_is_a_broken_rule_with_its_line(
    change: tuple[str, str], reason: str
) -> None:
    text = changed(change)
    form = read_form(text, "small")
    [broken] = form.declared.broken
    assert reason in broken.reason
    assert broken.file == "schema/formats/small.toml"
    assert f'"{broken.name}"' in text.split("\n")[broken.line - 1]
    sound = read_form(SMALL, "small")
    assert len(form.equations) == len(sound.equations) - (3 if "balance" in broken.name else 0)


def test_all_faults_are_told_at_once() -> None:
    found = problems(
        changed(
            ("first_year = 2021", "first_yaer = 2021"),
            ('title = "引言"\n', ""),
            ('label = "男", ', ""),
            ('sum = ["men", "women"]', 'sum = ["men", "children"]'),
            ('sum = ["done.won", "done.lost"]', 'sum = ["total"]'),
        )
    )
    assert sorted(found) == sorted(
        [
            "未知的键 first_yaer @ $",
            "缺少 first_year @ $",
            "缺少 title @ section[0]",
            "缺少 label @ section[1].block[0].columns[0]",
            "引用了不存在的 children @ section[1].block[0].columns[2].sum",
            "合计 total 互相引用，成了循环 @ section[1].block[0].rows",
        ]
    )


def test_a_circle_over_several_sums_is_found() -> None:
    text = changed(
        ('{ id = "done.won", label = "胜", help = "胜" }', '{ id = "done.won", label = "胜", help = "胜", code = "c", sum = ["total"] }'),
    )  # fmt: skip
    assert problems(text) == ["合计 done.won、total 互相引用，成了循环 @ section[1].block[0].rows"]


def test_a_row_may_not_stand_in_two_blocks_of_a_table() -> None:
    again = """
[[section.block]]
stub = "情形"
columns = [{ id = "number", label = "数", short = "数", unit = "件" }]
rows = [{ id = "new", label = "又收", help = "收" }]
"""
    assert problems(SMALL + again) == ["行 new 在几个 block 里重复 @ section[1]"]


@pytest.mark.parametrize(
    "text", ["", "section = []", "section = 3", "[[section]]", "[section]\na = 1", "[[section]]\nblock = [3]"]
)
def test_a_file_that_is_no_form_is_refused(text: str) -> None:
    assert problems(text)


def test_a_file_that_is_not_toml_is_refused() -> None:
    [problem] = problems("id = ")
    assert problem.endswith("@ $")


LINES = [line for line in SMALL.splitlines() if line.strip()]


@given(st.sampled_from(LINES), st.sampled_from(["", "3", "x = 3", "id = 3", "sum = [3]", "rows = [3]", "columns = []"]))
def test_a_damaged_file_is_refused_or_taken_but_never_breaks_the_loader(line: str, instead: str) -> None:
    text = SMALL.replace(line, instead, 1)
    assert all(" @ " in problem for problem in problems(text))


@pytest.mark.parametrize("edition", editions())
def test_a_shipped_edition_is_read_from_its_file(edition: str) -> None:
    assert (
        read_form((FORMATS / f"{edition}.toml").read_text(encoding="utf-8"), edition).id
        == load_form(edition).id
        == edition
    )
