"""Going to a place: what a clerk types leads to the place that is meant, in both editions of the form."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.form_loader import editions, load_form
from schema.name_search import NameIndex
from schema.numbering import Ordinal, divided, typed

READINGS = {"行": "xh", "政": "z", "处": "c", "罚": "f", "国": "g", "家": "jg", "秘": "mb", "密": "m", "自": "z"}


@lru_cache
def index(edition: str) -> NameIndex:
    return NameIndex(load_form(edition), lambda characters: {ch: READINGS[ch] for ch in characters if ch in READINGS})


def first(query: str, edition: str = "ogi_2021") -> str:
    """The address, or the section, that a query leads to."""
    found = index(edition).search(query)
    return (found[0].address or found[0].section.id) if found else ""


@pytest.mark.parametrize(
    "query", ["三（三）5", "三(三)5", "三三5", "335", "3.3.5", "三、（三）5.", "三（三）５", "三三（三）5"]
)
def test_the_forms_own_numbering_in_any_writing(query: str) -> None:
    assert first(query) == "requests.outcomes.not_disclosed.internal_affairs.natural_person"


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("二", "proactive"),
        ("四", "disputes"),
        ("六", "other_matters.text"),
        ("一（二）", "overview.on_request"),
        ("三（四）", "requests.outcomes.unable_to_provide.not_held.natural_person"),
        ("三四", "requests.outcomes.unable_to_provide.not_held.natural_person"),
        ("三（三）5 商业企业", "requests.outcomes.not_disclosed.internal_affairs.commercial_enterprise"),
        ("行政处罚", "proactive.administrative_penalties"),
        ("处罚", "proactive.administrative_penalties"),
        ("xzcf", "proactive.administrative_penalties"),
        ("XZCF", "proactive.administrative_penalties"),
        ("hzcf", "proactive.administrative_penalties"),
        ("gjmm", "requests.outcomes.not_disclosed.state_secret.natural_person"),
        ("国家秘密 自然", "requests.outcomes.not_disclosed.state_secret.natural_person"),
        ("国家秘密商业企业", "requests.outcomes.not_disclosed.state_secret.commercial_enterprise"),
        ("行政复议 总计", "disputes.reconsideration.total"),
        ("邮编", "publication.postcode"),
        ("监督", "overview.oversight"),
        ("申请办理", "requests"),
        ("requests.received", "requests.received.natural_person"),
        ("requests.received.com", "requests.received.commercial_enterprise"),
        ("overview.", "overview.summary"),
        ("publication.ph", "publication.phone"),
        ("没有这种东西", ""),
        ("  ", ""),
        ("·", ""),
    ],
)
def test_where_a_query_leads(query: str, address: str) -> None:
    assert first(query) == address


def test_the_other_edition_has_its_own_numbering() -> None:
    """The sixth outcome is a row of its own there, and penalties have several columns."""
    assert first("三（六）", "ogi_2019") == "requests.outcomes.other_handling.natural_person"
    assert first("xzcf", "ogi_2019") == "proactive.administrative_penalties.previous_items"


def test_words_narrow_down() -> None:
    wide, narrow = (index("ogi_2021").search(query) for query in ("总计", "总计 复议"))
    assert {target.label for target in narrow} < {target.label for target in wide}


def test_a_prefix_of_an_address_lists_what_is_under_it_in_printed_order() -> None:
    form = load_form("ogi_2021")
    listed = [target.address for target in index("ogi_2021").search("proactive.")]
    rows = dict.fromkeys(id(figure.row) for figure in form.figures if figure.section == "proactive")
    assert listed == [next(f.address for f in form.figures if id(f.row) == row) for row in rows]


@pytest.mark.parametrize("edition", editions())
def test_every_figure_is_reached_by_its_full_name_and_by_its_address(edition: str) -> None:
    for figure in load_form(edition).figures:
        assert first(figure.address, edition) == figure.address
        assert first(figure.name, edition) == figure.address


@pytest.mark.parametrize("edition", editions())
def test_every_text_and_line_is_reached_by_its_address(edition: str) -> None:
    form = load_form(edition)
    for address in [*(part.address for part in form.parts()), *(field.id for field in form.fields())]:
        assert first(address, edition) == address


def test_initials_are_asked_for_only_when_letters_are_typed() -> None:
    asked: list[set[str]] = []

    def initials(characters: set[str]) -> dict[str, str]:
        asked.append(characters)
        return {}

    names = NameIndex(load_form("ogi_2021"), initials)
    names.search("行政处罚 三（三）5")
    assert not asked
    names.search("x")
    names.search("xz")
    assert len(asked) == 1
    assert all(not ch.isascii() for ch in asked[0])


@given(st.text(alphabet="三（）()、.5一二十0x 自然·_[?*\x00", max_size=12))
def test_nothing_typed_breaks_the_search(query: str) -> None:
    for target in index("ogi_2021").search(query):
        assert target.label


@pytest.mark.parametrize(
    ("label", "number", "rest"),
    [
        ("三、本年度", Ordinal(3, "、"), "本年度"),
        ("（十二）其他", Ordinal(12, "()"), "其他"),
        ("20.属于", Ordinal(20, "."), "属于"),
        ("三安全", None, "三安全"),
        ("一、", Ordinal(1, "、"), ""),
    ],
)
def test_the_number_of_a_label(label: str, number: Ordinal | None, rest: str) -> None:
    assert divided(label) == (number, rest)


def test_tens_are_read() -> None:
    assert typed("二十一") == [(Ordinal(21),)]
    assert typed("十") == [(Ordinal(10),)]
    assert typed("三十") == [(Ordinal(30),)]
    assert typed("三年") == []
