"""The steps of a session as lines to read: what was changed, from what to what, what is undone, what is saved. No Textual."""

from __future__ import annotations

import time
from typing import NamedTuple

from reports.terminal_text import safe
from schema.fields import show_field
from schema.form import Form
from schema.language import _
from schema.report import DISMISSED, Edit
from tui.keymap import key_of
from tui.repair_words import changed_span, written
from tui.repair_words import shown as shown_figure
from tui.session import Session
from tui.steps import Step, entry_label

CONTEXT = 6
"""Characters of a text on both sides of what changed."""

LONGEST = 16
"""Characters of what was there and what is there now."""


class Listed(NamedTuple):
    """One line of the list, and how many steps are done once one has gone there."""

    done: int
    when: str
    words: str
    signs: str


def entries(session: Session) -> list[Listed]:
    """Every step, the newest first: undone ones, the present one, what is before it, and the beginning."""
    form, done = session.report.form, len(session.done)
    steps = [*session.done, *reversed(session.undone)]
    saved = {id(step) for step in session.saved}
    found = [Listed(0, "", _("打开时，还没有修改"), _signs(0, done, saved=id(None) in saved))]
    for count, step in enumerate(steps, 1):
        found.append(
            Listed(count, _when(step.at), step_words(form, step), _signs(count, done, saved=id(step) in saved))
        )
    return found[::-1]


def _when(at: float) -> str:
    """The time of day; of another day the date as well."""
    then, today = time.localtime(at), time.localtime()
    return time.strftime("%H:%M:%S" if then[:3] == today[:3] else "%m-%d %H:%M", then)


def _signs(count: int, done: int, *, saved: bool) -> str:
    state = _("已撤销") if count > done else _("现在") if count == done else ""
    return " ".join(sign for sign in (state, _("已保存") if saved else "") if sign)


def step_words(form: Form, step: Step) -> str:
    """A step in one line: a name 8 → 9; of several edits what was done, the first change and how many there are."""
    told = [words for edit in step.edits if (words := edit_words(form, edit))]
    first = step.edits[0].address if step.edits else ""
    if told and step.label == entry_label(form, first):
        return told[0]
    label = safe(step.label, keep="")
    if len(told) == 1:
        return _("{name}（{said}）").format(name=label, said=told[0])
    return _("{label}（{first} 等 {n} 处）").format(label=label, first=told[0], n=len(told)) if told else label


def edit_words(form: Form, edit: Edit) -> str:
    """A name, what was there and what is there now; empty for what has no place of its own in the form."""
    if edit.address.startswith(f"{DISMISSED}."):
        return ""
    name = form.name_of(edit.address)
    if form.figure(edit.address):
        return f"{name} {_cut(shown_figure(edit.old))} → {_cut(shown_figure(edit.new))}"
    line = form.basic_field(edit.address)
    if line:
        old, new = (show_field(written(content), line) or _("空") for content in (edit.old, edit.new))
        return f"{name} {_cut(old)} → {_cut(new)}"
    lone = next(
        (section for section in form.sections if [part.address for part in section.parts] == [edit.address]), None
    )
    text = _passage(str(edit.old), str(edit.new))
    return _("{name}：{text}").format(name=lone.short if lone else name, text=text)


def place_in_text(form: Form, step: Step, *, undone: bool) -> int | None:
    """Where a text differs after a step was done, or undone; None where its first edit is in no text."""
    edit = step.edits[0]
    if form.part(edit.address) is None:
        return None
    old, new = (str(edit.new), str(edit.old)) if undone else (str(edit.old), str(edit.new))
    return changed_span(old, new)[0]


def travel_words(by: int) -> str:
    """What was done by going so many steps forward, or back."""
    if by == 0:
        return _("就是现在这一步，没有变动。")
    if by < 0:
        return _("已撤销 {n} 步；{key} 重做。").format(n=-by, key=key_of("redo"))
    return _("已重做 {n} 步；{key} 撤销。").format(n=by, key=key_of("undo"))


def _passage(old: str, new: str) -> str:
    start, end = changed_span(old, new)
    stop = len(new) - (len(old) - end)
    before, after = old[max(0, start - CONTEXT) : start], old[end : end + CONTEXT]
    was, now = old[start:end], new[start:stop]
    changed = f"{_cut(was) or _('（无）')} → {_cut(now) or _('（删去）')}"
    return f"{_flat(before)}【{changed}】{_flat(after)}"


def _cut(text: str) -> str:
    return _flat(text if len(text) <= LONGEST else f"{text[: LONGEST - 6]}..{text[-4:]}")


def _flat(text: str) -> str:
    return safe(text.replace("\n", " "), keep="")
