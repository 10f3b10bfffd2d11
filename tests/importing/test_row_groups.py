"""A name that may stand under any heading is a row's only under its own."""

from __future__ import annotations

import pytest

from tests.importing.tables_in_text import COLUMNS, FIGURES, ROWS, expected, row_of, shown, with_total
from tests.importing.test_heads import read, table

LINES = ["|".join([label, *with_total(cells)]) for (_groups, label), cells in zip(ROWS, FIGURES, strict=True)]
HEADS = "办理情形|" + "|".join(COLUMNS)
TITLE = "三、收到和处理政府信息公开申请情况"
OTHER = next(place for place, line in enumerate(LINES) if line.startswith("3.其他|"))
ADDED = "其他|91|92|93|94|95|96|561"


def last_under(heading: str) -> int:
    """The place of the last row under a heading."""
    return max(place for place, (groups, _label) in enumerate(ROWS) if heading in groups)


@pytest.mark.parametrize("heading", ["（三）不予公开", "（四）无法提供", "（五）不予处理"])
@pytest.mark.parametrize("number", ["3.", "9.", ""])
def test_others_under_another_heading_are_not_those_of_the_form(heading: str, number: str) -> None:
    at = last_under(heading) + 1
    lines = [*LINES[:at], number + ADDED, *LINES[at:OTHER], *LINES[OTHER + 1 :]]
    found = read(TITLE, table(HEADS, *lines))
    assert row_of(found, "outcomes.other_handling.other") == ["missing"] * 7
    assert {a: v for a, v in expected().items() if "other_handling.other." not in a} == shown(found)
    [unknown] = [doubt for doubt in found.doubts if doubt.kind == "row_unknown"]
    assert unknown.source_text == (number + ADDED).replace("|", " | ")


@pytest.mark.parametrize("gone", [[], [OTHER - 1]])
def test_under_their_own_heading_they_are_read_whatever_is_missing_above(gone: list[int]) -> None:
    lines = [line for place, line in enumerate(LINES) if place not in gone]
    found = read(TITLE, table(HEADS, *lines))
    assert row_of(found, "outcomes.other_handling.other")[0] == int(FIGURES[OTHER][0])
    alone = [f"（六）其他处理|{LINES[OTHER]}" if place == OTHER else f"|{line}" for place, line in enumerate(LINES) if place not in (OTHER - 1, OTHER - 2)]  # fmt: skip
    found = read(TITLE, table("|" + HEADS, *alone))
    assert row_of(found, "outcomes.other_handling.other")[0] == int(FIGURES[OTHER][0])
