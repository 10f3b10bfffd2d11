"""Where a number stands: its clause, its sentence, what comes before and after it, whose year and scope it is of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from schema.prose.numbers import Figure, numbers
from schema.prose.plain import plain

ENDS = re.compile(r"[。！？；!?;]")
SENTENCE_ENDS = re.compile(r"[。！？!?]")
ASIDE = re.compile(r"[（(](?!非)[^（）()0-9]{0,60}[）)]")
"""A bracketed remark without a number: it does not part a clause."""

STOPS = "，：:,（）()—…"
FILLER = re.compile(r"(?:其中|分别|共计|总计|合计|累计|总共|一共|共|计|为|有|达到?|数量|各|约|近|仅|是|全部|均|：)*")
YEAR = re.compile(
    r"(?<![较比与同和])(?:((?:19|20)\d\d)年(?!内|版|修订|的\d)|(去年|上年|上一年|前一年)|(今年|本年|当年))"
    r"(?!(?:度|末|年末|底|年底|来)?[^，。；、#]{0,6}(?:结转|遗留|转入|转来|转接|未办|移交|过来|顺延|续办))",
    re.ASCII,
)
"""A year that a number can be of. One that tells where a case came from or goes to is not the number's year."""

OPENING_OF_SENTENCE = re.compile(r"[\s，]*(?:（[^）]*）|截至|截止|在|其中|到|至)?")
CLAUSE_END = re.compile("[，、；：]")
COMPARED = re.compile(
    r"同比|环比|较(?:去|上|前|20)|比(?:去|上|前)(?:年|一年)|与(?:去|上)年|相比|增幅|降幅|[较比]\d{4}年"
)
SUBSETS = ("里", "中", "内")
"""部分公开的申请里，有 5 件…: what follows is a part, not the whole."""

LONGEST_CONTEXT = 80
"""Characters on each side that can say what a number counts."""


class Place(NamedTuple):
    """A number with its surroundings. ``words`` is the clause around it with ``#`` in its stead."""

    figure: Figure
    words: str
    before: str
    sentence: int
    about: str
    """The sentence up to the clause's end, the sentence before it in front."""


class Reading(NamedTuple):
    """One paragraph read: its plain text, sentence spans, numbers in place."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    places: tuple[Place, ...]


@lru_cache(maxsize=512)
def reading(paragraph: str) -> Reading:
    """The numbers of a paragraph with their surroundings."""
    figures = numbers(paragraph)
    if not figures:
        return Reading("", (), ())
    text = plain(paragraph).text
    if "（" in text or "(" in text:
        text = ASIDE.sub(lambda found: "\0" * len(found[0]), text)
    spans = sentences(text)
    places, at = [], 0
    for order, figure in enumerate(figures):
        while figure.start >= spans[at][1]:
            at += 1
        previous = figures[order - 1].after if order else 0
        following = figures[order + 1].start if order + 1 < len(figures) else len(text)
        before = text_before(text, figure, max(previous, spans[at][0]), previous)
        after = text_after(text, figure, following)
        start = spans[at - 1][0] if at else spans[at][0]
        start = max(start, figure.start - 3 * LONGEST_CONTEXT)
        about = text[start : figure.after + len(after)].replace("\0", "")
        places.append(Place(figure, f"{before}#{after}".replace("\0", ""), before.replace("\0", ""), at, about))
    return Reading(text, spans, tuple(places))


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans between full stops, the stop included."""
    ends = [found.end() for found in SENTENCE_ENDS.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return tuple(zip([0, *ends[:-1]], ends, strict=True))


def text_before(text: str, figure: Figure, floor: int, previous: int) -> str:
    """The clause before a number, back to a stop or the number before it; further back where it says nothing itself.

    ``、`` parts a clause only right behind another number: 甲、乙共 3 件 is one clause.
    """
    start = end = figure.start
    lowest = max(floor, figure.start - LONGEST_CONTEXT)
    while start > lowest:
        character = text[start - 1]
        if character in "。！？；!?;":
            break
        if character in STOPS:
            if not says_nothing(text[start:end]) or character in "（(）)" or text[start - 2 : start - 1] in SUBSETS:
                break
        elif character == "、" and start - 1 == previous:
            break
        start -= 1
    if start == previous and previous and (crossed := text.rfind("，", start, end)) >= 0:
        start = crossed
    return text[start:end].lstrip("，、：:,")


def says_nothing(words: str) -> bool:
    """Whether words only introduce a number: 共计, 其中, 分别为."""
    return FILLER.fullmatch(words.replace("，", "").replace("\0", "")) is not None


def text_after(text: str, figure: Figure, following: int) -> str:
    """The clause behind a number's unit, up to a stop or what belongs to the number that follows.

    Nothing, where the number is the whole of what follows: 724 件中甲 612 件、乙 112 件.
    """
    end = min(following, figure.after + LONGEST_CONTEXT // 2)
    if text[figure.after : figure.after + 1] in ("中", "里", "内"):
        return ""
    for place in range(figure.after, end):
        if text[place] in "。！？；!?;、" or text[place] in STOPS:
            return text[figure.after : place]
    return text[figure.after : end]


def year_of(place: Place, own: int) -> int:
    """The year that a number speaks of: named in its own clause, or at the beginning of its sentence; else the report's own."""
    sentence = place.about.rpartition("。")[2]
    year = own
    for found in YEAR.finditer(sentence):
        between = sentence[found.end() : -len(place.words)] if len(place.words) < len(sentence) else ""
        if CLAUSE_END.search(between) and not OPENING_OF_SENTENCE.fullmatch(sentence, 0, found.start()):
            continue
        year = int(found[1]) if found[1] else own - 1 if found[2] else own
    return year


def compared(place: Place) -> bool:
    """Whether a number is a difference or a rate against another year."""
    return COMPARED.search(place.words) is not None
