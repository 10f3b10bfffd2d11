"""Export from the editor: Markdown beside the report; a document that somebody else wrote there is not overwritten unasked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reports.assessment import assess
from reports.draft import open_points
from reports.faults import ReportFault, UnreadableReport
from reports.publishing import markdown_document, write_document
from reports.source import read_bytes
from schema.language import _
from tui.dialogs import ChoiceDialog

if TYPE_CHECKING:
    from tui.editor import Editor


class Export(NamedTuple):
    """A document to be written, what is said once it is, and whether nothing stands in the way of publishing it."""

    document: str
    done: str
    final: bool


def export_beside(editor: Editor, said_before: str) -> None:
    """Writes the report as Markdown next to its file, asking where another document stands in its place."""
    session = editor.session
    output = session.path.with_suffix(".md")
    findings = assess(session.report, session.path, seconds=0)
    document = markdown_document(session.report, findings)
    points = open_points(session.report, findings)
    done = _("已导出（还有{points}，已标明是草稿）").format(points=points) if points else _("已导出")
    export = Export(document, done, final=not points)
    try:
        present = read_bytes(output) if os.path.lexists(output) else None
    except UnreadableReport:
        present = b""  # a pipe, a folder, something huge: not what was exported before, so it is asked about
    if present in (None, document.encode("utf-8"), editor.exported):
        write(editor, output, export, said_before)
        return
    other = free_name(output)

    def answered(answer: str | None) -> None:
        if answer:
            write(editor, output if answer == "replace" else other, export, said_before)

    choices = [
        ("other", _("另存为 {name}").format(name=other.name)),
        ("", _("先不导出")),
        ("replace", _("覆盖 {name}").format(name=output.name)),
    ]
    editor.app.push_screen(
        ChoiceDialog(
            _("{name} 已经有了，内容和现在导出的不同（可能是以前导出后又改过的）。").format(name=output.name), choices
        ),
        answered,
    )


def write(editor: Editor, output: Path, export: Export, said_before: str) -> None:
    """Writes the document and says that it is done, and where; a final one is kept as what was published."""
    try:
        write_document(output, editor.session.path, export.document)
    except ReportFault as fault:
        editor.show_focus(said_before + _("没有导出：{fault}").format(fault=fault))
        return
    editor.exported = export.document.encode("utf-8")
    said = f"{said_before}{export.done} {output}"
    if not export.final:
        editor.show_focus(said)
        return
    editor.record_final(output, said)


def free_name(output: Path) -> Path:
    """The first name like ``2024-2.md`` that is not taken."""
    number = 2
    while (other := output.with_name(f"{output.stem}-{number}{output.suffix}")).exists():
        number += 1
    return other
