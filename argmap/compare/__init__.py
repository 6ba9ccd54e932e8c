"""What differs between two maps: two versions of one, or two analysts' readings of one text.

`alignment` matches their statements by `likeness`, as an `assignment`, and `table` writes that down; `relations` are
what is said of each, and `comparison` holds the result. `assessment` holds a map against a model. `union` makes one map of
two readings, `decisions` is the table of what they disagree on, and `facts` are what two versions of a map are held
against. `agreement` tells how far two or more maps agree on the
statements in `groups`, by `coefficients`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import fields

from argmap.compare.agreement import Agreement, Readers
from argmap.compare.alignment import Alignment, align
from argmap.compare.comparison import Changed, Comparison, Described, Reconnected, Reworded
from argmap.compare.groups import grouped, groups
from argmap.compare.relations import Relations, in_words, text_of_value
from argmap.evaluate.names import name
from argmap.evaluate.semantics import evaluate
from argmap.model import Map, Section, Statement
from argmap.quotations.library import Passages


def compare(
    one: Map,
    other: Map,
    alignment: Alignment | None = None,
    passages: tuple[Passages, Passages] | None = None,
) -> Comparison:
    """What differs between two maps, the first taken for the earlier, by an alignment of theirs or the one that is
    found; `passages` are the places of what the two quote, in their sources.
    """
    if alignment is None:
        alignment = align(one, other, passages=passages)
    matched = alignment.matched
    theirs = {key: match for match, key in matched.items()}
    mine_too = {pair.one: pair.other for pair in alignment.parts if pair.other in theirs}
    before = Relations(one, {**mine_too, **matched})
    after = Relations(
        other,
        {s.id: s.id for s in other.statements}
        | {
            p.other: matched[p.one]
            for p in alignment.parts
            if p.one in matched and p.other not in theirs
        },
    )
    statuses = evaluate(one).statuses, evaluate(other).statuses
    pairs = [(one[theirs[s.id]], s) for s in other.statements if s.id in theirs]
    described = [d for old, new in pairs for d in _described(one, old, other, new)]
    removed = [s.id for s in one.statements if s.id not in matched and s.id not in mine_too]
    parts = {pair.other for pair in alignment.parts}
    added = [s.id for s in other.statements if s.id not in theirs and s.id not in parts]
    return Comparison(
        one,
        other,
        alignment,
        tuple(added),
        tuple(removed),
        tuple(Reworded(new.id, old.text, new.text) for old, new in pairs if old.text != new.text),
        (*_of_map(one, other), *described),
        tuple(_reconnected(before, after)),
        tuple(
            Changed(new.id, was, now)
            for old, new in pairs
            if (was := statuses[0][old.id]) != (now := statuses[1][new.id])
        ),
        _moved([matched[s.id] for s in one.statements if s.id in matched], other),
        lambda: Readers((one, other), grouped(one, other, alignment), passages).agreement(
            ("one", "other")
        ),
    )


def agreement(
    maps: Sequence[Map],
    names: Sequence[str] | None = None,
    passages: Sequence[Passages] | None = None,
) -> Agreement:
    """How far two or more readers agree, whose `names` are, if none are given, their numbers; `passages` are the places
    of what they quote. Raises `ValueError` for fewer than two maps.
    """
    if len(maps) < 2:
        raise ValueError("agreement is between two maps at least")
    names = [str(n) for n in range(1, len(maps) + 1)] if names is None else names
    return Readers(maps, groups(maps, passages), passages).agreement(names)


def _reconnected(before: Relations, after: Relations) -> Iterator[Reconnected]:
    """What is said otherwise of each statement of the second map, in its order."""
    for key in dict.fromkeys(after.names[s.id] for s in after.map.statements):
        was, now = Counter(before.of.get(key, ())), Counter(after.of.get(key, ()))
        gone, new = (was - now).elements(), (now - was).elements()
        said = Reconnected(
            key,
            tuple(in_words(r, before.map, after.map) for r in gone),
            tuple(in_words(r, before.map, after.map) for r in new),
        )
        if said.gone or said.new:
            yield said


def _described(one: Map, old: Statement, other: Map, new: Statement) -> Iterator[Described]:
    """What is said otherwise of a statement beside its text."""
    was, now = _said(one, old), _said(other, new)
    for what in dict.fromkeys((*was, *now)):
        if was.get(what) != now.get(what):
            yield Described(new.id, what, was.get(what), now.get(what))


def _said(map: Map, thing: Statement | Section) -> dict[str, str]:
    """What is said of a statement or a section, beside its text or title."""
    said: dict[str, str] = {}
    for field in fields(type(thing)):
        value = getattr(thing, field.name)
        if field.name in ("text", "title", "id", "span", "attributes", "parent") or not value:
            continue
        if field.name == "section":
            said["section"] = _title(map, value)
        elif field.name == "within":
            said["within"] = name(map[value])
        elif field.name == "speakers":
            said["speaker"] = "; ".join(value)
        elif field.name == "quotations":
            said["quotation"] = " / ".join(f"“{quotation}”" for quotation in value)
        else:
            said[field.name] = "yes" if value is True else str(value)
    return said | {key: text_of_value(value) for key, value in thing.attributes.items()}


def _title(map: Map, key: str | None) -> str:
    """The titles that lead to a section."""
    titles: list[str] = []
    around = {section.id: section for section in map.sections}
    while key in around and len(titles) <= len(around):
        titles.insert(0, around[key].title)
        key = around[key].parent
    return " > ".join(titles)


def _of_map(one: Map, other: Map) -> Iterator[Described]:
    """What is said otherwise of the map as a whole and of its sections."""
    was, now = _whole(one), _whole(other)
    for what in dict.fromkeys((*was, *now)):
        if was.get(what) != now.get(what):
            yield Described("", what, was.get(what), now.get(what))


def _whole(map: Map) -> dict[str, str]:
    said = {"title": map.title} if map.title else {}
    said |= {key: text_of_value(value) for key, value in map.attributes.items()}
    said |= {f"use {imported.name}": imported.path for imported in map.imports}
    for section in map.sections:
        title = _title(map, section.id)
        said[f"section {title}"] = "there"
        said |= {f"section {title}: {what}": value for what, value in _said(map, section).items()}
    return said


def _moved(order: Sequence[str], other: Map) -> tuple[str, ...]:
    """The fewest statements that would have to be moved, so that those of both maps stand in one order."""
    place = {s.id: n for n, s in enumerate(other.statements)}
    # The longest rising run (Schensted 1961): for each length the statement that ends one lowest.
    ends: list[int] = []
    before: dict[int, int | None] = {}
    last: list[int] = []
    for key in order:
        at = place[key]
        n = bisect_left(ends, at)
        ends[n : n + 1] = [at]
        last[n : n + 1] = [at]
        before[at] = last[n - 1] if n else None
    kept = set()
    at_last: int | None = last[-1] if last else None
    while at_last is not None:
        kept.add(at_last)
        at_last = before[at_last]
    return tuple(key for key in order if place[key] not in kept)
