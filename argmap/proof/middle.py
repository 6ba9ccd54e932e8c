"""The middle premise: what a step leaves unsaid, in the vocabulary of its formulas.

Tried are, in this order, that something is so or not so of a thing that is named; that if one thing is so, another is;
and the four forms of the syllogism: all A are B, no A is B, some A are B, some A are not B. A and B are
what the formulas say of a single thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, count, permutations
from typing import Any

from attrs import define, field, frozen

from argmap.budget import Budget
from argmap.formulas.formula import And, Atom, Formula, Iff, Implies, Not, Quantified, Term
from argmap.formulas.scope import scope
from argmap.formulas.substitution import constants
from argmap.proof.question import GOAL, Parts, Question
from argmap.proof.solver import SOLVER, Outcome
from argmap.proof.world import World

_PROPERTIES, _FACTS = 12, 16  # of so many properties, and so many facts, candidates are made
_NAMES = 50  # of so many predicates of one formula it is known that they stand together
_CLOSING = 40  # of so many candidates that close the gap the best is taken
_CANDIDATE = 20  # what a candidate costs that need not be, in the solver's units
_SHARE = 4  # of the budget that is left, one step takes so great a part at most
_KEY = "\0middle"


def middle_premise(premises: Parts, conclusion: Formula, budget: Budget) -> Formula | None:
    """The simplest premise in the vocabulary of a step with which it is valid, None where none was found.

    It neither contradicts the premises nor proves the conclusion by itself, and leaves no premise idle
    that states a fact and bears on the conclusion. Of several, the one with which fewest premises are idle
    is taken, but first of all one that joins what the step speaks of only once and does not join already, and
    last the simplest.
    """
    premises = {
        f"{key}\0{n}": p for key, f in premises.items() for n, p in enumerate(_conjuncts(f))
    }
    formulas = [*premises.values(), conclusion]
    candidates = sorted(_Vocabulary.of(formulas).candidates(), key=lambda one: one.rank)
    if not candidates or not budget.spend(SOLVER + _CANDIDATE * len(candidates)):
        return None
    own = Budget(budget.left // _SHARE)
    found = _Search(premises, conclusion, Question(formulas, own, brief=True)).best(candidates)
    budget.spend(budget.left // _SHARE - own.left)
    return found


@frozen
class _Candidate:
    """A formula that may be missing. Together `denials` are what denies it. The lower its `rank`, the more natural it
    is: whether it joins what the step speaks of elsewhere too, whether that is joined already, and how far it is from
    the simplest form.
    """

    formula: Formula
    rank: tuple[bool, bool, int]
    denials: tuple[Formula, ...]


@define(eq=False)
class _Search:
    premises: Parts
    conclusion: Formula
    question: Question
    _needed_facts: set[str] = field(init=False)
    # Worlds where the premises are true and the conclusion is not.
    _worlds: list[World] = field(factory=list, init=False)
    _known: dict[Formula, bool] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        facts = {key for key, formula in self.premises.items() if _is_fact(formula)}
        spoken = _names(self.conclusion)
        near = {key for key, formula in self.premises.items() if spoken & _names(formula)}
        self._needed_facts = facts & near if near else facts

    def best(self, candidates: Sequence[_Candidate]) -> Formula | None:
        """The best of candidates that stand in the order of their ranks."""
        found: list[tuple[int, int, Formula]] = []
        closing, last = 0, (False, False)
        for number, candidate in enumerate(candidates):
            formula = candidate.formula
            kin = candidate.rank[:2]
            if self.question.budget.used_up or closing == _CLOSING or (found and kin != last):
                break
            last = kin
            if not all(map(self._denied, candidate.denials)):
                continue
            closing += 1
            if self._fits(formula):
                idle = self._idle(formula)
                if not self._needed_facts & idle:
                    found.append((len(idle), number, formula))
                    if not idle:
                        break  # those that come after are no better
        return min(found)[2] if found else None

    def _denied(self, formula: Formula) -> bool:
        """Whether a formula is true wherever the premises are and the conclusion is not."""
        if formula not in self._known:
            if all(world.holds(formula) for world in self._worlds):
                parts = {**self.premises, GOAL: Not(self.conclusion), _KEY: Not(formula)}
                before = len(self.question.worlds)
                self._known[formula] = self.question.ask(parts)[0] is Outcome.NO
                self._worlds += self.question.worlds[before:]
            else:
                self._known[formula] = False
        return self._known[formula]

    def _fits(self, formula: Formula) -> bool:
        """Whether a formula surely neither proves the conclusion alone nor contradicts the premises."""
        ask, added = self.question.ask, {_KEY: formula}
        return (
            ask({**added, GOAL: Not(self.conclusion)})[0] is Outcome.YES
            and ask({**self.premises, **added})[0] is Outcome.YES
        )

    def _idle(self, formula: Formula) -> set[str]:
        """The premises that are not needed beside a candidate."""
        goal = Not(self.conclusion)
        needed, _ = self.question.least(
            {**self.premises, _KEY: formula, GOAL: goal}, keep=(_KEY, GOAL)
        )
        return self.premises.keys() - {*needed}


@define(eq=False)
class _Vocabulary:
    """What formulas say of a single thing (`properties`, of the `variable`) and what they say is so (`facts`);
    `counts` says in how many of the formulas a predicate stands, `joined` which ones stand in the same.
    """

    variable: str
    # Whether the conclusion is a rule: then what is missing is one rather than a fact.
    of_rule: bool
    properties: dict[Atom, None] = field(factory=dict)
    facts: dict[Atom, None] = field(factory=dict)
    counts: Counter[str] = field(factory=Counter)
    joined: set[frozenset[str]] = field(factory=set)

    @classmethod
    def of(cls, formulas: Sequence[Formula]) -> _Vocabulary:
        """The vocabulary of formulas."""
        binders = [binder for formula in formulas for binder in scope(formula).binders]
        taken = {use.name for formula in formulas for use in scope(formula).uses}
        letters = (letter for letter in _letters() if letter not in taken)
        made = cls(binders[0].variable if binders else next(letters), _is_rule(formulas[-1]))
        things = dict.fromkeys(name for formula in formulas for name in constants(formula))
        instances: list[Atom] = []
        for formula in formulas:
            facts, properties = made._read(formula)
            made.facts.update(facts)
            made.properties.update(properties)
            names = {atom.name for atom, _ in _atoms(formula, frozenset())}
            made.counts.update(names)
            made.joined.update(map(frozenset, combinations(sorted(names)[:_NAMES], 2)))
            if formula is not formulas[-1]:
                instances += properties
        for atom in instances[:_PROPERTIES]:
            for name in [*things][:_FACTS]:
                made.facts.setdefault(made._said_of(atom, name))
        return made

    def _read(self, formula: Formula) -> tuple[dict[Atom, None], dict[Atom, None]]:
        """The facts and the properties of one formula."""
        facts: dict[Atom, None] = {}
        properties: dict[Atom, None] = {}
        for atom, bound in _atoms(formula, frozenset()):
            names = {name for term in atom.arguments for name in _leaves(term)}
            if not bound:
                facts[atom] = None
            if len(bound or names) == 1:
                properties[self._property(atom, *(bound or names))] = None
        return facts, properties

    def candidates(self) -> Iterator[_Candidate]:
        """What may be missing, the simplest first."""
        facts = [*self.facts][:_FACTS]
        for fact in facts:
            common = self.counts[fact.name] > 1
            for sign in (True, False):
                denials = (_of(fact, not sign),)
                yield _Candidate(_of(fact, sign), (common, False, 6 * self.of_rule), denials)
        signed = [(fact, sign) for fact in facts for sign in (True, False)]
        for (one, first), (other, second) in permutations(signed, 2):
            if one != other:
                left, right = _of(one, first), _of(other, second)
                rank = self._rank(one, other, 1 + (not first) + (not second))
                yield _Candidate(Implies(left, right), rank, (left, _of(other, not second)))
        properties = [*self.properties][:_PROPERTIES]
        forms: tuple[
            tuple[Callable[[Atom, Atom], Formula], Callable[..., Iterable[Any]], int], ...
        ] = (
            (lambda a, b: self._all(Implies(a, b)), permutations, 4),
            (lambda a, b: self._all(Implies(a, Not(b))), combinations, 4),
            (lambda a, b: self._some(And((a, b))), combinations, 4),
            (lambda a, b: self._some(And((a, Not(b)))), permutations, 4),
            (lambda a, b: self._all(Implies(Not(a), b)), combinations, 5),
        )
        for form, pairs, tier in forms:
            for one, other in pairs(properties, 2):
                made = form(one, other)
                rank = self._rank(one, other, tier)
                yield _Candidate(made, rank, (Not(made),))

    def _rank(self, one: Atom, other: Atom, tier: int) -> tuple[bool, bool, int]:
        common = max(self.counts[one.name], self.counts[other.name]) > 1
        return common, frozenset((one.name, other.name)) in self.joined, tier

    def _all(self, part: Formula) -> Formula:
        return Quantified(True, self.variable, part)

    def _some(self, part: Formula) -> Formula:
        return Quantified(False, self.variable, part)

    def _property(self, atom: Atom, name: str) -> Atom:
        """What an atom says of a thing, of the variable."""
        return Atom(atom.name, tuple(_with(t, name, self.variable) for t in atom.arguments))

    def _said_of(self, atom: Atom, name: str) -> Atom:
        return Atom(atom.name, tuple(_with(t, self.variable, name) for t in atom.arguments))


def _letters() -> Iterator[str]:
    return (f"{letter}{n or ''}" for n in count() for letter in "xyzuvw")


def _conjuncts(formula: Formula) -> Iterator[Formula]:
    if isinstance(formula, And):
        for part in formula.parts:
            yield from _conjuncts(part)
    else:
        yield formula


def _is_rule(formula: Formula) -> bool:
    return isinstance(formula, Implies) or (isinstance(formula, Quantified) and formula.every)


def _with(term: Term, old: str, new: str) -> Term:
    if not term.arguments:
        return Term(new) if term.name == old else term
    return Term(term.name, tuple(_with(t, old, new) for t in term.arguments))


def _of(atom: Atom, sign: bool) -> Formula:
    return atom if sign else Not(atom)


def _atoms(formula: Formula, bound: frozenset[str]) -> Iterator[tuple[Atom, frozenset[str]]]:
    """The atoms of a formula, each with those of its variables that a quantifier binds."""
    if isinstance(formula, Atom):
        names = frozenset(name for term in formula.arguments for name in _leaves(term))
        yield formula, names & bound
    if isinstance(formula, Quantified):
        bound |= {formula.variable}
    for part in formula.parts:
        yield from _atoms(part, bound)


def _leaves(term: Term) -> Iterator[str]:
    if not term.arguments:
        yield term.name
    for inner in term.arguments:
        yield from _leaves(inner)


def _is_fact(formula: Formula) -> bool:
    """Whether a formula says that something is so, and gives no rule."""
    return not isinstance(formula, (Implies, Iff)) and not _is_rule(formula)


def _names(formula: Formula) -> set[str]:
    return {use.name for use in scope(formula).uses if use.binder is None}
