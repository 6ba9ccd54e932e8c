"""Maps of all shapes, by seed, for what must hold of every figure.

One of two is made by `tests.shapes`: trees, chains, combs, tangles and circles, with sections, parts and
undercuts as they come. The others are grown from what is said about statements: wide fans, chains, linked groups
of up to five, warrants, attacks on steps and on those attacks, replies to replies, parts with alternatives, shared
premises, attacks in a circle, sections within sections.
"""

from __future__ import annotations

import random
from functools import cache

from attrs import define, field

from argmap import Argument, ArgumentMap, Part, Section, Statement
from tests.shapes import sentence, shaped
from tests.words import worded

GROWTHS = ("fan", "chain", "linked", "duel", "doubts", "parts", "warrant", "mixed")


@cache
def generated(seed: int) -> ArgumentMap:
    """A map; the same seed gives the same."""
    if seed % 2:
        return shaped(seed)
    made = _Grower(random.Random(seed)).map(seed)
    return worded(made, seed, sentence) if seed % 4 else made


@define
class _Grower:
    random: random.Random
    statements: list[Statement] = field(factory=list)
    arguments: list[Argument] = field(factory=list)
    parts: list[Part] = field(factory=list)
    section: str | None = None

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def map(self, seed: int) -> ArgumentMap:
        count = self.random.choice((0, 0, 0, 2, 3, 4))
        sections: list[Section] = []
        for n in range(count):
            parent = f"sec{n - 1}" if n and self.chance(0.3) else None
            sections.append(Section(sentence(self.random)[:40], f"sec{n}", parent))
        for n in range(count or self.random.choice((1, 1, 1, 2, 3))):
            self.section = f"sec{n}" if count else None
            self.grow(self.add("claim"), self.random.choice((1, 2, 2, 3)))
        self.tangle(self.random.choice(("", "", "", "shared", "shared", "circle", "linked")))
        return ArgumentMap(
            self.statements,
            self.arguments,
            title=f"Grown {seed}",
            sections=sections,
            parts=self.parts,
        )

    def add(self, kind: str) -> Statement:
        made = Statement(
            sentence(self.random), kind, f"s{len(self.statements)}", section=self.section
        )
        self.statements.append(made)
        return made

    def argue(self, target: object, role: str, premises: int = 1) -> list[Statement]:
        kind = "premise" if role == "supports" else "rebuttal"
        group = [self.add(kind) for _ in range(premises)]
        scheme = self.random.choice((None, None, None, "expert-opinion", "analogy"))
        self.arguments.append(
            Argument(
                group,
                target,
                role,
                scheme=scheme if role == "supports" else None,
                conceded=role == "rebuts" and self.chance(0.2),
            )
        )
        return group

    def grow(self, target: Statement, depth: int) -> None:
        """What bears on a statement."""
        if depth == 0 or len(self.statements) > 45:
            return
        kind = self.random.choice(GROWTHS)
        grown: list[Statement] = []
        if kind == "fan":
            for _ in range(self.random.randint(5, 15)):
                grown += self.argue(target, self.random.choice(("supports", "supports", "rebuts")))
            grown = self.random.sample(grown, 2)
        elif kind == "chain":
            at = target
            for _ in range(self.random.randint(3, 8)):
                (at,) = self.argue(at, "supports")
                grown = [at]
        elif kind == "linked":
            for _ in range(self.random.choice((1, 1, 2, 3))):
                role = self.random.choice(("supports", "supports", "rebuts"))
                grown += self.argue(target, role, self.random.randint(2, 5))
        elif kind == "duel":
            at = target
            for _ in range(self.random.randint(2, 5)):
                (at,) = self.argue(at, "rebuts")
                grown.append(at)
        elif kind == "doubts":
            self.argue(target, "supports", self.random.randint(1, 3))
            for _ in range(self.random.randint(1, 4)):
                doubted = self.arguments[-1] if self.chance(0.6) else self.arguments[0]
                grown += self.argue(doubted, "undercuts", self.random.choice((1, 1, 2)))
        elif kind == "parts":
            first = None
            for _ in range(self.random.randint(2, 5)):
                part = self.add("recommendation")
                instead = first if self.chance(0.3) else None
                self.parts.append(Part(target, part, instead))
                first = first if instead else part
                grown.append(part)
        elif kind == "warrant":
            premises = [self.add("premise") for _ in range(self.random.randint(1, 2))]
            warrant = self.add("premise")
            self.arguments.append(Argument(premises, target, "supports", warrant=warrant))
            grown = [*premises, warrant]
        else:
            for role in self.random.choices(("supports", "rebuts", "supports"), k=3):
                grown += self.argue(target, role, self.random.choice((1, 1, 2)))
        for one in grown:
            if self.chance(0.5):
                self.grow(one, depth - 1)

    def tangle(self, how: str) -> None:
        """Further uses of what is there."""
        some = self.statements
        if not how or len(some) < 4:
            return
        for _ in range(self.random.choice((1, 1, 2, 4))):
            one, other, third = self.random.sample(some, 3)
            if how == "shared":
                role = self.random.choice(("supports", "rebuts"))
                self.arguments.append(Argument([one], other, role))
            elif how == "linked":
                self.arguments.append(Argument([one, other], third, "supports"))
            else:
                self.arguments.append(Argument([one], other, "rebuts"))
                self.arguments.append(Argument([other], one, "rebuts"))
