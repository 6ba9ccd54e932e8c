"""Components, shortest cycles and paths, held against networkx on random graphs."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import networkx
import pytest

from argmap.evaluate.graph import components, cycles, edges, paths, trace


def random_graph(random: Random) -> dict[str, list[str]]:
    nodes = [f"n{number}" for number in range(random.randint(1, 12))]
    steps = random.randint(0, 2 * len(nodes))
    graph: dict[str, list[str]] = {node: [] for node in nodes}
    for _ in range(steps):
        graph[random.choice(nodes)].append(random.choice(nodes))
    return graph


@pytest.mark.parametrize("seed", range(8))
def test_graphs(seed: int) -> None:
    random = Random(seed)
    for _ in range(100):
        graph = random_graph(random)
        known = networkx.DiGraph(graph)
        found = components(graph, lambda node, graph=graph: graph[node])
        strong = [set(one) for one in networkx.strongly_connected_components(known)]
        assert sorted(map(sorted, found)) == sorted(map(sorted, strong))
        shortest = cycles(graph)
        several = [one for one in found if len(one) > 1]
        assert len(shortest) == len(several)
        for cycle, component in zip(shortest, several, strict=True):
            assert set(cycle) <= set(component) and len(set(cycle)) == len(cycle)
            assert all(known.has_edge(*edge) for edge in edges(cycle))
            inside = known.subgraph(component)
            least = min(len(c) for c in networkx.simple_cycles(inside) if len(c) > 1)
            assert len(cycle) == least
        start = random.choice(list(graph))
        lengths = networkx.single_source_shortest_path_length(known, start)
        came = paths(graph, start, graph)
        assert {node for node in graph if node in came} == set(lengths)
        for goal, length in lengths.items():
            whole = trace(came, goal, 99)
            assert (whole[0], whole[-1], len(whole)) == (goal, start, length + 1)
            assert all(known.has_edge(one, next) for next, one in pairwise(whole))
            for most in (0, 1, 3):
                assert trace(came, goal, most) == whole[: most + 1]
