"""What one can do for a conclusion: each act is one more thing said on the map.

They are what the literature on the change of frameworks calls enforcement: arguments and attacks are added until a
conclusion is accepted (Baumann, *What does it take to enforce an argument?*, ECAI 2012; Wallner, Niskanen and
Järvisalo, Journal of Artificial Intelligence Research 2017), here on the statements of a map.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import count
from typing import Literal

from attrs import evolve, frozen

from argmap.evaluate.assumptions import known
from argmap.evaluate.exclusions import exclusions
from argmap.evaluate.names import name
from argmap.evaluate.preferences import Preferences
from argmap.evaluate.theory import Theory, firsts
from argmap.model import Argument, Kind, Map, Preference, Role, Statement

ActKind = Literal["answer", "establish", "reason", "endorse", "prefer"]

_WORDS = {
    "answer": "answer {}",
    "establish": "establish {}",
    "reason": "find a reason for {}",
    "endorse": "endorse {}",
    "prefer": "prefer {} to {}",
}
Rank = tuple[int, ...]
"""Where an act comes in the order of all."""

_TEXTS = {"answer": "An answer.", "establish": "A reason.", "reason": "A reason."}


@frozen
class Act:
    """Something to do: `answer` the statement `on`, with an objection to it that stands; `establish` it, where it is
    open, or find a `reason` for it; `endorse` the speaker `on`; or `prefer` the statement `on` to the one `over`.
    """

    kind: ActKind
    on: str
    over: str | None = None

    def to_dict(self) -> dict[str, str]:
        """The act as plain data."""
        about = "speaker" if self.kind == "endorse" else "statement"
        return {
            "do": self.kind,
            about: self.on,
            **({"over": self.over} if self.over is not None else {}),
        }

    def to_text(self, map: Map) -> str:
        """The act in words."""
        things = [self.on, *([self.over] if self.over is not None else [])]
        return _WORDS[self.kind].format(*(name(map[k]) if k in map else k for k in things))

    def done(self, map: Map) -> Map:
        """The map once this is done; `ValueError` where it has not the statements or the speaker."""
        if self.kind == "endorse" and self.on not in map.speakers:
            raise ValueError(f"nobody on the map is called {self.on!r}")
        for key in (self.on, self.over) if self.kind != "endorse" else ():
            if key is not None:
                known(map, key)
        if self.kind == "prefer":
            return map.changed(preferences=(*map.preferences, Preference(self.on, self.over)))
        if self.kind == "endorse":
            return map.changed(
                statements=[
                    _endorsed(map, s) if _says(map, self.on, s) else s for s in map.statements
                ]
            )
        taken = {s.id for s in map.statements} | {a.id for a in map.arguments}
        new, step = _free(self.kind, taken), _free("argument", taken)
        kind: Kind = "rebuttal" if self.kind == "answer" else "premise"
        said = Statement(_TEXTS[self.kind], kind, id=new, within=map[self.on].within)
        role: Role = "rebuts" if self.kind == "answer" else "supports"
        return map.changed(
            statements=(*map.statements, said),
            arguments=(*map.arguments, Argument([new], self.on, role, id=step)),
        )


def _free(stem: str, taken: Collection[str]) -> str:
    return next(key for n in count(1) if (key := f"{stem}-{n}") not in taken)


def _says(map: Map, speaker: str, statement: Statement) -> bool:
    """Whether a speaker says a statement that is held only once somebody endorses it."""
    return (
        statement.kind not in ("question", "supposition")
        and speaker in map.speakers_of(statement)
        and map.reported(statement)
    )


def _endorsed(map: Map, statement: Statement) -> Statement:
    return evolve(statement, attributes={**statement.attributes, "endorsed": "yes"})


class Acts:
    """The acts that could change what stands on a map, each built only when it is asked for.

    What follows strictly is not answered: its premises are. Of statements that restate each other the first stands
    for all.
    """

    def __init__(self, map: Map, given: Theory) -> None:
        fixed = set(given.granted)
        strict = {r.conclusion[1] for r in given.rules if r.strict and r.conclusion[0] == "for"}
        mine = [
            s.id
            for s in map.statements
            if s.kind not in ("question", "supposition")
            and given.of(s.id) == s.id
            and s.id not in fixed
        ]
        held = set(given.premises)
        rejected = {given.of(key) for key in given.assumptions.rejected}
        self._place = {s.id: n for n, s in enumerate(map.statements)}
        self._answered = {key for key in mine if key not in strict}
        self._helped: dict[str, ActKind] = {
            key: "establish" if all(map[same].open for same in map.restated(key)) else "reason"
            for key in mine
            if key not in held and key not in rejected
        }
        self._speakers = list(map.speakers)
        said: dict[str, dict[str, None]] = {}
        for s in map.statements:
            key = given.of(s.id)
            if not s.open and key not in held and key not in fixed:
                for speaker in map.speakers_of(s):
                    if _says(map, speaker, s):
                        said.setdefault(key, {})[speaker] = None
        self._said = said
        self._conflicts = [*_conflicts(map, given)]
        # For each statement the conflicts that it could be set below another in.
        self._attacked_in: dict[str, list[int]] = {}
        for n, (_, against) in enumerate(self._conflicts):
            for key in against:
                self._attacked_in.setdefault(key, []).append(n)

    def that_could_move(
        self, standing: Collection[str], lacking: Collection[str], preferences: Preferences
    ) -> Iterator[tuple[Rank, Act]]:
        """The acts that could change the status of one of some statements first, in order, each with its place in the
        order of all; what could be preferred in several conflicts comes once for each.

        Those that are `standing` can be answered, or set below something else; those that are `lacking`, helped.
        What is preferred already stays so, and what is equal is not preferred.
        """
        for place, key in self._ordered(standing):
            if key in self._answered:
                yield (0, place), Act("answer", key)
        helped = self._ordered(lacking)
        for place, key in helped:
            if key in self._helped:
                yield (1, place), Act(self._helped[key], key)
        heard = {speaker for _, key in helped for speaker in self._said.get(key, ())}
        for place, speaker in enumerate(self._speakers):
            if speaker in heard:
                yield (2, place), Act("endorse", speaker)
        lowered = preferences.above(standing)
        for n in sorted({n for key in lowered for n in self._attacked_in.get(key, ())}):
            ours, against = self._conflicts[n]
            over = [(place, key) for place, key in enumerate(against) if key in lowered]
            for place, better in enumerate(ours):
                for after, worse in over:
                    if better not in preferences.reached(worse):
                        yield (3, n, place, after), Act("prefer", better, worse)

    def _ordered(self, keys: Iterable[str]) -> list[tuple[int, str]]:
        return sorted((self._place[key], key) for key in keys if key in self._place)


def _conflicts(map: Map, given: Theory) -> Iterator[tuple[list[str], list[str]]]:
    """Statements, and others that each could be preferred to, so that an attack by these defeats it or a step from it
    no more.
    """
    rivals: dict[str, list[str]] = {}
    for one, other in exclusions(map, given.assumptions.assumed):
        rivals.setdefault(given.of(one), []).append(given.of(other))
        rivals.setdefault(given.of(other), []).append(given.of(one))
    for s in map.statements:
        if given.of(s.id) != s.id:
            continue
        wordings = map.restated(s.id)
        against = [
            given.of(p)
            for same in wordings
            for a in map.attackers(same)
            if not a.conceded
            for p in a.members
        ]
        against += rivals.get(s.id, [])
        if not against:
            continue
        ours = [s.id]
        ours += [given.of(p) for same in wordings for a in map.supporters(same) for p in a.members]
        yield list(dict.fromkeys(ours)), list(dict.fromkeys(against))


def order(map: Map) -> Preferences:
    """The order that the preferences of a map make."""
    return Preferences(map.preferences, firsts(map))
