"""Files on disk: a reader sees the old bytes or the new ones, whatever fails in between, and nothing else about a file changes."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reports.faults import ChangedOnDisk, Unconfirmed, UnwritableReport
from reports.store import create_file, replace_file
from tests.reports.making import names_in

OLD = b"old\n"
NEW = b"new " * 5_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with old content, alone in its folder."""
    path = tmp_path / "甲" / "2024.toml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Intents of these tests go nowhere else."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def umask() -> Iterator[None]:
    """The usual mask, whatever the tests run under."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    """Permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


def test_new_content_takes_the_place_of_old(file: Path) -> None:
    replace_file(file, NEW, OLD)
    assert file.read_bytes() == NEW
    assert names_in(file.parent) == ["2024.toml"]


def test_a_reader_who_has_the_old_file_open_keeps_it_whole(file: Path) -> None:
    with file.open("rb") as reader:
        replace_file(file, NEW)
        assert reader.read() == OLD


@pytest.mark.parametrize("bits", [0o600, 0o640, 0o664, 0o444, 0o755])
def test_the_mode_is_kept(file: Path, bits: int) -> None:
    file.chmod(bits)
    replace_file(file, NEW)
    assert mode(file) == bits


def test_owner_and_group_are_kept(file: Path) -> None:
    others = (1234, 2345) if os.geteuid() == 0 else (os.geteuid(), os.getgroups()[0])
    os.chown(file, *others)
    replace_file(file, NEW)
    assert (file.stat().st_uid, file.stat().st_gid) == others


def test_extended_attributes_are_kept(file: Path) -> None:
    os.setxattr(file, "user.checked", "已核对".encode())
    replace_file(file, NEW)
    assert os.getxattr(file, "user.checked") == "已核对".encode()


def acl_for(uid: int) -> bytes:
    """A POSIX access control list: one more user may write. Version 2, entries (tag, permissions, id) in little endian."""
    unnamed = 0xFFFFFFFF
    entries = [(0x01, 6, unnamed), (0x02, 6, uid), (0x04, 4, unnamed), (0x10, 6, unnamed), (0x20, 0, unnamed)]
    return b"\x02\0\0\0" + b"".join(
        tag.to_bytes(2, "little") + bits.to_bytes(2, "little") + who.to_bytes(4, "little") for tag, bits, who in entries
    )


def test_an_access_control_list_is_kept(file: Path) -> None:
    os.setxattr(file, "system.posix_acl_access", acl_for(4321))
    before = os.getxattr(file, "system.posix_acl_access"), mode(file)
    replace_file(file, NEW)
    assert (os.getxattr(file, "system.posix_acl_access"), mode(file)) == before


def test_a_symbolic_link_stays_one_and_its_target_changes(file: Path, tmp_path: Path) -> None:
    link, chain = tmp_path / "link.toml", tmp_path / "chain.toml"
    link.symlink_to(file)
    chain.symlink_to("link.toml")
    replace_file(chain, NEW, OLD)
    assert chain.is_symlink()
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert names_in(tmp_path) == ["chain.toml", "link.toml", "甲"]


@pytest.mark.usefixtures("umask")
def test_a_file_that_was_not_there_gets_the_usual_mode_or_is_private(tmp_path: Path) -> None:
    replace_file(tmp_path / "a.md", NEW)
    replace_file(tmp_path / "b.toml", NEW, private=True)
    assert (mode(tmp_path / "a.md"), mode(tmp_path / "b.toml")) == (0o644, 0o600)


def test_a_file_changed_meanwhile_is_left_alone(file: Path) -> None:
    file.write_bytes(b"somebody else")
    with pytest.raises(ChangedOnDisk, match="被别人改过"):
        replace_file(file, NEW, OLD)
    assert file.read_bytes() == b"somebody else"
    assert names_in(file.parent) == ["2024.toml"]


def test_a_file_that_is_gone_counts_as_changed(file: Path) -> None:
    file.unlink()
    with pytest.raises(ChangedOnDisk):
        replace_file(file, NEW, OLD)
    assert names_in(file.parent) == []


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_regular_file_is_not_replaced(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "out.md")
    kind = stat.S_IFMT((tmp_path / "out.md").stat().st_mode)
    with pytest.raises(UnwritableReport, match="不是普通文件"):
        replace_file(tmp_path / "out.md", NEW)
    assert stat.S_IFMT((tmp_path / "out.md").stat().st_mode) == kind
    assert names_in(tmp_path) == ["out.md"]


def test_a_device_is_not_replaced() -> None:
    with pytest.raises(UnwritableReport, match="不是普通文件"):
        replace_file(Path(os.devnull), NEW)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnwritableReport, match="找不到这个文件或文件夹"):
        replace_file(tmp_path / "nowhere" / "a.toml", NEW)
    with pytest.raises(UnwritableReport, match="所在的文件夹不见了"):
        replace_file(tmp_path / "renamed" / "a.toml", NEW, b"what it was opened with")


CALLS = ["open", "write", "fsync", "rename", "fchmod", "close", "stat", "unlink", "listxattr", "fchown"]
ERRORS = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT, errno.EROFS]
METADATA = {"listxattr", "fchown"}
"""Calls that a file system without owners or attributes refuses; a save goes on then."""
AROUND = {("open", errno.EACCES), ("open", errno.EROFS), ("rename", errno.EACCES)}
"""What a folder answers that takes no new file; the file is written over then."""


class Failing:
    """A system call that fails at its nth use."""

    def __init__(self, call: Callable[..., object], nth: int, error: int) -> None:
        self.call, self.left, self.error, self.fired = call, nth, error, False

    def __call__(self, *arguments: object, **named: object) -> object:
        self.left -= 1
        if self.left == 0:
            self.fired = True
            raise OSError(self.error, os.strerror(self.error))
        return self.call(*arguments, **named)


def failing_at(name: str, nth: int, error: int, work: Callable[[], None]) -> tuple[bool, BaseException | None]:
    """Whether the call failed as told, and what the work raised."""
    with pytest.MonkeyPatch.context() as patch:
        failing = Failing(getattr(os, name), nth, error)
        patch.setattr(os, name, failing)
        try:
            work()
        except UnwritableReport as fault:
            return failing.fired, fault
        return failing.fired, None


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.__getitem__)
@pytest.mark.parametrize("name", CALLS)
def test_a_save_that_fails_anywhere_leaves_the_old_file_or_says_that_the_new_one_is_there(
    tmp_path: Path, name: str, error: int
) -> None:
    nth, fired = 0, True
    while fired:
        nth += 1
        folder = tmp_path / str(nth)
        folder.mkdir()
        file = folder / "2024.toml"
        file.write_bytes(OLD)
        fired, fault = failing_at(name, nth, error, lambda file=file: replace_file(file, NEW, OLD))  # type: ignore[misc]
        content = file.read_bytes()
        if fault is None:
            assert content == NEW
            assert not fired or name in METADATA | {"close"} or (name, error) in AROUND
        elif isinstance(fault, Unconfirmed):
            assert content == NEW
            assert "已写入" in str(fault)
            assert "原文件没有改动" not in str(fault)
        else:
            assert content == OLD
            assert str(fault).startswith(f"无法保存 {file}：")
            assert str(fault).endswith("原文件没有改动。")
        assert names_in(folder) == ["2024.toml"]
    assert nth > 1 or name == "unlink"


@pytest.mark.parametrize("name", ["open", "write", "fsync", "fchmod", "link"])
def test_a_new_file_that_fails_anywhere_is_not_there_or_whole(tmp_path: Path, name: str) -> None:
    nth, fired = 0, True
    while fired:
        nth += 1
        folder = tmp_path / str(nth)
        folder.mkdir()
        path = folder / "2024.toml"
        fired, fault = failing_at(name, nth, errno.ENOSPC, lambda path=path: create_file(path, NEW))  # type: ignore[misc]
        there = names_in(folder)
        if fault is None or isinstance(fault, Unconfirmed):
            assert there == ["2024.toml"]
            assert (folder / "2024.toml").read_bytes() == NEW
        else:
            assert there == []
            assert "磁盘已满" in str(fault)
    assert nth > 1


def test_an_interrupted_save_leaves_nothing_behind(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_file(file, NEW)
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["2024.toml"]


def test_short_writes_are_continued(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data)[:7]))
    replace_file(file, NEW[:500])
    assert file.read_bytes() == NEW[:500]


def test_create_never_overwrites(file: Path) -> None:
    with pytest.raises(UnwritableReport, match="已经存在，没有覆盖"):
        create_file(file, NEW)
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["2024.toml"]


def test_create_does_not_follow_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to("b.toml")
    with pytest.raises(UnwritableReport, match="已经存在"):
        create_file(tmp_path / "a.toml", NEW)
    assert names_in(tmp_path) == ["a.toml"]


@pytest.mark.usefixtures("umask")
def test_create_makes_the_folders_and_a_file_of_the_usual_mode(tmp_path: Path) -> None:
    create_file(tmp_path / "甲" / "乙" / "2024.toml", NEW)
    assert (tmp_path / "甲" / "乙" / "2024.toml").read_bytes() == NEW
    assert mode(tmp_path / "甲" / "乙" / "2024.toml") == 0o644


def test_a_file_where_a_folder_should_be_is_told_as_such(file: Path) -> None:
    for path in (file / "2024.toml", file / "甲" / "2024.toml"):
        with pytest.raises(UnwritableReport, match="不是文件夹"):
            create_file(path, NEW)


def test_a_long_name_still_fits_with_its_temporary_name(tmp_path: Path) -> None:
    name = "😀" * 60 + ".toml"
    create_file(tmp_path / name, OLD)
    replace_file(tmp_path / name, NEW, OLD)
    assert names_in(tmp_path) == [name]


@pytest.mark.parametrize(("own", "said"), [(True, "去掉只读属性"), (False, "没有权限，请联系管理员")])
def test_whose_file_it_is_decides_what_there_is_to_do(
    file: Path, monkeypatch: pytest.MonkeyPatch, said: str, *, own: bool
) -> None:
    """Only its owner can make a file writable again."""
    monkeypatch.setattr(os, "access", lambda *_given, **_named: False)
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + (not own))
    with pytest.raises(UnwritableReport, match=said):
        replace_file(file, b"new")
