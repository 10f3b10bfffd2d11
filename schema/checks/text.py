"""Runs the checks that read text. A paragraph that did not change is not read again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from schema.checks.context import Context, Facts, Paragraph, facts_of
from schema.checks.guard import guarded
from schema.checks.text_registry import PARAGRAPH_CHECKS, REPORT_CHECKS
from schema.findings import Finding
from schema.prose.plain import paragraphs


def check_text(context: Context) -> Iterator[Finding]:
    """The findings of every paragraph in the form's order, then those of the whole report."""
    facts = facts_of(context.report)
    for part in context.report.form.parts():
        for offset, text in paragraphs(context.report.prose.get(part.address, "")):
            findings = paragraph_findings(part.address, text, facts)
            yield from (moved(finding, offset) for finding in findings) if findings and offset else findings
    for check in REPORT_CHECKS:
        yield from guarded(check, context, context.report.form.sections[0].id)


@lru_cache(maxsize=512)
def paragraph_findings(address: str, text: str, facts: Facts) -> tuple[Finding, ...]:
    """What the paragraph checks say, places counted from the paragraph's beginning."""
    paragraph = Paragraph(address, text, facts)
    words = paragraph.plain.text
    fitting = [one.find for one in PARAGRAPH_CHECKS if any(word in words for word in one.needed)]
    try:
        found = [finding for check in fitting for finding in check(paragraph)]
    except Exception:  # noqa: BLE001 - once more, one by one, so that only the broken check is left out and told
        found = [finding for check in fitting for finding in guarded(check, paragraph, address)]
    if len(found) < 2:
        return tuple(found)
    return tuple({(finding.code, finding.span): finding for finding in reversed(found)}.values())[::-1]


def moved(finding: Finding, offset: int) -> Finding:
    """A finding placed in the whole part."""
    if finding.span is None:
        return finding
    start, end = finding.span
    return finding._replace(span=(start + offset, end + offset))
