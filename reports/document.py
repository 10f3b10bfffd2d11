"""An open report file: the text it was read from, the report in it, and saving what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reports.faults import Unconfirmed, UnwritableReport
from reports.reading import report_from
from reports.source import BOM, Source, read_source
from reports.store import create_file, replace_report
from reports.versions import saved_by
from schema.language import _
from schema.report import Edit, Report, contents_differ

if TYPE_CHECKING:
    from reports.trace import Reason


@dataclass
class Document:
    """A file and its report. ``source`` is what is on disk as far as we know, ``replaced`` the bytes before the last save."""

    source: Source
    report: Report
    replaced: bytes = b""
    unconfirmed: bool = False
    """Whether the disk has not confirmed the last save: the next one confirms it, and replaces what that did."""

    @property
    def path(self) -> Path:
        """Where the report lives."""
        return self.source.path

    def text_with(self, edits: Mapping[str, Edit], reason: Reason | None = None) -> str:
        """The file's text with net edits applied, proved to read back as they say; UnwritableReport otherwise."""
        if not edits and reason is None:
            return self.source.text
        # tomlkit costs 20 ms to import: only a save needs it, never a start.
        from reports.rewrite import rewritten

        contents = {address: edit.new for address, edit in edits.items()}
        text = rewritten(self.source, self.report.form, contents, reason.entry() if reason else "")
        reread = report_from(text, self.path)
        for address, edit in edits.items():
            if contents_differ(reread.get(address), as_stored(edit.new)):
                raise UnwritableReport(
                    _("{address} 写入后读回来不一样，已停下；{path} 没有改动。").format(address=address, path=self.path)
                )
        return text

    def save(self, edits: Mapping[str, Edit], reason: Reason | None = None) -> str:
        """Writes net edits (and why, where that is told) to the file; UnwritableReport leaves it as it was.

        A sentence where the previous version could not be kept, else empty.
        """
        data = self.encoded(edits, reason)
        try:
            told = replace_report(self.path, data, self.source.data, saved_by(self.path, self.source.data))
        except Unconfirmed:
            self._saved(data)
            self.unconfirmed = True
            raise
        self._saved(data)
        return told

    def recreate(self, edits: Mapping[str, Edit], reason: Reason | None = None) -> None:
        """Writes the report with its edits to its own path, where no file is any more; UnwritableReport where one is."""
        data = self.encoded(edits, reason)
        create_file(self.path, data)
        self._saved(data)
        self.replaced = b""

    def become(self, saved: Document) -> None:
        """Takes over what another document of the same file has just saved."""
        vars(self).update(vars(saved))
        self.report = report_from(self.source.text, self.path)

    def save_copy(self, edits: Mapping[str, Edit], path: Path) -> None:
        """Writes the report with its edits to a new file; an existing one is never overwritten."""
        create_file(path, self.encoded(edits))

    def encoded(self, edits: Mapping[str, Edit], reason: Reason | None = None) -> bytes:
        """The bytes that a save would write."""
        try:
            return self.source.encoded(self.text_with(edits, reason))
        except UnicodeEncodeError:
            raise UnwritableReport(_("内容里有不成字符的代码，不能保存；请删去粘贴来的异常字符。")) from None

    def _saved(self, data: bytes) -> None:
        if not (self.unconfirmed and data == self.source.data):
            self.replaced = self.source.data
        self.unconfirmed = False
        text = data.decode("utf-8").removeprefix(BOM if self.source.bom else "")
        self.source = Source(self.path, text, self.source.bom, data)


def as_stored(content: object) -> object:
    """A content as a file gives it back: text ends without line ends."""
    return content.rstrip("\n") if isinstance(content, str) else content


def open_document(path: Path) -> Document:
    """The report file at a path; UnreadableReport when it is none."""
    source = read_source(path)
    return Document(source, report_from(source.text, path))
