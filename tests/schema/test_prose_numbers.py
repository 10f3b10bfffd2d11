"""Reading prose: numbers, sums inside a sentence, and what numbers say about the tables. The cases are in ``fixtures/``."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.checks.context import Context
from schema.checks.prose import all_claims, check_prose
from schema.prose.context import reading
from schema.prose.numbers import Figure, chinese_value, numbers
from schema.prose.plain import plain
from schema.prose.sums import sums
from schema.report import Report
from schema.values import Value, show
from tests.schema.fixture_files import Fixture, fixtures, titled
from tests.schema.making import report_of

NUMBERS, SUMS, CLAIMS = fixtures("numbers"), fixtures("sums"), fixtures("claims")

CELLS: dict[str, Value] = {
    "proactive.normative_documents.issued": 4, "proactive.normative_documents.repealed": 1,
    "proactive.normative_documents.in_force": 32, "proactive.administrative_penalties": 8,
    "proactive.administrative_fees": Decimal("25.1"),
    "requests.received.natural_person": 10, "requests.received.commercial_enterprise": 2,
    "requests.brought_forward.natural_person": 3,
    "requests.outcomes.disclosed.natural_person": 5, "requests.outcomes.partially_disclosed.natural_person": 1,
    "requests.outcomes.not_disclosed.internal_affairs.natural_person": 4,
    "requests.outcomes.unable_to_provide.not_held.natural_person": 1,
    "requests.outcomes.unable_to_provide.not_held.commercial_enterprise": 2,
    "requests.carried_forward.natural_person": 2,
    "disputes.reconsideration.upheld": 2, "disputes.litigation.direct.upheld": 1,
    "disputes.litigation.after_reconsideration.other_result": 2,
}  # fmt: skip


def told(text: str) -> Report:
    """A report whose prose on requests is this text."""
    report = report_of(CELLS)
    report.prose["overview.on_request"] = text
    return report


def shown(figure: Figure) -> str:
    """A number as the fixtures write it."""
    sign = "~" if figure.vague else "=" if figure.kind == "money" else ""
    value = f"{sign}{show(figure.value)}"
    return f"{value}%" if figure.kind == "percent" else f"{value} {figure.unit}".strip()


@pytest.mark.parametrize("case", NUMBERS, ids=titled(NUMBERS))
def test_numbers_of_a_paragraph(case: Fixture) -> None:
    assert " | ".join(shown(figure) for figure in numbers(case.text)) == case.expected.replace("（没有）", "")


@pytest.mark.parametrize("case", SUMS, ids=titled(SUMS))
def test_sums_inside_a_sentence(case: Fixture) -> None:
    places = reading(case.text).places
    lines = [
        f"{show(places[one.whole].figure.value)} = {' '.join(show(places[p].figure.value) for p in one.parts)} {one.verdict}"
        for one in sums(case.text)
    ]
    assert "\n".join(lines) == case.expected


@pytest.mark.parametrize("case", CLAIMS, ids=titled(CLAIMS))
def test_numbers_in_prose_against_the_tables(case: Fixture) -> None:
    claims = [one for one in all_claims(Context(told(case.text))) if one.address == "overview.on_request"]
    found = " | ".join(
        f"{show(one.expected)} expected {one.state}"
        if one.state == "contradicts" and one.expected == 32
        else f"{one.words} {one.state}"
        for one in claims
    )
    assert found == case.expected


def test_a_number_knows_its_place_in_the_text_as_written() -> None:
    text = "收到政府信\n息公开申请 １ ２ 件。"
    [figure] = numbers(text)
    start, end = plain(text).span(figure.start, figure.end)
    assert text[start:end] == "１ ２"


@given(st.integers(1, 9999))
def test_chinese_numerals_are_read_as_they_are_spoken(value: int) -> None:
    digits = "零一二三四五六七八九"
    words, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            words += ("零" if zero else "") + digits[digit] + name
            zero = False
        elif words:
            zero = True
    assert chinese_value(words) == value


@given(
    st.text(
        st.sampled_from("0123456789,.%件条其中，。；：（）()占共等年月日万余一二十百第〔〕 \n*收到申请公开"),
        max_size=120,
    )
)
def test_any_text_is_read_without_failing_and_spans_lie_inside(text: str) -> None:
    report = told(text)
    for one in all_claims(Context(report)):
        assert 0 <= one.start < one.end <= len(report.prose[one.address])
    for finding in check_prose(Context(report)):
        if finding.span:
            assert 0 <= finding.span[0] < finding.span[1] <= len(report.prose[finding.section])


HOSTILE = {
    "digits": "1" * 1_000_000,
    "numbers": "收到申请1件，" * 120_000,
    "lists": "1条，其中2条、" * 110_000,
    "brackets": "（" * 500_000 + "）" * 500_000,
    "commas": "1," * 500_000,
    "denials": "未收到" * 330_000,
    "words": "收到政府信息公开申请" * 100_000,
    "shares": "3件，占5%，" * 140_000,
    "numerals": "一二三" * 330_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_megabyte_of_hostile_prose_takes_time_in_proportion(text: str) -> None:
    """Twice the text takes about twice the time: nothing grows with the square."""

    def seconds(size: int) -> float:
        report = told(text[:size])
        begun = time.process_time()
        check_prose(Context(report))
        return time.process_time() - begun

    seconds(1000)
    quarter = seconds(len(text) // 16)
    assert seconds(len(text) // 2) < 8 * 3 * quarter + 0.5
