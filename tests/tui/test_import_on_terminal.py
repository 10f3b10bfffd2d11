"""A document becomes a report on a real pseudo-terminal: asked for, read, opened with its doubts; refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.importing.doubt_file import read_doubts
from reports.markdown import markdown
from reports.reading import read_report
from tests.terminal import Terminal
from tests.tui.libraries import HEADS, library_on, row
from tests.tui.running import opened

AGENCY = "海原县海城镇人民政府"


@pytest.fixture
def source(report: Path, tmp_path: Path) -> Path:
    """The sample as somebody exported it, with a cell that cannot be read."""
    text = markdown(read_report(report))
    line = next(line for line in text.split("\n") if line.startswith("| 一、本年新收"))
    path = tmp_path / "去年" / "年报.md"
    path.parent.mkdir()
    path.write_text(text.replace(line, line.replace("| 0 |", "| 若干 |", 1)), "utf-8")
    return path


def ask_for(terminal: Terminal, path: Path) -> None:
    """Names a file in the library, in full."""
    terminal.press("f2")
    terminal.wait_for("导入哪个文件")
    terminal.press("ctrl+u")
    terminal.type(str(path))
    terminal.wait_for(f"> {path.name}")
    terminal.press("enter")


def test_from_the_library_to_the_doubts_and_back(source: Path, tmp_path: Path) -> None:
    library = tmp_path / "新库"
    library.mkdir()
    with library_on(library) as terminal:
        terminal.wait_for("按 F2 导入")
        terminal.press("f2")
        terminal.wait_for("导入哪个文件")
        terminal.press("ctrl+u")
        terminal.type(f"{source.parent.parent}/去")
        terminal.wait_for("> 去年/")
        terminal.press("tab")
        terminal.wait_for("> 年报.md")
        terminal.press("enter")
        terminal.wait_for("疑点 1/")
        assert "下一节".encode() not in terminal.output, "the doubts are what is seen first"
        assert "已导入并保存，读到 3 张表" in terminal.text
        made = library / AGENCY / "2024.toml"
        [doubtful] = [one.doubt for one in read_doubts(made) if "若干" in one.doubt.source_text]
        assert doubtful.figure
        terminal.press("end")
        terminal.wait_for("来源：.*若干")
        terminal.press("esc")
        terminal.wait_for("导入时还有 . 处疑点没看")
        terminal.press("ctrl+o")
        terminal.wait_for(HEADS)
        terminal.wait_for(lambda now: AGENCY in now.text and "填写中" in row(now, AGENCY))


def test_a_report_that_is_there_already_is_not_overwritten_and_can_be_opened(source: Path, report: Path) -> None:
    before = report.read_bytes()
    with library_on(report.parent.parent) as terminal:
        terminal.wait_for(HEADS)
        ask_for(terminal, source)
        terminal.wait_for("已经存在，没有覆盖")
        terminal.press("enter")
        terminal.wait_for("2024 年度 已保存")
    assert report.read_bytes() == before


def test_what_the_source_does_not_say_is_asked(source: Path, tmp_path: Path) -> None:
    library = tmp_path / "新库"
    library.mkdir()
    kept = [line for line in source.read_text("utf-8").split("\n") if not line or line.startswith(("|", "## "))]
    source.write_text("\n".join(kept), "utf-8")
    with library_on(library) as terminal:
        terminal.wait_for("按 F2 导入")
        ask_for(terminal, source)
        terminal.wait_for("哪一年的报告")
        terminal.type("24")
        terminal.press("enter")
        terminal.wait_for("年度 24 不对")
        terminal.press("ctrl+u")
        terminal.type("2023")
        terminal.press("enter")
        terminal.wait_for("哪个机关的报告")
        terminal.type("某某镇人民政府")
        terminal.press("enter")
        terminal.wait_for("已导入并保存|2023 年度 已保存")
    assert read_report(library / "某某镇人民政府" / "2023.toml").year == 2023


def test_what_is_no_report_is_refused_in_a_sentence_and_esc_writes_nothing(tmp_path: Path) -> None:
    library = tmp_path / "新库"
    library.mkdir()
    page = tmp_path / "通知.html"
    page.write_text("<p>关于开会的通知</p>", "utf-8")
    with library_on(library) as terminal:
        terminal.wait_for("按 F2 导入")
        ask_for(terminal, page)
        terminal.wait_for("不像是年度报告")
        terminal.press("f2")
        terminal.wait_for("导入哪个文件")
        terminal.wait_for("> 通知.html")
        terminal.press("ctrl+u")
        terminal.type(f"{library}/")
        terminal.wait_for("这里没有可选的文件")
        terminal.type("a.html")
        terminal.wait_for("没有这样的文件")
        terminal.press("esc")
        terminal.wait_for(lambda now: "导入哪个文件" not in now.text)
    assert list(library.iterdir()) == []


def test_esc_while_it_reads_ends_that_and_says_what_is_written(source: Path, tmp_path: Path) -> None:
    """Which is nothing, or the whole report: then that is opened."""
    library = tmp_path / "新库"
    library.mkdir()
    with library_on(library) as terminal:
        terminal.wait_for("按 F2 导入")
        ask_for(terminal, source)
        terminal.wait_for("正在读")
        terminal.press("esc")
        terminal.wait_for("没有导入，什么也没有写|按 Esc 时报告已经写好")
        assert ("什么也没有写" in terminal.text) == (list(library.iterdir()) == [])


def test_from_an_open_report_what_is_unsaved_is_asked_about_first(source: Path, report: Path) -> None:
    with opened(report) as terminal:
        terminal.press("5", "enter", "ctrl+p")
        terminal.wait_for("输入命令名")
        terminal.type("导入")
        terminal.wait_for("读入网页、Word")
        terminal.press("enter")
        terminal.wait_for("1 处修改还没有保存|处修改还没有保存")
        terminal.press("enter")
        terminal.wait_for("导入哪个文件")
        terminal.press("esc")
        terminal.wait_for("F1帮助")
    assert source.exists()
