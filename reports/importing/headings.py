"""Recognises the form's titles in paragraphs of a source: with any number before them, under other names, with text behind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize

from schema.bold import markers
from schema.form import Part, Section
from schema.numbering import CHINESE, divided, typed

LONGEST = 60
"""Characters of a paragraph that is a heading alone; what begins with a number may be longer, its text follows."""

LOOKED_AT = 160

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
    """A title to look for. ``keys`` are its letters and those of its other names; ``number`` is its own."""

    id: str
    label: str
    keys: tuple[str, ...]
    number: int
    continues: bool = False
    """Whether text may go on in its words (（一）主动公开政府信息 425 条)."""


class Compact(NamedTuple):
    """The beginning of a paragraph without blanks and bold, in half width, and the place of each character in it."""

    text: str
    places: list[int]


def section_titles(sections: Iterable[Section]) -> list[Title]:
    """The titles of the sections that print one, in order."""
    return [title_of(one.id, one.title, one.aliases) for one in sections if one.printed]


def part_titles(parts: Iterable[Part]) -> list[Title]:
    """The titles of the parts that print one, in order."""
    return [title_of(one.address, one.label, one.aliases)._replace(continues=True) for one in parts if one.printed]


def title_of(name: str, label: str, aliases: Iterable[str]) -> Title:
    """A title to look for, from a label of the form."""
    number, words = divided(label)
    return Title(name, label, (letters(words), *map(letters, aliases)), number.value if number else 0)


def is_worded_otherwise(heading: Heading, title: Title, *, tails: bool) -> bool:
    """Whether a heading says something else than its title. ``tails``: 情况 and the like behind it are nothing else."""
    seen = compact(heading.said).text
    numbered = NUMBER.match(seen)
    said = letters(seen[numbered.end() :] if numbered else seen)
    if not said.startswith(title.keys[0]):
        return True
    return said.removeprefix(title.keys[0]) not in (TAILS if tails else ("",)) or heading.rank == Rank.RUNS_ON


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """A text without width, blanks and punctuation."""
    return "".join(ch for ch in normalize("NFKC", text) if ch.isalnum())


def compact(text: str) -> Compact:
    """The beginning of a stored paragraph as titles are compared with."""
    text = text[:LOOKED_AT]
    stars = {edge for place in markers(text) for edge in (place, place + 1)}
    found, places = [], []
    for place, ch in enumerate(text):
        if place in stars or ch.isspace() or category(ch) == "Cf" or (not found and ch in BULLETS):
            continue
        half = normalize("NFKC", ch)
        found.append(half if len(half) == 1 else ch)
        places.append(place)
    return Compact("".join(found), places)


def recognise(text: str, titles: list[Title], *, marked: bool = False) -> Heading | None:
    """The title that a paragraph begins with, or None. ``marked``: the source says that it is a heading."""
    short = len(text) <= LONGEST
    seen = compact(text)
    numbered = NUMBER.match(seen.text)
    if not numbered and not short:
        return None
    number = typed((numbered["named"] or numbered["inside"] or numbered["before"]))[0][0].value if numbered else 0
    begins = numbered.end() if numbered else 0
    strong = marked or bool(numbered) or text.startswith("**")
    best = best_name(text, seen, begins, titles, number, strong=strong)
    bare = None if numbered else BARE_NUMBER.match(seen.text)
    if best is None and bare:
        best = best_name(text, seen, bare.end(), titles, typed(bare.group())[0][0].value, strong=False)
    if best is None and short and number:
        best = alike(text, seen, begins, titles, number)
    return best


def best_name(text: str, seen: Compact, begins: int, titles: list[Title], number: int, *, strong: bool) -> Heading | None:
    """The surest of the titles whose name stands at a place of a paragraph."""
    own = [(place, ch) for place, ch in enumerate(seen.text[begins:], begins) if ch.isalnum()]
    said = "".join(ch for _, ch in own)
    found: list[tuple[int, int, Heading]] = []
    for order, title in enumerate(titles):
        for at, key in enumerate(title.keys):
            if said.startswith(key):
                rank = (Rank.OFFICIAL if number == title.number else Rank.OWN_WORDS) if at == 0 else Rank.NAMED_ELSEWHERE
                made = behind(text, seen, own, len(key), Heading(order, rank, ""), strong=strong)
                if made is None and title.continues and number and number == title.number:
                    made = Heading(order, Rank.RUNS_ON, "", stored_from(text, seen.places[begins]))
                if made:
                    found.append((made.rank, len(key), made))
    return max(found, key=lambda one: one[:2])[2] if found else None


def behind(
    text: str, seen: Compact, own: list[tuple[int, str]], length: int, heading: Heading, *, strong: bool
) -> Heading | None:
    """A heading with what stands behind its name, with or without a tail; None where its words go on."""
    said = "".join(ch for _, ch in own[length : length + 4])
    for tail in TAILS:
        if not said.startswith(tail):
            continue
        ends = own[length + len(tail) - 1][0] + 1
        rank = heading.rank if not tail else min(heading.rank, Rank.LONGER)
        alone = NOTHING.fullmatch(seen.text[ends:]) if len(text) <= LONGEST else None
        if alone:
            return heading._replace(rank=rank, said=text.strip(), page=bool(alone["page"]))
        apart = ends < len(seen.text) and seen.text[ends] in SEPARATORS
        blank = ends < len(seen.text) and seen.places[ends] > seen.places[ends - 1] + 1 and " " in text.replace("　", " ")
        if strong and (apart or (blank and text[seen.places[ends - 1] + 1].isspace())):
            begin = next((at for at in range(ends, len(seen.text)) if seen.text[at] not in SEPARATORS), None)
            rest = stored_from(text, seen.places[begin]) if begin is not None else ""
            return heading._replace(rank=rank, said=text[: seen.places[ends - 1] + 1].strip(), rest=rest)
    return None


def alike(text: str, seen: Compact, begins: int, titles: list[Title], number: int) -> Heading | None:
    """The title of this very number that a short paragraph is like, letter by letter."""
    said = letters(seen.text[begins:])
    for order, title in enumerate(titles):
        if title.number == number and any(likeness(said, key) >= ALIKE for key in title.keys):
            return Heading(order, Rank.ALIKE, text.strip())
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
