"""The checks of numbers in prose: those of the form's quantities are data (``[[topic]]``), the others look at the text alone."""

from __future__ import annotations

from functools import lru_cache

from schema.checks.check import Check
from schema.findings import Level
from schema.form import BrokenRule, Form
from schema.prose.quantities import vocabulary
from schema.rules import read_topics

W = Level.WARNING
INSIDE = "同一句话里的数应当自相一致"

# fmt: off
SUM = Check(26, "prose.sum", W, "“其中”各项之和等于总数", f"{INSIDE}。有“等”“主要”“包括”的可以小于总数，任何时候不能大于", "共 30 条，其中网站 20 条、公众号 12 条")
TOO_MANY = Check(26, "prose.too_many", Level.HINT, "一段正文里的数不会有上千个", "核对有上限，超过的说明没有核对", "贴进了整张名单")
SHARE = Check(27, "prose.share", W, "占比与件数相符", f"{INSIDE}。按印出的位数四舍五入", "共 200 件，其中网上申请 150 件，占 57%")
GROWTH = Check(28, "prose.growth", W, "同比增减与上年报告相符", "与上年报告对照", "上年 10 件，本年 12 件，正文“同比增长 25%”")
TOLD_TWICE = Check(29, "prose.told_twice", W, "同一个数前后一致", INSIDE, "第一部分“网站公开 95 条”，第六部分“网站公开 59 条”")
# fmt: on

TEXT_ALONE = (SUM, TOO_MANY, SHARE, GROWTH, TOLD_TWICE)


@lru_cache(maxsize=8)
def topics(form: Form) -> tuple[dict[str, Check], tuple[BrokenRule, ...]]:
    """The checks of numbers in prose by code, and declared topics that cannot be used."""
    good, broken = read_topics(form.declared)
    records = [Check(**one) for one in good]
    return {check.code: check for check in (*records, *TEXT_ALONE)}, tuple(broken)


def prose_check(form: Form, code: str) -> Check:
    """The check of a code. A code without a topic is a broken rule (`untitled`); its findings are warnings."""
    return topics(form)[0].get(code) or Check(0, code, W, code, "", "")


def untitled(form: Form) -> list[BrokenRule]:
    """Quantities whose code no topic describes."""
    known = topics(form)[0]
    return [
        BrokenRule(
            form.declared.file, one.quantity.line, one.quantity.id, f"没有 code = “{one.quantity.code}”的 [[topic]]"
        )
        for one in vocabulary(form).patterns
        if one.quantity.code not in known
    ]
