"""Numbers of persons in any text: identity numbers (GB 11643), mobile numbers, bank cards; where they stand, and hidden.

Digits may be of any width and parted by blanks, hyphens or what cannot be seen. No part of the search goes back over text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice, pairwise
from typing import Literal, NamedTuple
from unicodedata import decimal

Kind = Literal["identity", "mobile", "card"]

MOST = 20
"""Numbers told of one text: a text with more is no prose, and these say as much."""

MOST_GROUPS = 200
"""Groups of digits with nothing but gaps between them, from which each is looked at by itself: that is a table."""

UNSEEN = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff"
GAP = rf"[\s{UNSEEN}\-－‐‑‒–—―−]"
RUN = re.compile(rf"\d(?:{GAP}{{0,3}}+\d)*+(?:{GAP}{{0,3}}+[XxＸｘ](?![A-Za-z0-9]))?+")
"""All digits that nothing but gaps parts, and the X that an identity number may end in."""

LONG = re.compile(rf"\d(?:{GAP}{{0,3}}+\d){{10}}")
"""What a run must hold before it is looked at."""

PARTED = re.compile(rf"(?![{UNSEEN}]){GAP}")

TOUCHING = re.compile(r"[A-Za-z0-9_=&%]")
"""Characters of addresses on the web and of file numbers, which a person's number does not touch."""

WORD = re.compile(r"[!-~]*")
"""Characters of an address on the web."""

NOT_A_PHONE = re.compile(rf"{GAP}*+(?:[元万亿条件人次平吨个户亩%千百米公]|\.\d)")
IDENTITY_WORDS = ("身份证", "身份号码", "证件号")
CARD_WORDS = ("银行", "卡", "账号", "帐号", "账户", "帐户", "开户", "户名", "账，", "账：")
SERIAL_WORDS = ("编号", "文号", "流水", "单号", "序号", "案号", "代码", "受理号", "条码", "批号")
CREDIT_CODE = "信用代码"

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
"""Digit sums of twice a digit."""


class Personal(NamedTuple):
    """A number of a person: ``text[start:end]``, and its digits without what parts them."""

    kind: Kind
    start: int
    end: int
    digits: str

    @property
    def hidden(self) -> str:
        """The number with its middle hidden: 640522********1234, 138****5678."""
        head = {"identity": 6, "mobile": 3, "card": 4}[self.kind]
        return self.digits[:head] + "*" * (len(self.digits) - head - 4) + self.digits[-4:]


class Groups(NamedTuple):
    """A run of digits: all of them, where each stands in the text, and how many stand before each visible gap."""

    digits: str
    places: list[int]
    starts: list[int]
    ends: dict[int, int]
    """By how many digits stand before a gap (or the run's end): the number of the group that ends there."""


@lru_cache(maxsize=512)
def personal_numbers(text: str) -> tuple[Personal, ...]:
    """The numbers of persons in a text, at most `MOST`, in order; no two of them overlap."""
    if not LONG.search(text):
        return ()
    runs = (run for run in RUN.finditer(text) if run.end() - run.start() > 10)
    return tuple(islice((one for run in runs for one in inside(text, run)), MOST))


def inside(text: str, run: re.Match[str]) -> Iterator[Personal]:
    """The numbers in one run of digits: each begins and ends at a gap, the longest first."""
    groups = grouped(run)
    behind = 0
    few = len(groups.starts) <= MOST_GROUPS
    for number, start in enumerate(groups.starts):
        for size in lengths(groups.digits, start) if start >= behind else ():
            last = groups.ends.get(start + size)
            if last is not None and (few or last == number) and (found := person(text, groups, number, last)):
                yield found
                behind = start + size
                break


def lengths(digits: str, start: int) -> tuple[int, ...]:
    """How many digits a number may have that begins here: what its first ones rule out is not looked at."""
    first, second = digits[start], digits[start + 1 : start + 2]
    cards = (19, 18, 17, 16) if first in "345" or (first == "6" and second == "2") else ()
    identity = (18,) if digits[start + 6 : start + 8] in ("19", "20") else ()
    mobile = (11,) if first == "1" and second in "3456789" else ()
    abroad = (15, 14, 13) if first in "08" else ()
    return *(cards or identity), *(abroad or (15,)), *mobile


def grouped(run: re.Match[str]) -> Groups:
    """A run taken apart at its visible gaps."""
    digits: list[str] = []
    places: list[int] = []
    starts, ends = [0], dict[int, int]()
    parted = False
    for place, ch in enumerate(run[0], run.start()):
        if ch.isdecimal() or ch in "XxＸｘ":
            if parted:
                ends[len(digits)] = len(starts) - 1
                starts.append(len(digits))
                parted = False
            digits.append(str(decimal(ch)) if ch.isdecimal() else "X")
            places.append(place)
        elif PARTED.match(ch):
            parted = True
    ends[len(digits)] = len(starts) - 1
    return Groups("".join(digits), places, starts, ends)


def person(text: str, groups: Groups, first: int, last: int) -> Personal | None:
    """The number that groups of digits make together, if they make one."""
    begin = groups.starts[first]
    end = groups.starts[last + 1] if last + 1 < len(groups.starts) else len(groups.digits)
    digits = groups.digits[begin:end]
    if not (is_mobile(digits) or is_identity(digits) or is_old_identity(digits) or is_card(digits)):
        return None
    start, stop = groups.places[begin], groups.places[end - 1] + 1
    edges = [*groups.starts[first : last + 1], end]
    sizes = [after - before for before, after in pairwise(edges)]
    kind = None if in_an_address(text, start, stop) else kind_of(text, (start, stop), digits, sizes)
    return Personal(kind, start, stop, digits[-11:] if kind == "mobile" else digits) if kind else None


def in_an_address(text: str, start: int, stop: int) -> bool:
    """Whether digits are part of an address on the web, of a decimal or of a file number."""
    before, after = text[start - 1 : start] if start else "", text[stop : stop + 1]
    if TOUCHING.match(before) or TOUCHING.match(after):
        return True
    if before not in ("/", ".", "?", "@") and after != "/":
        return False
    first, last = max(0, start - 60), stop + 60
    head, tail = text[first:start][::-1], text[stop:last]
    word = "".join(WORD.match(part)[0] for part in (head, tail))  # type: ignore[index]  # it matches even nothing
    return (before == "." and text[start - 2 : start - 1].isdecimal()) or any(ch.isalpha() for ch in word)


def kind_of(text: str, place: tuple[int, int], digits: str, sizes: list[int]) -> Kind | None:
    """What digits of the right shape are, by the words around them."""
    start, stop = place
    words = text[max(0, start - 60) : start] + text[stop : stop + 20]
    if is_identity(digits):
        return None if CREDIT_CODE in words else "identity"
    if is_old_identity(digits) and any(word in words for word in IDENTITY_WORDS):
        return "identity"
    if not as_one_writes(sizes):
        return None
    if is_mobile(digits):
        return None if NOT_A_PHONE.match(text, stop) else "mobile"
    return "card" if is_card(digits) and said_to_be_card(digits, words) else None


def as_one_writes(sizes: list[int]) -> bool:
    """Whether groups look like one number: none (but the last) of fewer than three digits, or all of a single one.

    Otherwise a row of small numbers would make one.
    """
    return min(sizes[:-1], default=3) >= 3 or max(sizes) == 1 or (sizes[0] == 2 and min(sizes[1:-1], default=3) >= 3)


def is_mobile(digits: str) -> bool:
    """Whether digits are a mobile number, with or without the country's code."""
    own = digits[-11:]
    return (
        len(digits) >= 11
        and digits[:-11] in ("", "86", "086", "0086")
        and own[0] == "1"
        and own[1] in "3456789"
        and "X" not in own
    )


def is_identity(digits: str) -> bool:
    """Whether eighteen characters are an identity number: birthday and check digit agree."""
    if len(digits) != 18 or digits[6:8] not in ("19", "20") or digits[0] not in "12345689":
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=False))
    return CHECK_DIGITS[total % 11] == digits[17] and is_birthday(digits[6:14])


def is_old_identity(digits: str) -> bool:
    """Whether digits can be an identity number of the time before 1999, which had no check digit."""
    return len(digits) == 15 and digits[0] in "12345689" and "X" not in digits and is_birthday(f"19{digits[6:12]}")


def is_birthday(digits: str) -> bool:
    """Whether eight digits are a day that exists."""
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def is_card(digits: str) -> bool:
    """Whether sixteen to nineteen digits can be a bank card: how it begins, and its check digit (ISO/IEC 7812)."""
    if (
        not 16 <= len(digits) <= 19
        or digits[0] not in "3456"
        or "X" in digits
        or (digits[0] == "6" and digits[1] != "2")
    ):
        return False
    even, odd = digits[-1::-2], digits[-2::-2]
    return (sum(map(int, even)) + sum(DOUBLED[int(digit)] for digit in odd)) % 10 == 0


def said_to_be_card(digits: str, words: str) -> bool:
    """Whether the words around say that a number is a card; UnionPay's usual lengths need none, unless they say other."""
    if any(word in words for word in CARD_WORDS):
        return True
    return digits.startswith("62") and len(digits) in (16, 19) and not any(word in words for word in SERIAL_WORDS)
