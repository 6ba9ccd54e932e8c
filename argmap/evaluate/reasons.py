"""Why a statement is in, out or undecided under grounded semantics, in one sentence of the map's words.

A reason only ever points to what was decided before, so that following reasons comes to an end; what
is undecided points on to a cycle of attacks, and what falls with its own support to a cycle of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from argmap.evaluate.assumptions import NOTHING, Assumptions
from argmap.evaluate.cycles import cycle_of_support, undecided_cycles
from argmap.evaluate.grounded import grounded
from argmap.evaluate.grounds import Attack
from argmap.evaluate.logic import CLASH, Logic
from argmap.evaluate.names import unheld
from argmap.evaluate.phrases import Phrases
from argmap.evaluate.program import program
from argmap.evaluate.theory import Inference, theory
from argmap.evaluate.transposition import Transposition
from argmap.model import Argument, Map
from argmap.wording import listed

# How many reasons and objections a sentence names, and how many steps of a cycle.
_FEW = 3
_RING = 6

_VERBS = {
    "contradicts": "contradicts it",
    "rebuts": "rebuts it",
    "undercuts": "would undercut the step",
    "challenges": "would challenge the step",
}
_NOUNS = {"rebuts": "rebuttal", "undercuts": "undercut", "challenges": "challenge"}
_DONE = {"rebuts": "rebutted", "undercuts": "undercut", "challenges": "challenged"}


def reasons_of(map: Map, assumptions: Assumptions = NOTHING, logic: Logic | None = None) -> Reasons:
    """The statuses of a map under grounded semantics, with what is assumed beside it, and their reasons. Where `logic` is
    what its formulas say, it is the map of `with_logic`.
    """
    given = theory(map, assumptions)
    made = program(tuple(s.id for s in map.statements), given)
    return Reasons(map, given, made, grounded(made), logic)


class Reasons(Phrases):
    """The reasons of one evaluation, in words."""

    def why(self, key: str) -> str:
        """The sentence on a statement."""
        if len(self.map.restated(key)) == 1 or not self.deriving[self.atom(key)]:
            return self._why(key)
        # One for all that say the same, of which there may be many.
        first = self.theory.of(key)
        if first not in self._shared:
            self._shared[first] = self._why(first)
        return self._shared[first]

    @cached_property
    def _shared(self) -> dict[str, str]:
        return {}

    def _why(self, key: str) -> str:
        value = self.value(key)
        if value is None:
            return self._undecided(key)
        return self._in(key) if value else self._out(key)

    # What is in

    def _in(self, key: str) -> str:
        if key in self.theory.assumptions.assumed:
            return "assumed"
        holding = [a for a, holds in self.steps(key) if holds]
        strict = next((a for a in holding if a.strict), None)
        if strict is not None:
            start = f"it follows by {self._rule(strict)} from {self._premises(strict)}"
        elif holding:
            start = f"supported by {_listed([self._reason(a) for a in holding])}"
        else:
            start = "given"
        provided = self.conditions(key)
        if provided:
            are = "is" if len(provided) == 1 else "are"
            start += f", provided {self._all(provided)}, which {are} in"
        answered = [] if strict is not None else [self.answered(a) for a in self.attacks(key)]
        source = strict or self.source(key)
        if source is not None:
            answered += [self.answered(u) for u in self.undercuts(source)]
        if answered:
            return f"{start}; {_several(answered, '; ')}"
        return start if strict is not None else f"{start}, and nothing is held against it"

    def answered(self, attack: Attack) -> str:
        """How an attack comes to nothing."""
        argument, said = attack.argument, self._all(attack.members)
        many = len(attack.members) > 1
        if attack.spared:
            together = " together" if many and attack.verb == "contradicts" else ""
            return f"{said}{together} {'are' if many else 'is'} {attack.spared}"
        verb = _VERBS[attack.verb]
        if argument is None:
            return f"{said}, which {verb}, is out"
        out, stopped = self.failing(argument)
        if attack.verb == "contradicts":
            together = f"it can't be true together with {said}"
            return f"{together}, of which {self.name(out)} is out" if out else together
        noun = _NOUNS[argument.role]
        if out is None and stopped is not None:
            return f"the {noun} by {said} is {self._stopped(stopped)}"
        if many and out is not None:
            return f"{'an' if noun == 'undercut' else 'a'} {noun} by {said} fails, since {self.name(out)} is out"
        return f"{said}, which {verb}, is out"

    def _stopped(self, attack: Attack) -> str:
        """By what a step is undercut or challenged."""
        return f"{_DONE[attack.verb]} by {self._all(attack.members)}"

    # What is out

    def _out(self, key: str) -> str:
        assumptions = self.theory.assumptions
        if key in assumptions.rejected:
            rival = next((r for r in self.rivals(key) if r in assumptions.assumed), None)
            if rival is None:
                return "rejected"
            return f"rejected, since it contradicts {self.name(rival)}, which is assumed"
        atom = self.atom(key)
        holding = [a for a in self.attacks(key) if a.holds]
        beaten = [a for a in holding if not a.spared]
        steps = [a for a, _ in self.steps(key)]
        if beaten and not any(self.spared(a, beaten) for a in steps):
            outweighed = [self.answered(a) for a in holding if a.spared]
            # Whoever answers the attack would find it out still by these.
            besides = [said for said in (self._unmet(key), self._unsupported(steps)) if said]
            return _several([self._beaten(key, beaten), *outweighed, *besides], "; ")
        if not self.deriving[atom]:
            return f"nothing on the map supports it{unheld(self.map, self.map[key])}"
        cycle = cycle_of_support(self.program, self.model, atom)
        if cycle:
            return self._circle(key, cycle)
        failed = [said for step in steps if (said := self._failed(step))]
        failed = [
            *(self._denied(d.step, self.theory.of(key)) for d in self.denials(key) if d.holds),
            *failed,
        ]
        if beaten:
            failed.insert(0, self._beaten(key, beaten))
        unmet = self._unmet(key)
        if unmet:
            failed.insert(0, unmet)
        if len(failed) == 1:
            return (
                failed[0]
                if len(steps) > 1
                else failed[0].replace("its reason,", "its only reason,", 1)
            )
        return _several(failed, "; ")

    def _unsupported(self, steps: Sequence[Argument]) -> str:
        """What the steps to a statement fail by, where all do by themselves."""
        failed = [self._failed(step) for step in steps]
        return _several(failed, "; ") if all(failed) else ""

    def _circle(self, key: str, cycle: Sequence[int]) -> str:
        """What is held up by nothing but a circle of reasons, of conditions, or of both."""
        about = [self.program.about[a] for a in cycle]
        reasons = {m for k in about for step, _ in self.steps(k) for m in step.members}
        reasons = {self.theory.of(m) for m in reasons}
        conditions = {c for k in about for c in self.conditions(k)}
        if len(cycle) == 1:
            if about[0] not in reasons:
                return "it is held only provided that it is held"
            other = len(self.map.restated(key)) > 1
            return f"it is supported by nothing but itself{' in other words' if other else ''}"
        names = [self.name(k) for k in about]
        shown = names if len(names) <= _RING else [*names[:_RING], "…"]
        walk = " → ".join((*shown, names[0]))
        if not reasons.issuperset(about):
            if conditions.issuperset(about):
                return f"its conditions run in a circle: {walk}"
            return f"it is held only in a circle of reasons and conditions: {walk}"
        return f"it is supported only in a circle: {walk}"

    def _failed(self, step: Argument) -> str:
        """Why a step to a statement that is out fails; nothing where it fails by a condition of that."""
        out, stopped = self.failing(step)
        if out is not None:
            if step.members == (out,):
                return f"its reason, {self._premises(step)}, is out"
            return f"its reason, {self._premises(step)}, fails, since {self.name(out)} is out"
        if stopped is None:
            return ""
        return f"the step from {self._premises(step)} is {self._stopped(stopped)}{self._standing(stopped)}"

    def _denied(self, step: Argument, key: str = "") -> str:
        """What speaks against the conclusion of a strict step, of which a statement may be a premise."""
        conclusion = step.target
        scheme = self._rule(step)
        named = ["it" if self.theory.of(m) == key else self.name(m) for m in step.members]
        start = f"{self.name(conclusion)}, which follows from {listed(named)} by {scheme}, is"
        attacks = [a for a in self.attacks(conclusion) if a.holds]
        attacks = [a for a in attacks if not self.outweighs(step, a)]
        if attacks:
            return f"{start} {self._beaten(conclusion, attacks)}"
        return f"{start} denied with what follows from that"

    def _unmet(self, key: str) -> str:
        """The conditions of a statement that are not met."""
        out = [c for c in self.conditions(key) if self.value(c) is False]
        if not out:
            return ""
        bare = [c for c in out if not self.deriving[self.atom(c)]]
        if len(bare) == len(out):
            return f"held only provided {self._all(out)}, which nothing supports"
        return f"held only provided {self._all(out)}, which {'is' if len(out) == 1 else 'are'} out"

    def _beaten(self, key: str, attacks: Sequence[Attack]) -> str:
        steps = [a for a, _ in self.steps(key)]
        strict = any(step.strict for step in steps)
        harmless = {name for step in steps for name in self.theory.harmless(step.id, step.id)}

        def plainness(attack: Attack) -> tuple[bool, int]:
            """First what defeats every reason, then what was decided first."""
            some = strict or self.stands_for(attack) in harmless
            return some, max((self.rank(m) for m in attack.members), default=-1)

        first = min(attacks, key=plainness)
        if not first.members:
            return "by its formula it can't be true"
        verb = "contradicted" if first.verb == "contradicts" else "rebutted"
        rest = [a for a in attacks if a is not first]
        more = f", and by {len(rest)} others" if len(rest) > 1 else ""
        if len(rest) == 1:
            again = "contradicted " if rest[0].verb == "contradicts" else ""
            more = f", and {again}by {self._all(rest[0].members)}"
        together = " together" if verb == "contradicted" and len(first.members) > 1 else ""
        return f"{verb} by {self._all(first.members)}{together}{self._standing(first)}{more}"

    def _standing(self, attack: Attack) -> str:
        """What there is to say of an attack that holds: whether anything was said against it."""
        objected = any(self._contested[self.atom(m)] for m in attack.members)
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
                rests = any(found[self.atom(m)] for m in step.members)
                found[atom] = rests or bool(self.undercuts(step))
        return found

    # What is undecided

    def _undecided(self, key: str) -> str:
        cycle = self._cycles[self.atom(key)]
        names = [(one, verb, other) for one, verb, other in self._edges(cycle)]
        said = [f"{one} {verb} {other}" for one, verb, other in names]
        if len(names) == 1:
            said = [f"{names[0][0]} {names[0][1]} itself"]
        steps = _several(said, ", ", most=_RING, of="steps")
        steps += "".join(f"; {said}" for said in self._denying(cycle)[:1])
        about = self.theory.of(key)
        if any(self.program.about[a] == about for a in cycle if a < len(self.program.statements)):
            return f"it stands in a circle that nothing decides: {steps}"
        return f"it hangs on a circle that nothing decides: {steps}"

    def _denying(self, cycle: Sequence[int]) -> list[str]:
        """What is held for certain against conclusions whose premises a cycle leaves undecided."""
        found = []
        for atom in cycle:
            clause = self.program.clauses[self.model.source[atom]]
            if isinstance(clause.origin, Transposition) and self.model.value[clause.body[0]]:
                step = self.map.argument(clause.origin.step.id)
                found.append(self._denied(step))
        return found

    def _edges(self, cycle: Sequence[int]) -> Iterator[tuple[str, str, str]]:
        """What each statement of a cycle does to the one before it."""
        size = len(self.program.statements)
        at = next((i for i, a in enumerate(cycle) if a < size), 0)
        turned = [*cycle[at:], *cycle[:at]]
        spots = [i for i, a in enumerate(turned) if a < size]
        for n, i in enumerate(spots):
            end = spots[n + 1] if n + 1 < len(spots) else len(turned)
            between = turned[i + 1 : end]
            target = self.program.about[turned[i]]
            other = self.program.about[turned[end % len(turned)]]
            verb = self._verb(between) if between else self._bears(other, target)
            yield self.name(other), verb, self.name(target)

    def _verb(self, between: Sequence[int]) -> str:
        """What a statement does to another by the attacks that lie between them."""
        turned = self.program.clauses[self.model.source[between[0]]].origin
        if isinstance(turned, Transposition):
            through = len(between) > 1 and self.program.about[between[1]] != turned.step.id
            return "is held against what follows from" if through else "can't stand beside"
        if self.program.about[between[0]] in self.program.number:
            origin = self.program.clauses[self.model.source[between[0]]].origin
            if isinstance(origin, Inference) and self.map.argument(origin.id).scheme == CLASH:
                return "can't stand beside"
            return "attacks" if len(between) == 1 else self._farther(between)
        if len(between) > 1:
            return self._farther(between)
        origin = self.program.clauses[self.model.source[between[0]]].origin
        challenged = (
            isinstance(origin, Inference) and self.map.argument(origin.id).role == "challenges"
        )
        return "challenges a step to" if challenged else "undercuts a step to"

    def _farther(self, between: Sequence[int]) -> str:
        return "undercuts what attacks" if len(between) == 2 else "bears on"

    def _bears(self, other: str, target: str) -> str:
        """What a statement that holds another up is to it: a premise or a condition."""
        origin = self.program.clauses[self.model.source[self.atom(target)]].origin
        if isinstance(origin, Inference):
            members = self.map.argument(origin.id).members
            if other in {self.theory.of(m) for m in members}:
                return "supports"
        return "is a condition of"

    @cached_property
    def _cycles(self) -> list[Sequence[int]]:
        return undecided_cycles(self.program, self.model)


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
