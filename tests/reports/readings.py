"""Places of the sample that tests of reading replace, and what its text says."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.faults import UnreadableReport
from reports.reading import report_from
from schema.report import Report

RULES = "rules                    = [0, 0, 0] "
PENALTIES = "administrative_penalties = 8"
FEES = "administrative_fees      = 0"
RECEIVED = "received        = [0, 0, 0, 0, 0, 0]"


def read(text: str) -> Report:
    """The report that text describes."""
    return report_from(text, Path("甲/2024.toml"))


def refusal(text: str) -> str:
    """The message of a refused text."""
    with pytest.raises(UnreadableReport) as caught:
        read(text)
    return str(caught.value)


def everything(report: Report) -> object:
    """All that a report holds."""
    return (report.year, report.form.id, report.agency, report.publication, report.ledger.values, report.ledger.stated,
            report.prose, report.notes, report.unknown)  # fmt: skip
