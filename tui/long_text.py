"""Paragraphs too long for the text area, which wraps a whole one anew at every key: only their beginning is shown. No Textual."""

from __future__ import annotations

from schema.language import _

LONGEST_PARAGRAPH = 20_000
"""Characters that can be wrapped within 0.1 s."""

BEGINNING = 2_000
TOO_LONG = _("太长，不能在这里改；请用文本编辑器把它分成几段")


def excerpt(text: str) -> str:
    """What is shown instead of a text with such a paragraph: why, and how it begins; empty for any other text."""
    longest = max(map(len, text.split("\n"))) if len(text) > LONGEST_PARAGRAPH else 0
    if longest <= LONGEST_PARAGRAPH:
        return ""
    return _("这一段有 {longest} 字，{too_long}。下面只显示开头，原文没有变动。\n\n{text}……").format(
        longest=longest, too_long=TOO_LONG, text=text[:BEGINNING]
    )
