"""Report files that people laid out themselves: an edit keeps their hand."""

from __future__ import annotations

import re

import pytest

from reports.reading import report_from
from reports.rewrite import rewritten
from tests.reports.making import changed, without_row, without_table
from tests.reports.rewriting import FORM, HERE, agree, edited, lines_changed, opened

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
    "short row": ("received = [0, 0]  # 注", [("received = [0, 0]  # 注", 'received = [0, 7, "", "", "", ""]  # 注')]),
    "shorter row": ("received = [3]  # 注", [("received = [3]  # 注", 'received = [3, 7, "", "", "", ""]  # 注')]),
    "empty row": ("received = []  # 注", [("received = []  # 注", 'received = ["", 7, "", "", "", ""]  # 注')]),
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


def test_a_layout_that_cannot_be_extended_is_refused_not_broken() -> None:
    text = without_table("disputes.litigation").replace(
        "[disputes] ", "[disputes.litigation.extra]\nx = 1\n[disputes] "
    )
    document = opened(text)
    net = edited(document, ("disputes.litigation.direct.upheld", 7))
    agree(document, document.encoded(net))
