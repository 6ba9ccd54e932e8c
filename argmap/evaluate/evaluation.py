"""What stands: the statuses of a map's statements under one semantics, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal

from attrs import evolve, field, frozen

from argmap.evaluate.choices import ACCEPTANCES, EXTENSIONS, METHODS, SEMANTICS, Acceptance
from argmap.evaluate.explanation import Explanation, explanation
from argmap.evaluate.grounded import grounded
from argmap.evaluate.program import program
from argmap.evaluate.reasons import Reasons, name
from argmap.evaluate.supposing import NOTHING, Supposing, known, supposed
from argmap.evaluate.theory import theory
from argmap.evaluate.tops import tops
from argmap.model import ArgumentMap, Statement

Status = Literal["in", "out", "undecided"]

WORDS: dict[bool | None, Status] = {True: "in", False: "out", None: "undecided"}


@frozen(eq=False, repr=False)
class Evaluation:
    """The statuses of a map's statements.

    `semantics` names how they were found, with acceptance or method; `statuses` holds `in`, `out` or
    `undecided` by identifier, in the order of the map; `strengths` the numbers of the gradual semantics,
    from 0 to 1, else nothing. `remarks` are sentences on what the result depends on, as default weights,
    and on assumptions that are in together with what they contradict.
    """

    map: ArgumentMap
    semantics: str
    statuses: Mapping[str, Status]
    remarks: tuple[str, ...] = ()
    strengths: Mapping[str, float] = field(factory=dict)
    supposing: Supposing = NOTHING
    _why: Callable[[str], str] = field(kw_only=True)
    _reasons: Reasons | None = field(default=None, kw_only=True)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.of(status))} {status}" for status in WORDS.values())
        return f"<Evaluation {self.semantics}: {counts}>"

    def __getitem__(self, statement: str | Statement) -> Status:
        """The status of a statement; `ValueError` where the map has none such."""
        return self.statuses[known(self.map, statement)]

    def of(self, status: Status) -> tuple[Statement, ...]:
        """The statements that have a status."""
        return tuple(s for s in self.map.statements if self.statuses[s.id] == status)

    @property
    def shown(self) -> tuple[Statement, ...]:
        """The statements that a reader asks about first: roots, but for background, and recommendations; and
        a statement of each circle that no root stands above.
        """
        roots = {s.id for s in tops(self.map) if s.attributes.get("type") != "background"}
        return tuple(s for s in self.map.statements if s.id in roots or s.kind == "recommendation")

    def to_dict(self, all: bool = False) -> dict[str, Any]:
        """The evaluation as plain data: of the statements that are shown, or of all."""
        made: dict[str, Any] = {"semantics": self.semantics}
        if self.remarks:
            made["remarks"] = list(self.remarks)
        made["statements"] = [
            {
                "id": s.id,
                "status": self.statuses[s.id],
                **({"strength": self.strengths[s.id]} if self.strengths else {}),
                "why": self._why(s.id),
            }
            for s in (self.map.statements if all else self.shown)
        ]
        return made

    def to_text(self, all: bool = False) -> str:
        """The evaluation for people: of the statements that are shown, or of all."""
        lines = []
        for s in self.map.statements if all else self.shown:
            lines.append(f"{s.id}: {s.text}\n  {self.statuses[s.id]}: {self._why(s.id)}\n")
        lines += [f"{remark}\n" for remark in self.remarks]
        return "".join(lines)

    def why(self, statement: str | Statement) -> str:
        """Why a statement has its status, in one sentence without the status and a full stop."""
        return self._why(known(self.map, statement))

    def explain(self, statement: str | Statement) -> Explanation:
        """What a status hangs on, nested: the derivation, and every attacker with its answer.

        Raises `ValueError` for semantics other than grounded, which have no derivations to show.
        """
        if self._reasons is None:
            raise ValueError("an explanation needs the grounded semantics")
        return explanation(self._reasons, known(self.map, statement), dict(WORDS))


def evaluate(
    map: ArgumentMap,
    semantics: str = "grounded",
    *,
    acceptance: Acceptance | None = None,
    method: str | None = None,
    reject: Iterable[str | Statement] = (),
    assume: Iterable[str | Statement] = (),
    audience: Iterable[str] = (),
) -> Evaluation:
    """What stands on a map.

    `semantics` is one of `SEMANTICS`; `acceptance`, `sceptical` (in every extension) or `credulous` (in
    some), goes with those that have several extensions, `method`, one of `METHODS`, with `gradual`.
    `reject` and `assume` are statements that are not held or held whatever the map says; `audience` are
    speakers whose words are held, and what contradicts them not. Raises `ValueError` for a name that
    isn't one and for options that don't go together, and `argmap.extras.MissingExtra` where clingo is
    needed and not there.
    """
    _fits("semantics", semantics, SEMANTICS)
    several = semantics in EXTENSIONS and semantics != "ideal"
    if acceptance is not None:
        _fits("acceptance", acceptance, ACCEPTANCES)
        if not several:
            raise ValueError(f"{semantics} semantics has one result: leave out the acceptance")
    if method is not None:
        _fits("method", method, METHODS)
        if semantics != "gradual":
            raise ValueError(f"a method goes with gradual semantics, not with {semantics}")
    found = _evaluated(map, supposed(map, reject, assume, audience), semantics, acceptance, method)
    return evolve(found, remarks=(*found.remarks, *_clashes(found)))


def _evaluated(
    map: ArgumentMap,
    supposing: Supposing,
    semantics: str,
    acceptance: Acceptance | None,
    method: str | None,
) -> Evaluation:
    if semantics == "carneades":
        from argmap.evaluate.carneades import carneades

        return carneades(map, supposing)
    if semantics == "gradual":
        from argmap.evaluate.gradual import gradual

        return gradual(map, supposing, method or METHODS[0])
    if semantics in EXTENSIONS:
        from argmap.evaluate.extensions import extensions

        return extensions(map, supposing, semantics, acceptance or ACCEPTANCES[0])
    return stands(map, supposing)


def stands(map: ArgumentMap, supposing: Supposing) -> Evaluation:
    """The evaluation under grounded semantics."""
    given = theory(map, supposing)
    made = program(tuple(s.id for s in map.statements), given)
    model = grounded(made)
    reasons = Reasons(map, given, made, model)
    return Evaluation(
        map,
        "grounded",
        {key: WORDS[model.value[n]] for n, key in enumerate(made.statements)},
        supposing=supposing,
        why=reasons.why,
        reasons=reasons,
    )


def _clashes(found: Evaluation) -> Iterator[str]:
    """A remark on each contradiction of which both sides are in because something is assumed."""
    for pair in dict.fromkeys(tuple(sorted(pair)) for pair in found.map.contradictions):
        held = [name(found.map[key]) for key in pair if key in found.supposing.assumed]
        if not held or any(found.statuses[key] != "in" for key in pair):
            continue
        one, other = (name(found.map[key]) for key in pair)
        why = "both are assumed" if len(held) == 2 else f"{held[0]} is assumed"
        yield f"{one} and {other} contradict each other, and both are in: {why}."


def _fits(what: str, chosen: str, names: tuple[str, ...]) -> None:
    if chosen not in names:
        raise ValueError(f"there is no {what} {chosen!r}; there are {', '.join(names)}")
