"""A page saved as a single file (.mht, .mhtml): the page in it."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import NamedTuple

from reports.faults import ReportFault
from schema.language import _


class Part(NamedTuple):
    """The page's bytes, and the encoding that is stated for them or empty."""

    data: bytes
    charset: str


def page_in(data: bytes) -> Part:
    """The first page in the container. Raises ReportFault where there is none."""
    message = message_from_bytes(data, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            found = part.get_payload(decode=True)
            if isinstance(found, bytes) and found:
                return Part(found, (part.get_content_charset() or "").lower())
    raise ReportFault(_("单个文件的网页里没有正文，无法读取：请在浏览器中另存为“网页，仅 HTML”再导入"))
