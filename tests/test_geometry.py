"""What must hold of every figure, whatever the map, the layout and the direction.

No two boxes overlap, no text leaves its box, no connector crosses a box, every head can be seen, and
nothing leaves the page. Checked on the shapes that writers get, for 500 maps of all shapes.
"""

from __future__ import annotations

import random
from typing import get_args

import pytest

from argmap.draw import draw
from argmap.draw.connectors import LinkKind
from argmap.draw.drawing import Drawing, Group, Label, Line, Page, Point, Polygon, Rect
from argmap.draw.fonts.widths import width
from argmap.draw.layouts import DIRECTIONS
from argmap.draw.options import Options
from tests.shapes import shaped

CONNECTORS = get_args(LinkKind)
HEADLESS = ("part", "restatement")
LAYOUTS = ("tree", "tree", "tree", "outline", "freeman", "toulmin")
BATCH = 25


def box_of(group: Group) -> Rect | None:
    """The box of a group that is one: its first shape."""
    kinds = ("statement", "reference", "qualifier", "step")
    first = group.shapes[0] if group.shapes else None
    return first if group.kind.startswith(kinds) and isinstance(first, Rect) else None


def bounds(points: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def extent(shape: Rect | Line | Polygon | Label) -> tuple[float, float, float, float]:
    if isinstance(shape, Rect):
        return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    if isinstance(shape, Label):
        wide = width(shape.text, shape.face, shape.size) if shape.text.isascii() else 0.0
        return shape.x, shape.y - shape.size * 0.75, shape.x + wide, shape.y + shape.size * 0.2
    return bounds(list(shape.points))


def enters(a: Point, b: Point, box: Rect, by: float = 0.6) -> bool:
    """Whether a piece of a line runs inside a box; a circle is a box with round corners."""
    if box.radius > min(box.width, box.height) * 0.45:
        by += box.radius * 0.3 * (box.width != box.height)
    if box.radius > box.width * 0.45 and box.width == box.height:
        cx, cy = box.x + box.width / 2, box.y + box.height / 2
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = dx * dx + dy * dy
        share = max(0.0, min(1.0, ((cx - a[0]) * dx + (cy - a[1]) * dy) / length)) if length else 0
        near = ((a[0] + share * dx - cx) ** 2 + (a[1] + share * dy - cy) ** 2) ** 0.5
        return near < box.width / 2 - by
    low, high = 0.0, 1.0
    for origin, delta, least, most in (
        (a[0], b[0] - a[0], box.x + by, box.x + box.width - by),
        (a[1], b[1] - a[1], box.y + by, box.y + box.height - by),
    ):
        if abs(delta) < 1e-9:
            if not least < origin < most:
                return False
            continue
        one, other = (least - origin) / delta, (most - origin) / delta
        low, high = max(low, min(one, other)), min(high, max(one, other))
    return low < high


def overlap(a: tuple[float, ...], b: tuple[float, ...], by: float) -> bool:
    return a[0] + by < b[2] and b[0] + by < a[2] and a[1] + by < b[3] and b[1] + by < a[3]


def heads(group: Group) -> list[Polygon | Line]:
    """The heads of a connector: its polygons and its short bars."""
    if group.kind not in CONNECTORS or group.kind in HEADLESS:
        return []
    lines = [s for s in group.shapes if isinstance(s, Line)]
    tees = [s for s in lines[1:] if len(s.points) == 2 and not s.dash and length(s) < 20]
    return [*(s for s in group.shapes if isinstance(s, Polygon)), *tees]


def length(line: Line) -> float:
    (ax, ay), (bx, by) = line.points[0], line.points[-1]
    return ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5


def faults(page: Page) -> list[str]:
    found: list[str] = []
    boxes = [(group, box) for group in page.groups if (box := box_of(group)) is not None]
    for i, (one, a) in enumerate(boxes):
        for other, b in boxes[i + 1 :]:
            if overlap(extent(a), extent(b), 0.5):
                found.append(f"{one.id} and {other.id} overlap")
        for label in one.shapes:
            if isinstance(label, Label):
                x, y, right, bottom = extent(label)
                if (
                    x < a.x
                    or right > a.x + a.width + 0.3
                    or y < a.y
                    or bottom > a.y + a.height + 0.3
                ):
                    found.append(f"the text “{label.text}” leaves the box {one.id}")
    seen_heads: list[tuple[str, tuple[float, ...]]] = []
    for group in page.groups:
        if group.kind in (*CONNECTORS, "bar"):
            for line in group.shapes:
                if not isinstance(line, Line):
                    continue
                for a, b in zip(line.points, line.points[1:], strict=False):
                    for other, box in boxes:
                        if enters(a, b, box):
                            found.append(f"{group.id} crosses {other.id}")
        for head in heads(group):
            at = extent(head)
            for other, box in boxes:
                if box.radius < min(box.width, box.height) * 0.45 and overlap(at, extent(box), 0.6):
                    found.append(f"{other.id} hides the head of {group.id}")
            for name, there in seen_heads:
                if name != group.id and overlap(at, there, 1.0):
                    found.append(f"the heads of {name} and {group.id} lie on each other")
            seen_heads.append((group.id, at))
        for shape in group.shapes:
            x, y, right, bottom = extent(shape)
            if x < -0.1 or y < -0.1 or right > page.width + 0.1 or bottom > page.height + 0.1:
                found.append(f"{group.id} leaves the page")
    return found


def check(drawing: Drawing) -> list[str]:
    return [fault for page in drawing.pages for fault in faults(page)]


def options(seed: int) -> Options:
    rng = random.Random(seed)
    layout = rng.choice(LAYOUTS)
    return Options(
        layout=layout,
        direction=rng.choice(DIRECTIONS) if layout in ("tree", "freeman") else None,
        preset=rng.choice((None, "springer-column", "nature", "slides", "ieee")),
    )


@pytest.mark.parametrize("first", range(0, 500, BATCH))
def test_every_figure_is_sound(first: int) -> None:
    bad = {}
    for seed in range(first, first + BATCH):
        found = check(draw(shaped(seed), options(seed)))
        if found:
            bad[seed, options(seed).layout, options(seed).direction] = found[:3]
    assert not bad
