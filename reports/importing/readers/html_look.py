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
    r"(?<![\w-])(display|visibility|font-weight|white-space|text-decoration(?:-line)?|mso-hide|font-size|color|background(?:-color)?"
    r"|opacity|left|top|width|height|overflow|text-indent|vertical-align|mso-text-raise)\s*:\s*([^;]+)"
)
_HEAVY = re.compile(r"bold|bolder|[6-9]\d\d|1000")
_LIGHT = re.compile(r"normal|lighter|[1-5]\d\d")
_ZERO = re.compile(r"0*\.?0+(?![\d.])")
_WHITE = re.compile(r"(?:white|transparent|#fff(?:fff)?)\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b")
_FAR = re.compile(r"-\d{3,}")
_UP = re.compile(r"super|sub|text-top|[3-9]|[1-9]\d")


class Look(NamedTuple):
    """How text looks: bold, whether its blanks and line ends count (as in ``pre``), the level of its heading or 0; hidden by size, colour or a block's class."""

    bold: bool = False
    pre: bool = False
    level: int = 0
    tiny: bool = False
    white: bool = False
    folded: bool = False


def attribute(element: Element, name: str) -> str:
    """The value of an attribute, empty where there is none."""
    return (element.attrs or {}).get(name) or ""


def styles(element: Element) -> dict[str, str]:
    """What the style attribute says about the things that matter here."""
    style = attribute(element, "style")
    return declared(style) if style else {}


def declared(declarations: str) -> dict[str, str]:
    """What declarations of a style say about the things that matter here."""
    return {name: value.strip() for name, value in _STYLED.findall(declarations.lower())}


def is_unseen(element: Element, style: dict[str, str]) -> bool:
    """Whether nothing inside is shown."""
    return element.name in UNSEEN or is_hidden(element, style)


def is_hidden(element: Element, style: dict[str, str]) -> bool:
    """Whether its style or an attribute hides an element, whatever it is."""
    return (
        "hidden" in (element.attrs or {})
        or style.get("display", "").startswith("none")
        or is_invisible(style)
        or style.get("mso-hide", "").startswith("all")
    )


def hides(style: dict[str, str]) -> bool:
    """Whether declarations, of whatever element, leave nothing to be seen of it."""
    unshown = style.get("display", "").startswith("none") or is_invisible(style) or is_faint(style)
    return unshown or _ZERO.match(style.get("font-size", "")) is not None


def is_invisible(style: dict[str, str]) -> bool:
    """Whether an element keeps its place and is not seen there."""
    return style.get("visibility", "").startswith(("hidden", "collapse"))


def is_struck(element: Element, style: dict[str, str]) -> bool:
    """Whether a line through its text takes the text back."""
    decoration = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    return element.name in STRUCK or "line-through" in decoration


def is_faint(style: dict[str, str]) -> bool:
    """Whether what is inside is shown where nobody sees it."""
    away = any(_FAR.match(style.get(side, "")) for side in ("left", "top", "text-indent"))
    cut = style.get("overflow", "").startswith(("hidden", "clip"))
    roomless = cut and any(_ZERO.match(style.get(side, "")) for side in ("width", "height"))
    return away or roomless or _ZERO.match(style.get("opacity", "")) is not None


def is_raised(element: Element, style: dict[str, str]) -> bool:
    """Whether it stands raised or lowered within its line."""
    if is_block(element, style):
        return False
    return element.name in ("sup", "sub") or any(
        _UP.match(style.get(name, "").lstrip("-")) for name in ("vertical-align", "mso-text-raise")
    )


def leads_to_note(element: Element) -> bool:
    """Whether it is a link to another place of the page."""
    return element.name == "a" and attribute(element, "href").startswith("#")


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
    tiny = _ZERO.match(size) is not None if (size := style.get("font-size", "")) else around.tiny
    white = around.white
    if color := style.get("color", "") or (attribute(element, "color").lower() if element.name == "font" else ""):
        white = _WHITE.match(color) is not None
    ground = style.get("background-color", "") or style.get("background", "none")
    if not ground.startswith("none") and not _WHITE.match(ground):
        white = False
    return Look(bold, pre, HEADINGS.get(element.name, around.level), tiny, white, around.folded)
