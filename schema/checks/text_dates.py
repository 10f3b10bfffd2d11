"""Years and dates that cannot be: digits too many, 年/月/日 lost or doubled, days that no month has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from schema.checks.check import Check
from schema.checks.context import Paragraph
from schema.checks.text_reading import MOST, digits_before, found, quote
from schema.findings import Finding, Level
from schema.language import _

BROKEN_DATE = Check(
    31, "prose.broken_date", Level.SETTLE, "年份、日期残缺", "国办公开办函〔2021〕30号（四）：数据、文字应准确",
    "数据自2024年1月1日起至202024年12月31日止。",
)  # fmt: skip

LEAP_YEAR = 2000
"""The year of a date without one: then 2月29日 passes."""

NEAR = 5
"""Years from the report's own within which digits that run together are read as a year."""

OPENINGS = "，,。；：:、（(《“"
DAY_LOST = r"(?P<day>\d{1,2})(?P<unit>日|[止至到起前—–-]|月)"
DEGREE_ENDS = ("，", "我", "全", "本", "主动", "政府信息")
UNIT = re.compile("[年月日度](?<=[0-9OoIl〇○零].)")
"""What may end a date."""

LETTER_YEAR = r"2[OoIl〇○零]\d\d|20[OoIl〇○零]\d|20\d[OoIl〇○零]"
Fault = tuple[int, int, str]


def broken_dates(paragraph: Paragraph) -> Iterator[Finding]:
    """Years and dates of a paragraph that no calendar has."""
    text = paragraph.plain.text
    for start, end, fault in islice(faults(text, paragraph.facts.year), MOST):
        yield found(
            BROKEN_DATE,
            paragraph,
            (start, end),
            _("正文的日期{text}{fault}，请核对并改正。").format(text=quote(text[start:end]), fault=fault),
        )


def faults(text: str, year: int) -> Iterator[Fault]:
    """(start, end, what is wrong) of every broken date."""
    for match in UNIT.finditer(text):
        at = match.start()
        yield from FAULTS_OF[match[0]](text, at, year)


def degree_faults(text: str, at: int, year: int) -> Iterator[Fault]:
    """Faults of the year before 度 at a place: 2024度 for 2024年度."""
    digits = digits_before(text, at)
    if len(digits) != 4 or abs(int(digits) - year) > 1:
        return
    before = text[at - 5 : at - 4]
    if text.startswith(DEGREE_ENDS, at + 1) and (not before or before in OPENINGS or before in "将布本在"):
        yield at - 4, at + 1, _("少了“年”字")


def year_faults(text: str, at: int, year: int) -> Iterator[Fault]:
    """Faults of the year before 年 at a place."""
    digits = digits_before(text, at)
    size = len(digits)
    if 5 <= size <= 8 and near(digits, year):
        yield at - size, at + 1, _("位数不对")
    elif size == 3 and digits.startswith("20") and lone(text, at):
        yield at - 3, at + 1, _("少了一位数字")
    elif size < 4 and text[at - 4 : at - 3] == "2" and re.fullmatch(LETTER_YEAR, text[max(0, at - 4) : at]):
        yield at - 4, at + 1, _("里混进了字母或“〇”，应写成数字")
    elif size == 4 and text.startswith(digits + "年", at + 1):
        yield at - 4, at + 6, _("重复了")
    if size == 4 and text.startswith("年", at + 1):
        after = text[at + 2 : at + 3]
        if after and (after in "，,。；我本全共" or after.isdigit()):
            yield at - 4, at + 2, _("多了一个“年”字")


def near(digits: str, year: int) -> bool:
    """Whether digits that run on begin with a year about the report's own."""
    return digits.startswith("20") and abs(int(digits[:4]) - year) <= NEAR


def lone(text: str, at: int) -> bool:
    """Whether three digits before 年 open a clause as a year does, and are no span of years."""
    before, after = text[max(0, at - 5) : at - 3], text[at + 1 : at + 3]
    opened = not before or before[-1] in OPENINGS or before.endswith(("截至", "截止", "自", "至", "从", "为"))
    return opened and (after[:1] in ("，", "度") or (after[:1].isdigit() and "月" in text[at + 2 : at + 4]))


def month_faults(text: str, at: int, year: int) -> Iterator[Fault]:
    """Faults of the month before 月 at a place, and of the day behind it."""
    digits = digits_before(text, at)
    size = len(digits)
    if size in (5, 6) and near(digits, year) and 1 <= int(digits[4:]) <= 12:
        yield at - size, at + 1, _("少了“年”字")
    if not 1 <= size <= 2:
        return
    dated = text[at - size - 1 : at - size] == "年"
    written = digits_before(text, at - size - 1) if dated else ""
    begin = at - size - (5 if len(written) == 4 else 0)
    match = re.compile(DAY_LOST).match(text, at + 1)
    whole = match is not None and match["unit"] == "日"
    if not 1 <= int(digits) <= 12:
        if len(written) == 4 or whole:
            yield begin, match.end() if match and whole else at + 1, _("没有这个月份")
    elif match and whole:
        days = days_of(int(written) if len(written) == 4 else LEAP_YEAR, int(digits))
        if not 1 <= int(match["day"]) <= days:
            yield begin, match.end(), _("没有这一天")
    elif match and 1 <= int(match["day"]) <= 31 and lost_day(text, digits, match):
        yield begin, match.end(), _("少了“日”字")
    elif text.startswith("月", at + 1) and text[at + 2 : at + 3].isdigit():
        yield begin, at + 2, _("多了一个“月”字")


def days_of(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def lost_day(text: str, month: str, match: re.Match[str]) -> bool:
    """Whether what follows a month is a day whose 日 was lost, e.g. 12月31止, and no count or range of days."""
    after, unit = text[match.end() : match.end() + 9], match["unit"]
    if unit == "止":
        return True
    if unit == "月":
        return int(match["day"]) > 12 or (month, match["day"]) == ("1", "1")
    if unit == "起":
        return after[:1] in ("至", "到", "施", "实")
    if unit == "前":
        return after[:1] in ("，", "完", "向", "公", "报")
    # 至, 到 or a dash: 1月1至12月31日 lost one; 1月5至10日 is a range of days of one month
    return re.match(r"[—–-]?(?:\d{4}年)?\d{1,2}月", after) is not None


def day_faults(text: str, at: int, year: int) -> Iterator[Fault]:
    """Faults of the day before 日 at a place."""
    digits = digits_before(text, at)
    size = len(digits)
    if 5 <= size <= 8 and near(digits, year):
        yield at - size, at + 1, _("少了“年”或“月”字")
    elif digits == "1231" and text[at - 5 : at - 4] in ("至", "到"):
        yield at - 4, at + 1, _("少了“月”字")
    elif 1 <= size <= 2 and text[at - size - 1 : at - size] == "日":
        match = re.search(r"年\d{1,2}日\d{1,2}日$", text[max(0, at - 8) : at + 1])
        if match:
            yield at + 1 - len(match[0]) + 1, at + 1, _("里前一个“日”应为“月”")
    if size and text.startswith("日", at + 1) and text[at + 2 : at + 3] in ("至", "起", "止", "，", "。"):
        yield at - size, at + 2, _("多了一个“日”字")


FAULTS_OF = {"年": year_faults, "月": month_faults, "日": day_faults, "度": degree_faults}

CHECKS = (BROKEN_DATE,)
