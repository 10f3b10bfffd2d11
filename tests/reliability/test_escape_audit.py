"""Nothing that a file, a name, the environment or a paste holds acts on the terminal: looked at in the bytes of a real one.

The places, each filled with every character that acts, turns, hides or is none: agency, basic data, prose, notes, marks in
cells, reasons, reviews, unknown keys, last year's texts, names of files and folders, the clerk's name, settings, the save
log, pastes, what is sought, the clipboard; and the output of each headless command.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reports.output import emit, narrate
from tests.reliability.conftest import Proof
from tests.reliability.hostile_text import EVERY, SEQUENCES, Place, hostile_library
from tests.reliability.wire_tokens import foreign, hidden
from tests.terminal import ROOT, Terminal
from tui.inert import harmless, inert

LEAKS = (*SEQUENCES[:9], *SEQUENCES[10:13], *(ch for ch in EVERY if ch not in "\x1b\n\r\x07"), "政\x07府", "\x1bQ")
"""What the tokenizer must find in the middle of output; a bell inside text as well."""

SHOWN_AS = "<U+"
"""How a character that acts is shown."""

Stop = tuple[str, Sequence[str], bool]
"""A stop of the tour: what it is, keys (a text behind ``paste:`` is pasted, behind ``type:`` typed), whether a token must be seen."""


def library_tour(text: str) -> list[Stop]:
    """What is looked at in the library."""
    return [
        ("rows", ["down", "down"], True), ("unreadable", ["up"], False), ("sorted", ["tab"], False),
        ("filter", [f"paste:{text}"], False), ("filter left", ["esc"], False), ("help", ["f1"], False), ("back", ["esc"], False),
        ("compared", ["ctrl+u"], False), ("its lines", ["pagedown", "end"], False), ("left", ["esc"], False),
        ("import", ["f2", f"paste:{text}"], False), ("not", ["esc"], False),
        ("new", ["ctrl+n"], False), ("not new", ["esc"], False), ("delete?", ["delete"], False), ("no", ["esc"], False),
    ]  # fmt: skip


def report_tour(text: str) -> list[Stop]:
    """What is looked at in a report."""
    return [
        ("basic data", ["alt+0"], True), ("its lines", ["down"] * 4, True), ("editing one", ["f2"], True), ("not", ["esc"], False),
        ("prose", ["alt+1"], True), ("beside last year", ["ctrl+u"], True), ("back", ["ctrl+u"], False),
        ("pasted", [f"paste:{text}"], False), ("undone", ["ctrl+z"], False), ("copied", ["ctrl+a", "ctrl+c"], False),
        ("table", ["alt+2"], False), ("marks", ["ctrl+end"], True), ("typed", [f"paste:{text}"], False), ("left", ["esc"], False),
        ("problems", ["f3"] * 3, False), ("dismissed?", ["ctrl+d"], False), ("no", ["esc"], False),
        ("help", ["f1"], False), ("left", ["esc"], False), ("trend", ["ctrl+t"], False), ("shares", ["ctrl+t"], False), ("pane", ["ctrl+t"], False),
        ("find", ["ctrl+f", f"paste:{text}"], False), ("found", ["enter"], False), ("left", ["esc"], False), ("next", ["ctrl+k"], False),
        ("goto", ["ctrl+l", f"paste:{text}"], False), ("left", ["esc"], False),
        ("replace", ["alt+r", "type:公开", "tab", f"paste:{text}"], False), ("left", ["esc", "esc"], False),
        ("palette", ["ctrl+p", f"paste:{text}"], False), ("left", ["esc", "esc"], False),
        ("block", [f"paste:1\t{text}\n2\t{text}\n"], False), ("left", ["esc", "esc"], False),
        ("changed", ["alt+2", "down", "7", "down"], False), ("history", ["ctrl+w"], False), ("left", ["esc"], False),
        ("last year's table", ["ctrl+u"], False), ("left", ["esc"], False),
        ("doubts", ["alt+i"], True), ("each", ["down"] * 4, True), ("there", ["up", "up", "enter"], False), ("again", ["alt+i", "a"], True),
        ("left", ["esc"], False), ("saved", ["ctrl+s"], False), ("exported", ["ctrl+e"], False), ("left", ["esc"], False),
        ("opening", ["ctrl+o"], False), ("back", ["esc"], False),
    ]  # fmt: skip


def walk(terminal: Terminal, stops: list[Stop]) -> Iterator[tuple[str, bool, bool]]:
    """Goes there, and yields each stop: its name, whether a token was to be seen, and whether one was."""
    for name, keys, wanted in stops:
        for key in keys:
            kind, _, text = key.partition(":")
            if kind == "paste" and text:
                terminal.send(b"\x1b[200~" + text.replace("\x1b[201~", "").encode("utf-8", "replace") + b"\x1b[201~")
            elif kind == "type" and text:
                terminal.type(text)
            else:
                terminal.press(key)
        if wanted:
            terminal.wait_for(lambda seen: SHOWN_AS in seen.text, 20)
        terminal.quiet(0.12)
        yield name, wanted, SHOWN_AS in terminal.text


def audited(place: Place, text: str) -> tuple[int, int, list[str]]:
    """Walks through library and report; (stops, stops that showed a token, what leaked)."""
    stops = shown = 0
    with Terminal.start(["-m", "tui", str(place.folder)], env=place.environment) as terminal:
        terminal.wait_for("甲镇", 60)
        terminal.quiet(0.5)
        for _name, _wanted, token in walk(terminal, library_tour(text)):
            stops, shown = stops + 1, shown + token
        terminal.press("ctrl+q")
        terminal.wait_exit()
        leaks = foreign(bytes(terminal.output))
    with Terminal.start(["-m", "tui", str(place.report)], env=place.environment) as terminal:
        terminal.wait_for("F1|Enter", 60)
        terminal.quiet(0.5)
        terminal.press("esc")  # what of the settings is not followed
        for name, wanted, token in walk(terminal, report_tour(text)):
            assert token or not wanted, name
            stops, shown = stops + 1, shown + token
        assert "52;c;" in terminal.output.decode("utf-8", "replace"), "something was offered to the clipboard"
        terminal.press("ctrl+q", "esc", "ctrl+q")
        terminal.quiet(0.3)
        leaks += foreign(bytes(terminal.output))
    return stops, shown, leaks


COMMANDS = (
    ["check", "{library}"], ["check", "{library}", "--format", "json"], ["check", "{library}", "--format", "sarif"],
    ["check", "{agency}"], ["show", "{report}"], ["show", "{report}", "--format", "json"], ["show", "{broken}"],
    ["show", "{report}{text}"], ["export", "{report}", "--to", "md"], ["export", "{report}", "--to", "md", "--tables", "html", "--final"],
    ["export", "{report}", "--to", "md", "-o", "{agency}/{text}.md"], ["set", "{report}", "agency.name={text}"],
    ["set", "{report}", "overview.proactive={text}", "--reason", "{text}"], ["set", "{report}", "{text}=1"],
    ["set", "{report}", "proactive.administrative_penalties={text}"], ["new", "{library}", "--agency", "{text}", "--year", "2024"],
    ["new", "{library}/{text}", "--agency", "甲", "--year", "2024"], ["check", "--format", "{text}", "{report}"], ["--lang", "{text}", "check"],
    ["keys"], ["keys", "--format", "{text}"], ["{text}"], ["-{text}"], ["log", "{report}"],
    ["log", "{report}", "--format", "json"],
    ["log", "{report}", "--since", "{text}"],
    ["history", "{report}"],
    ["history", "{broken}"],
    ["restore", "{report}", "{text}"],
    ["correction", "{report}"],
    ["merge", "{report}", "{report}", "{broken}", "-o", "-"],
    ["merge", "{report}", "{report}{text}", "{report}", "-o", "-"],
    ["demo", "{text}"], ["import", "{text}"], ["check", "--{text}"],
)  # fmt: skip
"""Calls of every headless command, its refusals among them."""


def written_by(place: Place, text: str) -> dict[str, bytes]:
    """By call, what it wrote to stdout and stderr."""
    agency = place.report.parent
    broken = next(path for path in agency.iterdir() if path.name.startswith("2025"))
    words = {
        "library": place.folder,
        "report": place.report,
        "agency": agency,
        "broken": broken,
        "text": text.replace("\0", ""),
    }
    environment = {**os.environ, **place.environment, "PYTHONPATH": str(ROOT)}
    found = {}
    for call in COMMANDS:
        arguments = [sys.executable, "-m", "tui", *(part.format(**words) for part in call)]
        done = subprocess.run(  # noqa: S603 - our own program
            arguments,
            cwd=place.folder,
            env=environment,
            capture_output=True,
            check=False,
            timeout=120,
            stdin=subprocess.DEVNULL,
        )
        assert b"Traceback" not in done.stderr, (call, done.stderr)
        found[" ".join(call)] = done.stdout + done.stderr
    return found


def test_no_text_of_any_origin_acts_on_the_terminal(tmp_path: Path, proof: Proof) -> None:
    """Short form: the sequences that a hostile file would hold, everywhere at once."""
    text = "".join(SEQUENCES)
    stops, shown, leaks = audited(hostile_library(tmp_path, text), text)
    assert leaks == []
    assert stops > 50
    assert shown >= 25, "most stops show what is in the text"
    proof("escape audit on a pty", stops=stops, runs=stops, violations=len(leaks))


def test_no_headless_command_writes_what_acts(tmp_path: Path, proof: Proof) -> None:
    text = EVERY + "".join(SEQUENCES)
    written = written_by(hostile_library(tmp_path, text), text)
    leaks = {call: found for call, data in written.items() if (found := acting(data))}
    assert leaks == {}
    assert sum(SHOWN_AS.encode() in data or rb"\u001b" in data for data in written.values()) > len(COMMANDS) // 2
    proof("escape audit of headless commands", runs=len(written), violations=len(leaks))


def acting(data: bytes) -> list[str]:
    """The characters in a command's output that act, turn or hide."""
    return [repr(ch) for ch in data.decode("utf-8", "surrogateescape") if hidden(ch) and ch not in "\n\t"]


@pytest.mark.long
@pytest.mark.parametrize("at", range(0, len(EVERY), 8))
def test_each_character_by_itself(at: int, tmp_path: Path, proof: Proof) -> None:
    """Long form: few characters at a time, so that each is seen in the smallest place; then the commands."""
    text = "".join(f"{ch}甲" for ch in EVERY[at : at + 8] if ch != "\0")
    place = hostile_library(tmp_path, text)
    stops, shown, leaks = audited(place, text)
    written = written_by(place, text)
    leaks += [found for data in written.values() for found in acting(data)]
    assert leaks == []
    assert shown
    proof("escape audit, character by character", runs=stops + len(written), violations=len(leaks))


@pytest.mark.parametrize("leak", LEAKS, ids=ascii)
def test_the_audit_finds_a_planted_leak(leak: str) -> None:
    output = "\x1b[?1049h\x1b[1;1H\x1b[1;31m政府信息\x1b[m{}公开\x1b[2;3H\x1b]22;default\x07"
    assert foreign(output.format("").encode()) == []
    assert foreign(output.format(leak).encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("character", [*EVERY, "\ud800"], ids=ascii)
def test_the_last_step_lets_no_character_act(character: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever was forgotten where the text was laid out."""
    assert not any(map(hidden, inert(f"政{character}府")))
    if character not in "\x1b\x07\r\n" and not "\ud800" <= character <= "\udfff":
        assert harmless(f"\x1b[1m政{character}府\x1b[m") == "\x1b[1m政府\x1b[m"
    emit(f"政{character}府")
    narrate(f"政{character}府")
    written = capsys.readouterr()
    assert not [ch for ch in written.out + written.err if hidden(ch) and ch not in "\n\t"]
    assert re.fullmatch(r"(?s)政.*府\n", written.out)
