"""One edit of one random file, on the real way to its bytes, held against a reader and a count of lines of our own.

What must hold: the values of the file are what they were but for the one edited, and a stated total that follows it; every
other line is what it was, byte for byte. A refusal is counted, and counts against the program where the text was right.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from reports.document import Document
from reports.faults import UnwritableReport
from reports.layout import typed_cells
from reports.reading import report_from
from reports.source import BOM, Source
from reports.toml_text import parse
from schema.form import Figure, Form
from schema.report import Edit, contents_differ, merged
from schema.values import LARGEST_AMOUNT, Mark
from tests.reliability.random_layout import Stands, laid_out, with_line_ends
from tests.reliability.random_report import WORDS, random_entries, random_prose
from tests.reliability.random_report import Path as Where
from tests.reliability.same_values import held_values, where

HERE = Path("甲/2024.toml")
MOST_ADDED = 4
"""Lines that a value needs which the file has no line for: a blank one, its table's header, its own, an end of the last."""

PRESENT = 0.95
"""How often an edit goes to what the file has, rather than to anything that the form has."""

MOST_CELLS = 16
"""Lines that cells need which a row over several lines does not have yet: with blank ones between, where it has such."""

HOSTILE = (
    "\r",
    "\r\n",
    "\x00",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\\",
    "''''",
    '""""',
    "\n\n",
    "[[review]]\n",
    "x = '''\n",
    BOM,
)


Read = Callable[[str, Path], dict[str, Any]]


@dataclass(frozen=True)
class File:
    """A random file: its form, its text, what its values are, and where its statements stand."""

    form: Form
    text: str
    bom: bool
    tree: dict[str, Any]
    stands: Mapping[Where, Stands]

    def opened(self) -> Document:
        """The file as the program opens it."""
        data = ((BOM if self.bom else "") + self.text).encode()
        return Document(Source(HERE, self.text, self.bom, data), report_from(self.text, HERE))


def random_file(rng: Random, read: Read = parse) -> File:
    """A valid report file."""
    form, entries = random_entries(rng)
    text, stands = laid_out(entries, rng)
    text = with_line_ends(text, rng)
    return File(form, text, rng.random() < 0.1, read(text, HERE), stands)


def random_cell_edit(file: File, document: Document, rng: Random) -> dict[str, Edit]:
    """A new content for one cell, and the totals that follow it."""
    figures = [figure for figure in file.form.figures if not figure.derived]
    there = [figure for figure in figures if standing(file, where(file.form, figure.address)[0])]
    while True:
        figure = rng.choice(there if there and rng.random() < PRESENT else figures)
        new = random_content(figure, rng)
        if contents_differ(document.report.get(figure.address), new):
            return merged({}, document.report.edit(figure.address, new).edits)


def random_content(figure: Figure, rng: Random) -> Any:
    """What a clerk may put into a cell."""
    if figure.kind == "amount" and rng.random() < 0.5:
        return Decimal(rng.randrange(int(LARGEST_AMOUNT) * 100)).scaleb(-rng.randint(1, 6)) % LARGEST_AMOUNT
    return rng.choice((rng.randint(0, 12), rng.randint(0, 999_999_999), None, Mark(rng.choice(("/", "—", "无")))))


def random_prose_edit(file: File, document: Document, rng: Random) -> dict[str, Edit]:
    """A new text of several lines for one part of the prose."""
    addresses = [part.address for part in file.form.parts()]
    there = [address for address in addresses if standing(file, tuple(address.split(".")))]
    address = rng.choice(there if there and rng.random() < PRESENT else addresses)
    while True:
        new = random_prose(rng)
        if rng.random() < 0.3:
            new = "".join(rng.choices((*HOSTILE, *WORDS, "\n", "甲"), k=rng.randint(1, 10)))
        if contents_differ(document.report.get(address), new):
            return merged({}, document.report.edit(address, new).edits)


Maker = Callable[[File, Document, Random], dict[str, Edit]]
MAKERS: Mapping[str, Maker] = {"cell": random_cell_edit, "prose": random_prose_edit}


def try_edit(file: File, kind: str, rng: Random) -> str:
    """Makes one edit and holds its outcome: how it went in one word. AssertionError where the program was wrong."""
    document = file.opened()
    net = MAKERS[kind](file, document, rng)
    try:
        new = document.text_with(net)
    except UnwritableReport as refusal:
        return refused(file, document, net, str(refusal))
    assert document.source.encoded(new).startswith(BOM.encode()) == (file.bom or new.startswith(BOM))
    after = tomllib.loads(new, parse_float=Decimal)
    held_values(file.form, file.tree, after, net)
    if kind == "cell":
        return held_cells(file, new, net)
    return held_prose(file, new, *net)


def edit_or_refusal(text: str, rng: Random) -> str:
    """An edit of a file that may be as strange as it likes: the right values, or a refusal."""
    file = File(report_from(text, HERE).form, text, bom=False, tree=parse(text, HERE), stands={})
    document = file.opened()
    net = MAKERS[rng.choice(tuple(MAKERS))](file, document, rng)
    try:
        new = document.text_with(net)
    except UnwritableReport:
        return "edit refused"
    held_values(file.form, file.tree, tomllib.loads(new, parse_float=Decimal), net)
    return "edited"


def refused(file: File, document: Document, net: Mapping[str, Edit], why: str) -> str:
    """A refusal, and whether the gate was right: without it the text would have been wrong or no TOML."""
    with mock.patch("reports.rewrite.gate"), mock.patch("reports.document.contents_differ", return_value=False):
        try:
            held_values(file.form, file.tree, tomllib.loads(document.text_with(net), parse_float=Decimal), net)
        except (AssertionError, tomllib.TOMLDecodeError, UnwritableReport):
            return "refused"
    raise AssertionError(f"refused without need: {why}")


def standing(file: File, path: Where) -> Stands | None:
    """Where a path's statement stands; None where the file has none."""
    found = file.stands.get(path)
    if found is None:  # an inline table may have room for it
        found = next((one for table, one in file.stands.items() if one.inline and table == path[:-1]), None)
    return found


def held_cells(file: File, new: str, net: Mapping[str, Edit]) -> str:
    """Exactly the lines of the edited cells changed; a row that the file did not have came as lines of its own."""
    old_lines, new_lines = file.text.split("\n"), new.split("\n")
    lines, added, loose = set[int](), 0, False
    for address in net:
        path, place = where(file.form, address)
        stands = standing(file, path)
        if stands is None:
            added += MOST_ADDED
        elif place is None or stands.inline or stands.first == stands.last:
            lines.add(stands.first)
        elif len(stands.cells) >= max(place + 1, typed_cells(file.form, path)):
            lines.add(stands.cells[place])
        else:
            loose, added = True, added + MOST_CELLS
            lines.update(range(stands.first, stands.last + 1))
    if not added:
        assert len(old_lines) == len(new_lines), "lines came or went"
        changed = {n for n, (old, one) in enumerate(zip(old_lines, new_lines, strict=True)) if old != one}
        assert changed == lines, f"lines {changed} changed instead of {lines}"
        for line in lines:
            held_line(old_lines[line], new_lines[line])
        return "exact"
    kept = [line.removesuffix("\r") for n, line in enumerate(old_lines) if n not in lines]
    assert subsequence(kept, [line.removesuffix("\r") for line in new_lines]), "a line that was not edited changed"
    assert len(old_lines) - len(lines) <= len(new_lines) <= len(old_lines) + added, "too many lines came"
    return "row filled up" if loose else "row added"


def held_line(old: str, new: str) -> None:
    """An edited line keeps its line end and what stands before its equals sign."""
    key = old.partition("=")[0]
    assert old.endswith("\r") == new.endswith("\r"), "another line end"
    assert "#" in key or "=" not in old or key == new.partition("=")[0], "the key changed"


def held_prose(file: File, new: str, address: str) -> str:
    """Everything before and behind the edited text is what it was; a part that the file did not have came as lines."""
    path = tuple(address.split("."))
    stands = standing(file, path)
    if stands is None:
        kept, lines = file.text.split("\n"), new.split("\n")
        assert subsequence([one.removesuffix("\r") for one in kept], [one.removesuffix("\r") for one in lines])
        return "part added"
    lines = file.text.split("\n")
    head, tail = "\n".join(lines[: stands.first]), lines[stands.last + 1 :]
    assert new.startswith(head), "something before the text changed"
    assert not tail or new.endswith("\n" + "\n".join(tail)), "something behind the text changed"
    rest = new[len(head) : len(new) - len("\n".join(tail)) if tail else None].removeprefix("\n" if head else "")
    if stands.inline or not rest.strip():
        return "inline" if stands.inline else "part gone"
    first, last = lines[stands.first], lines[stands.last].removesuffix("\r")
    assert rest.partition("=")[0] == first.partition("=")[0], "the key changed"
    assert rest.removesuffix("\n").removesuffix("\r").endswith(stands.comment), "the comment went"
    assert last.endswith(stands.comment)
    return "exact"


def subsequence(kept: Iterable[str], lines: Iterable[str]) -> bool:
    """Whether all lines are there in their order."""
    remaining = iter(lines)
    return all(any(line == one for one in remaining) for line in kept)


def try_files(seed: int, count: int) -> Counter[str]:
    """So many random files, each edited once in a cell and once in its prose: how often it went how, and every failure."""
    found: Counter[str] = Counter()
    once = lru_cache(maxsize=4)(parse)  # a text is parsed in several places: here once
    with mock.patch("reports.gate.parse", once), mock.patch("reports.reading.parse", once):
        for number in range(count):
            rng = Random(f"{seed}/{number}")  # noqa: S311 - chance that can be had again
            file = random_file(rng, once)
            for kind in MAKERS:
                try:
                    found[f"{kind} {try_edit(file, kind, rng)}"] += 1
                except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure, and the others are tried
                    found[f"failed: seed {seed}, file {number}, {kind}: {error!r}"] += 1
    return found
