"""What no test may depend on: the settings, the language and the name of whoever runs them, and how fast the machine is."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from hypothesis import HealthCheck, settings

NOWHERE = Path(__file__).parent / "no-such-folder"

os.environ["XDG_CONFIG_HOME"] = str(NOWHERE)
for name in ("NIANBAO_LANG", "NIANBAO_NAME"):
    os.environ.pop(name, None)

if (
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN
):  # run in the background, where Ctrl+C means nothing to what tests start
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("nianbao", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("nianbao")
