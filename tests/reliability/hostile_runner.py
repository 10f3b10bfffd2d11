"""Reads hostile files in processes of their own: how long each took, how much memory, what was said.

python -m tests.reliability.hostile_runner FOLDER, with the names of `hostile_files` on stdin; one JSON line per action.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from reports.cli import main as headless
from reports.document import open_document
from reports.faults import ReportFault
from reports.output import narrate
from schema.checks.everything import check_report
from tests.reliability.hostile_files import GROWING, make
from tests.reports.making import TEXT

HARD_LIMIT = 20
"""Seconds after which an action is ended from outside."""

ADDRESS_SPACE = 2**31
"""Bytes that a process may ask for: far more than it may really use, so that a test machine survives what fails."""


def opened(path: Path) -> int:
    """What the app does before its screen changes, and right after it."""
    try:
        document = open_document(path)
    except ReportFault as fault:
        narrate(str(fault))
        return 2
    check_report(document.report)
    return 0


Action = Callable[[Path], int]

ACTIONS: dict[str, Action] = {
    "check": lambda path: headless(["check", str(path), "--format", "json"]),
    "show": lambda path: headless(["show", str(path)]),
    "set": lambda path: headless(["set", str(path), "proactive.administrative_penalties=9"]),
    "export": lambda path: headless(["export", str(path), "--to", "md"]),
    "open": opened,
    "beside": lambda path: headless(["check", str(path.with_name("2024.toml"))]),
}
"""What is done with a file; ``beside`` checks a good report whose last year's it is."""


def run_in_child(path: Path, action: Action, told: Path) -> int:
    """In a fork: output to a file, limits on, then the action."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    signal.alarm(HARD_LIMIT)
    output = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    stop = threading.Event()
    if path.parent.name == GROWING:
        threading.Thread(target=grow, args=(path, stop), daemon=True).start()
    try:
        return action(path)
    except BaseException:  # noqa: BLE001 - whatever gets here is what is looked for
        traceback.print_exc()
        return 99
    finally:
        stop.set()
        sys.stdout.flush()
        sys.stderr.flush()


def grow(path: Path, stop: threading.Event) -> None:
    """Appends comments as long as nobody says stop."""
    with path.open("a", encoding="utf-8") as file:
        while not stop.is_set() and file.tell() < 50_000_000:
            file.write("# und noch eine Zeile\n" * 200)
            file.flush()


def measured(name: str, folder: Path, actions: list[str]) -> Iterator[dict[str, object]]:
    """The actions on one hostile file, each in a fork."""
    here = folder / name
    here.mkdir()
    (here / "2024.toml").write_text(TEXT, encoding="utf-8")
    path = here / "2023.toml"
    make(name, path)
    for action in actions:
        told = here / f"{action}.out"
        child = os.fork()
        if not child:
            os._exit(run_in_child(path, ACTIONS[action], told) & 0xFF)
        began = time.monotonic()
        _, status, used = os.wait4(child, 0)
        yield {
            "name": name, "action": action, "code": os.waitstatus_to_exitcode(status),
            "seconds": used.ru_utime + used.ru_stime, "waited": time.monotonic() - began, "megabytes": used.ru_maxrss / 1024,
            "told": told.read_text("utf-8", "replace")[:3_000], "length": told.stat().st_size,
        }  # fmt: skip


def main() -> None:
    """One JSON line per action."""
    folder = Path(sys.argv[1])
    for line in sys.stdin:
        name, *actions = json.loads(line)
        for one in measured(name, folder, actions):
            sys.stdout.write(json.dumps(one) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
