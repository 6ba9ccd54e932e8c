"""The smallest dispute that decides a status under grounded semantics.

In the game for grounded semantics (Prakken and Sartor, *Argument-based extended logic programming with defeasible
priorities*, 1997; Modgil and Caminada, *Proof theories and algorithms for abstract argumentation frameworks*, 2009)
one side argues for a statement, the other objects, and a status is decided where one of them has an answer to all
that the other can say. Here they argue on the statements of a map, so that of a winner's answers the cheapest is
found as in an and-or graph (Knuth, *A generalization of Dijkstra's algorithm*, 1977).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain

from argmap.evaluate.cycles import cycle_of_support
from argmap.evaluate.explanation import (
    DEEPEST,
    WORDS,
    Entry,
    Side,
    StatusExplanation,
    explanation,
    group,
)
from argmap.evaluate.graph import reached
from argmap.evaluate.grounds import Grounds
from argmap.evaluate.logic import verb
from argmap.evaluate.program import Origin
from argmap.evaluate.theory import Inference
from argmap.evaluate.transposition import Transposition

_MOST = 1000
"""So many ways to answer all lines of argument for a statement are kept at most, the cheapest."""

_HUGE = 1e300
_PASSES = 50

_OTHER: Mapping[Side, Side] = {"for": "against", "against": "for", "": ""}


def dispute(
    grounds: Grounds, key: str, statuses: Mapping[str, str], why: Callable[[str], str]
) -> StatusExplanation:
    """The smallest dispute on a statement that one side wins, as a nested list; of a question, on its answers.

    Size is counted in statements and attacks, those that come again counted again. Where a status is undecided
    neither side wins, and there is nothing but that to say.
    """
    written = _Written(grounds, key)

    def told(one: str) -> str:
        undecided = one == key and grounds.value(one) is None
        return f"neither side wins: {why(one)}" if undecided else why(one)

    return explanation(grounds.map, Entry(key, "", side="for"), statuses, told, written.below)


class Strategy:
    """How the winning side goes on from each atom that an atom's value can hang on.

    `clause` holds for an atom that is true the clause that it is argued for by, `answers` for one that is false the
    atoms by which all clauses for it fail, but for those that are `circular`: they come back to what they should hold
    up. `size` is what the dispute on an atom takes.
    """

    def __init__(self, grounds: Grounds, atoms: Iterable[int]) -> None:
        self.grounds, self.model = grounds, grounds.model
        self.size: dict[int, float] = {}
        self.clause: dict[int, int] = {}
        self.answers: dict[int, tuple[int, ...]] = {}
        self.circular: set[int] = set()
        order = sorted(reached(atoms, grounds.bearing), key=self.model.rank.__getitem__)
        open = [one for one in order if not self._improve(one)]
        while open:
            left = [one for one in open if not self._improve(one)]
            if left == open:
                # All that is left hangs on circles of support.
                circle = cycle_of_support(grounds.program, self.model, open[0]) or open[:1]
                for one in circle:
                    own = grounds.deriving[one]
                    self.circular.update(n for n in own if not self._answers(n))
                    self._improve(one)
            open = [one for one in left if one not in self.size]
        for _ in range(_PASSES):
            if not sum(self._improve(one) for one in order):
                break

    def _improve(self, atom: int) -> bool:
        """Takes a smaller dispute on an atom, if one is known."""
        clauses, decided = self.grounds.deriving[atom], self.grounds.decided
        before = self.size.get(atom, 2 * _HUGE)
        if self.model.value[atom]:
            size, clause = min((self._all(decided(n)), n) for n in clauses if self.model.state[n])
            if size < before:
                self.size[atom], self.clause[atom] = size, clause
        else:
            lines = [self._answers(n) for n in clauses if n not in self.circular]
            answers = _cheapest(lines) if all(lines) else None
            size = before if answers is None else self._all(answers)
            if answers is not None and size < before:
                self.size[atom], self.answers[atom] = size, answers
        return size < before

    def _all(self, atoms: Sequence[int]) -> float:
        """The size of a dispute on an atom that all of these are argued about in."""
        if any(one not in self.size for one in atoms):
            return 2 * _HUGE
        return min(_HUGE, 1 + sum(self.size[one] for one in atoms))

    def _answers(self, n: int) -> dict[int, float]:
        """What answers a clause that can't hold, as far as it is known, with the sizes."""
        return {b: self.size[b] for b in self.grounds.decided(n) if b in self.size}


def _cheapest(lines: list[dict[int, float]]) -> tuple[int, ...]:
    """One answer at least to each line, together the cheapest; lines are told with the costs of their answers."""
    often = Counter(chain.from_iterable(lines))
    front: list[tuple[float, tuple[int, ...]]] = [(0, ())]
    for line in lines:
        # Of what answers this line alone only the cheapest can be among the best.
        alone = min((one for one in line if often[one] == 1), key=line.__getitem__, default=None)
        options = [one for one in line if often[one] > 1 or one == alone]
        grown: dict[tuple[int, ...], float] = {}
        for spent, chosen in front:
            if not line.keys().isdisjoint(chosen):
                grown[chosen] = spent
            else:
                grown.update(((*chosen, one), spent + line[one]) for one in options)
        front = sorted((spent, chosen) for chosen, spent in grown.items())[:_MOST]
    return front[0][1]


class _Written:
    """The entries of disputes, in which a side says what it argues by, and what it holds against the other."""

    def __init__(self, grounds: Grounds, key: str) -> None:
        self.grounds, self.map, self.program, self.model = (
            grounds,
            grounds.map,
            grounds.program,
            grounds.model,
        )
        about = self.map.answers_to.get(key, ()) if self.map[key].kind == "question" else (key,)
        decided = (self.program.number[one] for one in about if grounds.value(one) is not None)
        self.strategy = Strategy(grounds, decided)

    def below(self, entry: Entry, brief: bool) -> list[Entry]:
        """What a side says for a statement that is in, with what can be objected to that, or what the other says
        against one that is out, with all that it answers. In brief, nothing.
        """
        key = entry.statement
        if self.map[key].kind == "question":
            return [
                Entry(answer, "answer", side="for") for answer in self.map.answers_to.get(key, ())
            ]
        atom = self.program.number[key]
        if brief or self.model.value[atom] is None:
            return []
        if self.model.value[atom]:
            clause = self.strategy.clause[atom]
            made = self._premises(clause, self.program.statements, entry.side)
            return made + self._objections(
                self.program.clauses[clause].blocks, entry.side, entry.depth
            )
        made = []
        for n in self.program.deriving[atom]:
            if n in self.strategy.circular:
                made += self._premises(n, (), entry.side)
        for answer in self.strategy.answers[atom]:
            about = self.program.about[answer]
            if about != self.program.about[atom]:
                # It is about a reason for the statement, so that this is said first.
                clause = next(
                    n for n in self.program.deriving[atom] if answer in self.grounds.decided(n)
                )
                made += self._premises(clause, {about}, entry.side)
            if self.model.value[answer]:
                made += self._attack(answer, _OTHER[entry.side], entry.depth)
        return made

    def _premises(self, clause: int, open: Collection[str], side: Side) -> list[Entry]:
        """What a statement is held by: the premises of a step, and its conditions."""
        origin, body = self.program.clauses[clause].origin, self.program.clauses[clause].body
        members = origin.members if isinstance(origin, Inference) else ()
        made = group("because", members, open, side)
        for atom in body:
            if (key := self.program.about[atom]) not in members:
                made += group("provided", (key,), open, side)
        return made

    def _objections(self, attacks: Sequence[int], side: Side, depth: int) -> list[Entry]:
        """All that the other side can object by way of these attacks, each with what it comes to nothing by."""
        return [
            entry
            for atom in attacks
            for n in self.program.deriving[atom]
            for entry in self._objection(n, self.strategy.answers[atom], side, depth + 1)
        ]

    def _objection(self, n: int, answers: Sequence[int], side: Side, depth: int) -> list[Entry]:
        if n in self.strategy.circular:
            return self._attackers(n, (), _OTHER[side])
        fails = self.grounds.decided(n)
        answer = next(one for one in answers if one in fails)
        while isinstance(origin := self._origin(answer), tuple) and origin[0] == "all":
            (answer,) = self.strategy.answers[answer]
        about = self.program.about[answer]
        if answer < len(self.program.statements):
            return self._attackers(n, {about}, _OTHER[side])
        made = self._attackers(n, (), _OTHER[side])
        if depth > DEEPEST:
            made[0].cut = True
        elif self.model.value[answer]:
            made[0].below = self._attack(answer, side, depth)
        else:
            # What follows strictly is attacked, so it is said, but no such attack comes to anything.
            made[0].below = self._objections((answer,), side, depth)
        return made

    def _attack(self, atom: int, side: Side, depth: int) -> list[Entry]:
        """What a side holds against a statement or a step, with all that can be objected to that."""
        n = self.strategy.clause[atom]
        clause = self.program.clauses[n]
        made = self._attackers(n, self.program.number, side)
        if not made:
            return made  # A formula that contradicts itself needs no attacker.
        if depth > DEEPEST:
            made[0].cut = True
            return made
        if isinstance(clause.origin, Transposition):
            made[0].below = self._attack(clause.body[0], side, depth + 1)
        made[0].below += self._objections(clause.blocks, side, depth)
        return made

    def _attackers(self, n: int, open: Collection[str], side: Side) -> list[Entry]:
        """What attacks by a clause: premises, a rival, or what would follow from what is attacked, and beside what."""
        origin = self.program.clauses[n].origin
        if isinstance(origin, Transposition):
            target = Entry(origin.step.conclusion[1], "so", open=False, side=side)
            return [
                target,
                *(Entry(key, "and", open=key in open, side=side) for key in origin.others),
            ]
        if isinstance(origin, Inference):
            return group(WORDS[verb(self.map.argument(origin.id))], origin.members, open, side)
        return group(WORDS["contradicts"], (origin[1],), open, side)

    def _origin(self, atom: int) -> Origin | None:
        return next((self.program.clauses[n].origin for n in self.program.deriving[atom]), None)
