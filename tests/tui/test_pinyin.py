"""First letters of Chinese characters: every reading counts, and the package with its phrases is not loaded."""

from __future__ import annotations

import subprocess
import sys

from schema.form_loader import load_form
from schema.name_search import NameIndex
from tests.terminal import ROOT
from tui.pinyin import initials


def test_every_reading_counts() -> None:
    found = initials(set("行政处罚长a。"))
    assert set(found["行"]) == {"x", "h"}
    assert set(found["长"]) == {"z", "c"}
    assert found["罚"] == "f"
    assert "a" not in found
    assert "。" not in found


def test_every_character_of_both_forms_has_a_reading() -> None:
    for edition in ("ogi_2019", "ogi_2021"):
        characters = {ch for figure in load_form(edition).figures for ch in figure.name if "一" <= ch <= "龥"}
        assert initials(characters).keys() == characters


def test_a_row_is_found_by_its_initials() -> None:
    names = NameIndex(load_form("ogi_2021"), initials)
    for letters in ("xzcf", "hzcf"):
        assert names.search(letters)[0].address == "proactive.administrative_penalties"


def test_the_package_itself_is_not_loaded() -> None:
    """It would take 0.4 s and 58 MB."""
    program = (
        "import sys; from tui.pinyin import initials; assert initials({'行'}); assert 'pypinyin' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)  # noqa: S603 - our own program
