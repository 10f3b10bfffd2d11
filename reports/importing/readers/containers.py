"""Looks into zipped office documents: only what is asked for is unpacked, within bounds, and no part may define entities."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple, NoReturn
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from xml.parsers import expat

from reports.faults import ReportFault
from schema.language import _

MOST_MEMBERS = 4096

LARGEST_PART = 8 << 20
"""Bytes of one part that is read as a whole, when unpacked: as text many hundred pages."""

LARGEST_SUM = 256 << 20
"""Bytes of all parts but pictures and the like when unpacked."""

PROLOG = 1 << 16
"""Bytes within which the outermost element begins, and of a piece."""

LONGEST_TOKEN = 1 << 20
"""Bytes of XML within which a tag or a text ends; parsers go through an unfinished one again and again."""

BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, struct.error, ValueError,
    IndexError, KeyError, OSError, ET.ParseError, expat.ExpatError,
)  # fmt: skip
"""What reading a damaged document raises."""


class Relation(NamedTuple):
    """Another part that a part refers to: the last word of the relation's type, and the part's name."""

    kind: str
    target: str


class Package:
    """A zipped document; its parts are asked for by name.

    Raises ReportFault for what is no whole zip, or would fill the memory.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\x01\x02") > MOST_MEMBERS:
            too_large()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except BROKEN:
            damaged()
        self._members = {member.filename.lstrip("/"): member for member in members}
        sizes = [member.file_size for name, member in self._members.items() if not is_media(name)]
        if len(members) > MOST_MEMBERS or sum(sizes) > LARGEST_SUM:
            too_large()
        if any(member.flag_bits & 1 for member in members):
            raise ReportFault(_("文件有打开密码，无法读取：请在 WPS 或 Word 中去掉密码后再导入"))

    def names(self, prefix: str = "") -> list[str]:
        """The names of all parts below a folder, in order."""
        return sorted(name for name in self._members if name.startswith(prefix))

    def part(self, name: str) -> bytes | None:
        """A part's bytes; None where there is none of this name."""
        member = self._members.get(name)
        if member is None:
            return None
        if member.file_size > LARGEST_PART:
            too_large()
        try:
            data = self._zip.read(member)
        except BROKEN:
            damaged()
        refuse_doctype(data)
        return data

    def check(self, prefix: str) -> None:
        """Goes through all parts of XML for a parser that is not ours; below ``prefix`` they may be of any size."""
        for name, member in self._members.items():
            if is_xml(name) or (not is_media(name) and self._begins_as_xml(member)):
                if member.file_size > LARGEST_PART and not name.startswith(prefix):
                    too_large()
                for _piece in self.pieces(name):
                    pass

    def _begins_as_xml(self, member: zipfile.ZipInfo) -> bool:
        """Whether a part holds XML whatever it is called: relations and types lead to it by any name."""
        try:
            with self._zip.open(member) as part:
                return has_begun(part.read(PROLOG))
        except BROKEN:
            return False

    def replaced(self, parts: Mapping[str, bytes]) -> bytes:
        """The package with these parts in the place of its own, and of the others only those of XML."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name in self._members:
                if name in parts:
                    archive.writestr(name, parts[name])
                elif is_xml(name) and (data := self.part(name)) is not None:
                    archive.writestr(name, data)
        return file.getvalue()

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part's bytes piece by piece, however large it is as long as all parts are within bounds."""
        try:
            with self._zip.open(self._members[name]) as part:
                unfinished = 0
                piece = part.read(PROLOG)
                refuse_doctype(piece)
                while piece:
                    end = piece.rfind(b">")
                    unfinished = unfinished + len(piece) if end < 0 else len(piece) - end
                    if unfinished > LONGEST_TOKEN:
                        too_large()
                    yield piece
                    piece = part.read(PROLOG)
        except BROKEN:
            damaged()

    def xml(self, name: str) -> ET.Element | None:
        """The outermost element of a part; None where there is none of this name."""
        data = self.part(name)
        if data is None:
            return None
        try:
            return ET.fromstring(data)  # noqa: S314 - without a document type there are no entities
        except BROKEN:
            damaged()

    def relations(self, name: str) -> dict[str, Relation]:
        """The parts that a part refers to, by id; ``""`` is the package itself. What lies outside of it is left out."""
        folder, own = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{own}.rels"))
        return {
            entry.get("Id", ""): Relation(
                entry.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, unquote(entry.get("Target", "")))).lstrip("/"),
            )
            for entry in (root if root is not None else ())
            if entry.get("TargetMode") != "External"
        }

    def related(self, name: str, kind: str) -> Iterator[str]:
        """The parts of one kind that a part refers to, as far as they are there."""
        yield from (
            relation.target
            for relation in self.relations(name).values()
            if relation.kind == kind and relation.target in self._members
        )


def is_xml(name: str) -> bool:
    """Whether a part is one that readers parse by its name."""
    return name.endswith((".xml", ".rels"))


def is_media(name: str) -> bool:
    """Whether a part is a picture or the like, by the folder in which all programs keep these."""
    return "/media/" in name


def refuse_doctype(data: bytes) -> None:
    """Raises ReportFault for what is no XML, or has a document type before its outermost element: entities would follow."""
    if not has_begun(data):
        damaged()


def has_begun(data: bytes) -> bool:
    """Whether an outermost element begins; raises ReportFault when a document type stands before it."""
    parser = expat.ParserCreate()
    begun = False

    def begin(*_element: object) -> None:
        nonlocal begun
        begun = True

    def found(*_doctype: object) -> NoReturn:
        raise ReportFault(_("文件里有文档类型定义，可能是恶意文件，没有读取：请在 WPS 或 Word 中另存一份再导入"))

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = found
    with suppress(expat.ExpatError):
        parser.Parse(data[:PROLOG])
    return begun


def damaged() -> NoReturn:
    """Refuses a file that is cut off or torn."""
    raise ReportFault(
        _("文件不完整或已损坏，无法读取：请重新下载或拷贝，或在 WPS、Word 中打开后另存一份再导入")
    ) from None


def too_large() -> NoReturn:
    """Refuses a file that unpacks to more than any report needs."""
    raise ReportFault(_("文件解开后太大，不像一份年度报告，没有读取：请只留下报告的内容，另存一份再导入"))
