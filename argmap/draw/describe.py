"""A map in words: what a picture shows, for those who can't see it, and the names of its pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.draw.markup import is_inline, plain
from argmap.draw.view import View
from argmap.model import Argument, Statement
from argmap.wording import composed, listed, shown

_NAMED = ("recommendation", "question", "supposition")
"""The kinds that the words of a picture name; others show in what bears on what."""


def element(prefix: str, identifier: str) -> str:
    """An XML name made from an identifier, another for each."""
    plain = re.sub(r"[^\w-]", lambda c: f".{ord(c[0]):x}", composed(identifier))
    return f"{prefix}-{plain}"


def title_of(view: View) -> str:
    """What a figure is called, without markup."""
    return plain(marked_title(view), is_inline(view.map))


def marked_title(view: View) -> str:
    """What a figure is called: the map's title, or its first root, with the markup that it may hold."""
    map = view.map
    return shown(map.title or (view.text(map.roots[0]) if map.roots else "Argument map"))


def qualifiers(thing: Statement | Argument) -> list[str]:
    """How sure the writer says a statement or a step is: one text, or none."""
    qualifier = thing.attributes.get("qualifier")
    return [qualifier] if isinstance(qualifier, str) else []


def in_words(view: View) -> list[str]:
    """What holds besides arguments, parts and conflicts, and what is only supposed, for a layout that has no place for it:
    a sentence for each sort.
    """
    map, number = view.map, view.numbers
    found: list[str] = []

    def add(before: str, said: list[str]) -> None:
        if said:
            found.append(f"{before}: {'; '.join(said)}.")

    answers = [
        f"to {number[question]}, {listed([number[key] for key in keys], 'or')}"
        for question, keys in map.answers_to.items()
    ]
    add("Answers", answers)
    add(
        "Conditions",
        [f"{number[c.statement]} only provided {number[c.provided]}" for c in map.conditions],
    )
    add(
        "Explanations",
        [
            f"{number[e.explained]} by {listed([number[key] for key in e.explaining])}"
            for e in map.explanations
        ],
    )
    add("The same in other words", [f"{number[a]} and {number[b]}" for a, b in map.restatements])
    inside: dict[str, list[str]] = {}
    for statement in map.statements:
        if statement.within in map and statement.kind != "supposition":
            inside.setdefault(str(statement.within), []).append(number[statement.id])
    add("Only supposed", [f"{listed(keys)} on {number[s]}" for s, keys in inside.items()])
    return found


class Describer:
    """Says in words what the picture shows."""

    def __init__(self, view: View) -> None:
        self.map = map = view.map
        self.inline = is_inline(map)
        self.numbers = view.numbers
        self.notes, self.statuses, self.text = view.notes, view.statuses, view.text
        self.parts = self._parts()
        self.pairs = self._pairs()

    def _parts(self) -> dict[str, list[str]]:
        """What each whole is made of, alternatives in one."""
        places: dict[str, int] = {}
        parts: dict[str, list[str]] = {}
        for part in self.map.parts:
            number, among = self.numbers[part.part], parts.setdefault(part.whole, [])
            place = places.get(part.alternative_to or "")
            if place is None:
                among.append(number)
            else:
                among[place] += f" or {number}"
            places[part.part] = len(among) - 1 if place is None else place
        return parts

    def _pairs(self) -> dict[str, list[str]]:
        """What holds between statements that is no argument, by the statement that says so."""
        found: dict[str, list[str]] = {}
        for one, other in self.map.contradictions:
            found.setdefault(one, []).append(f"contradicts {self.numbers[other]}")
            found.setdefault(other, []).append(f"contradicts {self.numbers[one]}")
        for one, other in self.map.restatements:
            found.setdefault(one, []).append(f"says the same as {self.numbers[other]}")
            found.setdefault(other, []).append(f"says the same as {self.numbers[one]}")
        for condition in self.map.conditions:
            words = f"holds only provided {self.numbers[condition.provided]}"
            found.setdefault(condition.statement, []).append(words)
        for why in self.map.explanations:
            words = f"explained by {self._list(why.explaining)}"
            found.setdefault(why.explained, []).append(words)
        for question, words in self._answers():
            found.setdefault(question, []).append(words)
        for preference in self.map.preferences:
            words = f"outweighs {self.numbers[preference.over]}"
            found.setdefault(preference.preferred, []).append(words)
        for claim in self.map.independences:
            words = f"holds regardless of {self.numbers[claim.of]}"
            found.setdefault(claim.statement, []).append(words)
        return found

    def _answers(self) -> Iterator[tuple[str, str]]:
        """The answers to each question, in words."""
        for question, answers in self.map.answers_to.items():
            several = self.map.takes_several(question)
            rivals = ", rivals" if len(answers) > 1 and not several else ""
            numbers = [self.numbers[answer] for answer in answers]
            yield question, f"answered by {listed(numbers, 'or')}{rivals}"

    def whole(self) -> str:
        """All statements, each with what is known of it and what speaks for and against it."""
        return " ".join(map(self._in_short, self.map.statements))

    def _in_short(self, statement: Statement) -> str:
        marks = ["unstated"] * statement.unstated + ["open"] * statement.open
        marks += [statement.kind] * (statement.kind in _NAMED)
        speaker = f"{self._said(said)}: " if (said := self._speaker(statement)) else ""
        phrases = "; ".join([*([" ".join(marks)] if marks else []), *self._phrases(statement)])
        known = f" ({phrases})" if phrases else ""
        number = f"{self.numbers[statement.id]}{self._status(statement)}"
        return f"{number}. {speaker}{self._said(self.text(statement))}{known}"

    def of(self, statement: Statement, again: bool = False) -> str:
        """One statement, for a reader who goes from box to box; `again` where it has had a box, and what bears
        on it was said there.
        """
        marks = ["unstated"] * statement.unstated + ["open"] * statement.open
        kind = " ".join([*marks, statement.kind]) + self._status(statement)
        relations = "" if again else "; ".join(self._phrases(statement))
        relations = f" {relations[:1].upper()}{relations[1:]}." if relations else ""
        speaker = self._speaker(statement)
        said = f" said by {self._said(speaker)}" if speaker else ""
        return f"Statement {self.numbers[statement.id]}, {kind}{said}: {self._said(self.text(statement))}{relations}"

    def _speaker(self, statement: Statement) -> str:
        """Who says a statement, though it be said where its section or its passage begins."""
        return "; ".join(self.map.speakers_of(statement))

    def _status(self, statement: Statement) -> str:
        status = self.statuses.get(statement.id)
        return f", {status}" if status else ""

    def _said(self, text: str) -> str:
        return shown(plain(text, self.inline))

    def _phrases(self, statement: Statement) -> list[str]:
        """How sure a statement is, what bears on it, what it is made of, what else holds of it."""
        phrases = self._qualified(statement)
        if statement.within is not None and statement.within in self.map:
            phrases.insert(0, f"under the supposition {self.numbers[statement.within]}")
        for argument in (
            *self.map.supporters(statement.id),
            *self.map.attackers(statement.id),
        ):
            verb = "supported" if argument.role == "supports" else "attacked"
            granted = ", granted but outweighed" if argument.conceded else ""
            phrases.append(f"{verb} by {self._step(argument)}{granted}")
            phrases += self._undercuts(argument)
        if parts := self.parts.get(statement.id):
            phrases.append(f"made of {listed(parts)}")
        return [*phrases, *self.pairs.get(statement.id, ()), *self.notes.get(statement.id, ())]

    def _undercuts(self, argument: Argument) -> Iterator[str]:
        """What attacks a step, and the steps that do so in turn, each once."""
        seen, waiting = {argument.id}, [argument]
        for step in waiting:
            attackers = self.map.attackers(step.id)
            premises = listed([self.numbers[p] for p in step.premises]) if attackers else ""
            for attack in attackers:
                if attack.id in seen:
                    continue
                seen.add(attack.id)
                waiting.append(attack)
                if attack.role == "challenges":
                    yield f"the argument from {premises} challenged as a whole by {self._step(attack)}"
                else:
                    yield f"the step from {premises} undercut by {self._step(attack)}"

    def _step(self, argument: Argument) -> str:
        """The premises of a step, and by what right and how surely it is made."""
        said = ["strictly"] * argument.strict
        said += [f"by {argument.scheme.replace('-', ' ')}"] if argument.scheme else []
        said += [f"by the rule {self.numbers[argument.warrant]}"] if argument.warrant else []
        taken = self.map.taken_up(argument)
        said += [
            f"from the supposition {self.numbers[key]}"
            for key in dict.fromkeys(taken.values())
            if key in self.numbers
        ]
        said += self._qualified(argument)
        said += [f"says {self._said(argument.speaker)}"] if argument.speaker else []
        return self._list(argument.premises) + "".join(f", {words}" for words in said)

    def _qualified(self, thing: Statement | Argument) -> list[str]:
        return [*map(self._said, qualifiers(thing))]

    def _list(self, premises: tuple[str, ...]) -> str:
        numbers = [self.numbers[p] for p in dict.fromkeys(premises)]
        return listed(numbers) + (" together" if len(numbers) > 1 else "")
