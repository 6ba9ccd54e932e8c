"""The argument framework that a map instantiates, for solvers: apx, tgf, and the form of ICCMA 2023.

Arguments have the same numbers in all three. In those that have comments, each says what it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.draw.typeset import shown
from argmap.evaluate.framework import Framework, framework
from argmap.model import Map


def to_framework(of: Map, format: str) -> str:
    """The framework in one of the formats; `TooManyArguments` where the map has more than 10,000."""
    found = framework(of)
    numbers = [a.number for a in found.arguments]
    if format == "tgf":
        lines = [*map(str, numbers), "#", *(f"{one} {other}" for one, other in found.attacks)]
    elif format == "iccma":
        lines = [f"p af {len(numbers)}", *(f"# {line}" for line in _told(found))]
        lines += [f"{one} {other}" for one, other in found.attacks]
    else:
        lines = [f"% {line}" for line in _told(found)]
        lines += [f"arg(a{number})." for number in numbers]
        lines += [f"att(a{one},a{other})." for one, other in found.attacks]
    return "\n".join(lines) + "\n"


def _told(found: Framework) -> Iterator[str]:
    """What each argument is: a statement, or what it is made from and what it leads to."""
    for argument in found.arguments:
        sign, key = argument.conclusion
        said = key if sign == "for" else f"against {key}"
        if argument.rule is not None:
            made = ", ".join(str(n) for n in argument.subs)
            said = f"{argument.rule.id} from {made}: {said}"
        yield f"{argument.number}: {shown(said)}"
