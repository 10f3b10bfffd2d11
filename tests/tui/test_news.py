"""News waits until what was said before it could be read, and says nothing that is no longer so."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from tui.news import READABLE, News


class Desk(News):
    """An editor whose clock is moved by hand."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.timers: list[Callable[[], None]] = []
        self.age = float("inf")
        self.status = SimpleNamespace(shown_for=lambda: self.age)

    @property
    def _editor(self) -> Any:
        return self

    def set_timer(self, seconds: float, then: Callable[[], None]) -> None:
        assert 0 < seconds <= READABLE
        self.timers.append(then)

    def show_focus(self, words: str) -> None:
        self.seen.append(words)
        self.age = 0.0

    def pass_time(self) -> None:
        self.age += READABLE
        waiting, self.timers = self.timers, []
        for timer in waiting:
            timer()


def test_it_comes_at_once_where_nothing_was_said() -> None:
    desk = Desk()
    desk.tell_news("others", lambda: "甲 开始编辑")
    assert desk.seen == ["甲 开始编辑"]
    assert not desk.timers


def test_what_was_said_stays_readable_and_each_has_its_time() -> None:
    desk = Desk()
    desk.show_focus("已保存")
    desk.tell_news("others", lambda: "甲 开始编辑")
    desk.tell_news("protection", lambda: "磁盘已满")
    assert desk.seen == ["已保存"]
    desk.pass_time()
    assert desk.seen == ["已保存", "甲 开始编辑"]
    desk.pass_time()
    assert desk.seen == ["已保存", "甲 开始编辑", "磁盘已满"]
    assert not desk.timers


def test_of_one_subject_only_the_last_waits_and_what_is_no_longer_so_is_not_said() -> None:
    desk = Desk()
    desk.show_focus("已保存")
    for number in range(50):
        desk.tell_news("file", lambda number=number: f"第 {number} 次改过")  # type: ignore[misc]
    desk.tell_news("others", lambda: "")
    desk.pass_time()
    desk.pass_time()
    assert desk.seen == ["已保存", "第 49 次改过"]
    desk.age = float("inf")
    desk.tell_news("others", lambda: "甲 开始编辑")
    assert desk.seen[-1] == "甲 开始编辑"
