"""Maps of any size for measuring: as people write them, made by a fixed rule."""

from __future__ import annotations

import random

_WORDS = [
    "the",
    "allies",
    "would",
    "agree",
    "that",
    "a",
    "pledge",
    "of",
    "membership",
    "must",
    "be",
    "kept",
    "or",
    "changed",
    "before",
    "the",
    "next",
    "summit",
    "and",
    "no",
    "state",
    "may",
    "wait",
    "for",
    "ever",
    "and",
    "every",
    "promise",
    "has",
    "a",
    "price",
]


def sentence(rng: random.Random) -> str:
    words = [rng.choice(_WORDS) for _ in range(rng.randint(5, 14))]
    return " ".join(words).capitalize() + "."


def generated(statements: int, seed: int = 7) -> str:
    """An .arg text of that many statements: trees of about 15, some references and attributes."""
    rng = random.Random(seed)
    lines: list[str] = []
    made = 0
    while made < statements:
        made += 1
        first = made
        lines.append(f"claim s{made}: {sentence(rng)}")
        for _ in range(rng.randint(1, 4)):
            if made >= statements:
                break
            made += 1
            word = rng.choice(("because", "because", "because", "but"))
            lines.append(f"  {word} s{made}: {sentence(rng)}")
            if rng.random() < 0.3:
                lines.append(f"    at: p. {made}")
            for word in ("because", "and", "unless", "but")[: rng.randint(0, 4)]:
                if made >= statements:
                    break
                made += 1
                lines.append(f"    {word} s{made}: {sentence(rng)}")
        if first > 20 and rng.random() < 0.2:
            lines.append(f"  because s{rng.randint(1, first - 1)}")
        lines.append("")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(generated(int(sys.argv[1])))
