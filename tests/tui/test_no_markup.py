"""No text that comes from a file or a person is parsed as markup (defect 11 in tui/workarounds.py).

Textual parses every str that a widget is given; "[/x]" in it ends the app. So each such call passes a constant without
brackets, ``markup=False``, or a Content or Text object.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.terminal import ROOT

PARSING = frozenset(
    {"Static", "Label", "Button", "OptionList", "Option", "Checkbox", "RadioButton", "Tab", "TabPane", "Collapsible"}
    | {"notify", "add_option", "add_options", "SelectionList", "Selection", "Tree", "DataTable", "Link"}
)
"""Calls that parse their text arguments."""
PLAIN = frozenset({"Content", "Text", "from_text", "assemble", "Option"})
"""What is not parsed, or where it stands is looked at itself."""
ATTRIBUTES = frozenset({"tooltip", "border_title", "border_subtitle"})
"""Attributes that are parsed when they are set."""


def faults(source: str) -> list[int]:
    """Lines of a module where text could be parsed as markup."""
    tree = ast.parse(source)
    bases = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        if any(_name(base) in PARSING for base in node.bases)
        for name in (node.name,)
    }
    updates = {"update"} if "Static" in source or "Label" in source else set()
    wrong = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node.func) in PARSING | bases | updates and not _is_safe_call(node)
    ]
    wrong += [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        if any(isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES for target in node.targets)
        if not _is_plain(node.value)
    ]
    return sorted(wrong)


def _is_safe_call(call: ast.Call) -> bool:
    for keyword in call.keywords:
        if keyword.arg == "markup" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False:
            return True
    given = [
        *call.args,
        *(keyword.value for keyword in call.keywords if keyword.arg in {"content", "label", "message"}),
    ]
    return all(_is_plain(argument) for argument in given)


def _is_plain(value: ast.expr) -> bool:
    if isinstance(value, ast.Constant):
        return not (isinstance(value.value, str) and "[" in value.value)
    return isinstance(value, ast.Call) and _name(value.func) in PLAIN


WRITING = {
    "tui/__main__.py": "before our own packages are known to be ours; through `plain`",
    "tui/workarounds.py": "the way to the driver, and the last words of a process that is ended; through `safe`",
    "tui/terminal_driver.py": "the driver itself; through `harmless`",
    "tui/direct_paint.py": "cells; through `inert`",
    "reports/output.py": "all that commands say; through `safe`",
    "reports/progress.py": "a bar of constant words",
    "reports/folder_worker.py": "a pipe to our own process",
    "reports/importing/worker.py": "a pipe to our own process",
}
"""The modules that write to a terminal, and what sees to it that nothing acts there."""


def writes(source: str) -> list[int]:
    """Lines of a module that write to standard streams or to the driver, or print."""
    tree = ast.parse(source)
    streams = {"stdout", "stderr", "__stdout__", "__stderr__"}
    wrong = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"print", "Console"}:
            wrong.append(node.lineno)
        if isinstance(node, ast.Attribute) and node.attr in {"write", "buffer", "writelines"}:
            held = node.value
            named = held.attr if isinstance(held, ast.Attribute) else held.id if isinstance(held, ast.Name) else ""
            if named in streams | {"driver", "_driver", "console"}:
                wrong.append(node.lineno)
        if isinstance(node, ast.ImportFrom) and node.module == "sys" and streams & {one.name for one in node.names}:
            wrong.append(node.lineno)
    return wrong


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize("room", ["tui", "reports", "schema"])
def test_only_few_modules_write_to_the_terminal(room: str) -> None:
    """Each of them makes what it writes harmless (tests/reliability/test_escape_audit.py looks at the bytes)."""
    writing = {str(path.relative_to(ROOT)) for path in (ROOT / room).rglob("*.py") if writes(path.read_text("utf-8"))}
    assert writing <= WRITING.keys()


@pytest.mark.parametrize(
    "source",
    [
        "print(text)",
        "import sys\nsys.stdout.write(text)",
        "app._driver.write(text)",
        "from sys import stderr",
        "sys.stderr.buffer",
    ],
)
def test_a_way_to_the_terminal_is_found(source: str) -> None:
    assert writes(source)


@pytest.mark.parametrize("path", sorted((ROOT / "tui").rglob("*.py")), ids=lambda path: path.name)
def test_no_text_of_a_file_is_parsed_as_markup(path: Path) -> None:
    wrong = faults(path.read_text(encoding="utf-8"))
    assert not wrong, f"{path.name}, lines {wrong}: pass markup=False, or a Content object"


@pytest.mark.parametrize(
    "source",
    [
        "Static(title)",
        "widgets.Label(f'{name}')",
        "self.notify(message)",
        "self.app.notify(message, markup=True)",
        "Static('[b]')",
        "class Line(Static): pass\nLine(text)",
        "widget.tooltip = reason",
        "from textual.widgets import Static\nself.query_one(Static).update(text)",
    ],
)
def test_text_that_would_be_parsed_is_found(source: str) -> None:
    assert faults(source)


@pytest.mark.parametrize(
    "source",
    [
        "Static(title, markup=False)",
        "Static(Content(title), id=name)",
        "Static('就绪')",
        "Static(id='side')",
        "self.notify(message, markup=False, severity='error')",
        "class Line(Static): pass\nLine(Text(text))",
        "values.update(other)",
    ],
)
def test_text_that_is_not_parsed_is_let_through(source: str) -> None:
    assert not faults(source)
