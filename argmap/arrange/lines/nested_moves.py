"""Lines that are only written nested, under the statement that they are about."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.arrange.lines.closing import forgoes_exception, last_left, settled
from argmap.arrange.lines.line import Line
from argmap.arrange.lines.state import Open, State
from argmap.arrange.lines.writing import counted, open_line, say


def argument(at: State) -> Iterator[State]:
    """`because`, `but` or `although`, which begin the next argument."""
    a, level = at.argument(), at.level
    left = settled(at)
    if a is None or left is None or at.attacked(level.inference):
        return
    if level.last is not None and at.attacked(level.last.argument):
        return
    supports = a.role == "supports"
    connective = "because" if supports else "although" if a.conceded else "but"
    level = left.level._replace(last=Open.of(a), inference=a, before=connective)
    kind = "premise" if supports else "rebuttal"
    arguments = at.said.arguments + 1
    yield from say(left, level, connective, a.premises[0], kind, a, arguments=arguments)


def part_declared(at: State) -> Iterator[State]:
    """`including` or `or` for a part that is declared next."""
    return _part(at, declares=True)


def part_referred(at: State) -> Iterator[State]:
    """`including` or `or` for a part that is declared elsewhere."""
    return _part(at, declares=False)


def _part(at: State, declares: bool) -> Iterator[State]:
    """`including`, or `or` for an alternative to the part above."""
    parts, said = at.lookup.parts, at.said
    if said.parts == len(parts) or parts[said.parts].whole != at.subject:
        return
    part = parts[said.parts]
    if at.declarable(part.part) != declares:
        return
    alternative = part.alternative_to is not None
    if alternative and not (
        at.level.before in ("including", "or") and at.level.including == part.alternative_to
    ):
        return
    connective = "or" if alternative else "including"
    kind = at.kind(part.whole)
    for left in [at] if alternative else last_left(at):
        level = left.level._replace(before=connective, including=part.alternative_to or part.part)
        yield from say(left, level, connective, part.part, kind, parts=said.parts + 1)


def verb(at: State) -> Iterator[State]:
    """`contradicts`, `outweighs`, `restates`."""
    subject = at.subject
    if subject is None:
        return
    for connective, one, other in at.pairs():
        if one == subject:
            for left in last_left(at):
                inner = left.level._replace(before="verb")
                yield from say(
                    left, inner, connective, other, "claim", None, False, **counted(at, connective)
                )


def condition(at: State) -> Iterator[State]:
    """`provided`."""
    entries, next = at.lookup.conditions, at.said.conditions
    if next < len(entries) and entries[next].statement == at.subject:
        for left in last_left(at):
            level = left.level._replace(before="provided")
            yield from say(
                left, level, "provided", entries[next].provided, "claim", conditions=next + 1
            )


def answer(at: State) -> Iterator[State]:
    """`answer`."""
    entries, next = at.lookup.answers, at.said.answers
    if next < len(entries) and entries[next].question == at.subject:
        for left in last_left(at):
            level = left.level._replace(before="answer")
            yield from say(left, level, "answer", entries[next].answer, "claim", answers=next + 1)


def explanation(at: State) -> Iterator[State]:
    """`explained by`."""
    entries, next = at.lookup.explanations, at.said.explanations
    if next == len(entries) or entries[next].explained != at.subject:
        return
    left = settled(at)
    last = at.level.last
    if left is None or (last is not None and forgoes_exception(at, last)):
        return
    first, *rest = entries[next].explaining
    level = left.level._replace(last=None, before="explained", explaining=tuple(rest))
    yield from say(left, level, "explained by", first, "claim", explanations=next + 1)


def another_explaining(at: State) -> Iterator[State]:
    """`and`, for what explains beside the line above: what is declared next, or has lines nested under it."""
    level = at.level
    if not level.explaining:
        return
    first, *rest = level.explaining
    s = at.statement()
    if (s is not None and s.id in level.explaining) or any(
        subject in level.explaining for subject in at.subjects()
    ):
        yield from say(at, level._replace(explaining=tuple(rest)), "and", first, "claim")


def independence(at: State) -> Iterator[State]:
    """`regardless of`."""
    claims, next = at.lookup.independences, at.said.independences
    if next == len(claims):
        return
    claim = claims[next]
    if claim.statement != at.subject or claim.of not in at.lookup.labelled:
        return
    for left in last_left(at):
        level = left.level._replace(before="regardless")
        yield open_line(left, level, Line("regardless of", claim.of), independences=next + 1)


def independence_leads_on(at: State) -> bool:
    """Whether the line after would be nested under the next `regardless of`."""
    claims, next = at.lookup.independences, at.said.independences
    return next < len(claims) and claims[next].of in at.subjects()
