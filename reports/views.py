"""A report and its findings as the structures that the command line prints."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from schema.fields import show_field
from schema.findings import Finding, Repair
from schema.language import _
from schema.report import Report
from schema.values import Unreadable, is_number, show


def plain_value(value: object) -> object:
    """A cell for JSON: number, null, or the text that stands in it."""
    if isinstance(value, Unreadable):
        raw = value.raw
        short = isinstance(raw, Decimal) and raw.is_finite() and len(f"{raw:E}") < 30 and abs(raw.adjusted()) < 30
        return raw if short or (isinstance(raw, int) and abs(raw) < 2**63) else str(value)
    return value if value is None or is_number(value) else str(value)


def report_view(report: Report) -> dict[str, object]:
    """Everything in a report by address, as ``show --format json`` prints it; figures in printed order."""
    ledger, form = report.ledger, report.form
    return {
        "format": form.id,
        "year": report.year,
        "agency": {"name": report.agency.get("name"), "level": report.agency.get("level")},
        "publication": dict(report.publication),
        "figures": {figure.address: plain_value(ledger.values[figure.index]) for figure in form.figures},
        "stated": {
            figure.address: plain_value(ledger.stated[figure.index])
            for figure in form.figures
            if figure.index in ledger.stated
        },
        "prose": dict(report.prose),
        "notes": dict(report.notes),
    }


def finding_view(report: Report, finding: Finding) -> dict[str, object]:
    """One finding as ``check --format json`` prints it; a line of basic data is told by its section."""
    holders = {entry.id: section.id for section in report.form.sections for entry in section.fields}
    where: dict[str, object] = {"section": holders.get(finding.section, finding.section)}
    if finding.span:
        where["text_span"] = list(finding.span)
    return {
        "level": finding.level.word,
        "outcome": finding.outcome,
        "code": finding.code,
        "figures": list(finding.figures),
        "where": where,
        "message": finding.message,
        "dismissed": finding.dismissed._asdict() if finding.dismissed else None,
        "repairs": [repair_view(repair) for repair in finding.repairs],
    }


def repair_view(repair: Repair) -> dict[str, object]:
    """One way to put a finding right: numbers as numbers, a blank as null, marks and prose as text."""
    changes = [
        {"figure": edit.address, "from": plain_content(edit.old), "to": plain_content(edit.new)}
        for edit in repair.edits
    ]
    return {"changes": changes, "unique": repair.unique, "because": repair.because}


def plain_content(content: object) -> object:
    """What an address holds, for JSON."""
    return list(content) if isinstance(content, tuple) else plain_value(content)


def checked_view(path: Path, report: Report, findings: Iterable[Finding]) -> dict[str, object]:
    """One checked report."""
    return {
        "path": str(path),
        "agency": report.agency.get("name"),
        "year": report.year,
        "format": report.form.id,
        "findings": [finding_view(report, finding) for finding in findings],
    }


def report_text(report: Report) -> str:
    """A report to read in a terminal, line by line: basic data, prose, and every row with its columns named."""
    lines = [report.title, ""]
    lines += [f"{entry.label}：{show_field(report.get(entry.id), entry)}" for entry in report.form.fields()]
    for section in report.form.sections:
        lines += ["", section.title]
        for part in section.parts:
            lines += [f"【{part.label}】", report.prose.get(part.address, "")]
        lines += [
            line
            for block in (section.table.blocks if section.table else ())
            for line in rows_text(report, section.id, block.title)
        ]
    return "\n".join(lines)


def rows_text(report: Report, section: str, block_title: str) -> list[str]:
    """The rows of one block: label, then each column with its number; 空 for a blank."""
    rows: dict[str, list[str]] = {}
    for figure in report.form.figures:
        if figure.section != section or figure.block.title != block_title:
            continue
        value = show(report.ledger.printed(figure.index)) or _("空")
        rows.setdefault(figure.row_name, []).append(f"{figure.column.label} {value}")
    return [*([block_title] if block_title else []), *(f"{label}：{'，'.join(cells)}" for label, cells in rows.items())]
