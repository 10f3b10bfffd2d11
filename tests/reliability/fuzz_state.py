"""What lies beside reports and is read again, given spoiled inputs: settings, journals, records of saves, notes of who is editing."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from zlib import crc32

from reports.audit import log_of
from reports.audit_reading import read_log
from reports.audit_words import log_lines
from reports.journal_reading import changes_in
from reports.journal_records import entries_of, header_of, records_in
from reports.last_save import last_line
from reports.presence_note import understood
from reports.settings_file import read_settings
from schema.carried_text import read_marks
from schema.dismissal import read_line
from tests.reliability import fuzz_inputs
from tests.reliability.fuzz_target import Target, letters

MEMORY = Path("/dev/shm")  # noqa: S108 - only as the place of a folder of our own
places: list[Path] = []
"""Where inputs are put that are read as files."""


@contextmanager
def a_place() -> Iterator[None]:
    """Somewhere to put inputs, in memory where there is such a place; gone afterwards."""
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        places.append(Path(folder))
        try:
            yield
        finally:
            places.pop()


def in_file(data: bytes, name: str = "input") -> Path:
    """A file with these bytes; inside `a_place`."""
    path = places[-1] / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def settings(text: str, _rng: Random) -> str:
    """A settings file."""
    found = read_settings(in_file(text.encode("utf-8", "surrogatepass")))
    return " ".join(fault.text for fault in found.faults)


def accepted(text: str, _rng: Random) -> str:
    """The lines by which a report tells of accepted findings and of texts taken over."""
    lines = text.split("\n")
    return letters(len(read_marks(lines)), sum(read_line(line) is not None for line in lines))


def records(text: str, rng: Random) -> str:
    """The record of a report's saves, read and told."""
    report = places[-1] / "2024.toml"
    log = log_of(report)
    in_file(text.encode("utf-8", "surrogatepass")[rng.randrange(3) :], str(log.relative_to(places[-1])))
    last_line(log)
    found = read_log(report, rng.choice((None, b"x")))
    form = rng.choice((None, fuzz_inputs.reports()[0].form))
    told = log_lines(found.items, form, rng.choice((20, 80)))
    return letters(len(found.entries), len(found.remarks), len(list(told))) + "".join(one.kind for one in found.remarks)


def journals(text: str, rng: Random) -> str:
    """The journal of a session that was cut off: lines with their checksum, at times with a wrong one."""
    lines = [line.encode("utf-8", "backslashreplace") for line in text.split("\n")]
    data = b"".join(b"%08x %s\n" % (crc32(line) + (rng.random() < 0.02), line) for line in lines)
    found, good = records_in(data[: rng.choice((len(data), -3))])
    header = header_of(found[0]) if found else None
    report = rng.choice(fuzz_inputs.reports())
    lost = list(changes_in(entries_of(found[1:]), report))
    return letters(len(found), good == len(data), bool(header), len(lost))


def notes(text: str, _rng: Random) -> str:
    """A note of who is editing."""
    data = text.encode("utf-8", "surrogatepass")
    found = understood("x", data, in_file(data).stat())
    return f"{type(found).__name__} {getattr(found, 'opened', '')}"


def lines_of(*told: object) -> str:
    """Values as JSON, one on each line."""
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in told) + "\n"


WHO = {
    "host": "server",
    "machine_id": "ab" * 16,
    "boot_id": "cd-12",
    "pid": 4242,
    "start": 987,
    "pid_ns": 4026531836,
    "time_ns": 0,
}
AT = "2025-01-20T10:22:00+08:00"
CELL, PROSE = "proactive.administrative_penalties", "overview.summary"
SETTINGS = (
    'name = "王小明"\nagency = "海城镇人民政府"\ndeadline = "01-31"\nlanguage = "zh"\ntheme = "dark"\nmouse = false\n\n[keys]\nsave = "ctrl+s"\nquit = ["ctrl+q", "f9"]\n',
)
ACCEPTED = (f"属实（王；{AT}；x；0a1b2c3d）\noverview.proactive: 照搬 2023（1a2b3c4d）\n",)
RECORDS = (
    lines_of({"at": AT, "by": "王", "count": 3}, {"at": "2025-01-21T08:00:00+08:00", "by": "李", "count": 1}),
    lines_of(
        {"at": AT, "by": "王", "event": "saved", "login": "wang", "host": "server", "via": "set", "reason": "核对", "changed": 1, "changes": [{"address": CELL, "old": 8, "new": 9}], "before": "a" * 64, "after": "b" * 64, "prev": "c" * 64},
        {"at": AT, "by": "李", "event": "published", "to": "md", "output": "报告.md", "after": "b" * 64, "version": "2024.toml.x", "prev": "d" * 64},
    ),
)  # fmt: skip
JOURNALS = (
    lines_of(
        {"kind": "header", "path": "/a/甲/2024.toml", "sha": "a" * 64, "text": "format = 1", "by": "王", "at": AT, "version": "0.1.0", "process": WHO},
        {"kind": "cell", "seq": 1, "at": 1.5, "address": CELL, "old": "8", "new": "9"},
        {"kind": "draft", "seq": 2, "at": 2.5, "address": PROSE, "old": "甲", "new": "甲\n乙"},
        {"kind": "unread", "seq": 3, "at": 3.5, "address": CELL, "old": "8", "new": "十二"},
        {"kind": "saved", "sha": "b" * 64},
        {"kind": "back", "seq": 5, "at": 4.5, "address": CELL, "old": "8", "new": "8"},
    ),
)  # fmt: skip
NOTES = (lines_of({"user": "王小明", "login": "wang", **WHO, "opened": AT, "active": AT, "app": "nianbao 0.1.0"}),)

STATE_TARGETS = {
    "settings": Target(settings, lambda: SETTINGS, 20, surrogates=True),
    "accepted findings": Target(accepted, lambda: ACCEPTED, 10, surrogates=True),
    "records of saves": Target(records, lambda: RECORDS, 10, surrogates=True),
    "journals": Target(journals, lambda: JOURNALS, 10, surrogates=True),
    "notes of who is editing": Target(notes, lambda: NOTES, 10, surrogates=True),
}
"""Readers of what lies beside reports."""
