"""Prose of any content goes into a file in any style, and comes back as it was."""

from __future__ import annotations

import re
import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.making import BOM, TEXT
from tests.reports.rewriting import FORM, agree, edited, opened

HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(["'''", '"""', "''''", '""""', "'", '"', "\\", "\\\\", "\\n", "\n", "\n\n", "\r", "\r\n", "\t", " ", "#", " = 1", "[x]",
                         "[[review]]", "x = '''", "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", BOM, "😀", "公开", "**粗**", "年 12 件。"]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
    ),
    max_size=10,
).map("".join)  # fmt: skip
PROSE = [part.address for part in FORM.parts()]


def block_of(key: str, text: str) -> tuple[str, str]:
    """What stands before and behind the value of the one prose part with this key."""
    found = re.search(rf"(?ms)^{key} = '''\r?\n.*?'''", text)
    assert found
    return text[: found.start()] + f"{key} = ", text[found.end() :]


@settings(deadline=None, max_examples=300)
@given(HOSTILE, st.sampled_from(["summary", "proactive", "oversight"]), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_prose_reads_back_and_touches_nothing_else(content: str, key: str, ending: str, bom: bool) -> None:
    document = opened(TEXT, ending, bom=bom)
    before, behind = block_of(key, document.source.text)
    net = edited(document, (f"overview.{key}", content))
    data = document.encoded(net)
    text = data.decode().removeprefix(BOM)
    assert text.startswith(before)
    assert text.endswith(behind)
    assert text.count("\n") == text.count(ending)
    assert tomllib.loads(text)["overview"][key].rstrip("\n") == content.rstrip("\n")
    agree(document, data)


@settings(deadline=None, max_examples=300)
@given(
    HOSTILE,
    st.sampled_from(
        ['"""\n甲"""', '"""甲"""', "'''甲'''", '"甲"', "'甲'", '"""\n甲\n"""', "''", '""', '"""甲\\\n  乙"""']
    ),
)
def test_prose_in_any_style_takes_any_prose(content: str, style: str) -> None:
    before, behind = block_of("proactive", TEXT)
    document = opened(f"{before}{style}  # 注{behind}")
    data = document.encoded(edited(document, ("overview.proactive", content)))
    text = data.decode()
    assert text.startswith(before) or not content
    assert text.endswith(f"  # 注{behind}") or not content
    agree(document, data)


def test_ordinary_prose_stays_a_literal_block_with_its_line_end() -> None:
    document = opened(TEXT)
    net = edited(document, ("overview.on_request", "收到 3 件。\n路径 C:\\报告，“引号”和'撇号'。"))
    text = document.text_with(net)
    assert "on_request = '''\n收到 3 件。\n路径 C:\\报告，“引号”和'撇号'。\n'''\n" in text
    document = opened(text)
    back = edited(document, ("overview.on_request", "2024 年我镇收到政府信息公开申请 0 件。"))
    assert document.text_with(back) == TEXT


def test_cleared_prose_stays_as_an_empty_block() -> None:
    document = opened(TEXT)
    assert "on_request = '''\n'''\n" in document.text_with(edited(document, ("overview.on_request", "")))
