"""What a Word document holds beside its text, in sentences: each becomes a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from reports.importing.contents import Item, Paragraph
from reports.importing.readers.containers import Package
from reports.importing.readers.docx_table import WIDEST
from reports.importing.readers.docx_text import Noticed
from reports.importing.readers.docx_xml import CHANGED, inner, number, printed
from reports.importing.readers.ooxml import brief, short
from schema.language import _

PAGE_NUMBER = re.compile(r"[\W\d第页共]*")


def remarks(package: Package, name: str, root: ET.Element, items: Iterable[Item], noticed: Noticed) -> Iterator[str]:
    """The sentences, most important first."""
    if any(short(node.tag) in CHANGED for node in root.iter()):
        yield _("文档里有未接受的修订：按全部接受读取，删除的没有导入，插入的已经导入")
    if noticed.cut:
        yield _("有表格超过 {n} 列，多出的列没有导入").format(n=WIDEST)
    if noticed.hidden:
        yield _("隐藏的文字没有导入：{text}").format(text=brief(noticed.hidden))
    if noticed.struck:
        yield _("划了删除线的文字没有导入：{text}").format(text=brief(noticed.struck))
    if noticed.has_boxes:
        yield _("文本框里的文字放在它所在的段落之后，请核对位置")
    if noticed.objects:
        yield _("有 {n} 个嵌入的对象（如 Excel 表格、图表）没有导入，里面的内容要另外录入").format(n=noticed.objects)
    if noticed.pictures:
        yield _("有 {n} 张图片没有导入，图片里的文字无法读取").format(n=noticed.pictures)
    if found := list(notes(package, name, noticed.notes)):
        yield _("脚注和尾注没有导入：{text}").format(text=brief(found))
    if found := list(margins(package, name, items)):
        yield _("页眉和页脚没有导入：{text}").format(text=brief(found))


def notes(package: Package, name: str, wanted: list[str]) -> Iterator[str]:
    """The texts of the footnotes and endnotes that are referred to."""
    for kind in ("footnotes", "endnotes"):
        for part in package.related(name, kind) if wanted else ():
            root = package.xml(part)
            for _name, note in inner(root) if root is not None else ():
                if f"{kind[0]}{number(note, 'id')}" in wanted and (text := printed(note)):
                    yield text


def margins(package: Package, name: str, items: Iterable[Item]) -> Iterator[str]:
    """What stands in headers and footers and nowhere else, page numbers left out."""
    body = "\n".join(item.text if isinstance(item, Paragraph) else "" for item in items).replace("**", "")
    for kind in ("header", "footer"):
        for part in package.related(name, kind):
            root = package.xml(part)
            text = printed(root) if root is not None else ""
            if text and not PAGE_NUMBER.fullmatch(text) and text not in body:
                yield text
