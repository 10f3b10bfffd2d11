"""Every private name of Textual and Rich that the app leans on is listed here and still there: an upgrade that takes one is noticed."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import pytest
import rich.cells
import textual._ansi_sequences
import textual.constants
import textual.content
import textual.document._wrapped_document
import textual.drivers.linux_driver
import textual.widgets._text_area
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.command import CommandPalette
from textual.document._wrapped_document import WrappedDocument
from textual.drivers.linux_driver import LinuxDriver
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.widgets.text_area import TextAreaTheme

from tests.project import ROOT

LEANT_ON: list[tuple[type | ModuleType, tuple[str, ...]]] = [
    (
        App,
        (
            "_clipboard",
            "_display",
            "_driver",
            "_exception",
            "_fatal_error",
            "_handle_exception",
            "_notifications",
            "_running",
            "_screen_stack",
            "_sync_available",
        ),
    ),
    (MessagePump, ("_context", "_message_queue", "_pending_message")),
    (Screen, ("_bindings",)),
    (Widget, ("_on_key", "_styles_cache")),
    (Input, ("_on_paste", "_position_to_cell")),
    (
        TextArea,
        (
            "_delete_via_keyboard",
            "_draw_cursor",
            "_on_paste",
            "_recompute_cursor_offset",
            "_redo_batch",
            "_render_line",
            "_replace_via_keyboard",
            "_theme",
            "_undo_batch",
            "_validate_selection",
        ),
    ),
    (TextAreaTheme, ("apply_css", "base_style", "cursor_style", "selection_style")),
    (WrappedDocument, ("_offset_to_line_info", "_wrap_offsets", "get_sections", "get_tab_widths")),
    (
        CommandPalette,
        (
            "_NO_MATCHES",
            "_NO_MATCHES_COUNTDOWN",
            "_action_command_list",
            "_list_visible",
            "_no_matches_timer",
            "_start_no_matches_countdown",
            "_stop_no_matches_countdown",
        ),
    ),
    (
        LinuxDriver,
        (
            "_app",
            "_auto_restart",
            "_disable_mouse_support",
            "_enable_mouse_support",
            "_get_terminal_size",
            "_loop",
            "_mouse",
            "_must_signal_resume",
            "_sigtstp_application",
            "_writer_thread",
            "attrs_before",
            "fileno",
        ),
    ),
    (XTermParser, ("_awaiting", "_gen", "_sequence_to_key_events")),
    (Compositor, ("_full_map", "reflow")),
    (ChopsUpdate, ("chop_ends", "chops", "render_segments", "spans")),
    (Console, ("_color_system",)),
    (Style, ("_make_ansi_codes",)),
    (rich.cells, ("_SINGLE_CELLS", "_is_single_cell_widths", "load_cell_table")),
    (textual.constants, ("DISABLE_KITTY_KEY",)),
    (textual.content, ("divide_line",)),
    (textual.document, ("_wrapped_document",)),
    (textual.document._wrapped_document, ("compute_wrap_offsets",)),  # noqa: SLF001  # a hook
    (textual.drivers.linux_driver, ("XTermParser", "getincrementaldecoder")),
    (textual.widgets, ("_text_area",)),
    (textual.widgets._text_area, ("WrappedDocument",)),  # noqa: SLF001  # a hook
]
"""By owner; of classes and modules that are hooked as a whole also public names that no documentation promises."""

OTHERS = {"_exit", "_replace"}
"""What looks private and is the standard library's."""

SELF = re.compile(r"\bself\.(_[A-Za-z]\w*|fileno|attrs_before|chops|chop_ends|spans)\b")


@cache
def names_of(owner: type | ModuleType) -> frozenset[str]:
    """What a module has, or a class with its bases: in its body, or as an attribute of ``self`` in its module."""
    if isinstance(owner, ModuleType):
        return frozenset(vars(owner))
    found = set(dir(owner)) | {name for base in owner.__mro__ for name in inspect.get_annotations(base)}
    return frozenset(found.union(*(set_by_methods(base.__module__) for base in owner.__mro__ if is_foreign(base))))


@cache
def set_by_methods(module: str) -> frozenset[str]:
    """The attributes that the classes of a module have beyond what stands in their bodies."""
    return frozenset(SELF.findall(inspect.getsource(importlib.import_module(module))))


def is_foreign(base: type) -> bool:
    """Whether a class is Textual's or Rich's."""
    return base.__module__.startswith(("textual", "rich"))


def is_private(name: str) -> bool:
    """One underscore in front."""
    return re.fullmatch(r"_[A-Za-z]\w*", name) is not None and name not in OTHERS


def modules() -> Iterator[tuple[ModuleType, ast.Module]]:
    """The modules of the app, loaded and as syntax trees."""
    for path in sorted((ROOT / "tui").glob("[a-z]*.py")):
        yield importlib.import_module(f"tui.{path.stem}"), ast.parse(path.read_text(encoding="utf-8"))


def set_in(tree: ast.AST) -> set[str]:
    """Private names that functions, classes and assignments in a piece of code make, those of ``self`` among them."""
    found = {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found |= {node.attr} if isinstance(node.value, ast.Name) and node.value.id == "self" else set()
    return set(filter(is_private, found))


def borrowed() -> set[str]:
    """The private names in the app's modules that are not its own, or that stand for a Textual one in a subclass."""
    used, made, replaced = set[str](), set[str](), set[str]()
    for module, tree in modules():
        used |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and is_private(node.attr)}
        made |= set_in(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases = vars(module)[node.name].__mro__ if node.name in vars(module) else ()
                foreign = frozenset().union(*(names_of(base) for base in bases if is_foreign(base)))
                replaced |= set_in(node) & foreign
    return (used - made) | replaced


@pytest.mark.parametrize(
    ("owner", "name"),
    [pytest.param(owner, name, id=f"{owner.__name__}.{name}") for owner, names in LEANT_ON for name in names],
)
def test_a_name_that_is_leant_on_is_still_there(owner: type | ModuleType, name: str) -> None:
    assert name in names_of(owner), f"{owner.__name__} has no {name} any more: grep for it in tui/"


def test_every_private_name_that_is_leant_on_is_listed() -> None:
    listed = {name for _owner, names in LEANT_ON for name in names}
    assert borrowed() - listed == set()


def test_the_parser_still_keeps_the_beginning_of_a_key_code_as_it_is_read() -> None:
    """`SturdyParser` looks at it between two reads: a local variable of a generator, and what that waits for."""
    from tui.terminal_input import SturdyParser

    parser = SturdyParser()
    list(parser.feed("\x1b[1"))
    assert parser._sequence_begun() == "\x1b[1"  # noqa: SLF001  # what is looked at
    list(parser.feed("A"))
    assert parser._sequence_begun() == ""  # noqa: SLF001  # as above
