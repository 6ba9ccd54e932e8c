"""What is measured of a figure: size, ink, lengths, bends, crossings, order of reading.

All is read from the shapes that writers get, and holds of any layout. Lengths are in millimetres.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import combinations
from statistics import mean

from attrs import frozen

from argmap.draw import draw
from argmap.draw.drawing import Page
from argmap.draw.layouts import LAYOUTS
from argmap.draw.options import Options
from argmap.draw.setup import MM, Drawn, Setup, setup
from argmap.draw.surroundings import surrounded
from argmap.draw.view import View, view
from argmap.model import Argument, Map
from tests.figures.drawn import Figure, figure, size_of
from tests.figures.geometry import Area, around, bends, common, crosses, enters, length

Drawer = Callable[[View, Setup], Drawn]
WIDE = Options(preset="springer")
NARROW = Options(preset="springer-column")
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


@frozen
class Measures:
    """Of one page: `width` and `height` in millimetres, `size` of its type in points, whether it `fits`
    the space of the options; `ink`, the share of its area that boxes have, but for those that only name
    a number; the length of all connectors, the mean and the greatest of attacks, bends in right angles,
    crossings of connectors, connectors through boxes, jogs (pieces shorter than 7 points between two
    bends), pairs of siblings not in the order of the file, boxes taller than wide.
    """

    width: float
    height: float
    size: float
    fits: bool
    ink: float
    length: float
    attack: float
    longest: float
    bends: float
    crossings: int
    through: int
    jogs: int
    inversions: tuple[str, ...]
    tall: int

    @property
    def area(self) -> float:
        """In square millimetres."""
        return self.width * self.height


def drawer_named(name: str) -> Drawer:
    """The function `MODULE:FUNCTION` that draws a view; `ValueError` where there is none."""
    module, colon, function = name.partition(":")
    if not colon:
        raise ValueError(f"a drawer is MODULE:FUNCTION, not {name!r}")
    found: Drawer = getattr(import_module(module), function)
    return found


def pages(map: Map, options: Options, drawer: Drawer | None = None) -> list[Page]:
    """The pages of a map, drawn by argmap or by the function given."""
    if drawer is None:
        return draw(map, options).pages
    seen = view(map, options)
    made = setup(seen, options)
    return surrounded(seen, made, LAYOUTS["tree"], drawer).pages


def drawn(map: Map, options: Options, drawer: Drawer | None = None) -> Figure:
    """The figure of a map that is to be on one page."""
    made = pages(map, options, drawer)
    assert len(made) == 1, f"{len(made)} pages"
    return figure(map, made[0])


def measure(made: Figure, options: Options) -> Measures:
    """The measures of a figure that was drawn with these options."""
    page = made.page
    space = setup(view(made.map, options), options)
    size = size_of(page)
    attacks = [length(w.path) / MM for w in made.wires if w.attacks]
    ink = sum(box.width * box.height for box in made.boxes if not box.reference)
    return Measures(
        page.width / MM,
        page.height / MM,
        size,
        space.fits(page.width, page.height) and size >= space.least - 0.01,
        ink / (page.width * page.height),
        sum(length(w.path) for w in made.wires) / MM,
        mean(attacks) if attacks else 0.0,
        max(attacks, default=0.0),
        sum(bends(w.path) for w in made.wires),
        sum(
            crosses(a, b)
            for one, other in combinations(made.wires, 2)
            for a in one.pieces
            for b in other.pieces
        ),
        sum(
            any(enters(piece, box.area, 2.0 * made.unit) for piece in wire.pieces)
            for wire in made.wires
            for box in made.boxes
        ),
        sum(length(piece) < 7.0 * made.unit for wire in made.wires for piece in wire.pieces[1:-1]),
        tuple(inversions(made)),
        sum(box.height > box.width for box in made.boxes),
    )


# The order of reading


@frozen
class _Item:
    """What stands in a place of its own among its siblings: one premise, or the premises of a step."""

    name: str
    area: Area
    places: tuple[int, ...]
    """Its place in the file, by its text and by the step that uses it."""


def inversions(made: Figure) -> Iterator[str]:
    """Pairs of siblings that are read in another order than that of the file.

    Siblings are what bears on one statement or one step, the premises of a step, and main conclusions
    of one section. They may stand in columns or in rows, whichever agrees better with the file; in a
    language that runs from right to left the whole figure may be mirrored. What is used twice is left
    out: its box can't stand in two places.
    """
    families = list(_families(made))
    directions = [1.0]
    if str(made.map.attributes.get("language", ""))[:2] in _RIGHT_TO_LEFT:
        directions.append(-1.0)
    found = []
    for sign in directions:
        bad: list[str] = []
        for items in families:
            pairs = [(a, b) for a, b in combinations(items, 2) if _clear(a, b)]
            ways = [
                [
                    f"{b.name} is read before {a.name}"
                    for a, b in pairs
                    if not before(a.area, b.area, sign)
                ]
                for before in (_by_columns, _by_rows)
            ]
            bad += min(ways, key=len)
        found.append(bad)
    yield from min(found, key=len)


def _families(made: Figure) -> Iterator[list[_Item]]:
    map = made.map
    at = {s.id: n for n, s in enumerate(map.statements)}
    uses: dict[str, int] = {}
    for argument in map.arguments:
        for member in argument.members:
            uses[member] = uses.get(member, 0) + 1
    for part in map.parts:
        uses[part.part] = uses.get(part.part, 0) + 1

    def item(keys: tuple[str, ...], *places: int) -> list[_Item]:
        boxes = [box for key in keys if (box := made.box(key)) and uses.get(key, 0) < 2]
        if len(boxes) < len(keys) or not boxes:
            return []
        first = min(at[key] for key in keys)
        name = " + ".join(keys)
        return [_Item(name, around([box.area for box in boxes]), (first, *places))]

    targets: dict[str, list[_Item]] = {}
    for n, argument in enumerate(map.arguments):
        targets.setdefault(argument.target, []).extend(item(argument.members, n))
        yield [i for n, m in enumerate(argument.members) for i in item((m,), n)]
    for part in map.parts:
        # No place among the arguments but by its text.
        targets.setdefault(part.whole, []).extend(item((part.part,), at[part.part]))
    for whole, items in targets.items():
        mixed = any(part.whole == whole for part in map.parts)
        if mixed:
            items = [_Item(i.name, i.area, i.places[:1]) for i in items]
        yield sorted(items, key=lambda i: i.places)
    sections: dict[str | None, list[_Item]] = {}
    for root in map.roots:
        sections.setdefault(root.section, []).extend(item((root.id,)))
    yield from sections.values()


def _clear(one: _Item, other: _Item) -> bool:
    """Whether the first comes before the second in the file by every count."""
    return all(a < b for a, b in zip(one.places, other.places, strict=True))


def _by_columns(one: Area, other: Area, sign: float) -> bool:
    if common(one[::2], other[::2]) <= 0.5:
        return (other[0] - one[0]) * sign > 0
    return one[1] < other[1]


def _by_rows(one: Area, other: Area, sign: float) -> bool:
    if common(one[1::2], other[1::2]) <= 0.5:
        return one[1] < other[1]
    return (other[0] - one[0]) * sign > 0


def named(made: Figure, key: str) -> str:
    """How faults name a statement or an argument."""
    steps = {a.id: a for a in made.map.arguments}
    step = steps.get(key)
    return f"{' + '.join(step.members)} → {step.target}" if isinstance(step, Argument) else key
