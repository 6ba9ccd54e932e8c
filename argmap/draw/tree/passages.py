"""Passages: what is only supposed stands in a quiet box, open towards what takes its outcome up.

The outcome's tree stands in it with its box at the open side; what else stands in the passage, beside or below.
"""

from __future__ import annotations

from typing import NamedTuple

from argmap.draw.setup import Setup
from argmap.draw.tree.curves import Front, Room, Shape, below, beside, pruned
from argmap.draw.tree.turn import Turn
from argmap.draw.typeset import SetLine, height_of

# In points at 8-point type: between what stands in a passage; from its title to the box below it, and to the line
# beside it; and how much farther than the outcome all else stands from the open side.
_GAP, _AIR, _BESIDE, INDENT = 12.0, 2.5, 9.0, 6.0
# How much lower than the outcome what stands beside it is, so that it does not read as taken up; and what lies
# between the closed side above an outcome and its box.
_LOWER, _TIGHT = 9.0, 3.0
_TITLE = 110.0
"""How wide a line of its title is at most."""


class PassagePlan(NamedTuple):
    """The tree of a passage's outcome, `left` and `top` from the corner of its frame, which is open at the `side`
    or at the top; what else stands in it, and where; and how much of it the title takes.
    """

    tree: Shape
    left: float
    top: float
    title: tuple[SetLine, ...]
    strip: float
    side: bool
    rest: Shape | None = None
    rest_left: float = 0.0
    rest_top: float = 0.0


def framed(
    title: str,
    tree: Front,
    rest: Front,
    setup: Setup,
    turn: Turn,
    room: Room,
    side: bool,
    rule: float = 0.0,
) -> Front:
    """The shapes of a passage from those of its outcome's tree and of what else stands in it, if anything; `rule` is
    how wide the name is that may have to stand beside the title.
    """
    style, u = setup.style, setup.style.unit
    longest = setup.setter.longest(title, "bold", style.small)
    lines = setup.setter.lines(title, max(_TITLE * u, longest + 1.0), "bold", style.small)
    wide = max((line.width for line in lines), default=0.0)
    strip = height_of(lines, style.small * style.leading) + _AIR * u
    pads = style.frame_padding, (_TIGHT * u if side else 0.0), strip
    left, top, right, bottom = _margins(*pads, turn, side)
    least = wide + (_BESIDE + 4.0) * u
    if passed(turn, side):
        # Beside the title there is room for a line.
        least *= 2
    elif side and rule and turn.direction == "down":
        least += rule + _BESIDE * u
    found = []
    for shape in _filled(tree, rest, u, room, side):
        plan: PassagePlan = shape.plan
        width, height = turn.size(shape.width + left + right, shape.height + top + bottom)
        outer = turn.size(max(width, least), height)
        plan = plan._replace(
            left=plan.left + left,
            top=top,
            title=lines,
            strip=strip,
            rest_left=plan.rest_left + left,
            rest_top=plan.rest_top + top,
        )
        found.append(Shape(*outer, shape.cost, plan))
    return pruned(found, room)


def passed(turn: Turn, side: bool) -> bool:
    """Whether the line to what takes a passage up leads past its title."""
    return turn.sideways if side else turn.direction == "down"


def _margins(
    pad: float, over: float, strip: float, turn: Turn, side: bool
) -> tuple[float, float, float, float]:
    """What is left free at the left, the top, the right and the bottom of a frame in the layout."""
    left, top, right, bottom = (0.0 if side else pad), over, pad, pad
    # The title stands on top of the figure's frame, wherever that is in the layout.
    if turn.sideways:
        left += strip
    elif turn.direction == "down":
        top += strip
    else:
        bottom += strip
    return left, top, right, bottom


def _filled(tree: Front, rest: Front, u: float, room: Room, side: bool) -> Front:
    """The tree with what else stands there beside it or below it."""
    by = INDENT * u if side else 0.0

    def plain(shape: Shape) -> Shape:
        return shape._replace(plan=PassagePlan(shape, 0.0, 0.0, (), 0.0, side))

    if not rest:
        return [plain(shape) for shape in tree]
    found = []
    gap = _GAP * u
    lower = _LOWER * u
    lowered = [shape._replace(height=shape.height + lower) for shape in rest]
    for shape in beside([tree, lowered], gap, room, tuple):
        one, other = shape.plan
        inner = other._replace(height=other.height - lower)
        plan = plain(one).plan._replace(rest=inner, rest_left=one.width + gap, rest_top=lower)
        found.append(shape._replace(plan=plan))
    moved = [shape._replace(width=shape.width + by) for shape in rest]
    for shape in below([tree, moved], gap, room, tuple):
        one, other = shape.plan
        inner = other._replace(width=other.width - by)
        plan = plain(one).plan._replace(rest=inner, rest_left=by, rest_top=one.height + gap)
        found.append(shape._replace(plan=plan))
    return found
