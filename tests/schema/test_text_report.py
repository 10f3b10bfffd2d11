"""Checks that look at the whole report: what is empty, copied, promised, late, and the period of the basic data."""

from __future__ import annotations

import gc
from time import process_time

import pytest

from schema.checks.context import Context, Facts, Paragraph
from schema.checks.publication import issued
from schema.checks.text_copied import copied
from schema.checks.text_empty import empty_prose
from schema.checks.text_period import period_field, stated_period, year_in_name
from schema.checks.text_personal import personal_beside_prose, personal_data
from schema.checks.text_promised import parts_promised
from schema.checks.text_registry import PARAGRAPH_CHECKS, TEXT_CHECKS
from schema.checks.text_years import year_ahead
from schema.findings import Finding, Level
from schema.report import Report
from tests.schema.making import report_of

SLOWEST = 2.0
"""Seconds of work that all checks of a paragraph may take over a million characters."""

MILLION = 1_000_000


def filled(year: int = 2024) -> Report:
    """A report whose parts all hold a sentence of their own."""
    report = report_of(year=year)
    for part in report.form.parts():
        report.prose[part.address] = f"{part.label}按要求写明。"
    return report


def only(findings: list[Finding]) -> Finding:
    """The one finding that there is."""
    [finding] = findings
    return finding


def test_a_section_without_text_must_be_settled() -> None:
    report = filled()
    section = next(section for section in reversed(report.form.sections) if section.parts)
    for part in section.parts:
        report.prose[part.address] = " \n"
    finding = only(list(empty_prose(Context(report))))
    assert (finding.level, finding.code, finding.section) == (Level.SETTLE, "prose.empty", section.id)
    assert section.title in finding.message


def test_parts_left_out_beside_others_are_named_unless_the_leading_text_is_there() -> None:
    report = filled()
    section = next(section for section in report.form.sections if len(section.parts) > 2)
    lead, first, second, *_ = section.parts
    report.prose |= {first.address: "", second.address: ""}
    assert list(empty_prose(Context(report))) == []
    report.prose[lead.address] = ""
    finding = only(list(empty_prose(Context(report))))
    assert finding.level is Level.WARNING
    assert first.label in finding.message
    assert second.label in finding.message
    assert lead.label not in finding.message


def test_a_full_report_lacks_nothing() -> None:
    assert list(empty_prose(Context(filled()))) == []


LINES = "围绕重点领域做好第{0}项公开工作，内容准确完整。落实第{0}项审核制度，做到先审后发不出差错。加强第{0}项培训指导，提高工作人员业务水平。"


def test_text_copied_from_last_year_is_told_with_its_share_though_numbers_differ() -> None:
    previous, report = filled(2023), filled(2024)
    part = next(
        part for part in report.form.parts() if part.printed and not part.optional and part.label.startswith("（")
    )
    previous.prose[part.address], report.prose[part.address] = LINES.format(12), LINES.format(34)
    finding = only([finding for finding in copied(Context(report, previous)) if finding.section == part.address])
    assert finding.level is Level.HINT
    assert f"“{part.label}”（100%）" in finding.message
    assert list(copied(Context(report))) == []


def parts_told(texts: tuple[str, ...]) -> int:
    """How many parts are said to be copied when the first ones hold these texts in both years."""
    previous, report = report_of(year=2023), report_of(year=2024)
    printed = [part for section in report.form.sections if section.printed for part in section.parts]
    for part, text in zip(printed, texts, strict=False):
        previous.prose[part.address] = text.replace("12", "34")
        report.prose[part.address] = text
    return len([finding for finding in copied(Context(report, previous)) if "（100%）" in finding.message])


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("值班表贴在办公室墙上，人人都能看到当天谁发稿。",), 0),
        (("值班表贴在办公室墙上，人人都能看到当天谁发稿。公示栏由包村干部负责，每月更换照片12张。",), 1),
        (
            (
                "值班表贴在办公室墙上，人人都看到。" * 2,
                "公示栏由包村干部负责，每月更换照片。",
                "纪委参与监督，年中年底各检查12次。",
            ),
            3,
        ),
        (("本年度没有收取信息处理费，也没有其他需要报告的事项。",) * 4, 0),
    ],
)
def test_a_part_is_copied_when_it_says_enough_or_several_parts_are(texts: tuple[str, ...], told: int) -> None:
    assert parts_told(texts) == told


def test_a_year_in_the_name_of_the_office_is_taken_out() -> None:
    report = filled()
    report.agency["name"] = "2024年示例县审计局"
    finding = only(list(year_in_name(Context(report))))
    assert (finding.level, finding.section, finding.evidence) == (Level.SETTLE, "agency.name", "2024年")
    report.put(finding.repairs[0].edits)
    assert report.get("agency.name") == "示例县审计局"
    assert list(year_in_name(Context(report))) == []


def test_a_period_without_its_subject_is_no_period() -> None:
    facts = Facts(2024, "海原县海城镇人民政府", "", "")
    assert list(stated_period(Paragraph("some.part", "全县统一采购，本期12件。", facts))) == []


@pytest.mark.parametrize(("phone", "level"), [("0955-4011434", Level.SETTLE), ("13900010002", Level.HINT)])
def test_a_mobile_number_in_the_prose_is_a_hint_only_where_the_basic_data_have_it(phone: str, level: Level) -> None:
    facts = Facts(2024, "海原县海城镇人民政府", "", phone)
    finding = only(list(personal_data(Paragraph("some.part", "咨询电话：13900010002。", facts))))
    assert finding.level is level


def test_text_written_anew_is_not_copied() -> None:
    previous, report = filled(2023), filled(2024)
    for number, part in enumerate(report.form.parts()):
        previous.prose[part.address] = LINES.format(number)
        report.prose[part.address] = (
            LINES.format(number).replace("项", "类").replace("做", "办").replace("加强", "强化")
        )
    assert list(copied(Context(report, previous))) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("本报告由总体情况、主动公开政府信息情况等五个部分组成。", 1),
        ("本报告由总体情况、主动公开政府信息情况等六个部分组成。", 0),
        ("本年度报告全文共7部分，内容包括总体情况等。", 1),
        ("从三个方面加强政务公开，其中包括培训；年度报告按时公布。", 0),
        ("通知要求突出五个部分内容。", 0),
        ("现发布2024年政府信息公开工作年度报告，共分五个部分。", 1),
        ("现发布2024年政府信息公开工作年度报告，共分六个部分。", 0),
        ("年度报告考核时突出五个部分。", 0),
    ],
)
def test_promised_parts_are_counted(text: str, count: int) -> None:
    report = filled()
    address = next(report.form.parts()).address
    report.prose[address] = text
    assert len(list(parts_promised(Context(report)))) == count


def test_a_section_that_the_preamble_forgets_is_named() -> None:
    report = filled()
    titles = [section.title.partition("、")[2] for section in report.form.sections if section.printed]
    address = next(report.form.parts()).address
    report.prose[address] = f"本报告由{'、'.join(titles)}六个部分组成。"
    assert list(parts_promised(Context(report))) == []
    report.prose[address] = f"本报告由{'、'.join(titles[:-1])}等六个部分组成。"
    assert titles[-1] in only(list(parts_promised(Context(report)))).message


def test_the_deadline_is_that_of_the_level_stated_or_read_from_the_name() -> None:
    def late(name: str, level: str, day: str) -> bool:
        report = report_of()
        report.agency.update(name=name, level=level)
        report.publication["issued"] = day
        return bool(list(issued(Context(report))))

    assert late("甲镇人民政府", "township", "2025-02-10")
    assert late("沭阳县发展和改革局", "", "2025-03-10")
    assert not late("甲县人民政府", "county", "2025-03-10")
    assert not late("某单位", "", "2025-03-10")
    assert late("某单位", "", "2025-04-10")


@pytest.mark.parametrize(
    ("day", "late"),
    [
        ("2025-01-15", False),
        ("2025-03-31", False),
        ("2025-04-01", True),
        ("2024-12-31", True),
        ("", False),
        ("某日", False),
    ],
)
def test_a_date_of_issue_out_of_its_time(day: str, late: bool) -> None:
    report = filled()
    report.agency["name"] = "某单位"
    report.publication["issued"] = day
    assert [finding.evidence for finding in issued(Context(report))] == [day] * late


def test_another_period_in_the_basic_data_offers_the_whole_year() -> None:
    report = filled()
    report.publication["period"] = ("2023-01-01", "2023-12-31")
    finding = only(list(period_field(Context(report))))
    report.put(finding.repairs[0].edits)
    assert report.publication["period"] == ("2024-01-01", "2024-12-31")
    assert list(period_field(Context(report))) == []


def test_a_mobile_number_as_the_offices_telephone_is_a_hint() -> None:
    report = filled()
    report.publication["phone"] = "139-1234-5678"
    finding = only(list(personal_beside_prose(Context(report))))
    assert (finding.level, finding.evidence) == (Level.HINT, "139****5678")
    report.publication["phone"] = "0955-4011434"
    assert list(personal_beside_prose(Context(report))) == []


def test_next_year_in_an_account_is_found_before_the_tables_only() -> None:
    report = filled()
    told = next(part for section in report.form.sections if section.printed for part in section.parts)
    *_, last = report.form.parts()
    words = "2025 年，我镇围绕乡村振兴推进政府信息公开，公开工作进一步规范。"
    report.prose[last.address] = words
    assert list(year_ahead(Context(report))) == []
    report.prose[told.address] = f"第一段。\n{words}"
    finding = only(list(year_ahead(Context(report))))
    assert finding.span is not None
    assert report.prose[told.address][slice(*finding.span)] == "2025 年"
    report.prose[told.address] = "2025 年，我镇将进一步规范公开工作。"
    assert list(year_ahead(Context(report))) == []


HOSTILE = (
    "1", "年", "月", "日", "2024年", "2023年", "2023年，", "的", "镇", "1月", "X", "×", "?", "_", "（", "《", "，我", "令", "号",
    "发(2", "〔2", "统计期限", "年度报告", "请联系镇", "通过海", "公开条，", "13812345678，", "政府信息公开条例》", "1余", "共收到",
)  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_million_hostile_characters_take_no_longer_than_they_may(unit: str) -> None:
    facts = Facts(2024, "海原县海城镇人民政府", "海原县人民政府网", "")
    paragraph = Paragraph("some.part", unit * (MILLION // len(unit)), facts)
    assert paragraph.plain
    gc.freeze()  # what other tests have left in memory is none of this one's work
    start = process_time()
    for check in PARAGRAPH_CHECKS:
        list(check.find(paragraph))
    taken = process_time() - start
    gc.unfreeze()
    assert taken < SLOWEST


def test_every_check_has_a_number_of_its_own_code() -> None:
    codes = [check.code for check in TEXT_CHECKS]
    assert len(set(codes)) == len(codes)
    assert all(check.title and check.basis and check.example for check in TEXT_CHECKS)


@pytest.mark.parametrize("text", ["\u200b", "。", "** **", "——", " \n "])
def test_marks_without_a_word_are_no_content(text: str) -> None:
    report = report_of()
    report.prose = dict.fromkeys(report.prose, text)
    assert [finding.section for finding in empty_prose(Context(report))] == [
        section.id for section in report.form.sections if section.parts
    ]
