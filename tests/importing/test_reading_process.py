"""The process that reads a file: whatever ends it, the clerk is told in one sentence, and no process is left."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from reports.importing.readers import source
from tests.importing.measured import refusal


def page(folder: Path, text: str = "<html><p>年报</p></html>") -> Path:
    """A page with such a text."""
    path = folder / "年报.html"
    path.write_text(text, "utf-8")
    return path


def test_a_file_that_needs_too_much_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = "from reports.importing.readers import reader; reader.MOST_MEMORY = 40 << 20; reader.main()"
    monkeypatch.setattr(source, "PROGRAM", program)
    assert "内存不够" in refusal(page(tmp_path, "<p>" * 80_000))


def test_a_file_that_takes_too_much_processor_time_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = "from reports.importing.readers import reader; reader.MOST_SECONDS = 1; reader.main()"
    monkeypatch.setattr(source, "PROGRAM", program)
    assert "太复杂" in refusal(page(tmp_path, "# x\n" + "[" * 1_000_000))


def test_a_file_that_takes_too_long_is_refused_and_its_process_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "pid"
    program = f"import os, pathlib, signal; pathlib.Path({str(mark)!r}).write_text(str(os.getpid())); signal.pause()"
    monkeypatch.setattr(source, "PROGRAM", program)
    monkeypatch.setattr(source, "LONGEST", 2)
    started = time.monotonic()
    assert "太复杂" in refusal(page(tmp_path))
    assert time.monotonic() - started < 30
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


@pytest.mark.parametrize(
    "program", ["import os; os.abort()", "print('x')", "raise SystemExit(3)", "print('{}')", "print('[1]')"]
)
def test_a_reading_process_that_dies_is_told(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        source, "PROGRAM", f"import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); {program}"
    )
    assert "意外结束" in refusal(page(tmp_path))


def test_a_reading_process_that_the_system_kills_for_its_memory_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "PROGRAM", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    told = refusal(page(tmp_path))
    assert "内存不够" in told
    assert "太复杂" not in told


def test_a_fault_of_a_reader_is_told_without_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = "from reports.importing.readers import reader; reader.kind_of = lambda data: 1 / 0; reader.main()"
    monkeypatch.setattr(source, "PROGRAM", program)
    assert "ZeroDivisionError" in refusal(page(tmp_path))
