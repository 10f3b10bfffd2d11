"""Personal data that has no place in a published report: identity numbers, mobile numbers, bank cards."""

from __future__ import annotations

from collections.abc import Iterator

from schema.checks.check import Check
from schema.checks.context import Context, Paragraph
from schema.checks.text_reading import sentence
from schema.findings import Finding, Level
from schema.language import _
from schema.personal_data import Personal, personal_numbers

PERSONAL_DATA = Check(
    36, "prose.personal_data", Level.SETTLE, "个人信息", "《政府信息公开条例》第十五条：涉及个人隐私的政府信息不得公开",
    "申请人身份证号为11010519491231002X。",
)  # fmt: skip

CONTACT = ("联系人", "请联系", "请与", "邮编", "邮政编码", "地址", "疑问", "联系电话", "咨询电话", "联系方式")
PHONE = "publication.phone"


def personal_data(paragraph: Paragraph) -> Iterator[Finding]:
    """Numbers of persons; the mobile number that the basic data give as the office's telephone is only a hint."""
    for one in personal_numbers(paragraph.text):
        office = one.kind == "mobile" and one.digits in mobiles(paragraph.facts.phone)
        first, last = sentence(paragraph.text, one.start, one.end)
        contact = office or any(word in paragraph.text[first:last] for word in CONTACT)
        message = _("正文里的“{hidden}”{what}，{advice}。").format(
            hidden=one.hidden, what=what(one), advice=advice(one, contact=contact)
        )
        made = PERSONAL_DATA.finding(paragraph.address, message, span=(one.start, one.end), evidence=one.hidden)
        yield made._replace(level=Level.HINT) if office else made


def personal_beside_prose(context: Context) -> Iterator[Finding]:
    """Numbers of persons in the notes below tables and in the basic data, where a mobile may be the office's telephone."""
    report = context.report
    sections = {section.id for section in report.form.sections}
    for address, note in report.notes.items():
        figure = report.form.figure(address)
        section = figure.section if figure else address if address in sections else report.form.sections[0].id
        for one in personal_numbers(note):
            message = _("表下说明里的“{hidden}”{what}，{advice}。").format(
                hidden=one.hidden, what=what(one), advice=advice(one)
            )
            made = PERSONAL_DATA.finding(section, message, evidence=one.hidden)
            yield made._replace(figures=(address,)) if figure else made
    for field in report.form.fields():
        value = report.get(field.id)
        for one in personal_numbers(value) if isinstance(value, str) else ():
            office = field.id == PHONE and one.kind == "mobile"
            message = _("{label}里的“{hidden}”{what}，{advice}。").format(
                label=field.label, hidden=one.hidden, what=what(one), advice=advice(one, contact=office)
            )
            made = PERSONAL_DATA.finding(field.id, message, evidence=one.hidden)
            yield made._replace(level=Level.HINT) if office else made


def what(one: Personal) -> str:
    """What a number looks like."""
    return {"mobile": _("像是手机号码"), "identity": _("像是身份证号码"), "card": _("像是银行卡号")}[one.kind]


def advice(one: Personal, *, contact: bool = False) -> str:
    """What to do about it."""
    return _("请改用办公电话") if one.kind == "mobile" and contact else _("属于个人信息，请删去")


def mobiles(phone: str) -> list[str]:
    """The mobile numbers that the office gives as its telephone."""
    return [one.digits for one in personal_numbers(phone) if one.kind == "mobile"]


CHECKS = (PERSONAL_DATA,)
