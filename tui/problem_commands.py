"""What the editor does about problems: going to them, putting them right, accepting them; from prose to cells and back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from schema.findings import Dismissal, Finding, Repair
from schema.language import _
from tui.chosen import is_about
from tui.keymap import key_of
from tui.pane import section_of
from tui.read_only import changes_report
from tui.repair_words import change_words, changed_span, changes_words

if TYPE_CHECKING:
    from tui.editor import Editor

LONGEST_LABEL = 40
NO_PROBLEM = _("没有发现问题。")


def is_text(editor: Editor, repair: Repair) -> bool:
    """Whether a repair changes prose, not figures or basic data."""
    return editor.session.report.form.part(repair.edits[0].address) is not None


def now() -> str:
    """The moment, with the server's offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


class ProblemCommands:
    """Actions of the table, as methods that Textual finds by name; mixed into the editor screen."""

    @property
    def _screen(self) -> Editor:
        return cast("Editor", self)

    def action_next_problem(self) -> None:
        """To the next problem, wherever it is."""
        self._to_problem(1)

    def action_previous_problem(self) -> None:
        """To the problem before."""
        self._to_problem(-1)

    def action_problem(self, place: int) -> None:
        """To a problem by its place in the list."""
        editor = self._screen
        before = editor.session.findings[place : place + 1]
        refused = editor.leave_page()
        findings = editor.session.findings
        if before and before[0] in findings:
            editor.chosen.choose(findings.index(before[0]), findings)
            editor.chosen.seen = True
            self._show_problem(before[0], refused)

    @changes_report
    def action_accept_repair(self) -> None:
        """Puts the chosen problem right where there is one way, and it can be read; of several the clerk takes one.

        A key that is held or pressed twice accepts one repair, not the next one unread.
        """
        editor = self._screen
        finding = self._settled_choice()
        if finding is None:
            return
        if editor.just_accepted:
            read_first = _("刚改正了一个；请按 {next} 看下一个，看过再按 {repair}。")
            editor.show_focus(read_first.format(next=key_of("next_problem"), repair=key_of("accept_repair")))
            return
        repairs = editor.session.lookup.repairs(finding)
        follows = not editor.just_changed.isdisjoint(finding.figures)
        offered = repairs[:1]  # what the pane says that one key does
        if follows:
            repairs = tuple(sorted(repairs, key=lambda repair: not is_text(editor, repair)))
        first = next(iter(repairs), None)
        if first is None:
            editor.show_focus(_("选中的问题没有现成的改法，请按右边写的核对后自己改。"))
        elif not ((first.unique and first in offered) or (follows and len(repairs) == 1 and is_text(editor, first))):
            self._offer_repairs(finding, repairs)
        elif self._untold():
            self._offer_repairs(finding, (first,))
        else:
            self._carry_out(first)

    @changes_report
    def action_explain(self) -> None:
        """Accepts the chosen problem with a reason; one that is accepted already becomes a problem again."""
        editor = self._screen
        finding = self._settled_choice()
        if finding is None:
            return
        if finding.dismissed:
            editor.session.take_back(finding)
            editor.bar.repaint()
            editor.show_focus(_("说明已收回，又算作问题；{undo} 可以撤销。").format(undo=key_of("undo")))
            return
        from schema.dismissal import cannot_dismiss  # few sessions need it

        fault = cannot_dismiss(finding, "-")
        if fault:
            editor.show_focus(fault)
            return
        self._ask_reason(finding)

    def action_jump(self) -> None:
        """From a number in prose to its cell, from a cell to the numbers that speak of it, and back."""
        editor = self._screen
        refused = editor.leave_page()
        editor.catch_up()
        page, session = editor.page, editor.session
        figure = session.report.form.figure(page.address)
        if figure:
            spot, missing = editor.trail.from_cell(session, figure), _("正文里没有说到这一格的数。")
        elif page.at is None:
            spot, missing = None, _("这里没有可以对照的数。")
        else:
            at = page.at
            claims = [one for one in session.lookup.claims(page.address) if one.mention.stop >= at]
            bound = next((one for one in claims if one.figures), None)
            spot = editor.trail.from_number(session, bound) if bound else None
            missing = _("光标后面没有说到表里某一格的数。")
        if spot is None:
            editor.show_focus(refused + missing)
            return
        place = section_of(session, spot.address)[0]
        editor.show_place(place, spot.address, refused + spot.told, spot.at)

    def contradicted(self, addresses: frozenset[str]) -> str:
        """Tells of the numbers in prose that changed figures contradict; empty where none is.

        The first of them becomes the chosen problem, once the table itself adds up there.
        """
        editor = self._screen
        changed = editor.just_changed | addresses
        found = editor.session.lookup.contradicting(changed) if changed else []
        editor.just_changed = changed if found else frozenset()
        if not found:
            return ""
        told = _("正文有 {count} 处说到这个数，现在不符").format(count=len(found))
        findings = editor.session.findings
        if any(is_about(finding, changed) for finding in findings):
            return _("{told}；表里先对上，再改正文。").format(told=told)
        editor.chosen.choose(findings.index(found[0]), findings)
        keys = {"repair": key_of("accept_repair"), "next": key_of("next_problem")}
        if editor.just_accepted:
            return _("{told}；{next} 去看。").format(told=told, **keys)
        return _("{told}；{repair} 逐处改，{next} 去看。").format(told=told, **keys)

    def _to_problem(self, step: int) -> None:
        editor = self._screen
        refused = editor.leave_page()
        editor.pane.trend = None
        findings = editor.session.findings
        if not findings:
            editor.show_focus(refused + NO_PROBLEM)
            return
        self._show_problem(editor.chosen.step(step, findings), refused)

    def _show_problem(self, finding: Finding, refused: str) -> None:
        editor = self._screen
        findings = editor.session.findings
        place, _section = section_of(editor.session, finding.section)
        ways = len(editor.session.lookup.repairs(finding))
        offered = _("；{repair} 改正").format(repair=key_of("accept_repair")) if ways else ""
        message = refused + _("第 {place} 个问题，共 {count} 个{offered}").format(
            place=editor.chosen.place + 1, count=len(findings), offered=offered
        )
        where = finding.figures[0] if finding.figures and finding.span is None else finding.section
        if ways and not finding.span:
            where = next((r.edits[0].address for r in editor.session.lookup.repairs(finding) if r.unique), where)
        editor.show_place(place, where, message, finding.span[0] if finding.span else None)

    def _untold(self) -> bool:
        """Whether the chosen problem is not in sight: there is no pane, or a chart stands in it."""
        return self._screen.pane.charting or not self._screen.has_class("room")

    def _settled_choice(self) -> Finding | None:
        """The chosen problem once what is being typed is settled; None, and why, where there is none."""
        editor = self._screen
        refused = editor.leave_page()
        editor.chosen.settle(editor.session.findings)
        finding = editor.chosen.of(editor.session.findings)
        if refused or finding is None:
            editor.show_focus(refused or NO_PROBLEM)
            return None
        return finding

    def _offer_repairs(self, finding: Finding, repairs: tuple[Repair, ...]) -> None:
        """Asks which repair it is to be; one that only a narrow screen or a chart hides is taken by Enter."""
        from tui.dialogs import ChoiceDialog  # as in `EditorCommands.ask`

        editor = self._screen
        form = editor.session.report.form
        choices = [
            (str(place), f"{changes_words(form, repair)}\n{repair.because}") for place, repair in enumerate(repairs)
        ]

        def answered(answer: str | None) -> None:
            if answer:
                self._carry_out(repairs[int(answer)])

        question = (
            _("有 {count} 种改法，请对照原件选一种：").format(count=len(repairs))
            if len(repairs) > 1
            else _("请核对；确实如此再改：")
        )
        if self._untold():
            question = f"{finding.message}\n{question}"
        certain = len(repairs) == 1 and repairs[0].unique
        editor.app.push_screen(ChoiceDialog(question, choices, preselected=certain), answered)

    def _carry_out(self, repair: Repair) -> None:
        editor = self._screen
        session = editor.session
        words = changes_words(session.report.form, repair)
        label = change_words(session.report.form, repair.edits[0])
        change = session.amend(repair, _("改正：{label}").format(label=label[:LONGEST_LABEL]))
        first = repair.edits[0]
        at = changed_span(str(first.old), str(first.new))[0] if is_text(editor, repair) else None
        editor.chosen.settle(session.findings)
        editor.just_accepted = True
        further = self.contradicted(frozenset() if is_text(editor, repair) else change.addresses)
        further = further or _("{undo} 可以撤销。").format(undo=key_of("undo"))
        editor.show_result(change, _("已改正 {words}。{further}").format(words=words, further=further), at)

    def _ask_reason(self, finding: Finding) -> None:
        from schema.dismissal import cannot_dismiss
        from tui.prompt import PromptDialog  # a field to type in: 20 ms that few sessions need

        editor = self._screen

        def reason_given(reason: str | None) -> None:
            if reason is None:
                return
            from tui.signing import with_name  # as the prompt

            with_name(editor.app, lambda name, told: self._dismiss(finding, Dismissal(reason, name, now()), told))

        question = _("为什么这样是对的，或者依据是什么？\n{message}").format(message=finding.message)
        editor.app.push_screen(PromptDialog(question, "", cannot_dismiss(finding, "")), reason_given)

    def _dismiss(self, finding: Finding, dismissal: Dismissal, told: str) -> None:
        editor = self._screen
        try:
            editor.session.dismiss(finding, dismissal)
        except ValueError as fault:
            editor.show_focus(str(fault))
            return
        editor.bar.repaint()
        done = _("已记下说明，不再算作问题，保存后写入报告；{explain} 收回，{undo} 撤销。")
        editor.show_focus(told + done.format(explain=key_of("explain"), undo=key_of("undo")))
