"""What holds for all formats of other tools: recognition, losses, folders, hostile files."""

from __future__ import annotations

import json
from random import Random

import pytest
from jsonschema import Draft202012Validator

import argmap
from argmap.diagnostics import ArgmapError
from tests.conftest import EXAMPLES, ROOT
from tests.strategies import random_map

SCHEMA = json.loads((ROOT / "docs" / "argmap.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def random_maps(seed: int, count: int) -> list[argmap.ArgumentMap]:
    random = Random(seed)
    maps: list[argmap.ArgumentMap] = []
    while len(maps) < count:
        try:
            maps.append(random_map(random))
        except ArgmapError:  # The strategy also makes what is no map.
            continue
    return maps


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_map_fits_the_schema() -> None:
    for path in EXAMPLES.glob("*.arg"):
        VALIDATOR.validate(argmap.load(path).to_dict())
    for map in random_maps(7, 300):
        VALIDATOR.validate(map.to_dict())


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"format": "other"},
        {"claims": []},
        {"statements": [{"id": "a", "kind": "claim"}]},
        {"statements": [{"id": "a", "kind": "thought", "text": "A."}]},
        {"statements": [{"id": "a", "kind": "claim", "text": 7}]},
        {"statements": [{"id": "a", "kind": "claim", "text": "A\nB"}]},
        {"statements": [{"id": "a", "kind": "claim", "text": "A.", "attributes": {"tags": "b"}}]},
        {"arguments": [{"id": "x", "role": "supports", "premises": [], "target": "a"}]},
        {"arguments": [{"id": "x", "role": "helps", "premises": ["a"], "target": "a"}]},
        {"contradictions": [["a"]]},
        {"parts": [{"whole": "a"}]},
        {"title": ["A"]},
    ],
)
def test_what_does_not_fit_the_schema_is_not_read(change: dict[str, object]) -> None:
    base = {
        "format": "argmap",
        "version": 1,
        "statements": [{"id": "a", "label": "a", "kind": "claim", "text": "A."}],
    }
    VALIDATOR.validate(base)
    assert argmap.loads(json.dumps(base))
    assert not VALIDATOR.is_valid({**base, **change})
    with pytest.raises(ArgmapError):
        argmap.loads(json.dumps({**base, **change}))
