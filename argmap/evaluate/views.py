"""What each speaker of a map holds, and what speakers disagree on.

A speaker's view is what those hold who believe that speaker, and nobody else. Two speakers disagree on a
statement that is in for the one, and that for the other is not only unsupported but defeated: out by
something that stands, against it or against what leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from argmap.evaluate.assumptions import Assumptions
from argmap.evaluate.standing import Status
from argmap.evaluate.theory import Inference, Theory, theory
from argmap.model import Map
from argmap.wording import listed, printable

MOST = 100_000
"""How many statements and arguments are evaluated for all speakers together; those that come after are not
looked at.
"""


@frozen
class Seen:
    """The evaluation for those who believe one speaker: what they grant, the statuses, and the map that was
    evaluated.
    """

    speaker: str
    assumptions: Assumptions
    statuses: Mapping[str, Status]
    map: Map


@frozen
class Disagreement:
    """A statement that is in for some speakers, and defeated for others."""

    statement: str
    held_by: tuple[str, ...]
    denied_by: tuple[str, ...]


@frozen
class Views:
    """The statuses of each speaker, in the order of the map, beside the author's, and what they disagree on.

    `defeated` are for each speaker the statements that are out by something that stands, and not only for
    want of support; `left_out` counts the speakers that were not looked at.
    """

    author: Mapping[str, Status]
    statuses: Mapping[str, Mapping[str, Status]]
    defeated: Mapping[str, frozenset[str]]
    disagreements: tuple[Disagreement, ...] = ()
    left_out: int = 0

    def to_dict(self, shown: Sequence[str]) -> dict[str, Any]:
        """The views as plain data, with the statuses of the statements that are shown."""
        made: dict[str, Any] = {
            "results": [
                {
                    "speaker": speaker,
                    "statements": [{"id": key, "status": found[key]} for key in shown],
                }
                for speaker, found in self.statuses.items()
            ],
            "disagreements": [
                {"id": one.statement, "in": list(one.held_by), "out": list(one.denied_by)}
                for one in self.disagreements
            ],
        }
        return {**made, **({"left_out": self.left_out} if self.left_out else {})}

    def to_text(self, shown: Sequence[str]) -> str:
        """A table of the statements that the author or some speaker sees otherwise than the rest, and a sentence on
        each disagreement. What is out for a speaker for want of support only is `-` there.
        """
        disputed = [one.statement for one in self.disagreements]
        rows = [
            (key, self.author[key], *(self._word(name, key) for name in self.statuses))
            for key in dict.fromkeys((*shown, *disputed))
            if any(found[key] != self.author[key] for found in self.statuses.values())
        ]
        lines = []
        if rows:
            rows.insert(0, ("", "(author)", *(printable(name) for name in self.statuses)))
            widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
            for row in rows:
                cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
                lines.append("  ".join(cells).rstrip())
        else:
            who = listed([printable(name) for name in self.statuses])
            lines.append(f"to believe {who} changes none of this")
        for one in self.disagreements:
            held, denied = (
                listed([printable(name) for name in names])
                for names in (one.held_by, one.denied_by)
            )
            lines.append(f"disagreement on {one.statement}: in for {held}, out for {denied}")
        if rows and len(self.statuses) > 1 and not disputed:
            lines.append("no disagreement: what is in for one of them is defeated for none")
        if self.left_out:
            lines.append(f"{self.left_out} more speakers were not looked at")
        return "\n".join(lines) + "\n"

    def _word(self, speaker: str, key: str) -> str:
        status = self.statuses[speaker][key]
        return "-" if status == "out" and key not in self.defeated[speaker] else status


def views_of(map: Map, author: Mapping[str, Status], seen_by: Callable[[str], Seen]) -> Views:
    """The views of a map's speakers, beside the author's; `seen_by` evaluates it for one of them."""
    size = len(map.statements) + len(map.arguments)
    looked_at = map.speakers[: max(1, MOST // size)]
    statuses: dict[str, Mapping[str, Status]] = {}
    beaten: dict[str, frozenset[str]] = {}
    for speaker in looked_at:
        seen = seen_by(speaker)
        statuses[speaker] = seen.statuses
        beaten[speaker] = defeated(seen.map, theory(seen.map, seen.assumptions), seen.statuses)
    disagreements = []
    for s in map.statements:
        held = tuple(name for name in looked_at if statuses[name][s.id] == "in")
        denied = tuple(name for name in looked_at if s.id in beaten[name])
        if held and denied:
            disagreements.append(Disagreement(s.id, held, denied))
    left_out = len(map.speakers) - len(looked_at)
    return Views(author, statuses, beaten, tuple(disagreements), left_out)


def defeated(map: Map, given: Theory, statuses: Mapping[str, str]) -> frozenset[str]:
    """The statements that are out by something that stands: it is held against them, or against a step to
    them, or against a premise or a condition that they would rest on.
    """
    out = {given.of(key) for key, status in statuses.items() if status == "out"}
    takes_place, stopped = _taking_place(given, statuses)
    found: set[str] = set()
    needed: dict[str, list[str]] = {}
    for rule in given.rules:
        sign, target = rule.conclusion
        if target not in out:
            continue
        if sign == "against":
            if takes_place[rule.id] and (rule.id, target) not in given.weaker:
                found.add(target)
            continue
        if rule.id in stopped:
            found.add(target)
        for premise in rule.premises:
            needed.setdefault(premise, []).append(target)
    for target, rivals in given.contraries.items():
        if target in out and any(
            statuses[r] == "in" and (r, target) not in given.weaker for r in rivals
        ):
            found.add(target)
    for key in given.premises:
        for condition in given.conditions.get(key, ()):
            needed.setdefault(condition, []).append(key)
    front = list(found)
    for key in front:
        for target in needed.get(key, ()):
            if target in out and target not in found:
                found.add(target)
                front.append(target)
    return frozenset(same for key in found for same in map.restated(key))


def _taking_place(given: Theory, statuses: Mapping[str, str]) -> tuple[dict[str, bool], set[str]]:
    """For each rule whether its premises are in and no undercut or challenge that takes place stops it, and
    the rules that one stops.
    """
    rules = {rule.id: rule for rule in given.rules}
    stops = {
        rule.id: rule.conclusion[1]
        for rule in given.rules
        if rule.conclusion[0] == "against" and rule.conclusion[1] in rules
    }
    waits = dict.fromkeys(rules, 0)
    for stopped_step in stops.values():
        waits[stopped_step] += 1
    found = dict.fromkeys(rules, False)
    stopped: set[str] = set()
    ready = [key for key, count in waits.items() if not count]
    for key in ready:
        found[key] = key not in stopped and all(statuses[p] == "in" for p in rules[key].premises)
        step = stops.get(key)
        if step is not None:
            stopped.update([step] if found[key] else ())
            waits[step] -= 1
            if not waits[step]:
                ready.append(step)
    return found, stopped


def tenable(given: Theory, statuses: Mapping[str, str], granted: Iterable[str]) -> frozenset[str]:
    """The statements that are not out, or that would not be if `granted` were held: these, and what they complete the
    premises or the conditions of. What is held against any of them is not looked at.
    """
    found = {given.of(key) for key, status in statuses.items() if status != "out"}
    found.update(map(given.of, granted))
    bodies = [(rule.premises, target) for rule in given.rules for target in _supported(rule)]
    bodies += [(given.conditions[key], key) for key in given.premises if key in given.conditions]
    missing = [len(set(body)) for body, _ in bodies]
    needed: dict[str, list[int]] = {}
    for n, (body, _) in enumerate(bodies):
        for key in dict.fromkeys(body):
            needed.setdefault(key, []).append(n)
    front = list(found)
    for key in front:
        for n in needed.get(key, ()):
            missing[n] -= 1
            head = bodies[n][1]
            if not missing[n] and head not in found:
                found.add(head)
                front.append(head)
    return frozenset(key for key in statuses if given.of(key) in found)


def _supported(rule: Inference) -> list[str]:
    sign, target = rule.conclusion
    return [target] if sign == "for" else []
