"""A page saved as a single file (.mht, .mhtml): the page in it."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from typing import Final, NamedTuple

from reports.faults import ReportFault
from schema.language import _

LARGE: Final = 16 << 20
"""Bytes of a container from which on taking it apart needs more memory than there is, unless its pictures are left out."""

PICTURE_PART: Final = re.compile(
    rb"(?im)(^content-type:[ \t]*(?:image|font|audio|video)/[^\r\n]*\r?\n(?:[^\r\n]+\r?\n){0,30}\r?\n)[a-z0-9+/=\r\n]{4096,}"
)
"""A picture or font beside the page: its headers, and what it holds."""

WRITTEN_IN: Final = re.compile(rb"data:[a-z]+/[a-z0-9.+-]+;base64,(?:[a-z0-9+/%]++|=3D|=\r?\n|=)++", re.IGNORECASE)
"""One that is written in the page, also in lines of quoted-printable."""


class Part(NamedTuple):
    """The page's bytes, and the encoding that is stated for them or empty."""

    data: bytes
    charset: str


def page_in(data: bytes) -> Part:
    """The first page in the container. Raises ReportFault where there is none."""
    if len(data) > LARGE:
        data = WRITTEN_IN.sub(b"data:,", PICTURE_PART.sub(rb"\1\n", data))
    message = message_from_bytes(data, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            found = part.get_payload(decode=True)
            if isinstance(found, bytes) and found:
                return Part(found, (part.get_content_charset() or "").lower())
    raise ReportFault(_("单个文件的网页里没有正文，无法读取：请在浏览器中另存为“网页，仅 HTML”再导入"))
