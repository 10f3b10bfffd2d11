"""Loads an edition of the form from ``schema/formats``; a format file with any problem is refused whole."""

from __future__ import annotations

import pkgutil
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from schema.form import (
    Balance,
    Block,
    BrokenRule,
    Carry,
    Choice,
    Column,
    Declared,
    Field,
    Form,
    Group,
    Part,
    Row,
    Section,
    Table,
)
from schema.form_build import assemble
from schema.form_references import check_balance, check_carry, check_references
from schema.form_text import Key, Problems, check_ids, take
from schema.language import _
from schema.values import KINDS

R = TypeVar("R")

NAME = re.compile(r"[a-z0-9_]+")
"""What a format file may be called, without its ending."""

ALIASES = Key(list, (), strings=True)
FORM = {
    "id": Key(str), "name": Key(str), "basis": Key(str), "title": Key(str),
    "first_year": Key(int), "last_year": Key(int, None), "section": Key(list),
    "numbers": Key(dict, {}),
}  # fmt: skip
SECTION = {
    "id": Key(str), "title": Key(str), "short": Key(str), "printed": Key(bool, True),
    "parts": Key(list, []), "fields": Key(list, []), "block": Key(list, []),
    "layout": Key(str, "blocks", ("blocks", "stub", "across")), "corner": Key(str, ""), "column_title": Key(str, ""),
    "stub_titles": Key(list, (), strings=True), "groups": Key(list, []), "balances": Key(list, []),
    "carries": Key(list, []), "aliases": ALIASES,
}  # fmt: skip
PART = {
    "id": Key(str), "label": Key(str), "help": Key(str), "printed": Key(bool, True), "optional": Key(bool, False),
    "aliases": ALIASES,
}  # fmt: skip
FIELD = {
    "id": Key(str), "label": Key(str), "help": Key(str), "kind": Key(str, "text", ("text", "date", "period", "choice")),
    "required": Key(bool, False), "choices": Key(list, []),
}  # fmt: skip
CHOICE = {"id": Key(str), "label": Key(str), "endings": Key(list, (), strings=True), "deadline": Key(str, "")}
GROUP = {"id": Key(str), "label": Key(str), "aliases": ALIASES}
BALANCE = {"code": Key(str), "left": Key(list, strings=True), "right": Key(list, strings=True), "wording": Key(str)}
CARRY = {"row": Key(str), "into": Key(str), "code": Key(str)}
BLOCK = {"title": Key(str, ""), "stub": Key(str), "columns": Key(list), "rows": Key(list)}
COLUMN = {
    "id": Key(str), "label": Key(str), "short": Key(str), "unit": Key(str), "kind": Key(str, "count", KINDS),
    "group": Key(str, ""), "sum": Key(list, (), strings=True), "code": Key(str, ""), "aliases": ALIASES,
}  # fmt: skip
ROW = {
    "id": Key(str), "label": Key(str), "help": Key(str), "short": Key(str, ""),
    "sum": Key(list, (), strings=True), "code": Key(str, ""), "aliases": ALIASES,
}  # fmt: skip


FIRST_RULE = re.compile(r"^[ \t]*\[\[(?:rule|topic|quantity)\]\]", re.MULTILINE)
SECTION_HEADER = re.compile(r"^[ \t]*\[{1,2}section\b", re.MULTILINE)


class RuleKind(NamedTuple, Generic[R]):
    """How one kind of a table's rules is read: its keys, its record, and whether it can be evaluated."""

    keys: Mapping[str, Key]
    record: Callable[..., R]
    check: Callable[[R, Sequence[Block], str, Problems], None]


BALANCES = RuleKind(BALANCE, Balance, check_balance)
CARRIES = RuleKind(CARRY, Carry, check_carry)


class FormError(ValueError):
    """A format file that cannot be used; ``problems`` lists every ``problem @ path``."""

    def __init__(self, name: str, problems: list[str]) -> None:
        super().__init__(
            _("格式文件 {name} 有 {count} 处问题：").format(name=name, count=len(problems)) + _("；").join(problems)
        )
        self.problems = problems


@cache
def load_form(edition: str) -> Form:
    """A shipped edition by its id; FormError when there is none or its file is faulty."""
    try:
        data = pkgutil.get_data("schema", f"formats/{edition}.toml") if NAME.fullmatch(edition) else None
    except OSError:  # no such file, or a name that can be none
        data = None
    if data is None:
        raise FormError(
            edition, [_("没有这个版本的格式，已有：{names} @ format").format(names=_("、").join(edition_names()))]
        )
    return read_form(data.decode("utf-8"), edition)


@cache
def edition_names() -> tuple[str, ...]:
    """The names of the shipped format files, newest first by their names; whether they can be used is not asked."""
    from importlib.resources import files  # 4 ms that opening a report does not need

    names = (file.name.removesuffix(".toml") for file in files("schema").joinpath("formats").iterdir())
    return tuple(sorted((name for name in names if NAME.fullmatch(name)), reverse=True))


@cache
def editions() -> tuple[str, ...]:
    """The shipped editions, newest first: every format file there is."""
    found = [load_form(name) for name in edition_names()]
    return tuple(form.id for form in sorted(found, key=lambda form: form.first_year, reverse=True))


def form_for_year(year: int) -> Form:
    """The edition that reports of this year use; the oldest one for years before it."""
    forms = [load_form(edition) for edition in editions()]
    return next((form for form in forms if form.covers(year)), forms[-1])


def read_form(text: str, name: str) -> Form:
    """The form that a format file's text describes; FormError lists all its problems at once."""
    problems = Problems()
    form, declared = split(text)
    try:
        raw = tomllib.loads(form)
    except tomllib.TOMLDecodeError as error:
        raise FormError(name, [_("不是 TOML：{error} @ $").format(error=error)]) from None
    top = take(raw, FORM, "", problems)
    sections = tuple(section(item, f"section[{i}]", problems) for i, item in enumerate(top.pop("section")))
    check_references(top["title"], sections, problems)
    if SECTION_HEADER.search(declared):
        problems.add(_("节要写在规则前面"), "section")
    if problems.lines:
        raise FormError(name, problems.lines)
    file = f"schema/formats/{name}.toml"
    broken = tuple(BrokenRule(file, line_of(code, text), code, reason) for code, reason in problems.broken)
    return assemble(sections, declared=Declared(declared, file, form.count("\n") + 1, broken), **top)


def split(text: str) -> tuple[str, str]:
    """The form itself, and behind it the rules, topics and quantities."""
    found = FIRST_RULE.search(text)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


def line_of(name: str, text: str) -> int:
    """The line on which a rule's code stands in a format file, or (it has none) the list that it is in; 1 for neither."""
    key = name.rpartition(".")[2].partition("[")[0]
    for pattern in (rf'code\s*=\s*"{re.escape(name)}"', rf"^{re.escape(key)}\s*="):
        found = re.search(pattern, text, re.MULTILINE)
        if found:
            return text.count("\n", 0, found.start()) + 1
    return 1


def section(raw: object, path: str, problems: Problems) -> Section:
    """One section: its parts and fields, or its table."""
    got = take(raw, SECTION, path, problems)
    parts = [take(item, PART, f"{path}.parts[{i}]", problems) for i, item in enumerate(got["parts"])]
    made = Section(
        id=got["id"], title=got["title"], short=got["short"], printed=got["printed"],
        parts=tuple(Part(address=f"{got['id']}.{part['id']}", **part) for part in parts),
        fields=tuple(entry_field(item, f"{path}.fields[{i}]", problems) for i, item in enumerate(got["fields"])),
        table=table(got, path, problems) if got["block"] else None, aliases=got["aliases"],
    )  # fmt: skip
    check_ids(made.parts, f"{path}.parts", problems)
    if bool(made.parts) == bool(made.table):
        problems.add(_("一节应有 parts 或 block，二者取一"), path)
    return made


def entry_field(raw: object, path: str, problems: Problems) -> Field:
    """One line of basic data with its choices."""
    got = take(raw, FIELD, path, problems)
    choices = [take(item, CHOICE, f"{path}.choices[{i}]", problems) for i, item in enumerate(got.pop("choices"))]
    if (got["kind"] == "choice") != bool(choices):
        problems.add(_('kind = "choice" 才有也必须有 choices'), path)
    return Field(choices=tuple(Choice(**choice) for choice in choices), **got)


def table(got: dict[str, Any], path: str, problems: Problems) -> Table:
    """The table of a section that has blocks."""
    groups = [Group(**take(item, GROUP, f"{path}.groups[{i}]", problems)) for i, item in enumerate(got["groups"])]
    check_ids(groups, f"{path}.groups", problems)
    blocks = tuple(block(item, f"{path}.block[{i}]", problems) for i, item in enumerate(got["block"]))
    return Table(
        layout=got["layout"],
        blocks=blocks,
        groups=tuple(groups),
        balances=usable(BALANCES, got["balances"], blocks, f"{path}.balances", problems),
        carries=usable(CARRIES, got["carries"], blocks, f"{path}.carries", problems),
        corner=got["corner"],
        column_title=got["column_title"],
        stub_titles=got["stub_titles"],
    )


def usable(
    kind: RuleKind[R], items: list[object], blocks: Sequence[Block], path: str, problems: Problems
) -> tuple[R, ...]:
    """The rules of a table that can be evaluated; the others are broken rules, and the form is used all the same."""
    found = []
    for i, item in enumerate(items):
        own = Problems()
        got = take(item, kind.keys, f"{path}[{i}]", own)
        made = kind.record(**got)
        if not own.lines:
            kind.check(made, blocks, f"{path}[{i}]", own)
        if own.lines:
            problems.broken.append((str(got["code"]) or path, _("；").join(own.lines)))
        else:
            found.append(made)
    return tuple(found)


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
        problems.add(_("不能为空"), path)
    for i, line in enumerate(lines):
        if bool(line.sum) != bool(line.code):
            problems.add(_("sum 和 code 要么都有，要么都没有"), f"{path}[{i}]")
