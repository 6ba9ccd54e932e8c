"""The support set of a status: statements whose own statuses settle it, and the clauses of a program that do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.evaluate.grounded import Model
from argmap.evaluate.program import Program


def support_set(program: Program, model: Model, key: str) -> set[str]:
    """The statements that settle a status: it does not change as long as those of them that are given stay
    so, and no more is said.

    For what is in, the premises of one derivation, and of those that answer what is held against it; for
    what is out, the same of what attacks it or the steps to it. For what is undecided, all that bears on
    it.
    """
    seen = _resting(program, model, program.number[key])
    size = len(program.statements)
    return {program.statements[a] for a in seen if a < size}


def support_clauses(program: Program, model: Model, atom: int) -> list[int]:
    """The clauses that settle whether an atom holds: it does not change as long as they stay, and none is added."""
    found: list[int] = []
    for one in _resting(program, model, atom):
        if model.value[one]:
            found.append(model.source[one])
        elif model.value[one] is None:
            found += program.deriving[one]
    return sorted(set(found))


def _resting(program: Program, model: Model, start: int) -> set[int]:
    """The atoms that one rests on."""
    seen = {start}
    front = [start]
    for atom in front:
        for other in _below(program, model, program.deriving[atom], atom):
            if other not in seen:
                seen.add(other)
                front.append(other)
    return seen


def _below(program: Program, model: Model, deriving: Sequence[int], atom: int) -> Iterator[int]:
    value, clauses = model.value, program.clauses
    if value[atom]:
        clause = clauses[model.source[atom]]
        yield from clause.body
        yield from clause.blocks
        return
    for n in deriving:
        clause = clauses[n]
        if value[atom] is None:
            yield from clause.body
            yield from clause.blocks
        else:
            failed = [b for b in clause.body if value[b] is False]
            failed += [b for b in clause.blocks if value[b]]
            yield min(failed, key=model.rank.__getitem__)
