"""The bytes of a text or page as text, by strict decoding; what was broken before it came here is refused with a reason."""

from __future__ import annotations

import codecs
import re
from typing import Final, NoReturn

from reports.faults import ReportFault
from schema.language import _

LOOKED_AT: Final = 200_000
"""Characters, from the start, by which broken text is told."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_BIG5: Final = frozenset({"big5", "big5-hkscs", "big5hkscs", "cn-big5", "x-x-big5"})

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_FOREIGN = re.compile("[^\x00-\x7f]{4,}")
_WESTERN = re.compile("[\u00a0-\u00ff\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOST = re.compile(r"\?{2,}")


def decoded(data: bytes, charset: str = "") -> str:
    """The text, line ends as they are. ``charset`` is what a container says of it.

    Raises ReportFault where the bytes are no text, in an encoding that is not read, or were broken before.
    """
    text = _by_mark(data)
    if text is None:
        text = _by_trial(data, charset or _declared(data))
    refuse_broken(text)
    return text


def _by_mark(data: bytes) -> str | None:
    """The text by its byte order mark, or by the zeros of UTF-16 without one; None where neither is there."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    head = data[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 100 > len(head) and max(even, odd) > 4 * min(even, odd):
        return _strictly(data, "utf-16-le" if odd > even else "utf-16-be")
    return None


def _by_trial(data: bytes, declared: str) -> str:
    """Chinese in GB18030 is next to never right as UTF-8, so that this is tried before what a page declares."""
    encodings = ["utf-8", *(["big5hkscs"] if declared in _BIG5 else []), "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "gb18030" or _is_common(text):
            return text
        refuse_broken(text)
    if b"\0" in data[:2000]:
        _no_text()
    raise ReportFault(
        _(
            "文件的文字既不是 UTF-8 编码也不是 GB18030（GBK）编码，或者中间有损坏：请用浏览器或 WPS 打开，确认文字正常后另存一份（编码选 UTF-8）再导入"
        )
    )


def _is_common(text: str) -> bool:
    """Whether most Chinese characters are in everyday use: other encodings read as this one give rare characters."""
    characters = "".join(_HAN.findall(text, 0, LOOKED_AT))
    return len(characters.encode("gb2312", "ignore")) >= len(characters) * 1.2


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ReportFault(
            _("文件开头写明是 {encoding} 编码，中间却有损坏：请重新保存或重新下载这份文件再导入").format(
                encoding=encoding.upper().removesuffix("-LE").removesuffix("-BE")
            )
        ) from None


def _declared(data: bytes) -> str:
    """The encoding that the head of a page names, in lower case; empty where it names none."""
    found = _CHARSET.search(data, 0, 4096)
    return found[1].decode("ascii").lower() if found else ""


def _no_text() -> NoReturn:
    raise ReportFault(
        _("这不是文字、网页、Word、Excel 或 PDF 文件，无法读取：请在原来的软件中打开，另存为 .docx、.xlsx 或网页再导入")
    )


def refuse_broken(text: str) -> None:
    """Raises ReportFault for text whose characters were lost, or taken for others, before it came here."""
    if len(_CONTROLS.findall(text, 0, LOOKED_AT)) * 100 > min(len(text), LOOKED_AT):
        _no_text()
    if "\ufffd" in text or "锟斤拷" in text:
        raise ReportFault(
            _(
                "文字里有损坏的字符（“�”或“锟斤拷”）：原来的字已经丢失，无法还原，请从原网页或原文件重新保存、复制一份再导入"
            )
        )
    sample = text[:LOOKED_AT]
    if any(_taken_for(sample, encoding, original) for encoding, original in _MISTAKES):
        raise ReportFault(
            _("文字是乱码（存盘时认错了编码）：请用浏览器或 WPS 打开原网页、原文件，确认文字正常后重新保存一份再导入")
        )
    lost = sum(map(len, _LOST.findall(sample)))
    if lost > 20 and lost > len(_HAN.findall(sample)):
        raise ReportFault(_("文字大多变成了问号：原来的汉字已经丢失，无法还原，请从原网页或原文件重新保存一份再导入"))


_MISTAKES: Final = (("gb18030", "utf-8"), ("cp1252", "utf-8"), ("cp1252", "gb18030"), ("latin-1", "gb18030"))
"""(an encoding by which the text was read, the one that it was in)"""


def _taken_for(text: str, encoding: str, original: str) -> bool:
    """Whether most of the text that is not ASCII makes sense when what was done to it is undone."""
    if original != "utf-8" and len(_WESTERN.findall(text)) < len(_HAN.findall(text)):
        return False
    known = sensible = 0
    for run in _FOREIGN.findall(text):
        restored = run.encode(encoding, "ignore").decode(original, "replace")
        known += len(run)
        sensible += len(_HAN.findall(restored)) * 3 > len(run) and len(run)
    return known > 20 and sensible * 2 > known
