"""A foreign file becomes contents, whatever it is and whatever it does: it is read in a process of its own, within bounds."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Final

from reports.faults import ReportFault, cannot
from reports.guarded import guarded
from reports.importing.contents import Contents
from reports.importing.readers.sniffing import HEAD, is_old_office
from reports.importing.readers.wire import contents_of
from reports.own_program import command, environment, program
from schema.language import _

LARGEST: Final = 50 << 20
"""Bytes of a file; of text or a page `reports.importing.readers.reader` takes less."""

LONGEST: Final = 120
"""Seconds that a file may take, a busy machine included."""

PROGRAM: Final = program("reports.importing.readers.reader")


def read_source(path: Path, year: int | None = None) -> Contents:
    """What a document holds, recognised by its content; of a workbook of several years the sheets of ``year``.

    Raises ReportFault with one sentence.
    """
    file = _opened(path)
    try:
        if not is_old_office(os.pread(file, HEAD, 0)):
            return _read_apart(file, path, year)
    finally:
        os.close(file)
    from reports.importing.readers.office_source import converted

    try:
        with converted(path) as made:
            file = _opened(made)
            try:
                return _read_apart(file, path, year)
            finally:
                os.close(file)
    except ReportFault as fault:
        raise _named(path, fault) from None


def _opened(path: Path) -> int:
    """A descriptor of an ordinary file that is neither empty nor too large. Raises ReportFault."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise ReportFault(cannot(_("无法读取 {path}：{reason}。"), path, error)) from None
    found = os.fstat(file)
    refused = ""
    if S_ISDIR(found.st_mode):
        refused = _("{path} 是文件夹，不是文件：请选其中的报告文件。")
    elif not S_ISREG(found.st_mode):
        refused = _("{path} 不是普通文件，无法读取。")
    elif found.st_size == 0:
        refused = _("{path} 是空文件，请核对选的是不是这份文件。")
    elif found.st_size > LARGEST:
        refused = _("{path} 太大（超过 {most} MB），不像一份年度报告：请只留下报告正文，另存一份再导入。")
    if refused:
        os.close(file)
        raise ReportFault(refused.format(path=path, most=LARGEST >> 20))
    return file


def _read_apart(file: int, path: Path, year: int | None) -> Contents:
    """What the reading process makes of an open file. Raises ReportFault."""
    with guarded() as group, subprocess.Popen(  # noqa: S603 - our own program
        [*command(PROGRAM), *([str(year)] if year else [])], stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment(), process_group=group,
    ) as process:  # fmt: skip
        try:
            answer, _none = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            raise ReportFault(_took_too_long(path)) from None
        finally:
            process.kill()
    if process.returncode == -signal.SIGXCPU:
        raise ReportFault(_took_too_long(path))
    if process.returncode == -signal.SIGKILL:  # not ours: the machine has no memory left
        words = _("读取 {path} 的程序被系统强行结束，多半是这台电脑内存不够：请关掉别的程序，或者过一会儿再导入。")
        raise ReportFault(words.format(path=path))
    try:
        return contents_of(answer)
    except ReportFault as fault:
        raise _named(path, fault) from None
    except (ValueError, KeyError, TypeError):
        raise ReportFault(
            _("读取 {path} 的程序意外结束（可能是内存不够）：请只留下报告正文，另存一份再导入。").format(path=path)
        ) from None


def _named(path: Path, fault: ReportFault) -> ReportFault:
    """The fault as a sentence that says which file."""
    if str(path) in str(fault):
        return fault
    return ReportFault(_("无法读取 {path}：{reason}。").format(path=path, reason=str(fault).rstrip("。")))


def _took_too_long(path: Path) -> str:
    return _("{path} 太复杂，很久也没有读完：请只留下报告正文，另存一份再导入。").format(path=path)
