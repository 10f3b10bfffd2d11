"""One report as values: who, when, figures, prose, notes. Every part has an address; every edit is an address and a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias, cast

from schema.carried_text import Carried
from schema.entry import Refusal, read_entry
from schema.fields import read_field
from schema.form import Figure, Form
from schema.ledger import Ledger
from schema.values import Value, is_number, same

Content: TypeAlias = Value | tuple[str, ...]
"""What an address holds: a cell value, text, or (a period) a tuple of dates."""


DISMISSED = "dismissed"
"""Before a point, the address of the dismissals entered under what follows it."""

NOTES = "notes"
"""Before a point, the address of the note on what follows it."""


class Edit(NamedTuple):
    """One address taking a new content; ``old`` is what it held."""

    address: str
    old: object
    new: object

    def reversed(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.address, self.new, self.old)


class Outcome(NamedTuple):
    """What applying edits did: the edits themselves (stated totals that followed included), totals and equations."""

    edits: tuple[Edit, ...]
    totals: frozenset[int] = frozenset()
    equations: frozenset[int] = frozenset()


@dataclass
class Report:
    """A report under one edition of the form. ``unknown`` names keys of its file that the form does not have."""

    form: Form
    year: int
    agency: dict[str, str]
    publication: dict[str, object]
    ledger: Ledger
    prose: dict[str, str]
    notes: dict[str, str] = field(default_factory=dict)
    dismissed: dict[str, str] = field(default_factory=dict)
    """By address of what they speak of: the entries of findings knowingly accepted (`schema.dismissal`)."""
    unknown: tuple[str, ...] = ()
    carried: dict[str, Carried] = field(default_factory=dict)
    """By address of a prose part: that its text was taken over from last year's report."""

    @property
    def title(self) -> str:
        """The document's title in the form's wording."""
        return self.form.title.format(agency=self.agency.get("name", ""), year=self.year)

    def knows(self, address: str) -> bool:
        """Whether an address of this form holds anything."""
        form = self.form
        return address in form.by_address or bool(form.part(address) or form.basic_field(address))

    def get(self, address: str) -> object:
        """What an address holds; for a total its stated value (None when none is stated)."""
        figure = self.form.figure(address)
        if figure:
            return self.ledger.stated.get(figure.index) if figure.derived else self.ledger.values[figure.index]
        group, _, key = address.partition(".")
        if group == "agency":
            return self.agency.get(key, "")
        if group == "publication":
            return self.publication.get(key, "")
        if group == DISMISSED:
            return self.dismissed.get(key, "")
        if group == NOTES:
            return self.notes.get(key, "")
        return self.prose.get(address, "")

    def read(self, address: str, text: str) -> object:
        """The content that typed text means at an address, or a Refusal."""
        figure = self.form.figure(address)
        if figure:
            return read_entry(text, figure.kind, figure.largest)
        for entry in self.form.fields():
            if entry.id == address:
                return read_field(text, entry)
        return text

    def put(self, edits: Iterable[Edit]) -> Outcome:
        """Applies edits exactly as they are (undo, redo, loading); nothing follows."""
        done, totals, equations = [], set[int](), set[int]()
        for edit in edits:
            figure = self.form.figure(edit.address)
            if figure:
                change = self.ledger.state if figure.derived else self.ledger.put
                touched = change(figure.index, cast(Value, edit.new))
                totals.update(touched.totals)
                equations.update(touched.equations)
            else:
                self._put_text(edit.address, edit.new)
            done.append(edit)
        return Outcome(tuple(done), frozenset(totals), frozenset(equations))

    def edit(self, address: str, new: object) -> Outcome:
        """Gives an address new content. A stated total that agreed with its sum follows a changed cell.

        It does not follow while a part is blank, and one that disagreed stays: it is evidence.
        """
        edit = Edit(address, self.get(address), new)
        figure = self.form.figure(address)
        if figure is None or figure.derived:
            return self.put([edit])
        agreeing = self._agreeing(figure)
        outcome = self.put([edit])
        following = [
            Edit(self.form.figures[total].address, self.ledger.stated[total], self.ledger.values[total])
            for total in agreeing
            if is_number(self.ledger.values[total]) and not same(self.ledger.values[total], self.ledger.stated[total])
        ]
        followed = self.put(following)
        return Outcome(
            (*outcome.edits, *followed.edits),
            outcome.totals | followed.totals,
            outcome.equations | followed.equations,
        )

    def _agreeing(self, figure: Figure) -> list[int]:
        """Stated totals over a figure that equal their complete sum now."""
        stated, values = self.ledger.stated, self.ledger.values
        reached = self.form.reach[figure.index].totals
        return [total for total in reached if is_number(values[total]) and stated.get(total) == values[total]]

    def _put_text(self, address: str, new: object) -> None:
        group, _, key = address.partition(".")
        if group in (DISMISSED, NOTES):
            kept = self.dismissed if group == DISMISSED else self.notes
            kept[key] = str(new)
            if not new:
                del kept[key]
        elif group not in ("agency", "publication"):
            self.prose[address] = str(new)
        elif new in ("", ()):
            (self.agency if group == "agency" else self.publication).pop(key, None)
        elif group == "agency":
            self.agency[key] = str(new)
        else:
            self.publication[key] = new

    def blank_figures(self, section: str = "") -> list[Figure]:
        """The typed figures not filled in, in printed order."""
        values = self.ledger.values
        return [
            figure
            for figure in self.form.figures
            if not figure.derived and values[figure.index] is None and section in ("", figure.section)
        ]


def contents_differ(before: object, after: object) -> bool:
    """Whether two contents of one address differ as written."""
    if isinstance(before, Refusal) or isinstance(after, Refusal):
        return True
    if is_number(before) and is_number(after):
        return not same(cast(Value, before), cast(Value, after))
    return type(before) is not type(after) or before != after


def merged(base: Mapping[str, Edit], edits: Iterable[Edit]) -> dict[str, Edit]:
    """Edits one after another as one edit per address; those that end where they began drop out."""
    result = dict(base)
    for edit in edits:
        old = result[edit.address].old if edit.address in result else edit.old
        result[edit.address] = Edit(edit.address, old, edit.new)
    return {address: edit for address, edit in result.items() if contents_differ(edit.old, edit.new)}
