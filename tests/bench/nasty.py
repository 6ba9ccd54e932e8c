"""Inputs of at most 20 kB that are hard on some stage: what a stranger may send.

`CASES` names each: a function from a size in bytes to the files it is made of, by name, the first of which is read.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterable, Iterator

SIZE = 20_000
"""The bytes that an input has at most, with all that it imports and quotes."""

Files = dict[str, str]
Make = Callable[[int], Files]
CASES: dict[str, Make] = {}


def case(make: Make) -> Make:
    """Enters a function in the table."""
    CASES[make.__name__] = make
    return make


def filled(size: int, pieces: Iterable[str], start: str = "", end: str = "") -> str:
    """As many pieces as fit into so many bytes."""
    text, left = [start], size - len((start + end).encode())
    for piece in pieces:
        left -= len(piece.encode())
        if left < 0:
            break
        text.append(piece)
    return "".join([*text, end])


def arg(text: str) -> Files:
    return {"map.arg": text}


def foreign(ending: str, text: str) -> Files:
    return {f"map.{ending}": text}


# Graphs


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


# Words


@case
def alike(size: int) -> Files:
    """References that miss labels by a letter."""
    count = size // 120
    text = "".join(f"premise abcdefghijklmnopqrstuvwxyz{n:04}: S.\n" for n in range(count))
    return arg(
        text
        + "claim c: C.\n"
        + "".join(f"  because abcdefghijklmnopqrstuvwxy{n:04}\n" for n in range(count))
    )


@case
def misspelt_words(size: int) -> Files:
    return arg(filled(size, itertools.repeat("  becuase: S.\n"), "claim c: C.\n"))


@case
def misspelt_references(size: int) -> Files:
    """Few labels, and very many references to none of them."""
    text = "".join(f"premise label-number-{n:03}: S.\n" for n in range(100))
    return arg(
        filled(size, (f"  because lable-{n}\n" for n in itertools.count()), text + "claim c: C.\n")
    )


@case
def wrong_signs(size: int) -> Files:
    return arg(filled(size, itertools.repeat("  because; S.\n"), "claim c: C.\n"))


@case
def tabs(size: int) -> Files:
    return arg(filled(size, itertools.repeat("\tbecause: S.\n"), "claim c: C.\n"))


@case
def no_stops(size: int) -> Files:
    return arg(
        filled(size, (f"  because: Thing {n}\n" for n in itertools.count()), "claim c: C.\n")
    )


@case
def marks(size: int) -> Files:
    return arg("claim c: a" + "\u0301" * (size // 2 - 20) + "\n")


@case
def marks_mixed(size: int) -> Files:
    """Combining marks of two classes in turn, which normal form has to sort."""
    return arg("claim c: a" + "\u0301\u0323" * (size // 4 - 10) + "\n")


@case
def marks_in_label(size: int) -> Files:
    return arg("claim a" + "\u0323\u0301" * (size // 4 - 10) + ": S.\n")


@case
def marks_everywhere(size: int) -> Files:
    return arg(filled(size, itertools.repeat("  because: a\u0301\u0323\u0301.\n"), "claim c: C.\n"))


@case
def long_word(size: int) -> Files:
    return arg(f"claim c: {'a' * (size - 20)}\n")


@case
def long_text(size: int) -> Files:
    return arg(filled(size, itertools.repeat("word "), "claim c: Some "))


@case
def words_of_one_letter(size: int) -> Files:
    return arg(filled(size, itertools.repeat("a "), "claim c: A "))


@case
def long_texts(size: int) -> Files:
    rng = random.Random(5)
    letters = "abcdefghij"

    def lines() -> Iterator[str]:
        while True:
            words = ("".join(rng.choices(letters, k=rng.randint(1, 12))) for _ in range(40))
            yield f"  because: {' '.join(words)}.\n"

    return arg(filled(size, lines(), "claim c: C.\n"))


@case
def same_texts(size: int) -> Files:
    return arg(filled(size, itertools.repeat("premise: The one thing is the other.\n")))


@case
def arabic(size: int) -> Files:
    return arg(filled(size, itertools.repeat("هذا نص "), "claim c: "))


@case
def arabic_lines(size: int) -> Files:
    return arg(filled(size, itertools.repeat("  because: هذا نص (abc) 12.\n"), "claim c: C.\n"))


@case
def overrides(size: int) -> Files:
    return arg(filled(size, itertools.repeat("\u2067א(\u2066a["), "claim c: "))


@case
def brackets(size: int) -> Files:
    """Brackets of right-to-left texts, which are paired."""
    half = size // 2 - 20
    return arg("claim c: א" + "(" * half + ")" * half + "\n")


@case
def chinese(size: int) -> Files:
    return arg(filled(size, itertools.repeat("論證"), "claim c: "))


@case
def odd_characters(size: int) -> Files:
    """As many characters as possible that no font has, each another."""
    return arg(filled(size, (chr(0x12000 + n) for n in range(10_000)), "claim c: "))


@case
def emoji(size: int) -> Files:
    return arg(filled(size, itertools.repeat("👩\u200d👩\u200d👧"), "claim c: "))


@case
def blanks(size: int) -> Files:
    return arg("claim c:" + " " * (size - 20) + "x\n")


@case
def stops(size: int) -> Files:
    return arg(filled(size, itertools.repeat(". "), "claim c: A"))


@case
def thats(size: int) -> Files:
    return arg(filled(size, itertools.repeat("because "), "claim c: A "))


@case
def label_long(size: int) -> Files:
    half = size // 3
    return arg(f"claim {'a' * half}: S.\n  because {'a' * (half - 1)}\n")


@case
def continued(size: int) -> Files:
    return arg(filled(size, itertools.repeat("  | s\n"), "claim c: C\n"))


@case
def attributes(size: int) -> Files:
    return arg(filled(size, (f"  nam{n}: v\n" for n in itertools.count()), "claim c: C.\n"))


@case
def comments(size: int) -> Files:
    return arg(filled(size, itertools.repeat("  # c\n"), "claim c: C.\n"))


@case
def ignores(size: int) -> Files:
    return arg(
        filled(
            size,
            itertools.repeat("  # argmap: ignore missing-full-stop\n  because: S\n"),
            "claim c: C.\n",
        )
    )


@case
def garbage(size: int) -> Files:
    rng = random.Random(6)
    return arg("".join(rng.choices("abc :;|><#\n -(){}\"'*$", k=size)))


@case
def blank_lines(size: int) -> Files:
    return arg("claim c: C." + "\n" * (size - 20))


# Mathematics and markup

_INLINE = "map: M\n  markup: inline\n"


@case
def maths_long(size: int) -> Files:
    return arg(filled(size, itertools.repeat("x+"), _INLINE + "claim c: $", "x$\n"))


@case
def maths_nested(size: int) -> Files:
    half = size // 3 - 30
    return arg(_INLINE + "claim c: $" + "x^{" * half + "x" + "}" * (half // 2) + "$\n")


@case
def maths_braces(size: int) -> Files:
    half = size // 2 - 40
    return arg(_INLINE + "claim c: $" + "{" * half + "}" * half + "$\n")


@case
def maths_commands(size: int) -> Files:
    return arg(filled(size, itertools.repeat("\\alpha_1 "), _INLINE + "claim c: $", "$\n"))


@case
def maths_unknown(size: int) -> Files:
    return arg(
        filled(
            size,
            (f"\\cmd{chr(97 + n % 26)} " for n in itertools.count()),
            _INLINE + "claim c: $",
            "$\n",
        )
    )


@case
def maths_many(size: int) -> Files:
    return arg(filled(size, itertools.repeat("$x$ "), _INLINE + "claim c: "))


@case
def maths_open(size: int) -> Files:
    return arg(filled(size, itertools.repeat("$x \\$"), _INLINE + "claim c: "))


@case
def maths_lines(size: int) -> Files:
    return arg(filled(size, itertools.repeat("  because: $x^2$.\n"), _INLINE + "claim c: C.\n"))


@case
def stars(size: int) -> Files:
    return arg(_INLINE + "claim c: " + "*" * (size - 60) + "\n")


@case
def stars_open(size: int) -> Files:
    return arg(filled(size, itertools.repeat("*a **b "), _INLINE + "claim c: "))


@case
def backslashes(size: int) -> Files:
    return arg(_INLINE + "claim c: " + "\\" * (size - 60) + "\n")


# Formulas


def _formula(text: str) -> Files:
    return arg(f"claim c: C.\n  formula: {text}\n  because p: P.\n    formula: q\n")


@case
def formula_long(size: int) -> Files:
    return _formula(" and ".join(f"p{n}" for n in range(size // 10)))


@case
def formula_iffs(size: int) -> Files:
    return _formula(" <-> ".join(["p"] * (size // 8)))


@case
def formula_arrows(size: int) -> Files:
    return _formula(" -> ".join(["p"] * (size // 6)))


@case
def formula_deep(size: int) -> Files:
    half = size // 2 - 50
    return _formula("(" * half + "p" + ")" * half)


@case
def formula_nots(size: int) -> Files:
    return _formula("not " * (size // 4 - 30) + "p")


@case
def formula_quantifiers(size: int) -> Files:
    return _formula("".join(f"forall x{n} " for n in range(190)) + "p(x0)")


@case
def formula_wrong(size: int) -> Files:
    return _formula("~p & " * (size // 6) + "p")


@case
def formula_alternating(size: int) -> Files:
    steps = "".join(f"forall x{n} exists y{n} " for n in range(40))
    said = " and ".join(f"r(x{n}, y{n}) -> r(y{n}, f(x{n}))" for n in range(40))
    return _formula(steps + f"({said})")


@case
def formula_pigeons(size: int) -> Files:
    """Pigeons and holes: propositional, and hard for resolution."""
    n = 9
    some = " and ".join(
        "(" + " or ".join(f"p{i}_{j}" for j in range(n)) + ")" for i in range(n + 1)
    )
    none = " and ".join(
        f"not (p{i}_{j} and p{k}_{j})" for j in range(n) for i in range(n + 1) for k in range(i)
    )
    return arg(
        f"claim c: C.\n  formula: false\n  because p: P.\n    formula: {some}\n  and q: Q.\n    formula: {none}\n"
    )


@case
def formula_steps(size: int) -> Files:
    """Many steps that don't follow, with infinite models alone."""
    count = size // 190
    return arg(
        "".join(
            f"claim c{n}: C.\n  formula: exists x r{n}(x, x)\n  because: P.\n"
            f"    formula: forall x exists y (r{n}(x, y) and not r{n}(y, x)) and forall x, y, z "
            f"(r{n}(x, y) and r{n}(y, z) -> r{n}(x, z))\n"
            for n in range(count)
        )
    )


@case
def formula_many(size: int) -> Files:
    count = size // 66
    return arg(
        "".join(
            f"claim c{n}: C.\n  formula: q{n}\n  because: P.\n    formula: p{n} and q{n}\n"
            for n in range(count)
        )
    )


@case
def formula_names(size: int) -> Files:
    """Names used with another number of places each time."""
    return arg(
        filled(
            size,
            (
                f"claim: C.\n  formula: p({', '.join('a' * (1 + n % 9))})\n"
                for n in itertools.count()
            ),
        )
    )


# Quotations, schemes, imports


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


# Texts that are not in the language


def _json(size: int, head: str, pieces: Iterable[str], tail: str) -> str:
    text, left = [], size - len(head) - len(tail)
    for piece in pieces:
        left -= len(piece) + 1
        if left < 0:
            break
        text.append(piece)
    return head + ",".join(text) + tail


def _dense_json(count: int, attack: bool = False) -> str:
    """A map whose statements have no labels, in an order that no text has."""
    statements = [{"id": f"claim-{n + 1}", "kind": "claim", "text": f"S{n}."} for n in range(count)]
    rng = random.Random(1)
    pairs = [(a, b) for a in range(count) for b in range(count) if a != b]
    rng.shuffle(pairs)
    arguments = [
        {
            "id": f"argument-{n + 1}",
            "role": "rebuts" if attack else "supports",
            "premises": [f"claim-{a + 1}"],
            "target": f"claim-{b + 1}",
        }
        for n, (a, b) in enumerate(pairs[: count * 2])
    ]
    return json.dumps(
        {"format": "argmap", "version": 1, "statements": statements, "arguments": arguments}
    )


@case
def json_unlabelled(size: int) -> Files:
    return foreign("json", _dense_json(size // 240))


@case
def json_attacks(size: int) -> Files:
    return foreign("json", _dense_json(size // 240, True))


@case
def json_deep(size: int) -> Files:
    head = '{"format": "argmap", "version": 1, "attributes": {"x-a": '
    return foreign("json", head + "[" * (size // 2 - 50) + "]" * (size // 2 - 50) + "}}")


@case
def json_undercuts(size: int) -> Files:
    """Undercuts of undercuts, each by a statement that stands elsewhere."""
    count = size // 190
    statements = [{"id": f"claim-{n + 1}", "kind": "claim", "text": "S."} for n in range(count)]
    arguments: list[object] = [
        {"id": "argument-1", "role": "supports", "premises": ["claim-1"], "target": "claim-2"}
    ]
    rng = random.Random(2)
    for n in range(2, count):
        arguments.append(
            {
                "id": f"argument-{n}",
                "role": "undercuts",
                "premises": [f"claim-{rng.randrange(count) + 1}"],
                "target": f"argument-{rng.randrange(1, n)}",
            }
        )
    return foreign(
        "json",
        json.dumps(
            {"format": "argmap", "version": 1, "statements": statements, "arguments": arguments}
        ),
    )


@case
def aif_dense(size: int) -> Files:
    count = int((size / 190) ** 0.5) + 3
    nodes = [{"nodeID": f"i{n}", "text": f"S{n}", "type": "I"} for n in range(count)]
    edges = []
    for a, b in itertools.permutations(range(count), 2):
        nodes.append({"nodeID": f"s{a}-{b}", "text": "", "type": "RA" if (a + b) % 2 else "CA"})
        edges += [
            {"fromID": f"i{a}", "toID": f"s{a}-{b}"},
            {"fromID": f"s{a}-{b}", "toID": f"i{b}"},
        ]
    return foreign("json", json.dumps({"nodes": nodes, "edges": edges, "locutions": []}))


@case
def aif_scheme_chain(size: int) -> Files:
    """Inferences that lead to inferences."""
    count = size // 110
    nodes = [{"nodeID": "i0", "text": "S", "type": "I"}]
    nodes += [{"nodeID": f"s{n}", "text": "", "type": "CA"} for n in range(count)]
    edges = [{"fromID": "i0", "toID": f"s{n}"} for n in range(count)]
    edges += [{"fromID": f"s{n}", "toID": f"s{n + 1}"} for n in range(count - 1)]
    return foreign("json", json.dumps({"nodes": nodes, "edges": edges, "locutions": []}))


@case
def argdown_nested(size: int) -> Files:
    return foreign(
        "argdown",
        filled(size, (" " * (2 * n) + "+ [a]\n" for n in itertools.count(1)), "[a]: S.\n"),
    )


@case
def argdown_relations(size: int) -> Files:
    count = int((size / 14) ** 0.5)
    text = "".join(
        f"[a{n}]: S{n}.\n" + "".join(f"  - [a{m}]\n" for m in range(count)) + "\n"
        for n in range(count)
    )
    return foreign("argdown", text)


@case
def argdown_inferences(size: int) -> Files:
    return foreign(
        "argdown",
        "<A>\n\n" + filled(size, (f"({n}) S.\n----\n" for n in itertools.count(1))) + "(9999) S.\n",
    )


@case
def argdown_garbage(size: int) -> Files:
    rng = random.Random(12)
    return foreign(
        "argdown", "[a]: S\n" + "".join(rng.choices("[]<>()#@*_-+ \n{}:a/|\\", k=size - 20))
    )


@case
def argdown_stars(size: int) -> Files:
    return foreign("argdown", "[a]: " + "*a _b [c](" * (size // 12))


@case
def argdown_links(size: int) -> Files:
    return foreign("argdown", "[a]: " + "[" * (size - 20) + "\n")


@case
def graphml_many(size: int) -> Files:
    head = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">'
    count = int((size / 36) ** 0.5)
    nodes = "".join(f'<node id="n{n}"/>' for n in range(count))
    edges = "".join(
        f'<edge source="n{a}" target="n{b}"/>' for a, b in itertools.permutations(range(count), 2)
    )
    return foreign("graphml", f"{head}{nodes}{edges}</graph></graphml>"[: size * 2])


@case
def graphml_deep(size: int) -> Files:
    head = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">'
    half = size // 60
    return foreign(
        "graphml",
        head
        + "".join(f'<node id="n{n}"><graph>' for n in range(half))
        + "</graph></node>" * half
        + "</graph></graphml>",
    )


@case
def kialo_deep(size: int) -> Files:
    def lines() -> Iterator[str]:
        number = "1."
        while True:
            number += "1."
            yield f"{number} Pro: S\n"

    return foreign("txt", filled(size, lines(), "Discussion Title: T\n\n1. Thesis\n"))


@case
def kialo_wide(size: int) -> Files:
    return foreign(
        "txt",
        filled(
            size,
            (f"1.{n}. Con: S\n" for n in itertools.count(1)),
            "Discussion Title: T\n\n1. Thesis\n",
        ),
    )


@case
def carneades_many(size: int) -> Files:
    statements = "statements:\n" + "".join(f"  s{n}: S\n" for n in range(size // 60))
    rules = "arguments:\n" + "".join(
        f"  a{n}:\n    premises: [s{n + 1}]\n    conclusion: s{n}\n" for n in range(size // 60 - 1)
    )
    return foreign("yml", statements + rules)


@case
def yaml_aliases(size: int) -> Files:
    """Anchors that stand for ten of the one before."""
    lines = ["statements:", "  a0: &a0 [x, x]"]
    lines += [f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    return foreign("yml", "\n".join(lines) + "\n")


@case
def yaml_nested(size: int) -> Files:
    return foreign("yml", "statements:\n  a: " + "[" * (size - 40) + "\n")


@case
def yaml_merges(size: int) -> Files:
    lines = ["statements:", "  a0: &a0 {text: S}"]
    lines += [f"  a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 20)]
    return foreign("yml", "\n".join(lines) + "\n")


@case
def arguebuf_many(size: int) -> Files:
    count = size // 160
    nodes = {f"a{n}": {"atom": {"text": f"S{n}"}} for n in range(count)}
    nodes |= {f"s{n}": {"scheme": {"attack": "ATTACK_DEFAULT"}} for n in range(count)}
    edges = {f"e{n}": {"source": f"a{n}", "target": f"s{n}"} for n in range(count)} | {
        f"f{n}": {"source": f"s{n}", "target": f"s{(n + 1) % count}"} for n in range(count)
    }
    return foreign(
        "json", json.dumps({"nodes": nodes, "edges": edges, "schemaVersion": 1})[:200_000]
    )


@case
def sadface_many(size: int) -> Files:
    count = size // 150
    nodes = [{"id": f"a{n}", "text": "S", "type": "atom"} for n in range(count)]
    nodes += [{"id": f"s{n}", "name": "support", "type": "scheme"} for n in range(count)]
    edges = [{"id": f"e{n}", "source_id": f"a{n}", "target_id": f"s{n}"} for n in range(count)]
    edges += [
        {"id": f"f{n}", "source_id": f"s{n}", "target_id": f"a{n // 2}"} for n in range(count)
    ]
    return foreign("json", json.dumps({"nodes": nodes, "edges": edges, "resources": []}))


@case
def arggraph_many(size: int) -> Files:
    count = size // 120
    text = "".join(
        f'<edu id="e{n}"><![CDATA[S]]></edu><adu id="a{n}" type="pro"/>' for n in range(count)
    )
    text += "".join(f'<edge id="c{n}" src="e{n}" trg="a{n}" type="seg"/>' for n in range(count))
    text += "".join(
        f'<edge id="d{n}" src="a{n + 1}" trg="d{n - 1}" type="und"/>' for n in range(1, count - 1)
    )
    return foreign("xml", f'<arggraph id="x">{text}</arggraph>')


@case
def brat_many(size: int) -> Files:
    count = size // 60
    text = "Some words. " * count
    lines = [f"T{n + 1}\tClaim {12 * n} {12 * n + 10}\tSome words" for n in range(count)]
    lines += [f"R{n}\tsupports Arg1:T{n + 1} Arg2:T{n}" for n in range(1, count)]
    return {"map.ann": "\n".join(lines) + "\n", "map.txt": text}


@case
def gsn_many(size: int) -> Files:
    count = size // 60
    return foreign(
        "yaml",
        "".join(f"G{n}:\n  text: S\n  supportedBy: [G{n + 1}]\n" for n in range(1, count))
        + f"Sn{count}:\n  text: S\n",
    )


@case
def gsn_dense(size: int) -> Files:
    count = int((size / 6) ** 0.5)
    return foreign(
        "yaml",
        "".join(
            f"G{n}:\n  text: S\n  supportedBy: [{', '.join(f'G{m}' for m in range(n + 1, count))}]\n"
            for n in range(1, count)
        ),
    )


@case
def ltac_deep(size: int) -> Files:
    return foreign(
        "ltac", filled(size, (" " * n + f"- Claim C{n}: S\n" for n in itertools.count()))
    )


@case
def apx_dense(size: int) -> Files:
    count = int((size / 13) ** 0.5)
    text = "".join(f"arg(a{n}).\n" for n in range(count))
    return foreign(
        "apx",
        text + "".join(f"att(a{a},a{b}).\n" for a, b in itertools.permutations(range(count), 2)),
    )


@case
def apx_sparse(size: int) -> Files:
    rng, count = random.Random(13), size // 44
    text = "".join(f"arg(a{n}).\n" for n in range(count))
    return foreign(
        "apx",
        text
        + "".join(
            f"att(a{rng.randrange(count)},a{rng.randrange(count)}).\n" for _ in range(2 * count)
        ),
    )


@case
def tgf_duels(size: int) -> Files:
    count = size // 20
    text = "".join(f"{n}\n" for n in range(2 * (count // 2)))
    pairs = "".join(f"{n} {n + 1}\n{n + 1} {n}\n" for n in range(0, 2 * (count // 2), 2))
    return foreign("tgf", f"{text}#\n{pairs}")


@case
def iccma_large(size: int) -> Files:
    return foreign(
        "af", "p af 9999\n" + filled(size - 20, (f"{n} {n + 1}\n" for n in range(1, 9999)))
    )
