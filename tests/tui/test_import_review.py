"""The review of an import without a terminal: the form's order, what settles a doubt, where it leads, what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from reports.document import open_document
from reports.faults import UnwritableReport
from reports.importing.doubt_file import doubts_of, read_doubts, write_doubts
from reports.importing.findings import Doubt
from schema.values import Unreadable
from tui.grid_cursor import GridCursor
from tui.grid_model import GridModel
from tui.grid_paint import GridPainter
from tui.import_review import Review
from tui.review_entry import ReviewEntry
from tui.review_view import ReviewView
from tui.review_words import details, look_words, now_words, place_name
from tui.session import Session

LONG = "某某镇全面贯彻落实政府信息公开工作，\x1b[31m深入推进。\u202e" * 12


def addresses(report: Path) -> tuple[str, str, str, str]:
    """(a row, its first cell, its total, a lone amount) of the sample."""
    figures = open_document(report).report.form.figures
    row = next(one for one in figures if one.section == "requests")
    total = next(one for one in figures if one.row is row.row and one.derived)
    amount = next(one for one in figures if one.kind == "amount")
    return row.address.rpartition(".")[0], row.address, total.address, amount.address


@pytest.fixture
def review(report: Path) -> Review:
    """Doubts about everything that one can be about, in no order."""
    row, cell, total, amount = addresses(report)
    doubts = [
        Doubt("heading", "标题不同。", "五、存在的问题", "problems_and_improvements.text", "（已读入）"),
        Doubt("row_cells", "这一行少 1 格。", "新收 | 21", row),
        Doubt("cell", "不是数字。", "十二", cell),
        Doubt("cell", "按万元换算。", "251000元", amount, "25.1"),
        Doubt("cell", "总计对不上。", "7", total, "7"),
        Doubt("total_column", "没有总计一列。", LONG, "requests"),
        Doubt("source", "第 2 页只有图片。"),
        Doubt("basics", "机关有两个写法。", "某镇", "agency.name", "某某镇人民政府"),
        Doubt("row_unknown", "多出来的一行。", "其他 | 3", "no.such.row"),
    ]
    write_doubts(report, doubts)
    session = Session(open_document(report))
    session.complete_checks()
    return Review(session)


def test_doubts_stand_in_the_forms_order_those_of_the_whole_first(review: Review, report: Path) -> None:
    row, cell, total, amount = addresses(report)
    assert [review.at(place).figure for place in range(len(review))] == [
        "", "no.such.row", "agency.name", amount, "requests", row, cell, total, "problems_and_improvements.text",
    ]  # fmt: skip
    assert review.left == len(review)


def test_what_is_accepted_stays_so_when_the_report_is_opened_again(review: Review) -> None:
    review.accept(accepted=True)
    review.to_open()
    assert (review.current, review.left) == (1, 8)
    again = Review(review.session)
    assert again.left == 8
    assert again.accepted(0)
    assert again.current == 1, "it begins at the first that is open"
    review.current = 0
    review.accept(accepted=False)
    again.reread()
    assert again.left == 9


def test_a_changed_cell_settles_its_doubt_for_good_once_it_is_saved(review: Review, report: Path) -> None:
    _row, cell, _total, _amount = addresses(report)
    session = review.session
    session.enter(cell, "12")
    place = next(place for place in range(len(review)) if review.at(place).figure == cell)
    assert review.changed(place)
    assert review.left == 8, "the row's doubt and the total that followed are not settled by it"
    session.undo()
    assert review.left == 9, "an undo brings it back"
    session.redo()
    changed = session.net
    session.save()
    review.keep_saved(changed)
    assert review.left == 8
    assert [one.doubt.figure for one in read_doubts(report) if one.accepted] == [cell]
    assert not session.dirty


def test_a_doubt_leads_to_its_cell_to_a_blank_of_its_row_to_its_text(review: Review, report: Path) -> None:
    row, cell, total, amount = addresses(report)
    session = review.session
    fourth = [one.address for one in session.report.form.figures if one.address.startswith(f"{row}.")][3]
    session.enter(fourth, "")
    places = {}
    for place in range(len(review)):
        review.current = place
        places[review.doubt.figure] = review.target
    assert places[""] == places["no.such.row"] == ""
    assert places[row] == fourth
    assert {one: places[one] for one in (cell, total, amount)} == {one: one for one in (cell, total, amount)}
    assert places["problems_and_improvements.text"] == "problems_and_improvements.text"
    assert places["agency.name"] == "agency.name"
    assert session.report.form.figure(places["requests"])


def test_typing_is_one_step_and_the_checks_run_with_every_key(review: Review, report: Path) -> None:
    _row, cell, _total, _amount = addresses(report)
    review.current = next(place for place in range(len(review)) if review.at(place).figure == cell)
    typing = ReviewEntry(review)
    assert typing.begin("1") == ""
    assert typing.type("2") == ""
    finding = review.finding
    assert finding is not None
    assert "新收 12" in finding.message
    assert "少 12" in "\n".join(details(review, None))
    assert typing.commit() == ""
    assert len(review.session.done) == 1
    assert "12" in now_words(review, cell)
    assert "已撤销" in typing.undo()
    assert review.session.report.get(cell) == 0
    typing.begin()
    typing.erase(-1, 0)
    assert review.session.report.get(cell) is None, "an emptied cell is a blank, no 0"
    typing.cancel()
    assert review.session.report.get(cell) == 0
    assert typing.begin("十") != ""
    assert "未采用“十”" in typing.commit()
    assert review.session.report.get(cell) == 0


def test_a_text_and_a_computed_total_are_not_typed_in_here(review: Review, report: Path) -> None:
    typing = ReviewEntry(review)
    review.current = 0
    assert "Enter" in typing.begin("1")
    total = addresses(report)[2]
    review.session.enter(total, "")
    review.current = next(place for place in range(len(review)) if review.at(place).figure == total)
    assert "总计由程序计算" in typing.begin("1")
    assert typing.entry is None


@pytest.mark.parametrize(("width", "height"), [(80, 24), (60, 20), (200, 60)])
def test_every_doubt_fits_the_screen_and_nothing_in_it_acts(review: Review, width: int, height: int) -> None:
    view = ReviewView(review)
    for place in range(len(review)):
        review.current = place
        shown = ["".join(text for text, _style in line) for line in view.build(width, height)]
        assert len(shown) == height
        assert max(map(cell_len, shown)) <= width
        assert [line.startswith("> ") for line in shown].count(True) == 1
        assert f"{place + 1}/{len(review)}，还有 {review.left} 处没看" in shown[0]
        assert not any("\x1b" in line or "\u202e" in line for line in shown)
        assert ".." not in shown[-1], "all keys are named"
        assert all(word in shown[-1] for word in ("Enter", "a 看过", "Esc"))
        said = look_words(review)
        assert "\x1b" not in said
        assert "Alt+I" in said


def test_a_long_source_is_read_by_scrolling(review: Review) -> None:
    review.current = next(place for place in range(len(review)) if review.at(place).figure == "requests")
    view = ReviewView(review)
    assert "PgDn 下面还有" in shown(view)
    assert "PgUp" not in shown(view)
    view.say("说一句。")
    assert "PgDn 下面还有" in shown(view), "whatever else is said"
    view.top = 3
    assert "PgUp 上面还有  PgDn 下面还有" in shown(view)
    view.top = 999
    assert "PgDn" not in shown(view)
    assert "PgUp 上面还有" in shown(view)


def shown(view: ReviewView) -> str:
    return "\n".join("".join(text for text, _style in line) for line in view.build(60, 20))


def test_the_state_is_told_in_words(review: Review, report: Path) -> None:
    cell = addresses(report)[1]
    review.accept(accepted=True)
    review.session.enter(cell, "3")
    states = [line.rstrip()[-2:] for line in shown(ReviewView(review)).split("\n")]
    assert states[2] == "看过"
    view = ReviewView(review)
    review.current = next(place for place in range(len(review)) if review.at(place).figure == cell)
    line = next(line for line in shown(view).split("\n") if line.startswith("> "))
    assert line.split()[-2:] == ["3", "已改"]


def test_places_are_named_in_the_forms_words(review: Review, report: Path) -> None:
    row, cell, _total, _amount = addresses(report)
    form = review.form
    figure = form.figure(cell)
    assert figure
    assert place_name(form, row).endswith(f"：{figure.row.label}")
    assert place_name(form, cell).endswith(f"：{figure.name}")
    assert place_name(form, "requests") == form.section("requests").title
    assert place_name(form, "") == "整份文件"
    assert place_name(form, "year") == "年度"
    group = next(one for one in figure.table.groups if "." in one.id)
    assert place_name(form, f"requests.{group.id}").endswith(group.label)


def test_doubts_that_say_the_same_are_settled_together(review: Review, report: Path) -> None:
    same = [Doubt("row_cells", "这一行少 1 格。", str(n), f"requests.row{n}") for n in range(300)]
    write_doubts(report, [*same, Doubt("row_cells", "这一行少 2 格。", "", "requests")])
    review.reread()
    review.current = next(place for place in range(len(review)) if review.at(place).message == "这一行少 1 格。")
    assert len(review.alike) == 300
    review.accept_alike()
    assert review.left == 1
    assert sum(one.accepted for one in read_doubts(report)) == 300


def test_an_import_meanwhile_is_not_taken_for_the_one_that_was_looked_at(review: Review, report: Path) -> None:
    write_doubts(report, [Doubt("cell", "另一次导入。", "9", addresses(report)[1])])
    with pytest.raises(UnwritableReport, match="又导入了一次"):
        review.accept(accepted=True)
    assert not review.accepted(0)
    review.reread()
    assert len(review) == review.left == 1
    doubts_of(report).unlink()
    review.reread()
    assert len(review) == 0


def cells(session: Session, section: str) -> str:
    """A table as it is drawn."""
    form = session.report.form
    model = GridModel(form, form.section(section))
    painter = GridPainter(session, model)
    painter.renew_faulty()
    cursor = GridCursor(model)
    drawn = painter.body(painter.layout(160, cursor, None), 99, cursor, None)
    return "\n".join("".join(text for text, _style in line) for line in drawn)


def test_the_table_marks_cells_until_they_were_looked_at_or_changed(review: Review, report: Path) -> None:
    row, cell, total, amount = addresses(report)
    session = review.session
    assert "?" not in cells(session, "requests")
    session.doubtful = review.doubtful
    first, *others = cells(session, "requests").split("\n")
    assert first.count("0?") == 7, "a doubt about a row is one about its cells"
    assert "?" not in "".join(others), "one about a table is not"
    assert cells(session, amount.partition(".")[0]).count("?") == 1
    session.enter(cell, "3")
    session.enter(total, "3")
    assert cells(session, "requests").split("\n")[0].count("?") == 5
    session.undo()
    session.undo()
    assert cells(session, "requests").split("\n")[0] == first
    for address in (row, total):
        review.current = next(place for place in range(len(review)) if review.at(place).figure == address)
        review.accept(accepted=True)
    session.doubtful = review.doubtful
    assert cells(session, "requests").split("\n")[0].count("?") == 1


def test_what_became_doubtful_or_settled_is_drawn_again(review: Review) -> None:
    session = review.session
    model = GridModel(session.report.form, session.report.form.section("requests"))
    painter, cursor = GridPainter(session, model), GridCursor(model)
    cursor.step(3, 0)

    def drawn() -> str:
        painter.renew_faulty()
        lines = painter.body(painter.layout(160, cursor, None), 99, cursor, None)
        return "".join(text for line in lines for text, _style in line)

    before = drawn()
    session.doubtful = review.doubtful
    assert drawn().count("?") == 7
    session.doubtful = frozenset()
    assert drawn() == before


def test_what_is_no_number_is_not_said_to_be_blank_where_its_text_stands(review: Review, report: Path) -> None:
    cell = addresses(report)[1]
    review.session.enter_many([(cell, Unreadable("十二", "不是数字"))], "导入")
    review.current = next(place for place in range(len(review)) if review.at(place).figure == cell)
    told = details(review, None)
    assert "采用：没有读成数，不当数算" in told
    assert "现在：十二" in told
    assert not any("空着" in line for line in told)
