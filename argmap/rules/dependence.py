"""A statement is said to hold regardless of something that it does hang on, or it does not hold at all.

## Why

`regardless of` claims that a statement is held whatever becomes of another. The map is evaluated twice: once with
that other statement assumed, once with it rejected. If the statement is in both times, the claim holds, and nothing
is said. Otherwise the way from the one to the other is shown: the reason, the condition or the answer to an
objection without which the statement is out; or it is said that the statement is not held in any case.

## How

As `argmap evaluate` does it with `--assume` and `--reject`, under grounded semantics. What a speaker says is
decided for those who believe that speaker. In large maps with many such claims, so many are decided as a few
seconds allow, and one message tells how many are not. That nothing leads from the one statement to the other is
said by `idle-independence`.

## Example

```arg
recommendation talk: The presidents should talk.
  because calm: Talks calm both armies.
    because line: Each side learns what the other plans.
  regardless of line
```

## Instead

```arg
recommendation talk: The presidents should talk.
  because calm: Talks calm both armies.
    because line: Each side learns what the other plans.
  because cheap: Talks cost nothing.
  regardless of line
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from argmap.diagnostics import Diagnostic, Related
from argmap.rules.context import Context, Place

if TYPE_CHECKING:
    from argmap.evaluate.independence import Independence, Link

_MOST = 1000  # related places of one diagnostic
_IN_FULL = 100  # diagnostics that show their whole way; more of them show where it begins
_SHOWN = 6  # links that a message names

_STATUS = {True: "in", False: "out", None: "undecided"}


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each claim of independence that the evaluation refutes."""
    said = 0
    left: list[Independence] = []
    for found in context.independences:
        if found.statement == found.of:
            message = f"{context.name(found.of)} can't be held regardless of itself"
            yield _report(context, found, message, "name another statement")
        elif not found.decided:
            left.append(found)
        elif not found.held:
            said += 1
            yield _refuted(context, found, _MOST if said <= _IN_FULL else _SHOWN)
    if left:
        first, more = left[0], len(left) - 1
        others = f", and {more} more of these lines were not" if more else ""
        yield _report(
            context,
            first,
            f"whether {context.name(first.statement)} is held regardless of {context.name(first.of)} was not decided{others}: "
            "the map is too large for so many",
            "ask of each by `argmap evaluate`, with `--assume` and with `--reject`",
        )


def _report(
    context: Context, found: Independence, message: str, help: str, related: Sequence[Related] = ()
) -> Diagnostic:
    span = context.place("independence", found.statement, found.of, or_else=found.statement)
    return context.report("dependence", message, span, help, related=related)


def _refuted(context: Context, found: Independence, most: int) -> Diagnostic:
    name, of = context.name(found.statement), context.name(found.of)
    if not found.way:
        values = _STATUS[found.assumed], _STATUS[found.rejected]
        is_so = (
            f"{values[0]} in either case"
            if values[0] == values[1]
            else f"{values[0]} if that is so, {values[1]} if it is not"
        )
        apart = "" if found.connected else f"; and nothing leads to it from {of}"
        message = f"{name} is not held whatever becomes of {of}: it is {is_so} ({found.why}){apart}"
        return _report(context, found, message, "drop this line, or see to it that it stands")
    positive = found.assumed is True
    if positive:
        start = f"{name} is {_STATUS[found.rejected]} without {of}"
        help = f"drop this line, or give {name} what it needs beside {of}"
    else:
        start = f"{name} is {_STATUS[found.assumed]} if {of} holds"
        help = f"drop this line, or answer what speaks against {name}"
    words = [_words(context, link) for link in found.way]
    if len(words) > _SHOWN:
        words = [*words[: _SHOWN - 1], "…", words[-1]]
    way = f"{context.name(found.way[0].below)} {', which '.join(words)}".replace(
        ", which …, which ", ", …, which "
    )
    related = [_line(context, link) for link in found.way[:most]]
    return _report(context, found, f"{start}: {way}", help, related)


_OTHER = {"provided": "is a condition of", "contradicts": "contradicts", "restates": "restates"}
_NOUNS = {
    "supports": "step to",
    "rebuts": "rebuttal of",
    "undercuts": "undercut of",
    "challenges": "challenge of",
}


def _words(context: Context, link: Link) -> str:
    """What a statement does to the next, as `supports …`."""
    name = context.name(link.above)
    if not link.steps:
        return f"{_OTHER.get(link.relation, link.relation)} {name}"
    roles = [context.map.argument(step).role for step in link.steps]
    aims = "".join(f"the {_NOUNS[role]} " for role in roles[1:])
    return f"{roles[0]} {aims}{name}"


def _line(context: Context, link: Link) -> Related:
    message = f"{context.name(link.below)} {_words(context, link)}"
    if link.steps:
        return context.related_thing(message, link.steps[0])
    places: dict[str, tuple[Place, ...]] = {
        "contradicts": _either("contradiction", link),
        "restates": _either("restatement", link),
        "provided": (("condition", link.above, link.below),),
    }
    place = next((p for p in places.get(link.relation, ()) if p in context.places), ())
    return context.related(message, context.place(*place, or_else=link.below))


def _either(what: str, link: Link) -> tuple[Place, ...]:
    return (what, link.below, link.above), (what, link.above, link.below)
