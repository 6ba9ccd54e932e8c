"""Maps of any size for measuring: as people write them, made by a fixed rule."""

from __future__ import annotations

import random

from tests.kinds import slow

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


@slow
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


@slow
def chain(size: int) -> str:
    """Each statement supports the next."""
    steps = (f"claim s{n}: Thing {n} is so.\n  because s{n + 1}\n" for n in range(size - 1))
    return "".join(steps) + f"premise s{size - 1}: Thing {size - 1} is so.\n"


@slow
def comb(size: int) -> str:
    """All statements support one."""
    teeth = (f"  because s{n}: Thing {n} is so.\n" for n in range(1, size))
    return "claim s0: Thing 0 is so.\n" + "".join(teeth)


@slow
def flat(size: int) -> str:
    """No statement has anything to do with another."""
    return "".join(f"premise s{n}: Thing {n} is so.\n" for n in range(size))


@slow
def circles(size: int) -> str:
    """Circles of ten statements."""
    return "".join(
        f"claim s{n}: Thing {n} is so.\n  because s{n + 1 if n % 10 < 9 else n - 9}\n"
        for n in range(size - size % 10)
    )


@slow
def quoting(quotations: int, size: int = 1_000_000) -> tuple[str, str]:
    """A source of about that many characters, and a map that quotes it; every tenth time wrongly."""
    rng = random.Random(11)
    words = " ".join(sentence(rng) for _ in range(size // 55)).split()
    lines = ["map: Quotations", "  source: source.txt", "claim s: All is so."]
    for n in range(quotations):
        at = rng.randrange(len(words) - 20)
        quoted = words[at : at + rng.randint(8, 20)]
        if n % 10 == 0:
            quoted[4] = "otherwise"
        lines += [f"  because p{n}: Thing {n} is so.", f"    > {' '.join(quoted)}"]
    return "\n".join(lines) + "\n", " ".join(words) + "\n"
