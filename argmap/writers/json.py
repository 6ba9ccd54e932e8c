"""The JSON form of a map (docs/json.md)."""

from __future__ import annotations

import json

from argmap.model import Map
from argmap.writers.output import Written


def to_json(map: Map) -> str:
    """A map as JSON text, indented, ending in a line feed."""
    return json.dumps(map.to_dict(), ensure_ascii=False, indent=2) + "\n"


def write_json(map: Map) -> Written:
    """The map as JSON, which carries all of it."""
    return Written(to_json(map))
