"""Recognises the form's titles in paragraphs of a source: with any number before them, under other names, with text behind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple, TypeAlias
from unicodedata import category, normalize

from schema.bold import markers
from schema.form import Part, Section
from schema.names import folded
from schema.numbering import CHINESE, divided, typed

LONGEST = 60
"""Characters of a paragraph that is a heading alone; what begins with a number may be longer, its text follows."""

LOOKED_AT = 160
BEGINNING = 24

NUMBER = re.compile(
    rf"(?:第(?P<named>{CHINESE}|[0-9]{{1,2}})(?:部分|章|节)[、.,:]?"
    rf"|\((?P<inside>{CHINESE}|[0-9]{{1,2}})\)[、.,:]?"
    rf"|(?P<before>{CHINESE}|[0-9]{{1,2}})[、.,:])"
)
"""The number before a title, in half-width characters without blanks."""

BARE_NUMBER = re.compile(CHINESE)
BULLETS = "#·●■◆▲★§"
TAILS = ("工作情况", "工作方面", "情况", "方面", "工作", "")
"""What titles of parts are made longer by."""

NOTHING = re.compile(r"[.。:;,…·—\-]*(?:\([^()]{0,20}\))?[.。:]?(?P<page>(?:[.…·—\-]{2,}|(?<![0-9]))[0-9]{1,3})?")
"""What may stand behind a title that is alone: punctuation, a bracket, the page of a table of contents."""

BRACKET = re.compile(r"\([^()]{0,20}\)$")
SEPARATORS = "。.:;,、—-"
ALIKE = 0.8


class Rank:
    """How sure a recognition is, from the form's own words down to a likeness."""

    OFFICIAL, OWN_WORDS, NAMED_ELSEWHERE, LONGER, RUNS_ON, ALIKE = 8, 7, 6, 5, 3, 2


class Heading(NamedTuple):
    """A title recognised: the place of its name in the list, what stands behind it in stored form, and what it says itself."""

    order: int
    rank: int
    said: str
    rest: str = ""
    page: bool = False
    """Whether a page number stands behind it, as in a table of contents."""


class Title(NamedTuple):
    """A title to look for. ``keys`` are its letters and those of its other names; ``number`` and ``sign`` are its own."""

    id: str
    label: str
    keys: tuple[str, ...]
    number: int
    sign: str = ""
    continues: bool = False
    """Whether its words may go on in the text of its own line."""


Titles: TypeAlias = tuple[Title, ...]


class Compact(NamedTuple):
    """The beginning of a paragraph without blanks, bold and case, in half width, and the place of each character in the ``source``."""

    source: str
    text: str
    places: list[int]


def section_titles(sections: Iterable[Section]) -> Titles:
    """The titles of the sections that print one, in order."""
    return tuple(title_of(one.id, one.title, one.aliases) for one in sections if one.printed)


def part_titles(parts: Iterable[Part]) -> Titles:
    """The titles of the parts that print one, in order."""
    made = (title_of(one.address, one.label, one.aliases) for one in parts if one.printed)
    return tuple(title._replace(continues=True) for title in made)


def title_of(name: str, label: str, aliases: Iterable[str]) -> Title:
    """A title to look for, from a label of the form."""
    number, words = divided(label)
    return Title(
        name,
        label,
        (folded(words), *map(folded, aliases)),
        number.value if number else 0,
        number.sign if number else "",
    )


def is_worded_otherwise(heading: Heading, title: Title) -> bool:
    """Whether a heading says something else than its title; a bracket behind it is not of it."""
    seen = compact(heading.said).text
    numbered = NUMBER.match(seen)
    said = folded(BRACKET.sub("", seen[numbered.end() :] if numbered else seen))
    return said != title.keys[0]


def compact(text: str) -> Compact:
    """The beginning of a stored paragraph as titles are compared with."""
    begun = text[:LOOKED_AT]
    stars = {edge for place in markers(begun) for edge in (place, place + 1)}
    found: list[str] = []
    places: list[int] = []
    for place, ch in enumerate(begun):
        if place in stars or ch.isspace() or ch in "\\*" or category(ch) == "Cf" or (not found and ch in BULLETS):
            continue
        half = normalize("NFKC", ch).casefold()
        found.append(half if len(half) == 1 else ch)
        places.append(place)
    return Compact(text, "".join(found), places)


@lru_cache(maxsize=16384)
def recognise(text: str, titles: Titles, *, marked: bool = False) -> Heading | None:
    """The title that a paragraph begins with, or None. ``marked``: the source says that it is a heading."""
    short = len(text) <= LONGEST
    numbered = NUMBER.match(compact(text[:BEGINNING]).text)
    if not numbered and not short:
        return None
    begun = compact(text[: 2 * BEGINNING]).text
    if not any(beginning in begun for beginning in beginnings(titles)):
        return None
    seen = compact(text)
    number = typed(numbered["named"] or numbered["inside"] or numbered["before"])[0][0].value if numbered else 0
    begins = numbered.end() if numbered else 0
    strong = marked or bool(numbered) or text.startswith("**")
    best = best_name(seen, begins, titles, number, strong=strong)
    bare = None if numbered else BARE_NUMBER.match(seen.text)
    if best is None and bare:
        best = best_name(seen, bare.end(), titles, typed(bare.group())[0][0].value, strong=False)
    if best is None and short and number:
        best = alike(seen, begins, titles, number)
    return best


@lru_cache(maxsize=32)
def beginnings(titles: Titles) -> frozenset[str]:
    """Pairs of letters of all titles and their other names: a paragraph without any of them is none."""
    return frozenset(key[at : at + 2] for title in titles for key in title.keys for at in range(min(4, len(key) - 1)))


def best_name(seen: Compact, begins: int, titles: Titles, number: int, *, strong: bool) -> Heading | None:
    """The surest of the titles whose name stands at a place of a paragraph.

    Text behind it on its line, and a number in brackets, go with titles that have such a number themselves, or official words.
    """
    bracketed = seen.text[begins - 1 : begins] == ")"
    own = [(place, ch) for place, ch in enumerate(seen.text[begins:], begins) if ch.isalnum()]
    said = "".join(ch for _, ch in own)
    found: list[tuple[int, int, Heading]] = []
    for order, title in enumerate(titles):
        for at, key in enumerate(title.keys):
            if said.startswith(key):
                rank = (
                    (Rank.OFFICIAL if number == title.number else Rank.OWN_WORDS) if at == 0 else Rank.NAMED_ELSEWHERE
                )
                made = behind(seen, own, len(key), Heading(order, rank, ""), strong=strong)
                if made and title.sign != "()" and at and (bracketed or made.rest):
                    continue
                if made is None and title.continues and number and number == title.number:
                    made = Heading(order, Rank.RUNS_ON, "", stored_from(seen.source, seen.places[begins]))
                if made:
                    found.append((made.rank, len(key), made))
    return max(found, key=lambda one: one[:2])[2] if found else None


def behind(seen: Compact, own: list[tuple[int, str]], length: int, heading: Heading, *, strong: bool) -> Heading | None:
    """A heading with what stands behind its name, with or without a tail; None where its words go on."""
    text = seen.source
    said = "".join(ch for _, ch in own[length : length + 4])
    for tail in TAILS:
        if not said.startswith(tail):
            continue
        ends = own[length + len(tail) - 1][0] + 1
        rank = heading.rank if not tail else min(heading.rank, Rank.LONGER)
        alone = NOTHING.fullmatch(seen.text[ends:]) if len(text) <= LONGEST else None
        if alone:
            return heading._replace(rank=rank, said=text.strip(), page=bool(alone["page"]))
        if strong and ends < len(seen.text) and stands_apart(seen, ends):
            begin = next((at for at in range(ends, len(seen.text)) if seen.text[at] not in SEPARATORS), None)
            rest = stored_from(text, seen.places[begin]) if begin is not None else ""
            return heading._replace(rank=rank, said=text[: seen.places[ends - 1] + 1].strip(), rest=rest)
    return None


def stands_apart(seen: Compact, at: int) -> bool:
    """Whether a mark or a blank stands before a character."""
    return seen.text[at] in SEPARATORS or seen.source[seen.places[at - 1] + 1].isspace()


def alike(seen: Compact, begins: int, titles: Titles, number: int) -> Heading | None:
    """The title of this very number that a short paragraph is like, letter by letter."""
    said = folded(seen.text[begins:])
    for order, title in enumerate(titles):
        if title.number == number and any(likeness(said, key) >= ALIKE for key in title.keys):
            return Heading(order, Rank.ALIKE, seen.source.strip())
    return None


def likeness(said: str, key: str) -> float:
    """How much two names have in common, 0 to 1."""
    matcher = SequenceMatcher(None, said, key, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0


def stored_from(text: str, place: int) -> str:
    """The stored text from a place on; bold that began before it and goes on there begins there."""
    if sum(1 for marker in markers(text) if marker < place) % 2 == 0:
        return text[place:].strip()
    rest = text[place:].lstrip()
    return rest[2:].strip() if rest.startswith("**") else f"**{rest}".strip()
