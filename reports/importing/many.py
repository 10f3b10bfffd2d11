"""Many sources into one library: each becomes ``AGENCY/YEAR.toml``, none is overwritten, a bad one stops no other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from reports.faults import ReportFault, reason
from reports.importing.bringing import bring_in
from reports.importing.findings import Imported
from reports.importing.into import into_library
from schema.language import _


class Brought(NamedTuple):
    """What became of one source: the new file and what was found, or why there is none."""

    source: Path
    out: Path | None = None
    imported: Imported | None = None
    fault: str = ""


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
    first: dict[tuple[str, int], Path] = {}
    for source in sources:
        try:
            imported = bring_in(source, year=year, agency=agency)
            refuse_second(source, first.get((imported.agency, imported.year)))
            out = into_library(imported, library)
        except ReportFault as fault:
            yield Brought(source, fault=str(fault))
        except OSError as error:
            yield Brought(source, fault=_("{path} 没有导入：{reason}。").format(path=source, reason=reason(error)))
        except Exception as error:  # noqa: BLE001 - a fault of ours over one source must not cost the others
            yield Brought(source, fault=ours(source, error))
        else:
            first[imported.agency, imported.year] = source
            yield Brought(source, out, imported)


def refuse_second(source: Path, first: Path | None) -> None:
    """ReportFault where another source has become the report of this agency and year already."""
    if first is not None:
        raise ReportFault(
            _("{path} 和 {first} 是同一机关同一年度的报告，只导入了前一个。").format(path=source, first=first)
        )


def ours(source: Path, error: Exception) -> str:
    """A fault of the program itself, as a sentence that helps to find it."""
    return _("{path} 没有导入：程序出错（{kind}：{error}），请把这个文件交给维护程序的人。").format(
        path=source, kind=type(error).__name__, error=error
    )
