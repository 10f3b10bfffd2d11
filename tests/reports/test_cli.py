"""The headless commands as a program: exit codes, stdout as data, JSON shapes, and nothing written that was refused."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import pytest

from reports.cli import main
from reports.commands import set as set_command
from reports.json_text import to_json
from reports.terminal_text import UNSAFE
from schema.form_loader import load_form
from tests.project import ROOT
from tests.reports.making import SAMPLE, TEXT, changed, differing_lines, names_in, written

PENALTIES = "proactive.administrative_penalties"
RECEIVED = "requests.received.natural_person"
Run = subprocess.CompletedProcess[str]


def nianbao(
    *arguments: str | Path,
    stdout: IO[bytes] | int = subprocess.PIPE,
    python: tuple[str, ...] = (),
    environment: Mapping[str, str] = {},
) -> Run:
    """The program in a process of its own."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *python, "-m", "tui", *map(str, arguments)], cwd=ROOT, check=False, stdin=subprocess.DEVNULL,
        stdout=stdout, stderr=subprocess.PIPE, encoding="utf-8", errors="replace", timeout=60,
        env={**inherited, "LANG": "C.UTF-8", **environment},
    )  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A copy of the sample."""
    return Path(shutil.copyfile(SAMPLE, tmp_path / "2024.toml"))


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> Here:
    """The commands without a process: quick."""
    return Here(capsys)


class Here:
    """Runs a command in this process; ``out`` and ``err`` are what it wrote."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *arguments: str | Path) -> int:
        code = main([str(argument) for argument in arguments])
        self.out, self.err = self._capsys.readouterr()
        return code

    def json(self, *arguments: str | Path) -> Any:
        """What a command printed as JSON, decimals exact; it has to succeed or to find something."""
        assert self(*arguments, "--format", "json") in (0, 1), self.err
        return json.loads(self.out, parse_float=Decimal)

    def checked(self, *paths: str | Path) -> list[Any]:
        """The findings of the first of the checked reports."""
        found: list[Any] = self.json("check", *paths)["reports"][0]["findings"]
        return found


def test_show_as_json(file: Path, here: Here) -> None:
    shown = here.json("show", file)
    assert list(shown) == ["format", "year", "agency", "publication", "figures", "stated", "prose", "notes"]
    assert (shown["format"], shown["year"]) == ("ogi_2021", 2024)
    assert shown["agency"] == {"name": "海原县海城镇人民政府", "level": "township"}
    assert shown["publication"]["period"] == ["2024-01-01", "2024-12-31"]
    assert shown["publication"]["phone"] == "0955-4011434"
    form = load_form("ogi_2021")
    assert list(shown["figures"]) == [figure.address for figure in form.figures]
    assert list(shown["figures"])[160 + 24 : 185][-1] == "requests.carried_forward.total"
    assert sum(value is None for value in shown["figures"].values()) == 19 + 19 + 2
    assert shown["figures"]["disputes.litigation.direct.total"] == 1
    assert shown["figures"]["requests.outcomes.total.natural_person"] == 0
    assert shown["figures"]["requests.outcomes.total.other_organization"] is None
    assert shown["figures"]["requests.outcomes.total.total"] is None
    assert len(shown["stated"]) == 9
    assert shown["stated"]["disputes.litigation.direct.total"] == 1
    assert list(shown["prose"]) == [part.address for part in form.parts()]
    assert not any(text.endswith("\n") for text in shown["prose"].values())
    assert shown["notes"] == {}


def test_show_as_json_of_awkward_content(tmp_path: Path, here: Here) -> None:
    text = changed(
        ("rules                    = [0, 0, 0] ", 'rules = ["/", "十二", 12.5] '),
        (f"{PENALTIES.partition('.')[2]} = 8", "administrative_penalties = 0x" + "f" * 5000),
        ("administrative_fees      = 0", "administrative_fees = 14722.490"),
        ("received        = [0, 0, 0, 0, 0, 0]", 'received = [1, 0, 0, 0, 0, 0, "/"]'),
        ('level = "township"\n', ""),
    )
    text += '\n[notes]\n"proactive.rules.issued" = "其中\\u001b[31m\\u202e"\n'
    path = written(tmp_path / "r.toml", text)
    shown = here.json("show", path)
    figures = shown["figures"]
    assert [figures[f"proactive.rules.{column}"] for column in ("issued", "repealed", "in_force")] == [
        "/",
        "十二",
        Decimal("12.5"),
    ]
    assert figures[PENALTIES] == "（过长的数字）"
    assert '"proactive.administrative_fees": 14722.490,' in here.out
    assert figures["requests.received.total"] == 1
    assert shown["stated"]["requests.received.total"] == "/"
    assert shown["agency"] == {"name": "海原县海城镇人民政府", "level": None}
    assert shown["notes"] == {"proactive.rules.issued": "其中\x1b[31m\u202e"}
    assert not UNSAFE.search(here.out.replace("\n", ""))


def test_show_as_text(file: Path, here: Here) -> None:
    assert here("show", file) == 0
    lines = here.out.splitlines()
    assert lines[0] == "海原县海城镇人民政府2024年政府信息公开工作年度报告"
    assert "统计期限：2024-01-01 至 2024-12-31" in lines
    assert "机关层级：乡镇、街道" in lines
    assert "规章：本年制发件数 0，本年废止件数 0，现行有效件数 0" in lines
    assert "行政处罚：本年处理决定数量 8" in lines
    assert any(
        line.startswith("（三）不予公开1.属于国家秘密：自然人 0，") and line.endswith("其他 空，总计 空")
        for line in lines
    )


def test_show_never_lets_content_act_on_the_terminal(tmp_path: Path, here: Here) -> None:
    path = written(
        tmp_path / "r.toml", changed(('website = "海原县人民政府网"', 'website = "\\u001b]0;x\\u0007\\u202e"'))
    )
    assert here("show", path) == 0
    assert "公布网站：<U+001B>]0;x<U+0007><U+202E>" in here.out.splitlines()


def test_set_changes_cells_and_says_so(file: Path, here: Here) -> None:
    before = file.read_bytes()
    assert (
        here(
            "set",
            file,
            f"{RECEIVED}=１２件",
            "proactive.administrative_fees=14722.490",
            "requests.outcomes.not_disclosed.state_secret.other_organization=0",
        )
        == 0
    )
    assert here.out == (
        f"{RECEIVED}: 0 -> 12\nproactive.administrative_fees: 0 -> 14722.490\n"
        'requests.outcomes.not_disclosed.state_secret.other_organization: "" -> 0\n'
    )
    assert here.err == ""
    assert [new for _, new in differing_lines(before, file.read_bytes())] == [
        "administrative_fees      = 14722.490                # 第二十条第（八）项：行政事业性收费，本年收费金额（万元）".encode(),
        "received        = [12, 0, 0, 0, 0, 0]   # 一、本年新收政府信息公开申请数量".encode(),
        "state_secret                    = [0, 0, 0, 0, 0, 0]  # 1.属于国家秘密".encode(),
    ]


def test_set_blanks_marks_and_follows(file: Path, here: Here) -> None:
    assert (
        here("set", file, f"{PENALTIES}=", "requests.received.natural_person=/", "disputes.litigation.direct.upheld=2")
        == 0
    )
    assert here.out.splitlines() == [
        f'{PENALTIES}: 8 -> ""', f"{RECEIVED}: 0 -> /", "disputes.litigation.direct.upheld: 0 -> 2", "disputes.litigation.direct.total: 1 -> 3",
    ]  # fmt: skip
    shown = here.json("show", file)
    assert shown["figures"][PENALTIES] is None
    assert shown["figures"][RECEIVED] == "/"
    assert shown["stated"]["disputes.litigation.direct.total"] == 3


def test_set_on_a_total_states_it(file: Path, here: Here) -> None:
    before = file.read_bytes()
    assert here("set", file, "requests.received.total=5", "disputes.litigation.direct.total=") == 0
    shown = here.json("show", file)
    assert shown["stated"]["requests.received.total"] == 5
    assert shown["figures"]["requests.received.total"] == 0
    assert "disputes.litigation.direct.total" not in shown["stated"]
    assert [f["code"] for f in here.checked(file) if f["level"] == "error"] == ["requests.row_total"]
    assert here("set", file, "requests.received.total=", "disputes.litigation.direct.total=1") == 0
    assert file.read_bytes() == before


def test_set_reaches_prose_and_basic_data(file: Path, here: Here) -> None:
    contents = {
        "publication.phone": "010-1", "publication.issued": "2025年1月20日", "publication.period": "2023-01-01 至 2023-12-31",
        "agency.name": "乙镇", "agency.level": "县、区", "overview.proactive": "甲=乙。\n丙'''丁", "publication.url": "",
    }  # fmt: skip
    assert here("set", file, *(f"{address}={text}" for address, text in contents.items())) == 0
    assert here.out.splitlines()[2] == "publication.period: 2024-01-01 至 2024-12-31 -> 2023-01-01 至 2023-12-31"
    assert len(here.out.splitlines()) == len(contents)
    shown = here.json("show", file)
    assert shown["agency"] == {"name": "乙镇", "level": "county"}
    assert shown["publication"]["phone"] == "010-1"
    assert shown["publication"]["issued"] == "2025-01-20"
    assert shown["publication"]["period"] == ["2023-01-01", "2023-12-31"]
    assert "url" not in shown["publication"]
    assert shown["prose"]["overview.proactive"] == contents["overview.proactive"]


REFUSED = [
    f"{RECEIVED}=-1", f"{RECEIVED}=1.5", f"{RECEIVED}=abc", f"{RECEIVED}=十二", f"{RECEIVED}=1_000", f"{RECEIVED}=\ufffd", "requests.nothing.here=1",
    "requests.received=1", "=1", "year=2025", "format=ogi_2019", "notes.x=1", "publication.issued=明天", "publication.period=2024", "agency.level=村",
    "agency.name=", "publication.phone=1\n2", RECEIVED, "proactive.administrative_fees=3元",
]  # fmt: skip


@pytest.mark.parametrize("bad", REFUSED)
def test_set_is_all_or_nothing(file: Path, here: Here, bad: str) -> None:
    before = file.read_bytes()
    assert here("set", file, f"{PENALTIES}=9", bad, "publication.phone=1") == 2
    assert (here.out, file.read_bytes()) == ("", before)
    assert here.err.count("\n") == 1
    assert names_in(file.parent) == ["2024.toml"]


def test_set_of_what_is_already_there_writes_nothing(file: Path, here: Here) -> None:
    before = file.stat()
    assert here("set", file, f"{PENALTIES}=9", f"{PENALTIES}=8", f"{RECEIVED}=0", "--reason", "核对") == 0
    assert here.out == ""
    assert "没有变化" in here.err
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_set_with_a_reason_leaves_a_trace_and_without_none(
    file: Path, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "zhang")
    assert here("set", file, f"{PENALTIES}=9") == 0
    assert "[[review]]" not in file.read_text("utf-8")
    assert here("set", file, f"{PENALTIES}=10", f"{RECEIVED}=1", "--reason", "补录“漏报”\n两件") == 0
    assert here("set", file, f"{PENALTIES}=11", "--reason", "再改") == 0
    first, second = tomllib.loads(file.read_text("utf-8"))["review"]
    assert list(first) == ["at", "by", "reason", "changes"]
    assert datetime.fromisoformat(first["at"]).tzinfo
    assert (first["by"], first["reason"]) == ("zhang", "补录“漏报”\n两件")
    assert first["changes"] == [f"{PENALTIES}: 9 -> 10", f"{RECEIVED}: 0 -> 1"]
    assert second["reason"] == "再改"
    assert [f["code"] for f in here.checked(file)] == ["requests.balance", "figure.blank"]


def test_set_for_an_account_without_a_name(file: Path, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4321")

    monkeypatch.setattr(set_command.getpass, "getuser", nobody)  # type: ignore[attr-defined]
    assert here("set", file, f"{PENALTIES}=9", "--reason", "补录") == 0
    assert tomllib.loads(file.read_text("utf-8"))["review"][0]["by"] == f"uid {os.getuid()}"


def test_set_keeps_errors_and_unknown_keys_and_its_exit_code_does_not_tell_findings(tmp_path: Path, here: Here) -> None:
    text = changed(
        ("rules                    = [0, 0, 0] ", 'rules = ["十二", 0, 0] '),
        ("[proactive]  ", "[extra]\nx = 1\n\n[proactive]  "),
    )
    path = written(tmp_path / "r.toml", text)
    assert here("set", path, f"{RECEIVED}=12") == 0
    assert path.read_text("utf-8") == text.replace("received        = [0, ", "received        = [12, ")
    codes = [f["code"] for f in here.checked(path)]
    assert codes == ["requests.balance", "figure.unreadable", "figure.blank", "file.unknown_key"]


def test_check_as_json(file: Path, here: Here) -> None:
    here("set", file, f"{RECEIVED}=12")
    assert here("check", file, "--format", "json") == 1
    [report] = json.loads(here.out)["reports"]
    assert list(report) == ["path", "agency", "year", "format", "findings"]
    assert (report["path"], report["agency"], report["year"], report["format"]) == (
        str(file),
        "海原县海城镇人民政府",
        2024,
        "ogi_2021",
    )
    first, second = report["findings"]
    for finding in (first, second):
        assert list(finding) == ["level", "outcome", "code", "figures", "where", "message", "dismissed", "repairs"]
        assert (finding["dismissed"], finding["repairs"]) == (None, [])
        assert finding["where"] == {"section": "requests"}
    assert (first["level"], first["outcome"], first["code"]) == ("error", "violated", "requests.balance")
    assert first["figures"] == [
        f"requests.{row}.natural_person" for row in ("received", "brought_forward", "outcomes.total", "carried_forward")
    ]
    assert first["message"].startswith("自然人列：新收 12 + 结转 0 = 12，办理 0 + 结转下年 0 = 0，少 12。")
    assert (second["level"], second["outcome"], second["code"], len(second["figures"])) == (
        "settle",
        "undecided",
        "figure.blank",
        19,
    )


def test_check_as_text(file: Path, here: Here) -> None:
    assert here("check", file) == 0
    assert here.out.splitlines()[0] == f"{file}：待办 1"
    assert here.out.splitlines()[1].endswith("[figure.blank]")
    blanks = [a for f in here.checked(file) for a in f["figures"]]
    assert here("set", file, *(f"{address}=0" for address in blanks)) == 0
    assert here("check", file) == 0
    assert here.out == f"{file}：没有发现问题\n"


def test_check_of_several_files_goes_on_behind_one_that_cannot_be_read(file: Path, tmp_path: Path, here: Here) -> None:
    bad, gone = written(tmp_path / "a-bad.toml", "a = ["), tmp_path / "gone.toml"
    assert here("check", bad, file, gone, "--format", "json") == 2
    reports = json.loads(here.out)["reports"]
    assert [list(report)[:2] for report in reports] == [["path", "error"], ["path", "agency"], ["path", "error"]]
    assert [report["path"] for report in reports] == [str(bad), str(file), str(gone)]
    assert "第 1 行" in reports[0]["error"]
    assert [f["code"] for f in reports[1]["findings"]] == ["figure.blank"]
    assert len(here.err.splitlines()) == 2
    assert here("check", bad, file) == 2
    assert here.out.startswith(f"{file}：待办 1")


def test_check_of_a_folder_takes_what_lies_below_and_leaves_out_hidden_folders(tmp_path: Path, here: Here) -> None:
    for name in ("乙/2024.toml", "甲/2024.toml", ".history/2024.toml", "甲/.git/2024.toml"):
        (tmp_path / name).parent.mkdir(parents=True)
        shutil.copyfile(SAMPLE, tmp_path / name)
    reports = here.json("check", tmp_path)["reports"]
    assert {report["path"] for report in reports} == {str(tmp_path / "乙/2024.toml"), str(tmp_path / "甲/2024.toml")}


def test_check_of_nothing_is_wrong_usage(tmp_path: Path, here: Here) -> None:
    assert here("check", tmp_path) == 2
    assert (here.out, here.err) == ("", "这里没有报告文件（*.toml），请核对路径。\n")


def test_an_error_decides_the_exit_code_whichever_report_has_it(file: Path, tmp_path: Path, here: Here) -> None:
    wrong = written(tmp_path / "wrong.toml", TEXT.replace("= [0, 0, 1, 0, 1]", "= [0, 0, 1, 0, 2]"))
    assert here("check", file) == 0
    assert here("check", wrong, file) == 1
    assert here("check", file, wrong) == 1


BROKEN = {
    "not.toml": b"a = [", "bin.toml": bytes(range(256)), "empty.toml": b"", "types.toml": b'format = "ogi_2021"\nyear = "x"\nrequests = 3\n',
    "year.toml": TEXT.replace("year = 2024", "year = 2024.5").encode(), "format.toml": TEXT.replace("ogi_2021", "ogi_2099").encode(),
    "long.toml": TEXT.replace("= [0, 0, 1, 0, 1]", "= [0, 0, 1, 0, 1, 0]").encode(), "gbk.toml": TEXT.encode("gbk"), "huge.toml": b"#" * 5_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_report_is_refused_by_every_command_and_untouched(
    tmp_path: Path, here: Here, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(BROKEN[name])
    commands: list[list[str | Path]] = [["show", path], ["show", path, "--format", "json"], ["set", path, f"{PENALTIES}=9"], ["check", path],
                    ["export", path, "--to", "md"], ["new", tmp_path, "--agency", "甲", "--year", "2025", "--from", path]]  # fmt: skip
    for command in commands:
        assert here(*command) == 2
        assert here.out == ""
        assert here.err.count("\n") == 1
        assert str(path) in here.err
        assert not UNSAFE.search(here.err.rstrip("\n"))
    assert path.read_bytes() == BROKEN[name]
    assert names_in(tmp_path) == [name]


def test_new_makes_a_blank_report_and_never_overwrites(tmp_path: Path, here: Here) -> None:
    assert here("new", tmp_path, "--agency", " 甲镇人民政府 ", "--year", "2025") == 0
    path = tmp_path / "甲镇人民政府" / "2025.toml"
    assert here.out == f"{path}\n"
    shown = here.json("show", path)
    assert (shown["agency"]["name"], shown["year"], shown["format"]) == ("甲镇人民政府", 2025, "ogi_2021")
    assert set(shown["figures"].values()) == {None}
    assert here("set", path, f"{RECEIVED}=3") == 0
    before = path.read_bytes()
    assert here("new", tmp_path, "--agency", "甲镇人民政府", "--year", "2025") == 2
    assert "已经存在，没有覆盖" in here.err
    assert path.read_bytes() == before
    assert names_in(path.parent) == ["2025.toml"]


@pytest.mark.parametrize(("year", "edition"), [("2019", "ogi_2019"), ("2020", "ogi_2019"), ("2021", "ogi_2021")])
def test_new_takes_the_edition_of_the_year(tmp_path: Path, here: Here, year: str, edition: str) -> None:
    assert here("new", tmp_path, "--agency", "甲", "--year", year) == 0
    assert here.json("show", tmp_path / "甲" / f"{year}.toml")["format"] == edition


def test_new_from_last_years_report(file: Path, tmp_path: Path, here: Here) -> None:
    assert here("set", file, "requests.carried_forward.natural_person=4") == 0
    assert here("new", tmp_path, "--agency", "海原县海城镇人民政府", "--year", "2025", "--from", file) == 0
    assert "结转数已带入" in here.err
    shown = here.json(
        "show", Path(here.out.strip()) if here.out.strip() else tmp_path / "海原县海城镇人民政府" / "2025.toml"
    )
    assert shown["figures"]["requests.brought_forward.natural_person"] == 4
    assert shown["figures"]["requests.received.natural_person"] is None
    assert shown["prose"]["overview.on_request"].startswith("2025 年")
    assert here("new", tmp_path, "--agency", "丙", "--year", "2027", "--from", file) == 0
    assert "没有带入结转数" in here.err


@pytest.mark.parametrize("arguments", [["--agency", "a/b", "--year", "2024"], ["--agency", "..", "--year", "2024"], ["--agency", " ", "--year", "2024"],
                                       ["--agency", "甲", "--year", "24"], ["--agency", "甲", "--year", "x"], ["--agency", "甲"], ["--year", "2024"]])  # fmt: skip
def test_new_refuses_what_makes_no_report(tmp_path: Path, here: Here, arguments: list[str]) -> None:
    assert here("new", tmp_path, *arguments) == 2
    assert here.out == ""
    assert here.err
    assert names_in(tmp_path) == []


def test_export_to_stdout_and_to_a_file(file: Path, tmp_path: Path, here: Here) -> None:
    assert here("export", file, "--to", "md") == 0
    document = here.out
    assert "待办 1 处" in here.err
    assert document.startswith("# 海原县海城镇人民政府2024年政府信息公开工作年度报告\n")
    out = tmp_path / "年报.md"
    assert here("export", file, "--to", "md", "-o", out) == 0
    assert here.out == f"{out}\n"
    assert out.read_text("utf-8") == document


def test_a_final_export_is_refused_while_something_is_open(file: Path, tmp_path: Path, here: Here) -> None:
    out = tmp_path / "年报.md"
    assert here("export", file, "--to", "md", "--final", "-o", out) == 1
    assert (here.out, out.exists()) == ("", False)
    blanks = [a for f in here.checked(file) for a in f["figures"]]
    here("set", file, *(f"{address}=0" for address in blanks))
    assert here("export", file, "--to", "md", "--final", "-o", out) == 0
    assert (here.out, here.err) == (f"{out}\n", "")


def test_an_export_never_replaces_a_report_or_a_device(file: Path, tmp_path: Path, here: Here) -> None:
    before = file.read_bytes()
    link = tmp_path / "link.md"
    link.symlink_to(file)
    for out in (file, tmp_path / "other.toml", link, Path(os.devnull)):
        assert here("export", file, "--to", "md", "-o", out) == 2
    assert file.read_bytes() == before
    assert names_in(tmp_path) == ["2024.toml", "link.md"]
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize(
    "arguments",
    [
        ["show"],
        ["show", "a", "b"],
        ["check"],
        ["set", "a"],
        ["export", "a"],
        ["show", "a", "--format", "xml"],
        ["show", "--colour"],
    ],
)
def test_wrong_usage_is_2_and_told_in_chinese(here: Here, arguments: list[str]) -> None:
    assert here(*arguments) == 2
    assert here.out == ""
    assert here.err.startswith("用法不对：")
    assert "\nusage: nianbao " in here.err


@pytest.mark.parametrize("command", [[], ["new"], ["show"], ["set"], ["check"], ["export"]])
def test_help_is_data(here: Here, command: list[str]) -> None:
    assert here(*command, "--help") == 0
    assert here.out.startswith("usage: nianbao")
    assert here.err == ""


def test_json_keeps_digits_and_shape() -> None:
    value = {
        "a": Decimal("0.10"),
        "b": [],
        "c": {},
        "d": [1, "x"],
        "e": [{"f": None}],
        "g": True,
        "h": Decimal("1E+3"),
        "i": '"\\\x00\x85\u202e\U000e0041',
    }
    text = to_json(value)
    assert '"a": 0.10,' in text
    assert json.loads(text, parse_float=Decimal) == {**value, "h": 1000}
    assert not UNSAFE.search(text.replace("\n", ""))


HEADLESS = [["show"], ["show", "--format", "json"], ["check"], ["export", "--to", "md"]]


@pytest.mark.parametrize("command", [*HEADLESS, ["set", f"{PENALTIES}=9"], ["new"]], ids=" ".join)
def test_no_headless_command_loads_textual(file: Path, tmp_path: Path, command: list[str]) -> None:
    name, *rest = command
    blank: list[str | Path] = [tmp_path, "--agency", "甲", "--year", "2025"]
    arguments = blank if name == "new" else [file, *rest]
    done = nianbao(name, *arguments, python=("-X", "importtime"))
    assert done.returncode == 0
    loaded = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert "reports.cli" in loaded
    assert not {module for module in loaded if module.split(".")[0] in ("textual", "rich", "asyncio")}


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", [*HEADLESS, ["--help"]], ids=" ".join)
def test_a_full_disk_behind_stdout_is_told(file: Path, command: list[str], unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        arguments = [command[0], file, *command[1:]] if command[0] != "--help" else command
        done = nianbao(*arguments, stdout=full, environment={"PYTHONUNBUFFERED": unbuffered})
    assert done.returncode == 2
    assert "磁盘已满" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_full_disk_behind_stdout_does_not_hide_that_set_has_saved(file: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = nianbao("set", file, f"{PENALTIES}=9", stdout=full)
    assert done.returncode == 2
    assert done.stderr == f"改动已经保存到 {file}，只是结果输出不了：磁盘已满，请清理后重试。\n"
    assert "administrative_penalties = 9" in file.read_text("utf-8")


def test_a_reader_who_leaves_early_is_no_traceback(tmp_path: Path) -> None:
    path = written(tmp_path / "r.toml", changed(("2024 年我镇收到政府信息公开申请 0 件。\n", "长" * 200_000 + "\n")))
    for command in ("show", "export"):
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            done = nianbao(command, path, *(["--to", "md"] if command == "export" else []), stdout=pipe)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_traceback(file: Path, closed: str) -> None:
    shell = shutil.which("sh")
    assert shell
    for command in (f"show '{file}'", f"set '{file}' {PENALTIES}=9", "show /nowhere", "show", "--help"):
        line = f"exec '{sys.executable}' -m tui {command} {closed}"
        done = subprocess.run([shell, "-c", line], cwd=ROOT, check=False, capture_output=True, text=True, timeout=60)  # noqa: S603 - our own program
        assert done.returncode in (0, 2)
        assert done.returncode == 2 or not closed.startswith(">")
        assert "Traceback" not in done.stderr
    assert "administrative_penalties = 9" in file.read_text("utf-8")


@pytest.mark.parametrize(
    "environment", [{"LANG": "C"}, {"LC_ALL": "POSIX"}, {"LANG": "zh_CN.GBK"}, {"LC_ALL": "zh_CN.GB18030"},
                    {"PYTHONIOENCODING": "gbk"}, {"PYTHONIOENCODING": "ascii"}], ids=str,
)  # fmt: skip
def test_stdout_is_utf8_in_every_locale(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = tmp_path / "甲镇"
    folder.mkdir()
    path = Path(shutil.copyfile(SAMPLE, folder / "2024.toml"))
    assert nianbao("set", path, "agency.name=乙镇é😀", "LANG", environment=environment).returncode == 2
    done = nianbao("set", path, "agency.name=乙镇", environment=environment)
    assert (done.returncode, done.stdout) == (0, "agency.name: 海原县海城镇人民政府 -> 乙镇\n")
    shown = json.loads(nianbao("show", path, "--format", "json", environment=environment).stdout)
    assert shown["agency"]["name"] == "乙镇"
    checked = nianbao("check", tmp_path, environment=environment)
    assert checked.returncode == 0
    assert checked.stdout.startswith(f"{path}：待办 1\n")


def test_text_in_another_encoding_than_the_locales_is_refused_not_garbled(file: Path) -> None:
    before = file.read_bytes()
    done = nianbao("set", file, os.fsdecode("agency.name=乙镇".encode("gbk")))
    assert (done.returncode, done.stdout, file.read_bytes()) == (2, "", before)
    assert "不成字符的代码" in done.stderr


def test_a_name_that_is_no_utf8_is_shown_and_works(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xd0\xa1\xff.toml"))
    shutil.copyfile(SAMPLE, path)
    text, as_json = nianbao("check", tmp_path), nianbao("check", tmp_path, "--format", "json")
    assert (text.returncode, as_json.returncode) == (0, 0)
    assert "<U+DCFF>" in text.stdout
    [report] = json.loads(as_json.stdout)["reports"]
    assert report["path"].endswith("\udcff.toml")


def test_the_commands_work_from_the_folder_of_the_report(file: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tui", "set", "2024.toml", f"{PENALTIES}=9"], cwd=file.parent, check=False,
        capture_output=True, text=True, timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, f"{PENALTIES}: 8 -> 9\n")
