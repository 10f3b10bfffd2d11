"""The format of a file by its content."""

from __future__ import annotations

import io
import zipfile

import pytest

from reports.faults import ReportFault
from reports.importing.readers.sniffing import is_old_office, kind_of, text_kind
from tests.reports.making import TEXT


def zipped(*names: str) -> bytes:
    """A zip with such members."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as container:
        for name in names:
            container.writestr(name, name)
    return held.getvalue()


KINDS: dict[str, tuple[bytes, str]] = {
    "Word": (zipped("[Content_Types].xml", "word/document2.xml"), "docx"),
    "Excel": (zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    "PDF": (b"\n%PDF-1.7\n", "pdf"),
    "old Word, Excel, WPS": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ole"),
    "rich text": (b"{\\rtf1\\ansi", "ole"),
    "a page in one file": (
        b"From: <Saved by WPS>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
        "mhtml",
    ),
    "text": ("年报".encode(), "plain"),
    "text that begins like a letter": ("From: 某镇\n年报".encode(), "plain"),
}

REFUSED: dict[str, tuple[bytes, str]] = {
    "PNG": (b"\x89PNG\r\n\x1a\n", "图片"),
    "JPEG": (b"\xff\xd8\xff\xe0", "图片"),
    "WebP": (b"RIFF\0\0\0\0WEBPVP8 ", "图片"),
    "RAR": (b"Rar!\x1a\x07", "解压"),
    "gzip": (b"\x1f\x8b\x08", "解压"),
    "a zip of other things": (zipped("年报.doc"), "解压"),
    "OFD": (zipped("OFD.xml", "Doc_0/Document.xml"), "OFD"),
    "a torn zip": (zipped("word/document.xml")[:-30], "不完整"),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_format_is_known_by_its_bytes(name: str) -> None:
    data, kind = KINDS[name]
    assert kind_of(data) == kind


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_told_what_it_is(name: str) -> None:
    data, words = REFUSED[name]
    with pytest.raises(ReportFault, match=words):
        kind_of(data)


def test_what_libreoffice_has_to_convert() -> None:
    assert is_old_office(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert is_old_office(zipped("mimetypeapplication/vnd.oasis.opendocument.text"))
    assert not is_old_office(zipped("word/document.xml"))
    assert not is_old_office(b"")


TEXTS: dict[str, tuple[str, str]] = {
    "a page": ("<!DOCTYPE html><html><body><p># 甲</p></body></html>", "html"),
    "XHTML": ('<?xml version="1.0" encoding="utf-8"?><html xmlns="x"><p>甲</p></html>', "html"),
    "a page below a comment": ("\ufeff<!-- saved from url=x -->\n<HTML><P>甲", "html"),
    "a fragment": ("<div class=a><p>甲</p><table><tr><td>1</td></tr></table></div>", "html"),
    "a fragment that begins with text": ("某镇年报<br><p>甲</p><p>乙</p><p>丙</p><div>丁</div>", "html"),
    "headings": ("# 某镇年报\n\n一、总体情况", "md"),
    "a pipe table": ("某镇年报\n\n| 项 | 数 |\n|---|--:|\n| 规章 | 1 |", "md"),
    "our own export with tables of HTML": ("# 某镇年报\n\n<table>\n<tr><td>1</td></tr>\n</table>\n", "md"),
    "a table of HTML in text": ("某镇年报\n\n<table>\n<tr><td>1</td></tr>\n</table>\n", "md"),
    "lines of text around tables of HTML": (
        "某镇年报\n一、总体情况\n公开 3 条\n<table>"
        + "<tr><td><p>规章</p></td><td>1</td></tr>" * 9
        + "</table>\n二、其他",
        "md",
    ),
    "plain text": ("某镇年报\n一、总体情况\n公开 3 条", "text"),
    "tabs": ("项\t数\n规章\t1", "text"),
    "lone pipes": ("规章\n|\n1\n|\n", "text"),
    "pipe rows without a rule": ("| 规章 | 1 |\n| 处罚 | - |", "text"),
    "a name in angle brackets": ("<年报>\n关于印发<格式>的通知", "text"),
    "an address in angle brackets": ("<http://www.a.cn/>\n年报", "text"),
    "a number sign": ("#1 楼\n年报", "text"),
    "JSON": ('{"year": 2023}', "text"),
    "other TOML": ('title = "x"\nyear = 2024\n', "text"),
    "nothing": ("", "text"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_page_markdown_and_text_are_told_apart(name: str) -> None:
    text, kind = TEXTS[name]
    assert text_kind(text) == kind


@pytest.mark.parametrize(
    "text", [TEXT, "\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), '\n\n# 年报\nyear = 2024\nformat = "ogi_2021"\n']
)
def test_a_report_of_ours_needs_no_import(text: str) -> None:
    with pytest.raises(ReportFault, match="已经是年报"):
        text_kind(text)


def test_a_million_blank_lines_are_no_trap() -> None:
    assert text_kind("\n" * 1_000_000 + "甲") == "text"
