"""What the side pane says of the problems: the chosen one as whole as room can be won for it, the others shortened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from rich.cells import cell_len
from rich.style import Style

from reports.terminal_text import safe
from schema.findings import Finding, Level, Repair
from schema.form import Form
from schema.language import _
from tui.focus import Focus
from tui.keymap import key_of, short_key_of
from tui.repair_words import MOST_NAMED, changes_words
from tui.session import Session
from tui.styles import BLANK, BOLD, DIM, ERROR, PLAIN, Line, Span, fit, joined
from tui.wrap import wrap_lines

Tight = Literal["no", "dense", "brief"]
"""How the chosen problem is set: clause by clause, line by line, or also with one change of each of several ways."""

STAGES: tuple[Tight, ...] = ("no", "dense", "brief")
LEVEL_STYLES = {Level.ERROR: ERROR, Level.SETTLE: BLANK, Level.WARNING: BOLD, Level.HINT: DIM}
CLAUSE = re.compile(r"(?: = )?(?:(?! = )[^，。：；])*[，。：；]?[”』」）]?")
ARITHMETIC = re.compile(r"\d")
LINES_UNSELECTED = 2
ACCEPTED = _("已说明")
MOST_LISTED = 100


def cut_mark() -> str:
    """What stands where the chosen problem does not fit: the key that shows all of it."""
    return _("…（{help} 看全）").format(help=key_of("help"))


def problems(session: Session, focus: Focus, width: int, height: int) -> Iterator[Line]:
    """The problems: the chosen one whole, the others as much as two lines hold; those accepted last, in one line."""
    for _place, block in blocks_shown(session, focus, width, height):
        yield from block


def problem_at(session: Session, focus: Focus, size: tuple[int, int], line: int) -> int | None:
    """The place among all findings of the problem that stands at a line of theirs; None for no problem."""
    for place, block in blocks_shown(session, focus, *size):
        if 0 <= line < len(block):
            return place
        line -= len(block)
    return None


def blocks_shown(session: Session, focus: Focus, width: int, height: int) -> Iterator[tuple[int, list[Line]]]:
    """The problems in sight, each with its place among all findings and as many of its lines as fit."""
    before = max(0, focus.selected - MOST_LISTED // 2)
    findings, selected = session.findings[before : before + MOST_LISTED], focus.selected - before
    left = height
    chosen = fitted(session, focus, width, height)
    if focus.repairs is None:
        chosen += [()] * (min(focus.room, height) - len(chosen))
    blocks = [chosen if place == selected else other_problem(finding, width) for place, finding in enumerate(findings)]
    first = 0
    while first < selected and sum(len(block) for block in blocks[first : selected + 1]) > left:
        first += 1
    for place, block in enumerate(blocks[first:], before + first):
        yield place, block[:left]
        left -= len(block[:left])
        if left <= 0:
            return


def other_problem(finding: Finding, width: int) -> list[Line]:
    """A problem that is not the chosen one, shortened."""
    lines = problem(finding, width, chosen=False)
    return lines[: 1 if finding.dismissed else LINES_UNSELECTED]


def chosen_problem(session: Session, focus: Focus, width: int, tight: Tight = "no") -> list[Line]:
    """The chosen problem: its words, what to change, and why."""
    if focus.selected >= len(session.findings):
        return []
    finding = session.findings[focus.selected]
    words = problem(finding, width, chosen=True, tight=tight)
    if finding.dismissed:
        reason = [_("理由：") + finding.dismissed.reason, by_whom(finding)]
        return [*words, *(line for text in reason if text for line in indented(text, width, BOLD, tight))]
    return [*words, *repair_lines(session.report.form, sorted_repairs(focus.repairs or ()), width, tight)]


def fitted(session: Session, focus: Focus, width: int, height: int) -> list[Line]:
    """The chosen problem within a height: first without its line breaks, then with one change of each of several ways.

    Where that is not all of it, the last line says where it is.
    """
    for tight in STAGES:
        lines = chosen_problem(session, focus, width, tight)
        if len(lines) <= height - (tight == "brief"):
            break
    else:
        lines = lines[: height - 1]
    return [*lines, ((fit(cut_mark(), width), BOLD),)] if tight == "brief" else lines


def by_whom(finding: Finding) -> str:
    """Who accepted a finding, and on which day."""
    said = finding.dismissed
    return _("，").join(part for part in (said.by, said.at[:10]) if part) if said else ""


def sorted_repairs(repairs: Sequence[Repair]) -> list[Repair]:
    """A unique one first."""
    return sorted(repairs, key=lambda repair: not repair.unique)


def repair_lines(form: Form, repairs: Sequence[Repair], width: int, tight: Tight) -> Iterator[Line]:
    """What would put a problem right, and why: the one way, or all of them by number."""
    key = short_key_of("accept_repair")
    if not repairs:
        return
    if repairs[0].unique:
        yield from indented(
            _("{key} 改正 {words}").format(key=key, words=changes_words(form, repairs[0])),
            width,
            BOLD,
            tight,
        )
        yield from indented(repairs[0].because, width, DIM, tight)
    elif len(repairs) == 1:
        yield from indented(
            _("{key} 可以改正 {words}").format(key=key, words=changes_words(form, repairs[0])),
            width,
            BOLD,
            tight,
        )
    else:
        yield from indented(_("{key} 有 {count} 种改法：").format(key=key, count=len(repairs)), width, BOLD, tight)
        most = 1 if tight == "brief" else MOST_NAMED
        for number, repair in enumerate(repairs, 1):
            yield from indented(f"{number} {changes_words(form, repair, most)}", width, PLAIN, tight)


def indented(text: str, width: int, style: Style, tight: Tight) -> Iterator[Line]:
    """Text in lines that stand one cell in."""
    for line in broken(safe(text, keep=""), width - 1, tight):
        yield joined([(" ", PLAIN), (fit(line.rstrip(), width - 1), style)])


def broken(text: str, width: int, tight: Tight) -> Sequence[str]:
    """Text in lines, each clause in its own unless room is short."""
    return clauses(text, width) if tight == "no" else wrap_lines(text, width)


@lru_cache(maxsize=256)
def clauses(text: str, width: int) -> tuple[str, ...]:
    """Text wrapped so that what stands after a colon, comma, full stop or before `` = `` begins a line where it fits one.

    Arithmetic stays together, and a number that grows moves nothing but its own clause.
    """
    lines: list[str] = []
    for clause in filter(None, CLAUSE.findall(text)):
        if lines and cell_len(lines[-1] + clause) <= width and not ARITHMETIC.search(lines[-1] + clause):
            lines[-1] += clause
        else:
            lines += wrap_lines(clause.lstrip(), width)
    return tuple(lines)


def problem(finding: Finding, width: int, *, chosen: bool, tight: Tight = "no") -> list[Line]:
    """One problem: ``>`` before the chosen one, its level (or that it is accepted), its words."""
    label = ACCEPTED if finding.dismissed else finding.level.label
    style = DIM if finding.dismissed else LEVEL_STYLES[finding.level]
    return list(problem_words((label, style), finding.message, width, ">" if chosen else " ", tight))


@lru_cache(maxsize=256)
def problem_words(level: Span, message: str, width: int, sign: str, tight: Tight) -> tuple[Line, ...]:
    """The lines of a problem, the first behind a sign; most keys leave most problems as they were."""
    label, style = level
    lines: list[Line] = []
    for place, part in enumerate(broken(safe(f"{label} {message}", keep=""), width - 1, tight)):
        head = label if place == 0 else ""
        rest = fit(part.rstrip()[len(head) :], width - 1 - cell_len(head))
        lines.append(joined([(sign if place == 0 else " ", BOLD), (head, style), (rest, PLAIN)]))
    return tuple(lines)
