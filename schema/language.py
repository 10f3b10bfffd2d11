"""The language of the interface: Chinese as written in the code, or another through gettext catalogues."""

from __future__ import annotations

from collections.abc import Callable

DOMAIN = "nianbao"

OWN = "zh"
"""The language in which the messages stand in the code."""

LANGUAGES = (OWN, "en")
"""What can be spoken."""

_translate: Callable[[str], str] | None = None
_spoken = OWN


def catalogue(language: str, suffix: str = "mo") -> str:
    """The path in this package of a language's catalogue, one for all rooms."""
    return f"locale/{language}/LC_MESSAGES/{DOMAIN}.{suffix}"


def speak(language: str) -> bool:
    """Turns to a language (``zh``, ``en``) for everything told from now on; whether there is a catalogue of it.

    Texts that a module names when it is imported are translated then, so the program calls this before anything else.
    """
    global _translate, _spoken  # noqa: PLW0603 - the language is that of the process
    _translate, _spoken = None, OWN
    if language == OWN:
        return True
    if language not in LANGUAGES:
        return False
    import gettext  # a Chinese session needs none of these
    from io import BytesIO
    from pkgutil import get_data  # finds the catalogue in a zipped program too

    _translate = gettext.GNUTranslations(BytesIO(get_data("schema", catalogue(language)) or b"")).gettext
    _spoken = language
    return True


def spoken() -> str:
    """The language that is spoken now."""
    return _spoken


def _(text: str) -> str:
    """A text of the interface in the language spoken; ``_("第 {n} 格").format(n=n)``, never an f-string within."""
    return text if _translate is None else _translate(text)
