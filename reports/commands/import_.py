"""``import SOURCE -o OUT``, or ``import SOURCE … --into FOLDER``: reports that exist elsewhere become report files."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from reports.faults import ReportFault
from reports.faults import reason as reason_of
from reports.output import emit, narrate
from reports.report_files import place_of
from schema.language import _

HELP = _("导入已有的报告：网页、Word、Excel、PDF、文本；没读懂的列出来")


def configure(parser: ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "sources", type=Path, nargs="+", metavar="SOURCE", help=_("来源文件；用 --into 时可以是多个，也可以是文件夹")
    )
    parser.add_argument(
        "-o", dest="output", type=Path, metavar="OUT", help=_("写成这个报告文件（.toml）；和 --into 两个里写一个")
    )
    parser.add_argument("--into", type=Path, metavar="FOLDER", help=_("放进报告库，写成 机关/年度.toml，已有的不覆盖"))
    parser.add_argument("--year", type=int, metavar="Y", help=_("报告年度；不写就按来源的标题"))
    parser.add_argument("--agency", metavar="NAME", default="", help=_("行政机关全称；不写就按来源的标题"))
    parser.add_argument("--force", action="store_true", help=_("OUT 已经有也覆盖，原来的内容留作一版"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("输出格式，默认 text"))


def run(args: Namespace) -> int:
    """Prints what was found; 1 with doubts or missing figures, 2 where a source was not brought in."""
    if (args.output is None) == (args.into is None):
        raise ReportFault(_("请用 -o 写上新报告的文件名，或者用 --into 写上报告库的文件夹，两个里写一个。"))
    refuse_sources(args.sources)
    if args.year is not None:
        from reports.reading import refuse_year

        refuse_year(args.year)  # said once, before any source is read
    return import_one(args) if args.into is None else import_many(args)


def refuse_sources(sources: Sequence[Path]) -> None:
    """Stops where standard input is meant: a document is known by its file."""
    if any(str(source) == "-" and not os.path.lexists(source) for source in sources):
        raise ReportFault(_("来源不能从标准输入读，请先存成文件，再用文件名代替“-”。"))


def import_one(args: Namespace) -> int:
    """One source into one file; ReportFault leaves what is there as it was."""
    if len(args.sources) > 1:
        raise ReportFault(_("-o 只能导入一个来源；一次导入几个，请用 --into 写上报告库的文件夹。"))
    [source] = args.sources
    if os.path.isdir(source):  # noqa: PTH112 - Path.is_dir raises where a folder above may not be entered
        raise ReportFault(
            _("{path} 是文件夹：请写上其中的一个文件；要全部导入，请用 --into 写上报告库的文件夹。").format(path=source)
        )
    present = refuse_place(args.output, source, force=args.force)
    from reports.importing.bringing import bring_in  # a refusal needs none of it
    from reports.importing.with_doubts import written, written_over

    imported = bring_in(source, year=args.year, agency=args.agency)
    data, doubts = imported.text.encode("utf-8"), imported.doubts
    told = written(args.output, data, doubts) if present is None else written_over(args.output, data, present, doubts)
    if told:
        narrate(told)
    from reports.importing.import_json import import_view
    from reports.importing.import_words import import_lines
    from reports.importing.into import Placed
    from reports.json_text import to_json

    try:
        if args.format == "json":
            emit(to_json(import_view(source, Placed(args.output, told), imported)))
        else:
            emit("\n".join(import_lines(args.output, imported)))
    except OSError as error:
        raise ReportFault(
            _("报告已经写入 {file}，只是结果输出不了：{reason}。").format(file=args.output, reason=reason_of(error))
        ) from None
    return int(not imported.is_whole)


def refuse_place(out: Path, source: Path, *, force: bool) -> bytes | None:
    """What is in the file that is to be written, None where there is none; ReportFault where it must not be."""
    if out.suffix != ".toml":
        raise ReportFault(_("{path} 不是报告文件的名字，请以 .toml 结尾，例如 2024.toml。").format(path=out))
    if not os.path.isdir(out.parent):  # noqa: PTH112 - as above
        raise ReportFault(_("{path} 所在的文件夹不存在，请先建好，或者核对路径。").format(path=out))
    if not os.path.lexists(out):
        return None
    if not force:
        raise ReportFault(_("{path} 已经存在，没有覆盖；确实要覆盖，请加 --force。").format(path=out))
    if source.exists() and out.exists() and out.samefile(source):
        raise ReportFault(_("{path} 就是来源，不能覆盖。").format(path=out))
    from reports.restoring import present_bytes

    return present_bytes(out)


def import_many(args: Namespace) -> int:
    """All sources into a library; the worst of them decides the exit code."""
    if args.force:
        raise ReportFault(_("--into 从不覆盖已有的报告，不能和 --force 一起用；要覆盖请用 -o 一份一份导入。"))
    if not os.path.isdir(args.into):  # noqa: PTH112 - as above
        if os.path.lexists(args.into):
            raise ReportFault(_("{path} 不是文件夹；--into 后面请写报告库的文件夹。").format(path=args.into))
        raise ReportFault(_("没有 {path} 这个文件夹；请先建好报告库，或者核对路径。").format(path=args.into))
    if args.agency:
        place_of(args.into, args.agency, 0)  # said once, before any source is read
    from reports.importing.many import bring_all, source_files
    from reports.importing.many_output import JsonWriter, TextWriter, Writer, state_of
    from reports.progress import with_progress

    files = list(source_files(args.sources))
    if not files:
        raise ReportFault(_("这里没有可以导入的文件（.toml、隐藏的和下一级文件夹里的不算），请核对路径。"))
    writer: Writer = JsonWriter() if args.format == "json" else TextWriter()
    states = set()
    for brought in with_progress(bring_all(files, args.into, args.year, args.agency), len(files), _("导入")):
        writer.add(brought)
        if brought.placed and brought.placed.told:
            narrate(brought.placed.told)
        states.add(state_of(brought))
    writer.close()
    return 2 if "failed" in states else int("doubtful" in states)
