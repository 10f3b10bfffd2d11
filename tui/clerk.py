"""Who is working: the name that the account has, for the clerk to correct."""

from __future__ import annotations

import getpass


def account_name() -> str:
    """The full name that the system knows the account by, else the login; empty for an account without either."""
    try:
        import pwd  # not everywhere

        full = pwd.getpwnam(getpass.getuser()).pw_gecos.partition(",")[0].strip()
        return full or getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""
