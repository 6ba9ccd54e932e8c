"""Inputs that once went wrong, and a few new ones for each target of tests/fuzz."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz.mutation import FAULTS, mutated, seeds
from tests.fuzz.targets import TARGETS, TooMuchWork, counted

PAST = sorted(path for path in FAULTS.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", PAST, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_past_faults(path) -> None:
    with counted():
        TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.slow
def test_new_inputs(target: str) -> None:
    random, corpus = Random(14), seeds(target)
    for _ in range(1 if target == "picture" else 3):
        data = mutated(random, corpus, target)
        try:
            with counted():
                TARGETS[target](data)
        except Exception as error:
            raise AssertionError(f"{target}: {data!r}") from error


def test_work_is_counted() -> None:
    with pytest.raises(TooMuchWork), counted(100):
        for _ in range(101):
            len("")
