"""Laws of the merge over realistic reports: no edit is lost, both sides count alike, nothing changes where nothing was changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from random import Random

import pytest

from reports.merging import changes
from schema.merge import Conflict, Merged, Side
from schema.merge_report import agrees, contents_of, merge_reports
from schema.report import DISMISSED, Report, contents_differ
from tests.reliability.conftest import Proof
from tests.reliability.triples import NUMBERS, Maker, Triple, copied, typed_cells

SHORT, LONG = 1_500, 100_000
WORKERS = 2
WORDS = re.compile(r"【[mt]\d】")


def run(seed: int, count: int) -> Counter[str]:
    """Holds every law against so many triples; what was met."""
    maker, met = Maker(), Counter[str]()
    for number in range(count):
        rng = Random(seed * 1_000_003 + number)  # noqa: S311 - repeatable trials, no secrets
        triple = maker.triple(rng)
        merged = merge_reports(triple.base, triple.mine, triple.theirs)
        cells_are_as_they_should(triple, merged)
        totals_are_as_they_should(triple, merged)
        words_are_all_there(triple, merged)
        is_symmetric(triple, merged)
        (unchanged, decided, disjoint)[number % 3](triple, merged, rng)
        met["triples"] += 1
        met["with_conflict"] += bool(merged.open)
        met["both_changed"] += changed(triple.base, triple.mine) and changed(triple.base, triple.theirs)
        met["paragraph_conflicts"] += any(one.paragraph for one in merged.open)
    return met


def cells_are_as_they_should(triple: Triple, merged: Merged) -> None:
    """Per cell and line of basic data, from the definition: one side's change, both sides' same one, or a conflict."""
    open_at = {conflict.address for conflict in merged.open}
    fields = [entry.id for entry in triple.base.form.fields()]
    for address in (*typed_cells(triple.base), *fields):
        base, mine, theirs = (report.get(address) for report in triple[:3])
        by_me, by_them = contents_differ(base, mine), contents_differ(base, theirs)
        if by_me and by_them and contents_differ(mine, theirs):
            assert address in open_at, (address, base, mine, theirs)
            assert address not in merged.contents
            continue
        expected = mine if by_me else theirs
        assert address not in open_at
        assert not contents_differ(merged.contents[address], expected), (address, base, mine, theirs)


def totals_are_as_they_should(triple: Triple, merged: Merged) -> None:
    """A typed total stands, or is asked about; any other is one side's, or the sum of the cells that are there now."""
    open_at = {conflict.address for conflict in merged.open}
    result = put_together(triple.theirs, merged)
    for figure in triple.base.form.figures:
        address = figure.address
        if not figure.derived or address in open_at or address not in merged.contents:
            continue
        mine, theirs = triple.mine.get(address), triple.theirs.get(address)
        content = merged.contents[address]
        typed = [side for side, names in zip((mine, theirs), triple.typed, strict=True) if address in names]
        allowed = [mine, theirs, result.ledger.values[figure.index]]
        assert any(not contents_differ(content, one) for one in allowed), (address, content, allowed)
        if len(typed) == 1 and typed[0] != triple.base.get(address) and not merged.open:
            agreed = result.ledger.values[figure.index]
            assert content in (typed[0], agreed), (address, content, typed)


def words_are_all_there(triple: Triple, merged: Merged) -> None:
    """What either wrote stands in the merged text once, or is shown in a conflict; a paragraph nobody touched stays."""
    for part in triple.base.form.parts():
        base, mine, theirs = (report.prose.get(part.address, "") for report in triple[:3])
        shown = [one for one in merged.open if one.address == part.address]
        text = str(merged.contents.get(part.address, ""))
        if not shown:
            written = [*WORDS.findall(mine), *WORDS.findall(theirs)]
            assert Counter(WORDS.findall(text)) == Counter(written), (base, mine, theirs, text)
            kept = set(mine.split("\n")) & set(theirs.split("\n")) & set(base.split("\n"))
            assert kept <= set(text.split("\n")), (base, mine, theirs, text)
        for conflict in shown:
            assert conflict.mine != conflict.theirs
            assert str(conflict.mine) in mine
            assert str(conflict.theirs) in theirs


def is_symmetric(triple: Triple, merged: Merged) -> None:
    """Whoever saves first, the same stands there and the same is asked."""
    other = merge_reports(triple.base, triple.theirs, triple.mine)
    asked = [(one.address, repr(one.base), repr(one.mine), repr(one.theirs)) for one in merged.open]
    asked_there = [(one.address, repr(one.base), repr(one.theirs), repr(one.mine)) for one in other.open]
    assert sorted(asked) == sorted(asked_there)
    assert in_any_order(merged) == in_any_order(other)


def unchanged(triple: Triple, merged: Merged, _rng: Random) -> None:
    """With nothing changed on one side the other stands; a merge of what is merged changes nothing."""
    base, mine, theirs = triple[:3]
    for three, expected in (
        ((base, base, base), base),
        ((base, mine, base), mine),
        ((base, base, theirs), theirs),
        ((base, mine, mine), mine),
    ):
        found = merge_reports(*three)
        assert found.open == ()
        assert same(found, expected)
    if not merged.open:
        result = put_together(theirs, merged)
        assert same(merge_reports(theirs, result, theirs), result)
        assert same(merge_reports(base, result, result), result)


def decided(triple: Triple, merged: Merged, rng: Random) -> None:
    """Decided conflicts have the chosen content there and tell of the other one."""
    sides: dict[tuple[str, ...], Side] = {}

    def decide(conflict: Conflict) -> Side:
        return sides.setdefault(conflict.key, rng.choice(("mine", "theirs")))

    found = merge_reports(triple.base, triple.mine, triple.theirs, decide)
    assert found.open == ()
    assert [one.conflict for one in found.settled] == list(merged.open)
    assert found.contents.keys() >= merged.contents.keys()
    for conflict, side in found.settled:
        content = found.contents[conflict.address]
        if conflict.paragraph:
            assert str(conflict.content(side)) in str(content)
        else:
            assert not contents_differ(content, conflict.content(side))


def disjoint(triple: Triple, _merged: Merged, rng: Random) -> None:
    """Numbers in different cells: merging is doing both, in either order. A stated total that did not agree may also stay."""
    base = triple.base
    cells = rng.sample(typed_cells(base), 8)
    entries = [(address, rng.choice(NUMBERS)) for address in cells]
    mine, theirs = edited(base, entries[:4]), edited(base, entries[4:])
    first, second = edited(mine, entries[4:]), edited(theirs, entries[:4])
    found = merge_reports(base, mine, theirs)
    assert found.open == ()
    if changed(first, second):  # a total may come to agree halfway in one order only
        return
    was, is_now, done = (in_any_order(one) for one in (Merged(contents_of(base)), found, Merged(contents_of(first))))
    for address in is_now.keys() | done.keys():
        total = base.form.figure(address)
        stays = total is not None and total.derived and not agrees(base, total)
        allowed = (done.get(address), was.get(address)) if stays else (done.get(address),)
        assert is_now.get(address) in allowed, (address, is_now.get(address), allowed)


def edited(report: Report, entries: Sequence[tuple[str, object]]) -> Report:
    """A copy with these contents entered one after another."""
    result = copied(report)
    for address, content in entries:
        result.edit(address, content)
    return result


def put_together(theirs: Report, merged: Merged) -> Report:
    """The merged report."""
    result = copied(theirs)
    left = [one.address for one in merged.open]
    result.put(changes(contents_of(theirs), merged.contents, left).values())
    return result


def in_any_order(merged: Merged) -> dict[str, str]:
    """Contents to compare; lines of accepted findings have no order."""
    return {
        address: repr(sorted(str(content).split("\n")) if address.startswith(DISMISSED) else content)
        for address, content in merged.contents.items()
        if content not in ("", None)
    }


def same(merged: Merged, report: Report) -> bool:
    """Whether a merge gives just this report."""
    return in_any_order(merged) == in_any_order(Merged(contents_of(report)))


def changed(one: Report, other: Report) -> bool:
    """Whether two reports differ."""
    return contents_of(one) != contents_of(other)


def test_laws(proof: Proof) -> None:
    met = run(1, SHORT)
    assert met["with_conflict"] > SHORT / 20, met
    assert met["paragraph_conflicts"] > SHORT / 50, met
    assert met["both_changed"] > SHORT / 2, met
    proof("merge property test", runs=met["triples"], violations=0, **met)


@pytest.mark.long
def test_laws_over_very_many(proof: Proof) -> None:
    with ProcessPoolExecutor(WORKERS) as pool:
        parts = list(pool.map(run, range(2, 2 + WORKERS), [LONG // WORKERS] * WORKERS))
    met = sum(parts, Counter[str]())
    assert met["with_conflict"] > LONG / 20, met
    proof("merge property test", runs=met["triples"], violations=0, **met)
