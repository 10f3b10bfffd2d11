"""What an import found as the structures that the command line prints."""

from __future__ import annotations

from pathlib import Path

from reports.importing.findings import Doubt, Imported
from reports.importing.into import Placed


def import_view(source: Path, placed: Placed, imported: Imported) -> dict[str, object]:
    """One import: where from and to, what was found (rows by table), what is doubtful, and what the source does not show.

    What is to be said although the report is written only where there is something.
    """
    view: dict[str, object] = {
        "path": str(source),
        "out": str(placed.path),
        "format": imported.form.id,
        "agency": imported.agency,
        "year": imported.year,
        "tables": dict(imported.tables),
        "doubts": [doubt_view(doubt) for doubt in imported.doubts],
        "missing": list(imported.missing),
    }
    return view | ({"told": placed.told} if placed.told else {})


def doubt_view(doubt: Doubt) -> dict[str, object]:
    """One doubt; an address that it speaks of, and what was taken, only where there is one."""
    view: dict[str, object] = {"kind": doubt.kind}
    if doubt.figure:
        view["figure"] = doubt.figure
    view |= {"source_text": doubt.source_text, "message": doubt.message}
    return view | ({"proposed": doubt.proposed} if doubt.proposed else {})


def summary_view(source: Path, placed: Placed, imported: Imported) -> dict[str, object]:
    """One import among others: as `import_view`, with how many doubts and missing figures there are."""
    counts = {"doubts": len(imported.doubts), "missing": len(imported.missing)}
    return {**import_view(source, placed, imported), "counts": counts}
