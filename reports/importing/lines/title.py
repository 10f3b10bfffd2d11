"""Who reports and for which year: the title of a report in all the ways that it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reports.importing.lines.paragraphs import Line
from reports.markdown_text import plain_text
from reports.reading import YEARS
from schema.entry import FULL_WIDTH
from schema.form import Form
from schema.prose.numbers import chinese_value

LONGEST = 90
YEAR = r"(?<![0-9])(20[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2})年?度?"
SUBJECT = re.compile(
    rf"(?:政府|政务)?(?:信息)?(?:与政务|和政务)?公开(?:工作)?(?:情况)?的?(?:{YEAR})?(?:年度)?(?:工作)?(?:情况)?的?(?:年度)?(?:报告|年报)"
    rf"(?:[(（](?:{YEAR})?(?P<behind>[^()（）]*)[)）])?[。.]?"
)
"""What the report is about, without blanks; the agency and the year stand before it."""

EDGES = "的,，、:：-—_·. 《“\"'"
"""What is no part of an agency's name where it begins or ends."""

SENT = "(?:报送|上报|呈报|印发|公布|发布|公开)?"
LEAD = re.compile(rf"(?:报告|文件|信息)?(?:标题|名称|题名)[:：]|^关于{SENT}")
ABOUT = re.compile(rf"关于{SENT}$")
"""What stands between an agency and a report that it sends or publishes."""

AGENCY = re.compile(r"[\w()（）·、]{2,40}")
ORGANISATION = re.compile(
    r"[一-鿿()（）·、]{1,38}(?:政府|局|委|委员会|办|办公室|办事处|街道|镇|乡|厅|部|院|中心|署|会|队|处|所|站|公司|市|县|区|省|州|旗|盟)"
)
SITES = re.compile(r"\s*(?:[_|｜>»]|\s[-–—]+\s|[-–—]+(?=\S{2,20}(?:网|门户|网站|政府)$))\s*")
"""What parts the title of a page from the name of its site."""


class Titled(NamedTuple):
    """What a title says; ``year`` None and ``agency`` empty where it does not."""

    agency: str
    year: int | None

    @property
    def worth(self) -> int:
        """How much it says."""
        return (2 if self.year else 0) + bool(self.agency)


class TitleFound(NamedTuple):
    """A title among lines, from ``start`` to before ``end``."""

    start: int
    end: int
    said: Titled


def own_title(form: Form, text: str) -> Titled | None:
    """What a title in the form's very wording says; None for any other."""
    pattern = re.escape(form.title).replace(r"\{agency\}", "(?P<agency>.*)").replace(r"\{year\}", "(?P<year>[0-9]{4})")
    found = re.fullmatch(pattern, text)
    return Titled(found["agency"].strip(), year_in(found["year"])) if found else None


def read_title(text: str) -> Titled | None:
    """What a text says that is the title of such a report and nothing else; None where it is none."""
    return _read_title(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=1 << 14)
def _read_title(text: str) -> Titled | None:
    whole = "".join(text.translate(FULL_WIDTH).split())
    subjects = [found for found in SUBJECT.finditer(whole) if found.end() == len(whole)]
    if not subjects:
        return None
    found = subjects[-1]
    head = LEAD.sub("", whole[: found.start()])
    years = [year for year in (*re.findall(YEAR, head), found[1], found[2]) if year]
    agency = ABOUT.sub("", re.sub(YEAR, "", head).strip(EDGES)).strip(EDGES)
    behind = found["behind"] or ""
    agency = agency or (behind if ORGANISATION.fullmatch(behind) else "")
    if agency and (not AGENCY.fullmatch(agency) or SUBJECT.search(agency)):
        return None
    made = Titled(agency, year_in(years[-1]) if years else None)
    return made if made.worth else None


def year_in(text: str) -> int | None:
    """A year in digits of either kind; None where no report can be of it."""
    year = int(text) if text.isascii() else chinese_value(text.replace("○", "〇"))
    return year if year in YEARS else None


def page_title(title: str) -> Titled | None:
    """What the title of a page says, without the names of sites behind or before it."""
    said = [found for piece in SITES.split(title[:400]) if (found := read_title(piece))]
    return max(said, key=lambda one: one.worth, default=None)


def find_title(lines: Sequence[Line], end: int) -> TitleFound | None:
    """The title before a line: that which says most, one marked as a heading first, and of equal ones the last."""
    found = list(titles(lines, end))
    return max(
        found,
        key=lambda one: (one.said.worth, bool(lines[one.start].level), one.start, one.start - one.end),
        default=None,
    )


def titles(lines: Sequence[Line], end: int) -> Iterator[TitleFound]:
    """Every title before a line, over one to three lines; the first of several is only the name of an agency or a title."""
    for start in range(end):
        text = ""
        for stop in range(start, min(start + 3, end)):
            if lines[stop].taken or lines[stop].grid:
                break
            text += plain_text(lines[stop].text).strip()
            said = read_title(text)
            if said and (stop == start or begins_title(plain_text(lines[start].text))):
                yield TitleFound(start, stop + 1, said)


def begins_title(text: str) -> bool:
    """Whether a line may begin a title that goes on: an agency's name, or words that speak of such a report."""
    bare = ABOUT.sub("", "".join(text.split()))
    return bool(ORGANISATION.fullmatch(bare) or "公开" in bare or re.match(YEAR, bare.translate(FULL_WIDTH)))
