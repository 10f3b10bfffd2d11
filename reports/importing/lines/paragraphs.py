"""The lines of a source in reading order, and paragraphs made of lines that were broken by width."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from reports.draft import POINTS
from reports.importing.contents import Contents, Grid
from reports.importing.lines.page_numbers import is_page_number
from reports.markdown_text import plain_text
from reports.text_width import cells
from schema.numbering import CHINESE

BANNER = re.compile(rf"(?:> ?)?\*\*草稿\*\*：还有{POINTS}，不能作为定稿发布。\s*")
"""What the program's own documents begin with as long as they are drafts."""

ENUMERATOR = re.compile(
    rf"\W{{0,4}}(?:[（(](?:{CHINESE}|[0-9]{{1,2}})[)）]|(?:{CHINESE})、|[0-9]{{1,2}}[.．、](?![0-9])|[①-⑳]|第(?:{CHINESE})部分)"
)
"""The number of a paragraph, and marks before it."""

LABEL = re.compile(r"注[：:]|附件|表[一二三四1-4][：:]")
ENDS = tuple("。！？!?…”")
"""Fewer than `STOPS`: it is known here how wide a full line is, and behind ； and ： the paragraph goes on."""

GOES_ON = tuple("，、,（(《“‘：:；;—-")
MOST_LINES = 4000
"""Lines that a report may have, those of its tables counted; what is beyond is not looked at."""

LONGEST_QUOTE = 2000
LONGEST_LINE = 400
FULL = 0.7
WIDE = 50
"""A line of less than that share of the usual width and fewer columns ends its paragraph, unless a comma says otherwise."""


class Line(NamedTuple):
    """A paragraph of a source, or a table (``grid``) with its cells as text.

    ``taken`` says that it belongs to the statutory tables.
    """

    text: str
    level: int = 0
    taken: bool = False
    grid: bool = False


def lines_of(contents: Contents, used: frozenset[int]) -> list[Line]:
    """Everything that a source holds; the mark of a draft that this program printed is left out."""
    lines: list[Line] = []
    for place, item in enumerate(contents.items):
        if isinstance(item, Grid):
            lines += grid_lines(item, taken=place in used)
        elif lines or not BANNER.fullmatch(item.text):
            lines += [Line(text, item.level, place in used) for text in item.text.split("\n") if text.strip()]
    return lines


def grid_lines(grid: Grid, *, taken: bool) -> Iterator[Line]:
    """A table, row by row as text; a numbered row of one cell, which may be a title, is a line of its own."""
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell.text)
    block: list[str] = []
    for texts in rows.values():
        if len(texts) == 1 and ENUMERATOR.match(texts[0]):
            yield Line("\n".join(block), 0, taken, grid=True)
            yield Line(texts[0], 0, taken=True)
            block = []
        else:
            block.append(" | ".join(texts))
    yield Line("\n".join(block), 0, taken, grid=True)


def trimmed(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines without indents, and without the numbers of pages between them."""
    for line in lines:
        if line.grid or line.taken or not is_page_number(line.text):
            yield line if line.grid else line._replace(text=line.text.strip())


def unwrapped(lines: Sequence[Line], stands_alone: Callable[[str], bool]) -> list[Line]:
    """Paragraphs from lines that were broken by width. ``stands_alone``: whether a line is a title or none of the report's."""
    usual = usual_width([line.text for line in lines if plain(line)])
    made: list[list[Line]] = []
    for line in lines:
        last = made[-1][-1] if made else None
        if last and plain(last) and plain(line) and goes_on(last.text, line.text, usual, stands_alone):
            made[-1].append(line)
        else:
            made.append([line])
    return [pieces[0]._replace(text=joined(*(piece.text for piece in pieces))) for pieces in made]


def plain(line: Line) -> bool:
    """Whether a line is running text that may go on in the next."""
    return not (line.grid or line.taken or line.level)


def goes_on(text: str, following: str, usual: float, stands_alone: Callable[[str], bool]) -> bool:
    """Whether the paragraph of a line goes on in the line that follows."""
    if begins(text) and not stands_alone(text) and stands_alone(joined(text, following)):
        return True
    bare = text.rstrip().removesuffix("**")
    if bare.endswith(ENDS) or begins(following) or stands_alone(text) or stands_alone(following):
        return False
    return bare.endswith(GOES_ON) or width(text) >= min(FULL * usual, WIDE)


def begins(text: str) -> bool:
    """Whether a line can only be the first of its paragraph."""
    return bool(ENUMERATOR.match(text) or LABEL.match(text))


def usual_width(texts: Sequence[str]) -> float:
    """How wide a line that is full is: most are not wider."""
    widths = sorted(map(width, texts))
    return widths[len(widths) * 9 // 10] if widths else 0


def width(text: str) -> int:
    """The columns that a text takes up, as far as a line goes."""
    return cells(text[:LONGEST_LINE])


def joined(*pieces: str) -> str:
    """Pieces of a paragraph as one: a blank only between letters or digits of half width, which are two words."""
    found = [pieces[0]]
    for piece in pieces[1:]:
        first, second = found.pop().rstrip(), piece.lstrip()
        apart = first[-1:].isascii() and first[-1:].isalnum() and second[:1].isascii() and second[:1].isalnum()
        found += [first, " ", second] if apart else [first, second]
    return "".join(found)


def quoted(lines: Iterable[Line]) -> str:
    """Lines as a reader sees them, for a doubt; no longer than one reads."""
    text = "\n".join(plain_text(line.text) for line in lines if line.text)
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}……"
