"""A folder of reports as agencies and years: listed from names and file times alone, nothing is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reports.faults import reason
from reports.reading import YEARS

EXPORTS = (".md", ".html", ".docx")
"""Endings of documents that a report is exported to, beside it."""

DEEPEST = 8
"""Folders inside folders that are looked into."""


class Stamp(NamedTuple):
    """What tells one state of a file from another without opening it."""

    size: int
    mtime_ns: int
    ctime_ns: int


class Entry(NamedTuple):
    """A report file. ``agency`` is its folder within the library; ``year`` is 0 for a name that is no year.

    ``before`` is last year's file beside it, ``exports`` the documents beside it by ending.
    """

    path: Path
    agency: str
    year: int
    stamp: Stamp
    before: Stamp | None = None
    exports: tuple[tuple[str, Stamp], ...] = ()


class Listing(NamedTuple):
    """What a folder holds, agencies in order of their names, years newest first, and what could not be listed, and why."""

    folder: Path
    entries: tuple[Entry, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()

    def agencies(self) -> dict[str, list[Entry]]:
        """The entries by agency."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.agency, []).append(entry)
        return found

    def years(self) -> list[int]:
        """Every year that has a report, newest first."""
        return sorted({entry.year for entry in self.entries if entry.year}, reverse=True)


def listed(folder: Path) -> Listing:
    """The reports below a folder. Hidden files and folders are left out, links to folders are not followed."""
    unread: list[tuple[str, str]] = []
    entries = list(within(folder, "", unread, DEEPEST))
    entries.sort(key=lambda entry: (entry.agency, -entry.year, entry.path.name))
    return Listing(folder, tuple(entries), tuple(unread))


def within(folder: Path, agency: str, unread: list[tuple[str, str]], depth: int) -> Iterator[Entry]:
    """The entries of a folder and of those in it; what cannot be listed goes to ``unread``."""
    files: dict[str, Stamp] = {}
    folders: list[str] = []
    try:
        with os.scandir(folder) as found:
            for one in found:
                if one.name.startswith("."):
                    continue
                if one.is_dir(follow_symlinks=False):
                    folders.append(one.name)
                elif one.name.endswith((".toml", *EXPORTS)):
                    stamp = stamp_of(one)
                    if stamp:
                        files[one.name] = stamp
    except OSError as error:
        unread.append((agency or str(folder), reason(error)))
        return
    for name, stamp in files.items():
        if name.endswith(".toml"):
            yield entry_of(folder, agency, name, stamp, files)
    for name in folders if depth else ():
        yield from within(folder / name, f"{agency}/{name}" if agency else name, unread, depth - 1)


def entry_of(folder: Path, agency: str, name: str, stamp: Stamp, files: dict[str, Stamp]) -> Entry:
    """One report with what stands beside it."""
    stem = name.removesuffix(".toml")
    year = int(stem) if len(stem) == 4 and stem.isascii() and stem.isdigit() and int(stem) in YEARS else 0
    exports = tuple((ending, files[stem + ending]) for ending in EXPORTS if stem + ending in files)
    return Entry(folder / name, agency, year, stamp, files.get(f"{year - 1}.toml") if year else None, exports)


def stamp_of(found: os.DirEntry[str]) -> Stamp | None:
    """A file's stamp; of a link that leads nowhere its own, of one that is gone by now none."""
    for follow in (True, False):
        try:
            status = found.stat(follow_symlinks=follow)
        except OSError:
            continue
        return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return None
