"""Many sources into one library: each becomes ``AGENCY/YEAR.toml``, none is overwritten, a bad one stops no other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from reports.faults import ReportFault, reason
from reports.importing.into import Brought, Taken, brought
from schema.language import _


def source_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that paths mean: files themselves, folders all files in them but reports and hidden ones; each once."""
    seen: set[str] = set()
    for path in paths:
        for file in files_in(path) if os.path.isdir(path) else (path,):  # noqa: PTH112 - as in report_files
            place = os.path.realpath(file)
            if place not in seen:
                seen.add(place)
                yield file


def files_in(folder: Path) -> Iterator[Path]:
    """The files of a folder in order, not those below: a saved web page has its pictures there. ReportFault where it is closed."""
    try:
        files = sorted(folder.iterdir())
    except OSError as error:
        raise ReportFault(_("无法读取 {path}：{reason}。").format(path=folder, reason=reason(error))) from None
    for file in files:
        if not file.name.startswith(".") and file.suffix != ".toml" and file.is_file():
            yield file


def bring_all(sources: Iterable[Path], library: Path, year: int | None, agency: str) -> Iterator[Brought]:
    """Each source in order, brought into the library. Of two for one agency and year the first stands."""
    first: dict[Path, Path] = {}
    for source in sources:
        one = brought(source, library, year, agency)
        if one.placed:
            first[one.placed.path] = source
        if isinstance(one.fault, Taken) and one.fault.path in first:
            one = one._replace(fault=second(source, first[one.fault.path]))
        yield one


def second(source: Path, first: Path) -> ReportFault:
    """Another source has become the report of this agency and year already."""
    return ReportFault(
        _("{path} 和 {first} 是同一机关同一年度的报告，只导入了前一个。").format(path=source, first=first)
    )
