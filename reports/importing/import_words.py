"""What an import found, in words for a clerk: what was read, what is doubtful, what is not there, what to do next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from reports.importing.findings import Doubt, Imported
from reports.terminal_text import safe
from schema.form import Figure, Form, Section
from schema.language import _

LONGEST_SOURCE = 60
"""Characters of the source that are shown beside a doubt."""

MOST_DOUBTS = 50
"""Doubts of a section that are printed; a table has fewer rows, and whoever has more had better look at the source."""

MOST_NAMES = 3
"""Rows named for the same columns that are missing."""


def import_lines(out: Path, imported: Imported) -> Iterator[str]:
    """The whole report of one import, line by line."""
    form = imported.form
    yield _("已写入 {path}：{agency} {year} 年度，{form}").format(
        path=out, agency=imported.agency, year=imported.year, form=form.name
    )
    yield read_words(imported)
    if imported.doubts:
        yield _("有 {n} 处请核对（“来源”后面是原文）：").format(n=len(imported.doubts))
        yield from doubt_lines(form, imported.doubts)
    if imported.missing:
        yield _("来源没有这 {n} 格，留空：").format(n=len(imported.missing))
        yield from missing_lines(form, imported.missing)
    if not imported.doubts and not imported.missing:
        yield _("全部读懂了。")
    yield _("下一步：nianbao {path} 打开，对照来源核对。").format(path=out)


def read_words(imported: Imported) -> str:
    """读到：一张表的标题 6 行；…."""
    found = [
        _("{title} {n} 行").format(title=section.title, n=imported.tables[section.id])
        for section in imported.form.sections
        if imported.tables.get(section.id)
    ]
    return _("读到的表格：{names}。").format(names=_("；").join(found) if found else _("没有"))


def doubt_lines(form: Form, doubts: tuple[Doubt, ...]) -> Iterator[str]:
    """Doubts grouped by section in the form's order, those of the whole source first."""
    grouped: dict[str, list[Doubt]] = defaultdict(list)
    sections = {section.id: section for section in form.sections}
    for doubt in doubts:
        grouped[doubt.figure.partition(".")[0]].append(doubt)
    for group in [*(one for one in grouped if one not in sections), *(one for one in sections if one in grouped)]:
        if group in sections:
            yield f"  {sections[group].title}"
        indent = "    " if group in sections else "  "
        for doubt in grouped[group][:MOST_DOUBTS]:
            yield from doubt_words(doubt, indent)
        if more := len(grouped[group][MOST_DOUBTS:]):
            yield indent + _("还有 {n} 处，没有列出；用 --format json 可以全部列出。").format(n=more)


def doubt_words(doubt: Doubt, indent: str) -> Iterator[str]:
    """What is doubtful, and below it what the source prints and what was taken for it."""
    yield indent + safe(doubt.message, keep="")
    beside = [_("来源：{text}").format(text=shortened(doubt.source_text))] if doubt.source_text.strip() else []
    beside += [_("填入：{text}").format(text=shortened(doubt.proposed))] if doubt.proposed else []
    if beside:
        yield indent + "  " + _("　").join(beside)


def shortened(text: str) -> str:
    """A piece of the source on one line, as much as is useful."""
    line = safe(" ".join(text.split()), keep="")
    return line if len(line) <= LONGEST_SOURCE else line[: LONGEST_SOURCE - 1] + "…"


def missing_lines(form: Form, missing: tuple[str, ...]) -> Iterator[str]:
    """Missing figures by section: a whole table in one line, else rows that lack the same columns together."""
    gone = set(missing)
    for section in form.sections:
        typed = [figure for figure in form.figures if figure.section == section.id and not figure.derived]
        lost = [figure for figure in typed if figure.address in gone]
        if lost and len(lost) == len(typed):
            yield "  " + _("{title}：整张表 {n} 格").format(title=section.title, n=len(lost))
        elif lost:
            yield f"  {section.title}"
            yield from (f"    {line}" for line in rows_missing(section, lost))


def rows_missing(section: Section, lost: list[Figure]) -> Iterator[str]:
    """其他：19 行（甲、乙、丙等）; whole rows by their names."""
    columns: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for figure in lost:
        columns[figure.row.id].append(figure.column.label if len(figure.block.columns) > 1 else "")
        names[figure.row.id] = figure.row_name
    widths = Counter(typed_in_row(section))
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row, found in columns.items():
        whole = len(found) == widths[row]
        groups[() if whole else tuple(found)].append(names[row])
    for missing, rows in groups.items():
        named = _("、").join(rows[:MOST_NAMES]) + (_("等") if len(rows) > MOST_NAMES else "")
        what = _("、").join(missing) if missing else _("整行")
        yield _("{what}：{n} 行（{names}）").format(what=what, n=len(rows), names=named)


def typed_in_row(section: Section) -> Iterator[str]:
    """The id of each row of a section's table, once for each of its typed cells."""
    for block in section.table.blocks if section.table else ():
        for row in block.rows:
            yield from (row.id for column in block.columns if not column.sum)
