"""What F1 shows: the field in focus in the form's words, then every key. No Textual."""

from __future__ import annotations

from rich.cells import cell_len

from schema.findings import Finding
from schema.language import _
from tui.keymap import editor_keys, key_of
from tui.repair_words import changes_words
from tui.session import Session
from tui.status import status_of
from tui.styles import fit

MARKS = _("""格子里的记号
  __      还没有填（空格不是 0）
  =12     程序算出的总计
  12+     还有空格，目前加起来是 12
  12!     有错误：不平、合计不符或不是数字
  12?     导入时拿不准，还没看过；{doubts} 逐处看
  12*     选中的问题有唯一的改法，{key} 要改的就是这一格
  下划线  选中的问题说到的格

正文里的数
  下划线  与表一致，或者与这一句里的各项相加一致
  反白    与表不符
  粗体    表里没有对应的格，请自行核对（两边有 ** 的是加粗的字）
  粗体加下划线  表里那一格还没有填全""")


def help_text(session: Session, address: str, chosen: Finding | None = None) -> str:
    """The whole help text for what is in focus, and the chosen problem whole."""
    title, note = status_of(session, address)
    form = session.report.form
    about = [title, note, ""] if title else []
    basis = _("依据：{basis} {name}").format(basis=form.basis, name=form.name)
    wording = [equation.wording for equation in form.equations if equation.wording]
    rules = [_("勾稽关系：{wording}。").format(wording=wording[0]), ""] if wording else [""]
    return "\n".join(
        [
            *about,
            *problem_lines(session, chosen),
            basis,
            *rules,
            MARKS.format(key=key_of("accept_repair"), doubts=key_of("doubts")),
            "",
            *key_lines(editor_keys()),
            "",
            _(
                "右边的字数与 Word 的“字数”一样数：一个汉字、一个标点算 1，连在一起的数字、字母算 1，空格和加粗记号不算。"
            ),
        ]
    )


def problem_lines(session: Session, finding: Finding | None) -> list[str]:
    """All that the pane says of the chosen problem, and why of each of its repairs."""
    if finding is None:
        return []
    repairs = session.lookup.repairs(finding)
    lines = [_("选中的问题"), f"  {finding.level.label} {finding.message}"]
    for number, repair in enumerate(repairs, 1):
        lines += [
            _("  改法{number}：{words}").format(
                number=number if len(repairs) > 1 else "", words=changes_words(session.report.form, repair)
            )
        ]
        lines += [f"    {repair.because}"] if repair.because else []
    if finding.dismissed:
        lines += [_("  已说明，理由：{reason}").format(reason=finding.dismissed.reason)]
    return [*lines, ""]


def key_lines(rows: list[tuple[str, str, str]]) -> list[str]:
    """A key table as aligned lines."""
    keys = max(cell_len(row[0]) for row in rows) + 2
    names = max(cell_len(row[1]) for row in rows) + 2
    return [_("按键"), *(f"  {fit(key, keys)}{fit(name, names)}{what}" for key, name, what in rows)]
