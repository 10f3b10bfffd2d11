"""Gives a target its spoiled inputs: seeded, watched for time, and led by what an input made it say.

An input after which a target says something that it has not said before is kept and spoiled further.
"""

from __future__ import annotations

import re
import signal
import time
import traceback
from collections import Counter
from functools import partial
from random import Random
from types import FrameType

from tests.reliability.fuzz_inputs import spoiled
from tests.reliability.fuzz_state import a_place
from tests.reliability.fuzz_targets import TARGETS

SLOW = 2.0
"""Seconds of processor time that one input may take."""

HANGS = 30.0
"""Seconds of processor time after which an input is given up."""

MOST_KEPT = 400
LONGEST_KEPT = 6_000
MOST_FAILURES = 5
TELLING = re.compile(r"\d+")


class Hung(Exception):  # noqa: N818 - what happened
    """An input that does not end."""


def give_up(_signal: int, _frame: FrameType | None) -> None:
    """Ends an input that does not end by itself."""
    raise Hung


def fuzz(name: str, seed: int, count: int) -> Counter[str]:
    """So many inputs for a target: how many there were, how many things it said, and every failure in words."""
    target, rng = TARGETS[name], Random(f"{name}/{seed}")  # noqa: S311 - chance that can be had again
    corpus = list(target.corpus())
    fixed, said, found = len(corpus), set[str](), Counter[str]()
    signal.signal(signal.SIGPROF, give_up)
    with a_place():
        for number in range(count):
            text = spoiled(rng.choice(corpus), corpus, rng, surrogates=target.surrogates)
            told, fault = tried(name, text, number)
            found["inputs"] += 1
            if fault:
                found[f"failed: {name}, seed {seed}, input {number}: {fault}\n{text[:3000]!r}"] += 1
                if sum(key.startswith("failed") for key in found) >= MOST_FAILURES:
                    break
            key = TELLING.sub("0", told)[:200]
            if key not in said and len(text) < LONGEST_KEPT:
                said.add(key)
                if len(corpus) >= fixed + MOST_KEPT:
                    corpus.pop(fixed)
                corpus.append(text)
    found["kept"] = len(said)
    return found


def tried(name: str, text: str, number: int) -> tuple[str, str]:
    """What a target said to an input, and what went wrong: it raised something, hung, or was slow. Inside `a_place`."""
    rng = Random(number)  # noqa: S311 - as above
    signal.setitimer(signal.ITIMER_PROF, HANGS)
    began = time.process_time()
    try:
        told = TARGETS[name].run(text, rng)
    except Exception:  # noqa: BLE001 - whatever it is, it is a failure
        return "", "".join(traceback.format_exc().splitlines(keepends=True)[-6:])
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    took = time.process_time() - began
    return told, f"took {took:.1f} s" if took > SLOW else ""


def fuzzer(name: str) -> partial[Counter[str]]:
    """`fuzz` of one target, as shares of work are handed out."""
    return partial(fuzz, name)
