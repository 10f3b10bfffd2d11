"""What is exported shows and does nothing else: whatever a report says, a site that renders raw HTML gets text."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.faults import ReportFault
from reports.html_tables import text as html_text
from reports.markdown import markdown
from reports.publishing import write_document
from reports.reading import report_from
from reports.report_files import place_of
from tests.reliability.conftest import Proof
from tests.reports.making import TEXT
from tests.terminal import ROOT

PERMISSIVE = MarkdownIt("default", {"html": True, "linkify": True, "typographer": True}).enable(
    ["table", "strikethrough"]
)
"""The most that a site may be expected to make of a text."""

PAYLOADS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- -->", "<?php ?>", "<![CDATA[x]]>", "<a href='javascript:1'>x</a>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:1)", "[x](data:text/html,1)", "[x](vbscript:1)",
    "[x](//evil.cn)", "![x](http://evil.cn/a.png)", "<javascript:alert(1)>", "javascript:alert(1)", "//evil.cn/x", "ftp://evil.cn", "a@evil.cn",
    "www.evil.cn", "evil.cn", "[x]: http://evil.cn", "[x][x]", "`code`", "```", "# 一", "- 一", "1. 一", "> 一", "| 一 |", "---", "===", "    一", "~~一~~",
    "\\<b>", "&lt;script&gt;", "&#60;script>", "a|b", "一\n# 二", "<b", "data:image/png;base64,AAAA", "file:///etc/passwd", "mailto:a@b.cn", "__一__", "_一_",
    "<http://ok.cn/><script>", 'http://ok.cn/"onclick=1', "http://ok.cn/<script>", "{{x}}", "<details open ontoggle=alert(1)>", "<svg/onload=alert(1)>",
)  # fmt: skip

HARMLESS_SCHEME = re.compile(r"https?://|mailto:", re.IGNORECASE)
OUTSIDE = {"html_block", "html_inline", "image", "code_inline", "code_block", "fence", "hr", "blockquote_open", "bullet_list_open", "ordered_list_open", "s_open", "em_open"}  # fmt: skip
"""Tokens that no text of a report may make."""


def every(tokens: list[Token] | None) -> list[Token]:
    """Tokens and those inside them."""
    return [inner for token in tokens or () for inner in (token, *every(token.children))]


def live(document: str) -> list[str]:
    """What in a document is more than text, headings, tables, bold and plain addresses of the web."""
    found = []
    for token in every(PERMISSIVE.parse(document)):
        if token.type in OUTSIDE:
            found.append(f"{token.type}: {token.content!r}")
        if token.type == "link_open" and not HARMLESS_SCHEME.match(str(token.attrs.get("href", ""))):
            found.append(f"link: {token.attrs}")
    return found


def quoted(text: str) -> str:
    """A TOML string, all of it written as numbers; what no TOML holds is left out."""
    return '"' + "".join(f"\\U{ord(ch):08X}" for ch in text if not "\ud800" <= ch <= "\udfff") + '"'


def exported(text: str, tables: str = "gfm") -> str:
    """The document of a report that says this everywhere; draft stamps are ours and left out."""
    made = re.sub(r'(?m)^name = ".*"$', lambda _: f"name = {quoted('镇' + text)}", TEXT)
    made = re.sub(r"(?ms)^(summary|proactive|platforms|text) = '''.*?^'''$", lambda m: f"{m[1]} = {quoted(text)}", made)
    made = re.sub(r"(?m)^(administrative_penalties *)= \d+", lambda m: f"{m[1]}= {quoted(text)}", made)
    made += f'[notes]\n"proactive.administrative_penalties" = {quoted(text)}\n"requests" = {quoted(text)}\n'
    return markdown(report_from(made, Path("甲/2024.toml")), "html" if tables == "html" else "gfm")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_comes_alive(payload: str) -> None:
    assert live(exported(payload)) == []
    assert live(exported(f"公开{payload}信息")) == []


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.one_of(st.sampled_from(PAYLOADS), st.text("<>[]()!`#-|\\&;:/ \n*_~=+.1ax公", max_size=8)), max_size=6
    ).map("".join)
)
@example("**<script>**")
def test_no_mixture_comes_alive(text: str) -> None:
    assert live(exported(text)) == []


@pytest.mark.long
def test_many_mixtures_come_alive_nowhere(proof: Proof) -> None:
    runs = 0

    @settings(deadline=None, max_examples=20_000, database=None)
    @given(st.lists(st.one_of(st.sampled_from(PAYLOADS), st.text(max_size=6)), max_size=8).map("".join))
    def law(text: str) -> None:
        nonlocal runs
        runs += 1
        assert live(exported(text)) == []

    law()
    proof("exports: no html, image or foreign link", runs=runs, violations=0)


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes both."""
        self.seen |= {tag, *(f"{tag}.{name}" for name, _ in attrs)}

    def handle_comment(self, data: str) -> None:
        """There is none."""
        self.seen.add(f"comment {data}")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_html_tables_hold_the_official_elements_only(payload: str) -> None:
    document = exported(payload, "html")
    tables = "".join(re.findall(r"(?s)<table>.*?</table>", document))
    seen = Elements(tables).seen
    assert {one.partition(".")[0] for one in seen} <= {"table", "thead", "tbody", "tr", "th", "td", "caption"}
    assert {one.partition(".")[2] for one in seen} <= {"", "align", "rowspan", "colspan", "scope"}


@given(st.text())
def test_what_html_reads_is_a_reference(text: str) -> None:
    assert not re.search("[<>\"']|&(?!#?\\w+;)", html_text(text))


# Where a document goes.


@pytest.mark.parametrize("name", ["", ".", "..", ".隐", "甲/乙", "../甲", "/甲", "甲\0乙", "甲\n乙", "甲\u202e乙", "政" * 67, "-甲", "~甲", "CON", "nul.txt", "COM1", "甲:乙", "甲*", "甲.", "a\\b"])  # fmt: skip
def test_an_agency_that_is_no_name_for_a_folder_makes_none(name: str, tmp_path: Path) -> None:
    with pytest.raises(ReportFault, match="文件夹名"):
        place_of(tmp_path, name, 2024)


@pytest.mark.parametrize("name", ["海原县海城镇人民政府", "甲局（办）", "Ａ区", "政" * 66, "甲·乙", "甲 乙"])
def test_an_agency_is_the_name_of_its_folder(name: str, tmp_path: Path) -> None:
    path = place_of(tmp_path, name, 2024)
    path.parent.mkdir(parents=True)
    path.with_name(f".{path.name}.{2**22}.{'f' * 8}.tmp").touch()
    assert path.parent.parent == tmp_path


def test_a_document_goes_where_it_was_told_and_nowhere_else(tmp_path: Path) -> None:
    """A link in its place leads to what the user had linked; folders, pipes and reports are refused; nothing is left over."""
    report = tmp_path / "2024.toml"
    report.write_text(TEXT, encoding="utf-8")
    elsewhere = tmp_path / "别处.md"
    elsewhere.write_text("旧", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(elsewhere)
    (tmp_path / "report.md").symlink_to(report)
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    for name in ("report.md", "folder.md", "pipe.md", "2024.toml", "没有/a.md"):
        with pytest.raises(ReportFault):
            write_document(tmp_path / name, report, "文")
    write_document(tmp_path / "link.md", report, "新")
    assert (tmp_path / "link.md").is_symlink()
    assert elsewhere.read_text(encoding="utf-8") == "新"
    assert report.read_text(encoding="utf-8") == TEXT
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["2024.toml", "别处.md", "link.md", "report.md", "folder.md", "pipe.md"]
    )


def test_a_temporary_file_is_new_and_nobody_elses_to_read(tmp_path: Path, proof: Proof) -> None:
    """Seen by the system calls of a real export and a real save: O_EXCL, 0600 until all is written."""
    report, document = tmp_path / "2024.toml", tmp_path / "a.md"
    report.write_text(TEXT, encoding="utf-8")
    report.chmod(0o664)
    opened = 0
    for call in (
        ["export", str(report), "--to", "md", "-o", str(document)],
        ["set", str(report), "proactive.administrative_penalties=9"],
    ):
        log = tmp_path / "calls"
        strace = ["strace", "-f", "-qq", "-e", "trace=open,openat,creat", "-o", str(log)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "NIANBAO_NAME": "测试员"}
        subprocess.run(  # noqa: S603 - our own program
            [*strace, sys.executable, "-m", "tui", *call], check=True, capture_output=True, env=environment, cwd=ROOT
        )
        created = [
            line for line in log.read_text(encoding="utf-8").splitlines() if "O_CREAT" in line and ".tmp" in line
        ]
        opened += len(created)
        assert created
        assert all("O_EXCL" in line and "O_NOFOLLOW" in line and "0600" in line for line in created), created
    assert stat.S_IMODE(report.stat().st_mode) == 0o664
    assert not list(tmp_path.glob(".*.tmp"))
    proof("temporary files", opened=opened, violations=0)
