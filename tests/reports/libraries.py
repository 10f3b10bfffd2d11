"""Libraries made for tests: agencies with reports of several years, as the shipped sample or changed from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from reports.folder_listing import Entry, listed
from schema.form import Form
from schema.form_loader import load_form
from tests.reports.making import TEXT

FORM: Form = load_form("ogi_2021")
FILLED = TEXT.replace('""', "0")
"""The sample with every cell filled in: nothing left to settle."""


def text_of(agency: str, year: int, text: str = FILLED) -> str:
    """A report's text for another agency and year."""
    text = re.sub(r"(?m)^year = \d+", f"year = {year}", text, count=1).replace("2024", str(year))
    return text.replace("海原县海城镇人民政府", agency)


def put(library: Path, agency: str, year: int, text: str | None = None) -> Path:
    """Writes a report into a library; by default one that is settled."""
    path = library / agency / f"{year}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(agency, year) if text is None else text, encoding="utf-8")
    return path


def entry(library: Path, path: Path) -> Entry:
    """What the listing has of a file."""
    return next(one for one in listed(library).entries if one.path == path)


def many(library: Path, agencies: int, years: Iterable[int]) -> int:
    """So many agencies with a report of each year; how many reports."""
    years = list(years)
    texts = {year: text_of("甲乙丙丁", year) for year in years}
    for number in range(agencies):
        name = f"第{number:04d}镇人民政府"
        folder = library / name
        folder.mkdir(parents=True)
        for year in years:
            (folder / f"{year}.toml").write_text(texts[year].replace("甲乙丙丁", name), encoding="utf-8")
    return agencies * len(years)
