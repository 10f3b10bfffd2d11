"""Writes docs/checks.md: every check with its basis and an example, and how well they do on prepared and on published reports.

python -m tests.evidence.checks_page
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from schema.checks.catalogue import catalogue
from schema.checks.check import Check
from schema.findings import Level
from schema.form_loader import load_form
from tests.evidence.bases import HERE, base_names
from tests.evidence.corpus import faulty, lookalikes
from tests.evidence.judging import Verdict, false_alarms, recall, verdicts

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"
EDITION = "ogi_2021"
EFFECT = {
    Level.ERROR: "必须改正，不能定稿",
    Level.SETTLE: "发布前改正，或者写明理由",
    Level.WARNING: "请核对，不挡发布",
    Level.HINT: "顺手看一下",
}


def page() -> str:
    """The whole page."""
    parts = [opening(), listing(catalogue(load_form(EDITION))), measured(verdicts()), first_sight(), published()]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def opening() -> str:
    """What the page is."""
    levels = "\n".join(f"- **{level.label}**（`{level.word}`）：{EFFECT[level]}。" for level in Level)
    return f"""# 核对清单

<!-- 由 python -m tests.evidence.checks_page 从程序和格式文件生成，不要手改。 -->

程序核对的每一项，依据是什么，什么样的写法会被指出。四种结果：成立（不出现）、不成立、不能下结论（有空格参与）、规则本身有错（程序的问题，会指出哪个文件第几行）。

{levels}

正文里的数只提醒，不挡发布：正文说的范围可能与表不同，填表的人知道得更清楚。"""


def listing(checks: Iterable[Check]) -> str:
    """The table of checks."""
    rows = [
        f"| {check.number} | `{check.code}` | {check.level.label} | {check.title} | {check.basis} | {check.example} |"
        for check in checks
    ]
    return "\n".join(
        ["## 全部核对项", "", "| 编号 | 代码 | 级别 | 核对什么 | 依据 | 例子 |", "|--:|---|---|---|---|---|", *rows]
    )


def measured(every: Sequence[Verdict]) -> str:
    """How the checks do on reports prepared by somebody who had not seen them."""
    alarms, alike = false_alarms(), Counter(case.number for case in lookalikes())
    rows = list(by_number(every, alike))
    counts = {level: len({case.id for case, finding in alarms if finding.level is level}) for level in Level}
    missed = [f"- {v.case.number}　`{v.case.id}`：{v.case.note}" for v in every if not v.hits]
    alarm_lines = [f"- `{case.id}`（{finding.level.label}，`{finding.code}`）：{case.note}" for case, finding in alarms]
    alarm_text = "，".join(f"{level.label} {counts[level]}" for level in Level)
    return "\n".join([
        "## 量出来的质量", "",
        (f"`tests/evidence/` 里有 {len(base_names())} 份没有差错的底稿，{len(faulty())} 份各放进一处差错，{alike.total()} 份看着可疑其实没有错。"
        "出题的人没有看过规则，规则也读不到题目。"), "",
        f"- 指出差错所在：{sum(bool(v.hits) for v in every)} / {len(every)}，{recall(every) * 100:.1f} %。",
        f"- 没有差错的 {alike.total()} 份里，被误报的：{alarm_text}。", "",
        "| 编号 | 放进的差错 | 指出 | 级别相符 | 看着可疑的 |", "|--:|--:|--:|--:|--:|", *rows, "",
        "没有指出的：" if missed else "没有漏掉的。", "", *missed, "",
        "误报的：" if alarm_lines else "没有误报。", "", *alarm_lines,
    ])  # fmt: skip


def by_number(every: Sequence[Verdict], alike: Counter[int]) -> Iterator[str]:
    """One row per number of the catalogue that somebody planted; ``alike``: how many reports only look like it."""
    for number in sorted({verdict.case.number for verdict in every} | alike.keys()):
        here = [verdict for verdict in every if verdict.case.number == number]
        hits = [verdict for verdict in here if verdict.hits]
        yield f"| {number} | {len(here)} | {len(hits)} | {sum(v.level_right for v in hits)} | {alike[number]} |"


def first_sight() -> str:
    """What the checks made of each batch before anybody had looked at it."""
    batches = tomllib.loads((HERE / "first_sight.toml").read_text("utf-8"))["batch"]
    rows = [
        f"| {b['name']} | {b['found']} / {b['faults']}，{b['found'] / b['faults'] * 100:.0f} % | {b['settled']} | {b['warned']} / {b['lookalikes']} | {b['note']} |"
        for b in batches
    ]
    return "\n".join([
        "## 头一次见到时", "",
        "上面的数是改过规则之后的，不能代表没见过的报告。每一批题目头一次拿来核对、规则还没有为它改过时是这样：", "",
        "| 题目 | 指出差错 | 误报为错误、待办 | 误报为提醒的报告 | 说明 |", "|---|--:|--:|--:|---|", *rows,
    ])  # fmt: skip


def published() -> str:
    """What the checks said of published reports, judged by hand."""
    judged = tomllib.loads((HERE / "published.toml").read_text("utf-8"))
    rows = [
        f"| {entry['report']} | {entry['level']} | `{entry['code']}` | {entry['about']} | {entry['right']} |"
        for entry in judged["finding"]
    ]
    return "\n".join([
        "## 公布过的报告", "", judged["note"], "",
        "| 报告 | 级别 | 代码 | 指出什么 | 对不对 |", "|---|---|---|---|---|", *rows,
    ])  # fmt: skip


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
