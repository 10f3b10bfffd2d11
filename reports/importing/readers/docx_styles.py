"""What the styles of a Word document say of a paragraph or a run: headings, bold, hidden, automatic numbers."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree import ElementTree as ET

from reports.importing.readers.docx_xml import child, is_on, number, value
from reports.importing.readers.ooxml import short

HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
TITLE = re.compile(r"title|标题", re.IGNORECASE)
CONTENTS_LINE = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)
"""Names of styles, as Word, WPS and LibreOffice write them."""

LEAST_RAISED = 6
"""Half points by which a run is moved up or down when it is no longer on its line."""

WHITE = "FFFFFF"
NO_GROUND = ("", "none", "auto")
DEEPEST = 6
NO_LEVEL = 9


class Numbered(NamedTuple):
    """The list that a paragraph is in, and its level there from 0; None where it is not said."""

    list_id: str | None = None
    level: int | None = None


class Style(NamedTuple):
    """What a style says; None where it says nothing. ``level`` is that of a heading, 0 for running text."""

    level: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    numbered: Numbered = Numbered()
    of_contents: bool = False
    """Whether its paragraphs are lines of a table of contents."""

    white: bool | None = None
    ground: bool | None = None
    """Whether it lays a ground that is not white below its text."""


NOTHING = Style()


def outline(properties: ET.Element | None) -> int | None:
    """The level of a heading that a paragraph's properties name."""
    found = child(properties, "outlineLvl")
    if found is None:
        return None
    level = number(found, otherwise=NO_LEVEL)
    return 0 if level >= NO_LEVEL else min(level + 1, DEEPEST)


def numbered(properties: ET.Element | None) -> Numbered:
    """The list that a paragraph's properties name."""
    found = child(properties, "numPr")
    if found is None:
        return Numbered()
    level = child(found, "ilvl")
    return Numbered(value(child(found, "numId")) or None, None if level is None else number(level))


def is_struck(properties: ET.Element | None) -> bool | None:
    """Whether the properties of a run strike it out; None where they say nothing."""
    said = [is_on(child(properties, name)) for name in ("strike", "dstrike")]
    return any(said) if said != [None, None] else None


def is_raised(properties: ET.Element | None) -> bool | None:
    """Whether the properties of a run raise or lower it; None where they say nothing."""
    aligned, moved = child(properties, "vertAlign"), value(child(properties, "position"))
    if aligned is None and not moved:
        return None
    points = moved.removeprefix("-").removesuffix("pt")
    return value(aligned) in ("superscript", "subscript") or (points.isdecimal() and int(points) >= LEAST_RAISED)


def is_white(properties: ET.Element | None) -> bool | None:
    """Whether the properties of a run make it white; None where they say no colour."""
    color = child(properties, "color")
    return None if color is None else value(color).upper() == WHITE


def has_ground(properties: ET.Element | None) -> bool | None:
    """Whether properties lay a ground that is not white; None where the one below shows."""
    found = (value(child(properties, "highlight")), value(child(properties, "shd"), "fill"))
    said = next((ground.upper() for ground in found if ground.lower() not in NO_GROUND), None)
    return None if said is None else said not in (WHITE, "WHITE")


def own(style: ET.Element) -> Style:
    """What a style says itself."""
    name = value(child(style, "name"))
    paragraph, run = child(style, "pPr"), child(style, "rPr")
    level = outline(paragraph)
    if heading := HEADING.fullmatch(name):
        level = min(int(heading[1]), DEEPEST)
    elif TITLE.fullmatch(name):
        level = 1
    return Style(
        level,
        is_on(child(run, "b")),
        is_on(child(run, "vanish")),
        is_struck(run),
        is_raised(run),
        numbered(paragraph),
        CONTENTS_LINE.fullmatch(name) is not None,
        is_white(run),
        has_ground(paragraph) if (said := has_ground(run)) is None else said,
    )


class Styles:
    """All styles of a document, by id; one that is not there says nothing."""

    def __init__(self, root: ET.Element | None) -> None:
        found = [one for one in (root if root is not None else ()) if short(one.tag) == "style"]
        self._elements = {value(one, "styleId"): one for one in found}
        self._default = next(
            (
                value(one, "styleId")
                for one in found
                if value(one, "type") == "paragraph" and value(one, "default") == "1"
            ),
            "",
        )
        self._known: dict[str, Style] = {}

    def paragraph(self, style_id: str) -> Style:
        """The style of a paragraph, the document's own where it names none."""
        return self.of(style_id or self._default)

    def of(self, style_id: str) -> Style:
        """What a style says together with those that it is based on."""
        if style_id not in self._known:
            self._known[style_id] = NOTHING  # a style that is based on itself
            element = self._elements.get(style_id)
            if element is not None:
                self._known[style_id] = _over(self.of(value(child(element, "basedOn"))), own(element))
        return self._known[style_id]


def _over(base: Style, own: Style) -> Style:
    """A style over the one that it is based on."""
    return Style(
        base.level if own.level is None else own.level,
        base.bold if own.bold is None else own.bold,
        base.hidden if own.hidden is None else own.hidden,
        base.struck if own.struck is None else own.struck,
        base.raised if own.raised is None else own.raised,
        Numbered(
            base.numbered.list_id if own.numbered.list_id is None else own.numbered.list_id,
            base.numbered.level if own.numbered.level is None else own.numbered.level,
        ),
        base.of_contents or own.of_contents,
        base.white if own.white is None else own.white,
        base.ground if own.ground is None else own.ground,
    )
