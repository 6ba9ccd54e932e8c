"""Maps with the words for suppositions, questions, challenges and the rest, grown onto other maps by a seed."""

from __future__ import annotations

import random
from collections.abc import Callable

from attrs import define, evolve

from argmap import Argument, ArgumentMap, Section, Statement
from argmap.model.elements import Answer, Condition, Explanation

TRIED = 275
"""Maps of seeds from here on are left without the words, to keep the tests short."""

FAULTY = {
    147: "two heads lie on each other (freeman)",
    155: "a box stands by a bar of others (tree)",
}
"""Seeds whose figures have a fault with the words that is still to be mended."""


def worded(map: ArgumentMap, seed: int, sentence: Callable[[random.Random], str]) -> ArgumentMap:
    """The map with some of the words added; the same seed adds the same."""
    if seed >= TRIED or seed in FAULTY:
        return map
    made = _Words(
        random.Random(f"words {seed}"),
        sentence,
        list(map.statements),
        list(map.arguments),
        list(map.sections),
    )
    return made.grown(map)


@define
class _Words:
    random: random.Random
    sentence: Callable[[random.Random], str]
    statements: list[Statement]
    arguments: list[Argument]
    sections: list[Section]

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def grown(self, map: ArgumentMap) -> ArgumentMap:
        for _ in range(self.random.choice((0, 1, 1, 2, 3, 4))):
            self.passage({key for pair in map.contradictions for key in pair})
        for _ in range(self.random.choice((0, 1, 1, 2))):
            self.challenge()
        answers = [a for _ in range(self.random.choice((0, 0, 1, 1, 2))) for a in self.question()]
        conditions = [
            Condition(one, self.bearer(one))
            for one in self.some((0, 1, 1, 3))
            if one.kind not in ("supposition", "question")
        ]
        explanations = [
            Explanation([self.bearer(one) for _ in range(self.random.randint(1, 3))], one)
            for one in self.some((0, 1, 1, 2))
            if one.kind not in ("supposition", "question")
        ]
        restatements = [
            (one.id, self.bearer(one).id)
            for one in self.some((0, 1, 1, 3))
            if one.kind not in ("supposition", "question")
        ]
        for place, statement in enumerate(self.statements):
            if statement.kind not in ("supposition", "question") and self.chance(0.1):
                self.statements[place] = evolve(statement, open=True)
        for place, section in enumerate(self.sections):
            if self.chance(0.3):
                self.sections[place] = evolve(section, speakers="Ann; Bob")
        return ArgumentMap.of(
            map.changed(
                statements=self.statements,
                arguments=self.arguments,
                sections=self.sections,
                answers=answers,
                conditions=conditions,
                explanations=explanations,
                restatements=[pair for pair in restatements if pair[0] != pair[1]],
            )
        )

    def some(self, counts: tuple[int, ...]) -> list[Statement]:
        count = min(self.random.choice(counts), len(self.statements))
        return self.random.sample(self.statements, count)

    def add(self, kind: str, like: Statement | None = None, within: str | None = None) -> Statement:
        key = f"w{len(self.statements)}"
        made = Statement(
            self.sentence(self.random),
            kind,
            key,
            section=like.section if like is not None else None,
            within=within if like is None else like.within,
            id=key,
        )
        self.statements.append(made)
        return made

    def bearer(self, host: Statement) -> Statement:
        """A statement that bears on a host: a new one beside it, or any that is there."""
        there = [s for s in self.statements if s.kind not in ("supposition", "question")]
        beside = [s for s in there if s is not host and s.within == host.within]
        if beside and self.chance(0.3):
            return self.random.choice(beside)
        return self.add("claim", host)

    def argue(self, premises: list[Statement], target: str, role: str) -> None:
        key = f"argument-w{len(self.arguments)}"
        self.arguments.append(Argument([p.id for p in premises], target, role, id=key))

    def challenge(self) -> None:
        if not self.arguments:
            return
        challenged = self.random.choice(self.arguments)
        like = next(s for s in self.statements if s.id == challenged.premises[0])
        host = challenged
        steps = {a.id: a for a in self.arguments}
        while host.target in steps:
            host = steps[host.target]
        place = next(s for s in self.statements if s.id == host.target)
        like = evolve(like, within=place.within, section=place.section)
        premises = [self.add("rebuttal", like) for _ in range(self.random.choice((1, 1, 2)))]
        self.argue(premises, challenged.id, "challenges")

    def question(self) -> list[Answer]:
        choose = {"choose": "several"} if self.chance(0.3) else {}
        key = f"w{len(self.statements)}"
        section = self.random.choice(self.sections).id if self.sections else None
        question = Statement(
            self.sentence(self.random)[:-1] + "?",
            "question",
            key,
            section=section,
            attributes=choose,
            id=key,
        )
        self.statements.append(question)
        used = {p for a in self.arguments for p in a.members}
        free = [
            s
            for s in self.statements
            if s.id not in used and s.within is None and s.kind in ("claim", "recommendation")
        ]
        answers = []
        for _ in range(self.random.randint(1, 4)):
            if free and self.chance(0.6):
                answers.append(free.pop(self.random.randrange(len(free))))
            else:
                answers.append(self.add("claim", question))
        return [Answer(question.id, answer.id) for answer in answers]

    def passage(self, apart: set[str]) -> None:
        """Has what bears on a premise, and nothing else, stand under a supposition."""
        places = {s.id: n for n, s in enumerate(self.statements)}
        uses: dict[str, list[Argument]] = {}
        for argument in self.arguments:
            for member in argument.members:
                uses.setdefault(member, []).append(argument)
        steps = {a.id: a for a in self.arguments}

        def host(argument: Argument) -> Statement:
            while argument.target in steps:
                argument = steps[argument.target]
            return self.statements[places[argument.target]]

        outcomes = [
            s
            for s in self.statements
            if len(uses.get(s.id, ())) == 1
            and s.id not in apart
            and s.id != uses[s.id][0].warrant
            and s.kind != "supposition"
            and host(uses[s.id][0]).within == s.within
            and host(uses[s.id][0]) is not s
        ]
        if not outcomes:
            return
        outcome = self.random.choice(outcomes)
        inside = {outcome.id}
        grown = True
        while grown:
            more = {
                s.id
                for s in self.statements
                if s.id not in inside
                and s.id not in apart
                and s.section == outcome.section
                and uses.get(s.id)
                and all(host(a).id in inside for a in uses[s.id])
            }
            grown = bool(more)
            inside |= more
        supposition = self.add("supposition", outcome)
        inside = {key for key in inside if self.statements[places[key]].within == outcome.within}
        for key in inside:
            place = places[key]
            self.statements[place] = evolve(self.statements[place], within=supposition.id)
        if self.chance(0.8):
            rests = self.random.choice(sorted(inside))
            extra = self.add("premise", self.statements[places[rests]])
            self.argue([supposition, *([extra] if self.chance(0.4) else [])], rests, "supports")
        if self.chance(0.3):
            lone = self.add("claim", self.statements[places[outcome.id]])
            self.argue([self.add("premise", lone)], lone.id, "supports")
