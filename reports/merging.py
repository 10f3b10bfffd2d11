"""A report that was changed here and on disk: the text on disk with our changes applied, their comments and layout living on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reports.document import Document
from reports.faults import UnwritableReport
from reports.reading import report_from
from schema.language import _
from schema.merge import Conflict, Decide, Settled, undecided
from schema.merge_report import contents_of, merge_reports, no_longer_balanced
from schema.report import Edit, Report, contents_differ


class Merging(NamedTuple):
    """What is to be written onto ``theirs``, the file as it is now, and what that leaves out.

    ``taken`` are the addresses that hold something other than ours after it. Nothing may be written while a conflict is
    ``open``.
    """

    theirs: Document
    edits: dict[str, Edit]
    taken: tuple[str, ...]
    open: tuple[Conflict, ...]
    settled: tuple[Settled, ...]
    unbalanced: tuple[str, ...]
    """Lines of the form whose sums were right on both sides and are not any more."""


def merge_onto(theirs: Document, document: Document, edits: Mapping[str, Edit], decide: Decide = undecided) -> Merging:
    """The file as it is now, with the net edits that were made to an earlier version of it.

    UnwritableReport where the two are reports of different forms or years.
    """
    base, mine = (report_from(document.source.text, document.path) for _side in range(2))
    mine.put(edits.values())
    return merging_of(base, mine, theirs, decide)


def merging_of(base: Report, mine: Report, theirs: Document, decide: Decide = undecided) -> Merging:
    """Three versions of a report merged, to be written onto the third. UnwritableReport as above."""
    other = theirs.report
    if len({(one.form.id, one.year) for one in (base, mine, other)}) > 1:
        raise UnwritableReport(
            _("{path} 两边的格式版本或年度不同，不能合并；请另存一份，再人工核对。").format(path=theirs.path)
        )
    merged = merge_reports(base, mine, other, decide)
    present = contents_of(other)
    held = contents_of(mine)
    edits = changes(present, merged.contents, [one.address for one in merged.open])
    taken = changes(held, merged.contents, [one.address for one in merged.open])
    unbalanced: list[str] = []
    if not merged.open:
        result = report_from(theirs.source.text, theirs.path)
        result.put(edits.values())
        unbalanced = [
            f"{other.form.section(equation.section).short}·{equation.line}"
            for equation in no_longer_balanced(result, (mine, other))
        ]
    return Merging(theirs, edits, tuple(taken), merged.open, merged.settled, tuple(unbalanced))


def changes(before: Mapping[str, object], after: Mapping[str, object], left: list[str]) -> dict[str, Edit]:
    """What makes one mapping the other, save the addresses that are left as they are; gone is what is empty."""
    found = {}
    for address in dict.fromkeys((*before, *after)):
        old, new = before.get(address, ""), after.get(address, "")
        if address not in left and contents_differ(old, new):
            found[address] = Edit(address, old, new)
    return found
