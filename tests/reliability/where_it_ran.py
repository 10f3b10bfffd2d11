"""The machine that proofs ran on, in one line."""

from __future__ import annotations

import os
import platform
import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path

from tests.project import ROOT

LIBRARIES = ("textual", "tomlkit", "hypothesis", "pytest")


def machine() -> str:
    """Kernel, cores, file systems, user, Python and libraries, and the commit."""
    here, temporary = file_system(ROOT), file_system(Path(tempfile.gettempdir()))
    return ", ".join(
        [
            f"{platform.system()} {platform.release()} on {os.cpu_count()} cores",
            f"project on {here}, temporary files on {temporary}",
            "as root" if os.geteuid() == 0 else "as an ordinary user",
            f"Python {platform.python_version()}",
            *(f"{name} {version(name)}" for name in LIBRARIES),
            commit(),
        ]
    )


def file_system(path: Path) -> str:
    """The type of the file system that holds a path."""
    mounts = [line.split() for line in Path("/proc/self/mounts").read_text(errors="replace").splitlines()]
    holding = [(mount[1], mount[2]) for mount in mounts if path.resolve().is_relative_to(mount[1])]
    return max(holding, key=lambda mount: len(mount[0]))[1] if holding else "an unknown file system"


def commit() -> str:
    """The commit that is checked out, and whether files differ from it."""
    said = subprocess.run(
        ["/usr/bin/env", "git", "-c", "safe.directory=*", "describe", "--always", "--dirty", "--exclude", "*"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return f"commit {said.stdout.strip()}" if said.returncode == 0 else "no commit"
