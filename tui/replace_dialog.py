"""Find and replace: two lines and a scope over the list of what would be replaced."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from reports.terminal_text import safe
from schema.language import _
from schema.places import Hit
from tui.field_input import FieldInput
from tui.keymap import key_of
from tui.paint import LineWidget
from tui.replacing import Scope, hits_of, passages, replaced, scopes, step_label
from tui.result_list import Result, ResultList, around
from tui.session import Change, Session
from tui.styles import PLAIN, REVERSE, Line, joined
from tui.workarounds import FastModalScreen

MOST_SHOWN = 6
MOVES = {"up": -1, "down": 1, "pageup": -MOST_SHOWN, "pagedown": MOST_SHOWN}


class Replaced(NamedTuple):
    """What was done while the dialog stood: the last change, its place in the text, and what to say."""

    change: Change
    at: int
    message: str
    needle: str


class ScopeLine(LineWidget, can_focus=True):
    """Where to replace; the left and right arrows choose."""

    def __init__(self, choices: list[Scope]) -> None:
        super().__init__()
        self.choices = choices
        self.current = 0

    @property
    def scope(self) -> Scope:
        """The scope chosen."""
        return self.choices[self.current]

    @property
    def cursor_screen_offset(self) -> Offset:
        """The hardware cursor stands before the scopes."""
        return self.screen_offset(0, 0)

    def build(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - one line is enough
        """The scopes in a row, the chosen one in brackets and reversed."""
        names = [(f"[{one.label}]" if n == self.current else f" {one.label} ", n) for n, one in enumerate(self.choices)]
        return [joined([(name, REVERSE if n == self.current else PLAIN) for name, n in names])]

    def turn(self, by: int) -> None:
        """Another scope."""
        self.current = (self.current + by) % len(self.choices)
        self.repaint()


class ReplaceDialog(FastModalScreen[Replaced | None]):
    """Replaces hit by hit or all at once, through the session; answers with what was done, None for nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
        Binding("ctrl+r,alt+a", "take_all", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("tab", "turn(1)", show=False, priority=True),
        Binding("shift+tab", "turn(-1)", show=False, priority=True),
        *(Binding(key, f"move({by})", show=False, priority=True) for key, by in MOVES.items()),
    ]

    def __init__(self, session: Session, address: str, needle: str) -> None:
        super().__init__()
        self.session = session
        self.old = FieldInput(safe(needle, keep=""))
        self.new = FieldInput()
        self.scope = ScopeLine(scopes(session.report, address))
        self.list = ResultList()
        self.count = Static("", markup=False)
        self.preview = Static("", markup=False)
        self.hits: list[Hit] = []
        self._looked: tuple[str, str, Scope] | None = None
        self._too_long: tuple[str, ...] = ()
        self._began_again = False
        self._done: list[tuple[str, str, int]] = []
        """What was replaced by what, and in how many places: a step each."""
        self._last: Replaced | None = None

    def compose(self) -> ComposeResult:
        """The lines, how many hits there are, the hits, how the chosen one would read, and the keys."""
        rows = ((_("找"), self.old), (_("换成"), self.new), (_("范围"), self.scope))
        with Vertical(classes="dialog search replace"):
            for label, line in rows:
                with Horizontal(classes="field"):
                    yield Static(label, markup=False, classes="name")
                    yield line
            yield self.count
            yield self.list
            yield self.preview
            yield Static(_("Enter 换这一处  ↓ 跳过  Ctrl+R 全部换\nTab 下一栏  Esc 返回"), markup=False, classes="foot")

    def on_mount(self) -> None:
        """The first line takes the keys."""
        self.old.tab_leaves = self.new.tab_leaves = False
        self.old.focus()
        self.old.select_all()
        self.look()

    def on_resize(self, event: events.Resize) -> None:
        """The list is as high as there is room."""
        self.list.styles.height = max(2, min(MOST_SHOWN, event.size.height - 12))
        self.call_after_refresh(self._tell)

    def on_key(self, event: events.Key) -> None:
        """The arrows along the line choose a scope while its line has the keys."""
        by = {"left": -1, "right": 1, "space": 1}.get(event.key)
        if by and self.focused is self.scope:
            self.scope.turn(by)
            self.look()
            event.stop()

    def on_input_changed(self) -> None:
        """Another text: other hits."""
        self.look()

    def look(self, behind: tuple[int, int] = (0, 0), *, anew: bool = False) -> None:
        """Brings the hits up to what the lines say; the current one is the first that is not before a place."""
        looked = self.old.value, self.new.value, self.scope.scope
        if looked == self._looked and not anew:
            return
        self._looked = looked
        read, self._too_long = passages(self.session.report, self.scope.scope)
        self.hits = hits_of(read, self.old.value, self.new.value)
        current = next((n for n, hit in enumerate(self.hits) if hit.key >= behind), 0)
        self._began_again = bool(behind[0] and self.hits) and self.hits[current].key < behind
        self.list.empty = _("没有别的了。") if self._done else _("正文里没有。") if self.old.value else ""
        self.list.show([Result(hit.place.name, hit.place.text, hit.start, hit.end) for hit in self.hits], current)
        self._tell()

    def action_move(self, by: int) -> None:
        """Another hit."""
        self.look()
        self.list.move(by)
        self._began_again = False
        self._tell()

    def action_turn(self, step: int) -> None:
        """Another line."""
        stops = (self.old, self.new, self.scope)
        self.set_focus(stops[(next(n for n, one in enumerate(stops) if one is self.focused) + step) % len(stops)])

    def action_take(self) -> None:
        """From the first line on to the second; from there the current hit is replaced."""
        self.look()
        if self.focused is self.old:
            self.set_focus(self.new)
        elif self.hits:
            hit = self.hits[self.list.current]
            self._carry_out([hit])
            self.look((hit.place.order, hit.start + len(self.new.value)), anew=True)

    def action_take_all(self) -> None:
        """Replaces all of them as one step, and closes."""
        self.look()
        if self.hits:
            self._carry_out(self.hits)
            self.dismiss(self._answer())

    def action_leave(self) -> None:
        """Closes; what was replaced one by one stays."""
        self.dismiss(self._answer())

    def _carry_out(self, hits: list[Hit]) -> None:
        old, new = self.old.value, self.new.value
        change = self.session.enter_many(replaced(hits, new), step_label(old, new))
        self._done.append((old, new, len(hits)))
        self._last = Replaced(change, hits[0].start + len(new), "", old)

    def _answer(self) -> Replaced | None:
        if self._last is None:
            return None
        pairs = {(old, new) for old, new, _count in self._done}
        old, new = (safe(text, keep="") for text in self._done[-1][:2])
        said = _("已删去 {n} 处“{old}”") if not new else _("已把 {n} 处“{old}”换成“{new}”")
        said = said if len(pairs) == 1 else _("已替换 {n} 处")
        undo = _("；{key} 可以撤销。") if len(self._done) == 1 else _("；{key} 一步一步撤销。")
        undo = undo.format(key=key_of("undo"))
        return self._last._replace(message=said.format(n=self._count(), old=old, new=new) + self._told_of_long() + undo)

    def _count(self) -> int:
        return sum(count for _old, _new, count in self._done)

    def _told_of_long(self) -> str:
        names = _("、").join(_("“{text}”").format(text=name) for name in self._too_long)
        return _("；{names}有太长的段落，没有替换").format(names=names) if names else ""

    def _tell(self) -> None:
        """How many there are, and how the current one would read."""
        count, place = len(self.hits), self.list.current
        said = [_("已换 {n} 处。").format(n=self._count())] if self._done else []
        said += [_("后面没有了，从头再找。")] if self._began_again else []
        said += [_("第 {k} 处，共 {n} 处").format(k=place + 1, n=count)] if count else []
        self.count.update(Content("".join(said) + self._told_of_long()))
        self.preview.update(Content(self._preview(self.hits[place]) if count else ""))

    def _preview(self, hit: Hit) -> str:
        text, new = hit.place.text, self.new.value
        room = max(10, (self.list.size.width or self.app.size.width) - 8)
        shown = Result("", text[: hit.start] + new + text[hit.end :], hit.start, hit.start + len(new))
        return _("换后  {text}").format(text="".join(part for part, _style in around(shown, room)))
