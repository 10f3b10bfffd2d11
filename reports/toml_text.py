"""TOML text to plain values, with what a hand-edited or hostile file can do to a parser turned into one sentence."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from reports.faults import UnreadableReport
from reports.plain_toml import plain_values
from schema.language import _

TOKENS = re.compile(
    r"""
      (?P<deep>(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){8})
    | \"\"\"(?:[^\\"]|\\.|"(?!""))*+(?:"{3,5}+|\\?\Z)
    | '''(?:[^']|'(?!''))*+(?:'{3,5}+|\Z)
    | "(?:[^"\\\n]|\\.)*+" | '[^'\n]*+' | \#[^\n]*+ | [\w-]++ | [^"'\#\w-]++ | .
    """,
    re.DOTALL | re.VERBOSE,
)
"""Steps over strings and comments, and stops at a dotted key of absurd depth: tomllib needs quadratic memory for it."""

MOST_JOINTS = 20_000
"""Points in names and headers of tables, together. For each of them tomllib needs up to a kilobyte and 10 us."""

JOINT = r"\.|\n[ \t]*\["

LONG_NUMBER = re.compile(r"\d[\d_]{4300}|\d[eE][+-]?\d{10}", re.ASCII)
"""Python refuses to read longer decimal integers, and exponents of this size."""

LINE_END = "\n"
PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
TRANSLATED = (
    ("Expected '=' after a key", _("名称后面应有等号")),
    ("Invalid statement", _("这一行不是“名称 = 值”")),
    ("Invalid value", _("等号后面的值写法不对，文字要加引号")),
    ("Cannot overwrite a value", _("同一个名称写了两次")),
    ("Cannot declare", _("同一个表头写了两次")),
    ("Cannot mutate immutable", _("同一个表写了两次")),
    ("Unclosed array", _("方括号没有闭合")),
    ("Unterminated string", _("引号没有闭合")),
    ("Expected \"'''\"", _("三引号没有闭合")),
    ("Expected newline or end of document", _("值后面多出了内容，可能少了逗号或引号")),
    ("Illegal character '\\n'", _("引号没有闭合")),
    ("Illegal character", _("有不可见的控制字符")),
    ("Found invalid character", _("有不可见的控制字符")),
    ("Unescaped '\\'", _("引号里的反斜杠要写成两个")),
    ("Expected ']' at the end of a table declaration", _("表头的方括号没有闭合")),
)


def parse(text: str, path: Path) -> dict[str, Any]:
    """The values of TOML text, floats as exact Decimals; UnreadableReport with line and reason otherwise."""
    plain = plain_values(text)
    if plain is not None:
        return plain
    refuse_names(text, path)
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableReport(
            _("{path} {why}。请改正后再打开；文件没有改动。").format(path=path, why=explained(str(error), text))
        ) from None
    except (ValueError, ArithmeticError):
        long = LONG_NUMBER.search(text)
        where = _("第 {line} 行").format(line=text.count(LINE_END, 0, long.start()) + 1) if long else _("里")
        raise UnreadableReport(
            _("{path} {where}有过长的数字，不能读取。请改正后再打开；文件没有改动。").format(path=path, where=where)
        ) from None
    except (RecursionError, MemoryError):
        raise UnreadableReport(_("{path} 里的括号嵌套过深，不像是年度报告；文件没有改动。").format(path=path)) from None


def refuse_names(text: str, path: Path) -> None:
    """UnreadableReport where names have too many levels, or joints are too many: before tomllib spends memory on them."""
    counting, joints = text.count(".") + text.count("[") > MOST_JOINTS, 0
    for token in TOKENS.finditer(text):
        if token.lastgroup:
            line = text.count(LINE_END, 0, token.start()) + 1
            raise UnreadableReport(
                _("{path} 第 {line} 行的名称层数过多，不像是年度报告，没有打开。").format(path=path, line=line)
            )
        if counting and text[token.start()] not in "\"'#":
            joints += len(re.findall(JOINT, token[0]))
            if joints > MOST_JOINTS:
                raise UnreadableReport(
                    _("{path} 里的表头和分层的名称过多，不像是年度报告，没有打开。").format(path=path)
                )


def explained(error: str, text: str) -> str:
    """Place and reason of a TOML error in Chinese."""
    place = PLACE.search(error)
    if place and place[1]:
        where = _("第 {line} 行第 {column} 列").format(line=place[1], column=place[2])
    else:
        where = _("第 {line} 行（文件末尾）").format(line=text.count(LINE_END) + 1)
    reason = next((chinese for english, chinese in TRANSLATED if english in error), _("写法不合 TOML 格式"))
    return _("{where}：{reason}").format(where=where, reason=reason)
