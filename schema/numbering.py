"""The form's own short numbering, read off its labels: 三、… （三）… 5.…, and what a clerk types of it: 三（三）5."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

DIGITS = "一二三四五六七八九"
CHINESE = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
LEADING = re.compile(rf"\s*(?:\((?P<inside>{CHINESE})\)|(?P<before>{CHINESE})、|(?P<arabic>[0-9]+)\.)")
TYPED = re.compile(rf"\((?P<inside>{CHINESE}|[0-9]+)\)|(?P<before>{CHINESE})、|(?P<bare>{CHINESE}|[0-9]+)[.、\-]?")


class Ordinal(NamedTuple):
    """One number of a label. ``sign`` is ``、``, ``()`` or ``.``, and empty for a Chinese number typed bare."""

    value: int
    sign: str = ""

    def means(self, other: Ordinal) -> bool:
        """Whether this, as typed, may be the number of a label; a bare ``5`` may be （五） too."""
        return self.value == other.value and self.sign in ("", ".", other.sign)


def divided(label: str) -> tuple[Ordinal | None, str]:
    """The number at the beginning of a label, None where there is none, and the rest."""
    found = LEADING.match(normalize("NFKC", label))
    if found is None:
        return None, label
    return _number(found["inside"], found["before"], found["arabic"]), normalize("NFKC", label)[found.end() :]


def typed(word: str) -> list[tuple[Ordinal, ...]]:
    """The ways to read a word as nothing but such numbers; ``335`` is one number or three. Empty where it is none."""
    word = normalize("NFKC", word)
    if word.isascii() and word.isdecimal():
        return [(Ordinal(int(word), "."),), tuple(Ordinal(int(digit), ".") for digit in word)]
    numbers = list(_numbers(word))
    return [tuple(one for one in numbers if one)] if numbers and None not in numbers else []


def nearness(numbers: Sequence[Ordinal], path: Sequence[Ordinal]) -> int:
    """How well typed numbers name a place of the form, 0 for not at all.

    ``path`` are the numbers over it from its section on; the section's own may be left out.
    """
    if not numbers or not path:
        return 0
    whole, inner, count = tuple(path), tuple(path[1:]), len(numbers)
    for found, part in ((10, whole), (10, inner), (7, whole[-count:]), (4, whole[:count]), (4, inner[:count])):
        if len(part) == count and all(one.means(other) for one, other in zip(numbers, part, strict=True)):
            written_otherwise = sum(one.sign == "." != other.sign for one, other in zip(numbers, part, strict=True))
            return max(1, found - written_otherwise)
    return 0


def _numbers(word: str) -> Iterator[Ordinal | None]:
    at = 0
    while at < len(word):
        found = TYPED.match(word, at)
        if found is None:
            yield None
            return
        yield _number(found["inside"], found["before"], found["bare"])
        at = found.end()


def _number(inside: str | None, before: str | None, bare: str | None) -> Ordinal:
    sign = "()" if inside else "、" if before else "." if (bare or "").isascii() else ""
    return Ordinal(_value(inside or before or bare or ""), sign)


def _value(text: str) -> int:
    if text.isascii():
        return int(text)
    tens, ten, units = text.rpartition("十")
    return 10 * bool(ten) * (DIGITS.find(tens) + 1 if tens else 1) + (DIGITS.find(units) + 1 if units else 0)
