"""Findings as lines and as JSON: repairs to read and to apply, what was accepted apart from what is open."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from reports.findings_text import change_words, findings_text
from reports.json_text import to_json
from reports.reading import read_report
from reports.views import finding_view
from schema.findings import Dismissal, Finding, Level, Repair
from schema.report import Edit, Report
from schema.values import Mark, Unreadable
from tests.reports.commanding import PENALTIES, RECEIVED
from tests.reports.making import SAMPLE

HERE = Path("甲/2024.toml")
ERROR = Finding(Level.ERROR, "violated", "requests.balance", "requests", "少 9。", (RECEIVED,))
HINT = Finding(Level.HINT, "violated", "prose.sum", "overview.proactive", "请看一看。", span=(3, 9))
SURE = Repair(
    (Edit(RECEIVED, 12, 21), Edit("requests.received.total", 12, 21)), unique=True, because="像是颠倒了两位。"
)
ONE_OF = Repair((Edit(RECEIVED, 12, 3),), unique=False, because="列和")


def sample() -> Report:
    """The shipped report."""
    return read_report(SAMPLE)


def test_nothing_found_is_one_line() -> None:
    assert findings_text(HERE, sample(), []) == "甲/2024.toml：没有发现问题"


def test_findings_stand_by_level_with_their_repairs_and_accepted_ones_last() -> None:
    accepted = HINT._replace(dismissed=Dismissal("口径不同", "王", "2025-01-20T10:22:00+08:00"))
    found = [
        ERROR._replace(repairs=(ONE_OF, SURE)), ERROR._replace(repairs=(ONE_OF,) * 3), accepted._replace(level=Level.WARNING), HINT,
        accepted._replace(dismissed=Dismissal("手写的")),
    ]  # fmt: skip
    name = "一、本年新收政府信息公开申请数量"
    assert findings_text(HERE, sample(), found).splitlines() == [
        "甲/2024.toml：错误 2，提示 1，已说明 2",
        "  错误  少 9。  [requests.balance]",
        f"      可改：{name}·自然人 12 → 21，{name}·总计 12 → 21（像是颠倒了两位）",
        "  错误  少 9。  [requests.balance]",
        "      有 3 种改法，用编辑界面选择",
        "  提示  请看一看。  [prose.sum]",
        "  已说明：",
        "    提醒  请看一看。  [prose.sum]",
        "      说明：口径不同（王 2025-01-20）",
        "    提示  请看一看。  [prose.sum]",
        "      说明：手写的",
    ]


def test_a_change_in_words() -> None:
    report = sample()
    prose = "根据规定，" * 9 + "全年新收申请 12 件，均已办结。" + "特此报告。" * 9
    changed = Edit("overview.proactive", prose, prose.replace("12 件", "21 件"))
    assert change_words(report, changed) == "（一）主动公开 “年新收申请 12 件，均已办” → “年新收申请 21 件，均已办”"
    assert change_words(report, Edit(PENALTIES, None, Decimal("1.50"))).endswith(" 空 → 1.50")
    assert change_words(report, Edit(PENALTIES, Unreadable("十二", "不是数字"), Mark("/"))).endswith(" “十二” → /")
    period = Edit("publication.period", ("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31"))
    assert change_words(report, period).endswith(" 2023-01-01 至 2023-12-31 → 2024-01-01 至 2024-12-31")
    assert change_words(report, Edit("publication.issued", "", "2025-01-20")).endswith(" 空 → 2025-01-20")


def test_a_finding_as_json() -> None:
    edits = (
        Edit(RECEIVED, None, Decimal("1.50")), Edit(PENALTIES, Mark("/"), 3), Edit("overview.proactive", "甲\n乙", "甲\n丙"),
        Edit("publication.period", (), ("2024-01-01", "2024-12-31")),
    )  # fmt: skip
    why = Dismissal("口径不同", "王", "2025-01-20T10:22:00+08:00")
    view = finding_view(sample(), HINT._replace(repairs=(Repair(edits, unique=True, because="因为"),), dismissed=why))
    assert json.loads(to_json(view)) == {
        "level": "hint",
        "outcome": "violated",
        "code": "prose.sum",
        "figures": [],
        "where": {"section": "overview.proactive", "text_span": [3, 9]},
        "message": "请看一看。",
        "dismissed": {"reason": "口径不同", "by": "王", "at": "2025-01-20T10:22:00+08:00"},
        "repairs": [
            {
                "changes": [
                    {"figure": RECEIVED, "from": None, "to": 1.5},
                    {"figure": PENALTIES, "from": "/", "to": 3},
                    {"figure": "overview.proactive", "from": "甲\n乙", "to": "甲\n丙"},
                    {"figure": "publication.period", "from": [], "to": ["2024-01-01", "2024-12-31"]},
                ],
                "unique": True,
                "because": "因为",
            }
        ],
    }
    assert '"to": 1.50' in to_json(view)
