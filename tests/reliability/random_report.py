"""What a random report file holds: rows with their values, prose, basic data, notes, and keys that no form has."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, Literal

from schema.form import Block, Form, Row, Section
from schema.form_loader import load_form
from schema.ledger import Ledger
from schema.values import Value, cell_value

Path = tuple[str, ...]
Kind = Literal["row", "prose", "text", "other"]

FORMS = (("ogi_2021", 2024), ("ogi_2021", 2023), ("ogi_2019", 2020))
STRANGE: tuple[Any, ...] = ("十二", "12 件", True, -3, Decimal("12.5"), Decimal("1E+3"), "无", "/", "—", " ")
"""What stands in cells of files that people typed by hand."""

WORDS = (
    "公开", "2024 年", "申请 12 件", "，", "。", "“引号”", "政府网站", "#", "=", "[review]", "C:\\报告", "it's", '"甲"', "\t", " ", "**粗**", "é", "😀",
    "'''", '"""', "\\n", "\\", "{", "}", "<b>", "1,234", "％", "　", "\u2028", "\u200b",
)  # fmt: skip
NAMES = ("意见", "x", "备注 一", "a.b", "key-1", "", "总计", "'", "#")


@dataclass(frozen=True)
class Entry:
    """One statement before it is laid out: its table, its key, and a value (text without its final line end)."""

    table: Path
    key: str
    value: Any
    kind: Kind

    @property
    def path(self) -> Path:
        """The whole path of the value."""
        return (*self.table, self.key)


def random_entries(rng: Random) -> tuple[Form, list[Entry]]:
    """The form of a random report, and its entries, table after table in the order of a new report.

    Many have a few of the form's sections only: they are as hard to edit, and quicker.
    """
    edition, year = rng.choice(FORMS)
    form = load_form(edition)
    entries = [Entry((), "format", edition, "text"), Entry((), "year", year, "other")]
    entries += basics(form, rng)
    cells, gaps = random_cells(form, rng), rng.choice((0.0, 0.03, 0.3, 0.7))
    values: dict[int, Value] = {
        index: value for index, raw in cells.items() if (value := typed(form, index, raw)) is not None
    }
    drawn = Drawn(form, cells, Ledger(form, values, {}).values, rng.choice((0.0, 0.4, 1.0)))
    few = set(rng.sample(form.sections, rng.randint(1, 3)) if rng.random() < 0.6 else form.sections)
    for section in (one for one in form.sections if one in few):
        entries += [
            Entry((section.id,), part.id, random_prose(rng), "prose") for part in section.parts if rng.random() >= gaps
        ]
        for block, row in rows_of(section):
            value = drawn.row(section, block, row, rng)
            if value is not None and rng.random() >= gaps:
                *groups, key = row.id.split(".")
                entries.append(Entry((section.id, *groups), key, value, "row"))
    return form, [*entries, *beside_the_form(form, rng)]


def rows_of(section: Section) -> list[tuple[Block, Row]]:
    """The rows of a section's table with their blocks."""
    return [(block, row) for block in section.table.blocks for row in block.rows] if section.table else []


def random_cells(form: Form, rng: Random) -> dict[int, Any]:
    """What is typed into the figures that are typed, as a file would hold it."""
    filled, strange = rng.choice((0.0, 0.5, 0.97, 1.0)), rng.choice((0.0, 0.0, 0.03))
    largest = rng.choice((0, 9, 9, 400, 999_999_999))

    def cell(amount: bool) -> Any:
        if rng.random() < strange:
            return rng.choice(STRANGE)
        if rng.random() >= filled:
            return ""
        return Decimal(rng.randrange(10**6)).scaleb(-2) if amount and rng.random() < 0.5 else rng.randint(0, largest)

    return {figure.index: cell(figure.kind == "amount") for figure in form.figures if not figure.derived}


def typed(form: Form, index: int, raw: Any) -> Value:
    """The value of a cell."""
    figure = form.figures[index]
    return cell_value(raw, figure.kind, figure.largest)


@dataclass(frozen=True)
class Drawn:
    """The figures of a report: what is typed, what the totals come to, and how often a total is stated."""

    form: Form
    cells: dict[int, Any]
    totals: list[Value]
    stated: float

    def row(self, section: Section, block: Block, row: Row, rng: Random) -> Any:
        """A row as its file holds it: one number, or an array with its totals behind; None for a total that is not stated."""
        columns = sorted(block.columns, key=lambda column: bool(column.sum))
        if row.sum and rng.random() >= self.stated:
            return None
        found: list[Any] = []
        for column in columns:
            address = f"{section.id}.{row.id}" + (f".{column.id}" if len(columns) > 1 else "")
            figure = self.form.by_address[address]
            if figure.index in self.cells:
                found.append(self.cells[figure.index])
            elif rng.random() < self.stated:
                total = self.totals[figure.index]
                found.append(total + (rng.random() < 0.05) if isinstance(total, int) else "")
            elif column.sum:
                break
            else:
                found.append("")
        if len(columns) == 1:
            return found[0]
        return found[: rng.randrange(len(found) + 1)] if rng.random() < 0.02 else found


def basics(form: Form, rng: Random) -> list[Entry]:
    """Basic data: texts, and a period of two dates."""
    entries = []
    for field in form.fields():
        group, _, key = field.id.partition(".")
        if rng.random() < 0.2 and not field.required:
            continue
        value: Any = random_line(rng)
        if field.kind == "period":
            value = ["2024-01-01", "2024-12-31"]
        elif field.kind == "date":
            value = "2025-01-20"
        elif field.choices:
            value = rng.choice(field.choices).id
        entries.append(Entry((group,), key, value, "other" if field.kind == "period" else "text"))
    return entries


def beside_the_form(form: Form, rng: Random) -> list[Entry]:
    """Notes, dismissals, and keys that the form does not know."""
    figures = [figure.address for figure in rng.sample(form.figures, 3)]
    entries: list[Entry] = []
    if rng.random() < 0.4:
        entries += [Entry(("notes",), address, random_line(rng), "text") for address in figures]
    if rng.random() < 0.3:
        entries.append(Entry(("dismissed",), figures[0], "属实（王；2025-01-20T10:22:00+08:00；x；0a1b2c3d）", "text"))
    if rng.random() < 0.4:
        table = rng.choice((("附",), ("x", "意 见"), (form.sections[-1].id, "more")))
        names = rng.sample(NAMES, rng.randint(1, 4))
        entries += [Entry(table, name, rng.choice((1, [1, "甲", [2]], random_line(rng))), "other") for name in names]
    return entries


def random_line(rng: Random) -> str:
    """A line of text."""
    return "".join(rng.choices(WORDS, k=rng.randint(1, 6)))


def random_prose(rng: Random) -> str:
    """Paragraphs, most of them plain; empty at times. It does not end with a line end."""
    paragraphs = [
        "".join(rng.choices(WORDS[: rng.choice((8, len(WORDS)))], k=rng.randint(0, 12)))
        for _ in range(rng.randint(0, 4))
    ]
    return "\n".join(paragraphs).rstrip("\n")
