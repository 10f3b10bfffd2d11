"""Files that are no report: one message with line and reason, the file untouched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reports.faults import UnreadableReport
from reports.reading import read_report
from reports.source import LARGEST_FRAME
from tests.reports.making import SAMPLE, TEXT, changed, written
from tests.reports.readings import PENALTIES, RECEIVED, RULES, everything, read, refusal

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


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    with path.open("wb") as file:
        file.truncate(5 * 1024 * 1024 * 1024)
    with pytest.raises(UnreadableReport, match=r"超过 1\.5 MB"):
        read_report(path)
    fits = written(tmp_path / "fits.toml", TEXT + "#" * (LARGEST_FRAME - len(TEXT)))
    assert everything(read_report(fits)) == everything(read(TEXT))


def test_only_prose_may_be_larger_than_half_a_megabyte(tmp_path: Path) -> None:
    long = "我镇公开政府信息。\n" * 40_000
    prose = written(tmp_path / "prose.toml", changed(("summary = '''\n", f"summary = '''\n{long}")))
    assert prose.stat().st_size > 2**20
    assert read_report(prose).prose["overview.summary"].count("我镇公开政府信息。") == 40_000
    blanks = "\n" * LARGEST_FRAME
    block = '"""'
    for hidden in (f"# '''\n{blanks}# '''\n", f"x = {block}\n'''\n{block}\n{blanks}#'''\n", blanks):
        with pytest.raises(UnreadableReport, match=r"超过 0\.5 MB"):
            read_report(written(tmp_path / "frame.toml", TEXT + hidden + "# 多\n"))


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
