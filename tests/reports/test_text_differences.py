"""What changed from one text to another: nothing is lost, and what is told as changed is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text_differences import Kind, Piece, text_differences

TEXT = st.lists(
    st.sampled_from(["2023 年", "2024 年", "公开", "信息 12 条", "，", "。", "；", "\n", "培训", "〔2021〕", "**"]),
    max_size=24,
).map("".join)


def written(pieces: tuple[Piece, ...]) -> str:
    """One side as a person would write it down: changes in [ ], years in < >."""
    signs: dict[Kind, str] = {"same": "{}", "changed": "[{}]", "year": "<{}>"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces)


def pairs(before: str, after: str) -> list[tuple[str, str]]:
    return [(written(pair.before), written(pair.after)) for pair in text_differences(before, after, 1)]


def solid(text: str) -> str:
    return "".join(text.split())


@given(TEXT, TEXT)
def test_both_texts_stand_whole_in_the_pairs_in_their_order(before: str, after: str) -> None:
    found = text_differences(before, after, 1)
    assert solid("".join(piece.text for pair in found for piece in pair.before)) == solid(before)
    assert solid("".join(piece.text for pair in found for piece in pair.after)) == solid(after)


@given(TEXT, TEXT)
def test_what_is_told_as_the_same_is_the_same(before: str, after: str) -> None:
    for pair in text_differences(before, after, 1):
        left = [piece.text for piece in pair.before if piece.kind == "same"]
        assert "".join(left) == "".join(piece.text for piece in pair.after if piece.kind == "same")
        years = [[piece.text for piece in side if piece.kind == "year"] for side in (pair.before, pair.after)]
        assert [str(int(year) + 1) for year in years[0]] == years[1]


@given(TEXT, TEXT)
def test_places_are_those_in_the_later_text(before: str, after: str) -> None:
    for pair in text_differences(before, after, 1):
        said = "".join(piece.text for piece in pair.after)
        assert after[pair.after_at : pair.after_at + len(said)] == said
        assert pair.after_at <= pair.first_change <= len(after)


@given(TEXT)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not [pair for pair in text_differences(text, text, 1) if pair.changed]


def test_years_that_moved_on_are_no_change_and_those_that_stayed_are_the_same() -> None:
    assert pairs("2023 年，依〔2021〕30号公开 5 条。", "2024 年，依〔2021〕30号公开 5 条。") == [
        ("<2023> 年，依〔2021〕30号公开 5 条。", "<2024> 年，依〔2021〕30号公开 5 条。")
    ]
    assert pairs("2023 年。", "2026 年。") == [("[2023] 年。", "[2026] 年。")]
    assert pairs("公开 2012 条。", "公开 2013 条。") == [("公开 [2012] 条。", "公开 [2013] 条。")]


def test_changes_within_a_sentence_are_told_as_numbers_and_phrases() -> None:
    assert pairs("全年公开信息 410 条。", "全年主动公开信息 425 条。") == [
        ("全年公开信息 [410] 条。", "全年[主动]公开信息 [425] 条。")
    ]
    [(before, after)] = pairs("落实条例的要求。", "落实《条例》的要求。")
    assert (before, after) == ("落实条例的要求。", "落实[《]条例[》]的要求。")


def test_a_sentence_that_only_one_year_has_stands_alone_among_the_others() -> None:
    before = "我镇加强领导。全年收到申请 2 件。\n下一步继续努力。"
    after = "我镇加强领导。\n新开公众号一个。\n下一步继续努力。"
    assert pairs(before, after) == [
        ("我镇加强领导。", "我镇加强领导。"),
        ("[全年收到申请 2 件。]", ""),
        ("", "[新开公众号一个。]"),
        ("下一步继续努力。", "下一步继续努力。"),
    ]
    assert [pair.opens for pair in text_differences(before, after)] == [True, False, True, True]


@pytest.mark.parametrize("size", [5_000, 80_000])
def test_long_texts_are_compared_while_one_waits(size: int) -> None:
    before = "".join(f"第{number}项公开政府信息{number * 7}条，加强培训。" for number in range(size // 20))
    after = "".join(f"第{number}项主动公开信息{number * 9}条，加强指导。" for number in range(size // 20))
    begin = time.process_time()
    assert text_differences(before, after)
    assert time.process_time() - begin < 3
