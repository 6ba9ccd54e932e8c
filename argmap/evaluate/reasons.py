"""Why a statement is in, out or undecided under grounded semantics, in one sentence of the map's words.

A reason only ever points to what was decided before, so that following reasons comes to an end; what
is undecided points on to a cycle of attacks, and what falls with its own support to a cycle of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import frozen

from argmap.evaluate.cycles import cycle_of_support, undecided_cycles
from argmap.evaluate.grounded import Model
from argmap.evaluate.program import Program
from argmap.evaluate.theory import Inference, Theory
from argmap.model import Argument, Map, Statement
from argmap.wording import listed

# How many reasons and objections a sentence names, and how many steps of a cycle.
_FEW = 3
_RING = 6
# How many characters of a text stand for a statement without a label.
_LONG = 60


@frozen
class Attack:
    """What is held against a statement or a step: by an argument, or by a rival that excludes it.

    `holds` is True where the attack defeats, None where that is undecided; `spared` says why one that is
    made defeats nothing: it is granted or outweighed.
    """

    members: tuple[str, ...]
    argument: Argument | None
    holds: bool | None
    spared: str = ""

    @property
    def verb(self) -> str:
        """What the attack does to a statement."""
        if self.argument is None:
            return "contradicts"
        return self.argument.role


class Reasons:
    """The reasons of one evaluation."""

    def __init__(self, map: Map, theory: Theory, program: Program, model: Model) -> None:
        self.map, self.theory, self.program, self.model = map, theory, program, model
        self.deriving = program.deriving
        self.clause: dict[str, int] = {}
        for n, clause in enumerate(program.clauses):
            if isinstance(clause.origin, Inference):
                self.clause.setdefault(clause.origin.id, n)
        self.rivals: dict[str, list[str]] = {}
        for one, other in map.contradictions:
            self.rivals.setdefault(one, []).append(other)
            if other != one:
                self.rivals.setdefault(other, []).append(one)

    # What there is to point to

    def value(self, key: str) -> bool | None:
        """Whether a statement is in (True), out (False) or undecided (None)."""
        return self.model.value[self.program.number[key]]

    def steps(self, key: str) -> list[tuple[Argument, bool | None]]:
        """The arguments that support a statement and count, and whether each holds."""
        found = []
        for argument in self.map.supporters(key):
            clause = self.clause.get(argument.id)
            if clause is not None:
                found.append((argument, self.model.state[clause]))
        return found

    def source(self, key: str) -> Argument | None:
        """The argument that a statement is in by, or would be; None where it is given or assumed."""
        clause = self.model.source[self.program.number[key]]
        if clause < 0:
            return None
        origin = self.program.clauses[clause].origin
        return self.map.argument(origin.id) if isinstance(origin, Inference) else None

    def attacks(self, key: str) -> list[Attack]:
        """All that is held against a statement, in the order of the map, rivals last."""
        source = self.source(key)
        steps = self._exposed(key) if source is None else [source.id]
        found = [self._attack(a, key, steps) for a in self.map.attackers(key)]
        for rival in self.rivals.get(key, ()):
            word = self._outweighed(rival, key, steps)
            found.append(Attack((rival,), None, self.value(rival), word))
        return found

    def _exposed(self, key: str) -> list[str]:
        """The steps to a statement that only attacks on it can defeat; all that are rebuttable if none is such."""
        steps = [a for a, _ in self.steps(key) if not a.strict]
        sound = [a.id for a in steps if self.failing(a) == (None, None)]
        return sound or [a.id for a in steps]

    def _outweighed(self, attack: str, key: str, steps: Sequence[str]) -> str:
        """`outweighed` where a preference lets an attack on a statement defeat none of these steps."""
        weaker = self.theory.weaker
        spared = (attack, key) in weaker or (steps and all((attack, s) in weaker for s in steps))
        return "outweighed" if spared else ""

    def undercuts(self, step: Argument) -> list[Attack]:
        """All that is held against a step."""
        if step.strict:
            return []
        return [self._attack(a, step.id) for a in self.map.attackers(step.id)]

    def _attack(self, argument: Argument, target: str, steps: Sequence[str] = ()) -> Attack:
        if argument.conceded:
            return Attack(argument.members, argument, False, "granted")
        clause = self.clause.get(argument.id)
        holds = self.model.state[clause] if clause is not None else None
        return Attack(
            argument.members, argument, holds, self._outweighed(argument.id, target, steps)
        )

    def failing(self, argument: Argument) -> tuple[str | None, Attack | None]:
        """Why an argument that fails does so: a premise that is out, or else an undercut that holds."""
        out = [m for m in argument.members if self.value(m) is False]
        if out:
            # What fell by itself explains more than what fell together with this.
            return min(out, key=lambda m: self.model.rank[self.program.number[m]]), None
        return None, next((u for u in self.undercuts(argument) if u.holds), None)

    # Sentences

    def name(self, key: str) -> str:
        """What a statement is called: its label, or its words between quotation marks."""
        return name(self.map[key])

    def why(self, key: str) -> str:
        """The sentence on a statement."""
        value = self.value(key)
        if value is None:
            return self._undecided(key)
        return self._in(key) if value else self._out(key)

    def _in(self, key: str) -> str:
        if key in self.theory.assumptions.assumed:
            return "assumed"
        holding = [a for a, holds in self.steps(key) if holds]
        if holding:
            strict = next((a for a in holding if a.strict), None)
            if strict is not None:
                return f"it follows by deduction from {self._all(strict.members)}"
            start = f"supported by {_listed([self._all(a.members) for a in holding])}"
        else:
            start = "given"
        answered = [self._answered(a) for a in self.attacks(key)]
        source = self.source(key)
        if source is not None:
            answered += [self._answered(u) for u in self.undercuts(source)]
        if not answered:
            return f"{start}, and nothing is held against it"
        return f"{start}; {_several(answered, '; ')}"

    def _answered(self, attack: Attack) -> str:
        """How an attack comes to nothing."""
        argument, said = attack.argument, self._all(attack.members)
        many = len(attack.members) > 1
        if attack.spared:
            return f"{said} {'are' if many else 'is'} {attack.spared}"
        verb = {"contradicts": "contradicts it", "rebuts": "rebuts it"}.get(
            attack.verb, "would undercut the step"
        )
        if argument is None:
            return f"{said}, which {verb}, is out"
        out, undercut = self.failing(argument)
        if out is None and undercut is not None:
            what = "the undercut" if argument.aims_at_step else "the rebuttal"
            return f"{what} by {said} is undercut by {self._all(undercut.members)}"
        if many and out is not None:
            what = "an undercut" if argument.aims_at_step else "a rebuttal"
            return f"{what} by {said} fails, since {self.name(out)} is out"
        return f"{said}, which {verb}, is out"

    def _out(self, key: str) -> str:
        assumptions = self.theory.assumptions
        if key in assumptions.rejected:
            rival = next((r for r in self.rivals.get(key, ()) if r in assumptions.assumed), None)
            if rival is None:
                return "rejected"
            return f"rejected, since it contradicts {self.name(rival)}, which is assumed"
        statement = self.map[key]
        atom = self.program.number[key]
        holding = [a for a in self.attacks(key) if a.holds]
        beaten = [a for a in holding if not a.spared]
        steps = [a for a, _ in self.steps(key)]
        if beaten and not any(self._spared(a, beaten) for a in steps):
            outweighed = [self._answered(a) for a in holding if a.spared]
            return _several([self._beaten(key, beaten), *outweighed], "; ")
        if not self.deriving[atom]:
            return f"nothing on the map supports it{_unheld(statement)}"
        cycle = cycle_of_support(self.program, self.model, atom)
        if cycle:
            if len(cycle) == 1:
                return "it is supported by nothing but itself"
            names = [self.name(self.program.about[a]) for a in cycle]
            shown = names if len(names) <= _RING else [*names[:_RING], "…"]
            walk = " → ".join((*shown, names[0]))
            return f"it is supported only in a circle: {walk}"
        failed = []
        for step in steps:
            out, undercut = self.failing(step)
            if out is not None:
                failed.append(self._lost(step, out))
            elif undercut is not None:
                failed.append(
                    f"the step from {self._all(step.members)} is undercut by "
                    f"{self._all(undercut.members)}{self._standing(undercut)}"
                )
        if beaten:
            failed.insert(0, self._beaten(key, beaten))
        if len(failed) == 1:
            return (
                failed[0]
                if len(steps) > 1
                else failed[0].replace("its reason,", "its only reason,", 1)
            )
        return _several(failed, "; ")

    def _spared(self, step: Argument, beaten: Sequence[Attack]) -> bool:
        """Whether none of the attacks on its conclusion can defeat a step."""
        weaker = self.theory.weaker
        return step.strict or all(
            ((a.argument.id if a.argument else a.members[0]), step.id) in weaker for a in beaten
        )

    def _lost(self, step: Argument, out: str) -> str:
        used = step.members
        if used == (out,):
            return f"its reason, {self.name(out)}, is out"
        return f"its reason, {self._all(used)}, fails, since {self.name(out)} is out"

    def _beaten(self, key: str, attacks: Sequence[Attack]) -> str:
        steps = [a for a, _ in self.steps(key)]

        def plainness(attack: Attack) -> tuple[bool, int]:
            """First what defeats every reason, then what was decided first."""
            some = any(self._spared(s, [attack]) for s in steps)
            return some, max(self._rank(m) for m in attack.members)

        first = min(attacks, key=plainness)
        verb = "contradicted" if first.argument is None else "rebutted"
        rest = [a for a in attacks if a is not first]
        more = f", and by {len(rest)} others" if len(rest) > 1 else ""
        if len(rest) == 1:
            more = f", and {'contradicted ' if rest[0].argument is None else ''}by {self._all(rest[0].members)}"
        return f"{verb} by {self._all(first.members)}{self._standing(first)}{more}"

    def _rank(self, key: str) -> int:
        return self.model.rank[self.program.number[key]]

    def _standing(self, attack: Attack) -> str:
        """What there is to say of an attack that holds: whether anything was said against it."""
        objected = any(self._contested[self.program.number[m]] for m in attack.members)
        if attack.argument is not None:
            objected = objected or bool(self.undercuts(attack.argument))
        many = len(attack.members) > 1
        if not objected:
            return ", which nothing answers"
        return ", which are in" if many else ", which is in"

    @cached_property
    def _contested(self) -> list[bool]:
        """For each statement that is in, whether anything is held against it or what it rests on."""
        found = [False] * len(self.program.statements)
        order = sorted(
            (n for n in range(len(found)) if self.model.value[n]), key=self.model.rank.__getitem__
        )
        for atom in order:
            key = self.program.statements[atom]
            step = self.source(key)
            found[atom] = any(a.spared != "granted" for a in self.attacks(key))
            if step is not None and not found[atom]:
                rests = any(found[self.program.number[m]] for m in step.members)
                found[atom] = rests or bool(self.undercuts(step))
        return found

    # What is undecided

    def _undecided(self, key: str) -> str:
        cycle = self._cycles[self.program.number[key]]
        names = [(one, verb, other) for one, verb, other in self._edges(cycle)]
        said = [f"{one} {verb} {other}" for one, verb, other in names]
        if len(names) == 1:
            said = [f"{names[0][0]} {names[0][1]} itself"]
        steps = _several(said, ", ", most=_RING, of="steps")
        if any(self.program.about[a] == key for a in cycle if a < len(self.program.statements)):
            return f"it stands in a circle that nothing decides: {steps}"
        return f"it hangs on a circle that nothing decides: {steps}"

    def _edges(self, cycle: Sequence[int]) -> Iterator[tuple[str, str, str]]:
        """What each statement of a cycle does to the one before it."""
        size = len(self.program.statements)
        at = next((i for i, a in enumerate(cycle) if a < size), 0)
        turned = [*cycle[at:], *cycle[:at]]
        spots = [i for i, a in enumerate(turned) if a < size]
        for n, i in enumerate(spots):
            end = spots[n + 1] if n + 1 < len(spots) else len(turned)
            between = turned[i + 1 : end]
            target = self.name(self.program.about[turned[i]])
            other = self.name(self.program.about[turned[end % len(turned)]])
            verb = "supports"
            if between:
                about = self.program.about[between[0]]
                verb = "attacks" if about in self.program.number else "undercuts a step to"
                if len(between) > 1:
                    verb = "undercuts what attacks" if len(between) == 2 else "bears on"
            yield other, verb, target

    @cached_property
    def _cycles(self) -> list[Sequence[int]]:
        return undecided_cycles(self.program, self.model)

    def _all(self, keys: Iterable[str]) -> str:
        return listed([self.name(key) for key in keys])


def name(statement: Statement) -> str:
    """What a statement is called in a sentence: its label, or its words between quotation marks."""
    if statement.label:
        return statement.id
    text = statement.text.removesuffix(".")
    if len(text) > _LONG:
        text = text[:_LONG].rsplit(" ", 1)[0] + " …"
    return f"“{text}”"


def _unheld(statement: Statement) -> str:
    if statement.speaker:
        return f", and it is said by {statement.speaker}, not by the author"
    if statement.open:
        return ", and it is only possible"
    return ""


def _several(words: Sequence[str], glue: str, most: int = _FEW, of: str = "others") -> str:
    """The first few of what there is to say, and how many there are besides."""
    if len(words) <= most + 1:
        return glue.join(words)
    return f"{glue.join(words[:most])}; and {len(words) - most} {of}"


def _listed(groups: Sequence[str]) -> str:
    """Groups of statements, each with its `by`, and how many there are besides."""
    if len(groups) > _FEW + 1:
        groups = [*groups[:_FEW], f"{len(groups) - _FEW} others"]
    if len(groups) == 1:
        return groups[0]
    return f"{', by '.join(groups[:-1])}, and by {groups[-1]}"
