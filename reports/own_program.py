"""How a process of our own is started, and how a path is told to it; light, since the app asks this before it needs anything else."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

START = "from reports.speaking import speaking; speaking([]); from {module} import main; main()"
"""Nothing that names a text may be imported before the language is set."""


def program(module: str) -> str:
    """What such a process runs: the ``main`` of a module, in the language of the process that starts it."""
    return START.format(module=module)


def command(run: str) -> list[str]:
    """How it is started; what the current folder holds is not taken for our packages."""
    return [sys.executable, "-P", "-c", run]


def environment() -> Mapping[str, str]:
    """The environment in which it finds our packages, in a folder or in a zipped program."""
    ours = str(Path(__file__).parent.parent)
    before = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": f"{ours}{os.pathsep}{before}" if before else ours, "PYTHONUTF8": "1"}


def digits_of(path: Path) -> str:
    """A path as the digits of its bytes, which need be no text."""
    return os.fsencode(path).hex()


def path_from(digits: str) -> Path:
    """The path in such digits."""
    return Path(os.fsdecode(bytes.fromhex(digits)))
