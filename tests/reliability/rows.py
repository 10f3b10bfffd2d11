"""What is to be proven, row by row, and in which files the proofs stand."""

from __future__ import annotations

import re
from typing import NamedTuple


class Row(NamedTuple):
    """One line of docs/reliability.md.

    ``name`` selects it; ``files`` are in tests/reliability, and where another row has the same one, ``tests`` finds what of
    it belongs here; ``alone`` ones mount, measure, or use all cores.
    """

    name: str
    what: str
    bar: str
    files: tuple[str, ...]
    alone: bool = False
    tests: str = ""


ROWS = (
    Row(
        "system calls",
        "every system call of a real save × {kill, HUP, TERM} and 9 errnos, injected by strace; the injection is seen to have fired",
        "≥ 300 runs, each leaves old or new, 0 violations",
        ("test_system_calls.py",),
    ),
    Row(
        "kill -9",
        "kill -9 of the whole app on a pty at random moments",
        "≥ 2,000, 0 committed edits lost, 0 corrupt files",
        ("test_killed.py", "test_drafts.py"),
        alone=True,
        tests="killed|draft",
    ),
    Row(
        "ended sessions",
        "closed pty, HUP, TERM, out of memory",
        "100 each, 0 lost, recovery offered",
        ("test_killed.py",),
        alone=True,
        tests="otherwise",
    ),
    Row(
        "power cuts",
        "power cuts on ext4, ext4 noauto_da_alloc and XFS loop mounts",
        "100 each, 0 empty, 0 “saved” but old",
        ("test_power_cuts.py",),
        alone=True,
    ),
    Row(
        "full disk",
        "a real full disk of 4 to 128 KB and no inodes left, for save, journal, history and export",
        "0 lost, the message names the disk",
        ("test_full_disk.py", "test_drafts.py"),
        alone=True,
        tests="disk",
    ),
    Row(
        "writers",
        "2 to 8 writers × 400 saves",
        "0 lost on disjoint cells, every same-cell loser recorded",
        ("test_writers.py",),
    ),
    Row(
        "merge laws",
        "properties of the three-way merge",
        "100,000 triples: no lost edit, commutes where disjoint",
        ("test_merge_laws.py",),
    ),
    Row(
        "random files",
        "edits of one cell and of text over several lines, in random valid TOML report files",
        "100,000 each, 0 wrong, exactly the edited lines changed",
        ("test_random_files.py",),
        alone=True,
    ),
    Row(
        "fuzz",
        "fuzz of loader, prose reader, paste, merge, entry, imports, settings and logs",
        "1,000,000 inputs, no traceback, no hang > 2 s",
        ("test_fuzz.py",),
        alone=True,
    ),
    Row(
        "hostile files",
        "files made to hurt a reader",
        "≥ 60, all refused or shown safely",
        ("test_hostile_files.py",),
        alone=True,
    ),
    Row(
        "escape audit",
        "every C0, C1, bidi and zero-width character × every place where text can appear, on a pty",
        "0 raw bytes reach the terminal",
        ("test_escape_audit.py",),
    ),
    Row(
        "exports",
        "exports with hostile text in a site that renders raw HTML; where a document goes; temporary files",
        "no html, image or foreign link; nothing outside the place named; nobody else can read on the way",
        ("test_exports.py",),
    ),
    Row(
        "imports",
        "kill -9 of an import at random moments: of a new report, over another one, into a library",
        "≥ 2,000, each leaves the whole report or what was there",
        ("test_imports.py",),
    ),
    Row(
        "matrices",
        "permissions, links and mounts; stale presence notes",
        "every cell as documented",
        ("test_permissions.py", "test_stale_notes.py", "test_strange_notes.py"),
        alone=True,
    ),
)


def row_of(file: str, test: str = "") -> Row | None:
    """The row to which a test belongs; None for a file that no row names."""
    rows = [row for row in ROWS if file in row.files]
    return next((row for row in rows if re.search(row.tests, test)), rows[0] if rows else None)
