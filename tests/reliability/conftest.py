"""What a proof found goes where the one command that runs them all looks for it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

FIGURES = "NIANBAO_PROOF_FIGURES"
"""The variable that names the file for figures: one JSON line per proof."""

Proof = Callable[..., None]
"""``proof(row, **figures)``: the row of docs/reliability.md, and what was counted."""


@pytest.fixture
def proof(request: pytest.FixtureRequest) -> Proof:
    """Writes down what a test has counted; only where somebody gathers it."""

    def record(row: str, **figures: object) -> None:
        gathered = os.environ.get(FIGURES)
        if gathered:
            with Path(gathered).open("a", encoding="utf-8") as file:
                file.write(json.dumps({"row": row, "test": request.node.name, **figures}, ensure_ascii=False) + "\n")

    return record
