"""What a report says of its own publication, in the usual phrases; nothing is taken that it does not say."""

from __future__ import annotations

import pytest

from reports.importing.texts.publication_data import entered_date, read_contact, read_date, read_period, signed_date

WHOLE = (
    "根据《中华人民共和国政府信息公开条例》（国令第711号）要求，现发布《甲镇2024年政府信息公开工作年度报告》，统计数据从 2024 年 1 月 1 日至 12 月 31 日。"
    "本报告在甲县人民政府网（<http://www.jia.gov.cn/>）公布，如对本报告有疑问，请联系：甲镇人民政府综合办公室，地址：甲县建设路1号，邮编：755200，"
    "电话：0955-4011434。"
)


def test_the_usual_opening_tells_everything() -> None:
    assert read_contact(WHOLE, None) == {
        "publication.period": ("2024-01-01", "2024-12-31"),
        "publication.website": "甲县人民政府网",
        "publication.url": "http://www.jia.gov.cn/",
        "publication.contact": "甲镇人民政府综合办公室",
        "publication.address": "甲县建设路1号",
        "publication.postcode": "755200",
        "publication.phone": "0955-4011434",
    }


def test_the_same_in_brackets() -> None:
    found = read_contact(
        "如有疑问，请与甲局办公室联系（地址：甲路 90 号，邮政编码：２２３１００，联系电话：0527—83593059）。", 2024
    )
    assert found == {
        "publication.contact": "甲局办公室",
        "publication.address": "甲路 90 号",
        "publication.postcode": "223100",
        "publication.phone": "0527—83593059",
    }


def test_nothing_is_taken_where_nothing_is_said() -> None:
    assert (
        read_contact("本报告由办公室编制。网站建设取得进展，群众电话咨询 12 次，2024年1月1日起施行新规。", 2024) == {}
    )


PERIODS = [
    ("统计期限自2022年1月1日起至2022年12月31日止", None, ("2022-01-01", "2022-12-31")),
    ("统计期限为:2020年1月1日—2020年12月31日", None, ("2020-01-01", "2020-12-31")),
    ("数据统计期限为1月1日起至12月31日止", 2024, ("2024-01-01", "2024-12-31")),
    ("数据统计期限为1月1日起至12月31日止", None, None),
    ("统计期限自2020年1月1日起至202020年12月31日止", 2020, None),
    ("统计期限从2023年1月1日至12月31止", 2023, None),
    ("统计期限自2023年12月31日至2023年1月1日", 2023, None),
    ("公示期为2024年3月1日至3月7日", 2024, None),
    ("统计时限为２０２３年１月１日至２０２３年１２月３１日", None, ("2023-01-01", "2023-12-31")),
]


@pytest.mark.parametrize(("text", "year", "period"), PERIODS)
def test_a_period_is_two_dates_that_are_printed(text: str, year: int | None, period: tuple[str, str] | None) -> None:
    assert read_period(text, year) == period


DATES = [
    ("2025年1月20日", "2025-01-20"),
    ("2025-01-20", "2025-01-20"),
    ("二〇二五年一月二十日", "2025-01-20"),
    ("二○二五年十二月三十一日", "2025-12-31"),
    ("2025年13月1日", None),
    ("二〇二五年十二十月一日", None),
    ("2025 年 1 月 20 日", "2025-01-20"),
    ("2025年", None),
]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_dates_in_either_kind_of_digits(text: str, day: str | None) -> None:
    assert read_date(text) == day


def test_a_signed_date_is_a_line_of_its_own() -> None:
    assert signed_date("甲县乙局 2024年1月17日") == "2024-01-17"
    assert signed_date("　　2024 年 1 月 17 日") == "2024-01-17"
    assert signed_date("2024年1月17日召开会议") is None
    assert signed_date("根据要求，截至2024年1月17日") is None


def test_the_date_of_a_page_is_that_of_its_publication() -> None:
    assert entered_date(["发布日期: 2021-01-29  来源:大五里镇"]) == "2021-01-29"
    assert entered_date(["发布时间:", "浏览次数：2021"]) is None
