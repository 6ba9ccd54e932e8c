"""Maps with sources, schemes and imports."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from tests.bench.nasty.cases import Files, arg, case, filled


@case
def quotations(size: int) -> Files:
    rng = random.Random(7)
    source = filled(size // 2, (f"{rng.choice(_WORDS)} " for _ in itertools.count()))
    words = source.split()

    def lines() -> Iterator[str]:
        while True:
            at = rng.randrange(len(words) - 9)
            quoted = words[at : at + 8]
            quoted[4] = "otherwise"
            yield f"  because: S.\n    > {' '.join(quoted)}\n"

    head = "map: Q\n  source: source.txt\nclaim s: All is so.\n"
    return {"map.arg": filled(size // 2, lines(), head), "source.txt": source}


_WORDS = "the allies would agree that a pledge of membership must be kept or changed before".split()


@case
def quotation_gaps(size: int) -> Files:
    """A quotation with very many words left out, in a source that says the same over and over."""
    source = "a b " * (size // 8)
    quoted = " […] ".join(["a b"] * (size // 2 // 10))
    return {
        "map.arg": f"map: Q\n  source: source.txt\nclaim s: All.\n  > {quoted} c\n",
        "source.txt": source,
    }


@case
def quotation_repeats(size: int) -> Files:
    source = "a" * (size // 2)
    text = "map: Q\n  source: source.txt\nclaim s: All.\n"
    return {
        "map.arg": filled(size // 2, itertools.repeat(f"  > {'a' * 60}b\n\n"), text),
        "source.txt": source,
    }


@case
def quotation_letters(size: int) -> Files:
    rng = random.Random(8)
    source = " ".join(rng.choices("abc", k=size // 4))
    text = "map: Q\n  source: source.txt\nclaim s: All.\n"
    lines = (f"  > {' '.join(rng.choices('abc', k=40))}\n\n" for _ in itertools.count())
    return {"map.arg": filled(size // 2, lines, text), "source.txt": source}


@case
def quotation_long(size: int) -> Files:
    rng = random.Random(9)
    source = " ".join(rng.choices(_WORDS, k=size // 14))
    quoted = source.replace("pledge", "hedge").replace("must", "may")
    text = f"map: Q\n  source: source.txt\nclaim s: All.\n  > {quoted}\n"
    return {"map.arg": text, "source.txt": source}


@case
def quotation_of_sources(size: int) -> Files:
    """Quotations that each name a source of their own that is not there."""
    lines = (f"  because: S.\n    source: s{n}.txt\n    > w\n" for n in itertools.count())
    return arg(filled(size, lines, "claim c: C.\n"))


@case
def schemes(size: int) -> Files:
    names = itertools.cycle(
        ["expert-opinion", "expert-opinoin", "modus-ponens", "analogy", "x-unknown"]
    )
    return arg(filled(size, (f"  because: S.\n  by {name}\n" for name in names), "claim c: C.\n"))


@case
def scheme_roles(size: int) -> Files:
    roles = ", ".join(f"p{n}=role{n}" for n in range(size // 40))
    text = "".join(f"premise p{n}: S.\n" for n in range(size // 40))
    premises = "".join(f"  and p{n}\n" for n in range(1, size // 40))
    return arg(
        f"{text}claim c: C.\n  because p0\n{premises}  by expert-opinion\n    roles: {roles}\n"
    )


@case
def warrants(size: int) -> Files:
    return arg(
        filled(size, itertools.repeat("  because: S.\n  by: W.\n    but: B.\n"), "claim c: C.\n")
    )


@case
def imports(size: int) -> Files:
    count = size // 60
    files = {f"m{n}.arg": "claim a: A.\n" for n in range(count)}
    first = "".join(f"use m{n}.arg as n{n}\n" for n in range(count)) + "claim c: C.\n"
    return {"map.arg": first + "".join(f"  because n{n}.a\n" for n in range(count)), **files}


@case
def import_diamonds(size: int) -> Files:
    """Each file imports the next twice: what is imported doubles with each."""
    depth = 16
    files = {
        f"m{n}.arg": f"use m{n + 1}.arg as a\nuse m{n + 1}.arg as b\nclaim c: C.\n"
        for n in range(depth)
    }
    return {"map.arg": "use m0.arg as a\nclaim c: C.\n", **files, f"m{depth}.arg": "claim c: C.\n"}


@case
def import_chain(size: int) -> Files:
    count = size // 70
    files = {
        f"m{n}.arg": f"use m{n + 1}.arg as a\nclaim c: C.\n  because a.c\n" for n in range(count)
    }
    return {"map.arg": "use m0.arg as a\nclaim c: C.\n", **files, f"m{count}.arg": "claim c: C.\n"}
