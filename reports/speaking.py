"""Which language the program speaks: ``--lang`` anywhere on the command line, else NIANBAO_LANG, else the settings."""

from __future__ import annotations

import os
from collections.abc import Sequence

from reports.settings import settings
from schema.language import LANGUAGES, OWN, _, speak

OPTION = "--lang"
VARIABLE = "NIANBAO_LANG"


def speaking(arguments: Sequence[str]) -> tuple[list[str], str]:
    """Turns to the language asked for; the other arguments, and a sentence where that cannot be followed.

    Nothing that names a text may be imported before: many are translated when their module is.
    """
    rest, asked, missing = without_option(arguments)
    language = asked or os.environ.get(VARIABLE, "") or settings().language
    if not missing and speak(language):
        os.environ[VARIABLE] = language  # processes that are started from here speak it too
        return rest, ""
    speak(OWN)
    known = _("、").join(LANGUAGES)
    said = (
        _("没有“{language}”这种语言").format(language=language)
        if language and not missing
        else _("--lang 后面要写一种语言")
    )
    return rest, _("{said}，可选：{known}。").format(said=said, known=known)


def without_option(arguments: Sequence[str]) -> tuple[list[str], str, bool]:
    """(the other arguments, the language of the last ``--lang``, whether one names none). Nothing behind ``--`` is looked at."""
    rest: list[str] = []
    asked, missing, waiting = "", False, False
    for place, argument in enumerate(arguments):
        if waiting:
            asked, waiting = argument, False
        elif argument == "--":
            return [*rest, *arguments[place:]], asked, missing
        elif argument == OPTION:
            waiting = True
        elif argument.startswith(f"{OPTION}="):
            asked = argument.partition("=")[2]
            missing = missing or not asked
        else:
            rest.append(argument)
    return rest, asked, missing or waiting
