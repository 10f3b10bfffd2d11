"""Several processes save one report at the same time: nothing is lost on cells of one's own, and every loser of a shared cell is kept."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reports.conflict_log import conflicts_of
from reports.document import open_document
from schema.report import merged
from tests.project import ROOT
from tests.reliability.conftest import Proof
from tests.reliability.writer import SHARED, TEXT_PART, own_cells
from tests.reports.commanding import nianbao
from tests.reports.making import TEXT

SHORT = ((2, 25), (4, 15))
LONG = ((2, 400), (4, 400), (8, 400))
PATIENCE = 1800


def fresh(folder: Path, writers: int) -> Path:
    """A report with a paragraph for each writer."""
    folder.mkdir()
    file = folder / "2024.toml"
    file.write_text(TEXT, encoding="utf-8")
    document = open_document(file)
    text = "\n".join(f"第{number}段：0" for number in range(writers))
    document.save(merged({}, document.report.edit(TEXT_PART, text).edits))
    return file


def run(mode: str, file: Path, writers: int, saves: int) -> list[list[dict[str, Any]]]:
    """So many processes at once; what each wrote, a line per save."""
    command = [sys.executable, "-m", "tests.reliability.writer", mode, str(file)]
    processes = [
        subprocess.Popen(  # noqa: S603 - our own module
            [*command, str(number), str(saves)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for number in range(writers)
    ]
    found = []
    for process in processes:
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, err
        found.append([json.loads(line) for line in out.splitlines()])
        assert len(found[-1]) == saves
    return found


def apart(folder: Path, writers: int, saves: int) -> int:
    """Each writer's cell and paragraph count its saves; how many saves met another."""
    file = fresh(folder, writers)
    lines = [line for writer in run("apart", file, writers, saves) for line in writer]
    assert not any(line["conflicts"] for line in lines)
    assert not conflicts_of(file).exists()
    report = open_document(file).report
    assert [report.get(cell) for cell in own_cells(report)[:writers]] == [saves] * writers
    assert report.get(TEXT_PART) == "\n".join(f"第{number}段：{saves}" for number in range(writers))
    return sum(line["merged"] for line in lines)


def same(folder: Path, writers: int, saves: int) -> int:
    """The saves form one chain: each came after one that it knows of, and no value was overwritten unknown; how many gave way."""
    file = fresh(folder, writers)
    lines = [line for writer in run("same", file, writers, saves) for line in writer]
    values = [line["value"] for line in lines]
    overwritten = [line["after"] for line in lines]
    last = open_document(file).report.get(SHARED)
    assert sorted([0, *values]) == sorted([*overwritten, last]), "a value was overwritten that nobody had been shown"
    log = conflicts_of(file)
    kept = [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []
    recorded = {(line["theirs"], line["mine"]) for line in kept}
    assert recorded >= {(loser, line["value"]) for line in lines for loser in line["met"]}
    foreign = [line for line in lines if line["after"] and line["after"] // 100_000 != line["value"] // 100_000]
    assert {(line["after"], line["value"]) for line in foreign} <= recorded
    return len(foreign)


def prove(folder: Path, runs: tuple[tuple[int, int], ...], proof: Proof) -> None:
    """Both kinds of run for each number of writers."""
    for writers, saves in runs:
        met = apart(folder / f"apart-{writers}", writers, saves)
        lost = same(folder / f"same-{writers}", writers, saves)
        assert met, "no save ever met another"
        assert lost, "no save ever met another"
        proof(f"{writers} writers", saves=2 * writers * saves, merged=met, same_cell_losers_recorded=lost, violations=0)


def test_nothing_is_lost_between_writers(tmp_path: Path, proof: Proof) -> None:
    prove(tmp_path, SHORT, proof)


@pytest.mark.long
def test_nothing_is_lost_between_very_busy_writers(tmp_path: Path, proof: Proof) -> None:
    prove(tmp_path, LONG, proof)


def test_the_command_itself_loses_nothing(tmp_path: Path, proof: Proof) -> None:
    """Whole processes of ``set``, as scripts start them, all at once."""
    file = fresh(tmp_path / "commands", 1)
    cells = own_cells(open_document(file).report)[1:7]
    command = [sys.executable, "-m", "tui", "set", str(file)]
    processes = [
        subprocess.Popen([*command, f"{cell}={number}"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603
        for number, cell in enumerate(cells, 1)
    ]
    for process in processes:
        _out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, err.decode()
    report = open_document(file).report
    assert [report.get(cell) for cell in cells] == [1, 2, 3, 4, 5, 6]
    assert nianbao("check", file).stderr == ""
    proof("set at once", saves=len(cells), violations=0)
