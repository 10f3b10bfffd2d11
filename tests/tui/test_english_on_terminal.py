"""The interface in English over a report that stays Chinese."""

from __future__ import annotations

import re
from pathlib import Path

from tests.reports.commanding import nianbao
from tests.terminal import Terminal
from tests.test_translations import HAN
from tests.tui.running import lines

ENGLISH = r"Issues (?![^\n]*checking)|No problems found"


def english(terminal: Terminal, line: int) -> bool:
    """Whether a line of the screen has words, and none of them Chinese."""
    shown = lines(terminal)[line]
    return bool(re.search("[a-z]", shown)) and not HAN.search(shown)


def test_the_editor_speaks_english_and_shows_the_report_in_chinese(report: Path, tmp_path: Path) -> None:
    """Key line, messages, dialogs and F1; the form's labels are its own."""
    state = {"XDG_STATE_HOME": str(tmp_path / "state")}
    with Terminal.start(["-m", "tui", str(report), "--lang", "en"], (80, 24), state) as terminal:
        terminal.wait_for(ENGLISH)
        terminal.quiet()
        assert "办理情形" in terminal.text
        assert "Balance by column" in terminal.text
        assert english(terminal, -1)
        assert lines(terminal)[-1].startswith("F1Help ")
        assert lines(terminal)[-1].rstrip().endswith("^QQuit")
        terminal.press("f7")
        terminal.wait_for(r"Filled 19 blank cells with 0\. Ctrl\+Z takes it back\.")
        terminal.press("ctrl+q")
        terminal.wait_for("1?9 changes are not saved yet")
        box = [line[9:70] for line in lines(terminal)[8:16]]
        assert not [line for line in box if HAN.search(line)], terminal.dump()
        terminal.press("esc", "ctrl+z")
        terminal.wait_for("Undone: Blanks to 0")
        terminal.press("f1", "end")
        terminal.wait_for("Text page down")
        assert not HAN.search(terminal.text)


def test_commands_speak_english_from_anywhere_on_the_line(report: Path, tmp_path: Path) -> None:
    """Option, environment or settings; data are what they are in Chinese."""
    calls: list[tuple[list[str | Path], dict[str, str]]] = [
        (["--lang", "en", "check", report], {}),
        (["check", report, "--lang=en"], {}),
        (["check", report], {"NIANBAO_LANG": "en"}),
    ]
    for call, environment in calls:
        done = nianbao(*call, environment=environment)
        assert re.search(r"2024\.toml: to settle 1, warning 1", done.stdout), done.stdout + done.stderr
    config = tmp_path / "nianbao" / "config.toml"
    config.parent.mkdir()
    config.write_text('language = "en"\n', "utf-8")
    done = nianbao("export", report, "--to", "md", environment={"XDG_CONFIG_HOME": str(tmp_path)})
    assert done.stderr.endswith("to settle: 1 left, see check; what is exported is a draft.\n")
    assert done.stdout == nianbao("export", report, "--to", "md").stdout
    assert "草稿" in done.stdout


def test_help_and_refusals_are_english_too() -> None:
    """Everything that is said before a report is opened."""
    told = nianbao("--help", "--lang", "en").stdout + nianbao("check", "--lang", "en").stderr
    assert "Check reports: totals" in told
    assert "Wrong usage: the following arguments are required: PATH" in told
    assert not HAN.search(told)
    assert nianbao("check", "--lang", "fr").stderr == "没有“fr”这种语言，可选：zh、en。\n"
