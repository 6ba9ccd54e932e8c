"""The argument framework that a map instantiates, for solvers: apx, tgf, and the form of ICCMA 2023.

Arguments have the same numbers in all three. Formats with comments describe each argument in one. A map with
more than 10,000 arguments raises `TooManyArguments`.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.evaluate.framework import Framework, framework
from argmap.losses import Loss
from argmap.model import Map
from argmap.wording import shown
from argmap.writers.losses import not_carried
from argmap.writers.output import Written


def to_apx(map: Map) -> Written:
    """The framework as facts of a logic program, `arg(a1).` and `att(a1,a2).`"""
    found = framework(map)
    lines = [f"% {line}" for line in _described(found)]
    lines += [f"arg(a{argument.number})." for argument in found.arguments]
    lines += [f"att(a{one},a{other})." for one, other in found.attacks]
    return _written(map, "apx", lines)


def to_tgf(map: Map) -> Written:
    """The framework in the Trivial Graph Format: the arguments, `#`, the attacks."""
    found = framework(map)
    lines = [str(argument.number) for argument in found.arguments]
    lines += ["#", *(f"{one} {other}" for one, other in found.attacks)]
    return _written(map, "tgf", lines)


def to_iccma(map: Map) -> Written:
    """The framework in the form of ICCMA 2023: `p af N`, then the attacks."""
    found = framework(map)
    lines = [f"p af {len(found.arguments)}", *(f"# {line}" for line in _described(found))]
    lines += [f"{one} {other}" for one, other in found.attacks]
    return _written(map, "iccma", lines)


def _written(map: Map, format: str, lines: list[str]) -> Written:
    texts = [Loss("texts", s.text, s.span) for s in map.statements]
    return Written("\n".join(lines) + "\n", (*texts, *not_carried(map, format)))


def _described(found: Framework) -> Iterator[str]:
    """Describes each argument: its statement, or its sub-arguments and its conclusion."""
    for argument in found.arguments:
        sign, key = argument.conclusion
        said = key if sign == "for" else f"against {key}"
        if argument.rule is not None:
            made = ", ".join(str(n) for n in argument.subs)
            # What no argument of the map leads to is contradicted, given under conditions, or only supposed.
            other = "contradicted" if sign == "against" else "given" if made else "supposed"
            step = argument.rule.id or other
            said = f"{step} from {made}: {said}" if made else f"{step}: {said}"
        yield f"{argument.number}: {shown(said)}"
