"""A report and the doubts about it are written both or neither, whatever stops that: a full disk, Ctrl-C."""

from __future__ import annotations

import errno
from pathlib import Path
from types import ModuleType

import pytest

from reports import restoring, store
from reports.importing import doubt_file
from reports.importing.doubt_file import read_doubts, write_doubts
from reports.importing.findings import Doubt
from reports.versions import versions_of
from tests.importing.found import Readers, sample
from tests.reports.commanding import Here
from tests.reports.making import SAMPLE

ENDS = (OSError(errno.ENOSPC, ""), KeyboardInterrupt())
DOUBT = Doubt("source", "第 2 页只有图片。")
OLD = Doubt("source", "以前的疑点。")


@pytest.fixture
def page(tmp_path: Path, readers: Readers) -> Path:
    """A source with a doubt."""
    source = sample()
    source.tables.doubts.append(DOUBT)
    return readers.lay(tmp_path / "a.html", source)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the report is to be."""
    return tmp_path / "2024.toml"


def failing(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, end: BaseException) -> None:
    """A step that comes to this end."""

    def fails(*_given: object, **_named: object) -> None:
        raise end

    monkeypatch.setattr(module, name, fails)


@pytest.mark.parametrize("end", ENDS, ids=["full", "interrupted"])
def test_without_its_doubts_a_new_report_is_not_left(
    here: Here, page: Path, out: Path, end: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, doubt_file, "filled", end)
    if isinstance(end, OSError):
        assert here("import", page, "-o", out) == 2
        assert "磁盘已满" in here.err
        assert "报告也没有写" in here.err
    else:
        assert here("import", page, "-o", out) == 130
    assert not out.exists()
    assert read_doubts(out) == []


STOPS = [(module, name, end) for module, name in ((doubt_file, "filled"), (store, "renamed")) for end in ENDS]


@pytest.mark.parametrize("stop", STOPS)
def test_over_another_report_it_leaves_that_with_its_own_doubts(
    here: Here, page: Path, out: Path, stop: tuple[ModuleType, str, BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name, end = stop
    old = SAMPLE.read_bytes().replace(b"penalties = 8", b"penalties = 9")
    out.write_bytes(old)
    write_doubts(out, [OLD])
    failing(monkeypatch, module, name, end)
    assert here("import", page, "-o", out, "--force") == (2 if isinstance(end, OSError) else 130)
    monkeypatch.undo()
    assert out.read_bytes() == old
    assert [one.doubt for one in read_doubts(out)] == [OLD]
    if module is doubt_file:
        assert versions_of(out) == []
        assert isinstance(end, KeyboardInterrupt) or "原来的报告没有改动" in here.err


def test_an_interruption_once_the_report_is_replaced_leaves_the_new_one_with_the_new_doubts(
    here: Here, page: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.write_bytes(SAMPLE.read_bytes().replace(b"penalties = 8", b"penalties = 9"))
    write_doubts(out, [OLD])
    failing(monkeypatch, restoring, "signed_by", KeyboardInterrupt())
    assert here("import", page, "-o", out, "--force") == 130
    assert b"penalties = 9" not in out.read_bytes()
    assert [one.doubt for one in read_doubts(out)] == [DOUBT]
