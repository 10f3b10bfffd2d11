"""The process that reads foreign files: one file on its stdin, what it holds on its stdout, and bounds on what it may use.

The year that is asked for, if one is, stands on its command line.

Whatever a file does to it, it ends: by an answer, or by the system.
"""

from __future__ import annotations

import os
import re
import resource
import sys
from typing import TYPE_CHECKING, Final

from reports.faults import ReportFault
from reports.importing.readers.sniffing import kind_of, text_kind
from reports.importing.readers.wire import refusal, written
from schema.language import _

if TYPE_CHECKING:
    from reports.importing.contents import Contents

MOST_MEMORY: Final = 280 << 20
"""Bytes of data that the process may hold."""

LARGEST_TEXT: Final = 20 << 20
"""Bytes of a text or page, pictures that are written in it not counted."""

PICTURE: Final = re.compile(rb"data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=%]+", re.IGNORECASE)
"""A picture or font that is written in a page."""

MOST_SECONDS: Final = 40
"""Seconds of a processor."""


def main() -> None:
    """Reads stdin and answers; nothing else is ever written to stdout."""
    bound()
    out = os.dup(1)
    os.dup2(2, 1)
    exhausted = refusal(_("文件内容太多，读取时内存不够：请只留下报告正文，另存一份再导入"))
    try:
        answer = answer_to(sys.stdin.buffer.read(), int(sys.argv[1]) if sys.argv[1:] else None)
    except MemoryError:
        answer = exhausted
    with os.fdopen(out, "wb", buffering=0) as pipe:
        left = memoryview(answer)
        while left:
            left = left[pipe.write(left) :]
    os._exit(0)  # what was built is not taken apart piece by piece


def answer_to(data: bytes, year: int | None = None) -> bytes:
    """What a file holds, or why it is not read. Raises MemoryError."""
    try:
        return written(contents_in(data, year))
    except ReportFault as fault:
        return refusal(str(fault))
    except RecursionError:
        return refusal(_("文件里一层套一层，太深，无法读取：请只留下报告正文，另存一份再导入"))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours or of a library: the file is named, the rest goes on
        return refusal(
            _("读取这份文件时出错（{error}）：请在 WPS 或浏览器中打开，另存一份再导入").format(
                error=type(error).__name__
            )
        )


def bound() -> None:
    """Sets the bounds of this process: memory, time, and no picture of a crash on the disk."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def contents_in(data: bytes, year: int | None = None) -> Contents:
    """Everything that a file holds; of a workbook of several years only one, ``year`` if it is there. Raises ReportFault."""
    kind = kind_of(data)
    if kind == "docx":
        from reports.importing.readers.docx_source import read_docx

        return read_docx(data)
    if kind == "xlsx":
        from reports.importing.readers.xlsx_source import read_xlsx

        return read_xlsx(data, year)
    if kind == "pdf":
        from reports.importing.readers.pdf_source import read_pdf

        return read_pdf(data)
    if kind == "ole":
        raise ReportFault(_("这是旧版 Word、Excel 或 WPS 文件，无法读取：请在 WPS 中另存为 .docx 或 .xlsx 再导入"))
    return text_in(data, is_container=kind == "mhtml")


def text_in(data: bytes, *, is_container: bool = False) -> Contents:
    """What a text, a page or Markdown holds. Raises ReportFault."""
    from reports.importing.readers.decoding import decoded

    charset = ""
    if is_container:
        from reports.importing.readers.mhtml import page_in

        data, charset = page_in(data)
    if len(data) > LARGEST_TEXT:
        data = PICTURE.sub(b"data:,", data)
    if len(data) > LARGEST_TEXT:
        raise ReportFault(
            _("文字或网页超过 {most} MB，不像一份年度报告：请只留下报告正文，另存一份再导入").format(
                most=LARGEST_TEXT >> 20
            )
        )
    text = decoded(data, charset)
    if not text.strip("\ufeff\0 \t\r\n\u3000"):
        raise ReportFault(_("文件里没有内容，请核对选的是不是这份文件"))
    kind = "html" if is_container else text_kind(text)
    if kind == "html":
        from reports.importing.readers.html_source import read_html

        return read_html(text)
    if kind == "md":
        from reports.importing.readers.markdown_source import read_markdown

        return read_markdown(text)
    from reports.importing.readers.text_source import read_text

    return read_text(text)


if __name__ == "__main__":
    main()
