"""The bytes of a report file and the text in them: size, encoding, byte-order mark and line ends."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import NamedTuple

from reports.faults import UnreadableReport, cannot
from reports.intents import waiting
from schema.language import _

LARGEST_FILE = 3 * 2**19
"""Bytes. A report is 8 to 60 KB, with a megabyte of prose it still opens."""

LARGEST_FRAME = 2**19
"""Characters outside of prose in ''': the worst file of this size is read, checked, changed or refused within 2 s and 300 MB."""

TEXTS = re.compile(
    r'"""(?:[^\\]|\\.|\\\Z)*?(?:"""|\Z)'
    r"|(?P<prose>'''.*?(?:'''|\Z))"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*",
    re.DOTALL,
)
"""Every text and comment of TOML; one that is not closed ends with the file, so that none is looked through twice."""

BOM = "\ufeff"


class Source(NamedTuple):
    """A file as it was read. ``text`` is without the byte-order mark, line ends as they are."""

    path: Path
    text: str
    bom: bool
    data: bytes

    @property
    def line_end(self) -> str:
        """The line end that new lines get: CRLF where the first line has it."""
        first = self.text.find("\n")
        return "\r\n" if first > 0 and self.text[first - 1] == "\r" else "\n"

    def encoded(self, text: str) -> bytes:
        """Other text for this file as bytes, with its byte-order mark; a lone surrogate is a UnicodeEncodeError."""
        return (BOM + text if self.bom else text).encode("utf-8")


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file of bearable size; UnreadableReport otherwise. Never blocks on a pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise UnreadableReport(_("{path} 不是普通文件，不能当作报告打开。").format(path=path))
            with os.fdopen(os.dup(descriptor), "rb") as file:
                data = file.read(LARGEST_FILE + 1)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UnreadableReport(cannot(_("无法读取 {path}：{reason}。"), path, error)) from None
    if len(data) > LARGEST_FILE:
        raise too_large(path, LARGEST_FILE)
    return data


def too_large(path: Path, size: int) -> UnreadableReport:
    """What is said of a file that is larger than any report."""
    return UnreadableReport(
        _("{path} 超过 {size:g} MB，不像是年度报告，没有打开。").format(path=path, size=size / 2**20)
    )


def frame_size(text: str) -> int:
    """How many characters of TOML text are outside of prose in '''."""
    return len(text) - sum(len(found[0]) for found in TEXTS.finditer(text) if found["prose"])


def read_source(path: Path) -> Source:
    """The file's text; UnreadableReport where it is no UTF-8 text, naming the line.

    Where a save was cut off while it wrote over the file, it is finished first.
    """
    if waiting():
        from reports.in_place import finish  # hardly ever needed

        finish(path)
    data = read_bytes(path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = _("可能是 GBK 编码或不是文本，请另存为 UTF-8") if b"\0" not in data else _("这是二进制文件，不是报告")
        raise UnreadableReport(
            _("{path} 第 {line} 行不是 UTF-8 文字：{hint}。文件没有改动。").format(path=path, line=line, hint=hint)
        ) from None
    if len(text) > LARGEST_FRAME and frame_size(text) > LARGEST_FRAME:
        raise too_large(path, LARGEST_FRAME)
    bom = text.startswith(BOM)
    return Source(path, text.removeprefix(BOM), bom, data)
