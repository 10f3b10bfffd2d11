"""The two status lines: what is in focus, in the form's full words, and how to fill it in. No Textual."""

from __future__ import annotations

from schema.form import Figure
from schema.values import show
from tui.grid_model import cell_of
from tui.session import Session


def status_of(session: Session, page: object) -> tuple[str, str]:
    """(title, filling note) for the page in focus: a grid's figure, a prose part, a line of basic data."""
    figure = getattr(page, "figure", None)
    if isinstance(figure, Figure):
        return figure_title(session, figure), figure.row.help
    address = getattr(page, "address", "") or getattr(getattr(page, "part", None), "address", "")
    for part in session.report.form.parts():
        if part.address == address:
            return part.label, part.help
    for field in session.report.form.fields():
        if field.id == address:
            return field.label, field.help
    return "", ""


def figure_title(session: Session, figure: Figure) -> str:
    """A figure's full name and what it holds: number and unit, blank, computed, or a total that is contradicted."""
    cell = cell_of(session.report, figure, faulty=False)
    value = session.report.ledger.values[figure.index]
    said = {
        "blank": "未填",
        "derived": f"{cell.text.lstrip('=')} {figure.column.unit}，计算得出",
        "unfinished": f"至少 {cell.text.rstrip('+')}，还有空格",
        "contradicted": f"表内写 {cell.text}，应为 {show(value)}",
        "unreadable": f"{cell.text}，不是数字",
        "typed": f"单位 {figure.column.unit}",
    }[cell.state]
    return f"{figure.name}（{said}）"
