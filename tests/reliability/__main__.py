"""Runs the proofs in their long form and tells what they found: ``python -m tests.reliability [--only ROW …] [--short] [--write]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tests.reliability.page import NOT_RUN, PAGE, shown, written
from tests.reliability.rows import ROWS
from tests.reliability.running import Run, run_files


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 where everything that ran holds, 1 where something does not."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description="Runs the proofs of docs/reliability.md in their long form, about an hour.")  # fmt: skip
    parser.add_argument(
        "--only", nargs="+", choices=[row.name for row in ROWS], metavar="ROW", help="these rows of the table only"
    )
    parser.add_argument("--short", action="store_true", help="the short forms, as in every run of the tests")
    parser.add_argument("--write", action="store_true", help="write what was found into docs/reliability.md")
    wanted = parser.parse_args(arguments)
    rows = [row for row in ROWS if not wanted.only or row.name in wanted.only]
    runs: list[Run] = []
    for run in run_files(dict.fromkeys(file for row in rows for file in row.files), short=wanted.short):
        runs.append(run)
        say(
            f"{run.file}: {'FAILED' if run.failed else 'ended'} after {run.seconds:.0f} s"
            + (f"\n{run.said}" if run.failed else "")
        )
    found = {
        row.name: shown(row, mine, short=wanted.short)
        for row in rows
        if (mine := [run for run in runs if run.file in row.files])
    }
    for line, section in found.values():
        say(f"\n{line}\n{section}")
    for row in rows:
        if row.name not in found:
            say(f"{row.name}: {NOT_RUN}, {', '.join(row.files)} is not there")
    if wanted.write:
        PAGE.write_text(written(PAGE.read_text("utf-8"), found), encoding="utf-8")
    return int(any(run.failed for run in runs))


def say(text: str) -> None:
    """A line for whoever waits."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
