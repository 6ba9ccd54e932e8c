"""Proves the steps of a map, and looks for what is missing where that can't be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

from attrs import define, evolve, field

from argmap.budget import Budget
from argmap.diagnostics import ArgmapError
from argmap.evaluate.evaluation import Evaluation
from argmap.evaluate.semantics import evaluate
from argmap.formulas.formula import Formula, Implies, Not, Quantified, conjunction
from argmap.formulas.parsed import ParsedFormulas
from argmap.formulas.scope import of_things, scope
from argmap.formulas.substitution import constants, generalised
from argmap.model import Argument, Map
from argmap.proof.results import Bridge, Proof, Proofs, Reservation, Verdict
from argmap.proof.solver import SOLVER, UNITS, Outcome, Solver
from argmap.proof.world import World

LIMIT = 2.0
"""How long a whole map may take, in seconds: about so many, and always as much work."""

_GOAL = ""  # the denial of the conclusion; no statement has an empty identifier
_SMALL = (1, 2, 3)
_LARGER = (4, 5, 6)
_FIRST = 0.1  # the share of the budget that is spent on a proof before larger worlds are looked at
_CANDIDATES = 100  # so many statements of the map are tried as a missing premise
_CONFLICTS = 10  # so many sets of statements that contradict each other are named
_NODES = 40  # so many ways out of contradictory premises are tried

_Parts = dict[str, Formula]


def prove(map: Map, *, limit: float = LIMIT) -> Proofs:
    """What the formulas of a map prove.

    `limit` is how long all of it may take, in seconds, no argument more than half of what is left; it is
    counted in work, so that the answer is the same everywhere. Raises `ArgmapError` where a formula of the map can't be read,
    `ValueError` for a limit that is no positive number, and `ProverError` where z3 is not installed or fails.
    """
    if not 0 < limit <= 1_000_000:
        raise ValueError("the limit is a number of seconds, above 0")
    parsed = ParsedFormulas.of(map)
    wrong = [p for p in parsed.problems if p.prevents_proof]
    if wrong:
        said = "; ".join(f"`{p.place.statement}`: {p.message}" for p in wrong[:5])
        raise ArgmapError(f"formulas of this map can't be used: {said}")
    prover = _Prover(map, parsed.formulas, Budget(int(limit * UNITS)))
    proofs = [proof for a in map.arguments if (proof := prover.step(a)) is not None]
    conflicts = prover.conflicts()
    return Proofs(map, parsed.formulas, tuple(proofs), conflicts, prover.budget.used_up)


@define(eq=False, slots=False)
class _Prover:
    map: Map
    formulas: _Parts
    budget: Budget

    def step(self, argument: Argument) -> Proof | None:
        """What can be said of an argument; None where it is none that formulas could prove."""
        if argument.aims_at_step:
            return None
        stated = argument.members
        premises = {key: self.formulas[key] for key in stated if key in self.formulas}
        unread = tuple(key for key in (*stated, argument.target) if key not in self.formulas)
        proof = Proof(
            argument.id,
            argument.target,
            Verdict.NO_FORMULAS,
            tuple(premises),
            unread,
            denied=argument.role == "rebuts",
        )
        if argument.target not in self.formulas or not premises:
            return proof if argument.strict else None
        conclusion = self.formulas[argument.target]
        if proof.denied:
            conclusion = Not(conclusion)
        return self._judged(proof, premises, conclusion)

    def _judged(self, proof: Proof, premises: _Parts, conclusion: Formula) -> Proof:
        if not self.budget.spend(SOLVER):
            return evolve(proof, verdict=Verdict.UNDECIDED)
        question = _Question([*premises.values(), conclusion], self.budget)
        goal = {**premises, _GOAL: Not(conclusion)}
        outcome, core = question.ask(goal)
        if outcome is Outcome.UNKNOWN:
            return evolve(proof, verdict=Verdict.UNDECIDED)
        if outcome is Outcome.YES:
            return self._wanting(proof, premises, conclusion, question)
        together, clash = question.ask(premises)
        if together is Outcome.NO:
            conflict, _ = question.least({key: premises[key] for key in clash})
            proof = evolve(proof, conflict=conflict)
            consistent = question.way_out(premises, conclusion, conflict)
            if consistent is None:
                return evolve(proof, verdict=Verdict.CONTRADICTORY)
            goal = {**consistent, _GOAL: goal[_GOAL]}
            _, core = question.ask(goal)
        uses, minimal = question.least({key: goal[key] for key in core}, last=_GOAL)
        uses = tuple(key for key in premises if key in uses)
        return evolve(
            proof,
            verdict=Verdict.VALID,
            uses=uses,
            minimal=minimal,
            unneeded=tuple(key for key in premises if key not in uses),
        )

    def _wanting(
        self, proof: Proof, premises: _Parts, conclusion: Formula, question: _Question
    ) -> Proof:
        """What a step lacks that is not valid."""
        goal = [*premises.values(), Not(conclusion)]
        shown = question.worlds[-1] if question.worlds else None
        world = question.counterexample(goal) or shown
        opposite = question.ask({**premises, _GOAL: conclusion})[0] is Outcome.NO
        proof = evolve(proof, verdict=Verdict.NOT_SHOWN, counterexample=world, opposite=opposite)
        if opposite:
            return proof  # whatever closed the gap would contradict the premises
        missing = self._missing(proof, premises, conclusion)
        if missing:
            reserved = tuple(self._reservation(key) for key in missing if not self._stands(key))
            return evolve(proof, missing=missing, reservations=reserved)
        return evolve(proof, bridge=self._bridge(premises, conclusion))

    def _missing(self, proof: Proof, premises: _Parts, conclusion: Formula) -> tuple[str, ...]:
        """Statements of the map, as few as will do, with which the conclusion follows."""
        passed = self._resting_on(proof.conclusion) | self._objecting(proof)
        candidates = self._candidates(premises, conclusion, passed)
        standing = {key: f for key, f in candidates.items() if self._stands(key)}
        found = self._closing(premises, conclusion, standing)
        if found or len(standing) == len(candidates):
            return found
        return self._closing(premises, conclusion, candidates)

    def _closing(
        self, premises: _Parts, conclusion: Formula, candidates: _Parts
    ) -> tuple[str, ...]:
        """Of the candidates as few as will do; nothing where none are found."""
        if not candidates:
            return ()
        everything = [*premises.values(), *candidates.values(), conclusion]
        question = _Question(everything, self.budget, brief=True)
        goal = Not(conclusion)
        for key, formula in candidates.items():
            # In the worlds where candidates before it have failed, it fails where it is true.
            if any(world.holds(formula) for world in question.worlds):
                continue
            if question.closes(premises, {key: formula}, goal):
                return (key,)
        fitting = question.fitting(premises, candidates, goal)
        outcome, core = question.ask({**premises, **fitting, _GOAL: goal})
        if outcome is not Outcome.NO:
            return ()
        added = {key: fitting[key] for key in fitting if key in core}
        needed, _ = question.least({**premises, **added, _GOAL: goal}, keep=(*premises, _GOAL))
        missing = {key: added[key] for key in added if key in needed}
        found = question.closes(premises, missing, goal)
        return tuple(key for key in self.formulas if key in missing) if found else ()

    def _candidates(self, premises: _Parts, conclusion: Formula, passed: set[str]) -> _Parts:
        """The statements that may be a missing premise, those first that are in, of them those that rest
        on no argument, and of them those that have most names in common with the step.
        """
        spoken = _names([*premises.values(), conclusion])

        def distance(key: str) -> tuple[bool, bool, int]:
            shared = len(spoken & _names([self.formulas[key]]))
            return not self._stands(key), bool(self.map.supporters(key)), -shared

        keys = [
            key
            for key in self.formulas
            if key not in premises and key not in passed and not self.map[key].open
        ]
        return {key: self.formulas[key] for key in sorted(keys, key=distance)[:_CANDIDATES]}

    def _objecting(self, proof: Proof) -> set[str]:
        """What serves as an objection to a step or to its conclusion, or contradicts that."""
        against: Sequence[Argument] = self.map.attackers(proof.argument)
        if proof.denied:
            against = (*against, *self.map.supporters(proof.conclusion))
            return {key for argument in against for key in argument.members}
        against = (*against, *self.map.attackers(proof.conclusion))
        contrary = {
            key for pair in self.map.contradictions if proof.conclusion in pair for key in pair
        }
        return contrary | {key for argument in against for key in argument.members}

    @cached_property
    def _evaluation(self) -> Evaluation:
        return evaluate(self.map)

    def _stands(self, key: str) -> bool:
        """Whether the author says this, and it is in."""
        return self.map[key].speaker is None and self._evaluation[key] == "in"

    def _reservation(self, key: str) -> Reservation:
        return Reservation(key, self.map[key].speaker, self._evaluation[key])

    def _resting_on(self, statement: str) -> set[str]:
        """A statement and all that depends on it: to reason from that would be circular."""
        found, waiting = {statement}, [statement]
        while waiting:
            for argument in self.map.uses(waiting.pop()):
                if not argument.aims_at_step and argument.target not in found:
                    found.add(argument.target)
                    waiting.append(argument.target)
        return found

    def _bridge(self, premises: _Parts, conclusion: Formula) -> Bridge:
        weakest = Implies(conjunction([*premises.values()]), conclusion)
        said = {name for premise in premises.values() for name in constants(premise)}
        shared = [name for name in constants(conclusion) if name in said]
        if not shared:
            return Bridge(weakest)
        about = [p for p in premises.values() if any(name in constants(p) for name in shared)]
        general = generalised(Implies(conjunction(about), conclusion), shared)
        question = _Question([*premises.values(), conclusion, general], self.budget)
        fits = question.closes(premises, {"general": general}, Not(conclusion))
        return Bridge(weakest, general if fits else None)

    def conflicts(self) -> tuple[tuple[str, ...], ...]:
        """What is held without argument and can't be true together: sets of statements, none in two."""
        attacking = {p for a in self.map.arguments if a.role != "supports" for p in a.premises}
        held = {
            key: formula
            for key, formula in self.formulas.items()
            if (statement := self.map[key]).speaker is None
            and not statement.open
            and statement.kind != "rebuttal"
            and key not in attacking
            and not self.map.supporters(key)
        }
        if not held or not self.budget.spend(SOLVER):
            return ()
        question = _Question(held.values(), self.budget)
        found: list[tuple[str, ...]] = []
        while held and len(found) < _CONFLICTS:
            outcome, core = question.ask(held)
            if outcome is not Outcome.NO:
                break
            conflict, _ = question.least({key: held[key] for key in core})
            found.append(conflict)
            held = {key: formula for key, formula in held.items() if key not in conflict}
        return tuple(found)


@define(eq=False)
class _Question:
    """Whether formulas can be true together, asked of z3 and of small worlds, within one budget."""

    formulas: Iterable[Formula]
    budget: Budget
    # A question among many: it is given up where it takes more than a first try.
    brief: bool = False
    solver: Solver = field(init=False)
    worlds: list[World] = field(factory=list, init=False)  # those that gave an answer
    sizes: Sequence[Sequence[int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        formulas = [*self.formulas]
        self.solver = Solver(formulas, self.budget)
        # Sentence letters speak of no things: one world is as large as another.
        plain = not any(of_things(formula) for formula in formulas)
        self.sizes = ((1,), ()) if plain else (_SMALL, _LARGER)

    def ask(self, parts: _Parts) -> tuple[Outcome, tuple[str, ...]]:
        """Whether all can be true together, and where not, some that can't."""
        formulas = [*parts.values()]
        outcome = Outcome.UNKNOWN
        core: tuple[str, ...] = ()
        for sizes, share in zip(self.sizes, (_FIRST, 1.0), strict=False):
            for size in sizes:
                if world := self.solver.world(formulas, size):
                    self.worlds.append(world)
                    return Outcome.YES, ()
            outcome, core = self.solver.refute(parts, share)
            if self.brief or outcome is not Outcome.UNKNOWN:
                break
        return outcome, core

    def least(
        self, parts: _Parts, last: str | None = None, keep: Sequence[str] = ()
    ) -> tuple[tuple[str, ...], bool]:
        """Of formulas that can't be true together some of which none can be spared, the later ones tried
        first, and whether that is sure.
        """
        needed, sure = dict(parts), True
        order = [key for key in reversed(parts) if key not in keep]
        if last in order:
            order = [*(key for key in order if key != last), last]
        for key in order:
            if key not in needed:
                continue
            fewer = {k: f for k, f in needed.items() if k != key}
            outcome, core = self.ask(fewer) if fewer else (Outcome.YES, ())
            if outcome is Outcome.NO:
                needed = {k: f for k, f in fewer.items() if k in core or k in keep}
            sure = sure and outcome is not Outcome.UNKNOWN
        return tuple(key for key in parts if key in needed), sure

    def way_out(
        self, premises: _Parts, conclusion: Formula, conflict: Sequence[str]
    ) -> _Parts | None:
        """Premises that don't contradict each other and prove the conclusion all the same."""
        waiting = [{k: f for k, f in premises.items() if k != key} for key in conflict]
        for _ in range(_NODES):
            if not waiting:
                return None
            rest = waiting.pop(0)
            if self.ask({**rest, _GOAL: Not(conclusion)})[0] is not Outcome.NO:
                continue
            outcome, core = self.ask(rest)
            if outcome is not Outcome.NO:
                return rest if outcome is Outcome.YES else None
            waiting += [{k: f for k, f in rest.items() if k != key} for key in core]
        return None

    def closes(self, premises: _Parts, added: _Parts, goal: Formula) -> bool:
        """Whether the conclusion, of which `goal` is the denial, follows with what is added, and neither
        from that alone nor by contradiction.
        """
        return (
            self.ask({**premises, **added, _GOAL: goal})[0] is Outcome.NO
            and self.ask({**added, _GOAL: goal})[0] is not Outcome.NO
            and self.ask({**premises, **added})[0] is not Outcome.NO
        )

    def fitting(self, premises: _Parts, candidates: _Parts, goal: Formula) -> _Parts:
        """As many candidates as neither contradict the premises nor prove the conclusion without them,
        the first ones first.
        """
        chosen: _Parts = {}
        for key, formula in candidates.items():
            more = {**chosen, key: formula}
            unproved = self.ask({**more, _GOAL: goal})[0] is Outcome.YES
            if unproved and self.ask({**premises, **more})[0] is Outcome.YES:
                chosen = more
        return chosen

    def counterexample(self, formulas: list[Formula]) -> World | None:
        """A world for a reader: with few things, no two names for one thing where that can be, and of
        what is said to be there something unnamed.
        """
        names = len(self.solver.constants)
        if names:
            sizes = range(names, max(names + 1, len(_SMALL)) + 1)
            unnamed = (True, False) if any(map(_says_there_is, formulas)) else (False,)
            for apart in unnamed:
                for size in sizes:
                    world = self.solver.world(
                        formulas, size, distinct=True, unnamed=apart, bare=True
                    )
                    if world:
                        return world
        for size in chain(*self.sizes):
            if world := self.solver.world(formulas, size, bare=True):
                return world
        return None


def _names(formulas: Iterable[Formula]) -> set[str]:
    """The names that formulas share with others: all but variables."""
    return {u.name for formula in formulas for u in scope(formula).uses if u.binder is None}


def _says_there_is(formula: Formula, sign: bool = True) -> bool:
    """Whether a formula, or with `sign` False its denial, says that there is something."""
    if isinstance(formula, Not):
        return _says_there_is(formula.part, not sign)
    if isinstance(formula, Implies):
        return _says_there_is(formula.left, not sign) or _says_there_is(formula.right, sign)
    if isinstance(formula, Quantified) and formula.every != sign:
        return True
    return any(_says_there_is(part, sign) for part in formula.parts)
