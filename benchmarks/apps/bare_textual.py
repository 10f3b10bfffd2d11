"""The least Textual app that shows a text and changes it with every key: what any Textual program pays."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class BareTextual(App[None]):
    """One Static that counts keys."""

    keys = 0

    def compose(self) -> ComposeResult:
        """The count."""
        yield Static("READY 0")

    def on_key(self, event: events.Key) -> None:
        """One more."""
        event.stop()
        self.keys += 1
        self.query_one(Static).update(f"READY {self.keys % 10}")


if __name__ == "__main__":
    BareTextual().run()
