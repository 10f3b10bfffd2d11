"""Which two numbers are one slip of typing apart, and which slip is the likelier."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.typing_errors import NO_SLIP, Slip, read_slip, slip_between, unlikelihood


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("24", "42", Slip.SWAPPED),
        ("1340", "1340", None),
        ("130", "1340", Slip.OMITTED),
        ("1340", "13040", Slip.OMITTED),
        ("13040", "1340", Slip.ADDED),
        ("1340", "1380", Slip.REPLACED),
        ("1340", "1430", Slip.SWAPPED),
        ("1340", "14300", None),
        ("-10", "10", Slip.SIGN),
        ("-1", "10", None),
    ],
)
def test_distances_published_with_deducorrect(typed: str, meant: str, slip: Slip | None) -> None:
    """The pairs of tests/testStringDistance.R of the R package deducorrect: one apart is a slip, 0 or 2 apart none."""
    assert slip_between(typed, meant) is slip


@given(st.text("01234", max_size=5), st.text("01234", max_size=5))
def test_a_slip_read_backwards_is_the_slip_that_undoes_it(typed: str, meant: str) -> None:
    back = {Slip.OMITTED: Slip.ADDED, Slip.ADDED: Slip.OMITTED}
    slip = slip_between(typed, meant)
    assert slip_between(meant, typed) is (back.get(slip, slip) if slip else None)


@given(st.text("0123456789", min_size=2, max_size=6), st.data())
def test_every_single_slip_is_recognized(meant: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(meant) - 1))
    digit = data.draw(st.sampled_from("0123456789"))
    made = [
        meant[:place] + meant[place + 1 :],
        meant[:place] + digit + meant[place:],
        meant[:place] + digit + meant[place + 1 :],
        meant[:place] + meant[place : place + 2][::-1] + meant[place + 2 :],
    ]
    assert all(slip_between(typed, meant) for typed in made if typed != meant)


def test_likelihoods_of_a_number_of_four_digits_follow_the_published_counts() -> None:
    """14 swapped, 15 omitted, 112 replaced, 11 added among 152 slips (Scholtus 2009), each shared by its candidates."""
    likelihoods = [read_slip(typed, 1234).likelihood for typed in (1324, 134, 1934, 19234)]
    assert likelihoods == pytest.approx([0.031, 0.025, 0.020, 0.0014], rel=0.05)


def test_no_slip_is_the_least_likely_and_short_numbers_prove_little() -> None:
    assert read_slip(1234, 987).likelihood == NO_SLIP
    assert unlikelihood(7, 8) > unlikelihood(1237, 1238)
    assert unlikelihood(1234, 987) > unlikelihood(7, 8)
