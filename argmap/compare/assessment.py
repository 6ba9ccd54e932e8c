"""How far a map has what a model has: a student's answer held against a teacher's, statement by statement.

A statement of the model is `found` in the map, in the same words; `reworded`, in others; attached `elsewhere`, where it
does not do all that it does in the model; or `missing`. Which statements are the same is what the alignment says, so a
doubt of that is told with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from attrs import frozen

from argmap.compare.alignment import Alignment, align
from argmap.compare.likeness import folded
from argmap.compare.relations import Relations
from argmap.diagnostics import Diagnostic, Severity
from argmap.model import Map
from argmap.quotations.library import Passages

Verdict = Literal["found", "reworded", "elsewhere", "missing"]
VERDICTS: tuple[Verdict, ...] = ("found", "reworded", "elsewhere", "missing")

_QUOTATIONS = frozenset(("quotation-not-found", "quotation-ambiguous", "quotation-without-source"))
"""The rules by which a quotation is wrong."""

_TIES = {
    "supported by": "a reason for",
    "rebutted by": "an objection to",
    "is made of": "a part of",
    "contradicts": "in contradiction with",
    "restates": "the same as",
    "outweighs": "outweighed by",
    "explained by": "an explanation of",
    "held only provided": "a condition of",
    "answered by": "an answer to",
    "holds regardless of": "no matter for",
}
"""What a statement is to another, by what that is said to be by it."""

_AGAINST = {"undercut by": "an exception to", "challenged by": "a challenge to"}
_STEPS = {"a step to it": "a reason for", "an objection to it": "an objection to"}
"""The same where it is held against a step, by the words for what it does and for the step."""

Tie = tuple[str, str]
"""What a statement is to another, and that, by its identifier in the model, or where it is not there marked as
`Relations` does.
"""


@frozen
class Finding:
    """What became of a statement of the model, known by its identifier there: `others` are the statements of the map that
    are taken for it, `doubt` why they may not be; where it is attached elsewhere, `lacking` is what it is in the
    model and not in the map, and `instead` what it is there and not in the model, in words.
    """

    statement: str
    verdict: Verdict
    others: tuple[str, ...] = ()
    doubt: str = ""
    lacking: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain data."""
        made: dict[str, Any] = {"id": self.statement, "verdict": self.verdict}
        for key in ("others", "doubt", "lacking", "instead"):
            value = getattr(self, key)
            if value:
                made[key] = value if isinstance(value, str) else list(value)
        return made


@frozen(eq=False, repr=False)
class Assessment:
    """What a map has of a model: a finding for each statement of that, in its order, and what the map has besides
    (`extra`, identifiers). `diagnostics` is what the checker says of it; `problem` why it could not be read at all.
    """

    name: str
    model: Map
    map: Map
    findings: tuple[Finding, ...]
    extra: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    problem: str = ""

    def __repr__(self) -> str:
        return f"<Assessment of {self.name}: {self.summary()}>"

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many statements of the model have each verdict."""
        found = Counter(one.verdict for one in self.findings)
        return {verdict: found[verdict] for verdict in VERDICTS}

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What can't be understood, but for quotations; what stands there is not in the map."""
        return tuple(
            d
            for d in self.diagnostics
            if d.rule.severity is Severity.ERROR and d.name not in _QUOTATIONS
        )

    @property
    def quotations(self) -> tuple[Diagnostic, ...]:
        """The quotations that are wrong."""
        return tuple(d for d in self.diagnostics if d.name in _QUOTATIONS)

    @property
    def broken(self) -> tuple[Diagnostic, ...]:
        """The rules of good argument maps that are broken."""
        apart = {id(d) for d in (*self.errors, *self.quotations)}
        return tuple(d for d in self.diagnostics if id(d) not in apart)

    def summary(self) -> str:
        """How many statements of the model are there, in a few words."""
        counts = self.counts
        there = len(self.findings) - counts["missing"]
        said = [f"{there} of {len(self.findings)} statements"]
        said += [f"{counts[v]} {v}" for v in ("reworded", "elsewhere", "missing") if counts[v]]
        return ", ".join(said)

    def to_dict(self) -> dict[str, Any]:
        """The assessment as plain data."""
        return {
            "name": self.name,
            **({"problem": self.problem} if self.problem else {}),
            "counts": dict(self.counts),
            "statements": [one.to_dict() for one in self.findings],
            "extra": list(self.extra),
            "errors": [d.to_dict() for d in self.errors],
            "quotations": [d.to_dict() for d in self.quotations],
            "rules": [d.to_dict() for d in self.broken],
        }


def assess(
    model: Map,
    map: Map,
    name: str = "",
    diagnostics: Iterable[Diagnostic] = (),
    passages: tuple[Passages, Passages] | None = None,
    problem: str = "",
) -> Assessment:
    """What a map has of a model; `name` is whose it is, `diagnostics` what the checker says of it, `passages` are the
    places of what model and map quote, in their sources, `problem` is why the map could not be read.
    """
    alignment = align(model, map, passages=passages)
    meant = _meant(alignment)
    others: dict[str, list[str]] = {}
    for key, of in meant.items():
        others.setdefault(of, []).append(key)
    doubts = {pair.one: pair.doubt for pair in alignment.pairs if pair.doubt}
    ours, theirs = Relations(model, {s.id: s.id for s in model.statements}), Relations(map, meant)
    wanted, there = _ties(ours), _ties(theirs)
    findings = []
    for s in model.statements:
        said = tuple(others.get(s.id, ()))
        if not said:
            findings.append(Finding(s.id, "missing"))
            continue
        lacking = [tie for tie in wanted.get(s.id, ()) if tie not in there.get(s.id, ())]
        instead = [tie for tie in there.get(s.id, ()) if tie not in wanted.get(s.id, ())]
        # A claim of the model may have been taken further, but not be drawn into what is the model's.
        instead = [tie for tie in instead if lacking or tie[1] in model]
        verdict: Verdict = "found"
        if lacking or instead:
            verdict = "elsewhere"
        elif all(folded(map[key].text) != folded(s.text) for key in said):
            verdict = "reworded"
        findings.append(
            Finding(
                s.id,
                verdict,
                said,
                doubts.get(s.id, ""),
                _in_words(lacking, model, map),
                _in_words(instead, model, map),
            )
        )
    extra = tuple(s.id for s in map.statements if s.id not in meant)
    return Assessment(name, model, map, tuple(findings), extra, tuple(diagnostics), problem)


def _meant(alignment: Alignment) -> dict[str, str]:
    """For each statement of the map that the model has, the one that it is, or is a part of."""
    meant = {other: one for one, other in alignment.matched.items()}
    for pair in alignment.parts:
        meant.setdefault(pair.other, pair.one)
    return meant


def _ties(relations: Relations) -> dict[str, dict[Tie, None]]:
    """What each statement is to others, once each."""
    found: dict[str, dict[Tie, None]] = {}
    for (source, target), hows in relations.pairs.items():
        for how in sorted(hows) if source != target else ():
            found.setdefault(source, {})[how, target] = None
    return found


def _in_words(ties: Sequence[Tie], model: Map, map: Map) -> tuple[str, ...]:
    """Ties in words, with the texts of the statements that they lead to."""
    said = []
    for how, key in ties:
        text = model[key].text if key in model else map[key.removeprefix("\0")].text
        said.append(f"{_tie(how)} “{text}”")
    return tuple(said)


def _tie(how: str) -> str:
    if how in _TIES:
        return _TIES[how]
    does = next((said for word, said in _AGAINST.items() if how.endswith(word)), "tied to")
    return f"{does} {next((said for word, said in _STEPS.items() if how.startswith(word)), 'a step to')}"


def table(assessments: Sequence[Assessment]) -> list[list[str]]:
    """A class as rows of a table, the first with the names of the columns: a row a map, a column for each statement of
    the model with its verdict, and `?` where it is in doubt; then counts, and the rules that are broken.
    """
    if not assessments:
        return []
    keys = [one.statement for one in assessments[0].findings]
    rows = [["map", *keys, *VERDICTS, "extra", "rules", "quotations", "errors"]]
    for one in assessments:
        broken = Counter(d.name for d in one.broken)
        rows.append(
            [
                one.name,
                *(f.verdict + "?" * bool(f.doubt) for f in one.findings),
                *map(str, one.counts.values()),
                str(len(one.extra)),
                "; ".join(name + (f" ({n})" if n > 1 else "") for name, n in broken.items()),
                str(len(one.quotations)),
                str(len(one.errors)),
            ]
        )
    return rows


def to_text(assessments: Sequence[Assessment]) -> str:
    """A class for people: a line a map, and what of the model most maps lack."""
    lines = []
    for one in assessments:
        more = {
            "besides": len(one.extra),
            "rules broken": len(one.broken),
            "quotations wrong": len(one.quotations),
            "errors": len(one.errors),
        }
        said = [one.problem or one.summary(), *(f"{word}: {n}" for word, n in more.items() if n)]
        lines.append(f"{one.name}: {'; '.join(said)}")
    missed: Counter[str] = Counter(
        f.statement for one in assessments for f in one.findings if f.verdict == "missing"
    )
    for key, n in missed.most_common(3) if len(assessments) > 1 else ():
        lines.append(f"missing in {n} of {len(assessments)}: {assessments[0].model[key].text}")
    return "".join(f"{line}\n" for line in lines)
