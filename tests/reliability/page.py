"""The generated part of docs/reliability.md: a table of all rows, and what was counted in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from tests.project import ROOT
from tests.reliability.rows import ROWS, Row
from tests.reliability.running import HERE, Run
from tests.reliability.where_it_ran import machine

PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- proofs: begin -->\n", "<!-- proofs: end -->"
HEAD = "| proof | bar | result | runs | violations | skipped | took |\n|---|---|---|---|---|---|---|\n"
NOT_RUN = "not run"
MOST_LINES = 6
"""Proofs of one kind that have a line each."""

NAMES = ("row", "file", "test", "long", "runs", "violations")

Shown = tuple[str, str]
"""A row's line of the table, and its section below."""


def written(text: str, found: Mapping[str, Shown]) -> str:
    """The page with these rows anew; the others stay as they were, a row that never ran is told so."""
    head, begin, rest = text.partition(BEGIN)
    old, end, tail = rest.partition(END)
    if not (begin and end):
        raise ValueError("docs/reliability.md has lost its markers")
    rows = {row.name: found.get(row.name) or kept(old, row) or unrun(row) for row in ROWS}
    table = HEAD + "".join(line for line, _ in rows.values())
    return head + begin + table + "".join(f"\n{section}" for _, section in rows.values()) + end + tail


def kept(old: str, row: Row) -> Shown | None:
    """What an earlier run has written of a row."""
    line = re.search(rf"(?m)^\| {re.escape(row.name)} \|.*\n", old)
    section = re.search(rf"(?ms)^### {re.escape(row.name)}\n.*?(?=^\n### |\Z)", old)
    return (line[0], section[0]) if line and section and f"| {NOT_RUN} |" not in line[0] else None


def unrun(row: Row) -> Shown:
    """A row that has not been run."""
    return (
        f"| {row.name} | {row.bar} | {NOT_RUN} | | | | |\n",
        f"### {row.name}\n\n{sentence(row)} {NOT_RUN.capitalize()}.\n",
    )


def sentence(row: Row) -> str:
    """What a row proves, and where its proof stands."""
    files = ", ".join(f"`{file}`" for file in row.files)
    return f"{row.what[0].upper()}{row.what[1:]} ({files})."


def shown(row: Row, ran: Sequence[Run], *, short: bool) -> Shown:
    """A row whose files have just been run."""
    runs = [run.of(row) for run in ran]
    proofs = [proof for run in runs for proof in chosen(run.proofs)]
    ends = [end for run in runs for end in run.ends]
    skipped = [end for end in ends if end["ended"] == "skipped"]
    missing = [file for file in row.files if not (HERE / file).exists()]
    seconds = sum(run.seconds for run in runs)
    count, wrong = total(proofs, "runs"), total(proofs, "violations")
    cells = [
        row.name,
        row.bar,
        result(runs, ends, missing, short=short),
        f"{count:,}",
        f"{wrong:,}",
        str(len(skipped)),
        took(seconds),
    ]
    form = "short form" if short else "long form"
    lines = [
        f"### {row.name}\n",
        sentence(row),
        f"{datetime.now().astimezone():%Y-%m-%d}, {form}, {took(seconds)}, tests that ran: {len(ends) - len(skipped)}. {machine()}.\n",
        *told(proofs),
        *(f"- skipped: `{end['test']}`: {end['why']}" for end in skipped),
        *(f"- **failed**: `{end['test']}`: {end['why']}" for end in ends if end["ended"] == "failed"),
        *(f"- **did not end well**: `{run.file}`" for run in runs if run.broke),
        *(f"- **not there**: `{file}`" for file in missing),
    ]  # fmt: skip
    return "| " + " | ".join(cells) + " |\n", "\n".join(lines).rstrip("\n") + "\n"


def chosen(proofs: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The proofs of a file: where one has been made in the long form, not its short form too."""
    found = list(proofs)
    long = {proof["row"] for proof in found if proof["long"]}
    return [proof for proof in found if proof["long"] or proof["row"] not in long]


def result(runs: Sequence[Run], ends: Sequence[dict[str, Any]], missing: Sequence[str], *, short: bool) -> str:
    """How a row stands, in a word or two."""
    if any(run.failed for run in runs):
        return "**does not hold**"
    if not any(end["ended"] == "passed" for end in ends):
        return "skipped" if runs else NOT_RUN
    if short:
        return "holds, short form"
    return (
        "holds in part"
        if missing
        else "holds, but for what is skipped"
        if any(e["ended"] == "skipped" for e in ends)
        else "holds"
    )


def total(proofs: Iterable[dict[str, Any]], name: str) -> int:
    """The sum of a figure over proofs. One without runs has counted saves, or is a single case."""
    return sum(int(proof.get(name, proof.get("saves", 1) if name == "runs" else 0)) for proof in proofs)


def told(proofs: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Proofs with everything that they counted, a line for each; many of one kind in one line."""
    for kind in dict.fromkeys(proof["row"].partition(": ")[0] for proof in proofs):
        mine = [proof for proof in proofs if proof["row"].partition(": ")[0] == kind]
        if len(mine) > MOST_LINES:
            each = "; ".join(filter(None, map(one_of_many, mine)))
            yield f"- {kind}: {counts(mine)}" + (f": {each}" if each else "")
        else:
            yield from (f"- {proof['row']}: {', '.join([counts([proof]), *others(proof)])}" for proof in mine)


def one_of_many(proof: dict[str, Any]) -> str:
    """A proof in the line of its kind: what sets it apart."""
    values = [one_line(value) for name, value in proof.items() if name not in NAMES and isinstance(value, str)]
    return ", ".join([rest] if (rest := proof["row"].partition(": ")[2]) else values)


def counts(proofs: Sequence[dict[str, Any]]) -> str:
    """Runs and violations of proofs."""
    return f"{total(proofs, 'runs'):,} runs, {total(proofs, 'violations'):,} violations"


def others(proof: dict[str, Any]) -> list[str]:
    """What else a proof counted."""
    return [f"{name.replace('_', ' ')} {one_line(value)}" for name, value in proof.items() if name not in NAMES]


def one_line(value: object) -> str:
    """A figure as it is printed."""
    return (
        f"{value:,}"
        if isinstance(value, int) and not isinstance(value, bool)
        else str(value).replace("\n", " ").replace("|", "/")
    )


def took(seconds: float) -> str:
    """A duration for people."""
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
