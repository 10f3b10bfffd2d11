"""What a clerk reads of an import: doubts by table with the source beside them, missing figures in few lines."""

from __future__ import annotations

from pathlib import Path

from reports.importing.findings import Doubt, Imported
from reports.importing.import_words import import_lines
from schema.form_loader import form_for_year

FORM = form_for_year(2024)
OUT = Path("2024.toml")


def told(doubts: tuple[Doubt, ...] = (), missing: tuple[str, ...] = ()) -> list[str]:
    """The lines behind those that say what was read, without the last one."""
    imported = Imported("", FORM, 2024, "甲局", {"requests": 25}, missing, doubts)
    return list(import_lines(OUT, imported))[2:-1]


def test_doubts_stand_by_table_in_the_forms_order() -> None:
    """Those of the whole source first; what the source prints is shortened, and nothing in it acts on the terminal."""
    lines = told(
        (
            Doubt("cell", "丙", "十\x1b[2J二", "requests.received.natural_person"),
            Doubt("heading", "甲", "长" * 100, "overview.proactive"),
            Doubt("source", "乙"),
            Doubt("row_label", "丁", "新收", "requests.received", "3"),
        )
    )
    assert lines == [
        "有 4 处请核对（“来源”后面是原文）：",
        "  乙",
        "  一、总体情况",
        "    甲",
        f"      来源：{'长' * 59}…",
        "  三、收到和处理政府信息公开申请情况",
        "    丙",
        "      来源：十<U+001B>[2J二",
        "    丁",
        "      来源：新收　填入：3",
    ]


def test_of_thousands_of_doubts_those_of_each_table_are_told_up_to_a_bound() -> None:
    doubts = [Doubt("row_unknown", f"丙{n}", "", "requests") for n in range(4000)]
    lines = told((*(Doubt("source", f"甲{n}") for n in range(50)), *doubts, Doubt("heading", "丁", "", "overview")))
    assert lines[0] == "有 4051 处请核对（“来源”后面是原文）："
    assert lines[1:53] == [*(f"  甲{n}" for n in range(50)), "  一、总体情况", "    丁"]
    assert lines[54:] == [
        *(f"    丙{n}" for n in range(50)),
        "    还有 3950 处，没有列出；用 --format json 可以全部列出。",
    ]


def test_missing_figures_are_told_by_row_and_column() -> None:
    rows = [
        "not_disclosed.state_secret",
        "not_disclosed.internal_affairs",
        "not_processed.duplicate_request",
        "disclosed",
    ]
    missing = [f"requests.outcomes.{row}.other_organization" for row in rows]
    missing += [one.address for one in FORM.figures if one.row.id == "received" and not one.derived]
    missing += [
        "proactive.administrative_fees",
        *(one.address for one in FORM.figures if one.section == "disputes" and not one.derived),
    ]
    assert told(missing=tuple(missing)) == [
        "来源没有这 23 格，留空：",
        "  二、主动公开政府信息情况",
        "    整行：1 行（行政事业性收费）",
        "  三、收到和处理政府信息公开申请情况",
        "    整行：1 行（一、本年新收政府信息公开申请数量）",
        "    其他：4 行（三、本年度办理结果（一）予以公开、（三）不予公开1.属于国家秘密、（三）不予公开5.属于三类内部事务信息等）",
        "  四、政府信息公开行政复议、行政诉讼情况：整张表 12 格",
    ]


def test_a_report_of_nothing_but_text_misses_three_tables_in_three_lines() -> None:
    missing = tuple(one.address for one in FORM.figures if not one.derived)
    assert len(told(missing=missing)) == 4
