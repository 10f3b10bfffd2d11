"""Measures how well foreign documents are brought in: over generated layouts, and over a folder of published reports.

``python benchmarks/import.py`` prints Markdown tables; ``--write docs/import.md`` puts them between the document's markers.
Exit code 1 when a bar is missed: 99 % of the figures exact where a layout keeps rows, none silently wrong anywhere.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from benchmarks.figures import circumstances, replaced  # noqa: E402 - run as a script, the folder is put first
from benchmarks.import_cases import cases  # noqa: E402
from benchmarks.import_measure import Measured, measure, measure_case  # noqa: E402
from benchmarks.import_table import broken, table, total  # noqa: E402
from benchmarks.layouts.catalogue import LAYOUTS  # noqa: E402
from tests.reliability.where_it_ran import commit  # noqa: E402

CASES = "NIANBAO_CASES"
"""The environment's name for the folder of published reports."""


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python benchmarks/import.py", description=__doc__)
    parser.add_argument("--documents", type=int, default=20, metavar="N", help="documents of each layout (20)")
    parser.add_argument("--layout", default="", metavar="WORDS", help="only layouts with these words in their name")
    parser.add_argument(
        "--cases", type=Path, default=os.environ.get(CASES), metavar="FOLDER", help=f"published reports (${CASES})"
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes at once; times are rough then (1)")
    parser.add_argument("--failures", action="store_true", help="tell every figure that did not come out as printed")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="put the tables between the markers of this document"
    )
    return parser.parse_args()  # fmt: skip


def over_layouts(words: str, documents: int, jobs: int) -> list[Measured]:
    """Every layout whose name has these words; each is told on standard error as it comes."""
    chosen = [layout for layout in LAYOUTS if words in layout.name]
    work = partial(measure_numbered, seeds=range(documents))
    places = [LAYOUTS.index(layout) for layout in chosen]
    rows = []
    with ProcessPoolExecutor(jobs) as pool:
        for row in pool.map(work, places):
            sys.stderr.write(f"{row.name}\n")
            rows.append(row)
    return rows


def measure_numbered(place: int, seeds: Sequence[int]) -> Measured:
    """The layout at a place of the catalogue: a number goes to another process, a layout's functions do not."""
    return measure(LAYOUTS[place], seeds)


def main() -> int:
    """Measures and prints."""
    options = arguments()
    load = os.getloadavg()[0]
    rows = over_layouts(options.layout, options.documents, options.jobs)
    published = [measure_case(case) for case in cases(options.cases)] if options.cases else []
    when = f"{circumstances(date.today(), load)} {commit().capitalize()}."  # noqa: DTZ011 - the machine's own calendar day
    pieces = [when]
    if rows:
        keeping = [row for row in rows if row.keeps_rows]
        pieces += [total("Layouts that keep rows", keeping)] if keeping else []
        pieces += [total("All layouts", rows), table("layout", rows)]
    if published:
        pieces += [total("Published reports", published), table("report", published)]
    text = "\n\n".join(pieces)
    sys.stdout.write(f"{text}\n")
    if options.failures:
        for row in (*rows, *published):
            for one in row.failures:
                sys.stdout.write(
                    f"{one.verdict}\t{one.layout}\t{one.seed}\t{one.address}\t{one.printed!r} -> {one.got!r}\n"
                )
    if options.write:
        document = options.write.read_text(encoding="utf-8")
        options.write.write_text(replaced(document, text), encoding="utf-8")
    return int(any(map(broken, rows)))


if __name__ == "__main__":
    sys.exit(main())
