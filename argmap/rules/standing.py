"""How statements stand to each other, in whatever words: what supports, attacks and excludes what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from argmap.model import Map


class Standing:
    """What rules ask of a map where statements that restate each other count as one; each is worked out once."""

    map: Map

    @cached_property
    def outweighed(self) -> frozenset[str]:
        """The statements that another is preferred to."""
        return frozenset(p.over for p in self.map.preferences)

    @cached_property
    def excluding(self) -> Mapping[str, list[str]]:
        """By statement, those that exclude it: what contradicts it, and alternatives to it."""
        found: dict[str, list[str]] = {}
        pairs = list(self.map.contradictions)
        pairs += [(p.part, p.alternative_to) for p in self.map.parts if p.alternative_to]
        for one, other in pairs:
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
        return found

    @cached_property
    def rival_answers(self) -> Mapping[str, tuple[str, ...]]:
        """The answers to each question of which one only may be true, by its id."""
        map = self.map
        return {q: answers for q, answers in map.answers_to.items() if not map.takes_several(q)}

    @cached_property
    def _questions(self) -> Mapping[str, list[str]]:
        """By answer, the questions that it is a rival answer to."""
        found: dict[str, list[str]] = {}
        for question, answers in self.rival_answers.items():
            for answer in answers:
                found.setdefault(answer, []).append(question)
        return found

    def rivals(self, statement: str) -> Iterator[str]:
        """The statements that exclude one, in whatever words: what contradicts it, alternatives to it, and the
        other answers to a question of which one only may be true.
        """
        for same in self.map.restated(statement):
            yield from self.excluding.get(same, ())
            for question in self._questions.get(same, ()):
                yield from (a for a in self.rival_answers[question] if a != same)

    def exclude(self, one: str, other: str) -> bool:
        """Whether two statements exclude each other, in these words."""
        if other in self.excluding.get(one, ()):
            return True
        return not set(self._questions.get(one, ())).isdisjoint(self._questions.get(other, ()))

    def wording(self, statement: str) -> str:
        """One of all that restate each other, for all of them: equal for statements that say the same."""
        return self.map.restated(statement)[0]

    @cached_property
    def supported(self) -> frozenset[str]:
        """The wordings of the statements that an argument supports."""
        targets = (a.target for a in self.map.arguments if a.role == "supports")
        return frozenset(map(self.wording, targets))

    @cached_property
    def attacked(self) -> frozenset[str]:
        """The wordings of the statements that an argument rebuts."""
        return frozenset(self.wording(a.target) for a in self.map.arguments if a.role == "rebuts")

    @cached_property
    def carried(self) -> frozenset[str]:
        """The wordings of the restated statements that are supported, used in a step or premises."""
        map = self.map
        return self.supported.union(
            self.wording(key)
            for key in dict.fromkeys(key for pair in map.restatements for key in pair)
            if map[key].kind == "premise" or map.uses(key)
        )

    @cached_property
    def objected(self) -> frozenset[str]:
        """The wordings of the statements that are rebutted or excluded, or that another is preferred to."""
        rivals = (a for answers in self.rival_answers.values() if len(answers) > 1 for a in answers)
        found = (*self.excluding, *rivals, *self.outweighed)
        return self.attacked.union(map(self.wording, found))
