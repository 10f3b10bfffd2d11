"""A page that a browser saved in one file is read whatever stands beside it."""

from __future__ import annotations

from base64 import encodebytes
from pathlib import Path
from quopri import encodestring

import pytest

from reports.importing.contents import Paragraph
from tests.importing.measured import measured

HEAD = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n'
PART = b"--B\r\nContent-Type: %s\r\nContent-Transfer-Encoding: %s\r\n\r\n%s\r\n"


def saved(*parts: tuple[bytes, bytes, bytes]) -> bytes:
    """A container of parts: their types, transfer encodings and what they hold."""
    return HEAD + b"".join(PART % part for part in parts) + b"--B--\r\n"


PICTURE = (b"image/png", b"base64", encodebytes(bytes(33 << 20)).replace(b"\n", b"\r\n"))
WRITTEN_IN = b"<p>\xe5\xb9\xb4\xe6\x8a\xa5<img src='data:image/png;base64," + b"QUJD" * (6 << 20) + b"'>"
LARGE: dict[str, bytes] = {
    "a picture beside it": saved((b"text/html", b"8bit", "<p>年报".encode()), PICTURE),
    "a picture before it": saved(PICTURE, (b"text/html", b"8bit", "<p>年报".encode())),
    "a picture in it": saved((b"text/html", b"8bit", WRITTEN_IN)),
    "a picture in lines of it": saved((b"text/html", b"quoted-printable", encodestring(WRITTEN_IN))),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_page_that_is_large_by_its_pictures_alone_is_read_within_bounds(name: str, tmp_path: Path) -> None:
    path = tmp_path / "年报.mht"
    path.write_bytes(LARGE[name])
    contents, told = measured(path)
    assert (contents and contents.items, told) == ((Paragraph("年报"),), "")


def test_a_page_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "年报.mht"
    path.write_bytes(saved((b"text/html", b"8bit", b"<p>" + b"x" * (21 << 20))))
    assert "超过 20 MB" in measured(path)[1]
