"""What a source does not say of itself and a person can: whose report it is, and of which year."""

from __future__ import annotations

from typing import Literal

from reports.faults import ReportFault


class Unsaid(ReportFault):
    """The source is a report, but does not say ``what``: given that, it can be brought in."""

    def __init__(self, sentence: str, what: Literal["year", "agency"]) -> None:
        super().__init__(sentence)
        self.what = what
