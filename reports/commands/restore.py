"""``restore FILE VERSION``: a previous version becomes the content again."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from reports.clerk import clerk_name
from reports.output import emit, narrate
from reports.restoring import Restored, restore
from reports.terminal_text import safe
from reports.trace import content_line
from reports.versions import version_named
from schema.language import _

HELP = _("把一份报告恢复成以前的一版；现在的内容也留作一版")


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("报告文件"))
    parser.add_argument(
        "version", metavar="VERSION", help=_("history 列出的编号，或者时间（UTC，文件名里的）、校验值的开头几位")
    )


def run(args: Namespace) -> int:
    """Restores, and prints what changed, one line each; ReportFault leaves the file as it was."""
    version = version_named(args.file, args.version)
    done = restore(args.file, version, clerk_name())
    if done.same:
        narrate(_("现在的内容就是这一版，文件没有改动。"))
        return 0
    changes = [
        f"{edit.address}: {content_line(edit.old)} -> {content_line(edit.new)}" for edit in (done.edits or {}).values()
    ]
    if changes:
        emit("\n".join(safe(one, keep="") for one in changes))
    narrate(_("已恢复为 {at} 保存的那一版。").format(at=version.at[:19].replace("T", " ")) + (done.told or kept(done)))
    return 0


def kept(done: Restored) -> str:
    """What became of the content before."""
    if not done.existed:
        return ""
    return _("恢复前的内容留作了一版。") if done.edits is not None else _("恢复前的文件读不出来，原样留作了一版。")
