"""The program on a real pseudo-terminal, as a clerk sees it: every test starts it, presses keys and reads the screen."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

from rich.cells import cell_len

from tests.terminal import ROOT, Terminal
from tests.tui.running import READY, SAMPLE, data, lines, opened


def test_80_columns_show_grid_pane_status_and_keys_together(terminal: Terminal) -> None:
    shown = lines(terminal)
    assert "3申请办理?" in shown[0]
    assert "法人或其他组织" in shown[1]
    assert all(name in shown[2] for name in ("自然", "商企", "科研", "公益", "法律", "其他", "总计"))
    assert sum("|" in line for line in shown) == 20
    assert len(shown[3].split("|")[1]) > 0
    assert "一、本年新收政府信息公开申请数量·自然人" in shown[21]
    assert "F1帮助" in shown[23]
    assert "__" in terminal.text
    assert "=0" in terminal.text


def test_the_main_job(terminal: Terminal, report: Path) -> None:
    """From opening to an exported document, with what the issue's user does in between."""
    terminal.press("alt+2")
    terminal.wait_for("行政处罚 +8")
    terminal.press("down", "down", "down", "9", "enter")
    terminal.wait_for("行政处罚 +9")
    terminal.press("alt+3", "3")
    terminal.wait_for("少 ?3")
    terminal.wait_for("新收 3 [+] 结转 0")
    assert "错误1" in terminal.text
    terminal.press("enter", "enter", "3")
    terminal.wait_for(lambda t: "错误" not in t.text)
    terminal.press("f7")
    terminal.wait_for("已把 19 个空格填为 0")
    terminal.wait_for(lambda t: "待办" not in t.text)
    terminal.press("alt+5")
    terminal.wait_for("2024 年我镇在政府信息公开工作中")
    terminal.press("ctrl+end")
    terminal.type("新增一句。")
    terminal.wait_for("新增一句。")
    terminal.press("ctrl+s")
    terminal.wait_for("已保存")
    saved = data(report)
    assert saved["proactive"]["administrative_penalties"] == 9
    assert str(saved["problems_and_improvements"]["text"]).rstrip("\n").endswith("新增一句。")
    terminal.press("ctrl+e")
    terminal.wait_for("已导出")
    assert "| 3 |" in report.with_suffix(".md").read_text(encoding="utf-8")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    with as_file(files("reports").joinpath(*SAMPLE)) as sample:
        before = sample.read_text(encoding="utf-8").splitlines()
    after = report.read_text(encoding="utf-8").splitlines()
    changed = [line for line in before if line not in after]
    assert len(before) == len(after)
    assert len(changed) == 24, "行政处罚, 新收, 予以公开, 办理总计, 19 rows with a blank, one paragraph"


def test_figures_of_the_export_read_back_the_same(report: Path) -> None:
    """What `show` says after an edit is what the document's tables say."""
    command = [sys.executable, "-m", "tui"]
    subprocess.run([*command, "set", report, "proactive.administrative_penalties=9"], check=True, cwd=ROOT)  # noqa: S603 - our own program
    shown = subprocess.run([*command, "show", report, "--format", "json"], check=True, cwd=ROOT, capture_output=True)  # noqa: S603 - as above
    document = subprocess.run([*command, "export", report, "--to", "md"], check=True, cwd=ROOT, capture_output=True)  # noqa: S603 - as above
    assert json.loads(shown.stdout)["figures"]["proactive.administrative_penalties"] == 9
    assert re.search(r"\| 行政处罚 \| 9 \|", document.stdout.decode())


def test_undo_shows_where_and_quitting_asks_about_unsaved_work(terminal: Terminal, report: Path) -> None:
    before = report.read_bytes()
    terminal.press("5", "enter")
    terminal.wait_for("有修改未保存")
    terminal.press("ctrl+q")
    terminal.wait_for("有 1 处修改还没有保存")
    terminal.press("esc")
    terminal.wait_for(lambda t: "还没有保存" not in t.text)
    terminal.press("alt+6", "ctrl+z")
    terminal.wait_for("已撤销：修改 一、本年新收政府信息公开申请数量·自然人")
    terminal.wait_for("已保存")
    terminal.press("ctrl+y", "ctrl+q")
    terminal.wait_for("有 1 处修改还没有保存")
    terminal.press("down", "down", "enter")
    assert terminal.wait_exit() == 0
    assert report.read_bytes() == before


def test_refused_text_never_holds_the_cursor(terminal: Terminal) -> None:
    terminal.type("1.5")
    terminal.wait_for("未采用“1.5”：件数应为整数")
    terminal.press("enter")
    terminal.wait_for("保留原来的内容")
    terminal.press("f8")
    terminal.wait_for("属于国家秘密·其他（未填）")
    assert "已保存" in terminal.text


def test_one_pasted_number_is_as_if_typed(terminal: Terminal, report: Path) -> None:
    terminal.paste("１，２３４件\n")
    terminal.wait_for("少 ?1234")
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 /")
    assert data(report)["requests"]["received"] == [1234, 0, 0, 0, 0, 0]


def test_totals_are_not_typed_over(terminal: Terminal) -> None:
    terminal.press("end", "5")
    terminal.wait_for("总计由程序计算")
    assert "已保存" in terminal.text


def test_problems_are_reached_across_sections_by_one_key(terminal: Terminal) -> None:
    terminal.press("2", "enter", "alt+6", "f3")
    terminal.wait_for(lambda t: "新收政府信息公开申请数量·自然人" in lines(t)[21])
    terminal.press("f3")
    terminal.wait_for("属于国家秘密·其他（未填）")
    terminal.press("f4")
    terminal.wait_for(lambda t: "新收政府信息公开申请数量·自然人" in lines(t)[21])


def test_help_speaks_of_the_field_in_focus(terminal: Terminal) -> None:
    terminal.press("down", "f1")
    terminal.wait_for("等于上一年报告")
    terminal.press("pagedown")
    terminal.wait_for("按键")
    terminal.press("esc")
    terminal.wait_for("F1帮助")


def test_the_palette_finds_commands_by_name(terminal: Terminal) -> None:
    terminal.press("ctrl+p")
    terminal.wait_for("输入命令名")
    terminal.type("空格填")
    terminal.wait_for("本表空格填 0")
    terminal.press("enter")
    terminal.wait_for("已把 19 个空格填为 0")


def test_the_palette_is_quiet_and_has_the_cursor_where_it_types(terminal: Terminal) -> None:
    terminal.press("ctrl+p")
    terminal.wait_for("输入命令名")
    terminal.type("没有")
    terminal.wait_for("没有这样的命令")
    row = next(y for y, line in enumerate(lines(terminal)) if "|没有" in line)
    terminal.wait_for(lambda t: t.cursor == (5, row) and t.cursor_visible)
    terminal.quiet(0.3)
    terminal.mark()
    terminal.watch(1.2)  # twice as long as a cursor takes to blink
    assert terminal.bytes_since_mark == 0


def test_the_hardware_cursor_stands_where_an_input_method_must_write(terminal: Terminal) -> None:
    row = next(y for y, line in enumerate(lines(terminal)) if "一、本年新收" in line)
    terminal.wait_for(lambda t: t.cursor[1] == row and t.cursor_visible)
    column = terminal.cursor[0]
    assert terminal.cell(column, row).text == "0"
    terminal.press("1", "2")
    terminal.wait_for(lambda t: t.cell(column, row).text == "2")
    terminal.wait_for(lambda t: t.cursor == (column + 1, row))
    terminal.press("alt+1")
    terminal.wait_for("认真贯彻落")
    terminal.press("right", "right")
    terminal.wait_for(lambda t: t.cursor[0] == 2)


def test_prose_wraps_between_characters_and_begins_no_line_with_a_comma(terminal: Terminal) -> None:
    terminal.press("alt+5")
    terminal.wait_for("2024 年我镇")
    terminal.quiet()
    text = [line.split("|")[0].rstrip() for line in lines(terminal)[1:21]]
    assert all(cell_len(line) <= 57 for line in text)
    assert not [line for line in text if line[:1] in "，。、；：”）》"]
    assert sum(cell_len(line) > 50 for line in text) > 12


def test_a_wide_terminal_shows_names_and_labels_in_full(report: Path) -> None:
    with opened(report, (120, 40)) as terminal:
        assert "社会公益" in terminal.text
        assert "2.没有现成信息需要另行制作" in terminal.text
        assert "5.要求行政机关确认或重新出具" in terminal.text
        assert "四、结转下年度继续办理" in terminal.text
        terminal.resize(80, 24)
        terminal.wait_for("公益 法律")
        terminal.resize(120, 40)
        terminal.wait_for("社会公益")


def test_wide_numbers_stay_whole_and_columns_scroll(report: Path) -> None:
    changes = [f"requests.received.{c}=123456789" for c in received_columns(report)]
    subprocess.run([sys.executable, "-m", "tui", "set", report, *changes], check=True, cwd=ROOT, capture_output=True)  # noqa: S603 - our own program
    with opened(report) as terminal:
        assert "123456789" in terminal.text
        terminal.press("end")
        terminal.wait_for("740740734")
        terminal.wait_for(lambda t: "<" in lines(t)[2])


def received_columns(report: Path) -> list[str]:
    """The typed columns of the first row, from the program's own list."""
    shown = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tui", "show", report, "--format", "json"], check=True, cwd=ROOT, capture_output=True
    )
    addresses = json.loads(shown.stdout)["figures"]
    return [a.split(".")[2] for a in addresses if a.startswith("requests.received.") and not a.endswith(".total")]


def test_a_folder_lists_its_reports(report: Path) -> None:
    (report.parent / "2023.toml").write_text("a = [", encoding="utf-8")
    library = report.parent.parent
    with Terminal.start(["-m", "tui", str(library)], env={"XDG_STATE_HOME": str(library / "state")}) as terminal:
        terminal.wait_for("2 份")
        terminal.press("right", "enter")
        terminal.wait_for("第 1 行")
        terminal.press("left", "enter")
        terminal.wait_for(READY)
        terminal.press("ctrl+o")
        terminal.wait_for("2 份")
        terminal.press("esc")
        terminal.wait_for("F1帮助")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


def test_the_demonstration_opens_a_private_copy(tmp_path: Path) -> None:
    with Terminal.start(["-m", "tui", "demo"], env={"TMPDIR": str(tmp_path)}) as terminal:
        terminal.wait_for(READY)
        terminal.press("ctrl+o")
        terminal.wait_for("练习")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    copies = list(tmp_path.glob("nianbao-*/*/2024.toml"))
    assert len(copies) == 1
    assert copies[0].stat().st_mode & 0o200
    assert copies[0].parent.parent.stat().st_mode & 0o077 == 0
