"""``log FILE``: who changed which figure or paragraph of a report when, from what to what, why."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from reports.audit_lines import Entry, entry_view
from reports.audit_reading import Log, Remark, read_log
from reports.audit_words import log_lines
from reports.faults import ReportFault, UnreadableReport
from reports.json_text import to_json
from reports.output import emit, narrate
from reports.reading import report_from
from reports.source import read_source
from schema.fields import read_date
from schema.form import Form
from schema.language import _

HELP = _("修改日志：谁在什么时候把哪一格、哪一段从什么改成什么，为什么")


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("报告文件"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("输出格式，默认 text"))
    parser.add_argument("--address", metavar="ADDRESS", help=_("只看这个地址；写到节或行，就是它下面的全部"))
    parser.add_argument("--since", metavar="DATE", help=_("只看这一天以后的，例如 2025-01-20"))


def run(args: Namespace) -> int:
    """Prints the record, the oldest first; 2 where it cannot be read."""
    since = read_date(args.since) if args.since is not None else ""
    if since is None:
        raise ReportFault(_("--since 应为日期，例如 2025-01-20，不能是“{text}”。").format(text=args.since))
    form, data = None, None
    try:
        source = read_source(args.file)
        data = source.data
        form = report_from(source.text, args.file).form
    except UnreadableReport as fault:
        if not read_log(args.file).items:
            raise
        narrate(str(fault))
    if form and args.address and not known(form, args.address):
        raise ReportFault(
            _("没有“{address}”这个地址；用 show FILE --format json 可以看到全部地址。").format(address=args.address)
        )
    items = list(chosen(read_log(args.file, data), args.address or "", since))
    if args.format == "json":
        emit(to_json(view(args.file, items)))
    elif items:
        emit("\n".join(log_lines(items, form)))
    else:
        narrate(_("{file} 没有这样的修改记录。").format(file=args.file))
    return 0


def known(form: Form, address: str) -> bool:
    """Whether anything of the form stands at an address or below it."""
    every = (*form.by_address, *(part.address for part in form.parts()), *(line.id for line in form.fields()))
    return any(below(one, address) for one in every)


def below(address: str, above: str) -> bool:
    """Whether an address is another one, or begins with it."""
    return address == above or address.startswith(f"{above}.")


def chosen(log: Log, address: str, since: str) -> Iterator[Entry | Remark]:
    """The items of a record from a day on, of entries only changes at an address; remarks may concern any address."""
    for item in log.items:
        if since and (not item.at or day_of(item.at) < since):
            continue
        if not address or isinstance(item, Remark) or item.event == "published":
            yield item
            continue
        changes = tuple(change for change in item.changes if below(change.address, address))
        if changes:
            yield item._replace(changes=changes)


def day_of(at: str) -> str:
    """The day of an ISO time where the program runs."""
    return datetime.fromisoformat(at).astimezone().date().isoformat()


def view(file: Path, items: Iterable[Entry | Remark]) -> dict[str, object]:
    """Entries and remarks for scripts."""
    entries, remarks = list[object](), list[object]()
    for item in items:
        if isinstance(item, Entry):
            entries.append(entry_view(item))
        else:
            remarks.append({"line": item.line, "kind": item.kind, "message": item.message})
    return {"path": str(file), "entries": entries, "remarks": remarks}
