"""The simplest rules of a page's style sheets: what they say about elements of a class. Anything more is left to browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from justhtml import Element, Text

from reports.importing.html_look import attribute, declared

LONGEST: Final = 1 << 20
"""Characters of style sheets that are looked at."""

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_BRACE: Final = re.compile("[{}]")
_CLASS: Final = re.compile(r"([a-z][a-z0-9]*)?\.([\w-]+)", re.IGNORECASE)


class Rules:
    """What style sheets say about classes; rules for some devices, states or places count for nothing."""

    def __init__(self, root: Any) -> None:
        self._said: dict[tuple[str, str], dict[str, str]] = {}
        for selectors, body in _rules(_sheets(root)):
            if style := declared(body):
                for found in filter(None, (_CLASS.fullmatch(one.strip()) for one in selectors.split(","))):
                    key = (found[2], (found[1] or "").lower())
                    self._said[key] = {**self._said.get(key, {}), **style}

    def of(self, element: Element) -> dict[str, str]:
        """What they say about an element by its classes."""
        style: dict[str, str] = {}
        if self._said and (names := attribute(element, "class")):
            for name in names.split():
                for tag in ("", element.name):
                    style.update(self._said.get((name, tag), {}))
        return style


def _sheets(root: Any) -> str:
    """The style sheets in a page, one behind the other."""
    found: list[str] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.name == "style":
            found.append("".join(child.data or "" for child in node.children if isinstance(child, Text)))
        waiting.extend(reversed(getattr(node, "children", None) or ()))
    return _COMMENT.sub(" ", "\n".join(found)[:LONGEST])


def _rules(sheets: str) -> Iterator[tuple[str, str]]:
    """The selectors and declarations of the rules that stand in no other one."""
    depth = at = 0
    selectors = ""
    for found in _BRACE.finditer(sheets):
        if found[0] == "{":
            if depth == 0:
                selectors = sheets[at : found.start()].rpartition(";")[2]
            depth += 1
        else:
            if depth == 1 and "@" not in selectors:
                yield selectors, sheets[at : found.start()]
            depth = max(depth - 1, 0)
        at = found.end()
