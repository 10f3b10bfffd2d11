"""Prose comes out of Markdown renderers as it was typed, with the bold that was typed."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reports.markdown_text import escape, inline, paragraphs, plain_text, spans
from reports.terminal_text import without

RENDERERS = {preset: MarkdownIt(preset).enable("table") for preset in ("commonmark", "gfm-like", "js-default")}

HAN = "政府信息公开年度报告一二三"
AWKWARD = "*_`~|\\[](){}<>&#+-=:;!?.,'\"$^%@/。，、；：“”（）《》—… \t\u3000\u00a0年aZ09１＊é€😀"
PIECES = [
    "**", "**", "**", "***", "****", "\\*", "\\", "http://www.hy.gov.cn/", "https://a.cn/x_y(z)?b=1&copy=2#t", "http://",
    "<http://a.b>", "HTTP://A.CN/%E4%BD%A0", "https://xn--fiq.cn", "www.a.cn", "a.com", "a@b.cn", "mailto:", "//localhost",
    "&amp;", "&#42;", "&copy;", "<br>", "<!-- x -->", "<script>", "1. ", "1) ", "(1) ", "a. ", "# ", "- ", "+ ", "> ", "---",
    "===", "```", "~~~", "~~", "| a | b |", ":-:", ":smile:", "[x](y)", "![x](y)", "[^1]", "[TOC]", "{{< x >}}", "{% x %}",
    "$x$", "    ", "\t", "\u3000\u3000", "“三审三校”", "公开。", "加强", "……", "--", "...", "(c)", "\u202e", "\x1b[31m", "\u200b",
]  # fmt: skip
CHARACTERS = st.characters(exclude_characters="\n\r")
LINES = st.lists(
    st.one_of(
        st.sampled_from(PIECES), st.sampled_from(PIECES), st.text(HAN, max_size=3), st.text(AWKWARD, max_size=4),
        st.text(CHARACTERS, max_size=2),
    ),
    max_size=12,
).map("".join)  # fmt: skip
PROSE = st.lists(LINES, min_size=1, max_size=3).map("\n".join)


def bold_texts(markdown: str, renderer: MarkdownIt) -> list[str]:
    """The texts of the <strong> elements, empty of other markup."""
    found = re.findall(r"<strong>(.*?)</strong>", renderer.render(markdown), re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]*>", "", text)) for text in found]


def rendered_paragraphs(markdown: str, renderer: MarkdownIt) -> list[str]:
    """The paragraphs of a document in which there must be nothing but paragraphs, bold and links."""
    page = renderer.render(markdown)
    assert set(re.findall(r"<(\w+)", page)) <= {"p", "strong", "a"}, page
    found = re.findall(r"<p>(.*?)</p>", page, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]*>", "", text)) for text in found]


@pytest.mark.parametrize("preset", RENDERERS)
@settings(deadline=None, max_examples=400)
@given(text=PROSE)
@example(text="**一是严守要求公开。**加强")
@example(text="县**“三审三校”**制")
@example(text="**甲。**乙**。丙**")
@example(text="** 甲 **乙")
@example(text="2 ** 3 ** 4")
@example(text="!http://a.cn/%41")
def test_every_renderer_shows_prose_as_typed(preset: str, text: str) -> None:
    lines = paragraphs(text)
    written = "\n\n".join(map(inline, lines))
    shown = rendered_paragraphs(written, RENDERERS[preset])
    assert shown == [plain_text(line) for line in lines]


@pytest.mark.parametrize("preset", RENDERERS)
@settings(deadline=None, max_examples=400)
@given(line=LINES.filter(lambda line: without(line).strip()))
def test_every_renderer_shows_the_bold_that_was_typed(preset: str, line: str) -> None:
    typed = [piece for piece, bold in spans(without(line)) if bold]
    assert bold_texts(inline(line), RENDERERS[preset]) == typed


@pytest.mark.parametrize("preset", RENDERERS)
@settings(deadline=None, max_examples=300)
@given(label=LINES)
@example(label="甲 #")
def test_a_label_is_literal_in_a_heading(preset: str, label: str) -> None:
    page = RENDERERS[preset].render(f"## {escape(label)}")
    assert html.unescape(re.sub(r"<[^>]*>", "", page)).removesuffix("\n") == without(label)
    assert page.startswith("<h2>")


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("甲**乙**丙", [("甲", False), ("乙", True), ("丙", False)]),
        ("**甲", [("**甲", False)]),
        ("甲**乙**丙**", [("甲", False), ("乙", True), ("丙**", False)]),
        ("138****1234", [("138****1234", False)]),
        (r"**甲\***", [("甲*", True)]),
        (r"\**甲*", [("**甲*", False)]),
        ("", []),
    ],
)
def test_bold_markers_pair_in_order(line: str, pieces: list[tuple[str, bool]]) -> None:
    assert spans(line) == pieces


def test_markers_do_not_pair_across_paragraphs() -> None:
    assert plain_text("甲**乙\n丙**丁") == "甲**乙\n丙**丁"


def test_only_the_letter_beside_the_marker_is_encoded() -> None:
    assert inline("**一是严守要求公开。**加强") == "**一是严守要求公开。**&#21152;强"
    assert inline("制度**“三审三校”**制") == "制&#24230;**“三审三校”**&#21046;"
    assert inline("甲**乙**丙") == "甲**乙**丙"
    assert inline("好。**一是公开。**”") == "好。**一是公开。**”"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("（http://www.hy.gov.cn/）公布，如对", "http://www.hy.gov.cn/"),
        ("（<http://www.hy.gov.cn/>）公布", "http://www.hy.gov.cn/"),
        ("见https://a.cn/x.html，另见", "https://a.cn/x.html"),
        ("(see http://a.cn/b).", "http://a.cn/b"),
        ("http://a.cn/?a=1&copy;=2。", "http://a.cn/?a=1&copy;=2"),
        ("http://a.cn/b_(c)d", "http://a.cn/b_(c)d"),
        ("http://a.cn/%E4%BD%A0", "http://a.cn/%E4%BD%A0"),
    ],
)
@pytest.mark.parametrize("preset", RENDERERS)
def test_an_address_links_to_itself_and_no_further(preset: str, typed: str, address: str) -> None:
    page = RENDERERS[preset].render(inline(typed))
    assert [html.unescape(found) for found in re.findall(r'href="([^"]*)"', page)] == [address]


@pytest.mark.parametrize("preset", RENDERERS)
@pytest.mark.parametrize("typed", ["见www.hy.gov.cn", "邮箱a@b.cn", "报告a.md", "mailto:a", "HTTP://A.CN"])
def test_what_is_no_http_address_becomes_no_link(preset: str, typed: str) -> None:
    assert "href" not in RENDERERS[preset].render(inline(typed))


def test_ordinary_prose_stays_readable() -> None:
    typed = "（一）2024 年公开 425 条，占 99.5%；１．“三审三校”① 1.属于。电话：0955-4011434。"
    assert inline(typed) == typed
