"""The two status lines: what is in focus, in the form's full words, and how to fill it in. No Textual."""

from __future__ import annotations

from schema.form import Figure
from schema.language import _
from schema.values import show
from tui.grid_model import cell_of
from tui.session import Session


def status_of(session: Session, address: str, at: int | None = None) -> tuple[str, str]:
    """(title, filling note) for an address in focus; where the cursor of a text is at a number, what the tables say of it."""
    form = session.report.form
    figure = form.figure(address)
    if figure:
        return figure_title(session, figure), _("单位 {unit}。{help}").format(
            unit=figure.column.unit, help=figure.row.help
        )
    part = form.part(address)
    if part:
        return part.label, number_note(session, address, at) or stars_note(session, address) or part.help
    field = form.basic_field(address)
    return (field.label, field.help) if field else ("", "")


def number_note(session: Session, address: str, at: int | None) -> str:
    """What the tables say of the number at a place of a text; empty where there is none."""
    if at is None or not session.lookup.complete:
        return ""
    from tui.prose_numbers import claim_near, words_of  # loaded with the first text

    claim = claim_near(session.lookup.claims(address), at)
    return words_of(claim, session.lookup, session.report.form) if claim else ""


def stars_note(session: Session, address: str) -> str:
    """What is wrong with the bold markers of a text; empty where each has its partner."""
    text = session.report.prose.get(address, "")
    if "**" not in text:
        return ""
    from schema.bold import unpaired  # few texts have bold in them

    number = unpaired(text)
    return (
        _("第 {number} 段有一个 ** 没有配对：加粗的字前后各要一个，多余的请删去。").format(number=number)
        if number
        else ""
    )


def figure_title(session: Session, figure: Figure) -> str:
    """A figure's full name and, unless it is just a number, what it holds: blank, computed, a total that is contradicted."""
    cell = cell_of(session.report, figure, faulty=False)
    value = session.report.ledger.values[figure.index]
    said = {
        "blank": _("未填"),
        "derived": _("{text} {unit}，计算得出"),
        "unfinished": _("至少 {text}，还有空格"),
        "contradicted": _("表内写 {printed}，应为 {value}"),
        "unreadable": _("{text}，不是数字"),
        "typed": "",
    }[cell.state].format(text=cell.text.strip("=+"), printed=cell.text, unit=figure.column.unit, value=show(value))
    return _("{name}（{said}）").format(name=figure.name, said=said) if said else figure.name
