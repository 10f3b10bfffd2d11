"""Files made to hurt a reader: by what they say, by how they are encoded, and by what they are instead of files."""

from __future__ import annotations

import gzip
import io
import os
import random
import socket
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from reports.source import LARGEST_FRAME
from tests.reports.making import BOM, TEXT, changed
from tests.reports.readings import FEES, PENALTIES, RULES

HEAD = 'format = "ogi_2021"\nyear = 2024\n'
N = LARGEST_FRAME - 300
"""Bytes that a text may take so that it is looked into; what is larger is refused by its size."""

MANY = N // 13
"""Lines of a short key."""

ROOM = LARGEST_FRAME - len(TEXT.encode()) - 1_000
"""Bytes that prose may add to the sample so that it is still opened."""

PROSE = "summary = '''"


def in_prose(text: str) -> str:
    """The sample with more prose."""
    return changed((PROSE + "\n", f"{PROSE}\n{text}\n"))


TEXTS: dict[str, Callable[[], str]] = {
    "deep arrays": lambda: HEAD + "a = " + "[" * N,
    "deep arrays that close": lambda: HEAD + "a = " + "[" * 5_000 + "]" * 5_000,
    "deep inline tables": lambda: HEAD + "a = " + "{a = " * (N // 5),
    "dotted key of 100 KB": lambda: ".".join("a" * 50_000) + " = 1",
    "dotted key with blanks": lambda: HEAD + " . ".join("a" * 50_000) + " = 1",
    "dotted key of quoted names": lambda: HEAD + ".".join(['"a"'] * 50_000) + " = 1",
    "dotted header of 100 KB": lambda: HEAD + "[" + ".".join("a" * 50_000) + "]",
    "many dotted keys": lambda: HEAD + "\n".join(".".join([f"k{i}", *"a" * 14]) + " = 1" for i in range(3_000)),
    "deep tables": lambda: HEAD + "zz = {}\n" + "".join(f"[{i:x}{'.a' * 15}]\n" for i in range(N // 38)),
    "dots in a text": lambda: changed((PENALTIES, f"administrative_penalties = '{'a.' * 100_000}'")),
    "one word": lambda: "a" * N,
    "one Chinese word": lambda: "政" * (N // 3),
    "one text": lambda: HEAD + 'x = "' + "a" * N + '"',
    "text of 10 MB": lambda: HEAD + 'x = "' + "a" * 10_000_000 + '"',
    "escaped quotes": lambda: HEAD + 'x = "' + '\\"' * (N // 2) + '"',
    "escaped quotes in a block": lambda: HEAD + 'x = """' + '\\"' * (N // 2) + '"""',
    "numbered characters": lambda: HEAD + 'x = "' + "\\u653F" * (N // 6) + '"',
    "quotes only": lambda: HEAD + '"' * N,
    "apostrophes only": lambda: HEAD + "'" * N,
    "backslashes only": lambda: HEAD + 'x = """' + "\\" * (N // 2 * 2 + 1),
    "text without end": lambda: HEAD + 'x = """' + "公开\n" * (N // 7),
    "blank lines": lambda: HEAD + "\n" * N,
    "carriage returns": lambda: HEAD + "\r" * N,
    "comments": lambda: HEAD + "#\n" * (N // 2),
    "blanks": lambda: HEAD + " " * N,
    "keys": lambda: HEAD + "".join(f"k{i} = 1\n" for i in range(MANY)),
    "100,000 keys": lambda: HEAD + "".join(f"{i}=1\n" for i in range(100_000)),
    "tables": lambda: HEAD + "".join(f"[t{i}]\n" for i in range(MANY)),
    "arrays of tables": lambda: HEAD + "[[t]]\n" * (N // 6),
    "interrupted arrays of tables": lambda: HEAD + "".join(f"[[n]]\na = 1\n[z{i}]\n" for i in range(N // 25)),
    "tables out of order": lambda: TEXT + "".join(f"[a.b{i}]\n[c.d{i}]\n" for i in range(N // 30)),
    "twice the same key": lambda: changed((PENALTIES, f"{PENALTIES}\n{PENALTIES}")),
    "twice the same table": lambda: TEXT + "\n[requests]\nreceived = []\n",
    "notes that are no text": lambda: HEAD + "[notes]\n" + "".join(f"k{i} = 1\n" for i in range(MANY)),
    "notes without number": lambda: TEXT + "[notes]\n" + "".join(f"k{i} = '{i}'\n" for i in range(MANY // 2)),
    "reviews without number": lambda: TEXT + "[[review]]\nat = 'x'\n" * ((N - len(TEXT.encode())) // 20),
    "dismissals without number": lambda: TEXT + "[dismissed]\n" + "".join(f"k{i} = '因为'\n" for i in range(MANY // 2)),
    "row of many cells": lambda: changed((RULES, "rules = [" + "0," * 240_000 + "] ")),
    "row over many lines": lambda: changed((RULES, "rules = [" + "\n" * 500_000 + "] ")),
    "integer of 5,000 digits": lambda: changed((PENALTIES, "administrative_penalties = " + "9" * 5_000)),
    "integer of 900,000 digits": lambda: changed((PENALTIES, "administrative_penalties = " + "9" * 500_000)),
    "hexadecimal cell": lambda: changed((PENALTIES, "administrative_penalties = 0x" + "f" * 500_000)),
    "hexadecimal in a list in a cell": lambda: changed((RULES, "rules = [[0x" + "f" * 500_000 + "], 0, 0] ")),
    "hexadecimal year": lambda: HEAD.replace("2024", "0x" + "f" * 500_000),
    "hexadecimal format": lambda: HEAD.replace('"ogi_2021"', "0x" + "f" * 500_000),
    "huge exponent": lambda: changed((FEES, "administrative_fees = 1e999999999")),
    "huge exponent of a count": lambda: changed((PENALTIES, "administrative_penalties = 1e99999999")),
    "tiny exponent": lambda: changed((FEES, "administrative_fees = 1e-999999999")),
    "exponent that no number has": lambda: changed((FEES, "administrative_fees = 1e99999999999999999999")),
    "no number": lambda: changed((FEES, "administrative_fees = nan"), (PENALTIES, "administrative_penalties = -inf")),
    "year that is none": lambda: HEAD.replace("2024", "inf"),
    "year of a date": lambda: HEAD.replace("2024", "0001-01-01"),
    "day that is none": lambda: HEAD + "a = 0000-01-01\n",
    "long cell": lambda: changed((PENALTIES, f"administrative_penalties = '{'长' * 160_000}'")),
    "long format": lambda: HEAD.replace("ogi_2021", "x" * 500_000),
    "half a character": lambda: changed((PENALTIES, 'administrative_penalties = "\\uD800"')),
    "raw escape": lambda: changed((PENALTIES, 'administrative_penalties = "\x1b[2J"')),
    "prose of digits": lambda: in_prose("1 " * (ROOM // 2)),
    "prose of years": lambda: in_prose("2023年，" * (ROOM // 10)),
    "prose of one line": lambda: in_prose("公开条，" * (ROOM // 12)),
    "prose of paragraphs": lambda: in_prose("2024 年公开 9 条。\n" * (ROOM // 30)),
    "prose of stars": lambda: in_prose("**" * (ROOM // 2)),
    "prose of brackets": lambda: in_prose("[(" * (ROOM // 2)),
    "two marks of order": lambda: BOM + BOM + TEXT,
    "html": lambda: "<html><script>alert(1)</script>" * 1_000,
}  # fmt: skip
"""By name, what a text file says."""


@cache
def a_zip() -> bytes:
    """A small archive of 20 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 20_000_000)
    return packed.getvalue()


BYTES: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "a mark of order only": BOM.encode,
    "random bytes": lambda: random.Random(3).randbytes(1_000_000),  # noqa: S311 - no secret
    "zeros": lambda: bytes(LARGEST_FRAME - 1),
    "UTF-16": lambda: TEXT.encode("utf-16"),
    "UTF-16 without mark": lambda: TEXT.encode("utf-16-be"),
    "UTF-32": lambda: TEXT.encode("utf-32"),
    "GBK": lambda: TEXT.encode("gb18030"),
    "halves of characters": lambda: TEXT.encode() + "# \ud800\udfff\n".encode("utf-8", "surrogatepass"),
    "overlong characters": lambda: TEXT.encode() + b"# \xc0\x80\xf8\x88\x80\x80\x80\n",
    "an archive": a_zip,
    "compressed": lambda: gzip.compress(bytes(20_000_000), 1),
}
"""By name, what a file holds that is no text of ours."""


def link_to(target: str) -> Callable[[Path], object]:
    """Makes a symbolic link."""
    return lambda path: path.symlink_to(target)


def sparse(path: Path) -> None:
    """Ten gigabytes of nothing."""
    path.touch()
    os.truncate(path, 10 * 2**30)


def unreadable(path: Path) -> None:
    """A file that nobody but root may read."""
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)


def listening(path: Path) -> None:
    """A socket; its name is longer than an address may be, so it is made in place."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


STRANGE: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "socket": listening,
    "folder": lambda path: path.mkdir(),
    "link to itself": lambda path: path.symlink_to(path.name),
    "link to nothing": link_to("nirgendwo.toml"),
    "endless zeros": link_to("/dev/zero"),
    "full device": link_to("/dev/full"),
    "no device": link_to("/dev/null"),
    "endless chance": link_to("/dev/urandom"),
    "terminal": link_to("/dev/tty"),
    "memory": link_to("/proc/self/mem"),
    "surroundings": link_to("/proc/self/environ"),
    "system folder": link_to("/proc"),
    "file of ten gigabytes": sparse,
    "unreadable": unreadable,
}
"""By name, what stands in a file's place."""

GROWING = "file that grows"
"""Somebody appends to it as fast as can be."""

NAMES = (*TEXTS, *BYTES, *STRANGE, GROWING)


def make(name: str, path: Path) -> None:
    """Puts one of them at a path; one that grows only begins here."""
    if name in TEXTS:
        path.write_bytes(TEXTS[name]().encode("utf-8"))
    elif name in BYTES:
        path.write_bytes(BYTES[name]())
    elif name in STRANGE:
        STRANGE[name](path)
    else:
        path.write_text(TEXT, encoding="utf-8")
