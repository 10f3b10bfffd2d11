"""Work that was not saved, in words: one line a change, and all that is known of it. No Textual."""

from __future__ import annotations

from typing import NamedTuple

from reports.journal_reading import Lost, LostWork
from reports.journal_records import as_text
from reports.terminal_text import safe
from schema.entry import Refusal
from schema.form import Form
from schema.language import _
from schema.report import DISMISSED
from tui.repair_words import changed_span

CONTEXT = 24
"""Characters of a text on both sides of what was changed in it, where it is told whole."""

LONGEST = 200
"""Characters of a change that are shown."""


class Words(NamedTuple):
    """One line: the name, which gives way where there is little room, and what was changed."""

    name: str
    change: str


def heading(work: LostWork, taken: int) -> str:
    """When and by whom it was, how many changes there are and how many are chosen."""
    when = work.at[:16].replace("T", " ")
    return _("{when} {by} 有 {count} 处修改没有保存，选中 {taken} 处").format(
        when=when, by=safe(work.header.by, keep=""), count=len(work.changes), taken=taken
    )


def remark(work: LostWork) -> str:
    """What is to be known before one chooses."""
    overtaken = sum(lost.overtaken for lost in work.changes)
    if overtaken:
        return _("其中 {n} 处文件里后来又改过，没有选上，请看清再选。").format(n=overtaken)
    return _("箭头前面是原来的内容，后面是没有保存的修改。")


def line_words(form: Form, lost: Lost) -> Words:
    """The cell or text, what it held and what it was changed to."""
    name = name_of(form, lost)
    typing = _("（正在输入）") if lost.draft and not lost.unread else ""
    if lost.unread:
        return Words(name, _("打了“{text}”，没有收下").format(text=plain(lost.new)))
    if form.part(lost.address) or lost.address.startswith(f"{DISMISSED}."):
        old, new = (plain(text) for text in spans(str(lost.old), str(lost.new), 0))
        return Words(name, f"{old or _('（无）')} → {new or _('（删去）')}{typing}")
    return Words(name, f"{plain(lost.old) or _('空')} → {plain(lost.new) or _('空')}{typing}")


def details(form: Form, lost: Lost) -> list[str]:
    """The whole of a change; what the file holds now where that is neither the old nor the new content."""
    told = [name_of(form, lost)]
    if lost.unread:
        return [*told, _("这些字没有被收下，不能取回，只供重新输入时参考。")]
    old, new, now = lost.old, lost.new, lost.now
    if isinstance(old, str) and isinstance(new, str):
        now = spans(new, str(now), CONTEXT)[1]
        old, new = spans(old, new, CONTEXT)
    told.append(_("原来是：{text}").format(text=plain(old) or _("空")))
    told.append(_("改成了：{text}").format(text=plain(new) or _("空")))
    if lost.overtaken:
        told.append(_("文件里现在是：{text}").format(text=plain(now) or _("空")))
    return told


def name_of(form: Form, lost: Lost) -> str:
    """What was changed, in the form's words."""
    group, _dot, rest = lost.address.partition(".")
    return _("{name}的说明").format(name=form.name_of(rest)) if group == DISMISSED else form.name_of(lost.address)


def spans(old: str, new: str, context: int) -> tuple[str, str]:
    """Where two texts differ, in each of them, with so many characters around it."""
    start, end = changed_span(old, new)
    stop = len(new) - (len(old) - end)
    before, after = old[max(0, start - context) : start], old[end : end + context]
    if not context:
        return old[start:end], new[start:stop]
    return before + old[start:end] + after, before + new[start:stop] + after


def plain(content: object) -> str:
    """A content in one line."""
    text = content.text if isinstance(content, Refusal) else as_text(content)
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}.."
    return safe(text.replace("\n", " "), keep="")
