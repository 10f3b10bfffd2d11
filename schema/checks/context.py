"""What checks look at: the report, last year's beside it, and for the reading of prose one paragraph with its facts."""

from __future__ import annotations

from typing import NamedTuple

from schema.prose.plain import Plain, plain
from schema.report import Report


class Context(NamedTuple):
    """A report to check. ``previous`` is last year's where it is at hand; ``unreadable`` tells why it is not.

    ``deadline`` is the office's own date of publication, ``MM-DD``; empty where that of the agency's level holds.
    """

    report: Report
    previous: Report | None = None
    unreadable: str = ""
    deadline: str = ""


class Facts(NamedTuple):
    """What the reading of a paragraph may depend on, besides its words."""

    year: int
    agency: str
    website: str
    phone: str


class Paragraph(NamedTuple):
    """One paragraph of a prose part. Spans of its findings count from its own beginning."""

    address: str
    text: str
    facts: Facts

    @property
    def plain(self) -> Plain:
        """The paragraph without blanks, full-width digits and bold marks."""
        return plain(self.text)


def facts_of(report: Report) -> Facts:
    """The facts of a report that its prose is read against."""
    get = report.get
    return Facts(
        report.year,
        str(get("agency.name")),
        str(get("publication.website")),
        str(get("publication.phone")),
    )
