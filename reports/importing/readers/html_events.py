"""A page in reading order: its texts, where lines end, its tables. No depth of nesting is too much for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeAlias

from justhtml import Element, Text

from reports.importing.readers.html_look import (
    UNSEEN,
    Look,
    attribute,
    inside,
    is_block,
    is_faint,
    is_hidden,
    is_raised,
    is_struck,
    is_unseen,
    leads_to_note,
    styles,
)
from reports.importing.readers.html_rules import Rules

FIELDS: Final = frozenset({"", "text", "number", "tel"})
"""Kinds of input that show what is typed in them."""

FRAMES: Final = frozenset({"iframe", "frame", "embed", "object"})
"""Elements that show another document, which is not in this one."""

SHOWING: Final = frozenset({"display", "visibility"})
"""What a style says of whether something is shown."""

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
    rules: Rules
    images: int = 0
    frames: int = 0
    struck: bool = False
    hidden: bool = False

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
                    style = self.style(node) if in_cell else styles(node)
                    found = self._inside(node, style, look, in_cell=in_cell)
                    is_apart = is_raised(node, style) or (in_cell and leads_to_note(node))
                    if last.isdigit() and found and is_apart and _is_number(node):
                        found = [Words("[", look), *found, Words("]", look)]
                    waiting.extend(reversed(found))

    def cell_words(self, cell: Element) -> Iterator[str]:
        """The texts in a cell of a table and blanks where lines end, without what nobody sees.

        White, and in blocks that a class hides, are figures that somebody sees where nothing else is there.
        """
        shown = list(self.shown(cell.children, inside(cell, styles(cell), Look()), in_cell=True))
        words = [event for event in shown if isinstance(event, Words) and event.text.strip()]
        if words and (self._is_crossed(cell) or (isinstance(cell.parent, Element) and self._is_crossed(cell.parent))):
            self.struck = True
            return
        is_seen = any(not (word.look.white or word.look.tiny or word.look.folded) for word in words)
        for event in shown:
            if not isinstance(event, Words):
                yield "\u00a0"
            elif event.look.tiny or (is_seen and (event.look.white or event.look.folded)):
                self.hidden = self.hidden or bool(event.text.strip())
            else:
                yield event.text

    def _is_crossed(self, element: Element) -> bool:
        """Whether a line goes through all of a cell or row."""
        return is_struck(element, {**self.rules.of(element), **styles(element)})

    def style(self, element: Element) -> dict[str, str]:
        """How an element looks by its own style and by its classes; those of a block only say whether it is shown."""
        own, said = styles(element), self.rules.of(element)
        if said and is_block(element, own):
            said = {name: value for name, value in said.items() if name in SHOWING}
        return {**said, **own}

    def _inside(self, element: Element, style: dict[str, str], look: Look, *, in_cell: bool) -> list[Step]:
        """What an element consists of."""
        name = element.name
        if name == "br":
            return [Break()]
        typed = _typed(element) if in_cell else None
        self.images += name == "img" and not _is_spacer(element)
        self.frames += name in FRAMES
        if is_hidden(element, style) or (in_cell and is_faint(style)):
            own = styles(element)
            is_folded = in_cell and is_block(element, own) and not (is_hidden(element, own) or is_faint(own))
            if not is_folded:
                self.hidden = self.hidden or bool(typed) or (in_cell and not is_unseen(element, own))
                return []
            look = look._replace(folded=True)
        if typed is None and name in UNSEEN:
            return []
        if is_struck(element, style):
            self.struck = True
            return []
        look = inside(element, style, look)
        if name == "table" and id(element) not in self.outer:
            return [Break(), Table(element, look), Break()]
        found: list[Step] = [(child, look) for child in element.children] if typed is None else [Words(typed, look)]
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


def _is_number(element: Element) -> bool:
    """Whether an element shows a number: raised behind a digit it is a note, 12 with a note 1 is not 121."""
    node: Any = element
    for _step in range(RAISED_DEPTH):
        node = node.children[0] if node.children else None
        if isinstance(node, Text):
            return (node.data or "").strip()[:1].isdigit()
        if node is None or not isinstance(node, Element):
            return False
    return False
