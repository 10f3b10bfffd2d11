"""Asks once per session who is working, where nothing tells; offers to remember the answer."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from reports.clerk import account_name, clerk_name, give_name, known_name
from reports.faults import ReportFault
from schema.language import _
from tui.dialogs import ChoiceDialog
from tui.prompt import PromptDialog

REMEMBER = "remember"


def with_name(app: App[None], then: Callable[[str, str], object], unnamed: Callable[[], object] | None = None) -> None:
    """Calls ``then`` with the name that signs, and what there is to say of remembering it.

    Esc ends it without a call. With ``unnamed`` it calls that instead: the account's name signs until the program ends.
    """
    name = known_name()
    if name:
        then(name, "")
        return

    def answered(name: str | None) -> None:
        if name is None and unnamed is not None:
            give_name(clerk_name())
            unnamed()
        elif name is not None:
            give_name(name)
            _offer_to_remember(app, name, then)

    app.push_screen(PromptDialog(_("由谁署名？写上姓名："), account_name(), _("请写上姓名。")), answered)


def _offer_to_remember(app: App[None], name: str, then: Callable[[str, str], object]) -> None:
    from reports.settings import settings_path

    def answered(answer: str | None) -> None:
        then(name, _remembered(name) if answer == REMEMBER else "")

    question = _("记住“{name}”，以后不再问？几个人合用这个账户的，不要记。").format(name=name)
    choices = [("", _("只用到这次退出")), (REMEMBER, _("记住，写进 {path}").format(path=settings_path()))]
    app.push_screen(ChoiceDialog(question, choices), answered)


def _remembered(name: str) -> str:
    from reports.settings_file import remember_name

    try:
        remember_name(name)
    except ReportFault as fault:
        return str(fault)
    return ""
