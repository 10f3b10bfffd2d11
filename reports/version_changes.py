"""What makes one version of a report another, by address."""

from __future__ import annotations

from schema.report import DISMISSED, NOTES, Edit, Report, contents_differ


def differences(before: Report, after: Report) -> dict[str, Edit]:
    """What makes one report the other, by address; of two editions of the form what both have."""
    return {
        address: Edit(address, before.get(address), after.get(address))
        for address in addresses(before, after)
        if contents_differ(before.get(address), after.get(address))
    }


def addresses(before: Report, after: Report) -> list[str]:
    """Everything that two reports hold, in the form's order."""
    form = after.form
    known = [
        *(entry.id for entry in form.fields()),
        *(figure.address for figure in form.figures),
        *(part.address for part in form.parts()),
    ]
    dismissed = dict.fromkeys((*before.dismissed, *after.dismissed))
    notes = dict.fromkeys((*before.notes, *after.notes))
    return [
        *(one for one in known if before.knows(one)),
        *(f"{DISMISSED}.{key}" for key in dismissed),
        *(f"{NOTES}.{key}" for key in notes),
    ]
