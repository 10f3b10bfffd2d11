"""A document with open points says that it is a draft, and reads as before once that mark is taken off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reports.assessment import assess
from reports.draft import STAMP, open_points, stamped, without_stamp
from reports.layout import new_report
from reports.markdown import markdown
from reports.reading import read_report, report_from
from schema.dismissal import key_of
from schema.findings import Dismissal, Finding, Level
from schema.form_loader import load_form
from tests.reports.commanding import RECEIVED, Here
from tests.reports.making import SAMPLE, written

GOLDEN = Path(__file__).parent.parent / "golden"
DRAFT = "haicheng-2024.draft.md"


def findings(errors: int = 0, settle: int = 0, warnings: int = 0) -> list[Finding]:
    """So many findings of each level."""
    numbers = {Level.ERROR: errors, Level.SETTLE: settle, Level.WARNING: warnings}
    return [Finding(level, "violated", "a.b", "a", "…") for level, number in numbers.items() for _ in range(number)]


FILLED = read_report(SAMPLE)


@pytest.mark.parametrize(
    ("errors", "settle", "points"),
    [(1, 2, "错误 1 处、待办 2 处"), (3, 0, "错误 3 处"), (0, 12, "待办 12 处"), (0, 0, "")],
)
def test_errors_and_unsettled_points_are_counted(errors: int, settle: int, points: str) -> None:
    assert open_points(FILLED, findings(errors, settle, warnings=5)) == points


def test_what_was_accepted_is_settled() -> None:
    accepted = [finding._replace(dismissed=Dismissal("核对过")) for finding in findings(settle=2)]
    assert open_points(FILLED, [*accepted, *findings(settle=1)]) == "待办 1 处"
    assert stamped("# 甲\n", FILLED, accepted) == "# 甲\n"


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_the_mark_comes_off_and_leaves_the_document(text: str, errors: int, settle: int) -> None:
    document = f"# {text}"
    marked = stamped(document, FILLED, findings(errors, settle))
    assert (marked == document) == (not errors + settle)
    assert without_stamp(marked) == document
    assert without_stamp(document) == document


@pytest.mark.parametrize("ends", ["\r\n\r\n", "\n", " \n \n", "\r\n"])
def test_the_mark_is_known_with_other_line_ends(ends: str) -> None:
    assert without_stamp(f"> **草稿**：还有错误 1 处、待办 2 处，不能作为定稿发布。{ends}# 甲") == "# 甲"


def test_nothing_that_a_report_holds_looks_like_the_mark() -> None:
    report = read_report(SAMPLE)
    line = "> **草稿**：还有待办 1 处，不能作为定稿发布。"
    report.agency["name"] = line
    report.prose = dict.fromkeys(report.prose, line)
    assert not re.search(STAMP.pattern.removeprefix(r"\A"), markdown(report))


def test_the_exported_draft_is_byte_for_byte_and_below_its_mark_the_document(here: Here) -> None:
    """To accept a change: ``nianbao export SAMPLE --to md > tests/golden/NAME``, and read the diff."""
    assert here("export", SAMPLE, "--to", "md") == 0
    points = re.search(r"还有(.*?)，", here.err)
    assert points
    golden = (GOLDEN / DRAFT).read_text("utf-8")
    assert here.out == golden.replace("还有待办 1 处", f"还有{points[1]}", 1)
    assert without_stamp(golden) == (GOLDEN / "haicheng-2024.md").read_text("utf-8")


@pytest.mark.parametrize("preset", ["commonmark", "gfm-like", "js-default"])
def test_every_renderer_shows_the_mark_as_a_block_of_its_own(preset: str) -> None:
    page = MarkdownIt(preset).enable("table").render(stamped("# 甲\n\n乙\n", FILLED, findings(1, 2)))
    assert page.startswith(
        "<blockquote>\n<p><strong>草稿</strong>：还有错误 1 处、待办 2 处，不能作为定稿发布。</p>\n</blockquote>\n<h1>甲"
    )


def test_a_final_version_is_refused_with_every_open_point_until_all_are_settled(
    file: Path, tmp_path: Path, here: Here
) -> None:
    out = tmp_path / "定稿.md"
    settle = [finding for finding in here.checked(file) if finding["level"] == "settle"]
    here("set", file, f"{RECEIVED}=12")
    open_ones = [finding for finding in here.checked(file) if finding["level"] in ("error", "settle")]
    assert here("export", file, "--to", "md", "--final", "-o", out) == 1
    assert (here.out, out.exists()) == ("", False)
    told = here.err.splitlines()
    assert re.match(f"{re.escape(str(file))}：还有错误 [1-9] 处、待办 [1-9]", told[0])
    assert told[0].endswith("，没有导出。")
    assert all(any(finding["message"] in line for line in told) for finding in open_ones)

    lines = {
        finding["figures"][0] if finding["figures"] else finding["where"]["section"] for finding in open_ones + settle
    }
    dismissed = "\n".join(["", "[dismissed]", *(f'"{key}" = "已逐项核实"' for key in sorted(lines)), ""])
    written(file, file.read_text("utf-8") + dismissed)
    assert here("export", file, "--to", "md", "--final") == 1, "a reason does not excuse an error"
    assert re.fullmatch(f"{re.escape(str(file))}：还有错误 [1-9] 处，没有导出。", here.err.splitlines()[0])
    here("set", file, f"{RECEIVED}=0")
    assert here("export", file, "--to", "md", "--final", "-o", out) == 0
    assert (here.out, here.err) == (f"{out}\n", "")
    assert out.read_text("utf-8").startswith("# 海原县海城镇人民政府2024年")


@pytest.mark.parametrize("cell", ["", "0"])
@pytest.mark.parametrize("edition", ["ogi_2019", "ogi_2021"])
def test_a_form_with_nothing_in_it_is_never_final(cell: str, edition: str, tmp_path: Path, here: Here) -> None:
    """Blank as it was made, or every cell filled with 0 to silence the program: without text it is no report."""
    form, year = load_form(edition), {"ogi_2019": 2020}.get(edition, 2024)
    file = written(tmp_path / f"{year}.toml", new_report(form, year, "甲镇人民政府"))
    if cell:
        cells = [f"{figure.address}={cell}" for figure in form.figures if not figure.derived]
        assert here("set", file, *cells) == 0
        assert not report_from(file.read_text("utf-8"), file).blank_figures()
    assert here("export", file, "--to", "md", "--final") == 1
    assert here.out == ""
    assert "没有导出" in here.err


def test_no_reason_makes_a_form_that_nobody_filled_in_fit_to_publish(tmp_path: Path, here: Here) -> None:
    assert here("new", tmp_path, "--agency", "甲镇人民政府", "--year", "2024") == 0
    file = tmp_path / "甲镇人民政府" / "2024.toml"
    keys = {key_of(finding) for finding in assess(read_report(file), file)}
    lines = "".join(f'"{key}" = "已核实"\n' for key in sorted(keys))
    file.write_text(f"{file.read_text('utf-8')}\n[dismissed]\n{lines}", encoding="utf-8")
    assert all(finding.dismissed for finding in assess(read_report(file), file))
    assert here("export", file, "--to", "md", "--final") == 1
    assert here("export", file, "--to", "md") == 0
    assert here.out.startswith("> **草稿**")
