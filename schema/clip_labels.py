"""Names of rows and columns as other documents write them, recognised among the form's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_CIRCLED = re.compile("^[\u2460-\u2473\u2474-\u2487\u2488-\u249b]")
_ENUMERATOR = re.compile(
    r"^(?:\([一二三四五六七八九十\d]{1,3}\)|第?[一二三四五六七八九十]{1,3}[、.,]|\d{1,2}[、.,)](?!\d))"
)
_REMARK = re.compile(r"\([^()]*\)$")
_OTHER = re.compile(r"[\W_]+")

FEW_SLIPS = ((12, 2), (5, 1))
"""From how many characters on a name may differ in how many: shorter ones have to be exact."""

MOST_SEARCHES = 100
"""Different texts that are looked up with slips; a block with more unknown ones is no table of the form."""


@lru_cache(maxsize=1024)
def bare(text: str) -> tuple[str, str]:
    """A name in letters and digits only: with its enumerator, and without it and without a remark in brackets."""
    plain = "".join(unicodedata.normalize("NFKC", _CIRCLED.sub("", text.strip())).split())
    cut = _REMARK.sub("", _ENUMERATOR.sub("", plain)) or plain
    return _OTHER.sub("", plain), _OTHER.sub("", cut)


class Names:
    """Things by their names. A name may stand for several; what is looked up may have a slip in it."""

    def __init__(self, named: Iterable[tuple[str, int]], most_searches: int = MOST_SEARCHES) -> None:
        self._exact: dict[str, set[int]] = {}
        self._known: dict[str, frozenset[int]] = {}
        self._searches = most_searches
        for text, thing in named:
            for key in bare(text):
                if key:
                    self._exact.setdefault(key, set()).add(thing)

    def find(self, text: str) -> frozenset[int]:
        """The things that a text may name: empty for none, several where it is not clear which."""
        if len(text) > 200 or not text.strip():
            return frozenset()
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._found(text)
        return found

    def exact(self, text: str) -> bool:
        """Whether a text is a name as it stands, enumerator and all."""
        return bare(text)[0] in self._exact

    def written(self, text: str) -> bool:
        """Whether a text is a name, whatever enumerator stands before it and whatever remark behind."""
        return not self._exact.keys().isdisjoint(bare(text))

    def _found(self, text: str) -> frozenset[int]:
        whole, cut = bare(text)
        for key in (whole, cut):
            if key in self._exact:
                return frozenset(self._exact[key])
        if not cut or cut.isascii() or self._searches <= 0:
            return frozenset()
        self._searches -= 1
        slips = next((slips for least, slips in FEW_SLIPS if len(cut) >= least), 0)
        near: set[int] = set()
        for name, things in self._exact.items():
            if slips and len(name) >= FEW_SLIPS[-1][0] and differ_little(cut, name, slips):
                near |= things
        return frozenset(near)


def differ_little(left: str, right: str, most: int) -> bool:
    """Whether at most so many insertions, deletions and replacements make one text of the other."""
    if abs(len(left) - len(right)) > most:
        return False
    if len(left) + len(right) - 2 * in_common(left, right) > 2 * most:
        return False
    before = list(range(len(right) + 1))
    for i, ch in enumerate(left, 1):
        row = [i]
        for j, other in enumerate(right, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (ch != other)))
        before = row
    return before[-1] <= most


def in_common(left: str, right: str) -> int:
    """How many characters two texts share, in whatever order."""
    return sum(min(left.count(ch), right.count(ch)) for ch in set(left) & set(right))
