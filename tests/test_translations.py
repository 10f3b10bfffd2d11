"""The English catalogue: complete, compiled, true to its placeholders, and nothing the clerk reads goes past it."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from schema.language import LANGUAGES, OWN, catalogue
from tests.project import ROOT
from tests.rule_messages import rule_messages

CATALOGUE = ROOT / "schema" / catalogue("en", "po")
HAN = re.compile(r"[\u3400-\u9fff]")

ROOMS = ("tui", "reports", "schema")

NO_TEXT_OF_THE_INTERFACE = {
    "tui/__main__.py": "told before it is known whether the packages are ours",
    "tui/launch.py": "names of the sample's folders",
    "tui/own_keys.py": "what people write for keys",
    "tui/paste_burst.py": "a pattern of what may be pasted",
    "tui/terminal_fit.py": "characters to measure",
    "reports/folder_standing.py": "the stamp on a document",
    "reports/text_differences.py": "a pattern over prose",
    "reports/draft.py": "the stamp on a document",
    "reports/layout.py": "comments in a report file",
    "reports/printed_cells.py": "notes in a document",
    "reports/journal_records.py": "a period as it stands in a journal",
    "reports/succession.py": "a pattern over prose",
    "reports/trace.py": "a period as it stands in a report file",
    "reports/correction_markdown.py": "a document",
    "reports/importing/texts/chrome.py": "what web pages print around a report",
    "reports/importing/readers/decoding.py": "signs of a wrong encoding",
    "reports/importing/readers/docx_numbering.py": "how lists count",
    "reports/importing/readers/docx_remarks.py": "a pattern over headers",
    "reports/importing/readers/docx_styles.py": "names of styles",
    "reports/importing/lines/headings.py": "what follows a title in other words",
    "reports/importing/readers/markdown_source.py": "a pattern of numbered lines",
    "reports/importing/lines/page_numbers.py": "patterns of page numbers",
    "reports/importing/lines/paragraphs.py": "patterns over lines, the stamp on a document",
    "reports/importing/readers/pdf_margins.py": "a pattern of page numbers",
    "reports/importing/readers/pdf_table.py": "a pattern of numbered cells",
    "reports/importing/lines/printed_cell.py": "patterns of figures",
    "reports/importing/texts/publication_data.py": "patterns over prose",
    "reports/importing/lines/strips.py": "patterns over lines",
    "reports/importing/texts/table_notes.py": "how footnotes begin",
    "reports/importing/texts/table_texts.py": "patterns over text beside tables",
    "reports/importing/lines/title.py": "patterns over titles",
    "reports/importing/tables/other_years.py": "patterns of years, and what compares them",
    "reports/importing/tables/units.py": "patterns of units",
    "reports/importing/readers/xlsx_offices.py": "how worksheets are named",
    "reports/importing/readers/xlsx_values.py": "formats of numbers",
    "reports/importing/readers/xlsx_years.py": "a pattern of titles",
}
"""Modules with Chinese that is data, and what it is."""

SPEAKS_FOR_FORMATS = "schema/checks/rules.py"
"""The module that looks up the messages of rules, which stand in format files."""

TRANSLATED_ROOMS = ("tui", "reports")


@cache
def translations() -> dict[str, str]:
    """The catalogue's texts."""
    with CATALOGUE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call of ``_`` in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            yield node


def modules(*rooms: str) -> list[Path]:
    """The Python files of rooms."""
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def test_every_text_of_the_program_is_translated() -> None:
    """``pybabel update`` and a translation are part of a change that brings a text; CONTRIBUTING.md says how."""
    asked = rule_messages() | {
        (str(path.relative_to(ROOT)), ast.literal_eval(call.args[0]))
        for path in modules(*ROOMS)
        for call in calls(ast.parse(path.read_text("utf-8")))
        if str(path.relative_to(ROOT)) != SPEAKS_FOR_FORMATS or isinstance(call.args[0], ast.Constant)
    }
    missing = sorted(f"{where}: {text}" for where, text in asked if not translations().get(text))
    assert not missing, "\n".join(missing)
    left_over = translations().keys() - {text for _where, text in asked}
    assert not left_over, "\n".join(sorted(left_over))


def fields(text: str) -> set[str]:
    """The placeholders of a text, with their format; a rule's message has slots of its own, one of them inside another."""
    if re.search(r"\{\{each}|\{\w*[:.=]|\{[a-z_]+\.", text) and not re.search(r"\{\w+:[.\d%g]", text):
        return set(re.findall(r"\{(?:[^{}]|\{[^{}]*})*}", text))
    return {f"{name}!{conversion}:{spec}" for _, name, spec, conversion in Formatter().parse(text) if name is not None}


def test_translations_have_the_placeholders_of_the_text() -> None:
    """A message that lacks a number, or asks for one that is not given, is worse than one in another language."""
    wrong = [text for text, english in translations().items() if fields(text) != fields(english)]
    assert not wrong, "\n".join(wrong)


def test_translations_are_english() -> None:
    """Nothing was forgotten halfway; Chinese stands in quotation marks only, as what a report should say."""
    own = [re.sub("“[^”]*”", "", english) for english in translations().values()]
    chinese = [english for english in own if HAN.search(english) or re.search("[，。；：（）]", english)]
    assert not chinese, "\n".join(chinese)


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    """What the program reads is what translators see."""
    with (ROOT / "schema" / catalogue("en")).open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert {text: compiled.gettext(text) for text in translations()} == translations()
    assert len(compiled._catalog) == len(translations()) + 1  # type: ignore[attr-defined]  # noqa: SLF001  # with its header


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Chinese literals of a module that do not go through ``_``; docstrings are none."""
    tree = ast.parse(path.read_text("utf-8"))
    passed = {id(call.args[0]) for call in calls(tree)}
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in documents | passed:
            continue
        if isinstance(node.value, str) and HAN.search(node.value):
            yield node.lineno, node.value


@pytest.mark.parametrize("room", TRANSLATED_ROOMS)
def test_no_text_goes_past_the_catalogue(room: str) -> None:
    """``_("第 {n} 格").format(n=n)``, or a module among those whose Chinese is data."""
    told = [
        f"{path.relative_to(ROOT)}:{line} {text}"
        for path in modules(room)
        if str(path.relative_to(ROOT)) not in NO_TEXT_OF_THE_INTERFACE
        for line, text in literals(path)
    ]
    assert not told, "\n".join(told)


def test_every_language_has_its_catalogue() -> None:
    """What the settings and ``--lang`` offer can be spoken."""
    assert {path.name for path in (ROOT / "schema" / "locale").iterdir() if path.is_dir()} == {*LANGUAGES} - {OWN}
