"""``correction FILE``: the notice that corrects a published report, from the last published version and the present one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from reports.assessment import assess
from reports.correction import NothingToCorrect, correction_of
from reports.correction_markdown import correction_markdown
from reports.draft import open_points
from reports.output import emit, narrate
from reports.publishing import write_document
from reports.reading import read_report
from schema.language import _

HELP = _("定稿发布后又改了的，写出更正说明：哪一格、哪一段，原为多少、更正为多少")


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("报告文件"))
    parser.add_argument("-o", dest="output", type=Path, metavar="OUT", help=_("写到文件，打印它的路径"))


def run(args: Namespace) -> int:
    """Prints the notice, or its path; 1 where there is nothing to correct, or the report is not final."""
    report = read_report(args.file)
    points = open_points(report, assess(report, args.file, seconds=0))
    if points:
        narrate(
            _("{file}：还有{points}，不是定稿，没有写更正说明；用 check 查看。").format(file=args.file, points=points)
        )
        return 1
    try:
        correction = correction_of(report, args.file)
    except NothingToCorrect as nothing:
        narrate(str(nothing))
        return 1
    document = correction_markdown(correction, datetime.now().astimezone().date())
    if not correction.reasons:
        narrate(_("没有记下更正的原因，说明里没有这一部分；需要的请补写。"))
    if args.output is None:
        emit(document)
        return 0
    write_document(args.output, args.file, document)
    emit(str(args.output))
    return 0
