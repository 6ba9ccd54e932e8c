"""What a status of the grounded semantics rests on, to be pointed to: the steps to a statement, its conditions,
and what is held against it and against them.

Statements that restate each other are one here: what is said for or against one is so for all.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from argmap.evaluate.grounded import Model
from argmap.evaluate.logic import Logic, verb
from argmap.evaluate.program import Program
from argmap.evaluate.theory import Inference, Theory
from argmap.evaluate.transposition import Transposition
from argmap.model import Argument, Map

_ORDER = {False: 0, None: 1, True: 2}
"""Of several attacks by way of one step, the strongest counts."""


@frozen
class Attack:
    """What is held against a statement or a step: by an argument, or by a rival that excludes it.

    `holds` is True where the attack defeats, None where that is undecided; `spared` says why one that is
    made defeats nothing: it is granted, outweighed, or set aside since its step is granted.
    """

    members: tuple[str, ...]
    argument: Argument | None
    holds: bool | None
    spared: str = ""

    @property
    def verb(self) -> str:
        """What the attack does to a statement or a step."""
        return "contradicts" if self.argument is None else verb(self.argument)


@frozen
class Denial:
    """What is held against the conclusion of a strict step, and so, beside its other premises, against one of them.

    `holds` is True where that premise falls by it, None where that is undecided.
    """

    step: Argument
    holds: bool | None


class Grounds:
    """What the statuses of one evaluation rest on."""

    def __init__(
        self,
        map: Map,
        theory: Theory,
        program: Program,
        model: Model,
        logic: Logic | None = None,
    ) -> None:
        self.map, self.theory, self.program, self.model = map, theory, program, model
        self.logic = logic or Logic()
        self.deriving = program.deriving
        self.clause: dict[str, int] = {}
        self._denials: dict[str, dict[str, list[int]]] = {}
        for n, clause in enumerate(program.clauses):
            origin = clause.origin
            if isinstance(origin, Inference):
                self.clause.setdefault(origin.id, n)
            elif isinstance(origin, Transposition):
                steps = self._denials.setdefault(origin.denied, {})
                steps.setdefault(origin.step.id, []).append(n)

    def atom(self, key: str) -> int:
        """The atom of a statement."""
        return self.program.number[key]

    def value(self, key: str) -> bool | None:
        """Whether a statement is in (True), out (False) or undecided (None)."""
        return self.model.value[self.program.number[key]]

    def holds(self, argument: str) -> bool | None:
        """Whether an argument takes place, None where that is undecided; one that does not count does not."""
        clause = self.clause.get(argument)
        return False if clause is None else self.model.state[clause]

    def rank(self, key: str) -> int:
        """When a statement was decided."""
        return self.model.rank[self.program.number[key]]

    def rivals(self, key: str) -> tuple[str, ...]:
        """What excludes a statement."""
        return self.theory.contraries.get(self.theory.of(key), ())

    def conditions(self, key: str) -> tuple[str, ...]:
        """What a statement is held only provided that."""
        return self.theory.conditions.get(self.theory.of(key), ())

    def decided(self, n: int) -> list[int]:
        """The atoms that a clause holds by, or where it does not, all that it fails by or hangs on."""
        clause, value = self.program.clauses[n], self.model.value
        if self.model.state[n]:
            return [*clause.body, *clause.blocks]
        state = self.model.state[n]
        blocking = None if state is None else True
        return [b for b in clause.body if value[b] is state] + [
            b for b in clause.blocks if value[b] is blocking
        ]

    def bearing(self, atom: int) -> list[int]:
        """The atoms that an atom has its value by."""
        value, state = self.model.value[atom], self.model.state
        return [b for n in self.deriving[atom] if not value or state[n] for b in self.decided(n)]

    def held_by(self, atom: int) -> list[int]:
        """The premises of the steps by which a statement is in, and its conditions."""
        holds, clauses = self.model.state, self.program.clauses
        return [b for n in self.deriving[atom] if holds[n] for b in clauses[n].body]

    def resting(self, atom: int) -> list[int]:
        """The premises of all steps to a statement, and its conditions."""
        return [b for n in self.deriving[atom] for b in self.program.clauses[n].body]

    def steps(self, key: str) -> list[tuple[Argument, bool | None]]:
        """The arguments that support a statement and count, and whether each holds."""
        found = []
        for same in self.map.restated(key):
            for argument in self.map.supporters(same):
                clause = self.clause.get(argument.id)
                if clause is not None:
                    found.append((argument, self.model.state[clause]))
        return found

    def source(self, key: str) -> Argument | None:
        """The argument that a statement is in by, or would be; None where it is given or granted."""
        clause = self.model.source[self.program.number[key]]
        if clause < 0:
            return None
        origin = self.program.clauses[clause].origin
        return self.map.argument(origin.id) if isinstance(origin, Inference) else None

    def attacks(self, key: str) -> list[Attack]:
        """All that is held against a statement, in the order of the map, rivals last."""
        source = self.source(key)
        steps = self._exposed(key) if source is None else [source.id]
        found = [
            self._attack(a, self.theory.of(key), steps)
            for same in self.map.restated(key)
            for a in self.map.attackers(same)
        ]
        for rival in self.rivals(key):
            word = self._outweighed(rival, self.theory.of(key), steps)
            found.append(Attack((rival,), None, self.value(rival), word))
        return found

    def denials(self, key: str) -> list[Denial]:
        """The strict steps that a statement is a premise of, where something is held against their conclusions."""
        found = self._denials.get(self.theory.of(key), {})
        return [
            Denial(
                self.map.argument(step),
                max((self.model.state[n] for n in clauses), key=_ORDER.__getitem__),
            )
            for step, clauses in found.items()
        ]

    def _exposed(self, key: str) -> list[str]:
        """The steps to a statement that only attacks on it can defeat; all that are rebuttable if none is such."""
        steps = [a for a, _ in self.steps(key) if not a.strict]
        sound = [a.id for a in steps if self.failing(a) == (None, None)]
        return sound or [a.id for a in steps]

    def _outweighed(self, attack: str, key: str, steps: Sequence[str]) -> str:
        """`outweighed` where a preference lets an attack on a statement defeat none of these steps."""
        weaker = self.theory.weaker
        spared = (attack, key) in weaker or (steps and all((attack, s) in weaker for s in steps))
        return "outweighed" if spared else ""

    def undercuts(self, step: Argument) -> list[Attack]:
        """All that is held against a step: what undercuts it, unless it is strict, and what challenges it."""
        return [
            self._attack(a, step.id)
            for a in self.map.attackers(step.id)
            if a.role == "challenges" or not step.strict
        ]

    def _attack(self, argument: Argument, target: str, steps: Sequence[str] = ()) -> Attack:
        if argument.conceded:
            return Attack(argument.members, argument, False, "granted")
        if argument.aims_at_step and target in self.theory.assumptions.steps:
            return Attack(argument.members, argument, False, "set aside")
        clause = self.clause.get(argument.id)
        holds = self.model.state[clause] if clause is not None else None
        return Attack(
            argument.members, argument, holds, self._outweighed(argument.id, target, steps)
        )

    def failing(self, argument: Argument) -> tuple[str | None, Attack | None]:
        """Why an argument that fails does so: a premise that is out, or else an undercut or a challenge that
        holds; neither where a condition of what it supports is not met.
        """
        out = [m for m in argument.members if self.value(m) is False]
        if out:
            # What fell by itself explains more than what fell together with this.
            return min(out, key=self.rank), None
        return None, next((u for u in self.undercuts(argument) if u.holds), None)

    def spared(self, step: Argument, beaten: Sequence[Attack]) -> bool:
        """Whether none of the attacks on its conclusion can defeat a step."""
        return step.strict or all(self.outweighs(step, attack) for attack in beaten)

    def outweighs(self, step: Argument, attack: Attack) -> bool:
        """Whether a preference lets an attack on its conclusion defeat a step not."""
        return (self.stands_for(attack), step.id) in self.theory.weaker

    def stands_for(self, attack: Attack) -> str:
        """What an attack on a statement is known by to preferences."""
        return attack.argument.id if attack.argument else self.theory.of(attack.members[0])
