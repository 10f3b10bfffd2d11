"""A whole document before it is written in some format: title, headings, text, and tables where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from random import Random
from typing import NamedTuple, TypeAlias

from benchmarks.layouts.grids import Cell, Grid, grid_of
from benchmarks.layouts.sheets import Sheet
from schema.form import Form, Section

AGENCIES = ("青山县人民政府", "临河市水务局", "北塬镇人民政府", "东川区司法局", "大湾街道办事处")


class Heading(NamedTuple):
    """A title; ``level`` 1 is that of the document."""

    text: str
    level: int


class Words(NamedTuple):
    """A paragraph."""

    text: str


class Printed(NamedTuple):
    """A table; ``section`` is "" for one that is none of the form's."""

    grid: Grid
    section: str = ""


class Break(NamedTuple):
    """The end of a page in the middle of a table."""

    page: int


Item: TypeAlias = Heading | Words | Printed | Break


def items_of(form: Form, sheets: Sequence[Sheet], random: Random, *, extras: bool) -> list[Item]:
    """The document around these tables. ``extras`` puts tables of other kinds before and between them."""
    agency = random.choice(AGENCIES)
    year = random.randint(form.first_year, form.last_year or form.first_year + 4)
    items: list[Item] = [Heading(form.title.format(agency=agency, year=year), 1)]
    if extras:
        items.insert(0, Printed(publication_table(year, random)))
    printed = {section: list(run) for section, run in groupby(sheets, key=lambda sheet: sheet.section)}
    for section in form.sections:
        items += section_items(section, printed.get(section.id, []), year, random)
        if extras and section.parts:
            items.append(Printed(comparison_table(year, random)))
    return items


def section_items(section: Section, sheets: Sequence[Sheet], year: int, random: Random) -> Iterator[Item]:
    """The heading of a section, its text, its tables."""
    if section.printed:
        yield Heading(section.title, 2)
    for part in section.parts:
        if part.printed and section.printed:
            yield Heading(part.label, 3)
        yield Words(sentence(year, random))
    for place, sheet in enumerate(sheets):
        if place:
            yield Break(random.randint(2, 9))
        yield Printed(grid_of(sheet), sheet.section)


def sentence(year: int, random: Random) -> str:
    """Text with numbers that are none of the tables'."""
    counts = random.randint(1, 900), random.randint(1, 90), random.randint(1, 12)
    return (
        f"{year}年，通过门户网站发布信息{counts[0]}条，政务新媒体推送{counts[1]}条，举办培训{counts[2]}期，"
        "各项任务按时完成，下一步将继续做好有关工作。"
    )


def texts(rows: Sequence[Sequence[str]]) -> Grid:
    """Plain cells."""
    return [[Cell(text) for text in row] for row in rows]


def publication_table(year: int, random: Random) -> Grid:
    """What a site prints over its documents."""
    number = f"{random.randint(10_000, 99_999)}-{year + 1}-{random.randint(10, 999):05d}"
    return texts(
        [
            ["索引号", number, "发布日期", f"{year + 1}-01-{random.randint(10, 31)}"],
            ["来源", "办公室", "浏览次数", "128"],
        ]
    )


def comparison_table(year: int, random: Random) -> Grid:
    """An office's own figures of two years."""
    names = ("网站发布（条）", "新媒体推送（条）", "办理留言（件）")
    body = [[name, str(random.randint(0, 500)), str(random.randint(0, 500))] for name in names]
    return texts([["项目", f"{year - 1}年", f"{year}年"], *body])
