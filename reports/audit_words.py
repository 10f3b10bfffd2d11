"""The record of a report in words: who changed which figure or paragraph when, from what to what, why. 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from reports.audit_lines import Change, Cut, Entry
from reports.audit_reading import Remark, short_time
from reports.terminal_text import safe
from reports.text_differences import text_differences
from reports.text_width import cells
from schema.fields import show_field
from schema.form import Field, Form
from schema.language import _
from schema.report import DISMISSED

WIDTH = 80
LONGEST = 120
"""Characters of a sentence, or of a text in one line, that are shown."""

VIA = {
    "app": _("编辑界面"),
    "set": _("set 命令"),
    "restore": _("恢复以前的版本"),
    "merge": _("合并"),
    "import": _("导入"),
}


def log_lines(
    items: Iterable[Entry | Remark], form: Form | None, width: int = WIDTH, *, published: str = ""
) -> Iterator[str]:
    """The items as lines no wider than ``width``; without a form (its file cannot be read) places are named by address.

    ``published``: the digest of what was published before the first of them. What is saved otherwise after that has a
    reason, or it is told that none was given.
    """
    for item in items:
        if isinstance(item, Remark):
            yield from wrapped(f"! {item.message}", width, "  ")
            continue
        yield from wrapped(head(item), width, "    ")
        if item.event == "saved" and (item.reason or published not in ("", item.after)):
            yield from wrapped(_("  原因：{reason}").format(reason=flat(item.reason) or _("未说明")), width, "    ")
        published = published_by(item) or published
        for change in item.changes:
            for line in change_words(change, form):
                yield from wrapped(line, width, "      ")


def published_by(item: Entry | Remark) -> str:
    """The digest of what was published, else empty."""
    return (item.after or "?") if isinstance(item, Entry) and item.event == "published" else ""


def head(entry: Entry) -> str:
    """When, who, how, and how much."""
    account = f"{entry.login}@{entry.host}" if entry.login else ""
    who = _("{name}（{account}）").format(name=flat(entry.by), account=flat(account)) if account else flat(entry.by)
    if entry.event == "published":
        where = flat(entry.output) or _("标准输出")
        what = _("发布定稿：{to}，导出到 {where}").format(to=flat(entry.to), where=where)
        return f"{short_time(entry.at)}  {who}  {what}"
    told = [VIA.get(entry.via, flat(entry.via)), _("改了 {n} 处").format(n=entry.changed)]
    return "  ".join(filter(None, (short_time(entry.at), who, *told)))


def change_words(change: Change, form: Form | None) -> list[str]:
    """A change: its place, what was there and what is there now; of a text the sentences that differ."""
    place, line = place_words(change.address, form), form.basic_field(change.address) if form else None
    old, new = (shown(content, line) for content in (change.old, change.new))
    if not (is_text(change.old) and is_text(change.new)) or line or change.address.startswith(f"{DISMISSED}."):
        return [_("  {place}：{old} 改为 {new}").format(place=place, old=brief(old), new=brief(new))]
    if change.paragraph:
        place = _("{place}，第 {n} 段").format(place=place, n=change.paragraph)
    lines = [f"  {place}"]
    for pair in text_differences("" if change.old == "" else old, "" if change.new == "" else new):
        if pair.changed:
            before, after = ("".join(piece.text for piece in side) for side in (pair.before, pair.after))
            lines += [_("    原：{text}").format(text=brief(before))] if before else []
            lines += [_("    改：{text}").format(text=brief(after))] if after else [_("    （删去）")]
    if isinstance(change.old, Cut) or isinstance(change.new, Cut):
        was, now = (one.length if isinstance(one, Cut) else len(str(one)) for one in (change.old, change.new))
        return [*lines, _("    （太长，只记了开头：原来 {was} 字，现在 {now} 字）").format(was=was, now=now)]
    return lines if len(lines) > 1 else [*lines, _("    （只改了空白或看不见的字）")]


def place_words(address: str, form: Form | None) -> str:
    """A place by its section and its name in the form's words, else its address."""
    if form is None:
        return flat(address)
    if address.startswith(f"{DISMISSED}."):
        return _("对“{place}”的说明").format(place=place_words(address.removeprefix(f"{DISMISSED}."), form))
    section = next((one for one in form.sections if address == one.id or address.startswith(f"{one.id}.")), None)
    name = form.name_of(address)
    if section is None or name in (address, section.title):
        return section.short if section and name == section.title else flat(name)
    return f"{section.short}·{name}"


def is_text(content: object) -> bool:
    """Whether a content is a text, cut or whole."""
    return isinstance(content, (str, Cut))


def shown(content: object, line: Field | None) -> str:
    """A content as a clerk reads it; nothing as 空."""
    if isinstance(content, Cut):
        return f"{content.text}……"
    if line and isinstance(content, (str, list)):
        return show_field(tuple(content) if isinstance(content, list) else content, line) or _("空")
    if content in (None, "", []):
        return _("空")
    if isinstance(content, list):
        return " ".join(content)
    return f"{content:f}" if isinstance(content, Decimal) else str(content)


def brief(text: str) -> str:
    """A text on one line, the middle of a long one left out."""
    plain = flat(text)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 30]}……{plain[-28:]}"


def flat(text: str) -> str:
    """A text on one line, with everything that is in it visible."""
    return safe(text.replace("\n", " "), keep="")


def wrapped(text: str, width: int, indent: str) -> Iterator[str]:
    """A line in as many as it needs, those after the first set in."""
    line, taken = "", 0
    for character in text:
        if taken + cells(character) > width:
            yield line.rstrip()
            line, taken = indent, len(indent)
            if character == " ":
                continue
        line, taken = line + character, taken + cells(character)
    yield line
