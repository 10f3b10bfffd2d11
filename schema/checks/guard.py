"""A check that fails itself is our fault, told as a finding; it never takes the report or the other checks with it."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from typing import TypeVar

from schema.findings import Finding, Level
from schema.language import _

OURS = "/schema/"
Subject = TypeVar("Subject")


def guarded(check: Callable[[Subject], Iterable[Finding]], subject: Subject, section: str) -> list[Finding]:
    """The findings of a check; where it breaks, one finding that names the check, file and line."""
    try:
        return list(check(subject))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one rule, the report opens and the others run
        frames = traceback.extract_tb(error.__traceback__)
        frame = next((one for one in reversed(frames) if OURS in one.filename), frames[-1])
        module = frame.filename[max(0, frame.filename.rfind(OURS)) :].lstrip("/")
        name = getattr(check, "__name__", "?")
        message = _(
            "核对规则 {name} 本身有错，没有执行完（{module} 第 {line} 行，{error}）。"
            "这不是报告的问题，请告诉维护程序的人；这一项请人工核对。"
        ).format(name=name, module=module, line=frame.lineno, error=type(error).__name__)
        return [Finding(Level.SETTLE, "broken", f"rule.{name}", section, message, evidence=type(error).__name__)]
