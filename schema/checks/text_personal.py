"""Personal data that has no place in a published report: identity numbers, mobile numbers, bank cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from schema.checks.check import Check
from schema.checks.context import Context, Paragraph
from schema.checks.text_reading import MOST, found, sentence
from schema.findings import Finding, Level
from schema.language import _

PERSONAL_DATA = Check(
    36, "prose.personal_data", Level.SETTLE, "个人信息", "《政府信息公开条例》第十五条：涉及个人隐私的政府信息不得公开",
    "申请人身份证号为11010519491231002X。",
)  # fmt: skip

RUN = r"(?<![A-Za-z0-9_./=&?%])(?:[0-9]{15,18}[0-9Xx]|1[3-9][0-9]{9}|1[3-9][0-9]-[0-9]{4}-[0-9]{4})(?![0-9A-Za-z_/=&%])"
"""Digits that stand alone and may be a number of a person; no part of an address on the web."""

LONG = re.compile("[0-9][0-9-]{10}")
"""A run long enough to look at."""

NOT_A_PHONE = "元万亿条件人次平吨个户亩.%千百米公"
CONTACT = ("联系人", "请联系", "请与", "邮编", "邮政编码", "地址", "疑问", "联系电话", "咨询电话", "联系方式")
CARD_WORDS = ("银行", "卡号", "账号", "帐号", "账户", "开户", "户名")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


def personal_data(paragraph: Paragraph) -> Iterator[Finding]:
    """Numbers of persons; the mobile number that the basic data give as the office's telephone is only a warning."""
    text = paragraph.plain.text
    if not LONG.search(text):
        return
    every = (person(paragraph, text, match) for match in re.finditer(RUN, text))
    yield from islice((finding for finding in every if finding), MOST)


def person(paragraph: Paragraph, text: str, match: re.Match[str]) -> Finding | None:
    """The finding about one run of digits, if it is a person's number. Messages and evidence hide the middle."""
    digits = match[0].replace("-", "").upper()
    start, end = match.span()
    if len(digits) == 11:
        if text[end : end + 1] and text[end] in NOT_A_PHONE:
            return None
        first, last = sentence(text, start, end)
        office = digits == paragraph.facts.phone.replace("-", "")
        contact = office or any(word in text[first:last] for word in CONTACT)
        what = _("像是手机号码")
        advice = _("请改用办公电话") if contact else _("属于个人信息，请删去")
    elif identity(digits):
        office, what, advice = False, _("像是身份证号码"), _("属于个人信息，请删去")
    elif card(digits, text, start, end):
        office, what, advice = False, _("像是银行卡号"), _("属于个人信息，请删去")
    else:
        return None
    hidden = masked(digits)
    made = found(
        PERSONAL_DATA,
        paragraph,
        (start, end),
        _("正文里的“{hidden}”{what}，{advice}。").format(hidden=hidden, what=what, advice=advice),
    )._replace(evidence=hidden)
    return made._replace(level=Level.WARNING) if office else made


def identity(digits: str) -> bool:
    """Whether eighteen characters are an identity number: birthday and check digit agree (GB 11643)."""
    if len(digits) != 18:
        return False
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=False))
    return born.year >= 1900 and digits[0] in "12345689" and CHECK_DIGITS[total % 11] == digits[17]


def card(digits: str, text: str, start: int, end: int) -> bool:
    """Whether sixteen to nineteen digits are a bank card: the Luhn sum holds, and its beginning or its words say so."""
    if "X" in digits or not luhn(digits):
        return False
    if digits.startswith("62"):
        return True
    first, last = sentence(text, start, end)
    return digits[0] in "3459" and any(word in text[first:last] for word in CARD_WORDS)


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + place % 2)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def masked(digits: str) -> str:
    """A number with its middle hidden: 1101**********1234, 138****5678."""
    head = 3 if len(digits) == 11 else 4
    return digits[:head] + "*" * (len(digits) - head - 4) + digits[-4:]


def mobile_contact(context: Context) -> Iterator[Finding]:
    """A mobile number as the office's telephone in the basic data."""
    address = "publication.phone"
    phone = str(context.report.get(address)).replace("-", "").replace(" ", "")
    if re.fullmatch(r"(?:\+?86)?1[3-9]\d{9}", phone):
        hidden = masked(phone[-11:])
        message = _("联系电话“{hidden}”是手机号码，请改用办公电话。").format(hidden=hidden)
        yield PERSONAL_DATA.finding(address, message, evidence=hidden)._replace(level=Level.WARNING)


CHECKS = (PERSONAL_DATA,)
