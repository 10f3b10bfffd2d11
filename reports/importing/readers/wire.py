"""Contents as JSON, from the process that reads foreign files to the one that asked for it."""

from __future__ import annotations

import json
from typing import Any

from reports.faults import ReportFault
from reports.importing.contents import Cell, Contents, Grid, Item, Paragraph


def written(contents: Contents) -> bytes:
    """What was read."""
    return json.dumps({"contents": contents}).encode("ascii")


def refusal(sentence: str) -> bytes:
    """Why nothing was read."""
    return json.dumps({"refused": sentence}).encode("ascii")


def contents_of(answer: bytes) -> Contents:
    """What was read. Raises ReportFault with the sentence of a refusal, ValueError where the answer is none."""
    found = json.loads(answer)
    if "refused" in found:
        raise ReportFault(found["refused"])
    kind, items, wrapped, title, remarks = found["contents"]
    return Contents(kind, tuple(map(_item, items)), wrapped, title, tuple(remarks))


def _item(raw: list[Any]) -> Item:
    first, second = raw
    if isinstance(first, str):
        return Paragraph(first, second)
    return Grid(tuple(Cell(*cell) for cell in first), second)
