"""The questions before a report is begun: from which report, for whom, for which year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reports.beginning import Wanted, begin, name_in
from reports.faults import ReportFault
from reports.settings import settings
from reports.terminal_text import safe
from schema.language import _
from tui.dialogs import ChoiceDialog
from tui.folder_rows import Row
from tui.prompt import PromptDialog
from tui.year_and_agency import wrong_agency, wrong_year

if TYPE_CHECKING:
    from tui.folder_screen import LibraryScreen


class NewReport:
    """One report that is to be made, as far as it is known yet."""

    def __init__(self, screen: LibraryScreen) -> None:
        self.screen = screen
        self.view = screen.view

    def ask(self) -> None:
        """Offers what fits the agency in focus; where there is none, asks for one."""
        row = self.view.current
        if row is None or not row.cells:
            self.ask_agency()
            return
        newest = max(row.cells)
        year = self.view.year if self.view.year and self.view.year not in row.cells else newest + 1
        previous = row.cells.get(year - 1)
        choices = []
        if previous:
            said = _("文字照搬、年份顺延，逐段标为待办；结转带入；其余数字留空")
            choices.append(
                ("follow", _("照 {before} 年的报告新建 {year} 年度").format(before=year - 1, year=year) + f"\n{said}")
            )
        choices += [
            ("blank", _("新建空白的 {year} 年度报告").format(year=year)),
            ("other", _("为别的机关、别的年度新建空白报告")),
        ]

        def answered(answer: str | None) -> None:
            if answer == "other":
                self.ask_agency()
            elif answer:
                self.make(self.wanted(row, year, previous.path if previous and answer == "follow" else None))

        self.screen.app.push_screen(ChoiceDialog(safe(row.label), choices), answered)

    def wanted(self, row: Row, year: int, previous: Path | None) -> Wanted:
        """A report of an agency that has some: in their folder, called as they call it."""
        latest = row.cells[max(row.cells)].path
        folder = latest.parent
        return Wanted(folder.parent, folder.name, year, previous, name_in(previous or latest))

    def ask_agency(self) -> None:
        """For whom; what the settings name stands there already, else the agency in focus."""
        row = self.view.current
        here = row.agency if row and "/" not in row.agency else ""

        def answered(agency: str | None) -> None:
            if agency is not None:
                self.ask_year(agency)

        def wrong(agency: str) -> str:
            return wrong_agency(self.view.folder, agency)

        question = _("为哪个机关新建？写行政机关全称，文件夹就叫这个名称：")
        prompt = PromptDialog(question, settings().agency or here, _("请写上行政机关全称。"), wrong)
        self.screen.app.push_screen(prompt, answered)

    def ask_year(self, agency: str) -> None:
        """For which year; the newest one of the library stands there already."""
        years = self.view.listing.years()

        def answered(year: str | None) -> None:
            if year is not None:
                self.make(Wanted(self.view.folder, agency, int(year)))

        question = _("{agency}：哪个年度？").format(agency=agency)
        prefilled = str(self.view.year or (years[0] if years else ""))
        self.screen.app.push_screen(PromptDialog(question, prefilled, _("请写上年度，如 2024。"), wrong_year), answered)

    def make(self, wanted: Wanted) -> None:
        """Makes the report and opens it; where that fails, says why."""
        try:
            made = begin(wanted)
        except ReportFault as fault:
            self.screen.say(str(fault).replace(f"{self.view.folder}/", ""))
            return
        self.view.expected = made.path
        self.screen.open(made.path, made.told)
