"""The language of the interface: Chinese as written in the code, or another through gettext catalogues."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

DOMAIN = "nianbao"
CATALOGUES = Path(__file__).parent / "locale"
"""``LANGUAGE/LC_MESSAGES/nianbao.mo``, one catalogue for all rooms."""

OWN = "zh"
"""The language in which the messages stand in the code."""

_translate: Callable[[str], str] | None = None
_spoken = OWN


def speak(language: str) -> bool:
    """Turns to a language (``zh``, ``en``) for everything told from now on; whether there is a catalogue of it.

    Texts that a module names when it is imported are translated then, so the program calls this before anything else.
    """
    global _translate, _spoken  # noqa: PLW0603 - the language is that of the process
    _translate, _spoken = None, OWN
    if language == OWN:
        return True
    import gettext  # a Chinese session never needs it

    try:
        _translate = gettext.translation(DOMAIN, CATALOGUES, [language]).gettext
    except OSError:
        return False
    _spoken = language
    return True


def spoken() -> str:
    """The language that is spoken now."""
    return _spoken


def _(text: str) -> str:
    """A text of the interface in the language spoken; ``_("第 {n} 格").format(n=n)``, never an f-string within."""
    return text if _translate is None else _translate(text)
