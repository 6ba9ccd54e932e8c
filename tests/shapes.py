"""Maps of all shapes, made from a seed: trees, chains, combs, tangles, circles, sections, parts."""

from __future__ import annotations

import random

from argmap import Argument, ArgumentMap, Part, Preference, Section, Statement
from tests.kinds import slow
from tests.words import worded

WORDS = (
    "the allies would agree that a pledge of membership must be kept or changed before any summit "
    "and no state may wait for ever Donaudampfschifffahrtsgesellschaft in so far as it is possible"
).split()


def sentence(rng: random.Random) -> str:
    words = [rng.choice(WORDS) for _ in range(rng.choice((1, 3, 6, 9, 14, 30)))]
    return " ".join(words).capitalize() + "."


@slow
def shaped(seed: int) -> ArgumentMap:
    """A map; the same seed gives the same."""
    rng = random.Random(seed)
    size = rng.choice((1, 2, 3, 5, 8, 13, 20, 30, 45))
    style = rng.choice(("tree", "chain", "comb", "tangle", "circle"))
    sections = [
        Section(
            f"Section {n} {sentence(rng)}"[:60],
            f"sec{n}",
            f"sec{rng.randrange(n)}" if n and rng.random() < 0.4 else None,
        )
        for n in range(rng.choice((0, 0, 0, 2, 4)))
    ]
    statements = []
    for n in range(size):
        kind = rng.choice(("claim", "premise", "premise", "recommendation", "rebuttal"))
        attributes: dict[str, object] = {}
        if rng.random() < 0.15:
            attributes["qualifier"] = "most likely"
        if rng.random() < 0.05:
            attributes["type"] = "background"
        statements.append(
            Statement(
                sentence(rng),
                kind,
                f"s{n}",
                unstated=rng.random() < 0.1,
                section=rng.choice(sections).label if sections and rng.random() < 0.8 else None,
                speakers="Somebody" if rng.random() < 0.1 else (),
                attributes=attributes,
            )
        )
    arguments: list[Argument] = []
    free = list(range(1, size))
    while free:
        members = [free.pop(0)]
        while free and rng.random() < 0.25:
            members.append(free.pop(0))
        first = members[0]
        near = first - 1 if style == "chain" else 0 if style == "comb" else rng.randrange(first)
        role = rng.choice(("supports", "supports", "supports", "rebuts", "undercuts"))
        target: object = statements[near]
        if role == "undercuts":
            if not arguments:
                role = "supports"
            else:
                target = rng.choice(arguments)
        arguments.append(
            Argument(
                [statements[m] for m in members],
                target,
                role,
                conceded=role == "rebuts" and rng.random() < 0.3,
                scheme="expert-opinion" if rng.random() < 0.1 else None,
                attributes={"qualifier": "presumably"} if rng.random() < 0.1 else {},
            )
        )
    extra = {"tangle": size // 3, "circle": 1 + size // 8}.get(style, 0)
    for _ in range(extra if size > 1 else 0):
        one, other = rng.sample(range(size), 2)
        role = rng.choice(("supports", "rebuts"))
        arguments.append(Argument([statements[one]], statements[other], role))
    parts = []
    if rng.random() < 0.3:
        whole = rng.randrange(size)
        for part in rng.sample(range(size), min(size, rng.randint(1, 5))):
            if part != whole:
                parts.append(Part(statements[whole], statements[part]))
    pairs = []
    if size > 2 and rng.random() < 0.3:
        pairs.append(tuple(rng.sample(statements, 2)))
    preferences = [Preference(*pairs[0])] if pairs and rng.random() < 0.5 else []
    made = ArgumentMap(
        statements,
        arguments,
        title=f"Shape {seed}",
        sections=sections,
        parts=parts,
        contradictions=pairs,
        preferences=preferences,
    )
    return worded(made, seed, sentence) if seed % 4 > 1 else made
