"""What was read of a source as the text of a report file, proved to read back as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reports.document import as_stored
from reports.faults import ReportFault
from reports.importing.findings import TablesRead, TextsRead
from reports.importing.texts.basics import PERIOD
from reports.importing.texts.table_notes import add_note
from reports.layout import new_report
from reports.reading import report_from
from reports.rewrite import rewritten
from reports.source import LARGEST_FILE, LARGEST_FRAME, Source, frame_size
from schema.language import _
from schema.report import NOTES, contents_differ
from schema.values import Mark, Unreadable

OWN_WORDS = ("agency.name", "year", "format")
"""What the head of a new report has already."""


def report_text(tables: TablesRead, texts: TextsRead, year: int, agency: str) -> str:
    """The text of a new report of an agency and a year that holds what was read, and blanks for the rest.

    ReportFault where it would be larger than any report, or holds what no file can.
    """
    contents = contents_of(tables, texts)
    path = Path(f"{year}.toml")
    empty = Source(path, new_report(tables.form, year, agency, period=PERIOD in contents), bom=False, data=b"")
    text = rewritten(empty, tables.form, contents)
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError:
        raise ReportFault(_("来源里有不成字符的代码，不能存成报告；请另存为 UTF-8 后再导入。")) from None
    if size > LARGEST_FILE or (len(text) > LARGEST_FRAME and frame_size(text) > LARGEST_FRAME):
        raise ReportFault(
            _("读出来的文字超过 {size:g} MB，不像是年度报告；没有导入。").format(size=LARGEST_FILE / 2**20)
        )
    prove(text, path, contents)
    return text


def contents_of(tables: TablesRead, texts: TextsRead) -> dict[str, object]:
    """Everything that was read, by address; what is blank or unknown to the form is not there."""
    form = tables.form
    known = {entry.id for entry in form.fields()}
    contents: dict[str, object] = {
        address: content
        for address, content in texts.basics.items()
        if address in known and address not in OWN_WORDS and content not in ("", (), None)
    }
    contents |= {address: value for address, value in tables.values.items() if value is not None}
    contents |= {part.address: text for part in form.parts() if (text := texts.prose.get(part.address))}
    notes = notes_of(tables, texts)
    return contents | {f"{NOTES}.{address}": note for address, note in notes.items() if note.strip()}


def notes_of(tables: TablesRead, texts: TextsRead) -> dict[str, str]:
    """What cells print beside their figures, and the footnotes on them below that."""
    notes = dict(tables.notes)
    for address, note in texts.notes.items():
        if notes.get(address) != note:
            add_note(notes, address, note)
    return notes


def prove(text: str, path: Path, contents: Mapping[str, object]) -> None:
    """ReportFault where a report file does not give back what was put into it: nothing wrong may get into the library."""
    report = report_from(text, path)
    for address, content in contents.items():
        if contents_differ(plain(report.get(address)), plain(as_stored(content))):
            raise ReportFault(
                _("{address} 写成报告后读回来不一样，没有导入；请把这个来源交给维护程序的人。").format(address=address)
            )


def plain(content: object) -> object:
    """A content as a file holds it: a cell that is no number is its text."""
    return content.raw if isinstance(content, Unreadable) else content.text if isinstance(content, Mark) else content
