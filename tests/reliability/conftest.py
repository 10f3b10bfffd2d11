"""What a proof found goes where the one command that runs them all looks for it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

FIGURES = "NIANBAO_PROOF_FIGURES"
"""The variable that names the file for figures: one JSON line per proof, and one per test that has ended."""

Proof = Callable[..., None]
"""``proof(row, **figures)``: what was done, and what was counted: ``runs``, ``violations``, and others by name."""


def gathered(line: dict[str, object]) -> None:
    """Writes a line down where somebody gathers them."""
    file = os.environ.get(FIGURES)
    if file:
        with Path(file).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


@pytest.fixture
def proof(request: pytest.FixtureRequest) -> Proof:
    """Writes down what a test has counted; only where somebody gathers it."""
    long = request.node.get_closest_marker("long") is not None

    def record(row: str, **figures: object) -> None:
        gathered({"row": row, "file": request.path.name, "test": request.node.name, "long": long, **figures})

    return record


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Writes down how a test ended: a skipped one with its reason, a failed one with its last line."""
    if report.when == "call" or report.outcome != "passed":
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext
        gathered(
            {
                "ended": report.outcome,
                "file": Path(report.fspath).name,
                "test": report.nodeid.partition("::")[2],
                "seconds": report.duration,
                "why": why.strip().rpartition("\n")[2] if report.outcome != "passed" else "",
            }
        )
