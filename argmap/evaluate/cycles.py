"""The cycles that statuses of the grounded semantics depend on: of support that falls, of what is undecided."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.evaluate.grounded import Model
from argmap.evaluate.program import Program


def cycle_of_support(program: Program, model: Model, atom: int) -> list[int]:
    """The cycle of support that an atom fell with, where it is part of one; else nothing."""
    rank = model.rank[atom]
    walk = [atom]
    places = {atom: 0}
    while True:
        below = _fell_with(program, model, walk[-1], rank)
        if below is None:
            return []
        if below in places:
            return walk if places[below] == 0 else []
        places[below] = len(walk)
        walk.append(below)


def _fell_with(program: Program, model: Model, atom: int, rank: int) -> int | None:
    found = None
    for n in program.deriving[atom]:
        body = program.clauses[n].body
        if any(model.value[b] is False and model.rank[b] < rank for b in body):
            continue
        same = [b for b in body if model.value[b] is False and model.rank[b] == rank]
        if same and found is None:
            found = same[0]
    return found


def undecided_cycles(program: Program, model: Model) -> list[Sequence[int]]:
    """For each undecided atom the cycle that it leads to; nothing for the others."""
    count = len(program.about)
    found: list[Sequence[int]] = [()] * count
    for start in range(count):
        if model.value[start] is not None or found[start]:
            continue
        walk: list[int] = []
        places: dict[int, int] = {}
        atom = start
        while atom not in places and not found[atom]:
            places[atom] = len(walk)
            walk.append(atom)
            atom = _keeping(program, model, atom)
        cycle = found[atom] or walk[places[atom] :]
        for one in walk:
            found[one] = cycle
    return found


def _keeping(program: Program, model: Model, atom: int) -> int:
    """What keeps an undecided atom so: an attack, or else a premise."""
    clause = program.clauses[model.source[atom]]
    return next(a for a in (*clause.blocks, *clause.body) if model.value[a] is None)
