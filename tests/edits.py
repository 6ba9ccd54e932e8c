"""Random edits of any map, and comments strewn into any text."""

from __future__ import annotations

from random import Random
from typing import Any

import argmap
from argmap.edit.editing import Editing

TO_STATEMENTS = (
    "supports",
    "rebuts",
    "part_of",
    "answers",
    "explains",
    "condition_of",
    "contradicts",
)
TO_STEPS = ("undercuts", "challenges", "joins")


def some_edit(
    edit: Editing[argmap.ArgumentMap], map: argmap.ArgumentMap, random: Random
) -> Editing[argmap.ArgumentMap]:
    """One edit more, of statements that the map has; `ArgmapError` where it makes no sense."""
    own = [s for s in map if not map.imported(s.id)]
    chosen = random.choice(own)
    kind = random.choice(("remove", "remove", "keep", "add", "add", "replace", "relabel", "move"))
    if kind in ("remove", "keep"):
        return edit.remove(chosen.id, keep_reasons=kind == "keep")
    if kind == "add":
        return edit.add("New statement.", **place(map, random))
    if kind == "move":
        return edit.move(chosen.id, **place(map, random))
    if kind == "relabel":
        return edit.relabel(chosen.id, random.choice(("zz", "yy-1")))
    changes: dict[str, Any] = {"text": "Other words."}
    if chosen.kind not in ("question", "supposition") and random.random() < 0.3:
        changes["kind"] = random.choice(("claim", "premise", "rebuttal"))
    if random.random() < 0.3:
        changes["quotations"] = ["one", "two"]
    if random.random() < 0.3:
        changes["attributes"] = {"note": "N.", "at": "p. 9"}
    if random.random() < 0.2:
        changes["speakers"] = "Zoe"
    return edit.replace(chosen.id, **changes)


def place(map: argmap.ArgumentMap, random: Random) -> dict[str, Any]:
    """Somewhere on a map."""
    how = random.choice((*TO_STATEMENTS, *TO_STEPS, None))
    if how in TO_STEPS:
        return {how: random.choice(map.arguments).id} if map.arguments else {}
    if how is not None:
        return {how: random.choice([s.id for s in map if not map.imported(s.id)])}
    if map.sections and random.random() < 0.5:
        return {"section": random.choice(map.sections).id}
    return {}


def strewn(text: str, random: Random) -> str:
    """A text with comments, each of its own words, and blank lines between its lines."""
    lines: list[str] = []
    for line in text.split("\n"):
        if random.random() < 0.15:
            lines.append(f"{' ' * random.choice((0, 2, 4))}# comment {len(lines)}.")
        lines += [""] * (random.random() < 0.1)
        lines.append(line)
    return "\n".join(lines)
