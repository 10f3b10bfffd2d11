"""Looks a place of the form up by what a clerk types of its name, number, initials or address; the best comes first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from schema.form import Form
from schema.names import Target, folded, targets
from schema.numbering import Ordinal, nearness, typed

Initials = Callable[[set[str]], Mapping[str, str]]
"""For Chinese characters the first letters of all their readings, as many as are known."""

KINDS = ("section", "heading", "row", "part", "field", "figure")
WHOLE = 1000
"""What a query that is a place's whole name or address is worth: more than any words that only occur in one."""

BETWEEN = re.compile(r"[\s·]+")
ADDRESS = re.compile(r"[a-z0-9_.]+")


class NameIndex:
    """The names of one form. ``initials`` is asked for the labels' characters when Latin letters are first typed."""

    def __init__(self, form: Form, initials: Initials) -> None:
        self.targets = targets(form)
        self._initials = initials
        self._letters: Mapping[str, str] | None = None
        self._like = lru_cache(maxsize=50_000)(self._likeness)

    def search(self, query: str) -> list[Target]:
        """The places that every word of a query speaks of; none for a blank query."""
        words = [word for word in BETWEEN.split(query.strip().casefold()) if folded(word)]
        if not words:
            return []
        whole, readings = folded(query), [(word, folded(word), typed(word)) for word in words]
        found: list[tuple[int, int, int, Target]] = []
        for place, target in enumerate(self.targets):
            worth = self._worth(target, readings)
            if worth:
                named = query.strip() == target.key or whole == folded(target.label)
                found.append((-worth - WHOLE * named, KINDS.index(target.kind), place, target))
        return [entry[-1] for entry in sorted(found, key=lambda entry: entry[:-1])]

    def _worth(self, target: Target, words: list[tuple[str, str, list[tuple[Ordinal, ...]]]]) -> int:
        """How well a place fits all words; 0 where one does not. A figure stands for itself only if its column is named."""
        total, in_column = 0, not target.column
        for word, plain, numbers in words:
            by_row = max(self._best(plain, target.names), *(10 * nearness(one, target.numbers) for one in numbers), 0)
            by_column = self._best(plain, target.column) if target.column else 0
            by_key = _by_address(word, target.key)
            if not (by_row or by_column or by_key):
                return 0
            total += max(by_row, by_column, by_key)
            in_column = in_column or bool(by_column) or (bool(by_key) and word not in target.row_key)
        return total if in_column else 0

    def _best(self, word: str, names: tuple[tuple[str, int], ...]) -> int:
        return max((self._like(word, name) * weight for name, weight in names), default=0)

    def _likeness(self, word: str, name: str) -> int:
        """From 10 for the same down to 0 for no part of it; initials are worth a little less."""
        if word in name:
            return 10 if word == name else 8 if name.startswith(word) else 6
        if not (word.isascii() and word.isalnum()) or len(word) > len(name):
            return 0
        letters = self._known()
        starts = range(len(name) - len(word) + 1)
        at = next(
            (n for n in starts if all(ch in letters.get(name[n + i], name[n + i]) for i, ch in enumerate(word))), -1
        )
        return 0 if at < 0 else 9 if len(word) == len(name) else 7 if at == 0 else 5

    def _known(self) -> Mapping[str, str]:
        if self._letters is None:
            characters = {ch for one in self.targets for name, _ in (*one.names, *one.column) for ch in name}
            self._letters = self._initials({ch for ch in characters if not ch.isascii()})
        return self._letters


def _by_address(word: str, key: str) -> int:
    if not ADDRESS.fullmatch(word):
        return 0
    if key.startswith(word):
        return 120 if word == key else 90
    return 40 if len(word) > 3 and word in key else 0
