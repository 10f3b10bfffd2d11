"""JSON whose decimals keep the digits they were written with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from reports.terminal_text import UNSAFE


def to_json(value: object, indent: int = 0) -> str:
    """JSON text, two spaces a level; a Decimal is a number with the digits it was written with."""
    inner = "\n" + "  " * (indent + 1)
    outer = "\n" + "  " * indent
    if isinstance(value, Mapping):
        if not value:
            return "{}"
        items = (f"{quoted(str(key))}: {to_json(item, indent + 1)}" for key, item in value.items())
        return "{" + inner + f",{inner}".join(items) + outer + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        if all(isinstance(item, (str, int)) for item in value) and len(value) < 4:
            return "[" + ", ".join(map(to_json, value)) + "]"
        return "[" + inner + f",{inner}".join(to_json(item, indent + 1) for item in value) + outer + "]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return quoted(value)


def quoted(value: object) -> str:
    """A scalar as JSON; characters that would act on a terminal as escapes."""
    return UNSAFE.sub(lambda found: json.dumps(found.group())[1:-1], json.dumps(value, ensure_ascii=False))
