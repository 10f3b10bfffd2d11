"""The same quantity told twice with different numbers (check 29)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from schema.prose.claims import Mention
from schema.prose.quantities import NARROWER, WIDER

FILLER = re.compile(
    r"全年|本年度?|年度|共计?|累计|总计|合计|其中|分别|有效|积极|主动|我[局镇乡县市区街委办]|各类|有关|相关|政府|政务|\d|年"
)
SHORTEST_KEY = 8
DONE = re.compile(
    r"公开|发布|举办|开展|召开|培训|制作|处理|办理|收到|回应|解读|组织|编制|推送|更新|整理|清理|检查|抽查|印发|发放"
)
"""A count of something done; behind a mere name (县住房和城乡建设局 1 件) numbers may differ."""


class Told(NamedTuple):
    """A number told again: where it was told first, where it differs."""

    first: tuple[str, Mention]
    again: tuple[str, Mention]


def told_twice(parts: Iterable[tuple[str, list[Mention]]]) -> Iterator[Told]:
    """Numbers of one quantity, or behind the very same words in another part, that differ from where it was told first."""
    known: dict[object, tuple[str, Mention]] = {}
    muddled: set[object] = set()
    found = []
    for address, mentions in parts:
        for mention in mentions:
            key = key_of(mention)
            if key is None:
                continue
            first = known.setdefault(key, (address, mention))
            if first[1].value == mention.value:
                continue
            if first[0] == address and not mention.pattern:
                muddled.add(key)
            found.append((key, Told(first, (address, mention))))
    yield from (told for key, told in found if key not in muddled)


def key_of(mention: Mention) -> object:
    """What a number is a number of, where that can be told: its quantity, or the exact words before it."""
    if mention.figure is None or mention.place is None or mention.figure.vague or mention.figure.kind == "percent":
        return None
    if mention.pattern is None and (len(mention.place.before) < SHORTEST_KEY or not mention.figure.unit):
        return None
    if mention.pattern:
        sentence = mention.place.about.rpartition("。")[2]
        if mention.pattern.readings or WIDER.search(sentence) or NARROWER.search(sentence):
            return None
        return mention.pattern.quantity.id, mention.year
    words = FILLER.sub("", mention.place.before)
    return (words, mention.figure.unit, mention.year) if len(words) >= SHORTEST_KEY and DONE.search(words) else None
