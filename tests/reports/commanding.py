"""Runs the headless commands for tests: in this process, or as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import pytest

from reports.cli import main
from tests.project import ROOT

PENALTIES = "proactive.administrative_penalties"
RECEIVED = "requests.received.natural_person"
Run = subprocess.CompletedProcess[str]


def nianbao(
    *arguments: str | Path,
    stdout: IO[bytes] | int = subprocess.PIPE,
    python: tuple[str, ...] = (),
    environment: Mapping[str, str] = {},
) -> Run:
    """The program in a process of its own."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *python, "-m", "tui", *map(str, arguments)], cwd=ROOT, check=False, stdin=subprocess.DEVNULL,
        stdout=stdout, stderr=subprocess.PIPE, encoding="utf-8", errors="replace", timeout=60,
        env={**inherited, "LANG": "C.UTF-8", **environment},
    )  # fmt: skip


class Here:
    """Runs a command in this process; ``out`` and ``err`` are what it wrote."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *arguments: str | Path) -> int:
        code = main([str(argument) for argument in arguments])
        self.out, self.err = self._capsys.readouterr()
        return code

    def json(self, *arguments: str | Path) -> Any:
        """What a command printed as JSON, decimals exact; it has to succeed or to find something."""
        assert self(*arguments, "--format", "json") in (0, 1), self.err
        return json.loads(self.out, parse_float=Decimal)

    def checked(self, *paths: str | Path) -> list[Any]:
        """The findings of the first of the checked reports."""
        found: list[Any] = self.json("check", *paths)["reports"][0]["findings"]
        return found
