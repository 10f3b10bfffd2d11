"""``merge`` in a real git repository: two branches of one report come together by cell and paragraph."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.document import open_document
from tests.project import ROOT
from tests.reports.commanding import PENALTIES, Here
from tests.reports.making import TEXT, changed, names_in, written

REPORT = Path("甲镇", "2024.toml")
DRIVER = f"{sys.executable} -m tui merge %O %A %B --path %P"
REVIEW = '\n[[review]]\nat = "{at}"\nby = "{by}"\nreason = "核对"\nchanges = ["{line}"]\n'

Change = Callable[[str], str]


class Repository:
    """A repository with the sample in it, set up as the manual says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.report = folder / REPORT
        self.report.parent.mkdir(parents=True)
        self.report.write_text(TEXT, encoding="utf-8")
        (folder / ".gitattributes").write_text("*.toml merge=nianbao\n", encoding="utf-8")
        (folder / ".gitignore").write_text(".history/\n", encoding="utf-8")
        self.git("init", "-q", "-b", "main")
        self.git("config", "merge.nianbao.name", "按格合并年报")
        self.git("config", "merge.nianbao.driver", DRIVER)
        self.commit()

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        identity = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        env = {**os.environ, **identity, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C.UTF-8"}
        return subprocess.run(  # noqa: S603 - git, with our own arguments
            ["git", *arguments],  # noqa: S607 - whichever git there is
            cwd=self.folder, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def commit(self) -> None:
        self.git("add", "-A")
        assert self.git("commit", "-q", "-m", "改").returncode == 0

    def diverged(self, mine: Change, theirs: Change) -> subprocess.CompletedProcess[str]:
        """Both changes on branches of their own, merged."""
        self.git("checkout", "-q", "-b", "theirs")
        self.report.write_text(theirs(TEXT), encoding="utf-8")
        self.commit()
        self.git("checkout", "-q", "main")
        self.report.write_text(mine(TEXT), encoding="utf-8")
        self.commit()
        return self.git("merge", "-q", "-m", "合", "theirs")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "reports")


def setting(*pairs: tuple[str, str], tail: str = "") -> Change:
    """A change made by hand to the text."""
    return lambda text: changed(*pairs, text=text) + tail


def test_two_cells_of_one_row_merge_clean(repository: Repository) -> None:
    """Git alone takes neighbouring lines, and one line twice, for a conflict."""
    merged = repository.diverged(
        setting(("direct                   = [0, 0, 1, 0, 1]", "direct                   = [2, 0, 1, 0, 3]")),
        setting(("direct                   = [0, 0, 1, 0, 1]", "direct                   = [0, 4, 1, 0, 5]")),
    )
    assert merged.returncode == 0, merged.stderr
    assert "direct                   = [2, 4, 1, 0, 7]" in repository.report.read_text("utf-8")
    assert repository.git("status", "--porcelain").stdout == ""


def test_the_same_cell_is_a_conflict_and_the_file_stays_a_report(repository: Repository) -> None:
    penalties = "administrative_penalties = 8"
    merged = repository.diverged(setting((penalties, f"{penalties}1")), setting((penalties, f"{penalties}2")))
    assert merged.returncode == 1
    assert "行政处罚：原来 8，留下 81，没有采用 82" in merged.stderr
    assert repository.git("status", "--porcelain", "-z").stdout.startswith(f"UU {REPORT}")
    assert open_document(repository.report).report.get(PENALTIES) == 81
    log = repository.report.parent / ".history" / "2024.conflicts.jsonl"
    kept = json.loads(log.read_text("utf-8"))
    assert (kept["address"], kept["base"], kept["mine"], kept["theirs"]) == (PENALTIES, 8, 81, 82)


def test_comments_foreign_keys_and_review_entries_of_both_come_together(repository: Repository) -> None:
    mine = setting(
        ("# 行政复议", "# 复议"), ('postcode = "755200"', 'postcode = "755200"\nfax = "1"'),
        tail=REVIEW.format(at="2025-01-02", by="甲", line="一"),
    )  # fmt: skip
    theirs = setting(
        ("# 行政诉讼", "# 诉讼"), ('phone = "0955-4011434"', 'phone = "0955-4011435"\nmobile = "2"'),
        tail=REVIEW.format(at="2025-01-01", by="乙", line="二"),
    )  # fmt: skip
    merged = repository.diverged(mine, theirs)
    assert merged.returncode == 0, merged.stderr
    now = repository.report.read_text("utf-8")
    assert all(word in now for word in ("# 复议\n", "# 诉讼\n", 'fax = "1"', 'mobile = "2"', '"0955-4011435"'))
    assert now.index('by = "乙"') < now.index('by = "甲"')
    assert now.count("[[review]]") == 2


def test_a_foreign_key_that_both_changed_is_a_conflict(repository: Repository) -> None:
    postcode = 'postcode = "755200"'
    merged = repository.diverged(
        setting((postcode, f'{postcode}\nfax = "1"')), setting((postcode, f'{postcode}\nfax = "2"'))
    )
    assert merged.returncode == 1
    assert "publication.fax：原来 没有，留下 1，没有采用 2" in merged.stderr
    assert 'fax = "1"' in repository.report.read_text("utf-8")


def test_a_comment_that_both_changed_is_told_and_kept(repository: Repository) -> None:
    merged = repository.diverged(setting(("# 行政复议", "# 甲")), setting(("# 行政复议", "# 乙")))
    assert merged.returncode == 1
    assert "注释或排版 第 97 行" in merged.stderr
    assert "# 甲" in repository.report.read_text("utf-8")
    assert "# 乙" in (repository.report.parent / ".history" / "2024.conflicts.jsonl").read_text("utf-8")


def test_what_is_no_report_is_left_to_git(repository: Repository) -> None:
    merged = repository.diverged(
        setting(("administrative_penalties = 8", "administrative_penalties = 9")), lambda _text: "<<<\n"
    )
    assert merged.returncode == 1
    assert repository.git("status", "--porcelain", "-z").stdout.startswith(f"UU {REPORT}")
    assert open_document(repository.report).report.get(PENALTIES) == 9


def test_line_ends_that_one_side_changed_are_taken(tmp_path: Path, here: Here) -> None:
    base, mine = written(tmp_path / "o.toml", TEXT), written(tmp_path / "a.toml", TEXT, crlf=True, bom=True)
    theirs = written(tmp_path / "b.toml", changed(("administrative_penalties = 8", "administrative_penalties = 9")))
    assert here("merge", base, mine, theirs) == 0
    expected = changed(("administrative_penalties = 8", "administrative_penalties = 9"))
    assert mine.read_bytes() == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()
    assert names_in(tmp_path) == ["a.toml", "b.toml", "o.toml"]


def test_the_result_goes_where_it_is_asked_for(tmp_path: Path, here: Here) -> None:
    base = written(tmp_path / "o.toml", TEXT)
    theirs = written(tmp_path / "b.toml", changed(("received        = [0, 0", "received        = [3, 0")))
    assert here("merge", base, base, theirs, "-o", "-") == 0
    assert here.out == theirs.read_text("utf-8")
    assert here("merge", base, base, theirs, "-o", tmp_path / "c.toml") == 0
    assert here.out == ""
    assert (tmp_path / "c.toml").read_bytes() == theirs.read_bytes()
    assert base.read_text("utf-8") == TEXT


def test_an_unreadable_version_leaves_every_file_alone(tmp_path: Path, here: Here) -> None:
    base, broken = written(tmp_path / "o.toml", TEXT), written(tmp_path / "b.toml", "<<<<\n")
    assert here("merge", base, base, broken) == 2
    assert base.read_text("utf-8") == TEXT
    assert names_in(tmp_path) == ["b.toml", "o.toml"]
