"""``export FILE --to md``: the document ready to publish."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from reports.faults import ReportFault
from reports.markdown import markdown
from reports.output import emit, narrate
from reports.reading import read_report
from reports.store import replace_file
from schema.checks.everything import check_report
from schema.findings import Level, counted

HELP = "导出为可以发布的文档"
LATER = ("html", "docx")


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="报告文件")
    parser.add_argument("--to", required=True, choices=("md", *LATER), help="文档格式（目前只有 md）")
    parser.add_argument(
        "--tables", choices=("gfm", "html"), default="gfm", help="表格写法：gfm 到处能用，html 有合并单元格"
    )
    parser.add_argument("--final", action="store_true", help="定稿：还有错误或待办就拒绝")
    parser.add_argument("-o", dest="output", type=Path, metavar="OUT", help="写到文件，打印它的路径")


def run(args: Namespace) -> int:
    """Prints the document, or its path; 1 when a final version is refused."""
    if args.to in LATER:
        raise ReportFault(f"这个版本还不能导出 {args.to}，请用 --to md。")
    report = read_report(args.file)
    counts = counted(check_report(report))
    open_points = [f"{level.label} {counts[level]} 处" for level in (Level.ERROR, Level.SETTLE) if counts[level]]
    if open_points:
        narrate(
            f"{args.file}：还有{'、'.join(open_points)}，用 check 查看；{'没有导出' if args.final else '导出的不是定稿'}。"
        )
        if args.final:
            return 1
    document = markdown(report, args.tables)
    if args.output is None:
        emit(document)
        return 0
    write_document(args.output, args.file, document)
    emit(str(args.output))
    return 0


def write_document(output: Path, report_file: Path, document: str) -> None:
    """Writes an exported document, never over a report."""
    if output.suffix == ".toml" or (output.exists() and output.samefile(report_file)):
        raise ReportFault(
            f"{output} 是报告文件的名字，不能当作导出文件；请换一个，例如 {output.with_suffix('.md').name}。"
        )
    replace_file(output, document.encode("utf-8"))
