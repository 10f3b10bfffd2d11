"""Where each statement of a TOML text stands, in whatever hand it is written."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statements import Statement, line_of, statements
from tests.reports.making import TEXT


def found(text: str) -> list[Statement]:
    """All statements."""
    return list(statements(text))


def values(text: str) -> list[tuple[str, str]]:
    """(path, value text) of every key."""
    return [(".".join(s.path), text[s.value_start : s.value_end]) for s in found(text) if not s.is_header]


HANDS = [
    ("a = 1", [("a", "1")]),
    ("a=1#x\r\nb\t=\t2 \r\n", [("a", "1"), ("b", "2")]),
    ("a = '''\n[x]\nb = 2\n'''\nc = 3", [("a", "'''\n[x]\nb = 2\n'''"), ("c", "3")]),
    ('a = """x"""""\nb = 1', [("a", '"""x"""""'), ("b", "1")]),
    ('a = """\\"""\nb = 1\n"""', [("a", '"""\\"""\nb = 1\n"""')]),
    ("a = ''''x'''''\nb = 1", [("a", "''''x'''''"), ("b", "1")]),
    ("a = ''\nb = \"\"\nc = ''''''", [("a", "''"), ("b", '""'), ("c", "''''''")]),
    ("a = [ # [\n 1, # ]\n '[', \"]\",\n [2]\n] # x\nb = 1", [("a", "[ # [\n 1, # ]\n '[', \"]\",\n [2]\n]"), ("b", "1")]),
    ("[t] # a = 1\na = {b = 1, c = '}'} # x", [("t.a", "{b = 1, c = '}'}")]),
    ("[t.\"u v\"]\n'w x' = 1\n\"y=z\" = 2\na . b = 3", [("t.u v.w x", "1"), ("t.u v.y=z", "2"), ("t.u v.a.b", "3")]),
    ("[[r]]\nx = 1\n[[r]]\nx = 2", [("r.x", "1"), ("r.x", "2")]),
    ("  [ t ]  \n\n  # b = 2\n  c = 2024-01-01 # x", [("t.c", "2024-01-01")]),
    ("\"a\\\"b\" = 1\n'#' = 2\n\"]\" = 3\n['['.x]\ny = 4", [('a"b', "1"), ("#", "2"), ("]", "3"), ("[.x.y", "4")]),
    ("", []), ("\n\n", []), ("# x", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HANDS, ids=[text for text, _ in HANDS])
def test_keys_and_their_values(text: str, expected: list[tuple[str, str]]) -> None:
    tomllib.loads(text)
    assert values(text) == expected


def at(tree: object, path: tuple[str, ...]) -> object:
    """What a tree holds at a path."""
    for name in path:
        assert isinstance(tree, dict)
        tree = tree[name]
    return tree


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_value_of_the_sample_is_where_it_is_said_to_be(ending: str) -> None:
    text = TEXT.replace("\n", ending)
    tree = tomllib.loads(text)
    lines = text.split(ending)
    keys = [s for s in found(text) if not s.is_header]
    assert len(keys) == 54
    for s in keys:
        assert tomllib.loads(f"x = {text[s.value_start : s.value_end]}")["x"] == at(tree, s.path)
        assert lines[s.line - 1].startswith(s.path[-1])
        assert s.path[: len(s.table)] == s.table
    assert [s.line for s in found(text)] == sorted(s.line for s in found(text))


def test_statements_do_not_overlap_and_leave_only_comments_and_blank_lines() -> None:
    end, left = 0, ""
    for s in found(TEXT):
        assert end <= s.start < s.end
        left += TEXT[end : s.start]
        end = s.end
    assert all(not line or line.startswith("#") for line in (left + TEXT[end:]).splitlines())


SCALARS = st.sampled_from(
    [
        "1",
        "'a'",
        '"b\\""',
        "'''\n[x]\n'''",
        '"""\\"""y"""',
        "[1, [2], '#']",
        "{a = 1, b = '}'}",
        "[\n1, # ]\n]",
        "true",
        "1.5",
        "2024-01-01",
    ]
)
NAMES = st.sampled_from(["a", "b", '"c d"', "'e#f'", "g-h", "1"])


@st.composite
def documents(draw: st.DrawFn) -> str:
    """TOML text in many hands."""
    space, comment = st.sampled_from(["", " ", "\t "]), st.sampled_from(["", " # x = [1", "# '''"])
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    lines: list[str] = []
    for table in range(draw(st.integers(0, 3))):
        names = draw(st.lists(NAMES, unique=True, max_size=4))
        if table:
            lines.append(f"{draw(space)}[{draw(space)}t{table}{draw(space)}]{draw(space)}{draw(comment)}")
        for name in names:
            lines += draw(st.lists(st.sampled_from(["", "# [y]", "  "]), max_size=1))
            lines.append(f"{draw(space)}{name}{draw(space)}={draw(space)}{draw(SCALARS)}{draw(space)}{draw(comment)}")
    return "\n".join(lines).replace("\n", ending) + draw(st.sampled_from(["", ending]))


@given(documents())
def test_any_text_is_taken_apart_as_its_parser_does(text: str) -> None:
    tree = tomllib.loads(text, parse_float=Decimal)
    keys = [s for s in found(text) if not s.is_header]
    for s in keys:
        assert tomllib.loads(f"x = {text[s.value_start : s.value_end]}\n", parse_float=Decimal)["x"] == at(tree, s.path)
    tables = [table for table in tree.values() if isinstance(table, dict)]
    assert len(keys) >= sum(map(len, tables)) - 2 * len(tables)
    assert {s.path for s in found(text) if s.is_header} <= {(name,) for name in tree}


def test_the_line_of_an_address() -> None:
    assert line_of(found(TEXT), "year") == 3
    assert line_of(found(TEXT), "requests.received") == 59
    assert line_of(found(TEXT), "requests.received.natural_person") == 59
    assert line_of(found(TEXT), "disputes.litigation.nothing") == line_of(found(TEXT), "disputes.litigation")
    assert line_of(found(TEXT), "nowhere.at.all") is None
