"""Reading a report file: the sample value by value, and the same report in other hands."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest

from reports.layout import new_report
from reports.reading import read_report
from reports.source import read_source
from reports.views import plain_value
from schema.checks.everything import check_report
from schema.form_loader import load_form
from schema.report import Report
from schema.values import Mark, Unreadable, show
from tests.reports.making import SAMPLE, TEXT, changed, without_row, without_table, written
from tests.reports.readings import FEES, PENALTIES, RECEIVED, RULES, everything, read, refusal


def value(report: Report, address: str) -> object:
    """What is at a figure: computed for a total."""
    return report.ledger.values[report.form.by_address[address].index]


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


@pytest.mark.parametrize("edition", ["ogi_2019", "ogi_2021"])
def test_every_cell_is_read_where_it_stands(edition: str) -> None:
    numbers = count(1)
    head, separator, tables = new_report(load_form(edition), 2024, "甲").partition("[proactive]")
    text = head + separator + re.sub('""', lambda _: str(next(numbers)), tables)
    report, raw = read(text), tomllib.loads(text)
    for figure in report.form.figures:
        if not figure.derived:
            row = raw[figure.section]
            for key in figure.row.id.split("."):
                row = row[key]
            typed = [column for column in figure.block.columns if not column.sum]
            written_there = row[typed.index(figure.column)] if isinstance(row, list) else row
            assert value(report, figure.address) == written_there, figure.address
    assert report.unknown == ()


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


@pytest.mark.parametrize("table", re.findall(r"(?m)^\[([a-z_.]+)\]", TEXT))
def test_an_unknown_key_is_named_in_whatever_table_it_stands(table: str) -> None:
    text = re.sub(rf"(?m)^(\[{re.escape(table)}\].*\n)", r"\1colour = 1\n", TEXT)
    assert read(text).unknown == (f"{table}.colour",)


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


@pytest.mark.parametrize("line", ["[t{0:x}.a.a.a.a.a.a]\n", "  [t{0:x}.a]\n", "t{0:x}.a.a.a.a.a = 1\n"])
def test_a_file_of_nothing_but_tables_is_refused_before_they_are_made(line: str) -> None:
    text = 'format = "ogi_2021"\nyear = 2024\na.a = 1\n' + "".join(line.format(number) for number in range(80_000))
    assert "表头和分层的名称过多" in refusal(text)


def test_points_and_brackets_in_a_text_are_no_tables() -> None:
    text = changed(("本年度没有产生信息处理费。", "1.2\n[a.b]\n" * 50_000), ("year = 2024", "'year' = 2024"))
    assert "1.2\n[a.b]" in read(text).prose["other_matters.text"]


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
