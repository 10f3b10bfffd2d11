"""Numbers of official documents: the brackets of the year, and documents that no longer hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schema.checks.check import Check
from schema.checks.context import Paragraph
from schema.checks.text_reading import DIGITS, MOST, found, places, quote, sentence
from schema.findings import Finding, Level
from schema.language import _

DOCUMENT_NUMBER = Check(
    35, "prose.document_number", Level.WARNING, "发文字号", "GB/T 9704 党政机关公文格式 7.2.5：年份用六角括号",
    "《某办法》（某政办发【9号】）",
)  # fmt: skip

NEW_FORM_FROM = 2021
"""The year from which the form of 国办公开办函〔2021〕30号 is used."""

LETTERS = "发函办字规通文党"

BRACKETS = rf"(?<=[{LETTERS}])(?P<open>[（(\[【［〔﹝]?)(?P<year>(?:19|20)\d\d)(?P<close>[）)\]】］〕﹞]?)(?:第)?(?P<number>\d{{1,4}})号"
OTHER_FAULTS = (
    (rf"(?<=[{LETTERS}])[（(\[【［〔]\d{{1,3}}号[）)\]】］〕]", _("缺少年份，应写成“〔年份〕序号”")),
    (r"〔20\d\d〕号", _("缺少序号")),
    (r"〔20\d\d〕\d{1,4}(?![\d号、，至和—-])", _("后面少了“号”字")),
    (r"〔\d\d〕\d{1,4}号", _("的年份应写全四位")),
    (r"办涵[〔（(\[【［]?(?:19|20)\d\d", _("里的“涵”应为“函”")),
)
RULES_NAME = "政府信息公开条例》"
ORDER = r"(?:国务院|国)令?(?:第)?(\d{3,4})号"
OLD_ORDER = r"国务院令(?:第)?492号|国令(?:第)?492号|国务院第492号令"
OLD_NOTICE = (
    r"国办公开办函[〔（(\[【［﹝]2019[〕）)\]】］﹞]60号"
    r"|国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知(?!》?[（(]国办公开办函)"
)
FORM_NUMBER = r"年度报告格式[》>〉）)]?(?:的通知)?[》]?[（(](国办[^（()）]{4,20}号)"
GONE = ("废止", "失效", "原《", "修订前", "不再", "代替", "替代")


def document_numbers(paragraph: Paragraph) -> Iterator[Finding]:
    """Numbers of documents that are written wrongly or no longer hold."""
    text = paragraph.plain.text
    if not numbered(text):
        return
    taken: list[tuple[int, int]] = []
    for start, end, fault in faults(text, paragraph.facts.year):
        if any(start < last and first < end for first, last in taken):
            continue
        taken.append((start, end))
        yield found(
            DOCUMENT_NUMBER,
            paragraph,
            (start, end),
            _("发文字号{text}{fault}。").format(text=quote(text[start:end]), fault=fault),
        )
        if len(taken) == MOST:
            return


def numbered(text: str) -> bool:
    """Whether a text may hold the number of a document."""
    if "〔" in text or "办涵" in text or "年度报告有关事项的通知" in text:
        return True
    return any(text[at - 1] in DIGITS for at in places(text, "号") if at) or "号令" in text


def faults(text: str, year: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, what is wrong and what to do)."""
    yield from outdated(text, year)
    yield from miswritten_form(text)
    for match in re.finditer(BRACKETS, text):
        right = f"〔{match['year']}〕{match['number']}号"
        pair = match["open"] + match["close"]
        if pair not in ("〔〕", "﹝﹞"):
            yield match.start(), match.end(), _("的年份应用六角括号，应为“{right}”").format(right=right)
        elif int(match["year"]) > year + 1:
            yield match.start(), match.end(), _("的年份晚于本报告，请核对")
    for pattern, fault in OTHER_FAULTS:
        for match in re.finditer(pattern, text):
            yield match.start(), match.end(), _("{fault}，请改正").format(fault=fault)


def outdated(text: str, year: int) -> Iterator[tuple[int, int, str]]:
    """The regulations of 2007 and the trial form of 2019 as a basis, and a wrong number of the regulations."""
    if "492号" in text:
        for match in re.finditer(OLD_ORDER, text):
            if not gone(text, match) and "711号" not in text:
                yield match.start(), match.end(), _("已由国务院令第711号修订，请改为“国务院令第711号”")
    at = text.find(RULES_NAME)
    while at >= 0:
        begin = at + len(RULES_NAME)
        rule = re.compile(rf"[（(](?:中华人民共和国)?{ORDER}").match(text, begin, begin + 24)
        if rule and rule[1] not in ("711", "492"):
            yield rule.start() + 1, rule.end(), _("不是现行《政府信息公开条例》的令号，应为“国务院令第711号”")
        at = text.find(RULES_NAME, begin)
    if year >= NEW_FORM_FROM and ("国办公开办" in text or "年度报告有关事项的通知" in text):
        for match in re.finditer(OLD_NOTICE, text):
            if not gone(text, match):
                yield match.start(), match.end(), _("是 2019 年的试行格式，请改用“国办公开办函〔2021〕30号”")


def gone(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence itself says that the document is of the past."""
    first, last = sentence(text, match.start(), match.end())
    return any(word in text[first:last] for word in GONE)


def miswritten_form(text: str) -> Iterator[tuple[int, int, str]]:
    """The notice of the form with another number than its own."""
    if "年度报告格式" not in text or "国办" not in text:
        return
    for match in re.finditer(FORM_NUMBER, text):
        letters = "".join(mark for mark in match[1] if "\u4e00" <= mark <= "\u9fff")
        digits = re.findall(r"\d+", match[1])
        sound = letters in ("国办公开办函号", "国办公开办函第号", "国办公开办涵号")
        known = "".join(digits) in ("202130", "201960")
        if not (sound and known):
            yield match.start(1), match.end(1), _("不是年度报告格式的文号，应为“国办公开办函〔2021〕30号”")


CHECKS = (DOCUMENT_NUMBER,)
