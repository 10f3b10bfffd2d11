"""What a report says of its own publication: the period that it counts, its date, where it is published, whom to ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reports.importing.lines.title import ORGANISATION, Titled, read_title, year_in
from reports.markdown_text import URL, plain_text
from schema import fields
from schema.entry import FULL_WIDTH
from schema.prose.numbers import chinese_value

LOOKED_AT = 6000
"""Characters of the opening text that are searched."""

YEAR = r"(?<![0-9])(?P<{}year>20[0-9]{{2}})\s*年(?:度)?\s*"
DAY = r"(?P<{0}month>[0-9]{{1,2}})\s*月\s*(?P<{0}day>[0-9]{{1,2}})\s*日"
PERIOD = re.compile(
    rf"(?:{YEAR.format('first_')})?{DAY.format('first_')}\s*(?:起|开始|0时)?\s*[，,]?\s*(?:至|到|—+|－+|-+|–+|~|～)\s*"
    rf"(?:{YEAR.format('last_')})?{DAY.format('last_')}"
)
COUNTED = re.compile(r"统计|期限|时限|起止|数据|截止|截至")
DATE = re.compile(
    r"(?<![0-9])(?P<arabic>20[0-9]{2}\s*[年\-/.]\s*[0-9]{1,2}\s*[月\-/.]\s*[0-9]{1,2})(?![0-9])\s*日?"
    r"|(?P<year>[二〇○零一三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,3})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
ENTERED = re.compile(r"(?:发布|发文|公开|成文|生成|印发)(?:日期|时间)\s*[：:]\s*")
SIGNATURE = re.compile(r"(?:（|\()?[\w（）()·、]{0,40}?(?:）|\))?\s*")
TOLD = re.compile(r"(?<![0-9])(20[0-9]{2})\s*年度?[^。；《》]{0,24}公开[^。；《》]{0,12}(?:报告|汇报|报如下)")
PUBLISHER = re.compile(
    r"(?:发布机构|发文机构|发布单位|公开主体|稿件来源|信息来源|文章来源|来源)\s*[：:]\s*([^\s：:|【】\[\]]{2,40})"
)

STOP = r"[^，,；;。（(）)：:<>《》\n]"
WEBSITE = re.compile(
    rf"(?:在|通过|从|登录|登陆|到|访问)(?P<said>{STOP}{{2,30}}?(?:门户网站|政府网站|官方网站|网站|政府网|信息网|公众网))(?![一-鿿]{{0,2}}专栏)"
)
CONTACT = re.compile(
    rf"(?:请|可)(?:直接)?(?:(?:与|和|同|向){{0,1}}(?P<with>{STOP}{{2,40}}?)(?:联系|咨询|反映|查询)|(?:联系|咨询)[：:]?\s*(?P<said>{STOP}{{2,40}}))"
    rf"|(?:联系|咨询)(?:部门|单位|科室|机构|处室)[：:]\s*(?P<named>{STOP}{{2,40}})"
)
ADDRESS = re.compile(r"(?:办公|通讯|通信|联系|单位)?地址[：:是为]\s*(?P<said>[^，,；;。）)：:\n]{4,60})")
POSTCODE = re.compile(r"(?:邮编|邮政编码|邮码)[：:是为]?\s*(?P<said>[0-9０-９]{6})(?![0-9０-９])")
PHONE = re.compile(
    r"(?:电话|电话号码|联系方式)(?:[（(]传真[）)]|/传真|及传真)?[：:是为]?\s*(?P<said>[（(]?[0-9０-９]{3,4}[）)]?\s?[—－–\-]{0,3}\s?[0-9０-９]{3,8}(?:[—－–\-][0-9０-９]{1,6})?(?![0-9０-９]))"
)


def read_period(text: str, year: int | None) -> tuple[str, str] | None:
    """Two dates of a sentence that speaks of what was counted; a year that it leaves out is the first one's or the report's."""
    plain = text[:LOOKED_AT].translate(FULL_WIDTH)
    for found in PERIOD.finditer(plain):
        first_year = int(found["first_year"]) if found["first_year"] else year
        last_year = int(found["last_year"]) if found["last_year"] else first_year
        sentence = plain[plain.rfind("。", 0, found.start()) + 1 : found.end() + 20]
        if first_year and last_year and COUNTED.search(sentence):
            first = fields.read_date(f"{first_year}-{found['first_month']}-{found['first_day']}")
            last = fields.read_date(f"{last_year}-{found['last_month']}-{found['last_day']}")
            if first and last and first <= last:
                return first, last
    return None


def read_date(text: str) -> str | None:
    """The first date that a text prints, in digits of either kind, as ``YYYY-MM-DD``."""
    found = DATE.search(text.translate(FULL_WIDTH))
    if found is None:
        return None
    if found["arabic"]:
        return fields.read_date("".join(found["arabic"].split()))
    year, month, day = (chinese_value(found[part].replace("○", "〇")) for part in ("year", "month", "day"))
    return fields.read_date(f"{year}-{month}-{day}")


def signed_date(text: str) -> str | None:
    """The date of a line that is nothing but a date, or a name and a date."""
    bare = "".join(plain_text(text).split())
    found = DATE.search(bare.translate(FULL_WIDTH)) if len(bare) <= 60 else None
    if found is None or bare[found.end() :].strip("。.）)"):
        return None
    return read_date(bare) if SIGNATURE.fullmatch(bare[: found.start()]) else None


def is_signature(text: str) -> bool:
    """Whether a line is the name of an organisation."""
    return bool(ORGANISATION.fullmatch("".join(plain_text(text).split())))


def entered_date(lines: Sequence[str]) -> str | None:
    """The date that a page gives as that of its publication."""
    for line in lines:
        found = ENTERED.search(line[:200])
        if found and (day := read_date(line[found.end() : found.end() + 30])):
            return day
    return None


def publisher(lines: Sequence[str]) -> str:
    """Who published, as a page says; empty where it does not say an organisation."""
    for line in lines:
        found = PUBLISHER.search(line[:200])
        if found and ORGANISATION.fullmatch(found[1]):
            return found[1]
    return ""


def report_named(text: str) -> Titled | None:
    """What the name of the report says that the opening text gives in 《》; None where it gives none."""
    for name in re.findall(r"《([^《》]{4,80})》", text[:LOOKED_AT]):
        said = read_title(name)
        if said and said.agency:
            return said
    return None


def year_told(text: str) -> int | None:
    """The year of the report that the opening text speaks of; None where it names none, or several."""
    years = {year_in(found[1]) for found in TOLD.finditer(text[:LOOKED_AT])}
    return years.pop() if len(years) == 1 else None


def read_contact(text: str, year: int | None) -> dict[str, object]:
    """``publication.*`` as far as the opening text says it in one of the usual phrases."""
    plain = plain_text(text[:LOOKED_AT])
    url = URL.search(plain)
    said: dict[str, object] = {
        "period": read_period(plain, year) or "",
        "website": first(WEBSITE, plain),
        "url": url[1] if url else "",
        "contact": first(CONTACT, plain, contact),
        "address": first(ADDRESS, plain),
        "postcode": first(POSTCODE, plain).translate(FULL_WIDTH),
        "phone": "".join(first(PHONE, plain).split()).translate(FULL_WIDTH),
    }
    return {f"publication.{key}": value for key, value in said.items() if value}


def first(pattern: re.Pattern[str], text: str, taken: Callable[[str], str] = str.strip) -> str:
    """The first thing that a text says in a phrase; empty where the phrase does not occur."""
    found = pattern.search(text)
    return next((taken(said) for said in found.groups() if said), "") if found else ""


def contact(said: str) -> str:
    """An office to ask, without the words around it."""
    return re.sub(r"^(?:与|和|同|向)|(?:联系|进行)$", "", said.strip())
