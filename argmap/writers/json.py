"""The JSON form of a map (docs/json.md)."""

from __future__ import annotations

from argmap.model import Map
from argmap.wording import json_text
from argmap.writers.output import Written


def to_json(map: Map) -> str:
    """A map as JSON text, indented, ending in a line feed."""
    return json_text(map.to_dict())


def write_json(map: Map) -> Written:
    """The map as JSON, which carries all of it."""
    return Written(to_json(map))
