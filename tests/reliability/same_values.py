"""Whether the values of a file are what they were but for what was edited, by TOML alone and not by the program's readers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from schema.form import Form
from schema.report import Edit
from schema.values import Mark
from tests.reliability.random_report import Path as Where


def held_values(form: Form, tree: dict[str, Any], after: dict[str, Any], net: Mapping[str, Edit]) -> None:
    """Every value is what it was, the edited ones are what was asked for."""
    places: dict[Where, dict[int | None, object]] = {}
    for address, edit in net.items():
        path, place = where(form, address)
        places.setdefault(path, {})[place] = edit.new
    before = dict(leaves(tree))
    found = dict(leaves(after))
    for path, contents in places.items():
        old, new = before.pop(path, None), found.pop(path, None)
        held_value(path, old, new, contents)
    assert alike(before, found), f"another value changed: {differing(before, found)}"


def held_value(path: Where, old: object, new: object, contents: Mapping[int | None, object]) -> None:
    """One row or text after the edit."""
    if None in contents:
        asked = plain(contents[None])
        if isinstance(asked, str):
            assert (new or "") == asked or str(new or "").rstrip("\n") == asked.rstrip("\n"), (path, new, asked)
        else:
            assert alike(new, asked), (path, new, asked)
        return
    row = list(old) if isinstance(old, list) else []
    length = max(len(row), *(place + 1 for place in contents if place is not None))
    row += [""] * (length - len(row))
    for place, content in contents.items():
        assert place is not None
        row[place] = plain(content)
    given = list(new) if isinstance(new, list) else []
    length = max(len(row), len(given))
    padded = [one + [""] * (length - len(one)) for one in (given, row)]
    assert alike(*padded), f"{path}: {given} instead of {row}"


def where(form: Form, address: str) -> tuple[Where, int | None]:
    """The path of a value in the file, and the place in its row."""
    figure = form.figure(address)
    if figure is None:
        return tuple(address.split(".")), None
    path = (figure.section, *figure.row.id.split("."))
    columns = figure.block.columns
    ordered = [one for one in columns if not one.sum] + [one for one in columns if one.sum]
    return path, ordered.index(figure.column) if len(columns) > 1 else None


def plain(content: object) -> object:
    """A content as a TOML value."""
    return "" if content is None else content.text if isinstance(content, Mark) else content


def leaves(node: dict[str, Any], path: Where = ()) -> Iterable[tuple[Where, object]]:
    """(path, value) of everything that is no table."""
    for key, value in node.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


def alike(one: object, other: object) -> bool:
    """Whether two values are written alike: 1, true, 1.0 and 1.00 differ."""
    return one == other and canonical(one) == canonical(other)


def canonical(value: object) -> str:
    """A value as text that tells types and digits apart."""
    if isinstance(value, dict):
        value = {repr(key): inner for key, inner in value.items()}
    return json.dumps(value, default=repr, sort_keys=True)


def differing(before: Mapping[Where, object], after: Mapping[Where, object]) -> list[Where]:
    """The paths whose values differ."""
    return [path for path in before.keys() | after.keys() if not alike(before.get(path), after.get(path))]
