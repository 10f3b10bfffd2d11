"""Names of another office or place where the report's own belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from schema.checks.check import Check
from schema.checks.context import Facts, Paragraph
from schema.checks.text_reading import MOST, found, inside, places, quote, sentence
from schema.findings import Finding, Level
from schema.language import _

OTHER_NAME = Check(
    34, "prose.other_name", Level.WARNING, "别的机关或地方的名称", "国办公开办函〔2021〕30号（四）：内容雷同、照抄照搬",
    "（甲县某乡的报告）本报告在乙市人民政府门户网站公布。",
)  # fmt: skip

PLACE = r"[\u4e00-\u9fff]{1,7}?(?:特别行政区|自治[区州县旗]|街道|[省市州盟县旗区镇乡])"
PLACES = r"([\u4e00-\u9fff]{1,7}?)(特别行政区|自治[区州县旗]|街道|[省市州盟县旗区镇乡])"

SITE = rf"(?:通过|依托|登录|登陆|利用|访问|本报告在|报告在|在|于|从|可到|经)((?:{PLACE}){{1,3}})(?:人民政府|政府)(?:门户)?网"
TITLE = rf"(?:^|现公布|现发布|公布|发布|《)((?:{PLACE}){{1,3}})(?:人民政府|办事处|[\u4e00-\u9fff]{{2,10}}?(?:局|委员会|办公室))?20\d\d年(?:度)?政府信息公开(?:工作)?年度报告"
COMPILED = (
    rf"本(?:年度)?报告由((?:{PLACE}){{1,3}})(?:人民政府|办事处|[\u4e00-\u9fff]{{2,12}}?(?:局|委员会|办公室|中心))"
)
CONTACT = rf"(?:请与|请联系|请致电|请向|联系单位[：:])[：:]?((?:{PLACE}){{1,3}})(?:人民政府|党政|综合|办事处|[\u4e00-\u9fff]{{2,12}}?(?:局|委员会|办公室|中心|科))"
SUBJECT = (
    r"20\d\d年(?:度|以来)?[，,]?((?:[\u4e00-\u9fff]{2,4}县|[\u4e00-\u9fff]{2,4}[市区])?[\u4e00-\u9fff]{2,5}?(?:镇|乡|街道))(?:人民政府|办事处|党委)?"
    r"(?=坚持|认真|严格|按照|高度|主动|共主动|共收到|收到|未收到|积极|全面|深入|持续|围绕|紧紧|以习近平)"
)
OFFICE = r"(?:人民政府|办事处|[\u4e00-\u9fff]{2,12}?(?:局|委员会|办公室|厅|中心))"
MADE = re.compile(
    r"(?:编制|编写|发布|公布|编成|汇总|制作)(?:并)?(?:向社会)?(?:公布|发布|公开)?(?:的|了)?"
    r"《?20\d\d年(?:度)?(?:政府信息公开)?(?:工作)?(?:年度|度)?报告"
)
MAKER = rf"((?:{PLACE}){{1,3}}){OFFICE}(?:现|现将|现予|依法|负责|组织)?"
OPENING = rf"((?:{PLACE}){{1,3}}){OFFICE}(?=根据|依据|按照|依照|编制|现发布|现公布|发布|公布|向社会|20\d\d年)"
"""The office that a preamble begins with."""

ACCOUNT_KINDS = r"(?:政务|官方)?(?:微信|微博|抖音)?(?:公众号|订阅号|视频号|政务号|微博|抖音号|政务新媒体)"
ACCOUNT = (
    rf"(?:^|[，,。；：:、（(]|通过|依托|利用|借助|运用|其中|以及)((?:{PLACE}){{1,2}})(?:人民政府|政府)?{ACCOUNT_KINDS}"
)
QUOTED = rf"“({PLACE})[\u4e00-\u9fff]{{0,6}}”{ACCOUNT_KINDS}"
ACCOUNT_OF = re.compile(rf"[镇乡道县区市州盟旗府](?={ACCOUNT_KINDS})|”(?={ACCOUNT_KINDS})")
"""The end of a name in front of an account."""

PATTERNS = (
    ("政府网", SITE, 36, 4),
    ("政府门户网", SITE, 36, 6),
    ("年度报告", TITLE, 60, 5),
    ("报告由", COMPILED, 6, 40),
    ("请与", CONTACT, 1, 44),
    ("请联系", CONTACT, 1, 44),
    ("请致电", CONTACT, 1, 44),
    ("请向", CONTACT, 1, 44),
    ("联系单位", CONTACT, 1, 44),
)
"""(words, the pattern around them, characters before and behind them to look at)."""

REACH_OF_OPENING = 40
LONGEST_PREAMBLE = 400

MOST_PLACES = 50
"""Places of one kind looked at in one paragraph."""

GENERIC = r"^(?:我们?|本|全|各|该|当地|上级|上一级|所在|加强|完善|优化|推进|规范|强化|提升|维护|更新|健全|做好|升级|改版|省|市|县|区|州|新|原|相关|有关|国家|对|将|其他|外|两|多)"
GENERIC_ENDS = "本全各该我们每辖乡"
"""Last characters of a stem that make it no name: 通过本镇, 及乡镇."""

COMMON = frozenset(
    "城市郊园新社街校景库地老主片辖分各本全我该乡村小集古重强建特名家他下返异水山东西南北中上县旗省州大省两三多"
)
"""Characters that make a common word, not a name, of the ending behind them: 城区, 小镇, 家乡."""

LEADING = re.compile("^(?:其中|通过|依托|利用|借助|运用|登录|访问|关注|用好|以及|按照|在|由|和|及|与)+")
"""Words before a name that are no part of it."""

LEVELS = {
    "县": "县",
    "旗": "县",
    "区": "县",
    "自治县": "县",
    "自治旗": "县",
    "市": "市",
    "州": "市",
    "盟": "市",
    "自治州": "市",
    "镇": "镇",
    "乡": "镇",
    "街道": "镇",
}
ABOVE = (
    "转载",
    "转发",
    "上级",
    "所辖",
    "辖区内",
    "省政府",
    "市级",
    "报送",
    "集约化",
    "链接",
    "学习",
    "考察",
    "借鉴",
    "交流",
    "对口",
)

PLACE_AND_OFFICE = re.compile(
    "(?:.{2,6}[省市县区州盟旗])?([一-鿿]{2,4}[市县区旗镇乡])([一-鿿]{2,14}(?:局|委员会|政府|办公室|办事处))"
)
WE = "我(?:[镇乡局]|街道)(?!长)"
SELF = {"镇人民政府": "镇", "乡人民政府": "乡", "街道办事处": "街道", "局": "局"}
OFFICES = ("县人民政府", "市人民政府", "区人民政府", "省人民政府", "州人民政府")


def other_names(paragraph: Paragraph) -> Iterator[Finding]:
    """Another office or place named as the site, the maker, the contact or the subject of this report."""
    text, facts = paragraph.plain.text, paragraph.facts
    if not facts.agency:
        return
    seen: set[str] = set()
    for start, end, message in (*strangers(text, facts), *selves(text, facts)):
        words = text[start:end]
        if words not in seen and len(seen) < MOST:
            seen.add(words)
            yield found(OTHER_NAME, paragraph, (start, end), message)


def strangers(text: str, facts: Facts) -> Iterator[tuple[int, int, str]]:
    """Names of other places in the patterns where the office's own name stands."""
    for match in (*candidates(text, facts), *(makers(text, facts.agency) if "报告" in text else ())):
        if strange(match[1], facts) and not spoken_of(text, match):
            yield named(match, facts)
    for match in (*(namesakes(text, facts.agency) if "年度报告" in text else ()), *accounts(text)):
        if strange(match[1], facts, own_rank=True) and not spoken_of(text, match):
            yield named(match, facts)
    if "年" not in text or own_suffix(facts.agency) not in ("镇", "乡", "街道"):
        return
    if "镇" in text or "乡" in text or "街道" in text:
        for match in islice(re.finditer(SUBJECT, text), MOST_PLACES):
            if strange(match[1], facts):
                yield named(match, facts)


def candidates(text: str, facts: Facts) -> Iterator[re.Match[str]]:
    """Every place of the text where the office's own name belongs."""
    for mark, pattern, before, behind in PATTERNS:
        if mark not in text:
            continue
        for at in islice(places(text, mark), MOST_PLACES):
            low, high = max(0, at - before), at + behind
            own = facts.website if pattern is SITE else facts.agency
            match = None if own and text.find(own, low, high + 1) >= 0 else re.compile(pattern).search(text, low, high)
            if match:
                yield match


def makers(text: str, agency: str) -> Iterator[re.Match[str]]:
    """Every name of an office that is said to have made the report, and the one that a preamble begins with."""
    for made in islice(MADE.finditer(text), MOST_PLACES):
        low = max(0, made.start() - REACH_OF_OPENING)
        begin = max(low - 1, *(text.rfind(mark, low, made.start()) for mark in "，,。；：:由")) + 1
        match = None if agency in text[begin : made.start()] else re.compile(MAKER).fullmatch(text, begin, made.start())
        if match:
            yield match
    if agency not in text[:REACH_OF_OPENING] and "年度报告" in text[:LONGEST_PREAMBLE]:
        opening = re.match(OPENING, text[:REACH_OF_OPENING])
        if opening:
            yield opening


def namesakes(text: str, agency: str) -> Iterator[re.Match[str]]:
    """Offices of the same name in another place of the same rank: 清渡县公安局 where 澄湖县公安局 reports."""
    own = PLACE_AND_OFFICE.fullmatch(agency)
    if own:
        pattern = rf"([一-鿿]{{2,4}}{own[1][-1]}){re.escape(own[2])}"
        yield from (
            match for match in islice(re.finditer(pattern, text), MOST_PLACES) if not match[1].endswith(own[1][-3:])
        )


def accounts(text: str) -> Iterator[re.Match[str]]:
    """Every account on the social media that bears the name of a place."""
    if not ("号" in text or "博" in text or "媒" in text):
        return
    for end in islice(ACCOUNT_OF.finditer(text), MOST_PLACES):
        pattern = QUOTED if end[0] == "”" else ACCOUNT
        match = re.compile(pattern).search(text, max(0, end.start() - 24), end.end() + 10)
        if match:
            yield match


def named(match: re.Match[str], facts: Facts) -> tuple[int, int, str]:
    """The place of a strange name, and what is said about it."""
    lead = LEADING.match(match[1])
    name = match[1][lead.end() :] if lead else match[1]
    return match.end(1) - len(name), match.end(1), stranger_message(name, facts)


def stranger_message(name: str, facts: Facts) -> str:
    """The message about a strange name."""
    return _("正文出现{name}，与编制机关{agency}不是一处；如果是从别处照抄的，请改为本机关的名称。").format(
        name=quote(name), agency=quote(facts.agency)
    )


def spoken_of(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence speaks of another office on purpose."""
    first, last = sentence(text, match.start(), match.end())
    return any(word in text[first:last] for word in ABOVE) or inside(text[first : match.start()], "“", "”")


def strange(name: str, facts: Facts, *, own_rank: bool = False) -> bool:
    """Whether a place is neither the office's, nor its site's, nor one that may stand above it.

    ``own_rank``: only a place of the rank of the office's own counts (a county has many towns, a town is in one county).
    """
    places = [place for place in re.findall(PLACES, LEADING.sub("", name)) if not common(*place)]
    if not places:
        return False
    known = facts.agency + facts.website
    own = [place for place in re.findall(PLACES, known) if place[1] in LEVELS]
    *above, (stem, suffix) = places
    levels = {LEVELS[end] for _, end in own}
    if any(LEVELS.get(end) == "县" and other(begin, end, known, own) for begin, end in above):
        return not own_rank and "县" in levels
    level = LEVELS.get(suffix)
    if level is None or name in known or not other(stem, suffix, known, own):
        return False
    if own_rank:
        ranks = [LEVELS[end] for _, end in re.findall(PLACES, facts.agency) if end in LEVELS]
        return ranks[-1:] == [level]
    return level in levels or (level == "市" and levels >= {"县", "镇"})


def common(stem: str, suffix: str) -> bool:
    """Whether a word that ends like a place is none: 我镇, 城区, 各乡镇."""
    if stem[-1] in GENERIC_ENDS or (len(stem) == 1 and stem in COMMON):
        return True
    return re.match(GENERIC, stem + suffix) is not None


def other(stem: str, suffix: str, known: str, own: list[tuple[str, str]]) -> bool:
    """Whether a place is none of those that the office's name and its site's name."""
    if len(stem) > 1 and stem[-2:] in known:
        return False
    return not any((stem + suffix).endswith(begin + end) for begin, end in own)


def own_suffix(agency: str) -> str:
    """How the office calls itself after 我; empty where several words are usual."""
    for ending, word in SELF.items():
        if agency.endswith(ending):
            return word
    return "政府" if agency.endswith(OFFICES) else ""


def selves(text: str, facts: Facts) -> Iterator[tuple[int, int, str]]:
    """我镇 in the report of a 乡 or of a 局, and the like."""
    if "我镇" not in text and "我乡" not in text and "我局" not in text and "我街道" not in text:
        return
    own = own_suffix(facts.agency)
    if not own:
        return
    for match in re.finditer(WE, text):
        word = match[0][1:]
        if word != own and not inside(text[max(0, match.start() - 60) : match.start()], "“", "”"):
            message = _("正文自称{match}，编制机关是{agency}；如果是从别处照抄的，请改正。").format(
                match=quote(match[0]), agency=quote(facts.agency)
            )
            yield match.start(), match.end(), message


CHECKS = (OTHER_NAME,)
