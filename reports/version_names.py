"""How a previous version of a report is called: ``YEAR.toml.<utc>.<user>.<sha8>`` in ``AGENCY/.history``."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

LONGEST_USER = 20
UTC_FORMAT = "%Y%m%dT%H%M%S%fZ"
YEARS = range(1970, 9000)
"""Those that every time zone has."""


class VersionName(NamedTuple):
    """The parts of a version's name: when it gave way (to the microsecond), who had saved it, its SHA-256's first 8 digits."""

    name: str
    at: datetime
    by: str
    sha: str


def version_name(report: str, at: datetime, by: str, data: bytes) -> str:
    """The name of a version that gives way now; of the clerk's name letters and digits are left."""
    import hashlib  # 2 ms that a start does not need

    user = re.sub(r"[^\w-]+", "_", by)[:LONGEST_USER] or "_"
    return f"{report}.{at.astimezone(UTC):{UTC_FORMAT}}.{user}.{hashlib.sha256(data).hexdigest()[:8]}"


def parsed(report: str, name: str) -> VersionName | None:
    """The parts of a name; None where it is no version of this report file, or tells no time that there is."""
    pattern = rf"{re.escape(report)}\.([0-9]{{8}}T[0-9]{{12}}Z)\.([\w-]+)\.([0-9a-f]{{8}})"
    match = re.fullmatch(pattern, name)
    try:
        at = datetime.fromisoformat(f"{match[1][:15]}.{match[1][15:21]}+00:00") if match else None
    except ValueError:
        return None
    return VersionName(name, at, match[2], match[3]) if match and at and at.year in YEARS else None
