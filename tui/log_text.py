"""The record of the open report as a text to read: the latest first, what is in focus before everything else. No Textual."""

from __future__ import annotations

from reports.audit_lines import Entry
from reports.audit_reading import Remark, read_log
from reports.audit_words import log_lines, place_words, published_by
from schema.form import Form
from schema.language import _
from tui.keymap import key_of
from tui.session import Session

MARGIN = 3
"""Columns that the box of a dialog takes from the screen."""

MOST_SHOWN = 500
"""Saves that are shown; all of them in the terminal by ``nianbao log``."""


def log_text(session: Session, address: str, columns: int) -> str:
    """The record, with what happened at an address first; UnreadableReport where it cannot be read."""
    form = session.report.form
    log = read_log(session.path, session.document.source.data)
    width = max(30, columns - MARGIN)
    said = _("修改日志：每次保存改了什么。还没有保存的修改不在里面，见 {key} 修改记录。").format(key=key_of("history"))
    if not log.items:
        return "\n\n".join((said, _("还没有保存过。")))
    own = [
        entry._replace(changes=changes)
        for entry in log.entries
        if (changes := tuple(change for change in entry.changes if change.address == address))
    ]
    lines = [said, ""]
    if own:
        lines += [_("【{place}】").format(place=place_words(address, form)), *newest_first(own, form, width), ""]
        lines += [_("【整份报告】")]
    return "\n".join([*lines, *newest_first(log.items, form, width)])


def newest_first(items: list[Entry] | tuple[Entry | Remark, ...], form: Form, width: int) -> list[str]:
    """The items as lines, the latest first; each keeps what is said of it because of those before."""
    published = ""
    blocks: list[list[str]] = []
    for item in items:
        blocks.append(list(log_lines([item], form, width, published=published)))
        published = published_by(item) or published
    return [line for block in blocks[: -MOST_SHOWN - 1 : -1] for line in block]
