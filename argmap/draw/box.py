"""A statement's box: its lines of text, its size, its looks."""

from __future__ import annotations

from typing import Literal

from attrs import define, field

from argmap.draw.connectors import scaled
from argmap.draw.describe import element
from argmap.draw.drawing import Group, Label, Rect, Shape
from argmap.draw.fonts.widths import Face
from argmap.draw.hints import pieces_of
from argmap.draw.markup import is_inline
from argmap.draw.palette import letter, tint
from argmap.draw.relations import WORDS
from argmap.draw.status import mark
from argmap.draw.style import Style
from argmap.draw.typeset import SetLine, Typesetter, height_of, label, paragraph
from argmap.draw.view import View
from argmap.model import Argument, Statement

Look = Literal[
    "root",
    "claim",
    "premise",
    "recommendation",
    "rebuttal",
    "background",
    "question",
    "supposition",
]


@define(eq=False, repr=False)
class Box:
    """A statement's box. `x` and `y` are its upper left corner in the drawing."""

    statement: Statement
    number: str
    look: Look
    # The groups by which it is coloured, the first of them that of its colours; None where none are.
    groups: tuple[int, ...] | None = None
    # What stands in bold over all else, the status, what stands above the text (whose words) and below it
    # (qualifier, relations not drawn as lines).
    heading: str = ""
    status: str = ""
    above: list[str] = field(factory=list)
    notes: list[str] = field(factory=list)
    text: tuple[SetLine, ...] = ()
    # What of its text begins lines of its own, and how many lines each piece has.
    pieces: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    lines_above: tuple[SetLine, ...] = ()
    lines_below: tuple[SetLine, ...] = ()
    face: Face = "regular"
    limit: float = 0.0  # how wide its lines may be
    width: float = 0.0
    height: float = 0.0
    number_width: float = 12.0
    x: float = 0.0
    y: float = 0.0


def boxes_of(view: View, alternatives: bool = True) -> dict[str, Box]:
    """A box for every statement of a view, by identifier, not measured yet.

    Its notes hold what no layout draws as a line; alternatives are among that, unless a layout shows them.
    """
    map, inline = view.map, is_inline(view.map)
    supported = {a.target for a in map.arguments if not a.aims_at_step}
    wholes = {p.whole for p in map.parts}
    outer = {s.id for s in map.roots if s.within is None and s.kind not in ("rebuttal", "question")}
    boxes = {}
    for statement in map.statements:
        key = statement.id
        look: Look = statement.kind
        if key in outer and (key in supported or key in wholes):
            look = "root"
        elif statement.attributes.get("type") == "background":
            look = "background"
        number = view.numbers[key] if view.numbered or key in view.collapsed else ""
        box = boxes[key] = Box(statement, number, look)
        if view.groups:
            box.groups = view.group_of.get(key, ())
            letters = [letter(group) for group in box.groups]
            box.number = " ".join([number, *letters]).strip()
        if key in view.hints:
            box.pieces = pieces_of(statement.text, view.hints[key], inline)
        box.status = view.statuses.get(key, "")
        if statement.speaker:
            box.above.append(f"{statement.speaker}:")
        qualifier = statement.attributes.get("qualifier")
        if isinstance(qualifier, str):
            box.notes.append(qualifier)
        box.notes.extend(view.notes.get(key, ()))
    for argument in map.arguments:
        if argument.warrant is not None and "warrant" not in boxes[argument.warrant].notes:
            boxes[argument.warrant].notes.append("warrant")
    for preference in map.preferences:
        boxes[preference.preferred].notes.append(f"outweighs {view.numbers[preference.over]}")
    for claim in map.independences:
        boxes[claim.statement].notes.append(f"regardless of {view.numbers[claim.of]}")
    for part in map.parts:
        if part.alternative_to and alternatives:
            other = view.numbers[part.alternative_to]
            boxes[part.part].notes.append(f"alternative to {other}")
    return boxes


def rule_of(argument: Argument) -> str:
    """What is written beside a step: that it challenges another, its scheme, its qualifier, who makes it."""
    words = [WORDS["challenge"]] if argument.role == "challenges" else []
    return ", ".join([*words, *_of_step(argument)])


def _of_step(argument: Argument) -> list[str]:
    words = [argument.scheme.replace("-", " ")] if argument.scheme else []
    qualifier = argument.attributes.get("qualifier")
    if isinstance(qualifier, str):
        words.append(qualifier)
    return [*words, *([f"says {argument.speaker}"] if argument.speaker else [])]


def noted_rule(argument: Argument) -> str:
    """What a box says of the step that its statement begins; empty where there is nothing to say."""
    rule = ", ".join(_of_step(argument))
    said = [f"this step: {'by ' * bool(argument.scheme)}{rule}"] if rule else []
    if argument.role == "challenges":
        said.insert(0, "challenges the step as a whole")
    return "; ".join(said)


def number_column(box: Box, style: Style, setter: Typesetter) -> float:
    """How wide the column of a box's number is, in points, with the space to the text; 0 without a number."""
    if not box.number:
        return 0.0
    return setter.width(box.number, "bold", style.size) + 4.5 * style.unit


ROUND = 7.0
"""The corners of a question's box, in points at 8-point type."""


def face_of(box: Box) -> Face:
    """The face that the text of a box is set in."""
    return (
        "bold"
        if box.look in ("root", "question")
        else "italic"
        if box.statement.open
        else "regular"
    )


_LONG_WORD = 150.0
"""How much a box is widened for a long word, in points at 8-point type; what is longer is hyphenated."""

_LONG_FORMULA = 0.8
"""How much of the width of the figure a box is given for a long formula; what is longer is broken."""


def longest_word(box: Box, style: Style, setter: Typesetter) -> float:
    """How wide the lines of a box should be at least, in points, so that no word is broken in vain, of its text and of
    the words above and below it, and no formula.
    """
    text, face = box.statement.text, face_of(box)
    longest = setter.longest(text, face, style.size)
    for name in (*box.above, *box.notes):
        longest = max(longest, setter.longest(name, "italic", style.small))
    formula = setter.longest_formula(text, face, style.size)
    return max(min(longest, _LONG_WORD * style.unit), min(formula, _LONG_FORMULA * setter.room))


def measure_box(box: Box, limit: float, style: Style, setter: Typesetter) -> None:
    """Sets the lines of a box, none wider than `limit` points, and its size."""
    box.face = face_of(box)
    box.limit = limit

    def small(notes: list[str]) -> tuple[SetLine, ...]:
        return tuple(
            line for note in notes for line in setter.lines(note, limit, "italic", style.small)
        )

    pieces = box.pieces or (box.statement.text,)
    set_pieces = [setter.lines(piece, limit, box.face, style.size) for piece in pieces]
    box.text = tuple(line for piece in set_pieces for line in piece)
    box.counts = tuple(map(len, set_pieces))
    box.lines_above, box.lines_below = small(box.above), small(box.notes)
    box.width = limit + box.number_width + 2 * style.padding_x
    little = (style.small + 0.6 * style.unit) * style.leading
    notes = height_of((*box.lines_above, *box.lines_below), little)
    notes += (bool(box.heading) + bool(box.status)) * little
    box.height = height_of(box.text, style.size * style.leading) + notes + 2 * style.padding_y


def paint_box(box: Box, style: Style, description: str) -> Group:
    """The shapes of a box that has its place."""
    statement = box.statement
    look = box.look
    u = style.unit
    root = look == "root"
    rebuttal = look == "rebuttal"
    background = look == "background"
    edge = style.attack_edge if rebuttal else style.muted if background else style.edge
    edge = style.root_edge if root else edge
    fills = {"root": style.root, "rebuttal": style.rebuttal, "claim": style.claim}
    fills["recommendation"] = style.claim
    dash: tuple[float, ...] = style.unstated_dash if statement.unstated else ()
    if statement.open:
        dash = style.open_dash
    fill = fills.get(look, style.box)
    if root and statement.unstated:
        fill = style.claim
    if box.groups is not None:
        # Other colours than those of groups would be read as such.
        plain = style.box, style.muted, style.ink
        fill, edge, own_ink = tint(style, box.groups[0]) if box.groups else plain
    # What is out steps back: no fill, and paler words.
    out = box.status == "out"
    if out:
        fill = style.box
    dark = root and not statement.unstated and not out and box.groups is None
    x, y = box.x, box.y
    stroke = (style.root_border if root else style.border) + (0.25 * u if dash else 0)
    if box.groups is not None:
        stroke *= 2.0 if root else 1.4
    question = statement.kind == "question"
    radius = ROUND * u if question else style.radius
    stroke *= 1.6 if question else 1.0
    shapes: list[Shape] = [
        Rect(x, y, box.width, box.height, fill, edge, stroke, scaled(dash, u), radius)
    ]
    if statement.kind == "supposition":
        # As in a proof by Fitch's method, a supposition stands over a bar.
        shapes.append(Rect(x, y + box.height - 2.0 * u, box.width, 2.0 * u, edge, radius=u))
    if statement.kind == "recommendation" and not background:
        # A recommendation has a heavy edge on its left.
        weight = style.root_number if dark else edge
        shapes.append(Rect(x, y, 2.4 * u, box.height, weight, radius=0.0))
    ink = style.root_ink if dark else style.muted if background or out else style.ink
    soft = style.root_number if dark else style.muted
    number = style.attack_number if rebuttal else style.muted if background else style.number
    number = style.root_number if dark else number
    if box.groups is not None:
        number = soft = ink = style.muted if out else own_ink
    left = x + style.padding_x
    base = y + style.padding_y
    text_x = left + box.number_width
    lead = style.size * style.leading
    small = (style.small + 0.6 * u) * style.leading
    first = base + height_of(box.lines_above, small)
    room = box.limit
    if box.heading:
        base, first = base + small, first + small
        color = style.root_number if dark else edge
        shapes.append(Label(left, base - 2.2 * u, box.heading, style.small, "bold", color))
    for line in box.lines_above:
        at = base + small - 2.2 * u
        shapes.append(label(text_x, at, line, style.small, "italic", soft, room=room))
        base += height_of([line], small)
    if box.number:
        at = first + style.size * 0.94 + (box.text[0].above if box.text else 0.0)
        shapes.append(Label(left, at, box.number, style.size, "bold", number))
    done = 0
    for count in box.counts:
        at, lines = base + style.size * 0.94, box.text[done : done + count]
        shapes += paragraph(text_x, at, lines, style.size, box.face, ink, step=lead, room=room)
        base, done = base + height_of(lines, lead), done + count
    for line in box.lines_below:
        at = base + style.small
        shapes.append(label(text_x, at, line, style.small, "italic", soft, room=room))
        base += height_of([line], small)
    if box.status:
        middle = base + style.small * 0.66
        shapes += mark(box.status, left + 3.0 * u, middle, 2.6 * u, number, fill or style.paper)
        shapes.append(
            Label(text_x, base + style.small, box.status, style.small, "bold", soft, fixed=True)
        )
    url = statement.attributes.get("url")
    href = url if isinstance(url, str) else ""
    return Group(element("s", statement.id), f"statement {look}", description, shapes, href)
