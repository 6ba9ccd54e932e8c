"""What stands: the statuses of a map's statements under one semantics, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from attrs import field, frozen

from argmap.evaluate.assumptions import NOTHING, Assumptions, known
from argmap.evaluate.explanation import Explanation, explanation
from argmap.evaluate.main_statements import main_statements
from argmap.evaluate.reasons import Reasons
from argmap.model import Map, Statement

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

    map: Map
    semantics: str
    statuses: Mapping[str, Status]
    remarks: tuple[str, ...] = ()
    strengths: Mapping[str, float] = field(factory=dict)
    assumptions: Assumptions = NOTHING
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
        a statement of each cycle that no root stands above.
        """
        roots = {
            s.id for s in main_statements(self.map) if s.attributes.get("type") != "background"
        }
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
        """What a status depends on, nested: the derivation, and every attacker with its answer.

        Raises `ValueError` for semantics other than grounded, which have no derivations to show.
        """
        if self._reasons is None:
            raise ValueError("an explanation needs the grounded semantics")
        return explanation(self._reasons, known(self.map, statement), dict(WORDS))
