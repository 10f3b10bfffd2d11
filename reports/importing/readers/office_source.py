"""Old office files (.doc, .xls, .wps, .et, .rtf, .odt, .ods) become .docx or .xlsx through LibreOffice where it is installed."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reports.faults import ReportFault, cannot
from reports.guarded import guarded
from reports.importing.readers.containers import BROKEN
from schema.language import _

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
"""How an old office file begins, and one with a password."""

ENCRYPTED = frozenset({"encryptedpackage", "encryptioninfo"})
WORKBOOKS = frozenset({"workbook", "book"})
"""Names of streams in an old office file, whose case does not matter."""

ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"

RTF = b"{\\rtf"

LOCATIONS = ("/usr/bin", "/usr/local/bin", "/usr/lib/libreoffice/program", "/snap/bin")
LONGEST = 120.0
"""Seconds that a conversion may take; the first one of a new user folder takes a few."""


@contextmanager
def converted(path: Path) -> Iterator[Path]:
    """The file as a new .docx or .xlsx, which is gone when the context ends.

    Raises ReportFault when the file has a password, when LibreOffice is not there, or does not make anything of it in time.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReportFault(cannot(_("无法读取 {path}：{reason}"), path, error)) from None
    if ENCRYPTED & streams(data):
        raise ReportFault(_("文件有打开密码，无法读取：请在 WPS 或 Word 中去掉密码后再导入"))
    program = libreoffice()
    wanted = "xlsx" if is_workbook(data) else "docx"
    if program is None:
        raise ReportFault(
            _(
                "这是旧格式的文件，读取它要用 LibreOffice，本机没有安装：请在 WPS 或 Office 中另存为 .{kind} 再导入"
            ).format(kind=wanted)
        )
    with TemporaryDirectory(prefix="nianbao-") as folder:
        source = Path(folder, f"source{ending(data, wanted)}")
        source.write_bytes(data)
        yield convert(program, source, wanted)


def libreoffice() -> str | None:
    """The path of LibreOffice's program; None where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return found
    places = [*map(Path, LOCATIONS), *sorted(Path("/opt").glob("libreoffice*/program"), reverse=True)]
    return next((str(place / "soffice") for place in places if os.access(place / "soffice", os.X_OK)), None)


def is_workbook(data: bytes) -> bool:
    """Whether an old file holds worksheets rather than a text."""
    return bool(WORKBOOKS & streams(data)) if data.startswith(OLE) else ODS in data[:200]


def streams(data: bytes) -> frozenset[str]:
    """The names of the streams of an old office file, not of what is embedded in it; none where they cannot be read."""
    from olefile import OleFileIO

    if not data.startswith(OLE):
        return frozenset()
    try:
        with OleFileIO(io.BytesIO(data)) as file:
            return frozenset(path[0].lower() for path in file.listdir() if len(path) == 1)
    except (*BROKEN, ArithmeticError, TypeError, AttributeError):
        return frozenset()


def ending(data: bytes, wanted: str) -> str:
    """The ending under which LibreOffice knows what to do with the content, whatever the file is called."""
    if data.startswith(OLE):
        return ".xls" if wanted == "xlsx" else ".doc"
    if data.startswith(RTF):
        return ".rtf"
    return ".ods" if wanted == "xlsx" else ".odt"


def convert(program: str, source: Path, wanted: str) -> Path:
    """Has LibreOffice write the file anew beside itself, with a user folder of its own; whatever it started ends with it."""
    folder = source.parent
    out = folder / "out"
    command = [
        program, f"-env:UserInstallation={(folder / 'user').as_uri()}", "--headless", "--norestore", "--nologo",
        "--convert-to", wanted, "--outdir", str(out), str(source),
    ]  # fmt: skip
    try:
        run(command, folder)
    except OSError as error:
        raise ReportFault(cannot(_("无法启动 {path}：{reason}"), program, error)) from None
    except subprocess.TimeoutExpired:
        raise ReportFault(
            _("LibreOffice 在 {n} 秒内没有转换完：请在 WPS 或 Office 中另存为 .{kind} 再导入").format(
                n=int(LONGEST), kind=wanted
            )
        ) from None
    made = out / f"{source.stem}.{wanted}"
    if not made.is_file():
        raise ReportFault(
            _("LibreOffice 无法读取这个文件，可能已损坏或有密码：请在 WPS 或 Office 中另存为 .{kind} 再导入").format(
                kind=wanted
            )
        )
    return made


def run(command: list[str], folder: Path) -> None:
    """Runs a program until it ends by itself; what it started and left ends then, too. TimeoutExpired where it does not end."""
    with guarded() as group, subprocess.Popen(  # noqa: S603 - a program found on this machine, and files of ours
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        process_group=group, cwd=folder,
    ) as process:  # fmt: skip
        try:
            process.wait(LONGEST)
        finally:
            process.kill()
