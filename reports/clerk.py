"""Who is working: the name that the settings give, else the one that the account has, for the clerk to correct."""

from __future__ import annotations

import os


def account_name() -> str:
    """The full name that the system knows the account by, else the login; empty for an account without either."""
    import getpass  # few sessions ask for a name

    try:
        import pwd  # not everywhere

        full = pwd.getpwnam(getpass.getuser()).pw_gecos.partition(",")[0].strip()
        return full or getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""


def owner_name(uid: int) -> str:
    """The login of a file's owner; its number where the system has no name for it."""
    try:
        import pwd  # as above

        return pwd.getpwuid(uid).pw_name
    except (ImportError, KeyError):
        return f"uid {uid}"


def signer(given: str = "") -> str:
    """The name that signs a save: the settings' own, the one given in this session, or the account's."""
    from reports.settings import settings  # read when something is signed

    return settings().name or given or account_name() or owner_name(os.getuid())
