"""GraphML as a map: argmap's own, graphs of statements by others, and what Argdown draws for yEd."""

from __future__ import annotations

from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import xml_of
from argmap.readers.graphml_data import GraphData
from argmap.readers.statement_graph import add_graph
from argmap.resolve import Resolved
from argmap.source import Source


def read_graphml(source: Source) -> Resolved:
    """The map of a graph; never raises on what the text holds."""
    builder = MapBuilder(source, "GraphML")
    with builder.reporting():
        xml = xml_of(source)
        if xml.root.tag.rpartition("}")[2] == "graphml":
            add_graph(GraphData(builder, xml=xml))
        else:
            builder.say("this XML is no GraphML: its root is no `graphml`")
    return builder.resolved()
