"""Numbers of pages among the lines of a document."""

from __future__ import annotations

import re
from unicodedata import normalize

from reports.importing.lines.line_signs import DASH

LONGEST = 40
NUMBER = "[0-9]{1,4}"
PAGE = re.compile(
    rf"{DASH}+{NUMBER}{DASH}+"
    rf"|第?{DASH}*{NUMBER}{DASH}*页(?:[\s,/]*共?\s*{NUMBER}\s*页)?"
    rf"|{NUMBER}\s*/\s*{NUMBER}"
)
"""-3-, 第3页, 第 3 页 共 8 页, 3/8, in half width. It says so itself, for a line may stand anywhere: nothing of it may be a figure."""


def is_page_number(text: str) -> bool:
    """Whether a text is nothing but the number of a page; a bare number is a figure."""
    return len(text) <= LONGEST and bool(PAGE.fullmatch(normalize("NFKC", text).strip()))
