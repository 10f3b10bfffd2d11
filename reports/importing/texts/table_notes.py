"""Footnotes below tables, back to the addresses that they speak of: what `reports.printed_cells` prints, read again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reports.markdown_text import plain_text
from reports.printed_cells import note_place
from schema.form import Form, Section

NOTE = re.compile(r"(?:注|备注|注释|说明)\s*[：:]\s*")
OWN = "注："
ADDRESS = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
NAME_ENDS = "："


def note_of(form: Form, section: Section, text: str) -> tuple[str, str] | None:
    """(address, note) of a stored paragraph in the section of a table; None where it is no footnote."""
    plain = plain_text(text)
    found = NOTE.match(plain)
    if not found:
        return None
    said = plain[found.end() :]
    return (named(form, section, said) if plain.startswith(OWN) else None) or (section.id, said.strip())


def add_note(notes: dict[str, str], address: str, note: str) -> None:
    """Keeps a footnote; a second one on the same address goes below the first."""
    notes[address] = f"{notes[address]}\n{note}" if address in notes else note


def named_note(form: Form, section: Section, text: str) -> tuple[str, str] | None:
    """(address, note) of a stored paragraph below prose; None where it does not name what it speaks of: it is prose then."""
    plain = plain_text(text)
    return named(form, section, plain.removeprefix(OWN)) if plain.startswith(OWN) else None


def named(form: Form, section: Section, said: str) -> tuple[str, str] | None:
    """(address, note) of a text that begins with the name of something in a section, or with an address.

    None where no name fits, or one that more than one place has.
    """
    fitting = [
        (name, addresses) for name, addresses in names(form, section.id).items() if said.startswith(name + NAME_ENDS)
    ]
    if fitting:
        name, addresses = max(fitting, key=lambda one: len(one[0]))
        return (addresses[0], said[len(name) + 1 :]) if len(addresses) == 1 else None
    name, ends, note = said.partition(NAME_ENDS)
    if ends and ADDRESS.fullmatch(name):
        for address in (f"{section.id}.{name}", name):
            if note_place(form, address) in ((section.id, name), ("", name)):
                return address, note
    return None


@lru_cache(maxsize=32)
def names(form: Form, section_id: str) -> dict[str, list[str]]:
    """The addresses of a section by the name that a note on them is printed with."""
    found: dict[str, list[str]] = {}
    for address in places(form, form.section(section_id)):
        found.setdefault(note_place(form, address)[1], []).append(address)
    return found


def places(form: Form, section: Section) -> Iterator[str]:
    """Every address of a section that a note may speak of: its parts, its figures, headings over rows and their columns."""
    yield from (part.address for part in section.parts)
    if section.table:
        yield from (figure.address for figure in form.figures if figure.section == section.id)
        columns = {column.id for block in section.table.blocks for column in block.columns}
        for group in section.table.groups:
            yield f"{section.id}.{group.id}"
            yield from (f"{section.id}.{group.id}.{column}" for column in columns)
