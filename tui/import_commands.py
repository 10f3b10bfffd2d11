"""Bringing a report in from the editor, and the doubts that an import has left of the open one."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from schema.language import _
from tui.keymap import key_of
from tui.news import News
from tui.pane import section_of

if TYPE_CHECKING:
    from pathlib import Path

    from tui.app import NianbaoApp
    from tui.import_review import Review
    from tui.review_screen import Left, ReviewScreen


class ImportCommands(News):
    """Actions of the table, as methods that Textual finds by name; mixed into the editor screen."""

    reviewing = False
    """Whether the report has just been brought in, so that its doubts are what is seen first."""
    review: Review | None = None
    """The doubts, once it is known that there are any."""
    _first: ReviewScreen | None = None
    """The doubts of a fresh import, over a report that is being checked."""

    def action_import(self) -> None:
        """Another report is read from a document and opened; first what is unsaved of this one is asked about."""
        from tui.import_flow import Import

        editor = self._editor
        app = cast("NianbaoApp", editor.app)

        def opened(path: Path, told: str, *, reviewing: bool) -> None:
            fault = app.open_report(path, told, reviewing=reviewing)
            if fault:
                editor.show_focus(fault)

        editor.when_settled(Import(app, editor.session.path.parent.parent, editor.show_focus, opened).ask)

    def action_doubts(self) -> None:
        """The doubts one by one; where the report has none, that is said."""
        editor = self._editor
        refused = editor.leave_page()
        fault = self._read_doubts()
        if self.review is None or not len(self.review):
            editor.show_focus(refused + (fault or _("这份报告没有导入时留下的疑点。")))
        else:
            self._show_review(refused + fault)

    def on_mount(self) -> None:
        """The doubts of a fresh import lie over the table before that is drawn."""
        if self.reviewing and not self._read_doubts() and self.review:
            self._first = self._show_review(self._editor.told, entered=False)

    def meet_doubts(self) -> None:
        """The report is checked: the doubts that are shown already take the keys, others that are open are told of."""
        if self._first:
            self._first.enter()
            return
        from reports.history_folder import IMPORT, history_file  # not for the first screen

        editor = self._editor
        if not os.path.lexists(history_file(editor.session.path, IMPORT)):
            return
        fault = self._read_doubts()
        editor.refresh_page()
        if fault or (self.review and self.review.left):
            self.tell_news("doubts", lambda: fault or self._words_of_doubts())

    def settle_doubts(self, addresses: Collection[str]) -> str:
        """These contents were saved: doubts about them are settled; why that could not be written down, else empty."""
        from reports.faults import ReportFault

        try:
            if self.review:
                self.review.keep_saved(addresses)
                self._mark_doubts()
        except ReportFault as fault:
            return str(fault)
        return ""

    def _words_of_doubts(self) -> str:
        left = self.review.left if self.review else 0
        if not left:
            return ""
        return _("导入时还有 {left} 处疑点没看；{key} 逐处看。").format(left=left, key=key_of("doubts"))

    def _read_doubts(self) -> str:
        """Reads them, again where they are known; why they cannot be read, else empty."""
        from reports.faults import ReportFault
        from tui.import_review import Review

        try:
            if self.review:
                self.review.reread()
            else:
                self.review = Review(self._editor.session)
        except ReportFault as fault:
            return str(fault)
        self._mark_doubts()
        return ""

    def _mark_doubts(self) -> None:
        """The table marks its cells about which there are doubts, as soon as it is drawn again."""
        self._editor.session.doubtful = self.review.doubtful if self.review else frozenset()

    def _show_review(self, message: str, *, entered: bool = True) -> ReviewScreen:
        from tui.review_screen import ReviewScreen  # few reports are brought in

        assert self.review is not None
        screen = ReviewScreen(self.review, message, entered=entered)
        self._editor.app.push_screen(screen, self._left_review)
        return screen

    def _left_review(self, why: Left | None) -> None:
        """Draws what was changed there, and goes where the clerk wants to go."""
        from tui.review_words import look_words

        editor, review = self._editor, self.review
        assert review is not None
        self._mark_doubts()
        editor.bar.repaint()
        editor.refresh_page()
        if why == "save":
            editor.show_focus()
            editor.action_save()
        elif why == "look":
            place, _section = section_of(editor.session, review.target)
            editor.show_place(place, review.target, look_words(review))
        else:
            editor.show_focus(self._words_of_doubts())
