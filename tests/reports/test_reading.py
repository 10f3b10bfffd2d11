"""Reading a report file: the sample value by value, other hands' writing, and files that are no report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reports.faults import UnreadableReport
from reports.reading import read_report, report_from
from reports.source import LARGEST_FILE, read_source
from reports.views import plain_value, report_text, report_view
from schema.checks import check_report
from schema.report import Report
from schema.values import Mark, Unreadable, show
from tests.reports.making import SAMPLE, TEXT, changed, without_row, without_table, written

RULES = "rules                    = [0, 0, 0] "
PENALTIES = "administrative_penalties = 8"
FEES = "administrative_fees      = 0"
RECEIVED = "received        = [0, 0, 0, 0, 0, 0]"
DEADLINE = 2.0
"""Seconds that reading, checking and showing any file may take."""


def read(text: str) -> Report:
    """The report that text describes."""
    return report_from(text, Path("甲/2024.toml"))


def value(report: Report, address: str) -> object:
    """What is at a figure: computed for a total."""
    return report.ledger.values[report.form.by_address[address].index]


def everything(report: Report) -> object:
    """All that a report holds."""
    return (report.year, report.form.id, report.agency, report.publication, report.ledger.values, report.ledger.stated,
            report.prose, report.notes, report.unknown)  # fmt: skip


def refusal(text: str) -> str:
    """The message of a refused text."""
    with pytest.raises(UnreadableReport) as caught:
        read(text)
    return str(caught.value)


def test_the_sample() -> None:
    report = read_report(SAMPLE)
    assert (report.form.id, report.year) == ("ogi_2021", 2024)
    assert report.agency == {"name": "海原县海城镇人民政府", "level": "township"}
    assert report.publication == {
        "period": ("2024-01-01", "2024-12-31"), "website": "海原县人民政府网", "url": "http://www.hy.gov.cn/",
        "contact": "海原县海城镇人民政府综合办公室", "address": "海原县建设路海城镇人民政府", "postcode": "755200",
        "phone": "0955-4011434",
    }  # fmt: skip
    assert value(report, "proactive.administrative_penalties") == 8
    assert value(report, "disputes.litigation.direct.other_result") == 1
    assert value(report, "requests.received.total") == 0
    assert value(report, "requests.outcomes.total.total") is None
    blanks = [figure.address for figure in report.blank_figures()]
    assert len(blanks) == 19
    assert all(address.endswith(".other_organization") for address in blanks)
    stated = {report.form.figures[index].address: total for index, total in report.ledger.stated.items()}
    columns = ("natural_person", "commercial_enterprise", "research_institution", "public_welfare_organization",
               "legal_service_institution", "other_organization")  # fmt: skip
    assert stated == {
        **{f"requests.outcomes.total.{column}": 0 for column in columns},
        "disputes.reconsideration.total": 0,
        "disputes.litigation.direct.total": 1,
        "disputes.litigation.after_reconsideration.total": 0,
    }
    assert report.prose["overview.on_request"] == "2024 年我镇收到政府信息公开申请 0 件。"
    assert report.prose["other_matters.text"].endswith("**三是畅通渠道，积极发布。**全年有效利用政府门户网站公开 95 条，在微信公众号、"
        "微博号等政务新媒体平台积极发布或转发信息 241 条，聚焦涉农补贴、产业补贴、社会救助等民生关切积极公开，持续推进政务公开内容建设。\n"
        "本年度没有产生信息处理费。")  # fmt: skip
    assert not any(text.startswith("\n") or text.endswith("\n") for text in report.prose.values())
    assert (report.notes, report.unknown) == ({}, ())


@pytest.mark.parametrize(("crlf", "bom"), [(True, False), (False, True), (True, True)])
def test_line_ends_and_byte_order_mark_make_no_difference(tmp_path: Path, crlf: bool, bom: bool) -> None:
    assert everything(read_report(written(tmp_path / "r.toml", TEXT, crlf=crlf, bom=bom))) == everything(read(TEXT))


def test_a_file_without_a_final_line_end(tmp_path: Path) -> None:
    assert everything(read_report(written(tmp_path / "r.toml", TEXT.rstrip("\n")))) == everything(read(TEXT))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (RULES, "rules = [\n  0, # 制发\n  0,\n\t0,\n] "),
        (RULES, '"rules" = [0,0,0,] '),
        (RECEIVED, "\treceived\t=\t[0,\t0,\t0,\t0,\t0,\t0]"),
        (PENALTIES, "administrative_penalties = 0x8"),
        (PENALTIES, "'administrative_penalties' = +8"),
        ("[requests.outcomes.other_handling]          # （六）其他处理\n", "[ requests . outcomes . 'other_handling' ]\n"),
        ("total               = [0, 0, 0, 0, 0, 0]   # （七）总计\n", "total = [0, 0, 0, 0, 0, 0]\nunable_to_provide.not_held = [0, 0, 0, 0, 0, '']\n"),
    ],
)  # fmt: skip
def test_the_same_report_in_another_hand(old: str, new: str) -> None:
    text = changed((old, new))
    if "unable_to_provide.not_held" in new:
        text = without_table("requests.outcomes.unable_to_provide", text)
        text = text.replace("not_held = [0, 0, 0, 0, 0, '']\n", "".join(
            f"{'' if row == 'not_held' else 'unable_to_provide.'}{row} = [0, 0, 0, 0, 0, '']\n"
            for row in ("not_held", "requires_creation", "unclear_after_supplement")
        ))  # fmt: skip
    assert everything(read(text)) == everything(read(TEXT))


def test_an_absent_row_an_empty_one_and_a_short_one_are_blank() -> None:
    absent = read(without_row("received"))
    empty = read(changed((RECEIVED, "received = []")))
    short = read(changed((RECEIVED, "received = [5]")))
    one_cell = read(changed((PENALTIES, "administrative_penalties = []")))
    row = [figure.index for figure in absent.form.figures if figure.address.startswith("requests.received.")]
    assert everything(absent) == everything(empty)
    assert [absent.ledger.values[index] for index in row] == [None] * 7
    assert [short.ledger.values[index] for index in row] == [5, *[None] * 6]
    assert value(one_cell, "proactive.administrative_penalties") is None


@pytest.mark.parametrize(
    "table", ["disputes.litigation", "requests.outcomes.not_processed", "publication", "overview", "disputes"]
)
def test_an_absent_table_is_blank(table: str) -> None:
    report = read(without_table(table))
    gone = [
        f
        for f in report.form.figures
        if f.address.startswith(f"{table}.") and not f.derived and "litigation" not in f.address.removeprefix(table)
    ]
    assert all(report.ledger.values[figure.index] is None for figure in gone)
    assert report.publication == {} or table != "publication"
    assert report.prose["overview.proactive"] == "" or table != "overview"


@pytest.mark.parametrize(
    ("digits", "shown"),
    [("14722.49", "14722.49"), ("0.10", "0.10"), ("59237.2449", "59237.2449"), ("3", "3"), ("1e3", "1000")],
)
def test_amounts_keep_their_digits(digits: str, shown: str) -> None:
    report = read(changed((FEES, f"administrative_fees = {digits}")))
    assert show(report.ledger.values[report.form.by_address["proactive.administrative_fees"].index]) == shown


@pytest.mark.parametrize(
    ("cell", "expected"),
    [('""', None), ('" "', None), ('"/"', Mark("/")), ('"—"', Mark("—")), ('"无"', Mark("无")), ("12", 12)],
)
def test_cells(cell: str, expected: object) -> None:
    assert value(read(changed((RULES, f"rules = [{cell}, 0, 0]"))), "proactive.rules.issued") == expected


@pytest.mark.parametrize(
    "cell",
    [
        '"十二"',
        "12.5",
        "12.0",
        "-3",
        "true",
        "2024-01-01",
        "[1]",
        "{a = 1}",
        "nan",
        "1e400",
        "1000000000",
        "0x" + "f" * 100,
    ],
)
def test_a_cell_that_is_no_number_is_kept_and_told_and_the_report_opens(cell: str) -> None:
    report = read(changed((RULES, f"rules = [{cell}, 0, 0]")))
    assert isinstance(value(report, "proactive.rules.issued"), Unreadable)
    assert ("error", ("proactive.rules.issued",)) in [(f.level.word, f.figures) for f in check_report(report)]


def test_a_stated_total_is_read_wherever_it_stands() -> None:
    report = read(changed((RECEIVED, "received = [1, 2, 0, 0, 0, 0, 4]")))
    total = report.form.by_address["requests.received.total"]
    assert (report.ledger.values[total.index], report.ledger.stated[total.index]) == (3, 4)
    blank = read(changed((RECEIVED, 'received = [1, 2, 0, 0, 0, 0, ""]')))
    assert total.index not in blank.ledger.stated


def test_notes_and_dates() -> None:
    text = changed(
        ('postcode = "755200"', 'postcode = "755200"\nissued = 2025-01-20'),
        ('period = ["2024-01-01", "2024-12-31"]', "period = [2024-01-01, 2024-12-31]"),
    )
    report = read(text + '\n[notes]\n"proactive.rules.issued" = "12（其中修订 3 件）"\n')
    assert report.notes == {"proactive.rules.issued": "12（其中修订 3 件）"}
    assert report.publication["issued"] == "2025-01-20"
    assert report.publication["period"] == ("2024-01-01", "2024-12-31")


def test_unknown_keys_are_named_and_nothing_else_is() -> None:
    text = changed(
        (RECEIVED, RECEIVED + "\nrecieved = [1]"),
        ('level = "township"', 'level = "township"\nhead = "甲"'),
        ('postcode = "755200"', 'postcode = "755200"\nfax = "1"'),
        (
            "[requests.outcomes.not_processed]",
            '[requests.outcomes.extra]\nx = 1\n[requests.outcomes.not_processed]\n"confirm.x" = 2',
        ),
        ("summary = '''", "sumary = ''\nsummary = '''"),
    )
    report = read('colour = "red"\n' + text + '\n[extra]\na = 1\n[dismissed]\n[[review]]\nat = "x"\n')
    assert sorted(report.unknown) == sorted(
        ["requests.recieved", "agency.head", "publication.fax", "requests.outcomes.extra", "overview.sumary", "extra",
         "requests.outcomes.not_processed.confirm.x", "colour"]
    )  # fmt: skip


def test_a_quoted_key_with_points_is_no_path_of_the_form() -> None:
    text = changed(
        ("[requests.outcomes.not_processed]", '"not_disclosed.state_secret" = [7]\n\n[requests.outcomes.not_processed]')
    )
    report = read(
        text.replace('\n"not_disclosed.state_secret" = [7]\n', "\n").replace(
            "total               =", '"not_disclosed.state_secret" = [7]\ntotal ='
        )
    )
    assert report.unknown == ("requests.outcomes.not_disclosed.state_secret",)


REFUSED: dict[str, tuple[str, tuple[str, ...]]] = {
    "not TOML": ("a = [", ("第 1 行",)),
    "no value": (changed((PENALTIES, "administrative_penalties =")), ("第 53 行", "等号后面的值写法不对")),
    "text without quotes": (changed((PENALTIES, "administrative_penalties = 八")), ("第 53 行", "要加引号")),
    "no equals sign": (changed((PENALTIES, "administrative_penalties 8")), ("第 53 行", "等号")),
    "the same key twice": (changed((PENALTIES, f"{PENALTIES}\n{PENALTIES}")), ("第 54 行", "写了两次")),
    "the same table twice": (TEXT + "\n[requests]\n", ("同一个表头写了两次",)),
    "open array": (changed((RULES, "rules = [0, 0, 0 ")), ("方括号没有闭合",)),
    "open block": (TEXT.rstrip().removesuffix("'''"), ("三引号没有闭合",)),
    "escape character": (changed((PENALTIES, "administrative_penalties = '\x1b[31m'")), ("第 53 行", "不可见的控制字符")),
    "empty": ("", ("缺少 format", "缺少 year")),
    "no format": (TEXT.replace('format = "ogi_2021"\n', ""), ("缺少 format，应写明格式版本 @ format",)),
    "format is a number": (changed(('format = "ogi_2021"', "format = 3")), ("format 应是文字 @ format（第 2 行）",)),
    "unknown format": (changed(('format = "ogi_2021"', 'format = "ogi_1999"')), ("不认识的格式“ogi_1999”", "ogi_2021、ogi_2019", "（第 2 行）")),
    "year is text": (changed(("year = 2024", 'year = "2024"')), ("year 应是四位整数年份，如 2024 @ year（第 3 行）",)),
    "year is a float": (changed(("year = 2024", "year = 2024.0")), ("year 应是四位整数年份",)),
    "year is true": (changed(("year = 2024", "year = true")), ("year 应是四位整数年份",)),
    "year is far off": (changed(("year = 2024", "year = 24")), ("year 应是四位整数年份",)),
    "section is a number": ("format = 'ogi_2021'\nyear = 2024\noverview = 3\n", ("这里应是一个表", "@ overview（第 3 行）")),
    "section is an array of tables": ("format = 'ogi_2021'\nyear = 2024\n[[requests]]\n", ("这里应是一个表", "@ requests（第 3 行）")),
    "group is a row": (changed(("[disputes.litigation]                       # 行政诉讼\ndirect  ", "litigation = 3\n[other_thing]\ndirect  ")), ("这里应是一个表", "@ disputes.litigation")),
    "row is a table": (changed((RECEIVED, "received.x = 1")), ("这一行应写成 [ ]，里面 6 个数 @ requests.received",)),
    "row is a number": (changed((RECEIVED, "received = 3")), ("这一行应写成 [ ]，里面 6 个数 @ requests.received（第 59 行）",)),
    "overlong row": (changed((RECEIVED, "received = [0, 0, 0, 0, 0, 0, 0, 0]")), ("这一行有 8 个数，最多 7 个 @ requests.received（第 59 行）",)),
    "overlong row of table two": (changed((RULES, "rules = [0, 0, 0, 0]")), ("这一行有 4 个数，最多 3 个 @ proactive.rules",)),
    "one cell as array": (changed((PENALTIES, "administrative_penalties = [8]")), ("这一行只有一格，应写成一个数，不是数组 @ proactive.administrative_penalties（第 53 行）",)),
    "prose is a number": (changed(("on_request = '''\n2024 年我镇收到政府信息公开申请 0 件。\n'''", "on_request = 0")), ("这里应是文字 @ overview.on_request",)),
    "agency name is a number": (changed(('name = "海原县海城镇人民政府"', "name = 3")), ("这里应是文字 @ agency.name（第 6 行）",)),
    "phone is a number": (changed(('phone = "0955-4011434"', "phone = 4011434")), ("这里应是文字 @ publication.phone",)),
    "period is one date": (changed(('period = ["2024-01-01", "2024-12-31"]', 'period = "2024"')), ("应是两个日期", "@ publication.period")),
    "a note is a number": (TEXT + "\n[notes]\nx = 3\n", ("这里应是文字 @ notes.x",)),
    "the 2021 rows under the 2019 form": (changed(('format = "ogi_2021"', 'format = "ogi_2019"')), ("requests.outcomes.other_handling",)),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_text_that_is_no_report_is_refused_with_place_and_reason(name: str) -> None:
    text, words = REFUSED[name]
    message = refusal(text)
    assert message.startswith("甲/2024.toml ")
    assert "文件没有改动" in message
    assert [word for word in words if word not in message] == []
    assert "\n" not in message


def test_all_problems_are_told_at_once() -> None:
    message = refusal(
        changed(("year = 2024", "year = 24"), (RECEIVED, "received = 3"), (RULES, "rules = [0, 0, 0, 0]"))
    )
    assert "@ year（第 3 行）" in message
    message = refusal(
        changed((RECEIVED, "received = 3"), (RULES, "rules = [0, 0, 0, 0]"), ('phone = "0955-4011434"', "phone = 3"))
    )
    assert message.count(" @ ") == 3


HEAD = 'format = "ogi_2021"\nyear = 2024\n'
MANY = 60_000
HOSTILE: dict[str, Callable[[], str]] = {
    "deep arrays": lambda: HEAD + "a = " + "[" * 100_000,
    "deep inline tables": lambda: HEAD + "a = " + "{a = " * 20_000,
    "dotted key of 100 KB": lambda: ".".join("a" * 50_000) + " = 1",
    "dotted key with blanks": lambda: HEAD + " . ".join("a" * 50_000) + " = 1",
    "dotted key of quoted names": lambda: HEAD + ".".join(['"a"'] * 50_000) + " = 1",
    "dotted header of 100 KB": lambda: HEAD + "[" + ".".join("a" * 50_000) + "]",
    "many dotted keys": lambda: HEAD + "\n".join(".".join([f"k{i}", *"a" * 14]) + " = 1" for i in range(10_000)),
    "dots in a text": lambda: changed((PENALTIES, f"administrative_penalties = '{'a.' * 100_000}'")),
    "one word": lambda: "a" * (LARGEST_FILE - 1),
    "one Chinese word": lambda: "政" * (LARGEST_FILE // 3 - 1),
    "one text": lambda: HEAD + 'x = "' + "a" * (LARGEST_FILE - 100) + '"',
    "escaped quotes": lambda: HEAD + 'x = "' + '\\"' * (LARGEST_FILE // 2 - 100) + '"',
    "escaped quotes in a block": lambda: HEAD + 'x = """' + '\\"' * (LARGEST_FILE // 2 - 100) + '"""',
    "quotes only": lambda: HEAD + '"' * 1_000_000,
    "apostrophes only": lambda: HEAD + "'" * 1_000_000,
    "backslashes only": lambda: HEAD + 'x = """' + "\\" * 1_000_001,
    "blank lines": lambda: HEAD + "\n" * 1_000_000,
    "comments": lambda: HEAD + "#\n" * 500_000,
    "blanks": lambda: HEAD + " " * 1_000_000,
    "keys": lambda: HEAD + "".join(f"k{i} = 1\n" for i in range(MANY)),
    "tables": lambda: HEAD + "".join(f"[t{i}]\n" for i in range(MANY)),
    "arrays of tables": lambda: HEAD + "[[t]]\n" * 150_000,
    "notes that are no text": lambda: HEAD + "[notes]\n" + "".join(f"k{i} = 1\n" for i in range(MANY)),
    "row of many cells": lambda: changed((RULES, "rules = [" + "0," * 300_000 + "] ")),
    "row over many lines": lambda: changed((RULES, "rules = [" + "\n" * 900_000 + "] ")),
    "integer of 5,000 digits": lambda: changed((PENALTIES, "administrative_penalties = " + "9" * 5_000)),
    "integer of 900,000 digits": lambda: changed((PENALTIES, "administrative_penalties = " + "9" * 900_000)),
    "hexadecimal cell": lambda: changed((PENALTIES, "administrative_penalties = 0x" + "f" * 900_000)),
    "hexadecimal in a list in a cell": lambda: changed((RULES, "rules = [[0x" + "f" * 900_000 + "], 0, 0] ")),
    "hexadecimal year": lambda: HEAD.replace("2024", "0x" + "f" * 900_000),
    "hexadecimal format": lambda: HEAD.replace('"ogi_2021"', "0x" + "f" * 900_000),
    "huge exponent": lambda: changed((FEES, "administrative_fees = 1e999999999")),
    "huge exponent of a count": lambda: changed((PENALTIES, "administrative_penalties = 1e99999999")),
    "tiny exponent": lambda: changed((FEES, "administrative_fees = 1e-999999999")),
    "exponent that no number has": lambda: changed((FEES, "administrative_fees = 1e99999999999999999999")),
    "long cell": lambda: changed((PENALTIES, f"administrative_penalties = '{'长' * 300_000}'")),
    "long format": lambda: HEAD.replace("ogi_2021", "x" * 900_000),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_refused_quickly(name: str, tmp_path: Path) -> None:
    path = written(tmp_path / "r.toml", HOSTILE[name]())
    data = path.read_bytes()
    began = time.process_time()
    try:
        report = read_report(path)
        told = [finding.message for finding in check_report(report)]
        view = report_view(report)
        told.append(report_text(report)[:100])
        assert view["year"] == 2024
    except UnreadableReport as fault:
        told = [str(fault)]
    assert time.process_time() - began < DEADLINE
    assert path.read_bytes() == data
    assert all(len(message) < 3_000 for message in told)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("dotted key with blanks", 3),
        ("many dotted keys", None),
        ("dots in a text", None),
        ("integer of 5,000 digits", 53),
    ],
)
def test_depth_and_length_are_told_with_their_line_where_they_hurt(name: str, line: int | None) -> None:
    if line is None:
        assert read(HOSTILE[name]())
    else:
        assert f"第 {line} 行" in refusal(HOSTILE[name]())


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    with path.open("wb") as file:
        file.truncate(5 * 1024 * 1024 * 1024)
    with pytest.raises(UnreadableReport, match="超过 1 MB"):
        read_report(path)
    fits = written(tmp_path / "fits.toml", TEXT + "#" * (LARGEST_FILE - len(TEXT.encode())))
    assert fits.stat().st_size == LARGEST_FILE
    assert everything(read_report(fits)) == everything(read(TEXT))


@pytest.mark.parametrize(
    ("data", "words"),
    [(bytes(range(256)), ("不是 UTF-8", "二进制")), (TEXT.encode("gbk"), ("第 1 行", "GBK")), (b"\xff\xfe" + TEXT.encode("utf-16-le"), ("二进制",)),
     (TEXT.encode()[:-5] + b"\xe6\x97\n", ("不是 UTF-8",)), (b"year = 2024\nx = '" + b"\xed\xa0\x80'", ("第 2 行",))],
    ids=["every byte", "GBK", "UTF-16", "half a character", "surrogate"],
)  # fmt: skip
def test_bytes_that_are_no_utf8_are_refused_with_their_line(
    tmp_path: Path, data: bytes, words: tuple[str, ...]
) -> None:
    path = tmp_path / "r.toml"
    path.write_bytes(data)
    with pytest.raises(UnreadableReport) as caught:
        read_report(path)
    assert [word for word in words if word not in str(caught.value)] == []
    assert path.read_bytes() == data


def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path) -> None:
    pipe, folder, loop, nowhere = (
        tmp_path / name for name in ("pipe.toml", "folder.toml", "loop.toml", "nowhere.toml")
    )
    os.mkfifo(pipe)
    folder.mkdir()
    loop.symlink_to(loop)
    for path, words in (
        (pipe, "不是普通文件"),
        (folder, "不是普通文件"),
        (loop, "绕成了圈"),
        (nowhere, "找不到这个文件"),
        (Path(os.devnull), "不是普通文件"),
    ):
        with pytest.raises(UnreadableReport, match=words):
            read_report(path)
    with pytest.raises(UnreadableReport, match="不是文件夹"):
        read_report(SAMPLE / "2024.toml")


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path / "r.toml", TEXT)
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableReport, match="没有权限，请联系管理员"):
        read_report(path)


def test_a_source_gives_back_the_bytes_it_was_read_from(tmp_path: Path) -> None:
    for crlf in (False, True):
        for bom in (False, True):
            path = written(tmp_path / "r.toml", TEXT, crlf=crlf, bom=bom)
            source = read_source(path)
            assert source.encoded(source.text) == source.data == path.read_bytes()
            assert source.line_end == ("\r\n" if crlf else "\n")
            assert not source.text.startswith("\ufeff")


def test_values_for_json() -> None:
    assert plain_value(Unreadable(Decimal("12.5"), "x")) == Decimal("12.5")
    assert plain_value(Unreadable(Decimal("1E+999999"), "x")) == "1E+999999"
    assert plain_value(Unreadable(-3, "x")) == -3
    assert plain_value(Unreadable(10**5000, "x")) == "（过长的数字）"
    assert plain_value(Mark("/")) == "/"
    assert plain_value(None) is None
