"""What is given spoiled inputs. Each target tells how it went in a word or a sentence; only the faults it names may be raised."""

from __future__ import annotations

from random import Random

from reports.faults import UnreadableReport
from reports.markdown import markdown
from reports.reading import read_report, report_from
from reports.views import report_text
from schema.checks.everything import check_report
from schema.clip_place import placements
from schema.clip_plan import difference, plan
from schema.clip_text import read_clip, read_paragraphs
from schema.entry import Refusal, read_entry
from schema.fields import read_field
from schema.merge_report import merge_reports
from schema.prose.claims import mentions
from schema.prose.numbers import numbers
from schema.prose.plain import paragraphs as paragraphs_of
from schema.prose.shares import wrong_shares
from schema.prose.sums import sums
from schema.report import Report
from schema.values import KINDS
from tests.reliability import fuzz_inputs
from tests.reliability.fuzz_imports import IMPORT_TARGETS
from tests.reliability.fuzz_state import STATE_TARGETS, in_file
from tests.reliability.fuzz_target import Target, letters
from tests.reliability.random_edits import HERE, edit_or_refusal


def load(text: str, rng: Random) -> str:
    """A file's text as a report; where it is one, an edit of it at times."""
    try:
        report = report_from(text, HERE)
    except UnreadableReport as fault:
        return str(fault)
    if rng.random() < 0.05:
        checked(report)
    return "read" if rng.random() < 0.9 else edit_or_refusal(text, rng)


def load_bytes(text: str, rng: Random) -> str:
    """A file's bytes, which may be no text at all."""
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(rng.randrange(3)):
        data[rng.randrange(len(data) + 1) : rng.randrange(len(data) + 1)] = rng.randbytes(rng.randrange(4))
    path = in_file(bytes(data))
    try:
        read_report(path)
    except UnreadableReport as fault:
        return str(fault)
    return "read"


def prose(text: str, rng: Random) -> str:
    """A paragraph by every reader of prose."""
    report = rng.choice(fuzz_inputs.reports())
    part = rng.choice(list(report.form.parts()))
    found = mentions(
        text, report.form, part.label, rng.choice(("township", "county", "")), rng.choice((report.year, 1, 9999))
    )
    for mention in found:
        assert text[mention.start : mention.end] == mention.words
    return letters(len(found), len(numbers(text)), len(sums(text)), len(wrong_shares(text)), len(paragraphs_of(text)))


def checks(text: str, rng: Random) -> str:
    """A report with such prose, checked against last year's, shown and exported."""
    report = report_from(rng.choice(fuzz_inputs.files()[:12]), HERE)
    part = rng.choice(list(report.form.parts()))
    report.prose[part.address] = text
    report.agency["name"] = rng.choice((text[:30], report.agency["name"]))
    codes = checked(report, rng.choice((None, *fuzz_inputs.reports())))
    markdown(report, rng.choice(("gfm", "html")))
    return codes


def checked(report: Report, previous: Report | None = None) -> str:
    """The codes of what all checks find, none of which may break inside; the report is told as text too."""
    found = check_report(report, previous)
    broken = [finding.message for finding in found if finding.outcome == "broken"]
    assert not broken, broken
    report_text(report)
    return " ".join(sorted({finding.code for finding in found}))


def paste(text: str, rng: Random) -> str:
    """A clipboard's text in a table, in every manner that is offered."""
    report = rng.choice(fuzz_inputs.reports())
    figure = rng.choice(report.form.figures)
    clip = read_clip(text)
    told = letters(len(clip.rows), clip.cut, clip.only is None)
    for placement in placements(report.form, clip, figure.address):
        planned = plan(report, placement, clear=rng.random() < 0.5)
        told += letters(len(planned.writes) // 4, len(planned.refused) // 4)
        told += "".join(sorted({difference(total)[:3] for total in planned.totals}))
    return told + letters(read_paragraphs(text)[1])


def merge(text: str, rng: Random) -> str:
    """Two versions of a report whose prose went different ways, merged."""
    source = rng.choice(fuzz_inputs.files()[:12])
    base, mine, theirs = (report_from(source, HERE) for _ in range(3))
    for side in (mine, theirs):
        part = rng.choice(list(base.form.parts())[:3])
        side.prose[part.address] = fuzz_inputs.spoiled(text, fuzz_inputs.paragraphs(), rng, surrogates=True)
        for figure in rng.sample(base.form.figures, 3):
            side.edit(figure.address, rng.choice((None, 0, rng.randrange(1000))))
    merged = merge_reports(base, mine, theirs)
    return letters(len(merged.open), sum(base.get(address) != content for address, content in merged.contents.items()))


def entry(text: str, rng: Random) -> str:
    """What is typed, in a cell of every kind and in every line of basic data."""
    found: list[object] = [read_entry(text, kind) for kind in KINDS]
    form = rng.choice(fuzz_inputs.reports()).form
    found += [read_field(text, field) for field in form.fields()]
    return " ".join(str(one)[-12:] if isinstance(one, Refusal) else type(one).__name__ for one in found)


TARGETS = {
    "loader": Target(load, fuzz_inputs.files, 257),
    "file bytes": Target(load_bytes, fuzz_inputs.files, 20, surrogates=True),
    "prose reader": Target(prose, fuzz_inputs.paragraphs, 320, surrogates=True),
    "checks and export": Target(checks, fuzz_inputs.paragraphs, 40),
    "paste": Target(paste, fuzz_inputs.tables, 90, surrogates=True),
    "merge": Target(merge, fuzz_inputs.paragraphs, 40, surrogates=True),
    "entry": Target(entry, fuzz_inputs.entries, 170, surrogates=True),
    **IMPORT_TARGETS,
    **STATE_TARGETS,
}
"""Every reader by name; their parts are a thousand together."""
