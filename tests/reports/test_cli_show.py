"""``show`` and its JSON: a public contract."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from reports.json_text import to_json
from reports.terminal_text import UNSAFE
from schema.form_loader import load_form
from tests.reports.commanding import PENALTIES, Here
from tests.reports.making import changed, written


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
