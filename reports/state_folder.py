"""Where the program keeps what is the user's own and no report: journals of unsaved work, what is known of terminals."""

from __future__ import annotations

import os
from pathlib import Path


def state_folder() -> Path:
    """``$XDG_STATE_HOME/nianbao``: private to the user, as what is in it may hold personal data."""
    base = os.environ.get("XDG_STATE_HOME", "")
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home raises for an account without one
    return Path(base if base.startswith("/") else Path(home, ".local", "state")) / "nianbao"
