"""Report files made for tests: the shipped sample, and the same report written in other hands."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

SAMPLE = Path(str(files("reports") / "samples" / "海原县海城镇人民政府" / "2024.toml"))
TEXT = SAMPLE.read_text(encoding="utf-8")
BOM = "\ufeff"


def changed(*pairs: tuple[str, str], text: str = TEXT) -> str:
    """Text with pieces replaced, each of which stands in it exactly once."""
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def without_row(key: str, text: str = TEXT) -> str:
    """Text without the line that sets a key."""
    shorter = re.sub(rf"(?m)^{key}\s*=.*\n", "", text)
    assert shorter.count("\n") == text.count("\n") - 1
    return shorter


def without_table(name: str, text: str = TEXT) -> str:
    """Text without a table and its keys."""
    shorter = re.sub(rf"(?ms)^\[{re.escape(name)}\].*?(?=^\[|\Z)", "", text)
    assert len(shorter) < len(text)
    return shorter


def written(path: Path, text: str, *, crlf: bool = False, bom: bool = False) -> Path:
    """A file with this text; the path."""
    text = text.replace("\n", "\r\n") if crlf else text
    path.write_bytes(((BOM if bom else "") + text).encode())
    return path


def differing_lines(before: bytes, after: bytes) -> list[tuple[bytes, bytes]]:
    """The lines that differ in two files of as many lines."""
    old, new = before.split(b"\n"), after.split(b"\n")
    assert len(old) == len(new), f"{len(old)} lines became {len(new)}"
    return [(one, other) for one, other in zip(old, new, strict=True) if one != other]


def names_in(folder: Path) -> list[str]:
    """Everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())
