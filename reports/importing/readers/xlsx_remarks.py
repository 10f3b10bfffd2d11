"""What a workbook holds that was not read as a person would read it, in sentences: each becomes a doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reports.importing.readers.containers import Package
from reports.importing.readers.ooxml import brief, short
from reports.importing.readers.stored_text import plain
from reports.importing.readers.xlsx_scan import MOST_COLUMNS, MOST_ROWS
from reports.importing.readers.xlsx_years import Years
from schema.language import _

MOST_TOLD = 5
"""Cells that a remark names."""


@dataclass
class Seen:
    """What was noticed while the sheets were read; cells are named as in ``表1!B5``."""

    hidden_sheets: list[str] = field(default_factory=list)
    years: Years = field(default_factory=Years)
    """Which worksheets are of other years."""

    others: list[str] = field(default_factory=list)
    """The names of worksheets of other offices."""

    hidden: list[str] = field(default_factory=list)
    """The texts in hidden rows and columns."""

    struck: list[str] = field(default_factory=list)
    """Cells with the texts that are struck out in them."""

    white: list[str] = field(default_factory=list)
    """Cells with the texts in them that are white beside others."""

    formulas: list[str] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    """Cells with their values whose format shows nothing."""

    otherwise: list[str] = field(default_factory=list)
    """Cells with their values whose format shows another number."""

    beyond: bool = False
    pictures: int = 0
    boxes: list[str] = field(default_factory=list)


def drawings(package: Package, part: str, seen: Seen) -> None:
    """Notices pictures and text boxes on a worksheet."""
    for drawing in package.related(part, "drawing"):
        root = package.xml(drawing)
        for node in root.iter() if root is not None else ():
            match short(node.tag):
                case ":pic" | ":graphicFrame":
                    seen.pictures += 1
                case ":txBody":
                    text = plain([(" ".join(one.text or "" for one in node.iter() if short(one.tag) == ":t"), False)])
                    seen.boxes += [text] if text else []


def named(cells: Sequence[str]) -> str:
    """The first cells, and that there are more."""
    return "、".join(cells[:MOST_TOLD]) + ("…" if len(cells) > MOST_TOLD else "")


def remarks(seen: Seen) -> Iterator[str]:
    """The sentences, most important first."""
    if seen.beyond:
        yield _("工作表太大，只读了前 {rows} 行、前 {columns} 列，其余内容没有导入").format(
            rows=MOST_ROWS, columns=MOST_COLUMNS
        )
    if seen.formulas:
        yield _("有 {n} 个公式没有保存结果，没有当作数字（{cells}）：请在 WPS 或 Excel 中打开并保存后再导入").format(
            n=len(seen.formulas), cells=named(seen.formulas)
        )
    if seen.blank:
        yield _("有 {n} 个单元格里有内容，但格式让它不显示，按空白导入（{cells}），请核对").format(
            n=len(seen.blank), cells=named(seen.blank)
        )
    if seen.struck:
        yield _("划了删除线的文字没有导入（{cells}）").format(cells=named(seen.struck))
    if seen.white:
        yield _("看不见的白色文字没有导入（{cells}）").format(cells=named(seen.white))
    if seen.otherwise:
        yield _("有 {n} 个单元格显示的与保存的数不同，按保存的数导入（{cells}），请核对").format(
            n=len(seen.otherwise), cells=named(seen.otherwise)
        )
    yield from _left_out(seen)


def _left_out(seen: Seen) -> Iterator[str]:
    """The sentences on what was not read at all."""
    if seen.hidden_sheets:
        yield _("隐藏的工作表没有导入：{names}").format(names=brief(seen.hidden_sheets))
    if seen.others:
        yield _("名称是别的机关的工作表没有导入：{names}").format(names=brief(seen.others))
    years = seen.years
    if years.left_out and years.asked:
        yield _("其他年份的工作表没有导入：{names}").format(names=brief(years.left_out))
    elif years.left_out:
        yield _("名称写着较早年份的工作表没有导入：{names}").format(names=brief(years.left_out))
    if years.asked and years.read_as:
        yield _("导入的工作表名称写的是 {stated} 年，按给出的 {given} 年导入，请核对").format(
            stated=years.read_as, given=years.asked
        )
    if seen.hidden:
        yield _("隐藏的行和列没有导入：{text}").format(text=brief(seen.hidden))
    if seen.boxes:
        yield _("文本框里的文字没有导入：{text}").format(text=brief(seen.boxes))
    if seen.pictures:
        yield _("有 {n} 张图片或图表没有导入，里面的内容无法读取").format(n=seen.pictures)
