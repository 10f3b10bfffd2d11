"""The program's entry: sees that these are our own packages, then runs a headless command or opens the terminal app."""

from __future__ import annotations

import gc
import sys
from types import ModuleType

OURS = "nianbao"


def foreign_package() -> str:
    """The path of an installed package that stands in the place of ours; empty when all is well.

    Checked by mark, not by place: another package may have overwritten our files.
    """
    import schema  # checked before anything else is imported

    if getattr(schema, "PART_OF", "") != OURS:
        return str(getattr(schema, "__file__", "schema"))
    import reports

    return "" if getattr(reports, "PART_OF", "") == OURS else str(getattr(reports, "__file__", "reports"))


def plain(text: str) -> str:
    """A path with nothing in it that would act on a terminal, made without our own packages."""
    return "".join(ch if ch.isprintable() else "?" for ch in text)


def main() -> int:
    """Runs the program on the command line's arguments and returns the exit code."""
    intruder = foreign_package()
    if intruder:
        sys.stderr.write(
            f"年报不能运行：{plain(intruder)} 是另一个同名的软件包。请把年报装进单独的环境（见 README 的安装一节）。\n"
        )
        return 2
    from reports.output import narrate_crash
    from reports.speaking import speaking  # after the check above, before any text is named

    sys.excepthook = narrate_crash
    arguments, refused = speaking(sys.argv[1:])
    if refused:
        from reports.output import narrate

        narrate(refused)
        return 2
    from reports.commands import COMMANDS

    if arguments and (arguments[0] in (*COMMANDS, *OWN_COMMANDS) or arguments[0] in ("-h", "--help", "--version")):
        from reports.cli import end_tidily
        from reports.cli import main as headless

        end_tidily()
        tell_settings()
        return headless(arguments, OWN_COMMANDS)
    gc.disable()
    from tui.launch import launch

    return launch(arguments)


def tell_settings() -> None:
    """On stderr, what of the settings a command does not follow: keys are for screens, but their faults are told once."""
    from reports.settings import settings

    if not (settings().faults or settings().keys):
        return
    from reports.output import narrate
    from tui.setting_faults import setting_faults

    told = setting_faults()
    if told:
        narrate(told)


def keys_command() -> ModuleType:
    """``nianbao keys``, which needs the action table."""
    from tui import keys_command

    return keys_command


OWN_COMMANDS = {"keys": keys_command}
"""Headless commands of this room, beside those of `reports.commands`."""


if __name__ == "__main__":
    sys.exit(main())
