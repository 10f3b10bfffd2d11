"""White text on white paper in a Word document: it is there for programs only."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from reports.importing.readers.docx_styles import Styles, has_ground, is_white
from reports.importing.readers.docx_xml import child, value
from reports.importing.readers.ooxml import short


class Ink:
    """Whether runs can be seen beside the others of their place: the paragraphs of a cell, or a single one outside."""

    def __init__(self, styles: Styles, paragraphs: Iterable[ET.Element], cell: ET.Element | None = None) -> None:
        self._styles = styles
        self._cell = has_ground(child(cell, "tcPr"))
        self._has_others = any(
            self._prints(run) and not self._is_white(one, run)
            for one in paragraphs
            for run in one.iter()
            if short(run.tag) == "r"
        )

    def is_unseen(self, paragraph: ET.Element, run: ET.Element) -> bool:
        """Whether a run is white on no ground, where others are not: a white text alone may stand on the ground of a table."""
        return self._has_others and self._is_white(paragraph, run)

    def _is_white(self, paragraph: ET.Element, run: ET.Element) -> bool:
        """Whether a run is white on no ground; the nearest one that says anything decides."""
        own, around = child(run, "rPr"), child(paragraph, "pPr")
        style, outer = (
            self._styles.of(value(child(own, "rStyle"))),
            self._styles.paragraph(value(child(around, "pStyle"))),
        )
        if not next((said for said in (is_white(own), style.white, outer.white) if said is not None), False):
            return False
        grounds = (has_ground(own), style.ground, has_ground(around), outer.ground, self._cell)
        return not next((said for said in grounds if said is not None), False)

    @staticmethod
    def _prints(run: ET.Element) -> bool:
        return any(short(one.tag) == "t" and (one.text or "").strip() for one in run)
