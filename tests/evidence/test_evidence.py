"""The checks find what is wrong and keep quiet where nothing is: measured on reports that somebody else prepared."""

from __future__ import annotations

from schema.checks.everything import check_report
from schema.findings import Level
from tests.evidence.bases import base, base_before, base_names
from tests.evidence.corpus import lookalikes
from tests.evidence.judging import false_alarms, recall, verdicts

RECALL = 0.95
MOST_WARNED = 0.03
"""Share of reports without fault that may get a warning."""


def test_planted_faults_are_found_where_they_are() -> None:
    every = verdicts()
    missed = [f"{verdict.case.number} {verdict.case.id}: {verdict.case.note}" for verdict in every if not verdict.hits]
    assert len(every) >= 60
    assert recall(every) >= RECALL, "\n".join(missed)


def test_planted_faults_get_the_level_of_the_catalogue() -> None:
    hit = [verdict for verdict in verdicts() if verdict.hits]
    wrong = [
        (verdict.case.id, [finding.level.word for finding in verdict.hits])
        for verdict in hit
        if not verdict.level_right
    ]
    assert len(wrong) <= len(hit) * (1 - RECALL), wrong


def test_no_report_without_fault_gets_an_error_or_something_to_settle() -> None:
    assert [(case.id, finding.message) for case, finding in false_alarms() if finding.level <= Level.SETTLE] == []


def test_hardly_any_report_without_fault_gets_a_warning() -> None:
    warned = {case.id for case, finding in false_alarms() if finding.level is Level.WARNING}
    reports = len(lookalikes())
    assert reports >= 60
    assert len(warned) <= reports * MOST_WARNED, warned


def test_faultless_bases_raise_nothing_graver_than_a_hint() -> None:
    graver = [
        (name, finding.message)
        for name in base_names()
        for finding in check_report(base(name), base_before(name))
        if finding.level <= Level.WARNING
    ]
    assert graver == []
