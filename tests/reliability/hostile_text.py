"""Text made to act on a terminal, and a library that holds it in every place a text can come from."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import NamedTuple

from tests.reports.making import TEXT

C0 = "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), 127, 13, 9, 10, 0]))
C1 = "".join(map(chr, range(0x80, 0xA0)))
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = "\u00ad\u180e\u200b\u200c\u200d\u2028\u2029\u2060\u2061\u2064\u206a\u206f\ufeff\ufff9\ufffb\U000e0001\U000e0041\U000e007f"
NEVER = "\ufdd0\ufffe\uffff\U0001fffe\U0010ffff"
EVERY = C0 + C1 + TURNING + UNSEEN + NEVER

SEQUENCES = (
    "\x1b]0;owned\x07", "\x1b[5;41m", "\x9b5m", "\x9d0;owned\x9c", "\x1b[2J\x1b[9;9H", "\x1bP+q544e\x1b\\", "\x1b[6n\x1b[c", "\u202e反", "\x1b#8",
    "[/x][@click=app.quit]x[/]", "\x1b]8;;http://a\x1b\\", "\x1b]52;p;AAAA\x07", "\r\x08\x7f",
)  # fmt: skip
"""What a hostile file would really hold."""


class Place(NamedTuple):
    """A library with hostile text, the report to open in it, and the surroundings to open it with."""

    folder: Path
    report: Path
    environment: dict[str, str]


def toml(text: str) -> str:
    """A text as a basic string, everything that is no plain ASCII or Chinese written as a number."""
    return '"' + re.sub(r"[^ !#-\[\]-~一-龥]", lambda ch: f"\\U{ord(ch[0]):08X}", text) + '"'


def packed(text: str, length: int) -> list[str]:
    """A text in pieces that fit where there is little room."""
    return [text[at : at + length] for at in range(0, len(text), length)]


def hostile_report(text: str, year: int = 2024) -> str:
    """The sample with the text everywhere: names, basic data, prose, notes, marks, dismissals, reviews, unknown keys."""
    made = TEXT.replace("year = 2024", f"year = {year}")
    made = re.sub(r'(?m)^name = ".*"$', lambda _: f"name = {toml('海城' + text)}", made)
    fields = r'(?m)^(website|contact|address|phone|postcode|url)( *= )".*"$'
    made = re.sub(fields, lambda m: f"{m[1]}{m[2]}{toml('甲' + text)}", made)
    made = made.replace("[agency]", f"{toml('未知' + text)} = 1\n[agency]\n{toml('键' + text)} = {toml(text)}", 1)
    for part in ("text", "summary", "proactive", "on_request", "oversight"):
        line = toml(f"2024 年{text}公开 99 条。\n第二段{text}。".replace("2024", str(year)))
        made = re.sub(rf"(?ms)^{part} = '''.*?^'''$", (f"{part} = {line}").replace("\\", "\\\\"), made)
    made = re.sub(
        r"(?m)^administrative_penalties( *)= \S+", lambda m: f"administrative_penalties{m[1]}= {toml(text)}", made
    )
    made = re.sub(
        r"(?m)^administrative_fees( *)= \S+", lambda m: f"administrative_fees{m[1]}= {toml('/' + text)}", made
    )
    return (
        made
        + f"""
[notes]
"proactive.administrative_penalties" = {toml("含" + text)}
"requests" = {toml("注" + text)}
{toml("没有" + text)} = {toml(text)}
[dismissed]
"overview.proactive" = {toml("因为" + text)}
"proactive" = {toml("因为" + text)}
{toml("哪里" + text)} = {toml(text)}
[[review]]
at = {toml("2025" + text)}
by = {toml("王" + text)}
reason = {toml(text)}
changes = [{toml(text)}]
"""
    )


def file_name(text: str) -> str:
    """The text as far as a file may be called so, with a byte that is no UTF-8."""
    return text.replace("/", "").replace("\0", "")[:40] + os.fsdecode(b"\x9b\xff")


def hostile_library(folder: Path, text: str) -> Place:
    """A library whose folders, files, reports, save log, settings and surroundings hold the text."""
    library = folder / ("库" + file_name(text))
    agency = library / ("甲镇" + file_name(text))
    agency.mkdir(parents=True)
    for year in (2023, 2024):
        (agency / f"{year}.toml").write_text(hostile_report(text, year), encoding="utf-8")
    (agency / ("2025" + file_name(text) + ".toml")).write_text(
        f"format = {toml(text)}\nyear = 2025\n", encoding="utf-8"
    )
    (library / "乙局").mkdir()
    (library / "乙局" / "2024.toml").write_text(f"a = 1\n{toml(text)} = [\n", encoding="utf-8")
    log = agency / ".history" / "2024.saves.jsonl"
    log.parent.mkdir()
    saved = {"at": "2030-01-02T03:04:05+08:00", "by": "张" + text, "count": 3}
    log.write_text(json.dumps(saved) + "\n", encoding="utf-8")
    doubts = [
        {"kind": text, "figure": figure, "source_text": text, "proposed": text, "message": f"疑点{text}"}
        for figure in ("", "proactive", "proactive.administrative_penalties", "overview.proactive", text)
    ]
    (log.parent / "2024.import.json").write_text(json.dumps({"doubts": doubts}), encoding="utf-8")
    settings = folder / "config" / "nianbao" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        f"{toml('键' + text)} = {toml(text)}\n[keys]\nhelp = {toml(text)}\n{toml('动' + text)} = 1\n", encoding="utf-8"
    )
    environment = {
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "NIANBAO_NAME": "赵" + text.replace("\0", ""),
    }
    return Place(library, agency / "2024.toml", environment)
