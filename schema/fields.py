"""The lines of basic data: what a clerk types for a date, a period or a choice, and how they are shown."""

from __future__ import annotations

import re
from datetime import date

from schema.entry import FULL_WIDTH, Refusal
from schema.form import Field
from schema.language import _

DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)


def read_date(text: str) -> str | None:
    """A calendar date in any usual writing as ``YYYY-MM-DD``; None when it is no date."""
    found = DATE.fullmatch(text.translate(FULL_WIDTH).strip())
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None


def read_field(text: str, field: Field) -> object:
    """The content that typed text means in a line of basic data, or a Refusal. Blank text clears it."""
    plain = text.strip()
    if "\n" in plain:
        return Refusal(text, _("这里只能写一行"))
    if not plain:
        return Refusal(text, _("{label}不能为空").format(label=field.label)) if field.required else ""
    if field.kind == "date":
        return read_date(plain) or Refusal(text, _("应为日期，例如 2025-01-20"))
    if field.kind == "period":
        return read_period(plain)
    if field.kind == "choice":
        return read_choice(plain, field)
    return plain


def read_period(text: str) -> object:
    """Two dates in order, e.g. ``2024-01-01 至 2024-12-31``."""
    found = [read_date(match.group()) for match in DATE.finditer(text.translate(FULL_WIDTH))]
    if len(found) != 2 or None in found:
        return Refusal(text, _("应为两个日期，例如 2024-01-01 至 2024-12-31"))
    first, last = str(found[0]), str(found[1])
    return (first, last) if first <= last else Refusal(text, _("起始日期在截止日期之后"))


def read_choice(text: str, field: Field) -> object:
    """One of the field's choices, by its id or its label."""
    for choice in field.choices:
        if text in (choice.id, choice.label):
            return choice.id
    names = _("、").join(_("{name}（{said}）").format(name=choice.id, said=choice.label) for choice in field.choices)
    return Refusal(text, _("应为以下之一：{names}").format(names=names))


def show_field(content: object, field: Field) -> str:
    """Content of a line of basic data as the clerk reads and edits it."""
    if isinstance(content, tuple):
        return " 至 ".join(map(str, content))
    for choice in field.choices:
        if content == choice.id:
            return choice.label
    return str(content)
