"""The last look before a save: a text that would lose or alter anything but what was edited is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from reports.faults import UnreadableReport, UnwritableReport
from reports.source import Source
from reports.toml_text import parse
from schema.language import _

Path = tuple[str, ...]
REVIEW: Path = ("review",)


def gate(
    source: Source, text: str, edited: Mapping[Path, Collection[int | None] | None], *, tail: bool = False
) -> None:
    """UnwritableReport when text differs from the source in more than the statements ``edited``.

    Of a row only the places given may differ; None stands for the whole value. With ``tail`` review entries may follow.
    """
    before = dict(leaves(parse(source.text, source.path)))
    try:
        after = dict(leaves(parse(text, source.path)))
    except UnreadableReport:
        raise UnwritableReport(
            _("按这个文件的写法不便自动修改，已停下；{path} 没有改动。请手工改为一行一个数组。").format(
                path=source.path
            )
        ) from None
    for path in before.keys() | after.keys():
        old, new = before.get(path), after.get(path)
        if old == new or (tail and path == REVIEW and begins_with(new, old)):
            continue
        owner = next((one for one in edited if path[: len(one)] == one), None)
        if owner is None or not only(edited[owner], old, new):
            raise UnwritableReport(
                _("保存会改动没有编辑过的 {address}，已停下；{path} 没有改动。").format(
                    address=".".join(path), path=source.path
                )
            )


def only(places: Collection[int | None] | None, old: object, new: object) -> bool:
    """Whether a row differs at these places only; a missing cell equals a blank one."""
    if places is None:
        return True
    before = old if isinstance(old, tuple) else ()
    if not isinstance(new, tuple):
        return False
    return all(place in places or at(before, place) == at(new, place) for place in range(max(len(before), len(new))))


def at(row: tuple[object, ...], place: int) -> object:
    """What a row holds at a place, as `written` gives it."""
    return row[place] if place < len(row) else written("")


def begins_with(new: object, old: object) -> bool:
    """Whether a list kept all its entries and only grew."""
    return isinstance(new, tuple) and (old is None or (isinstance(old, tuple) and new[: len(old)] == old))


def leaves(node: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """(path, value as written) of everything in a TOML tree that is no table."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    else:
        yield path, written(node)


def written(node: object) -> object:
    """A value so that two are equal only when written alike: 1, 1.0, true and 1.00 differ."""
    if isinstance(node, list):
        return tuple(map(written, node))
    if isinstance(node, dict):
        return frozenset((key, written(value)) for key, value in node.items())
    return (type(node).__name__, str(node) if isinstance(node, Decimal) else node)
