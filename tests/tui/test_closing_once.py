"""A dialog closes once, however many keys mean to close it."""

from __future__ import annotations

import asyncio

from tui.workarounds import FastModalScreen, SturdyApp


def test_a_dialog_closed_twice_closes_nothing_else() -> None:
    """The second of two Esc in a burst may reach it before it has gone."""
    app = SturdyApp[None]()
    answers: list[str | None] = []

    async def look() -> None:
        async with app.run_test() as pilot:
            dialog = FastModalScreen[str]()
            await app.push_screen(dialog, answers.append)
            dialog.dismiss("one")
            dialog.dismiss("two")
            await pilot.pause()
            assert len(app.screen_stack) == 1

    asyncio.run(look())
    assert answers == ["one"]
