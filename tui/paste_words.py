"""What the preview of a paste says, line by line. No Textual."""

from __future__ import annotations

from itertools import groupby

from rich.cells import cell_len

from reports.terminal_text import safe
from schema.clip_plan import Plan, difference
from schema.form import Figure, Form
from schema.language import _
from schema.values import show
from tui.keymap import key_of
from tui.styles import BOLD, ERROR, PLAIN, Line, cut, fit
from tui.wrap import wrap_lines

LONGEST_CELL = 24
"""Characters of a refused cell that are quoted."""

MOST_TOLD = 8
"""Cells refused for one reason, one behind the other, that are named."""


def manner_words(plan: Plan, form: Form, here: str) -> str:
    """In which manner the block is placed, and in which table where that is not the one in focus."""
    section = form.section(plan.placement.section)
    said = _("按行名、列名对位") if plan.placement.manner == "names" else _("从光标所在的格起")
    return said if section.id == here else _("{manner}，写入“{table}”").format(manner=said, table=section.title)


def count_words(plan: Plan) -> str:
    """How many cells do what."""
    said = [_("写入 {n} 格").format(n=len(plan.writes)), _("不变 {n}").format(n=plan.unchanged)]
    if plan.blanks:
        said.append(_("空格 {n} 不动").format(n=plan.blanks))
    said.append(_("不收 {n}").format(n=len(plan.refused)))
    totals = [
        (_("相符 {n}"), plan.count("agrees")),
        (_("不符 {n}"), plan.count("differs")),
        (_("不能核对 {n}"), plan.count("undecided")),
    ]
    compared = [words.format(n=n) for words, n in totals if n]
    return _("，").join(said) + (_("；总计") + _("，").join(compared) if compared else "")


def warnings(plan: Plan, cut: int) -> list[str]:
    """What the clerk should know before agreeing."""
    said = list(plan.placement.notes)
    if plan.count("differs"):
        said.append(_("粘贴后有 {n} 处总计与印的不符，列在最后").format(n=plan.count("differs")))
    if cut:
        said.append(_("内容太长，后面 {n} 行没有看，也不会写入").format(n=cut))
    return said


def plan_lines(plan: Plan, width: int) -> list[Line]:
    """The cells that change, then those refused, then totals that do not agree."""
    lines: list[Line] = []
    for write in plan.writes:
        values = f"  {show_or_blank(safe(show(write.old), keep=''))} -> {show_or_blank(show(write.new))}"
        room = width - cell_len(values)
        lines.append(((fit(cell_name(write.figure, room), room), PLAIN), (values, BOLD)))
    for reason, cells in groupby(plan.refused, lambda refused: refused.reason):
        told = list(cells)
        said = _("、").join(cell.where + _("“{text}”").format(text=quoted(cell.text)) for cell in told[:MOST_TOLD])
        said += _(" 等 {n} 格").format(n=len(told)) if len(told) > MOST_TOLD else ""
        lines += wrapped(_("不收 {cells}：{reason}").format(cells=said, reason=reason), width)
    for total in plan.totals:
        if total.verdict == "differs":
            said = _("总计不符 {name}：印 {printed}，算得 {computed}，{by}").format(
                name=total.figure.name,
                printed=show(total.printed),
                computed=show(total.computed),
                by=difference(total),
            )
            lines += [((part, ERROR),) for part in wrap_lines(said, width)]
    return lines


def cell_name(figure: Figure, width: int) -> str:
    """Row and column of a cell; where there is not room for both, the row is cut."""
    column = f"·{figure.column.label}" if len(figure.block.columns) > 1 else ""
    return cut(figure.row_name, width - cell_len(column)) + column


def show_or_blank(text: str) -> str:
    """A value, or the sign of a blank cell."""
    return text or "__"


def quoted(text: str) -> str:
    """A pasted text as far as a message repeats it."""
    plain = " ".join(safe(text, keep="").split())
    return plain if len(plain) <= LONGEST_CELL else plain[:LONGEST_CELL] + ".."


def wrapped(text: str, width: int) -> list[Line]:
    """A sentence in as many lines as it takes, the following ones further right."""
    first, *more = wrap_lines(safe(text), width - 2) or [""]
    return [((first, PLAIN),), *(((f"  {part}", PLAIN),) for part in more)]


def done_words(plan: Plan, title: str) -> str:
    """What a paste did, for the status line; ``title`` names the table where it is not the one in focus."""
    said = _("已粘贴 {n} 格").format(n=len(plan.writes)) if plan.writes else _("没有粘贴：没有要改的格")
    said += _("到“{table}”").format(table=title) if title and plan.writes else ""
    said += _("，不变 {n}").format(n=plan.unchanged) if plan.unchanged else ""
    said += _("，空格 {n} 不动").format(n=plan.blanks) if plan.blanks else ""
    said += _("，不收 {n}").format(n=len(plan.refused)) if plan.refused else ""
    said += _("；{n} 处总计与印的不符").format(n=plan.count("differs")) if plan.count("differs") else ""
    return said + (_("。{undo} 可以撤销。").format(undo=key_of("undo")) if plan.writes else _("。"))
