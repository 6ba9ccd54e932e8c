"""Grounded semantics: the well-founded model of a program (Van Gelder, Ross and Schlipf, Journal of the
ACM 1991), which is ASPIC+ under grounded semantics (Dung 1995) computed on statements.

What follows is decided at once, each clause counting what it still waits for. What could only hold
itself up, an unfounded set, is then false: every atom of a cycle of support has a clause that founds it,
a source (Simons, Niemelä and Soininen, Artificial Intelligence 2002), and only where a source fails is it
looked for anew. Both come to each clause a few times, so that the cost is about linear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define

from argmap.evaluate.graph import components
from argmap.evaluate.program import Program


@define(eq=False)
class Model:
    """What the program says of each atom: True, False, or None where it is undecided.

    `state` says the same of the clauses: True where they hold, False where they can't. `rank` tells in
    which order atoms were decided; atoms that fell together, as no more than each other's support, share
    one. `source` is, for an atom that is true, the clause that made it so; for one that is undecided, a
    clause that could, so chosen that these do not run in a cycle of support; else -1.
    """

    value: list[bool | None]
    state: list[bool | None]
    rank: list[int]
    source: list[int]


def grounded(program: Program) -> Model:
    """The well-founded model."""
    return _Solver(program).solve()


class _Solver:
    def __init__(self, program: Program) -> None:
        atoms, clauses = len(program.about), program.clauses
        self.clauses = clauses
        self.deriving = program.deriving
        self.in_body: list[list[int]] = [[] for _ in range(atoms)]
        self.blocking: list[list[int]] = [[] for _ in range(atoms)]
        self.waits = [0] * len(clauses)
        for n, clause in enumerate(clauses):
            self.waits[n] = len(clause.body) + len(clause.blocks)
            for atom in clause.body:
                self.in_body[atom].append(n)
            for atom in clause.blocks:
                self.blocking[atom].append(n)
        self.left = [len(found) for found in self.deriving]
        self.value: list[bool | None] = [None] * atoms
        self.state: list[bool | None] = [None] * len(clauses)
        self.rank = [-1] * atoms
        self.source = [-1] * atoms
        self.queue: list[int] = []
        self.time = 0
        self.component = _cyclic(self)
        self.lost: list[int] = []

    def solve(self) -> Model:
        for clause, waits in enumerate(self.waits):
            if not waits:
                self._holds(clause)
        for atom, left in enumerate(self.left):
            if not left:
                self._decide(atom, False)
        self._propagate()
        self._found([a for a, c in enumerate(self.component) if c >= 0 and self.value[a] is None])
        while self.lost:
            self._found(self._doubtful())
        for atom, value in enumerate(self.value):
            if value is None and self.source[atom] < 0:
                self.source[atom] = next(c for c in self.deriving[atom] if self.state[c] is None)
            elif value is False:
                self.source[atom] = -1
        return Model(self.value, self.state, self.rank, self.source)

    def _decide(self, atom: int, value: bool) -> None:
        if self.value[atom] is None:
            self.value[atom] = value
            self.rank[atom] = self.time
            self.time += 1
            self.queue.append(atom)

    def _holds(self, clause: int) -> None:
        if self.state[clause] is None:
            self.state[clause] = True
            head = self.clauses[clause].head
            if self.value[head] is None:
                self.source[head] = clause
                self._decide(head, True)

    def _fails(self, clause: int) -> None:
        if self.state[clause] is None:
            self.state[clause] = False
            head = self.clauses[clause].head
            self.left[head] -= 1
            if not self.left[head]:
                self._decide(head, False)
            elif self.source[head] == clause and self.value[head] is None:
                self.lost.append(head)

    def _propagate(self) -> None:
        """What follows from what was decided; the queue is empty when it is done."""
        queue = self.queue
        for atom in queue:
            if self.value[atom]:
                fulfilled, failed = self.in_body[atom], self.blocking[atom]
            else:
                fulfilled, failed = self.blocking[atom], self.in_body[atom]
            for clause in failed:
                self._fails(clause)
            for clause in fulfilled:
                self.waits[clause] -= 1
                if not self.waits[clause]:
                    self._holds(clause)
        queue.clear()

    def _doubtful(self) -> list[int]:
        """The undecided atoms whose source has failed, and those of the same component that lean on them."""
        front = [a for a in self.lost if self.value[a] is None]
        self.lost.clear()
        found = dict.fromkeys(front)
        for atom in front:
            for clause in self.in_body[atom]:
                head = self.clauses[clause].head
                leans = self.source[head] == clause and self.component[head] == self.component[atom]
                if leans and self.value[head] is None and head not in found:
                    found[head] = None
                    front.append(head)
        return list(found)

    def _found(self, doubtful: Sequence[int]) -> None:
        """Finds a source for each of these atoms; those that have none fall together."""
        inside = set(doubtful)
        waits: dict[int, int] = {}
        ready: list[int] = []
        for atom in doubtful:
            for clause in self.deriving[atom]:
                if self.state[clause] is None:
                    waits[clause] = sum(b in inside for b in self.clauses[clause].body)
                    if not waits[clause]:
                        ready.append(clause)
        for clause in ready:
            head = self.clauses[clause].head
            if head not in inside:
                continue
            inside.discard(head)
            self.source[head] = clause
            for other in self.in_body[head]:
                if other in waits:
                    waits[other] -= 1
                    if not waits[other]:
                        ready.append(other)
        together = self.time
        for atom in doubtful:
            if atom in inside:
                self._decide(atom, False)
                self.rank[atom] = together
        self._propagate()


def _cyclic(solver: _Solver) -> list[int]:
    """For each atom that is part of a cycle of support the component that it is in, named by one of its
    atoms; -1 for the others.
    """
    clauses, deriving = solver.clauses, solver.deriving

    def below(atom: int) -> Iterator[int]:
        for clause in deriving[atom]:
            yield from clauses[clause].body

    found = [-1] * len(deriving)
    # What no clause leads to, or that nothing leans on, is part of no cycle.
    within = [atom for atom in range(len(found)) if deriving[atom] and solver.in_body[atom]]
    for component in components(within, below):
        first = component[0]
        if len(component) > 1 or first in below(first):
            for atom in component:
                found[atom] = first
    return found
