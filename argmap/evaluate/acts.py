"""What one can do for a conclusion: each act is one more thing said on the map.

They are what the literature on the change of frameworks calls enforcement: arguments and attacks are added until a
conclusion is accepted (Baumann, *What does it take to enforce an argument?*, ECAI 2012; Wallner, Niskanen and
Järvisalo, Journal of Artificial Intelligence Research 2017), here on the statements of a map.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import count
from typing import Literal

from attrs import evolve, frozen

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
        """The map once this is done."""
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


def acts(map: Map, given: Theory) -> Iterator[tuple[Act, frozenset[str]]]:
    """All acts that could change what stands, each with the statements whose status it could change first.

    What follows strictly is not answered: its premises are. Of statements that restate each other the first stands
    for all.
    """
    fixed = set(given.granted)
    strict = {r.conclusion[1] for r in given.rules if r.strict and r.conclusion[0] == "for"}
    mine = [
        s
        for s in map.statements
        if s.kind not in ("question", "supposition")
        and given.of(s.id) == s.id
        and s.id not in fixed
    ]
    for s in mine:
        if s.id not in strict:
            yield Act("answer", s.id), frozenset([s.id])
    held = set(given.premises)
    rejected = {given.of(key) for key in given.assumptions.rejected}
    wanting = [s for s in mine if s.id not in held and s.id not in rejected]
    for s in wanting:
        open = all(map[same].open for same in map.restated(s.id))
        yield Act("establish" if open else "reason", s.id), frozenset([s.id])
    for speaker in map.speakers:
        said = [s.id for s in map.statements if _says(map, speaker, s) and not s.open]
        moved = {given.of(key) for key in said} - held - fixed
        if moved:
            yield Act("endorse", speaker), frozenset(moved)
    for better, worse in dict.fromkeys(_conflicts(map, given)):
        yield Act("prefer", better, worse), frozenset([worse])


def _conflicts(map: Map, given: Theory) -> Iterator[tuple[str, str]]:
    """Pairs of a statement and of one that it could be preferred to, so that an attack by that defeats it or a step
    from it no more.
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
        yield from ((better, worse) for better in ours for worse in against if better != worse)


def order(map: Map) -> Preferences:
    """The order that the preferences of a map make."""
    return Preferences(map.preferences, firsts(map))
