"""The XML of a Word document without its wrappers: what a reader of the finished text would see, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias
from xml.etree import ElementTree as ET

from reports.importing.readers.ooxml import OFF, short
from reports.importing.readers.stored_text import plain

WRAPPERS = frozenset({"ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo", "rubyBase"})
"""Elements that say something about what is in them and print nothing themselves."""

DELETED = frozenset({"del", "moveFrom"})
CHANGED = DELETED | {"ins", "moveTo", "cellDel", "cellIns", "cellMerge"}
"""What a reviewer took out, and this or what was put in."""

BLOCKS = frozenset({"tbl", "altChunk", "subDoc"})
"""What stands between paragraphs."""

Named: TypeAlias = tuple[str, ET.Element]
"""An element and its name: as Word calls it, with ``:`` before it where it belongs to another vocabulary."""


def child(element: ET.Element | None, *path: str) -> ET.Element | None:
    """The first child of a name, its first child of the next name, and so on."""
    for name in path:
        element = next((one for one in element if short(one.tag) == name), None) if element is not None else None
    return element


def value(element: ET.Element | None, name: str = "val") -> str:
    """An attribute of Word's; empty where there is none."""
    if element is None:
        return ""
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), "")


def number(element: ET.Element | None, name: str = "val", otherwise: int = 0) -> int:
    """An attribute that is a whole number."""
    text = value(element, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def is_on(element: ET.Element | None) -> bool | None:
    """Whether a property that can be switched is on; None where it is not said."""
    return None if element is None else value(element).lower() not in OFF


def inner(element: ET.Element) -> Iterator[Named]:
    """What is in an element once all changes are accepted; wrappers are opened, tables of contents left out."""
    for one in element:
        name = short(one.tag)
        if name in WRAPPERS:
            yield from inner(one)
        elif name == "sdt":
            if value(child(one, "sdtPr", "docPartObj", "docPartGallery")) != "Table of Contents":
                yield from inner(content) if (content := child(one, "sdtContent")) is not None else ()
        elif name == "ruby":
            yield from inner(base) if (base := child(one, "rubyBase")) is not None else ()
        elif name == ":AlternateContent":
            yield from inner(_shown(one))
        elif name not in DELETED:
            yield name, one


def joined(element: ET.Element) -> Iterator[tuple[str, list[ET.Element]]]:
    """What stands in the body, a cell or a text box; with a paragraph those before it whose end was deleted.

    They go on in it, but never out of what they stand in, nor past a table.
    """
    waiting: list[ET.Element] = []
    for name, one in inner(element):
        if name == "p":
            waiting.append(one)
        elif name not in BLOCKS:
            continue
        if waiting and child(one, "pPr", "rPr", "del") is None:
            yield "p", waiting
            waiting = []
        if name in BLOCKS:
            yield name, [one]
    if waiting:
        yield "p", waiting


def below(element: ET.Element, name: str) -> Iterator[ET.Element]:
    """All elements of a name in what is shown of an element, none of them within another."""
    for found, one in inner(element):
        if found == name:
            yield one
        else:
            yield from below(one, name)


def printed(element: ET.Element) -> str:
    """The plain text in what is shown of an element."""
    return plain([(" ".join("".join(t.text or "" for t in below(p, "t")) for p in below(element, "p")), False)])


def _shown(alternatives: ET.Element) -> ET.Element:
    """The variant of a content that holds its text; the first one where none does, and nothing where there is none."""
    first = next(iter(alternatives), alternatives)
    return next((one for one in alternatives if any(short(node.tag) == "txbxContent" for node in one.iter())), first)
