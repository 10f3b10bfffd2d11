"""The cells of the permission matrix: how each file or folder is made, and what a save of it has to do."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from reports.cli import main
from tests.reliability.machine import as_user, mounted, needs_root, remounted, report_in, run, tool
from tests.reports.commanding import PENALTIES
from tests.reports.making import SAMPLE, names_in

ZHANG, LI, CLERKS, OTHERS = 61001, 61002, 62000, 62001
"""Two users and two groups that no machine knows by name."""

OLD = SAMPLE.read_bytes()
NEW = OLD.replace(b"penalties = 8", b"penalties = 9")


class Marks(NamedTuple):
    """What a file carries beside its content."""

    mode: int
    gid: int
    attributes: dict[str, bytes]


def marks(path: Path) -> Marks:
    found = path.stat()
    names = []
    with contextlib.suppress(OSError):
        names = os.listxattr(path)
    return Marks(stat.S_IMODE(found.st_mode), found.st_gid, {name: os.getxattr(path, name) for name in names})


def save(report: Path) -> int:
    """The command on a report."""
    return main(["set", str(report), f"{PENALTIES}=9"])


def changed(report: Path, work: Callable[[Path], tuple[int, str]], *, in_place: bool, version: bool = True) -> str:
    """A save that succeeds: new content, marks kept, replaced or written over as told; what it said."""
    before, inode = marks(report), report.stat().st_ino
    code, told = work(report)
    assert code == 0, told
    assert report.read_bytes() == NEW
    assert marks(report) == before
    assert (report.stat().st_ino == inode) == in_place
    left(report.parent)
    kept = report.resolve().parent / ".history"
    versions = [name for name in names_in(kept) if name.startswith("2024.toml.2")] if kept.exists() else []
    assert [(kept / name).read_bytes() for name in versions] == [OLD] * version
    assert ("没能留下保存前的那一版" not in told) == version
    return told


def refused(report: Path, work: Callable[[Path], tuple[int, str]], *words: str) -> None:
    """A save that is refused: one sentence, nothing changed, nothing left."""
    before = marks(report)
    code, told = work(report)
    assert code == 2, told
    assert told.count("\n") == 1, told
    assert all(word in told for word in words), told
    assert "Traceback" not in told
    assert report.read_bytes() == OLD
    assert marks(report) == before
    left(report.parent)


def left(folder: Path) -> None:
    """No temporary file stands in a folder, no intent waits."""
    assert not [name for name in names_in(folder) if name.endswith(".tmp")]
    intents = Path(os.environ["XDG_STATE_HOME"]) / "nianbao" / "intents"
    assert not intents.exists() or not names_in(intents)


def zhang(*groups: int, umask: int = 0o022) -> Callable[[Path], tuple[int, str]]:
    needs_root()
    return lambda report: as_user(ZHANG, ZHANG, lambda: save(report), groups, umask)


def myself(report: Path) -> tuple[int, str]:
    return as_user(os.geteuid(), os.getegid(), lambda: save(report), tuple(os.getgroups()))


def symbolic_link(place: Path) -> None:
    report = report_in(place / "甲")
    (place / "链.toml").symlink_to("甲/2024.toml")
    (place / "链链.toml").symlink_to("链.toml")
    code, told = myself(place / "链链.toml")
    assert code == 0, told
    assert report.read_bytes() == NEW
    assert (place / "链链.toml").is_symlink()
    assert (place / "链.toml").is_symlink()


def hard_link(place: Path) -> None:
    report = report_in(place / "甲")
    os.link(report, place / "另一个名字.toml")
    changed(report, myself, in_place=True)
    assert (place / "另一个名字.toml").read_bytes() == NEW


def set_group_folder(place: Path) -> None:
    report = report_in(place / "甲", 0o664, (LI, CLERKS))
    os.chown(report.parent, LI, CLERKS)
    report.parent.chmod(0o2775)
    changed(report, zhang(CLERKS, umask=0o077), in_place=False)
    assert report.stat().st_uid == ZHANG
    history = (report.parent / ".history").stat()
    assert (history.st_gid, stat.S_IMODE(history.st_mode)) == (CLERKS, 0o2775)
    assert stat.S_IMODE((report.parent / ".history" / "2024.toml.lock").stat().st_mode) == 0o664


def two_users(place: Path) -> None:
    set_group_folder(place)
    report = place / "甲" / "2024.toml"
    code, told = as_user(LI, LI, lambda: main(["set", str(report), f"{PENALTIES}=10"]), (CLERKS,), 0o077)
    assert code == 0, told
    assert told == f"{PENALTIES}: 9 -> 10\n"
    assert (report.stat().st_uid, report.stat().st_gid) == (LI, CLERKS)
    assert len([name for name in names_in(report.parent / ".history") if name.startswith("2024.toml.2")]) == 2


def access_list(place: Path) -> None:
    report = report_in(place / "甲", 0o660)
    run(tool("setfacl"), "-m", f"u:{ZHANG}:rw", report)
    assert "system.posix_acl_access" in marks(report).attributes
    changed(report, myself, in_place=False)


def attributes(place: Path) -> None:
    report = report_in(place / "甲")
    os.setxattr(report, "user.checked", "已核对".encode())
    changed(report, myself, in_place=False)
    assert marks(report).attributes["user.checked"].decode() == "已核对"


def foreign_group(place: Path) -> None:
    """Who may write it by the access list only cannot give a new file its group."""
    report = report_in(place / "甲", 0o640, (LI, OTHERS))
    report.parent.chmod(0o777)
    run(tool("setfacl"), "-m", f"u:{ZHANG}:rw", report)
    changed(report, zhang(), in_place=True)


def sticky_folder(place: Path) -> None:
    report = report_in(place / "甲", 0o664, (LI, CLERKS))
    report.parent.chmod(0o1777)
    changed(report, zhang(CLERKS), in_place=True)


def closed_folder(place: Path) -> None:
    report = report_in(place / "甲", 0o664, (LI, CLERKS))
    report.parent.chmod(0o755)
    changed(report, zhang(CLERKS), in_place=True, version=False)


def unlisted_folder(place: Path) -> None:
    report = report_in(place / "甲", 0o664, (LI, CLERKS))
    os.chown(report.parent, LI, LI)
    report.parent.chmod(0o711)
    refused(report, zhang(CLERKS), "无法保存", "没有权限", "原文件没有改动")


def unwritable_file(place: Path) -> None:
    report = report_in(place / "甲", 0o644, (LI, CLERKS))
    report.parent.chmod(0o777)
    refused(report, zhang(CLERKS), "没有权限", "原文件没有改动")


def own_read_only_file(place: Path) -> None:
    report = report_in(place / "甲", 0o444, (ZHANG, CLERKS))
    report.parent.chmod(0o777)
    refused(report, zhang(CLERKS), "是只读的", "没有保存")


def flagged(place: Path, flag: str, *words: str) -> None:
    needs_root()
    report = report_in(place / "甲")
    run(tool("chattr"), f"+{flag}", report, skip=True)
    try:
        refused(report, myself, *words)
    finally:
        run(tool("chattr"), f"-{flag}", report)


def immutable(place: Path) -> None:
    flagged(place, "i", "是只读的", "没有保存")


def append_only(place: Path) -> None:
    flagged(place, "a", "没有权限", "原文件没有改动")


def read_only_mount(place: Path) -> None:
    with mounted(place / "盘", "-t", "tmpfs", "tmpfs") as disk:
        report = report_in(disk / "甲")
        with remounted(disk, "ro"):
            refused(report, myself, "所在磁盘是只读的", "原文件没有改动")


def read_only_view(place: Path) -> None:
    report = report_in(place / "甲")
    with mounted(place / "看", "--bind", report.parent) as view, remounted(view, "ro,bind"):
        refused(view / report.name, myself, "所在磁盘是只读的", "原文件没有改动")


def mounted_file(place: Path) -> None:
    """A container is given the report alone."""
    needs_root()
    report, beside = report_in(place / "甲"), report_in(place / "乙")
    run(tool("mount"), "--bind", report, beside, skip=True)
    try:
        changed(beside, myself, in_place=True)
        assert report.read_bytes() == NEW
    finally:
        run(tool("umount"), beside)


@contextlib.contextmanager
def plain_view(place: Path) -> Iterator[Path]:
    """A folder through FUSE: no attributes, no owners, no modes."""
    needs_root()
    source, view = place / "源", place / "视"
    view.mkdir()
    source.mkdir()
    run(tool("bindfs"), "--xattr-none", "--chown-ignore", "--chmod-ignore", source, view, skip=True)
    try:
        yield view
    finally:
        run(tool("umount"), "-l", view)


def no_attributes(place: Path) -> None:
    with plain_view(place) as view:
        report = report_in(view / "甲")
        changed(report, myself, in_place=True)


def masks(place: Path) -> None:
    for umask in (0o077, 0o002, 0):
        report = report_in(place / f"{umask:o}", 0o664)
        changed(report, lambda one, umask=umask: as_user(os.geteuid(), os.getegid(), lambda: save(one), umask=umask), in_place=False)  # type: ignore[misc]  # fmt: skip
        assert stat.S_IMODE((report.parent / ".history").stat().st_mode) == stat.S_IMODE(report.parent.stat().st_mode)


CELLS: dict[str, Callable[[Path], None]] = {
    "符号链接": symbolic_link,
    "硬链接": hard_link,
    "setgid 文件夹": set_group_folder,
    "两个用户轮流保存": two_users,
    "ACL": access_list,
    "扩展属性": attributes,
    "给不了原来的组": foreign_group,
    "sticky 文件夹里别人的文件": sticky_folder,
    "文件夹不可写": closed_folder,
    "文件夹不可列": unlisted_folder,
    "别人的文件不可写": unwritable_file,
    "自己的文件设成只读": own_read_only_file,
    "chattr +i": immutable,
    "chattr +a": append_only,
    "磁盘只读": read_only_mount,
    "只读的 bind 挂载": read_only_view,
    "文件本身是挂载点": mounted_file,
    "没有扩展属性、属主的文件系统（bindfs）": no_attributes,
    "umask 077、002、000": masks,
}
