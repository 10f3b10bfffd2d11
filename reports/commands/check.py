"""``check PATH …``: every problem of every report found at the paths."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from reports.faults import ReportFault, UnreadableReport
from reports.json_text import to_json
from reports.library import report_files
from reports.output import emit, narrate
from reports.reading import read_report
from reports.terminal_text import safe
from reports.views import checked_view
from schema.checks.everything import check_report
from schema.findings import Finding, Level, by_gravity, counted

HELP = "核对报告：合计、勾稽、格子里的内容、未填的格"


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="报告文件，或存放报告的文件夹")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式，默认 text")


def run(args: Namespace) -> int:
    """Prints the findings; 2 when a file could not be read, else 1 when there is an error."""
    files = list(report_files(args.paths))
    if not files:
        raise ReportFault("这里没有报告文件（*.toml），请核对路径。")
    views: list[dict[str, object]] = []
    unread = wrong = False
    for path in files:
        try:
            report = read_report(path)
        except UnreadableReport as fault:
            unread = True
            views.append({"path": str(path), "error": str(fault)})
            narrate(str(fault))
            continue
        findings = by_gravity(check_report(report))
        wrong = wrong or any(finding.level is Level.ERROR for finding in findings)
        views.append(checked_view(path, report, findings))
        if args.format == "text":
            emit(safe(findings_text(path, findings)))
    if args.format == "json":
        emit(to_json({"reports": views}))
    return 2 if unread else int(wrong)


def findings_text(path: Path, findings: list[Finding]) -> str:
    """The findings of one report, a line each, worst first."""
    if not findings:
        return f"{path}：没有发现问题"
    counts = "，".join(f"{level.label} {count}" for level, count in counted(findings).items() if count)
    lines = [f"  {finding.level.label}  {finding.message}  [{finding.code}]" for finding in findings]
    return "\n".join([f"{path}：{counts}", *lines])
