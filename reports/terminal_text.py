"""Characters that act instead of showing: controls, bidirectional overrides, invisible marks, lone surrogates."""

from __future__ import annotations

import re

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL, C1: escape sequences
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # line separators, direction of writing
    "\u00ad\u180e\ufff9-\ufffb\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\U000e0000-\U000e007f"  # nothing to be seen, tags
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # marks of shorthand and music that format
    "\ud800-\udfff"  # half a character
    "\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff"
    "\U0005fffe\U0005ffff\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff\U0009fffe\U0009ffff"
    "\U000afffe\U000affff\U000bfffe\U000bffff\U000cfffe\U000cffff\U000dfffe\U000dffff\U000efffe\U000effff"
    "\U000ffffe\U000fffff\U0010fffe\U0010ffff]"  # never characters
)


def safe(text: str, keep: str = "\n\t") -> str:
    """Text that shows all that is in it: such characters, except those in ``keep``, as ``<U+202E>``."""
    if text.isprintable() or not UNSAFE.search(text):
        return text
    shown = UNSAFE.sub(lambda found: ch if (ch := found.group()) in keep else f"<U+{ord(ch):04X}>", text)
    return text if shown == text else shown


def without(text: str) -> str:
    """Text for publication: what cannot be seen, or would act, is left out; line ends and tabs stay."""
    if text.isprintable() or not UNSAFE.search(text):
        return text
    return UNSAFE.sub(lambda found: ch if (ch := found.group()) in "\n\t" else "", text)


def restored(shown: str, original: str) -> str:
    """Text as it was typed from what `safe` showed of it: tokens of characters that the original has become these again."""
    for ch in set(UNSAFE.findall(original)) - {"\n", "\t"}:
        shown = shown.replace(f"<U+{ord(ch):04X}>", ch)
    return shown
