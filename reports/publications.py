"""Which versions of a report were published: each is kept for ever in ``AGENCY/.history``, its name in ``YEAR.published``.

A version is a copy, no further link to the report: an editor that writes a file in place would change both.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reports.audit import Issue, record_issue
from reports.audit_lines import Entry, digest
from reports.audit_reading import read_log
from reports.clerk import clerk_name
from reports.faults import ReportFault, UnreadableReport
from reports.faults import reason as reason_of
from reports.history_folder import PUBLISHED, add_line, history_file, make_history
from reports.source import read_bytes
from reports.store import create_file
from reports.version_names import parsed, version_name
from schema.language import _


class Published(NamedTuple):
    """A published version: its name and file, and when that was."""

    name: str
    file: Path
    at: datetime

    def holds(self, data: bytes) -> bool:
        """Whether these bytes were published under its name, as far as eight digits tell."""
        return self.name.endswith(f".{digest(data)[:8]}")


def published_versions(report: Path) -> list[Published]:
    """The published versions of a report, the first one first; none where nothing was published, or nothing can be read."""
    listing = history_file(report, PUBLISHED)
    try:
        lines = read_bytes(listing).decode("utf-8", "replace").split("\n")
    except UnreadableReport:
        return []
    found = filter(None, (parsed(f"{stem(report)}.toml", line) for line in lines))
    return [Published(one.name, listing.parent / one.name, one.at.astimezone().replace(microsecond=0)) for one in found]


def is_published(report: Path) -> bool:
    """Whether a final version of a report has been exported."""
    return bool(published_versions(report))


def is_last_published(report: Path, data: bytes) -> bool:
    """Whether these bytes are what was published last."""
    versions = published_versions(report)
    return bool(versions) and versions[-1].holds(data)


def content_of(published: Published) -> bytes:
    """The report as it was published; UnreadableReport where the version is gone, or is not what was published."""
    data = read_bytes(published.file)
    if not published.holds(data):
        raise UnreadableReport(
            _("{path} 和发布时的内容不一样了，不能用来对照；文件没有改动。").format(path=published.file)
        )
    return data


def publish(report: Path, data: bytes, to: str, output: str) -> str:
    """Keeps what has just been exported as final, and records it; what could not be done of that as one sentence.

    The same content exported once more to the same place is no new publication.
    """
    try:
        version = kept_version(report, data)
        issue = Issue(data, to, output, version)
        if not same_issue(latest_issue(report), issue):
            record_issue(report, clerk_name(), issue)
    except OSError as error:
        return _("已经导出，但没能留下发布的记录：{reason}。").format(reason=reason_of(error))
    except ReportFault as fault:
        return _("已经导出，但没能留下发布的记录：{fault}").format(fault=fault)
    return ""


def kept_version(report: Path, data: bytes) -> str:
    """The name under which a published content is kept; a new one unless it was the last one published."""
    earlier = published_versions(report)
    if earlier and earlier[-1].holds(data) and earlier[-1].file.exists():
        return earlier[-1].name
    name = version_name(f"{stem(report)}.toml", datetime.now(UTC), clerk_name(), data)
    listing = history_file(report, PUBLISHED)
    make_history(report)
    file = listing.parent / name
    create_file(file, data, private=True)
    file.chmod(report.stat().st_mode & 0o666)
    add_line(listing, report, lambda _last: name.encode())
    return name


def latest_issue(report: Path) -> Entry | None:
    """The last publication that the record tells of."""
    return next((entry for entry in reversed(read_log(report).entries) if entry.event == "published"), None)


def same_issue(entry: Entry | None, issue: Issue) -> bool:
    """Whether a publication is the one recorded last, once more."""
    return entry is not None and (entry.after, entry.to, entry.output, entry.version) == (
        digest(issue.data), issue.to, issue.output, issue.version
    )  # fmt: skip


def stem(report: Path) -> str:
    """The name of the report's own file without its ending."""
    return history_file(report, "").name
