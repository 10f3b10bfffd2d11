"""Bold in Markdown as its writers mean it: ``**`` pairs in order, also where CommonMark sees no marker.

Chinese text ends bold behind 。 and before a letter, where CommonMark's rule for word borders shows the stars.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from schema.bold import MARKER


def bold_markers(parser: MarkdownIt) -> None:
    """Has a parser leave two stars in a row to `pair`; escaped stars and references stay literal."""
    parser.inline.ruler.before("emphasis", "bold_marker", _rule)
    parser.disable("text_join")


def _rule(state: StateInline, silent: bool) -> bool:
    start, end = state.pos, state.pos + len(MARKER)
    if not state.src.startswith(MARKER, start) or state.src.startswith("*", end):
        return False
    alone = state.src[start - 1 : start].isspace() and state.src[end : end + 1].isspace() and start > 0
    if not silent:
        token = state.push("text_special" if alone else "bold_marker", "", 0)
        token.content = MARKER
    state.pos = end
    return True


def pair(children: Sequence[Token]) -> None:
    """Makes pairs of markers bold; one without a partner is two stars, and what was escaped is text like any other."""
    found = [token for token in children if token.type == "bold_marker"]
    for opening, closing in zip(found[::2], found[1::2], strict=False):
        opening.type, opening.tag, opening.nesting = "strong_open", "strong", 1
        closing.type, closing.tag, closing.nesting = "strong_close", "strong", -1
    if len(found) % 2:
        found[-1].type = "text"
    for token in children:
        if token.type == "text_special":
            token.type = "text"
