"""The rules of a page's style sheets that matter for figures: what is said of a class, and what hides by any selector.

Anything more is left to browsers: which of two rules is the stronger, and what holds for some windows or states only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from justhtml import Element, SelectorError, Text

from reports.importing.readers.html_look import attribute, declared, hides

LONGEST: Final = 1 << 20
"""Characters of style sheets that are looked at."""

MOST_LOOKED_AT: Final = 100_000
"""Elements that selectors other than classes are tried on, all of them together: 1.5 s. A report's page has some thousand."""

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_BRACE: Final = re.compile("[{}]")
_CLASS: Final = re.compile(r"([a-z][a-z0-9]*)?\.([\w-]+)", re.IGNORECASE)
_ON_SCREEN: Final = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*", re.IGNORECASE)


class Rules:
    """What style sheets say about elements; rules for other devices, some windows or states count for nothing."""

    def __init__(self, root: Any) -> None:
        self._said: dict[tuple[str, str], dict[str, str]] = {}
        self._hidden: dict[int, dict[str, str]] = {}
        """By the id of an element what a selector that is no class hides it by."""
        left = MOST_LOOKED_AT
        elements = 0
        for selectors, body in _rules(_sheets(root)):
            style = declared(body)
            for selector in (one.strip() for one in selectors.split(",") if style):
                if found := _CLASS.fullmatch(selector):
                    key = (found[2], (found[1] or "").lower())
                    self._said[key] = {**self._said.get(key, {}), **style}
                elif hides(style):
                    elements = elements or sum(1 for _ in _elements(root))
                    left -= elements
                    if left >= 0:
                        self._hide(root, selector, style)

    def _hide(self, root: Any, selector: str, style: dict[str, str]) -> None:
        try:
            for element in root.query(selector):
                self._hidden[id(element)] = {**self._hidden.get(id(element), {}), **style}
        except SelectorError:
            return

    def of(self, element: Element) -> dict[str, str]:
        """What they say about an element."""
        style: dict[str, str] = {}
        if self._said and (names := attribute(element, "class")):
            for name in names.split():
                for tag in ("", element.name):
                    style.update(self._said.get((name, tag), {}))
        style.update(self._hidden.get(id(element), {}))
        return style


def _elements(root: Any) -> Iterator[Any]:
    """Everything in a page, in order."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(getattr(node, "children", None) or ()))


def _sheets(root: Any) -> str:
    """The style sheets in a page, one behind the other."""
    found = [
        "".join(child.data or "" for child in node.children if isinstance(child, Text))
        for node in _elements(root)
        if node.name == "style"
    ]
    return _COMMENT.sub(" ", "\n".join(found)[:LONGEST])


def _rules(sheets: str) -> Iterator[tuple[str, str]]:
    """The selectors and declarations of the rules that stand in no other one, or in one for any screen."""
    depth = at = 0
    selectors = ""
    for found in _BRACE.finditer(sheets):
        if found[0] == "{":
            before = sheets[at : found.start()].rpartition(";")[2]
            selectors = selectors if depth else before
            depth += bool(depth) or not _ON_SCREEN.fullmatch(before.strip())
        else:
            if depth == 1 and "@" not in selectors:
                yield selectors, sheets[at : found.start()]
            depth = max(depth - 1, 0)
        at = found.end()
