"""Previous versions of a report: which there are, who saved them when, and what one holds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from reports.faults import ReportFault, UnreadableReport, reason
from reports.history_folder import history_of
from reports.in_folder import content, shut
from reports.keeping import names_of, published
from reports.last_save import iso_time, last_save
from schema.language import _
from schema.report import Report


class Version(NamedTuple):
    """A content that a report had. ``at`` is the ISO time of its save, ``until`` that of the save which replaced it.

    ``number`` counts from 1, the newest; ``by`` is the clerk, in letters and digits; ``sha`` the first 8 of its SHA-256; a ``published`` one is kept for ever.
    """

    number: int
    name: str
    at: str
    until: str
    by: str
    size: int
    sha: str
    published: bool


def saved_by(report: Path, data: bytes | None) -> str:
    """Who saved what a report holds now, these bytes; empty where it does not exist."""
    found = last_save(Path(os.path.realpath(report)), data)
    return found.by if found else ""


def versions_of(report: Path) -> list[Version]:
    """The versions that are kept of a report, the newest first; ReportFault where they cannot be listed."""
    real = Path(os.path.realpath(report))
    try:
        history = history_of(real)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ReportFault(_("读不了 {path} 以前的版本：{reason}。").format(path=report, reason=reason(error))) from None
    try:
        found: list[Version] = []
        was_published = published(history, real.name)
        for one in names_of(history, real.name):
            try:
                status = os.stat(one.name, dir_fd=history, follow_symlinks=False)
            except OSError:
                continue  # taken away by another save's pruning
            at = iso_time(status.st_mtime)
            until = one.at.astimezone().isoformat(timespec="seconds")
            found.append(
                Version(len(found) + 1, one.name, at, until, one.by, status.st_size, one.sha, was_published(one.name))
            )
        return found
    finally:
        shut(history)


def way_back(report: Path) -> str:
    """Where the versions of a report are that cannot be opened, as one sentence; empty where there are none."""
    try:
        found = versions_of(report)
    except ReportFault:
        return ""
    return _("以前的版本还在，用 nianbao history 看，用 nianbao restore 恢复。") if found else ""


def version_named(report: Path, wanted: str) -> Version:
    """The version of a number as listed, or whose name, time or sha begins so; ReportFault where none does, or several."""
    found = versions_of(report)
    if not found:
        raise ReportFault(_("{path} 没有以前的版本。").format(path=report))
    named = [one for one in found if wanted in (str(one.number), one.name)]
    prefix = f"{Path(os.path.realpath(report)).name}."
    named = named or [
        one
        for one in found
        if wanted and any(text.startswith(wanted) for text in (one.name, one.name.removeprefix(prefix), one.sha))
    ]
    if not named:
        raise ReportFault(
            _("没有“{wanted}”这一版；用 nianbao history {path} 看有哪些。").format(wanted=wanted, path=report)
        )
    if len(named) > 1:
        raise ReportFault(_("“{wanted}”有 {n} 版都符合，请写长一些，或者写编号。").format(wanted=wanted, n=len(named)))
    return named[0]


def version_bytes(report: Path, version: Version) -> bytes:
    """What a version holds; ReportFault where it cannot be read, or is not any more what its name says."""
    import hashlib

    real = Path(os.path.realpath(report))
    try:
        history = history_of(real)
        try:
            data = content(history, version.name)
        finally:
            shut(history)
    except OSError as error:
        raise ReportFault(
            _("读不了这一版（{name}）：{reason}。").format(name=version.name, reason=reason(error))
        ) from None
    if not hashlib.sha256(data).hexdigest().startswith(version.sha):
        raise ReportFault(
            _(
                "这一版（{name}）的内容与名字里的校验值不符，可能被改动过，没有采用。确实要用，请自己复制出来核对。"
            ).format(name=version.name)
        )
    return data


def read_version(report: Path, version: Version) -> Report:
    """The report that a version holds; ReportFault where it is none."""
    from reports.reading import report_from

    try:
        text = version_bytes(report, version).decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise UnreadableReport(_("这一版（{name}）不是 UTF-8 文字。").format(name=version.name)) from None
    return report_from(text, report)
