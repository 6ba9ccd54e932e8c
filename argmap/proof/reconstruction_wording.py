"""A map held against its formulas, in words, as Markdown and as plain data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from argmap.proof.verdict import Finding
from argmap.proof.wording import Words, step_data
from argmap.wording import printable

if TYPE_CHECKING:
    from argmap.proof.reconstruction import Reconstruction, ReportedContradiction, ReportedStep

_REASONS = {
    Finding.VALID: "valid",
    Finding.INVALID: "not valid: the premises can be true and the conclusion false",
    Finding.REFUTED: "the premises refute the conclusion",
    Finding.CONTRADICTORY: "follows only because the premises contradict each other",
    Finding.UNDECIDED: "undecided within the limit",
    Finding.NO_FORMULAS: "not held against formulas",
}
_REBUTTALS = {
    **_REASONS,
    Finding.VALID: "valid: it contradicts that",
    Finding.INVALID: "not valid: both can be true",
    Finding.REFUTED: "proves what it is held against",
}
_CONTRADICTIONS = {
    **_REBUTTALS,
    Finding.VALID: "valid: they contradict each other",
}


def to_text(found: Reconstruction) -> str:
    """A paragraph for each step and contradiction."""
    words = Words(found.proofs)
    paragraphs = []
    for step in found.steps:
        place = words.place(step.argument.id)
        lines = [f"{_heading(words, step)}: {_finding(step)}"]
        lines += [f"  --> {place}"] if place else []
        paragraphs.append([*lines, *(f"  {note}" for note in _notes(words, step))])
    for pair in found.contradictions:
        said = _CONTRADICTIONS[pair.finding]
        lines = [f"{words.names(pair.statements)}, drawn as a contradiction: {said}"]
        paragraphs.append([*lines, *(f"  {note}" for note in _unread(found, words, pair))])
    paragraphs += [words.conflict(conflict) for conflict in found.proofs.conflicts]
    if found.without_formula:
        paragraphs.append([f"without a formula: {words.names(found.without_formula)}"])
    return "".join("".join(f"{printable(line)}\n" for line in [*lines, ""]) for lines in paragraphs)


def to_markdown(found: Reconstruction) -> str:
    """A table of the steps, and lists of what contradicts what and of what has no formula."""
    words = Words(found.proofs)
    parts = [f"# Steps held against their formulas\n\n{found.summary()}.\n"]
    rows = [
        (
            _marked(_heading(words, step)),
            _marked(_line(words, step)),
            _marked(_finding(step)),
            "<br>".join(_marked(note.strip()) for note in _notes(words, step)),
        )
        for step in found.steps
    ]
    if rows:
        parts.append(_table(("step", "line", "found", "more"), rows))
    if found.contradictions:
        pairs = [
            (
                _marked(words.names(pair.statements)),
                _CONTRADICTIONS[pair.finding],
                "<br>".join(_marked(note) for note in _unread(found, words, pair)),
            )
            for pair in found.contradictions
        ]
        parts.append("## Contradictions\n\n" + _table(("drawn between", "found", "more"), pairs))
    if found.proofs.conflicts:
        sets = (f"- {_marked(words.names(conflict))}\n" for conflict in found.proofs.conflicts)
        parts.append("## What the map asserts can't be true together\n\n" + "".join(sets))
    if found.without_formula:
        names = (f"- {_marked(words.name(key))}\n" for key in found.without_formula)
        parts.append("## Without a formula\n\n" + "".join(names))
    return "\n".join(parts)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _marked(text: str) -> str:
    """A text whose characters mean nothing in Markdown, but for code."""
    parts = re.split(r"(`[^`]*`)", printable(text))
    plain = (re.sub(r"([\\*_\[\]<>#~$&])", r"\\\1", part) for part in parts[::2])
    code = [*parts[1::2], ""]
    joined = "".join(f"{one}{two}" for one, two in zip(plain, code, strict=True))
    return joined.replace("|", r"\|").replace("\n", " ")


def _heading(words: Words, step: ReportedStep) -> str:
    premises = " and ".join(
        [words.premise_name(step.argument, key) for key in step.argument.members]
    )
    if step.argument.role == "rebuts":
        granted = ", granted" if step.argument.conceded else ""
        return f"{premises} against {words.name(step.argument.target)}{granted}"
    marked = ", said to be a deduction" if step.argument.strict else ""
    return f"{words.name(step.argument.target)} because of {premises}{marked}"


def _finding(step: ReportedStep) -> str:
    return (_REBUTTALS if step.argument.role == "rebuts" else _REASONS)[step.finding]


def _line(words: Words, step: ReportedStep) -> str:
    place = words.place(step.argument.id)
    return place.split(":")[-2] if place else ""


def _notes(words: Words, step: ReportedStep) -> Iterator[str]:
    """What else there is to say of a step."""
    proof = step.proof
    if proof.unread:
        yield f"without a formula: {words.names(proof.unread)}"
    if step.finding is Finding.VALID and not proof.uses:
        yield "valid by no premise: what it leads to is true in any case"
    elif step.idle:
        yield f"valid by {words.names(proof.uses)}"
    if step.idle:
        one = "without" if len(step.idle) == 1 else "without any one of these"
        yield f"idle: {words.names(step.idle)} (it stays valid {one})"
    if set(step.idle) - set(proof.unneeded):
        yield f"to be spared at once: {words.names(proof.unneeded)}, and not all"
    if not step.decided:
        yield "whether another premise is idle was not decided within the limit"
    if proof.conflict:
        yield f"contradicting each other: {words.names(proof.conflict)}"
    if proof.missing:
        yield f"it would be with {words.names(proof.missing)}"
    if proof.bridge is not None:
        bridge = proof.bridge
        premise = bridge.middle or bridge.general or bridge.weakest
        yield f"it would be with a further premise: `{premise}`"


def _unread(found: Reconstruction, words: Words, pair: ReportedContradiction) -> Iterator[str]:
    unread = [key for key in pair.statements if key in found.without_formula]
    if unread:
        yield f"without a formula: {words.names(unread)}"


def to_dict(found: Reconstruction) -> dict[str, Any]:
    """The plain data of `argmap prove --report --format json`: every key is always there."""
    return {
        "steps": [
            {
                "role": step.argument.role,
                "conceded": step.argument.conceded,
                "deduction": step.argument.strict,
                "finding": str(step.finding),
                "idle": [*step.idle],
                "decided": step.decided,
                **step_data(found.proofs, step.proof),
            }
            for step in found.steps
        ],
        "contradictions": [
            {"statements": [*pair.statements], "finding": str(pair.finding)}
            for pair in found.contradictions
        ],
        "conflicts": [[*conflict] for conflict in found.proofs.conflicts],
        "without_formula": [*found.without_formula],
        "stopped": found.stopped,
    }
