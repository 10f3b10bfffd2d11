"""Changes values in a report file's text, statement by statement: what no edit touches stays byte for byte.

tomlkit rewrites the one statement that holds a changed value, so its comment and spacing stay, and none of tomlkit's
whole-document faults (blank lines, out-of-order tables, comments that move) can reach the file. `gate` proves the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array

from reports.faults import UnwritableReport
from reports.gate import gate
from reports.layout import blank_row, comment_of, table_order, typed_cells
from reports.reading import typed_first
from reports.source import Source
from reports.statements import Statement, statements
from reports.toml_values import BLOCK, prose, toml_item
from schema.form import Form
from schema.language import _
from schema.report import DISMISSED

Path = tuple[str, ...]
QUOTED_KEYS = ("notes", DISMISSED)
"""Tables whose keys are whole addresses, in quotes."""

Values = Mapping[int | None, object]
"""New contents of one statement: by place in a row's array, or under None the whole value."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One statement that takes new values, in a file of this form with these line ends."""

    path: Path
    values: Values
    form: Form
    line_end: str

    @property
    def clears(self) -> bool:
        """Whether the whole value goes: empty text, or no dates."""
        return self.values.get(None, 0) in ("", ())

    @property
    def is_prose(self) -> bool:
        """Whether it sets one of the form's prose parts."""
        return self.form.part(".".join(self.path)) is not None


def rewritten(source: Source, form: Form, contents: Mapping[str, object], tail: str = "") -> str:
    """The file's text with these addresses holding these contents, and ``tail`` (review entries) at its end.

    UnwritableReport when that cannot be done without touching anything else.
    """
    text = source.text
    grouped = by_statement(form, contents)
    for path, values in grouped.items():
        text = with_statement(text, Setting(path, values, form, source.line_end))
    if tail:
        text = spliced(text, len(text), tail.replace("\n", source.line_end), source.line_end)
    edited = {path: None if None in values else set(values) for path, values in grouped.items()}
    gate(source, text, edited, tail=bool(tail))
    return text


def by_statement(form: Form, contents: Mapping[str, object]) -> dict[Path, dict[int | None, object]]:
    """Contents grouped by the statement that holds them; the place in a row's array, None for a whole value."""
    grouped: dict[Path, dict[int | None, object]] = {}
    for address, content in contents.items():
        figure = form.figure(address)
        if figure is None:
            group, _, rest = address.partition(".")
            path = (group, rest) if group in QUOTED_KEYS else tuple(address.split("."))
            grouped.setdefault(path, {})[None] = content
            continue
        many = len(figure.block.columns) > 1
        place = typed_first(figure.block).index(figure.column) if many else None
        grouped.setdefault((figure.section, *figure.row.id.split(".")), {})[place] = content
    return grouped


def with_statement(text: str, setting: Setting) -> str:
    """The text with one statement changed, or added where the file does not have it yet."""
    found = list(statements(text))
    holder = next((s for s in found if not s.is_header and s.path == setting.path[: len(s.path)]), None)
    if holder:
        return changed(text, holder, setting)
    return text if setting.clears else added(text, found, setting)


def changed(text: str, at: Statement, setting: Setting) -> str:
    """The text with one statement's value replaced, or the statement gone where its content does."""
    old = text[at.value_start : at.value_end]
    rest = setting.path[len(at.path) :]
    content = setting.values.get(None)
    in_block = old[:3] in ("'''", '"""')
    if isinstance(content, str) and not rest and old.startswith(("'", '"')) and (content or in_block):
        return text[: at.value_start] + prose(content, old, setting.line_end) + text[at.value_end :]
    if setting.clears and not rest:
        commented = "#" in text[at.value_end : at.end]
        empty = '""' if content == "" else "[]"
        return text[: at.value_start] + empty + text[at.value_end :] if commented else text[: at.start] + text[at.end :]
    try:
        document = tomlkit.parse(f"value = {old}\n")
        document["value"] = replaced(document["value"], rest, setting)
        new = tomlkit.dumps(document).removeprefix("value = ").removesuffix("\n")
    except (TOMLKitError, RecursionError, KeyError, IndexError, TypeError, ValueError) as error:
        raise UnwritableReport(
            _("第 {line} 行的写法不便自动修改，请手工改为一行一个数组：{error}。").format(line=at.line, error=error)
        ) from None
    return text[: at.value_start] + new + text[at.value_end :]


def replaced(item: Any, rest: Path, setting: Setting) -> Any:
    """A tomlkit item with new values in it: inside inline tables along ``rest``, inside a row's array by place."""
    if len(rest) > 1:
        item[rest[0]] = replaced(item[rest[0]], rest[1:], setting)
        return item
    if rest:
        return with_key(item, rest[0], setting)
    if None in setting.values:
        return toml_item(setting.values[None])
    if not isinstance(item, Array):
        raise TypeError(_("这里应是数组"))
    return with_cells(item, setting)


def with_key(table: Any, key: str, setting: Setting) -> Any:
    """An inline table with one of its keys set, added, or taken out."""
    if not setting.clears:
        blank = tomlkit.parse(f"value = {blank_row(setting.form, setting.path)}")["value"]
        table[key] = replaced(table.get(key, blank), (), setting)
    elif key in table:
        del table[key]
    return table


def with_cells(row: Array, setting: Setting) -> Array:
    """A row's array with cells set by place; filled up with blanks to its typed cells. A stated total that goes leaves no cell."""
    for place, value in setting.values.items():
        assert place is not None
        if value is None and place >= len(row):
            continue
        while len(row) < max(place + 1, typed_cells(setting.form, setting.path)):
            row.append("")
        if value is None and place == len(row) - 1 and place >= typed_cells(setting.form, setting.path):
            del row[place]
        else:
            row[place] = toml_item(value)
    return row


def added(text: str, found: list[Statement], setting: Setting) -> str:
    """The text with a statement that the file did not have, in its table, which is opened if need be."""
    table, line_end = setting.path[:-1], setting.line_end
    beside = neighbour(found, table)
    if beside or not table:
        key = setting.path[len(beside.table) if beside else 0 :]
        return spliced(text, beside.end if beside else 0, new_line(key, setting), line_end)
    order = table_order(setting.form)
    before = order[: order.index(table)] if table in order else order
    known = [s for s in found if s.table in before]
    opened = f"{line_end}[{dotted(table)}]{line_end}{new_line(setting.path[-1:], setting)}"
    return spliced(text, known[-1].end if known else len(text), opened, line_end)


def neighbour(found: Iterable[Statement], table: Path) -> Statement | None:
    """The statement behind which a new key of a table goes: its last one, or one that opens it with a dotted key."""
    last = None
    for statement in found:
        dotted_in = not statement.is_header and statement.path[: len(table)] == table
        if statement.table == table or (dotted_in and len(statement.table) < len(table)):
            last = statement
    return last


def new_line(key: Path, setting: Setting) -> str:
    """A whole new statement; a row gets its official label as comment."""
    if None in setting.values:
        content = setting.values[None]
        value = prose(str(content), BLOCK, "\n") if setting.is_prose else toml_item(content).as_string()
    else:
        blank = tomlkit.parse(f"value = {blank_row(setting.form, setting.path)}")["value"]
        value = replaced(blank, (), setting).as_string()
    note = comment_of(setting.form, setting.path)
    return f"{dotted(key)} = {value}{f'  # {note}' if note else ''}\n".replace("\n", setting.line_end)


def dotted(path: Path) -> str:
    """A key or table name as TOML writes it."""
    return ".".join(tomlkit.key(name).as_string() for name in path)


def spliced(text: str, place: int, new: str, line_end: str) -> str:
    """The text with whole lines put in at a place."""
    head = text[:place]
    return head + ("" if not head or head.endswith("\n") else line_end) + new + text[place:]
