"""The quick reader of plain TOML: what it accepts is what the full parser gives, and whatever else it leaves alone."""

from __future__ import annotations

import gc
import time
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.layout import new_report
from reports.plain_toml import MOST_OTHERS, plain_values
from reports.source import LARGEST_FILE
from schema.form_loader import load_form
from tests.reports.making import SAMPLE, TEXT

FILES = sorted(SAMPLE.parent.parent.rglob("2*.toml"))
TEXTS = [path.read_text(encoding="utf-8") for path in FILES]


def full(text: str) -> object:
    """What the full parser gives, as text that tells types, digits and order apart; None for a refusal."""
    try:
        return repr(tomllib.loads(text, parse_float=Decimal))
    except (ValueError, ArithmeticError, RecursionError):
        return None


def agrees(text: str) -> bool:
    """Whether text is read; AssertionError when it is read otherwise than by the full parser."""
    values = plain_values(text)
    assert values is None or repr(values) == full(text)
    return values is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_samples_are_plain(path: Path) -> None:
    assert agrees(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("edition", ["ogi_2019", "ogi_2021"])
def test_a_new_report_is_plain(edition: str) -> None:
    assert agrees(new_report(load_form(edition), 2024, "海城镇"))


PLAIN = [
    "",
    "\n \n",
    "# 注",
    "a = 1",
    "a = 1\r\nb = '''\r\n甲\r\n\r\n乙'''\r\n",
    "\ta\t=\t-5\t# 注",
    "a = 0.10\nb = -0.0\nc = -0\nd = 123456789012345678901234567890",
    "a = 1e3\nb = +4\nc = 1_000\nd = 0x1f\ne = inf\nf = true",
    "a = 2024-01-01\nb = 08:30:00\nc = [2024-01-01, 2024-12-31]",
    'a = "C:\\\\报告"\nb = "\\u5e74"',
    "a = ''\nb = \"\"\nc = ''''''\nd = '''it's ''two'' '''\ne = '''x''''",
    '"a.b" = 1\n"" = 2\n"甲" = 3\n-1_ = 4',
    "a = [\n  0, # 制发\n  0,\n\t0,\n] # 注\nb = [\n1\n,\n2\n]",
    'a = [0, "", "/", 1.50,]\nb = []\nc = ["a", \'b\', [1]]\nd = [true]',
    "[a]\nb = 1\n[a.c]\n[a.c.d]  # 注\n[e]\nb = 1\n",
    '[[review]]\nat = "x"\n[[review]]\nat = "y"\n[notes]\n"a.b" = "甲"',
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_is_read_as_the_full_parser_reads_it(text: str) -> None:
    assert agrees(text)


LEFT = [
    # what the full parser reads
    "a.b = 1",
    "'a' = 1",
    '"\\u5e74" = 1',
    "a = {b = 1}",
    'a = """\nx"""',
    "[a.b]\n[a]",
    "[ a ]",
    '["a"]',
    "[[a.b]]",
    "[[a]]\n[a.b]",
    "a = [\n'x'\n]",
    "a = [{b = 1}]",
    "".join(f"k{i} = 1e3\n" for i in range(MOST_OTHERS + 1)),
    # what it refuses
    "a = 1\na = 2",
    'a = 1\n"a" = 2',
    "[a]\n[a]",
    "a = 1\n[a]",
    "[a]\nb = []\n[a.b]",
    "a = []\n[[a]]",
    "[a]\n[[a]]",
    "[[a]]\n[a]",
    "a = 01",
    "a = 1.",
    "a = .5",
    "a = --1",
    "a = - 1",
    "a = 1 2",
    "a = [1 2]",
    "a = [,]",
    "a = [01]",
    "a = [null]",
    "a = [NaN, -Infinity]",
    "a = null",
    'a = ["x\ny"]',
    'a = "x',
    "a = '''x",
    "a = 'x\n'",
    'a = "\\x"',
    "a = 八",
    "a =",
    "a",
    "= 1",
    "a = 1\rb = 2",
    "a = 1 # \r",
    "a = 1\r",
    "a = '''\x00'''",
    "a = '\x7f'",
    "# \x1b",
    "\x0c",
    "a\u00a0= 1",
    "a = 1\u3000",
    "\ufeffa = 1",
    "甲 = 1",
    "a = ٣",
    "a = [٣]",
    "[a",
    "[a]]",
    "[[a]",
    "[]",
    "[a.]",
    "[a] 1",
    "[a] [b]",
    "a = " + "9" * 5000,
    "a = 1e99999999999999999999",
    "a = " + "[" * 5000,
    # what toml_text refuses for its depth
    "[a]\n" + "".join(f"[a{'.a' * depth}]\n" for depth in range(1, 17)),
    "a = {" + ".".join("a" * 17) + " = 1}",
]


@pytest.mark.parametrize("text", LEFT, ids=range(len(LEFT)))
def test_other_text_is_left_to_the_full_parser(text: str) -> None:
    assert plain_values(text) is None


NAMES = st.sampled_from(["a", "b", "text", "a-1_", "7", '"a"', '"a.b"', "'a'", "a.b", "甲", ""])
NUMBERS = st.one_of(st.integers().map(str), st.decimals().map(str), st.sampled_from(["0", "00", "-0", "+1", "1.50", "1e3", "0x1", "1_0"]))  # fmt: skip
STRINGS = st.tuples(
    st.sampled_from(['"', "'", "'''", '"""', '"', "'''\n"]), st.text(st.sampled_from("甲a'\"\\ \t\n\r#]=\x7f"), max_size=6)
).map(lambda pair: pair[0] + pair[1] + pair[0].strip())  # fmt: skip
CELLS = st.one_of(
    NUMBERS, STRINGS, st.sampled_from(['""', '"/"', "true", "2024-01-01", "null", "NaN", "[1]", "{}", ""])
)
COMMAS = st.sampled_from([", ", ",", ",\n", ", # 注\n", ", # ]\n"])
ROWS = st.tuples(st.lists(CELLS, max_size=4), COMMAS, st.booleans()).map(
    lambda row: "[" + row[1].join(row[0]) + row[1] * row[2] + "]"
)
STATEMENTS = st.one_of(
    st.tuples(NAMES, st.sampled_from([" = ", "=", "\t=\t"]), st.one_of(CELLS, ROWS), st.sampled_from(["", " # 注", "\r"])).map("".join),
    st.sampled_from(["[a]", "[b]", "[a.b]", "[b.a]", "[a.b.a]", "[[a]]", "[[b]]", "[ a ]", "['a']", "[a] # 注"]),
    st.sampled_from(["", " ", "# 注", "#\x00", "\ufeff"]),
)  # fmt: skip
LAYOUTS = st.tuples(st.lists(STATEMENTS, max_size=8), st.sampled_from(["\n", "\r\n", "\n\n\t"]), st.booleans()).map(
    lambda file: file[1].join(file[0]) + file[1] * file[2]
)

MARKS = [*"0123456789-+.,=[]{}'\"#\\ \t\n\r_aeN\x00\x7f甲\ufeff", "'''", '"""', "\r\n", "[[a]]", "[a]", "null", "a = 1\n"]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A sample with a few characters or lines put in, taken out, replaced, doubled or exchanged."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            at, gone = draw(st.integers(0, len(text))), draw(st.integers(0, 2))
            text = text[:at] + draw(st.sampled_from(["", *MARKS])) + text[at + gone :]
        else:
            lines = text.split("\n")
            one, two = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
            if draw(st.booleans()):
                lines[one], lines[two] = lines[two], lines[one]
            else:
                lines.insert(one, lines[two])
            text = "\n".join(lines)
    return text


@given(LAYOUTS)
@settings(deadline=None, max_examples=1000)
def test_text_of_any_layout_is_read_alike_or_left(text: str) -> None:
    agrees(text)


@given(damaged())
@settings(deadline=None, max_examples=200)
def test_a_damaged_report_is_read_alike_or_left(text: str) -> None:
    agrees(text)


@given(st.lists(st.sampled_from(MARKS), max_size=12).map("".join))
@settings(deadline=None, max_examples=500)
def test_any_text_is_read_alike_or_left(text: str) -> None:
    agrees(text)


HOSTILE = {
    "quotes": '"' * LARGEST_FILE,
    "apostrophes": "'" * LARGEST_FILE,
    "text of apostrophes": "a = '''" + "''a" * (LARGEST_FILE // 3),
    "open blocks": "a = '''\n" * (LARGEST_FILE // 8),
    "open rows": "1 = [\n" * (LARGEST_FILE // 6),
    "brackets": "a = " + "[" * LARGEST_FILE,
    "one row": "a = [" + "0," * (LARGEST_FILE // 2) + "]",
    "zeros": "a = [" + "0" * LARGEST_FILE + "]",
    "digits": "a = " + "9" * LARGEST_FILE,
    "digits in a row": "a = [" + "9" * LARGEST_FILE + "]",
    "digits behind a point": "a = 0." + "9" * LARGEST_FILE,
    "one word": "a" * LARGEST_FILE,
    "blanks": " " * LARGEST_FILE + "\x0b",
    "blank lines and comments": "\n#" * (LARGEST_FILE // 2) + "\n=",
    "a fault at the end": "".join(f"k{i} = 1\n" for i in range(70_000)) + "=",
    "rows and a fault": "".join(f"k{i} = [0, 0,\n 0]\n" for i in range(50_000)) + "=",
    "tables and a fault": "".join(f"[t{i}]\n" for i in range(80_000)) + "=",
    "dates and a fault": "".join(f"k{i} = 2024-01-01\n" for i in range(50_000)) + "=",
    "long rows for the full parser": "".join(f"k{i} = [{'[0],' * 49}]\n" for i in range(5_000)),
}


@pytest.fixture
def own_garbage_only() -> Iterator[None]:
    """What other tests have left in memory is not looked through while this one is timed."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("own_garbage_only")
@pytest.mark.parametrize("name", HOSTILE)
def test_it_gives_up_quickly(name: str) -> None:
    began = time.process_time()
    values = plain_values(HOSTILE[name])
    assert time.process_time() - began < 0.5
    assert values is None or name == "digits behind a point"


def test_a_text_that_is_one_long_paragraph_is_read() -> None:
    assert agrees(TEXT.replace("本年度没有", "本年度没有" * 100_000))
