"""What was proved, in words and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from argmap.formulas.formula import Formula, Implies, Not
from argmap.formulas.scope import of_things
from argmap.model import Argument, Map
from argmap.proof.verdict import Verdict
from argmap.proof.world import World
from argmap.wording import clip, listed, printable

if TYPE_CHECKING:
    from argmap.proof.results import Bridge, Proof, Proofs, Reservation

_SHOWN = 20  # so many facts of a world are shown


def to_text(proofs: Proofs) -> str:
    """A paragraph for each step, in the words of the map, an empty line after each."""
    said = [Words(proofs).step(proof) for proof in proofs.proofs]
    reported = {frozenset(proof.conflict) for proof in proofs.proofs}
    said += [Words(proofs).conflict(c) for c in proofs.conflicts if frozenset(c) not in reported]
    return "".join("".join(f"{printable(line)}\n" for line in [*lines, ""]) for lines in said)


class Words:
    """How the statements of one map are spoken of."""

    def __init__(self, proofs: Proofs) -> None:
        self.map: Map = proofs.map
        self.formulas = proofs.formulas

    def step(self, proof: Proof) -> list[str]:
        """The lines on a step."""
        conclusion = self.name(proof.conclusion)
        step = self.map.argument(proof.argument)
        premises = listed([self.premise_name(step, key) for key in step.premises])
        heading = f"{'not ' if proof.denied else ''}{conclusion}, because of {premises}"
        lines = [f"{heading}: {self.verdict(proof)}"]
        place = self.place(proof.argument)
        if place:
            lines.append(f"  --> {place}")
        lines += [f"  {line}" for line in self.details(proof)]
        return lines

    def premise_name(self, step: Argument, key: str) -> str:
        """A premise, with what it was shown under."""
        supposition = self.map.taken_up(step).get(key)
        return self.name(key) + (f" under {self.name(supposition)}" if supposition else "")

    def verdict(self, proof: Proof) -> str:
        """The verdict on a step."""
        if proof.verdict is Verdict.CONTRADICTORY:
            return "follows only because the premises contradict each other"
        if proof.verdict is Verdict.UNDECIDED:
            return "undecided within the limit"
        return str(proof.verdict)

    def details(self, proof: Proof) -> Iterator[str]:
        """What else there is to say of a step."""
        if proof.verdict is Verdict.NO_FORMULAS:
            yield f"without a formula: {self.names(proof.unread)}"
            return
        if proof.unread:
            yield f"left out, for want of a formula: {self.names(proof.unread)}"
        if proof.verdict is Verdict.VALID:
            few = "" if proof.minimal else ", or fewer of these"
            needs = (
                self.names(proof.uses) + few if proof.uses else "no premise: it is true in any case"
            )
            yield f"needs {needs}"
            if proof.unneeded:
                yield f"does not need {self.names(proof.unneeded)}"
        if proof.conflict:
            yield from self.clash(proof.conflict)
        if proof.verdict is Verdict.NOT_SHOWN:
            yield from self.gap(proof)

    def gap(self, proof: Proof) -> Iterator[str]:
        """What a step lacks."""
        world = proof.counterexample
        if world is None:
            yield "there is a counterexample, but none with so few things that it could be shown"
        else:
            yield from self.world(world, proof)
        conclusion = self.name(proof.conclusion)
        if proof.opposite:
            opposite = conclusion if proof.denied else f"not {conclusion}"
            yield f"the premises prove the opposite: {opposite}"
        if proof.missing:
            yield "missing: it is valid together with"
            notes = {reserved.statement: _note(reserved) for reserved in proof.reservations}
            yield from self.listed(proof.missing, notes)
        if proof.bridge:
            yield from self.bridge(proof.bridge)

    def bridge(self, bridge: Bridge) -> Iterator[str]:
        """A premise that is not on the map."""
        close = "the weakest premise would be" if bridge.middle is None else "this premise would"
        yield f"missing: no statement of the map was found to close the gap; {close}"
        yield f"  {bridge.weakest if bridge.middle is None else self.premise(bridge.middle)}"
        if bridge.general is not None:
            yield "or, said of everything:"
            yield f"  {bridge.general}"

    def premise(self, formula: Formula) -> str:
        """A formula, in the words of statements where one says what it begins with and one what it leads to."""
        if isinstance(formula, Implies):
            words = [self.text(part) for part in (formula.left, formula.right)]
            if None not in words:
                return f"{formula} (if “{words[0]}”, then “{words[1]}”)"
        return f"{formula}"

    def text(self, formula: Formula) -> str | None:
        """The words of the first statement with a formula."""
        keys = (key for key, said in self.formulas.items() if said == formula)
        return next((clip(self.map[key].text, 60) for key in keys), None)

    def world(self, world: World, proof: Proof) -> Iterator[str]:
        """A counterexample: what there is, what is so of it, and what that makes of the step."""
        facts: list[Formula] = [*world.values_in_words(), *world.facts_in_words()]
        read = (*proof.premises, proof.conclusion)
        things = ""
        if any(of_things(self.formulas[key]) for key in read):
            things = f"a world with {_things(world.things)}, where "
        if facts:
            yield f"counterexample: {things}this is so, and no more:"
            yield from (f"  {self.fact(fact, read)}" for fact in facts[:_SHOWN])
            if len(facts) > _SHOWN:
                yield f"  … and {len(facts) - _SHOWN} more"
        else:
            yield f"counterexample: {things}nothing of what the formulas speak of is so"
        for way in range(1, 1 + len(world.others)):
            known = [*world.facts_in_words(way)][:_SHOWN]
            yield f"in {'another' if way == 1 else 'a further'} possible world " + (
                "this is so, and no more:" if known else "nothing of it is so"
            )
            yield from (f"  {fact}" for fact in known)
        yield "then these are true:"
        yield from self.listed([*proof.premises, *([proof.conclusion] if proof.denied else [])])
        if not proof.denied:
            yield "and this is false:"
            yield from self.listed([proof.conclusion])

    def fact(self, fact: Formula, first: Iterable[str]) -> str:
        """A fact, in the words of a statement where one says just this, the `first` ones before others."""
        keys = [*first, *self.formulas]
        for said, before in ((fact, ""), (Not(fact), "the contrary of ")):
            for key in keys:
                if self.formulas[key] == said:
                    return f"{fact} ({before}“{clip(self.map[key].text, 80)}”)"
        return str(fact)

    def clash(self, conflict: Iterable[str]) -> Iterator[str]:
        """Statements that contradict each other."""
        keys = [*conflict]
        if len(keys) == 1:
            yield "this contradicts itself:"
        else:
            yield "these contradict each other, and without any one of them the rest does not:"
        yield from self.listed(keys)

    def conflict(self, conflict: tuple[str, ...]) -> list[str]:
        """The lines on statements that the map asserts, and that contradict each other."""
        lines = ["what the map asserts can't be true together"]
        return lines + [f"  {line}" for line in self.clash(conflict)]

    def listed(
        self, keys: Iterable[str], notes: Mapping[str, str] = MappingProxyType({})
    ) -> Iterator[str]:
        """Statements with their words, one a line."""
        for key in keys:
            statement = self.map[key]
            line = self.line(key)
            label = f"{statement.id if '.' in statement.id else statement.label}: "
            label = label if statement.label else ""
            remarks = [f"line {line}"] if line else []
            remarks += [notes[key]] if key in notes else []
            said = f" ({', '.join(remarks)})" if remarks else ""
            yield f"  {label}{clip(statement.text, 100)}{said}"

    def names(self, keys: Iterable[str]) -> str:
        """What statements are called, in a row."""
        return listed([self.name(key) for key in keys])

    def name(self, key: str) -> str:
        """What a statement is called."""
        statement = self.map[key]
        return f"`{statement.id}`" if statement.label else f"“{clip(statement.text, 40)}”"

    def place(self, argument: str) -> str:
        """Where an argument stands: file, line and column; nothing where it is not known."""
        source, span = self.map.source, self.map.argument(argument).span
        if source is None or span is None or "." in argument:
            return ""
        position = source.position(span.start)
        return f"{source.name}:{position.line}:{position.column}"

    def line(self, key: str) -> int | None:
        """The number of the line of a statement, where it is known."""
        source, span = self.map.source, self.map[key].span
        if source is None or span is None or "." in key:
            return None
        return source.position(span.start).line


def _note(reserved: Reservation) -> str:
    if reserved.speaker is not None:
        return f"said by {clip(reserved.speaker, 40)}"
    return f"{reserved.status} on this map"


def _things(things: tuple[str, ...]) -> str:
    names = [f"`{thing}`" for thing in things]
    if len(names) == 1:
        return f"one thing, {names[0]}"
    words = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
    count = words.get(len(names), str(len(names)))
    return f"{count} things, {listed(names)}"


def to_dict(proofs: Proofs) -> dict[str, Any]:
    """The plain data of `argmap prove --format json`: every key is always there."""
    return {
        "arguments": [step_data(proofs, proof) for proof in proofs.proofs],
        "conflicts": [[*conflict] for conflict in proofs.conflicts],
    }


def step_data(proofs: Proofs, proof: Proof) -> dict[str, Any]:
    """One step as plain data."""
    world, bridge = proof.counterexample, proof.bridge
    return {
        "id": proof.argument,
        "conclusion": proof.conclusion,
        "denied": proof.denied,
        "verdict": str(proof.verdict),
        "premises": [*proof.premises],
        "without_formula": [*proof.unread],
        "uses": [*proof.uses],
        "minimal": proof.minimal,
        "unneeded": [*proof.unneeded],
        "conflict": [*proof.conflict],
        "counterexample": world and _world(proofs, world),
        "opposite": proof.opposite,
        "missing": [*proof.missing],
        "reservations": [
            {"statement": r.statement, "speaker": r.speaker, "status": r.status}
            for r in proof.reservations
        ],
        "bridge": bridge
        and {
            "weakest": str(bridge.weakest),
            "middle": None if bridge.middle is None else str(bridge.middle),
            "general": None if bridge.general is None else str(bridge.general),
        },
    }


def _world(proofs: Proofs, world: World) -> dict[str, Any]:
    return {
        "things": [*world.things],
        "values": [str(value) for value in world.values_in_words()],
        "facts": [str(fact) for fact in world.facts_in_words()],
        "possible": [
            [str(fact) for fact in world.facts_in_words(way)]
            for way in range(1, 1 + len(world.others))
        ],
    }
