"""The bytes that keys send."""

from __future__ import annotations

_CURSOR_KEYS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
_KEYS = {
    **{name: f"\x1b[{final}" for name, final in _CURSOR_KEYS.items()},
    **{f"shift+{name}": f"\x1b[1;2{final}" for name, final in _CURSOR_KEYS.items()},
    **{f"ctrl+{name}": f"\x1b[1;5{final}" for name, final in _CURSOR_KEYS.items()},
    **{f"ctrl+shift+{name}": f"\x1b[1;6{final}" for name, final in _CURSOR_KEYS.items()},
    **{f"f{number}": f"\x1bO{final}" for number, final in enumerate("PQRS", 1)},
    **{f"f{number}": f"\x1b[{code}~" for number, code in enumerate((15, 17, 18, 19, 20, 21, 23, 24), 5)},
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "esc": "\x1b",
    "escape": "\x1b",
    "backspace": "\x7f",
    "space": " ",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "shift+pageup": "\x1b[5;2~",
    "shift+pagedown": "\x1b[6;2~",
}


def sequence_of(key: str) -> str:
    """What a terminal sends for a key by name: ``down``, ``ctrl+s``, ``alt+3``, or one character; ValueError for another."""
    if key in _KEYS:
        return _KEYS[key]
    modifier, _, rest = key.rpartition("+")
    if modifier == "alt" and len(rest) == 1:
        return "\x1b" + rest
    if modifier == "ctrl" and len(rest) == 1:
        return chr(ord(rest.upper()) & 31)
    if len(key) == 1:
        return key
    raise ValueError(f"no such key: {key}")
