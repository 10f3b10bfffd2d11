"""``set``: changes what was asked for, all or nothing, and says so."""

from __future__ import annotations

import os
import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from reports import clerk
from tests.reports.commanding import PENALTIES, RECEIVED, Here
from tests.reports.making import changed, differing_lines, names_in, written


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
    assert [f["code"] for f in here.checked(file)] == ["requests.balance", "figure.blank", "prose.received"]


def test_set_for_an_account_without_a_name(file: Path, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4321")

    monkeypatch.setattr(clerk.getpass, "getuser", nobody)  # type: ignore[attr-defined]
    assert here("set", file, f"{PENALTIES}=9", "--reason", "补录") == 0
    assert tomllib.loads(file.read_text("utf-8"))["review"][0]["by"] == f"uid {os.getuid()}"


def test_a_reason_is_signed_with_the_clerks_own_name(file: Path, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where several clerks share an account, its name says nothing."""
    monkeypatch.setenv("NIANBAO_NAME", "李四")
    assert here("set", file, f"{PENALTIES}=9", "--reason", "补录") == 0
    assert tomllib.loads(file.read_text("utf-8"))["review"][0]["by"] == "李四"


def test_set_keeps_errors_and_unknown_keys_and_its_exit_code_does_not_tell_findings(tmp_path: Path, here: Here) -> None:
    text = changed(
        ("rules                    = [0, 0, 0] ", 'rules = ["十二", 0, 0] '),
        ("[proactive]  ", "[extra]\nx = 1\n\n[proactive]  "),
    )
    path = written(tmp_path / "r.toml", text)
    assert here("set", path, f"{RECEIVED}=12") == 0
    assert path.read_text("utf-8") == text.replace("received        = [0, ", "received        = [12, ")
    codes = [f["code"] for f in here.checked(path)]
    assert codes == ["requests.balance", "figure.unreadable", "figure.blank", "prose.received", "file.unknown_key"]
