"""The list of all checks: what the code and the format file declare, in the order of the catalogue."""

from __future__ import annotations

from functools import lru_cache

from schema.checks import cells, edition, previous
from schema.checks.check import Check
from schema.checks.prose_catalogue import topics
from schema.checks.rules import ready
from schema.checks.text_registry import TEXT_CHECKS
from schema.findings import Level
from schema.form import Carry, Equation, Form, Section

READING = (
    Check(
        9, "source.title", Level.SETTLE, "六个标题齐全、准确、次序不变",
        "格式第一至第六部分；由读入网页、Word 的导入指出，报告文件里的标题来自格式，不会错",
        "“五、存在的主要问题及整改措施”",
    ),
    Check(
        39, "source.label", Level.HINT, "行名、列名是格式里的原话",
        "格式表二至表四；由导入指出，导出一律用格式里的名称",
        "“其他法律行政止公开”",
    ),
)  # fmt: skip
"""Checks of a source that is being read in; a report file takes its titles and labels from the form."""


@lru_cache(maxsize=8)
def catalogue(form: Form) -> tuple[Check, ...]:
    """Every check of a form's reports: one entry per code and title, by number."""
    records = [
        *equation_checks(form),
        *cells.CHECKS,
        *edition.CHECKS,
        *previous.CHECKS,
        *(carry_check(carry, section) for section in form.sections if section.table for carry in section.table.carries),
        *rule_checks(form),
        *topics(form)[0].values(),
        *TEXT_CHECKS,
        *READING,
    ]
    unique = {(check.code, check.title): check for check in records}
    return tuple(sorted(unique.values(), key=lambda check: check.number))


def rule_checks(form: Form) -> list[Check]:
    """The rules that the format file declares."""
    declared = ready(form)
    rules = dict.fromkeys([*(case.rule for case in declared.cases), *declared.jumps])
    return [Check(rule.number, rule.code, rule.level, rule.title, rule.basis, rule.example) for rule in rules]


def equation_checks(form: Form) -> list[Check]:
    """One entry per code of the form's sums and balances."""
    found: dict[str, Check] = {}
    for equation in form.equations:
        if equation.code not in found:
            found[equation.code] = equation_check(form, equation)
    return list(found.values())


def equation_check(form: Form, equation: Equation) -> Check:
    """A sum or balance in words."""
    title = form.section(equation.section).title
    number = form.numbers.get(equation.code, 0)
    if equation.kind == "balance":
        return Check(
            number, equation.code, Level.ERROR, f"{title}：勾稽关系", f"表内原话：{equation.wording}",
            "某一列：左边 12 + 0 = 12，右边 11 + 0 = 11，少 1",
        )  # fmt: skip
    along = "各列" if equation.kind == "row_sum" else "各行"
    return Check(
        number, equation.code, Level.ERROR, f"{title}：总计等于{along}之和", "总计的定义",
        "表内写 5，各项相加 3 + 1 = 4，多 1",
    )  # fmt: skip


def carry_check(carry: Carry, section: Section) -> Check:
    """A row handed on from year to year."""
    assert section.table is not None
    labels = {row.id: row.label for block in section.table.blocks for row in block.rows}
    return Check(
        10, carry.code, Level.ERROR, f"“{labels[carry.into]}”逐列等于上年“{labels[carry.row]}”",
        "两年的表应当连得上；上年报告在手边时核对",
        "某一列：本年写 5，上年报告是 7，少 2",
    )  # fmt: skip
