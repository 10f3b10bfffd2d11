"""Characters or words typed twice, and common words that lost a character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from schema.checks.check import Check
from schema.checks.context import Paragraph
from schema.checks.text_reading import MOST, found, quote
from schema.findings import Finding, Level
from schema.language import _

DOUBLED = Check(
    38,
    "prose.doubled",
    Level.HINT,
    "重字、漏字",
    "国办公开办函〔2021〕30号（四）：数据、文字应准确",
    "属于四类过程性性信息1件。",
)

ADJOINING = {
    "的": "目的的|标的的|的的确", "了": "[为除]了了解|不了了之|了了然", "是": "是是否|是是非", "在": "[现存潜所实旨]在在",
    "和": "[总饱共]和和|和和美", "与": "[参给赋]与与", "及": "及及时|[涉普]及及", "将": "", "把": "", "被": "", "也": "", "都": "",
    "并": "合并并", "或": "", "从": "服从从", "性": "", "度": "制度度[量假过]", "府": "", "况": "", "息": "息息相", "策": "策策划",
    "务": "务务必|务务实", "们": "", "我": "自我我",
    "开": "开开[展放通设启辟始会工业发门]|开开心", "化": "化化[妆解学工肥石]", "理": "理理[念由顺论解财事赔]", "制": "制制[度约定作止造]", "台": "台台[账帐阶]",
    "镇": "镇镇[长村街机]|全镇镇", "乡": "乡乡[长村镇]", "局": "局局[长机务领党]", "委": "委委员", "对": "[针面相]对对", "其": "",
}  # fmt: skip
"""Characters that seldom stand twice in a row, with the places where they rightly do."""

WORDS = frozenset((
    "进行", "工作", "信息", "政府", "开展", "情况", "主动", "申请", "我局", "我镇", "我县", "我乡", "我区", "我市", "我委", "我办", "加强", "落实",
    "推进", "推动", "通过", "及时", "加大", "提高", "提升", "规范", "完善", "建立", "健全", "政务", "依法", "严格", "按照", "全面", "深入", "群众",
    "平台", "网站", "发布", "收到", "受理", "制度", "机制", "监督", "保障", "强化", "积极", "认真", "不断", "存在", "问题", "改进", "年度",
    "公开", "报告", "人民", "根据", "要求", "以及", "条例", "行政", "公众", "内容", "领域", "部门", "单位", "组织", "领导", "部署", "方式", "渠道",
))  # fmt: skip
REPEATED = frozenset((*ADJOINING, *(word[0] for word in WORDS), *"，、；："))
TWICE = re.compile(rf"([{''.join(sorted(REPEATED))}])(?:\1|([\u4e00-\u9fff])\1\2)")
"""A character twice in a row, or a word of two characters: one pass over the text."""

FINE_TWICE = re.compile(
    "工作工作(?:人员|组|台|机制|制度)|信息信息(?:化|员)|网站网站群|监督监督员|领导领导小组|公开公开(?:[栏屏墙板日课征答审选招]|透明|电话|承诺|道歉)|单位单位|存在存在"
)
LOST = (
    "政府信公开", "政府息公开", "政信息公开", "信息公工作", "信息公条例", "信息开条例", "中华人民共国", "人民共和政府", "国务办公厅", "依申公开", "依请公开",
    "主动开政府", "主动公政府", "政府信息开工作", "行政复仪", "行政诉颂", "条列》",
)  # fmt: skip
WE_LOST = re.compile("我(?<=[年度，,。；].)(?=[无未没共收受主坚严认按积围])")
BEFORE_WE = re.compile("(?:年度?[，,]?|[，,。；])$")


def doubled(paragraph: Paragraph) -> Iterator[Finding]:
    """Words of a paragraph that look typed twice or cut short."""
    text = paragraph.plain.text
    for start, end, fault in islice(faults(text), MOST):
        yield found(
            DOUBLED,
            paragraph,
            (start, end),
            _("正文的{text}{fault}，请核对。").format(text=quote(text[start:end]), fault=fault),
        )


def faults(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what is wrong)."""
    for match in TWICE.finditer(text):
        if typed_twice(text, match):
            yield match.start(), match.end(), _("像是重复了")
    for word in LOST:
        at = text.find(word)
        if at >= 0:
            yield at, at + len(word), _("像是漏字或错字")
    if "我" in text:
        for match in WE_LOST.finditer(text):
            before = BEFORE_WE.search(text, max(0, match.start() - 3), match.start())
            if before:
                yield before.start(), match.end() + 1, _("里“我”字后面像是漏了字（我局、我镇……）")


def typed_twice(text: str, match: re.Match[str]) -> bool:
    """Whether a repetition is none that the language has."""
    mark = match[1]
    if match[2]:
        return mark + match[2] in WORDS and not re.compile(FINE_TWICE).match(text, match.start())
    if mark in "，、；：":
        return True
    fine = ADJOINING.get(mark)
    around = text[max(0, match.start() - 1) : match.end() + 2]
    return fine is not None and not (fine and re.search(fine, around))


CHECKS = (DOUBLED,)
