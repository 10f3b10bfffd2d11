"""``new FOLDER --agency NAME --year Y``: an empty report, or one that starts from last year's."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from reports.beginning import Wanted, begin
from reports.output import emit, narrate

HELP = "新建一份空白报告，也可以从上一年的报告开始"


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="报告库：一个机关一个文件夹，一年一个文件")
    parser.add_argument("--agency", required=True, metavar="NAME", help="行政机关全称")
    parser.add_argument("--year", required=True, type=int, metavar="Y", help="报告年度")
    parser.add_argument("--from", dest="previous", type=Path, metavar="FILE", help="上一年的报告")


def run(args: Namespace) -> int:
    """Prints the path of the new file."""
    made = begin(Wanted(args.folder, args.agency, args.year, args.previous))
    if made.told:
        narrate(made.told)
    emit(str(made.path))
    return 0
