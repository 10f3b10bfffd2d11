"""A page in reading order: its texts, where lines end, its tables. No depth of nesting is too much for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeAlias

from justhtml import Element, Text

from reports.importing.html_look import Look, attribute, inside, is_block, is_struck, is_unseen, styles

FIELDS: Final = frozenset({"", "text", "number", "tel"})
"""Kinds of input that show what is typed in them."""

FRAMES: Final = frozenset({"iframe", "frame", "embed", "object"})
"""Elements that show another document, which is not in this one."""

RAISED_DEPTH: Final = 6
"""Elements around a raised number that are looked into."""


class Words(NamedTuple):
    """A piece of text."""

    text: str
    look: Look


class Break(NamedTuple):
    """The end of a line."""


class Table(NamedTuple):
    """A table in which no other one stands."""

    element: Element
    look: Look


Event: TypeAlias = Words | Break | Table
Step: TypeAlias = Event | tuple[Element | Text, Look]


@dataclass
class Page:
    """A parsed page: by id the tables that only lay it out; and what was come across that is no text."""

    outer: set[int]
    images: int = 0
    frames: int = 0
    struck: bool = False

    def shown(self, nodes: Iterable[Any], look: Look, *, in_cell: bool = False) -> Iterator[Event]:
        """What the nodes show, in order."""
        waiting: list[Step] = [(node, look) for node in reversed(list(nodes))]
        last = ""
        while waiting:
            step = waiting.pop()
            if isinstance(step, Words):
                last = step.text[-1:] or last
                yield step
            elif isinstance(step, Break | Table):
                yield step
            else:
                node, look = step
                if isinstance(node, Text):
                    waiting.append(Words(node.data or "", look))
                elif isinstance(node, Element):
                    found = self._inside(node, look, in_cell=in_cell)
                    if last.isdigit() and _is_raised_number(node):
                        found = [Words("[", look), *found, Words("]", look)]
                    waiting.extend(reversed(found))

    def _inside(self, element: Element, look: Look, *, in_cell: bool) -> list[Step]:
        """What an element consists of."""
        style, name = styles(element), element.name
        if name == "br":
            return [Break()]
        if in_cell and (typed := _typed(element)) is not None:
            return [Words(typed, look)]
        self.images += name == "img" and not _is_spacer(element)
        self.frames += name in FRAMES
        if is_unseen(element, style):
            return []
        if is_struck(element, style):
            self.struck = True
            return []
        look = inside(element, style, look)
        if name == "table" and id(element) not in self.outer:
            return [Break(), Table(element, look), Break()]
        found: list[Step] = [(child, look) for child in element.children]
        return [Break(), *found, Break()] if is_block(element, style) else found


def outer_tables(root: Any) -> set[int]:
    """The ids of tables with a table inside."""
    outer: set[int] = set()
    waiting: list[tuple[Any, int]] = [(root, 0)]
    while waiting:
        node, around = waiting.pop()
        if node.name == "table":
            outer.add(around)
            around = id(node)
        waiting.extend((child, around) for child in getattr(node, "children", None) or ())
    return outer


def _typed(element: Element) -> str | None:
    """What is typed in a field; None where it is none."""
    if element.name == "textarea":
        return "".join(child.data or "" for child in element.children if isinstance(child, Text))
    if element.name == "input" and attribute(element, "type").lower() in FIELDS:
        return attribute(element, "value")
    return None


def _is_spacer(image: Element) -> bool:
    """Whether a picture only keeps a distance, as those of one point do."""
    return bool({attribute(image, "width"), attribute(image, "height")} & {"0", "1", "0px", "1px"})


def _is_raised_number(element: Element) -> bool:
    """Whether a number stands raised or lowered: behind a digit it is a note, 12 with a note 1 is not 121."""
    if element.name not in ("sup", "sub"):
        return False
    node: Any = element
    for _step in range(RAISED_DEPTH):
        node = node.children[0] if node.children else None
        if isinstance(node, Text):
            return (node.data or "").strip()[:1].isdigit()
        if node is None or not isinstance(node, Element):
            return False
    return False
