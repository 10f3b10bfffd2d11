"""First letters of the readings of Chinese characters, from the table of pypinyin.

The package itself loads its phrases as well: 0.4 s and 58 MB. Its table of single characters, read for the characters that
are asked for, takes 10 ms and 1.5 MB that are given back.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize


def initials(characters: set[str]) -> dict[str, str]:
    """For each character the first letters of its readings: 行 is ``xh``. Those without one, or without the table, are left out."""
    table = _table()
    found: dict[str, str] = {}
    at = 0
    for character in sorted(characters):
        entry = f'"{ord(character)}":'
        place = table.find(entry, at)  # the table is in order
        if place >= 0:
            at = place
            readings = table[place + len(entry) : table.find("\n", place)].strip(' ",').split(",")
            found[character] = "".join(dict.fromkeys(normalize("NFD", one)[0] for one in readings if one))
    return found


def _table() -> str:
    """The file's text, one ``"34892": "xíng,háng",`` a line; read as `pkgutil.get_data` does, which would import the package."""
    found = find_spec("pypinyin")
    read = getattr(found and found.loader, "get_data", None)
    if found is None or found.origin is None or read is None:
        return ""
    try:
        return bytes(read(str(Path(found.origin).with_name("pinyin_dict.json")))).decode("utf-8")
    except OSError:
        return ""
