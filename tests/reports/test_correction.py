"""A published report is corrected: what was published stays for ever, and the notice says exactly what differs from it."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reports.audit_reading import read_log
from reports.correction import CellCorrection, Correction, TextCorrection, correction_of, difference
from reports.correction_markdown import correction_markdown
from reports.faults import UnreadableReport
from reports.history_folder import PUBLISHED, history_file
from reports.printed_cells import printed_cells
from reports.publications import content_of, publish, published_versions
from reports.reading import read_report, report_from
from schema.report import Edit
from tests.reports.commanding import PENALTIES, RECEIVED, Here
from tests.reports.libraries import FILLED, FORM, put

GOLDEN = Path(__file__).parent.parent / "golden" / "haicheng-2024.correction.md"
CARRIED = "requests.carried_forward.natural_person"
AGENCY = "海原县海城镇人民政府"
BOTH = (f"{RECEIVED}=3", f"{CARRIED}=3")
SAID = "2024 年我镇收到政府信息公开申请 3 件。\n其中网上申请 2 件，当面申请 1 件。"


@pytest.fixture
def settled(tmp_path: Path) -> Path:
    """The sample, nothing left to settle."""
    return put(tmp_path, AGENCY, 2024)


def final(here: Here, file: Path) -> None:
    """Exports a final version."""
    assert here("export", file, "--to", "md", "--final", "-o", file.with_suffix(".md")) == 0, here.err


def test_the_notice_is_what_a_reader_of_the_report_needs(settled: Path, here: Here) -> None:
    """Figures, totals that follow, a text, the reason; byte for byte."""
    final(here, settled)
    assert here.err == ""
    assert (
        here("set", settled, *BOTH, f"overview.on_request={SAID}", "--reason", "漏录 3 件申请，核对登记簿后补上") == 0
    )
    assert here.err == ""
    correction = correction_of(read_report(settled), settled)
    fixed = correction._replace(published=datetime(2025, 1, 20, 9, tzinfo=UTC))
    assert correction_markdown(fixed, date(2025, 3, 2)) == GOLDEN.read_text("utf-8")


def test_what_was_published_is_kept_whatever_happens_to_the_report(settled: Path, here: Here) -> None:
    """Also when an editor writes into the file in place: it is no link."""
    before = settled.read_bytes()
    final(here, settled)
    [published] = published_versions(settled)
    assert history_file(settled, PUBLISHED).read_text("utf-8") == f"{published.name}\n"
    with settled.open("r+b") as file:
        file.write(b"# in place")
    assert content_of(published) == before
    assert published.file.stat().st_mode == settled.stat().st_mode


def test_the_same_content_published_again_is_no_second_publication(settled: Path, here: Here) -> None:
    final(here, settled)
    final(here, settled)
    assert here.err == ""
    assert len(published_versions(settled)) == 1
    assert [entry.event for entry in read_log(settled).entries] == ["published"]
    assert here("export", settled, "--to", "md", "--final") == 0
    assert [entry.output for entry in read_log(settled).entries] == [str(settled.with_suffix(".md")), ""]
    assert len(published_versions(settled)) == 1


def test_a_final_export_after_a_change_says_that_a_correction_can_be_made(settled: Path, here: Here) -> None:
    final(here, settled)
    assert here("set", settled, f"{PENALTIES}=9") == 0
    assert here.out == f"{PENALTIES}: 8 -> 9\n"
    assert "已经发布过定稿" in here.err
    final(here, settled)
    assert here.out == f"{settled.with_suffix('.md')}\n"
    assert f"有 1 处不同；可以用 nianbao correction {settled}" in here.err
    assert here("correction", settled) == 0
    assert "| 二、主动公开政府信息情况，第二十条第（六）项 | 行政处罚 | 本年处理决定数量 | 8 | 9 |" in here.out
    assert here.err == "没有记下更正的原因，说明里没有这一部分；需要的请补写。\n"
    final(here, settled)
    assert here.err == ""


def test_there_is_nothing_to_correct(settled: Path, here: Here) -> None:
    assert here("correction", settled) == 1
    assert here.err == f"{settled} 还没有导出过定稿，没有可以更正的版本。\n"
    final(here, settled)
    assert here("correction", settled) == 1
    assert here.err == f"{settled} 和发布的内容一样，没有要更正的。\n"
    assert here.out == ""


def test_a_report_that_is_not_final_is_not_corrected(settled: Path, here: Here) -> None:
    final(here, settled)
    here("set", settled, f"{RECEIVED}=3")
    assert here("correction", settled, "-o", settled.with_suffix(".x.md")) == 1
    assert here.err == f"{settled}：还有错误 1 处，不是定稿，没有写更正说明；用 check 查看。\n"
    assert not settled.with_suffix(".x.md").exists()
    here("set", settled, f"{CARRIED}=3")
    assert here("correction", settled, "-o", settled.with_suffix(".x.md")) == 0
    assert here.out == f"{settled.with_suffix('.x.md')}\n"


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_a_published_version_that_was_tampered_with_is_not_used(settled: Path, here: Here, harm: str) -> None:
    final(here, settled)
    [published] = published_versions(settled)
    published.file.chmod(0o644)
    published.file.unlink() if harm == "gone" else published.file.write_bytes(b"year = 2024\n")
    with pytest.raises(UnreadableReport):
        content_of(published)
    here("set", settled, f"{PENALTIES}=9")
    assert here("correction", settled) == 2
    assert published.name in here.err


def test_names_in_the_list_lead_nowhere_else(settled: Path, here: Here) -> None:
    final(here, settled)
    listing = history_file(settled, PUBLISHED)
    with listing.open("a", encoding="utf-8") as file:
        file.write(
            "../2024.toml\n2024.toml.20261126T015928345733Z.a/../b.93255f31\n\x00\n2023.toml.20261126T015928345733Z.a.93255f31\n"
        )
    assert len(published_versions(settled)) == 1


@pytest.mark.parametrize("obstacle", ["file", "log"])
def test_a_publication_that_cannot_be_recorded_is_exported_and_told(settled: Path, here: Here, obstacle: str) -> None:
    history = settled.parent / ".history"
    if obstacle == "file":
        history.touch()
    else:
        history.mkdir()
        os.mkfifo(history / "2024.saves.jsonl")
    assert here("export", settled, "--to", "md", "--final") == 0
    assert here.out.startswith("# ")
    assert here.err.startswith("已经导出，但没能留下发布的记录：")


def test_reasons_are_those_of_what_is_different_now(settled: Path, here: Here) -> None:
    """Given before the publication, or for something that was changed back, they do not count."""
    here("set", settled, f"{PENALTIES}=9", "--reason", "发布以前")
    final(here, settled)
    here("set", settled, f"{PENALTIES}=10", "--reason", "核对案卷")
    here("set", settled, "disputes.reconsideration.upheld=1", "--reason", "写错了行")
    here("set", settled, "disputes.reconsideration.upheld=0", "--reason", "改回")
    here("set", settled, f"{PENALTIES}=11", "--reason", "核对案卷")
    assert correction_of(read_report(settled), settled).reasons == ("核对案卷",)


def test_a_report_published_under_one_name_is_found_under_another_link(settled: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(settled)
    assert publish(link, settled.read_bytes(), "md", "") == ""
    assert len(published_versions(settled)) == len(published_versions(link)) == 1


CELLS = st.sampled_from([figure.address for figure in FORM.figures if not figure.derived])


@given(st.dictionaries(CELLS, st.one_of(st.none(), st.integers(0, 999)), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_the_cells_of_a_correction_are_those_that_print_differently(
    tmp_path: Path, changes: dict[str, int | None]
) -> None:
    before, now = (report_from(FILLED, tmp_path) for _ in range(2))
    for address, value in changes.items():
        now.edit(address, value)
    found = difference(before, now, datetime.now(UTC))
    old, new = printed_cells(before).cells, printed_cells(now).cells
    assert {(one.address, one.before, one.after) for one in (*found.cells, *found.totals)} == {
        (figure.address, old[figure.index], new[figure.index])
        for figure in FORM.figures
        if old[figure.index] != new[figure.index]
    }
    assert not found.texts


HOSTILE = st.text(st.sampled_from("甲1.|*_#<>&`[]()!\\\"'-+=~:/\u202e\u200b "), min_size=1, max_size=30)


@given(st.lists(HOSTILE, min_size=6, max_size=6))
@settings(deadline=None, max_examples=100)
def test_whatever_a_clerk_wrote_is_text_in_the_notice(words: list[str]) -> None:
    """No heading, list, table line, link or HTML comes of it."""
    one, two, three, four, five, six = words
    cell = CellCorrection("a.b", one, two, three, four, five)
    text = TextCorrection("c", "part", (six,), (one, two), (three,))
    notice = correction_markdown(
        Correction(one, two, datetime.now(UTC), (cell,), (), (text,), (four,)), date(2025, 3, 2)
    )
    tokens = MarkdownIt("commonmark").enable("table").parse(notice)
    kinds = [token.type for token in tokens]
    assert kinds.count("heading_open") == 5
    assert kinds.count("tr_open") == 2
    assert kinds.count("td_open") == 5
    assert kinds.count("blockquote_open") == 2
    assert kinds.count("list_item_open") == 1
    assert not {"html_block", "fence", "code_block", "hr"} & set(kinds)


def test_a_blank_and_an_agency_that_changed_its_name(settled: Path) -> None:
    before = report_from(FILLED, settled)
    now = report_from(FILLED, settled)
    now.put([Edit(PENALTIES, 8, None), Edit("agency.name", AGENCY, "新镇人民政府")])
    notice = correction_markdown(difference(before, now, datetime(2025, 1, 20, tzinfo=UTC)), date(2025, 3, 2))
    assert "| 8 | （空） |" in notice
    assert f"> {AGENCY}2024年政府信息公开工作年度报告\n\n更正为：\n\n> 新镇人民政府2024年" in notice
    assert notice.endswith("\n\n新镇人民政府\n\n2025年3月2日\n")


def test_a_copied_library_keeps_its_publications(settled: Path, tmp_path: Path, here: Here) -> None:
    final(here, settled)
    shutil.copytree(settled.parent, tmp_path / "copy")
    assert len(published_versions(tmp_path / "copy" / "2024.toml")) == 1


def test_a_number_that_is_taken_out_is_not_published_once_more(settled: Path) -> None:
    """Neither in the text as it was nor in the reason; one that stays was accepted."""
    before, after = (report_from(settled.read_text("utf-8"), settled) for _side in range(2))
    part = "overview.on_request"
    many = "，".join(f"138001380{place:02}" for place in range(40))
    before.put([Edit(part, "", f"申请人身份证号 11010519491231002X，手机 13800138000，{many}；联系 13912345678。")])
    after.put([Edit(part, "", "申请人已答复；联系 13912345678。")])
    found = difference(before, after, datetime(2025, 1, 20, 9, tzinfo=UTC))
    notice = correction_markdown(found._replace(reasons=("删去 13800138000 的信息",)), date(2025, 3, 2))
    assert "110105××××××××002X" in notice
    assert "138××××8000" in notice
    assert "11010519491231002X" not in notice
    assert not any(number in notice for number in many.split("，"))
    assert notice.count("13912345678") == 2
