"""A number that stands raised or lowered behind a digit is a note: 12 with a note 1 is not 121."""

from __future__ import annotations


def noted(before: str, piece: str) -> str:
    """A raised or lowered piece as it is read behind a text: in brackets where it is a number behind a digit."""
    is_note = before.rstrip()[-1:].isdigit() and piece.strip()[:1].isdigit()
    return f"[{piece}]" if is_note else piece
