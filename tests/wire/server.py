"""An sshd of the test's own on loopback: its own keys, port and folder, for the user who runs the tests."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.terminal import CLERK, ROOT, Terminal

SYSTEM = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"))
PRIVILEGE_SEPARATION = Path("/run/sshd")
"""An empty folder that an sshd of root needs; a system service would make it."""

HOST = "nianbao-test"
ATTEMPTS = 5

CONFIG = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
AllowUsers {user}
PidFile none
StrictModes no
UsePAM no
UseDNS no
PrintMotd no
PrintLastLog no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
ClientAliveInterval 1
ClientAliveCountMax 4
"""
"""A line that says nothing for four seconds is given up; an office's server waits longer, for the same end."""


def tool(name: str, package: str) -> str:
    """The path of a program that these tests need."""
    found = shutil.which(name, path=SYSTEM)
    assert found, f"这个测试需要 {name}：请安装（Debian/Ubuntu：apt-get install {package}）"
    return found


def until(condition: Callable[[], object], what: str, seconds: float = 15.0) -> None:
    """Wait until something outside any terminal holds."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        pause.wait(0.02)


class Server:
    """The server while it runs; use as a context manager, which ends it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.user = getpass.getuser()
        for name in ("host", "user"):
            make = [tool("ssh-keygen", "openssh-client"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(make, check=True, stdin=subprocess.DEVNULL, timeout=30)  # noqa: S603 - keys of our own
        key = (folder / "host.pub").read_text(encoding="ascii")
        (folder / "known_hosts").write_text(f"{HOST} {key}", encoding="ascii")

    def __enter__(self) -> Self:
        sshd = tool("sshd", "openssh-server")
        if os.geteuid() == 0:
            PRIVILEGE_SEPARATION.mkdir(mode=0o755, exist_ok=True)
        log = self.folder / "log"
        for _attempt in range(ATTEMPTS):
            self.port = free_port()
            config = self.folder / "config"
            config.write_text(CONFIG.format(port=self.port, folder=self.folder, user=self.user), encoding="utf-8")
            self._running = subprocess.Popen(  # noqa: S603 - the system's own sshd
                [sshd, "-D", "-f", str(config), "-E", str(log)], stdin=subprocess.DEVNULL
            )
            until(lambda: self._running.poll() is not None or listens(self.port), f"sshd listens: {log}")
            if self._running.poll() is None:
                return self
        raise AssertionError(f"sshd does not start:\n{log.read_text(encoding='utf-8')}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.terminate()
        self._running.wait(timeout=10)

    def dial(
        self, command: str, environment: Mapping[str, str], *, port: int = 0, size: tuple[int, int] = (80, 24)
    ) -> Terminal:
        """A terminal whose ssh runs a shell command on the server; through another port where a link stands between."""
        options = [
            f"HostKeyAlias={HOST}",
            f"UserKnownHostsFile={self.folder / 'known_hosts'}",
            "StrictHostKeyChecking=yes",
            "IdentitiesOnly=yes",
            "BatchMode=yes",
            "LogLevel=ERROR",
        ]
        argv = [tool("ssh", "openssh-client"), "-F", os.devnull, "-tt", "-i", str(self.folder / "user")]
        argv += ["-p", str(port or self.port), *(part for option in options for part in ("-o", option))]
        settings = " ".join(f"{name}={text}" for name, text in {"NIANBAO_NAME": CLERK, **environment}.items())
        remote = f"cd {ROOT} && exec env {settings} {command}"
        return Terminal.run([*argv, f"{self.user}@127.0.0.1", remote], size, {})


def program(report: Path) -> str:
    """The shell command that opens a report."""
    return f"{sys.executable} -m tui {report}"


def surroundings(report: Path) -> dict[str, str]:
    """What the program finds around it on the server: nothing of the user's own."""
    home = report.parent.parent.parent
    return {
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }


def journals(report: Path) -> list[Path]:
    """The journals of unsaved work there are."""
    return sorted((report.parent.parent.parent / "state" / "nianbao" / "journal").glob("*.journal"))


def cut_off(report: Path) -> bool:
    """Whether a session has written down that it ends with something unsaved."""
    return any(b'{"kind":"end"' in journal.read_bytes() for journal in journals(report))


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether something does."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
