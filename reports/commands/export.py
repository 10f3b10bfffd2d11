"""``export FILE --to md``: the document ready to publish."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from reports.assessment import SEARCH_SECONDS, assess
from reports.document import Document, open_document
from reports.draft import open_points, standing_in_the_way
from reports.faults import ReportFault
from reports.findings_text import finding_lines
from reports.output import emit, narrate
from reports.publishing import markdown_document, write_document
from schema.language import _

HELP = _("导出为可以发布的文档；还有错误或待办就标明“草稿”")
LATER = ("html", "docx")


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("报告文件"))
    parser.add_argument("--to", required=True, choices=("md", *LATER), help=_("文档格式（目前只有 md）"))
    parser.add_argument(
        "--tables", choices=("gfm", "html"), default="gfm", help=_("表格写法：gfm 到处能用，html 有合并单元格")
    )
    parser.add_argument("--final", action="store_true", help=_("定稿：还有错误或待办就拒绝，并列出是哪些"))
    parser.add_argument("-o", dest="output", type=Path, metavar="OUT", help=_("写到文件，打印它的路径"))


def run(args: Namespace) -> int:
    """Prints the document, or its path; 1 when a final version is refused, with the reasons on stderr."""
    if args.to in LATER:
        raise ReportFault(_("这个版本还不能导出 {to}，请用 --to md。").format(to=args.to))
    opened = open_document(args.file)
    report = opened.report
    findings = assess(report, args.file, seconds=SEARCH_SECONDS if args.final else 0)
    points = open_points(report, findings)
    if points and args.final:
        lines = [line for one in standing_in_the_way(report, findings) for line in finding_lines(report, one)]
        narrate("\n".join([_("{file}：还有{points}，没有导出。").format(file=args.file, points=points), *lines]))
        return 1
    if points:
        narrate(_("{file}：还有{points}，用 check 查看；导出的不是定稿。").format(file=args.file, points=points))
    document = markdown_document(report, findings, args.tables)
    if args.output is not None:
        write_document(args.output, args.file, document)
    emit(document if args.output is None else str(args.output))
    if args.final:
        record_final(args, opened)
    return 0


def record_final(args: Namespace, opened: Document) -> None:
    """Keeps what was published; tells what could not be kept, and that what was published before says something else."""
    from reports.correction import changed_since_published  # most exports are drafts
    from reports.publications import publish

    correction = changed_since_published(opened.report, args.file)
    told = publish(args.file, opened.source.data, args.to, str(args.output.absolute()) if args.output else "")
    if told:
        narrate(told)
    if correction:
        narrate(
            _("和上次发布的定稿有 {n} 处不同；可以用 nianbao correction {file} 写一份更正说明。").format(
                n=len(correction.addresses), file=args.file
            )
        )
