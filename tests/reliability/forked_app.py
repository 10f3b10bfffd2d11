"""The whole app on a real pseudo-terminal, forked from a process that has loaded it: a start costs a third of a fresh one.

What is killed is the program as it runs for a clerk; only importing is shared. Use it from a process of one thread.
"""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import signal
import struct
import sys
import termios
import traceback
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import NoReturn

from tests.terminal import Terminal
from tests.tui.running import SAMPLE

SIZE = (80, 24)
READY = r"F1帮助"
ENVIRONMENT = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "NIANBAO_NAME": "测试员"}


def load() -> None:
    """Imports everything that a start and an edit import."""
    os.environ.update(ENVIRONMENT)
    from tui.late_palette import leave_out
    from tui.terminal_environment import prepare_environment

    prepare_environment()
    leave_out()
    import tui.app
    import tui.basics_page
    import tui.launch
    import tui.prose_page
    import tui.recovery_screen  # noqa: F401 - so that no child has to


def library(folder: Path) -> Path:
    """A report of its own in a library of its own, and room for its journals."""
    agency = folder / "library" / "海原县海城镇人民政府"
    agency.mkdir(parents=True)
    with as_file(files("reports").joinpath(*SAMPLE)) as sample:
        return Path(shutil.copy(sample, agency / "2024.toml"))


def state_of(report: Path) -> Path:
    """The state folder of its user."""
    return report.parent.parent.parent / "state"


def forked(report: Path, in_child: Callable[[], None] = lambda: None) -> Terminal:
    """The editor on a report, started just now."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
    name = os.ttyname(slave)
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        become_app(report, name, in_child)
    os.close(slave)
    os.set_blocking(master, False)
    return Terminal(pid, master, SIZE)


def become_app(report: Path, terminal: str, in_child: Callable[[], None]) -> NoReturn:
    """The rest of the child's life."""
    code = 70
    try:
        os.setsid()
        for signum in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, signal.SIG_DFL)
        line = os.open(terminal, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(line, descriptor)
        os.closerange(3, 256)
        in_child()
        from reports.process_identity import this_process
        from tui.launch import launch

        this_process.cache_clear()
        os.environ["XDG_STATE_HOME"] = str(state_of(report))
        gc.disable()
        code = launch([str(report)])
    except BaseException:  # noqa: BLE001 - a child must never return into the test
        traceback.print_exc()
    finally:
        os._exit(code)
