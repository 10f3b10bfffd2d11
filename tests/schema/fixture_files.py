"""Fixture files for people who do not program: a title, ``.``, an input, ``.``, what is expected, a blank line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "fixtures"
CASE = re.compile(r"(?P<title>[^\n]+)\n\.\n(?P<text>.*?)\n\.\n(?P<expected>.*?)(?=\n\n|\n?\Z)", re.DOTALL)


class Fixture(NamedTuple):
    """One case of a fixture file."""

    title: str
    text: str
    expected: str


def fixtures(name: str) -> list[Fixture]:
    """The cases of ``fixtures/NAME.md``."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    return [Fixture(**found.groupdict()) for found in CASE.finditer(text)]


def titled(cases: list[Fixture]) -> list[str]:
    """The titles, to name tests by."""
    return [case.title for case in cases]
