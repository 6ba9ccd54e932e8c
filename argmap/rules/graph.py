"""Circles and paths in directed graphs, without recursion, for graphs of any depth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from argmap.model import Argument, Map

Graph = Mapping[str, Sequence[str]]
"""For each node the nodes that its edges lead to."""

# How many edges the search for the shortest circle of one group may look at, beside those of the
# group itself: enough for any circle among some hundreds of statements.
_PATIENCE = 200_000


def grounds(map: Map) -> dict[str, list[str]]:
    """For each statement that is supported, what it rests on, premises and warrants, so far as that is
    supported in its turn.
    """
    found: dict[str, list[str]] = {}
    for argument in map.arguments:
        if argument.role == "supports":
            found.setdefault(argument.target, []).extend(_reasons(argument))
    # What is not supported itself lies on no circle, and most statements are not.
    return {target: [r for r in reasons if r in found] for target, reasons in found.items()}


def _reasons(argument: Argument) -> Iterable[str]:
    return (*argument.premises, argument.warrant) if argument.warrant else argument.premises


def circles(graph: Graph) -> list[list[str]]:
    """For each strongly connected group of two or more nodes a shortest circle in it.

    The groups are found by Tarjan's algorithm (1972), the circle by breadth-first search from each
    node; in a group so large that this would take long, the shortest that was met.
    """
    return [_shortest(graph, group) for group in groups(graph) if len(group) > 1]


def groups(graph: Graph) -> list[list[str]]:
    """The strongly connected components, in the order in which their first nodes are listed."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    on_stack: set[str] = set()
    stack: list[str] = []
    found: list[list[str]] = []
    for root in graph:
        if root in number:
            continue
        work = [(root, iter(graph[root]))]
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
                    work.append((other, iter(graph.get(other, ()))))
                    break
                if other in on_stack:
                    low[node] = min(low[node], number[other])
            else:
                work.pop()
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[node])
                if low[node] == number[node]:
                    group = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        group.append(member)
                        if member == node:
                            break
                    found.append(sorted(group, key=number.__getitem__))
    return sorted(found, key=lambda group: number[group[0]])


def _shortest(graph: Graph, group: list[str]) -> list[str]:
    inside = set(group)
    best: list[str] = []
    looked = 0
    for start in group:
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
            circle = []
            while found:
                circle.append(found)
                found = came[found]
            circle.reverse()
            if not best or len(circle) < len(best):
                best = circle
    return best


def ring(circle: Sequence[str]) -> list[tuple[str, str]]:
    """The edges of a circle."""
    return list(zip(circle, [*circle[1:], circle[0]], strict=True))


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
