"""A PDF is read line by line and its ruled tables cell by cell; what has no readable text is refused."""

from __future__ import annotations

import sys

import pytest

from reports.faults import ReportFault
from reports.importing.contents import Cell, Contents, Grid, Paragraph
from reports.importing.readers.pdf_source import MOST_PAGES, read_pdf
from tests.importing.hostile_files import pdf_of


def words(*placed: tuple[int, int, str], size: int = 12) -> bytes:
    """Drawing commands for texts at places, from the lower left corner of a page of 595 by 842 points."""
    return "".join(f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in placed).encode()


def ruled(*lines: tuple[int, int, int, int]) -> bytes:
    """Drawing commands for lines."""
    return "".join(f"{x} {y} m {to_x} {to_y} l S\n" for x, y, to_x, to_y in lines).encode()


FRAME = ruled(
    (100, 700, 300, 700), (200, 680, 300, 680), (100, 660, 300, 660),
    (100, 660, 100, 700), (200, 660, 200, 700), (300, 660, 300, 700),
)  # fmt: skip
"""A table of two rows and two columns; the first column is merged."""

IN_FRAME = words((105, 675, "A"), (205, 686, "12"), (205, 665, "34"))


def texts(found: Contents) -> list[object]:
    """Paragraphs, and tables as lists of the texts of their cells."""
    return [item.text if isinstance(item, Paragraph) else [cell.text for cell in item.cells] for item in found.items]


def test_a_ruled_table_stands_between_its_lines_with_its_merged_cells() -> None:
    found = read_pdf(pdf_of(words((100, 750, "before"), (100, 600, "after")) + FRAME + IN_FRAME))
    assert found.items == (
        Paragraph("before"),
        Grid((Cell("A", 0, 0, 2, 1), Cell("12", 0, 1), Cell("34", 1, 1))),
        Paragraph("after"),
    )
    assert (found.kind, found.wrapped, found.remarks) == ("pdf", True, ())


def test_a_table_goes_on_as_another_and_page_numbers_are_dropped() -> None:
    pages = [FRAME + IN_FRAME + words((290, 30, foot)) for foot in ("- 1 -", "2", "3 / 3")]
    assert texts(read_pdf(pdf_of(*pages))) == [["A", "12", "34"]] * 3


def test_a_figure_in_the_middle_of_a_page_is_no_page_number() -> None:
    assert texts(read_pdf(pdf_of(words((100, 400, "12"))))) == ["12"]


@pytest.mark.parametrize("figures", ["12 5", "123456", "2 / 3", "7", "- 7"])
def test_figures_at_the_edge_of_a_page_are_no_page_number(figures: str) -> None:
    assert texts(read_pdf(pdf_of(words((100, 400, "A"), (100, 30, figures))))) == ["A", figures]


def test_page_numbers_that_begin_elsewhere_count_with_the_pages() -> None:
    pages = [words((100, 400, text), (290, 30, foot)) for text, foot in (("A", "11"), ("B", "12"), ("C", "13"))]
    assert texts(read_pdf(pdf_of(*pages))) == ["ABC"]


@pytest.mark.parametrize("second", ["3", "5"])
def test_the_same_name_at_the_same_place_of_two_pages_is_a_row_each(second: str) -> None:
    pages = [words((100, 800, "other"), (300, 800, figure), (100, 400, "text")) for figure in ("3", second)]
    assert texts(read_pdf(pdf_of(*pages))) == [["other", "3"], "text", ["other", second], "text"]


def test_a_running_head_that_counts_pages_is_read_once() -> None:
    pages = [words((100, 800, f"Report 2024, {page}"), (100, 400, text)) for page, text in ((4, "one"), (5, "two"))]
    assert texts(read_pdf(pdf_of(*pages))) == ["Report 2024, 4", "one", "two"]


def test_a_running_head_is_read_once() -> None:
    pages = [words((100, 800, "Report 2024"), (100, 400, text)) for text in ("one", "two", "three")]
    assert texts(read_pdf(pdf_of(*pages))) == ["Report 2024", "one", "two", "three"]


def test_full_lines_go_on_in_the_next_one_unless_that_is_indented() -> None:
    full = "W" * 30
    lines = words((100, 700, full), (100, 680, "end."), (124, 660, full[:-2]), (100, 640, "end."))
    assert texts(read_pdf(pdf_of(lines))) == [f"{full}end.", f"{full[:-2]}end."]


def test_without_ruled_tables_wide_gaps_part_cells_that_have_no_place() -> None:
    lines = words(
        (100, 700, "before"), (100, 680, "A"), (200, 680, "12"), (300, 680, "0"), (100, 660, "B"), (300, 660, "5")
    )
    assert read_pdf(pdf_of(lines)).items == (
        Paragraph("before"),
        Grid((Cell("A", 0, 0), Cell("12", 0, 1), Cell("0", 0, 2), Cell("B", 1, 0), Cell("5", 1, 1)), placed=False),
    )


def test_digits_parted_by_the_width_of_their_cell_are_one_number_and_told() -> None:
    narrow = ruled(
        (100, 700, 200, 700), (100, 660, 200, 660),
        (100, 660, 100, 700), (118, 660, 118, 700), (200, 660, 200, 700),
    )  # fmt: skip
    found = read_pdf(pdf_of(narrow + words((102, 686, "13"), (102, 668, "12"), (125, 686, "7"), (125, 668, "8"))))
    assert texts(found) == [["1312", "7 8"]]
    assert ["1312" in remark for remark in found.remarks] == [True]


def test_a_figure_below_a_year_in_one_cell_is_no_number_with_it() -> None:
    narrow = ruled(
        (100, 700, 300, 700), (100, 660, 300, 660),
        (100, 660, 100, 700), (132, 660, 132, 700), (300, 660, 300, 700),
    )  # fmt: skip
    found = read_pdf(pdf_of(narrow + words((102, 686, "2023"), (102, 668, "12x"), (140, 668, "8"))))
    assert texts(found) == [["2023 12x", "8"]]


def test_a_number_at_the_end_of_a_line_does_not_run_into_the_next_line() -> None:
    full = "W" * 30
    lines = words((100, 700, f"{full} 2023"), (100, 680, f"12 {full[:-1]}"), (124, 660, "end."))
    assert texts(read_pdf(pdf_of(lines))) == [f"{full} 2023 12 {full[:-1]}", "end."]


def test_figures_where_a_line_of_the_table_is_missing_are_read() -> None:
    lines = ruled(
        (100, 700, 300, 700), (100, 680, 300, 680), (200, 660, 300, 660), (200, 640, 300, 640),
        (100, 680, 100, 700), (200, 640, 200, 700), (300, 640, 300, 700),
    )  # fmt: skip
    placed = words((105, 686, "A"), (205, 686, "1"), (105, 666, "B"), (205, 666, "2"), (105, 646, "C"), (205, 646, "3"))
    [grid] = [item for item in read_pdf(pdf_of(lines + placed)).items if isinstance(item, Grid)]
    assert [tuple(cell) for cell in grid.cells] == [
        ("A", 0, 0, 1, 1), ("1", 0, 1, 1, 1), ("B", 1, 0, 1, 1), ("2", 1, 1, 1, 1), ("C", 2, 0, 1, 1), ("3", 2, 1, 1, 1),
    ]  # fmt: skip


def test_what_the_page_does_not_show_is_not_read() -> None:
    data = pdf_of(words((100, 400, "12"), (100, 830, "34")))
    small = data.replace(b"/MediaBox[0 0 595 842]", b"/MediaBox[0 0 595 842]/CropBox[0 0 595 820]")
    assert texts(read_pdf(small)) == ["12"]


IMAGE = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \0 EI Q\n"
UNSEEN = {"white": "1 1 1 rg", "white grey": "1 g", "no ink": "0 0 0 0 k", "no colour": "3 Tr", "clip": "7 Tr"}


@pytest.mark.parametrize("paper", ["", "1 g 0 0 595 842 re f 0 g ", "1 1 1 rg 0 0 m 0 842 l 595 842 l f 0 g "])
@pytest.mark.parametrize("before", UNSEEN.values(), ids=UNSEEN)
def test_digits_that_nobody_sees_are_no_part_of_a_figure_and_told(before: str, paper: str) -> None:
    found = read_pdf(pdf_of(f"{paper}BT /F 12 Tf 100 400 Td (12) Tj {before} (3) Tj ET".encode()))
    assert texts(found) == ["12"]
    assert found.remarks == ("第 1 页有看不见的文字没有读入，请对照原文核对",)


SEEN = {
    "on a ground": "0 0 .5 rg 90 390 100 30 re f BT /F 12 Tf 100 400 Td 0 g (1) Tj 1 g (23) Tj ET",
    "all white": "BT /F 12 Tf 100 400 Td 1 g (123) Tj ET",
    "outlined": "BT /F 12 Tf 100 400 Td (12) Tj 1 g 2 Tr (3) Tj ET",
    "almost white": "BT /F 12 Tf 100 400 Td (12) Tj .9 g (3) Tj ET",
}


@pytest.mark.parametrize("drawn", SEEN.values(), ids=SEEN)
def test_digits_that_are_seen_are_read(drawn: str) -> None:
    found = read_pdf(pdf_of(drawn.encode()))
    assert (texts(found), found.remarks) == (["123"], ())


@pytest.mark.parametrize("picture", [b"", IMAGE])
def test_text_that_lies_over_its_picture_is_read_as_recognised(picture: bytes) -> None:
    found = read_pdf(pdf_of(picture + b"BT /F 12 Tf 3 Tr 100 400 Td (12) Tj ET"))
    assert (texts(found), ["第 1 页是扫描的图片" in remark for remark in found.remarks]) == (["12"], [True])


def test_digits_printed_twice_to_look_bold_are_read_once() -> None:
    assert texts(read_pdf(pdf_of(words((100, 400, "12"), (100, 400, "12"))))) == ["12"]


def test_a_small_raised_number_behind_a_digit_is_a_note() -> None:
    frame = FRAME + words((105, 675, "A"), (205, 686, "12"), (205, 665, "34"))
    notes = words((219, 691, "1"), (112, 680, "2"), size=6)
    assert texts(read_pdf(pdf_of(frame + notes))) == [["A2", "12[1]", "34"]]


def test_a_row_that_the_page_parted_is_one_again() -> None:
    def page(top: int, *placed: tuple[int, int, str]) -> bytes:
        lines = [(100, y, 300, y) for y in range(top, top - 60, -20)]
        return ruled(*lines, *((x, top, x, top - 40) for x in (100, 200, 300))) + words(*placed)

    first = page(160, (105, 145, "A"), (205, 145, "1"), (105, 125, "begin"), (205, 125, "2"))
    second = page(760, (105, 745, "end"), (105, 725, "B"), (205, 725, "3"))
    assert texts(read_pdf(pdf_of(first, second))) == [["A", "1", "begin end", "2"], ["B", "3"]]


def test_a_scan_without_text_is_refused_and_one_with_recognised_text_is_doubtful() -> None:
    with pytest.raises(ReportFault, match="只有扫描的图片"):
        read_pdf(pdf_of(IMAGE))
    found = read_pdf(pdf_of(IMAGE + words((100, 400, "12"))))
    assert ["第 1 页是扫描的图片" in remark for remark in found.remarks] == [True]


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(ReportFault, match="没有文字"):
        read_pdf(pdf_of(b""))


def test_a_font_that_does_not_say_its_characters_is_no_text() -> None:
    font = (
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        "/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
    )
    with pytest.raises(ReportFault, match="乱码"):
        read_pdf(pdf_of(b"BT /F 12 Tf 100 400 Td <00010002> Tj ET", fonts=font))


def test_a_password_is_told() -> None:
    data = pdf_of(words((100, 400, "12")))
    secret = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"00" * 32, b"11" * 32)
    with pytest.raises(ReportFault, match="密码"):
        read_pdf(data.replace(b"/Root 1 0 R", b"/Root 1 0 R" + secret))


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7\ngarbage" * 50, pdf_of(words((1, 1, "a")))[:200]])
def test_a_damaged_file_is_told(data: bytes) -> None:
    with pytest.raises(ReportFault, match=r"损坏|没有文字"):
        read_pdf(data)


def test_a_page_with_too_many_characters_is_refused_by_its_number() -> None:
    crowded = b"".join(b"BT /F 2 Tf 10 %d Td (%s) Tj ET\n" % (n, b"1" * 101) for n in range(200))
    with pytest.raises(ReportFault, match=r"第 2 页的字太多"):
        read_pdf(pdf_of(words((100, 400, "12")), crowded))


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(ReportFault, match=str(MOST_PAGES)):
        read_pdf(pdf_of(*[b""] * (MOST_PAGES + 1)))


def test_without_pdfplumber_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(ReportFault, match=r"-m pip install pdfplumber"):
        read_pdf(pdf_of(words((100, 400, "12"))))
