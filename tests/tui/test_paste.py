"""Pasting into tables and prose as a clerk does it, on a real pseudo-terminal; and what the session keeps of it."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.document import open_document
from schema.report import Report
from tests.schema.clips import excel_block, planned
from tests.terminal import Terminal
from tests.tui.running import data
from tui.session import Session

AT = "requests.received.natural_person"


def everything(report: Report) -> object:
    """All that a paste could change."""
    return list(report.ledger.values), dict(report.ledger.stated), dict(report.prose)


@given(
    st.lists(
        st.lists(st.sampled_from(["", "0", "7", "1,234", "/", "x"]), min_size=3, max_size=3), min_size=1, max_size=9
    )
)
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_paste_and_its_undo_leave_nothing(report: Path, block: list[list[str]]) -> None:
    session = Session(open_document(report))
    before = everything(session.report)
    found = planned(session.report, "\n".join("\t".join(line) for line in block), AT)
    session.enter_many(found.contents, "粘贴")
    assert all(session.report.get(address) == content for address, content in found.contents)
    assert len(session.done) == bool(found.contents), "one undo step, however many cells"
    session.undo()
    assert everything(session.report) == before
    assert not session.dirty


def test_a_stated_total_that_agreed_follows_a_paste_and_one_that_did_not_stays(report: Path) -> None:
    session = Session(open_document(report))
    rows = ("requests.received.total", "requests.brought_forward.total")
    session.enter(rows[0], "0")
    session.enter(rows[1], "9")
    found = planned(session.report, "1\t2\t3\t4\t5\t6\t20\n1\t1\t1\t1\t1\t1\t6", AT)
    session.enter_many(found.contents, "粘贴")
    assert [session.report.get(address) for address in rows] == [21, 9]
    assert [total.verdict for total in found.totals] == ["differs", "agrees"]


def test_a_bracketed_block_is_previewed_and_goes_in_as_one_step(terminal: Terminal, report: Path) -> None:
    terminal.paste("12\t\t5\r\n1,000\tx\t３件\r\n")
    terminal.wait_for("粘贴预览：从光标所在的格起")
    assert "写入 4 格，不变 0，空格 1 不动，不收 1" in terminal.text
    assert "0 -> 1000" in terminal.text
    assert "不收 二、上年结转政府信息公开申请数量·商业企业“x”：应为数字" in terminal.text
    terminal.press("esc")
    terminal.wait_for("没有粘贴，什么也没有改")
    assert "已保存" in terminal.text
    terminal.paste("12\t\t5\r\n1,000\tx\t３件\r\n")
    terminal.wait_for("Enter 写入 4 格")
    terminal.press("enter")
    terminal.wait_for("已粘贴 4 格，空格 1 不动，不收 1。Ctrl.Z 可以撤销。")
    assert terminal.cursor == (24, 3), "the cursor stays"
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 /")
    assert data(report)["requests"]["received"] == [12, 0, 5, 0, 0, 0]
    assert data(report)["requests"]["brought_forward"] == [1000, 0, 3, 0, 0, 0]
    terminal.press("ctrl+z", "ctrl+s")
    terminal.wait_for(lambda t: "已保存 /" in t.text and data(report)["requests"]["received"] == [0] * 6)


def test_a_whole_table_with_its_names_comes_home_from_another_table(terminal: Terminal, report: Path) -> None:
    form = open_document(report).report.form
    terminal.press("alt+4")
    terminal.wait_for("行政复议·结果维持")
    terminal.paste(excel_block(form, "requests", lambda figure: "0" if figure.derived else "2"))
    terminal.wait_for("按行名、列名对位，写入“三、")
    assert "总计不符" in terminal.text or "不符 3" in terminal.text
    terminal.press("pagedown", "end")
    terminal.wait_for("总计不符 四、结转下年度继续办理·总计：印 0，算得 12，印的少 12")
    terminal.press("enter")
    terminal.wait_for("已粘贴 144 格到")
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 /")
    assert data(report)["requests"]["carried_forward"] == [2] * 6


def test_a_burst_of_keys_is_previewed_and_can_be_taken_as_typed(terminal: Terminal, report: Path) -> None:
    """A terminal without bracketed paste sends Tab and Enter: nothing is scattered, and honest typing is not lost."""
    terminal.type("1\t2\r3\t4\r")
    terminal.wait_for("F2 不是粘贴，是我打的")
    terminal.quiet()
    terminal.press("f2")
    terminal.wait_for(lambda t: "粘贴预览" not in t.text)
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 /")
    assert data(report)["requests"]["received"] == [1, 2, 0, 0, 0, 0]
    assert data(report)["requests"]["brought_forward"] == [3, 4, 0, 0, 0, 0]
    terminal.press("ctrl+home")
    for line in ("重复申请\t1\t2\t3\t4\t5\t6\t21\r", "要求提供公开出版物\t6\t5\t4\t3\t2\t1\t21\r"):
        terminal.type(line)  # as PuTTY does, line by line
    terminal.wait_for("写入 12 格，不变 0，不收 0；总计相符 2")
    terminal.wait_for("Enter 写入 12 格")
    terminal.press("enter")
    terminal.wait_for("已粘贴 12 格")
    terminal.press("ctrl+s")
    terminal.wait_for(lambda t: "已保存 /" in t.text)
    saved = data(report)["requests"]["outcomes"]
    assert isinstance(saved, dict)
    assert saved["not_processed"]["public_publication"] == [6, 5, 4, 3, 2, 1]


def test_what_is_typed_over_the_preview_of_a_burst_is_kept(terminal: Terminal, report: Path) -> None:
    terminal.type("0\t0\r0\t0\r")
    terminal.wait_for("F2 不是粘贴")
    terminal.press("7")
    terminal.wait_for("又打了 1 个键")
    terminal.press("enter")
    terminal.wait_for("又打了 2 个键")
    terminal.press("f2")
    terminal.wait_for(lambda t: "粘贴预览" not in t.text)
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 /")
    assert data(report)["requests"]["outcomes"]["disclosed"] == [7, 0, 0, 0, 0, 0]  # type: ignore[index]


def test_what_was_copied_in_the_program_is_pasted_by_its_key(terminal: Terminal) -> None:
    terminal.press("alt+5")
    terminal.wait_for("2024 年我镇")
    terminal.quiet()
    terminal.press(*["shift+right"] * 4, "ctrl+c", "alt+3")
    terminal.wait_for("办理情形")
    terminal.press("ctrl+v")
    terminal.wait_for("少 ?2024")


def test_a_block_copied_from_the_table_begins_at_the_first_cell_selected(terminal: Terminal, report: Path) -> None:
    terminal.press("4", "tab", "5", "enter", "up", "left")
    terminal.wait_for("=9")
    terminal.press("shift+right", "ctrl+c", "down", "down", "left", "shift+right", "ctrl+v")
    terminal.wait_for("Enter 写入 2 格")
    assert re.search("（一）予以公开·自然人 +0 -> 4", terminal.text)
    terminal.press("enter")
    terminal.wait_for("已粘贴 2 格")
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 /")
    assert data(report)["requests"]["outcomes"]["disclosed"] == [4, 5, 0, 0, 0, 0]  # type: ignore[index]


def test_the_paste_area_takes_what_any_terminal_sends(terminal: Terminal) -> None:
    terminal.press("ctrl+v")
    terminal.wait_for("在这里粘贴")
    terminal.type("5\t6\r")
    terminal.type("7\t8")
    terminal.wait_for("7 +8")
    terminal.press("f2")
    terminal.wait_for("写入 4 格")


def test_prose_takes_a_burst_as_paragraphs_quickly_and_in_one_step(terminal: Terminal, report: Path) -> None:
    terminal.press("alt+6")
    terminal.wait_for("六、其他需要报告的事项")
    terminal.quiet()
    before = data(report)["other_matters"]["text"]
    terminal.mark()
    terminal.type("第一段写了很多字。\r" + "第二段也写了很多字。" * 300 + "\r末段\u200b。\t")
    terminal.wait_for("已粘贴，去掉了 1 个看不见的字符")
    assert terminal.bytes_since_mark < 20_000, "not a repaint for every key"
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 /")
    text = str(data(report)["other_matters"]["text"])
    assert text.startswith("第一段写了很多字。\n第二段也写")
    assert "\n末段。 " in text
    terminal.press("ctrl+z", "ctrl+s")
    terminal.wait_for(lambda t: "已保存 /" in t.text and data(report)["other_matters"]["text"] == before)
