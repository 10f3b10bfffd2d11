"""What the side pane, the cells and the status lines say."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from reports.document import open_document
from schema.form import Figure
from tui.focus import Focus
from tui.grid_model import cell_of
from tui.pane import StatusLines, section_of
from tui.pane_lines import pane_lines
from tui.pane_problems import clauses
from tui.session import Session
from tui.status import status_of
from tui.styles import Line, differences


@pytest.fixture
def session(report: Path) -> Session:
    """The sample, opened."""
    return Session(open_document(report))


def first(session: Session, row: str) -> Figure:
    """A row's first figure."""
    return next(figure for figure in session.report.form.figures if figure.row.id == row)


def said(session: Session, figure: Figure | None, *, width: int = 22, height: int = 20, selected: int = 0) -> list[str]:
    """The pane's lines as text."""
    section = session.report.form.section(figure.section if figure else "requests")
    lines = pane_lines(session, Focus(section, figure, "", selected), width, height)
    return ["".join(text for text, _ in line) for line in lines]


def test_every_line_fits_its_width(session: Session) -> None:
    session.enter(first(session, "received").address, "123456")
    for width in (20, 22, 31, 43):
        assert all(cell_len(line) <= width for line in said(session, first(session, "received"), width=width))


def test_the_balance_of_each_column_shows_difference_and_direction(session: Session) -> None:
    assert sum(line.count("平") for line in said(session, first(session, "received"))) == 6
    session.enter(first(session, "received").address, "12")
    assert any("自然 少12" in line for line in said(session, first(session, "received")))
    session.enter(first(session, "outcomes.disclosed").address, "20")
    assert any("自然 多8" in line for line in said(session, first(session, "received")))
    assert any("总计 未定" in line for line in said(session, first(session, "received")))


def test_a_stated_total_that_differs_is_shown_beside_the_computed_one(session: Session) -> None:
    upheld = first(session, "reconsideration")
    total = next(f for f in session.report.form.figures if f.row is upheld.row and f.derived)
    session.enter(total.address, "5")
    assert any("5 应0" in line for line in said(session, upheld))
    assert cell_of(session.report, total, faulty=True).mark == "!"
    assert "表内写 5，应为 0" in status_of_figure(session, total)


def status_of_figure(session: Session, figure: Figure) -> str:
    return status_of(session, figure.address)[0]


def test_totals_keep_their_lines_wherever_the_cursor_is(session: Session) -> None:
    places = [figure for figure in session.report.form.figures if figure.section == "requests"]
    assert len({said(session, figure).index("勾稽（各列）".ljust(16)) for figure in places}) == 1


def test_the_chosen_problem_is_told_whole_and_the_worst_comes_first(session: Session) -> None:
    session.enter(first(session, "received").address, "12")
    text = said(session, first(session, "received"))
    assert next(line for line in text if line.startswith(">")).startswith(">错误")
    whole = "".join(line[1:].strip() for line in text[text.index(next(x for x in text if x.startswith(">"))) :])
    assert "请核对这一列。" in whole
    second = said(session, first(session, "received"), selected=1)
    assert any(line.startswith(">待办") for line in second)


def test_cells_show_what_they_are_without_colour(session: Session) -> None:
    report = session.report
    figure = first(session, "received")
    total = next(f for f in report.form.figures if f.row is figure.row and f.derived)
    assert cell_of(report, figure, faulty=False).text == "0"
    assert cell_of(report, total, faulty=False).text == "=0"
    session.enter(figure.address, "")
    assert cell_of(report, figure, faulty=False).text == "__"
    assert cell_of(report, total, faulty=False).text == "0+"
    assert cell_of(report, figure, faulty=True).mark == "!"


def test_a_number_that_grows_moves_only_its_clause() -> None:
    short = clauses("自然人列：新收 1 + 结转 0 = 1，办理 0 + 结转下年 0 = 0，少 1。请核对。", 21)
    long = clauses("自然人列：新收 123 + 结转 0 = 123，办理 0 + 结转下年 0 = 0，少 123。请核对。", 21)
    assert len(short) == len(long)
    assert sum(a != b for a, b in zip(short, long, strict=True)) == 3


def test_only_cells_that_differ_are_sent_and_wide_characters_stay_whole() -> None:
    from rich.style import Style

    plain = Style.null()
    before: Line = (("合计 12 件", plain),)
    assert differences(before, (("合计 13 件", plain),)) == [(6, 7)]
    assert differences(before, before) == []
    assert differences((("中文", plain),), ((" a文", plain),)) == [(0, 2)]
    assert differences((("a" * 30, plain),), (("b" + "a" * 28 + "b", plain),)) == [(0, 1), (29, 30)]


def test_a_message_longer_than_its_line_has_both() -> None:
    """What it says at its end, often a key, is not cut off; the name of the cell comes back with the next move."""
    status = StatusLines()
    status.title, status.message = (
        "一、本年新收政府信息公开申请数量·自然人",
        "已粘贴28格，不变116。" * 4 + "F3去看。",
    )
    first, second = ("".join(text for text, _ in line).strip() for line in status.build(80, 2))
    assert first + second == status.message
    status.folder = "/srv/年报/" + "很长的文件夹" * 6
    status.message = f"{status.folder}/2024.toml 被改得读不出来了。文件的问题：{status.folder}/2024.toml 第 1 行"
    said = "".join(text for text, _ in status.build(80, 2)[1]).strip()
    assert said == "2024.toml 被改得读不出来了。文件的问题：2024.toml 第 1 行", "why it is so matters more than where"
    status.message = "已撤销。"
    assert "".join(text for text, _ in status.build(80, 2)[0]).strip() == status.title


def test_every_address_is_in_its_section(session: Session) -> None:
    form = session.report.form
    for place, section in enumerate(form.sections):
        addresses = [section.id, *(one.id for one in section.fields), *(one.address for one in section.parts)]
        addresses += [figure.address for figure in form.figures if figure.section == section.id]
        for address in addresses:
            assert section_of(session, address) == (place, section), address
