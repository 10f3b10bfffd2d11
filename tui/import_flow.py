"""From a file that the clerk names to the open report: where it is, what it does not say of itself, the reading, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reports.importing.worker import Answer, Request
from reports.terminal_text import safe
from schema.language import _
from tui.dialogs import ChoiceDialog
from tui.import_reading import Reading
from tui.live_dialog import Taken
from tui.path_names import real_path
from tui.path_prompt import PathPrompt
from tui.prompt import PromptDialog
from tui.year_and_agency import wrong_agency, wrong_year

if TYPE_CHECKING:
    from tui.app import NianbaoApp


class Opens(Protocol):
    """Opens a report that was brought in, with something to say, and with its doubts where it is to be reviewed."""

    def __call__(self, path: Path, told: str, *, reviewing: bool) -> None:
        """In place of what is shown."""


class Import:
    """One document that is to become a report of a library; ``say`` tells what went wrong, ``opened`` shows the report."""

    def __init__(self, app: NianbaoApp, library: Path, say: Callable[[str], object], opened: Opens) -> None:
        self.app = app
        self.folder = library
        self.say = say
        self.opened = opened

    def ask(self) -> None:
        """Which document?"""
        last = self.app.imported_from or "~/"

        def answered(taken: Taken | None) -> None:
            if taken is not None:
                source = real_path(taken.text)
                self.app.imported_from = f"{source.parent}/"
                self.read(Request(source, self.folder))

        question = _("导入哪个文件？网页、Word、Excel、PDF、文本都可以")
        self.app.push_screen(PathPrompt(question, last), answered)

    def read(self, request: Request) -> None:
        """Reads it, and goes on by what came of that."""

        def answered(answer: Answer | None) -> None:
            if answer is None:
                self.say(_("没有导入，什么也没有写。"))
            else:
                self.follow(request, answer)

        self.app.push_screen(Reading(request), answered)

    def follow(self, request: Request, answer: Answer) -> None:
        """Opens what was written; asks for what the source does not say; says why there is nothing."""
        if answer.outcome == "written":
            self.opened(answer.path, told(answer) + self.words_of(answer), reviewing=bool(answer.doubts))
        elif answer.outcome == "exists":
            self.offer(answer)
        elif answer.outcome == "year":
            self.ask_year(request)
        elif answer.outcome == "agency":
            self.ask_agency(request)
        else:
            self.say(self.words_of(answer))

    def words_of(self, answer: Answer) -> str:
        """The sentence in an answer, without the library's path in it."""
        return answer.words.replace(f"{self.folder}/", "")

    def offer(self, answer: Answer) -> None:
        """The report that is there already can be opened."""

        def answered(choice: str | None) -> None:
            if choice:
                self.opened(answer.path, "", reviewing=False)

        choices = [("open", _("打开已有的那一份")), ("", _("不打开"))]
        question = safe(self.words_of(answer), keep="")
        self.app.push_screen(ChoiceDialog(question, choices), answered)

    def ask_year(self, request: Request) -> None:
        """Of which year is it?"""

        def answered(year: str | None) -> None:
            if year is not None:
                self.read(request._replace(year=int(year)))

        question = _("{name} 没有写明年度：是哪一年的报告？").format(name=request.source.name)
        self.app.push_screen(PromptDialog(question, "", _("请写上年度，如 2024。"), wrong_year), answered)

    def ask_agency(self, request: Request) -> None:
        """Whose is it?"""

        def answered(agency: str | None) -> None:
            if agency is not None:
                self.read(request._replace(agency=agency))

        def wrong(agency: str) -> str:
            return wrong_agency(self.folder, agency)

        question = _("{name} 没有写明机关：是哪个机关的报告？写行政机关全称：").format(name=request.source.name)
        self.app.push_screen(PromptDialog(question, "", _("请写上行政机关全称。"), wrong), answered)


def told(answer: Answer) -> str:
    """What is said of a report that was brought in."""
    said = _("已导入并保存，读到 {tables} 张表").format(tables=answer.tables)
    if answer.missing:
        said += _("；来源没有的 {n} 格留空").format(n=answer.missing)
    return said + (
        _("；有 {n} 处疑点，请逐处看。").format(n=answer.doubts) if answer.doubts else _("。请对照来源核对。")
    )
