"""Tables and texts of one source become one report: its edition, its agency and year, and what is doubtful about them."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from reports.faults import ReportFault
from reports.importing.bringing import bring_in
from reports.importing.contents import Contents
from reports.importing.findings import Doubt, TablesRead, TextsRead
from reports.reading import read_report, report_from
from reports.settings import Settings
from schema.form_loader import form_for_year
from tests.importing.found import AGENCY, Readers, Source, nothing, sample
from tests.importing.hostile_files import png
from tests.reports.making import SAMPLE

TEXT_ONLY = {"overview.proactive": "主动公开政府信息 12 条。"}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """The name of a source."""
    return tmp_path / "a.html"


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> dict[str, Settings]:
    """The settings of the office; none unless a test makes some."""
    held = {"now": Settings()}
    monkeypatch.setattr("reports.importing.bringing.settings", lambda: held["now"])
    return held


def test_a_source_that_is_understood_whole_leaves_no_doubt(readers: Readers, page: Path) -> None:
    imported = bring_in(readers.lay(page, sample()))
    assert (imported.doubts, imported.missing) == ((), ())
    assert (imported.form.id, imported.agency, imported.year) == ("ogi_2021", AGENCY, 2024)
    assert imported.tables == {"proactive": 6, "requests": 25, "disputes": 3}
    back, report = report_from(imported.text, SAMPLE), read_report(SAMPLE)
    assert back.ledger.values == report.ledger.values
    assert back.prose == report.prose


def test_every_doubt_of_every_reader_is_told_once(readers: Readers, page: Path) -> None:
    """And what the source's reader left out is one of them."""
    source = sample()._replace(contents=Contents("docx", (), remarks=("第 3 页是图片，没有读。",)))
    source.tables.doubts.append(Doubt("row_label", "甲", figure="requests.received"))
    source.texts.doubts.append(Doubt("heading", "乙", figure="overview"))
    found = bring_in(readers.lay(page, source)).doubts
    assert [(one.kind, one.message) for one in found] == [
        ("source", "第 3 页是图片，没有读。"),
        ("row_label", "甲"),
        ("heading", "乙"),
    ]


@pytest.mark.parametrize(
    ("year", "agency", "kinds"), [(2024, AGENCY, []), (2023, "", ["year"]), (None, "某某局", ["agency.name"])]
)
def test_what_is_given_stands_against_the_source(
    readers: Readers, page: Path, year: int | None, agency: str, kinds: list[str]
) -> None:
    imported = bring_in(readers.lay(page, sample()), year=year, agency=agency)
    assert (imported.year, imported.agency) == (year or 2024, agency or AGENCY)
    assert [one.figure for one in imported.doubts] == kinds
    assert {one.kind for one in imported.doubts} <= {"basics"}
    report = report_from(imported.text, SAMPLE)
    assert (report.year, report.agency["name"]) == (imported.year, imported.agency)


def test_a_doubt_about_what_is_given_is_settled(readers: Readers, page: Path) -> None:
    source = sample()
    source.texts.year, source.texts.agency = None, ""
    source.texts.doubts += [
        Doubt("basics", "没有年度", figure="year"),
        Doubt("basics", "没有机关", figure="agency.name"),
    ]
    assert bring_in(readers.lay(page, source), year=2024, agency="甲局").doubts == ()


def test_without_year_or_agency_it_says_how_to_give_them(readers: Readers, page: Path) -> None:
    source = sample()
    source.texts.year = None
    with pytest.raises(ReportFault, match="请用 --year 写上年度"):
        bring_in(readers.lay(page, source))
    source.texts.year, source.texts.agency = 2024, " \u200b"
    with pytest.raises(ReportFault, match="请用 --agency 写上"):
        bring_in(page)


def test_the_agency_of_the_settings_fills_in_and_is_doubted(
    readers: Readers, page: Path, own_settings: dict[str, Settings]
) -> None:
    """A report of somebody else must not silently become ours."""
    source = sample()
    source.texts.agency = ""
    own_settings["now"] = Settings(agency="甲局")
    imported = bring_in(readers.lay(page, source))
    assert imported.agency == "甲局"
    assert [(one.kind, one.figure, one.proposed) for one in imported.doubts] == [("basics", "agency.name", "甲局")]


@pytest.mark.parametrize("year", [0, 24, 20244])
def test_a_year_that_cannot_be_is_refused(readers: Readers, page: Path, year: int) -> None:
    with pytest.raises(ReportFault, match="四位年份"):
        bring_in(readers.lay(page, sample()), year=year)
    assert not readers.read


def test_the_edition_follows_the_tables_whatever_the_year(readers: Readers, page: Path) -> None:
    """That it does not fit the year is for check to say."""
    form = form_for_year(2020)
    source = Source(TablesRead(form, rows={"proactive": 8}), TextsRead(2024, "甲局"))
    assert bring_in(readers.lay(page, source)).form is form
    assert readers.forms == ["ogi_2019"]


def test_without_a_table_the_year_tells_the_edition(readers: Readers, page: Path) -> None:
    """All its figures are missing then, and its texts are read anew."""
    imported = bring_in(readers.lay(page, Source(nothing().tables, TextsRead(2020, "甲局", prose=dict(TEXT_ONLY)))))
    assert imported.form is form_for_year(2020)
    assert readers.forms == ["ogi_2021", "ogi_2019"]
    assert imported.missing == tuple(one.address for one in imported.form.figures if not one.derived)
    assert imported.tables == {}


@pytest.mark.parametrize("prose", [{}, {"preamble.text": "欢迎访问本网站。"}])
def test_a_page_that_is_no_report_is_refused(readers: Readers, page: Path, prose: dict[str, str]) -> None:
    """Also one whose words could stand before the first heading of a report."""
    readers.lay(page, Source(nothing().tables, TextsRead(2024, "甲局", prose=prose)))
    with pytest.raises(ReportFault, match="不像是年度报告"):
        bring_in(page)


@pytest.mark.parametrize("name", ["甲局\nyear = 1", "甲\u202e局", "甲局\x1b[2J", " 甲局\t"])
def test_a_name_from_outside_is_a_name_and_nothing_else(readers: Readers, page: Path, name: str) -> None:
    """It stands in the head of the file, in a comment too."""
    source = sample()
    source.texts.agency = name
    imported = bring_in(readers.lay(page, source))
    assert imported.agency.isprintable()
    assert report_from(imported.text, SAMPLE).year == 2024


FRAME = "<html><body><p>甲局2024年政府信息公开工作年度报告</p><iframe src='a.pdf'></iframe></body></html>"


def test_a_page_that_is_no_report_says_first_what_was_not_read_of_it(page: Path) -> None:
    page.write_text(FRAME, "utf-8")
    with pytest.raises(ReportFault, match=r"^页面里没有表格，正文可能在嵌入的另一个页面.*再导入。.*不像是年度报告"):
        bring_in(page)


def test_a_document_of_pictures_says_first_that_they_were_not_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("甲局2024年政府信息公开工作年度报告").add_run().add_picture(io.BytesIO(png()))
    document.save(str(tmp_path / "a.docx"))
    with pytest.raises(ReportFault, match=r"^[^。]*图片[^。]*。.*不像是年度报告"):
        bring_in(tmp_path / "a.docx")


def test_a_given_name_of_nothing_but_blanks_settles_no_doubt(
    readers: Readers, page: Path, own_settings: dict[str, Settings]
) -> None:
    source = sample()
    source.texts.agency = ""
    source.texts.doubts.append(Doubt("basics", "没有机关", figure="agency.name"))
    own_settings["now"] = Settings(agency="甲局")
    assert "没有机关" in [one.message for one in bring_in(readers.lay(page, source), agency=" \u200b ").doubts]
