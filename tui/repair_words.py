"""Repairs in a few words: which cell changes from what to what, or which number of the text. No Textual."""

from __future__ import annotations

import re

from reports.terminal_text import safe
from schema.fields import show_field
from schema.findings import Repair
from schema.form import Figure, Form
from schema.language import _
from schema.report import Edit
from schema.values import show

IN_NUMBER = re.compile(r"[0-9０-９.,，．%]")
MOST_NAMED = 3


def named(figure: Figure) -> str:
    """A cell by column and row, as short as the form has them: 自然·新收."""
    row = figure.row.short or figure.row.label
    return f"{figure.column.short}·{row}" if len(figure.block.columns) > 1 else row


def change_words(form: Form, edit: Edit) -> str:
    """自然·新收：12 改为 21; a line of basic data whole, of a text only the number that changes."""
    figure = form.figure(edit.address)
    if figure:
        return _("{figure}：{old} 改为 {new}").format(figure=named(figure), old=shown(edit.old), new=shown(edit.new))
    line = form.basic_field(edit.address)
    if line:
        before, after = (safe(show_field(written(one), line), keep="") for one in (edit.old, edit.new))
        return _("{label}：{before} 改为 {after}").format(
            label=line.label, before=before or _("空"), after=after or _("空")
        )
    old, new = differing(str(edit.old), str(edit.new))
    part = form.part(edit.address)
    return _("正文“{label}”：{old} 改为 {new}").format(
        label=part.label if part else "", old=safe(old, keep="") or _("（无）"), new=safe(new, keep="") or _("（删去）")
    )


def written(content: object) -> object:
    """Content of a line of basic data, a period as a tuple also where a file gave a list; nothing as an empty text."""
    return tuple(content) if isinstance(content, list) else "" if content is None else content


def changes_words(form: Form, repair: Repair, most: int = MOST_NAMED) -> str:
    """All changes of a repair; of more than that many the first ones and how many there are."""
    words = [change_words(form, edit) for edit in repair.edits]
    more = _(" 等 {count} 处").format(count=len(words)) if len(words) > most else ""
    return _("，").join(words[:most]) + more


def shown(content: object) -> str:
    """A cell's content; a blank as 空."""
    return show(content) or _("空")  # type: ignore[arg-type] # a figure's edit holds a value


def differing(old: str, new: str) -> tuple[str, str]:
    """What two texts differ in, as whole numbers."""
    start, end = changed_span(old, new)
    return old[start:end], new[start : len(new) - (len(old) - end)]


def changed_span(old: str, new: str) -> tuple[int, int]:
    """The span of ``old`` that a new text changes, widened to whole numbers."""
    start = shared(old, new)
    tail = shared(old[start:][::-1], new[start:][::-1])
    end = len(old) - tail
    while (
        start and IN_NUMBER.match(old[start - 1]) and IN_NUMBER.match(old[start : start + 1] or new[start : start + 1])
    ):
        start -= 1
    while end < len(old) and IN_NUMBER.match(old[end]) and IN_NUMBER.match(old[end - 1 : end] or "0"):
        end += 1
    return start, end


def shared(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
