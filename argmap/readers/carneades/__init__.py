"""Argument graphs in the YAML of Carneades 4 as a map.

Statements, arguments, issues and assumptions. An `undercutter` says that its argument does not apply, so
what is argued for it undercuts that argument. Positions of an issue exclude each other; where one is but
the negation of the other, as Carneades' own examples write it (`¬self defense`), what is argued for it
rebuts the other. What is neither assumed nor argued for is open; what is assumed stays in though at issue.

`parser` makes the `graph` of a document, with the weights that its schemes give (`weighing`), `conversion` a
map of the graph. `expectations` holds the labels that a document's `tests` expect against those of the map.
"""

from __future__ import annotations

from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import checked_size, yaml_of
from argmap.resolve import Resolved
from argmap.source import Source


def read_carneades(source: Source) -> Resolved:
    """The map of an argument graph; never raises on what the text holds."""
    from argmap.readers.carneades.conversion import add_document

    builder = MapBuilder(source, "Carneades graph")
    with builder.reporting():
        document = yaml_of(checked_size(source))
        if isinstance(document.data, dict):
            add_document(document, builder)
        elif document.data:
            builder.say("a Carneades graph is a mapping: `statements`, `arguments` and the like")
    return builder.resolved()
