"""Changes values in a report file's text, statement by statement: what no edit touches stays byte for byte.

tomlkit rewrites the one statement that holds a changed value, so its comment and spacing stay, and none of tomlkit's
whole-document faults (blank lines, out-of-order tables, comments that move) can reach the file. ``gate`` proves the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, cast

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, Item

from reports.faults import UnwritableReport
from reports.layout import blank_row, comment_of, table_order
from reports.reading import typed_first
from reports.source import Source
from reports.statements import Statement, statements
from reports.toml_text import parse
from schema.form import Form
from schema.values import Mark, Unreadable

Path = tuple[str, ...]


def rewritten(source: Source, form: Form, contents: Mapping[str, object], tail: str = "") -> str:
    """The file's text with these addresses holding these contents, and ``tail`` (review entries) at its end.

    UnwritableReport when that cannot be done without touching anything else.
    """
    text = source.text
    for path, values in by_statement(form, contents).items():
        text = with_statement(text, form, path, values, source.line_end)
    if tail:
        text = spliced(text, len(text), tail.replace("\n", source.line_end), source.line_end)
    gate(source, text, {*by_statement(form, contents), *([("review",)] if tail else [])})
    return text


def by_statement(form: Form, contents: Mapping[str, object]) -> dict[Path, dict[int | None, object]]:
    """Contents grouped by the statement that holds them; the place in a row's array, None for a whole value."""
    grouped: dict[Path, dict[int | None, object]] = {}
    for address, content in contents.items():
        figure = form.figure(address)
        if figure is None:
            path = ("notes", address[6:]) if address.startswith("notes.") else tuple(address.split("."))
            grouped.setdefault(path, {})[None] = content
            continue
        many = len(figure.block.columns) > 1
        place = typed_first(figure.block).index(figure.column) if many else None
        grouped.setdefault((figure.section, *figure.row.id.split(".")), {})[place] = content
    return grouped


def with_statement(text: str, form: Form, path: Path, values: Mapping[int | None, object], line_end: str) -> str:
    """The text with one statement changed, or added where the file does not have it yet."""
    found = list(statements(text))
    holder = next((s for s in found if not s.is_header and s.path == path[: len(s.path)]), None)
    if holder:
        return changed(text, holder, path[len(holder.path) :], values, line_end)
    if values.get(None, 0) in ("", ()):
        return text
    return added(text, found, form, path, values, line_end)


def changed(text: str, at: Statement, rest: Path, values: Mapping[int | None, object], line_end: str) -> str:
    """The text with one statement's value replaced."""
    old = text[at.value_start : at.value_end]
    if isinstance(values.get(None), str) and not rest and old.startswith(("'", '"')):
        content = str(values[None])
        if content or old[:3] in ("'''", '"""'):
            return text[: at.value_start] + prose(content, old, line_end) + text[at.value_end :]
    if values.get(None, 0) in ("", ()):
        return text[: at.start] + text[at.end :] if not rest else text
    try:
        document = tomlkit.parse(f"value = {old}\n")
        document["value"] = replaced(document["value"], rest, values)
        new = tomlkit.dumps(document).removeprefix("value = ").removesuffix("\n")
    except (TOMLKitError, RecursionError, KeyError, IndexError, TypeError, ValueError) as error:
        raise UnwritableReport(f"第 {at.line} 行的写法不便自动修改，请手工改为一行一个数组：{error}。") from None
    return text[: at.value_start] + new + text[at.value_end :]


def replaced(item: Any, rest: Path, values: Mapping[int | None, object]) -> Any:
    """A tomlkit item with new values in it: inside inline tables along ``rest``, inside a row's array by place."""
    if rest:
        item[rest[0]] = replaced(item[rest[0]], rest[1:], values)
        return item
    if None in values:
        return toml_item(values[None])
    if not isinstance(item, Array):
        raise TypeError("这里应是数组")
    for place, value in sorted(values.items(), key=lambda pair: pair[0] or 0):
        assert place is not None
        if value is None and place >= len(item):
            continue
        while len(item) <= place:
            item.append("")
        item[place] = toml_item(value)
    return item


def toml_item(content: object) -> Item:
    """A content as tomlkit writes it; a blank cell is the empty string, decimals keep their digits."""
    if isinstance(content, Unreadable):
        return toml_item(content.raw)
    if isinstance(content, Mark):
        return tomlkit.string(content.text)
    if isinstance(content, Decimal):
        return tomlkit.float_(f"{content:f}" if "." in f"{content:f}" else f"{content:f}.0")
    if isinstance(content, tuple):
        return cast(Item, tomlkit.item(list(content)))
    item: Item = tomlkit.item("" if content is None else content)
    return item


def prose(content: str, old: str, line_end: str) -> str:
    """Text in the style of the value that it replaces: a ''' block stays one, its final line end with it."""
    quotes = old[:3] if old[:3] in ("'''", '"""') else ""
    if not quotes and "\n" not in content:
        return tomlkit.item(content).as_string()
    closes_alone = not quotes or "\n" in old[3:-3].rstrip(" \t")[-1:]
    body = content + ("\n" if closes_alone and content else "")
    literal = quotes != '"""' and "'''" not in body and not body.endswith("'") and plain(body)
    if literal:
        block = f"'''\n{body}'''"
    else:
        block = '"""\n' + tomlkit.string(body, multiline=True).as_string()[3:]
    return block.replace("\n", line_end)


def plain(text: str) -> bool:
    """Whether a literal block may hold the text: no control characters but tab and line end."""
    return all((ch >= " " and ch != "\x7f") or ch in "\t\n" for ch in text)


def added(
    text: str, found: list[Statement], form: Form, path: Path, values: Mapping[int | None, object], line_end: str
) -> str:
    """The text with a statement that the file did not have, in its table, which is opened if need be."""
    table, key = path[:-1], path[-1]
    if None in values:
        content = values[None]
        value = prose(str(content), "'''\n'''", "\n") if form_prose(form, path) else toml_item(content).as_string()
    else:
        array = replaced(tomlkit.parse(f"value = {blank_row(form, path)}")["value"], (), values)
        value = array.as_string()
    note = comment_of(form, path)
    line = f"{tomlkit.key(key).as_string()} = {value}{f'  # {note}' if note else ''}\n".replace("\n", line_end)
    inside = [s for s in found if s.table == table]
    if inside or not table:
        return spliced(text, inside[-1].end if inside else 0, line, line_end)
    order = table_order(form)
    before = order[: order.index(table)] if table in order else order
    known = [s for s in found if s.table in before]
    opened = f"{line_end}[{'.'.join(tomlkit.key(name).as_string() for name in table)}]{line_end}{line}"
    return spliced(text, known[-1].end if known else len(text), opened, line_end)


def form_prose(form: Form, path: Path) -> bool:
    """Whether a path is one of the form's prose parts."""
    return any(part.address == ".".join(path) for part in form.parts())


def spliced(text: str, place: int, new: str, line_end: str) -> str:
    """The text with whole lines put in at a place."""
    head = text[:place]
    return head + ("" if not head or head.endswith("\n") else line_end) + new + text[place:]


def gate(source: Source, text: str, changed_paths: Iterable[Path]) -> None:
    """Refuses a text that would lose or alter anything but the statements that were to change."""
    before, after = (dict(leaves(parse(version, source.path))) for version in (source.text, text))
    allowed = set(changed_paths)
    for path in before.keys() | after.keys():
        if before.get(path) != after.get(path) and not any(path[: len(one)] == one for one in allowed):
            raise UnwritableReport(f"保存会改动没有编辑过的 {'.'.join(path)}，已停下；{source.path} 没有改动。")


def leaves(node: Any, path: Path = ()) -> Iterable[tuple[Path, object]]:
    """(path, value) of everything in a TOML tree that is no table; numbers with their written digits."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    else:
        yield path, (type(node), str(node))
