"""A cell is read as the figure that it prints, and nothing that stands beside the digits becomes one of them."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from reports.importing.lines.printed_cell import LONGEST, CellRead, prints_figure, read_cell
from schema.form_loader import load_form
from schema.values import Unreadable, Value

FIGURES = load_form("ogi_2021").figures
COUNT = next(figure for figure in FIGURES if figure.kind == "count")
AMOUNT = next(figure for figure in FIGURES if figure.kind == "amount")
SIGNED = next(figure for figure in load_form("ogi_2019").figures if figure.kind == "signed")
SMALL = "①⑩㉑⓪²¹⁰₁₉⑴"
"""Notes that are digits in half width."""

ANNOTATED = ("{}", "{}*", "{}（见注）", "{} （含结转1件）", "{}：其中网站3件", "{}[注]", "{}※ ", "{}{}")


@pytest.mark.parametrize("form", ANNOTATED)
@pytest.mark.parametrize("small", SMALL)
@pytest.mark.parametrize("number", ["12", "１２", "1,012"])
def test_a_note_behind_a_number_is_none_of_its_digits(number: str, small: str, form: str) -> None:
    text = number + form.format(small, small)
    whole = {"1,012": 1012}.get(number, 12)
    for figure in (COUNT, AMOUNT):
        assert read_cell(text, figure) == CellRead(whole, note=text.strip())
    assert prints_figure(text)


@pytest.mark.parametrize(
    "form",
    [
        "{}12",
        "{}12*",
        "{}12（见注）",
        "{}（见注）",
        "12.{}*",
        "12,{}*",
        "12{}元",
        "12{}件",
        "12{}?",
        "?12{}",
        "12{}34*",
    ],
)
@pytest.mark.parametrize("small", [*SMALL, "½", "⒈"])
def test_a_note_anywhere_else_makes_no_number(small: str, form: str) -> None:
    text = form.format(small)
    for figure in (COUNT, AMOUNT):
        read = read_cell(text, figure)
        assert isinstance(read.value, Unreadable)
        assert read.value.raw == text
        assert read.doubt


@pytest.mark.parametrize(
    ("text", "unit", "value", "note"),
    [
        ("251000元（含罚款）", "", Decimal("25.1"), "251000元（含罚款）"),
        ("251000（含罚款）", "元", Decimal("25.1"), "251000（含罚款）元"),
        ("251000²", "元", Decimal("25.1"), "251000²元"),
        ("251000?", "元", Decimal("25.1"), "251000?元"),
        ("25.1万元（含罚款）", "元", Decimal("25.1"), "25.1万元（含罚款）"),
        ("25.1（含罚款）", "", Decimal("25.1"), "25.1（含罚款）"),
    ],
)
def test_an_annotated_amount_is_in_its_own_unit_or_that_of_its_head(
    text: str, unit: str, value: Value, note: str
) -> None:
    read = read_cell(text, AMOUNT, unit)
    assert (read.value, read.note) == (value, note)
    assert bool(read.doubt) == (unit == "元" and "万元" not in text)


def test_an_annotated_amount_under_a_head_of_another_unit_is_not_converted() -> None:
    assert isinstance(read_cell("12*", AMOUNT, "千元").value, Unreadable)


def test_money_is_no_number_of_cases() -> None:
    assert isinstance(read_cell("12元（注）", COUNT).value, Unreadable)


def test_a_cell_longer_than_any_figure_is_running_text_and_told_soon() -> None:
    text = "3" + " " * 20_000 + "x"
    begun = time.process_time()
    read = read_cell(text, COUNT)
    assert time.process_time() - begun < 0.5
    assert isinstance(read.value, Unreadable)
    assert (read.value.raw, read.doubt) == (text, "格里的文字太长，不像一个数")
    assert read_cell("3（" + "注" * (LONGEST - 4) + "）", COUNT).value == 3
    assert read_cell(" " * 20_000, COUNT) == CellRead(None)


@pytest.mark.parametrize("text", ["4（减）", "4 (减少)", "4（负）", "4（-）", "4（下降）"])
def test_a_number_beside_which_less_is_written_is_none_and_told(text: str) -> None:
    read = read_cell(text, SIGNED)
    assert (read.value, read.doubt) == (Unreadable(text, read.doubt), read.doubt)
    assert "-4" in read.doubt
    assert read_cell("4（减去重复）", COUNT).value == 4
    assert read_cell("-4（减）", SIGNED).value == -4


@pytest.mark.parametrize("text", ["1,5元", "1,23,456元", "12,34（含罚款）"])
def test_an_amount_whose_commas_part_no_thousands_is_none_and_told(text: str) -> None:
    read = read_cell(text, AMOUNT, "元")
    assert isinstance(read.value, Unreadable)
    assert read.doubt
    assert read_cell("1,234,000元", AMOUNT).value == Decimal("123.4")
