"""What is found does not depend on the language it is told in."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.project import ROOT
from tests.reports.commanding import nianbao

PRACTICE = ROOT / "reports" / "samples" / "示例县（练习）"


def found(language: str) -> list[dict[str, Any]]:
    """Every finding of the practice library."""
    told = json.loads(nianbao("check", PRACTICE, "--format", "json", "--lang", language).stdout)
    return [finding for report in told["reports"] for finding in report["findings"]]


def wordless(finding: dict[str, Any]) -> dict[str, Any]:
    """A finding without what is only said."""
    repairs = [{**repair, "because": ""} for repair in finding.get("repairs", [])]
    return {**finding, "message": "", "repairs": repairs}


def test_findings_are_the_same_in_english() -> None:
    """Levels, codes, places, evidence and repairs; a reason given in one language still fits in the other."""
    chinese, english = found("zh"), found("en")
    assert len(chinese) > 10
    assert list(map(wordless, english)) == list(map(wordless, chinese))
    said = [re.sub("“[^”]*”", "", one["message"]) for one in english]
    said += [re.sub("“[^”]*”", "", repair["because"]) for one in english for repair in one.get("repairs", [])]
    assert not [text for text in said if re.search("[。；]", text)]
    assert [one["message"] for one in chinese] != [one["message"] for one in english]
