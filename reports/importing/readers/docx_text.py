"""The text of one paragraph of a Word document: its runs, with what must not be read left out and what cannot be noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple
from xml.etree import ElementTree as ET

from reports.importing.readers.docx_ink import Ink
from reports.importing.readers.docx_numbering import Numbering
from reports.importing.readers.docx_styles import NOTHING, Styles, is_raised, is_struck, numbered, outline
from reports.importing.readers.docx_xml import below, child, inner, is_on, number, value
from reports.importing.readers.ooxml import short
from reports.importing.readers.raised import noted
from reports.importing.readers.stored_text import Run, plain

PRINTED = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "□"}
"""What elements of a run print; a symbol of a private font is none that could be named."""


class Line(NamedTuple):
    """A paragraph: its runs, and its level where it is a heading."""

    runs: list[Run]
    level: int


@dataclass
class Noticed:
    """What a document holds that no reader of its text sees, or that could not be read."""

    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """The ids of footnotes (``f``) and endnotes (``e``) that the text refers to."""

    boxes: list[ET.Element] = field(default_factory=list)
    """Text boxes that have not been read yet."""

    has_boxes: bool = False
    cut: bool = False
    """Whether a table was too wide."""

    pictures: int = 0
    objects: int = 0


class Lines:
    """Reads paragraphs one after another: automatic numbers count, and fields reach over their ends."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.noticed = Noticed()
        self._styles = styles
        self._numbering = numbering
        self._fields: list[bool] = []
        """The fields that are open, outermost first, and whether what follows is their result."""

        self._before = ""
        """What the paragraph has printed last."""

        self._unseen: Callable[[ET.Element], bool] = bool
        """Whether a run of the paragraph cannot be seen beside the others."""

    def ink(self, paragraphs: Sequence[ET.Element], cell: ET.Element | None = None) -> Ink:
        """What can be seen in paragraphs that stand together."""
        return Ink(self._styles, paragraphs, cell)

    def line(self, paragraphs: Sequence[ET.Element], ink: Ink) -> Line | None:
        """A paragraph, with those before it that go on in it; None for a line of a table of contents."""
        properties, style = None, NOTHING
        self._before = ""
        runs: list[Run] = []
        for one in paragraphs:
            properties = child(one, "pPr")
            style = self._styles.paragraph(value(child(properties, "pStyle")))
            self._unseen = partial(ink.is_unseen, one)
            runs += self._runs(one, hidden=style.hidden or False)
            self._fields = [result for result in self._fields if result]  # an instruction does not reach over an end
        own = numbered(properties)
        list_id = style.numbered.list_id if own.list_id is None else own.list_id
        level = style.numbered.level if own.level is None else own.level
        if list_id and list_id != "0" and (before := self._numbering.next(list_id, level or 0)):
            runs = [(before, runs[0][1] if runs else False), *runs]
        if style.of_contents:
            return None
        depth = style.level if (said := outline(properties)) is None else said
        return Line(runs, depth or 0)

    def _runs(self, parent: ET.Element, *, hidden: bool) -> Iterator[Run]:
        """The runs in an element, in order."""
        for name, one in inner(parent):
            if name == "r":
                yield from self._run(one, hidden=hidden)
            elif name in (":oMath", ":oMathPara"):
                yield "".join(node.text or "" for node in one.iter() if short(node.tag) == ":t"), False

    def _run(self, run: ET.Element, *, hidden: bool) -> Iterator[Run]:
        """A run, in pieces where a phonetic guide or the like interrupts it."""
        properties = child(run, "rPr")
        style = self._styles.of(value(child(properties, "rStyle")))
        bold = style.bold if (said := is_on(child(properties, "b"))) is None else said
        vanish = style.hidden if (said := is_on(child(properties, "vanish"))) is None else said
        text = ""
        for name, one in inner(run):
            if name == "r":
                yield self._printing(text), bool(bold)
                yield from self._run(one, hidden=hidden)
                text = ""
            elif name == "fldChar":
                self._field(value(one, "fldCharType"))
            elif all(self._fields):
                text += self._printed(name, one)
        if self._unseen(run):
            vanish = True
        struck = style.struck if (said := is_struck(properties)) is None else said
        if struck or (hidden if vanish is None else vanish):
            left_out = self.noticed.struck if struck else self.noticed.hidden
            left_out.extend([found] if (found := plain([(text, False)])) else [])
            return
        raised = style.raised if (said := is_raised(properties)) is None else said
        yield self._printing(noted(self._before, text) if raised else text), bool(bold)

    def _printing(self, text: str) -> str:
        """The text, which is now what was printed last."""
        self._before = text or self._before
        return text

    def _printed(self, name: str, one: ET.Element) -> str:
        """What an element of a run prints; what it shows otherwise is noticed."""
        if name == "t":
            return one.text or ""
        if name in PRINTED:
            return PRINTED[name]
        if name in ("footnoteReference", "endnoteReference"):
            self.noticed.notes.append(f"{name[0]}{number(one, 'id')}")
        elif name in ("drawing", "pict", "object"):
            self._look_at(name, one)
        return ""

    def _field(self, kind: str) -> None:
        """A field begins, comes to its result, or ends."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _look_at(self, name: str, drawn: ET.Element) -> None:
        """Keeps the text boxes of a drawing, and counts what only a person can read."""
        boxes = list(below(drawn, "txbxContent"))
        self.noticed.boxes += boxes
        self.noticed.has_boxes = self.noticed.has_boxes or bool(boxes)
        if name == "object":
            self.noticed.objects += 1
        elif not boxes:
            found = {short(node.tag) for node in drawn.iter()}
            self.noticed.pictures += bool(found & {":blip", ":imagedata"})
            self.noticed.objects += bool(found & {":chart", ":relIds", ":OLEObject"})
