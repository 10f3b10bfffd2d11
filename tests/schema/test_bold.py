"""Bold in prose: whatever is pressed where, markers stay paired, never nest, and stay within their paragraph."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from reports.markdown_text import plain_text, spans
from schema.bold import clause, strong, toggled, unpaired

PLAIN = st.text(alphabet="年报公开，。（）a1 \n", max_size=40)
MARKED = st.text(alphabet="年报，。 *\\\n", max_size=30)
PLACES = st.tuples(st.integers(0, 40), st.integers(0, 40))


def bold_characters(text: str) -> list[tuple[str, bool]]:
    """Every character a reader sees, with whether it is bold; by the exporter's own reading."""
    return [(ch, bold) for line in text.split("\n") for piece, bold in spans(line) for ch in piece]


def within(text: str, places: tuple[int, int]) -> tuple[int, int]:
    first, last = sorted(min(place, len(text)) for place in places)
    return first, last


@given(MARKED, PLACES)
def test_bold_never_changes_what_is_written_and_leaves_no_marker_without_partner(
    text: str, places: tuple[int, int]
) -> None:
    made = toggled(text, *within(text, places))
    if made is None:
        return
    assert plain_text(made.text) == plain_text(text)
    assert made.text.count("\n") == text.count("\n")
    assert unpaired(made.text) == unpaired(text)


@given(PLAIN, PLACES)
def test_exactly_what_was_chosen_is_bold(text: str, places: tuple[int, int]) -> None:
    first, last = within(text, places)
    made = toggled(text, first, last)
    if made is None:
        assert first == last or not text[first:last].strip()
        return
    assert made.bold
    chosen = made.text[made.start : made.end]
    assert made.text[made.start - 2 : made.start] == made.text[made.end : made.end + 2] == "**"
    if first < last:
        assert chosen.replace("**", "").split() == text[first:last].split()
        for line in chosen.split("\n"):
            assert line.strip() == line.strip("* ") or "**" in line


@given(PLAIN, PLACES)
def test_a_second_press_takes_it_off(text: str, places: tuple[int, int]) -> None:
    made = toggled(text, *within(text, places))
    if made is not None:
        again = toggled(made.text, made.start, made.end)
        assert again is not None
        assert again.text == text
        assert not again.bold


@given(MARKED, PLACES, PLACES)
@example(text="年 年", one=(0, 0), other=(0, 3))
def test_bold_texts_do_not_nest_or_touch(text: str, one: tuple[int, int], other: tuple[int, int]) -> None:
    made = toggled(text, *within(text, one))
    made = made and toggled(made.text, *within(made.text, other))
    if made is not None and "*" not in text:
        for line in made.text.split("\n"):
            stretches = strong(line)
            assert all("*" not in line[begin:end] for begin, end in stretches)
            assert all(end + 2 < later for (_, end), (later, _) in pairwise(stretches))
            assert all(line[begin:end].strip() == line[begin:end] != "" for begin, end in stretches)


def test_without_a_selection_it_is_the_text_between_two_marks() -> None:
    text = "一是加强领导，明确责任。二是培训。"
    for at in range(7):
        made = toggled(text, at, at)
        assert made is not None
        assert made.text == "**一是加强领导**，明确责任。二是培训。"
    behind = toggled(text, len(text), len(text))
    assert behind is not None
    assert behind.text.endswith("**二是培训**。")
    assert clause("（一）主动公开", 5) == (3, 7)


def test_anywhere_in_a_bold_text_it_is_taken_off_whole() -> None:
    text = "前文。**一是，加强领导**。后文"
    for at in range(text.index("一"), text.index("导") + 2):
        made = toggled(text, at, at)
        assert made is not None
        assert made.text == "前文。一是，加强领导。后文"


def test_a_part_of_a_bold_text_is_taken_off_and_what_is_partly_bold_becomes_bold() -> None:
    middle = toggled("**abcde**", 4, 5)
    assert middle is not None
    assert middle.text == "**ab**c**de**"
    whole = toggled("甲**乙**丙", 0, 7)
    assert whole is not None
    assert whole.text == "**甲乙丙**"


def test_each_paragraph_of_a_selection_gets_its_own_pair() -> None:
    made = toggled("甲甲\n\n 乙乙 \n丙丙", 1, 10)
    assert made is not None
    assert made.text == "甲**甲**\n\n **乙乙** \n**丙**丙"


def test_stars_that_would_pair_wrongly_are_left_alone() -> None:
    assert toggled("甲**乙，丙", 0, 1) is None
    assert toggled("138****1234", 0, 3) is None
    assert toggled("甲**乙", 0, 1) is None
    assert unpaired("甲\n乙**丙\n丁") == 2
    assert unpaired("**甲**\n138****1234") is None
