"""What was found out about the steps of a map: plain data, with nothing of z3 in it."""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from argmap.evaluate.evaluation import Status
from argmap.formulas.formula import Formula
from argmap.model import Map
from argmap.proof.verdict import Verdict
from argmap.proof.world import World

__all__ = ["Bridge", "Proof", "Proofs", "Reservation", "Verdict"]


@frozen
class Bridge:
    """A premise that would make a step valid.

    `weakest` follows from any other that would. `middle`, where one was found, is what a reader would name: it joins
    in the simplest way what the formulas speak of. `general`, where there is one, says the middle premise, or
    else the weakest, of everything instead of the things that the step names.
    """

    weakest: Formula
    general: Formula | None = None
    middle: Formula | None = None


@frozen
class Reservation:
    """Why a statement of the map is no sure premise: a `speaker` says it, or its `status` is not `in`."""

    statement: str
    speaker: str | None
    status: Status


@frozen(eq=False)
class Proof:
    """What was found out about one argument; statements are given by their identifiers.

    `premises` are those with a formula, the warrant among them; `unread` are the statements of the step
    without one. `uses` are the premises that the conclusion follows from, none of which can be spared,
    as far as `minimal` says so; `unneeded` the others. `conflict` holds premises that contradict each other, no
    fewer of which do. `denied`: the argument is a rebuttal, and what it should show is that its target
    is false. Of a step that is not shown valid, `counterexample` is a world where it fails, None where
    none is small enough to show; `opposite` says that the premises prove the conclusion false; `missing` are
    statements of the map that would make it valid, and `reservations` what speaks against taking them;
    or else `bridge` is a premise that would.
    """

    argument: str
    conclusion: str
    verdict: Verdict
    premises: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    minimal: bool = True
    unneeded: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    denied: bool = False
    counterexample: World | None = None
    opposite: bool = False
    missing: tuple[str, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    bridge: Bridge | None = None


@frozen(eq=False)
class Proofs:
    """What was found out about a map.

    `proofs` are in the order of the map. `conflicts` are sets of statements that the author asserts
    without argument, or that are granted, and that contradict each other, no fewer of which do.
    `stopped` is set where the limit was used up: what is undecided, and contradictions that were not found,
    may then be found with a higher one.
    """

    map: Map
    formulas: dict[str, Formula] = field(repr=False)
    proofs: tuple[Proof, ...] = ()
    conflicts: tuple[tuple[str, ...], ...] = ()
    stopped: bool = False

    @property
    def hold(self) -> bool:
        """Whether every step with formulas is valid, and nothing contradicts itself."""
        fine = (Verdict.VALID, Verdict.NO_FORMULAS)
        return not self.conflicts and all(proof.verdict in fine for proof in self.proofs)

    def of(self, argument: str) -> Proof | None:
        """What was found out about one argument; None where it has no formulas."""
        return next((proof for proof in self.proofs if proof.argument == argument), None)

    def summary(self) -> str:
        """How many steps have which verdict, in a line; a contradiction is counted once."""
        if not self.proofs and not self.conflicts:
            return "no step has formulas on its conclusion and on a premise, so there is nothing to prove"
        counts = ((v, sum(proof.verdict is v for proof in self.proofs)) for v in Verdict)
        words = {Verdict.NO_FORMULAS: "without formulas"}
        said = [f"{count} {words.get(verdict, verdict)}" for verdict, count in counts if count]
        steps = _count(len(self.proofs), "step")
        counted = {frozenset(p.conflict) for p in self.proofs if p.verdict is Verdict.CONTRADICTORY}
        others = sum(frozenset(conflict) not in counted for conflict in self.conflicts)
        clashes = f", {_count(others, 'contradiction')}" if others else ""
        stopped = "; the limit was used up" if self.stopped else ""
        return f"{steps}{': ' if said else ''}{', '.join(said)}{clashes}{stopped}"

    def to_dict(self) -> dict[str, Any]:
        """The plain data of `argmap prove --format json`."""
        from argmap.proof.wording import to_dict

        return to_dict(self)

    def to_text(self) -> str:
        """What `argmap prove` prints."""
        from argmap.proof.wording import to_text

        return to_text(self)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
