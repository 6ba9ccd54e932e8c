"""What the formulas of a map say of an evaluation, and the evaluation with it."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from argmap.budget import Budget
from argmap.evaluate.evaluation import Evaluation
from argmap.evaluate.logic import Logic
from argmap.evaluate.semantics import evaluate
from argmap.model import Map, Statement
from argmap.proof.conflicts import conflicts, core
from argmap.proof.prove import LIMIT, Prover, formulas_of, work
from argmap.proof.question import Parts
from argmap.proof.solver import Outcome
from argmap.proof.verdict import Verdict


def facts(map: Map, *, limit: float = LIMIT) -> Logic:
    """What the formulas of a map say of its steps, and which of its statements can't be true together.

    `limit` is how much work the prover may do, in seconds as for `prove`: half of it for the steps, and what is left for
    the rest. Raises as `prove` does.
    """
    return _facts(map, formulas_of(map), Budget(work(limit)))


def evaluate_with_formulas(
    map: Map, semantics: str = "grounded", *, limit: float = LIMIT, **options: Any
) -> Evaluation:
    """What stands on a map with what its formulas say: its `logic`.

    The options are those of `argmap.evaluate.semantics.evaluate`, which raises as this does; besides, as `prove` does.
    """
    formulas, left = formulas_of(map), Budget(work(limit))
    logic = _facts(map, formulas, left)
    found = evaluate(map, semantics, logic=logic, **options)
    if found.satisfiable is not None:
        return found
    outcome, some = core({key: formulas[key] for key in found.held if key in formulas}, left)
    if outcome is Outcome.YES:
        return evolve(found, logic=logic._replace(together=frozenset(found.held)))
    if outcome is Outcome.NO:
        return evolve(found, logic=logic._replace(clash=some))
    return found


def _facts(map: Map, formulas: Parts, budget: Budget) -> Logic:
    steps = Budget(budget.left // 2)
    budget.spend(steps.left)
    prover = Prover(map, formulas, steps, brief=True)
    proved: list[str] = []
    unproved: list[str] = []
    unread: list[str] = []
    undecided: list[str] = []
    for argument in map.arguments:
        proof = prover.step(argument)
        if proof is None:
            continue
        if proof.verdict is Verdict.VALID:
            proved.append(argument.id)
        elif proof.verdict is Verdict.UNDECIDED:
            undecided.append(argument.id)
        elif argument.strict:
            (unread if proof.unread else unproved).append(argument.id)
    budget.left += steps.left
    # A small part is kept for the question whether what is in can be true.
    searching = Budget(budget.left - budget.left // 8)
    budget.spend(searching.left)
    found: list[tuple[str, ...]] = []
    complete = True
    for group in _passages(map, formulas):
        one = conflicts(group, searching)
        found += one.sets
        complete = complete and one.complete
    budget.left += searching.left
    return Logic(
        tuple(proved), tuple(unproved), tuple(unread), tuple(undecided), tuple(found), complete
    )


def _passages(map: Map, formulas: Parts) -> list[Parts]:
    """The formulas of what stands outside all passages, and in each passage of what is given there. What follows under a
    supposition may contradict the rest: that is what a reductio is after.
    """
    groups: dict[str | None, Parts] = {}
    for key, formula in formulas.items():
        if _counts(map, map[key]):
            groups.setdefault(map[key].within, {})[key] = formula
    return [*groups.values()]


def _counts(map: Map, statement: Statement) -> bool:
    if statement.kind in ("supposition", "question"):
        return False
    return statement.within is None or not map.supporters(statement.id)
