"""``keys``: every key as it is now, and the name by which the settings change it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from rich.cells import cell_len

from reports.json_text import to_json
from reports.output import emit
from reports.settings import settings_path
from schema.language import _
from tui.actions import Action, key_name
from tui.keymap import keymap, shown_keys
from tui.styles import fit

HELP = _("显示现在的全部按键，以及在设置里改键用的操作名")
CHANGED = "*"


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "--format", choices=("text", "json", "md"), default="text", help=_("输出格式，默认 text；md 是 Markdown 表格")
    )


def run(args: Namespace) -> int:
    """Prints the table; keys that the settings changed are marked."""
    emit({"text": text_table, "json": json_table, "md": markdown_table}[args.format]())
    return 0


def rows() -> list[tuple[str, str, str, str]]:
    """(action id, keys, name, what it does), the keys that are not the table's own marked."""
    changed = keymap().changed
    return [
        (action.id, shown_keys(action) + (CHANGED if action.id in changed else ""), action.label, does(action))
        for action in keymap().actions
    ]


def does(action: Action) -> str:
    """What an action does."""
    return action.help or action.label


def text_table() -> str:
    """Aligned columns, and how a key is changed."""
    head = (_("操作名"), _("键"), _("名称"), _("作用"))
    table = [head, *rows()]
    widths = [max(cell_len(row[place]) for row in table) + 2 for place in range(3)]
    lines = ["".join(fit(cell, width) for cell, width in zip(row, widths, strict=False)) + row[3] for row in table]
    how = _('改键：在 {path} 的 [keys] 下面写 操作名 = "键"，例如 save = ["ctrl+s", "f9"]。').format(
        path=settings_path()
    )
    marked = [_("{sign} 是设置里改过的。").format(sign=CHANGED)] if keymap().changed else []
    return "\n".join([*lines, "", how, *marked])


def json_table() -> str:
    """A list of actions, their keys in the settings' manner."""
    changed = keymap().changed
    return to_json(
        [
            {
                "id": action.id,
                "keys": list(action.keys),
                "shown": [key_name(key) for key in action.keys],
                "label": action.label,
                "help": does(action),
                "where": action.where,
                "changed": action.id in changed,
            }
            for action in keymap().actions
        ]
    )


def markdown_table() -> str:
    """A table as documents have it."""
    head = [f"| {_('操作名')} | {_('键')} | {_('名称')} | {_('作用')} |", "|---|---|---|---|"]
    return "\n".join([*head, *(f"| `{name}` | {keys} | {label} | {what} |" for name, keys, label, what in rows())])
