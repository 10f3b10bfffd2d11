"""TOML text to values: exact decimals, and every fault told in one Chinese sentence with its place."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.faults import UnreadableReport
from reports.toml_text import TOKENS, parse
from tests.reports.making import TEXT

HERE = Path("甲/2024.toml")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def refusal(text: str) -> str:
    """The message of refused text."""
    with pytest.raises(UnreadableReport) as caught:
        parse(text, HERE)
    return str(caught.value)


def test_decimals_are_exact() -> None:
    values = parse("a = 14722.49\nb = 0.10\nc = 1e3\nd = 12345678901234567890.123456", HERE)
    assert [str(value) for value in values.values()] == ["14722.49", "0.10", "1E+3", "12345678901234567890.123456"]
    assert all(isinstance(value, Decimal) for value in values.values())


def test_everything_else_is_what_tomllib_says() -> None:
    assert parse(TEXT, HERE) == tomllib.loads(TEXT, parse_float=Decimal)


FAULTS = [
    ("a = 1\nb 2\n", "第 2 行第 3 列：名称后面应有等号"),
    ("a = 1\n= 2\n", "第 2 行第 1 列：这一行不是“名称 = 值”"),
    ("a = 八\n", "第 1 行第 5 列：等号后面的值写法不对，文字要加引号"),
    ("a = 1\na = 2\n", "第 2 行第 6 列：同一个名称写了两次"),
    ("[a]\n[a]\n", "第 2 行第 3 列：同一个表头写了两次"),
    ("a = {b = 1}\n[a]\n", "第 2 行第 3 列：同一个表头写了两次"),
    ("a = [1, 2\nb = 3\n", "第 2 行第 1 列：方括号没有闭合"),
    ('a = "x\n', "第 1 行第 7 列：引号没有闭合"),
    ('a = "x', "第 1 行（文件末尾）：引号没有闭合"),
    ("a = '''x\n", "第 2 行（文件末尾）：三引号没有闭合"),
    ("a = 1 2\n", "第 1 行第 7 列：值后面多出了内容，可能少了逗号或引号"),
    ("a = '\x1b'\n", "第 1 行第 6 列：有不可见的控制字符"),
    ('a = "C:\\报告"\n', "第 1 行第 10 列：引号里的反斜杠要写成两个"),
    ("[a\n", "第 1 行第 3 列：表头的方括号没有闭合"),
]


@pytest.mark.parametrize(("text", "told"), FAULTS, ids=[told for _, told in FAULTS])
def test_a_fault_is_told_with_line_and_reason(text: str, told: str) -> None:
    assert refusal(text) == f"甲/2024.toml {told}。请改正后再打开；文件没有改动。"


PIECES = ["a", "b", " = ", "=", "1", "1.5", "-", "0x", "1e", "2024-01-01", '"', "'", '"""', "'''", "[", "]", "[[", "]]", "{", "}", ",", "\n", "\r\n", ".", "#", "\\", "\\u", "年", "\x00", "\ufeff", "nan", "true", "_"]  # fmt: skip


@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.text()))
@example('"".""' * 20)
@example('a = """' + '\\"""' * 50)
def test_any_text_is_values_or_a_refusal_in_chinese(text: str) -> None:
    try:
        assert repr(parse(text, HERE)) == repr(tomllib.loads(text, parse_float=Decimal))  # as written: nan equals nan
    except UnreadableReport as fault:
        message = str(fault)
        assert message.startswith("甲/2024.toml ")
        assert len(CHINESE.findall(message)) > 8
        assert "\n" not in message


def depth(text: str) -> int | None:
    """Where a too deep key begins."""
    return next((token.start() for token in TOKENS.finditer(text) if token.lastgroup), None)


@pytest.mark.parametrize(
    "text",
    ["a = 1\n" + ".".join("a" * 9) + " = 1", "[" + " . ".join("a" * 9) + "]", "a = {" + ".".join(["'a'"] * 9) + " = 1}",
     '"' + '"."'.join("a" * 20) + '" = 1', "x = '''\n''' \n" + ".".join("a" * 9) + " = 1", "# 'x\n" + ".".join("a" * 9) + " = 1"],
    ids=range(6),
)  # fmt: skip
def test_a_key_of_absurd_depth_is_refused(text: str) -> None:
    assert depth(text) is not None
    assert "名称层数过多" in refusal(text)


@pytest.mark.parametrize(
    "text",
    [".".join("a" * 8) + " = 1", "x = '" + "a." * 40 + "'", 'x = "' + "a." * 40 + '"', "x = '''\n" + "1.2." * 40 + "\n'''",
     'x = """\n\\"""' + "1.2." * 40 + '\n""""', "# " + "a." * 40, "x = 1 # '''" + "a." * 40, "x = ''''" + "a." * 40 + "''''", 'x = "\\"' + "a." * 40 + '"'],
    ids=range(9),
)  # fmt: skip
def test_dots_in_texts_and_comments_are_no_depth(text: str) -> None:
    assert depth(text) is None
    assert parse(text, HERE) == tomllib.loads(text, parse_float=Decimal)


def test_a_number_that_is_too_long_is_told_with_its_line() -> None:
    assert "第 2 行有过长的数字" in refusal("a = 1\nb = " + "9" * 5000)
    assert "第 2 行有过长的数字" in refusal("a = 1\nb = 1e99999999999999999999")


def test_nesting_without_end_is_refused() -> None:
    assert "括号嵌套过深" in refusal("a = " + "[" * 100_000)
