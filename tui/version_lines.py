"""Previous versions and what they differ in as lines to read. A version is read when its line is shown. No Textual."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import overload

from rich.cells import cell_len

from reports.faults import ReportFault
from reports.version_changes import differences
from reports.versions import Version, read_version
from schema.form import Form
from schema.language import _
from schema.report import Edit, Report
from tui.history import edit_words
from tui.result_list import Result
from tui.styles import fit


class VersionLines(Sequence[Result]):
    """A line for each version; what differs from the present report is worked out for those that are looked at."""

    def __init__(self, path: Path, present: Report, versions: Sequence[Version]) -> None:
        self.path, self.present = path, present
        self.versions = list(versions)
        self.all = tuple(versions)
        self._name = max((cell_len(one.by) for one in versions), default=0)
        self.changes = cache(self.changes_of)

    def narrow(self, text: str) -> None:
        """Only versions whose time or clerk has these characters."""
        wanted = text.strip().casefold()
        self.versions = [one for one in self.all if wanted in f"{when(one)} {one.by}".casefold()]

    def changes_of(self, version: Version) -> tuple[Edit, ...]:
        """What made this version the present report, as edits; ReportFault where it cannot be read."""
        return tuple(differences(read_version(self.path, version), self.present).values())

    def __len__(self) -> int:
        return len(self.versions)

    @overload
    def __getitem__(self, place: int) -> Result: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Result]: ...
    def __getitem__(self, place: int | slice) -> Result | Sequence[Result]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        version = self.versions[place]
        published = _("，已发布") if version.published else ""
        return Result(f"{when(version)} {fit(version.by, self._name)}", self.difference(version) + published)

    def difference(self, version: Version) -> str:
        """How many figures and texts are others now."""
        try:
            changes = self.changes(version)
        except ReportFault:
            return _("读不出来")
        figures = sum(self.present.form.figure(edit.address) is not None for edit in changes)
        counts = ((figures, _("{n} 个数")), (len(changes) - figures, _("{n} 处文字")))
        told = [words.format(n=count) for count, words in counts if count]
        return _("{what}与现在不同").format(what=_("、").join(told)) if told else _("与现在相同")


def when(version: Version) -> str:
    """The time of a save, to the second: two are often made in a minute."""
    return version.at[:19].replace("T", " ")


def change_words(form: Form, edit: Edit) -> str:
    """What an address held then, and what it holds now."""
    return edit_words(form, edit) or _("“确实没有错”的说明")
