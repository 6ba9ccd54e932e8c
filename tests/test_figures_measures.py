"""What the gate of figures measures, on pages made by hand, each with one thing wrong or none."""

from __future__ import annotations

import pytest
from attrs import evolve

from argmap import loads
from argmap.draw.connectors import connector
from argmap.draw.drawing import Group, Label, Line, Page, Point, Rect
from argmap.draw.style import DEFAULT
from tests.figures.drawn import Figure, figure
from tests.figures.maps import is_forest, large, usual
from tests.figures.measures import WIDE, drawn, inversions, measure
from tests.figures.separation import faults
from tests.figures.table import baseline

TEXT = """\
claim c: The conclusion.
  because p: One premise.
  and q: The other.
  because r: A reason.
  but o: An objection.
    unless e: An exception.
"""
MAP = loads(TEXT)
STEPS = {a.premises: a for a in MAP.arguments}
LINKED, REASON, AGAINST = STEPS["p", "q"], STEPS["r",], STEPS["o",]
ABOVE = (("c", 100.0, 10.0), ("p", 20.0, 100.0), ("q", 90.0, 100.0), ("r", 180.0, 100.0))
BOXES = (*ABOVE, ("o", 260.0, 100.0), ("e", 260.0, 160.0))
BAR = ((20.0, 96.0), (150.0, 96.0))


def box(name: str, x: float, y: float, wide: float = 60.0, high: float = 24.0) -> Group:
    text = Label(x + 4, y + 14, name, 8.0)
    return Group(f"s-{name}", "statement premise", "", [Rect(x, y, wide, high, "", "#000"), text])


def line(kind: str, argument: str, *points: Point) -> Group:
    return Group(f"a-{argument}", kind, "", [*connector(kind, [*points], DEFAULT)])


def bar(argument: str, *ends: Point) -> Group:
    return Group(f"bar-{argument}", "bar", "", [Line(ends, "#000", 2.0, radius=0.0)])


def lines(**other: tuple[Point, ...]) -> list[Group]:
    """The lines of the map, straight but for the `other` ones."""
    found = {
        "linked": ((115.0, 96.0), (115.0, 34.0)),
        "reason": ((210.0, 100.0), (210.0, 60.0), (140.0, 60.0), (140.0, 34.0)),
        "against": ((290.0, 100.0), (290.0, 22.0), (160.0, 22.0)),
        "undercut": ((320.0, 172.0), (330.0, 172.0), (330.0, 80.0), (290.0, 80.0)),
    } | other
    return [
        line("support", LINKED.id, *found["linked"]),
        line("support", REASON.id, *found["reason"]),
        line("attack", AGAINST.id, *found["against"]),
        line("undercut", STEPS["e",].id, *found["undercut"]),
    ]


def page(
    groups: list[Group] | None = None,
    boxes: tuple[tuple[str, float, float], ...] = BOXES,
    ends: tuple[Point, ...] = BAR,
    more: list[Group] | None = None,
) -> Figure:
    made = [box(*place) for place in boxes]
    groups = lines() if groups is None else groups
    return figure(MAP, Page(340.0, 200.0, [*groups, bar(LINKED.id, *ends), *made, *(more or [])]))


def moved(name: str, x: float, y: float) -> tuple[tuple[str, float, float], ...]:
    return tuple((key, x, y) if key == name else (key, u, v) for key, u, v in BOXES)


def kinds(made: Figure) -> set[str]:
    return {fault.kind for fault in faults(made)}


def test_nothing_is_wrong_with_a_clear_figure() -> None:
    made = page()
    assert faults(made) == []
    assert list(inversions(made)) == []
    assert measure(made, WIDE).crossings == measure(made, WIDE).through == 0


WRONG = {
    "lines": lines(against=((290.0, 100.0), (290.0, 60.0), (116.0, 60.0), (116.0, 34.0))),
    "edge": lines(undercut=((320.0, 172.0), (321.0, 172.0), (321.0, 80.0), (290.0, 80.0))),
    "cut": lines(
        reason=((210.0, 100.0), (210.0, 130.0), (85.0, 130.0), (85.0, 60.0), (140.0, 34.0))
    ),
    "aim": lines(undercut=((320.0, 172.0), (330.0, 172.0), (330.0, 80.0), (300.0, 80.0))),
    "between": lines(reason=((180.0, 98.0), (85.0, 98.0), (85.0, 60.0), (140.0, 34.0))),
    "touch": lines(against=((290.0, 100.0), (290.0, 70.0), (210.0, 70.0))),
    "boxes": lines(linked=((115.0, 96.0), (115.0, 15.0))),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_line_that_goes_wrong_is_found(kind: str) -> None:
    assert kind in kinds(page(WRONG[kind]))


@pytest.mark.parametrize(
    ("name", "x", "y", "kind"),
    [
        ("r", 40.0, 100.0, "boxes"),
        ("q", 90.0, 150.0, "loose"),
        ("r", 100.0, 69.0, "under"),
        ("e", 300.0, 160.0, "page"),
    ],
)
def test_a_box_that_stands_wrong_is_found(name: str, x: float, y: float, kind: str) -> None:
    assert kind in kinds(page(boxes=moved(name, x, y)))


def test_a_box_by_the_bar_of_others_reads_as_their_premise() -> None:
    wide = ((20.0, 96.0), (240.0, 96.0))
    assert "under" in kinds(page(ends=wide))
    # Farther from the bar than the premises are, it doesn't.
    assert "under" not in kinds(page(ends=wide, boxes=moved("r", 180.0, 108.0)))


def test_a_box_between_a_bar_and_its_premises_is_found() -> None:
    boxes = moved("r", 30.0, 98.0)
    made = page(boxes=boxes)
    low = evolve(made.boxes[3], area=(30.0, 97.0, 60.0, 99.0))
    made.boxes[3] = low
    assert "between" in kinds(made)


def test_bars_of_two_arguments_are_apart() -> None:
    other = bar(REASON.id, (153.0, 96.0), (200.0, 96.0))
    assert "bars" in kinds(page(more=[other]))


def test_a_bar_in_pieces_is_found() -> None:
    rest = bar(LINKED.id, (100.0, 96.0), (150.0, 96.0))
    assert "cut" in kinds(page(ends=((20.0, 96.0), (90.0, 96.0)), more=[rest]))


def test_a_name_on_a_line_and_one_by_the_wrong_line_are_found() -> None:
    groups = lines()
    groups[0].shapes.append(Label(205.0, 80.0, "analogy", 6.5))
    assert {"rule", "text"} <= kinds(page(groups))


def test_what_is_left_out_is_found() -> None:
    assert "missing" in kinds(page(lines()[1:]))
    assert "missing" in kinds(page(boxes=BOXES[:-1]))


def test_siblings_stand_in_columns_or_in_rows() -> None:
    ordered = [("c", 100.0, 10.0), ("p", 20.0, 60.0), ("q", 90.0, 60.0)]
    rows = (*ordered, ("r", 20.0, 110.0), ("o", 100.0, 110.0), ("e", 200.0, 160.0))
    columns = (*ordered, ("r", 20.0, 110.0), ("o", 20.0, 150.0), ("e", 200.0, 160.0))
    assert not list(inversions(page(boxes=rows)))
    assert not list(inversions(page(boxes=columns)))
    assert list(inversions(page(boxes=moved("r", 340.0, 100.0)))) == ["o is read before r"]
    assert list(inversions(page(boxes=moved("p", 155.0, 100.0)))) == ["q is read before p"]


def test_a_figure_from_right_to_left_may_be_mirrored() -> None:
    turned = page(boxes=tuple((key, 280.0 - x, y) for key, x, y in BOXES))
    assert list(inversions(turned))
    assert not list(inversions(evolve(turned, map=loads("map: M\n  language: ar\n" + TEXT))))


# The maps


def test_the_maps_are_those_that_the_gate_is_about() -> None:
    sizes = {name: len(map.statements) for name, map in usual().items()}
    assert len(sizes) == 30
    assert all(4 <= size <= 25 for size in sizes.values())
    assert sum(is_forest(map) for map in usual().values()) >= 23
    assert {name: len(map.statements) for name, map in large().items()} == {
        "airport": 30,
        "fishery": 31,
        "heat-network": 40,
        "school-grades": 60,
    }
    assert sum(len(a.members) for a in large()["airport"].arguments) == 60


def test_every_forest_has_an_area_to_be_held_against() -> None:
    maps = usual() | large()
    assert set(baseline()) == {name for name, map in maps.items() if is_forest(map)}


def test_the_whole_of_a_drawn_map_is_read() -> None:
    made = drawn(usual()["frozen-pipes"], WIDE)
    assert len(made.boxes) == len(made.map.statements)
    assert {wire.argument for wire in made.wires} == {a.id for a in made.map.arguments}
    assert len(made.bars) == sum(len(a.members) > 1 for a in made.map.arguments)
