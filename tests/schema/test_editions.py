"""The shipped editions of the form: every address that report files and the command line promise, in printed order."""

from __future__ import annotations

import re

import pytest

from schema.form import Block, Form, Row
from schema.form_loader import FormError, editions, form_for_year, load_form
from schema.numbering import divided

APPLICANTS = (
    "natural_person", "commercial_enterprise", "research_institution", "public_welfare_organization",
    "legal_service_institution", "other_organization", "total",
)  # fmt: skip
RESULTS = ("upheld", "corrected", "other_result", "pending", "total")
OUTCOMES = [
    "outcomes.disclosed",
    "outcomes.partially_disclosed",
    "outcomes.not_disclosed.state_secret",
    "outcomes.not_disclosed.prohibited_by_law",
    "outcomes.not_disclosed.endangers_security_or_stability",
    "outcomes.not_disclosed.third_party_rights",
    "outcomes.not_disclosed.internal_affairs",
    "outcomes.not_disclosed.process_information",
    "outcomes.not_disclosed.enforcement_case_file",
    "outcomes.not_disclosed.administrative_inquiry",
    "outcomes.unable_to_provide.not_held",
    "outcomes.unable_to_provide.requires_creation",
    "outcomes.unable_to_provide.unclear_after_supplement",
    "outcomes.not_processed.petition_or_complaint",
    "outcomes.not_processed.duplicate_request",
    "outcomes.not_processed.public_publication",
    "outcomes.not_processed.excessive_requests",
    "outcomes.not_processed.confirm_or_reissue",
]
OTHER_HANDLING = {
    "ogi_2021": [f"outcomes.other_handling.{row}" for row in ("supplement_overdue", "fee_overdue", "other")],
    "ogi_2019": ["outcomes.other_handling"],
}
ITEMS = ("previous_items", "change", "decisions")
PROACTIVE = {
    "ogi_2021": [
        *(f"{row}.{cell}" for row in ("rules", "normative_documents") for cell in ("issued", "repealed", "in_force")),
        "administrative_licensing", "administrative_penalties", "administrative_compulsion", "administrative_fees",
    ],
    "ogi_2019": [
        *(f"{row}.{cell}" for row in ("rules", "normative_documents") for cell in ("made", "disclosed", "disclosed_total")),
        *(f"administrative_licensing.{cell}" for cell in ITEMS),
        *(f"other_management_services.{cell}" for cell in ITEMS),
        *(f"administrative_penalties.{cell}" for cell in ITEMS),
        *(f"administrative_compulsion.{cell}" for cell in ITEMS),
        "administrative_fees.previous_items", "administrative_fees.change",
        "government_procurement.projects", "government_procurement.amount",
    ],
}  # fmt: skip
PROSE = [
    "preamble.text", "overview.summary", "overview.proactive", "overview.on_request", "overview.information_management",
    "overview.platforms", "overview.oversight", "problems_and_improvements.text", "other_matters.text",
]  # fmt: skip
FIELDS = ["agency.name", "agency.level"] + [
    f"publication.{key}" for key in ("period", "issued", "website", "url", "contact", "address", "postcode", "phone")
]

EVERY_EDITION = pytest.mark.parametrize("edition", editions())


def promised(edition: str) -> list[str]:
    """Every figure's address in printed order."""
    rows = ["received", "brought_forward", *OUTCOMES, *OTHER_HANDLING[edition], "outcomes.total", "carried_forward"]
    disputes = ("reconsideration", "litigation.direct", "litigation.after_reconsideration")
    return [
        *(f"proactive.{address}" for address in PROACTIVE[edition]),
        *(f"requests.{row}.{column}" for row in rows for column in APPLICANTS),
        *(f"disputes.{row}.{column}" for row in disputes for column in RESULTS),
    ]


def rows_of(form: Form, section: str) -> list[str]:
    """The rows of a table in printed order."""
    return list(dict.fromkeys(figure.row.id for figure in form.figures if figure.section == section))


@EVERY_EDITION
def test_figures_have_the_promised_addresses_in_printed_order(edition: str) -> None:
    assert [figure.address for figure in load_form(edition).figures] == promised(edition)


@EVERY_EDITION
def test_prose_and_basic_data_have_the_promised_addresses(edition: str) -> None:
    form = load_form(edition)
    assert [part.address for part in form.parts()] == PROSE
    assert [entry.id for entry in form.fields()] == FIELDS


@pytest.mark.parametrize(
    ("edition", "figures", "derived", "equations", "rows"),
    [("ogi_2021", 200, 34, 42, 25), ("ogi_2019", 198, 32, 40, 23)],
)
def test_size_of_an_edition(edition: str, figures: int, derived: int, equations: int, rows: int) -> None:
    form = load_form(edition)
    assert len(form.figures) == figures
    assert sum(figure.derived for figure in form.figures) == derived
    assert len(form.equations) == equations
    assert len(rows_of(form, "requests")) == rows
    assert rows_of(form, "requests")[-1] == "carried_forward"


@EVERY_EDITION
def test_a_figure_is_found_by_its_index_and_its_address(edition: str) -> None:
    form = load_form(edition)
    assert [figure.index for figure in form.figures] == list(range(len(form.figures)))
    assert all(form.figure(figure.address) is figure for figure in form.figures)


@EVERY_EDITION
def test_totals_are_the_total_column_and_the_total_row(edition: str) -> None:
    derived = {figure.address for figure in load_form(edition).figures if figure.derived}
    addresses = promised(edition)
    assert derived == {a for a in addresses if a.endswith(".total") or a.startswith("requests.outcomes.total.")}


@EVERY_EDITION
def test_a_total_is_defined_once_and_after_its_parts(edition: str) -> None:
    form = load_form(edition)
    assert {total for total, _ in form.definitions} == {f.index for f in form.figures if f.derived}
    worked_out = {figure.index for figure in form.figures if not figure.derived}
    for total, by in form.definitions:
        assert worked_out.issuperset(form.equations[by].right)
        assert total not in worked_out
        worked_out.add(total)


@EVERY_EDITION
def test_equations_are_the_printed_sums_and_the_balance_of_every_column(edition: str) -> None:
    form = load_form(edition)

    def terms(places: tuple[int, ...]) -> list[str]:
        return [form.figures[place].address for place in places]

    written = {(e.kind, *terms(e.left)): terms(e.right) for e in form.equations}
    parts = [*OUTCOMES, *OTHER_HANDLING[edition]]
    for column in APPLICANTS:
        assert written["column_sum", f"requests.outcomes.total.{column}"] == [
            f"requests.{row}.{column}" for row in parts
        ]
        balance = written["balance", f"requests.received.{column}", f"requests.brought_forward.{column}"]
        assert balance == [f"requests.outcomes.total.{column}", f"requests.carried_forward.{column}"]
    for row in ["received", "brought_forward", *parts, "outcomes.total", "carried_forward"]:
        assert written["row_sum", f"requests.{row}.total"] == [f"requests.{row}.{column}" for column in APPLICANTS[:-1]]
    for row in ("reconsideration", "litigation.direct", "litigation.after_reconsideration"):
        assert written["row_sum", f"disputes.{row}.total"] == [f"disputes.{row}.{column}" for column in RESULTS[:-1]]
    assert len(written) == len(form.equations)


def test_what_may_stand_in_a_cell() -> None:
    new, old = load_form("ogi_2021"), load_form("ogi_2019")
    assert [f.address for f in new.figures if f.kind != "count"] == ["proactive.administrative_fees"]
    assert new.by_address["proactive.administrative_fees"].kind == "amount"
    assert [f.address for f in old.figures if f.kind == "amount"] == ["proactive.government_procurement.amount"]
    signed = ["licensing", "penalties", "compulsion", "fees"]
    assert {f.address for f in old.figures if f.kind == "signed"} == {
        "proactive.other_management_services.change",
        *(f"proactive.administrative_{row}.change" for row in signed),
    }


def test_official_titles() -> None:
    printed = [section.title for section in load_form("ogi_2021").sections if section.printed]
    assert printed == [
        "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
    ]  # fmt: skip
    title = load_form("ogi_2021").title.format(agency="甲县", year=2024)
    assert title == "甲县2024年政府信息公开工作年度报告"


@EVERY_EDITION
def test_last_years_carried_row_is_this_years_brought_row(edition: str) -> None:
    table = load_form(edition).section("requests").table
    assert table
    assert [(carry.row, carry.into) for carry in table.carries] == [("carried_forward", "brought_forward")]


@pytest.mark.parametrize(
    ("year", "edition"),
    [
        (2018, "ogi_2019"),
        (2019, "ogi_2019"),
        (2020, "ogi_2019"),
        (2021, "ogi_2021"),
        (2024, "ogi_2021"),
        (2100, "ogi_2021"),
    ],
)
def test_the_edition_of_a_year(year: int, edition: str) -> None:
    assert form_for_year(year).id == edition


@pytest.mark.parametrize("edition", ["ogi_2022", "", "../formats/ogi_2021", "ogi_2021.toml", "OGI_2021"])
def test_an_edition_that_is_not_shipped_is_refused(edition: str) -> None:
    with pytest.raises(FormError, match=re.escape("ogi_2021、ogi_2019")):
        load_form(edition)


def blocks(form: Form) -> list[Block]:
    """All blocks of an edition."""
    return [block for section in form.sections if section.table for block in section.table.blocks]


def rows_under_one_heading(form: Form) -> list[list[Row]]:
    """The rows of an edition that stand next to each other, heading by heading."""
    found: dict[tuple[int, str], list[Row]] = {}
    for number, block in enumerate(blocks(form)):
        for row in block.rows:
            found.setdefault((number, row.id.rpartition(".")[0]), []).append(row)
    return list(found.values())


@pytest.mark.parametrize("edition", editions())
def test_no_other_name_is_the_name_of_a_neighbour(edition: str) -> None:
    """An import that reads a printed name takes it for one thing only; numbers before a label are not in the other names."""
    form = load_form(edition)
    neighbours = [
        [(section.title, section.aliases) for section in form.sections],
        *([(part.label, part.aliases) for part in section.parts] for section in form.sections),
        *([(row.label, row.aliases) for row in rows] for rows in rows_under_one_heading(form)),
        *([(column.label, column.aliases) for column in block.columns] for block in blocks(form)),
    ]
    for names in neighbours:
        printed = [name for label, aliases in names for name in (divided(label)[1], *aliases)]
        assert len(printed) == len(set(printed)), printed
        assert all(divided(name)[0] is None for _, aliases in names for name in aliases)
