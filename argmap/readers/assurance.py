"""Assurance cases, as the Goal Structuring Notation and LTAC write them, as a map.

What stands under a goal supports it together, so those are linked premises. A strategy is the warrant of
the step from what stands under it to the goals that it stands under. Context, assumptions and
justifications are background: a map has no relation for that, so the goal keeps it as an attribute. What
challenges a goal rebuts it, and what challenges a strategy undercuts its steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import define, field

from argmap.model import Kind
from argmap.readers.builder import MapBuilder

Sort = Literal["goal", "strategy", "solution", "context", "assumption", "justification"]

BACKGROUND: tuple[Sort, ...] = ("context", "assumption", "justification")
"""What goals and strategies are understood in."""


@define
class Element:
    """An element of a case: its sort, its text, its offset `at`, and the ids of the elements that belong to it.

    `counter` marks counter-goals and counter-solutions; `reasons_at` is the offset of the list of what
    supports it, where the format has one.
    """

    sort: Sort
    text: str
    at: int
    label: str | None = None
    counter: bool = False
    supported_by: list[str] = field(factory=list)
    context: list[str] = field(factory=list)
    challenges: list[str] = field(factory=list)
    reasons_at: int | None = None
    tags: list[str] = field(factory=list)
    attributes: dict[str, object] = field(factory=dict)


def add_case(elements: dict[str, Element], builder: MapBuilder) -> None:
    """Gives the builder the statements and steps of a case; `elements` are by their ids."""
    for name, element in elements.items():
        _statement(name, element, builder)
    over = _goals_over(elements)
    # The steps that each strategy is the warrant of, which a challenge to it undercuts.
    led: dict[str, list[str]] = {}
    for name, element in elements.items():
        at = element.at if element.reasons_at is None else element.reasons_at
        reasons = [other for other in element.supported_by if not _is(elements, other, "strategy")]
        if element.sort != "strategy":
            if reasons:
                builder.step(reasons, name, "supports", at)
            continue
        goals = over.get(name, [])
        if any(_is(elements, other, "strategy") for other in element.supported_by):
            builder.lose("strategies", f"{name}, over other strategies", element.at)
        elif not reasons:
            builder.lose("steps", f"by {name}, from nothing", element.at)
        if not reasons:
            continue
        if not goals:
            builder.lose("steps", f"by {name}, to nothing", element.at)
        for goal in goals:
            step = f"\0{name} {goal}"
            led.setdefault(name, []).append(step)
            builder.step(reasons, goal, "supports", at, name=step, warrant=name)
    for name, element in elements.items():
        for other in element.challenges:
            if not _is(elements, other, "strategy"):
                builder.step([name], other, "rebuts", element.at)
                continue
            for step in led.get(other, ()):
                builder.step([name], step, "undercuts", element.at)
            if other not in led:
                builder.lose("challenges", f"{name} to {other}, which is no step", element.at)


def _statement(name: str, element: Element, builder: MapBuilder) -> None:
    kinds: dict[str, Kind] = {"goal": "claim", "strategy": "premise", "solution": "premise"}
    tags = [*element.tags]
    attributes = dict(element.attributes)
    if element.sort in BACKGROUND:
        attributes = {"type": "background", **attributes}
        tags.insert(0, element.sort)
    elif element.sort == "strategy":
        tags.insert(0, "strategy")
    elif element.sort == "solution":
        attributes = {"type": "fact", **attributes}
    if tags:
        attributes["tags"] = tuple(dict.fromkeys(tags))
    if element.context:
        attributes["x-in-context-of"] = ", ".join(element.context)
    kind: Kind = (
        "rebuttal" if element.counter and element.challenges else kinds.get(element.sort, "premise")
    )
    builder.statement(
        name,
        element.text or name,
        element.at,
        kind=kind,
        label=element.label,
        attributes=attributes,
    )


def _goals_over(elements: dict[str, Element]) -> dict[str, list[str]]:
    """The goals that each strategy leads to, past strategies that it stands under."""
    over: dict[str, dict[str, None]] = {}
    for name, element in elements.items():
        if element.sort == "strategy":
            continue
        waiting = [o for o in element.supported_by if _is(elements, o, "strategy")]
        reached = set(waiting)
        while waiting:
            strategy = waiting.pop()
            over.setdefault(strategy, {})[name] = None
            further = _fresh(elements[strategy].supported_by, reached)
            waiting += [o for o in further if _is(elements, o, "strategy")]
    return {strategy: list(goals) for strategy, goals in over.items()}


def _fresh(names: Iterable[str], reached: set[str]) -> list[str]:
    builder = [name for name in names if name not in reached]
    reached.update(builder)
    return builder


def _is(elements: dict[str, Element], name: str, sort: Sort) -> bool:
    return name in elements and elements[name].sort == sort
