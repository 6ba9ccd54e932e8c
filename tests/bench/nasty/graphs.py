"""Maps of odd shapes."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

from tests.bench.nasty.cases import Files, arg, case, filled


def _graph(size: int, word: Callable[[int, int], str], per: int = 16) -> str:
    """Every statement says something of every other."""
    count = max(2, int((size / per) ** 0.5))
    lines = [f"claim c{n}: S{n}." for n in range(count)]
    for n in range(count):
        lines.append(f"c{n}")
        lines += [f"  {word(n, m)} c{m}" for m in range(count) if m != n]
    return "\n".join(lines) + "\n"


@case
def complete(size: int) -> Files:
    return arg(_graph(size, lambda n, m: "because"))


@case
def ordered(size: int) -> Files:
    """Every statement rests on all that come after it."""
    count = int((size / 7.4) ** 0.5)
    lines = [f"claim c{n}: S{n}." for n in range(count)]
    for n in range(count):
        lines += [f"c{n}", *(f"  because c{m}" for m in range(n + 1, count))]
    return arg("\n".join(lines) + "\n")


@case
def attacks(size: int) -> Files:
    return arg(_graph(size, lambda n, m: "but", 12))


@case
def mixed(size: int) -> Files:
    return arg(_graph(size, lambda n, m: ("but", "because", "and")[(n + m) % 3], 13))


@case
def linked(size: int) -> Files:
    """Every statement rests on all others together."""
    return arg(_graph(size, lambda n, m: "because" if m == (n == 0) else "and", 10))


@case
def contradictions(size: int) -> Files:
    """Every statement contradicts every other."""
    count = int((size / 12) ** 0.5)
    lines = [f"claim c{n}: S." for n in range(count)]
    for n in range(count):
        lines += [f"c{n}", *(f"contradicts c{m}" for m in range(n))]
    return arg("\n".join(lines) + "\n")


@case
def preferences(size: int) -> Files:
    """Every statement attacks every other, and half of them are preferred."""
    count = int((size / 26) ** 0.5)
    lines = [f"claim c{n}: S." for n in range(count)]
    for n in range(count):
        lines += [f"c{n}", *(f"  but c{m}" for m in range(count) if m != n)]
        lines += [f"c{n}", *(f"outweighs c{m}" for m in range(n))]
    return arg("\n".join(lines) + "\n")


@case
def layers(size: int) -> Files:
    """Rows of ten, each statement resting on the whole row below."""
    lines = (
        f"claim c{row}_{n}: S.\n" + "".join(f"  because c{row + 1}_{m}\n" for m in range(10))
        for row in itertools.count()
        for n in range(10)
    )
    rows = size // 1800
    body = "".join(itertools.islice(lines, 10 * rows))
    return arg(body + "".join(f"premise c{rows}_{n}: S.\n" for n in range(10)))


@case
def sparse(size: int) -> Files:
    """Each of many statements rests on two others, taken at random."""
    rng, count = random.Random(3), size // 50
    lines = [f"claim c{n}: S{n}." for n in range(count)]
    for n in range(count):
        lines += [f"c{n}", *(f"  because c{m}" for m in rng.sample(range(count), 2) if m != n)]
    return arg("\n".join(lines) + "\n")


@case
def frames(size: int) -> Files:
    """Sections whose statements rest on those of others."""
    rng, count = random.Random(4), size // 60
    lines = []
    for n in range(count):
        if n % 8 == 0:
            lines.append(f"section t{n}: Part {n}")
        lines += [f"  claim c{n}: S{n}.", f"    because c{rng.randrange(count)}"]
        lines += [f"    but c{rng.randrange(count)}"] if n % 2 else []
    return arg("\n".join(lines) + "\n")


@case
def ring(size: int) -> Files:
    count = size // 24
    return arg("".join(f"claim c{n}: S.\n  because c{(n + 1) % count}\n" for n in range(count)))


@case
def rings(size: int) -> Files:
    count = size // 26
    return arg(
        "".join(
            f"claim c{n}: S.\n  because c{n + 1 if n % 3 < 2 else n - 2}\n" for n in range(count)
        )
    )


@case
def duels(size: int) -> Files:
    """Pairs that attack each other: twice as many preferred extensions with each."""
    return arg(
        filled(
            size,
            (
                f"claim a{n}: S.\n  but b{n}\nclaim b{n}: S.\n  but a{n}\n"
                for n in itertools.count()
            ),
        )
    )


@case
def odd_rings(size: int) -> Files:
    """Rings of three attacks, each joined to the next."""
    lines = (
        f"claim a{n}: S.\n  but b{n}\n  but a{n + 1}\nclaim b{n}: S.\n  but c{n}\nclaim c{n}: S.\n  but a{n}\n"
        for n in itertools.count()
    )
    text = filled(size - 60, lines)
    last = text.count("claim a")
    return arg(text + f"claim a{last}: S.\n")


@case
def star(size: int) -> Files:
    return arg(filled(size, itertools.repeat("  because: S.\n"), "claim c: C.\n"))


@case
def attacked(size: int) -> Files:
    return arg(filled(size, itertools.repeat("  but: S.\n"), "claim c: C.\n"))


@case
def joined(size: int) -> Files:
    """One argument of very many premises."""
    return arg(filled(size, itertools.repeat("  and: S.\n"), "claim c: C.\n  because: S.\n"))


@case
def chain(size: int) -> Files:
    count = size // 26
    lines = (f"claim c{n}: S.\n  because c{n + 1}\n" for n in range(count))
    return arg("".join(lines) + f"premise c{count}: S.\n")


@case
def deep(size: int) -> Files:
    """Each line nested under the one before."""
    lines = (" " * n + "because: S.\n" for n in range(1, size))
    return arg(filled(size, lines, "claim c: C.\n"))


@case
def deep_replies(size: int) -> Files:
    lines = (" " * n + "but: S.\n" for n in range(1, size))
    return arg(filled(size, lines, "claim c: C.\n"))


@case
def exceptions(size: int) -> Files:
    return arg(filled(size, itertools.repeat("  unless: S.\n"), "claim c: C.\n  because: P.\n"))


@case
def undercut_towers(size: int) -> Files:
    lines = ("  " * n + "unless: S.\n" for n in range(2, size))
    return arg(filled(size, lines, "claim c: C.\n  because: P.\n"))


@case
def loose(size: int) -> Files:
    """Statements that have nothing to do with each other."""
    return arg(filled(size, itertools.repeat("claim: S.\n")))


@case
def flat_chain(size: int) -> Files:
    return arg(filled(size, itertools.repeat("so: S.\n"), "premise: S.\n"))


@case
def parts(size: int) -> Files:
    lines = itertools.cycle(["  including: S.\n", "  or: S.\n", "  or: S.\n"])
    return arg(filled(size, lines, "recommendation r: R.\n"))


@case
def independences(size: int) -> Files:
    count = size // 45
    text = "".join(f"premise p{n}: S.\n" for n in range(count)) + "claim c: C.\n  because p0\n"
    return arg(text + "".join(f"  regardless of p{n}\n" for n in range(count)))


@case
def independent_ladder(size: int) -> Files:
    """Claims along a chain that are to hold whatever becomes of its end."""
    count = size // 45
    text = "".join(
        f"claim c{n}: S.\n  because c{n + 1}\n  regardless of c{count}\n" for n in range(count)
    )
    return arg(text + f"premise c{count}: S.\n")


@case
def sections(size: int) -> Files:
    return arg(filled(size, (f"section s{n}: T\n  claim: S.\n" for n in itertools.count())))


@case
def nested_sections(size: int) -> Files:
    lines = (" " * n + f"section s{n}: T\n" + " " * n + " claim: S.\n" for n in range(size))
    return arg(filled(size, lines))


@case
def cross_sections(size: int) -> Files:
    """A section a statement, each resting on the two next."""
    count = size // 60
    lines = (
        f"section s{n}: T\n  claim c{n}: S.\n    because c{(n * 7 + 1) % count}\n    but c{(n + 2) % count}\n"
        for n in range(count)
    )
    return arg("".join(lines))
