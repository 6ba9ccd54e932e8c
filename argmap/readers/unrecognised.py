"""A text that is of no format, or of several."""

from __future__ import annotations

import json

from argmap.diagnostics import report
from argmap.formats import candidates, ending_of, with_ending
from argmap.model import Map
from argmap.resolve import Resolved
from argmap.source import Source


def unrecognised(source: Source) -> Resolved:
    """The empty map of a text that is of no format, or of several, and an error that names them."""
    found = candidates(source)
    ending = ending_of(source.name)
    text = source.text
    if found:
        message = f"this may be {' or '.join(found)}"
    else:
        shape = (
            "XML" if text.lstrip()[:1] == "<" else "YAML" if ending in ("yaml", "yml") else "JSON"
        )
        among = with_ending(ending)
        if len(among) < 2:
            among = with_ending(shape.lower())
        message = f"this {shape} is of no format that argmap reads: {', '.join(among)}"
        if shape == "JSON":
            try:
                json.loads(text)
            except RecursionError:
                message = "this JSON is nested too deep to be a map"
            except json.JSONDecodeError as error:
                message = f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}"
                if not source.text.strip():
                    message = "this file is empty, and a document in JSON is not"
                problem = report("invalid-json", message, source, (error.pos, error.pos + 1))
                return Resolved(Map(source=source), (problem,))
            except ValueError:
                message = "this is no JSON that argmap reads: a number too long"
    problem = report(
        "unknown-format", message, source, (0, 1), "name the format with --from FORMAT"
    )
    return Resolved(Map(source=source), (problem,))
