"""A map as a graph of networkx, with the data that GraphML has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.extras import needed
from argmap.model import Map
from argmap.writers.graph import Graph

if TYPE_CHECKING:
    from networkx import MultiDiGraph as MultiDiGraph


def to_networkx(map: Map) -> MultiDiGraph:
    """A node for each statement, argument and section, edges between them by their names. Raises
    `argmap.extras.MissingExtra` where networkx is not installed.
    """
    made = needed("networkx", "networkx", "a graph of networkx").MultiDiGraph()
    graph = Graph.of(map)
    made.graph.update(graph.data)
    made.add_nodes_from(graph.nodes.items())
    made.add_edges_from(graph.ordered_edges())
    return made
