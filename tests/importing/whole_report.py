"""A whole report as text, and what is read of it or of one that differs in places."""

from __future__ import annotations

from reports.importing.findings import TextsRead
from reports.importing.texts.text_reading import read_texts
from schema.form_loader import load_form
from tests.importing.documents import document, tables_of

FORM = load_form("ogi_2021")

REST = """
二、主动公开政府信息情况
|
三、收到和处理政府信息公开申请情况
|
四、政府信息公开行政复议、行政诉讼情况
|
五、存在的主要问题及改进情况
公开不够及时，今后改进。
六、其他需要报告的事项
没有收取信息处理费。
"""

PARTS = """
（一）主动公开。全年公开 12 条。
（二）依申请公开。没有收到申请。
（三）政府信息管理。审核从严。
（四）政府信息公开平台建设。网站一个。
（五）监督保障。纳入考核。
"""

WHOLE = f"""甲县乙镇人民政府2024年政府信息公开工作年度报告
根据条例编制本报告。
一、总体情况
总的说来不错。{PARTS}{REST}"""


def read(text: str, *, kind: str = "html", wrapped: bool = False, title: str = "") -> TextsRead:
    """What is read of a document whose tables are recognised."""
    contents = document(text, kind=kind, wrapped=wrapped, title=title)
    return read_texts(contents, FORM, tables_of(contents))


def changed(*pairs: tuple[str, str]) -> str:
    """The whole report with pieces replaced, each of which it has."""
    text = WHOLE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def kinds(read: TextsRead) -> list[tuple[str, str]]:
    """What is doubted, and where."""
    return [(doubt.kind, doubt.figure) for doubt in read.doubts]


EXPECTED = {
    "preamble.text": "根据条例编制本报告。",
    "overview.summary": "总的说来不错。",
    "overview.proactive": "全年公开 12 条。",
    "overview.on_request": "没有收到申请。",
    "overview.information_management": "审核从严。",
    "overview.platforms": "网站一个。",
    "overview.oversight": "纳入考核。",
    "problems_and_improvements.text": "公开不够及时，今后改进。",
    "other_matters.text": "没有收取信息处理费。",
}
