"""A rebuttal of what the map is there to show is left without an answer.

## Why

Readers remember the objection that nobody met. An answer attacks the rebuttal (`but` under it), or the step from it
to the conclusion (`unless`, `however`), or weighs it (`outweighs`). If the rebuttal is granted and judged to be
outweighed, `although` says so. The rule looks at the roots of the map that have reasons, and at challenges
(`however`) to these reasons, too. An answer counts where it stands: one that falls to another objection, that
nobody asserts (it is open, or held only `provided` what nobody asserts), or that is only granted (`although`) leaves
the rebuttal as it was, and the message says why it does. What a speaker says is asserted.

## Example

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.
  but parking: The shops would lose their parking.
```

## Instead

```arg
recommendation lane: The council should build a cycle lane.
  because hurt: Eleven cyclists were hurt there last year.
  but parking: The shops would lose their parking.
    but foot: Most customers come on foot.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.diagnostics import Diagnostic
from argmap.model import Argument, Statement
from argmap.rules.context import Context
from argmap.rules.roots import own_roots

if TYPE_CHECKING:
    from argmap.evaluate.grounds import Attack


def check(context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for each objection to a supported root that nothing answers, or no answer that stands."""
    for root, argument in standing_objections(context):
        challenge = argument.role == "challenges"
        what = "challenge to a reason for" if challenge else "rebuttal of"
        name = context.name(root)
        if answered(context, argument):
            yield _without_effect(context, argument, f"this {what} {name}")
            continue
        granted = "or grant it, if it is outweighed, with `although` instead of `but`"
        yield context.report(
            "unanswered-rebuttal",
            f"nothing answers this {what} {name}",
            argument,
            "answer it, indented under it: `but: …`",
            *(() if challenge else (granted,)),
        )


def standing_objections(context: Context) -> Iterator[tuple[Statement, Argument]]:
    """The rebuttals of roots with reasons, and the challenges to these reasons, that nothing answers, or that stand
    although something does.
    """
    for root in own_roots(context):
        supporters = context.map.supporters(root)
        if not supporters or context.map.speakers_of(root):
            continue
        reasons = {context.wording(p) for a in supporters for p in a.premises}
        for argument in context.map.attackers(root):
            if not reasons.isdisjoint(map(context.wording, argument.premises)):
                continue  # `supports-and-attacks`
            if not argument.conceded and _open(context, root, argument):
                yield root, argument
        for argument in (a for step in supporters for a in context.map.attackers(step)):
            held = argument.role == "challenges" and not _nobody_holds(context, argument)
            if held and _open(context, root, argument):
                yield root, argument


def _open(context: Context, root: Statement, argument: Argument) -> bool:
    """Whether an objection has no answer, or none that keeps it from defeating the root."""
    if not answered(context, argument):
        # What attacks the reasons for an objection answers it, too, where it takes these away.
        argued = any(context.wording(p) in context.supported for p in argument.members)
        return not argued or context.defeated.isdisjoint(argument.members)
    if _plainly_answered(context, argument):
        return False
    return (
        context.reasons.value(root.id) is False
        and not given_up(context, root)
        and _defeats(context, root, argument)
        and all(_fails(context, answer) for answer in _answers(context, argument))
    )


def _plainly_answered(context: Context, argument: Argument) -> bool:
    """Whether an answer stands that nothing bears on, so that no evaluation is needed to see it."""
    map = context.map
    if map.preferences or map.conditions or map.restatements:
        return False
    answers = [*map.attackers(argument)]
    for premise in argument.members:
        if not any(step.strict for step in map.supporters(premise)):
            answers += map.attackers(premise)
    return any(
        not answer.conceded
        and not map.attackers(answer)
        and all(_is_plain(context, member) for member in answer.members)
        for answer in answers
    )


def _is_plain(context: Context, key: str) -> bool:
    """Whether the author asserts a statement, and nothing argues for or against it."""
    statement = context.map[key]
    aside = statement.open or context.map.reported(statement) or context.map.supporters(key)
    return not (aside or key in context.objected)


def given_up(context: Context, statement: Statement) -> bool:
    """Whether the map itself says that something weighs more than a statement."""
    return any(same in context.outweighed for same in context.map.restated(statement.id))


def _defeats(context: Context, root: Statement, argument: Argument) -> bool:
    if argument.aims_at_step:
        return bool(context.reasons.holds(argument.id))
    attacks = context.reasons.attacks(root.id)
    own = (a for a in attacks if a.argument is not None and a.argument.id == argument.id)
    return any(a.holds and not a.spared for a in own)


def _without_effect(context: Context, argument: Argument, what: str) -> Diagnostic:
    """A diagnostic on an objection that stands although something is held against it."""
    reasons = context.reasons
    answers = _answers(context, argument)
    granted = any(a.spared == "granted" for a in answers)
    said = [reasons.answered(a) for a in answers[:3]]
    if len(answers) > 3:
        said.append(f"and {len(answers) - 3} more")
    message = "; ".join(said) or "what outweighs a part of it does not bear on the step"
    return context.report(
        "unanswered-rebuttal",
        f"{what} stands, whatever answers it: {message}",
        argument,
        "answer it otherwise, indented under it: `but: …`, or answer what speaks against its answers",
        *(
            ["a reply is written with `but`: `although` grants it, and answers nothing"]
            if granted
            else []
        ),
        related=[
            context.related_thing(f"{context.name(key)} is out: {reasons.why(key)}", key)
            for key in dict.fromkeys(k for a in answers[:3] for k in _fallen(context, a))
        ],
    )


def _answers(context: Context, argument: Argument) -> list[Attack]:
    """What is held against an objection or one of its premises, but for what it is itself held against."""
    reasons = context.reasons
    found = [a for m in argument.members for a in reasons.attacks(m)]
    found += reasons.undercuts(reasons.map.argument(argument.id))
    return [a for a in found if a.argument is not None or a.members[0] != argument.target]


def _fails(context: Context, answer: Attack) -> bool:
    """Whether it is certain that an answer comes to nothing: it is granted or outweighed, it falls to what stands, or
    nobody holds it or what it rests on. What a speaker says may be held by readers, though the author does not.
    """
    if answer.spared:
        return True
    if answer.holds is not False:
        return False
    out = list(_fallen(context, answer))
    if any(key in context.defeated or key not in context.tenable for key in out):
        return True
    return answer.argument is not None and not out


def _fallen(context: Context, answer: Attack) -> Iterator[str]:
    """The statements for which an answer fails."""
    return (key for key in answer.members if context.reasons.value(key) is False)


def is_idle(context: Context, key: str) -> bool:
    """Whether a statement is open and nothing supports it."""
    return context.map[key].open and context.wording(key) not in context.supported


def _nobody_holds(context: Context, argument: Argument) -> bool:
    """Whether a premise of an argument is open and nothing supports it."""
    return any(is_idle(context, p) for p in argument.premises)


def answered(context: Context, argument: Argument) -> bool:
    """Whether something attacks an argument or one of its premises, or outweighs one of them."""
    map = context.map
    if map.attackers(argument):
        return True
    return any(
        same in context.outweighed
        or map.attackers(same)
        or any(rival != argument.target for rival in context.rivals(same))
        for premise in argument.premises
        if context.wording(premise) in context.objected
        for same in map.restated(premise)
    )
