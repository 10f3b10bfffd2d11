"""What a terminal is by what its environment says: colours, what may be asked of it, and a name to remember it by. No Textual."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

Brightness = Literal["dark", "light"]

_COLOURLESS = re.compile(r"$|unknown|vt\d|dumb")
"""Names of terminals without colour codes; an empty name promises nothing."""

_ASKED = re.compile(
    r"xterm|screen|tmux|rxvt|putty|alacritty|foot|kitty|konsole|gnome|vte|mintty|cygwin|st-|wezterm|iterm"
)
"""Beginnings of names of terminals that swallow a question about colours which they do not understand."""

_MANY_COLOURS = re.compile(r"-(256color|direct)$")
_LIGHT_BACKGROUNDS = {"7", *map(str, range(9, 16))}


class TerminalKind(NamedTuple):
    """``colours`` is 0, 16 or 256; ``asked`` tells whether it may be asked for its background; ``key`` names it in a file."""

    colours: int
    asked: bool
    key: str
    background: Brightness | None
    """What ``COLORFGBG`` says."""


def kind_of(environ: Mapping[str, str]) -> TerminalKind:
    """The terminal of an environment. ``NO_COLOR`` counts when it is not empty (no-color.org)."""
    term = environ.get("TERM", "")
    many = bool(_MANY_COLOURS.search(term)) or environ.get("COLORTERM", "").lower() in ("truecolor", "24bit")
    colours = 0 if environ.get("NO_COLOR") or _COLOURLESS.match(term) else 256 if many else 16
    return TerminalKind(colours, bool(_ASKED.match(term)), key_of(environ), told_background(environ))


def key_of(environ: Mapping[str, str]) -> str:
    """One clerk's terminal among those of an account that is shared: by what it calls itself and whence it comes."""
    names = [environ.get(name, "") for name in ("TERM", "TERM_PROGRAM", "LC_TERMINAL")]
    whence = environ.get("SSH_CONNECTION", "").partition(" ")[0]
    multiplexer = "tmux" if environ.get("TMUX") else "screen" if environ.get("STY") else ""
    return "|".join(re.sub(r"\s", "_", part) for part in (*names, multiplexer, whence))


def told_background(environ: Mapping[str, str]) -> Brightness | None:
    """What ``COLORFGBG`` (``15;0``, ``0;default;15``) says; None where it says nothing."""
    colour = environ.get("COLORFGBG", "").rpartition(";")[2]
    if not colour.isdecimal():
        return None
    return "light" if colour in _LIGHT_BACKGROUNDS else "dark"
