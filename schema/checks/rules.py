"""Evaluates the rules that the format file declares: comparisons of figures, with last year's, and with what a text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from schema.checks.context import Context
from schema.findings import Finding, Level
from schema.form import BrokenRule, Form
from schema.language import _
from schema.levels import level_of
from schema.prose.plain import plain, says_anything
from schema.rule_language import Condition, RuleError, condition, figures_of, terms, worth
from schema.rules import Rule, read_rules
from schema.values import show

ALL_PROSE = "*"
STOPS = "，。；："
SLOT = re.compile(r"\{(name:|=)?([^{}]+)\}")


class Case(NamedTuple):
    """A rule for one of its items, its conditions read and its figures looked up."""

    rule: Rule
    item: str
    conditions: tuple[Condition, ...]
    figures: tuple[str, ...]
    needs_last: bool


class Ready(NamedTuple):
    """The rules of a form ready to evaluate, and those that cannot be. ``jumps`` look at every typed figure."""

    cases: tuple[Case, ...]
    jumps: tuple[Rule, ...]
    broken: tuple[BrokenRule, ...]


@lru_cache(maxsize=8)
def ready(form: Form) -> Ready:
    """The declared rules of a form; reading them once per form is enough."""
    rules, unread = read_rules(form.declared)
    broken = [*form.declared.broken, *unread]
    cases: list[Case] = []
    jumps: list[Rule] = []
    for rule in rules:
        try:
            if rule.jump != 0:
                jumps.append(checked_jump(rule, form))
            else:
                cases += cases_of(rule, form)
        except (RuleError, re.error) as error:
            broken.append(BrokenRule(form.declared.file, rule.line, rule.code, str(error)))
    return Ready(tuple(cases), tuple(jumps), tuple(broken))


def checked_jump(rule: Rule, form: Form) -> Rule:
    """A rule on jumps whose message can be filled; RuleError otherwise."""
    if rule.jump < 2:
        raise RuleError("jump 应大于 1")
    check_message(rule.message, form.figures[0].address, form)
    return rule


def cases_of(rule: Rule, form: Form) -> Iterator[Case]:
    """A rule once per item; RuleError or re.error where it cannot be evaluated."""
    if rule.section not in {section.id for section in form.sections}:
        raise RuleError(f"格式里没有这一节 {rule.section}")
    if rule.text not in ("", ALL_PROSE) and rule.text not in {part.address for part in form.parts()}:
        raise RuleError(f"格式里没有这段文字 {rule.text}")
    if not (rule.when or rule.says or rule.lacks):
        raise RuleError("when、says、lacks 至少要写一个")
    re.compile(rule.says)
    re.compile(rule.lacks)
    for item in rule.each or ("",):
        conditions = tuple(condition(text.replace("{each}", item), form) for text in rule.when)
        check_message(rule.message, item, form)
        sides = [side for one in conditions for side in (one.left, one.right)]
        named = {figure.index: figure.address for side in sides for figure in figures_of(side, form)}
        last = any(term.last for side in sides for term in side)
        yield Case(rule, item, conditions, tuple(named[index] for index in sorted(named)), last)


def check_message(message: str, item: str, form: Form) -> None:
    """RuleError where a slot of a message names what the form does not have."""
    text = message.replace("{each}", item).replace("{said}", "")
    if "{" in SLOT.sub("", text) or "}" in SLOT.sub("", text):
        raise RuleError("message 里的花括号不成对")
    for kind, inner in SLOT.findall(text):
        if kind == "name:":
            worded(inner, form)
        else:
            terms(inner, form)


def check_rules(context: Context) -> list[Finding]:
    """The findings of all declared rules; those that cannot be evaluated are findings of their own."""
    form = context.report.form
    rules = ready(form)
    found = [broken_finding(form, broken) for broken in rules.broken]
    level = level_of(context.report)
    for case in rules.cases:
        if case.rule.levels and (level is None or level.id not in case.rule.levels):
            continue
        if context.previous is None if case.needs_last else case.rule.without_last and context.previous is not None:
            continue
        if all(one.holds(context.report, context.previous) for one in case.conditions):
            found += text_findings(case, context)
    found += jump_findings(rules.jumps, context)
    return found


def jump_findings(jumps: Sequence[Rule], context: Context) -> Iterator[Finding]:
    """Typed figures far apart from last year's."""
    report, previous = context.report, context.previous
    if previous is None or not jumps:
        return
    now, before = report.ledger.values, previous.ledger.values
    alike = previous.form is report.form
    for figure in report.form.figures:
        if figure.derived:
            continue
        source = figure if alike else previous.form.figure(figure.address)
        new, old = now[figure.index], before[source.index] if source else None
        if not isinstance(new, (int, Decimal)) or not isinstance(old, (int, Decimal)):
            continue
        for rule in jumps:
            if min(new, old) > rule.above and max(new, old) >= rule.jump * min(new, old):
                case = Case(rule, figure.address, (), (figure.address,), needs_last=True)
                yield finding(case, context, figure.section, None, "")


def text_findings(case: Case, context: Context) -> Iterator[Finding]:
    """The finding of a case whose conditions hold, where the text is as the rule says; placed on the words found."""
    rule, report = case.rule, context.report
    if not rule.text:
        yield finding(case, context, rule.section, None, "")
        return
    texts = [part.address for part in report.form.parts() if rule.text in (ALL_PROSE, part.address)]
    lacking = True
    for address in texts:
        text = report.prose.get(address, "")
        if rule.lacks and said_in(rule.lacks, text):
            lacking = False
        if not rule.says or (rule.words and not any(word in text for word in rule.words)):
            continue
        words = plain(text)
        said = re.search(rule.says, words.text)
        if said:
            start = said.end() - len(said[0].lstrip(STOPS))
            yield finding(case, context, address, words.span(start, said.end()), said[0].lstrip(STOPS))
    if rule.lacks and lacking and any(says_anything(report.prose.get(address, "")) for address in texts):
        yield finding(case, context, texts[0], None, report.prose.get(texts[0], ""))


def said_in(expression: str, text: str) -> bool:
    """Whether a text says something; plain words among the alternatives are looked for first, which is quicker."""
    if any(word in text for word in plain_words(expression)):
        return True
    return bool(re.search(expression, plain(text).text))


@lru_cache(maxsize=32)
def plain_words(expression: str) -> tuple[str, ...]:
    """The alternatives of an expression that are plain words."""
    words, depth, word = [], 0, ""
    for character in f"{expression}|":
        depth += (character in "([") - (character in ")]")
        if character == "|" and not depth:
            words.append(word)
            word = ""
        else:
            word += character
    return tuple(word for word in words if word.isalnum())


def finding(case: Case, context: Context, section: str, span: tuple[int, int] | None, evidence: str) -> Finding:
    """A violated case in words."""
    # A translation has the same slots; the format file's own words are what was checked when the rule was read.
    said = _(case.rule.message).replace("{each}", case.item)
    message = filled(said, context).replace("{said}", evidence)
    rule = case.rule
    return Finding(rule.level, "violated", rule.code, section, message, involved(case, context), span, evidence)


def involved(case: Case, context: Context) -> tuple[str, ...]:
    """The figures of a case, and of the totals among them the parts that are not zero: where a clerk must look."""
    form, ledger = context.report.form, context.report.ledger
    found = {form.by_address[address].index for address in case.figures}
    for index in tuple(found):
        if form.figures[index].derived:
            found |= {part for part in form.equations[form.defined_by[index]].right if ledger.values[part]}
    return tuple(form.figures[index].address for index in sorted(found))


def filled(message: str, context: Context) -> str:
    """A message with its slots filled: ``{ADDRESS}``, ``{last.ADDRESS}``, ``{=SUM}`` numbers, ``{name:ADDRESS}`` the cell."""
    form = context.report.form

    def slot(found: re.Match[str]) -> str:
        if found[2] == "said":
            return found[0]
        if found[1] == "name:":
            return worded(found[2], form)
        value = worth(terms(found[2], form), context.report, context.previous)
        return _("空") if value is None else show(value)

    return SLOT.sub(slot, message)


def worded(address: str, form: Form) -> str:
    """The name of a cell, or of the row whose first cell is meant."""
    figure = form.figure(address)
    if figure is None:
        figure = next((one for one in form.figures if one.address.startswith(f"{address}.")), None)
        if figure is None:
            raise RuleError(f"格式里没有 {address}")
        return figure.row_name
    return figure.name


def broken_finding(form: Form, broken: BrokenRule) -> Finding:
    """A rule that cannot be evaluated: a fault of the program, told with file and line."""
    message = _(
        "核对规则 {name} 本身有错，没有执行（{file} 第 {line} 行：{reason}）。"
        "这不是报告的问题，请告诉维护程序的人；这一项请人工核对。"
    ).format(name=broken.name, file=broken.file, line=broken.line, reason=broken.reason)
    return Finding(Level.SETTLE, "broken", broken.name, form.sections[0].id, message, evidence=broken.reason)
