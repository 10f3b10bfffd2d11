"""import(export(report)) is the report, whatever stands in it, by every way of writing its tables.

What comes back exactly: edition, agency, year; every typed figure, a number with its digits, a blank as a blank, a mark as its text;
every note that is the whole printed text of a number; every paragraph of prose, what is bold in it, and in which part it stands.
What an export prints as a total, stated or computed, comes back as a stated total; where it prints nothing, none is stated.
What no reader of a document sees does not come back: basic data that is not printed, blank lines, blanks around a paragraph,
and whether a star that stands for itself was written with a backslash.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reports.importing import bringing
from reports.importing.bringing import bring_in
from reports.importing.findings import Imported
from reports.importing.readers.reader import contents_in
from reports.markdown import Tables, markdown
from reports.markdown_text import paragraphs, spans
from reports.reading import read_report, report_from
from schema.report import Report
from tests.importing.random_reports import HERE, random_report
from tests.reports.commanding import Here
from tests.reports.making import SAMPLE

FLAVOURS: tuple[Tables, ...] = ("gfm", "html")


def seen(text: str) -> list[list[tuple[str, bool]]]:
    """Paragraphs as a reader sees them, without the blanks around them: characters, each with whether it is bold; a blank never is."""
    return [trimmed([(ch, bold) for piece, bold in spans(line) for ch in piece]) for line in paragraphs(text)]


def trimmed(characters: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The characters from the first that is no blank to the last, whether or not a mark of bold stands around one."""
    ink = [place for place, (ch, _) in enumerate(characters) if not ch.isspace()]
    shown = characters[ink[0] : ink[-1] + 1] if ink else []
    return [(ch, bold and not ch.isspace()) for ch, bold in shown]


def printed(report: Report) -> dict[int, object]:
    """Every total that an export prints, by index."""
    values = {one.index: report.ledger.printed(one.index) for one in report.form.figures if one.derived}
    return {index: value for index, value in values.items() if value is not None}


def held(report: Report, imported: Imported) -> None:
    """What the first lines of this file say."""
    back = report_from(imported.text, HERE)
    assert (back.form.id, back.year, back.agency["name"]) == (report.form.id, report.year, report.agency["name"])
    typed = [figure for figure in report.form.figures if not figure.derived]
    before, after = ({one.address: repr(of.ledger.values[one.index]) for one in typed} for of in (report, back))
    assert after == before
    assert back.ledger.stated == printed(report)
    assert back.notes == report.notes
    for part in report.form.parts():
        assert seen(back.prose.get(part.address, "")) == seen(report.prose.get(part.address, "")), part.address
    assert imported.missing == ()
    assert imported.doubts == ()


def trial(seed: int, tables: Tables, folder: Path) -> None:
    """One random report, exported and brought in."""
    report = random_report(Random(seed))  # noqa: S311 - chance that can be had again
    page = folder / "2024.md"
    page.write_text(markdown(report, tables), "utf-8")
    held(report, bring_in(page))


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources are read without a process of their own for each: what they hold is the same, and it is quicker."""
    monkeypatch.setattr(bringing, "read_source", lambda path, _year: contents_in(path.read_bytes()))


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("tables", FLAVOURS)
def test_what_was_exported_comes_back(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp(tables)

    @settings(max_examples=25, phases=[Phase.explicit, Phase.generate])  # a smaller seed is no simpler report
    @given(st.integers(0, 2**32))
    def law(seed: int) -> None:
        trial(seed, tables, folder)

    law()


@pytest.mark.long
@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("tables", FLAVOURS)
def test_many_that_were_exported_come_back(tables: Tables, tmp_path: Path) -> None:
    for seed in range(2_000):
        trial(seed, tables, tmp_path)


@pytest.mark.parametrize("tables", FLAVOURS)
def test_a_draft_comes_back_without_its_stamp(tables: Tables, here: Here, tmp_path: Path) -> None:
    """By the commands, as a clerk does it; the sample has blanks, so that its export says that it is a draft."""
    page, out = tmp_path / "2024.md", tmp_path / "2024.toml"
    assert here("export", SAMPLE, "--to", "md", "--tables", tables, "-o", page) == 0
    assert "草稿" in page.read_text("utf-8")
    assert here("import", page, "-o", out) == 0, here.out
    report, back = read_report(SAMPLE), read_report(out)
    assert back.ledger.values == report.ledger.values
    assert back.prose == report.prose
    assert here("export", out, "--to", "md", "--tables", tables, "-o", tmp_path / "again.md") == 0
    assert (tmp_path / "again.md").read_bytes() == page.read_bytes()
