"""The next hit follows the place where the clerk is, and a line of results shows its hit."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reports.document import open_document
from reports.terminal_text import UNSAFE
from schema.places import Hit, Place, find, places
from tui.result_list import HIT, Result, around
from tui.seeking import Seeking

Found = tuple[list[Place], list[Hit]]


@pytest.fixture
def found() -> Found:
    with as_file(files("reports").joinpath("samples", "海原县海城镇人民政府", "2024.toml")) as sample:
        read = places(open_document(sample).report)
    return read, find(read, "政务")


def test_every_hit_is_visited_in_turn_and_then_the_first_again(found: Found) -> None:
    read, hits = found
    seeking, at, address = Seeking(), None, "agency.name"
    for number in [*range(len(hits)), 0]:
        place, wrapped = seeking.following(hits, seeking.here(read, address, at))
        assert place == number
        assert wrapped is (number == 0 and address != "agency.name")
        address, at = hits[place].place.address, hits[place].end
        seeking.visited(hits[place], at)


def test_from_where_one_has_gone_meanwhile(found: Found) -> None:
    read, hits = found
    seeking = Seeking()
    seeking.visited(hits[-1], hits[-1].end)
    hit = next(hit for hit in hits[1:] if hit.place is hits[hits.index(hit) - 1].place)
    assert hits[seeking.following(hits, seeking.here(read, hit.place.address, hit.start))[0]] is hit
    assert hits[seeking.nearest(hits, seeking.here(read, hit.place.address, hit.start))] is hit


def test_a_label_and_its_cell_are_two_hits(found: Found) -> None:
    """Both stand at the first cell of the row; the second is not lost for that."""
    read = [place for place in found[0] if place.address == "proactive.administrative_penalties"]
    label, cell = read[-2], read[-1]
    hits = [Hit(label, 0, 1), Hit(cell, 0, 1)]
    seeking = Seeking()
    seeking.visited(hits[0], None)
    assert seeking.following(hits, seeking.here(found[0], label.address, None)) == (1, False)


@given(
    before=st.text(max_size=60),
    hit=st.text(min_size=1, max_size=8),
    after=st.text(max_size=60),
    room=st.integers(20, 60),
)
def test_a_line_shows_its_hit_and_is_not_too_wide(before: str, hit: str, after: str, room: int) -> None:
    spans = around(Result("", before + hit + after, len(before), len(before) + len(hit)), room)
    assert sum(cell_len(text) for text, _ in spans) <= room
    if hit.isprintable():
        assert (hit, HIT) in spans
    assert not any(UNSAFE.search(text) for text, _ in spans)


def test_context_fills_the_line_on_both_sides() -> None:
    text = "".join(text for text, _ in around(Result("", "前" * 50 + "中" + "后" * 50, 50, 51), 30))
    assert text == "..前前前中后后后后后后后后后.."
