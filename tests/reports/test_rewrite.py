"""Changing a report file: the edited statement changes, everything else stays byte for byte, and it reads back as meant."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.document import Document
from reports.reading import report_from
from reports.rewrite import rewritten
from reports.source import Source
from schema.report import contents_differ
from schema.values import Mark, Unreadable, is_number
from tests.reports.making import BOM, TEXT, changed
from tests.reports.rewriting import FORM, FULL, HERE, STATED, agree, edited, lines_changed, opened


def statement(address: str) -> str:
    """The key of the line on which a figure stands."""
    figure = FORM.by_address[address]
    return figure.row.id.rpartition(".")[2]


NUMBERS = st.one_of(st.integers(0, 30), st.integers(0, 999_999_999))
AMOUNTS = st.one_of(NUMBERS, st.decimals(0, 999_999, places=2), st.decimals(0, 10**11, places=6))
MARKS = st.sampled_from([None, Mark("/"), Mark("—"), Mark("无")])
TYPED = [figure.address for figure in FORM.figures if not figure.derived]
TOTALS = [f.address for f in FORM.figures if f.column.sum and f.section == "requests" and f.row.id != "outcomes.total"]
EVERY_FILE = [
    (text, ending, bom) for text in (TEXT, STATED, FULL) for ending in ("\n", "\r\n") for bom in (False, True)
]
A_FILE = st.sampled_from(EVERY_FILE)


@st.composite
def figure_edit(draw: st.DrawFn, addresses: list[str]) -> tuple[str, object]:
    """A figure and a new value for it."""
    address = draw(st.sampled_from(addresses))
    amount = FORM.by_address[address].kind == "amount"
    return address, draw(st.one_of(AMOUNTS if amount else NUMBERS, MARKS))


@settings(deadline=None)
@given(A_FILE, figure_edit(TYPED))
def test_one_cell_changes_one_line_and_a_followed_total_at_most_one_more(
    file: tuple[str, str, bool], edit: tuple[str, object]
) -> None:
    text, ending, bom = file
    document = opened(text, ending, bom=bom)
    net = edited(document, edit)
    data = document.encoded(net)
    changes = lines_changed(document.source.data, data)
    rows = {statement(address) for address in net}
    assert {old.split("=")[0].strip() for old, _ in changes} == rows
    assert len(changes) == len(rows) <= 2
    for old, new in changes:
        assert new.partition("#")[2] == old.partition("#")[2]
        assert new.partition("=")[0] == old.partition("=")[0]
    agree(document, data)


@settings(deadline=None)
@given(A_FILE, st.lists(figure_edit(TYPED), min_size=1, max_size=12), st.booleans())
def test_edits_and_their_reversal_give_back_the_bytes(
    file: tuple[str, str, bool], edits: list[tuple[str, object]], backwards: bool
) -> None:
    text, ending, bom = file
    document = opened(text, ending, bom=bom)
    original = document.source.data
    net = edited(document, *edits)
    data = document.encoded(net)
    agree(document, data)
    after = Document(
        Source(HERE, data.decode().removeprefix(BOM), bom, data), report_from(data.decode().removeprefix(BOM), HERE)
    )
    back = {address: edit.reversed() for address, edit in (reversed(net.items()) if backwards else net.items())}
    after.report.put(back.values())
    assert after.encoded(back) == original


@settings(deadline=None)
@given(st.sampled_from([TEXT, STATED]), figure_edit(TOTALS), st.sampled_from(["\n", "\r\n"]))
def test_a_stated_total_is_set_behind_its_row_and_taken_away_without_a_trace(
    text: str, edit: tuple[str, object], ending: str
) -> None:
    document = opened(text, ending)
    address, _ = edit
    net = edited(document, edit)
    data = document.encoded(net)
    agree(document, data)
    assert len(lines_changed(document.source.data, data)) == len(net)
    if net and document.source.text.count('0, ""]') and text is TEXT:
        again = Document(Source(HERE, data.decode(), bom=False, data=data), report_from(data.decode(), HERE))
        gone = edited(again, (address, None))
        assert again.encoded(gone) == document.source.data


LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=8).map(
    lambda text: f"甲{text}乙"
)
FIELDS = st.one_of(
    st.tuples(st.sampled_from(["agency.name", "publication.website", "publication.phone"]), LINE),
    st.tuples(
        st.sampled_from(["publication.phone", "publication.url", "publication.issued", "agency.level"]), st.just("")
    ),
    st.tuples(st.just("publication.issued"), st.dates().map(str)),
    st.tuples(st.just("publication.period"), st.sampled_from([("2023-01-01", "2023-12-31"), ""])),
    st.tuples(st.just("agency.level"), st.sampled_from(["county", ""])),
)


@settings(deadline=None)
@given(st.lists(FIELDS, max_size=6), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_basic_data_is_set_added_and_taken_out(edits: list[tuple[str, object]], ending: str, bom: bool) -> None:
    document = opened(TEXT, ending, bom=bom)
    data = document.encoded(edited(document, *edits))
    agree(document, data)
    text = data.decode()
    assert text.count("\n") == text.count(ending)
    names = {address.partition(".")[2] for address, _ in edits}

    def others(of: str) -> list[str]:
        lines = of[: of.index("[preamble]")].split(ending)
        return [line for line in lines if line.partition(" = ")[0] not in names]

    assert others(text) == others(document.source.data.decode())
    assert text.partition("[preamble]")[2] == document.source.text.partition("[preamble]")[2]


def test_a_field_added_comes_behind_the_last_of_its_table() -> None:
    document = opened(TEXT)
    text = document.text_with(edited(document, ("publication.issued", "2025-01-20")))
    assert 'phone = "0955-4011434"\nissued = "2025-01-20"\n\n[preamble]' in text


@pytest.mark.parametrize("text", ["0.10", "14722.49", "0.000001", "999999999999.999999", "5.0", "100"])
def test_decimals_keep_their_digits(text: str) -> None:
    document = opened(TEXT)
    number = Decimal(text) if "." in text else int(text)
    new = document.text_with(edited(document, ("proactive.administrative_fees", number)))
    assert new == changed(("administrative_fees      = 0 ", f"administrative_fees      = {text} "))


def test_several_edits_of_one_row_and_of_many() -> None:
    document = opened(TEXT)
    net = edited(document, *((f"requests.received.{column}", 1) for column in ("natural_person", "research_institution")),
                 ("requests.carried_forward.natural_person", 1), ("overview.summary", "甲"), ("agency.name", "乙"))  # fmt: skip
    data = document.encoded(net)
    agree(document, data)
    assert b"received        = [1, 0, 1, 0, 0, 0]   #" in data


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("final", ["", "\n", "\n\n\n", "\n# 末"])
def test_the_end_of_the_file_is_kept_and_entries_go_behind_it(ending: str, final: str) -> None:
    document = opened(TEXT.rstrip("\n") + final, ending)
    text = rewritten(document.source, FORM, {"proactive.administrative_penalties": 9}, '\n[[review]]\nat = "2025"\n')
    head = document.source.text.replace("administrative_penalties = 8", "administrative_penalties = 9")
    assert text.startswith(head)
    assert text.removeprefix(head).lstrip() == f'[[review]]{ending}at = "2025"{ending}'
    again = Source(HERE, text, bom=False, data=b"")
    twice = rewritten(again, FORM, {}, '\n[[review]]\nat = "2026"\n')
    assert [entry["at"] for entry in tomllib.loads(twice)["review"]] == ["2025", "2026"]


def test_nothing_edited_is_nothing_written() -> None:
    document = opened(TEXT, "\r\n", bom=True)
    assert document.encoded({}) == document.source.data


@settings(deadline=None)
@given(st.lists(figure_edit(TYPED + TOTALS), max_size=30))
def test_a_value_read_back_is_the_value_typed(edits: list[tuple[str, object]]) -> None:
    document = opened(FULL)
    net = edited(document, *edits)
    again = report_from(document.text_with(net), HERE)
    for address, edit in net.items():
        assert not contents_differ(again.get(address), edit.new)
        assert is_number(edit.new) or edit.new is None or isinstance(edit.new, (Mark, Unreadable))
