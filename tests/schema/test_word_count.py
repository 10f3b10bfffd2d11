"""How long a text is: the examples were counted by hand as Word counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.word_count import length, paragraph_count, total_length


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("政府信息公开", 6),
        ("2024 年，公开 1,234 条。", 8),
        ("“三审三校”……", 8),
        ("**加粗**的字", 4),
        ("LED 屏", 2),
        ("网址 http://www.hy.gov.cn/，邮编：755200", 8),
        ("国办公开办函〔2021〕30号", 11),
        ("葛\U000e0100城", 2),
    ],
)
def test_chinese_characters_and_marks_count_one_each_and_a_run_of_others_one(text: str, count: int) -> None:
    assert length(text) == count


@given(st.lists(st.text(alphabet="年报，。a1 *", max_size=12), max_size=5))
def test_a_text_is_as_long_as_its_paragraphs_together(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    assert total_length(text) == sum(map(length, paragraphs))
    assert paragraph_count(text) == sum(bool(one.strip()) for one in paragraphs)
