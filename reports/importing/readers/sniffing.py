"""Which format a file has, by its content; its name says nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from reports.faults import ReportFault
from schema.clip_text import pipe_cells
from schema.language import _

Kind: TypeAlias = Literal["docx", "xlsx", "pdf", "ole", "mhtml", "plain"]
TextKind: TypeAlias = Literal["html", "md", "text"]

HEAD: Final = 4096
"""Bytes that tell a file of an old office program, which is converted first."""

LOOKED_AT: Final = 1 << 20
"""Characters that tell a page, Markdown and plain text apart."""

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ODF: Final = b"mimetypeapplication/vnd.oasis.opendocument"
_OLD_OFFICE: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_IMAGES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_MHTML: Final = re.compile(
    rb"(?i)\A(?:\xef\xbb\xbf)?\s*(?:from|mime-version|subject|date|snapshot-content-location|content-type):"
)

_OURS: Final = re.compile(r"""(?:[ \t]*(?:#.*)?\n)*[ \t]*(?:format\s*=\s*["']|year\s*=\s*\d|\[agency\])""")
_FORMAT: Final = re.compile(r"(?m)^[ \t]*format[ \t]*=")
_WHOLE_PAGE: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BEGINS_WITH_TAG: Final = re.compile(r"\s*(?:<\?xml\b|<!--|<[a-z][a-z0-9:]*(?:\s[^<>]*)?/?>)", re.IGNORECASE)
_MARKED_UP: Final = re.compile(r"</(?:p|div|span|h[1-6]|li|section|article|font)\s*>|<br\s*/?>", re.IGNORECASE)
_TABLE: Final = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_END: Final = re.compile(r"</table\b", re.IGNORECASE)
_RULE: Final = re.compile(r":?-{2,}:?")
_HEADING: Final = re.compile(r"(?m)^ {0,3}#{1,6}[ \t]+\S")


def is_old_office(head: bytes) -> bool:
    """Whether a file that begins so needs LibreOffice: .doc, .xls, .wps, .et, .rtf, OpenDocument."""
    return head.startswith(_OLD_OFFICE) or (head.startswith(_ZIP) and head[30:].startswith(_ODF))


def kind_of(data: bytes) -> Kind:
    """The format of a file's bytes; ``plain`` is a text of some kind. Raises ReportFault for what cannot be read at all."""
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if is_old_office(data[:HEAD]):
        return "ole"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_IMAGES) or data[8:12] == b"WEBP":
        raise ReportFault(_("这是图片，里面的文字读不到：请用有文字的网页、Word、Excel 或 PDF 文件，或照着图片填写"))
    if data.startswith(_ARCHIVES):
        raise ReportFault(_("这是压缩包：请先解压，再导入里面的报告文件"))
    if _MHTML.match(data[:HEAD]) and b"multipart/related" in data[:HEAD].lower():
        return "mhtml"
    return "plain"


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = container.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        raise ReportFault(
            _("文件不完整或已损坏，无法读取：请重新下载或拷贝，或在 WPS、Word 中打开后另存一份再导入")
        ) from None
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "OFD.xml" in names:
        raise ReportFault(
            _("这是 OFD 版式文件，无法读取：请用原来的 Word 或网页导入，或在阅读软件中转为 PDF、复制出文字")
        )
    raise ReportFault(_("这是压缩包，里面不是 Word 或 Excel 文档：请先解压，再导入里面的报告文件"))


def text_kind(text: str) -> TextKind:
    """Page, Markdown or plain text. Raises ReportFault for a report file of ours, which needs no import."""
    text = text[:LOOKED_AT].removeprefix("\ufeff").replace("\r\n", "\n")
    if _OURS.match(text[:HEAD]) and _FORMAT.search(text[:HEAD]):
        raise ReportFault(_("这已经是年报程序的报告文件，不用导入：请直接打开它"))
    if _WHOLE_PAGE.search(text[:HEAD]):
        return "html"
    if _HEADING.search(text) or _has_rule(text):
        return "md"
    if _BEGINS_WITH_TAG.match(text[:HEAD]) or len(_MARKED_UP.findall(_outside_tables(text))) > 2:
        return "html"
    return "md" if _TABLE.search(text) else "text"


def _outside_tables(text: str) -> str:
    """The text before, between and behind its tables of HTML: the lines of a text with tables are no page."""
    kept, at = [], 0
    while (start := _TABLE.search(text, at)) and (end := _TABLE_END.search(text, start.end())):
        kept.append(text[at : start.start()])
        at = end.end()
    return "".join([*kept, text[at:]])


def is_rule(cells: Sequence[str]) -> bool:
    """Whether the cells of a pipe table are the rule below a head and not a row of dashes: two or more in each."""
    return all(_RULE.fullmatch(cell) for cell in cells)


def _has_rule(text: str) -> bool:
    """Whether a line of the text is the rule below the head of a pipe table."""
    return any(
        len(cells := pipe_cells(line)) > 1 and is_rule(cells)
        for line in text.split("\n")
        if "|" in line and "-" in line
    )
