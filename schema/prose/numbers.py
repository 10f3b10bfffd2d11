"""The numbers of a paragraph: value, unit, where they stand. Dates, document numbers, phones and list marks are none."""

from __future__ import annotations

import re
from decimal import Context, Decimal, getcontext
from functools import lru_cache
from typing import Literal, NamedTuple

from schema.prose.plain import plain
from schema.values import Number

Kind = Literal["count", "money", "percent"]

UNITS = (
    "件次", "人次", "场次", "余件", "平方米", "万元", "亿元", "元", "件", "条", "份", "封", "宗", "起", "篇", "个", "次", "项", "期",
    "例", "名", "人", "场", "家", "户", "种", "批", "卷", "册", "页", "则", "类", "部", "幅", "块", "处", "面", "张", "位", "本", "套",
)  # fmt: skip
MONEY = {"元": 0, "万元": 4, "亿元": 8}
"""Units of money, as powers of ten of 元."""

DIGIT = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
CHINESE = r"[零〇一二两三四五六七八九十百千]{1,9}"
TOKEN = re.compile(
    rf"""(?:
      (?P<skip>
          https?://[^\s，。；）)]*
        | [〔\[【(（]\d{{4}}[〕\]】)）]?第?\d*号?
        | (?:19|20)\d\d(?:年度?)?[-—–~～至到](?:19|20)\d\d年?
        | \d{{1,4}}年(?:度|\d{{1,2}}月(?:\d{{1,2}}日)?)?
        | \d{{1,2}}月(?:\d{{1,2}}[日号]|份|底|初|中旬)? | \d{{1,2}}[日时点]
        | \d+(?:[-—–]\d+)+ | 0\d+ | \d{{6,}}(?![,\d]*(?:\.\d+)?[万亿]?(?:余|多)?(?:{"|".join(UNITS)}))
        | \d+[×xX*+/:：]\d+(?:[×xX*+/:：]\d+)* | 第(?:\d+|{CHINESE})(?:号|条|款|项|次|批|届|期|章|节|部分|季度)?
        | [A-Za-z]+[-.\d]*\d[A-Za-z\d]* | \d+(?:号(?!召)|楼|室|栋|层|路|G|g|k[mM])
        | [（(](?:\d{{1,2}}|{CHINESE})[）)] | [①-⑳]
      )
    | (?P<percent>{DIGIT}(?:%|个百分点)) | 百分之(?P<hundredth>{CHINESE}(?:点{CHINESE})?)
    | (?P<digits>{DIGIT})(?P<scale>[万亿千百](?!元))?(?P<vague>余|多)?(?P<unit>{"|".join(UNITS)})?(?P<also>余|多(?!\d))?
    | (?P<words>{CHINESE})(?P<scale2>万)?(?P<unit2>件次|件|条|份|封|宗|起|篇|次(?!会|性))
    )""",
    re.VERBOSE | re.ASCII,
)
STARTS = re.compile(r"[0-9０-９]|[零〇一二两三四五六七八九十百千]\s*万?\s*(?:件|条|份|封|宗|起|篇|次)|百分之", re.ASCII)
"""A quick look whether a paragraph holds any number at all."""

QUICK = re.compile(r"(\d{1,5})(件次|件(?!次)|条|份)(?![余多])", re.ASCII)
"""The commonest numbers, read without trying all that a number can be; the words before it decide whether it is vague."""

NOT_BEFORE = frozenset("第近约超逾过达0123456789-—–.,/:：〔[【(（-")
FIRST = re.compile(r"[\dA-Za-z〔\[【(（①-⑳第百零〇一二两三四五六七八九十千]", re.ASCII)
"""Where a token can begin; a search for one class of characters is many times quicker than one for the tokens."""

SCALES = {"": 0, "百": 2, "千": 3, "万": 4, "亿": 8}
NUMERALS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
POWERS = {"十": 10, "百": 100, "千": 1000}
ABOUT = ("近", "约", "超", "逾", "超过", "将近", "大约", "多达")
MOST_NUMBERS = 1000
"""Numbers of one paragraph that are read; a report has some twenty. What is beyond is told, not checked."""

LONGEST_DIGITS = 15
"""More digits are no count; reading on would cost time that grows with their square."""


class Figure(NamedTuple):
    """A number in prose. ``start`` and ``end`` are places in the plain text, unit left out; ``after`` is behind the unit.

    ``value`` of money is in 元; ``places`` counts the digits behind the point; ``vague`` marks 余, 近 and the like.
    """

    start: int
    end: int
    after: int
    value: Number
    unit: str
    kind: Kind
    vague: bool = False
    places: int = 0
    step: Number = 0
    """What one unit of the last digit is worth where the number is rounded (万, decimals of money); 0 where it is exact."""


@lru_cache(maxsize=512)
def numbers(paragraph: str) -> tuple[Figure, ...]:
    """The numbers of a paragraph in order, as places in its plain text."""
    if not STARTS.search(paragraph):
        return ()
    text = plain(paragraph).text
    found: list[Figure] = []
    at = FIRST.search(text)
    while at and len(found) < MOST_NUMBERS:
        start = at.start()
        plainly = QUICK.match(text, start)
        if plainly and (not start or text[start - 1] not in NOT_BEFORE):
            found.append(Figure(start, plainly.end(1), plainly.end(), int(plainly[1]), plainly[2], "count"))
            at = FIRST.search(text, plainly.end())
            continue
        token = TOKEN.match(text, start)
        if token and token["skip"] is None:
            figure = read(token, text)
            if figure is not None:
                found.append(figure)
        at = FIRST.search(text, token.end() if token else at.end())
    return tuple(found)


def read(token: re.Match[str], text: str) -> Figure | None:
    """The number that a token means; None where it marks a list item or is too long."""
    start = token.start()
    if token["percent"]:
        digits = token["percent"].rstrip("%个百分点")
        if len(digits) > LONGEST_DIGITS:
            return None
        end = start + len(digits)
        return Figure(start, end, token.end(), value_of(digits), "%", "percent", places=places_of(digits))
    if token["hundredth"]:
        whole, _, part = token["hundredth"].partition("点")
        if len(part) > LONGEST_DIGITS:
            return None
        digits = str(chinese_value(whole)) + (f".{''.join(str(NUMERALS.get(c, 0)) for c in part)}" if part else "")
        return Figure(start, token.end(), token.end(), value_of(digits), "%", "percent", places=len(part))
    if token["words"]:
        return worded(token)
    return counted(token, text)


def worded(token: re.Match[str]) -> Figure:
    """A number in Chinese numerals with its unit."""
    value = chinese_value(token["words"]) * (10_000 if token["scale2"] else 1)
    end = token.end("scale2") if token["scale2"] else token.end("words")
    return Figure(token.start(), end, token.end(), value, token["unit2"], "count")


def counted(token: re.Match[str], text: str) -> Figure | None:
    """A number in digits: a count, or money in 元."""
    start, digits, unit = token.start(), token["digits"], token["unit"] or ""
    if len(digits) > LONGEST_DIGITS or (not unit and is_list_mark(text, start, token.end("digits"))):
        return None
    value, places = value_of(digits), places_of(digits)
    power = SCALES[token["scale"] or ""]
    value = scaled(value, power)
    vague = bool(token["vague"] or token["also"]) or text[max(0, start - 2) : start].endswith(ABOUT)
    if unit in MONEY:
        power += MONEY[unit]
        step = scaled(1, power - places) if power else 0
        return Figure(
            start, token.start("unit"), token.end(), scaled(value, MONEY[unit]), unit, "money", vague, places, step
        )
    end = token.end("scale") if token["scale"] else token.end("digits")
    step = scaled(1, power - places) if power else 0
    return Figure(start, end, max(end, token.end()), value, unit, "count", vague, places, step)


def is_list_mark(text: str, start: int, end: int) -> bool:
    """Whether digits number an item: ``1.`` or ``1、`` at a beginning."""
    return text[end : end + 1] in ("、", "．", ".") and (start == 0 or text[start - 1] in "。；：:")


def value_of(digits: str) -> Number:
    """Digits with or without thousands separators as an exact number."""
    plain_digits = digits.replace(",", "")
    return Decimal(plain_digits) if "." in plain_digits else int(plain_digits)


def scaled(value: Number, power: int) -> Number:
    """A number times a power of ten; whole numbers as int."""
    if power == 0:
        return value
    moved = Decimal(value).scaleb(power)
    return int(moved) if moved == moved.to_integral_value() else moved


def places_of(digits: str) -> int:
    """How many digits stand behind the point."""
    return len(digits.partition(".")[2])


def to_places(value: Decimal, places: int) -> Decimal:
    """A number rounded to so many digits behind its point, however many stand before it."""
    digits = max(value.adjusted(), 0) + places + 2
    return value.quantize(Decimal(1).scaleb(-places), context=Context(prec=max(digits, getcontext().prec)))


def chinese_value(words: str) -> int:
    """The value of Chinese numerals below ten thousand; digits read out one by one (二〇) as such."""
    if not any(character in POWERS for character in words):
        return int("".join(str(NUMERALS[character]) for character in words))
    total, digit = 0, 0
    for character in words:
        if character in POWERS:
            total += (digit or 1) * POWERS[character]
            digit = 0
        else:
            digit = NUMERALS[character]
    return total + digit
