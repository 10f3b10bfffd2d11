"""Changing a report file: the edited statement changes, everything else stays byte for byte, and it reads back as meant."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.document import Document
from reports.faults import UnwritableReport
from reports.gate import gate
from reports.reading import report_from
from reports.rewrite import rewritten
from reports.source import Source
from schema.form_loader import load_form
from schema.report import Edit, Report, contents_differ, merged
from schema.values import Mark, Unreadable, is_number
from tests.reports.making import BOM, TEXT, changed, differing_lines, without_row, without_table

HERE = Path("甲/2024.toml")
FORM = load_form("ogi_2021")

STATED = re.sub(r"(?m)^(\w+ *= \[0, 0, 0, 0, 0, 0)\]", r"\1, 0]", TEXT)
"""The sample with the total of every complete row of table three stated."""

FULL = STATED.replace('0, ""]', "0, 0, 0]")
"""The sample without blanks, all totals of table three stated."""


@cache
def form_of(text: str, ending: str, bom: bool) -> tuple[Source, Report]:
    """A source as if it had been read, and what it says."""
    text = text.replace("\n", ending)
    source = Source(HERE, text, bom, ((BOM if bom else "") + text).encode())
    return source, report_from(text, HERE)


def opened(text: str, ending: str = "\n", *, bom: bool = False) -> Document:
    """The document of a text."""
    source, _ = form_of(text, ending, bom)
    return Document(source, report_from(source.text, HERE))


def contents(report: Report) -> dict[str, object]:
    """Everything in a report by address."""
    addresses = [f.address for f in report.form.figures] + list(report.prose) + [f.id for f in report.form.fields()]
    found = {address: report.get(address) for address in addresses}
    return {address: text.rstrip("\n") if isinstance(text, str) else text for address, text in found.items()}


def edited(document: Document, *pairs: tuple[str, object]) -> dict[str, Edit]:
    """Net edits of a document's report."""
    net: dict[str, Edit] = {}
    for address, content in pairs:
        net = merged(net, document.report.edit(address, content).edits)
    return net


def agree(document: Document, data: bytes) -> None:
    """The bytes say what the document's report says."""
    again = report_from(data.decode().removeprefix(BOM), HERE)
    assert contents(again) == contents(document.report)
    assert again.unknown == document.report.unknown


def lines_changed(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """The lines that changed."""
    return [(old.decode(), new.decode()) for old, new in differing_lines(before, after)]


def statement(address: str) -> str:
    """The key of the line on which a figure stands."""
    figure = FORM.by_address[address]
    return figure.row.id.rpartition(".")[2]


NUMBERS = st.one_of(st.integers(0, 30), st.integers(0, 999_999_999))
AMOUNTS = st.one_of(NUMBERS, st.decimals(0, 999_999, places=2), st.decimals(0, 10**11, places=6))
MARKS = st.sampled_from([None, Mark("/"), Mark("—"), Mark("无")])
TYPED = [figure.address for figure in FORM.figures if not figure.derived]
TOTALS = [f.address for f in FORM.figures if f.column.sum and f.section == "requests" and f.row.id != "outcomes.total"]
EVERY_FILE = [
    (text, ending, bom) for text in (TEXT, STATED, FULL) for ending in ("\n", "\r\n") for bom in (False, True)
]
A_FILE = st.sampled_from(EVERY_FILE)


@st.composite
def figure_edit(draw: st.DrawFn, addresses: list[str]) -> tuple[str, object]:
    """A figure and a new value for it."""
    address = draw(st.sampled_from(addresses))
    amount = FORM.by_address[address].kind == "amount"
    return address, draw(st.one_of(AMOUNTS if amount else NUMBERS, MARKS))


@settings(deadline=None)
@given(A_FILE, figure_edit(TYPED))
def test_one_cell_changes_one_line_and_a_followed_total_at_most_one_more(
    file: tuple[str, str, bool], edit: tuple[str, object]
) -> None:
    text, ending, bom = file
    document = opened(text, ending, bom=bom)
    net = edited(document, edit)
    data = document.encoded(net)
    changes = lines_changed(document.source.data, data)
    rows = {statement(address) for address in net}
    assert {old.split("=")[0].strip() for old, _ in changes} == rows
    assert len(changes) == len(rows) <= 2
    for old, new in changes:
        assert new.partition("#")[2] == old.partition("#")[2]
        assert new.partition("=")[0] == old.partition("=")[0]
    agree(document, data)


@settings(deadline=None)
@given(A_FILE, st.lists(figure_edit(TYPED), min_size=1, max_size=12), st.booleans())
def test_edits_and_their_reversal_give_back_the_bytes(
    file: tuple[str, str, bool], edits: list[tuple[str, object]], backwards: bool
) -> None:
    text, ending, bom = file
    document = opened(text, ending, bom=bom)
    original = document.source.data
    net = edited(document, *edits)
    data = document.encoded(net)
    agree(document, data)
    after = Document(
        Source(HERE, data.decode().removeprefix(BOM), bom, data), report_from(data.decode().removeprefix(BOM), HERE)
    )
    back = {address: edit.reversed() for address, edit in (reversed(net.items()) if backwards else net.items())}
    after.report.put(back.values())
    assert after.encoded(back) == original


@settings(deadline=None)
@given(st.sampled_from([TEXT, STATED]), figure_edit(TOTALS), st.sampled_from(["\n", "\r\n"]))
def test_a_stated_total_is_set_behind_its_row_and_taken_away_without_a_trace(
    text: str, edit: tuple[str, object], ending: str
) -> None:
    document = opened(text, ending)
    address, _ = edit
    net = edited(document, edit)
    data = document.encoded(net)
    agree(document, data)
    assert len(lines_changed(document.source.data, data)) == len(net)
    if net and document.source.text.count('0, ""]') and text is TEXT:
        again = Document(Source(HERE, data.decode(), bom=False, data=data), report_from(data.decode(), HERE))
        gone = edited(again, (address, None))
        assert again.encoded(gone) == document.source.data


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


LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=8).map(
    lambda text: f"甲{text}乙"
)
FIELDS = st.one_of(
    st.tuples(st.sampled_from(["agency.name", "publication.website", "publication.phone"]), LINE),
    st.tuples(
        st.sampled_from(["publication.phone", "publication.url", "publication.issued", "agency.level"]), st.just("")
    ),
    st.tuples(st.just("publication.issued"), st.dates().map(str)),
    st.tuples(st.just("publication.period"), st.sampled_from([("2023-01-01", "2023-12-31"), ""])),
    st.tuples(st.just("agency.level"), st.sampled_from(["county", ""])),
)


@settings(deadline=None)
@given(st.lists(FIELDS, max_size=6), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_basic_data_is_set_added_and_taken_out(edits: list[tuple[str, object]], ending: str, bom: bool) -> None:
    document = opened(TEXT, ending, bom=bom)
    data = document.encoded(edited(document, *edits))
    agree(document, data)
    text = data.decode()
    assert text.count("\n") == text.count(ending)
    names = {address.partition(".")[2] for address, _ in edits}

    def others(of: str) -> list[str]:
        lines = of[: of.index("[preamble]")].split(ending)
        return [line for line in lines if line.partition(" = ")[0] not in names]

    assert others(text) == others(document.source.data.decode())
    assert text.partition("[preamble]")[2] == document.source.text.partition("[preamble]")[2]


def test_a_field_added_comes_behind_the_last_of_its_table() -> None:
    document = opened(TEXT)
    text = document.text_with(edited(document, ("publication.issued", "2025-01-20")))
    assert 'phone = "0955-4011434"\nissued = "2025-01-20"\n\n[preamble]' in text


@pytest.mark.parametrize("text", ["0.10", "14722.49", "0.000001", "999999999999.999999", "5.0", "100"])
def test_decimals_keep_their_digits(text: str) -> None:
    document = opened(TEXT)
    number = Decimal(text) if "." in text else int(text)
    new = document.text_with(edited(document, ("proactive.administrative_fees", number)))
    assert new == changed(("administrative_fees      = 0 ", f"administrative_fees      = {text} "))


RECEIVED = "received        = [0, 0, 0, 0, 0, 0]   # 一、本年新收政府信息公开申请数量"
CELL = "requests.received.commercial_enterprise"
HANDS = {
    "tabs": ("received\t=\t[0,\t0,\t0,\t0,\t0,\t0]\t# 注", [("received\t=\t[0,\t0,\t0,\t0,\t0,\t0]\t# 注", "received\t=\t[0,\t7,\t0,\t0,\t0,\t0]\t# 注")]),
    "no spaces": ("received=[0,0,0,0,0,0]#注", [("received=[0,0,0,0,0,0]#注", "received=[0,7,0,0,0,0]#注")]),
    "trailing comma": ("received = [ 0, 0, 0, 0, 0, 0, ]", [("received = [ 0, 0, 0, 0, 0, 0, ]", "received = [ 0, 7, 0, 0, 0, 0, ]")]),
    "quoted key": ('"received" = [0, 0, 0, 0, 0, 0]', [('"received" = [0, 0, 0, 0, 0, 0]', '"received" = [0, 7, 0, 0, 0, 0]')]),
    "literal key": ("  'received' = [0, 0, 0, 0, 0, 0]", [("  'received' = [0, 0, 0, 0, 0, 0]", "  'received' = [0, 7, 0, 0, 0, 0]")]),
    "other writing": ("received = [+0, 0x0, 0b0, 0, 0, 0]", [("received = [+0, 0x0, 0b0, 0, 0, 0]", "received = [+0, 7, 0b0, 0, 0, 0]")]),
    "lines with comments": (
        'received = [  # 列\n  0,  # 自然人 [1]\n  0,  # "商企"\n\n  0, 0,\t# 其余\n  0,\n  0  # 末\n]  # 完',
        [('  0,  # "商企"', '  7,  # "商企"')],
    ),
    "commas first": ("received = [ 0 # 甲\n, 0 # 乙\n, 0, 0, 0, 0]", [(", 0 # 乙", ", 7 # 乙")]),
    "short row": ("received = [0, 0]  # 注", [("received = [0, 0]  # 注", "received = [0, 7]  # 注")]),
    "shorter row": ("received = [3]  # 注", [("received = [3]  # 注", "received = [3, 7]  # 注")]),
    "empty row": ("received = []  # 注", [("received = []  # 注", 'received = ["", 7]  # 注')]),
    "dotted key of the table above": ("received = [0, 0, 0, 0, 0, 0]\n", [("received = [0, 0, 0, 0, 0, 0]", "received = [0, 7, 0, 0, 0, 0]")]),
}  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("name", HANDS)
def test_a_row_in_another_hand_keeps_its_hand(name: str, ending: str) -> None:
    row, expected = HANDS[name]
    document = opened(changed((RECEIVED, row)), ending)
    data = document.encoded(edited(document, (CELL, 7)))
    mark = ending.removesuffix("\n")
    assert lines_changed(document.source.data, data) == [(old + mark, new + mark) for old, new in expected]
    agree(document, data)


def test_a_row_as_dotted_key_of_the_table_above() -> None:
    text = without_table("disputes.litigation")
    text = changed(
        ("reconsideration          = [0, 0, 0, 0, 0]  # 行政复议\n", "litigation.direct = [0, 0, 1, 0, 1] # 注\n"),
        text=text,
    )
    document = opened(text)
    data = document.encoded(edited(document, ("disputes.litigation.direct.upheld", 7)))
    assert lines_changed(document.source.data, data) == [
        ("litigation.direct = [0, 0, 1, 0, 1] # 注", "litigation.direct = [7, 0, 1, 0, 8] # 注")
    ]
    added = opened(data.decode())
    more = added.encoded(edited(added, ("disputes.litigation.after_reconsideration.pending", 2)))
    agree(added, more)
    assert b"# \xe6\xb3\xa8\nlitigation.after_reconsideration = [" in more


def test_a_group_as_inline_table() -> None:
    text = without_table("disputes.litigation")
    text = changed(
        (
            "reconsideration          = [0, 0, 0, 0, 0]",
            "litigation = { direct = [0, 0, 1, 0, 1] } # 注\nreconsideration = [0, 0, 0, 0, 0]",
        ),
        text=text,
    )
    document = opened(text)
    net = edited(
        document, ("disputes.litigation.direct.upheld", 7), ("disputes.litigation.after_reconsideration.pending", 2)
    )
    data = document.encoded(net)
    [(_, new)] = lines_changed(document.source.data, data)
    assert new.replace(" ", "") == 'litigation={direct=[7,0,1,0,8],after_reconsideration=["","","",2]}#注'
    agree(document, data)


@pytest.mark.parametrize(("address", "content", "expected"), [("publication.phone", "", "{ url = 'x' }"), ("publication.url", "y", "{ phone = '1', url = \"y\" }"),
    ("publication.contact", "甲", "{ phone = '1', url = 'x', contact = \"甲\" }")])  # fmt: skip
def test_basic_data_as_inline_table(address: str, content: str, expected: str) -> None:
    text = without_table("publication").replace("[agency]", "publication = { phone = '1', url = 'x' }  # 注\n[agency]")
    document = opened(text)
    data = document.encoded(edited(document, (address, content)))
    agree(document, data)
    [(_, new)] = lines_changed(document.source.data, data)
    assert new.replace(" ", "") == f"publication={expected}#注".replace(" ", "")


def test_a_new_row_goes_into_its_table_with_its_label() -> None:
    document = opened(without_row("carried_forward"))
    text = document.text_with(edited(document, ("requests.carried_forward.research_institution", 7)))
    brought = "brought_forward = [0, 0, 0, 0, 0, 0]   # 二、上年结转政府信息公开申请数量\n"
    row = 'carried_forward = ["", "", 7, "", "", ""]  # 四、结转下年度继续办理\n'
    assert f"{brought}{row}\n[requests.outcomes]" in text
    document = opened(without_row("administrative_penalties"))
    text = document.text_with(edited(document, ("proactive.administrative_penalties", 7)))
    assert "\nadministrative_penalties = 7  # 第二十条第（六）项：行政处罚，本年处理决定数量\n\n[requests]" in text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("table", "address", "follows"),
    [("disputes.litigation", "disputes.litigation.direct.upheld", "[problems_and_improvements]"),
     ("requests.outcomes", "requests.outcomes.disclosed.natural_person", "[requests.outcomes.not_disclosed]"),
     ("requests.outcomes.not_disclosed", "requests.outcomes.not_disclosed.state_secret.natural_person", "[requests.outcomes.unable_to_provide]"),
     ("publication", "publication.phone", "[preamble]"), ("other_matters", "other_matters.text", ""), ("preamble", "preamble.text", "[overview]")],
)  # fmt: skip
def test_a_new_table_goes_to_its_place(table: str, address: str, follows: str, ending: str) -> None:
    document = opened(without_table(table), ending)
    content: object = "7" if address.endswith(("phone", "text")) else 7
    data = document.encoded(edited(document, (address, content)))
    agree(document, data)
    text = data.decode()
    headers = re.findall(r"(?m)^\[[^\]\n]+\]", text)
    assert headers[headers.index(f"[{table}]") + 1 :][:1] == ([follows] if follows else [])
    assert text.count("\n") == text.count(ending)
    rest = text.replace(f"{ending}[{table}]", "", 1).splitlines()
    assert [line for line in document.source.text.splitlines() if line not in rest] == []


def test_several_edits_of_one_row_and_of_many() -> None:
    document = opened(TEXT)
    net = edited(document, *((f"requests.received.{column}", 1) for column in ("natural_person", "research_institution")),
                 ("requests.carried_forward.natural_person", 1), ("overview.summary", "甲"), ("agency.name", "乙"))  # fmt: skip
    data = document.encoded(net)
    agree(document, data)
    assert b"received        = [1, 0, 1, 0, 0, 0]   #" in data


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("final", ["", "\n", "\n\n\n", "\n# 末"])
def test_the_end_of_the_file_is_kept_and_entries_go_behind_it(ending: str, final: str) -> None:
    document = opened(TEXT.rstrip("\n") + final, ending)
    text = rewritten(document.source, FORM, {"proactive.administrative_penalties": 9}, '\n[[review]]\nat = "2025"\n')
    head = document.source.text.replace("administrative_penalties = 8", "administrative_penalties = 9")
    assert text.startswith(head)
    assert text.removeprefix(head).lstrip() == f'[[review]]{ending}at = "2025"{ending}'
    again = Source(HERE, text, bom=False, data=b"")
    twice = rewritten(again, FORM, {}, '\n[[review]]\nat = "2026"\n')
    assert [entry["at"] for entry in tomllib.loads(twice)["review"]] == ["2025", "2026"]


def test_nothing_edited_is_nothing_written() -> None:
    document = opened(TEXT, "\r\n", bom=True)
    assert document.encoded({}) == document.source.data


@pytest.mark.parametrize(
    "raw", ["true", "12.5", "-3", '"十二"', "2024-01-01", "[1, 2.50]", "nan", "inf", "-inf", "1e999999", '"/ "', "0xff"]
)
def test_what_was_no_number_can_be_put_back_as_it_was(raw: str) -> None:
    document = opened(changed((RECEIVED, f"received = [{raw}, 0]")))
    cell = "requests.received.natural_person"
    old = document.report.get(cell)
    text = document.text_with(edited(document, (cell, 7)))
    again = opened(text)
    back = rewritten(again.source, FORM, {cell: old})
    value = report_from(back, HERE).get(cell)
    assert str(value) == str(old)
    assert type(value) is type(old)


def damaged(
    text: str, path: tuple[str, ...], places: Iterable[int | None] | None = None, *, tail: bool = False
) -> None:
    """Passes a text through the gate as an edit of one statement."""
    source, _ = form_of(TEXT, "\n", bom=False)
    gate(source, text, {path: None if places is None else set(places)}, tail=tail)


def test_the_gate_lets_through_what_was_edited() -> None:
    damaged(changed(("= [0, 0, 1, 0, 1]", "= [0, 7, 1, 0, 8]")), ("disputes", "litigation", "direct"), [1, 4])
    damaged(changed(("= 8  ", "= 9  ")), ("proactive", "administrative_penalties"))
    damaged(TEXT + "\n[[review]]\nx = 1\n", (), [], tail=True)
    damaged(TEXT.replace("\n", "\r\n"), ("x",))


@pytest.mark.parametrize(
    "text",
    [changed(("= 8  ", '= "8"  ')), changed(("= 8  ", "= 8.0  ")), changed(("= 8  ", "= true  ")), without_row("received"), without_table("notes", TEXT + "\n[notes]\na = '1'\n") + "[x]\ny = 1\n",
     changed(("= [0, 0, 1, 0, 1]", "= [1, 0, 1, 0, 1]")), changed(("= [0, 0, 1, 0, 1]", "= [0, 0, 1, 0]")), changed(("= [0, 0, 1, 0, 1]", "= [0, 0, 1, 0, 1, 2]")),
     changed(("425 条", "426 条")), TEXT + "\n[[review]]\nx = 1\n", TEXT + "\na = [", TEXT + "\n[agency]\n"],
    ids=range(12),
)  # fmt: skip
def test_the_gate_refuses_what_was_not_edited(text: str) -> None:
    with pytest.raises(UnwritableReport, match="没有改动"):
        damaged(text, ("disputes", "litigation", "direct"), [1])


def test_the_gate_refuses_a_lost_review_entry() -> None:
    with_entries = TEXT + "\n[[review]]\nx = 1\n"
    source = Source(HERE, with_entries, bom=False, data=b"")
    with pytest.raises(UnwritableReport):
        gate(source, TEXT + "\n[[review]]\nx = 2\n", {}, tail=True)
    gate(source, with_entries + "\n[[review]]\nx = 2\n", {}, tail=True)


def test_a_value_that_would_read_back_differently_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    document = opened(TEXT)
    net = edited(document, ("proactive.administrative_penalties", 9))
    monkeypatch.setattr("reports.rewrite.changed", lambda text, *_: text.replace("= 8  ", "= 90  "))
    with pytest.raises(UnwritableReport, match="读回来不一样"):
        document.text_with(net)


def test_a_layout_that_cannot_be_extended_is_refused_not_broken() -> None:
    text = without_table("disputes.litigation").replace(
        "[disputes] ", "[disputes.litigation.extra]\nx = 1\n[disputes] "
    )
    document = opened(text)
    net = edited(document, ("disputes.litigation.direct.upheld", 7))
    agree(document, document.encoded(net))


@settings(deadline=None)
@given(st.lists(figure_edit(TYPED + TOTALS), max_size=30))
def test_a_value_read_back_is_the_value_typed(edits: list[tuple[str, object]]) -> None:
    document = opened(FULL)
    net = edited(document, *edits)
    again = report_from(document.text_with(net), HERE)
    for address, edit in net.items():
        assert not contents_differ(again.get(address), edit.new)
        assert is_number(edit.new) or edit.new is None or isinstance(edit.new, (Mark, Unreadable))
