"""The open report between widgets and domain: edits, undo, findings, dirty state, saving. No Textual here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reports.document import Document
from schema.entry import Refusal
from schema.findings import Dismissal, Finding, Repair
from schema.language import _
from schema.report import Edit, Report, contents_differ, merged
from tui.keeper import UNKEPT, Keeper
from tui.lookup import Lookup
from tui.steps import Open, Step, entry_label, step_now
from tui.watch import Watch

if TYPE_CHECKING:
    from reports.saving import Decided, SaveResult


class Change(NamedTuple):
    """What one intent changed, so that widgets repaint exactly that."""

    addresses: frozenset[str] = frozenset()
    findings_changed: bool = False
    refusal: Refusal | None = None
    place: str = ""
    """The address to show the clerk: the first one edited."""

    @property
    def happened(self) -> bool:
        """Whether any content changed."""
        return bool(self.addresses)


@dataclass
class Session:
    """One report being edited. Every change enters through `enter`, `enter_many`, `undo` or `redo`."""

    document: Document
    undone: list[Step] = field(default_factory=list)
    done: list[Step] = field(default_factory=list)
    net: dict[str, Edit] = field(default_factory=dict)
    """What differs from the file on disk, one edit per address."""
    saved: list[Step | None] = field(default_factory=list)
    """The last steps of what was written to the file, in order; None where no step was left."""
    journal: Keeper = UNKEPT
    """Keeps what is not saved, from the first screen on."""
    unprotected: bool = False
    """Whether nothing keeps it at the moment."""
    why: str | None = None
    """Why a published report is changed: None until it was asked, empty where no reason was given."""
    read_only: bool = False
    """Whether the report is only looked at: then no intent changes it."""
    on_edit: Callable[[], None] | None = None
    """Told of every change, key by key."""
    doubtful: frozenset[str] = frozenset()
    """Figures about which an import has left a doubt that nobody has looked at."""

    def __post_init__(self) -> None:
        self._open: Open | None = None
        self.watch = Watch(self.report)
        """Keeps the findings; `close_step` has it check what typing leaves for later."""
        self.lookup = Lookup(self.watch)
        """Repairs and numbers in prose, worked out when asked for."""

    @property
    def report(self) -> Report:
        """The report as edited."""
        return self.document.report

    @property
    def path(self) -> Path:
        """The report's file."""
        return self.document.path

    @property
    def dirty(self) -> bool:
        """Whether something is not saved."""
        return bool(self.net)

    @property
    def findings(self) -> list[Finding]:
        """All problems, worst first, in the form's order within a level; behind them those knowingly accepted."""
        return self.watch.findings

    @property
    def faulty(self) -> frozenset[str]:
        """Addresses of figures in violated equations or with unreadable content."""
        return self.watch.faulty

    def complete_checks(self) -> None:
        """From now on prose, rules and last year's report are checked too; opening leaves that for after the first screen."""
        from reports.last_year import Readings, last_year  # reads a second file, which the first screen does not need
        from reports.settings import settings

        before = last_year(self.report, self.path, Readings())
        self.watch.complete(before.report, before.unreadable, settings().own_deadline)

    def enter(self, address: str, text: str, mark: object = None) -> Change:
        """Gives an address what was typed. With a ``mark`` further entries of the same mark grow the same step.

        Refused text changes nothing and comes back as the change's refusal.
        """
        content = self._refused(text) if self.read_only else self.report.read(address, text)
        if isinstance(content, Refusal):
            self.journal.refused(address, text)
            return Change(refusal=content, place=address)
        grows = self._open is not None and mark is not None and (self._open.address, self._open.mark) == (address, mark)
        if not grows:
            self.close_step()
        touched: list[Edit] = []
        equations: set[int] = set()
        totals: set[int] = set()
        if grows:
            outcome = self.report.put(self.done.pop().taken_back())
            touched += outcome.edits
            equations |= outcome.equations
            totals |= outcome.totals
        outcome = self.report.edit(address, content)
        edits = tuple(edit for edit in outcome.edits if contents_differ(edit.old, edit.new))
        touched += outcome.edits
        before = self._open.undone if grows and self._open else tuple(self.undone)
        self._open = Open(address, mark, before) if mark is not None else None
        if edits or grows or mark is not None:
            self.done.append(step_now(entry_label(self.report.form, address), edits))
        if edits:
            self.undone.clear()
        if not edits and not grows:
            return Change(place=address)
        reached = outcome.equations | equations, outcome.totals | totals
        return self._changed(touched, *reached, address, typing=mark is not None)

    def close_step(self) -> None:
        """The next entry begins a new undo step, even at the same address; a step that changed nothing goes."""
        self.watch.catch_up()
        self._open = None
        if self.done and not self.done[-1].edits:
            self.done.pop()
        self.journal.closed()

    def cancel_step(self) -> Change:
        """Takes the open entry back as if it had not been typed (Esc in a cell); it leaves no redo."""
        change = self._taken_back()
        self.journal.closed()
        return change

    def _taken_back(self) -> Change:
        if self._open is None or not self.done:
            return Change()
        place = self._open.address
        step = self.done.pop()
        self.undone[:] = self._open.undone
        self._open = None
        if not step.edits:
            return Change(place=place)
        return self._apply(step.taken_back(), place)

    def enter_many(self, contents: Iterable[tuple[str, object]], label: str) -> Change:
        """Several addresses take new contents as one undo step."""
        self.close_step()
        if self.read_only:
            return Change(refusal=self._refused(label))
        edits: list[Edit] = []
        equations: set[int] = set()
        totals: set[int] = set()
        for address, content in contents:
            outcome = self.report.edit(address, content)
            edits += [edit for edit in outcome.edits if contents_differ(edit.old, edit.new)]
            equations |= outcome.equations
            totals |= outcome.totals
        if not edits:
            return Change()
        self.done.append(step_now(label, tuple(edits)))
        self.undone.clear()
        return self._changed(edits, equations, totals, edits[0].address)

    def amend(self, repair: Repair, label: str) -> Change:
        """Carries out a repair as one undo step, exactly as offered: no stated total follows that it does not name."""
        return self.put(repair.edits, label)

    def put(self, edits: Iterable[Edit], label: str) -> Change:
        """Carries out edits of the present contents as one undo step, exactly as they are."""
        self.close_step()
        edits = tuple(edit for edit in edits if contents_differ(edit.old, edit.new))
        if not edits or self.read_only:
            return Change()
        self.done.append(step_now(label, edits))
        self.undone.clear()
        return self._apply(edits, edits[0].address)

    def dismiss(self, finding: Finding, dismissal: Dismissal) -> Change:
        """Accepts a finding with a reason, as one undo step. ValueError tells why it cannot be accepted."""
        from schema.dismissal import entry  # few reports need it

        address, text = entry(self.report, finding, dismissal, self.findings)
        return self.enter_many([(address, text)], _("说明：{reason}").format(reason=dismissal.reason))

    def take_back(self, finding: Finding) -> Change:
        """The finding is no longer accepted, as one undo step."""
        from schema.dismissal import without  # as above

        return self.enter_many([without(self.report, finding)], _("收回说明"))

    def undo(self) -> tuple[Change, str]:
        """Takes the last step back; its label, empty when there is none."""
        self.close_step()
        label = self.done[-1].label if self.done else ""
        return self.travel(len(self.done) - 1), label

    def redo(self) -> tuple[Change, str]:
        """Does the last undone step again; its label, empty when there is none."""
        self.close_step()
        label = self.undone[-1].label if self.undone else ""
        return self.travel(len(self.done) + 1), label

    def travel(self, count: int) -> Change:
        """Undoes or redoes until so many steps are done, as far as there are any; the place is that of the last one moved."""
        self.close_step()
        edits: list[Edit] = []
        moved: Step | None = None
        count = len(self.done) if self.read_only else count
        while len(self.done) > max(0, count):
            moved = self.done.pop()
            self.undone.append(moved)
            edits += moved.taken_back()
        while len(self.done) < count and self.undone:
            moved = self.undone.pop()
            self.done.append(moved)
            edits += moved.edits
        return self._apply(edits, moved.edits[0].address) if moved else Change()

    def save(self, decided: Decided | None = None, *, recreate: bool = False) -> SaveResult:
        """Writes everything to the file, together with what others have saved meanwhile; undo starts anew where they have.

        Conflicted, Vanished, any UnwritableReport leave both file and edits as they are: `reports.saving.save_edits`.
        """
        from reports.saving import Saving, save_edits  # a save needs them, a start does not
        from reports.trace import reason_now

        self.close_step()
        reason = reason_now(self.why, self.net.values()) if self.why else None
        result = save_edits(self.document, self.net, Saving("app", reason=reason), decided or {}, recreate=recreate)
        self.net = {}
        self.journal.saved(self.document.source)
        if result.merged:
            self._forget_steps()
            self.__post_init__()
            self.complete_checks()
        self.saved.append(self.done[-1] if self.done else None)
        return result

    def discard(self) -> None:
        """Gives everything up that is not saved; it cannot be undone."""
        self.close_step()
        self.journal.discarded()
        self._apply([edit.reversed() for edit in self.net.values()], "")
        self._forget_steps()

    def _apply(self, edits: Iterable[Edit], place: str) -> Change:
        outcome = self.report.put(edits)
        return self._changed(outcome.edits, outcome.equations, outcome.totals, place)

    def _changed(
        self,
        edits: Iterable[Edit],
        equations: Iterable[int],
        totals: Iterable[int],
        place: str,
        *,
        typing: bool = False,
    ) -> Change:
        applied = tuple(edits)
        self.net = merged(self.net, applied)
        self.journal.changed(self.net, {edit.address for edit in applied}, typing=typing)
        if self.on_edit:
            self.on_edit()
        figures = self.report.form.figures
        addresses = {edit.address for edit in applied} | {figures[total].address for total in totals}
        before = self.watch.faulty
        changed = self.watch.recheck(addresses, equations, typing=typing)
        return Change(frozenset(addresses | (before ^ self.watch.faulty)), changed, place=place)

    def _refused(self, text: str) -> Refusal:
        from tui.read_only import why_unchanged  # few reports are only looked at

        return Refusal(text, why_unchanged())

    def _forget_steps(self) -> None:
        for steps in (self.done, self.undone, self.saved):
            steps.clear()
