"""A doubt of an import in words: where it is, what the source prints there, what stands there now, what the checks say. No Textual."""

from __future__ import annotations

from collections.abc import Sequence

from reports.importing.findings import Doubt
from reports.terminal_text import safe
from schema.fields import show_field
from schema.findings import Repair
from schema.form import Figure, Form, Section
from schema.language import _
from schema.values import show
from tui.conflict_choices import short_name
from tui.help_text import key_lines
from tui.import_review import Review, figures_at, is_row
from tui.keymap import key_of
from tui.repair_words import changes_words
from tui.styles import cut

MOST_OF_A_TEXT = 60
"""Characters of a text in the report that are shown beside a doubt."""

MOST_OF_A_SOURCE = 30
"""Cells of what the source prints in a sentence."""

MOST_REPAIRS = 2

YEAR = "year"
"""The address of a report's year, which is no line of the form."""

BLANK = "__"
"""A cell with nothing in it, as the table shows it."""


def head(review: Review) -> str:
    """How far the review is."""
    return _("导入时的疑点 {place}/{count}，还有 {left} 处没看").format(
        place=review.current + 1, count=len(review), left=review.left
    )


def state(review: Review, place: int) -> str:
    """What has become of a doubt."""
    if review.accepted(place):
        return _("看过")
    return _("已改") if review.changed(place) else _("没看")


def short_place(form: Form, address: str, width: int) -> str:
    """What a doubt is about, in so many cells."""
    short = short_name(form, address, width)
    if short:
        return short
    section = section_at(form, address)
    if section is None or section.id == address:
        return cut(place_name(form, address), width)
    return cut(f"{section.short} {named(form, section, address, short=True)}", width)


def place_name(form: Form, address: str) -> str:
    """The same in the form's full words."""
    section = section_at(form, address)
    if section is None:
        field = form.basic_field(address)
        known = field.label if field else _("年度") if address == YEAR else safe(address, keep="")
        return known or _("整份文件")
    return section.title if section.id == address else f"{section.title}：{named(form, section, address)}"


def named(form: Form, section: Section, address: str, *, short: bool = False) -> str:
    """A figure, a row, a heading over rows or a text of a section; what the form does not have by its address."""
    whole = form.figure(address) or form.part(address)
    if whole or section.table is None:
        return safe(form.name_of(address), keep="")
    row_id = address.partition(".")[2]
    group = next((one.label for one in section.table.groups if one.id == row_id), "")
    row = next((figure for figure in figures_at(form, address) if figure.row.id == row_id), None)
    if row is not None:
        return (row.row.short if short else "") or row.row_name
    return group or safe(address, keep="")


def section_at(form: Form, address: str) -> Section | None:
    """The section that an address is in."""
    return next((one for one in form.sections if one.id == address.partition(".")[0]), None)


def figure_words(review: Review, figure: Figure) -> str:
    """What a cell holds, a total what the file states."""
    content = review.session.report.get(figure.address)
    return BLANK if content is None else safe(show(content), keep="")  # type: ignore[arg-type] # a figure holds a value


def now_words(review: Review, address: str) -> str:
    """What the report holds there now, in a line; of a row every cell; empty where nothing can be said."""
    report = review.session.report
    figure = review.form.figure(address)
    if figure:
        return figure_words(review, figure)
    field = review.form.basic_field(address)
    if field:
        return safe(show_field(report.get(address), field), keep="") or _("（没有）")
    if review.form.part(address):
        text = " ".join(report.prose.get(address, "").split())
        return safe(text[:MOST_OF_A_TEXT] + "…" * (len(text) > MOST_OF_A_TEXT), keep="") or _("（没有）")
    figures = figures_at(review.form, address)
    if not is_row(figures):
        return ""
    return "  ".join(f"{figure.column.short} {figure_words(review, figure)}" for figure in figures)


def taken_words(doubt: Doubt) -> str:
    """What the import took for it."""
    return safe(doubt.proposed, keep="") or _("没有读成数，不当数算")


def review_help() -> str:
    """What F1 shows over a review."""
    told = [
        _(
            "疑点是导入时拿不准的地方：来源的字没看懂、行或列对不上、标题不同。程序采用的都是来源里写着的数，没看懂的照原文留着或空着，不当数算。"
        ),
        _("对照来源看过、没有问题的按 A，马上记下；数不对的直接改，保存以后也算看过，撤销了又是没看。没看的下次再看。"),
    ]
    keys = [
        ("↑↓", _("选择"), _("到另一处疑点")),
        ("PgUp PgDn", _("翻动"), _("选中一处的全文长的，往上、往下翻")),
        (_("A 空格"), _("看过"), _("这一处没有问题；再按一次，又算没看")),
        ("T", _("同样的"), _("说法相同的疑点一起算看过，先问")),
        (_("E F2 数字"), _("修改"), _("改这一格，边打边核对；Enter 确定，Esc 恢复原数")),
        ("Enter", _("到那里"), _("到那一格、那段文字；{key} 回到这里").format(key=key_of("doubts"))),
        (key_of("accept_repair"), _("改正"), _("按写着的改法改；不能确定的先问")),
        (key_of("undo"), _("撤销"), _("退回上一步修改")),
        (key_of("save"), _("保存"), _("回到报告并保存")),
        ("Esc", _("关上"), _("回到报告，没看的留着")),
    ]
    return "\n".join([*told, "", *key_lines(keys)])


def look_words(review: Review) -> str:
    """What is said where the clerk has gone to look at a doubt, and how to come back to the others."""
    doubt = review.doubt
    source = cut(" ".join(safe(doubt.source_text, keep="").split()), MOST_OF_A_SOURCE)
    return _("疑点 {place}/{count}（{key} 回去）：{source}{message}").format(
        place=review.current + 1,
        count=len(review),
        source=_("来源写的是“{text}”。").format(text=source) if source else "",
        message=safe(doubt.message, keep=""),
        key=key_of("doubts"),
    )


def details(review: Review, repairs: Sequence[Repair] | None) -> list[str]:
    """All there is to say of the doubt in focus, a paragraph a line; ``repairs`` are those of its problem, None while they are sought."""
    doubt, form = review.doubt, review.form
    now = now_words(review, doubt.figure)
    told = [
        _("疑点：{message}").format(message=safe(doubt.message)),
        *([_("来源：{text}").format(text=safe(doubt.source_text))] if doubt.source_text else []),
    ]
    if doubt.figure and (doubt.proposed or review.figure):
        told.append(_("采用：{text}").format(text=taken_words(doubt)))
    if now and now != doubt.proposed:
        told.append(_("现在：{text}").format(text=now))
    finding = review.finding
    if finding is None:
        return told
    told.append(_("核对：{level} {message}").format(level=finding.level.label, message=safe(finding.message)))
    told += [_("改法：{words}").format(words=changes_words(form, repair)) for repair in (repairs or ())[:MOST_REPAIRS]]
    if repairs:
        told[-1] += _("（{key} 改正）").format(key=key_of("accept_repair"))
    return told
