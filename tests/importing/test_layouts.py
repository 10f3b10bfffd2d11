"""The layouts that the importer is measured with: each document shows what its truth says, read here by simple means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from random import Random

import pytest

from benchmarks.layouts.catalogue import BROKEN, LAYOUTS
from benchmarks.layouts.samples import Layout, Sample, sample
from benchmarks.layouts.sheets import sheets_of
from benchmarks.layouts.true_figures import Figures, number, true_figures
from schema.form import Form
from schema.form_loader import editions, load_form
from schema.values import Mark, is_number, show

FIRST = 31_001
"""Figures that differ from each other and from all other numbers of a document are counted from here."""


def distinct(form: Form, _: Random, *, blanks: bool) -> Figures:
    """A different number in every cell, totals too: wherever one stands, its address is known."""
    assert isinstance(blanks, bool)
    return {figure.address: FIRST + figure.index for figure in form.figures}


def each(layouts: tuple[Layout, ...] = LAYOUTS) -> list[object]:
    """A test of every layout."""
    return [pytest.param(layout, id=layout.name) for layout in layouts]


def plain_text(document: str) -> str:
    """A document without tags, entities, separators of thousands and kinds of digits."""
    document = re.sub(r"(?s)<(style|script|title).*?</\1>|<!--.*?-->", "", document)
    document = re.sub(r"</?(?:span|o:p|strong)\b[^>]*>", "", document)
    text = unicodedata.normalize("NFKC", unescape(re.sub(r"</?\w[^>]*>", "\n", document)))
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def figures_in(found: Sample) -> list[int]:
    """The places in the form of the figures that a document of distinct numbers shows, as one reads it."""
    count = len(found.truth.form.figures)
    numbers = (int(digits) - FIRST for digits in re.findall(r"(?<!\d)\d{5}(?!\d|-\d{4})", plain_text(found.text)))
    return [place for place in numbers if 0 <= place < count]


@pytest.mark.parametrize("layout", each())
def test_a_document_shows_what_its_truth_says(layout: Layout) -> None:
    """Every figure that is said to be shown stands in it, and none that is said to be absent."""
    for seed in range(3):
        found = sample(layout, seed, distinct)
        truth = found.truth
        shown = {truth.form.figures[place].address for place in figures_in(found)}
        if any(address.count(".") > 1 and truth.form.figure(address) is None for address in truth.notes):
            continue  # a heading printed as one row: its sums are in nobody's cell
        units = {address for address in truth.notes if truth.form.by_address[address].kind == "amount"}
        assert truth.plain - units <= shown
        assert shown <= truth.plain | truth.guessed


@pytest.mark.parametrize("layout", each())
def test_rows_are_read_together(layout: Layout) -> None:
    """The figures of a row follow each other wherever the layout is said to keep rows."""
    if not layout.keeps_rows or "transposed" in layout.name:
        return
    found = sample(layout, 1, distinct)
    figures = found.truth.form.figures
    rows = [(figures[place].section, figures[place].row.id) for place in figures_in(found)]
    changes = sum(one != other for one, other in pairwise(rows))
    repeated = changes + 1 - len(set(rows))
    assert repeated <= 0, f"{repeated} rows are interrupted"


@pytest.mark.parametrize("layout", each())
def test_the_same_seed_is_the_same_document(layout: Layout) -> None:
    """A failing example can be looked at again; another seed is another document."""
    assert sample(layout, 7) == sample(layout, 7)
    assert len({sample(layout, seed).text for seed in range(3)}) == 3


class Cells(HTMLParser):
    """The texts of a page's cells in reading order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, _: object) -> None:
        self.inside = tag == "td"
        self.texts += [""] if self.inside else []

    def handle_endtag(self, _: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[-1] += data


@pytest.mark.parametrize("edition", editions())
@pytest.mark.parametrize("seed", range(5))
def test_the_official_page_shows_every_cell_under_its_labels(edition: str, seed: int) -> None:
    """Cells in printed order are the form's labels and the figures of the truth; so are the lines of a copied page."""
    official, copied = (
        sample(layout._replace(editions=(edition,)), seed)
        for layout in LAYOUTS
        if layout.name in ("HTML, official merged cells", "text, tabs as a browser copies")
    )
    form = load_form(edition)
    for found, cells in ((official, Cells(official.text).texts), (copied, list(copied_cells(copied.text)))):
        rest = iter(cells)
        for sheet in sheets_of(form, found.truth.values):
            for piece in sheet.pieces:
                for label in () if sheet.layout == "across" else [line.labels[-1] for line in piece.lines]:
                    assert label in rest, label
                    assert next(rest) == show(found.truth.values[row_of(form, sheet.section, label)])


def copied_cells(text: str) -> Iterator[str]:
    """What stands between tabs and line ends."""
    return (cell for line in text.splitlines() for cell in line.split("\t"))


def row_of(form: Form, section: str, label: str) -> str:
    """The address of the first figure of the row with this label."""
    return next(one.address for one in form.figures if one.section == section and one.row.label == label)


@pytest.mark.parametrize("edition", editions())
def test_true_figures_mostly_add_up_and_some_are_faulty(edition: str) -> None:
    """Of many reports most satisfy every equation; there are wrong totals, blanks, marks, zeros and large numbers."""
    form = load_form(edition)
    drawn = [true_figures(form, Random(seed), blanks=True) for seed in range(120)]  # noqa: S311 - repeatable figures
    assert 40 < sum(map(sound, [form] * len(drawn), drawn)) < 110
    contents = [value for values in drawn for value in values.values()]
    assert None in contents
    assert any(isinstance(value, Mark) for value in contents)
    assert any(number(value) > 100_000 for value in contents)
    assert sum(not any(map(number, values.values())) for values in drawn) > 5
    unfilled = [true_figures(form, Random(seed), blanks=False) for seed in range(60)]  # noqa: S311 - as above
    assert all(is_number(value) for values in unfilled for value in values.values())


def sound(form: Form, values: Figures) -> bool:
    """Whether every equation holds over numbers."""
    side = [values[figure.address] for figure in form.figures]
    return all(
        sum(number(side[place]) for place in one.left) == sum(number(side[place]) for place in one.right)
        for one in form.equations
    )


def test_layouts_have_names_of_their_own() -> None:
    """A table row, a finding and a seed name one layout; broken ones do not claim to keep rows."""
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS) > 60
    assert not any(layout.keeps_rows for layout in BROKEN)
