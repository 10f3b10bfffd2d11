"""Figures without a screen: evaluating, reading, checking and exporting a report, and a headless command."""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from timeit import Timer

from markdown_it import MarkdownIt

from benchmarks.figures import Goal, Row
from benchmarks.programs import ROOT, SAMPLE, environment
from benchmarks.screen import Effort
from reports.markdown import markdown
from reports.reading import read_report
from schema.checks.everything import check_report
from schema.form_loader import load_form
from schema.ledger import Ledger
from schema.report import Report
from schema.values import Value


def plain_rows(report: Path, effort: Effort) -> Iterator[Row]:
    """All of them, on a report without blanks."""
    yield from evaluation_rows(read_report(report), effort)
    yield from file_rows(report, effort)
    yield from process_rows(effort)


def microseconds(call: Callable[[], object], effort: Effort) -> float:
    """The median time of a call over batches of about 2 ms, garbage collection off."""
    timer = Timer(call)
    batch = max(1, round(0.002 / max(timer.timeit(3) / 3, 1e-7)))
    return median(timer.repeat(effort.repeats, batch)) / batch * 1e6


def evaluation_rows(report: Report, effort: Effort) -> Iterator[Row]:
    """Every equation of a report; with every total stated, the table's own numbers are put in place of the sums."""
    form, values = report.form, report.ledger.values
    derived = [figure.index for figure in form.figures if figure.derived]
    given: dict[int, Value] = {figure.index: values[figure.index] for figure in form.figures if not figure.derived}
    stated = Ledger(form, given, {index: values[index] for index in derived})
    plain = Ledger(form, given, {})
    count = len(form.equations)
    yield Row(f"{count} equations", "us", microseconds(plain.evaluate, effort), goal=Goal(20))
    yield Row(
        f"{count} equations, {len(derived)} totals stated", "us", microseconds(stated.evaluate, effort), goal=Goal(20)
    )
    yield Row("all checks of a report", "us", microseconds(lambda: check_report(report), effort))


def file_rows(path: Path, effort: Effort) -> Iterator[Row]:
    """The form and a report from their files, and a report to Markdown."""
    data = (ROOT / "schema" / "formats" / "ogi_2021.toml").read_text(encoding="utf-8")
    parsed = ("tomllib", microseconds(lambda: tomllib.loads(data), effort))
    yield Row("load the form", "us", microseconds(lambda: load_form.__wrapped__("ogi_2021"), effort), parsed)
    text = path.read_text(encoding="utf-8")
    parsed = ("tomllib", microseconds(lambda: tomllib.loads(text), effort))
    yield Row("read a report", "us", microseconds(lambda: read_report(path), effort), parsed)
    report = read_report(path)
    exported, parser = markdown(report), MarkdownIt("commonmark").enable("table")
    reread = ("markdown-it parses it", microseconds(lambda: parser.parse(exported), effort))
    yield Row("report to Markdown", "us", microseconds(lambda: markdown(report), effort), reread)


def process_rows(effort: Effort) -> Iterator[Row]:
    """A whole headless command beside the least that Python can do; the first of each is not counted."""
    check = (sys.executable, "-m", "tui", "check", str(SAMPLE))
    nothing = (sys.executable, "-c", "pass")
    samples = [(elapsed(check), elapsed(nothing)) for _ in range(effort.starts + 1)][1:]
    ours, least = (median(each) for each in zip(*samples, strict=True))
    yield Row("nianbao check of one report", "ms", ours, ("python -c pass", least))


def elapsed(command: Sequence[str]) -> float:
    """Milliseconds from the start of a process to its end; 0 and 1 are exit codes of a check that has run."""
    began = time.perf_counter()
    done = subprocess.run(command, env=environment(), capture_output=True, check=False)  # noqa: S603  # our own words
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr.decode()}")
    return (time.perf_counter() - began) * 1000
