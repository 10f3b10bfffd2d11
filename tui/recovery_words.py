"""Work that was not saved, in words: one line a change, and all that is known of it. No Textual."""

from __future__ import annotations

from reports.journal_reading import Lost, LostWork
from reports.journal_records import as_text
from reports.terminal_text import safe
from schema.entry import Refusal
from schema.form import Form
from schema.language import _
from schema.report import DISMISSED, Edit
from tui.history import edit_words

LONGEST = 400
"""Characters of a text that are shown of it whole."""


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
    return _("左边是文件里原来的内容，箭头后面是没有保存的修改。")


def line_words(form: Form, lost: Lost) -> str:
    """The cell or text, what it held and what it was changed to."""
    if isinstance(lost.new, Refusal):
        words = _("{name} 打了“{text}”，没有收下").format(
            name=form.name_of(lost.address), text=safe(lost.new.text, keep="")
        )
    elif lost.address.startswith(f"{DISMISSED}."):
        words = _("说明：{reason}").format(reason=plain(lost.new) or _("收回"))
    elif isinstance(lost.old, Refusal):
        words = f"{form.name_of(lost.address)} {plain(lost.old)} → {plain(lost.new)}"
    else:
        words = edit_words(form, Edit(lost.address, lost.old, lost.new))
    return words + (_("（正在输入）") if lost.draft and not lost.unread else "")


def details(form: Form, lost: Lost) -> list[str]:
    """The whole of a change; what the file holds now where that is neither the old nor the new content."""
    told = [form.name_of(lost.address)]
    if lost.unread:
        told.append(_("这些字没有被收下，不能取回，只供重新输入时参考。"))
    else:
        told.append(_("原来是：{text}").format(text=plain(lost.old) or _("空")))
        told.append(_("改成了：{text}").format(text=plain(lost.new) or _("空")))
    if lost.overtaken:
        told.append(_("文件里现在是：{text}").format(text=plain(lost.now) or _("空")))
    return told


def plain(content: object) -> str:
    """A content in one line."""
    text = content.text if isinstance(content, Refusal) else as_text(content)
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}.."
    return safe(text.replace("\n", " "), keep="")
