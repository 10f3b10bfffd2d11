"""Numbers of pages among the lines of a document."""

from __future__ import annotations

import re
from unicodedata import normalize

LONGEST = 40
NUMBER = "[0-9]{1,4}"
DASHES = r"[-—–―·•\s]"
PAGE = re.compile(
    rf"{DASHES}+{NUMBER}{DASHES}+"
    rf"|第?{DASHES}*{NUMBER}{DASHES}*页(?:[\s,/]*共?\s*{NUMBER}\s*页)?"
    rf"|{NUMBER}\s*/\s*{NUMBER}"
)
"""-3-, 第3页, 第 3 页 共 8 页, 3/8, in half width."""

IN_MARGIN = re.compile(rf"第?{DASHES}*{NUMBER}{DASHES}*页?(?:[\s,/]*共?\s*{NUMBER}\s*页?)?")


def is_page_number(text: str, *, in_margin: bool = False) -> bool:
    """Whether a text is nothing but the number of a page; ``in_margin`` of one a bare number is that too."""
    if len(text) > LONGEST:
        return False
    half = normalize("NFKC", text).strip()
    return bool(PAGE.fullmatch(half) or (in_margin and IN_MARGIN.fullmatch(half)))
