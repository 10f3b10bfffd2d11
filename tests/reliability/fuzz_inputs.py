"""Real fragments of everything that the program reads, and how they are spoiled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random

from reports.reading import report_from
from schema.form_loader import load_form
from schema.report import Report
from schema.values import show
from tests.reliability.random_edits import HERE, random_file
from tests.reports.making import SAMPLE
from tests.schema.clips import bare_block, browser_block, excel_block

LONGEST = 20_000
"""Characters of an input; longer ones are the subject of the hostile files."""

TOKENS = (
    "'''", '"""', "'", '"', "[", "]", "[[", "{", "}", "=", "#", ",", ".", "\\", "\\u0000", "\\UFFFFFFFF", "\n", "\r", "\r\n", "\t", " ", "　", "\x00", "\x1b[31m", "\x7f",
    "\x85", "\u2028", "\u202e", "\u200b", "\ufeff", "\ufffd", "𠀀", "😀", "é", "e\u0301", "١٢", "½", "²", "〇", "一百二十", "万", "亿", "万亿", "％", "%", "‰", "．", "，", "-", "—", "－", "~",
    "0", "00", "-0", "1e999999999", "1e-7", "nan", "inf", "0x" + "f" * 50, "9" * 30, "9" * 4400, "1_000", "12.", ".5", "1,2,3", "true", "2024-02-30", "0000-01-01", "9999年12月31日",
    "(" * 40, "（", "）", "“", "”", "<br>", "|", "\\|", "**", "$", "=1+1", "同比增长", "其中", "合计", "分别", "比上年", "件", "条", "万元", "至", "[a.b.c]", "a.b.c = 1", "format", "year", "null", "[]", "{}",
)  # fmt: skip


@cache
def files() -> tuple[str, ...]:
    """The samples that come with the program, and random files in any hand."""
    samples = sorted(SAMPLE.parent.parent.rglob("2*.toml"))
    made = [random_file(Random(f"fuzz/{number}")).text for number in range(40)]  # noqa: S311 - chance that can be had again
    return tuple([path.read_text("utf-8") for path in samples] + made)


@cache
def reports() -> tuple[Report, ...]:
    """The samples as reports."""
    return tuple(report_from(text, HERE) for text in files()[:12])


@cache
def paragraphs() -> tuple[str, ...]:
    """The paragraphs of the samples' prose."""
    return tuple(line for report in reports() for text in report.prose.values() for line in text.split("\n") if line)


@cache
def tables() -> tuple[str, ...]:
    """Tables of the samples as Excel, a browser and a Markdown file give them, and pieces of prose."""
    found = list(paragraphs()[:10])
    for report in reports()[:4]:
        for section in [section.id for section in report.form.sections if section.table]:
            values = report.ledger.values
            for block in (excel_block, browser_block, bare_block):
                text = block(report.form, section, lambda figure, values=values: show(values[figure.index]))  # type: ignore[misc]
                found += [text, text.replace("\t", " | ").replace("\r\n", " |\n| "), text[: len(text) // 4]]
    return tuple(found)


@cache
def entries() -> tuple[str, ...]:
    """What is typed into cells and lines of basic data."""
    typed = [
        "12",
        "1,234",
        "１２",
        "12件",
        "-3",
        "+5",
        "减少3",
        "0.10",
        "251000元",
        "/",
        "—",
        "无",
        "",
        "2024-01-01",
        "2024年1月1日 至 2024.12.31",
        "township",
    ]
    return (*typed, *(choice.label for field in load_form("ogi_2021").fields() for choice in field.choices))


def spoiled(text: str, others: Sequence[str], rng: Random, *, surrogates: bool = False) -> str:
    """A text with one to six faults in it."""
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        start = rng.randrange(len(text) + 1)
        end = min(len(text), start + rng.choice((0, 1, 1, 2, 5, 20, 300)))
        text = text[:start] + instead(text[start:end], others, rng, surrogates=surrogates) + text[end:]
    return text[:LONGEST]


def instead(piece: str, others: Sequence[str], rng: Random, *, surrogates: bool) -> str:
    """What a piece of text becomes: gone, repeated, turned round, or something else before or in its place."""
    way = rng.randrange(7)
    if way == 0:
        return piece * rng.choice((0, 0, 2, 3, 50))
    if way == 1:
        return piece[::-1]
    if way == 2:
        other = rng.choice(others)
        start = rng.randrange(len(other) + 1)
        return other[start : start + rng.choice((1, 5, 40, 400))]
    if way == 3:
        return piece + any_character(rng, surrogates=surrogates)
    if way == 4:
        return "".join(rng.sample(piece, len(piece)))
    return rng.choice(TOKENS) + (piece if way == 5 else "")


def any_character(rng: Random, *, surrogates: bool) -> str:
    """A character from anywhere."""
    code = rng.choice(
        (rng.randrange(0x100), rng.randrange(0x2000, 0x2100), rng.randrange(0x4E00, 0x9FFF), rng.randrange(0x110000))
    )
    return chr(code) if surrogates or not 0xD800 <= code < 0xE000 else "�"
