"""The document of a report as it leaves the program: marked while it is a draft, and never written over a report."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from reports.draft import stamped
from reports.faults import ReportFault
from reports.markdown import Tables, markdown
from reports.store import replace_file
from schema.findings import Finding
from schema.language import _
from schema.report import Report


def markdown_document(report: Report, findings: Iterable[Finding], tables: Tables = "gfm") -> str:
    """The report as Markdown; with open points among its findings the first block says that it is a draft."""
    return stamped(markdown(report, tables), report, findings)


def write_document(output: Path, report_file: Path, document: str) -> None:
    """Writes an exported document, never over a report, nor over one that a link of another name leads to."""
    if ".toml" in (output.suffix, Path(os.path.realpath(output)).suffix) or (
        output.exists() and output.samefile(report_file)
    ):
        raise ReportFault(
            _("{output} 是报告文件的名字，不能当作导出文件；请换一个，例如 {name}。").format(
                output=output, name=output.with_suffix(".md").name
            )
        )
    replace_file(output, document.encode("utf-8"))
