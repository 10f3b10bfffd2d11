"""Three versions of contents become one: what one side changed is taken, what both changed is asked about."""

from __future__ import annotations

import pytest

from schema.merge import MISSING, Conflict, Contents, Manner, Merged, merge
from schema.merge_report import merge_reports, no_longer_balanced
from schema.merge_text import joined, stretches
from schema.report import Report
from tests.schema.making import report_of

ROW = "requests.received"
CELL, OTHER, TOTAL = f"{ROW}.natural_person", f"{ROW}.commercial_enterprise", f"{ROW}.total"


def paragraphs(_address: str) -> Manner:
    return "paragraphs"


def lines(_address: str) -> Manner:
    return "lines"


def side(content: object) -> Contents:
    return {} if content is MISSING else {"a": content}


def merged_text(base: str, mine: str, theirs: str) -> Merged:
    return merge({"t": base}, {"t": mine}, {"t": theirs}, paragraphs)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [(1, 0, 1), (0, 1, 1), (1, 1, 1), (None, 0, None), (0, None, None), (MISSING, 0, MISSING), (0, MISSING, MISSING)],
)
def test_what_one_side_changed_or_both_alike_is_taken(mine: object, theirs: object, expected: object) -> None:
    merged = merge(side(0), side(mine), side(theirs))
    assert merged.open == ()
    assert merged.contents.get("a", MISSING) == expected


@pytest.mark.parametrize(("base", "mine", "theirs"), [(0, 1, 2), (0, None, 1), (None, 0, 5), (3, MISSING, 4)])
def test_where_both_changed_nothing_is_picked(base: object, mine: object, theirs: object) -> None:
    merged = merge(side(base), side(mine), side(theirs))
    assert merged.open == (Conflict("a", base, mine, theirs),)
    assert "a" not in merged.contents


def test_a_decision_is_taken_and_tells_what_gives_way() -> None:
    merged = merge({"a": 0}, {"a": 1}, {"a": None}, decide=lambda _conflict: "theirs")
    assert merged.contents == {"a": None}
    assert [one.lost for one in merged.settled] == [1]


def test_paragraphs_of_both_sides_come_together() -> None:
    merged = merged_text("甲\n乙\n丙", "甲甲\n乙\n丙", "甲\n乙\n丙\n丁")
    assert merged.contents == {"t": "甲甲\n乙\n丙\n丁"}


def test_neighbouring_paragraphs_changed_in_place_come_together() -> None:
    assert merged_text("存在问题\n下一步", "存在的问题\n下一步", "存在问题\n下一步打算").contents == {
        "t": "存在的问题\n下一步打算"
    }


def test_a_conflict_shows_its_paragraph_only() -> None:
    merged = merged_text("甲\n乙\n丙", "甲\n乙一\n丙", "甲\n乙二\n丙")
    assert merged.open == (Conflict("t", "乙", "乙一", "乙二", 2),)


def test_two_paragraphs_at_the_same_place_are_a_conflict() -> None:
    assert merged_text("甲\n乙", "甲\n一\n乙", "甲\n二\n乙").open == (Conflict("t", "", "一", "二", 2),)


def test_of_accepted_findings_each_line_is_ones_own_or_anothers() -> None:
    merged = merge({"d": "甲\n乙"}, {"d": "甲\n乙\n丙"}, {"d": "乙\n丁"}, lines)
    assert merged.contents == {"d": "乙\n丁\n丙"}


def test_every_version_of_a_text_is_its_stretches_in_a_row() -> None:
    texts = "甲\n\n乙\n丙", "丙\n甲\n\n乙", "甲\n乙\n\n\n丙\n"
    found = list(stretches(*texts))
    for side, text in enumerate(texts):
        assert joined([one for stretch in found for one in stretch[side]]) == text  # type: ignore[union-attr]


def test_very_many_paragraphs_that_are_alike_take_no_long_time() -> None:
    blank = "\n" * 20_000
    merged = merged_text(f"甲{blank}乙{blank}丙", f"甲甲{blank}乙{blank}丙", f"甲{blank}乙{blank}丙\n丁")
    assert merged.contents == {"t": f"甲甲{blank}乙{blank}丙\n丁"}


def edited(address: str, content: object, **cells: int) -> tuple[Report, Report]:
    """A report with a stated total, and the same after an edit."""
    before, after = (report_of({CELL: 1, TOTAL: cells.get("total", 1)}) for _ in range(2))
    after.edit(address, content)
    return before, after


def test_a_stated_total_that_followed_on_both_sides_follows_again() -> None:
    base, mine = edited(CELL, 4)
    merged = merge_reports(base, mine, edited(OTHER, 5)[1])
    assert merged.open == ()
    assert [merged.contents[address] for address in (CELL, OTHER, TOTAL)] == [4, 5, 9]


def test_a_stated_total_follows_even_where_both_sides_came_to_the_same() -> None:
    base, mine = edited(CELL, 2)
    assert merge_reports(base, mine, edited(OTHER, 1)[1]).contents[TOTAL] == 3


def test_a_total_that_was_typed_stands_against_one_that_only_followed() -> None:
    base, mine = edited(CELL, 4)
    theirs = edited(TOTAL, 7)[1]
    for merged in (merge_reports(base, mine, theirs), merge_reports(base, theirs, mine)):
        assert merged.open == ()
        assert [merged.contents[address] for address in (CELL, TOTAL)] == [4, 7]


def test_two_typed_totals_are_a_conflict() -> None:
    base, mine = edited(TOTAL, 6)
    assert [one.address for one in merge_reports(base, mine, edited(TOTAL, 7)[1]).open] == [TOTAL]


def test_a_conflict_over_a_cell_leaves_its_total_out() -> None:
    base, mine = edited(CELL, 4)
    merged = merge_reports(base, mine, edited(CELL, 5)[1])
    assert [one.address for one in merged.open] == [CELL]
    assert TOTAL not in merged.contents


def test_two_edits_that_are_right_alone_can_break_a_balance_together() -> None:
    reports = [report_of({CELL: 5, TOTAL: 6}), report_of({CELL: 5, OTHER: 1, TOTAL: 6})]
    assert [one.line for one in no_longer_balanced(reports[0], reports[1:])]
    assert no_longer_balanced(reports[0], reports) == []
