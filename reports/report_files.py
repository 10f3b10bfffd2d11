"""A folder of reports: ``AGENCY/YEAR.toml``, and how a new one is named."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from reports.faults import ReportFault
from reports.terminal_text import safe
from schema.language import _

LONGEST_NAME = 200
"""Bytes of a folder name; file systems allow 255, the year's temporary file needs some."""


MARKS = '/ \\ : * ? " < > |'
"""What no name of a folder may hold, here or where the library is copied to (Windows)."""

FOLDER_NAME = re.compile(r'(?![.~-])[^/\\:*?"<>|]+(?<!\.)')
DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


def report_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The report files that paths mean: files themselves, folders all their ``*.toml`` below, hidden ones left out; each once."""
    seen: set[str] = set()
    for path in paths:
        folder = os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a folder above may not be entered
        for file in sorted(toml_files(path)) if folder else (path,):
            place = os.path.abspath(file)  # noqa: PTH100 - a link stands for a file of its own
            if place not in seen:
                seen.add(place)
                yield file


def toml_files(folder: Path) -> Iterator[Path]:
    """Every TOML file below a folder, and every folder that cannot be listed, so that reading it tells why.

    Links to folders are not followed.
    """
    unread: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: unread.append(Path(str(error.filename)))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in names if name.endswith(".toml") and not name.startswith("."))
    yield from unread


def place_of(library: Path, agency: str, year: int) -> Path:
    """Where an agency's report of a year lives; ReportFault for a name that cannot be a folder."""
    name = agency.strip()
    if not FOLDER_NAME.fullmatch(name) or DEVICE.fullmatch(name) or safe(name, keep="") != name:
        raise ReportFault(
            _(
                "“{agency}”不能用作文件夹名：不能为空，开头不能是点、减号和 ~，末尾不能是点，不能含 {marks} 和不可见字符。"
            ).format(agency=agency, marks=MARKS)
        )
    if len(name.encode()) > LONGEST_NAME:
        raise ReportFault(_("机关名称太长（超过 {most} 字节），不能用作文件夹名。").format(most=LONGEST_NAME))
    return library / name / f"{year}.toml"
