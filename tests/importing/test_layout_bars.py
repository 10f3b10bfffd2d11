"""How well an import does in every layout, over a small sample; ``benchmarks/import.py`` measures it at large."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.import_measure import Measured, measure
from benchmarks.import_table import LEAST_EXACT
from benchmarks.layouts.catalogue import LAYOUTS
from benchmarks.layouts.samples import Layout
from reports.importing import bringing
from reports.importing.contents import Contents
from reports.importing.readers.reader import contents_in

SHORT, LONG = range(1), range(1, 30)
EACH = [pytest.param(layout, id=layout.name) for layout in LAYOUTS]


def read_here(path: Path, _year: int | None = None) -> Contents:
    """What a file holds, read without a process of its own: here only figures are asked for."""
    return contents_in(path.read_bytes())


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eighty processes less to start."""
    monkeypatch.setattr(bringing, "read_source", read_here)


def hold(found: Measured) -> None:
    """Nothing is silently wrong; where rows are kept, figures come out exactly."""
    told = "\n".join(map(str, found.failures[:10]))
    assert not found.refused
    assert not found.silent, told
    assert found.exact >= LEAST_EXACT or not found.keeps_rows, told


@pytest.mark.parametrize("layout", EACH)
def test_a_layout_is_read_exactly_and_nothing_is_silently_wrong(layout: Layout) -> None:
    """One document of each."""
    hold(measure(layout, SHORT))


@pytest.mark.long
@pytest.mark.parametrize("layout", EACH)
def test_many_documents_of_a_layout(layout: Layout) -> None:
    """As many as show what happens once in a while."""
    hold(measure(layout, LONG))
