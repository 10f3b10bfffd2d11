"""What a clerk is asked where two changed the same thing: nothing is picked beforehand, everything fits, nothing acts."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from schema.form_loader import load_form
from schema.merge import MISSING, Conflict
from tui.conflict_choices import ConflictChoices, words
from tui.conflict_screen import ConflictView

FORM = load_form("ogi_2021")
CELLS = [figure.address for figure in FORM.figures if not figure.derived]
LONG = "2024 年，海城镇全面贯彻落实政府信息公开工作，\x1b[31m深入推进服务型政府建设。" * 20


def choices(count: int) -> ConflictChoices:
    """Conflicts over cells, and over a paragraph."""
    cells = [Conflict(address, 0, place, None) for place, address in enumerate(CELLS[: count - 1])]
    return ConflictChoices(FORM, (*cells, Conflict("other_matters.text", "", LONG, f"{LONG}。", 2)))


def test_nothing_is_picked_and_each_pick_goes_on_to_the_next() -> None:
    asked = choices(3)
    assert asked.left == 3
    assert asked.decided == {}
    asked.pick("mine")
    assert asked.current == 1
    asked.move(1)
    asked.pick("theirs")
    assert asked.current == 1, "back to the one that is open"
    asked.pick("theirs")
    assert asked.left == 0
    assert list(asked.decided.values()) == ["mine", "theirs", "theirs"]
    assert set(asked.decided) == {conflict.key for conflict in asked.conflicts}


@pytest.mark.parametrize(("width", "height"), [(80, 24), (60, 20), (200, 60)])
def test_many_conflicts_and_a_long_paragraph_fit_the_screen(width: int, height: int) -> None:
    asked = choices(40)
    view = ConflictView(asked)
    for current in (0, 20, 39):
        asked.current = current
        lines = view.build(width, height)
        shown = ["".join(text for text, _style in line) for line in lines]
        assert len(shown) == height
        assert max(map(cell_len, shown)) <= width
        assert sum(line.startswith("> ") for line in shown) == 1
        assert not any("\x1b" in line for line in shown)
    assert any("我的：2024 年" in line for line in shown)
    assert ".." not in shown[-1], "all keys are named"
    if height < 60:
        assert "PgDn 下面还有" in shown[-2]
        view.top = 99_999
        assert any(
            line.startswith("原来：") for line in ["".join(t for t, _ in one) for one in view.build(width, height)]
        )


def test_a_blank_nothing_and_zero_are_told_apart() -> None:
    assert [words(content) for content in (None, 0, "", MISSING, ("2024-01-01", "2024-12-31"))] == [
        "（空格）", "0", "（没有）", "（没有）", "2024-01-01 至 2024-12-31",
    ]  # fmt: skip
