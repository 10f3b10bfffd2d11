"""What F1 shows on the library screen. No Textual."""

from __future__ import annotations

from reports.folder_state import State
from schema.language import _
from tui.folder_rows import missing_word
from tui.help_text import key_lines
from tui.keymap import key_rows
from tui.styles import fit


def library_help() -> str:
    """The whole help text of the library screen."""
    states = [
        (missing_word(), _("这一年没有报告，以前的年度有")),
        (State.UNREADABLE.label, _("文件打不开或不是报告，选中了看原因")),
        (State.BLANK.label, _("一格没填，一个字没写")),
        (State.DRAFT.label, _("还有空格或待办；后面带 ! 和个数的，同时有错误")),
        (State.ERRORS.label, _("填完了，但有错误；后面是个数")),
        (State.SETTLED.label, _("没有错误，没有待办，还没有导出")),
        (State.EXPORTED.label, _("旁边有定稿的导出文件，而且不比报告旧")),
        ("..", _("还没有核对到")),
    ]
    words = [f"  {fit(label, 8)}{what}" for label, what in states]
    ways = [
        _("上下键换机关，左右键换年度。第三行是选中年度各状态的个数。"),
        _("直接输入就是筛选：机关名称里的字、年度（2024）、状态（错误、未交），空格隔开可以几样一起用；Esc 取消。"),
        _("在后台核对，先核对看得见的；没有改动的报告下次不再核对。"),
    ]
    return "\n".join([_("报告库"), *words, "", *ways, "", *key_lines(key_rows("library"))])
