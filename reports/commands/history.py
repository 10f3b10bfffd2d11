"""``history FILE``: the previous versions that are kept of a report."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from reports.json_text import to_json
from reports.output import emit, narrate
from reports.source import read_bytes
from reports.terminal_text import safe
from reports.versions import Version, versions_of
from schema.language import _

HELP = _("列出一份报告以前的版本：每次保存前的内容都留着")


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("报告文件"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("输出格式，默认 text"))


def run(args: Namespace) -> int:
    """Prints a line for each, the newest first; UnreadableReport where there is neither a version nor such a file."""
    found = versions_of(args.file)
    if not found:
        read_bytes(args.file)  # a name that was mistyped has no versions either
    if args.format == "json":
        emit(to_json({"file": str(args.file), "versions": [one._asdict() for one in found]}))
    elif found:
        widths = len(str(len(found))), max(len(str(one.size)) for one in found)
        emit("\n".join(line(one, *widths) for one in found))
    else:
        narrate(_("{path} 没有以前的版本。").format(path=args.file))
    return 0


def line(one: Version, number: int, size: int) -> str:
    """Number, when it was saved, size, check digits, by whom, and whether it was published."""
    words = _("{number}  {at}  {size} 字节  {sha}  {by}").format(
        number=f"{one.number:>{number}}",
        at=one.at[:19].replace("T", " "),
        size=f"{one.size:>{size}}",
        sha=one.sha,
        by=safe(one.by, keep=""),
    )
    return words + (_("  已发布") if one.published else "")
