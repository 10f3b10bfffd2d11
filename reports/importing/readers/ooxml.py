"""What readers of Word documents and of workbooks share: names of elements, switches, texts side by side."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
"""The namespaces of Word's own elements, of the two variants of the format."""

OFF = frozenset({"0", "false", "off", "none"})
"""How a switch says that it is off."""

SHOWN = 60
"""Characters of a text that a remark shows."""


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """The name of a tag without its namespace; ``:`` before it says that it is not one of Word's own."""
    space, _, name = tag.rpartition("}")
    return name if space[1:] in WORD else f":{name}"


def brief(texts: Iterable[str]) -> str:
    """The beginnings of texts, side by side."""
    joined = " ／ ".join(dict.fromkeys(texts))
    return joined if len(joined) <= SHOWN else f"{joined[:SHOWN]}…"
