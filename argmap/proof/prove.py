"""Proves the steps of a map, and looks for what is missing where that can't be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from attrs import define, evolve

from argmap.budget import Budget
from argmap.diagnostics import ArgmapError
from argmap.evaluate.evaluation import Evaluation
from argmap.evaluate.semantics import evaluate
from argmap.formulas.formula import Formula, Implies, Not, Truth, conjunction
from argmap.formulas.parsed import ParsedFormulas
from argmap.formulas.scope import scope
from argmap.formulas.substitution import constants, generalised
from argmap.model import Argument, Map
from argmap.proof.middle import middle_premise
from argmap.proof.question import GOAL, Parts, Question
from argmap.proof.results import Bridge, Proof, Proofs, Reservation, Verdict
from argmap.proof.solver import SOLVER, UNITS, Outcome

LIMIT = 2.0
"""How long a whole map may take, in seconds: about so many, and always as much work."""

_CANDIDATES = 100  # so many statements of the map are tried as a missing premise
_CONFLICTS = 10  # so many sets of statements that contradict each other are named


def prove(map: Map, *, limit: float = LIMIT) -> Proofs:
    """What the formulas of a map prove.

    `limit` is how long all of it may take, in seconds, no argument more than half of what is left; it is
    counted in work, so that the answer is the same everywhere. Raises `ArgmapError` where a formula of the map can't be read,
    `ValueError` for a limit that is no positive number, and `ProverError` where z3 is not installed or fails.
    """
    budget = Budget(work(limit))
    return Prover(map, formulas_of(map), budget).proofs()


def work(limit: float) -> int:
    """The work that a limit in seconds stands for; raises `ValueError` where it is no positive number."""
    if not 0 < limit <= 1_000_000:
        raise ValueError("the limit is a number of seconds, above 0")
    return int(limit * UNITS)


def formulas_of(map: Map) -> Parts:
    """The formulas of a map by statement; raises `ArgmapError` where one can't be used."""
    parsed = ParsedFormulas.of(map)
    wrong = [p for p in parsed.problems if p.prevents_proof]
    if wrong:
        said = "; ".join(f"`{p.place.statement}`: {p.message}" for p in wrong[:5])
        raise ArgmapError(f"formulas of this map can't be used: {said}")
    return parsed.formulas


@define(eq=False, slots=False)
class Prover:
    """Judges the steps of one map. Where it is `brief`, it gives the verdict alone; where it looks at `every` step, those
    too that have no formulas.
    """

    map: Map
    formulas: Parts
    budget: Budget
    brief: bool = False
    every: bool = False

    def proofs(self) -> Proofs:
        """What can be said of all steps."""
        proofs = [proof for a in self.map.arguments if (proof := self.step(a)) is not None]
        conflicts = self.conflicts()
        # Last, so that looking for what is missing leaves no step undecided.
        proofs = [self.bridged(proof) for proof in proofs]
        return Proofs(self.map, self.formulas, tuple(proofs), conflicts, self.budget.used_up)

    def step(self, argument: Argument) -> Proof | None:
        """What can be said of an argument; None where it is none that formulas could prove."""
        if argument.aims_at_step:
            return None
        stated = argument.members
        premises = self.premises(argument)
        taken = self.map.taken_up(argument).values()
        needed = (*stated, *taken, argument.target)
        unread = tuple(key for key in needed if key not in self.formulas)
        proof = Proof(
            argument.id,
            argument.target,
            Verdict.NO_FORMULAS,
            tuple(premises),
            unread,
            denied=argument.role == "rebuts",
        )
        if argument.target not in self.formulas or not premises:
            return proof if argument.strict or self.every else None
        conclusion = self.formulas[argument.target]
        if proof.denied:
            conclusion = Not(conclusion)
        return self._judged(proof, premises, conclusion)

    def premises(self, argument: Argument) -> dict[str, Formula]:
        """The formulas of the premises. A passage provides that its outcome is so if what it supposes is; under a
        reductio what stands outside it and contradicts the outcome is a premise, too.
        """
        taken = self.map.taken_up(argument)
        premises = {}
        for key in argument.members:
            formula, supposed = self.formulas.get(key), None
            if key in taken:
                supposed = self.formulas.get(taken[key])
                absurd = self._contradicted(key) if argument.scheme == "reductio" else {}
                if formula is None and absurd:
                    formula = Not(conjunction([*absurd.values()]))
                if supposed is None or formula is None:
                    continue
                formula = Implies(supposed, formula)
                absurd.pop(taken[key], None)
                premises.update(absurd)
            if formula is not None:
                premises[key] = formula
        return premises

    def _contradicted(self, outcome: str) -> dict[str, Formula]:
        """What an outcome contradicts outside its passage."""
        others = [one for pair in self.map.contradictions if outcome in pair for one in pair]
        place = self.map[outcome].within
        return {
            key: self.formulas[key]
            for key in others
            if key in self.formulas and self.map[key].within != place
        }

    def _judged(self, proof: Proof, premises: Parts, conclusion: Formula) -> Proof:
        if not self.budget.spend(SOLVER):
            return evolve(proof, verdict=Verdict.UNDECIDED)
        question = Question([*premises.values(), conclusion], self.budget)
        goal = {**premises, GOAL: Not(conclusion)}
        outcome, core = question.ask(goal)
        if outcome is Outcome.UNKNOWN:
            return evolve(proof, verdict=Verdict.UNDECIDED)
        if outcome is Outcome.YES:
            return self._wanting(proof, premises, conclusion, question)
        together, clash = question.ask(premises)
        if together is Outcome.NO:
            conflict, _ = question.least({key: premises[key] for key in clash})
            # That a supposition leads to a contradiction is what a reductio shows.
            inside = self.map[proof.conclusion].within is not None
            absurd = inside and conclusion == Truth(False)
            if not absurd and not any(map(self._rests_on_supposition, conflict)):
                proof = evolve(proof, conflict=conflict)
                consistent = question.way_out(premises, conclusion, conflict)
                if consistent is None:
                    return evolve(proof, verdict=Verdict.CONTRADICTORY)
                goal = {**consistent, GOAL: goal[GOAL]}
                _, core = question.ask(goal)
        if self.brief:
            return evolve(proof, verdict=Verdict.VALID)
        uses, minimal = question.least({key: goal[key] for key in core}, last=GOAL)
        uses = tuple(key for key in premises if key in uses)
        return evolve(
            proof,
            verdict=Verdict.VALID,
            uses=uses,
            minimal=minimal,
            unneeded=tuple(key for key in premises if key not in uses),
        )

    def _rests_on_supposition(self, key: str) -> bool:
        """Whether a statement is supposed, or concluded under a supposition."""
        statement = self.map[key]
        if statement.kind == "supposition":
            return True
        return statement.within is not None and bool(self.map.supporters(key))

    def _wanting(
        self, proof: Proof, premises: Parts, conclusion: Formula, question: Question
    ) -> Proof:
        """What a step lacks that is not valid."""
        if self.brief:
            return evolve(proof, verdict=Verdict.NOT_SHOWN)
        goal = [*premises.values(), Not(conclusion)]
        shown = question.worlds[-1] if question.worlds else None
        world = question.counterexample(goal) or shown
        opposite = question.ask({**premises, GOAL: conclusion})[0] is Outcome.NO
        proof = evolve(proof, verdict=Verdict.NOT_SHOWN, counterexample=world, opposite=opposite)
        if opposite:
            return proof  # whatever closed the gap would contradict the premises
        missing = self._missing(proof, premises, conclusion)
        if missing:
            reserved = tuple(self._reservation(key) for key in missing if not self._stands(key))
            return evolve(proof, missing=missing, reservations=reserved)
        return proof

    def bridged(self, proof: Proof) -> Proof:
        """With a premise that would make a step valid, where no statement of the map does."""
        if proof.verdict is not Verdict.NOT_SHOWN or proof.opposite or proof.missing:
            return proof
        conclusion = self.formulas[proof.conclusion]
        premises = self.premises(self.map.argument(proof.argument))
        bridge = self._bridge(premises, Not(conclusion) if proof.denied else conclusion)
        return evolve(proof, bridge=bridge)

    def _missing(self, proof: Proof, premises: Parts, conclusion: Formula) -> tuple[str, ...]:
        """Statements of the map, as few as will do, with which the conclusion follows."""
        passed = self._resting_on(proof.conclusion) | self._objecting(proof)
        candidates = self._candidates(premises, conclusion, passed)
        standing = {key: f for key, f in candidates.items() if self._stands(key)}
        found = self._closing(premises, conclusion, standing)
        if found or len(standing) == len(candidates):
            return found
        return self._closing(premises, conclusion, candidates)

    def _closing(self, premises: Parts, conclusion: Formula, candidates: Parts) -> tuple[str, ...]:
        """Of the candidates as few as will do; nothing where none are found."""
        if not candidates:
            return ()
        everything = [*premises.values(), *candidates.values(), conclusion]
        question = Question(everything, self.budget, brief=True)
        goal = Not(conclusion)
        for key, formula in candidates.items():
            # In the worlds where candidates before it have failed, it fails where it is true.
            if any(world.holds(formula) for world in question.worlds):
                continue
            if question.closes(premises, {key: formula}, goal):
                return (key,)
        fitting = question.fitting(premises, candidates, goal)
        outcome, core = question.ask({**premises, **fitting, GOAL: goal})
        if outcome is not Outcome.NO:
            return ()
        added = {key: fitting[key] for key in fitting if key in core}
        needed, _ = question.least({**premises, **added, GOAL: goal}, keep=(*premises, GOAL))
        missing = {key: added[key] for key in added if key in needed}
        found = question.closes(premises, missing, goal)
        return tuple(key for key in self.formulas if key in missing) if found else ()

    def _candidates(self, premises: Parts, conclusion: Formula, passed: set[str]) -> Parts:
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
            if key not in premises and key not in passed and self._is_asserted(key)
        ]
        return {key: self.formulas[key] for key in sorted(keys, key=distance)[:_CANDIDATES]}

    def _is_asserted(self, key: str) -> bool:
        """Whether a statement may be a premise anywhere: it is not only supposed, nor said under a supposition."""
        statement = self.map[key]
        return not (statement.open or statement.within or statement.kind == "supposition")

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
        return not self.map.reported(self.map[key]) and self._evaluation[key] == "in"

    def _reservation(self, key: str) -> Reservation:
        statement = self.map[key]
        speaker = None
        if self.map.reported(statement):
            speaker = "; ".join(self.map.speakers_of(statement))
        return Reservation(key, speaker, self._evaluation[key])

    def _resting_on(self, statement: str) -> set[str]:
        """A statement and all that depends on it: to reason from that would be circular."""
        found, waiting = {statement}, [statement]
        while waiting:
            for argument in self.map.uses(waiting.pop()):
                if not argument.aims_at_step and argument.target not in found:
                    found.add(argument.target)
                    waiting.append(argument.target)
        return found

    def _bridge(self, premises: Parts, conclusion: Formula) -> Bridge:
        weakest = Implies(conjunction([*premises.values()]), conclusion)
        found = middle_premise(premises, conclusion, self.budget)
        middle = None if found == weakest else found
        said = {name for premise in premises.values() for name in constants(premise)}
        shared = [name for name in constants(conclusion) if name in said]
        special = middle or weakest
        shared = [name for name in shared if name in constants(special)]
        if not shared or not isinstance(special, Implies):
            return Bridge(weakest, middle=middle)
        if middle is None:
            about = [p for p in premises.values() if any(name in constants(p) for name in shared)]
            special = Implies(conjunction(about), conclusion)
        general = generalised(special, shared)
        question = Question([*premises.values(), conclusion, general], self.budget)
        fits = question.closes(premises, {"general": general}, Not(conclusion))
        return Bridge(weakest, general if fits else None, middle)

    def conflicts(self) -> tuple[tuple[str, ...], ...]:
        """What is held without argument and can't be true together: sets of statements, none in two."""
        attacking = {p for a in self.map.arguments if a.role != "supports" for p in a.premises}
        held = {
            key: formula
            for key, formula in self.formulas.items()
            if not self.map.reported(statement := self.map[key])
            and self._is_asserted(key)
            and statement.kind != "rebuttal"
            and key not in attacking
            and not self.map.supporters(key)
        }
        if not held or not self.budget.spend(SOLVER):
            return ()
        question = Question(held.values(), self.budget)
        found: list[tuple[str, ...]] = []
        while held and len(found) < _CONFLICTS:
            outcome, core = question.ask(held)
            if outcome is not Outcome.NO:
                break
            conflict, _ = question.least({key: held[key] for key in core})
            found.append(conflict)
            held = {key: formula for key, formula in held.items() if key not in conflict}
        return tuple(found)


def _names(formulas: Iterable[Formula]) -> set[str]:
    """The names that formulas share with others: all but variables."""
    return {u.name for formula in formulas for u in scope(formula).uses if u.binder is None}
