"""What stands out, and what is muted: the colours of a figure in which statements are highlighted.

Muted are all boxes and lines that are not on the way from a highlighted statement to the conclusion: without fills, in
paler ink that can still be read.
"""

from __future__ import annotations

import re
from typing import get_args

from argmap.draw.connectors import LinkKind
from argmap.draw.contrast import LINE, TEXT, contrast
from argmap.draw.describe import element
from argmap.draw.drawing import Group, Label, Line, Page, Rect, Shape
from argmap.draw.palette import mixed
from argmap.draw.relations import Relation, relations
from argmap.draw.style import Style
from argmap.draw.view import View
from argmap.wording import listed

_STATEMENTS = ("s", "see", "more", "to", "from", "cut", "key", "part", "parts")
_ARGUMENTS = ("a", "bar", "stems", "so")
_LINES = frozenset((*get_args(LinkKind), "bar", "alternatives", "answers"))
_KINDS = frozenset("statement reference onward key qualifier step parts".split()) | _LINES
_HEAVIER = 1.5


def highlight(page: Page, view: View, style: Style) -> None:
    """Mutes all of a page that does not stand out, and puts lines that do over others."""
    standing = _standing(view)
    faded = _Faded(style)
    lines: list[int] = []
    for place, group in enumerate(page.groups):
        if group.kind.split()[0] not in _KINDS:
            continue
        if _LINES & {group.kind}:
            lines.append(place)
        if _stands_out(group, standing):
            group.shapes = [_heavier(shape, group) for shape in group.shapes]
        else:
            group.shapes = [faded.shape(shape) for shape in group.shapes]
    ordered = sorted(
        (page.groups[place] for place in lines), key=lambda group: _stands_out(group, standing)
    )
    for place, group in zip(lines, ordered, strict=True):
        page.groups[place] = group


def _standing(view: View) -> set[str]:
    """The names of the groups that stand out."""
    map, lit = view.map, view.highlight
    found = {element(p, key) for key in lit for p in (*_STATEMENTS, *_ARGUMENTS)}
    found |= {
        element("a", f"parts-{part.whole}") for part in map.parts if {part.whole, part.part} <= lit
    }
    said_twice = [Relation("restatement", (a,), b) for a, b in map.restatements]
    said_twice += [Relation("restatement", (b,), a) for a, b in map.restatements]
    for relation in (*relations(map), *said_twice):
        if relation.host in lit and lit.intersection(relation.members):
            found |= {element(p, relation.name) for p in ("l", "bar")}
    # The lines of Toulmin's diagrams, by what they belong to.
    for argument in map.arguments:
        if any(attack.id in lit for attack in map.attackers(argument.id)):
            found.add(element("unless", argument.id))
        against = [attack for attack in map.aimed_at(argument.target) if attack.id in lit]
        found |= {
            element("granted" if attack.conceded else "but", argument.id)
            for attack in against
            if attack.role == "rebuts"
        }
        if argument.warrant is None:
            continue
        name = element("warrant", argument.id)
        found |= {name} if argument.warrant in lit and argument.id in lit else set()
        if any(backing.id in lit for backing in map.supporters(argument.warrant)):
            found.add(f"{name}.backing")
    return found


def _stands_out(group: Group, standing: set[str]) -> bool:
    """Whether a group is one of a statement or an argument that stands out: of some there are several."""
    name = group.id
    while name not in standing:
        name, dot, last = name.rpartition(".")
        if not dot or not re.fullmatch(r"\d+|bar-\d+|step", last):
            return False
    return True


def _heavier(shape: Shape, group: Group) -> Shape:
    if isinstance(shape, Rect) and shape is group.shapes[0] and shape.stroke:
        return shape._replace(stroke_width=shape.stroke_width * _HEAVIER)
    if isinstance(shape, Line) and group.kind != "bar":
        return shape._replace(stroke_width=shape.stroke_width * _HEAVIER)
    return shape


class _Faded:
    """The colours of what is muted."""

    def __init__(self, style: Style) -> None:
        self.paper = style.paper
        self.ink = self._pale(style.ink, TEXT)
        self.line = self._pale(style.muted, LINE)

    def _pale(self, color: str, least: float) -> str:
        """A colour as near to the paper as it can be read."""
        steps = (mixed(color, self.paper, n / 100) for n in range(100, -1, -1))
        return next((step for step in steps if contrast(step, self.paper) >= least), color)

    def color(self, color: str) -> str:
        """The colour of a line: paler, and one that does not show on the paper as that of a grey line."""
        if contrast(color, self.paper) < LINE:
            return self.line
        return self._pale(color, LINE)

    def shape(self, shape: Shape) -> Shape:
        """A shape as it is when it is muted."""
        if isinstance(shape, Label):
            return shape._replace(fill=self.ink)
        if isinstance(shape, Line):
            # What makes two lines of one keeps the colour of the paper.
            inner = shape.stroke == self.paper
            return shape if inner else shape._replace(stroke=self.color(shape.stroke))
        stroke = self.color(shape.stroke) if shape.stroke else ""
        fill = shape.fill
        if isinstance(shape, Rect) and fill and fill not in (self.paper, shape.stroke):
            # An edge or a mark; what has an edge of its own loses its fill.
            fill = self.paper if stroke else self.color(fill)
        elif fill and fill != self.paper:
            fill = self.color(fill)
        return shape._replace(fill=fill, stroke=stroke)


def told(view: View, labels: tuple[str, ...]) -> str:
    """What is said of a figure in which statements stand out."""
    numbers = [number for key, number in view.numbers.items() if key in labels]

    return f"What stands out is {listed(numbers)} and the way from there to the conclusion."
