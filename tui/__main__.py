"""The program's entry: sees that these are our own packages, then runs a headless command or opens the terminal app."""

from __future__ import annotations

import gc
import sys

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


def main() -> int:
    """Runs the program on the command line's arguments and returns the exit code."""
    intruder = foreign_package()
    if intruder:
        sys.stderr.write(
            f"年报不能运行：{intruder} 是另一个同名的软件包。请把年报装进单独的环境（见 README 的安装一节）。\n"
        )
        return 2
    arguments = sys.argv[1:]
    from reports.commands import COMMANDS  # after the check above

    if arguments and (arguments[0] in COMMANDS or arguments[0] in ("-h", "--help", "--version")):
        from reports.cli import main as headless

        return headless(arguments)
    gc.disable()
    from tui.launch import launch

    return launch(arguments)


if __name__ == "__main__":
    sys.exit(main())
