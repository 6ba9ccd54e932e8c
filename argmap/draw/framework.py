"""The layout `framework`: the abstract argumentation graph of a map, arguments as circles, attacks as
arrows (Dung 1995), with a key that says which argument each circle is.
"""

from __future__ import annotations

from attrs import evolve

from argmap.draw.errors import Tangled
from argmap.draw.freeman import freeman
from argmap.draw.setup import Drawn, Setup
from argmap.draw.view import View
from argmap.evaluate.framework import Framework, Inferred, TooManyArguments
from argmap.evaluate.framework import framework as framework_of
from argmap.evaluate.semantics import evaluate
from argmap.model import Argument, Map, Statement
from argmap.wording import listed

MOST = 500
"""How many arguments are drawn at most."""


def framework(view: View, setup: Setup) -> Drawn:
    """Draws the framework of a view.

    Raises `Tangled` where it has too many arguments, `ValueError` where statuses under other semantics are asked for,
    `LayoutError` where `dot` is needed and can't be run.
    """
    try:
        found = framework_of(view.map, MOST)
    except TooManyArguments:
        raise Tangled(f"the map makes more than {MOST} arguments, too many") from None
    seen = _as_view(found, view)
    if view.statuses:
        if setup.options.status is not True:
            raise ValueError(
                "the layout framework shows the statuses that arguments have under grounded semantics"
            )
        # Attacks as rebuttals: what stands of the statements stands of the arguments.
        seen = evolve(seen, statuses=evaluate(seen.map).statuses)
    drawn = freeman(seen, setup, plain=True)
    if view.highlight:
        starts = [
            f"A{a.number}"
            for a in found.arguments
            if a.conclusion in {("for", key) for key in setup.options.highlight}
        ]
        drawn = evolve(drawn, highlight=_onward(found, starts))
    held = {a.conclusion[1] for a in found.arguments if a.conclusion[0] == "for"}
    used = {p for a in found.arguments if a.rule is not None for p in a.rule.premises}
    gone = [
        view.numbers[s.id]
        for s in view.map.statements
        if s.kind != "question" and not (held | used).intersection(view.map.restated(s.id))
    ]
    if not gone:
        return drawn
    shown = listed(gone) if len(gone) < 12 else f"{', '.join(gone[:10])} and {len(gone) - 10} more"
    sentence = f"No argument can be made for {shown}, and so there is no circle for them."
    return evolve(drawn, left_out=(*drawn.left_out, sentence))


def _onward(found: Framework, starts: list[str]) -> frozenset[str]:
    """The names of the arguments, and of the attacks, that lead on from some arguments: to those made of them and to those
    that they attack.
    """
    names = {a.number: f"A{a.number}" for a in found.arguments}
    further: dict[str, list[str]] = {}
    for argument in found.arguments:
        for sub in argument.subs:
            further.setdefault(names[sub], []).append(names[argument.number])
    for n, (one, other) in enumerate(found.attacks, 1):
        further.setdefault(names[one], []).append(f"attack-{n}")
        further[f"attack-{n}"] = [names[other]]
    reached = dict.fromkeys(starts)
    waiting = list(reached)
    for name in waiting:
        for other_name in further.get(name, ()):
            if other_name not in reached:
                reached[other_name] = None
                waiting.append(other_name)
    return frozenset(reached)


def _as_view(found: Framework, view: View) -> View:
    """The framework as a map: a statement for each argument, an objection for each attack."""
    names = {a.number: f"A{a.number}" for a in found.arguments}
    statements = [
        Statement(_text(a, view, names), "premise", id=names[a.number]) for a in found.arguments
    ]
    attacks = [
        Argument((names[one],), names[other], "rebuts", id=f"attack-{n}")
        for n, (one, other) in enumerate(found.attacks, 1)
    ]
    map = Map(statements, attacks, title=view.map.title, attributes=view.map.attributes)
    return View(map, {name: name for name in names.values()})


def _text(argument: Inferred, view: View, names: dict[int, str]) -> str:
    """What an argument says: from which arguments, and what follows."""
    sign, key = argument.conclusion
    said = view.map[key].text if key in view.map else ""
    if not argument.subs:
        return said
    begun = f"From {listed([names[n] for n in argument.subs])}: "
    if sign == "for":
        return begun + said
    if said:
        return f"{begun}against “{said}”"
    attacked = view.map.argument(key)
    steps = listed([view.numbers[p] for p in attacked.premises])
    goal = view.numbers.get(attacked.target, "another step")
    return f"{begun}against the step from {steps} to {goal}"
