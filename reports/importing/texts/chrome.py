"""What a web page prints around a report and what documents say of themselves: links, counters, dates of entry, copyright."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.importing.lines.paragraphs import Line
from reports.markdown_text import plain_text

LABELS = (
    "索引号|信息索引|文号|发文字号|发文日期|发文时间|发布日期|发布时间|更新时间|公开日期|公开时间|成文日期|生成日期|生效日期|录入时间|日期|时间"
    "|发布机构|发文机构|发布单位|公开主体|信息来源|稿件来源|文章来源|来源|点击数|点击量|点击|浏览次数|浏览量|访问量|阅读次数|阅读量|阅读|浏览"
    "|字号|字体|字体大小|视力保护色|主题分类|主题词|体裁分类|公开方式|公开形式|公开时限|公开范围|公开程序|有效性|关键词|内容概述"
    "|分享|分享到|打印|作者|编辑|责任编辑|审核|审核人|发布人|撰稿|供稿|稿源|名称|标题|题名|信息名称|文件名称|收藏|保护视力色"
)
LABELLED = re.compile(rf"[【\[（(]?(?:{LABELS})[】\]）)]?\s*[：:]")
"""A line that says something of the document, not in it."""

LINKS = re.compile(
    r"(?:您?(?:现|目前)?在?的?(?:当前)?所?在?的?位置|当前位置|您现在的位置|您的位置|网站首页|首页|返回首页|返回顶部|返回上级|返回列表|上一[篇条页则]|下一[篇条页则]|没有了"
    r"|分享到|扫一扫|打印|关闭|关闭窗口|打印本页|关闭本页|收藏本页|相关(?:文章|链接|新闻|信息|附件|稿件)|附件|附件下载|下载附件|版权所有|主办(?:单位)?|承办(?:单位)?|技术支持"
    r"|网站标识码|政府网站标识码|[^\s]{0,2}ICP备|[^\s]{0,2}公网安备|网站地图|联系我们|关于我们|站点地图|无障碍|长者模式|繁體|简体|手机版|登录|注册|搜索|Copyright|©|目\s*录|正\s*文)"
    r"(?=$|[\s：:>＞»|｜\]】）)!！。，,0-9０-９©\-_第、]|单位|本页|窗口|此页|全文|下载|地址|电话|网站|©)",
    re.IGNORECASE,
)
BRACKETED = re.compile(
    r"(?:\s*[【\[〖].{0,16}[】\]〗]\s*){1,6}|[大中小\s]{1,12}|[|｜>/\s]+|字体[:：]?[大中小\s\[\]【】]+"
)
LONGEST = 200
SENTENCE = re.compile(r"[。！？；]")


def is_chrome(line: Line) -> bool:
    """Whether a line belongs to the page and not to the report."""
    if line.grid or line.taken:
        return False
    text = plain_text(line.text).strip()
    if len(text) > LONGEST or len(SENTENCE.findall(text)) > 1:
        return False
    return bool(LABELLED.match(text) or LINKS.match(text) or BRACKETED.fullmatch(text))


def where_the_page_goes_on(lines: Sequence[Line]) -> int:
    """Where behind a report its page goes on: from the first such line on there are no sentences any more."""
    end = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        if is_chrome(lines[place]):
            end = place
        elif SENTENCE.search(lines[place].text) or lines[place].taken:
            break
    return end
