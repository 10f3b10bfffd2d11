"""``new FOLDER --agency NAME --year Y``: an empty report, or one that starts from last year's."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from reports.faults import ReportFault
from reports.layout import new_report
from reports.output import emit, narrate
from reports.reading import YEARS, read_report
from reports.report_files import place_of
from reports.settings import settings, settings_path
from reports.store import create_file
from reports.succession import following_report
from schema.form_loader import form_for_year
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
    if args.year not in YEARS:
        raise ReportFault(_("年度 {year} 不对，应为四位年份，如 2024。").format(year=args.year))
    form = form_for_year(args.year)
    agency = (args.agency or settings().agency).strip()
    if not agency:
        raise ReportFault(_("请用 --agency 写上行政机关全称，或者在 {path} 里写 agency。").format(path=settings_path()))
    path = place_of(args.folder, agency, args.year)
    if args.previous:
        previous = read_report(args.previous)
        text = following_report(previous, form, args.year, agency)
        carries = previous.year + 1 == args.year
        figures = (
            _("结转数已带入，其余数字留空") if carries else _("两份报告不是相邻年度，没有带入结转数，数字全部留空")
        )
        narrate(
            _("文字照搬 {year} 年的报告并把年份顺延，请逐段核对；{figures}。").format(
                year=previous.year, figures=figures
            )
        )
    else:
        text = new_report(form, args.year, agency)
    create_file(path, text.encode("utf-8"))
    emit(str(path))
    return 0
