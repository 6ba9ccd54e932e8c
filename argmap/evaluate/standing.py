"""Statuses, what they say of a question, and under which suppositions they are held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from argmap.evaluate.names import name
from argmap.model import Map
from argmap.wording import listed

Status = Literal["in", "out", "undecided", "open", "answered"]
"""What an evaluation says of a statement; of a question, `open` or `answered`."""


def supposing(map: Map, key: str) -> tuple[str, ...]:
    """The suppositions that a status is one under, the innermost first: those around a statement, and a
    supposition itself.
    """
    around = map.around(key)
    return (key, *around) if map[key].kind == "supposition" else around


def headline(map: Map, key: str, status: Status) -> str:
    """The line on a statement: its status, with the suppositions that it is one under, and its text."""
    under = listed([name(map[one]) for one in supposing(map, key)])
    return f"{key} ({f'{status}, supposing {under}' if under else status}): {map[key].text}"


def answers_in(map: Map, statuses: Mapping[str, str], question: str) -> list[str]:
    """The answers to a question that are in."""
    return [answer for answer in map.answers_to.get(question, ()) if statuses[answer] == "in"]


def with_questions(map: Map, statuses: Mapping[str, Status]) -> dict[str, Status]:
    """Statuses, with the results of questions in their place: they are neither in nor out."""
    asked = [s.id for s in map.statements if s.kind == "question"]
    found = dict(statuses)
    for key in asked:
        found[key] = "answered" if answers_in(map, statuses, key) else "open"
    return found


def result_of(map: Map, statuses: Mapping[str, str], question: str) -> str:
    """The sentence on a question."""
    found = answers_in(map, statuses, question)
    if found:
        return f"answered by {listed([name(map[key]) for key in found])}"
    answers = map.answers_to.get(question, ())
    if not answers:
        return "nothing is given as an answer"
    undecided = [name(map[key]) for key in answers if statuses[key] == "undecided"]
    if undecided:
        are = "is" if len(undecided) == 1 else "are"
        return f"no answer is in; {listed(undecided)} {are} undecided"
    return "no answer is in"
