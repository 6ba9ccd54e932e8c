"""The bars that the figures of the gate are held to, at 8 points, in a page's two columns and in one.

`python -m tests.figures.table --faults` prints what they come from.
"""

from __future__ import annotations

from functools import cache
from statistics import median

import pytest

from tests.figures.maps import large, usual
from tests.figures.measures import WIDE, pages
from tests.figures.table import Row, row

NAMES = tuple(usual() | large())


@cache
def rows() -> dict[str, Row]:
    return {name: row(name, map) for name, map in (usual() | large()).items()}


def small() -> list[Row]:
    return [rows()[name] for name in usual()]


def forests() -> list[Row]:
    return [one for one in rows().values() if one.forest]


def test_usual_maps_fit_a_column_but_for_two() -> None:
    assert sum(one.narrow.fits for one in small()) >= 28


def test_usual_maps_fit_a_page() -> None:
    assert [one.name for one in small() if not one.wide.fits] == []


def test_forty_statements_are_one_page() -> None:
    forty = large()["heat-network"]
    assert len(forty.statements) == 40
    assert len(pages(forty, WIDE)) == 1
    assert rows()["heat-network"].wide.fits


def test_type_keeps_its_size() -> None:
    assert {one.wide.size for one in rows().values()} == {8.0}
    assert {one.narrow.size for one in rows().values()} == {8.0}


def test_boxes_fill_half_of_a_figure() -> None:
    assert median(one.wide.ink for one in small()) >= 0.48


def test_nothing_crosses_where_a_map_is_a_forest() -> None:
    crossed = [one.name for one in forests() if one.wide.crossings or one.narrow.crossings]
    assert crossed == []


def test_figures_are_little_more_than_half_of_what_they_were() -> None:
    assert median(one.ratio for one in forests() if one.ratio) <= 0.57


@pytest.mark.parametrize("name", NAMES)
def test_the_order_is_that_of_the_file(name: str) -> None:
    assert [*rows()[name].wide.inversions, *rows()[name].narrow.inversions] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_says_one_thing_only(name: str) -> None:
    assert [str(fault) for fault in rows()[name].wide_faults] == []
    assert [str(fault) for fault in rows()[name].narrow_faults] == []
