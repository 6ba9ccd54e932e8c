"""What the rows of a sheet make of each other: steps, and relations between statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import define, field

from argmap.diagnostics import did_you_mean, nearest
from argmap.model import Role
from argmap.readers.builder import MapBuilder
from argmap.readers.sheet.columns import OF_STEPS, ROLES, STEP
from argmap.readers.sheet.rows import Entries, Entry, Place, named
from argmap.source import Span
from argmap.values import roles

_RELATIONS: dict[str, Callable[[MapBuilder, str, str, Span], None]] = {
    "contradicts": MapBuilder.contradiction,
    "outweighs": MapBuilder.preference,
    "restates": MapBuilder.restatement,
    "provided": MapBuilder.condition,
    "regardless of": MapBuilder.independence,
    "answer to": lambda builder, answer, question, at: builder.answer(question, answer, at),
}
_OWN = (f"{STEP}speaker", f"{STEP}roles")


@define(eq=False)
class _Step:
    premises: list[str]
    target: Place
    role: Role
    row: Entry
    name: str = ""


@define(eq=False)
class Steps:
    """The steps of a sheet, collected before any is given to the builder, since rows may join them."""

    sheet: Entries
    steps: list[_Step] = field(factory=list)

    @property
    def builder(self) -> MapBuilder:
        """What the steps are for."""
        return self.sheet.builder

    def read(self) -> None:
        """Gives the builder the steps and relations of all rows."""
        for one in self.sheet.rows:
            self._relate(one)
        for one in self.sheet.rows:
            self._join(one)
        self._make()

    def _relate(self, row: Entry) -> None:
        """Takes up the steps and relations of a row."""
        if not row.name:
            return
        builder, name = self.builder, row.name
        alone = _is_alone(row)
        linked = [
            self.sheet.found(o, place) for o, place in self.sheet.names(row, "with") if not alone
        ]
        whole = [other for other in linked if other is not None]
        made = len(self.steps)
        for column, role in ROLES.items():
            for target, place in self.sheet.names(row, column):
                if None in linked:
                    # Without one of its premises it would say that the others are enough.
                    continue
                self.steps.append(_Step([name, *whole], place._replace(text=target), role, row))
        own = self.steps[made:]
        if (called := row.first("step")) and len(own) == 1:
            own[0].name = called.text
        elif called and own:
            self.sheet.say(called, f"this names one step, and the row makes {len(own)}")
        elif not own and None not in linked:
            for column in row.cells:
                if column in OF_STEPS or column.startswith(STEP):
                    self.sheet.say(
                        row.cells[column][0], "this is said of a step, and the row makes none"
                    )
        for target, place in self.sheet.names(row, "explains"):
            if (explained := self.sheet.found(target, place)) and None not in linked:
                builder.explanation([name, *whole], explained, place.at)
        for column, relate in _RELATIONS.items():
            for target, place in self.sheet.names(row, column):
                if (other := self.sheet.found(target, place)) is not None:
                    relate(builder, name, other, place.at)
        others = [
            self.sheet.found(o, place) for o, place in self.sheet.names(row, "alternative to")
        ]
        wholes = [self.sheet.found(o, place) for o, place in self.sheet.names(row, "part of")]
        if others and not row.cells.get("part of"):
            self.sheet.say(row.cells["alternative to"][0], "`part of` should say of what")
        for of in wholes:
            for alternative in others or [None]:
                if of is not None and (alternative is not None or not others):
                    builder.part(of, name, alternative, row.at)

    def _join(self, row: Entry) -> None:
        """Joins a row that names no target to the steps of those that it stands with."""
        if not row.name or not _is_alone(row):
            return
        for other, place in self.sheet.names(row, "with"):
            if (found := self.sheet.found(other, place)) is None:
                continue
            joined = [step for step in self.steps if step.row.name == found]
            if not joined:
                self.sheet.say(place, f"`{other}` makes no step that this could join")
            for step in joined:
                if row.name not in step.premises:
                    step.premises.append(row.name)

    def _make(self) -> None:
        once: dict[Any, _Step] = {}
        for step in self.steps:
            key = (step.role, named(step.target.text), frozenset(step.premises))
            first = once.setdefault(key, step)
            mirrored = first.row.name != step.row.name and not (first.name or step.name)
            if mirrored and len(step.premises) > 1:
                # Each of two linked premises may say that it stands with the other.
                first.row.cells = {**step.row.cells, **first.row.cells}
                step.premises = []
        steps = [step for step in self.steps if step.premises]
        using: dict[str, list[_Step]] = {}
        titled: dict[str, _Step] = {}
        for number, step in enumerate(steps):
            if step.name:
                titled.setdefault(step.name, step)
            step.name = step.name or f"\0{number}"
            for premise in dict.fromkeys(step.premises):
                using.setdefault(premise, []).append(step)
        for step in steps:
            if (target := self._target(step, titled, using)) is not None:
                self._step(step, target)

    def _target(
        self, step: _Step, titled: dict[str, _Step], using: dict[str, list[_Step]]
    ) -> str | None:
        place, name = step.target, named(step.target.text)
        if step.role in ("supports", "rebuts"):
            return self.sheet.found(name, place)
        if name in titled:
            return titled[name].name
        if self.sheet.known(name) is None:
            guess = did_you_mean(nearest(name, (*titled, *self.sheet.declared)))
            self.sheet.say(place, f"no row has the id or the step `{name}`", *guess)
            return None
        made = using.get(self.sheet.found(name, place) or "", [])
        if len(made) == 1:
            return made[0].name
        if made:
            help = "give the step that is meant a name in the column `step`, and write that here"
            self.sheet.say(place, f"`{name}` makes {len(made)} steps", help)
        else:
            self.sheet.say(place, f"`{name}` supports and attacks nothing, so there is no step")
        return None

    def _step(self, step: _Step, target: str) -> None:
        cells = step.row.cells
        first = {column: places[0] for column, places in cells.items()}
        scheme, warrant = first.get("scheme"), first.get("warrant")
        speaker, said_roles = (first.get(column) for column in _OWN)
        self.builder.step(
            step.premises,
            target,
            step.role,
            step.row.at,
            name=step.name,
            conceded=step.role == "rebuts" and self.sheet.truth(first.get("conceded")),
            scheme=scheme.text if scheme else None,
            warrant=self.sheet.found(warrant.text, warrant) if warrant else None,
            speakers=speaker.text if speaker else (),
            premise_roles=self._roles(said_roles) if said_roles else None,
            attributes={
                column.removeprefix(STEP): self.sheet.value(column.removeprefix(STEP), place)
                for column, place in first.items()
                if column.startswith(STEP) and column not in _OWN
            },
        )

    def _roles(self, place: Place) -> dict[str, str]:
        try:
            pairs = roles(place.text.replace(";", ","))
        except ValueError as error:
            self.sheet.say(place, f"`{place.text}` should be {error}, as `a=major, b=minor`")
            return {}
        found = ((self.sheet.found(name, place), role) for name, role in pairs)
        return {name: role for name, role in found if name is not None}


def _is_alone(row: Entry) -> bool:
    """Whether a row names nothing that it supports, attacks or explains."""
    return not any(row.cells.get(column) for column in (*ROLES, "explains"))
