"""The editor screen: sections, side pane, status and keys around one session. It wires; it holds no domain state."""

from __future__ import annotations

from typing import ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.widget import Widget

from reports.recovery import Recovered
from schema.form import Section
from tui.actions import ACTIONS, SECTION_KEYS
from tui.commands import EditorCommands
from tui.grid import Grid
from tui.pane import KeyLine, SectionBar, SidePane, StatusLines, section_of
from tui.pane_lines import Focus
from tui.roles import Holder, Page
from tui.session import Change, Session
from tui.status import status_of
from tui.workarounds import FastScreen

BREAKPOINTS = ((140, "wide"), (100, "medium"), (70, "room"))


def bindings() -> list[BindingType]:
    """Every action of the table that belongs to the editor, and a key per section."""
    found: list[BindingType] = [
        Binding(",".join(action.keys), action.id, action.label, show=False, priority=True)
        for action in ACTIONS
        if action.where == "anywhere"
    ]
    return [*found, *(Binding(key, f"section({i})", show=False, priority=True) for i, key in enumerate(SECTION_KEYS))]


class Editor(EditorCommands, FastScreen[None]):
    """One report being edited. Pages are made when first shown and kept."""

    BINDINGS: ClassVar[list[BindingType]] = bindings()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.place = self.first_place()
        self.selected = 0
        self.visited = False
        self.opening = True
        self.restored: list[Recovered] = []
        self.exported: bytes | None = None
        self.entered = False
        self.bar = SectionBar(session)
        self.pane = SidePane(session, Focus(self.section))
        self.status = StatusLines()

    # ── what is on the screen ─────────────────────────────────────────────────

    def compose(self) -> ComposeResult:
        """Sections on top, page and pane side by side, two status lines, keys."""
        page = self.page_for(self.section)
        self.pane.focused_on = self.focus_on(cast("Page", page))
        self.status.title, self.status.note = status_of(self.session, page)
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
        """A wider pane where there is room."""
        for width, name in BREAKPOINTS:
            self.set_class(event.size.width >= width, name)
        if self.entered:
            # What a terminal keeps on its screen while it is resized is its own affair: all of it is sent anew.
            self.call_after_refresh(self.refresh)

    @property
    def section(self) -> Section:
        """The section in focus."""
        return self.session.report.form.sections[self.place]

    @property
    def page(self) -> Page:
        """The page of the section in focus."""
        return cast("Page", self.query_one(f"#page-{self.section.id}"))

    def first_place(self) -> int:
        """Where opening leads: the section with the worst problem; a report with nothing filled in, its first one."""
        report = self.session.report
        empty = all(value is None for value in report.ledger.values)
        if empty or not self.session.findings:
            return 0
        return section_of(self.session, self.session.findings[0].section)[0]

    def page_for(self, section: Section) -> Widget:
        """A page of the kind that a section needs; text fields are only loaded where there is text."""
        name = f"page-{section.id}"
        if section.table:
            return Grid(self.session, section, self, id=name)
        if section.fields:
            from tui.basics_page import BasicsPage  # 20 ms that a table does not need

            return BasicsPage(self.session, section, self, id=name)
        from tui.prose_page import ProsePage

        return ProsePage(self.session, section, self, id=name)

    def show_place(self, place: int, address: str = "", message: str = "") -> None:
        """Turns to a section, and in it to an address; a message goes to the status lines once it is there."""
        if place == self.place and self.entered:
            self.enter_page(self.page, address, message)
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
            work.mount(self.page_for(self.section))
        if not self.page.display:
            self.page.display = True
        self.bar.show(place)
        self.call_after_refresh(self.enter_page, self.page, address, message)

    def enter_page(self, page: Page, address: str, message: str) -> None:
        """Gives a page the keys, once it is there."""
        if page is not self.page:
            return
        returning, self.entered = not self.entered, True
        if address:
            page.turn_to(address)
        if self.focused is not page.stop:
            self.set_focus(page.stop)
        if returning:
            self.refresh_page()
        self.show_focus(message)
        if self.opening:
            self.opening = False
            self.offer_recovery()
        if isinstance(self.app, Holder):
            self.app.release_keys()

    def leave_page(self) -> str:
        """Ends what is being typed; what to say where it was not taken, with a full stop, else empty."""
        refused = self.page.leave()
        self.session.close_step()
        return f"{refused}。" if refused else ""

    def refresh_page(self) -> None:
        """Draws what changed while the page was away."""
        self.page.show_changes()

    def focus_on(self, page: Page) -> Focus:
        """What pane and status speak of while a page is shown."""
        figure = page.figure if isinstance(page, Grid) else None
        part = None if isinstance(page, Grid) or self.section.fields else getattr(page, "part", None)
        self.selected = max(0, min(self.selected, len(self.session.findings) - 1))
        return Focus(self.section, figure, part.address if part else "", self.selected)

    def show_focus(self, message: str = "") -> None:
        """Pane and status lines for what is in focus now."""
        self.pane.show(self.focus_on(self.page))
        title, note = status_of(self.session, self.page)
        self.status.show(title, note, message)

    # ── what the pages report ─────────────────────────────────────────────────

    def show_change(self, change: Change) -> None:
        """Everything beside the page follows a change that the page has drawn already."""
        if change.findings_changed:
            self.bar.repaint()
        self.show_focus(str(change.refusal) if change.refusal else "")
