"""The ASPIC+ theory of a map, in the text that the web form of TOAST takes (Snaith and Reed, *TOAST: online ASPIC+
implementation*, COMMA 2012).

An objection is a rule for a contrary of what it objects to, so that it has a direction, and a contradiction two such
rules; `unless` is a rule against the name of a rule. Strict rules are written the other way round, too. As they can't
be undercut, one that is challenged has a further premise, that it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from argmap.evaluate.absurdities import with_absurdities
from argmap.evaluate.theory import Inference, Theory, theory
from argmap.evaluate.transposition import transpositions
from argmap.losses import Loss
from argmap.model import Map
from argmap.writers.losses import not_carried
from argmap.writers.output import Written


def to_aspic(map: Map) -> Written:
    """The theory as text: a heading for each field of the form, and below it what goes into that."""
    given = theory(with_absurdities(map))
    made = _Text(given)
    lines = []
    for heading, entries in made.fields():
        lines += [f"# {heading}", *(f"{entry};" for entry in entries), ""]
    texts = [Loss("texts", s.text, s.span) for s in map.statements]
    labels = [
        Loss("labels", f"{s.label}, written {written}" if written else s.label, s.span)
        for s in map.statements
        if s.label and s.label != (written := made.written(given.of(s.id)))
    ]
    others = [
        loss
        for loss in not_carried(map, "aspic")
        if loss.kind != "labels" and (loss.kind != "preferences" or given.weaker)
    ]
    return Written("\n".join(lines[:-1]) + "\n", (*texts, *labels, *others))


class _Text:
    """What a theory looks like in that text: names are of letters, digits and `_`, and begin with a small letter."""

    def __init__(self, given: Theory) -> None:
        self.given = given
        self._named: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()
        self.denied: dict[str, None] = {}
        # Strict steps that something attacks as such, with the premise that they hold.
        attacked = {r.conclusion[1] for r in given.rules if r.conclusion[0] == "against"}
        self.steps = {r.id: r for r in given.rules}
        self.doubted = {r.id for r in given.rules if r.strict and r.id in attacked}
        self.premises: list[str] = []
        self.rules = list(self._rules())

    def name(self, kind: str, key: str) -> str:
        """A name for a statement, a rule, or what is said of one, that no other has."""
        if (kind, key) not in self._named:
            plain = re.sub(r"[^0-9A-Za-z_]", "_", f"{kind}_{key}" if kind else key)
            base = plain if re.match("[a-z]", plain) else f"s_{plain}"
            found, number = base, 1
            while found in self._taken:
                number += 1
                found = f"{base}_{number}"
            self._taken.add(found)
            self._named[kind, key] = found
        return self._named[kind, key]

    def written(self, key: str) -> str:
        """What a statement is called in the text; nothing where that does not speak of it."""
        return self._named.get(("", key), "")

    def fields(self) -> Iterator[tuple[str, Iterable[str]]]:
        """The fields of the form and their entries; those that a map has nothing for are left out."""
        yield "Axioms", (self.name("", key) for key in self.given.granted)
        yield "Premises", self.premises
        yield "Rules", self.rules
        yield (
            "Contrariness",
            (f"{self.name('not', key)}^{self._positive(key)}" for key in self.denied),
        )

    def _positive(self, key: str) -> str:
        return self.name("holds", key) if key in self.doubted else self.name("", key)

    def _against(self, key: str) -> str:
        """What a rule against a statement or a step concludes."""
        if key in self.steps and key not in self.doubted:
            return f"~[{self.name('', key)}]"
        self.denied[key] = None
        return self.name("not", key)

    def _rules(self) -> Iterator[str]:
        given = self.given
        for key in dict.fromkeys((*given.granted, *given.premises)):
            self.name("", key)
        for key in given.premises:
            if given.conditions.get(key):
                yield self._rule("given", key, given.conditions[key], self.name("", key), "=>")
            elif key not in given.granted:
                self.premises.append(self.name("", key))
        for rule in given.rules:
            sign, key = rule.conclusion
            conclusion = self.name("", key) if sign == "for" else self._against(key)
            yield self._step("", rule, rule.premises, conclusion)
        for target, rivals in given.contraries.items():
            for rival in rivals:
                yield self._rule(
                    "conflict", f"{rival}_{target}", (rival,), self._against(target), "=>"
                )
        for one in transpositions(given):
            denied = self._against(one.step.conclusion[1])
            more = (denied, *(self.name("", key) for key in one.others))
            yield self._step(f"turned_{one.denied}", one.step, (), self._against(one.denied), more)
        self.premises += [self.name("holds", key) for key in self.steps if key in self.doubted]

    def _step(
        self,
        kind: str,
        rule: Inference,
        premises: Iterable[str],
        conclusion: str,
        more: tuple[str, ...] = (),
    ) -> str:
        holds = (self.name("holds", rule.id),) if rule.id in self.doubted else ()
        arrow = "->" if rule.strict else "=>"
        return self._rule(kind, rule.id, premises, conclusion, arrow, (*more, *holds))

    def _rule(
        self,
        kind: str,
        key: str,
        premises: Iterable[str],
        conclusion: str,
        arrow: str,
        more: tuple[str, ...] = (),
    ) -> str:
        members = ",".join((*(self.name("", one) for one in premises), *more))
        return f"[{self.name(kind, key)}] {members}{arrow}{conclusion}"
