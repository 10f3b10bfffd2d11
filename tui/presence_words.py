"""How the program speaks of others at work on a report: in the question at its opening, in the status line, in the library. No Textual."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from reports.presence import Found, Other
from reports.presence_rules import Standing
from reports.terminal_text import safe
from schema.language import _

MOST_NAMED = 3
"""People who are told of one by one."""


def who(other: Other) -> str:
    """王芳（wang@fenju），as the note has it."""
    note = other.note
    account = f"{note.login}@{note.process.host}" if note.process else note.login
    name = safe(note.user, keep="")
    return name if not note.login or account == note.user else f"{name}（{safe(account, keep='')}）"


def when(moment: str) -> str:
    """14:02 of today, else 11-25 14:02; by the clock of whoever wrote it."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return _("不知道的时候")
    return f"{at:%H:%M}" if at.date() == date.today() else f"{at:%m-%d %H:%M}"  # noqa: DTZ011 - as on the clerk's clock


def one_line(other: Other) -> str:
    """Who, since when, last activity, and whether the note is probably left over."""
    note = other.note
    if note.process is None:
        told = _("{who}（编辑标记读不了，只知道属于谁）").format(who=who(other))
    else:
        told = _("{who}，{since} 起，最后一次修改 {active}").format(
            who=who(other), since=when(note.opened), active=when(note.active)
        )
    if other.standing is Standing.SILENT:
        told += _("；{minutes} 分钟没有动静，可能是遗留的").format(minutes=int(other.age // 60))
    return told


def several_lines(others: Sequence[Other]) -> str:
    """Everybody, a line each."""
    lines = [one_line(other) for other in others[:MOST_NAMED]]
    more = len(others) - MOST_NAMED
    return "\n".join([*lines, _("另外还有 {count} 人").format(count=more)] if more > 0 else lines)


def question(others: Sequence[Other]) -> str:
    """What is asked at the opening."""
    head = _("这份报告有编辑标记，可能是遗留的：") if all_silent(others) else _("有人正在编辑这份报告：")
    return f"{head}\n{several_lines(others)}"


def all_silent(others: Sequence[Other]) -> bool:
    """Whether every note is probably left over."""
    return all(other.standing is Standing.SILENT for other in others)


def names(others: Sequence[Other]) -> str:
    """王芳、李强 等 5 人."""
    told = _("、").join(safe(other.note.user, keep="") for other in others[:MOST_NAMED])
    return told if len(others) <= MOST_NAMED else _("{names} 等 {count} 人").format(names=told, count=len(others))


def strange_words(found: Found) -> str:
    """What is said of something under the name of a note that is none; empty where there is nothing."""
    if not found.strange:
        return ""
    return _("{name} 不像编辑标记，没有理会；不认识它，可以删去。").format(name=safe(found.strange[0], keep=""))


def unwritable_words(report: Path) -> str:
    """What is said of a report that could not be saved anyway; empty where it can, or has gone."""
    if os.access(report, os.W_OK) or not report.exists():
        return ""
    return _("你没有权限改这个文件：可以看，也可以试填，但是保存不了。要改，请联系管理员。")


def library_words(found: Found) -> str:
    """What the library says of a report in focus; empty where nobody edits it."""
    there = [other for other in found.others if other.standing is not Standing.SILENT]
    if there:
        return _("{names} 正在编辑").format(names=names(there))
    return _("有编辑标记，可能是遗留的") if found.others else ""
