"""Why a repair is offered, in words for a clerk: which equations meet, what becomes of them, what the slip looks like."""

from __future__ import annotations

from schema.form import Equation, Figure
from schema.language import _
from schema.repair_case import Case
from schema.repair_choice import Explanation, Fault
from schema.repair_search import bits
from schema.typing_errors import read_slip
from schema.values import Number, show

LONGEST_LABEL = 18
MOST_NAMES = 3
"""Equations and cells that a reason lists one by one."""


def because(case: Case, fault: Fault, explanation: Explanation) -> str:
    """The reason of one repair."""
    return "".join(
        (
            difference(case, explanation.mends),
            _("，"),
            remedy(case, fault, explanation),
            confirmation(explanation),
            look(case, explanation),
            others(fault, explanation),
            _("。"),
        )
    )


def brief(label: str) -> str:
    """A label without the remark in brackets at its end, and not too long."""
    if label.endswith("）") and label.rfind("（") > 0:
        label = label[: label.rfind("（")]
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"


def cell_name(case: Case, cell: int) -> str:
    """A cell by its row and column."""
    figure = case.figures[cell]
    return f"“{row_name(figure)}·{figure.column.label}”" if len(figure.block.columns) > 1 else f"“{row_name(figure)}”"


def row_name(figure: Figure) -> str:
    """A row, with the innermost heading over it where it stands under several."""
    groups = figure.table.groups_of(figure.row.id)
    return f"{brief(groups[-1].label)}{brief(figure.row.label)}" if len(groups) > 1 else brief(figure.row.label)


def equation_name(case: Case, place: int) -> str:
    """An equation by what it adds up."""
    meaning = case.meanings[place]
    if not isinstance(meaning, Equation):
        return meaning.words
    figure = case.figures[meaning.left[0]]
    if meaning.kind == "row_sum":
        return f"“{row_name(figure)}”{figure.column.label}"
    if meaning.kind == "column_sum":
        return _("{line}列“{label}”").format(line=meaning.line, label=brief(figure.row.label))
    return _("{line}列勾稽").format(line=meaning.line)


def difference(case: Case, mends: int) -> str:
    """Which equations do not hold, and by how much."""
    places = list(bits(mends))
    residuals = [case.system.residuals[place] for place in places]
    sizes = [residual if residual > 0 else -residual for residual in residuals]
    names = [equation_name(case, place) for place in places]
    if len(set(sizes)) == 1:
        together = _("同时") if len(names) > 1 else ""
        return _("{names}{together}差 {size}").format(names=listed(names), together=together, size=show(sizes[0]))
    return listed(
        [_("{name}差 {size}").format(name=name, size=show(size)) for name, size in zip(names, sizes, strict=True)]
    )


def listed(names: list[str]) -> str:
    """A list of names, cut where it gets long."""
    more = _(" 等 {count} 处").format(count=len(names)) if len(names) > MOST_NAMES else ""
    return _("、").join(names[:MOST_NAMES]) + more


def remedy(case: Case, fault: Fault, explanation: Explanation) -> str:
    """What to do, and what holds after it."""
    changes = explanation.changes
    only = _("只有") if explanation.unique else ""
    hold = {
        (True, True): _(" 才都对得上"),
        (True, False): _(" 才对得上"),
        (False, True): _(" 就都对得上"),
        (False, False): _(" 就对得上"),
    }[explanation.unique, explanation.mends.bit_count() > 1]
    if explanation in fault.partial:
        hold = _("，这里就对得上，表中还有别的差错")
    cells = sorted(changes)
    if explanation.action and explanation.action.kind == "swap":
        return _("{only}把{names}两格的数字对调{hold}").format(
            only=only, names=_("、").join(cell_name(case, cell) for cell in cells), hold=hold.lstrip()
        )
    if len(cells) == 1:
        return _("{only}{cell}这一格改为 {value}{hold}").format(
            only=only, cell=cell_name(case, cells[0]), value=show(changes[cells[0]]), hold=hold
        )
    named = [
        _("{cell}改为 {value}").format(cell=cell_name(case, cell), value=show(changes[cell]))
        for cell in cells[:MOST_NAMES]
    ]
    more = _("等，共 {count} 格，").format(count=len(cells)) if len(cells) > MOST_NAMES else ""
    return _("{only}把{names}{more}{hold}").format(
        only=only, names=_("、").join(named), more=more, hold=hold.lstrip() if more else hold
    )


def confirmation(explanation: Explanation) -> str:
    """Which other statements agree only after the repair."""
    return (
        _("，也与{names}相符").format(names=listed([soft.words for soft in explanation.confirmed]))
        if explanation.confirmed
        else ""
    )


def look(case: Case, explanation: Explanation) -> str:
    """Which slip of the typing it looks like, in brackets."""
    action = explanation.action
    if action is None:
        slips = [slip_words(case.cells[cell], new) for cell, new in sorted(explanation.changes.items())]
        told = [words for words in slips if words]
        return _("（原来像是{slip}）").format(slip=told[0]) if len(told) == len(slips) and len(set(told)) == 1 else ""
    if action.kind == "swap":
        return _("（原来像是两格填颠倒了）")
    if action.kind == "merge":
        return _("（原来像是相邻两格的数字连写成了 {number}）").format(number=show(case.cells[action.at]))
    direction = _("列") if action.along == "row" else _("行")
    return _("（原来像是从{cell}起错了一{direction}）").format(
        cell=cell_name(case, min(action.changes)), direction=direction
    )


def slip_words(typed: Number, meant: Number) -> str:
    """The slip between two numbers; empty where none explains it or the numbers are too short to tell."""
    slip = read_slip(typed, meant).slip
    return slip.value if slip and min(len(show(typed)), len(show(meant))) > 1 else ""


def others(fault: Fault, explanation: Explanation) -> str:
    """How many other ways there are."""
    if explanation.unique:
        return ""
    rest = sum(1 for other in fault.whole if other is not explanation and all(cell >= 0 for cell in other.changes))
    if rest:
        return _("；另有 {rest} 种可能，请对照原件").format(rest=rest)
    return _("；不能确定只此一种，请对照原件")
