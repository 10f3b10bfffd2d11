"""关于更正《…》的说明 as Markdown, ready to publish. It is Chinese whatever the interface speaks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from reports.correction import CellCorrection, Correction, TextCorrection
from reports.markdown_text import escape, inline, opening_nothing
from schema.personal_data import personal_numbers

BLANK = "（空）"
OWN_HEADINGS = {"title": ("报告标题",), "notes": ("表下的注",)}
SUFFIX = ".更正说明.md"
"""How the notice of ``2024.toml`` ends when it is written beside it."""

NUMERALS = "一二三四"


def correction_markdown(correction: Correction, today: date) -> str:
    """The whole notice; it ends with one newline."""
    title = escape(correction.title)
    since = correction.published
    pieces = [
        f"# 关于更正《{title}》的说明",
        f"《{title}》（{day(since.date())}定稿）公开后，经核对，有以下内容需要更正，现说明如下。",
    ]
    for numeral, (heading, body) in zip(NUMERALS, parts(correction), strict=False):
        pieces += [f"## {numeral}、{heading}", *body]
    pieces.append("除以上内容外，报告的其他内容没有变动。")
    pieces += [opening_nothing(escape(correction.agency)), day(today)]
    return "\n\n".join(filter(None, pieces)) + "\n"


def parts(correction: Correction) -> Iterator[tuple[str, list[str]]]:
    """The numbered parts that there is something to say in: heading, and blocks of Markdown."""
    if correction.cells:
        yield "数字更正", [table(correction.cells)]
    if correction.totals:
        words = "因以上更正，下列合计数相应变动：" if correction.cells else "下列合计数有误，予以更正："
        yield "合计数更正", [words, table(correction.totals)]
    if correction.texts:
        yield "文字更正", [piece for text in correction.texts for piece in text_pieces(text)]
    if correction.reasons:
        reasons = (opening_nothing(escape(veiled(reason))) for reason in correction.reasons)
        yield "更正原因", ["\n".join(f"- {reason}" for reason in reasons)]


def table(cells: Sequence[CellCorrection]) -> str:
    """Cells as a pipe table, names to the left, numbers to the right."""
    lines = ["| 表 | 项目 | 栏目 | 原为 | 更正为 |", "|---|---|---|--:|--:|"]
    for one in cells:
        words = (one.table, one.row, one.column, one.before or BLANK, one.after or BLANK)
        lines.append(f"| {' | '.join(map(escape, words))} |")
    return "\n".join(lines)


def text_pieces(text: TextCorrection) -> Iterator[str]:
    """Where it stands, and the paragraphs before and after."""
    yield f"### {escape('，'.join((*text.headings, *OWN_HEADINGS.get(text.kind, ()))))}"
    if text.before:
        yield "原文：" if text.after else "删去："
        public = {one.digits for line in text.after for one in personal_numbers(line)}
        yield quoted([veiled(line, public) for line in text.before])
    if text.after:
        yield "更正为：" if text.before else "增加："
        yield quoted(text.after)


def veiled(text: str, public: Collection[str] = ()) -> str:
    """A text with the middle of persons' numbers hidden, save those that are ``public``.

    A notice that takes such a number out of a report must not publish it once more.
    """
    written = ""
    while found := personal_numbers(text):
        end = 0
        for one in found:
            number = text[one.start : one.end] if one.digits in public else one.hidden.replace("*", "×")
            written += text[end : one.start] + number
            end = one.end
        text = text[end:]
    return written + text


def quoted(lines: Sequence[str]) -> str:
    """Paragraphs set off from the words of the notice."""
    return "\n>\n".join(f"> {inline(line)}" for line in lines)


def day(one: date) -> str:
    """A date as official documents write it."""
    return f"{one.year}年{one.month}月{one.day}日"
