"""Office files that mean harm, or are broken."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

LAUGHS = (
    "<!DOCTYPE l [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
    + "]>"
)
"""Entities that would expand to terabytes; the largest is ``&m;``."""


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx_of(body: str, *, before: str = "", more: Mapping[str, bytes | str] | None = None) -> bytes:
    """A minimal .docx with this XML in its body."""
    document = f'<?xml version="1.0"?>{before}<w:document {WORD}><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": document, **(more or {})})


def xlsx_of(rows: str, *, before: str = "", tail: str = "", sheet: bytes | None = None) -> bytes:
    """A minimal .xlsx with this XML as rows of its only sheet, or this part as that sheet."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATIONS}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1"'
            f' Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet
            or f'<?xml version="1.0"?>{before}<worksheet {SHEET}><sheetData>{rows}</sheetData>{tail}</worksheet>',
        }
    )


def with_parts(whole: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    """A zip with more parts."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        return zipped({**{name: archive.read(name) for name in archive.namelist()}, **parts})


def swollen(whole: bytes, megabytes: int) -> bytes:
    """A zip whose parts hold so much text where they say SWELL."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as small, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as large:
        for name in small.namelist():
            before, mark, behind = small.read(name).partition(b"SWELL")
            with large.open(name, "w") as part:
                part.write(before)
                for _ in range(megabytes if mark else 0):
                    part.write(b"1" * (1 << 20))
                part.write(behind)
    return file.getvalue()


def crowded(members: int) -> bytes:
    """A zip that claims to hold so many parts; there is nothing in it but their names."""
    names = [b"word/%06d.xml" % number for number in range(members)]
    size = [len(name) for name in names]
    directory = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, size[0], 0, 0, 0, 0, 0, 0) + name
        for name in names
    )
    count = min(members, 0xFFFF)
    zip64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, members, members, len(directory), 4)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 4 + len(directory), 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return b"PK\x03\x04" + directory + zip64 + locator + end


def ole(*streams: str, embedded: Sequence[str] = (), text: bytes = b"") -> bytes:
    """A small old office file with these streams, these in a storage of embedded objects, and this text somewhere."""
    none, end, inside, last = 0xFFFFFFFF, 0xFFFFFFFE, len(streams) + 2, len(streams) + 1 + len(embedded)
    entries = [("Root Entry", 5, none, 1)]
    entries += [(name, 2, place + 1, none) for place, name in enumerate(streams, 1)]
    entries += [("ObjectPool", 1, none, inside if embedded else none)]
    entries += [(name, 2, place + 1 if place < last else none, none) for place, name in enumerate(embedded, inside)]
    directory = b"".join(
        struct.pack(
            "<64sHBB3I36xI8x", name.encode("utf-16-le")[:62], 2 * len(name) + 2, kind, 1, none, right, child, end
        )
        for name, kind, right, child in entries
    )
    header = bytes.fromhex("D0CF11E0A1B11AE1") + struct.pack(
        "<16x5H6x9I109I", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0, *[none] * 108
    )
    table = struct.pack("<128I", 0xFFFFFFFD, 2, end, *[none] * 125)
    return header + table + directory.ljust(1024, b"\0") + text.ljust(512, b"\0")


def png() -> bytes:
    """A picture of one point."""
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def pdf_of(*contents: bytes, fonts: str = "") -> bytes:
    """A PDF of pages with these drawing commands, written by hand."""
    count = len(contents)
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode()]
    for n, content in enumerate(contents):
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {4 + 2 * n} 0 R"
            f"/Resources<</Font<</F {3 + 2 * count} 0 R>>>>>>".encode(),
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        ]
    objects.append((fonts or "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>").encode())
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = len(objects) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        end, table, end, len(data),
    )  # fmt: skip
