"""Loads an edition of the form from ``schema/formats``; a format file with any problem is refused whole."""

from __future__ import annotations

import pkgutil
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

from schema.form import Balance, Block, Carry, Choice, Column, Field, Form, Group, Part, Row, Section, Table
from schema.form_build import assemble
from schema.form_references import check_references
from schema.form_text import Key, Problems, check_ids, take
from schema.values import KINDS

NAME = re.compile(r"[a-z0-9_]+")
"""What a format file may be called, without its ending."""

FORM = {
    "id": Key(str), "name": Key(str), "basis": Key(str), "title": Key(str),
    "first_year": Key(int), "last_year": Key(int, None), "section": Key(list),
}  # fmt: skip
SECTION = {
    "id": Key(str), "title": Key(str), "short": Key(str), "printed": Key(bool, True),
    "parts": Key(list, []), "fields": Key(list, []), "block": Key(list, []),
    "layout": Key(str, "blocks", ("blocks", "stub", "across")), "corner": Key(str, ""), "column_title": Key(str, ""),
    "stub_titles": Key(list, (), strings=True), "groups": Key(list, []), "balances": Key(list, []),
    "carries": Key(list, []),
}  # fmt: skip
PART = {
    "id": Key(str), "label": Key(str), "help": Key(str), "printed": Key(bool, True), "optional": Key(bool, False),
}  # fmt: skip
FIELD = {
    "id": Key(str), "label": Key(str), "help": Key(str), "kind": Key(str, "text", ("text", "date", "period", "choice")),
    "required": Key(bool, False), "choices": Key(list, []),
}  # fmt: skip
CHOICE = {"id": Key(str), "label": Key(str)}
GROUP = {"id": Key(str), "label": Key(str)}
BALANCE = {"code": Key(str), "left": Key(list, strings=True), "right": Key(list, strings=True), "wording": Key(str)}
CARRY = {"row": Key(str), "into": Key(str)}
BLOCK = {"title": Key(str, ""), "stub": Key(str), "columns": Key(list), "rows": Key(list)}
COLUMN = {
    "id": Key(str), "label": Key(str), "short": Key(str), "unit": Key(str), "kind": Key(str, "count", KINDS),
    "group": Key(str, ""), "sum": Key(list, (), strings=True), "code": Key(str, ""),
}  # fmt: skip
ROW = {
    "id": Key(str), "label": Key(str), "help": Key(str), "short": Key(str, ""),
    "sum": Key(list, (), strings=True), "code": Key(str, ""),
}  # fmt: skip


class FormError(ValueError):
    """A format file that cannot be used; ``problems`` lists every ``problem @ path``."""

    def __init__(self, name: str, problems: list[str]) -> None:
        super().__init__(f"格式文件 {name} 有 {len(problems)} 处问题：" + "；".join(problems))
        self.problems = problems


@cache
def load_form(edition: str) -> Form:
    """A shipped edition by its id; FormError when there is none or its file is faulty."""
    try:
        data = pkgutil.get_data("schema", f"formats/{edition}.toml") if NAME.fullmatch(edition) else None
    except OSError:  # no such file, or a name that can be none
        data = None
    if data is None:
        raise FormError(edition, [f"没有这个版本的格式，已有：{'、'.join(editions())} @ format"])
    return read_form(data.decode("utf-8"), edition)


@cache
def editions() -> tuple[str, ...]:
    """The shipped editions, newest first: every format file there is."""
    from importlib.resources import files  # 4 ms that opening a report does not need

    names = [file.name.removesuffix(".toml") for file in files("schema").joinpath("formats").iterdir()]
    found = [load_form(name) for name in names if NAME.fullmatch(name)]
    return tuple(form.id for form in sorted(found, key=lambda form: form.first_year, reverse=True))


def form_for_year(year: int) -> Form:
    """The edition that reports of this year use; the oldest one for years before it."""
    forms = [load_form(edition) for edition in editions()]
    return next((form for form in forms if form.covers(year)), forms[-1])


def read_form(text: str, name: str) -> Form:
    """The form that a format file's text describes; FormError lists all its problems at once."""
    problems = Problems()
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FormError(name, [f"不是 TOML：{error} @ $"]) from None
    top = take(raw, FORM, "", problems)
    sections = tuple(section(item, f"section[{i}]", problems) for i, item in enumerate(top.pop("section")))
    check_references(top["title"], sections, problems)
    if problems.lines:
        raise FormError(name, problems.lines)
    return assemble(sections, **top)


def section(raw: object, path: str, problems: Problems) -> Section:
    """One section: its parts and fields, or its table."""
    got = take(raw, SECTION, path, problems)
    parts = [take(item, PART, f"{path}.parts[{i}]", problems) for i, item in enumerate(got["parts"])]
    made = Section(
        id=got["id"], title=got["title"], short=got["short"], printed=got["printed"],
        parts=tuple(Part(address=f"{got['id']}.{part['id']}", **part) for part in parts),
        fields=tuple(entry_field(item, f"{path}.fields[{i}]", problems) for i, item in enumerate(got["fields"])),
        table=table(got, path, problems) if got["block"] else None,
    )  # fmt: skip
    check_ids(made.parts, f"{path}.parts", problems)
    if bool(made.parts) == bool(made.table):
        problems.add("一节应有 parts 或 block，二者取一", path)
    return made


def entry_field(raw: object, path: str, problems: Problems) -> Field:
    """One line of basic data with its choices."""
    got = take(raw, FIELD, path, problems)
    choices = [take(item, CHOICE, f"{path}.choices[{i}]", problems) for i, item in enumerate(got.pop("choices"))]
    if (got["kind"] == "choice") != bool(choices):
        problems.add('kind = "choice" 才有也必须有 choices', path)
    return Field(choices=tuple(Choice(**choice) for choice in choices), **got)


def table(got: dict[str, Any], path: str, problems: Problems) -> Table:
    """The table of a section that has blocks."""
    groups = [Group(**take(item, GROUP, f"{path}.groups[{i}]", problems)) for i, item in enumerate(got["groups"])]
    balances = [
        Balance(**take(item, BALANCE, f"{path}.balances[{i}]", problems)) for i, item in enumerate(got["balances"])
    ]
    check_ids(groups, f"{path}.groups", problems)
    carries = [Carry(**take(item, CARRY, f"{path}.carries[{i}]", problems)) for i, item in enumerate(got["carries"])]
    return Table(
        layout=got["layout"],
        blocks=tuple(block(item, f"{path}.block[{i}]", problems) for i, item in enumerate(got["block"])),
        groups=tuple(groups),
        balances=tuple(balances),
        carries=tuple(carries),
        corner=got["corner"],
        column_title=got["column_title"],
        stub_titles=got["stub_titles"],
    )


def block(raw: object, path: str, problems: Problems) -> Block:
    """Rows and columns of one block."""
    got = take(raw, BLOCK, path, problems)
    columns = [Column(**take(item, COLUMN, f"{path}.columns[{i}]", problems)) for i, item in enumerate(got["columns"])]
    rows = [Row(**take(item, ROW, f"{path}.rows[{i}]", problems)) for i, item in enumerate(got["rows"])]
    check_lines(columns, f"{path}.columns", problems)
    check_lines(rows, f"{path}.rows", problems)
    return Block(columns=tuple(columns), rows=tuple(rows), stub=got["stub"], title=got["title"])


def check_lines(lines: Sequence[Row | Column], path: str, problems: Problems) -> None:
    """Rows or columns of a block: there are some, their ids differ, and a sum has a code."""
    check_ids(lines, path, problems)
    if not lines:
        problems.add("不能为空", path)
    for i, line in enumerate(lines):
        if bool(line.sum) != bool(line.code):
            problems.add("sum 和 code 要么都有，要么都没有", f"{path}[{i}]")
