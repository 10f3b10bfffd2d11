"""Bytes as text: every encoding that Chinese files have, and every way in which they come broken, told by name."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reports.faults import ReportFault
from reports.importing.readers.decoding import decoded

TEXT = (
    "某某镇人民政府2024年政府信息公开工作年度报告\n根据《中华人民共和国政府信息公开条例》要求，现公布本年度报告。\n"
    "2024 年，我镇主动公开政府信息 425 条，其中通过政府门户网站公开 95 条。本报告所列数据的统计期限为全年。\n"
) * 3
TRADITIONAL = "政府資訊公開工作年度報告，全年收到申請三件，均依法答覆，並無積壓。" * 5

WHOLE: dict[str, bytes] = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with a mark": TEXT.encode("utf-8-sig"),
    "GB18030": TEXT.encode("gb18030"),
    "GBK": TEXT.encode("gbk"),
    "GB2312": TEXT.encode("gb2312"),
    "UTF-16 with a mark": TEXT.encode("utf-16"),
    "UTF-16, the other way round": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-16 without a mark": TEXT.encode("utf-16-le"),
    "UTF-16 the other way round without a mark": TEXT.encode("utf-16-be"),
    "UTF-32": TEXT.encode("utf-32"),
}

BROKEN: dict[str, tuple[bytes, str]] = {
    "UTF-8 read as GBK": (TEXT.encode().decode("gbk", "ignore").encode(), "乱码"),
    "UTF-8 read as GBK, what it had not as ?": (
        TEXT.encode().decode("gbk", "replace").replace("\ufffd", "?").encode(), "乱码"),
    "UTF-8 read as GBK and saved as GBK": (TEXT.encode().decode("gb18030", "ignore").encode("gb18030"), "乱码"),
    "UTF-8 read as Latin-1": (TEXT.encode().decode("latin-1").encode(), "乱码"),
    "UTF-8 read as Windows-1252": (TEXT.encode().decode("cp1252", "ignore").encode(), "乱码"),
    "GBK read as Latin-1": (TEXT.encode("gbk").decode("latin-1").encode(), "乱码"),
    "GBK read as UTF-8": (TEXT.encode("gbk").decode("utf-8", "replace").encode(), "“�”"),
    "GBK read as UTF-8 and saved as GBK": ((TEXT + "锟斤拷锟斤拷").encode("gbk"), "锟斤拷"),
    "a few characters lost": ((TEXT + "公\ufffd信息").encode(), "“�”"),
    "question marks": (TEXT.encode("ascii", "replace"), "问号"),
    "cut off inside a character": (TEXT.encode()[:-2], "有损坏"),
    "cut off inside a character of UTF-16": (TEXT.encode("utf-16")[:-1], "UTF-16"),
    "Latin-1": (("Où étaient les élèves d'été à Noël ? " * 9).encode("latin-1"), "有损坏"),
    "Big5 that does not say so": (TRADITIONAL.encode("big5"), "有损坏"),
    "Shift JIS": (("これは日本語のテキストです。" * 20).encode("shift-jis"), "有损坏"),
    "binary": (Random(1).randbytes(20_000), "这不是文字"),  # noqa: S311 - a seed for tests
    "zeros": (bytes(5_000), "这不是文字"),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_whole_text_is_read_in_every_encoding(name: str) -> None:
    assert decoded(WHOLE[name]) == TEXT


@pytest.mark.parametrize("name", BROKEN)
def test_broken_text_is_refused_with_what_it_is(name: str) -> None:
    data, words = BROKEN[name]
    with pytest.raises(ReportFault) as fault:
        decoded(data)
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("label", ["gb2312", "GBK", "utf-8", "iso-8859-1", "no-such"])
def test_a_page_that_names_the_wrong_encoding_is_read_all_the_same(label: str) -> None:
    page = f'<html><head><meta charset="{label}"></head><body>{TEXT}</body></html>'
    assert decoded(page.encode()) == page
    assert decoded(page.encode("gb18030")) == page


def test_traditional_text_is_read_where_the_page_says_what_it_is() -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=big5"><p>{TRADITIONAL}</p>'
    assert decoded(page.encode("big5hkscs")) == page


def test_rare_characters_of_names_are_read() -> None:
    text = TEXT + "昇、堃、㛃、䶮、𬭎"
    assert decoded(text.encode("gb18030")) == text


@given(
    text=st.text(
        st.characters(codec="gb18030", exclude_characters="\ufffd", exclude_categories=("Cc", "Cs", "Co", "Cn"))
    )
)
@pytest.mark.parametrize("encode", [str.encode, lambda text: text.encode("utf-16")])
def test_what_is_read_is_what_was_written(encode: Callable[[str], bytes], text: str) -> None:
    written = TEXT + text
    assume("锟斤拷" not in written)
    assert decoded(encode(written)) == written
