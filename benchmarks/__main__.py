"""``python -m benchmarks``: measures everything in one run and prints it as a Markdown table."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bulk import bulk_rows
from benchmarks.figures import Row, circumstances, replaced, table
from benchmarks.keystroke import keystroke_rows
from benchmarks.plain import plain_rows
from benchmarks.programs import compile_ours, filled_report
from benchmarks.screen import FULL, QUICK, Effort, screen_rows


def measured(effort: Effort) -> list[Row]:
    """Every row, in the order of the table; each is told on standard error as it comes."""
    compile_ours()
    rows: list[Row] = []
    with TemporaryDirectory() as folder:
        (plain := Path(folder, "plain")).mkdir()
        (screen := Path(folder, "screen")).mkdir()
        (bulk := Path(folder, "bulk")).mkdir()
        (keys := Path(folder, "keys")).mkdir()
        report = filled_report(plain)
        for found in (
            screen_rows(screen, effort),
            plain_rows(report, effort),
            keystroke_rows(keys, effort),
            bulk_rows(bulk, effort),
        ):
            for row in found:
                sys.stderr.write(f"{row.figure}\n")
                rows.append(row)
    return rows


def main() -> int:
    """Measures and prints; with --write puts the table between the markers of a document."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a look, in less than 40 s; figures are rough")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table between the markers of this document")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    rows = measured(QUICK if options.quick else FULL)
    text = f"{circumstances(date.today(), load)}\n\n{table(rows)}"  # noqa: DTZ011  # the machine's own calendar day
    sys.stdout.write(f"{text}\n")
    if options.write:
        document = options.write.read_text(encoding="utf-8")
        options.write.write_text(replaced(document, text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
