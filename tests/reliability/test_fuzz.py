"""Spoiled inputs for everything that reads: each is read or refused by name, quickly, and nothing else is raised."""

from __future__ import annotations

import pytest

from tests.reliability import fuzz_targets
from tests.reliability.conftest import Proof
from tests.reliability.fuzz_found import FOUND
from tests.reliability.fuzz_state import a_place
from tests.reliability.fuzz_targets import TARGETS
from tests.reliability.fuzzing import fuzzer, tried
from tests.reliability.shares import counted

LONG, SHORT = 1_000, 3
"""Inputs for each part of a thousand: a million in the long form."""

SHARE = 2_500


def spoiled_inputs(proof: Proof, name: str, each: int) -> None:
    """A target's part of the inputs."""
    found = counted(fuzzer(name), TARGETS[name].part * each, SHARE)
    failures = [key for key in found if key.startswith("failed")]
    proof(name, runs=found["inputs"], violations=len(failures), kept=found["kept"])
    assert not failures, "\n\n".join(failures)
    assert found["inputs"] == TARGETS[name].part * each


@pytest.mark.parametrize("name", TARGETS)
def test_a_spoiled_input_is_read_or_refused(name: str, proof: Proof) -> None:
    spoiled_inputs(proof, name, SHORT)


@pytest.mark.long
@pytest.mark.parametrize("name", TARGETS)
def test_a_very_great_many_spoiled_inputs_are_read_or_refused(name: str, proof: Proof) -> None:
    spoiled_inputs(proof, name, LONG)


def test_the_parts_are_a_thousand() -> None:
    """So that a million is a million."""
    assert sum(target.part for target in TARGETS.values()) == 1_000


def test_what_once_failed_holds() -> None:
    """Inputs that fuzzing found, and that were mended."""
    with a_place():
        assert [tried(name, text, number)[1] for name, text, number in FOUND] == [""] * len(FOUND)


def test_a_planted_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception in a reader fails its proof, which tells the input."""

    def faulty(text: str, *_: object) -> None:
        if "½" in text:
            raise ValueError(text)

    monkeypatch.setattr(fuzz_targets, "read_entry", faulty)
    with pytest.raises(AssertionError, match=r"ValueError.*½"):
        spoiled_inputs(lambda *_, **__: None, "entry", SHORT)
