"""The pairs of greatest weight in a bipartite graph."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from heapq import heappop, heappush
from typing import TypeVar

L = TypeVar("L", bound=Hashable)
R = TypeVar("R", bound=Hashable)


def assignment(weights: Mapping[L, Mapping[R, float]]) -> dict[L, R]:
    """The pairs, none of which share a node, whose weights, all positive, have the greatest sum.

    Shortest augmenting paths with potentials (Edmonds and Karp, Journal of the ACM 1972), one node on the left after
    another, on the edges that there are: what that costs depends on the component that a node is in. Of equal sums the
    one that takes the first edges of each node is found.
    """
    left = list(weights)
    right: dict[R, int] = {}
    edges: list[list[tuple[int, float]]] = []
    for key in left:
        own = [(right.setdefault(other, len(right)), -w) for other, w in weights[key].items()]
        edges.append(own)
    names = list(right)
    # A node may also stay alone, as if it had an edge without weight to a node of its own.
    for n, own in enumerate(edges):
        own.append((len(names) + n, 0.0))
    held = [-1] * (len(names) + len(left))
    price = [0.0] * len(held)
    # The least that an edge of a node costs beyond the prices: none is below it.
    base = [min(cost for _, cost in own) for own in edges]
    for start in range(len(left)):
        reach: dict[int, float] = {}
        came: dict[int, int] = {}
        done: list[tuple[int, float]] = []
        closed: set[int] = set()
        queue: list[tuple[float, int]] = []
        node, so_far = start, 0.0
        while True:
            for r, cost in edges[node]:
                length = so_far + cost - base[node] - price[r]
                if r not in closed and length < reach.get(r, float("inf")):
                    reach[r], came[r] = length, node
                    heappush(queue, (length, r))
            while True:
                so_far, r = heappop(queue)
                if r not in closed:
                    break
            closed.add(r)
            done.append((r, so_far))
            if held[r] < 0:
                break
            node = held[r]
        base[start] += so_far
        for other, length in done[:-1]:
            base[held[other]] += so_far - length
            price[other] -= so_far - length
        while True:
            node = came[r]
            held[r], r = node, next((o for o, _ in edges[node] if held[o] == node), -1)
            if node == start:
                break
    return {left[n]: names[r] for r, n in enumerate(held[: len(names)]) if n >= 0}
