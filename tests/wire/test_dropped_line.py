"""Through a real sshd, with and without tmux: open, paste, edit, lose the line, come back. Nothing typed is gone."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.tui.running import READY, data
from tests.wire.link import Link
from tests.wire.server import Server, cut_off, journals, program, surroundings, tool, until

PARAGRAPHS = ["一是制度还不够细。", "二是平台栏目更新不够及时，群众反映查找不便。", "三是业务培训要加强。"]
WITHIN = 30.0

Drop = Callable[[Terminal, Link], None]


def killed(terminal: Terminal, _link: Link) -> None:
    """The clerk's own client is gone."""
    os.kill(terminal.pid, signal.SIGKILL)


def broken(_terminal: Terminal, link: Link) -> None:
    """Something between them ends the connection."""
    link.cut()


def silent(_terminal: Terminal, link: Link) -> None:
    """A cable is pulled: neither end is told."""
    link.silent = True


@pytest.fixture
def near(server: Server) -> Iterator[Link]:
    """A good line, which can be broken."""
    with Link(server.port, 10_000_000, 0.001) as standing:
        yield standing


def filled_in(terminal: Terminal) -> None:
    """A block pasted into a table, a number typed into another, paragraphs pasted into a text, and nothing saved."""
    terminal.wait_for(READY, WITHIN)
    terminal.paste("１，２３４件\t5\r\n56\t0\r\n")
    terminal.wait_for("写入 3 格", WITHIN)
    terminal.press("enter")
    terminal.wait_for("少 ?1290", WITHIN)
    terminal.press("alt+4", "9")
    terminal.wait_for("=9", WITHIN)
    terminal.press("alt+5")
    terminal.wait_for("2024 年我镇在政府信息公开工作中", WITHIN)
    terminal.press("ctrl+end", "enter")
    terminal.paste("\r".join(PARAGRAPHS))
    terminal.wait_for(PARAGRAPHS[-1], WITHIN)
    terminal.type("完。")
    terminal.wait_for("加强。完。", WITHIN)


def filled_in_file(report: Path) -> bool:
    """Whether all of that is in the file."""
    saved = data(report)
    text = str(saved["problems_and_improvements"]["text"])
    numbers = saved["requests"]
    pasted = [numbers["received"], numbers["brought_forward"]] == [[1234, 5, 0, 0, 0, 0], [56, 0, 0, 0, 0, 0]]
    typed = str(saved["disputes"]["reconsideration"]).startswith("[9,")
    return pasted and typed and text.rstrip("\n").endswith("\n".join(PARAGRAPHS) + "完。")


@pytest.mark.parametrize("drop", [killed, broken, silent])
def test_work_is_offered_again_after_the_line_dropped(server: Server, near: Link, report: Path, drop: Drop) -> None:
    before = report.read_bytes()
    with server.dial(program(report), surroundings(report), port=near.port) as terminal:
        filled_in(terminal)
        drop(terminal, near)
        until(lambda: cut_off(report), "an ended journal")
    near.silent = False
    assert report.read_bytes() == before
    with server.dial(program(report), surroundings(report), port=near.port) as terminal:
        terminal.wait_for("有 6 处修改没有保存", WITHIN)
        terminal.press("enter")
        terminal.wait_for("已取回 6 处修改", WITHIN)
        terminal.press("ctrl+s")
        terminal.wait_for("已保存 /", WITHIN)
        assert filled_in_file(report)
        terminal.press("ctrl+q")
        assert terminal.wait_exit(WITHIN) == 0
        assert journals(report) == []


@pytest.fixture
def tmux(report: Path) -> Iterator[str]:
    """A shell command that opens the report in a tmux of its own, or comes back to it there."""
    binary, socket = tool("tmux", "tmux"), report.parent.parent.parent / "tmux"
    yield f"{binary} -u -f {os.devnull} -S {socket} new-session -A -s report '{program(report)}'"
    subprocess.run([binary, "-S", str(socket), "kill-server"], check=False, capture_output=True, timeout=30)  # noqa: S603 - the tmux of this test


@pytest.mark.parametrize("drop", [killed, broken])
def test_in_tmux_the_program_is_still_there(server: Server, near: Link, report: Path, tmux: str, drop: Drop) -> None:
    with server.dial(tmux, surroundings(report), port=near.port) as terminal:
        filled_in(terminal)
        drop(terminal, near)
        terminal.wait_exit(WITHIN)
    with server.dial(tmux, surroundings(report), port=near.port) as terminal:
        terminal.wait_for("加强。完。", WITHIN)
        assert not cut_off(report)
        terminal.type("好。")
        terminal.press("ctrl+z")
        terminal.wait_for(lambda t: "完。好。" not in t.text and "已撤销" in t.text, WITHIN)
        terminal.press("ctrl+s")
        terminal.wait_for("已保存 /", WITHIN)
        assert filled_in_file(report)
