"""Argdown → map: text → elements (`parser`) → what the document says (`document`) → map (`mapping`).

What Argdown's own program writes as JSON joins the way in the middle (`argmap.readers.argdown_json`). `lexer`
cuts the text into lines of tokens, by the `grammar`; `build` makes the
`syntax_tree` of what the parser recognises; `words` makes prose of tokens; `model` is what a document says.
`conversion` is what the steps of the way to a map share: `statements`, `arguments`, `relations`, with `links`
between things, and `undercuts`. `names` has Argdown's names for rules and attributes, for the writer as well.
"""

from __future__ import annotations

from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import Broken, checked_size
from argmap.resolve import Resolved
from argmap.source import Source


def read_argdown(source: Source) -> Resolved:
    """The map of an Argdown text; never raises on what the text holds."""
    from argmap.readers.argdown.document import Reader
    from argmap.readers.argdown.mapping import add_document
    from argmap.readers.argdown.parser import parse

    builder = MapBuilder(source, "Argdown")
    try:
        checked_size(source)
    except Broken as error:
        builder.say(error.message, error.at)
        return builder.resolved()
    add_document(Reader(builder).read(parse(source, builder.say)), builder)
    builder.diagnostics.sort(key=lambda diagnostic: diagnostic.span)
    return builder.resolved()
