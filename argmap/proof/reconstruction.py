"""Every reason and every rebuttal that a map draws, held against its formulas, as reconstruction is taught.

A reason should prove its conclusion, with premises each of which is needed; a rebuttal should contradict what it is
held against (Feldman, *Reason and Argument*, 1999; Brun and Betz, *Analysing Practical Argumentation*, 2016).
"""

from __future__ import annotations

from itertools import chain
from typing import Any

from attrs import frozen

from argmap.budget import Budget
from argmap.formulas.formula import Not
from argmap.model import Argument, Map
from argmap.proof.prove import LIMIT, Prover, formulas_of, work
from argmap.proof.question import GOAL, Question
from argmap.proof.results import Proof, Proofs
from argmap.proof.solver import SOLVER, Outcome
from argmap.proof.verdict import Finding, Verdict

_FINDINGS = {
    Verdict.VALID: Finding.VALID,
    Verdict.NOT_SHOWN: Finding.INVALID,
    Verdict.CONTRADICTORY: Finding.CONTRADICTORY,
    Verdict.UNDECIDED: Finding.UNDECIDED,
    Verdict.NO_FORMULAS: Finding.NO_FORMULAS,
}


__all__ = ["Finding", "Reconstruction", "reconstruction"]


@frozen(eq=False)
class ReportedStep:
    """A reason or a rebuttal. `idle` are the premises without each of which, taken by itself, it stays valid; where that is
    more than are idle together, `proof` says which can be spared at once (`unneeded`). `decided` says that it is sure of the
    others that they are not idle.
    """

    argument: Argument
    finding: Finding
    proof: Proof
    idle: tuple[str, ...] = ()
    decided: bool = True


@frozen
class ReportedContradiction:
    """Two statements that the map says contradict each other."""

    statements: tuple[str, str]
    finding: Finding


@frozen(eq=False)
class Reconstruction:
    """A map held against its formulas: its reasons and rebuttals, its contradictions, and the statements without a
    formula, by identifier, all in the order of the map.
    """

    proofs: Proofs
    steps: tuple[ReportedStep, ...]
    contradictions: tuple[ReportedContradiction, ...]
    without_formula: tuple[str, ...]
    stopped: bool = False

    @property
    def map(self) -> Map:
        """The map."""
        return self.proofs.map

    @property
    def hold(self) -> bool:
        """Whether all that has formulas is valid, and nothing that is asserted contradicts itself."""
        fine = (Finding.VALID, Finding.NO_FORMULAS)
        findings = chain((s.finding for s in self.steps), (c.finding for c in self.contradictions))
        return not self.proofs.conflicts and all(found in fine for found in findings)

    def to_dict(self) -> dict[str, Any]:
        """The plain data of `argmap prove --report --format json`."""
        from argmap.proof.reconstruction_wording import to_dict

        return to_dict(self)

    def to_text(self) -> str:
        """What `argmap prove --report` prints."""
        from argmap.proof.reconstruction_wording import to_text

        return to_text(self)

    def to_markdown(self) -> str:
        """The same as Markdown, with tables."""
        from argmap.proof.reconstruction_wording import to_markdown

        return to_markdown(self)

    def summary(self) -> str:
        """How many steps there are, and what was found out about them, in a line."""
        counts = ((found, sum(s.finding is found for s in self.steps)) for found in Finding)
        words = {Finding.NO_FORMULAS: "without formulas"}
        said = [f"{count} {words.get(found, found)}" for found, count in counts if count]
        steps = f"{len(self.steps)} step{'' if len(self.steps) == 1 else 's'}"
        stopped = "; the limit was used up" if self.stopped else ""
        return f"{steps}{': ' if said else ''}{', '.join(said)}{stopped}"


def reconstruction(map: Map, *, limit: float = LIMIT) -> Reconstruction:
    """Holds every reason and every rebuttal of a map against its formulas.

    `limit` is how long all of it may take, in seconds, counted in work as for `prove`, which raises as this does.
    """
    formulas, left = formulas_of(map), Budget(work(limit))
    proving = Budget(left.left - left.left // 4)
    left.spend(proving.left)
    prover = Prover(map, formulas, proving, every=True)
    proofs = prover.proofs()
    left.left += proving.left
    prover = Prover(map, formulas, left)
    steps = tuple(_reported(prover, proof) for proof in proofs.proofs)
    pairs = dict.fromkeys(map.contradictions)
    contradictions = tuple(ReportedContradiction(p, _contradict(prover, p)) for p in pairs)
    without = tuple(s.id for s in map.statements if s.kind != "question" and s.id not in formulas)
    return Reconstruction(proofs, steps, contradictions, without, proofs.stopped or left.used_up)


def _reported(prover: Prover, proof: Proof) -> ReportedStep:
    argument = prover.map.argument(proof.argument)
    finding = Finding.REFUTED if proof.opposite else _FINDINGS[proof.verdict]
    if finding is not Finding.VALID or not proof.premises:
        return ReportedStep(argument, finding, proof)
    idle, decided = set(proof.unneeded), True
    premises = prover.premises(argument)
    conclusion = prover.formulas[argument.target]
    goal = conclusion if proof.denied else Not(conclusion)
    if proof.unneeded and proof.uses and prover.budget.spend(SOLVER):
        # Where none are unneeded, those that are used are so one by one.
        question = Question([*premises.values(), goal], prover.budget)
        for key in proof.uses:
            rest = {k: f for k, f in premises.items() if k != key}
            outcome, _ = question.ask({**rest, GOAL: goal})
            decided = decided and outcome is not Outcome.UNKNOWN
            idle |= {key} if outcome is Outcome.NO else set()
    elif proof.unneeded and proof.uses:
        decided = False
    kept = tuple(key for key in proof.premises if key in idle)
    return ReportedStep(argument, finding, proof, kept, decided and proof.minimal)


def _contradict(prover: Prover, pair: tuple[str, str]) -> Finding:
    """Whether two statements contradict each other by their formulas."""
    if not all(key in prover.formulas for key in pair):
        return Finding.NO_FORMULAS
    parts = {key: prover.formulas[key] for key in pair}
    if not prover.budget.spend(SOLVER):
        return Finding.UNDECIDED
    outcome, _ = Question(parts.values(), prover.budget).ask(parts)
    if outcome is Outcome.UNKNOWN:
        return Finding.UNDECIDED
    return Finding.VALID if outcome is Outcome.NO else Finding.INVALID
