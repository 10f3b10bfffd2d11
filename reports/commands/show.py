"""``show FILE``: everything in a report."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from reports.json_text import to_json
from reports.output import emit
from reports.reading import read_report
from reports.terminal_text import safe
from reports.views import report_text, report_view
from schema.language import _

HELP = _("显示一份报告的全部内容")


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("报告文件"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("输出格式，默认 text"))


def run(args: Namespace) -> int:
    """Prints the report."""
    report = read_report(args.file)
    emit(to_json(report_view(report)) if args.format == "json" else safe(report_text(report)))
    return 0
