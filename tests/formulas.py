"""Formulas for tests: random ones, other spellings of them, and what they mean, worked out by hand.

Nothing here uses z3 or argmap's own evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

from attrs import evolve, frozen
from hypothesis import strategies as st

from argmap.formulas.formula import (
    And,
    Atom,
    Equal,
    Formula,
    Iff,
    Implies,
    Modal,
    Not,
    Or,
    Quantified,
    Term,
    Truth,
)

_NAMES = ("ukraine", "b", "x", "π", "münster", "f_1", "x'", "данил", "andes", "notable")
names = st.sampled_from(_NAMES)
things = st.recursive(
    names.map(Term),
    lambda inner: st.builds(Term, names, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    max_leaves=4,
)
_atoms = st.one_of(
    st.booleans().map(Truth),
    st.builds(Atom, names, st.lists(things, max_size=3).map(tuple)),
    st.builds(Equal, things, things),
)


def _several(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[tuple[Formula, ...]]:
    return st.lists(inner, min_size=2, max_size=4).map(tuple)


formulas = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, _several(inner)),
        st.builds(Or, _several(inner)),
        st.builds(Implies, inner, inner),
        st.builds(Iff, inner, inner),
        st.builds(Quantified, st.booleans(), names, inner),
        st.builds(Modal, st.booleans(), inner),
    ),
    max_leaves=12,
)

_WORDS = {"not": ("not ", "¬", "-"), "and": (" and ", "∧", "&"), "or": (" or ", "∨", " | ")}
_WORDS |= {"->": ("->", " → ", " -> "), "<->": ("<->", "↔", " <-> ")}
_WORDS |= {"box": ("necessarily ", "□"), "diamond": ("possibly ", "◇")}
_WORDS |= {"!=": (" != ", "≠", "!="), "every": ("forall ", "∀", "all "), "some": ("exists ", "∃")}


def spelled(formula: Formula, random: Random) -> str:
    """A formula in any spelling: words or signs, brackets and blanks where they may stand."""

    def word(which: str) -> str:
        return random.choice(_WORDS[which])

    def whole(part: Formula) -> str:
        text = spelled(part, random)
        for _ in range(random.choice((1, 1, 1, 2))):
            text = f"({' ' * random.randrange(2)}{text})"
        return text

    match formula:
        case Not(Equal(left, right)) if random.random() < 0.5:
            return f"{left}{word('!=')}{right}"
        case Not(part):
            return f"{word('not')}{whole(part)}"
        case Modal(necessary, part):
            return f"{word('box' if necessary else 'diamond')}{whole(part)}"
        case And(parts):
            return word("and").join(map(whole, parts))
        case Or(parts):
            return word("or").join(map(whole, parts))
        case Implies(left, right):
            return f"{whole(left)}{word('->')}{whole(right)}"
        case Iff(left, right):
            return f"{whole(left)}{word('<->')}{whole(right)}"
        case Quantified(every, variable, part):
            dot = random.choice(("", ".", " . "))
            return f"{word('every' if every else 'some')}{variable}{dot}{whole(part)}"
    return str(formula)


@frozen
class Model:
    """A world: so many things, which thing each name is, and for each predicate the places it holds of, in it and
    in the other possible worlds.
    """

    size: int
    things: dict[str, int]
    true: dict[str, frozenset[tuple[int, ...]]]
    others: tuple[dict[str, frozenset[tuple[int, ...]]], ...] = ()


def holds(formula: Formula, model: Model, bound: dict[str, int] | None = None) -> bool:
    """Tarski's definition, for formulas without functions."""
    given = {**model.things, **(bound or {})}
    if isinstance(formula, Truth):
        return formula.value
    if isinstance(formula, Atom):
        places = tuple(given[term.name] for term in formula.arguments)
        return places in model.true.get(formula.name, frozenset())
    if isinstance(formula, Equal):
        return given[formula.left.name] == given[formula.right.name]
    if isinstance(formula, Quantified):
        each = [
            holds(formula.part, model, {**(bound or {}), formula.variable: thing})
            for thing in range(model.size)
        ]
        return all(each) if formula.every else any(each)
    if isinstance(formula, Modal):
        each = [
            holds(formula.part, evolve(model, true=true, others=(model.true, *model.others)), bound)
            for true in (model.true, *model.others)
        ]
        return all(each) if formula.necessary else any(each)
    values = [holds(part, model, bound) for part in formula.parts]
    if isinstance(formula, Not):
        return not values[0]
    if isinstance(formula, And):
        return all(values)
    if isinstance(formula, Or):
        return any(values)
    if isinstance(formula, Implies):
        return values[1] or not values[0]
    return values[0] == values[1]


def models(letters: tuple[str, ...], properties: tuple[str, ...], size: int) -> Iterator[Model]:
    """Every model of so many things with these sentence letters and properties."""
    for given in product((False, True), repeat=len(letters)):
        true = {
            letter: frozenset([()] if so else ()) for letter, so in zip(letters, given, strict=True)
        }
        for kinds in product((False, True), repeat=size * len(properties)):
            has = dict(true)
            for number, name in enumerate(properties):
                of = kinds[number * size : (number + 1) * size]
                has[name] = frozenset((thing,) for thing in range(size) if of[thing])
            yield Model(size, {}, has)


def follows(
    premises: list[Formula],
    conclusion: Formula,
    letters: tuple[str, ...] = (),
    properties: tuple[str, ...] = (),
) -> bool:
    """Whether a conclusion follows, by trying every world. With properties only, 2 to the number of them
    things are enough (Löwenheim 1915).
    """
    largest = 2 ** len(properties)
    return not any(
        all(holds(premise, model) for premise in premises) and not holds(conclusion, model)
        for size in range(1, largest + 1)
        for model in models(letters, properties, size)
    )


def follows_in_s5(premises: list[Formula], conclusion: Formula, letters: tuple[str, ...]) -> bool:
    """Whether a conclusion follows in S5, by trying every choice of possible worlds: those with the same letters
    true are one.
    """
    every = [model.true for model in models(letters, (), 1)]
    for chosen in product((False, True), repeat=len(every)):
        possible = [true for true, there in zip(every, chosen, strict=True) if there]
        for actual in possible:
            model = Model(1, {}, actual, tuple(possible))
            if all(holds(p, model) for p in premises) and not holds(conclusion, model):
                return False
    return True


def random_formula(
    random: Random,
    letters: tuple[str, ...] = (),
    properties: tuple[str, ...] = (),
    bound: tuple[str, ...] = (),
    depth: int = 3,
    modal: bool = False,
) -> Formula:
    """A closed formula of sentence letters and properties, without equality."""

    def inner(more: tuple[str, ...] = ()) -> Formula:
        return random_formula(random, letters, properties, (*bound, *more), depth - 1, modal)

    if depth == 0 or random.random() < 0.15:
        if bound and properties and random.random() < 0.9:
            return Atom(random.choice(properties), (Term(random.choice(bound)),))
        if letters:
            return Atom(random.choice(letters))
        if not bound:
            variable = random.choice("xyz")
            part = Atom(random.choice(properties), (Term(variable),))
            return Quantified(random.random() < 0.5, variable, part)
    choices = ["not", "and", "or", "->", "<->"] + ["quantified"] * (3 if properties else 0)
    choices += ["modal"] * (3 if modal else 0)
    match random.choice(choices):
        case "modal":
            return Modal(random.random() < 0.5, inner())
        case "not":
            return Not(inner())
        case "and":
            return And((inner(), inner()))
        case "or":
            return Or((inner(), inner()))
        case "->":
            return Implies(inner(), inner())
        case "<->":
            return Iff(inner(), inner())
    variable = random.choice("xyz")
    return Quantified(random.random() < 0.5, variable, inner((variable,)))
