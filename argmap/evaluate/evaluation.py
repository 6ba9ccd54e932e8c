"""What stands: the statuses of a map's statements under one semantics, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from attrs import field, frozen

from argmap.evaluate.assumptions import NOTHING, Assumptions, known
from argmap.evaluate.available import PREFERENCES
from argmap.evaluate.contrast import Contrast, contrast
from argmap.evaluate.dispute import dispute
from argmap.evaluate.explanation import Entry, StatusExplanation, explanation, hangs_on
from argmap.evaluate.logic import Logic, sentences
from argmap.evaluate.main_statements import main_statements
from argmap.evaluate.names import name
from argmap.evaluate.reasons import Reasons
from argmap.evaluate.standing import Status as Status
from argmap.evaluate.standing import answers_in, result_of, supposing
from argmap.evaluate.views import Views
from argmap.model import Map, Statement
from argmap.wording import listed

if TYPE_CHECKING:
    from argmap.evaluate.comparisons import Comparisons

WORDS: dict[bool | None, Literal["in", "out", "undecided"]] = {
    True: "in",
    False: "out",
    None: "undecided",
}


class Probability(NamedTuple):
    """How likely a statement is in, and out; `interval` holds the former with 95 % where it was estimated."""

    inside: float
    outside: float
    interval: tuple[float, float] | None = None


class Influence(NamedTuple):
    """By how much a statement is likelier in where a premise or a step, known by its identifier, holds than where it does
    not; `interval` holds that with 95 % where it was estimated.
    """

    id: str
    change: float
    interval: tuple[float, float] | None = None

    def to_dict(self) -> dict[str, Any]:
        """The influence as plain data."""
        made: dict[str, Any] = {"id": self.id, "change": self.change}
        if self.interval is not None:
            made["interval"] = list(self.interval)
        return made


Sensitivity = tuple[Influence, ...]
"""What moves the probability of a statement, the strongest first."""


def _none() -> None:
    return None


@frozen(eq=False, repr=False)
class Evaluation:
    """The statuses of a map's statements.

    `semantics` names how they were found, with acceptance or method; `statuses` holds `in`, `out` or
    `undecided` by identifier, in the order of the map, for a question `answered` or `open`; `strengths` the
    numbers of the gradual semantics, from 0 to 1, else nothing. `remarks` are sentences on what the result
    depends on, as default weights, and on assumptions that are in together with what they contradict.

    `probabilities` are those of the probabilistic semantics.

    `logic` is what the formulas of the map say, where that was asked for.

    `settled` says, of the statements that stand in a circle or hang on one, whether their strengths settle.

    The status of a statement in a passage is one under the suppositions that `suppositions` names.
    """

    map: Map
    semantics: str
    statuses: Mapping[str, Status]
    remarks: tuple[str, ...] = ()
    strengths: Mapping[str, float] = field(factory=dict)
    assumptions: Assumptions = NOTHING
    settled: Mapping[str, bool] = field(factory=dict)
    probabilities: Mapping[str, Probability] = field(factory=dict)
    logic: Logic | None = None
    _why: Callable[[str], str] = field(kw_only=True)
    _reasons: Reasons | None = field(default=None, kw_only=True)
    _views: Callable[[], Views | None] = field(default=_none, kw_only=True)
    _comparisons: Callable[[], Comparisons | None] = field(default=_none, kw_only=True)
    _sensitivity: Callable[[str], Sensitivity] | None = field(default=None, kw_only=True)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.of(status))} {status}" for status in WORDS.values())
        return f"<Evaluation {self.semantics}: {counts}>"

    def _repr_html_(self) -> str:
        """What notebooks show: the statements that a reader asks about first, their statuses, and why."""
        from argmap.notebook import paragraphs, table

        rows = [(s.id, s.text, self.statuses[s.id], self.why(s.id)) for s in self.shown]
        made = table(("statement", "text", "status", "why"), rows, f"{self!r}"[1:-1])
        return "\n".join(filter(None, (made, paragraphs(self.remarks))))

    def __getitem__(self, statement: str | Statement) -> Status:
        """The status of a statement; `ValueError` where the map has none such."""
        return self.statuses[known(self.map, statement)]

    def of(self, status: Status) -> tuple[Statement, ...]:
        """The statements that have a status."""
        return tuple(s for s in self.map.statements if self.statuses[s.id] == status)

    def answers(self, question: str | Statement) -> tuple[Statement, ...]:
        """The answers to a question that are in: its result, which is open where there are none."""
        key = known(self.map, question)
        return tuple(self.map[one] for one in answers_in(self.map, self.statuses, key))

    def suppositions(self, statement: str | Statement) -> tuple[str, ...]:
        """The suppositions that a status is one under, by identifier, the innermost first; a supposition is
        granted under itself.
        """
        return supposing(self.map, known(self.map, statement))

    @property
    def satisfiable(self) -> bool | None:
        """Whether what is in can all be true by its formulas; None where that was not decided, or not asked for."""
        return None if self.logic is None else self.logic.satisfiable(self.held)

    @property
    def core(self) -> tuple[str, ...]:
        """Statements that are in and can't all be true, no fewer of which can't; empty where none are known."""
        return () if self.logic is None else self.logic.core(self.held)

    @property
    def held(self) -> tuple[str, ...]:
        """The statements that are in, and not only under a supposition, by identifier."""
        return tuple(s.id for s in self.of("in") if s.within is None and s.kind != "supposition")

    @property
    def views(self) -> Views | None:
        """What each speaker of the map holds, and what they disagree on; None where the map has no speakers,
        and where an audience was asked for.
        """
        return self._views()

    @property
    def comparisons(self) -> Comparisons | None:
        """Where other comparisons of preferences give other statuses; None where the map has no preferences, and for
        semantics other than grounded.
        """
        return self._comparisons()

    @property
    def shown(self) -> tuple[Statement, ...]:
        """The statements that a reader asks about first: roots, but for background, recommendations, questions
        with their answers; and a statement of each cycle that no root stands above.
        """
        roots = {
            s.id for s in main_statements(self.map) if s.attributes.get("type") != "background"
        }
        roots.update(a.answer for a in self.map.answers)
        kinds = ("recommendation", "question")
        return tuple(s for s in self.map.statements if s.id in roots or s.kind in kinds)

    def to_dict(self, all: bool = False) -> dict[str, Any]:
        """The evaluation as plain data: of the statements that are shown, or of all."""
        made: dict[str, Any] = {"semantics": self.semantics}
        if self.remarks:
            made["remarks"] = list(self.remarks)
        shown = self.map.statements if all else self.shown
        made["statements"] = [self._entry(s) for s in shown]
        if self.logic is not None:
            made["logic"] = self.logic.to_dict(self.held)
        compared = self.comparisons
        if compared is not None and (differing := compared.to_list()):
            made["comparisons"] = differing
        views = self.views
        if views is not None:
            made["speakers"] = views.to_dict([s.id for s in shown])
        return made

    def _entry(self, statement: Statement) -> dict[str, Any]:
        key = statement.id
        made: dict[str, Any] = {"id": key, "status": self.statuses[key]}
        if statement.kind == "question":
            made["answers"] = [s.id for s in self.answers(key)]
        if under := self.suppositions(key):
            made["under"] = list(under)
        if key in self.probabilities and statement.kind != "question":
            chance = self.probabilities[key]
            made["probability"] = round(chance.inside, 6)
            if chance.interval is not None:
                made["interval"] = [round(bound, 6) for bound in chance.interval]
            if self._sensitivity is not None:
                made["sensitivity"] = [one.to_dict() for one in self._sensitivity(key)]
        if key in self.strengths:
            made["strength"] = self.strengths[key]
        if key in self.settled and statement.kind != "question":
            made["settled"] = self.settled[key]
        return {**made, "why": self.why(key)}

    def to_text(self, all: bool = False) -> str:
        """The evaluation for people: of the statements that are shown, or of all."""
        lines = []
        shown = self.map.statements if all else self.shown
        for s in shown:
            said = self.why(s.id)
            status: str = "supposed" if s.kind == "supposition" else self.statuses[s.id]
            if under := [one for one in self.suppositions(s.id) if one != s.id]:
                status += f" under the supposition of {listed([name(self.map[u]) for u in under])}"
            told = said if status == "answered" else f"{status}: {said}"
            lines.append(f"{s.id}: {s.text}\n  {told}\n")
        views = self.views
        if views is not None:
            lines.append(views.to_text([s.id for s in shown if s.kind != "supposition"]))
        lines += [f"{remark}\n" for remark in self.remarks]
        compared = self.comparisons
        if compared is not None and (said := compared.remark(self.statuses)):
            lines.append(f"{said}\n")
        if self.logic is not None:
            lines += [f"{said}\n" for said in sentences(self.map, self.logic, self.held)]
        return "".join(lines)

    def why(self, statement: str | Statement) -> str:
        """Why a statement has its status, in one sentence without the status and a full stop."""
        key = known(self.map, statement)
        kind = self.map[key].kind
        if kind == "question":
            return result_of(self.map, self.statuses, key)
        return "granted in its passage alone" if kind == "supposition" else self._why(key)

    def sensitivity(self, statement: str | Statement) -> Sensitivity:
        """The premises and steps that most move the probability of a statement, the strongest first.

        Raises `ValueError` where it was not asked for.
        """
        if self._sensitivity is None:
            raise ValueError(
                "sensitivity needs the probabilistic semantics, and has to be asked for"
            )
        return self._sensitivity(known(self.map, statement))

    def explain(self, statement: str | Statement) -> StatusExplanation:
        """What a status depends on, nested: the derivation, and every attacker with its answer.

        Raises `ValueError` for semantics other than grounded, which have no derivations to show, and for comparisons
        of preferences that build arguments.
        """
        reasons, key = self._explained(statement)
        return explanation(
            self.map, Entry(key, ""), self.statuses, self.why, partial(hangs_on, reasons)
        )

    def dispute(self, statement: str | Statement) -> StatusExplanation:
        """The smallest dispute that decides a status: what the winning side says for or against the statement, all
        that can be objected, and an answer to each.

        Raises `ValueError` for semantics other than grounded.
        """
        reasons, key = self._explained(statement)
        return dispute(reasons, key, self.statuses, self.why)

    def contrast(self, fact: str | Statement, foil: str | Statement) -> Contrast:
        """Why one statement is in rather than another.

        Raises `ValueError` for semantics other than grounded, where the one is not in, and where the other is.
        """
        reasons, key = self._explained(fact)
        return contrast(reasons, key, known(self.map, foil), self.statuses, self.why)

    def _explained(self, statement: str | Statement) -> tuple[Reasons, str]:
        """What statuses rest on, and the identifier of a statement."""
        if self._reasons is None:
            needs = f", with {PREFERENCES[0]}" if self.semantics.startswith("grounded") else ""
            raise ValueError(f"an explanation needs the grounded semantics{needs}")
        return self._reasons, known(self.map, statement)
