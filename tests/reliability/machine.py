"""What proofs do to a machine and undo again: mounts, loop devices, other users. Each says why where that is not possible."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reports import beginning, cli, in_place, intents, restoring, rewrite, settings_file, statements  # noqa: F401
from reports.commands import history, restore, set, show  # noqa: A004, F401 - loaded before a user who may not read them
from tests.reports.making import SAMPLE


def tool(name: str) -> str:
    """The path of a program; the test is skipped where it is not installed."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    return found or pytest.skip(f"没有安装 {name}，这一项没有验证")


def needs_root() -> None:
    """Skips where mounts and other users are not ours to make."""
    if os.geteuid() != 0:
        pytest.skip("要 root 才能挂载磁盘、换用户，这一项没有验证")


def run(*command: str | Path, skip: bool = False) -> str:
    """Runs a system program; where it is refused, the test fails, or with ``skip`` is skipped with its words."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    if done.returncode:
        told = f"{' '.join(map(str, command))}: {done.stderr.strip()}"
        if skip:
            pytest.skip(f"这台机器不允许：{told}")
        pytest.fail(told)
    return done.stdout


@contextlib.contextmanager
def mounted(folder: Path, *arguments: str | Path) -> Iterator[Path]:
    """Something mounted on a folder while the block runs: arguments as of ``mount``, the folder left out."""
    needs_root()
    folder.mkdir(exist_ok=True)
    run(tool("mount"), *arguments, folder, skip=True)
    try:
        yield folder
    finally:
        run(tool("umount"), "-l", folder)


@contextlib.contextmanager
def remounted(folder: Path, options: str) -> Iterator[None]:
    """A mount with other options while the block runs."""
    run(tool("mount"), "-o", f"remount,{options}", folder, skip=True)
    try:
        yield
    finally:
        run(tool("mount"), "-o", "remount,rw", folder)


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own are private."""
    place = Path(tempfile.mkdtemp(prefix="nianbao-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def report_in(folder: Path, mode: int = 0o664, owner: tuple[int, int] | None = None) -> Path:
    """A copy of the sample in a folder, which is made where there is none."""
    folder.mkdir(exist_ok=True, parents=True)
    path = Path(shutil.copyfile(SAMPLE, folder / "2024.toml"))
    if owner:
        os.chown(path, *owner)
    path.chmod(mode)
    return path


def as_user(
    uid: int, gid: int, work: Callable[[], int], groups: tuple[int, ...] = (), umask: int = 0o022
) -> tuple[int, str]:
    """What a piece of work returns and writes when another user does it, in a process of his own."""
    with tempfile.TemporaryFile() as told:
        pid = os.fork()
        if pid == 0:
            code = 99
            try:
                os.dup2(told.fileno(), 1)
                os.dup2(told.fileno(), 2)
                sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8")
                sys.stderr = os.fdopen(os.dup(2), "w", encoding="utf-8")
                os.setgroups(groups)
                os.setgid(gid)
                os.setuid(uid)
                os.umask(umask)
                code = work()
                sys.stdout.flush()
                sys.stderr.flush()
            except BaseException as error:  # noqa: BLE001 - told to the test, whatever it is
                os.write(2, repr(error).encode())
            finally:
                os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        told.seek(0)
        return code, told.read().decode("utf-8", "replace")
