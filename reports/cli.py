"""The headless commands behind one parser. stdout is data, stderr is narration, exit codes are an API.

0 fine; 1 findings at error level, something that an import did not understand, or a refused final export; 2 wrong usage,
or a file that cannot be read or written.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType, ModuleType

from reports.commands import COMMANDS, module_name
from reports.faults import ReportFault, reason
from reports.output import emit, finished, narrate
from schema.form_loader import FormError
from schema.language import _

USAGE = 2
USAGE_TEXT = _("""nianbao [报告文件或文件夹]    打开编辑界面
       nianbao demo [--practice]     打开示例报告（练习库）的副本
       nianbao 命令 …                不开界面，用下面的命令
       --lang en                     English（写在哪里都可以）""")


Beside = Mapping[str, Callable[[], ModuleType]]
"""Commands of a room further out: name, and what loads a module like those in `reports.commands`."""

NOTHING: Beside = MappingProxyType({})


class Parser(argparse.ArgumentParser):
    """argparse, whose refusals a clerk can read."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Says what is wrong with the call, and how it is meant."""
        narrate(_("用法不对：{message}\n{usage}").format(message=chinese(message), usage=self.format_usage().strip()))
        raise SystemExit(USAGE)

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 - argparse names a file only for usage errors
        """The help as data: argparse itself would pass over a stdout that cannot be written."""
        emit(self.format_help())


def chinese(message: str) -> str:
    """The few sentences of argparse in Chinese; a catalogue of English has them as they are."""
    for english, words in (
        ("the following arguments are required:", _("缺少")),
        ("unrecognized arguments:", _("多出了")),
        ("invalid choice:", _("不能是")),
        ("choose from", _("可选")),
        ("invalid int value:", _("应为整数，不能是")),
        ("expected one argument", _("后面要有一个值")),
        ("argument ", _("参数 ")),
    ):
        message = message.replace(english, words)
    return message


def parser(only: str | None = None, beside: Beside = NOTHING) -> Parser:
    """The parser of all commands, or (quicker) of one."""
    top = Parser(prog="nianbao", usage=USAGE_TEXT, description=_("政府信息公开工作年度报告：填写、核对、改正、发布。"))
    top.add_argument("--version", action="store_true", help=_("显示版本"))
    commands = top.add_subparsers(dest="command", metavar=_("命令"), required=True, parser_class=Parser, prog="nianbao")
    for name in (*COMMANDS, *beside):
        if only in (None, name):
            module = beside[name]() if name in beside else import_module(f"reports.commands.{module_name(name)}")
            command = commands.add_parser(name, help=module.HELP, description=module.HELP, allow_abbrev=False)
            module.configure(command)
            command.set_defaults(run=module.run)
    return top


def program_version() -> str:
    """The installed version; a checkout that is not installed has none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("nianbao")
    except PackageNotFoundError:
        return _("（没有安装，直接从源码运行）")


def run(argv: Sequence[str], beside: Beside = NOTHING) -> int:
    """Carries out one command and returns its exit code; whatever goes wrong is one sentence on stderr."""
    try:
        if argv[:1] == ["--version"]:
            emit(f"nianbao {program_version()}")
            return 0
        args = parser(argv[0] if argv and argv[0] in (*COMMANDS, *beside) else None, beside).parse_args(argv)
        code: int = args.run(args)
    except (ReportFault, FormError) as fault:
        narrate(str(fault))
        return USAGE
    except BrokenPipeError:
        return USAGE
    except (OSError, ImportError) as error:
        narrate(
            _("没有完成：{reason}。").format(
                reason=reason(error)
                if isinstance(error, OSError)
                else _("程序文件读不出来（{error}）").format(error=error)
            )
        )
        return USAGE
    except KeyboardInterrupt:
        narrate(_("已中断。"))
        return 130
    return code


def end_tidily() -> None:
    """A closed line and a request to end let a save take its temporary file away; whoever ignores them goes on to."""

    def end(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    for number in (signal.SIGHUP, signal.SIGTERM):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


def main(argv: Sequence[str], beside: Beside = NOTHING) -> int:
    """`run`, with UTF-8 output whatever the locale."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = run(argv, beside)
    except SystemExit as done:  # argparse: --help, or a refused call; a signal
        code = int(done.code or 0)
    return finished(code)
