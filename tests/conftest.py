"""What no test may depend on: the settings, the language and the name of whoever runs them."""

from __future__ import annotations

import os
from pathlib import Path

NOWHERE = Path(__file__).parent / "no-such-folder"

os.environ["XDG_CONFIG_HOME"] = str(NOWHERE)
for name in ("NIANBAO_LANG", "NIANBAO_NAME"):
    os.environ.pop(name, None)
