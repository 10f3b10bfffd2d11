"""Files of any kind are refused in one Chinese sentence or shown, within 2 s and 300 MB: by every command, on opening, as last year's."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from reports.audit import log_of
from reports.folder_cache import cache_file, remembered
from reports.folder_listing import listed
from reports.last_save import last_save
from reports.trash import latest
from tests.reliability.conftest import Proof
from tests.reliability.hostile_files import GROWING, NAMES, TEXTS, make
from tests.reliability.hostile_runner import ACTIONS
from tests.reports.making import TEXT
from tests.reports.readings import read, refusal
from tests.terminal import ROOT, Terminal

MOST_SECONDS = 2.0
"""Of the processor: how long a file may take, whoever else uses the machine."""

MOST_MEGABYTES = 300
CHINESE = re.compile("[一-龥]{4}")

Row = dict[str, object]


def looked_at(folder: Path, wanted: Iterable[tuple[str, list[str]]]) -> list[Row]:
    """What `hostile_runner` says of these files and actions."""
    asked = "".join(json.dumps([name, *actions]) + "\n" for name, actions in wanted)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "XDG_STATE_HOME": str(folder / "state"),
        "NIANBAO_NAME": "测试员",
    }
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tests.reliability.hostile_runner", str(folder)],
        input=asked, capture_output=True, text=True, check=True, cwd=ROOT, env=environment,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def faults(rows: Iterable[Row]) -> list[str]:
    """What is wrong with how files were dealt with."""
    wrong = []
    for row in rows:
        told, seconds, megabytes = str(row["told"]), float(str(row["seconds"])), float(str(row["megabytes"]))
        what = f"{row['name']}, {row['action']}: {row['code']}, {seconds:.2f} s, {megabytes:.0f} MB, {told[:200]!r}"
        refused_well = row["code"] != 2 or bool(CHINESE.search(told))
        short = row["code"] != 2 or int(str(row["length"])) < 20_000
        if (
            row["code"] not in (0, 1, 2)
            or "Traceback" in told
            or not refused_well
            or not short
            or seconds > MOST_SECONDS
            or megabytes > MOST_MEGABYTES
        ):
            wrong.append(what)
    return wrong


def test_a_hostile_file_is_refused_or_shown(tmp_path: Path, proof: Proof) -> None:
    """Short form: every file is checked, and of the other actions each file meets one or none."""
    others = [action for action in ACTIONS if action != "check"]
    wanted = [
        (name, ["check", *([others[place // 3 % len(others)]] if place % 3 == 0 else [])])
        for place, name in enumerate(NAMES)
    ]
    rows = looked_at(tmp_path, wanted)
    assert len(NAMES) >= 60
    assert len(rows) == sum(len(actions) for _, actions in wanted)
    wrong = faults(rows)
    assert wrong == []
    refused = {str(row["name"]) for row in rows if row["code"] == 2}
    assert refused >= {
        "pipe",
        "endless zeros",
        "file of ten gigabytes",
        "link to itself",
        "text of 10 MB",
        "deep arrays",
        "GBK",
    }
    assert (tmp_path / GROWING / "2023.toml").stat().st_size > len(TEXT.encode()), "it grew meanwhile"
    proof("hostile files", files=len(NAMES), runs=len(rows), violations=len(wrong))


@pytest.mark.long
def test_every_hostile_file_in_every_way(tmp_path: Path, proof: Proof) -> None:
    rows = looked_at(tmp_path, [(name, list(ACTIONS)) for name in NAMES])
    wrong = faults(rows)
    assert len(rows) == len(NAMES) * len(ACTIONS)
    assert wrong == []
    proof("hostile files, every action", files=len(NAMES), runs=len(rows), violations=len(wrong))


@pytest.mark.long
def test_the_app_opens_or_refuses_each(tmp_path: Path, proof: Proof) -> None:
    """On a real terminal: a refusal is told before the screen changes, whatever else opens can be left again."""
    for place, name in enumerate(NAMES):
        path = tmp_path / f"库{place}" / "甲镇" / "2024.toml"
        path.parent.mkdir(parents=True)
        make(name, path)
        with Terminal.start(["-m", "tui", str(path)], env={"XDG_STATE_HOME": str(tmp_path / "state")}) as terminal:
            terminal.wait_for("F1|[一-龥]{4}", 60)
            assert "Traceback" not in terminal.text, name
    proof("hostile files in the app", runs=len(NAMES), violations=0)


@pytest.mark.parametrize("name", ["pipe", "endless zeros", "file of ten gigabytes"])
def test_the_app_refuses_before_its_screen(name: str, tmp_path: Path) -> None:
    make(name, tmp_path / "2024.toml")
    with Terminal.start(["-m", "tui", str(tmp_path / "2024.toml")]) as terminal:
        assert terminal.wait_exit() == 2
        assert CHINESE.search(terminal.text)
        assert b"\x1b[?1049h" not in terminal.output


BESIDE = [name for name in NAMES if name not in TEXTS] + [
    "deep arrays",
    "100,000 keys",
    "quotes only",
    "one text",
    "half a character",
]


@pytest.mark.parametrize("name", BESIDE)
def test_what_lies_beside_a_report_cannot_hurt_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The save log, the cache and the trash may be anything: a library is listed all the same."""
    library = tmp_path / "库"
    report = library / "甲镇" / "2024.toml"
    for folder in (report.parent / ".history", library / ".trash" / "甲镇", tmp_path / "cache" / "nianbao"):
        folder.mkdir(parents=True)
    report.write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    make(name, log_of(report))
    make(name, cache_file(library))
    make(name, library / ".trash" / "甲镇" / "2023.20250101-000000-000000.toml")
    began = time.process_time()
    listing = listed(library)
    assert [entry.path.name for entry in listing.entries] == ["2024.toml"]
    assert remembered(listing) == {}
    assert last_save(report) is not None
    latest(library)
    assert time.process_time() - began < MOST_SECONDS


@pytest.mark.parametrize("names", [BESIDE[at : at + 12] for at in range(0, len(BESIDE), 12)])
def test_settings_may_be_anything(names: list[str], tmp_path: Path) -> None:
    """A command says so and does its work."""
    report = tmp_path / "2024.toml"
    report.write_text(TEXT, encoding="utf-8")
    for place, name in enumerate(names):
        settings = tmp_path / f"config{place}" / "nianbao" / "settings.toml"
        settings.parent.mkdir(parents=True)
        make(name, settings)
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "tui", "show", str(report)],
            cwd=ROOT, capture_output=True, check=False, timeout=60, env={**os.environ, "XDG_CONFIG_HOME": str(settings.parent.parent)},
        )  # fmt: skip
        assert done.returncode == 0, (name, done.stderr)
        assert b"Traceback" not in done.stderr, (name, done.stderr)


@pytest.mark.parametrize(
    ("name", "line"),
    [("dotted key with blanks", 3), ("many dotted keys", 3), ("dots in a text", None), ("integer of 5,000 digits", 53)],
)
def test_depth_and_length_are_told_with_their_line_where_they_hurt(name: str, line: int | None) -> None:
    if line is None:
        assert read(TEXTS[name]())
    else:
        assert f"第 {line} 行" in refusal(TEXTS[name]())
