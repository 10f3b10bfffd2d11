"""An exact number with a word that makes it vague: 1235余条."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schema.checks.check import Check
from schema.checks.context import Paragraph
from schema.checks.text_reading import MOST, found, quote
from schema.findings import Finding, Level
from schema.language import _

VAGUE_NUMBER = Check(
    37, "prose.vague_number", Level.HINT, "确数后用约数词", "GB/T 15835 出版物上数字用法",
    "通过门户网站公开政府信息1235余条。",
)  # fmt: skip

UNITS = "条件份次篇个场期人户封宗项家名"
AFTER = rf"(?<![\d.,])\d{{1,3}}(?:,\d{{3}}){{0,3}}(?:余|多)(?=[{UNITS}])|(?<![\d.,])\d{{4,9}}(?:余|多)(?=[{UNITS}])"
BEFORE = rf"(?<![最附预签合节履违邀续特接])(?:近|约|将近|大约)(\d{{3,9}})(?=[{UNITS}])"


def vague_numbers(paragraph: Paragraph) -> Iterator[Finding]:
    """Numbers that are given to the last unit and called approximate."""
    text = paragraph.plain.text
    places: list[tuple[int, int]] = []
    if "余" in text or "多" in text:
        places += [match.span() for match in re.finditer(AFTER, text) if exact(match[0][:-1])]
    if "近" in text or "约" in text:
        places += [match.span() for match in re.finditer(BEFORE, text) if exact(match[1])]
    for start, end in places[:MOST]:
        message = _("{text}既是确数又说“约”，请只写数字，或改为整数加“余”。").format(text=quote(text[start:end]))
        yield found(VAGUE_NUMBER, paragraph, (start, end), message)


def exact(number: str) -> bool:
    """Whether a number of two digits or more does not end in a zero."""
    return len(number) > 1 and number[-1] != "0"


CHECKS = (VAGUE_NUMBER,)
