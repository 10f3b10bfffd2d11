"""docs/checks.md says what the code says."""

from __future__ import annotations

from schema.checks.catalogue import catalogue
from schema.form_loader import editions, load_form
from tests.evidence.checks_page import PAGE, page

CATALOGUE = range(1, 43)


def test_the_page_is_what_code_and_corpus_give() -> None:
    """Refresh it with: python -m tests.evidence.checks_page"""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_number_of_the_catalogue_has_a_check_with_basis_and_example() -> None:
    checks = catalogue(load_form("ogi_2021"))
    assert {check.number for check in checks} == set(CATALOGUE)
    assert not [check.code for check in checks if not (check.basis and check.example and check.title)]


def test_codes_are_stable_dotted_names_and_one_code_has_one_level_in_every_edition() -> None:
    levels: dict[str, set[int]] = {}
    for edition in editions():
        for check in catalogue(load_form(edition)):
            levels.setdefault(check.code, set()).add(check.level)
            assert "." in check.code
    assert {code: found for code, found in levels.items() if len(found) > 1} == {}
