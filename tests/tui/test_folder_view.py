"""What the library screen shows of a library: rows, filter, order, the place that stays, what is checked next."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.folder_listing import Entry, Listing, Stamp
from reports.folder_state import Standing, State
from tui import folder_check
from tui.folder_rows import MISSING
from tui.folder_view import LibraryView
from tui.folder_words import cell_words, progress_words, summary_words, title_words

FOLDER = Path("/库")
STATES = {
    ("甲镇", 2024): Standing(State.ERRORS, errors=2),
    ("甲镇", 2023): Standing(State.EXPORTED),
    ("乙局", 2023): Standing(State.SETTLED),
    ("丙县/丁乡", 2024): Standing(State.DRAFT, errors=1, settles=1, blanks=3),
    ("丙县/丁乡", 2023): Standing(State.BLANK),
}
"""乙局 has not delivered 2024."""


def entry(agency: str, year: int, name: str = "") -> Entry:
    """A report file."""
    return Entry(FOLDER / agency / (name or f"{year}.toml"), agency, year, Stamp(1, 2, 3))


@pytest.fixture
def view() -> LibraryView:
    """The library above, all of it known, and a copy that is no year."""
    made = LibraryView(FOLDER)
    entries = [*(entry(agency, year) for agency, year in STATES), entry("甲镇", 0, "2024.mine-1.toml")]
    known = {entry(agency, year).path: found for (agency, year), found in STATES.items()}
    made.take(Listing(FOLDER, tuple(entries)), known)
    return made


def labels(view: LibraryView) -> list[str]:
    """The rows shown."""
    return [row.label for row in view.rows]


def test_a_row_per_agency_with_a_cell_per_year_and_copies_below_it(view: LibraryView) -> None:
    assert labels(view) == ["甲镇", "甲镇／2024.mine-1.toml", "乙局", "丙县／丁乡"]
    assert view.years == [2024, 2023]
    shown = [[cell_words(row, year, view)[0] for year in view.years] for row in view.rows if not row.lone]
    assert shown == [["有错误2", "已导出"], ["未交", "待发布"], ["填写中!1", "空白"]]
    assert summary_words(view) == "2024 年度：未交 1  填写中 1  有错误 1"
    assert progress_words(view) == "已核对 5/6"


def test_what_is_missing_is_told_and_not_where_an_agency_had_not_begun(view: LibraryView) -> None:
    view.take(Listing(FOLDER, (*view.listing.entries, entry("新局", 2024))), {})
    row = view.rows[labels(view).index("新局")]
    assert cell_words(row, 2023, view)[0] == ""
    view.go_to(FOLDER / "乙局" / "2023.toml")
    assert title_words(view, view.current, None) == "乙局：没有 2023 年度的报告"


def test_what_rests_on_more_than_the_file_is_looked_at_again(view: LibraryView) -> None:
    """A report that was lost with the process that checked it is not 读不了 for good."""
    lost, sound = view.listing.entries[0].path, view.listing.entries[1].path
    view.standings[lost] = view.standings[lost]._replace(keeps=False)
    view.take(view.listing, {})
    assert lost not in view.standings
    assert sound in view.standings


def test_where_no_process_lives_the_checking_ends_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(folder_check, "command", lambda _program: ["/bin/false"])
    monkeypatch.setattr(folder_check, "processes", lambda: 1)
    for agency in "甲乙丙丁戊":
        (tmp_path / agency).mkdir()
        (tmp_path / agency / "2024.toml").touch()
    view = LibraryView(tmp_path)
    checking = folder_check.LibraryCheck(view, lambda: None)
    asyncio.run(checking.run())
    assert (view.checked, len(view.listing.entries)) == (folder_check.MOST_DEATHS, 5)
    assert checking.fault == "核对的进程接连意外结束，其余的报告没有核对；按 F5 再试。"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("镇", ["甲镇", "甲镇／2024.mine-1.toml"]),
        ("错误", ["甲镇", "丙县／丁乡"]),
        ("未交", ["乙局"]),
        ("2023 空白", ["丙县／丁乡"]),
        ("2024 已导出", []),
        ("2024", ["甲镇", "甲镇／2024.mine-1.toml", "丙县／丁乡"]),
        ("县 错误", ["丙县／丁乡"]),
        ("没有这个", []),
    ],
)
def test_a_filter_by_name_year_and_state(view: LibraryView, text: str, rows: list[str]) -> None:
    view.filter_by(text)
    assert labels(view) == rows
    view.filter_by("")
    assert len(view.rows) == 4


def test_a_filter_by_year_leaves_its_column(view: LibraryView) -> None:
    view.filter_by("2023")
    assert (view.years, view.year) == ([2023], 2023)


def test_worst_first_is_what_has_not_been_delivered(view: LibraryView) -> None:
    view.turn_order()
    assert labels(view) == ["乙局", "丙县／丁乡", "甲镇", "甲镇／2024.mine-1.toml"]
    view.turn_order()
    assert labels(view)[0] == "甲镇"


def test_the_focus_stays_on_its_report(view: LibraryView) -> None:
    view.go_to(FOLDER / "丙县/丁乡" / "2023.toml")
    before = view.entry
    view.turn_order()
    assert view.entry == before
    view.filter_by("空白")
    assert view.entry == before
    view.filter_by("")
    view.take(Listing(FOLDER, (entry("一局", 2024), *view.listing.entries)), {})
    assert view.entry == before


def test_a_file_that_changed_is_looked_at_again_and_no_other(view: LibraryView) -> None:
    first, *others = view.listing.entries
    view.take(Listing(FOLDER, (first._replace(stamp=Stamp(9, 9, 9)), *others)), {})
    assert first.path not in view.standings
    assert len(view.standings) == len(STATES) - 1


def test_what_is_in_sight_is_checked_first_the_column_in_focus_before_others() -> None:
    view = LibraryView(FOLDER)
    view.take(Listing(FOLDER, tuple(entry(f"{n:03}", year) for n in range(50) for year in (2024, 2023))), {})
    view.room, view.row, view.top, view.year = 5, 40, 40, 2023
    taken: set[Path] = set()
    order: list[tuple[str, int]] = []
    while group := view.waiting(taken):
        taken.update(one.path for one in group)
        order += [(one.agency, one.year) for one in group]
    assert order[:3] == [("040", 2023), ("040", 2024), ("041", 2023)]
    assert order[10] == ("000", 2023)
    assert len(order) == len(set(order)) == 100


@given(st.lists(st.sampled_from(["up", "left", "name", "state", "filter", "clear", "gone"]), max_size=20))
def test_the_focus_is_always_on_something_that_is_shown(moves: list[str]) -> None:
    view = LibraryView(FOLDER)
    entries = tuple(entry(agency, year) for agency, year in STATES)
    view.take(Listing(FOLDER, entries), {})
    for move in moves:
        if move in ("up", "left"):
            view.step(1 if move == "up" else 0, 1 if move == "left" else 0)
        elif move in ("name", "state"):
            view.turn_order()
        elif move == "gone":
            entries = entries[1:]
            view.take(Listing(FOLDER, entries), {})
        else:
            view.filter_by("乙 2023" if move == "filter" else "")
        assert not view.rows or view.current in view.rows
        assert view.year in view.years or not view.years


def test_unknown_states_are_not_counted_as_known(view: LibraryView) -> None:
    view.standings.clear()
    assert summary_words(view) == "2024 年度：未交 1  待核对 2"
    assert view.summary()[MISSING] == 1
