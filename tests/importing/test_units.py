"""A unit counts wherever the source states it: over the table, over a block, in a row's name; in a note it is a doubt."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.importing.findings import TablesRead
from schema.values import Unreadable
from tests.importing.test_heads import read, table

TITLE = "二、主动公开政府信息情况"
FEES = "proactive.administrative_fees"
HEAD = "信息内容|本年收费金额"
ROW = "行政事业性收费"


def amount(found: TablesRead, address: str = FEES) -> object:
    """The value of the only figure of a row."""
    [value] = [value for at, value in found.values.items() if at.startswith(address)]
    return value


def cells_told(found: TablesRead) -> list[str]:
    """Of which figures there is a doubt."""
    return [doubt.figure for doubt in found.doubts if doubt.kind == "cell"]


IN_YUAN = [
    [TITLE, table(HEAD, f"{ROW}（元）|250")],
    [TITLE, table(HEAD, f"{ROW}（单位：元）|250")],
    [TITLE, "单位：元", table(HEAD, f"{ROW}|250")],
    [TITLE, "（单位：件、元）", table(HEAD, f"{ROW}|250")],
    [TITLE, table("单位：件、元|", HEAD, f"{ROW}|250")],
    [TITLE, table("第二十条第（八）项（单位：元）|", HEAD, f"{ROW}|250")],
    [TITLE, "单位：件、万元", table("第二十条第（八）项（单位：元）|", HEAD, f"{ROW}|250")],
    [TITLE, "单位：元", table("信息内容|收费金额（元）", f"{ROW}|250")],
]


@pytest.mark.parametrize("pieces", IN_YUAN)
def test_an_amount_in_yuan_is_converted_and_told(pieces: list[str]) -> None:
    found = read(*pieces)
    assert amount(found) == Decimal("0.025")
    assert len(cells_told(found)) == 1


@pytest.mark.parametrize(
    "pieces",
    [
        [TITLE, table("信息内容|本年收费金额（单位：万元）", f"{ROW}（元）|250")],
        [TITLE, "单位：元", table("信息内容|本年收费金额（单位：万元）", f"{ROW}|250")],
        [TITLE, "单位：千元", table(HEAD, f"{ROW}|250")],
    ],
)
def test_an_amount_whose_unit_is_another_or_stated_twice_stays_text(pieces: list[str]) -> None:
    found = read(*pieces)
    assert isinstance(amount(found), Unreadable)
    assert len(cells_told(found)) == 1


@pytest.mark.parametrize("unit", ["万元", ""])
def test_the_own_unit_is_no_doubt(unit: str) -> None:
    line = f"单位：件、{unit}" if unit else "单位：件"
    found = read(
        TITLE, line, table(HEAD, f"{ROW}{'（万元）' if unit else ''}|250"), f"注：金额单位为{unit or '万元'}。"
    )
    assert amount(found) == 250
    assert cells_told(found) == []


@pytest.mark.parametrize("note", ["注：收费金额单位为元。", "注：以元为单位。"])
def test_a_unit_in_a_note_is_told_of_the_amount(note: str) -> None:
    found = read(TITLE, table(HEAD, f"{ROW}|250"), note)
    [doubt] = [doubt for doubt in found.doubts if doubt.kind == "cell"]
    assert (doubt.source_text, doubt.proposed) == (note, "250")


def test_a_unit_over_one_block_is_not_that_of_the_next() -> None:
    fees = ["第二十条第（八）项（单位：元）|||", "信息内容|上一年项目数量|本年增/减|", f"{ROW}|5|1|"]
    bought = ["第二十条第（九）项|||", "信息内容|采购项目数量|采购总金额|", "政府集中采购|3|25.1|"]
    found = read(TITLE, table(*fees, *bought))
    assert found.values["proactive.government_procurement.amount"] == Decimal("25.1")
    bought[0] = "第二十条第（九）项（单位：元）|||"
    found = read(TITLE, table(*fees, *bought))
    assert found.values["proactive.government_procurement.amount"] == Decimal("0.00251")


@pytest.mark.parametrize("head", ["本年处理决定数量（单位：万件）", "本年处理决定数量（万件）"])
def test_counts_in_a_multiple_stay_text_and_are_told(head: str) -> None:
    found = read(TITLE, table(f"信息内容|{head}", "行政许可|3", "行政处罚|0"))
    assert isinstance(amount(found, "proactive.administrative_licensing"), Unreadable)
    assert amount(found, "proactive.administrative_penalties") == 0
    assert cells_told(found) == ["proactive.administrative_licensing"]
