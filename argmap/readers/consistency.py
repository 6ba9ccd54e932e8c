"""Consistency of what a builder has: dangling references and cycles are dropped and reported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve

from argmap.diagnostics import did_you_mean, nearest
from argmap.model import AIMED_AT_STEPS, STRICT
from argmap.source import Span

if TYPE_CHECKING:
    from argmap.readers.builder import MapBuilder


def drop_dangling(builder: MapBuilder) -> None:
    """Drops and reports what refers to something that does not exist; a section that is not there is a
    loss, as the argument is whole without it.
    """

    def exists(name: str | None, span: Span, pool: Mapping[str, object] | None = None) -> bool:
        pool = builder.statements if pool is None else pool
        if name is None or name in pool:
            return True
        guess = nearest(name, pool)
        builder.say(
            f"nothing here is called `{name}`"
            if name not in builder.steps and name not in builder.statements
            else f"`{name}` is no {'step' if pool is builder.steps else 'statement'}",
            span,
            *did_you_mean(guess),
        )
        return False

    dropped: dict[str, None] = {}
    strict = {k for k, s in builder.steps.items() if s.fields["scheme"] in STRICT}
    for key, step in builder.steps.items():
        missing = [p for p in step.premises if not exists(p, step.span)]
        if not exists(step.fields["warrant"], step.span):
            step.fields["warrant"] = None
        aims = builder.steps if step.role in AIMED_AT_STEPS else builder.statements
        if not exists(step.target, step.span, aims):
            dropped[key] = None
        elif len(missing) == len(step.premises):
            builder.say(f"a step to `{step.target}` starts from nothing", step.span)
            dropped[key] = None
        elif missing:
            # Without one of its premises it would say that the others are enough.
            dropped[key] = None
        elif step.role == "undercuts" and step.target in strict:
            # A deduction has no exceptions: what is held against it is that a premise or the step fails.
            step.role = "challenges"
    while dropped:
        for key in dropped:
            del builder.steps[key]
        gone, dropped = dropped, {}
        for key, step in builder.steps.items():
            if step.role in AIMED_AT_STEPS and step.target in gone:
                dropped[key] = None
    for name, section in builder.sections.items():
        if section.parent and section.parent not in builder.sections:
            builder.lose("sections", f"{section.parent}, around {name}, is not here", section.span)
            builder.sections[name] = evolve(section, parent=None)
    for name, one in builder.statements.items():
        if (room := one.fields["section"]) and room not in builder.sections:
            builder.lose("sections", f"{room}, of {name}, is not here", one.span)
            one.fields["section"] = None
        if not exists(one.fields["within"], one.span):
            one.fields["within"] = None
    relations: list[dict[Any, Span]] = [
        *(builder.contradictions, builder.preferences, builder.independences, builder.parts),
        *(builder.restatements, builder.explanations, builder.conditions, builder.answers),
    ]
    for pairs in relations:
        for pair in [k for k, span in pairs.items() if not all(exists(n, span) for n in k)]:
            del pairs[pair]
    for question, answer in list(builder.answers):
        asked, said = (builder.statements[name].fields["kind"] for name in (question, answer))
        if asked != "question" or said == "question":
            span = builder.answers.pop((question, answer))
            builder.lose("answers", f"{answer} to {question}, which is no question", span)
    parts = set()
    for whole, part, other in list(builder.parts):
        if other is None:
            parts.add((whole, part))
        elif (whole, other) not in parts:
            span = builder.parts.pop((whole, part, other))
            builder.say(f"`{part}` is an alternative to what is no part before it", span)


def break_cycles(builder: MapBuilder) -> None:
    """Drops and reports undercuts that attack themselves in the end, and opens cycles of sections."""
    for cycle in cycles(
        {k: s.target for k, s in builder.steps.items() if s.role in AIMED_AT_STEPS}
    ):
        builder.say("an undercut attacks, in the end, itself", builder.steps[cycle[0]].span)
        for key in cycle:
            del builder.steps[key]
        for key in [
            k for k, s in builder.steps.items() if s.target in cycle and s.role in AIMED_AT_STEPS
        ]:
            del builder.steps[key]
    for cycle in cycles({k: s.parent for k, s in builder.sections.items() if s.parent}):
        section = builder.sections[cycle[0]]
        builder.say("a section stands in itself", section.span or 0)
        builder.sections[cycle[0]] = evolve(section, parent=None)


def cycles(above: Mapping[str, str | None]) -> list[list[str]]:
    """The cycles of a relation in which each node has at most one parent."""
    ended: set[str] = set()
    found = []
    for start in above:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in ended and at not in path:
            path[at] = None
            at = above.get(at)
        if at is not None and at in path:
            walk = list(path)
            found.append(walk[walk.index(at) :])
        ended.update(path)
    return found
