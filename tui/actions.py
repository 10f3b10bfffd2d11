"""The one table of what can be done: keys, names, help, and where it can be done. Footer, F1, palette and the manual's key list come from it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from schema.language import _

Where = Literal["anywhere", "grid", "prose", "library"]


class Action(NamedTuple):
    """Something the clerk can do. ``keys`` in Textual's names, the first is shown; ``footer`` is its word in the key line.

    Without keys it stands in the palette only.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    where: Where = "anywhere"
    footer: str = ""
    shown: str = ""
    """What stands for the keys in a list, where they are many."""


ACTIONS: tuple[Action, ...] = (
    Action("help", ("f1",), _("帮助"), _("当前这一格怎样填，以及全部按键"), footer=_("帮助")),
    Action("next_problem", ("f3", "ctrl+n"), _("下一个问题"), _("跳到下一个问题所在的格或文字，跨章节"), footer=_("问题")),
    Action("previous_problem", ("f4", "alt+n"), _("上一个问题"), _("跳到上一个问题")),
    Action("accept_repair", ("ctrl+r", "f11"), _("改正"), _("按右边写的办法改正选中的问题；有几种办法时先列出来选，可以撤销"), footer=_("改正")),
    Action("explain", ("ctrl+d",), _("说明"), _("选中的提醒、待办确实没有错：写明理由，不再算作问题；再按一次收回"), footer=_("说明")),
    Action("jump", ("ctrl+g",), _("文表对照"), _("从正文的数到它说的格，从格到正文说到它的数，再按一次回来"), footer=_("对照")),
    Action("trend", ("ctrl+t",), _("走势"), _("右边看这一格历年的数，跟着光标；再按看各项占比，第三次回到问题")),
    Action("goto", ("ctrl+l",), _("定位"), _("按编号、名称、拼音首字母或地址到某一格、某一段，例如 三（三）5")),
    Action("find", ("ctrl+f",), _("查找"), _("在全部各节的标签、数字和文字里查找")),
    Action("find_next", ("ctrl+k",), _("查找下一处"), _("到光标后面的下一处，到末尾从头再找")),
    Action("replace", ("alt+r",), _("替换"), _("在正文里查找并替换，一处一处看着换，或者一次全换")),
    Action("previous_section", ("f5", "ctrl+pageup"), _("上一节"), _("到上一节")),
    Action("next_section", ("f6", "ctrl+pagedown"), _("下一节"), _("到下一节"), footer=_("下一节")),
    Action("fill_zero", ("f7",), _("本表空格填 0"), _("把选中的、没有选中就是整张表的空格填成 0，可以撤销"), footer=_("填0")),
    Action("next_blank", ("f8",), _("下一个空格"), _("到下一个没有填的格；这张表填完了，到下一张有空格的表")),
    Action("save", ("ctrl+s", "f9"), _("保存"), _("把全部修改写入报告文件"), footer=_("保存")),
    Action("undo", ("ctrl+z",), _("撤销"), _("退回上一步修改"), footer=_("撤销")),
    Action("redo", ("ctrl+y",), _("重做"), _("恢复刚撤销的修改")),
    Action("history", ("ctrl+w",), _("修改记录"), _("这次打开以来的每一步修改，可以退回或恢复到任何一步")),
    Action("versions", (), _("以前的版本"), _("每次保存前的内容都留着：看哪里不同，把一处或全部恢复回来，可以撤销")),
    Action("log", (), _("修改日志"), _("以前每次保存是谁、改了什么、为什么，先列这一格的；这次打开以来的每一步在“修改记录”里")),
    Action("import", (), _("导入"), _("读入网页、Word、Excel、PDF、文本里的报告，存进报告库并打开；拿不准的地方逐处列出来看")),
    Action("doubts", ("alt+i",), _("疑点"), _("导入时拿不准的地方：来源写的是什么、采用了什么，逐处看过或改正")),
    Action("paste", ("ctrl+v",), _("粘贴"), _("粘贴本程序里复制的内容；没有复制过就打开粘贴区")),
    Action("paste_area", (), _("粘贴区"), _("打开一个空白区域，把表格粘贴进去，预览后写入当前的表")),
    Action("export", ("ctrl+e",), _("导出"), _("把报告导出为 Markdown，放在报告文件旁边"), footer=_("导出")),
    Action("last_year", ("ctrl+u",), _("对照上年"), _("表里：两年的数字和文字，只列不同的；文字里：与上年的并排看，Tab 到下一处不同，Enter 回到那一处")),
    Action("open", ("ctrl+o",), _("打开"), _("打开同一报告库中的另一份报告")),
    Action("palette", ("ctrl+p",), _("命令"), _("按名称查找并执行命令")),
    Action("theme", ("alt+t",), _("深浅色"), _("深色、浅色主题互换，下次打开还是它")),
    Action("mouse", ("alt+m",), _("鼠标"), _("打开或关上鼠标；关着时可以用鼠标选字复制")),
    Action("read_only", (), _("只看或编辑"), _("改成只看：不能修改，内容跟着文件更新；再选一次，开始编辑")),
    Action("suspend", ("alt+z",), _("挂起"), _("回到命令行，输入 fg 再回来")),
    Action("quit", ("ctrl+q", "f10"), _("退出"), _("退出；有没保存的修改会先问"), footer=_("退出")),
    Action("edit", ("f2", "e"), _("修改本格"), _("在原来的数字上改，左右键移动光标"), where="grid"),
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
    Action("extend", (
        "shift+up", "shift+down", "shift+left", "shift+right", "shift+home", "shift+end",
        "ctrl+shift+home", "ctrl+shift+end", "shift+pageup", "shift+pagedown",
    ), _("选中"), _("从光标处选中一片；Shift+Home、End、PgUp、PgDn 也可以"), where="grid", shown=_("Shift+方向键")),
    Action("mark", ("v",), _("开始选中"), _("之后方向键就是选中，用于不能按 Shift+方向键的终端；再按一次结束"), where="grid"),
    Action("select_all", ("ctrl+a",), _("全选"), _("选中整张表"), where="grid"),
    Action("copy", ("ctrl+c",), _("复制"), _("复制选中的格或这一格，可以粘到 Excel、WPS"), where="grid"),
    Action("copy_labelled", ("alt+c",), _("带名复制"), _("连同行名、列名一起复制"), where="grid"),
    Action("cut", ("ctrl+x",), _("剪切"), _("复制后清空，总计不动"), where="grid"),
    Action("fill_row", ("z",), _("本行空格填 0"), _("把这一行的空格填成 0，可以撤销"), where="grid"),
    Action("cancel", ("escape",), _("放弃输入"), _("放弃这一格正在输入的内容，恢复原数；没有输入时取消选中"), where="grid"),
    Action("erase", ("backspace",), _("退格"), _("删去光标前一个字；没有输入时清空这一格"), where="grid"),
    Action("clear", ("delete",), _("清空"), _("清空这一格或选中的格（空格不是 0）"), where="grid"),
    Action("bold", ("ctrl+b",), _("加粗"), _("选中的字加粗；没有选时，是光标前后两个标点之间的字。再按一次取消"), where="prose"),
    Action("select_text", ("ctrl+a",), _("全选文字"), _("选中这一部分的全部文字"), where="prose"),
    Action("copy_text", ("ctrl+c",), _("复制文字"), _("复制选中的文字；终端软件支持的，也放进电脑的剪贴板"), where="prose"),
    Action("cut_text", ("ctrl+x",), _("剪切文字"), _("复制选中的文字，并从这里删去"), where="prose"),
    Action("unit_left", ("ctrl+left", "ctrl+shift+left"), _("左移一截"), _("文字里：跳过一个数、一个外文词，或者两个标点之间的字；加 Shift 是选中，下同"), where="prose"),
    Action("unit_right", ("ctrl+right", "ctrl+shift+right"), _("右移一截"), _("文字里：同上，往右"), where="prose"),
    Action("erase_unit_left", ("alt+backspace", "ctrl+backspace"), _("删左边一截"), _("文字里：删去光标前的一个数、一个外文词，或者两个标点之间的字"), where="prose"),
    Action("erase_unit_right", ("alt+d", "ctrl+delete", "alt+delete"), _("删右边一截"), _("文字里：同上，光标后面的"), where="prose"),
    Action("line_start", ("home", "shift+home"), _("行首、段首"), _("文字里：到这一行的开头，再按到这一段的开头"), where="prose"),
    Action("line_end", ("end", "shift+end"), _("行末、段末"), _("文字里：到这一行的末尾，再按到这一段的末尾"), where="prose"),
    Action("paragraph_up", ("ctrl+up", "ctrl+shift+up"), _("上一段"), _("文字里：到这一段的开头，再按到上一段"), where="prose"),
    Action("paragraph_down", ("ctrl+down", "ctrl+shift+down"), _("下一段"), _("文字里：到下一段的开头"), where="prose"),
    Action("text_start", ("ctrl+home", "ctrl+shift+home"), _("文字开头"), _("到这一部分文字的开头"), where="prose"),
    Action("text_end", ("ctrl+end", "ctrl+shift+end"), _("文字末尾"), _("到这一部分文字的末尾"), where="prose"),
    Action("text_page_up", ("pageup", "shift+pageup"), _("文字上翻"), _("往上翻一屏"), where="prose"),
    Action("text_page_down", ("pagedown", "shift+pagedown"), _("文字下翻"), _("往下翻一屏"), where="prose"),
    Action("library_open", ("enter",), _("打开报告"), _("报告库：打开选中的报告；那一年没有交的，就新建"), "library", _("打开")),
    Action("library_new", ("ctrl+n",), _("新建报告"), _("报告库：照上年的报告新建，或者新建空白的"), "library", _("新建")),
    Action("library_import", ("f2", "insert"), _("导入报告"), _("报告库：读入网页、Word、Excel、PDF、文本里的报告，存成报告并打开"), "library", _("导入")),
    Action("library_compare", ("ctrl+u",), _("与上年比较"), _("报告库：选中的报告与上年的数字、文字对照"), "library", _("比上年")),
    Action("library_delete", ("delete",), _("删除报告"), _("报告库：把选中的报告移到回收站，先问"), "library", _("删除")),
    Action("library_restore", ("ctrl+z",), _("恢复报告"), _("报告库：把最后删除的一份放回原处"), "library", _("恢复")),
    Action("library_sort", ("tab",), _("换排序"), _("报告库：按名称排，或按选中年度的状态排，差的在前"), "library", _("排序")),
    Action("library_reread", ("f5",), _("重读"), _("报告库：重新读文件夹"), "library", _("重读")),
    Action("library_help", ("f1",), _("报告库的帮助"), _("报告库：状态的意思和按键"), "library", _("帮助")),
    Action("library_leave", ("escape",), _("取消筛选"), _("报告库：取消筛选；没有筛选时回到打开的报告"), "library"),
    Action("library_quit", ("ctrl+q", "f10"), _("退出程序"), _("报告库：退出"), "library", _("退出")),
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
