"""What must not hurt a clerk on a real pseudo-terminal: hostile files, dropped and slow lines, wrong encodings."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.terminal import ROOT, Terminal
from tests.tui.running import data, opened

LARGEST_KEY = 250
"""Bytes that a digit in a figure may send at 80x24, at the median."""

HOSTILE = r"\u001b]0;owned\u0007\u001b[31m [/x] [@click=app.quit]x[/] \u202e\u009b31m"


def test_bytes_that_are_no_utf8_do_not_end_the_program(terminal: Terminal) -> None:
    terminal.send("中文".encode("gbk"))
    terminal.press("4")
    terminal.wait_for("UTF-8")
    terminal.press("enter", "down")
    terminal.wait_for(lambda t: t.text.count("有修改未保存") == 1)


def test_control_characters_and_markup_of_a_file_reach_no_terminal(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    text = text.replace('name = "海原县海城镇人民政府"', f'name = "海城镇{HOSTILE}"')
    text = text.replace("summary = '''", f'summary = """{HOSTILE}""" #').replace("\n2024 年，海城镇", "\n#", 1)
    text = text.replace("。\n'''\n# （一）主动公开", "。\n# （一）主动公开", 1).replace(
        "administrative_penalties = 8", f'administrative_penalties = "{HOSTILE}"'
    )
    report.write_text(text, encoding="utf-8")
    with opened(report) as terminal:
        for key in ("alt+0", "alt+1", "alt+2", "f3", "f1"):
            terminal.press(key)
            terminal.quiet()
        terminal.press("esc")
        terminal.wait_for("F1帮助")
        terminal.press("ctrl+p")
        terminal.wait_for("输入命令名")
        sent = terminal.output.decode("utf-8", "replace")
        assert "]0;owned\x07" not in sent
        assert "\x1b]0;owned" not in sent
        assert not {"\u202e", "\x9b"} & set(sent)


def test_a_dropped_line_keeps_unsaved_work_for_the_next_opening(report: Path) -> None:
    before = report.read_bytes()
    with opened(report) as terminal:
        terminal.press("8")
        terminal.wait_for("少 ?8")
        terminal.hangup()
        terminal.wait_exit(reading=False)
    assert report.read_bytes() == before
    with opened(report) as again:
        again.wait_for("有 1 处修改没有保存")
        again.press("enter")
        again.wait_for("已取回 1 处修改")
        again.wait_for("少 ?8")
        again.press("ctrl+s")
        again.wait_for("年度 已保存")
        again.press("ctrl+q")
        assert again.wait_exit() == 0
    assert data(report)["requests"]["received"] == [8, 0, 0, 0, 0, 0]
    with opened(report) as third:
        assert "没有保存" not in third.text.replace("有修改未保存", "")


def test_a_digit_costs_few_bytes_and_waiting_none(terminal: Terminal) -> None:
    terminal.press("1")
    terminal.wait_for("少 ?1 ")
    sizes = []
    for key, seen in (("2", "12。"), ("backspace", " 1。"), ("7", "17。"), ("5", "175。"), ("backspace", "17。")):
        terminal.quiet()
        terminal.mark()
        terminal.press(key)
        terminal.wait_for(seen)
        terminal.quiet()
        sizes.append(terminal.bytes_since_mark)
    assert sorted(sizes)[len(sizes) // 2] <= LARGEST_KEY, sizes
    terminal.quiet()
    terminal.mark()
    terminal.quiet(1.5)
    assert terminal.bytes_since_mark == 0


def test_an_unreadable_report_is_told_before_the_screen_changes(tmp_path: Path) -> None:
    broken = tmp_path / "2024.toml"
    broken.write_text('format = "ogi_2021"\nyear = \n', encoding="utf-8")
    with Terminal.start(["-m", "tui", str(broken)]) as terminal:
        assert terminal.wait_exit() == 2
        assert "第 2 行" in terminal.text
        assert b"\x1b[?1049h" not in terminal.output


def test_keys_typed_ahead_land_where_they_were_meant(terminal: Terminal, report: Path) -> None:
    """A slow line delivers a burst: section changes, digits, Tab and text in one read."""
    terminal.press("alt+3", "1", "2", "down", "4", "alt+1", "tab", "tab")
    terminal.type("甲")
    terminal.press("alt+0", "down", "down", "down")
    terminal.type("2025/1/9")
    terminal.press("down", "alt+4", "7", "enter", "ctrl+s")
    terminal.wait_for("已保存 /")
    saved = data(report)
    assert saved["requests"]["received"] == [12, 0, 0, 0, 0, 0]
    assert saved["requests"]["brought_forward"] == [4, 0, 0, 0, 0, 0]
    assert str(saved["overview"]["on_request"]).startswith("甲2024 年我镇收到")
    assert saved["publication"]["issued"] == "2025-01-09"
    assert saved["disputes"]["reconsideration"] == [7, 0, 0, 0, 7]


def test_a_terminal_that_cannot_show_a_screen_is_told_what_else_works(report: Path) -> None:
    with Terminal.start(["-m", "tui", str(report)], env={"TERM": "dumb"}) as terminal:
        assert terminal.wait_exit() == 2
        assert "nianbao show" in terminal.text


def test_without_a_terminal_nothing_is_started(report: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tui", report], check=False, cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 2
    assert "不是终端" in done.stderr.decode()


def test_a_gbk_locale_does_not_garble_the_screen(report: Path) -> None:
    """PYTHONIOENCODING stands for the locale, which a test machine need not have."""
    with opened(report, PYTHONIOENCODING="gbk") as terminal:
        assert "海原县海城镇人民政府" in terminal.text
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


def test_work_put_off_is_offered_again_and_saving_something_else_does_not_lose_it(report: Path) -> None:
    with opened(report) as terminal:
        terminal.press("7")
        terminal.wait_for("少 ?7")
        terminal.hangup()
        terminal.wait_exit(reading=False)
    with opened(report) as later:
        later.wait_for("有 1 处修改没有保存")
        later.press("esc")
        later.wait_for("F1帮助")
        later.press("alt+2", "4", "ctrl+s")
        later.wait_for("已保存 /")
        later.press("alt+4", "9")
        later.wait_for("=9")
        later.hangup()
        later.wait_exit(reading=False)
    with opened(report) as last:
        last.wait_for("0 → 9")
        last.press("delete")
        last.wait_for("这些修改都不要了")
        last.press("down", "enter")
        last.wait_for("0 → 7")
        last.press("enter")
        last.wait_for("少 ?7")


def test_keys_behind_a_dialog_reach_the_page_under_it(report: Path) -> None:
    with opened(report) as terminal:
        terminal.press("ctrl+p")
        terminal.type("帮助")
        terminal.wait_for("怎样填")
        terminal.press("enter")
        terminal.wait_for("格子里的记号")
        terminal.press("f1", "6", "down", "5")
        terminal.wait_for("少 ?11")


def test_refused_text_is_told_even_by_the_key_that_saves_or_leaves(terminal: Terminal, report: Path) -> None:
    before = report.read_bytes()
    for key in ("ctrl+s", "f7", "alt+2"):
        terminal.type("9a")
        terminal.wait_for("未采用“9a”")
        terminal.press(key)
        terminal.wait_for("未采用“9a”.*保留原来的内容")
        terminal.press("ctrl+z", "alt+3")
        terminal.wait_for("一、本年新收政府信息公开申请数量·自然人|属于国家秘密·其他")
    terminal.type("9a")
    terminal.wait_for("未采用“9a”")
    terminal.press("ctrl+q")
    terminal.wait_for("保留原来的内容")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert report.read_bytes() == before


def test_a_document_that_stands_beside_the_report_is_not_overwritten_unasked(terminal: Terminal, report: Path) -> None:
    document = report.with_suffix(".md")
    document.write_text("手写的文稿\n", encoding="utf-8")
    terminal.press("ctrl+e")
    terminal.wait_for("2024.md 已经有了")
    terminal.press("enter")
    terminal.wait_for("已导出")
    assert document.read_text(encoding="utf-8") == "手写的文稿\n"
    assert "## 一、总体情况" in report.with_name("2024-2.md").read_text(encoding="utf-8")


def test_a_file_that_changed_meanwhile_is_merged(terminal: Terminal, report: Path) -> None:
    terminal.press("5")
    terminal.wait_for("少 ?5")
    command = [sys.executable, "-m", "tui", "set", str(report), "proactive.administrative_penalties=11"]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)  # noqa: S603 - our own program
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 /")
    saved = data(report)
    assert saved["proactive"]["administrative_penalties"] == 11
    assert saved["requests"]["received"] == [5, 0, 0, 0, 0, 0]


def test_the_palette_survives_keys_that_come_before_its_list(terminal: Terminal) -> None:
    terminal.press("ctrl+p", "pagedown", "pageup", "pagedown")
    terminal.wait_for("输入命令名|下一节")
    terminal.quiet()
    terminal.press("esc")
    terminal.wait_for("F1帮助")


def test_a_pane_that_was_hidden_shows_what_has_changed_since(report: Path) -> None:
    with opened(report) as terminal:
        terminal.resize(60, 20)
        terminal.wait_for(lambda t: "勾稽" not in t.text and "F1帮助" in t.text)
        terminal.press("1", "2", "enter")
        terminal.wait_for("=12")
        terminal.resize(80, 24)
        terminal.wait_for("有修改未保存")
        terminal.wait_for("少 ?12")


def test_a_command_that_is_still_to_come_is_told_as_such() -> None:
    done = subprocess.run([sys.executable, "-m", "tui", "rollup", "a"], check=False, cwd=ROOT, capture_output=True)
    assert done.returncode == 2
    assert "还没有 rollup 命令" in done.stderr.decode()
