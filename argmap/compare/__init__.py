"""What differs between two maps: two versions of one, or two analysts' readings of one text.

`alignment` matches their statements, `relations` are what is said of each, `agreement` tells how far the
maps agree, and `comparison` holds the result.
"""

from __future__ import annotations

from argmap.compare.agreement import agreement
from argmap.compare.alignment import aligned
from argmap.compare.comparison import Changed, Comparison, Described, Reconnected, Reworded
from argmap.compare.relations import Relations, differences, in_words, text_of_value
from argmap.evaluate.semantics import evaluate
from argmap.model import Map, Statement


def compare(one: Map, other: Map) -> Comparison:
    """What differs between two maps, the first taken for the earlier."""
    matched = aligned(one, other)
    theirs = {key: match for match, key in matched.items()}
    before, after = (
        Relations(one, matched),
        Relations(other, {s.id: s.id for s in other.statements}),
    )
    statuses = evaluate(one).statuses, evaluate(other).statuses
    reworded, described, reconnected, changed = [], [], [], []
    for statement in other.statements:
        key = statement.id
        if key not in theirs:
            continue
        old = one[theirs[key]]
        if old.text != statement.text:
            reworded.append(Reworded(key, old.text, statement.text))
        was_said, is_said = _said(old), _said(statement)
        for what in dict.fromkeys((*was_said, *is_said)):
            if was_said.get(what) != is_said.get(what):
                described.append(Described(key, what, was_said.get(what), is_said.get(what)))
        gone, new = differences(before.of.get(key, ()), after.of.get(key, ()))
        if gone or new:
            reconnected.append(
                Reconnected(
                    key,
                    tuple(in_words(r, one, other) for r in gone),
                    tuple(in_words(r, one, other) for r in new),
                )
            )
        was, now = statuses[0][old.id], statuses[1][key]
        if was != now:
            changed.append(Changed(key, was, now))
    return Comparison(
        one,
        other,
        matched,
        tuple(s.id for s in other.statements if s.id not in theirs),
        tuple(s.id for s in one.statements if s.id not in matched),
        tuple(reworded),
        tuple(described),
        tuple(reconnected),
        tuple(changed),
        agreement(one, other, matched, before, after),
    )


def _said(statement: Statement) -> dict[str, str]:
    """What is said of a statement beside its text."""
    said: dict[str, str] = {"kind": statement.kind}
    if statement.label is not None:
        said["label"] = statement.label
    if statement.speaker is not None:
        said["speaker"] = statement.speaker
    if statement.unstated:
        said["unstated"] = "yes"
    if statement.open:
        said["open"] = "yes"
    return said | {name: text_of_value(value) for name, value in statement.attributes.items()}
