"""No figure says two things at once: lines, bars and boxes are apart, for 500 maps of all shapes."""

from __future__ import annotations

import random

import pytest

from argmap.draw.options import Options
from tests.figures.drawn import figure
from tests.figures.generated import generated
from tests.figures.measures import pages
from tests.figures.separation import faults

BATCH = 25


def options(seed: int) -> Options:
    rng = random.Random(seed)
    return Options(
        direction=rng.choice((None, None, None, "up", "right", "left")),
        preset=rng.choice(("springer", "springer", "springer-column", "nature", "slides")),
    )


@pytest.mark.parametrize("first", range(0, 500, BATCH))
def test_what_is_apart_stands_apart(first: int) -> None:
    bad = {}
    for seed in range(first, first + BATCH):
        map, chosen = generated(seed), options(seed)
        found = [fault for page in pages(map, chosen) for fault in faults(figure(map, page))]
        if found:
            bad[seed, chosen.preset, chosen.direction] = [str(fault) for fault in found[:3]]
    assert not bad


def test_maps_of_all_shapes_are_tried() -> None:
    maps = [generated(seed) for seed in range(100)]
    arguments = [a for map in maps for a in map.arguments]
    steps = {(id(map), a.id): a for map in maps for a in map.arguments}
    twice = [
        a
        for map in maps
        for a in map.arguments
        if (below := steps.get((id(map), a.target))) and below.role == "undercuts"
    ]
    assert twice
    assert {len(a.members) for a in arguments} >= {1, 2, 3, 4, 5}
    assert {a.role for a in arguments} == {"supports", "rebuts", "undercuts", "challenges"}
    assert {s.kind for map in maps for s in map.statements} >= {"question", "supposition"}
    assert any(len(map.around(s.id)) > 1 for map in maps for s in map.statements)
    assert any(len(map.taken_up(a)) > 0 for map in maps for a in map.arguments)
    assert any(map.restatements for map in maps)
    assert any(len(e.explaining) > 1 for map in maps for e in map.explanations)
    assert any(map.conditions for map in maps)
    assert any(section.speakers for map in maps for section in map.sections)
    assert any(a.warrant for a in arguments)
    assert any(a.conceded for a in arguments)
    assert any(part.alternative_to for map in maps for part in map.parts)
    assert any(section.parent for map in maps for section in map.sections)
    assert any(map.contradictions for map in maps)
    assert max(len(map.aimed_at(s.id)) for map in maps for s in map.statements) >= 12
