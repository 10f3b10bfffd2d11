"""``new FOLDER --agency NAME --year Y``: an empty report, or one that starts from last year's."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from reports.beginning import Wanted, begin
from reports.faults import ReportFault
from reports.output import emit, narrate
from reports.settings import settings, settings_path
from schema.language import _

HELP = _("新建一份空白报告，也可以从上一年的报告开始")


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help=_("报告库：一个机关一个文件夹，一年一个文件"))
    parser.add_argument("--agency", metavar="NAME", help=_("行政机关全称；设置里写了 agency 的可以不写"))
    parser.add_argument("--year", required=True, type=int, metavar="Y", help=_("报告年度"))
    parser.add_argument("--from", dest="previous", type=Path, metavar="FILE", help=_("上一年的报告"))


def run(args: Namespace) -> int:
    """Prints the path of the new file."""
    agency = (args.agency or settings().agency).strip()
    if not agency:
        raise ReportFault(_("请用 --agency 写上行政机关全称，或者在 {path} 里写 agency。").format(path=settings_path()))
    made = begin(Wanted(args.folder, agency, args.year, args.previous))
    if made.told:
        narrate(made.told)
    emit(str(made.path))
    return 0
