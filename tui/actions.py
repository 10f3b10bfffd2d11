"""The one table of what can be done: keys, names, help, and when not. Footer, F1, palette and the manual's key list come from it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from schema.language import _

Where = Literal["anywhere", "grid", "prose", "library"]


class Action(NamedTuple):
    """Something the clerk can do. ``keys`` in Textual's names, the first is shown; ``footer`` is its word in the key line."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    where: Where = "anywhere"
    footer: str = ""
    palette: bool = True


ACTIONS: tuple[Action, ...] = (
    Action("help", ("f1",), _("帮助"), _("当前这一格怎样填，以及全部按键"), footer=_("帮助")),
    Action("next_problem", ("f3", "ctrl+n"), _("下一个问题"), _("跳到下一个问题所在的格或文字，跨章节"), footer=_("问题")),
    Action("previous_problem", ("f4", "ctrl+b"), _("上一个问题"), _("跳到上一个问题")),
    Action("accept_repair", ("ctrl+r", "f11"), _("改正"), _("按右边写的办法改正选中的问题；有几种办法时先列出来选，可以撤销"), footer=_("改正")),
    Action("explain", ("ctrl+d",), _("说明"), _("选中的提醒、待办确实没有错：写明理由，不再算作问题；再按一次收回"), footer=_("说明")),
    Action("jump", ("ctrl+g",), _("文表对照"), _("从正文的数到它说的格，从格到正文说到它的数，再按一次回来"), footer=_("对照")),
    Action("previous_section", ("f5", "ctrl+pageup"), _("上一节"), _("到上一节")),
    Action("next_section", ("f6", "ctrl+pagedown"), _("下一节"), _("到下一节"), footer=_("下一节")),
    Action("fill_zero", ("f7",), _("本表空格填 0"), _("把当前表中全部没有填的格填成 0，可以撤销"), footer=_("填0")),
    Action("next_blank", ("f8",), _("下一个空格"), _("到当前表中下一个没有填的格")),
    Action("save", ("ctrl+s", "f9"), _("保存"), _("把全部修改写入报告文件"), footer=_("保存")),
    Action("undo", ("ctrl+z",), _("撤销"), _("退回上一步修改"), footer=_("撤销")),
    Action("redo", ("ctrl+y",), _("重做"), _("恢复刚撤销的修改")),
    Action("export", ("ctrl+e",), _("导出"), _("把报告导出为 Markdown，放在报告文件旁边"), footer=_("导出")),
    Action("open", ("ctrl+o",), _("打开"), _("打开同一报告库中的另一份报告")),
    Action("palette", ("ctrl+p",), _("命令"), _("按名称查找并执行命令")),
    Action("quit", ("ctrl+q", "f10"), _("退出"), _("退出；有没保存的修改会先问"), footer=_("退出")),
    Action("edit", ("f2",), _("修改本格"), _("在原来的数字上改，左右键移动光标"), where="grid"),
    Action("up", ("up",), _("上一行"), "", where="grid"),
    Action("down", ("down", "enter"), _("下一行"), _("确认输入并到下一行"), where="grid"),
    Action("left", ("left",), _("左一格"), "", where="grid"),
    Action("right", ("right",), _("右一格"), "", where="grid"),
    Action("next_cell", ("tab",), _("下一格"), _("确认输入并到下一格，行末转到下一行"), where="grid"),
    Action("previous_cell", ("shift+tab",), _("上一格"), _("确认输入并到上一格"), where="grid"),
    Action("row_start", ("home",), _("行首"), "", where="grid"),
    Action("row_end", ("end",), _("行末"), "", where="grid"),
    Action("page_up", ("pageup",), _("上翻"), "", where="grid"),
    Action("page_down", ("pagedown",), _("下翻"), "", where="grid"),
    Action("first_cell", ("ctrl+home",), _("第一格"), "", where="grid"),
    Action("last_cell", ("ctrl+end",), _("最后一格"), "", where="grid"),
    Action("cancel", ("escape",), _("放弃输入"), _("放弃这一格正在输入的内容，恢复原数"), where="grid"),
    Action("erase", ("backspace",), _("退格"), _("删去光标前一个字；没有输入时清空这一格"), where="grid"),
    Action("clear", ("delete",), _("清空"), _("清空这一格（空格不是 0）"), where="grid"),
)  # fmt: skip

SECTION_KEYS = tuple(f"alt+{digit}" for digit in range(10))
"""Section by number; F5 and F6 for clients that keep Alt to themselves."""

KEY_NAMES = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "Enter", "tab": "Tab", "escape": "Esc",
    "backspace": _("退格"), "delete": "Del", "insert": "Ins", "home": "Home", "end": "End", "pageup": "PgUp", "pagedown": "PgDn",
    "minus": "-", "equals_sign": "=", "backslash": "\\", "right_square_bracket": "]", "circumflex_accent": "^", "underscore": "_",
}  # fmt: skip


def key_name(key: str) -> str:
    """A key as it stands on a keyboard: ``ctrl+s`` is Ctrl+S."""
    *modifiers, last = key.split("+")
    named = KEY_NAMES.get(last, last.upper() if len(last) < 4 else last.capitalize())
    return "+".join([*(modifier.capitalize() for modifier in modifiers), named])
