"""Random reports of both editions, as a clerk could have saved them: numbers, blanks, marks, stated totals, notes, prose."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

from reports.importing.findings import TablesRead, TextsRead
from reports.importing.report_text import report_text
from reports.reading import report_from
from schema.form import Figure, Form
from schema.form_loader import load_form
from schema.ledger import Ledger
from schema.report import Report
from schema.values import Mark, Value, is_number

EDITIONS = (("ogi_2021", 2024), ("ogi_2021", 2021), ("ogi_2019", 2020))
AGENCIES = ("某某镇人民政府", "示例县市场监督管理局", "甲市乙区（开发区）管委会", "Ａ区·丙街道办事处")
MARKS = ("/", "—", "-", "无", "不适用")
REMARKS = ("（其中修订 3 件）", "（含上年 1 件）", "*", "（见注 1）", "(以部门数为准)")
WORDS = (
    "公开", "2024 年", "申请 12 件", "，", "。", "“引号”", "《条例》", "政府网站", "#", "=", "C:\\报告", "it's", '"甲"', " ", "**一是加强领导。**", "\\*", "*", "**", "é", "😀", "<b>", "&amp;", "1,234",
    "％", "http://www.hy.gov.cn/a?b=1&c=2", "a@b.cn", "|", "[x](y)", "`", "~", "_甲_", "1. ", "- ", "# ",
)  # fmt: skip
PLAIN = 8
"""So many of the words are such as every report has."""

HERE = Path("甲/2024.toml")


def random_report(rng: Random) -> Report:
    """A report; the same for the same state of ``rng``."""
    edition, year = rng.choice(EDITIONS)
    form = load_form(edition)
    tables = TablesRead(form, dict(random_figures(form, rng)))
    tables.values |= random_totals(form, tables.values, rng)
    tables.notes = random_notes(form, tables.values, rng)
    prose = {part.address: random_prose(rng) for part in form.parts() if rng.random() < 0.9}
    return report_from(report_text(tables, TextsRead(prose=prose), year, rng.choice(AGENCIES)), HERE)


def random_figures(form: Form, rng: Random) -> dict[str, Value]:
    """Values of typed figures: mostly numbers, in some reports with blanks and marks among them."""
    blanks, marks = rng.choice((0.0, 0.05, 0.5, 1.0)), rng.choice((0.0, 0.0, 0.1))
    largest = rng.choice((0, 9, 9, 400, 999_999_999))

    def value(figure: Figure) -> Value:
        if rng.random() < blanks:
            return None
        if rng.random() < marks:
            return Mark(rng.choice(MARKS))
        if figure.kind == "amount" and rng.random() < 0.7:
            return Decimal(rng.randrange(10**7)).scaleb(-rng.randint(1, 4))
        number = rng.randint(0, largest)
        return -number if figure.kind == "signed" and rng.random() < 0.5 else number

    return {figure.address: value(figure) for figure in form.figures if not figure.derived}


def random_totals(form: Form, values: dict[str, Value], rng: Random) -> dict[str, Value]:
    """Stated totals: some, all or none, most of them right."""
    stated = rng.choice((0.0, 0.5, 1.0))
    typed = {form.by_address[address].index: value for address, value in values.items()}
    computed = Ledger(form, typed, {}).values
    found: dict[str, Value] = {}
    for figure in form.figures:
        total = computed[figure.index]
        if figure.derived and rng.random() < stated:
            found[figure.address] = (
                total + rng.choice((0, 0, 0, 1)) if isinstance(total, int) else rng.choice((None, 7))
            )
    return found


def random_notes(form: Form, values: dict[str, Value], rng: Random) -> dict[str, str]:
    """Notes as an import makes them: the whole printed text of an annotated number."""
    numbers = [figure for figure in form.figures if is_number(values.get(figure.address)) and figure.kind == "count"]
    chosen = rng.sample(numbers, min(len(numbers), rng.choice((0, 0, 1, 3))))
    return {figure.address: f"{values[figure.address]}{rng.choice(REMARKS)}" for figure in chosen}


def random_prose(rng: Random) -> str:
    """Paragraphs, most of them plain."""
    words = WORDS[: rng.choice((PLAIN, PLAIN, len(WORDS)))]
    lines = ["".join(rng.choices(words, k=rng.randint(1, 12))) for _ in range(rng.randint(0, 4))]
    return "\n".join(line for line in lines if line.strip())
