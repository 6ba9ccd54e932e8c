"""The signs of a figure: which it has, and what they mean, in a caption and beside a sample."""

from __future__ import annotations

from typing import NamedTuple

from argmap.draw.describe import element
from argmap.draw.drawing import Group, Label, Rect
from argmap.draw.relations import WORDS
from argmap.model import Map


class Sign(NamedTuple):
    """What a caption says of a sign, without a word on colours, and what a legend says beside its sample."""

    caption: str
    legend: str


LINES = {
    "support": Sign("solid lines ending in a triangle support", "supports"),
    "attack": Sign("dashed lines ending in a bar object", "objects"),
    "conceded": Sign(
        "dotted lines ending in a thin bar object, but are outweighed", "objects, but is outweighed"
    ),
    "undercut": Sign(
        "lines of dashes and dots ending in an open diamond attack the step that they lead to",
        "attacks a step",
    ),
    "challenge": Sign(
        "lines of a dash and two dots ending in a filled diamond challenge an argument as a whole",
        "challenges an argument as a whole",
    ),
    "contradiction": Sign(
        "dashed lines with a bar at both ends join what cannot both be so", "cannot both be so"
    ),
    "restatement": Sign("double lines join what says the same in other words", "says the same"),
    "part": Sign("thin lines without a head lead to parts", "is a part"),
    "answer": Sign("thin lines ending in an open square lead to a question", "answers"),
    "condition": Sign(
        "thin lines of long dashes ending in a ring lead from a condition to what holds only with it",
        "holds only provided this",
    ),
    "explanation": Sign(
        "thin dotted lines ending in an open triangle explain what is not in doubt", "explains"
    ),
    "alternatives": Sign(
        "a bracket with “or” joins parts of which one is enough", "parts of which one is enough"
    ),
    "answers": Sign(
        "a bracket with a word joins answers: with “or” rivals, of which only one can be right, with “and/or” "
        "others",
        "answers of which one can be right; “and/or”: or several",
    ),
    "linked": Sign("a thick bar joins premises that work only together", "work only together"),
    "scheme": Sign("italics beside a line name the scheme", "scheme"),
    "sure": Sign("italics beside a line say how sure the step is", "how sure the step is"),
}
"""What lines and bars mean, in the order of a caption."""

BOXES = {
    "root": Sign("bold type: main conclusions", "main conclusion"),
    "question": Sign("rounded boxes with bold type: questions", "question"),
    "recommendation": Sign("heavy left edge: recommendations", "recommendation"),
    "unstated": Sign("dashed edge: unstated", "unstated"),
    "open": Sign("dotted edge and italics: open, asserted by nobody", "open, asserted by nobody"),
    "supposition": Sign("heavy lower edge: suppositions", "supposition"),
    "passage": Sign(
        "frames headed “suppose”: what holds only under that supposition; they are open towards what takes "
        "their outcome up",
        "holds only under a supposition",
    ),
    "section": Sign("closed frames with a title: sections", "section"),
    "reference": Sign(
        "an arrow and a number: a statement that stands elsewhere", "stands elsewhere"
    ),
}
"""What the looks of boxes mean."""

_STEPS = ("support", "attack", "conceded", "undercut", "challenge")


def used_signs(map: Map, groups: list[Group]) -> set[str]:
    """The signs that a figure has: kinds of groups, and what its boxes and the words at its lines show."""
    used = {word for group in groups for word in group.kind.split()}
    used |= {"linked"} if "bar" in used else set()
    drawn = {group.id: group for group in groups if group.kind.startswith("statement")}
    for statement in map.statements:
        group = drawn.get(element("s", statement.id))
        if group is None:
            continue
        used |= {"unstated"} if statement.unstated else set()
        used |= {"open"} if statement.open else set()
        # A main conclusion that is a recommendation may have the edge as well.
        first, *others = (shape for shape in group.shapes if isinstance(shape, Rect))
        edged = any(other.height > first.height / 2 for other in others)
        if statement.kind == "recommendation" and edged:
            used.add("recommendation")
    steps = [group for group in groups if group.kind in _STEPS]
    words = {
        shape.text for group in steps for shape in group.shapes if isinstance(shape, Label)
    } - {WORDS["challenge"]}
    if words:
        used |= {"scheme" for a in map.arguments if a.scheme}
        used |= {"sure" for a in map.arguments if "qualifier" in a.attributes}
    return used
