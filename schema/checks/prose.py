"""The findings that numbers in prose give: against the tables, against each other, against last year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple, cast

from schema.checks.check import Check
from schema.checks.context import Context
from schema.checks.prose_catalogue import GROWTH, SHARE, SUM, TOLD_TWICE, TOO_MANY, prose_check, topics, untitled
from schema.checks.prose_repairs import repairs_of
from schema.checks.rules import broken_finding
from schema.findings import Finding
from schema.form import Part
from schema.language import _
from schema.levels import level_of
from schema.prose.claims import Claim, Mention, claim, part_mentions
from schema.prose.context import reading
from schema.prose.growth import Growth, wrong_growth
from schema.prose.numbers import MOST_NUMBERS
from schema.prose.plain import paragraphs, plain
from schema.prose.quantities import faulty
from schema.prose.shares import right, wrong_shares
from schema.prose.sums import Sum, sums
from schema.prose.twice import told_twice
from schema.report import Report
from schema.rule_language import Term
from schema.values import Number, Value, is_number, show

MOST_NAMED = 4
"""Figures of a sum that a message names one by one."""

MOST_FINDINGS = 50
"""Findings of one part that are listed; a text with more is no report."""

QUOTED = 16
"""Characters before a number that a message quotes."""


class Heard(NamedTuple):
    """A prose part and the numbers read in it."""

    part: Part
    mentions: list[Mention]


def heard(report: Report) -> list[Heard]:
    """Every prose part with its numbers. Paragraphs that did not change are not read again."""
    level = level_of(report)
    return [Heard(part, part_mentions(report, part, level.id if level else "")) for part in report.form.parts()]


def all_claims(context: Context) -> list[Claim]:
    """Every number in prose held against the tables."""
    return [
        claim(one.part.address, mention, context.report, context.previous)
        for one in heard(context.report)
        for mention in one.mentions
    ]


def check_prose(context: Context) -> list[Finding]:
    """The findings of all numbers in prose, by part and place; quantities that cannot be used are findings too."""
    report, parts = context.report, heard(context.report)
    found = [
        broken_finding(report.form, broken)
        for broken in (*topics(report.form)[1], *faulty(report.form), *untitled(report.form))
    ]
    for one in parts:
        if one.mentions:
            here = list(islice(part_findings(one, context), MOST_FINDINGS))
            found += sorted(here, key=lambda finding: finding.span or (0, 0))
            if len(here) == MOST_FINDINGS or len(one.mentions) >= MOST_NUMBERS:
                message = _(
                    "“{label}”里的数或问题太多，只核对了前面的。这不像报告的正文，请核对是否贴错了内容。"
                ).format(label=one.part.label)
                found.append(TOO_MANY.finding(one.part.address, message))
    for told in islice(told_twice((one.part.address, one.mentions) for one in parts), MOST_FINDINGS):
        (first_address, first), (address, again) = told
        text = report.prose[address]
        message = _("“{again}”与前面的“{first}”说的是同一个数，{value} 与 {before} 不一致。请核对两处。").format(again=quote(text, again), first=quote(report.prose[first_address], first), value=show(again.value), before=show(first.value))  # fmt: skip
        found.append(placed(TOLD_TWICE, address, message, again, text))
    return found


def part_findings(one: Heard, context: Context) -> Iterator[Finding]:
    """What the numbers of one part give."""
    report, address = context.report, one.part.address
    text = report.prose.get(address, "")
    for mention in one.mentions:
        if mention.pattern is None:
            continue
        said = claim(address, mention, report, context.previous)
        if said.state == "contradicts":
            yield contradiction(said, text, context)
    for offset, paragraph in paragraphs(text):
        for stated in sums(paragraph):
            if stated.verdict in ("short", "over"):
                yield sum_finding(address, paragraph, offset, stated)
        yield from share_findings(one, context, paragraph, offset)
    for growth in wrong_growth(one.mentions, text, report.year, context.previous):
        yield growth_finding(address, growth, text)


def growth_finding(address: str, growth: Growth, text: str) -> Finding:
    """A growth, or last year's number quoted with it, that does not fit."""
    words = _("“{text}”").format(text=quote(text, growth.mention))
    if growth.before == growth.expected:
        message = _("{words}：上年报告是 {before}，写的是 {value}。请核对引用的上年数。").format(
            words=words, before=show(growth.before), value=show(growth.mention.value)
        )
    else:
        percent = growth.mention.figure is not None and growth.mention.figure.kind == "percent"
        turned = _("，方向相反") if growth.expected < 0 else ""
        message = _(
            "{words}：上年 {before}，本年 {value}，应为 {right}{sign}{turned}。请核对增减的幅度和方向。"
        ).format(
            words=words,
            before=show(growth.before),
            value=show(growth.subject.value),
            right=show(max(growth.expected, -growth.expected)),
            sign="%" if percent else "",
            turned=turned,
        )
    return placed(GROWTH, address, message, growth.mention, text)


def contradiction(said: Claim, text: str, context: Context) -> Finding:
    """A number that the tables contradict: the words, the cells with their arithmetic, what to do."""
    assert said.mention.pattern is not None
    of = context.report if said.mention.year == context.report.year else context.previous
    assert of is not None
    whose = _("表") if of is context.report else _("上年报告")
    held = _("；或 ").join(dict.fromkeys(arithmetic(terms, of) for terms in said.mention.pattern.readings))
    message = _("正文“{text}”与{whose}不符：{held}。请核对正文和表格；说的范围不同的，可以说明理由。").format(
        text=quote(text, said.mention), whose=whose, held=held
    )
    check = prose_check(context.report.form, said.mention.pattern.quantity.code)
    figures = said.figures if of is context.report else ()
    return placed(check, said.address, message, said.mention, text)._replace(
        figures=figures, repairs=repairs_of(said, text, of) if of is context.report else ()
    )


def arithmetic(terms: tuple[Term, ...], report: Report) -> str:
    """甲 3 + 乙 0 = 3, or of many figures their number and sum."""
    figures = [(report.form.by_address[term.address]) for term in terms if term.address]
    values: list[Value] = [report.ledger.printed(figure.index) for figure in figures]
    total: Number = sum(cast("int", value) for value in values if is_number(value))
    if len(figures) > MOST_NAMED:
        group = figures[0].table.groups_of(figures[0].row.id)
        name = group[-1].label if group else figures[0].row.label
        return _("“{name}”等 {count} 格之和是 {total}").format(name=name, count=len(figures), total=show(total))
    named = " + ".join(f"{figure.name} {show(value)}" for figure, value in zip(figures, values, strict=True))
    return (
        f"{named} = {show(total)}"
        if len(figures) > 1
        else _("{name}是 {total}").format(name=figures[0].name, total=show(total))
    )


def sum_finding(address: str, paragraph: str, offset: int, stated: Sum) -> Finding:
    """A list whose parts are more than its whole, or fewer without saying that there are others."""
    places, original = reading(paragraph).places, plain(paragraph)
    whole, parts = places[stated.whole].figure, [places[part].figure for part in stated.parts]
    gap = whole.value - stated.total
    direction = _("比总数少 {gap}").format(gap=show(gap)) if gap > 0 else _("比总数多 {gap}").format(gap=show(-gap))
    start, end = original.span(whole.start, whole.end)
    added = " + ".join(show(part.value) for part in parts)
    before = places[stated.whole].before[-QUOTED:]
    words = original.text[whole.start : whole.after]
    advice = _("请核对各项和总数") if gap < 0 else _("请核对；没有列全的，写上“等”")
    message = _("“{words}”各项相加 {added} = {total}，{direction}。{advice}。").format(
        words=inner(before + words), added=added, total=show(stated.total), direction=direction, advice=advice
    )
    evidence = f"{words}:{added}"
    return SUM.finding(address, message, span=(start + offset, end + offset), evidence=evidence)


def quote(text: str, mention: Mention) -> str:
    """The words around a number, for a message."""
    before = mention.place.before[-QUOTED:] if mention.place else ""
    if mention.place and len(mention.place.before) > QUOTED:
        before = before.lstrip("0123456789年月日")
    return inner(f"{before}{text[mention.start : mention.stop]}".replace("\n", ""))


def inner(words: str) -> str:
    """Words as they stand inside quotation marks."""
    return words.replace("“", "‘").replace("”", "’")


def placed(check: Check, address: str, message: str, mention: Mention, text: str) -> Finding:
    """A finding at a number."""
    evidence = quote(text, mention)
    return check.finding(address, message, span=(mention.start, mention.end), evidence=evidence)


def share_findings(one: Heard, context: Context, paragraph: str, offset: int) -> Iterator[Finding]:
    """Percentages that no whole explains: none before them in the paragraph or the part, and no total of the tables."""
    wrong = wrong_shares(paragraph)
    if not wrong:
        return
    places, original = reading(paragraph).places, plain(paragraph)
    wholes = wholes_elsewhere(one, context.report)
    for share in wrong:
        part, percent = places[share.part].figure, places[share.percent].figure
        if not share.stated and any(
            right(part.value, whole, percent.value, percent.places) for whole in wholes if whole >= part.value
        ):
            continue
        if not share.whole and not wholes:
            continue
        start, end = original.span(percent.start, percent.after)
        words = original.text[part.start : percent.after]
        message = _("“{words}”：正文和表里没有一个总数得出这个占比，请核对件数和占比。").format(words=words)
        if share.whole:
            message = _("“{words}”：{value} ÷ {whole} = {right}%，写的是 {written}%。请核对件数和占比。").format(
                words=words,
                value=show(part.value),
                whole=show(share.whole),
                right=show(share.right),
                written=show(percent.value),
            )
        evidence = f"{words}/{show(share.whole)}"
        yield SHARE.finding(one.part.address, message, span=(start + offset, end + offset), evidence=evidence)


def wholes_elsewhere(one: Heard, report: Report) -> set[Number]:
    """What a share can be of besides the numbers before it: other counts of the part, and totals of the tables."""
    counts = {mention.value for mention in one.mentions if mention.figure and mention.figure.kind == "count"}
    totals = {report.ledger.printed(figure.index) for figure in report.form.figures if figure.derived}
    return {value for value in counts if value} | {cast("int", value) for value in totals if is_number(value) and value}
