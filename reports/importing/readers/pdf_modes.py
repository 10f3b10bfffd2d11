"""Pages of a PDF as pdfplumber reads them, whose characters also say whether and how they are filled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.page import PDFPageInterpreter as Interpreter  # type: ignore[attr-defined] # the one that it works with


class ModedPage(Page):
    """A page whose characters say in which ``mode`` they are printed."""

    @property
    def layout(self) -> Any:
        """What pdfminer finds on the page."""
        if not hasattr(self, "_layout"):
            device = _Device(self.pdf.rsrcmgr, pageno=self.page_number, laparams=self.pdf.laparams)
            Interpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout = device.get_result()
        return self._layout

    def process_object(self, obj: Any) -> dict[str, Any]:
        """An object as pdfplumber gives it, with the mode of a character."""
        found = super().process_object(obj)
        if found["object_type"] == "char":
            found["mode"] = obj.graphicstate.mode
        return found


class _Device(PDFPageAggregatorWithMarkedContent):
    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Hands the mode on to the characters."""
        graphicstate = graphicstate.copy()
        graphicstate.mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)


def moded(pages: list[Page]) -> Iterator[ModedPage]:
    """The pages of a document, with the modes of their characters."""
    return (ModedPage(page.pdf, page.page_obj, page.page_number, page.initial_doctop) for page in pages)
