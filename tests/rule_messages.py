"""The messages of the rules in the format files, as pybabel gathers them for the catalogue."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import BinaryIO

from tests.project import ROOT


def extract(
    file: BinaryIO,
    keywords: object = (),  # noqa: ARG001 - Babel's manner, as the next two
    comment_tags: object = (),  # noqa: ARG001
    options: object = None,  # noqa: ARG001
) -> Iterator[tuple[int, str, str, list[str]]]:
    """(line, function, message, comments) of every rule, as Babel asks for them."""
    for rule in tomllib.load(file).get("rule", []):
        yield 1, "_", rule["message"], []


def rule_messages() -> set[tuple[str, str]]:
    """(format file, message) of every rule."""
    found = set()
    for path in sorted((ROOT / "schema" / "formats").glob("*.toml")):
        with path.open("rb") as file:
            found |= {(path.name, message) for _line, _name, message, _comments in extract(file)}
    return found
