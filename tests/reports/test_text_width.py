"""A Chinese character is as wide as two letters."""

from __future__ import annotations

import pytest

from reports.text_width import cells, padded


@pytest.mark.parametrize(("text", "wide"), [("", 0), ("a1 ", 3), ("甲，", 4), ("Ａ甲a“", 6), ("\u3000", 2)])
def test_a_text_is_as_wide_as_its_characters(text: str, wide: int) -> None:
    assert cells(text) == wide


def test_padding_counts_cells() -> None:
    assert padded("甲a", 5) == "甲a  "
    assert padded("甲乙丙", 5) == "甲乙丙"
