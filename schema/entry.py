"""What a clerk types into a cell becomes a number, a blank, a mark, or a reason why not."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from schema.language import _
from schema.values import LARGEST_COUNT, MARKS, Kind, Mark, Value, fault_of_number

FULL_WIDTH = str.maketrans("０１２３４５６７８９，．－−＋　", "0123456789,.--+ ")
"""Full-width forms that a Chinese input method types; other scripts' digits are not translated but refused."""

GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)
MORE = re.compile(r"(增加|增|加)\s*(?=\d)", re.ASCII)
LESS = re.compile(r"(减少|减)\s*(?=\d)", re.ASCII)
NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟")
UNITS: dict[Kind, tuple[str, ...]] = {"count": ("件", "条", "份", "项"), "signed": ("件", "项"), "amount": ("万元",)}


LINE_END = "\n"
LONGEST_NUMBER = 40
QUOTED = 40
"""Characters of refused text that its message repeats."""


class Refusal(NamedTuple):
    """Text that is not taken, and why, in one sentence for the clerk."""

    text: str
    reason: str

    def __str__(self) -> str:
        quoted = self.text if len(self.text) <= QUOTED else f"{self.text[:QUOTED]}…"
        return _("未采用“{text}”：{reason}").format(text=quoted.replace(LINE_END, "⏎"), reason=self.reason)


def read_entry(text: str, kind: Kind, largest: int = LARGEST_COUNT) -> Value | Refusal:
    """The value that a clerk means by ``text`` in a cell of this kind; blank text is a blank cell, never 0.

    A lone hyphen is no mark here: it is a negative number being typed.
    """
    plain = text.translate(FULL_WIDTH).strip()
    if "\N{REPLACEMENT CHARACTER}" in plain:
        return Refusal(text, _("收到乱码，请把终端编码设为 UTF-8"))
    if not plain:
        return None
    if text.strip() in MARKS and plain != "-":
        return Mark(text.strip())
    for unit in UNITS[kind]:
        plain = plain.removesuffix(unit).strip()
    if kind == "amount" and plain.endswith("元"):
        return Refusal(text, _("这里的单位是万元，请换算成万元，例如 251000 元填 25.1"))
    if kind == "signed":
        plain = MORE.sub("", plain, 1) if MORE.match(plain) else plain
        plain = LESS.sub("-", plain, 1) if LESS.match(plain) else plain
    if "," in plain:
        if not GROUPED.fullmatch(plain.lstrip("+-")):
            return Refusal(text, _("逗号只能用作千位分隔，例如 1,234"))
        plain = plain.replace(",", "")
    return number_from(plain, text, kind, largest)


def number_from(plain: str, typed: str, kind: Kind, largest: int) -> Value | Refusal:
    """The number in cleaned text, or the refusal that quotes what was typed."""
    if not re.fullmatch(r"[-+]?(\d+(\.\d*)?|\.\d+)", plain, re.ASCII):
        return Refusal(typed, reason_against(plain))
    if len(plain) > LONGEST_NUMBER:
        return Refusal(typed, _("数字过大"))
    if "." in plain and kind != "amount" and not plain.partition(".")[2].strip("0"):
        return Refusal(typed, _("件数应为整数，请不要写小数点"))
    plain = plain.removesuffix(".")
    if not plain.strip("-+0."):
        plain = plain.lstrip("-+")  # zero has no sign
    number = Decimal(plain) if "." in plain else int(plain)
    fault = fault_of_number(number, kind, largest)
    return Refusal(typed, fault) if fault else number


def reason_against(plain: str) -> str:
    """Why text that is no number is refused, naming what stands in the way."""
    if any(ch.isdigit() and not ch.isascii() for ch in plain):
        return _("只认 0 到 9 的数字，不认其他文字的数字")
    if plain and NUMERALS.issuperset(plain):
        return _("请写成阿拉伯数字，例如 12")
    if "_" in plain:
        return _("数字里不能有下划线")
    if plain in {"-", "+", "."}:
        return _("还不是完整的数字")
    if re.search(r"\d\s+\d", plain, re.ASCII):
        return _("数字中间不能有空格")
    return _("应为数字；没有发生请填 0，还不知道请留空")
