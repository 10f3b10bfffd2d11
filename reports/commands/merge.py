"""``merge BASE MINE THEIRS``: two changed versions of a report become one, as git asks it of a merge driver."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from reports.clerk import clerk_name
from reports.conflict_log import conflicts_of, record_conflicts
from reports.document import open_document
from reports.file_merge import MergedFile, Versions, merge_files
from reports.output import emit, narrate
from reports.store import replace_file
from reports.trace import content_line
from schema.form import Form
from schema.language import _
from schema.merge import MISSING, Settled

CONFLICTS = 1
STDOUT = "-"

HELP = _("把一份报告的两个修改版本按格、按段合并，可以用作 git 的合并驱动")


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("base", type=Path, metavar="BASE", help=_("两边共同的旧版本"))
    parser.add_argument("mine", type=Path, metavar="MINE", help=_("这边的版本；两边改得不一样时留它"))
    parser.add_argument("theirs", type=Path, metavar="THEIRS", help=_("那边的版本"))
    parser.add_argument("-o", metavar="OUT", dest="out", help=_("结果写到这个文件；不写就写回 MINE，“-”是输出"))
    parser.add_argument(
        "--path", type=Path, metavar="PATH", help=_("报告在库里的位置，没有采用的内容记在它旁边；git 用 %%P")
    )


def run(args: Namespace) -> int:
    """0 merged, 1 merged with conflicts: ours stand, theirs are told and kept. ReportFault leaves every file as it is.

    The result takes the place of MINE unless told otherwise, as git expects it.
    """
    versions = Versions(*(open_document(path) for path in (args.base, args.mine, args.theirs)))
    merged = merge_files(versions)
    out = None if args.out == STDOUT else Path(args.out or args.mine)
    place: Path = args.path or out or args.mine
    record_conflicts(place, merged.settled, clerk_name())
    if out:
        replace_file(out, merged.data)
    else:
        emit(merged.data.decode("utf-8").replace("\r\n", "\n"), whole_file=True)
    tell(merged, versions.mine.report.form, place)
    return CONFLICTS if merged.settled else 0


def tell(merged: MergedFile, form: Form, place: Path) -> None:
    """What gave way, and what no longer adds up, on stderr."""
    for one in merged.settled:
        narrate(told(one, form))
    if merged.settled:
        narrate(
            _("{path}：有 {count} 处两边都改了，文件里是这边的；那边的记在 {log}。").format(
                path=place, count=len(merged.settled), log=conflicts_of(place)
            )
        )
    for name in merged.unbalanced:
        narrate(_("合并后“{names}”不再相等，请核对。").format(names=name))


def told(settled: Settled, form: Form) -> str:
    """One conflict: where it is, what stood there, what stands now, what gave way."""
    conflict = settled.conflict
    name = form.name_of(conflict.address) if conflict.address else _("注释或排版")
    where = _("{name} 第 {n} 段").format(name=name, n=conflict.paragraph) if conflict.paragraph else name
    if not conflict.address:
        where = _("{name} 第 {n} 行").format(name=name, n=conflict.paragraph)
    before, mine, theirs = (shown(content) for content in (conflict.base, conflict.mine, conflict.theirs))
    return _("{where}：原来 {before}，留下 {mine}，没有采用 {theirs}").format(
        where=where, before=before, mine=mine, theirs=theirs
    )


def shown(content: object) -> str:
    """A content in one line."""
    return _("没有") if content is MISSING else content_line(content).replace("\n", " ")
