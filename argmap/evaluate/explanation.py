"""An explanation of a status as a nested list: what a statement stands by, what is held against it, and
what answers that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Literal

from attrs import define, field, frozen

from argmap.evaluate.grounds import Attack, Grounds
from argmap.evaluate.standing import supposing
from argmap.model import Argument, Map
from argmap.wording import listed

MOST = 1000
"""How many entries an explanation has at most."""

DEEPEST = 50
"""How deep they are nested at most."""

Side = Literal["for", "against", ""]

WORDS = {
    "rebuts": "but",
    "contradicts": "contradicts",
    "undercuts": "unless",
    "challenges": "however",
}
"""The words of the language for what is held against a statement or a step."""


@frozen(eq=False, repr=False)
class StatusExplanation:
    """A statement with its status, and below it what that depends on.

    `relation` says what it does to the statement above, in the words of the language: `because`, `but`,
    `unless`, `however`, `contradicts`, `provided`, `restates`, `answer`, or `and` where it works together with
    the entry before it; at the top it is empty. `why` is the sentence on the status, and `under` the
    suppositions that it is one under, the innermost first. `told` is true where the statement is explained
    further up, `cut` where there would be more to say and the explanation has become too long or too deep.

    In a dispute `side` says whether it is brought `for` the statement at the top or `against` it; elsewhere it is
    empty. `step` is, at the first premise of a step, what its formulas say of it, where that was asked for: `proved`,
    `not proved` (though the map calls it a deduction), `not decided`.
    """

    statement: str
    status: str
    why: str
    relation: str = ""
    below: tuple[StatusExplanation, ...] = ()
    told: bool = False
    cut: bool = False
    under: tuple[str, ...] = ()
    side: Side = ""
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

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements that it speaks of, in the order of reading."""
        return tuple(dict.fromkeys(entry.statement for _, entry in self.walk()))

    def to_text(self, map: Map) -> str:
        """The explanation as a nested list, with the words of the map."""
        lines = []
        for depth, entry in self.walk():
            margin = f"{entry.side:<9}" if self.side else ""
            head = f"{entry.relation} {entry.statement}".lstrip()
            status = entry.status
            if map[entry.statement].kind == "supposition":
                status = "supposed"
            elif entry.under:
                status += f", supposing {listed(entry.under)}"
            line = f"{margin}{'  ' * depth}{head} ({status}): {map[entry.statement].text}"
            if entry.step:
                line += f" [step {entry.step} by its formulas]"
            if entry.told:
                line += " [told above]"
            elif entry.cut:
                line += " [and so on]"
            lines.append(line)
            top = not depth and not self.side
            if top or not (entry.below or entry.told):
                lines.append(f"{' ' * len(margin)}{'  ' * (depth + 1)}= {entry.why}")
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
        if self.side:
            made = {"side": self.side, **made}
        for flag in ("told", "cut"):
            if getattr(self, flag):
                made[flag] = True
        if self.below:
            made["below"] = [one.to_dict() for one in self.below]
        return made


@define(eq=False)
class Entry:
    """A statement of an explanation in the making."""

    statement: str
    relation: str
    depth: int = 0
    # Whether what the status depends on is shown, or only the status.
    open: bool = True
    below: list[Entry] = field(factory=list)
    told: bool = False
    cut: bool = False
    side: Side = ""
    step: str = ""


def explanation(
    map: Map,
    root: Entry,
    statuses: Mapping[str, str],
    why: Callable[[str], str],
    below: Callable[[Entry, bool], list[Entry]],
    most: int = MOST,
) -> StatusExplanation:
    """What is to be said of a statement, nested: `below` gives the entries below one, all or in brief, `why` the
    sentences.
    """
    entries = [root]
    explained: set[str] = set()
    for entry in entries:
        if not entry.open:
            continue
        if entry.statement in explained:
            entry.told = True
            continue
        found = below(entry, False)
        if not found:
            continue
        more = _spread(found, entry.depth)
        if len(entries) + len(more) > most:
            entry.cut = True
            found = below(entry, True)
            more = _spread(found, entry.depth)
        if entry.depth == DEEPEST or len(entries) + len(more) > most:
            entry.cut = True
            continue
        explained.add(entry.statement)
        entry.below = found + entry.below
        entries += more
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
            supposing(map, entry.statement),
            entry.side,
            entry.step,
        )
    return made[id(root)]


def _spread(found: list[Entry], depth: int) -> list[Entry]:
    """Entries and what is nested in them already, as what answers an attack, with the depth of each."""
    for one in found:
        one.depth = depth + 1
    front = list(found)
    for one in front:
        for two in one.below:
            two.depth = one.depth + 1
            front.append(two)
    return front


def hangs_on(reasons: Grounds, entry: Entry, brief: bool = False) -> list[Entry]:
    """The entries below a statement: the steps to it, first that which it stands by, and all that is held
    against it. In brief, the other steps are left out.
    """
    key = entry.statement
    assumptions = reasons.theory.assumptions
    kind = reasons.map[key].kind
    if kind == "question":
        return [Entry(answer, "answer") for answer in reasons.map.answers_to.get(key, ())]
    if key in assumptions.assumed or key in assumptions.rejected or kind == "supposition":
        return []
    found = [
        Entry(same, "restates", open=False) for same in reasons.map.restated(key) if same != key
    ]
    source = reasons.source(key)
    steps = reasons.steps(key)
    if source is not None:
        # A sort that keeps the order of the map among the others.
        steps.sort(key=lambda one: one[0] is not source)
        steps = steps[:1] if brief else steps
    for step, holds in steps:
        open = _decisive(reasons, step, holds) if step is source or not holds else set[str]()
        found += _judged(group("because", step.members, open), reasons, step)
        for attack in reasons.undercuts(step):
            found += _attack(reasons, attack)
    value = reasons.value(key)
    for condition in reasons.conditions(key):
        found += group(
            "provided", (condition,), {condition} if _tells(reasons, condition, value) else set()
        )
    for attack in reasons.attacks(key):
        found += _attack(reasons, attack)
    for denial in reasons.denials(key):
        if denial.holds is not False:
            found.append(Entry(denial.step.target, "so"))
    return found


def _tells(reasons: Grounds, condition: str, value: bool | None) -> bool:
    """Whether the status of a statement depends on that of a condition, which is shown then."""
    return value is True or reasons.value(condition) is value


def _decisive(reasons: Grounds, step: Argument, value: bool | None) -> set[str]:
    """The premises whose own status a step's depends on."""
    if value is True:
        return set(step.members)
    if value is None:
        return {m for m in step.members if reasons.value(m) is None}
    out, _ = reasons.failing(step)
    return {out} if out is not None else set()


def _attack(reasons: Grounds, attack: Attack) -> list[Entry]:
    """The entries on an attack: what carries it, or where it fails what it fails by."""
    word = "although" if attack.spared == "granted" else WORDS[attack.verb]
    if attack.spared:
        return group(word, attack.members, set())
    argument = attack.argument
    if attack.holds:
        open = set(attack.members)
    elif attack.holds is None:
        open = {m for m in attack.members if reasons.value(m) is None}
    else:
        out = reasons.failing(argument)[0] if argument is not None else attack.members[0]
        open = {out} if out is not None else set()
    made = group(word, attack.members, open)
    if attack.verb == "rebuts" and argument is not None:
        made = _judged(made, reasons, argument)
    if argument is not None and attack.holds is not True and not (attack.holds is False and open):
        for undercut in reasons.undercuts(argument):
            if undercut.holds is not False:
                made[-1].below += group(
                    WORDS[undercut.verb], undercut.members, set(undercut.members)
                )
    return made


def group(word: str, keys: tuple[str, ...], open: Collection[str], side: Side = "") -> list[Entry]:
    """The entries of statements that work together; those that are `open` are explained in their turn."""
    return [
        Entry(key, word if n == 0 else "and", open=key in open, side=side)
        for n, key in enumerate(keys)
    ]


def _judged(entries: list[Entry], reasons: Grounds, step: Argument) -> list[Entry]:
    """The entries of a step, with what its formulas say of it."""
    entries[0].step = reasons.logic.verdict(step.id)
    return entries
