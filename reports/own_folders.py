"""The user's own folders, for what is no report: settings, journals of unsaved work, what is known of terminals and libraries."""

from __future__ import annotations

import os
from pathlib import Path


def own_folder(variable: str, usual: str) -> Path:
    """The program's folder in what an XDG ``variable`` names, else in the ``usual`` place below the home folder.

    An account without a home has it below ``/``, where it can make none: never in whatever folder it is started in.
    """
    base = os.environ.get(variable, "")
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home raises for an account without one
    usual_base = Path(home if home.startswith("/") else "/", usual)
    return Path(base if base.startswith("/") else usual_base) / "nianbao"


def state_folder() -> Path:
    """``$XDG_STATE_HOME/nianbao``: private to the user, as what is in it may hold personal data."""
    return own_folder("XDG_STATE_HOME", ".local/state")
