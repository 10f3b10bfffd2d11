"""Many sources into one library: each becomes ``AGENCY/YEAR.toml``, none is overwritten, a bad one stops no other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from reports.faults import ReportFault, reason
from reports.importing.into import Brought, Taken, brought
from schema.language import _


def source_files(paths: Iterable[Path]) -> Iterator[Path | Brought]:
    """The files that paths mean: files themselves, folders all files in them but reports and hidden ones; each once.

    A folder whose files cannot be found is told of in its place.
    """
    seen: set[str] = set()
    for path in paths:
        for found in files_in(path) if os.path.isdir(path) else (path,):  # noqa: PTH112 - as in report_files
            place = os.path.realpath(found.source if isinstance(found, Brought) else found)
            if place not in seen:
                seen.add(place)
                yield found


def files_in(folder: Path) -> Iterator[Path | Brought]:
    """The files of a folder in order, not those below: a saved web page has its pictures there."""
    try:
        files = sorted(folder.iterdir())
        os.stat(os.path.join(folder, os.curdir))  # noqa: PTH116, PTH118 - a folder may be listed and yet not be entered
    except OSError as error:
        words = _("无法读取 {path}：{reason}。").format(path=folder, reason=reason(error))
        yield Brought(folder, fault=ReportFault(words))
        return
    yield from (file for file in files if not file.name.startswith(".") and file.suffix != ".toml" and is_source(file))


def is_source(path: Path) -> bool:
    """Whether something in a folder is a file, or a link that leads nowhere, which is told once that is read."""
    return os.path.isfile(path) or (path.is_symlink() and not os.path.exists(path))  # noqa: PTH110, PTH113 - those raise


def bring_all(sources: Iterable[Path | Brought], library: Path, year: int | None, agency: str) -> Iterator[Brought]:
    """Each source in order, brought into the library. Of two for one agency and year the first stands."""
    first: dict[Path, Path] = {}
    for source in sources:
        if isinstance(source, Brought):
            yield source
            continue
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
