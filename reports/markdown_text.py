r"""Prose and labels as Markdown that renders, in every common renderer, as exactly the text that was typed.

Stored prose is plain text, one paragraph per line. The only markup: ``**bold**``, where a marker is exactly two stars
and markers pair in order within their paragraph; ``\*`` is a star; an unpaired marker, and three or more stars in a row
(``138****1234``), are literal. So are the angle brackets of a typed ``<http://…>``: the link stands between them.

Characters that could be markup become entities, not backslashes: fewer renderers understand those.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Literal
from unicodedata import category

from reports.terminal_text import without
from schema.bold import strong

URL = re.compile(
    r"(?<![A-Za-z0-9])(https?://[A-Za-z0-9](?:[A-Za-z0-9\-._~/?#=&+,:;@!$%]|\([A-Za-z0-9\-._~/?#=&+,%]*\))*"
    r"(?<=[A-Za-z0-9/=#_~\-)]))"
)
"""An http address as typed in running text: it ends before full-width or closing punctuation."""

AUTOLINK = re.compile(r"(?!.*(?:%|xn--|&\w+;))https?://[a-z0-9\-]+(?:\.[a-z0-9\-]+)*(?::[0-9]+)?(?:[/?#].*)?")
"""Addresses that stay as typed when written in ``<>``; in others renderers decode or lower-case something."""

MARKUP = re.compile(
    r"""(?x) [<>&*_\[\]`\\~|{}$^"'@.=:(+\-] (?:
      (?<= [<>&*_\[\]`\\~|{}$^"'@] )
    | (?<= -- | \.\. | == )                                  # typographic dashes and dots, highlighting
    | (?<= (?i:www)\. ) | (?<= \w\. ) (?= [A-Za-zр] )        # bare host names become links, often to a wrong host
    | (?<= (?i:ftp): ) | (?<= (?i:http|xmpp): ) | (?<= (?i:https): ) | (?<= (?i:mailto): )
    | (?<= : ) (?= [\w+\-]+ : )                              # :emoji:
    | (?<= \( ) (?= (?i:c|r|tm|p) \) ) | (?<= \+ ) (?= - )   # (c), +-
    )"""
)
NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}

LINE_START = re.compile(r"[#+\-=:%]|\w{1,9}[.)](?=\s|$)|\((?=\w{1,9}\)(?:\s|$))")
"""What begins a heading, list, rule or definition; the last character of the match is the one to encode."""


def plain_text(text: str) -> str:
    r"""What a reader sees of stored prose: bold markers gone, ``\*`` a star."""
    if "*" not in text:
        return text
    return "\n".join("".join(piece for piece, _ in spans(line)) for line in text.split("\n"))


def paragraphs(text: str) -> list[str]:
    """The stored paragraphs of a prose part without what is invisible; lines with nothing on them are none."""
    return [line for line in without(text).split("\n") if line and not line.isspace()]


def spans(line: str) -> list[tuple[str, bool]]:
    """The pieces of one stored paragraph, each with whether it is bold; no piece is empty."""
    if "*" not in line:
        return [(line, False)] if line else []
    edges = [0, *(edge for begin, end in strong(line) for edge in (begin - 2, begin, end, end + 2)), len(line)]
    pieces = [line[start:end].replace("\\*", "*") for start, end in list(pairwise(edges))[::2]]
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]


def inline(line: str) -> str:
    """One stored paragraph as a line of Markdown."""
    pieces = spans(without(line))
    if not pieces:
        return ""
    written = [link(piece) for piece, _ in pieces]
    written[0] = encoded(written[0], 0, str.isspace)
    written[-1] = encoded(written[-1], -1, str.isspace)
    for place, (_, bold) in enumerate(pieces):
        if bold:
            embolden(written, place)
    return opening_nothing("".join(written))


def opening_nothing(text: str) -> str:
    """Markdown of one line that begins no heading, list or rule where it stands alone."""
    start = LINE_START.match(text)
    return text[: start.end() - 1] + entity(text[start.end() - 1]) + text[start.end() :] if start else text


def escape(text: str) -> str:
    """A literal text for a heading or a cell, on one line."""
    written = encoded(link(one_line(text)), 0, str.isspace)
    return encoded(written, -1, lambda last: last.isspace() or last == "#")


def one_line(text: str) -> str:
    """Text with nothing invisible and a space for each line break."""
    return without(" ".join(line.strip() for line in text.split("\n")) if "\n" in text else text)


def link(text: str) -> str:
    """Text with its markup defused and its http addresses as links."""
    if "://" not in text:
        return defuse(text)
    pieces = URL.split(text)
    written = "".join(linked(piece) if place % 2 else defuse(piece) for place, piece in enumerate(pieces))
    return written.replace("![", "&#33;[")


def linked(url: str) -> str:
    """A link that shows its address as typed."""
    if AUTOLINK.fullmatch(url):
        return f"<{url}>"
    return f"[{defuse(url)}](<{url.replace('&', '&amp;')}>)"


def defuse(text: str) -> str:
    """Text in which no character is markup, whether read as Markdown or as HTML."""
    return MARKUP.sub(lambda found: entity(found.group()), text)


def entity(character: str) -> str:
    """A character as a reference that HTML and Markdown resolve."""
    return NAMED.get(character) or f"&#{ord(character)};"


def encoded(written: str, place: Literal[0, -1], wanted: Callable[[str], bool]) -> str:
    """Markdown whose first (0) or last (-1) character is a reference if it is one of those wanted."""
    if not written or not wanted(written[place]):
        return written
    return entity(written[0]) + written[1:] if place == 0 else written[:-1] + entity(written[-1])


def embolden(written: list[str], place: int) -> None:
    """Makes one of the written pieces bold, so that its neighbours do not stop CommonMark from seeing it.

    ``**`` between punctuation inside and a letter outside is no marker there (commonmark-spec#650): the letter is
    encoded, since a reference begins and ends with punctuation. A reference in place of a space inside is punctuation.
    """
    inside = encoded(encoded(written[place], 0, str.isspace), -1, str.isspace)
    written[place] = f"**{inside}**"
    if place and perhaps_punctuation(inside[0]):
        written[place - 1] = encoded(written[place - 1], -1, stands_close)
    if place + 1 < len(written) and perhaps_punctuation(inside[-1]):
        written[place + 1] = encoded(written[place + 1], 0, stands_close)


def perhaps_punctuation(character: str) -> bool:
    """Whether any edition of CommonMark counts it as punctuation; symbols are so since 0.31."""
    return category(character)[0] in "PS"


def stands_close(character: str) -> bool:
    """Whether some edition of CommonMark counts it as neither space nor punctuation."""
    return not character.isspace() and category(character)[0] != "P" and character not in "$+<=>^`|~"
