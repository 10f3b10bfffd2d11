"""What the documents say is so: keys, commands, examples with their output, the screen in the README, links, versions."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from reports.commands import COMMANDS
from schema import form_loader
from tests.project import ROOT, project_files
from tests.terminal import Terminal
from tui.__main__ import OWN_COMMANDS
from tui.actions import ACTIONS, key_name
from tui.keymap import key_table

README = (ROOT / "README.md").read_text("utf-8")
MANUAL = (ROOT / "docs" / "manual.md").read_text("utf-8")
DOCUMENTS = [path for path in project_files() if path.suffix == ".md" and "golden" not in path.parts]


def marked(text: str, name: str) -> str:
    """What stands between the markers of a generated piece."""
    return text.partition(f"<!-- {name}:begin -->\n")[2].partition(f"\n<!-- {name}:end -->")[0]


def key_lines() -> str:
    """The action table as the manual shows it."""
    rows = [" | ".join(row) for row in key_table()]
    return "\n".join(["| 键 | 名称 | 作用 |", "|---|---|---|", *(f"| {row} |" for row in rows)])


def test_the_manual_lists_the_keys_of_the_program() -> None:
    """One table of actions: what F1 shows is what the manual prints."""
    assert marked(MANUAL, "keys") == key_lines()


def test_the_readme_names_keys_of_the_program() -> None:
    """Its six keys do what it says."""
    keys = {(key_name(action.keys[0]), action.label) for action in ACTIONS if action.keys}
    shown = set(re.findall(r"^\| ((?:Ctrl\+|F)\w+) \| (.+) \|$", README, re.MULTILINE))
    assert len(shown) == 6
    assert shown <= keys


@pytest.mark.parametrize("command", [*COMMANDS, *OWN_COMMANDS, "demo"])
def test_every_command_is_documented(command: str) -> None:
    """The manual gives it a section, the README names it."""
    assert f"\n### nianbao {command}\n" in MANUAL
    assert re.search(rf"nianbao {command}\b|`{command}`", README)


def test_the_architecture_names_every_module_of_the_app() -> None:
    """A reader finds each by its subject."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = text.partition("The modules of `tui/` by subject")[2].partition("Imports point")[0]
    patterns = [one.replace("*", ".*") for one in re.findall(r"`([\w*]+)`", named)]
    modules = [path.stem for path in (ROOT / "tui").glob("*.py") if path.stem != "__init__"]
    assert [one for one in sorted(modules) if not any(re.fullmatch(pattern, one) for pattern in patterns)] == []


def examples(text: str) -> list[str]:
    """The ``console`` blocks of a document."""
    return re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def played(example: str, folder: Path) -> str:
    """An example as it looks when its commands are run now, in a folder that has the program's samples."""
    for name in ("reports", "schema"):
        (folder / name).symlink_to(ROOT / name)
    python = shlex.quote(sys.executable)
    shell = f'nianbao() {{ {python} -m tui "$@"; }}; python() {{ {python} "$@"; }}; exec 2>&1'
    lines = []
    for command in re.findall(r"^\$ (.*)$", example, re.MULTILINE):
        done = subprocess.run(  # noqa: S603 - our own documents
            ["/usr/bin/env", "bash", "-c", f"{shell}\n{command}"],
            cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        lines.append(f"$ {command}\n{done.stdout}")
    return "".join(lines)


EXAMPLES = [
    pytest.param(example, id=f"{path.relative_to(ROOT)}-{place}")
    for path in DOCUMENTS
    for place, example in enumerate(examples(path.read_text("utf-8")))
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_print_what_the_document_shows(example: str, tmp_path: Path) -> None:
    """Whoever types an example sees the same."""
    assert played(example, tmp_path) == example


def screen(terminal: Terminal) -> str:
    """What a terminal shows, without the blanks at line ends."""
    return "\n".join(line.rstrip() for line in terminal.text.split("\n"))


def test_the_screen_in_the_readme_is_real(tmp_path: Path) -> None:
    """It is what the demonstration shows at 80 by 24."""
    shown = marked(README, "screen").removeprefix("```text\n").removesuffix("\n```")
    assert shown.count("\n") == 23
    with Terminal.start(["-m", "tui", "demo"], env={"TMPDIR": str(tmp_path)}) as terminal:
        terminal.wait_for(lambda now: screen(now) == shown)


def test_links_lead_somewhere() -> None:
    """Files that a document points to are there, and so are the headings."""
    broken = []
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        for target in re.findall(r"\]\((?!https?://)([^)\s]+)\)", text):
            name, _, heading = unquote(target).partition("#")
            linked = (path.parent / name).resolve() if name else path
            if not linked.exists() or (heading and heading not in anchors(linked)):
                broken.append(f"{path.relative_to(ROOT)}: {target}")
    assert not broken


def anchors(path: Path) -> set[str]:
    """The headings of a document as links name them: lower case, blanks as hyphens, no punctuation."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_ci_runs_the_command_of_the_readme() -> None:
    """What the README promises a newcomer is what guards every change; the first one installs and opens the sample."""
    sample, tests = (line for line in README.splitlines() if line.startswith("python3 -m venv "))
    assert sample.endswith("/nianbao demo")
    assert tests in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_readme_is_short_and_chinese_first() -> None:
    """A page that is read to its end."""
    assert len(README.splitlines()) <= 110
    assert README.index("年报") < README.index("English")


def test_the_changelog_tells_of_this_version() -> None:
    """Its newest version is the one that is installed."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    newest = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest
    assert newest[1] == version


def test_every_key_of_a_format_file_is_explained() -> None:
    """Who extends a format file finds every key that the loader takes in the guide beside it."""
    guide = (ROOT / "schema" / "formats" / "README.md").read_text("utf-8")
    tables = ("FORM", "SECTION", "PART", "FIELD", "CHOICE", "GROUP", "BALANCE", "CARRY", "BLOCK", "COLUMN", "ROW")
    keys = {key for table in tables for key in getattr(form_loader, table)}
    named = set(re.findall(r"`\[*(?:section\.)?([a-z_]+)\]*(?: = [^`]*)?`", guide))
    assert not keys - named
    assert not [edition for edition in form_loader.editions() if f"`{edition}.toml`" not in guide]
