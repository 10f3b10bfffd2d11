"""The words around a year that tell whether it speaks of the report's own year, of an older matter or of a plan."""

from __future__ import annotations

import re


class Words:
    """An expression that is compiled when it is first needed: most reports name no other year than their own."""

    __slots__ = ("pattern",)

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def match(self, text: str) -> re.Match[str] | None:
        """As `re.match`."""
        return re.match(self.pattern, text)

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.search`."""
        return re.search(self.pattern, text)


OPENINGS = "，,：:、）)”。；;·*-]】"
OPENING_WORDS = ("情况", "方面", "工作", "概述", "一是", "二是", "三是", "四是", "五是", "其中", "目前", "此外", "同时")
UNTIL = ("截至", "截止", "截止到", "截至到", "截止至")
WE = Words("(?:我|本)(?:[局镇乡县市区省州委办厅街处]|街道|单位|机关|部门)$")

FACT = Words(
    r"度?(?:[，,]|(?:我|本)[局镇乡县市区省州委办厅街处单机部]|全[县市区镇乡局省州街年]|各[级部单有]|共|累计|新收|收到(?!的)|受理(?!的)|收办|接到|未|无|没有"
    r"|主动(?:公开|发布)|依申请|通过|办结(?!的)|制发(?!的)|制定(?!的)|发布(?!的)|公开(?:政府|各类|信息)|以来[，,])"
)
"""What follows a year that opens an account of that year: a comma, the office, or the deed itself."""

NAMED = Words(
    r"度?[\u4e00-\u9fff]{2,14}?(?:局|镇|乡|街道|办事处|县|市|区|委|办公室|政府)(?:坚持|认真|严格|按照|高度|主动|共|在|以|积极|全面|深入|持续|围绕|紧|收到|未|无)"
)
"""A year followed by an office named in full that does something."""

TITLE = Words(r"年?度?(?:政府信息公开|政务公开|信息公开|政府信息)(?:工作)?(?:年度报告|年报|工作|情况)")
MONTH = Words(r"(\d{1,2})月(?:(\d{1,2})日)?")
NEXT_YEAR = Words(r"度?[—\-–~～至到、和与及／/]+(?:20)?\d\d")
PREVIOUS_YEAR = Words(r"\d年?度?(?:\d{1,2}月)?(?:\d{1,2}日)?[—\-–~～至到、和与及／/]+$")
INTRODUCED = Words(
    r"(?:现|特)(?:将|就|对|予以|向社会|公布|发布|公开|编制|制作|印发|报告|汇报)[^，,。；]{0,30}$|(?:编制|形成)(?:完成)?了?《?[^，,。；《]{0,20}$"
)

MADE = Words(r"(?:编制|编写|编成|发布|公布|公开|制作|形成)(?:并(?:向社会)?(?:公布|发布|公开))?(?:了|的|完成)?$")
"""What the office did with the report that is named next."""

REPORT = Words(r"年?度?(?:政府信息公开|政务公开|信息公开)?(?:工作)?(?:年度|度|年)?报告")

TALLIED = Words(
    r"度?(?:全年)?(?:涉及|因|共?发生|共?产生|引发|被提起|被申请|新增|新建|新开|举办|组织|召开|开展|制作|废止|现行有效|行政[复诉许][议讼可]"
    r"|政府网站|微信公众号|公众号|门户网站|信息公开)[^，,。；：“《]{0,20}?\d+[件条次份期篇个场]"
)
"""A year followed, in the same clause, by what was counted in it."""

COMPARED = Words("比|较|增|减|升|降|回落|持平|提高|同期|分别|结转|跨年|转入")
"""Words of a sentence that sets two years side by side."""

CARRIED = Words(
    r"^度?(?:的|结转|遗留|底|末|同期|相比|未办结|未审结|未结|收到的|提出的)|结转(?:至|到|入)(?:本|20)|转入本年|顺延至(?:本|20)"
)
LAST = ("上年", "去年", "上一年", "上年度", "上一年度", "前年")
"""Last year named as such, before the year in brackets."""

BACKGROUND = Words(
    "成立|建成|启用|开通|上线|机构改革|设立|组建|划转|合并|荣获|获评|被评|获得|被授予|命名|列为|确定为|入选|试点|示范|出台|印发|修订|修正|施行|实施|颁布|启动|起|以来|开始|创建|批准|撤"
)
"""Deeds that a report tells of earlier years."""

LATELY = Words("成立|建成|启用|开通|上线|机构改革|设立|组建|划转|荣获|获评|被评|命名|列为|入选|被确定")
"""Deeds that it tells of last year."""

JUDGED = Words(
    "考核|评估|测评|通报|反馈|指出|整改|按时|按期|按要求|已[经于]?(?:公布|发布|公开)|问题清单|排名|报送|备案|上年|去年|往年|历年|历史"
)
"""Words around last year's report or work that mean last year's indeed."""

COUNT = Words(r"\d[条件次份期篇个场]")
TALLY = Words(r"(?:共|累计|合计|总计)[^，,。；]{0,20}\d+[条件次份期篇个场]")

PLAN = Words(
    "将|下一步|计划|打算|拟|力争|争取|预计|目标|明年|下一年|新的一年|展望|(?<![主重必需概纲首摘紧])要(?!求|点|闻|件|素)|准备|下步|今后|(?<!年度)继续"
    "|施行|实施方案|年底前|[日月年]起|规划|远景|行动|届满|有效期|顺延|草案|预算|有待|应当"
)
"""Words that make a coming year a plan."""

PLANNED = Words(
    r"度?[，,]?[^，,。；、\d]{0,12}?将(?:把|由|会|进一步|继续|持续|重点|从以下|不断|着力|切实|采取|认真|深入|大力|努力|加强|加大|严格|按照|围绕|坚持|做好)"
)
PURPOSE = ("作为", "列为", "纳入", "列入", "融入", "贯穿", "要求", "明确", "提出", "部署", "结合", "摆在", "放在")
"""Words after 将 when it means 把, or a plan that another made."""

DUE = Words(r"[1-3]月\d{1,2}日(?:之前|以前|前)[^。；]{0,60}(?:公布|发布|公开)")
"""A date by which a report is published."""

INTENDED = Words(
    r"度?[，,]?(?:(?:我|本)[局镇乡县市区省州委办厅街处院](?:道|府)?|全[县市区镇乡局省州])?(?:拟|计划|打算)"
    r"(?:对|在|于|将|通过|组织|开展|继续|增加|建立|推行|安排|举办|建设|新增|进一步|重点|采取|从|把|为|每)"
)
"""A year followed by what somebody means to do."""

ACCOMPLISHED = Words("已|实际|完成|实现|超额|兑现|名单|目录|清单|公示|项目库|《")
"""Words after a plan that make it an account: it was carried out, or is the name of what was published."""

PLAN_HEADING = Words(
    r"度?的?(?:工作)?(?:打算|计划|安排|设想|思路)(?:如下|是)?[：:]|度?的?(?:工作)?(?:打算|设想)(?:是|如下|有)"
)
"""A year that heads a list of what is to come."""

PLAN_TITLE = Words(
    r"度?(?:政府信息公开|政务公开|信息公开)?(?:的)?(?:重点|主要)?工作(?:打算|计划|思路|安排|措施)(?=[：:。，,]|如下|$)"
)
STEP = Words(r"(?:下一步|下步|下一步工作中|下一阶段)[，,：:]?$")
COMING = Words(r"(?:明年|下一年|下年度|下一年度|来年|新的一年)[（(，,即]?$")


def opens(before: str) -> bool:
    """Whether what comes next opens a clause."""
    return not before or before[-1] in OPENINGS or before.endswith(OPENING_WORDS)


def planned(before: str, after: str) -> bool:
    """Whether a year between these words is plainly the year of a plan."""
    if COMING.search(before) or (STEP.search(before) and FACT.match(after)):
        return True
    if not opens(before):
        return False
    if PLAN_HEADING.match(after) or (PLAN_TITLE.match(after) and not PLAN_TITLE.search(before)):
        return True
    if INTENDED.match(after):
        return not ACCOMPLISHED.search(after.split("。", maxsplit=1)[0])
    match = PLANNED.match(after)
    if match is None:
        return False
    rest = after[: match.end() + 30].split("。", maxsplit=1)[0]
    return match[0].endswith("把") or not any(word in rest for word in PURPOSE)
