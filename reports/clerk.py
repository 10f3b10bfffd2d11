"""Who is working: the name in the settings or the environment, else the one given in this session, else the account's."""

from __future__ import annotations

import getpass
import os

from reports.settings import settings

VARIABLE = "NIANBAO_NAME"
"""For offices that share an account: each clerk's own login script sets it."""

_given = ""


def clerk_name() -> str:
    """The name that signs: never empty but for an account without a name, of which only the number is known."""
    return known_name() or account_name() or f"uid {os.getuid()}"


def known_name() -> str:
    """The name that is set or was given; empty where it has to be asked for."""
    name = os.environ.get(VARIABLE, "").strip()
    return settings().name or (name if name.isprintable() else "") or _given


def give_name(name: str) -> None:
    """The clerk's answer; it holds until the program ends."""
    global _given  # noqa: PLW0603 - one clerk sits before one process
    _given = name.strip()


def account_name() -> str:
    """The full name that the system knows the account by, else the login; empty for an account without either."""
    try:
        login = getpass.getuser()
    except (KeyError, OSError):
        return ""
    try:
        import pwd  # not everywhere

        return pwd.getpwnam(login).pw_gecos.partition(",")[0].strip() or login
    except (ImportError, KeyError):
        return login


def owner_name(uid: int) -> str:
    """The login of a file's owner; its number where the system has no name for it."""
    try:
        import pwd  # as above

        return pwd.getpwuid(uid).pw_name
    except (ImportError, KeyError):
        return f"uid {uid}"
