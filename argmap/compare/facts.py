"""What a map says, as a collection of facts that can be counted: what two versions of one make of it together.

A fact that both versions kept or both brought is one of theirs together, as is what only one of them brought; what one of
them took away is gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import blake2b

from argmap.model import Argument, Map
from argmap.model.references import MUTUAL, related

Fact = tuple[object, ...]


def facts(map: Map, names: Mapping[str, str]) -> Counter[Fact]:
    """The facts of a map, its statements known by other names."""
    return Counter(_said(map, names))


def together(base: Counter[Fact], one: Counter[Fact], other: Counter[Fact]) -> Counter[Fact]:
    """The facts of two versions of a base together."""
    found: Counter[Fact] = Counter()
    for fact in base | one | other:
        was, mine, theirs = base[fact], one[fact], other[fact]
        count = mine if mine == theirs else mine + theirs - was
        if count > 0:
            found[fact] = count
    return found


def _said(map: Map, names: Mapping[str, str]) -> Iterator[Fact]:
    titles = {section.id: section.title for section in map.sections}
    for s in map.statements:
        own = names[s.id]
        yield "statement", own, s.text
        yield own, "kind", s.kind
        yield own, "marks", s.unstated, s.open
        yield own, "speakers", s.speakers
        yield own, "place", titles.get(s.section or ""), names.get(s.within or "")
        yield from ((own, ">", quotation.text) for quotation in s.quotations)
        yield from ((own, name, value) for name, value in s.attributes.items())
    known: dict[str, str] = {}
    for argument in map.arguments:
        step = _step(map, argument, names, known)
        yield (step,)
        yield step, argument.scheme, argument.strict, argument.conceded, argument.speakers
        yield from ((step, "role", names[p], role) for p, role in argument.premise_roles.items())
        yield from ((step, name, value) for name, value in argument.attributes.items())
    for how, one, other in related(map):
        pair = names[one], names[other]
        yield how, *(sorted(pair) if how in MUTUAL else pair)
    for section in map.sections:
        yield "section", section.title, section.label, titles.get(section.parent or "")
        yield "section", section.title, section.speakers, tuple(section.attributes.items())
    yield "title", map.title
    yield from (("map", name, value) for name, value in map.attributes.items())
    yield from (("use", one.path, one.name) for one in map.imports)


def _step(map: Map, argument: Argument, names: Mapping[str, str], known: dict[str, str]) -> str:
    """What an argument is known by: what it does, by what, and to what; not nested, as steps that attack steps may be."""
    for one in reversed(map.aimed_through(argument)):
        if one.id not in known:
            target = names.get(one.target) or known.get(one.target, "")
            members = sorted(names[key] for key in one.premises)
            rule = names[one.warrant] if one.warrant is not None else None
            said = repr((one.role, members, rule, target))
            known[one.id] = blake2b(said.encode("utf-8", "surrogatepass")).hexdigest()
    return known[argument.id]
