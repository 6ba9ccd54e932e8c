"""Complete, preferred, stable, semi-stable and ideal semantics (Dung 1995; Caminada 2006; Dung, Mancarella
and Toni 2007), by answer set programming with clingo: the extra `argmap[asp]`.

All but semi-stable are computed on statements, without building arguments: the complete extensions of an
argumentation theory are the three-valued stable models of its program, the preferred ones those in which
most is true (Caminada, Sá, Alcântara and Dvořák, International Journal of Approximate Reasoning 2015).
Semi-stable extensions are not to be had in this way, and are those of the argument framework. The
encoding is complete.lp.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from attrs import define

from argmap.evaluate.assumptions import Assumptions
from argmap.evaluate.available import Acceptance
from argmap.evaluate.evaluation import Evaluation
from argmap.evaluate.framework import framework_of
from argmap.evaluate.program import Program, program
from argmap.evaluate.standing import Status
from argmap.evaluate.theory import theory
from argmap.extras import needed
from argmap.model import Map

MOST_TRIES = 10_000
"""How many extensions are looked at before argmap gives up."""


@define
class _Found:
    """The statements, by number, that are in or out in all extensions, and those that are in in some."""

    always_in: set[int]
    always_out: set[int]
    sometimes_in: set[int]


def extensions(
    map: Map, assumptions: Assumptions, semantics: str, acceptance: Acceptance
) -> Evaluation:
    """The evaluation under one of these semantics.

    Raises `MissingExtra` without clingo, and `ValueError` where there are too many extensions, or for
    semi-stable semantics arguments, to look at them all.
    """
    clingo = needed("clingo", "asp", f"{semantics} semantics")
    given = theory(map, assumptions)
    # Of statements that restate each other the first stands for all.
    keys = [s.id for s in map.statements if s.id not in given.first]
    if semantics == "semi-stable":
        found = _semi_stable(clingo, keys, framework_of(given))
    else:
        found = _on_statements(clingo, program(tuple(keys), given), semantics)
    named = semantics if semantics == "ideal" else f"{semantics}, {acceptance}"
    if found is None:
        none = f"there is no {semantics} extension"
        undecided: dict[str, Status] = {s.id: "undecided" for s in map.statements}
        return Evaluation(
            map, named, undecided, (f"There is no {semantics} extension.",), why=lambda _: none
        )
    held = found.sometimes_in if acceptance == "credulous" else found.always_in
    number = {key: n for n, key in enumerate(keys)}
    place = {s.id: number[given.of(s.id)] for s in map.statements}
    statuses: dict[str, Status] = {
        key: "in" if n in held else "out" if n in found.always_out else "undecided"
        for key, n in place.items()
    }
    sentences = _sentences(semantics, acceptance)
    # Extensions that hold the same statements are one and the same.
    only = found.always_in == found.sometimes_in

    def why(key: str) -> str:
        status = statuses[key]
        if status != "undecided" or semantics == "ideal":
            return sentences[status]
        if only:
            return f"the only {semantics} extension leaves it open"
        if place[key] in found.sometimes_in:
            return f"some {semantics} extensions hold it, others do not"
        return f"no {semantics} extension holds it, and some leave it open"

    return Evaluation(
        map,
        named,
        statuses,
        assumptions=assumptions,
        why=why,
    )


def _sentences(semantics: str, acceptance: Acceptance) -> dict[Status, str]:
    if semantics == "ideal":
        one = "the ideal extension"
        return {
            "in": f"{one} holds it",
            "out": f"{one} defeats all that speaks for it",
            "undecided": f"{one} leaves it open",
        }
    one = f"{semantics} extension"
    if acceptance == "credulous":
        return {
            "in": f"some {one} holds it",
            "out": f"every {one} defeats all that speaks for it",
        }
    return {
        "in": f"every {one} holds it",
        "out": f"every {one} defeats all that speaks for it",
    }


class _Solver:
    """A program in clingo."""

    def __init__(self, clingo: Any, facts: str, *parts: str, extra: str = "") -> None:
        self.clingo = clingo
        options = ["--warn=none", "--heuristic=Domain"] if parts else ["--warn=none"]
        self.control = clingo.Control(options)
        encoding = (files("argmap.evaluate") / "complete.lp").read_text(encoding="utf-8")
        self.control.add("base", [], facts)
        self.control.add("base", [], extra)
        self.control.add(encoding)
        self.control.ground([("base", []), *((part, []) for part in parts)])

    def literal(self, name: str, atom: int) -> int | None:
        """The literal of an atom; None where it can't be true."""
        function = self.clingo.Function(name, [self.clingo.Number(atom)])
        found = self.control.symbolic_atoms[function]
        return None if found is None else int(found.literal)

    def consequences(self, mode: str, assumptions: Sequence[int] = ()) -> Any:
        """What holds in all models (`cautious`) or in some (`brave`): the `in` and the `out`; None
        where there is no model.
        """
        solving = self.control.configuration.solve
        solving.models, solving.enum_mode = 0, mode
        last = None
        with self.control.solve(assumptions=list(assumptions), yield_=True) as handle:
            for model in handle:
                last = _split(model.symbols(shown=True))
        return last

    def model(self, assumptions: Sequence[int] = ()) -> _Model | None:
        """The first model."""
        solving = self.control.configuration.solve
        solving.models, solving.enum_mode = 1, "auto"
        with self.control.solve(assumptions=list(assumptions), yield_=True) as handle:
            for model in handle:
                symbols = model.symbols(atoms=True)
                return _Model(
                    *_split(symbols),
                    *(
                        {s.arguments[0].number for s in symbols if s.name == name}
                        for name in ("true", "decided")
                    ),
                )
        return None

    def switch(self) -> int:
        """A literal that is free to be assumed."""
        with self.control.backend() as backend:
            atom: int = backend.add_atom()
            backend.add_external(atom, self.clingo.TruthValue.Free)
        return atom

    def forbid(self, literals: Iterable[int]) -> None:
        """Forbids that all of these literals hold."""
        with self.control.backend() as backend:
            backend.add_rule([], list(literals))


@define
class _Model:
    held: set[int]
    out: set[int]
    true: set[int]
    decided: set[int]


def _split(symbols: Sequence[Any]) -> tuple[set[int], set[int]]:
    held, out = (
        {s.arguments[0].number for s in symbols if s.name == name} for name in ("in", "out")
    )
    return held, out


def _on_statements(clingo: Any, made: Program, semantics: str) -> _Found | None:
    facts = [f"statement({n})." for n in range(len(made.statements))]
    for n, clause in enumerate(made.clauses):
        facts.append(f"rule({n},{clause.head}).")
        facts += [f"body({n},{atom})." for atom in clause.body]
        facts += [f"block({n},{atom})." for atom in clause.blocks]
    text = "\n".join(facts)
    if semantics in ("complete", "stable"):
        solver = _Solver(clingo, text, *(["stable"] if semantics == "stable" else []))
        always, some = solver.consequences("cautious"), solver.consequences("brave")
        return None if always is None else _Found(always[0], always[1], some[0])
    if semantics == "ideal":
        # Attacks that some complete extension holds are statements too, so as to be asked for.
        asked = "\n".join(f"statement({n})." for n in range(len(made.about)))
        credulous = _Solver(clingo, text, extra=asked).consequences("brave")[0]
        extra = "\n".join(f"credulous({n})." for n in sorted(credulous))
        one = _Solver(clingo, text, "largest", "ideal", extra=extra).model()
        assert one is not None
        return _Found(one.held, one.out, one.held)
    some = _Solver(clingo, text).consequences("brave")
    held, out = _in_all_preferred(_Solver(clingo, text, "largest"), made)
    return _Found(held, out, some[0])


def _in_all_preferred(solver: _Solver, made: Program) -> tuple[set[int], set[int]]:
    """What is in, and what is out, in all preferred extensions.

    One extension gives candidates, each further one that differs from them leaves fewer, until none
    differs; extensions that do not differ are ruled out with all that they contain.
    """
    first = solver.model()
    assert first is not None
    held, out = first.held, first.out
    for _ in range(MOST_TRIES):
        switch = solver.switch()
        candidates = [solver.literal("in", n) for n in held]
        candidates += [solver.literal("out", n) for n in out]
        solver.forbid([switch, *(c for c in candidates if c is not None)])
        other = solver.model([switch])
        if other is None:
            return held, out
        # The largest that contains it, whether it differs or not.
        within = [solver.literal("true", n) for n in other.true]
        whole = solver.model([c for c in within if c is not None])
        assert whole is not None
        if held <= whole.held and out <= whole.out:
            beyond = [
                solver.literal("true", n) for n in range(len(made.about)) if n not in whole.true
            ]
            solver.forbid(-c for c in beyond if c is not None)
        held, out = held & whole.held, out & whole.out
    raise ValueError(f"more than {MOST_TRIES} preferred extensions would have to be looked at")


def _semi_stable(clingo: Any, keys: Sequence[str], given: Any) -> _Found | None:
    """On the argument framework: an argument is true where nothing that attacks it can be."""
    count = len(given.arguments)
    facts = [f"rule({n},{n})." for n in range(1, count + 1)]
    facts += [f"block({attacked},{attacker})." for attacker, attacked in given.attacks]
    # A statement is in with one of its arguments; its number stands beyond theirs.
    places = {key: count + 1 + n for n, key in enumerate(keys)}
    facts += [f"statement({n})." for n in places.values()]
    clause = count
    for argument in given.arguments:
        sign, key = argument.conclusion
        if sign == "for":
            clause += 1
            facts += [f"rule({clause},{places[key]}).", f"body({clause},{argument.number})."]
    solver = _Solver(clingo, "\n".join(facts), "widest")
    all_held: set[int] | None = None
    all_out: set[int] = set()
    some_held: set[int] = set()
    arguments = range(1, count + 1)
    for _ in range(MOST_TRIES):
        widest = solver.model()
        if widest is None:
            assert all_held is not None
            shift = count + 1
            held, out, some = (
                {n - shift for n in found} for found in (all_held, all_out, some_held)
            )
            return _Found(held, out, some)
        fixed = [solver.literal("decided", n) for n in arguments if n in widest.decided]
        assumed = [c for c in fixed if c is not None]
        (held, out), (some, _) = (
            solver.consequences(mode, assumed) for mode in ("cautious", "brave")
        )
        all_held, all_out = (held, out) if all_held is None else (all_held & held, all_out & out)
        some_held |= some
        beyond = [solver.literal("decided", n) for n in arguments if n not in widest.decided]
        solver.forbid(-c for c in beyond if c is not None)
    raise ValueError(f"more than {MOST_TRIES} semi-stable extensions would have to be looked at")
