"""Three versions of a report file become one, comments and foreign keys too: what a git merge driver needs.

With the same merged contents written into all three texts, only comments, layout and foreign keys still differ; those
merge line by line. Review entries are an account that only grows: theirs, then what only ours has.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from reports.document import Document
from reports.faults import ReportFault
from reports.gate import leaves
from reports.merging import changes, merging_of
from reports.reading import report_from
from reports.rewrite import by_statement
from reports.source import BOM
from reports.statements import statements
from reports.toml_text import parse
from schema.merge import MISSING, Conflict, Contents, Settled, Side, added_entries, merge
from schema.merge_report import contents_of
from schema.merge_text import Stretch, joined, stretches
from schema.report import DISMISSED, NOTES

REVIEW = "review"
OWN_GROUPS = (NOTES, DISMISSED, REVIEW)
"""Tables that are merged as contents, or as an account."""


class Versions(NamedTuple):
    """A report file in three versions."""

    base: Document
    mine: Document
    theirs: Document


class MergedFile(NamedTuple):
    """The bytes of the merged file, ours where both sides changed something; what gave way; what no longer balances.

    What gave way under no address is a few lines of comments or layout, with their line number as paragraph.
    """

    data: bytes
    settled: tuple[Settled, ...]
    unbalanced: tuple[str, ...]


class Text(NamedTuple):
    """A version's text, its line ends all alike: what stands before its review entries, those, and its foreign keys."""

    body: str
    entries: list[str]
    foreign: Contents

    @classmethod
    def of(cls, text: str, document: Document) -> Text:
        """A text of a document's form."""
        return cls(*split_reviews(text), foreign_keys(text, document))

    def with_account(self, account: list[str]) -> str:
        """The text with these review entries at its end."""
        if account == self.entries and not account:
            return self.body
        return "\n".join([self.body.rstrip("\n"), "", *(f"{entry}\n" for entry in account)])


def ours(_conflict: Conflict) -> Side:
    """Who merges in git sees the other content, and has ours in the file."""
    return "mine"


def merge_files(versions: Versions) -> MergedFile:
    """The merged file. UnwritableReport where the versions cannot be brought together."""
    mine, theirs = versions.mine, versions.theirs
    merging = merging_of(versions.base.report, mine.report, theirs, ours)
    merged = report_from(theirs.source.text, theirs.path)
    merged.put(merging.edits.values())
    contents = contents_of(merged)
    one, two, three = (Text.of(with_contents(document, contents), document) for document in versions)
    rest = merge(one.foreign, two.foreign, three.foreign, decide=ours)
    found = list(stretches(one.body, two.body, three.body))
    account = [*three.entries, *added_entries(one.entries, two.entries, three.entries)]
    bodies = [joined([line for stretch in found for line in settled_or_ours(stretch)]), two.body, three.body]
    candidates = [Text(body, [], {}).with_account(account) for body in bodies]
    place = next((at for at, text in enumerate(candidates) if reads_as(text, mine, contents, rest.contents)), 1)
    text = candidates[place]
    settled = [*merging.settled, *(Settled(bare(one), side) for one, side in rest.settled)]
    settled += left_out(foreign_keys(text, mine), rest.contents)
    settled += [clash for stretch in found if (clash := given_up(stretch, place))]
    return MergedFile(encoded(text, versions), tuple(settled), merging.unbalanced)


def with_contents(document: Document, contents: Contents) -> str:
    """A version's text with the merged contents in it."""
    return document.text_with(changes(contents_of(document.report), contents, [])).replace("\r\n", "\n")


def split_reviews(text: str) -> tuple[str, list[str]]:
    """(what stands before the review entries, each entry's own lines); none where something else stands behind them."""
    headers = [found for found in statements(text) if found.is_header]
    first = next((place for place, found in enumerate(headers) if found.path == (REVIEW,)), len(headers))
    if any(found.path != (REVIEW,) for found in headers[first:]):
        return text, []
    places = [*(found.start for found in headers[first:]), len(text)]
    return text[: places[0]], [text[start:end].strip("\n") for start, end in pairwise(places)]


def foreign_keys(text: str, document: Document) -> Contents:
    """What a text holds under keys that the form does not have, by key, as written."""
    owned = set(by_statement(document.report.form, contents_of(document.report)))
    return {
        ".".join(path): value
        for path, value in leaves(parse(text, document.path))
        if path[0] not in OWN_GROUPS and not any(path[:end] in owned for end in range(1, len(path) + 1))
    }


def settled_or_ours(stretch: Stretch) -> Sequence[str]:
    """The lines that a stretch becomes, ours where both sides changed them."""
    return stretch.mine if stretch.settled is None else stretch.settled


def given_up(stretch: Stretch, place: int) -> Settled | None:
    """Lines of a side that are not in the text: ``place`` 0 for the merged one, 1 for ours, 2 for theirs; None where all are."""
    base, mine, theirs, at = stretch
    lost = (stretch.settled is None, theirs not in (base, mine), mine not in (base, theirs))[place]
    side: Side = "theirs" if place == 2 else "mine"
    return Settled(Conflict("", joined(base), joined(mine), joined(theirs), at + 1), side) if lost else None


def reads_as(text: str, document: Document, contents: Contents, foreign: Contents) -> bool:
    """Whether a text is a report with just these contents and foreign keys."""
    try:
        found = contents_of(report_from(text, document.path))
        return not changes(found, contents, []) and foreign_keys(text, document) == foreign
    except ReportFault:
        return False


def left_out(present: Contents, wanted: Contents) -> list[Settled]:
    """Foreign keys of theirs that the text cannot take in."""
    keys = [key for key in dict.fromkeys((*present, *wanted)) if present.get(key) != wanted.get(key)]
    lost = (Conflict(key, MISSING, present.get(key, MISSING), wanted.get(key, MISSING)) for key in keys)
    return [Settled(bare(one), "mine") for one in lost]


def bare(conflict: Conflict) -> Conflict:
    """A conflict over a foreign key with its values as one reads them."""

    def read(value: object) -> object:
        is_one = isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str)
        return value[1] if is_one else str(value) if value is not MISSING else value  # type: ignore[index]

    return conflict._replace(base=read(conflict.base), mine=read(conflict.mine), theirs=read(conflict.theirs))


def encoded(text: str, versions: Versions) -> bytes:
    """Text as bytes: with ours of line ends and byte-order mark where we changed them, else with theirs."""
    base, mine, theirs = (document.source for document in versions)
    line_end = mine.line_end if mine.line_end != base.line_end else theirs.line_end
    bom = mine.bom if mine.bom != base.bom else theirs.bom
    return ((BOM if bom else "") + text.replace("\n", line_end)).encode("utf-8")
