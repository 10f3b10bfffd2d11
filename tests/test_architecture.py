"""The shape of the program: rooms import inwards, modules stay small, the form stays data, headless commands load no Textual."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from reports.commands import COMMANDS, module_name
from tests.project import ROOT, project_files
from tui.__main__ import OWN_COMMANDS

MAY_IMPORT = {
    "schema": {"schema"},
    "reports": {"schema", "reports", "tomlkit", "markdown_it", "rich", "justhtml", "openpyxl", "olefile", "pdfplumber"},
    "tui": {"schema", "reports", "tui", "textual", "rich"},
}
"""What each room may import besides the standard library."""

IMPORTING = {
    "lines": {"lines", "contents"},
    "readers": {"readers", "lines", "contents"},
    "tables": {"tables", "lines", "contents", "findings"},
    "texts": {"texts", "tables", "lines", "contents", "findings"},
}
"""What each room of an import may take from the others; bytes, tables and texts do not know what becomes of them."""

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
MOST_PUBLIC_METHODS = 20

SAMPLE = ROOT / "reports" / "samples" / "海原县海城镇人民政府" / "2024.toml"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(*folders: str) -> list[Path]:
    """The Python files of these folders."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def named(path: Path) -> str:
    """A path as it is told to a person."""
    return str(path.relative_to(ROOT))


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, top-level package) of every import, those inside functions and behind TYPE_CHECKING as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." if node.level else (node.module or "").partition(".")[0]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("__import__", "import_module"):
            name = node.args[0]
            first = name.values[0] if isinstance(name, ast.JoinedStr) else name
            yield node.lineno, str(getattr(first, "value", "?")).partition(".")[0]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_lies_further_in(room: str) -> None:
    """Nothing points back: tui to reports to schema. A relative import hides its room and is refused too."""
    allowed = MAY_IMPORT[room] | sys.stdlib_module_names
    wrong = [
        f"{named(path)}:{line} imports {package}"
        for path in modules(room)
        for line, package in imported(ast.parse(path.read_text("utf-8")))
        if package not in allowed
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", IMPORTING)
def test_a_room_of_the_import_takes_only_what_comes_before_it(room: str) -> None:
    whole = "reports.importing"
    wrong = [
        f"{named(path)}:{node.lineno} imports {node.module}"
        for path in modules(f"reports/importing/{room}")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module == whole or (node.module or "").startswith(f"{whole}."))
        if (node.module or "").removeprefix(whole).lstrip(".").partition(".")[0] not in IMPORTING[room]
    ]
    assert modules(f"reports/importing/{room}")
    assert not wrong, "\n".join(wrong)


def test_modules_are_short() -> None:
    """One idea fits a module."""
    counted = {
        named(path): len(path.read_text("utf-8").splitlines()) for path in modules(*MAY_IMPORT, "tests", "benchmarks")
    }
    assert not {name: lines for name, lines in counted.items() if lines > LONGEST_MODULE}


def test_functions_are_short() -> None:
    """A function fits a screen."""
    long = [
        f"{named(path)}:{node.lineno} {node.name}: {lines} lines"
        for path in modules(*MAY_IMPORT, "tests", "benchmarks")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, Function) and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_classes_have_few_public_methods() -> None:
    """What a class offers can be held in mind."""
    large = [
        f"{named(path)}:{node.lineno} {node.name}: {len(public)} public methods"
        for path in modules(*MAY_IMPORT)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and len(public := {m.name for m in node.body if isinstance(m, Function) and m.name[0] != "_"})
        > MOST_PUBLIC_METHODS
    ]
    assert not large, "\n".join(large)


GENERIC = {
    "行政机关": "who reports, in any edition: the help of new --agency says it",
}
"""Words of the form that Python may use, and why."""

SPOKEN = ("label", "short", "group", "title", "stub", "wording")
"""The keys of a format file that hold the form's own words."""


def form_words(node: Any) -> Iterator[str]:
    """The form's words of three characters or more, and ids with an underscore, in everything of a format file."""
    if isinstance(node, Mapping):
        yield from (text for key in SPOKEN if len(text := node.get(key, "")) >= 3)
        yield from (part for part in node.get("id", "").split(".") if "_" in part)
    if isinstance(node, Mapping | list):
        for value in node.values() if isinstance(node, Mapping) else node:
            yield from form_words(value)


def test_no_row_or_column_of_the_form_stands_in_python() -> None:
    """The form is data: a new edition is a new file in schema/formats and no code, so code cannot name its lines."""
    words = set[str]()
    for path in (ROOT / "schema" / "formats").glob("*.toml"):
        words |= set(form_words(tomllib.loads(path.read_text("utf-8"))["section"]))
    assert len(words) > 100
    assert words >= GENERIC.keys()
    longest_first = sorted(words - GENERIC.keys(), key=len, reverse=True)
    any_word = re.compile(rf"(?<![a-z0-9_])(?:{'|'.join(map(re.escape, longest_first))})(?![a-z0-9_])")
    told = [
        f"{named(path)}:{number} names {found[0]}"
        for path in modules(*MAY_IMPORT)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for found in any_word.finditer(line)
    ]
    assert not told, "\n".join(sorted(told))


def test_the_project_needs_nothing_beside_its_folder() -> None:
    """A clone of the repository is all there is."""
    outside = str(Path("..", "shared"))
    assert not [named(path) for path in project_files() if outside.encode() in path.read_bytes()]


def run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A Python of its own in a folder, which it imports from first, then from the repository."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *arguments],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize(
    "module", ["schema.checks.everything", "reports.cli", "reports.document", "tui.session", "tui.actions"]
)
def test_what_needs_no_screen_loads_no_textual(module: str) -> None:
    """Textual is most of a start; reports, commands and the session work without it."""
    found = run("-c", f"import {module}, sys; assert 'textual' not in sys.modules")
    assert found.returncode == 0, found.stderr


ENTRY = """
import sys
from tui.__main__ import main
code = main()
sys.stderr.write(" ".join(sys.modules))
sys.exit(code)
"""
"""The program's own entry, which then tells on stderr what it has loaded."""

ARGUMENTS = {
    "new": ["{folder}/新库", "--agency", "某某镇人民政府", "--year", "2024"],
    "import": ["{root}/tests/golden/haicheng-2024.md", "-o", "{folder}/imported.toml"],
    "show": ["{report}", "--format", "json"],
    "set": ["{report}", "agency.level=county", "--reason", "核对"],
    "merge": ["{report}", "{report}", "{report}", "-o", "{folder}/merged.toml"],
    "check": ["{folder}"],
    "export": ["{report}", "--to", "md"],
    "history": ["{report}"],
    "restore": ["{report}", "1"],
    "log": ["{report}"],
    "correction": ["{report}"],
    "keys": ["--format", "json"],
}
"""A call of each headless command that does its whole work."""


@pytest.mark.parametrize("command", [*COMMANDS, *OWN_COMMANDS])
def test_a_headless_command_loads_no_textual(command: str, tmp_path: Path) -> None:
    """A cron job or a script on the server pays only for what it uses."""
    report = tmp_path / "2024.toml"
    report.write_bytes(SAMPLE.read_bytes())
    kept = tmp_path / ".history" / f"2024.toml.20250101T000000000000Z.x.{sha256(SAMPLE.read_bytes()).hexdigest()[:8]}"
    kept.parent.mkdir()
    kept.write_bytes(SAMPLE.read_bytes())
    if command == "restore":
        report.write_bytes(SAMPLE.read_bytes().replace(b"penalties = 8", b"penalties = 9"))
    arguments = [argument.format(folder=tmp_path, report=report, root=ROOT) for argument in ARGUMENTS[command]]
    found = run("-c", ENTRY, command, *arguments)
    assert found.returncode == (command == "correction"), found.stderr
    loaded = set(found.stderr.splitlines()[-1].split())
    assert loaded & {f"reports.commands.{module_name(command)}", f"tui.{command}_command"}
    assert "textual" not in loaded


@pytest.mark.parametrize("package", ["schema", "reports"])
def test_a_foreign_package_of_the_same_name_is_refused(package: str, tmp_path: Path) -> None:
    """Other packages called so exist: one that comes first on the path is named, and nothing of it is used."""
    foreign = tmp_path / package / "__init__.py"
    foreign.parent.mkdir()
    foreign.write_text("class Schema: ...\n")
    found = run("-m", "tui", "check", str(SAMPLE), folder=tmp_path)
    assert found.returncode == 2
    assert found.stdout == ""
    [line] = found.stderr.splitlines()
    assert str(foreign) in line
    assert "同名的软件包" in line
