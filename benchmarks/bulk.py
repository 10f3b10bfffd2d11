"""Checking many files against a bare tomllib loop over the same files, on one core and on all of them."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from benchmarks.figures import Goal, Row
from benchmarks.screen import Effort
from reports.bulk import grouped, in_processes
from reports.checking import Checker
from reports.document import open_document
from schema.report import Edit, merged

SAMPLES = Path(str(files("reports"))) / "samples"
SERIAL = "甲乙丙丁戊己庚辛壬癸"
AGENCY = '[agency]\nname = "'
Work = Callable[[Sequence[Path]], object]


def bulk_rows(folder: Path, effort: Effort) -> Iterator[Row]:
    """Equations only and everything, last year's file beside each; best of the repeats of one run, interleaved."""
    paths = copies(folder, effort.files)
    works: dict[str, Work] = {
        "tomllib": parse_all,
        "check --scope figures": Checker("text", figures_only=True).group,
        "check": Checker("text").group,
    }
    cores = {"one core": 1, "two cores": 2}
    best: dict[tuple[str, str], float] = {}
    for _ in range(effort.rounds):
        for on, count in cores.items():
            for name, work in works.items():
                key = (name, on)
                best[key] = min(best.get(key, float("inf")), seconds(work, paths, count))
    each = 1e6 / len(paths)
    for on in cores:
        reference = ("tomllib", best["tomllib", on] * each)
        for name, limit in (("check --scope figures", 1.1), ("check", 1.5)):
            title = f"{name}, {len(paths)} files, {on}"
            yield Row(title, "us a file", best[name, on] * each, reference, goal=Goal(limit, ratio=True))


def copies(folder: Path, count: int) -> list[Path]:
    """Reports of two years each; every paragraph differs from file to file, so that nothing is read from memory.

    Their planted faults are put right: tables of published reports hardly ever fail, and a search for repairs is not
    what is measured here.
    """
    texts = corrected_texts()
    years = [sorted(path.parent.glob("*.toml")) for path in sorted(SAMPLES.glob("*/*/2024.toml"))]
    made = []
    for number in range(count // 2):
        mark = "".join(SERIAL[int(digit)] for digit in str(number))
        agency = folder / f"{mark}局"
        agency.mkdir()
        for source in years[number % len(years)]:
            text = texts[source].replace(AGENCY, f"{AGENCY}{mark}")
            path = agency / source.name
            path.write_text(text.replace("。\n", f"，{mark}等地。\n"), encoding="utf-8")
            made.append(path)
    return made


def corrected_texts() -> dict[Path, str]:
    """The practice reports with every truth of their list put in."""
    texts = {}
    listed = tomllib.loads((SAMPLES / "practice_faults.toml").read_text(encoding="utf-8"))["fault"]
    for path in SAMPLES.glob("*/*/*.toml"):
        document = open_document(path)
        edits: list[Edit] = []
        for fault in listed:
            address, truth = fault["address"], fault["truth"]
            if SAMPLES / fault["file"] != path:
                continue
            if address in document.report.prose:
                truth = document.report.prose[address].replace(fault["found"], truth)
            edits += document.report.edit(address, tuple(truth) if isinstance(truth, list) else truth).edits
        texts[path] = document.text_with(merged({}, edits))
    return texts


def parse_all(paths: Sequence[Path]) -> None:
    """The least: every file opened and parsed."""
    for path in paths:
        with path.open("rb") as file:
            tomllib.load(file)


def seconds(work: Work, paths: list[Path], cores: int) -> float:
    """How long a work takes over all files; the processes of a pool are started and ended within it."""
    begun = time.perf_counter()
    if cores == 1:
        for group in grouped(paths):
            work(group)
    else:
        for _ in in_processes(work, grouped(paths), cores):
            pass
    return time.perf_counter() - begun
