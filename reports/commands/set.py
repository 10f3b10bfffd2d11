"""``set FILE ADDRESS=VALUE …``: changes cells, totals, basic data or prose, all or nothing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

# Loaded before the report is opened: once it is, nothing but the file itself can fail.
from reports import rewrite, statements  # noqa: F401
from reports.clerk import clerk_name
from reports.document import open_document
from reports.faults import ReportFault
from reports.faults import reason as reason_of
from reports.output import emit, narrate
from reports.publications import is_published
from reports.saving import SaveResult, Saving, save_edits
from reports.terminal_text import safe
from reports.trace import Reason, content_line, now
from schema.entry import Refusal
from schema.language import _
from schema.report import Edit, Report, merged

HELP = _("按地址修改报告：ADDRESS=VALUE，可以一次改多处；等号后面空着就是清空")


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("报告文件"))
    parser.add_argument("changes", nargs="+", metavar="ADDRESS=VALUE", help=_("地址=新内容；“地址=”清空"))
    parser.add_argument("--reason", help=_("修改原因，连同时间和用户记入文件末尾的 [[review]]"))


def run(args: Namespace) -> int:
    """Saves the changes and prints one line each; ReportFault leaves the file as it was."""
    lines = carried_out(args)
    if not lines:
        narrate(_("没有变化，文件没有改动。"))
        return 0
    if not args.reason and is_published(args.file):
        narrate(_("{file} 已经发布过定稿；以后请加 --reason 说明为什么改，更正说明里要用。").format(file=args.file))
    try:
        emit("\n".join(safe(one, keep="") for one in lines))
    except OSError as error:
        raise ReportFault(
            _("改动已经保存到 {file}，只是结果输出不了：{reason}。").format(file=args.file, reason=reason_of(error))
        ) from None
    return 0


def carried_out(args: Namespace) -> list[str]:
    """The changes made to the file, a line each. What others saved meanwhile stays, save where a change was asked for."""
    document = open_document(args.file)
    edits: dict[str, Edit] = {}
    for change in args.changes:
        address, equals, text = change.partition("=")
        if not equals:
            raise ReportFault(_("“{change}”应写成 地址=新内容。").format(change=change))
        edits = merged(edits, document.report.edit(address, content(document.report, address, text)).edits)
    lines = [
        f"{edit.address}: {content_line(edit.old)} -> {content_line(edit.new)}"
        for edit in asked_first(args.changes, edits)
    ]
    if edits:
        why = Reason(now(), clerk_name(), args.reason, tuple(lines)) if args.reason else None
        result = save_edits(document, edits, Saving("set", clerk_name(), why))
        tell(result)
    return lines


def tell(result: SaveResult) -> None:
    """What is to be said of a save besides its changes: contents of others that gave way, and what went amiss."""
    for conflict, _side in result.conflicts:
        narrate(
            _("{address} 刚被别人改成 {theirs}，已按命令改成 {mine}；原来的内容记在 .history 里。").format(
                address=conflict.address, theirs=content_line(conflict.theirs), mine=content_line(conflict.mine)
            )
        )
    if result.told:
        narrate(result.told)


def content(report: Report, address: str, text: str) -> object:
    """The content meant by one ADDRESS=VALUE; ReportFault when the address or the value is refused."""
    if not report.knows(address):
        raise ReportFault(
            _("没有“{address}”这个地址；用 show FILE --format json 可以看到全部地址。").format(address=address)
        )
    value = report.read(address, text)
    if isinstance(value, Refusal):
        raise ReportFault(_("{address} {value}。没有写入任何改动。").format(address=address, value=value))
    return value


def asked_first(changes: list[str], edits: Mapping[str, Edit]) -> list[Edit]:
    """Net edits, those asked for in their order, then stated totals that followed."""
    asked = list(dict.fromkeys(change.partition("=")[0] for change in changes))
    order = [*(address for address in asked if address in edits), *(a for a in edits if a not in asked)]
    return [edits[address] for address in order]
