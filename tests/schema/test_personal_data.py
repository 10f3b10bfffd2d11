"""Numbers of persons are found however they are written, shown only in part, and nothing else is taken for one."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from time import process_time

import pytest

from reports.reading import read_report
from schema.checks.context import Context
from schema.checks.everything import check_report
from schema.checks.text_personal import PERSONAL_DATA, personal_beside_prose
from schema.findings import Level
from schema.personal_data import CHECK_DIGITS, WEIGHTS, personal_numbers
from tests.evidence.bases import base, base_names
from tests.evidence.corpus import lookalikes
from tests.schema.making import report_of

SAMPLES = sorted(Path(str(files("reports") / "samples")).rglob("2*.toml"))
CASES = 3_500
WIDE = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def identity(rng: random.Random) -> str:
    """A number that a person could have."""
    day = date(1930, 1, 1) + timedelta(rng.randrange(32_000))
    digits = (
        f"{rng.choice((11, 13, 31, 44, 64, 65, 81))}{rng.randrange(10_000):04d}{day:%Y%m%d}{rng.randrange(1_000):03d}"
    )
    return digits + CHECK_DIGITS[sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11]


def mobile(rng: random.Random) -> str:
    """A mobile number, now and then with the country's code."""
    return rng.choice(("", "", "86", "+86")) + f"1{rng.randrange(3, 10)}{rng.randrange(10**9):09d}"


def card(rng: random.Random) -> str:
    """A bank card of 16 to 19 digits."""
    begun = rng.choice(("62", "62", "4", "5", "3"))
    digits = begun + "".join(rng.choices("0123456789", k=rng.choice((16, 17, 18, 19)) - len(begun) - 1))
    return digits + next(str(last) for last in range(10) if adds_up(digits + str(last)))


def adds_up(digits: str) -> bool:
    """ISO/IEC 7812, written as it stands there."""
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits))]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


MADE: dict[str, tuple[Callable[[random.Random], str], str]] = {
    "identity": (identity, "申请人身份证号"),
    "mobile": (mobile, "申请人手机"),
    "card": (card, "退费到银行卡号"),
}
STYLES: dict[str, Callable[[str, random.Random], str]] = {
    "plain": lambda digits, _: digits,
    "full width": lambda digits, _: digits.translate(WIDE).replace("+", "＋"),
    "blanks": lambda digits, _: " ".join(digits[at : at + 4] for at in range(0, len(digits), 4)),
    "hyphens": lambda digits, _: "-".join(digits[at : at + 4] for at in range(0, len(digits), 4)),
    "one by one": lambda digits, _: "\u3000".join(digits),
    "unseen": lambda digits, rng: "".join(ch + rng.choice(("", "\u200b", "\u2060", "\ufeff")) for ch in digits[:-1]) + digits[-1],
}  # fmt: skip


@pytest.mark.parametrize("kind", MADE)
def test_every_number_of_a_person_is_found(kind: str) -> None:
    """Ten thousand of all kinds in all ways of writing: none is missed, its place is exact, what is shown hides its middle."""
    rng = random.Random(5)  # noqa: S311 - not a secret
    make, before = MADE[kind]
    for count in range(CASES):
        digits = make(rng)
        style = list(STYLES)[count % len(STYLES)]
        written = STYLES[style](digits, rng)
        text = f"{before}：{written}，已于2024年3月5日答复12件。"
        [found] = personal_numbers(text)
        assert (found.kind, found.digits) == (kind, digits.lstrip("+")[-11:] if kind == "mobile" else digits), text
        assert text[found.start : found.end] == written.lstrip("+＋ \u3000\u200b\u2060\ufeff"), text
        assert found.hidden.count("*") >= 4
        assert len(found.hidden) == len(found.digits)
    personal_numbers.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "电话0955-4011434，邮编755200", "办件编号202313450099887711", "统一社会信用代码91640522MA75W5XY0B",
        "信用代码911101051949123102", "http://www.nxhy.gov.cn/zwgk/13812345678.html", "资金13812345678元", "面积138 1234 5678平方米",
        "身份证640522********1234", "电话138****5678", "12 13 138 12 345 678", "2024 2023 2022 2021 2020", "13812345678901234567890",
        "宁政办发2024-640522-19900101", "项目代码6222021001116245",
    ],
)  # fmt: skip
def test_other_numbers_are_left_alone(text: str) -> None:
    assert personal_numbers(text) == ()


def test_old_numbers_need_a_word_that_says_what_they_are() -> None:
    assert personal_numbers("编号110105491231002") == ()
    [found] = personal_numbers("身份证号110105491231002")
    assert found.hidden == "110105*****1002"


def test_few_serial_numbers_are_taken_for_a_person_and_no_credit_code() -> None:
    """Of random numbers of eighteen digits some have a birthday and the check digit; 47 in a million were counted."""
    rng = random.Random(7)  # noqa: S311 - not a secret
    serials = [f"{rng.randrange(10**17, 10**18)}" for _ in range(20_000)]
    assert sum(bool(personal_numbers(f"办件{serial}，已办")) for serial in serials) <= 5
    codes = ["9164" + "".join(rng.choices("0123456789", k=13)) + rng.choice(CREDIT) for _ in range(20_000)]
    assert sum(bool(personal_numbers(f"代码{code}，")) for code in codes) <= 4


def test_no_sample_and_no_report_without_fault_holds_one() -> None:
    reports = [read_report(path) for path in SAMPLES]
    reports += [base(name) for name in base_names()] + [case.report for case in lookalikes()]
    assert len(reports) > 80
    found = [f.message for report in reports for f in check_report(report) if f.code == PERSONAL_DATA.code]
    assert found == []


@pytest.mark.parametrize(
    "unit", ["1 ", "1", "6 2 ", "6222 ", "1-", "138 ", "13", "1\u200b", "1   2x", "640522 1990 0101 12 ", "62 ", "4 4 卡", "a.1/", "6222"]
)  # fmt: skip
def test_a_paragraph_of_digits_is_read_quickly(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    personal_numbers.cache_clear()
    personal_numbers(text)
    began = process_time()
    personal_numbers(text)
    assert process_time() - began < 0.001, "the same text is not read again"
    personal_numbers.cache_clear()
    took = min(_timed(text) for _ in range(3))
    assert took < 0.15


def _timed(text: str) -> float:
    personal_numbers.cache_clear()
    began = process_time()
    personal_numbers(text)
    return process_time() - began


def test_notes_and_basic_data_are_looked_at_and_the_offices_telephone_is_a_hint() -> None:
    report = report_of()
    figure = report.form.figures[0].address
    report.notes.update(
        {
            figure: "含张某（13812345678）1件",
            "requests": "卡号6222021001116245702",
            "没有的": "身份证11010519491231002X",
        }
    )
    report.publication.update(
        {"phone": "13912345678", "contact": "李某13712345678", "address": "平安里11010519491231002X号"}
    )
    found = list(personal_beside_prose(Context(report)))
    told = {(finding.section, finding.level, finding.evidence) for finding in found}
    assert ("publication.phone", Level.HINT, "139****5678") in told
    assert ("publication.contact", Level.SETTLE, "137****5678") in told
    assert len(found) == 6
    assert found[0].figures == (figure,)
    assert not [one for one in found if "1234567" in str(one) or "19491231" in str(one)]
