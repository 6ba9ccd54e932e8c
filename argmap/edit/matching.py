"""Two maps that say the same in another order: which statement, argument and section of one is which of the other.

What is alike by its words is told apart by what it is related to (colour refinement; Weisfeiler and Leman 1968), and
the result is looked at: the one map under the other's identifiers has to be the other, but for the order.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from argmap.model import Map
from argmap.model.references import MUTUAL, identified, related

_ROUNDS = 30


def matched(one: Map, other: Map) -> dict[str, str] | None:
    """The identifiers of one map, each with that of the same thing in the other; None where the maps differ in more
    than their order.
    """
    here, there = _colours(one), _colours(other)
    if sorted(here.values()) != sorted(there.values()):
        return None
    waiting: dict[int, list[str]] = defaultdict(list)
    for key, colour in there.items():
        waiting[colour].append(key)
    names = {key: waiting[colour].pop(0) for key, colour in here.items()}
    return names if _unordered(identified(one, names)) == _unordered(other) else None


def _unordered(map: Map) -> dict[str, Any]:
    """The map as plain data, every list of things sorted; so are the two sides of what is mutual."""
    data = map.to_dict()
    for name in ("contradictions", "restatements"):
        if name in data:
            data[name] = [sorted(pair) for pair in data[name]]
    for argument in data.get("arguments", ()):
        argument["premises"] = sorted(argument["premises"])
    for explanation in data.get("explanations", ()):
        explanation["explaining"] = sorted(explanation["explaining"])
    return {
        name: sorted(_texts(value)) if isinstance(value, list) else value
        for name, value in data.items()
    }


def _texts(values: list[Any]) -> list[str]:
    """Entries as texts, which can be sorted."""
    return [json.dumps(value, sort_keys=True) for value in values]


def _colours(map: Map) -> dict[str, int]:
    """A number for each thing of the map, the same for those that can't be told apart."""
    colours = _plain(map)
    joined = _joined(map)
    known = len(set(colours.values()))
    for _ in range(_ROUNDS):
        colours = {
            key: hash((colour, tuple(sorted((word, colours[k]) for word, k in joined[key]))))
            for key, colour in colours.items()
        }
        now = len(set(colours.values()))
        if now == known:
            break
        known = now
    return colours


def _plain(map: Map) -> dict[str, int]:
    """The colours of things by what they say of themselves."""
    data = map.to_dict()
    found: dict[str, int] = {}
    named = ("id", "section", "within", "parent", "premises", "target", "warrant", "premise_roles")
    for field in ("statements", "arguments", "sections"):
        for entry in data.get(field, ()):
            own = {k: v for k, v in entry.items() if k not in named}
            found[entry["id"]] = hash((field, json.dumps(own, sort_keys=True)))
    return found


def _joined(map: Map) -> dict[str, list[tuple[str, str]]]:
    """For each thing the things that it is related to, each with a word for how."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def join(word: str, one: str, other: str | None) -> None:
        if other is not None:
            found[one].append((word, other))
            found[other].append((f"{word} of", one))

    for s in map.statements:
        join("section", s.id, s.section)
        join("within", s.id, s.within)
    for section in map.sections:
        join("parent", section.id, section.parent)
    for a in map.arguments:
        join("target", a.id, a.target)
        join("warrant", a.id, a.warrant)
        for premise in a.premises:
            join(f"premise {a.premise_roles.get(premise)}", a.id, premise)
    for how, one, other in related(map):
        join(how, one, other)
        if how in MUTUAL:
            join(how, other, one)
    return found
