"""What is typed for the cell of a doubt, as in the table itself: every key is an intent, Esc takes it back. No Textual."""

from __future__ import annotations

from reports.terminal_text import safe
from schema.language import _
from schema.values import show
from tui.grid import COMPUTED
from tui.grid_entry import Entry
from tui.import_review import Review


class ReviewEntry:
    """A cell being typed in, as long as ``entry`` is one."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.entry: Entry | None = None
        self._entries = 0

    def begin(self, text: str | None = None) -> str:
        """Opens the cell of the doubt in focus, with its content or a text in its place; why that cannot be, else empty."""
        session, figure = self.review.session, self.review.figure
        if figure is None:
            return _("这里说的不是一格：按 Enter 到那里去改。")
        content = session.report.get(figure.address)
        if figure.derived and content is None:
            return f"{COMPUTED}。"
        self._entries += 1
        shown = safe(show(content), keep="") if text is None else ""  # type: ignore[arg-type] # a figure holds a value
        self.entry = Entry(shown, len(shown), in_place=True)
        return self.type(text) if text else ""

    def type(self, text: str) -> str:
        """Text at the caret; why what stands there now is not taken, else empty."""
        assert self.entry is not None
        self.entry.insert(text)
        return self._apply()

    def erase(self, first: int, last: int) -> str:
        """Takes characters between two offsets from the caret out; as `type`."""
        assert self.entry is not None
        self.entry.remove(first, last)
        return self._apply()

    def cancel(self) -> None:
        """Gives up what was typed."""
        self.entry = None
        self.review.session.cancel_step()

    def commit(self) -> str:
        """Ends typing: what was understood stays, refused text is taken back; what to say of that, else empty."""
        if self.entry is None:
            return ""
        entry, self.entry = self.entry, None
        refused, _change = entry.end(self.review.session)
        return _("{refused}。").format(refused=refused) if refused else ""

    def undo(self) -> str:
        """Takes the last change of the session back; what was done."""
        refused = self.commit()
        _change, label = self.review.session.undo()
        return refused + (_("已撤销：{label}").format(label=label) if label else _("没有可以撤销的修改。"))

    def redo(self) -> str:
        """Makes the change taken back last again; what was done."""
        refused = self.commit()
        _change, label = self.review.session.redo()
        return refused + (_("已重做：{label}").format(label=label) if label else _("没有可以重做的修改。"))

    def _apply(self) -> str:
        assert self.entry is not None
        figure = self.review.figure
        assert figure is not None
        self.entry.put(self.review.session, figure.address, ("review", self._entries))
        return self.entry.refused
