"""The editor screen: sections, side pane, status and keys around one session. It wires; it holds no domain state."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal

from schema.form import Section
from schema.language import _
from tui.actions import SECTION_KEYS
from tui.chosen import Chosen
from tui.commands import EditorCommands
from tui.direct_paint import Brush
from tui.focus import Focus
from tui.grid import Grid
from tui.keymap import current_actions
from tui.pages import first_place, page_for
from tui.pane import NO_PANE, KeyLine, SectionBar, SidePane, StatusLines
from tui.problem_commands import ProblemCommands
from tui.rest import Rest
from tui.roles import Holder, Page
from tui.search_commands import SearchCommands
from tui.session import Change, Session
from tui.status import status_of
from tui.table_commands import TableCommands
from tui.text_commands import TextCommands
from tui.trail import Trail
from tui.view_commands import ViewCommands
from tui.workarounds import FastScreen

if TYPE_CHECKING:
    from reports.journal_reading import LostWork

PAUSE = 0.12
"""Seconds after the last key before what can wait is worked out: findings of a text, repairs."""

REST = 0.3
"""Seconds that the cursor stands in one place before pane and note follow it: they are half the bytes of a move."""

BREAKPOINTS = ((140, "wide"), (100, "medium"), (NO_PANE, "room"))


def bindings() -> list[BindingType]:
    """Every action of the table that belongs to the editor, and a key per section."""
    found: list[BindingType] = [
        Binding(",".join(action.keys), action.id, action.label, show=False, priority=True)
        for action in current_actions()
        if action.where == "anywhere" and action.keys
    ]
    return [*found, *(Binding(key, f"section({i})", show=False, priority=True) for i, key in enumerate(SECTION_KEYS))]


class Editor(
    EditorCommands,
    TableCommands,
    SearchCommands,
    TextCommands,
    ViewCommands,
    ProblemCommands,
    FastScreen[None],
):
    """One report being edited. Pages are made when first shown and kept."""

    BINDINGS: ClassVar[list[BindingType]] = bindings()

    def __init__(self, session: Session, told: str = "") -> None:
        super().__init__()
        self.session = session
        self.told = told
        """What is said of the report once it is open."""
        self.place = first_place(session)
        self.chosen = Chosen()
        self.trail = Trail()
        self.just_changed: frozenset[str] = frozenset()
        """Figures that were changed while prose says otherwise: prose is to follow them."""
        self.just_accepted = False
        """Whether a repair was accepted and no key but that one pressed since: the next problem is not read yet."""
        self.opening = True
        self._pause = Rest(self, PAUSE, self.catch_up)
        self._rest = Rest(self, REST, self.show_note)
        self._unshown: tuple[str, frozenset[str]] | None = None
        """Message and figures of keys behind which others wait."""
        self._told = ""
        """The filling note that is shown."""
        self.restored: list[LostWork] = []
        self.exported: bytes | None = None
        self.entered = False
        self.bar = SectionBar(session)
        self.pane = SidePane(session, Focus(self.section))
        self.status = StatusLines(str(session.path.parent))

    # ── what is on the screen ─────────────────────────────────────────────────

    def compose(self) -> ComposeResult:
        """Sections on top, page and pane side by side, two status lines, keys."""
        self.fit_width(self.app.size.width)
        page = page_for(self.session, self.section, self)
        self.pane.focused_on = self.focus_on(cast("Page", page))
        self.status.title, self.status.note = status_of(self.session, cast("Page", page).address)
        yield self.bar
        with Horizontal(classes="main"):
            with Container(classes="work"):
                yield page
            yield self.pane
        yield self.status
        yield KeyLine()

    def on_mount(self) -> None:
        """The first page takes the keys."""
        self.show_place(self.place)

    def on_screen_resume(self) -> None:
        """A dialog over it has closed, perhaps before it could let the next key in."""
        if self.entered and isinstance(self.app, Holder):
            self.app.release_keys()

    def on_resize(self, event: events.Resize) -> None:
        """As many columns as there is room for."""
        self.fit_width(event.size.width)

    def fit_width(self, columns: int) -> None:
        """A wider pane where there is room; known before the first layout, so that it is the only one."""
        for width, name in BREAKPOINTS:
            self.set_class(columns >= width, name)

    @property
    def section(self) -> Section:
        """The section in focus."""
        return self.session.report.form.sections[self.place]

    @property
    def page(self) -> Page:
        """The page of the section in focus."""
        return cast("Page", self.query_one(f"#page-{self.section.id}"))

    def show_place(self, place: int, address: str = "", message: str = "", at: int | None = None) -> None:
        """Turns to a section, in it to an address, and in a text to a place; a message goes to the status lines then."""
        if place == self.place and self.entered:
            self.enter_page(self.page, address, message, at)
            return
        work = self.query_one(".work")
        if not work.is_attached:
            return
        self.entered = False
        if place != self.place:
            message = self.leave_page() + message
            self.page.display = False
            self.place = place
        if not self.query(f"#page-{self.section.id}"):
            work.mount(page_for(self.session, self.section, self))
        if not self.page.display:
            self.page.display = True
        self.bar.show(place)
        self.call_after_refresh(self.enter_page, self.page, address, message, at)

    def enter_page(self, page: Page, address: str, message: str, at: int | None = None) -> None:
        """Gives a page the keys, once it is there."""
        if page is not self.page:
            return
        returning, self.entered = not self.entered, True
        if returning:
            self.refresh_page()
        if address:
            page.turn_to(address, at)
        if self.focused is not page.stop:
            self.set_focus(page.stop)
        self._told = self._words_for(page)[1]
        self.show_focus(message)
        if self.opening:
            self.opening = False
            self.call_after_refresh(self.complete)
        if isinstance(self.app, Holder):
            self.app.release_keys()

    def complete(self) -> None:
        """The first screen stands: everything else is checked, and work that was cut off is offered."""
        self.session.complete_checks()
        self.bar.repaint()
        self.refresh_page()
        self.show_focus(self.told)
        if isinstance(self.app, Holder):
            self.app.tell_setting_faults()
            self.app.keep(self.session)
        self.look_around()
        self.meet_doubts()

    def leave_page(self) -> str:
        """Ends what is being typed; what to say where it was not taken, with a full stop, else empty."""
        refused = self.page.leave()
        self.session.close_step()
        return _("{refused}。").format(refused=refused) if refused else ""

    def refresh_page(self) -> None:
        """Draws what changed while the page was away."""
        self.page.show_changes()

    def focus_on(self, page: Page) -> Focus:
        """What pane and status speak of while a page is shown."""
        figure = self.session.report.form.figure(page.address)
        is_text = self.session.report.form.part(page.address) is not None
        finding = self.chosen.of(self.session.findings)
        lookup = self.session.lookup
        known = lookup.known_repairs(finding) if finding else ()
        if finding and known is None and is_text:
            known = lookup.earlier_repairs(finding)
        return Focus(self.section, figure, page.address if is_text else "", self.chosen.place, known, at=page.at)

    def _words_for(self, page: Page) -> tuple[str, str]:
        """Title and note of what is in focus; while cells are selected, what they come to instead of how to fill them in."""
        title, note = status_of(self.session, page.address, None if page.busy else page.at)
        return title, (page.note if isinstance(page, Grid) else "") or note

    def show_focus(self, message: str = "", touched: frozenset[str] = frozenset()) -> None:
        """Pane and status lines for what is in focus now; ``touched`` are the figures that just changed."""
        touched |= self._unshown[1] if self._unshown else frozenset()
        self._unshown = None
        brush = Brush.taking
        if brush and brush.holding:
            self._unshown = message, touched
            brush.put_off(self.show_unshown)
            return
        page = self.page
        self.chosen.settle(self.session.findings, touched)
        focus = self.focus_on(page)
        if self.size.width < NO_PANE:
            self.bar.repaint()
        version = self.session.watch.version
        if message or touched or not self.pane.differs_in_place_only(focus, version):
            self.pane.show(focus, version)
        selected = isinstance(page, Grid) and page.selection is not None
        title, note = self._words_for(page)
        self._told = note if selected or note == self._told else ""
        self.status.show(title, self._told, message)
        if note != self._told or focus != self.pane.focused_on:
            self._rest.begin()
        if not page.busy:
            self.point_out(focus)
        finding = self.chosen.of(self.session.findings)
        unknown = finding is not None and self.session.lookup.known_repairs(finding) is None
        if self.session.watch.behind or (unknown and not page.busy):
            self._pause.begin()

    def show_unshown(self) -> None:
        """The focus that several keys have led to."""
        if self._unshown:
            self.show_focus(*self._unshown)

    def show_note(self) -> None:
        """The cursor rests: the totals over what is under it, and how to fill it in."""
        if self.entered:
            page = self.page
            self._told = self._words_for(page)[1]
            self.pane.show(self.focus_on(page), self.session.watch.version)
            self.show_focus(self.status.message)

    def point_out(self, focus: Focus) -> None:
        """Marks the chosen problem's figures in the table."""
        finding = self.chosen.of(self.session.findings)
        if finding is None or finding.outcome != "violated":
            self.page.point_out(frozenset(), frozenset())
            return
        one = next((repair for repair in focus.repairs or () if repair.unique), None)
        to_change = frozenset(edit.address for edit in one.edits) if one else frozenset[str]()
        self.page.point_out(frozenset(finding.figures), to_change)

    def catch_up(self) -> None:
        """Nobody has typed for a moment: a text is checked, and repairs of the chosen problem are looked for.

        In a cell that is being typed in, repairs wait until it is left.
        """
        page = self.page
        if not self.entered:
            return
        if self.session.watch.catch_up():
            self.bar.repaint()
        self.chosen.settle(self.session.findings)
        finding = self.chosen.of(self.session.findings)
        if isinstance(page, Grid):
            page.redraw()
        elif page.busy:
            page.show_changes()
        if finding is not None and not page.busy:
            self.session.lookup.repairs(finding)
        self.show_focus(self.status.message)

    # ── what the pages report ─────────────────────────────────────────────────

    def show_change(self, change: Change) -> None:
        """Everything beside the page follows a change that the page has drawn already."""
        if change.findings_changed:
            self.bar.repaint()
        self.show_focus(str(change.refusal) if change.refusal else "", change.addresses)

    def show_left(self, addresses: frozenset[str], message: str) -> None:
        """A cell was left; numbers in prose that it contradicts now are told, and the first of them is chosen."""
        self.show_focus(message or (self.contradicted(addresses) if addresses else ""))
