"""Odd texts, mathematics and formulas."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from tests.bench.nasty.cases import Files, arg, case, filled


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
