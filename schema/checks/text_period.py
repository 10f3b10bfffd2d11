"""The period that the report says its figures cover, and titles that name the unit or the year twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from schema.checks.check import Check
from schema.checks.context import Context, Paragraph
from schema.checks.text_reading import found, quote
from schema.findings import Finding, Level, Repair
from schema.language import _
from schema.report import Edit

PERIOD = Check(
    32, "publication.period", Level.SETTLE, "统计期间、标题年度", "国办公开办函〔2021〕30号：统计期间为报告年度 1 月 1 日至 12 月 31 日",
    "本报告所列数据统计时限自2023年1月1日起至2024年12月31日止。",
)  # fmt: skip

FIELD = "publication.period"
NAME = "agency.name"
YEAR_IN_NAME = re.compile(r"(?<!\d)20\d\d年(?:度)?")

SUBJECT = re.compile(
    "统计(?:的)?(?:期限|时限|时间|期间|时段|周期|区间|日期|起止(?:日期|时间|期限)?)|统计期|统计数据|数据统计"
    "|所列数据|采用数据|数据(?:起止|时段|期限|期间)(?:时间|日期)?|报告期(?!间)"
)

RANGE = (
    r"(?<!\d)(?:(\d{4})[年./-])?(\d{1,2})[月./-](\d{1,2})?[日号]?(?:\d{1,2}时)?(?:起|开始|始)?[，,]?"
    r"(?:至|到|—+|–+|-+|－+|~|～)"
    r"(?:(\d{4})[年./-])?(\d{1,2})[月./-]?(\d{1,2})?[日号]?(?![年])(?!\d{3}|\d(?!\d?时))"
)
WHOLE_YEAR = r"(?:为|是|：|:|均为)(\d{4})年(?:度|全年)?(?=[，,。；;）)]|$)"

WINDOW = 60
"""How far after its subject a period may stand."""

TITLE_REACH = 50
UNIT_ENDS = "省市县区州盟旗乡镇局委办厅府处会队院心站所道"


def stated_period(paragraph: Paragraph) -> Iterator[Finding]:
    """Sentences that state another period than the report's year."""
    text = paragraph.plain.text
    year = paragraph.facts.year
    subjects = [match.end() for match in SUBJECT.finditer(text[:20_000])]
    for place, following in pairwise((*subjects, len(text))):
        end = min(place + WINDOW, following)
        stop = text.find("。", place, end)
        span = wrong_period(text, place, stop if stop >= 0 else end, year)
        if span:
            words = text[span[0] : span[1]]
            message = _("统计期间写作{words}，应为“{year}年1月1日至{year}年12月31日”，请改正。").format(
                words=quote(words), year=year
            )
            yield found(PERIOD, paragraph, span, message)
            return


def wrong_period(text: str, start: int, end: int, year: int) -> tuple[int, int] | None:
    """The first period between two places of a text when it is not the whole year."""
    match = re.compile(RANGE).search(text, start, end)
    if match and adjoins(text[start : match.start()]):
        first_year = int(match[1]) if match[1] else year
        last_year = int(match[4]) if match[4] else first_year
        first = (first_year, int(match[2]), int(match[3] or 1))
        last = (last_year, int(match[5]), int(match[6] or 31))
        whole = first == (year, 1, 1) and last == (year, 12, 31)
        return None if whole else match.span()
    only = re.compile(WHOLE_YEAR).search(text, start, end)
    if only is None or int(only[1]) == year or not adjoins(text[start : only.start()]):
        return None
    return only.start(1), only.end(1) + 1


def adjoins(between: str) -> bool:
    """Whether a period belongs to its subject: little stands between them, and no comma."""
    return len(between) <= 14 and not any(mark in between for mark in "，,；;。")


def title_twice(paragraph: Paragraph) -> Iterator[Finding]:
    """Titles such as 2024某县某镇2024年度…年度报告, or with the unit's name twice."""
    text = paragraph.plain.text
    at = text.find("年度报告")
    rounds = 20
    while at >= 0 and rounds:
        low = max(0, at - TITLE_REACH)
        span = doubled_in_title(text[low:at], paragraph.facts.agency)
        if span:
            place = (low + span[0], low + span[1])
            words = text[place[0] : place[1]]
            yield found(
                PERIOD,
                paragraph,
                place,
                _("标题{words}里机关名称或年份重复，各写一次即可，请删去多余的。").format(words=quote(words)),
            )
            return
        at = text.find("年度报告", at + 4)
        rounds -= 1


def doubled_in_title(words: str, agency: str) -> tuple[int, int] | None:
    """Where the words before 年度报告 name the year or the unit twice in a row."""
    begin = max(words.rfind(mark) for mark in "，。；：、！？《》“”（）<>,;:") + 1
    title = words[begin:]
    years = list(re.finditer(r"(?<!\d)(20\d\d)年?", title)) if title.count("20") > 1 else []
    if len(years) > 1 and years[0][1] == years[1][1]:
        first, second = years[0], years[1]
        between = title[first.end() : second.start()].removeprefix("度")
        named = (
            len(between) >= 2 and between[-1] in UNIT_ENDS and not re.search("[我本各该]|编制|公布|发布|完成", between)
        )
        if named and title[second.end() :].lstrip("度").startswith(("政府信息", "政务公开", "信息公开")):
            return begin + first.start(), begin + second.end()
    if agency and agency * 2 in title:
        at = begin + title.index(agency * 2)
        return at, at + 2 * len(agency)
    if all(title.count(ending) < 2 for ending in "镇乡局县市区府办委"):
        return None
    twice = re.search(r"([\u4e00-\u9fff]{2,12}[镇乡局县市区府办委])\1(?=20\d\d年|人民政府|政府信息)", title)
    return (begin + twice.start(), begin + twice.end()) if twice else None


def period_field(context: Context) -> Iterator[Finding]:
    """The basic data's period when it is filled in and is not the whole year of the report."""
    report = context.report
    period, whole = report.get(FIELD), (f"{report.year}-01-01", f"{report.year}-12-31")
    if not period or period == whole:
        return
    shown = " 至 ".join(map(str, period)) if isinstance(period, tuple | list) else str(period)
    repair = Repair((Edit(FIELD, period, whole),), unique=True, because=_("应为报告年度的全年"))
    label = next(field.label for field in report.form.fields() if field.id == FIELD)
    message = _("{label}是“{shown}”，应为“{first} 至 {last}”，请改正。").format(
        label=label, shown=shown, first=whole[0], last=whole[1]
    )
    yield PERIOD.finding(FIELD, message, evidence=shown, repairs=(repair,))


def year_in_name(context: Context) -> Iterator[Finding]:
    """A year in the office's name: every title made of it has the year twice."""
    name = str(context.report.get(NAME))
    match = YEAR_IN_NAME.search(name)
    if match is None:
        return
    rest = name[: match.start()] + name[match.end() :]
    repairs = (Repair((Edit(NAME, name, rest),), unique=True, because=_("标题会自动带上年度")),) if rest.strip() else ()
    message = _("单位名称{name}里有年份，标题会把年份写两次，请删去{match}。").format(
        name=quote(name), match=quote(match[0])
    )
    yield PERIOD.finding(NAME, message, evidence=match[0], repairs=repairs)


CHECKS = (PERIOD,)
