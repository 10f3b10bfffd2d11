"""How the library screen says things: cells, the line of totals, the report in focus. No Textual."""

from __future__ import annotations

from rich.style import Style

from reports.folder_listing import Entry
from reports.folder_state import Standing, State
from reports.last_save import Saved
from reports.terminal_text import safe
from schema.findings import Level
from schema.language import _
from tui.folder_rows import MISSING, UNCHECKED, Row, cell_state, missing_word
from tui.folder_view import LibraryView
from tui.keymap import key_of
from tui.styles import BLANK, BOLD, DIM, ERROR, GOOD, PLAIN, Span

STYLES: dict[int, Style] = {
    State.UNREADABLE: ERROR,
    State.BLANK: BLANK,
    State.DRAFT: PLAIN,
    State.ERRORS: ERROR,
    State.SETTLED: BOLD,
    State.EXPORTED: GOOD,
    MISSING: BLANK,
    UNCHECKED: DIM,
}
MOST_COUNTED = 99


def cell_words(row: Row, year: int, view: LibraryView) -> Span:
    """A cell: its state, of errors how many there are; two points while it is not checked."""
    state = cell_state(row, year, view.standings)
    if state is None:
        return "", PLAIN
    if state in (MISSING, UNCHECKED):
        return missing_word() if state == MISSING else "..", STYLES[state]
    entry = row.at(year)
    found = view.standings[entry.path] if entry else Standing(State.UNREADABLE)
    count = str(found.errors) if found.errors <= MOST_COUNTED else f"{MOST_COUNTED}+"
    if found.state is State.ERRORS:
        return f"{found.state.label}{count}", STYLES[state]
    if found.errors:
        return f"{found.state.label}!{count}", ERROR
    return found.state.label, STYLES[state]


def summary_words(view: LibraryView) -> str:
    """2024 年度：未交 38  填写中 20  已导出 12."""
    if not view.year:
        return ""
    counts = view.summary()
    named = [(MISSING, missing_word()), *((int(state), state.label) for state in State), (UNCHECKED, _("待核对"))]
    words = [f"{label} {counts[state]}" for state, label in named if counts[state]]
    return _("{year} 年度：").format(year=view.year) + "  ".join(words)


def progress_words(view: LibraryView) -> str:
    """How far the checking is; empty once all is checked."""
    total = len(view.listing.entries)
    if not view.listed:
        return _("正在读文件夹…").replace("…", "..")
    if view.checked >= total:
        return ""
    return _("已核对 {done}/{total}").format(done=view.checked, total=total)


def title_words(view: LibraryView, row: Row | None, entry: Entry | None) -> str:
    """The report in focus: whose, which year, how far; or that there is none."""
    if row is None:
        return ""
    if entry is None:
        return _("{agency}：没有 {year} 年度的报告").format(agency=row.label, year=view.year)
    name = row.label if row.lone else f"{row.label} {entry.year}"
    found = view.standings.get(entry.path)
    return _("{path}：{names}").format(path=name, names=standing_words(found) if found else _("待核对"))


def standing_words(found: Standing) -> str:
    """填写中，错误 1，待办 2，空格 19."""
    counts = zip(Level, (found.errors, found.settles, found.warnings, found.hints), strict=True)
    words = [f"{level.label} {count}" for level, count in counts if count]
    words += [_("空格 {n}").format(n=found.blanks)] if found.blanks else []
    return _("，").join([found.state.label, *words])


def saved_words(saved: Saved | None) -> str:
    """Who saved it last, and when."""
    if saved is None:
        return ""
    when = saved.at[:16].replace("T", " ")
    if saved.logged:
        return _("{who} {when} 保存").format(who=safe(saved.by, keep=""), when=when)
    return _("文件属于 {who}，{when}").format(who=safe(saved.by, keep=""), when=when)


def note_words(view: LibraryView, row: Row | None, entry: Entry | None, saved: Saved | None, at_work: str = "") -> str:
    """Who edits the report in focus, who saved it last and its worst problem; what to do where there is none to tell of."""
    if row is None:
        return ""
    if entry is None:
        return _("{open} 或 {new} 新建").format(open=key_of("library_open"), new=key_of("library_new"))
    found = view.standings.get(entry.path)
    return "  ".join(part for part in (at_work, saved_words(saved), found.words if found else "") if part)
