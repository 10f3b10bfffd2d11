"""Old office files come in through a real LibreOffice; without one, or where it fails, a sentence says what to do."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from reports.faults import ReportFault
from reports.importing.contents import Contents, Grid, Paragraph
from reports.importing.readers import office_source
from reports.importing.readers.office_source import converted, is_workbook
from reports.importing.readers.source import read_source
from reports.importing.tables.table_finding import read_tables
from reports.importing.worker import PROGRAM, Request, asking
from reports.own_program import command, environment
from schema.form_loader import load_form
from tests.importing.hostile_files import ole
from tests.importing.office_files import as_docx, as_xlsx, figures_of, pieces, texts_of, through_libreoffice
from tests.reports.making import names_in

FORM = load_form("ogi_2021")
FIGURES = figures_of(FORM, least=100)


class Made(NamedTuple):
    """What LibreOffice wrote of a whole report."""

    doc: bytes
    xls: bytes
    pdf: bytes


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The report once in every format; LibreOffice takes some seconds for each."""
    folder = tmp_path_factory.mktemp("libreoffice")
    content = list(pieces(FORM, "某镇人民政府2024年政府信息公开工作年度报告", FIGURES, texts_of(FORM)))
    word, book = as_docx(content), as_xlsx(content)
    return Made(
        through_libreoffice(word, ".docx", "doc:MS Word 97", folder),
        through_libreoffice(book, ".xlsx", "xls:MS Excel 97", folder),
        through_libreoffice(word, ".docx", "pdf", folder),
    )


def running(folder: Path, program: str = "") -> list[int]:
    """The processes of a program that were told to work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it is gone by now
            words = (process / "cmdline").read_bytes()
            if os.fsencode(folder) in words and program.encode() in words:
                found.append(int(process.name))
    return found


def figures_in(contents: Contents) -> Mapping[str, object]:
    """What the tables of a document say, by address."""
    return read_tables(contents).read.values


def test_an_old_word_file_comes_in_whole_whatever_it_is_called_and_leaves_nothing(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = tmp_path / "tmp"
    waiting.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(waiting))
    path = tmp_path / "年报.wps"
    path.write_bytes(made.doc)
    found = read_source(path)
    assert figures_in(found) == FIGURES
    assert [item.text for item in found.items if isinstance(item, Paragraph) and "**坚持公开**" in item.text]
    assert list(waiting.iterdir()) == []


def test_an_old_workbook_comes_in_whole(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "年报.et"
    path.write_bytes(made.xls)
    assert figures_in(read_source(path)) == FIGURES


def test_a_pdf_with_tables_over_several_pages_comes_in_whole(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "年报.pdf"
    path.write_bytes(made.pdf)
    found = read_source(path)
    assert len([item for item in found.items if isinstance(item, Grid)]) > 3
    assert figures_in(found) == FIGURES
    texts = [item.text for item in found.items if isinstance(item, Paragraph)]
    assert "我镇坚持公开，全年主动公开政府信息0条，其中网站0条，做到应公开尽公开。" in [
        t.replace("**", "") for t in texts
    ]


@pytest.mark.parametrize(("stream", "kind"), [("WordDocument", ".docx"), ("Workbook", ".xlsx")])
def test_without_libreoffice_it_is_said_how_to_save(
    stream: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_source, "libreoffice", lambda: None)
    path = tmp_path / "年报.doc"
    path.write_bytes(ole(stream))
    with pytest.raises(ReportFault, match=rf"另存为 {kind}"), converted(path):
        pass


def test_what_is_embedded_in_a_document_or_named_in_its_text_makes_no_workbook_of_it() -> None:
    text = "附表用 Workbook 格式另报 Book\0".encode("utf-16-le")
    assert not is_workbook(ole("WordDocument", "1Table", embedded=("Workbook", "Book"), text=text))
    assert is_workbook(ole("Book"))
    assert is_workbook(ole("SummaryInformation", "WORKBOOK"))
    assert not is_workbook(ole("Workbook")[:1100])


def test_a_text_that_names_what_a_password_hides_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_source, "libreoffice", lambda: None)
    path = tmp_path / "年报.doc"
    path.write_bytes(ole("WordDocument", text="EncryptionInfo".encode("utf-16-le")))
    with pytest.raises(ReportFault, match=r"另存为 \.docx"), converted(path):
        pass


def test_rich_text_is_a_document_whatever_it_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_source, "libreoffice", lambda: None)
    path = tmp_path / "年报.et"
    path.write_bytes(b"{\\rtf1 a}")
    with pytest.raises(ReportFault, match=r"另存为 \.docx"), converted(path):
        pass


def test_a_password_is_told_before_anything_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_source, "convert", None)
    path = tmp_path / "年报.docx"
    path.write_bytes(ole("EncryptionInfo", "EncryptedPackage"))
    with pytest.raises(ReportFault, match="密码"), converted(path):
        pass


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a shell script in the place of LibreOffice; returns a file to convert."""

    def put(script: str) -> Path:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setattr(office_source, "libreoffice", lambda: str(program))
        path = tmp_path / "年报.doc"
        path.write_bytes(ole("WordDocument"))
        return path

    return put


def test_a_file_that_libreoffice_makes_nothing_of_is_told(stand_in: Callable[[str], Path]) -> None:
    with pytest.raises(ReportFault, match="无法读取"), converted(stand_in("exit 0")):
        pass


def test_a_conversion_that_hangs_is_ended_with_all_that_it_started(
    stand_in: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_source, "LONGEST", 0.5)
    pipe = tmp_path / "alive"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    path = stand_in(f"sleep 600 > {pipe} & sleep 600")
    with pytest.raises(ReportFault, match="没有转换完"), converted(path):
        pass
    os.set_blocking(reading, True)
    assert os.read(reading, 1) == b""  # ends only when nobody holds the other end any more
    os.close(reading)


def test_a_worker_that_is_killed_takes_libreoffice_with_it(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where it hangs, and would not end by itself."""
    waiting, path = tmp_path / "tmp", tmp_path / "年报.doc"
    waiting.mkdir()
    path.write_bytes(made.doc)
    monkeypatch.setenv("TMPDIR", str(waiting))
    deadline = time.monotonic() + 60
    with subprocess.Popen(command(PROGRAM), stdin=subprocess.PIPE, env=environment()) as worker:  # noqa: S603 - our own program
        assert worker.stdin
        worker.stdin.write(asking(Request(path, tmp_path)))
        worker.stdin.flush()
        while not (converting := running(waiting, "soffice.bin")):
            assert time.monotonic() < deadline
        for process in converting:
            os.kill(process, signal.SIGSTOP)
        worker.kill()
    while running(waiting):
        assert time.monotonic() < deadline
    assert names_in(tmp_path) == ["tmp", "年报.doc"]
