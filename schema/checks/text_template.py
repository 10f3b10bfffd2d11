"""Text of a template left in: sentences that only announce a table, placeholders, counts without their number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from schema.checks.check import Check
from schema.checks.context import Paragraph
from schema.checks.text_reading import MOST, found, quote
from schema.findings import Finding, Level
from schema.language import _

TEMPLATE = Check(
    33, "prose.template", Level.SETTLE, "模板文字没有删去或没有填写", "国办公开办函〔2021〕30号（四）：不得敷衍",
    "该部分以表格形式报告。表格如下：",
)  # fmt: skip

BLANK = r"[Xx×╳✕]"
MARK = re.compile(
    r"表格如下|表格形式报告|某某|此处|待补|待核|待填|略）|略\)|名称）|名称\)|具体数字|填写|请填|___|（）|\(\)|《》|“”|\{\{|\$\{|\?\?|？？|？\?|\?？"
    r"|\[|［|【|＿|×|╳|✕|X(?![A-Za-z0-9._/=&?-])|x(?![A-Za-z0-9._/=&?-])"
)
"""Alternatives that begin with a plain character each: the search runs as fast as one for characters.

Without one of these a paragraph has no placeholder; `PLACEHOLDER` decides."""

PLACEHOLDER = (
    r"该部分以表格形式报告(?:[。，,；]?表格如下)?|表格如下|\[…{1,6}\]|［…{1,6}］|[_＿]{3,}"
    rf"|20\d?{BLANK}{{1,2}}(?=年)"
    rf"|(?<![A-Za-z0-9./@_:=&?+×╳✕-]){BLANK}{{2,8}}(?=[年月日条件个次份期项元镇乡县市区局委办省街村号处场篇%万余部厅]|人民政府)"
    rf"|(?<=[共约计为：:]){BLANK}{{2,8}}(?![A-Za-z0-9./@_-])"
    rf"|(?<![A-Za-z0-9+*×./-]){BLANK}(?=[月日条件份次期场]|万元|年{BLANK}月)"
    r"|某某(?=省|市|县|区|镇|乡|街道|局)"
    r"|[（(【\[](?:请?(?:在此)?填写|请填|此处(?:填|插|写|应|添|补|留|请)|待补充|待填|待核实|略[)）]|单位名称|机关名称|具体数字)[^（(【\[）)】\]]{0,20}[）)】\]]?"
    r"|（）|\(\)|【】|《》|“”|\{\{|\$\{"
    r"|(?<![?？])[?？]{2,9}(?=[条件个份次期项])"
)

NUMBERLESS = {
    "条": r"(?:主动(?:公开)|共公开|共|累计|合计|共计|发布|推送|更新|转载)(?:政府|政务|各类)?(?:信息|动态|文件)?(?:余)?条$|公开政府信息条$",
    "件": r"(?:公开|提供|处理|合计|共计|累计|制发|废止|有效)件$"
    r"|(?:共|累计|合计)(?:收到|受理|新收|办理|收办|接收)[^，,。；;\d]{0,14}申请件$"
    r"|^(?:其中|全年|当年|本年|年内|均|共|全部|依法|按期|按时|及时|如期|期限内){0,3}(?:办结|受理|收到|答复|结转)件$",
    "份": r"(?:制发|印发|发放|回收)(?:文件|资料|折页|通报|问卷|手册)?份$",
    "场": r"(?:培训|讲座|宣讲|发布会|宣传活动|座谈会)场$",
    "次": r"(?:会议?|培训|活动|检查|督查|抽查|宣传)次$",
    "元": r"(?:处理费|收取|金额|费用|共计)(?:共计)?(?:万)?元$",
    "%": r"(?:占比?|增长|下降|减少|提高|上升)%$",
}
"""By unit: what stands before it, within its clause, when its number is missing."""

UNIT = re.compile(
    "[条件份次场元%](?:(?<=[占比长降少高升]%)|(?:(?<=[开共计布送新载息态件余]条)|(?<=[开供理计发止效请结到复转]件)"
    "|(?<=[发放收件料页报卷册]份)|(?<=[训座讲会动]场)|(?<=[会议训动查传]次)|(?<=[费取额用计万]元))"
    "(?=[，,。；;]|其中|（其中|$))"
)
"""A unit without a number right before it, where a clause may end: `NUMBERLESS` decides."""

LOOK_BACK = 28


def template_text(paragraph: Paragraph) -> Iterator[Finding]:
    """Placeholders of a paragraph, and counts that lost their number."""
    text = paragraph.plain.text
    for start, end, fault in islice(faults(text), MOST):
        yield found(
            TEMPLATE,
            paragraph,
            (start, end),
            _("正文的{text}{fault}。").format(text=quote(text[start:end]), fault=fault),
        )


def faults(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what is wrong and what to do)."""
    if MARK.search(text):
        for match in re.finditer(PLACEHOLDER, text):
            yield match.start(), match.end(), _("像是模板里留下的文字，请删去或写上实际内容")
    for match in UNIT.finditer(text):
        yield from numberless(text, match.end(), NUMBERLESS[match[0]])


def numberless(text: str, end: int, pattern: str) -> Iterator[tuple[int, int, str]]:
    """The fault of a unit that ends at a place, when its number is missing."""
    low = max(0, end - LOOK_BACK)
    clause = max(text.rfind(stop, low, end) for stop in "，,。；;") + 1
    match = re.search(pattern, text[max(low, clause) : end])
    if match:
        yield max(low, clause) + match.start(), end, _("少了数字，请补上；没有发生请写 0")


CHECKS = (TEMPLATE,)
