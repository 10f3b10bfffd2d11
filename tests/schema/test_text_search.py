"""Finding: what is found reads like what was sought, at the right place of the original text."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.text_search import fold, shows, spans

LETTERS = "aAＡ1１2,，ﬁ㎡½公开（(。 ８件"


def found(text: str, needle: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, needle)]


def plain(text: str) -> str:
    return "".join(normalize("NFKC", ch).casefold() for ch in text)


@pytest.mark.parametrize(
    ("text", "needle", "hits"),
    [
        ("公开、公開、公开", "公开", ["公开", "公开"]),
        ("收到 12 件", "１２", ["12"]),
        ("收到１２件", "12", ["１２"]),
        ("Wechat 与 WECHAT", "wechat", ["Wechat", "WECHAT"]),
        ("（一）与(一)", "（一）", ["（一）", "(一)"]),
        ("共 1,234 件", "1234", ["1,234"]),
        ("共 1，234 件", "1234", ["1，234"]),
        ("共 1,234 件", "234", ["234"]),
        ("共 1234 件", "1,234", ["1234"]),
        ("1,2,3", "12", []),
        ("aaa", "aa", ["aa"]),
        ("1㎡", "2", []),
        ("1㎡", "m2", ["㎡"]),
        ("**公开**", "**", ["**", "**"]),
        ("公开", "", []),
    ],
)
def test_what_is_found(text: str, needle: str, hits: list[str]) -> None:
    assert found(text, needle) == hits


@given(st.text(LETTERS, max_size=20), st.text(LETTERS, min_size=1, max_size=3))
def test_every_hit_reads_as_the_needle(text: str, needle: str) -> None:
    previous = 0
    number = plain(needle).replace(",", "").isdigit()
    for start, end in spans(text, needle):
        assert previous <= start < end <= len(text)
        previous = end
        read, wanted = plain(text[start:end]), plain(needle)
        assert (read.replace(",", "") == wanted.replace(",", "")) if number else (read == wanted)


@given(st.text(max_size=10), st.text(min_size=1, max_size=6), st.text(max_size=10))
def test_a_text_is_found_in_what_contains_it(before: str, needle: str, after: str) -> None:
    assert found(before + needle + after, needle) or not fold(needle).text


@pytest.mark.parametrize(
    ("content", "needle", "shown"),
    [
        ("12", "12", True),
        ("112", "12", False),
        ("12", "１２", True),
        ("1200", "1,200", True),
        ("12", "12件", True),
        ("1.50", "1.5", True),
        ("/", "/", True),
        ("／", "/", True),
        ("0", "", False),
        ("", "0", False),
        ("十二", "二", True),
        ("12", "nan", False),
    ],
)
def test_which_cells_a_number_finds(content: str, needle: str, *, shown: bool) -> None:
    assert shows(content, needle) is shown
