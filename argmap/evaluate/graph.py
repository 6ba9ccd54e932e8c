"""Cycles, components and paths in directed graphs, without recursion, for graphs of any depth."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from argmap.model import Map

N = TypeVar("N", bound=Hashable)
Graph = Mapping[str, Sequence[str]]
"""For each node the nodes that its edges lead to."""

# How many edges the search for the shortest cycle of one component may look at: enough for any cycle
# among some hundreds of statements.
_PATIENCE = 200_000


def support_graph(map: Map) -> dict[str, list[str]]:
    """For each statement that is supported, what it depends on, premises and warrants, so far as that is
    supported in its turn.
    """
    found: dict[str, list[str]] = {}
    for argument in map.arguments:
        if argument.role == "supports":
            found.setdefault(argument.target, []).extend(argument.members)
    # What is not supported itself lies on no cycle, and most statements are not.
    return {target: [r for r in reasons if r in found] for target, reasons in found.items()}


def cycles(graph: Graph) -> list[list[str]]:
    """For each strongly connected component of two or more nodes a shortest cycle in it.

    The cycle is found by breadth-first search from each node; in a component so large that this would
    take long, it is the shortest that was met.
    """
    found = components(graph, lambda node: graph.get(node, ()))
    return [_shortest(graph, component) for component in found if len(component) > 1]


def reached(
    starts: Iterable[N], following: Callable[[N], Iterable[N]], ends: Collection[N] = ()
) -> list[N]:
    """The nodes that are reached from some, these first, the nearest before the farther; not beyond the `ends`."""
    found = list(dict.fromkeys(starts))
    seen = set(found)
    for node in found:
        for other in () if node in ends else following(node):
            if other not in seen:
                seen.add(other)
                found.append(other)
    return found


def between(start: N, following: Callable[[N], Iterable[N]], goals: Collection[N]) -> list[N]:
    """The nodes on the shortest paths from one to those of the goals that it reaches, without it and the goals."""
    came = {start: start}
    found: dict[N, None] = {}
    for node in (front := [start]):
        for other in following(node):
            if other not in came:
                came[other] = node
                front.append(other)
    for goal in goals:
        node = came.get(goal, start)
        while node not in found and node != start:
            found[node] = None
            node = came[node]
    ends = set(goals)
    return [node for node in found if node not in ends]


def components(nodes: Iterable[N], following: Callable[[N], Iterable[N]]) -> list[list[N]]:
    """The strongly connected components that are reached from these nodes, in the order in which their
    first nodes are met, by Tarjan's algorithm (SIAM Journal on Computing 1972).

    `following` gives the nodes that the edges of a node lead to.
    """
    number: dict[N, int] = {}
    low: dict[N, int] = {}
    on_stack: set[N] = set()
    stack: list[N] = []
    found: list[list[N]] = []
    for root in nodes:
        if root in number:
            continue
        work = [(root, iter(following(root)))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for other in rest:
                if other not in number:
                    number[other] = low[other] = len(number)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(following(other))))
                    break
                if other in on_stack:
                    low[node] = min(low[node], number[other])
            else:
                work.pop()
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[node])
                if low[node] == number[node]:
                    component: list[N] = []
                    while not component or component[-1] != node:
                        component.append(stack.pop())
                        on_stack.discard(component[-1])
                    found.append(sorted(component, key=number.__getitem__))
    return sorted(found, key=lambda component: number[component[0]])


def _shortest(graph: Graph, component: list[str]) -> list[str]:
    inside = set(component)
    best: list[str] = []
    looked = 0
    for start in component:
        if best and (looked > _PATIENCE or len(best) == 2):
            break
        came = {start: ""}
        front = [start]
        length = 0
        found = ""
        while front and not found and not (best and length + 1 >= len(best)):
            length += 1
            ahead = []
            for node in front:
                for other in graph.get(node, ()):
                    looked += 1
                    if other == start and node != start:
                        found = node
                        break
                    if other in inside and other not in came:
                        came[other] = node
                        ahead.append(other)
                if found:
                    break
            front = ahead
        if found:
            cycle = []
            while found:
                cycle.append(found)
                found = came[found]
            cycle.reverse()
            if not best or len(cycle) < len(best):
                best = cycle
    return best


def edges(cycle: Sequence[str]) -> list[tuple[str, str]]:
    """The edges of a cycle."""
    return list(zip(cycle, [*cycle[1:], cycle[0]], strict=True))


def paths(graph: Graph, start: str, goals: Iterable[str]) -> dict[str, str]:
    """The shortest paths from a node to those of the goals that it reaches: for each node on the way the
    one before it. `trace` reads one of them.
    """
    wanted = set(goals) - {start}
    came: dict[str, str] = {start: ""}
    front = [start]
    while front and wanted:
        ahead = []
        for node in front:
            for other in graph.get(node, ()):
                if other not in came:
                    came[other] = node
                    ahead.append(other)
        wanted.difference_update(ahead)
        front = ahead
    return came


def trace(came: Mapping[str, str], goal: str, most: int) -> list[str]:
    """A path found by `paths`, from the goal back, its first nodes where it has more than `most`."""
    trail = [goal]
    while came[trail[-1]] and len(trail) <= most:
        trail.append(came[trail[-1]])
    return trail
