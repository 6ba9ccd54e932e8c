"""Framework figures, and the names of schemes in outlines."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

import argmap
from argmap.draw import draw
from argmap.draw.drawing import Drawing, Group, Label, Line, Rect
from argmap.draw.options import Options
from tests.conftest import EXAMPLES
from tests.shapes import shaped

DENSE = """claim a: The harbour moves.
  because s0: Reason 0 holds.
  because s1: Reason 1 holds.
  because s2: Reason 2 holds.
  but att: An objection stands.
    because t0: Ground 0 is firm.
    because t1: Ground 1 is firm.

claim b: The quay stays.
  because s0
  because s1
  because s2
  but att
"""


def framework(text: str) -> Drawing:
    return draw(argmap.loads(text), Options(layout="framework"))


def lines(drawing: Drawing) -> list[tuple[Group, Line]]:
    return [
        (group, shape)
        for group in drawing.groups
        if group.kind == "attack"
        for shape in group.shapes
        if isinstance(shape, Line) and shape.dash
    ]


def test_attacks_in_a_framework_are_those_of_other_layouts() -> None:
    found = lines(framework(DENSE))
    assert len(found) == 12
    other = next(line for _, line in lines(draw(argmap.loads(DENSE))))
    assert {(line.stroke, line.dash) for _, line in found} == {(other.stroke, other.dash)}
    assert not any(group.kind == "support" for group in framework(DENSE).groups)


def test_no_two_lines_of_a_framework_share_a_track() -> None:
    for (_, one), (_, other) in combinations(lines(framework(DENSE)), 2):
        (ax, ay), (bx, by) = one.points
        (cx, cy), (dx, dy) = other.points
        # Both ends of the other are as near to the line: they would run along each other.
        length = hypot(bx - ax, by - ay)
        away = [
            abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length
            for x, y in ((cx, cy), (dx, dy))
        ]
        assert max(away) > 1.5


def test_an_attack_to_and_fro_is_two_lines() -> None:
    drawing = framework("claim a: A.\n  but b: B.\n    but a\n")
    (_, one), (_, other) = lines(drawing)
    assert abs(one.points[0][0] - other.points[0][0]) > 5
    assert (one.points[0][1] - one.points[-1][1]) * (other.points[0][1] - other.points[-1][1]) < 0


def test_circles_are_round_and_in_order_where_nothing_attacks_them() -> None:
    drawing = framework(DENSE)
    circles = {
        group.id: shape
        for group in drawing.groups
        for shape in group.shapes[:1]
        if isinstance(shape, Rect) and group.kind.startswith("statement")
    }
    assert all(abs(c.width - c.height) < 0.01 for c in circles.values())
    free = [circles[f"s-A{n}"] for n in range(1, 6)]
    assert [(c.y, c.x) for c in free] == sorted((c.y, c.x) for c in free)


def test_the_name_of_a_scheme_stands_with_its_own_step() -> None:
    map = argmap.loads(
        "claim a: The drug is safe.\n  because p: Dr Ito says so.\n  and e: Dr Ito is an expert.\n"
        "  by expert-opinion\nclaim b: The dose is right.\n  because p\n  by analogy\n"
    )
    drawing = draw(map, Options(layout="outline"))
    said = {
        group.kind.partition(" ")[0] + group.id[-2:]: [
            s.text for s in group.shapes if isinstance(s, Label)
        ]
        for group in drawing.groups
    }
    assert said["statement-p"][-1] == "this step: by expert opinion"
    (reference,) = (texts for name, texts in said.items() if name.startswith("reference"))
    assert reference[-1] == "this step: by analogy"


def test_labels_of_references_stay_in_their_boxes() -> None:
    for path in EXAMPLES.glob("*.arg"):
        for group in draw(argmap.load(path), Options(layout="outline", width=84)).groups:
            if group.kind == "reference":
                box = group.shapes[0]
                assert isinstance(box, Rect)
                for shape in group.shapes:
                    if isinstance(shape, Label):
                        assert box.y < shape.y < box.y + box.height


@pytest.mark.parametrize("direction", ["right", "up"])
def test_each_head_has_its_own_place(direction: str) -> None:
    options = Options(layout="framework", direction=direction)
    (page,) = draw(shaped(17), options).pages
    tips = []
    for group in page.groups:
        if group.kind == "attack":
            line = next(shape for shape in group.shapes if isinstance(shape, Line))
            tips.append(line.points[-1])
    assert len(tips) > 20
    near = [(a, b) for a, b in combinations(tips, 2) if hypot(a[0] - b[0], a[1] - b[1]) < 6]
    assert near == []
