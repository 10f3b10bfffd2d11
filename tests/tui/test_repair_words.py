"""Repairs in the words that the clerk reads."""

from __future__ import annotations

from schema.form_loader import load_form
from schema.report import Edit
from tui.repair_words import change_words, changed_span, differing


def test_what_a_text_changes_is_told_as_whole_numbers() -> None:
    assert differing("收到 8147 件。", "收到 8174 件。") == ("8147", "8174")
    assert differing("收到 12 件。", "收到 2 件。") == ("12", "2")
    assert changed_span("甲乙", "甲丙乙") == (1, 1)


def test_a_period_is_told_as_the_clerk_writes_it() -> None:
    wrong, right = ["2023-01-01", "2023-12-31"], ("2024-01-01", "2024-12-31")
    words = change_words(load_form("ogi_2021"), Edit("publication.period", wrong, right))
    assert words == "统计期限：2023-01-01 至 2023-12-31 改为 2024-01-01 至 2024-12-31"
