"""What was found of the reports of a library, kept from one time to the next so that unchanged files are not checked again.

One private JSON file per library in the user's cache folder. Anything in it that does not fit is passed over: the cache
is only ever a shorter way to the same answer.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import time
from pathlib import Path
from typing import Any

from reports.faults import ReportFault
from reports.folder_listing import Entry, Listing
from reports.folder_state import Standing, State
from reports.in_folder import READ
from reports.own_folders import own_folder
from reports.store import replace_file

LARGEST = 2**23
"""Bytes of a cache file; a report takes 200 to 500."""

MOST_LIBRARIES = 16
"""Cache files that are kept; the one used longest ago goes first."""

RACY = 2 * 10**9
"""Nanoseconds within which a file can change again without its time telling: such a file is not remembered."""


def cache_folder() -> Path:
    """``$XDG_CACHE_HOME/nianbao``, else below ``~/.cache``."""
    return own_folder("XDG_CACHE_HOME", ".cache")


def cache_file(library: Path) -> Path:
    """The cache file of a library."""
    digest = hashlib.sha256(os.fsencode(os.path.realpath(library))).hexdigest()[:24]
    return cache_folder() / f"library-{digest}.json"


def rules_version() -> str:
    """Changes whenever program or rules do: over the names, sizes and times of the files that checking rests on."""
    import reports
    import schema
    from reports.settings import settings
    from schema.language import spoken

    found: list[object] = [spoken(), settings().own_deadline]
    for package in (schema, reports):
        top = Path(str(package.__file__)).parent
        while not top.exists():
            top = top.parent  # a zipped program: the archive itself
        files = sorted(one for one in top.rglob("*") if one.suffix in (".py", ".toml")) if top.is_dir() else [top]
        found += [(str(one), (status := one.stat()).st_size, status.st_mtime_ns) for one in files]
    return hashlib.sha256(repr(found).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def key_of(entry: Entry) -> list[Any]:
    """All that a standing rests on, as it stands in the cache."""
    exports = [[ending, *stamp] for ending, stamp in entry.exports]
    return [list(entry.stamp), list(entry.before) if entry.before else None, exports]


def settled_down(entry: Entry, now_ns: int) -> bool:
    """Whether no file of an entry was touched so lately that it may change unnoticed."""
    stamps = [entry.stamp, *([entry.before] if entry.before else []), *(stamp for _, stamp in entry.exports)]
    return max(max(stamp.mtime_ns, stamp.ctime_ns) for stamp in stamps) < now_ns - RACY


def remembered(listing: Listing) -> dict[Path, Standing]:
    """The standings that still hold; none where there is no cache, or it is another program's or somebody's joke."""
    file = cache_file(listing.folder)
    try:
        kept = json.loads(own_bytes(file))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(kept, dict) or kept.get("rules") != rules_version() or not isinstance(kept.get("reports"), dict):
        return {}
    found: dict[Path, Standing] = {}
    for entry in listing.entries:
        line = kept["reports"].get(name_of(entry))
        if isinstance(line, list) and len(line) == 2 and line[0] == key_of(entry):
            with contextlib.suppress(ValueError, TypeError):
                found[entry.path] = read_standing(line[1])
    return found


def own_bytes(file: Path) -> bytes:
    """The bytes of our own cache file; ValueError where it is somebody else's, no plain file, or too large."""
    descriptor = os.open(file, READ)
    with os.fdopen(descriptor, "rb") as opened:
        status = os.fstat(descriptor)
        if status.st_uid != os.getuid() or not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            raise ValueError
        return opened.read(LARGEST)


def read_standing(values: object) -> Standing:
    """A standing from what JSON gives; ValueError or TypeError where that is none."""
    if not isinstance(values, list):
        raise TypeError
    state, *counts, words = values
    if len(counts) != 5 or not all(type(one) is int and one >= 0 for one in (state, *counts)) or type(words) is not str:
        raise ValueError
    errors, settles, warnings, hints, blanks = counts
    return Standing(State(state), errors, settles, warnings, hints, blanks, words)


def written_standing(one: Standing) -> list[Any]:
    """A standing as `read_standing` reads it."""
    return [int(one.state), one.errors, one.settles, one.warnings, one.hints, one.blanks, one.words]


def remember(listing: Listing, standings: dict[Path, Standing]) -> None:
    """Keeps the standings for the next time; a cache that cannot be written is done without."""
    now = time.time_ns()
    lines: list[str] = []
    size = 0
    for entry in listing.entries:
        one = standings.get(entry.path)
        if one is None or not one.keeps or not settled_down(entry, now):
            continue
        value = [key_of(entry), written_standing(one)]
        lines.append(f"{json.dumps(name_of(entry))}: {json.dumps(value, ensure_ascii=False)}")
        size += len(lines[-1].encode("utf-8", "replace")) + 2
        if size > LARGEST - 200:
            lines.pop()
            break
    text = f'{{"rules": "{rules_version()}", "reports": {{\n' + ",\n".join(lines) + "\n}}\n"
    file = cache_file(listing.folder)
    with contextlib.suppress(OSError, ReportFault):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(file, text.encode("utf-8", "replace"), private=True)
        thin_out(file.parent)


def thin_out(folder: Path) -> None:
    """Takes the caches away that were used longest ago."""
    files = sorted(folder.glob("library-*.json"), key=lambda one: one.stat().st_mtime_ns, reverse=True)
    for file in files[MOST_LIBRARIES:]:
        file.unlink(missing_ok=True)


def name_of(entry: Entry) -> str:
    """A report's name within its library."""
    return f"{entry.agency}/{entry.path.name}"
