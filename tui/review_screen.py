"""The doubts of an import over the whole screen: each is looked at and accepted, or its cell is changed, with the checks at work."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from textual import events
from textual.app import ComposeResult

from reports.faults import ReportFault
from schema.findings import Repair
from schema.language import _
from tui.detailed_list import LEAST_DETAIL
from tui.import_review import Review
from tui.keymap import key_of, keys_of_action
from tui.read_only import why_unchanged
from tui.repair_words import change_words, changes_words
from tui.review_view import ReviewView
from tui.roles import Holder
from tui.workarounds import FastModalScreen

Left = Literal["look", "save", "close"]
"""Why the clerk leaves the review: to look at a place, to save, for nothing more."""

LONGEST_LABEL = 40
MOVES = {"up": -1, "shift+tab": -1, "down": 1, "tab": 1, "home": -9999, "end": 9999}
SCROLLS = {"pageup": -LEAST_DETAIL, "pagedown": LEAST_DETAIL}
ACCEPT = ("a", "space")
ALIKE = ("t",)
EDIT = ("e", "f2")
CARETS = {"left": "left", "right": "right", "home": "row_start", "end": "row_end"}


class ReviewScreen(FastModalScreen[Left]):
    """Answers with why it was left; what was changed is in the session, what was accepted beside the report.

    Before it is ``entered`` the app holds the keys: the report below it is still being checked.
    """

    def __init__(self, review: Review, message: str = "", *, entered: bool = True) -> None:
        super().__init__()
        self.entered = entered
        self.view = ReviewView(review, message)
        self.keys = self.keys_here()

    def compose(self) -> ComposeResult:
        """The whole screen."""
        yield self.view

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.view.focus()
        self.view.say(self.view.message)

    def enter(self) -> None:
        """Everything is checked: that is shown too, and the keys come."""
        self.entered = True
        self.view.say(self.view.message)
        if isinstance(self.app, Holder):
            self.app.release_keys()

    def on_key(self, event: events.Key) -> None:
        """What is typed goes to the open cell, else it moves, accepts, opens the cell, leaves."""
        event.stop()
        event.prevent_default()
        if self.view.typing.entry:
            self.type(event)
        else:
            self.act(event)

    def act(self, event: events.Key) -> None:
        """No cell is open."""
        does = self.keys.get(event.key.lower())
        if does:
            does()
        elif event.is_printable and event.character and event.character.strip():
            self.edit(event.character)

    def keys_here(self) -> dict[str, Callable[[], object]]:
        """What the keys do while no cell is open."""
        view = self.view
        of_actions: dict[str, Callable[[], object]] = {
            "help": self.show_help,
            "doubts": self.say_here,
            "save": partial(self.dismiss, "save"),
            "accept_repair": self.repair,
            "undo": partial(self.travel, back=True),
            "redo": partial(self.travel, back=False),
        }
        return {
            **{key: partial(view.move, by) for key, by in MOVES.items()},
            **{key: partial(view.scroll, by) for key, by in SCROLLS.items()},
            **{key: does for action, does in of_actions.items() for key in keys_of_action(action)},
            **dict.fromkeys(ACCEPT, self.accept),
            **dict.fromkeys(ALIKE, self.accept_alike),
            **dict.fromkeys(EDIT, partial(self.edit, None)),
            "enter": self.look,
            "escape": partial(self.dismiss, "close"),
        }

    def type(self, event: events.Key) -> None:
        """A cell is open."""
        view, key = self.view, event.key
        typing, entry = view.typing, view.typing.entry
        assert entry is not None
        if key == "enter":
            refused = typing.commit()
            if refused:
                view.say(refused)
            else:
                view.to_open()
        elif key == "escape":
            typing.cancel()
            view.say("")
        elif key in CARETS:
            entry.moves_caret(CARETS[key])
            view.say(view.message)
        elif key in ("backspace", "delete"):
            view.say(typing.erase(*((-1, 0) if key == "backspace" else (0, 1))))
        elif key in keys_of_action("save"):
            self.leave("save")
        elif key in keys_of_action("doubts"):
            self.say_here()
        elif event.is_printable and event.character and event.character.strip():
            view.say(typing.type(event.character))

    def show_help(self) -> None:
        """What doubts are, and the keys."""
        from tui.dialogs import TextDialog
        from tui.review_words import review_help

        self.app.push_screen(TextDialog(review_help()))

    def say_here(self) -> None:
        """The key that leads here was pressed here, perhaps a moment too late."""
        self.view.say(
            _("疑点就列在这里；Esc 回到报告。")
            if not self.view.typing.entry
            else _("先按 Enter 确定，或按 Esc 恢复原数。")
        )

    def edit(self, text: str | None) -> None:
        """Opens the cell of the doubt in focus."""
        if self.may_change():
            self.view.say(self.view.typing.begin(text))

    def accept(self) -> None:
        """The doubt in focus is looked at, or open again where it was."""
        review = self.view.review
        if not self.may_change():
            return
        accepted = not review.accepted(review.current)
        if self.marked(partial(review.accept, accepted=accepted)):
            if accepted:
                self.view.to_open()
            else:
                self.view.say("")

    def accept_alike(self) -> None:
        """All doubts that say the same are looked at, once that is confirmed."""
        from tui.dialogs import ChoiceDialog  # few reviews need it

        review = self.view.review
        if not self.may_change():
            return
        if len(review.alike) < 2:
            self.view.say(_("没有别的同样的疑点了；看过这一处请按 a。"))
            return

        def answered(answer: str | None) -> None:
            if answer and self.marked(review.accept_alike):
                self.view.to_open()

        said = _("有 {n} 处没看的疑点是同样的：{message}\n都对照来源看过了？")
        question = said.format(n=len(review.alike), message=review.doubt.message)
        choices = [("", _("没有，还是一处一处看")), ("all", _("都看过了，没有问题"))]
        self.app.push_screen(ChoiceDialog(question, choices), answered)

    def marked(self, mark: Callable[[], None]) -> bool:
        """Whether marks could be written beside the report; where not, why is said."""
        try:
            mark()
        except ReportFault as fault:
            self.view.say(str(fault))
            return False
        return True

    def look(self) -> None:
        """To the place itself, where there is one."""
        if self.view.review.target:
            self.dismiss("look")
        else:
            self.view.say(_("这里说的是整份文件，没有可以去的格；看过请按 a。"))

    def repair(self) -> None:
        """Carries out the one certain repair of the problem that is told; of others the clerk takes one, or none."""
        view, session = self.view, self.view.review.session
        finding = view.review.finding
        if not self.may_change():
            return
        repairs = session.lookup.repairs(finding) if finding else ()
        if not repairs:
            view.say(_("这一处没有现成的改法，请对照来源自己改。"))
        elif len(repairs) == 1 and repairs[0].unique:
            self.carry_out(repairs[0])
        else:
            self.offer(repairs)

    def offer(self, repairs: tuple[Repair, ...]) -> None:
        """Asks which repair it is to be; none is taken beforehand."""
        from tui.dialogs import ChoiceDialog  # few doubts need it

        form = self.view.review.form
        choices = [(str(place), f"{changes_words(form, one)}\n{one.because}") for place, one in enumerate(repairs)]
        question = _("请对照来源；确实如此再改：")

        def answered(answer: str | None) -> None:
            if answer:
                self.carry_out(repairs[int(answer)])

        self.app.push_screen(ChoiceDialog(question, choices, preselected=False), answered)

    def carry_out(self, repair: Repair) -> None:
        """Puts a problem right, as one undo step."""
        view, form = self.view, self.view.review.form
        label = change_words(form, repair.edits[0])[:LONGEST_LABEL]
        view.review.session.amend(repair, _("改正：{label}").format(label=label))
        words = changes_words(form, repair)
        view.say(_("已改正 {words}。{undo} 可以撤销。").format(words=words, undo=key_of("undo")))

    def travel(self, *, back: bool) -> None:
        """Undo, or redo."""
        if self.may_change():
            self.view.say(self.view.typing.undo() if back else self.view.typing.redo())

    def may_change(self) -> bool:
        """Whether the report may be changed; where not, why is said."""
        if self.view.review.session.read_only:
            self.view.say(why_unchanged())
            return False
        return True

    def leave(self, why: Left) -> None:
        """Leaves with what was typed; where that was not taken, stays and says so."""
        refused = self.view.typing.commit()
        if refused:
            self.view.say(refused)
        else:
            self.dismiss(why)
