"""An explanation of a status as a nested list: what a statement stands by, what is held against it, and
what answers that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import define, field, frozen

from argmap.evaluate.grounds import Attack, Grounds
from argmap.evaluate.standing import supposing
from argmap.model import Argument, Map
from argmap.wording import listed

MOST = 1000
"""How many entries an explanation has at most."""

DEEPEST = 50
"""How deep they are nested at most."""


@frozen(eq=False, repr=False)
class StatusExplanation:
    """A statement with its status, and below it what that depends on.

    `relation` says what it does to the statement above, in the words of the language: `because`, `but`,
    `unless`, `however`, `contradicts`, `provided`, `restates`, `answer`, or `and` where it works together with
    the entry before it; at the top it is empty. `why` is the sentence on the status, and `under` the
    suppositions that it is one under, the innermost first. `told` is true where the statement is explained
    further up, `cut` where there would be more to say and the explanation has become too long or too deep. `step` is, at the
    first premise of a step, what its formulas say of it, where that was asked for: `proved`, `not proved` (though the map calls it a
    deduction), `not decided`.
    """

    statement: str
    status: str
    why: str
    relation: str = ""
    below: tuple[StatusExplanation, ...] = ()
    told: bool = False
    cut: bool = False
    under: tuple[str, ...] = ()
    step: str = ""

    def __repr__(self) -> str:
        return f"<StatusExplanation of {self.statement}: {self.status}, {len(self.below)} entries below>"

    def walk(self) -> Iterator[tuple[int, StatusExplanation]]:
        """The entries in the order of reading, each with its depth."""
        stack = [(0, self)]
        while stack:
            depth, entry = stack.pop()
            yield depth, entry
            stack += [(depth + 1, one) for one in reversed(entry.below)]

    def to_text(self, map: Map) -> str:
        """The explanation as a nested list, with the words of the map."""
        lines = []
        for depth, entry in self.walk():
            head = f"{entry.relation} {entry.statement}".lstrip()
            status = entry.status
            if map[entry.statement].kind == "supposition":
                status = "supposed"
            elif entry.under:
                status += f", supposing {listed(entry.under)}"
            line = f"{'  ' * depth}{head} ({status}): {map[entry.statement].text}"
            if entry.step:
                line += f" [step {entry.step} by its formulas]"
            if entry.told:
                line += " [told above]"
            elif entry.cut:
                line += " [and so on]"
            lines.append(line)
            if not depth or not (entry.below or entry.told):
                lines.append(f"{'  ' * (depth + 1)}= {entry.why}")
        return "\n".join(lines) + "\n"

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain data."""
        made: dict[str, Any] = {"id": self.statement, "status": self.status, "why": self.why}
        if self.under:
            made["under"] = list(self.under)
        if self.relation:
            made = {"relation": self.relation, **made}
        if self.step:
            made["step"] = self.step
        for flag in ("told", "cut"):
            if getattr(self, flag):
                made[flag] = True
        if self.below:
            made["below"] = [one.to_dict() for one in self.below]
        return made


@define(eq=False)
class _Entry:
    statement: str
    relation: str
    depth: int = 0
    # Whether what the status depends on is shown, or only the status.
    open: bool = True
    below: list[_Entry] = field(factory=list)
    told: bool = False
    cut: bool = False
    step: str = ""


def explanation(
    reasons: Grounds,
    key: str,
    statuses: Mapping[str, str],
    why: Callable[[str], str],
    most: int = MOST,
) -> StatusExplanation:
    """The explanation of a statement's status; `why` gives the sentences."""
    root = _Entry(key, "")
    entries = [root]
    explained: set[str] = set()
    for entry in entries:
        if not entry.open:
            continue
        if entry.statement in explained:
            entry.told = True
            continue
        found = _below(reasons, entry.statement)
        if not found:
            continue
        if len(entries) + _count(found) > most:
            entry.cut = True
            found = _below(reasons, entry.statement, brief=True)
        if entry.depth == DEEPEST or len(entries) + _count(found) > most:
            entry.cut = True
            continue
        explained.add(entry.statement)
        entry.below = found
        front = list(found)
        for one in front:
            one.depth = entry.depth + 1
        # What is nested already, as what answers an attack, is one deeper than the attack.
        for one in front:
            for two in one.below:
                two.depth = one.depth + 1
                front.append(two)
        entries += front
    made: dict[int, StatusExplanation] = {}
    for entry in reversed(entries):
        made[id(entry)] = StatusExplanation(
            entry.statement,
            statuses[entry.statement],
            why(entry.statement),
            entry.relation,
            tuple(made[id(one)] for one in entry.below),
            entry.told,
            entry.cut,
            supposing(reasons.map, entry.statement),
            entry.step,
        )
    return made[id(root)]


def _count(found: list[_Entry]) -> int:
    return sum(1 + len(one.below) for one in found)


def _below(reasons: Grounds, key: str, brief: bool = False) -> list[_Entry]:
    """The entries below a statement: the steps to it, first that which it stands by, and all that is held
    against it. In brief, the other steps are left out.
    """
    assumptions = reasons.theory.assumptions
    kind = reasons.map[key].kind
    if kind == "question":
        return [_Entry(answer, "answer") for answer in reasons.map.answers_to.get(key, ())]
    if key in assumptions.assumed or key in assumptions.rejected or kind == "supposition":
        return []
    found = [
        _Entry(same, "restates", open=False) for same in reasons.map.restated(key) if same != key
    ]
    source = reasons.source(key)
    steps = reasons.steps(key)
    if source is not None:
        # A sort that keeps the order of the map among the others.
        steps.sort(key=lambda one: one[0] is not source)
        steps = steps[:1] if brief else steps
    for step, holds in steps:
        open = _decisive(reasons, step, holds) if step is source or not holds else set[str]()
        found += _group("because", step.members, open, reasons.logic.verdict(step.id))
        for attack in reasons.undercuts(step):
            found += _attack(reasons, attack, _word(attack))
    value = reasons.value(key)
    for condition in reasons.conditions(key):
        found += _group(
            "provided", (condition,), {condition} if _tells(reasons, condition, value) else set()
        )
    for attack in reasons.attacks(key):
        found += _attack(reasons, attack, "contradicts" if attack.verb == "contradicts" else "but")
    for denial in reasons.denials(key):
        if denial.holds is not False:
            found.append(_Entry(denial.step.target, "so"))
    return found


def _tells(reasons: Grounds, condition: str, value: bool | None) -> bool:
    """Whether the status of a statement depends on that of a condition, which is shown then."""
    return value is True or reasons.value(condition) is value


def _word(attack: Attack) -> str:
    """The word of the language for an attack on a step."""
    return "however" if attack.verb == "challenges" else "unless"


def _decisive(reasons: Grounds, step: Argument, value: bool | None) -> set[str]:
    """The premises whose own status a step's depends on."""
    if value is True:
        return set(step.members)
    if value is None:
        return {m for m in step.members if reasons.value(m) is None}
    out, _ = reasons.failing(step)
    return {out} if out is not None else set()


def _attack(reasons: Grounds, attack: Attack, word: str) -> list[_Entry]:
    """The entries on an attack: what carries it, or where it fails what it fails by."""
    if attack.spared:
        word = "although" if attack.spared == "granted" else word
        return _group(word, attack.members, set())
    argument = attack.argument
    if attack.holds:
        open = set(attack.members)
    elif attack.holds is None:
        open = {m for m in attack.members if reasons.value(m) is None}
    else:
        out = reasons.failing(argument)[0] if argument is not None else attack.members[0]
        open = {out} if out is not None else set()
    step = reasons.logic.verdict(argument.id) if word == "but" and argument is not None else ""
    made = _group(word, attack.members, open, step)
    if argument is not None and attack.holds is not True and not (attack.holds is False and open):
        for undercut in reasons.undercuts(argument):
            if undercut.holds is not False:
                made[-1].below += _group(_word(undercut), undercut.members, set(undercut.members))
    return made


def _group(word: str, keys: tuple[str, ...], open: set[str], step: str = "") -> list[_Entry]:
    made = [_Entry(key, word if n == 0 else "and", open=key in open) for n, key in enumerate(keys)]
    if made:
        made[0].step = step
    return made
