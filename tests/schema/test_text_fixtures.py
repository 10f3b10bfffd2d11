"""Made-up sentences with what must be found in them, and sentences in which nothing may be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from schema.checks.context import Facts, Paragraph
from schema.checks.text import paragraph_findings

FIXTURES = Path(__file__).parent / "fixtures"
DEFAULTS = {"年度": "2024", "机关": "海原县海城镇人民政府", "网站": "海原县人民政府网", "应当": ""}


def cases(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """(title, the lines of the case) of every case of a fixture file."""
    for block in (FIXTURES / name).read_text(encoding="utf-8").split("\n## ")[1:]:
        title, *lines = block.splitlines()
        yield title, DEFAULTS | {key: value for key, mark, value in (line.partition("：") for line in lines) if mark}


def found(case: dict[str, str]) -> list[str]:
    """Every finding as 规则 词语, sorted."""
    facts = Facts(int(case["年度"]), case["机关"], case["网站"], "0955-4011434")
    paragraph = Paragraph("some.part", case["正文"], facts)
    return sorted(f"{finding.code} {finding.evidence}" for finding in paragraph_findings(*paragraph))


@pytest.mark.parametrize(
    ("title", "case"), list(cases("text_faults.md")), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_fault_is_found_and_nothing_beside_it(title: str, case: dict[str, str]) -> None:
    assert found(case) == sorted(case["应当"].split("；")), title


@pytest.mark.parametrize(
    ("title", "case"), list(cases("text_fine.md")), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_right_sentence_is_left_alone(title: str, case: dict[str, str]) -> None:
    assert found(case) == [], title


def test_spans_point_at_the_words_as_typed() -> None:
    facts = Facts(2024, "海原县海城镇人民政府", "", "")
    for _, case in cases("text_faults.md"):
        paragraph = Paragraph("some.part", case["正文"].replace("年", " 年 "), facts)
        for finding in paragraph_findings(*paragraph):
            assert finding.span is not None
            start, end = finding.span
            words = re.sub(r"\s", "", paragraph.text[start:end])
            assert words == finding.evidence or "*" in finding.evidence
