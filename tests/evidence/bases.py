"""Reports without fault, in memory: the tables of real offices under invented names, with prose written for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reports.reading import report_from
from schema.report import Report

HERE = Path(__file__).parent
BEFORE = "-before"
"""What the file of last year's report adds to the name of its base."""


@cache
def text_of(name: str) -> str:
    """The report file of a base: its tables, then its prose where it has any."""
    prose = HERE / "prose" / f"{name}.toml"
    figures = (HERE / "figures" / f"{name}.toml").read_text("utf-8")
    return figures + ("\n" + prose.read_text("utf-8") if prose.exists() else "")


def base_names() -> list[str]:
    """Every base, without last years."""
    return sorted(path.stem for path in (HERE / "figures").glob("*.toml") if not path.stem.endswith(BEFORE))


def base(name: str) -> Report:
    """A fresh report of this base."""
    return report_from(text_of(name), HERE / "figures" / f"{name}.toml")


def base_before(name: str) -> Report | None:
    """A fresh report of the year before, where the base has one."""
    return base(name + BEFORE) if (HERE / "figures" / f"{name}{BEFORE}.toml").exists() else None
