"""A drawing: pages of shapes with their places, in points, y downwards. Writers turn it into a format.

The shapes know nothing of argument maps but the names by which a reader's software can tell them
apart; whatever is drawn is drawn by all writers alike.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from attrs import define, field

from argmap.draw.fonts.widths import Face

if TYPE_CHECKING:
    from argmap.draw.fonts.font import Shaped

Point = tuple[float, float]


class Rect(NamedTuple):
    """A rectangle with rounded corners; no fill or no stroke where the colour is empty."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 0.75
    dash: tuple[float, ...] = ()
    radius: float = 2.0


class Line(NamedTuple):
    """A line through points, its corners rounded."""

    points: tuple[Point, ...]
    stroke: str
    stroke_width: float = 1.0
    dash: tuple[float, ...] = ()
    radius: float = 4.5


class Polygon(NamedTuple):
    """A closed shape, as the head of an arrow."""

    points: tuple[Point, ...]
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 1.0


class Run(NamedTuple):
    """A stretch of a line in one face and one font.

    `x` is how far its left end is from that of the line, as it stands on paper; `text` is in reading
    order, and begins at the place `at` of the line's text. `font` is the name of the font where that is
    not Liberation Sans; `rtl` is set where the text runs from right to left. `scale` is its size in that
    of the line, `rise` how far it stands above the base line in that size, and `place` what it is where it stands above or
    below another: an operator with limits, or one of these.

    `tex` holds the source of mathematics, for LaTeX; in a run with `joined` the formula of the run
    before it in the text goes on, with nothing more in `tex` where that said it all.

    `shaped` has the glyphs where the text can't be set character by character.
    """

    text: str
    x: float
    width: float
    face: Face = "regular"
    font: str = ""
    rtl: bool = False
    tex: str = ""
    rise: float = 0.0
    scale: float = 1.0
    at: int = 0
    joined: bool = False
    shaped: Shaped | None = None
    place: str = ""


class Label(NamedTuple):
    """A line of text; x is its left end, y its base line.

    `runs` are its stretches from left to right; without any, all of it is set in `face` in argmap's
    own font. `goes_on` is set where the next label goes on with the same paragraph, `spaced` where the
    text has a space between the two, and `room` is how wide the lines of that paragraph may be. What is
    `fixed` keeps its place beside a shape, even where a writer breaks the text above it anew. `hyphen` is set
    where the line ends with one that is not in the text. `rtl` is set where the line as a whole runs from right to left, and `width` is how wide it is, where it has
    runs. `above` and `below` are how much further it reaches than other lines, up and down.
    """

    x: float
    y: float
    text: str
    size: float
    face: Face = "regular"
    fill: str = "#000000"
    runs: tuple[Run, ...] = ()
    goes_on: bool = False
    room: float = 0.0
    rtl: bool = False
    width: float = 0.0
    spaced: bool = True
    fixed: bool = False
    hyphen: bool = False
    above: float = 0.0
    below: float = 0.0

    @property
    def read(self) -> list[Run]:
        """The runs in the order of reading."""
        return sorted(self.runs, key=lambda run: run.at)


Shape = Rect | Line | Polygon | Label


@define
class Group:
    """Shapes that are one thing to a reader: a statement, an argument, a section's frame.

    `id` is stable, made from the identifier in the map; `kind` names what it is for a style sheet;
    `description` is what a screen reader says, empty for what is said elsewhere. `href` is an address
    that it leads to, `page` the number of another page that it leads to. `owner` is the identifier of
    the argument that a reference is part of, and `step` the number of the step at which a group appears where a figure
    is shown step by step, 0 from the beginning.
    """

    id: str
    kind: str
    description: str = ""
    shapes: list[Shape] = field(factory=list)
    href: str = ""
    page: int = 0
    owner: str = ""
    step: int = 0


@define
class Page:
    """Groups in the order in which they are painted, on a page of this size in points.

    Of one figure among several, `title` says what it concludes, and `statements` are the identifiers of those
    that have their place in it.
    """

    width: float
    height: float
    groups: list[Group]
    title: str = ""
    statements: tuple[str, ...] = ()


@define
class Drawing:
    """What is drawn of a map, and what is to be known of it as a whole.

    `description` says the map in words; `paper` is the colour behind everything. `misfit` and `remarks`
    are sentences for whoever asked for the drawing: that it does not fit the space, and all else.
    `layout` is that in which it is drawn, and `outline` leads to its pages: titles, each with its level, from 0, and the
    number of its page.
    """

    pages: list[Page]
    title: str
    description: str
    language: str = ""
    author: str = ""
    paper: str = "#FFFFFF"
    misfit: list[str] = field(factory=list)
    remarks: list[str] = field(factory=list)
    layout: str = "tree"
    outline: list[tuple[str, int, int]] = field(factory=list)

    @property
    def width(self) -> float:
        """The width of the widest page."""
        return max(page.width for page in self.pages)

    @property
    def height(self) -> float:
        """The height of the tallest page."""
        return max(page.height for page in self.pages)

    @property
    def groups(self) -> list[Group]:
        """The groups of all pages."""
        return [group for page in self.pages for group in page.groups]


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """A shape in another place."""
    if isinstance(shape, (Rect, Label)):
        return shape._replace(x=shape.x + dx, y=shape.y + dy)
    return shape._replace(points=tuple((x + dx, y + dy) for x, y in shape.points))


def scaled(shape: Shape, by: float) -> Shape:
    """A shape made larger or smaller about the origin."""
    if isinstance(shape, Rect):
        x, y, wide, high = (by * n for n in shape[:4])
        made = shape._replace(x=x, y=y, width=wide, height=high, radius=by * shape.radius)
        return made._replace(stroke_width=by * made.stroke_width, dash=_times(made.dash, by))
    if isinstance(shape, Label):
        runs = tuple(run._replace(x=by * run.x, width=by * run.width) for run in shape.runs)
        x, y, size, wide = (by * n for n in (shape.x, shape.y, shape.size, shape.width))
        return shape._replace(x=x, y=y, size=size, width=wide, runs=runs)
    shape = shape._replace(
        points=tuple((by * x, by * y) for x, y in shape.points),
        stroke_width=by * shape.stroke_width,
    )
    if isinstance(shape, Line):
        return shape._replace(dash=_times(shape.dash, by), radius=by * shape.radius)
    return shape


def _times(numbers: tuple[float, ...], by: float) -> tuple[float, ...]:
    return tuple(by * n for n in numbers)


def corners(points: tuple[Point, ...], radius: float) -> list[tuple[Point, ...]]:
    """A line with rounded corners as path pieces: (point,) to move or draw to, (c1, c2, point) curves.

    Each corner's radius is at most half of the shorter side that meets there.
    """
    path: list[tuple[Point, ...]] = [(points[0],)]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        r = min(radius, _length(before, corner) / 2, _length(corner, after) / 2)
        start, end = _towards(corner, before, r), _towards(corner, after, r)
        # A quarter circle as a cubic: its handles reach 0.5523 of the way to the corner.
        path.append((start,))
        path.append((_towards(start, corner, r * 0.5523), _towards(end, corner, r * 0.5523), end))
    path.append((points[-1],))
    return path


def _length(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _towards(a: Point, b: Point, distance: float) -> Point:
    length = _length(a, b)
    if not length:
        return a
    share = distance / length
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
