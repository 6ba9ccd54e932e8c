"""The layout `toulmin`: one diagram for each argument, after Toulmin, The Uses of Argument (1958).

Data lead to the claim, with the qualifier on the way; the warrant, and what backs it, hold the step up
from below, and what would defeat it stands beside them: exceptions and other undercuts («unless»), and
objections to the claim («but»). A premise that is argued for has a diagram of its own, and so has every
objection that is; boxes of the same statement have the same number.
"""

from __future__ import annotations

from attrs import define, field

from argmap.draw.box import Look, look_of, numbered, rule_of
from argmap.draw.describe import Describer, element
from argmap.draw.drawing import Group, Page, Rect, Shape
from argmap.draw.marks import LinkKind, connector, scaled
from argmap.draw.setting import MM, Drawn, Setting
from argmap.draw.typeset import SetLine, label, paragraph
from argmap.draw.view import View
from argmap.model import Argument, Statement

# In points at 8-point type.
_ROW, _STACK, _BETWEEN = 15.0, 5.0, 22.0


@define(eq=False)
class Cell:
    """A box of a diagram: its heading and the statements in it."""

    heading: str
    small: str
    statements: list[Statement]
    look: Look
    id: str
    lines: list[tuple[str, tuple[SetLine, ...], Statement]] = field(factory=list)
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0


def toulmin(view: View, setting: Setting) -> Drawn:
    """Draws a diagram for each argument, one below the other, in as many pages as the height asks for."""
    return _Toulmin(view, setting).drawn()
