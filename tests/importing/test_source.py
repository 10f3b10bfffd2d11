"""Any file at all: it is read, or refused with one sentence; nothing hangs, nothing fills the memory."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest

from reports.importing.contents import Cell, Contents, Grid, Paragraph
from reports.importing.readers import office_source, source
from reports.importing.readers.source import read_source
from reports.importing.readers.wire import contents_of, written
from reports.markdown import markdown
from reports.reading import read_report
from tests.importing.measured import measured, refusal
from tests.importing.office_files import Piece, as_docx, as_xlsx
from tests.project import ROOT
from tests.reports.making import SAMPLE

PAGE = (
    "<html><head><title>某镇年报</title></head><body><h1>某镇年报</h1><p><b>一是。</b>公开</p>"
    "<table><tr><td>规章<td rowspan=2>１<tr><td>处罚</table></body></html>"
)
READ = Contents(
    "html",
    (
        Paragraph("某镇年报", 1),
        Paragraph("**一是。**公开"),
        Grid((Cell("规章", 0, 0), Cell("１", 0, 1, 2, 1), Cell("处罚", 1, 0))),
    ),
    title="某镇年报",
)


def held(folder: Path, data: bytes | str, name: str = "年报.html") -> Path:
    """A file with such content."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def archive() -> bytes:
    """The page as browsers save it in one file."""
    message = EmailMessage()
    message["Subject"] = "年报"
    message.set_content("<p>图</p>", subtype="css")
    message.make_related()
    message.attach(_part())
    return message.as_bytes()


def _part() -> EmailMessage:
    part = EmailMessage()
    part.set_content(PAGE, subtype="html", charset="gb18030", cte="base64")
    return part


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("年报.html", PAGE.encode()),
        ("年报.doc", PAGE.encode("gb18030")),
        ("x", PAGE.encode("utf-16")),
        ("年报.mht", archive()),
    ],
)
def test_a_page_is_read_whatever_its_name_and_encoding(name: str, data: bytes, tmp_path: Path) -> None:
    assert read_source(held(tmp_path, data, name)) == READ


def test_word_and_excel_are_read_whatever_their_name(tmp_path: Path) -> None:
    content = [Piece("某镇年报", 1), Piece("全年公开 3 条。")]
    for kind, data in (("docx", as_docx(content)), ("xlsx", as_xlsx(content))):
        contents = read_source(held(tmp_path, data, "年报.html"))
        assert contents.kind == kind
        assert (
            "全年公开 3 条。" in [item.text for item in contents.items if isinstance(item, Paragraph)] or kind == "xlsx"
        )


def test_plain_text_is_read(tmp_path: Path) -> None:
    contents = read_source(held(tmp_path, "某镇年报\n\n一、总体情况\n\n项\t数\n规章\t1\n"))
    assert contents.kind == "text"
    assert Paragraph("某镇年报") in contents.items


def test_an_old_office_file_is_converted_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = held(tmp_path, as_docx([Piece("某镇年报")]), "made")

    @contextmanager
    def converted(_path: Path) -> Iterator[Path]:
        yield made

    monkeypatch.setattr(office_source, "converted", converted)
    assert read_source(held(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "年报.wps")).kind == "docx"


def test_an_old_office_file_that_cannot_be_converted_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_source, "libreoffice", lambda: None)
    assert "LibreOffice" in refusal(held(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "年报.doc"))


def test_our_own_export_is_read_and_our_own_file_is_not(tmp_path: Path) -> None:
    contents = read_source(held(tmp_path, markdown(read_report(SAMPLE)), "年报.txt"))
    assert contents.kind == "md"
    assert Paragraph("一、总体情况", 2) in contents.items
    assert "已经是年报" in refusal(SAMPLE)


@pytest.mark.parametrize(
    "contents",
    [
        READ,
        Contents("pdf", (), wrapped=True, title="年 \ud800", remarks=("甲", "乙")),
        Contents("text", (Grid((), placed=False),)),
    ],
)
def test_contents_come_over_the_wire_as_they_are(contents: Contents) -> None:
    assert contents_of(written(contents)) == contents


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO, errno.ENAMETOOLONG])
def test_a_file_that_the_system_does_not_open_is_refused(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = held(tmp_path, PAGE)

    def opened(*_arguments: object) -> int:
        raise OSError(code, "x")

    monkeypatch.setattr(os, "open", opened)
    assert refusal(path).startswith("无法读取")


def _loop(folder: Path) -> Path:
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    return folder / "a"


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def _large(folder: Path) -> Path:
    path = held(folder, PAGE)
    os.truncate(path, source.LARGEST + 1)
    return path


NO_FILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "folder": (lambda folder: folder, "文件夹"),
    "pipe": (_pipe, "不是普通文件"),
    "device": (lambda _folder: Path("/dev/zero"), "不是普通文件"),
    "loop": (_loop, "绕成了圈"),
    "missing": (lambda folder: folder / "no.html", "找不到"),
    "in a file": (lambda folder: held(folder, PAGE) / "x", "路径中间"),
    "empty": (lambda folder: held(folder, ""), "空文件"),
    "too large": (_large, "太大"),
}


@pytest.mark.parametrize("name", NO_FILE)
def test_what_is_no_file_of_a_report_is_refused_at_once(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "PROGRAM", "never started")
    make, words = NO_FILE[name]
    assert words in refusal(make(tmp_path))


CONTENT: dict[str, tuple[bytes, str]] = {
    "blanks only": (b"\n  \n\xe3\x80\x80", "没有内容"),
    "mojibake": (("政府信息公开工作年度报告，" * 20).encode().decode("gbk", "ignore").encode(), "乱码"),
    "binary": (bytes(range(256)) * 4000, "无法读取"),
    "a page of 21 MB": (b"<html><p>" + b"x" * (21 << 20), "超过 20 MB"),
    "a million tags": (b"<html>" + b"<p>x" * 1_000_000, "标签超过"),
    "a torn zip": (b"PK\x03\x04" + bytes(5000), "不完整"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(5000), "图片"),
    "Markdown that quotes without end": (b"# x\n" + b"> " * 5_000 + b"\n[" * 5_000, ""),
}


@pytest.mark.parametrize("name", CONTENT)
def test_strange_content_is_refused_within_bounds(name: str, tmp_path: Path) -> None:
    data, words = CONTENT[name]
    _contents, told = measured(held(tmp_path, data))
    assert words in told
    assert bool(words) == bool(told)


BOMBS: dict[str, str] = {
    "ten thousand columns": "<table><tr>" + "<td>1" * 10_000,
    "rowspan of a billion": f"<table><tr><td rowspan={10**9} colspan={10**9}>规章<td>1<tr><td>2</table>",
    "thousands of rows under merged cells": "<table>" + f"<tr><td rowspan={10**9} colspan=400>1<td>2" * 1_000,
    "ten thousand divisions": "<div>" * 10_000,
    "tables in tables": "<table><tr><td>" * 4_000,
    "bold that never ends": "<b><i><p>x" * 4_000,
    "entities": "<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><p>&b;"
    + "&#x110000;&#99999999999999;&amp" * 20_000,
    "comments": "<!--" * 40_000,
    "attributes": "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">",
    "styles": "<p style='" + "display:" * 100_000 + "'>x<p style='" + "font-weight" * 100_000 + "'>",
    "blanks": "<p>甲" + "\n " * 500_000 + "\u00a0乙",
}


@pytest.mark.parametrize("name", BOMBS)
def test_hostile_pages_are_read_within_bounds(name: str, tmp_path: Path) -> None:
    contents, _told = measured(held(tmp_path, "<html><p>年报</p><p>" + BOMBS[name]))
    assert contents
    assert contents.items[0] == Paragraph("年报")


def test_a_refusal_is_in_the_language_of_the_sentence_around_it(tmp_path: Path) -> None:
    program = (
        "from reports.speaking import speaking; speaking(['--lang', 'en'])\n"
        "import sys\nfrom pathlib import Path\nfrom reports.importing.readers.source import read_source\nread_source(Path(sys.argv[1]))"
    )
    path = held(tmp_path, "  \n", "x.txt")
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    sentence = done.stderr.strip().splitlines()[-1].partition(": ")[2]
    assert str(path) in sentence
    assert not re.search(r"[\u3000-\u9fff]", sentence.replace(str(path), "")), sentence


def test_the_process_does_not_take_a_package_of_the_current_folder_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(tmp_path, "raise SystemExit", "reports.py")
    monkeypatch.chdir(tmp_path)
    assert read_source(held(tmp_path, PAGE)) == READ
