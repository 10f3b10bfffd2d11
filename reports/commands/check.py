"""``check PATH …``: every problem of every report found at the paths."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from reports.checking import Checker, checked_files
from reports.checking_output import writer_for
from reports.faults import ReportFault
from reports.progress import with_progress
from reports.report_files import report_files
from schema.findings import Level
from schema.language import _

HELP = _("核对报告：合计、勾稽、格子里的内容、文字里的数、与上年的衔接")
NEVER = "never"


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH", help=_("报告文件，或存放报告的文件夹"))
    parser.add_argument(
        "--format",
        choices=("text", "json", "sarif"),
        default="text",
        help=_("输出格式，默认 text；sarif 给编辑器和流水线"),
    )
    parser.add_argument(
        "--fail-on", choices=(*(level.word for level in Level), NEVER), default=Level.ERROR.word,
        help=_("有这一级或更重的问题时退出码为 1，已说明的不算；默认 error"),
    )  # fmt: skip
    parser.add_argument(
        "--scope", choices=("all", "figures"), default="all", help=_("figures 只核对数字，不看文字和上年；默认 all")
    )


def run(args: Namespace) -> int:
    """Prints the findings; 2 when a file could not be checked, else 1 when there is one that ``--fail-on`` asks for."""
    files = list(report_files(args.paths))
    if not files:
        raise ReportFault(_("这里没有报告文件（*.toml），请核对路径。"))
    failing = {level.word: level for level in Level}.get(args.fail_on)
    writer = writer_for(args.format)
    unread = wrong = False
    results = checked_files(files, Checker(args.format, args.scope == "figures"))
    for checked in with_progress(results, len(files), _("核对")):
        unread = unread or bool(checked.fault)
        wrong = wrong or (failing is not None and checked.worst is not None and checked.worst <= failing)
        writer.add(checked)
    writer.close()
    return 2 if unread else int(wrong)
