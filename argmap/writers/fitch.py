"""Passages and relations in standard form: what stands under which supposition, and what is told in sentences."""

from __future__ import annotations

from typing import NamedTuple

from attrs import frozen

from argmap.draw.relations import restatements
from argmap.model import Map


@frozen
class Sentence:
    """Words of ours between the arguments. `{}` stands for the numbers of the statements."""

    words: str
    about: tuple[str, ...] = ()
    end: str = ""


class Told(NamedTuple):
    """Statements that follow another that they answer, explain or say again, with the words before them: `shorter` where
    nothing else follows those.
    """

    members: tuple[str, ...]
    opening: Sentence
    shorter: Sentence


def told(map: Map) -> dict[str, list[Told]]:
    """What is told of each statement besides arguments and parts."""
    found: dict[str, list[Told]] = {}

    def add(key: str, members: tuple[str, ...], long: str, short: str) -> None:
        opening, shorter = long.removesuffix(":"), short.removesuffix(":")
        end = ":" * long.endswith(":")
        made = Told(
            members, Sentence(opening, (key, *members), end), Sentence(shorter, (key,), ":")
        )
        found.setdefault(key, []).append(made)

    for question, members in map.answers_to.items():
        rivals = (
            "" if len(members) < 2 or map.takes_several(question) else ", of which one can be right"
        )
        short = f"Answers to {{}}{rivals}:" if len(members) > 1 else "An answer to {}:"
        add(question, members, f"{short} {_holes(members)}", short)
    for condition in map.conditions:
        short = "{} holds only provided:"
        add(condition.statement, (condition.provided,), "{} holds only provided {}:", short)
    for why in map.explanations:
        members = tuple(dict.fromkeys(why.explaining))
        add(
            why.explained,
            members,
            f"{{}} is explained by {_holes(members)}:",
            "{} is explained by:",
        )
    for one, other in restatements(map):
        add(one, (other,), "{} says the same as {}:", "{} says the same as:")
    return found


def _holes(members: tuple[str, ...]) -> str:
    return ", ".join(["{}"] * len(members))


class Passages:
    """Under which suppositions each statement stands, and in which order they are written."""

    def __init__(self, map: Map) -> None:
        self.map = map
        self.any = any(s.kind == "supposition" for s in map.statements)

    def around(self, key: str) -> tuple[str, ...]:
        """The suppositions under which a statement stands, the outermost first; its own for a supposition."""
        if not self.any or key not in self.map:
            return ()
        own = (key,) if self.map[key].kind == "supposition" else ()
        return (*own, *(s for s in self.map.around(key) if s in self.map and s != key))[::-1]

    def before(self, key: str, host: str) -> list[str]:
        """What is written before a statement, the outcome of a passage that is taken up for a host: what the
        passage takes from outside, and its supposition.
        """
        new = [s for s in self.around(key) if s not in self.around(host)]
        if not new:
            return []
        inside = [s.id for s in self.map.statements if new[0] in self.around(s.id)]
        outside = dict.fromkeys(
            member
            for statement in inside
            for argument in self.map.supporters(statement)
            for member in argument.members
            if new[0] not in self.around(member)
        )
        return [*outside, *new]
