"""Office files that mean harm, or are broken, end in a sentence, within bounds of memory and time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from reports.faults import ReportFault
from reports.importing.contents import Paragraph
from reports.importing.readers.docx_source import read_docx
from reports.importing.readers.xlsx_source import read_xlsx
from tests.importing.hostile_files import (
    LAUGHS,
    PACKAGE,
    RELATIONS,
    WORD,
    crowded,
    docx_of,
    pdf_of,
    swollen,
    with_parts,
    xlsx_of,
    zipped,
)
from tests.project import ROOT

TEXT = "<w:p><w:r><w:t>收到5件</w:t></w:r></w:p>"


def leading_to(name: str) -> str:
    """The relations of a package whose document is this part."""
    link = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="{name}"/>'
    return f'<Relationships xmlns="{PACKAGE}">{link}</Relationships>'


PROGRAM = """
import json, sys, time
from reports.faults import ReportFault
from reports.importing.readers.reader import bound, contents_in
bound()
data = sys.stdin.buffer.read()
try:
    told = len(contents_in(data).items)
except ReportFault as fault:
    told = str(fault)
[memory] = [int(line.split()[1]) >> 10 for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(json.dumps([told, memory, time.process_time()]))
"""
"""Reads stdin within the bounds; prints what came of it, the largest memory in MB, the time in seconds of a processor."""

NO_REPORT = "太大|嵌套|文档类型|损坏"

WORKBOOK = ('<row r="1"><c r="A1" t="inlineStr"><is><t>', "</t></is></c></row>")

HUGE: dict[str, Callable[[], bytes]] = {
    "one text of 100 MB in a document": lambda: swollen(docx_of("<w:p><w:r><w:t>SWELL</w:t></w:r></w:p>"), 100),
    "one text of 100 MB in a workbook": lambda: swollen(xlsx_of("SWELL".join(WORKBOOK)), 100),
    "one attribute of 100 MB": lambda: swollen(xlsx_of('<row r="SWELL"></row>'), 100),
    "300 MB of parts with other names": lambda: swollen(docx_of(TEXT, more={"word/x.bin": "SWELL"}), 300),
    "100,000 parts": lambda: crowded(100_000),
    "300,000 values": lambda: xlsx_of(f"<row>{'<c><v>1</v></c>' * 300}</row>" * 1000),
    "entities in a document": lambda: docx_of("<w:p><w:r><w:t>&m;</w:t></w:r></w:p>", before=LAUGHS),
    "entities in a workbook": lambda: xlsx_of("&m;".join(WORKBOOK), before=LAUGHS),
    "half a million paragraphs": lambda: docx_of("<w:p/>" * 500_000),
    "30,000 tables in each other": lambda: docx_of(
        "<w:tbl><w:tr><w:tc>" * 30_000 + TEXT + "</w:tc></w:tr></w:tbl>" * 30_000
    ),
    "100,000 insertions in each other": lambda: docx_of("<w:ins>" * 100_000 + TEXT + "</w:ins>" * 100_000),
    "20,000 merges of everything": lambda: xlsx_of(
        "5".join(WORKBOOK),
        tail="<mergeCells>" + '<mergeCell ref="A1:XFD9"/><mergeCell ref="A1:C1048576"/>' * 10_000 + "</mergeCells>",
    ),
}


@pytest.mark.parametrize("name", HUGE)
def test_what_would_fill_the_memory_is_refused_early(name: str) -> None:
    data = HUGE[name]()
    found = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM], input=data, capture_output=True, cwd=ROOT, timeout=60, check=True
    )
    told, memory, seconds = json.loads(found.stdout)
    assert isinstance(told, str)
    assert any(words in told for words in NO_REPORT.split("|")), told
    assert memory < 300
    assert seconds < 5  # of which a busy machine and the start of Python and openpyxl take most


@pytest.mark.parametrize("read", [read_docx, read_xlsx])
@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_truncated_file_is_told(read: Callable[[bytes], Any], cut: float) -> None:
    whole = docx_of(TEXT) if read is read_docx else xlsx_of('<row r="1"><c r="A1"><v>5</v></c></row>')
    with pytest.raises(ReportFault, match="损坏"):
        read(whole[: int(len(whole) * cut)])


def test_flipped_bytes_end_in_contents_or_a_sentence() -> None:
    document, book = docx_of(TEXT * 20), xlsx_of('<row r="1"><c r="A1"><v>5</v></c></row>')
    for whole, read in ((document, read_docx), (book, read_xlsx)):
        for place in range(0, len(whole), 17):
            broken = bytearray(whole)
            broken[place] ^= 0x55
            with suppress(ReportFault):
                read(bytes(broken))


def test_a_zip_with_a_password_is_told() -> None:
    locked = bytearray(docx_of(TEXT))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        locked[locked.index(mark) + place] |= 1
    with pytest.raises(ReportFault, match="密码"):
        read_docx(bytes(locked))


@pytest.mark.parametrize("parts", [{"word/styles.xml": "<a/>"}, {"word/document.xml": f"<w:document {WORD}/>"}, {}])
def test_a_document_without_a_body_is_told(parts: dict[str, bytes | str]) -> None:
    with pytest.raises(ReportFault, match="正文"):
        read_docx(zipped({**parts, "x": b""}))


def test_a_binary_workbook_is_told_as_what_it_is() -> None:
    with pytest.raises(ReportFault, match=r"xlsb.*另存为 \.xlsx"):
        read_xlsx(zipped({"_rels/.rels": leading_to("xl/workbook.bin"), "xl/workbook.bin": b"\x83\x01\0\x9e"}))


def test_a_workbook_without_sheets_is_told() -> None:
    with pytest.raises(ReportFault, match="没有工作表"):
        read_xlsx(zipped({"xl/styles.xml": "<a/>"}))


def test_parts_with_names_that_lead_elsewhere_and_macros_are_never_touched() -> None:
    more: dict[str, bytes | str] = {"../../etc/passwd": b"x", "/word/x.xml": b"<a/>", "word/vbaProject.bin": b"\0" * 99}
    assert read_docx(docx_of(TEXT, more=more)).items == (Paragraph("收到5件"),)


@pytest.mark.parametrize("name", ["word/main.bin", "word/media/image1.png"])
def test_entities_are_refused_whatever_their_part_is_called(name: str) -> None:
    entity = '<!DOCTYPE a [<!ENTITY m "12">]>'
    document = f"{entity}<w:document {WORD}><w:body>{TEXT.replace('5', '&m;')}</w:body></w:document>"
    with pytest.raises(ReportFault, match="文档类型"):
        read_docx(zipped({"_rels/.rels": leading_to(name), name: document}))
    strings: dict[str, bytes | str] = {
        "xl/strings.bin": f"{entity}<sst><si><t>&m;</t></si></sst>",
        "xl/printer.bin": b"\0\1" * 99,
    }
    with pytest.raises(ReportFault, match="文档类型"):
        read_xlsx(with_parts(xlsx_of("5".join(WORKBOOK)), strings))


def test_parts_of_a_workbook_that_are_no_xml_do_not_matter() -> None:
    parts: dict[str, bytes | str] = {
        "xl/printer.bin": b"\0\1" * 99,
        "xl/media/a.svg": "<!DOCTYPE svg><svg/>",
        "xl/x.bin": b"",
    }
    assert read_xlsx(with_parts(xlsx_of("5".join(WORKBOOK)), parts)).items == (Paragraph("5"),)


def test_a_document_is_never_asked_for_what_lies_outside_of_it() -> None:
    link = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    outside = f'{link}Type="x/styles" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    assert read_docx(docx_of(TEXT, more={"word/_rels/document.xml.rels": outside})).items == (Paragraph("收到5件"),)


def test_a_page_full_of_drawn_lines_is_read_without_tables() -> None:
    from reports.importing.readers.pdf_source import read_pdf

    drawn = b"".join(b"%d 0 m %d 800 l S\n" % (n % 590, n % 590) for n in range(6100))
    found = read_pdf(pdf_of(drawn + b"BT /F 12 Tf 100 400 Td (12) Tj ET"))
    assert found.items == (Paragraph("12"),)
    assert ["线条太多" in remark for remark in found.remarks] == [True]
