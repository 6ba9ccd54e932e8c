"""Shared by the rules on circles: circles of what statements say of each other, in whatever words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from argmap.diagnostics import Diagnostic, Related
from argmap.evaluate.graph import components, paths, trace
from argmap.rules.context import Context
from argmap.source import Span

_TRIED = 20  # edges of one component from which a short circle is looked for
_MOST = 1000  # related places of one diagnostic
_EVERY = 1 << 60


class Edge(NamedTuple):
    """That a statement depends on another: `words` say how, and `span` where; `own` where the file itself does."""

    statement: str
    other: str
    words: str
    span: Span
    own: bool


def circles(
    context: Context, edges: Iterable[Edge], counts: Callable[[Edge], bool] = lambda _: True
) -> Iterator[list[Edge]]:
    """A circle for each group of statements that depend on each other, and for each that depends on itself.

    Statements that restate each other are one. Each circle has an edge that counts, and one that the file
    itself makes.
    """
    one = {key: group[0] for key, group in _groups(context).items()}
    following: dict[str, dict[str, Edge]] = {}
    counted: list[tuple[str, str, Edge]] = []
    for edge in edges:
        here, there = one.get(edge.statement, edge.statement), one.get(edge.other, edge.other)
        if here == there:
            if counts(edge) and edge.own:
                yield [edge]
            continue
        if counts(edge):
            counted.append((here, there, edge))
        known = following.setdefault(here, {})
        if there not in known or (edge.own and not known[there].own):
            known[there] = edge
    if not counted:
        return
    members = components(following, lambda node: following.get(node, ()))
    number = {node: index for index, component in enumerate(members) for node in component}
    inside: dict[int, list[tuple[str, str, Edge]]] = {}
    for here, there, edge in counted:
        if number[here] == number[there]:
            inside.setdefault(number[here], []).append((here, there, edge))
    for index, candidates in inside.items():
        graph = {
            node: [other for other in following[node] if number[other] == index]
            for node in members[index]
        }
        best: list[Edge] = []
        for here, there, edge in candidates[:_TRIED]:
            back = trace(paths(graph, there, [here]), here, _EVERY)[::-1]
            circle = [edge, *(following[a][b] for a, b in pairwise(back))]
            if any(e.own for e in circle) and (not best or len(circle) < len(best)):
                best = circle
        if best:
            yield best


def _groups(context: Context) -> dict[str, tuple[str, ...]]:
    map = context.map
    return {key: map.restated(key) for pair in map.restatements for key in pair}


def shown(context: Context, circle: list[Edge]) -> str:
    """A circle by the names of its statements; where it goes on with another wording, both are named."""
    names = [context.name(circle[0].statement)]
    for edge, following in zip(circle, [*circle[1:], circle[0]], strict=True):
        name = context.name(edge.other)
        if edge.other != following.statement:
            name += f", in other words {context.name(following.statement)}"
        names.append(name)
    return " ← ".join(names if len(names) <= 9 else [*names[:6], "…", *names[-2:]])


def related_lines(context: Context, circle: list[Edge]) -> list[Related]:
    """The lines of a circle that stand in the file itself."""
    return [
        context.related(f"{context.name(e.statement)} {e.words} {context.name(e.other)}", e.span)
        for e in circle
        if e.own
    ][:_MOST]


def first_line(circle: list[Edge]) -> Span:
    """The place of the first line of a circle in the file itself."""
    return min(edge.span for edge in circle if edge.own)


def support_edges(context: Context) -> Iterator[Edge]:
    """What rests on what: targets of support on premises and warrants."""
    map = context.map
    for argument in map.arguments:
        if argument.role == "supports":
            own = not map.imported(argument.id)
            span = context.span(argument)
            for member in argument.members:
                yield Edge(argument.target, member, "rests on", span, own)


def report(
    context: Context,
    name: str,
    circle: list[Edge],
    *,
    alone: tuple[str, str],
    several: tuple[str, str],
) -> Diagnostic:
    """The diagnostic for a circle: what is wrong and what helps, of one statement that depends on itself, or of
    several, whose circle is shown after it.
    """
    if len(circle) == 1:
        return context.report(name, alone[0], circle[0].span, alone[1])
    return context.report(
        name,
        f"{several[0]}: {shown(context, circle)}",
        first_line(circle),
        several[1],
        related=related_lines(context, circle),
    )
