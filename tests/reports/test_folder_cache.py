"""What is known of unchanged reports is not worked out again; whatever else a cache file holds is passed over."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import folder_cache
from reports.folder_cache import cache_file, remember, remembered
from reports.folder_listing import Listing, listed
from reports.folder_state import Standing, State
from tests.reports.libraries import put

KNOWN = Standing(State.DRAFT, 1, 2, 3, 4, 5, "某某“：\n\ud800")
LONG_AGO = 10**9


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two years, and a cache folder of its own; file times count at once."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(folder_cache, "RACY", -LONG_AGO)
    for year in (2023, 2024):
        put(tmp_path / "库", "甲", year)
    return tmp_path / "库"


def kept(listing: Listing) -> dict[Path, Standing]:
    """Everything of a listing remembered as `KNOWN`."""
    remember(listing, {one.path: KNOWN for one in listing.entries})
    return remembered(listing)


def test_what_is_unchanged_is_remembered_privately(library: Path) -> None:
    listing = listed(library)
    found = kept(listing)
    assert set(found) == {one.path for one in listing.entries}
    assert found[listing.entries[0].path][:6] == KNOWN[:6]
    status = cache_file(library).stat()
    assert stat.S_IMODE(status.st_mode) == 0o600
    assert stat.S_IMODE(cache_file(library).parent.stat().st_mode) == 0o700


def test_a_change_of_a_report_or_of_last_years_forgets_it(library: Path) -> None:
    kept(listed(library))
    now, before = library / "甲" / "2024.toml", library / "甲" / "2023.toml"
    now.write_bytes(now.read_bytes() + b"# x\n")
    assert set(remembered(listed(library))) == {before}
    kept(listed(library))
    os.utime(before, ns=(1, 1))
    assert remembered(listed(library)) == {}, "2024 hangs on 2023"
    kept(listed(library))
    now.with_suffix(".md").touch()
    assert set(remembered(listed(library))) == {before}


def test_another_program_or_other_rules_forget_everything(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(listed(library))
    monkeypatch.setattr(folder_cache, "rules_version", lambda: "other")
    assert remembered(listed(library)) == {}


def test_a_file_touched_just_now_is_not_remembered(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_cache, "RACY", 3600 * 10**9)
    assert kept(listed(library)) == {}


def test_what_hangs_on_more_than_the_files_is_not_remembered(library: Path) -> None:
    listing = listed(library)
    remember(listing, {one.path: KNOWN._replace(keeps=False) for one in listing.entries})
    assert remembered(listing) == {}


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.one_of(st.binary(), JUNK.map(lambda one: json.dumps(one).encode())))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_is_passed_over(library: Path, junk: bytes) -> None:
    kept(listed(library))
    cache_file(library).write_bytes(junk)
    assert remembered(listed(library)) == {}


@given(JUNK)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_in_one_place_spoils_that_place_only(library: Path, junk: object) -> None:
    listing = listed(library)
    kept(listing)
    whole = json.loads(cache_file(library).read_bytes())
    spoilt, other = whole["reports"]
    whole["reports"][spoilt] = [whole["reports"][spoilt][0], junk]
    cache_file(library).write_text(json.dumps(whole), encoding="utf-8")
    found = remembered(listing)
    assert library / other in found
    assert library / spoilt not in found or junk == whole["reports"][other][1]


def test_a_cache_that_cannot_be_read_or_written_is_done_without(library: Path) -> None:
    cache_file(library).parent.parent.mkdir()
    cache_file(library).parent.touch()
    assert kept(listed(library)) == {}
    cache_file(library).parent.unlink()
    cache_file(library).mkdir(parents=True)
    assert kept(listed(library)) == {}


def test_a_cache_keeps_its_size(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_cache, "LARGEST", 400)
    found = kept(listed(library))
    assert len(found) == 1
    assert cache_file(library).stat().st_size <= 400
    for number in range(20):
        other = cache_file(library).with_name(f"library-{number}.json")
        other.write_text("{}", encoding="utf-8")
        os.utime(other, (number, number))
    kept(listed(library))
    assert len(list(cache_file(library).parent.iterdir())) == folder_cache.MOST_LIBRARIES
    assert cache_file(library).exists()
