"""How checked files are printed: as lines, as one JSON document, or as one SARIF log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from reports.findings_text import findings_text
from reports.json_text import to_json
from reports.output import emit, narrate
from reports.terminal_text import safe
from schema.findings import Finding, Level
from schema.report import Report


class SarifPart(NamedTuple):
    """One file's results, and what their checks are about."""

    results: Sequence[dict[str, object]]
    titles: Mapping[str, str]


Rendered: TypeAlias = str | SarifPart
"""One file's share of the output: text, or (SARIF puts the rules of all files on top) results."""


class Checked(NamedTuple):
    """What checking one file came to. ``worst``: the gravest level of what nobody accepted; ``fault``: why it failed."""

    path: Path
    output: Rendered = ""
    worst: Level | None = None
    fault: str = ""


def rendered(form: str, path: Path, report: Report, findings: Sequence[Finding]) -> Rendered:
    """One file's share of the output."""
    if form == "text":
        return safe(findings_text(path, report, findings))
    if form == "json":
        from reports.views import checked_view

        return to_json(checked_view(path, report, findings), 2)
    from reports.sarif import check_titles, file_results

    return SarifPart(file_results(path, report, findings), check_titles(report.form, findings))


class Writer(Protocol):
    """Takes checked files in order and prints them."""

    def add(self, checked: Checked) -> None:
        """One more file."""

    def close(self) -> None:
        """No more files."""


def writer_for(form: str) -> Writer:
    """The writer of an output format."""
    if form == "sarif":
        return SarifWriter()
    return JsonWriter() if form == "json" else TextWriter()


class TextWriter:
    """Each file as soon as it is checked."""

    def add(self, checked: Checked) -> None:
        """Prints a file's lines."""
        if checked.fault:
            narrate(checked.fault)
        else:
            emit(str(checked.output))

    def close(self) -> None:
        """Nothing is left to print."""


class JsonWriter:
    """One document, printed file by file; the last one is held back until it is known that no comma follows."""

    def __init__(self) -> None:
        self._held: str | None = None

    def add(self, checked: Checked) -> None:
        """Prints the file before."""
        if checked.fault:
            narrate(checked.fault)
        emit('{\n  "reports": [' if self._held is None else f"    {self._held},")
        error = {"path": str(checked.path), "error": checked.fault}
        self._held = to_json(error, 2) if checked.fault else str(checked.output)

    def close(self) -> None:
        """Prints the last file and ends the document."""
        emit(f"    {self._held}\n  ]\n}}")


class SarifWriter:
    """One log, printed when all files are checked."""

    def __init__(self) -> None:
        self._checked: list[Checked] = []

    def add(self, checked: Checked) -> None:
        """Keeps a file's results."""
        if checked.fault:
            narrate(checked.fault)
        self._checked.append(checked)

    def close(self) -> None:
        """Prints the log."""
        from reports.sarif import FileResults, sarif_log

        parts = {checked.path: part for checked in self._checked if isinstance(part := checked.output, SarifPart)}
        titles = {code: title for part in parts.values() for code, title in part.titles.items()}
        files = [
            FileResults(one.path, one.output.results if isinstance(one.output, SarifPart) else (), one.fault)
            for one in self._checked
        ]
        emit(to_json(sarif_log(files, titles)))
