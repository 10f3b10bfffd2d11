"""Of several reports in one source the first is read: its tables, its texts, its agency and year."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.importing.bringing import bring_in
from reports.importing.lines.first_report import first_report
from reports.reading import report_from
from tests.importing.documents import document
from tests.importing.tables_in_text import FIGURES, expected, tabbed, with_total
from tests.importing.whole_report import PARTS, WHOLE, changed

TITLE = "甲县乙镇人民政府2024年政府信息公开工作年度报告"
OTHER_TITLE = "甲县丙局2023年政府信息公开工作年度报告"
OTHER = WHOLE.replace(TITLE, OTHER_TITLE).replace("总的说来不错", "去年也不错").replace("没有收取", "已经收取")
CONTENTS = "目录\n" + "\n".join(line for line in WHOLE.split("\n") if line[:2] in {"一、", "二、", "三、", "四、"})


def with_table(text: str, add: int) -> str:
    """A report as text with a table of requests, whose figures are larger by a number."""
    rows = [with_total([str(int(cell) + add) for cell in row]) for row in FIGURES]
    table = tabbed(rows).partition("\n")[2]
    return text.replace("申请情况\n|", f"申请情况\n{table}").replace("|\n", "")


@pytest.mark.parametrize(
    "other", [OTHER, OTHER.replace("甲县丙局2023", "甲县丙局\n2023"), WHOLE, OTHER.partition("四、")[0]]
)
def test_everything_comes_from_the_first_report(tmp_path: Path, other: str) -> None:
    source = tmp_path / "a.txt"
    signed = "\n甲县乙镇人民政府\n2025年1月20日\n"
    source.write_text(with_table(WHOLE, 0) + signed + with_table(other, 500), "utf-8")
    found = bring_in(source)
    assert (found.agency, found.year) == ("甲县乙镇人民政府", 2024)
    report = report_from(found.text, Path("2024.toml"))
    figures = {address: value for address, value in expected().items() if not address.endswith(".total")}
    assert {address: report.get(address) for address in figures} == figures
    assert (report.prose["overview.summary"], report.prose["other_matters.text"]) == (
        "总的说来不错。",
        "没有收取信息处理费。",
    )
    assert report.get("publication.issued") == "2025-01-20"
    title = "".join(other.split("\n一、", 1)[0].split("\n")[:-1])
    assert [doubt.message for doubt in found.doubts if doubt.kind == "source" and not doubt.figure] == [
        f"来源里不止一份报告，只读了第一份；从“{title}”起没有导入。"
    ]


ONE_REPORT = [
    WHOLE,
    f"{TITLE}\n{CONTENTS}\n{WHOLE}",
    changed(("六、其他", f"{TITLE}\n六、其他")),
    changed(("二、主动公开政府信息情况\n", f"二、主动公开政府信息情况\n|\n{TITLE}\n二、主动公开政府信息情况（续）\n")),
    f"{OTHER_TITLE}\n{WHOLE}",
    f"{WHOLE}相关链接\n{OTHER_TITLE}\n甲县丁局2022年政府信息公开工作年度报告",
    changed((PARTS, f"\n（一）主动公开政府信息情况。全年公开 12 条。\n{OTHER_TITLE}\n")),
]


@pytest.mark.parametrize("text", ONE_REPORT)
def test_a_title_alone_begins_no_other_report(text: str) -> None:
    contents = document(text)
    assert first_report(contents) is contents


@pytest.mark.parametrize("other", [OTHER.partition("\n")[2], OTHER.partition("\n")[2].partition("\n")[2]])
def test_another_report_without_a_title_begins_where_the_first_section_does(tmp_path: Path, other: str) -> None:
    source = tmp_path / "a.txt"
    source.write_text(with_table(WHOLE, 0) + with_table(other, 500), "utf-8")
    found = bring_in(source)
    report = report_from(found.text, Path("2024.toml"))
    assert report.prose["overview.summary"] == "总的说来不错。"
    assert "已经收取" not in found.text
    assert report.get("requests.received.natural_person") == expected()["requests.received.natural_person"]
    assert "来源里不止一份报告，只读了第一份；从“一、总体情况”起没有导入。" in [doubt.message for doubt in found.doubts]
