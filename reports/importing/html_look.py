"""What the tags and style attributes of a page say about how its text looks: shown or not, bold, with its own line breaks."""

from __future__ import annotations

import re
from typing import NamedTuple

from justhtml import Element

UNSEEN = frozenset({
    "area", "audio", "base", "canvas", "datalist", "embed", "head", "iframe", "link", "map", "math", "meta", "noembed",
    "noframes", "noscript", "object", "param", "progress", "rp", "rt", "rtc", "script", "select", "source", "style", "svg",
    "template", "textarea", "title", "track", "video", "xml",
})  # fmt: skip
"""Elements that show no text of the document."""

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
"""Elements that begin on a line of their own."""

BOLD = frozenset({"b", "strong"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
STRUCK = frozenset({"del", "s", "strike"})
_STYLED = re.compile(
    r"(?<![\w-])(display|visibility|font-weight|white-space|text-decoration(?:-line)?|mso-hide)\s*:\s*([^;]+)"
)
_HEAVY = re.compile(r"bold|bolder|[6-9]\d\d|1000")
_LIGHT = re.compile(r"normal|lighter|[1-5]\d\d")


class Look(NamedTuple):
    """How text looks: bold, whether its blanks and line ends count (as in ``pre``), the level of its heading or 0."""

    bold: bool = False
    pre: bool = False
    level: int = 0


def attribute(element: Element, name: str) -> str:
    """The value of an attribute, empty where there is none."""
    return (element.attrs or {}).get(name) or ""


def styles(element: Element) -> dict[str, str]:
    """What the style attribute says about the things that matter here."""
    style = attribute(element, "style")
    return {name: value.strip() for name, value in _STYLED.findall(style.lower())} if style else {}


def is_unseen(element: Element, style: dict[str, str]) -> bool:
    """Whether nothing inside is shown."""
    return (
        element.name in UNSEEN
        or "hidden" in (element.attrs or {})
        or style.get("display", "").startswith("none")
        or style.get("visibility", "").startswith(("hidden", "collapse"))
        or style.get("mso-hide", "").startswith("all")
    )


def is_struck(element: Element, style: dict[str, str]) -> bool:
    """Whether a line through its text takes the text back."""
    decoration = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    return element.name in STRUCK or "line-through" in decoration


def is_block(element: Element, style: dict[str, str]) -> bool:
    """Whether it begins on a line of its own."""
    return element.name in BLOCKS or style.get("display", "").startswith(("block", "table", "flex", "grid", "list"))


def inside(element: Element, style: dict[str, str], around: Look) -> Look:
    """The look of what is inside."""
    bold, pre = around.bold or element.name in BOLD, around.pre or element.name in ("pre", "listing")
    if weight := style.get("font-weight", ""):
        bold = bool(_HEAVY.match(weight)) or (bold and not _LIGHT.match(weight))
    if space := style.get("white-space", ""):
        pre = space.startswith(("pre", "break-spaces"))
    return Look(bold, pre, HEADINGS.get(element.name, around.level))
