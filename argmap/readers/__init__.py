"""Foreign formats → map, one file each.

`argmap.formats.format_of` says what a text is to be read as, `read_foreign` reads it with the function that
the format's row names. A reader is a function from a `Source` to a `Resolved`, which never raises on what
the text holds; `unrecognised` is what is said of a text that is of no format, or of several.

What readers share: `decoding` reads JSON, YAML and XML within bounds; `objects` gives the objects of a JSON
document with their places, `typed` values of the type that is wanted, `graphml_data` the nodes and edges of GraphML, `statement_graph` the map
that such a graph is, also of canvas and drawio; `builder` takes statements and
steps in any order and makes a map of them, without what names nothing or runs in a cycle (`consistency`) and
with what a map can hold (`sanitizer`); `scheme_graph` makes steps of graphs in the manner of AIF, `aif_dialogue` speakers of its dialogues,
`assurance` those of assurance cases, `attacks` a map of an argument framework. `frames` reads data frames, which are no text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats import FORMATS, function
from argmap.readers.unrecognised import unrecognised

if TYPE_CHECKING:
    from argmap.resolve import Resolved
    from argmap.source import Source


def read_foreign(source: Source, format: str) -> Resolved:
    """The map that a text holds in a format other than the language, and what was wrong and lost; `format`
    is that of `argmap.formats.format_of` or what a caller asked for, "" where it can't be told.
    """
    if not format:
        return unrecognised(source)
    resolved: Resolved = function("argmap.readers", FORMATS[format].reader)(source)
    return resolved
