"""Which lines say a map in just the order that it has.

A search: each state is how far the map is written and what the lines to come may look back to; a wrong
choice shows within a few lines and is undone.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from attrs import define

if TYPE_CHECKING:
    from argmap.model import (
        Argument,
        Map,
        Statement,
    )


DEEPEST = 8
"""How many levels `outline` nests where labels let it go on at the top instead."""

ARGUMENTS_OWN = frozenset(("strength", "roles", "qualifier", "note", "url"))
"""The attributes that belong, under `by`, to the argument and not to its warrant."""

_T = TypeVar("_T")
_REMEMBERED = 5_000
"""How many lines back a choice can still be undone: a wrong one shows within a few."""
_PATIENCE = 30
"""How many dead ends it takes to look for the wrong choice further back."""


class Infeasible(Exception):
    """No text says this map in this order with these labels."""


def is_arguments_own(attribute: str) -> bool:
    """Whether an attribute belongs, under `by`, to the argument and not to its warrant."""
    return attribute in ARGUMENTS_OWN or attribute.startswith("x-")


@define(eq=False)
class Written:
    """A line to be written: its first words, the statement it declares or names, its depth."""

    connective: str = ""
    statement: str | None = None
    declares: bool = False
    kind: str = ""
    argument: str | None = None  # whose attributes stand under this `by`
    word: str = ""  # a scheme, or the premise of `against … because …`
    section: str | None = None
    late: bool = False  # a reference that brings the attributes `by` had no room for
    depth: int = 0


def outline(map: Map, steps: int = 100_000) -> list[Written]:
    """The lines that say this map in its order; raises `Infeasible` where there are none.

    `steps` is how long to search, beside what the size of the map asks for.
    """
    return _Outliner(map).run(steps)


class _Open(NamedTuple):
    """An argument that lines can be added to: how many premises it has, whether `by` is written."""

    argument: Argument
    written: int
    ruled: bool


class _Level(NamedTuple):
    """What stands at one indentation, and what a line there may look back to (as in resolve.py)."""

    below: _Level | None
    depth: int
    subject: str | None = None
    joined: Argument | None = None  # what the parent's connective began or joined
    rule: bool = False  # under `by`
    last: _Open | None = None
    inference: Argument | None = None
    before: str = ""
    including: str | None = None
    # Flat only: the group is the first `size` of these, which may still need it until `due`.
    group: tuple[str, ...] = ()
    size: int = 0
    due: tuple[int, int, int] = (-1, -1, -1)
    made: _Open | None = None


class _State(NamedTuple):
    """How far the map is written: a count for each list of the map, the open levels, the lines."""

    level: _Level
    lines: tuple[object, Written] | None = None
    section: str | None = None
    sections: int = 0
    statements: int = 0
    arguments: int = 0
    parts: int = 0
    contradictions: int = 0
    preferences: int = 0
    independences: int = 0
    # How much was written when a group was last begun with a mere reference.
    idle: int = -1

    @property
    def progress(self) -> int:
        return (
            self.statements
            + self.arguments
            + self.parts
            + self.contradictions
            + self.preferences
            + self.independences
        )


class _Outliner:
    """A search for the lines, one after the other.

    Each of the map's lists is written in its order, so that at any time only a few lines can come
    next; `_next` gives them, the likely first. Closing a level that something still needs is a dead
    end, from where the search goes back to the last choice. What needs a level is an unlabelled
    statement, since only the place of its declaration can speak of it.
    """

    def __init__(self, map: Map) -> None:
        own = tuple(f"{i.name}." for i in map.imports)

        def mine(*identifiers: str) -> bool:
            return not own or not any(all(i.startswith(o) for i in identifiers) for o in own)

        self.statements = {s.id: s for s in map.statements}
        self.order = [s for s in map.statements if mine(s.id)]
        self.arguments = [a for a in map.arguments if mine(a.id)]
        self.sections = [s for s in map.sections if mine(s.id)]
        self.parts = _own(map.parts, lambda p: mine(p.whole, p.part))
        self.contradictions = _own(map.contradictions, lambda c: mine(*c))
        self.preferences = _own(map.preferences, lambda p: mine(p.preferred, p.over))
        self.independences = _own(map.independences, lambda i: mine(i.statement, i.of))

        self.position = {s.id: i for i, s in enumerate(self.order)}
        self.place = {a.id: i for i, a in enumerate(self.arguments)}
        self.section_place = {s.id: i for i, s in enumerate(self.sections)}
        self.parent = {s.id: s.parent for s in self.sections}
        self.section_depth: dict[str | None, int] = {None: 0}
        for section in self.sections:
            if section.parent not in self.section_depth:
                raise Infeasible
            self.section_depth[section.id] = self.section_depth[section.parent] + 1
        self._index_needs()
        self._index_undercuts(map.arguments)

    def _index_needs(self) -> None:
        """For each statement, up to where in each list it is spoken of, and by which place.

        `under`: nested under it; `beside`: by what follows its group; `on`: on its own line.
        """
        self.uses: dict[str, list[Argument]] = defaultdict(list)
        self.warrants: set[str] = set()
        self.unnamed: dict[str, int] = {}  # the last premise that only its declaration can be
        self.index: dict[str, dict[str, int]] = {}
        target: dict[str, int] = {}
        premise: dict[str, int] = {}
        for i, a in enumerate(self.arguments):
            self.index[a.id] = {p: k for k, p in enumerate(a.premises)}
            self.unnamed[a.id] = -1
            for k, p in enumerate(a.premises):
                premise[p] = i
                if not self.labelled(p):
                    self.unnamed[a.id] = k
            for p in self.index[a.id]:
                self.uses[p].append(a)
            if a.role != "undercuts":
                target[a.target] = i
            if a.warrant is not None and not self.labelled(a.warrant):
                self.warrants.add(a.warrant)
            if not all(map(self.labelled, a.premise_roles)):
                raise Infeasible
            if a.strict != (a.scheme == "deduction"):
                raise Infeasible
        whole: dict[str, int] = {}
        part: dict[str, int] = {}
        for i, x in enumerate(self.parts):
            whole[x.whole] = part[x.part] = i
        first: dict[str, int] = {}
        other: dict[str, int] = {}
        for i, (one, another) in enumerate(self.contradictions):
            first[one] = other[another] = i
        preferred: dict[str, int] = {}
        over: dict[str, int] = {}
        for i, preference in enumerate(self.preferences):
            preferred[preference.preferred] = over[preference.over] = i
        held = {claim.statement: i for i, claim in enumerate(self.independences)}

        def gather(*tables: dict[str, int]) -> dict[str, tuple[int, int, int]]:
            keys = set().union(*tables)
            one, two, three = tables
            return {k: (one.get(k, -1), two.get(k, -1), three.get(k, -1)) for k in keys}

        # Alternatives to a part that is named once, which only lines right below it can give.
        once = Counter((p.whole, p.part) for p in self.parts if p.alternative_to is None)
        self.alternatives: dict[tuple[str | None, str | None], int] = {
            (p.whole, p.alternative_to): i
            for i, p in enumerate(self.parts)
            if p.alternative_to is not None and once[p.whole, p.alternative_to] == 1
        }
        self.under = gather(target, whole, held)
        self.beside = gather(premise, first, preferred)
        self.on = gather(part, other, over)

    def _index_undercuts(self, arguments: Iterable[Argument]) -> None:
        """How `against C because P` can name each argument, and which undercuts can't do with it."""
        count: Counter[tuple[str, str]] = Counter()
        by_id = {}
        for a in arguments:
            by_id[a.id] = a
            if a.role != "undercuts":
                count.update((a.target, p) for p in dict.fromkeys(a.premises))
        begun = Counter(a.premises[0] for a in self.arguments if a.role == "undercuts")
        self.named: dict[str, tuple[str, str]] = {}
        self.needed: dict[str, int] = {}
        for i, a in enumerate(self.arguments):
            if a.role != "undercuts":
                continue
            target = by_id[a.target]
            if (
                a.target not in self.named
                and target.role != "undercuts"
                and self.labelled(target.target)
            ):
                for p in target.premises:
                    if self.labelled(p) and count[target.target, p] == 1:
                        self.named[a.target] = (target.target, p)
                        break
            first = a.premises[0]
            # Only `unless` declares what is only possible.
            declares = (
                self.statements[first].possible and first in self.position and begun[first] == 1
            )
            if declares or a.target not in self.named:
                self.needed[a.target] = i

    # The search

    def run(self, steps: int) -> list[Written]:
        random = Random(0)
        most = steps + 4 * (len(self.order) + len(self.arguments))
        for attempt in count():
            self.steps = most
            self.eager = attempt % 2 == 0
            noise = 0.0 if attempt < 2 else random.choice((0.02, 0.05, 0.1, 0.3))
            found = self._search(random, noise)
            if found is not None:
                return found
            steps -= most - self.steps
            if attempt and steps <= 0:
                break
        raise Infeasible

    def _search(self, random: Random, noise: float) -> list[Written] | None:
        """One attempt: by the likely lines or, where they led nowhere, by some chosen at random.

        Where going back a choice at a time does not help soon, it goes back further and further.
        """
        state: _State | None = self._enter(_State(_Level(None, 0)), None)
        choices: deque[Iterator[_State]] = deque(maxlen=_REMEMBERED)
        furthest = failures = 0
        leap = 1
        while state is not None and self.steps > 0:
            self.steps -= 1
            if state.progress > furthest:
                furthest, failures, leap = state.progress, 0, 1
            if self._all_said(state):
                done = self._ended(state)
                if done is not None:
                    return self._unrolled(done)
            choices.append(self._shuffled(state, random, noise) if noise else self._next(state))
            while choices and (state := next(choices[-1], None)) is None:
                choices.pop()
                failures += 1
                if failures > _PATIENCE:
                    for _ in range(min(leap, len(choices) - 1)):
                        choices.pop()
                    failures, leap = 0, 2 * leap
        return None

    def _shuffled(self, at: _State, random: Random, noise: float) -> Iterator[_State]:
        options = list(self._next(at))
        while options:
            yield options.pop(random.randrange(len(options)) if random.random() < noise else 0)

    def _all_said(self, at: _State) -> bool:
        return (
            at.statements == len(self.order)
            and at.arguments == len(self.arguments)
            and at.parts == len(self.parts)
            and at.contradictions == len(self.contradictions)
            and at.preferences == len(self.preferences)
            and at.independences == len(self.independences)
        )

    def _ended(self, at: _State) -> _State | None:
        while at.level.below is not None:
            up = self._up(at)
            if up is None:
                return None
            at = up
        closed = self._group_closed(at)
        if closed is None:
            return None
        at = self._late_attributes(closed)
        while at.sections < len(self.sections):
            opened = self._section_opened(at)
            if opened is None:
                return None
            at = opened
        return at

    def _late_attributes(self, at: _State) -> _State:
        late = [
            Written("", line.statement, late=True)
            for line in self._unrolled(at)
            if line.declares
            and line.connective == "by"
            and line.statement is not None
            and any(map(is_arguments_own, self.statements[line.statement].attributes))
        ]
        return self._noted(at, at.level, late)

    def _unrolled(self, at: _State) -> list[Written]:
        lines: list[Written] = []
        rest: object = at.lines
        while isinstance(rest, tuple):
            rest, line = rest
            lines.append(line)
        lines.reverse()
        return lines

    def _next(self, at: _State) -> Iterator[_State]:
        """What can be written next, the likely first: as deep as possible, so that levels stay open
        as long as they may be needed, but by reference from the top where it would be too deep.
        """
        late: list[_State] = []
        deep = at.level.depth > DEEPEST and self._all_closable(at)
        here: _State | None = at
        while here is not None and here.level.below is not None:
            for likely, state in self._nested(here, deep and here.level.depth > DEEPEST):
                if likely:
                    yield state
                else:
                    late.append(state)
            here = self._up(here)
        if here is not None:
            yield from self._flat(here)
        yield from late

    # What the lists of the map say comes next

    def labelled(self, identifier: str) -> bool:
        """Whether a reference can name a statement: imports of imports have no name here."""
        label = self.statements[identifier].label
        return label is not None and label.count(".") <= 1

    def _statement(self, at: _State) -> Statement | None:
        """The next statement to declare, if its section is open."""
        if at.statements < len(self.order):
            statement = self.order[at.statements]
            if statement.section == at.section:
                return statement
        return None

    def _argument(self, at: _State) -> Argument | None:
        return self.arguments[at.arguments] if at.arguments < len(self.arguments) else None

    def _pair(self, at: _State) -> Iterator[tuple[str, str, str]]:
        """The next contradiction and preference: connective, the one, the other."""
        if at.contradictions < len(self.contradictions):
            yield ("contradicts", *self.contradictions[at.contradictions])
        if at.preferences < len(self.preferences):
            preference = self.preferences[at.preferences]
            yield "outweighs", preference.preferred, preference.over

    def _subjects(self, at: _State) -> Iterator[str]:
        """The statements that the next argument, part and independence claim are nested under."""
        a = self._argument(at)
        if a is not None and a.role != "undercuts":
            yield a.target
        if at.parts < len(self.parts):
            yield self.parts[at.parts].whole
        if at.independences < len(self.independences):
            yield self.independences[at.independences].statement

    def _declared(self, at: _State, identifier: str) -> bool:
        """Whether a statement has been declared; imported ones have."""
        return self.position.get(identifier, -1) < at.statements

    def _kind(self, at: _State, identifier: str) -> str:
        """The kind that a line takes over from a statement; none from one that is yet to come, so
        that no two wait for each other's.
        """
        return self.statements[identifier].kind if self._declared(at, identifier) else ""

    def _busy(self, at: _State, identifier: str) -> bool:
        """Whether something has still to be nested under a statement."""
        argument, part, independence = self.under.get(identifier, _NEVER)
        return argument >= at.arguments or part >= at.parts or independence >= at.independences

    def _owed(self, at: _State, due: tuple[int, int, int]) -> bool:
        """Whether something that follows a group has still to be written."""
        argument, contradiction, preference = due
        return (
            argument >= at.arguments
            or contradiction >= at.contradictions
            or preference >= at.preferences
        )

    def _attacked(self, at: _State, argument: Argument | None) -> bool:
        """Whether an argument has still to be undercut, and only `unless` can do it."""
        return argument is not None and self.needed.get(argument.id, -1) >= at.arguments

    # Lines and levels

    def _noted(self, at: _State, level: _Level, lines: Iterable[Written]) -> _State:
        """Writes lines that nothing is nested under."""
        said = at.lines
        for line in lines:
            line.depth = level.depth
            said = (said, line)
        return at._replace(level=level, lines=said)

    def _line(
        self, at: _State, level: _Level, line: Written, joined: Argument | None, **counts: Any
    ) -> _State:
        """Writes a line and opens the level below it."""
        line.depth = level.depth
        rule = line.connective == "by"
        inner = _Level(level, level.depth + 1, line.statement, joined, rule)
        return at._replace(level=inner, lines=(at.lines, line), **counts)

    def _said(
        self,
        at: _State,
        level: _Level,
        connective: str,
        identifier: str,
        kind: str,
        joined: Argument | None = None,
        grouped: bool = False,
        **counts: Any,
    ) -> Iterator[_State]:
        """The line that declares a statement, where it is the next, or refers to it by its label.

        `kind` is the one that is read where none stands; `grouped` says that the statement belongs
        to a flat group, so that lines which follow may still speak of it.
        """
        s = self._statement(at)
        if s is not None and s.id == identifier:
            line = self._declaration(s, connective, kind)
            if line is not None:
                state = self._line(at, level, line, joined, statements=at.statements + 1, **counts)
                if s.label is not None or self._said_here(state, s.id, grouped):
                    yield state
        if connective and self.labelled(identifier):
            yield self._line(at, level, Written(connective, identifier), joined, **counts)

    def _declaration(self, s: Statement, connective: str, kind: str) -> Written | None:
        shown = "" if s.kind == kind else s.kind
        if connective == "unless":
            if s.possible and s.kind != "rebuttal":
                return None
            shown = "" if s.possible else s.kind
        elif s.possible or (s.id in self.warrants and connective != "by"):
            return None
        return Written(connective, s.id, True, shown)

    def _said_here(self, at: _State, identifier: str, grouped: bool) -> bool:
        """Whether the line just written says all that an unlabelled statement's line has to say."""
        part, contradiction, preference = self.on.get(identifier, _NEVER)
        return (
            part < at.parts
            and contradiction < at.contradictions
            and preference < at.preferences
            and (grouped or not self._owed(at, self.beside.get(identifier, _NEVER)))
        )

    def _opened(self, argument: Argument, written: int = 1) -> _Open:
        ruled = not (
            argument.scheme or argument.warrant or argument.attributes or argument.premise_roles
        )
        return _Open(argument, written, ruled)

    def _closable(self, at: _State, level: _Level) -> bool:
        """Whether nothing needs this nested level any more that could not be said elsewhere."""
        subject, last = level.subject, level.last
        if subject is not None and not self.labelled(subject) and self._busy(at, subject):
            return False
        if last is not None and (not self._completable(last) or self._attacked(at, last.argument)):
            return False
        return not self._attacked(at, level.inference) and not self._open_choice(at, level)

    def _open_choice(self, at: _State, level: _Level) -> bool:
        """Whether the part written last at this level has still to be given an alternative."""
        if level.before not in ("including", "or"):
            return False
        return self.alternatives.get((level.subject, level.including), -1) >= at.parts

    def _all_closable(self, at: _State) -> bool:
        level = at.level
        while level.below is not None:
            if not self._closable(at, level):
                return False
            level = level.below
        return self._group_closable(at, level)

    def _group_closable(self, at: _State, flat: _Level) -> bool:
        if self._owed(at, flat.due):
            return False
        for open in (flat.last, flat.made):
            if open is not None and (
                not self._completable(open) or self._attacked(at, open.argument)
            ):
                return False
        return True

    def _completable(self, open: _Open) -> bool:
        """Whether references can say what an argument still lacks."""
        a = open.argument
        return self.unnamed[a.id] < open.written and (open.ruled or self._rulable(open))

    def _rulable(self, open: _Open) -> bool:
        return open.argument.warrant is None or self.labelled(open.argument.warrant)

    def _up(self, at: _State) -> _State | None:
        """Closes the innermost level."""
        if not self._closable(at, at.level):
            return None
        at = self._completed(at)
        assert at.level.below is not None
        return at._replace(level=at.level.below)

    def _group_closed(self, at: _State) -> _State | None:
        if not self._group_closable(at, at.level):
            return None
        at = self._completed(at)
        return at._replace(level=_Level(None, at.level.depth))

    def _completed(self, at: _State) -> _State:
        """Writes the premises that refer, and the rules, of the argument last begun here."""
        level = at.level
        open = level.last or level.made
        if open is None or not self._completable(open):
            return at
        a = open.argument
        lines = [Written("and", p) for p in a.premises[open.written :]]
        if not open.ruled:
            lines += self._rules(a)
        if not lines:
            return at
        open = _Open(a, len(a.premises), True)
        done = level._replace(made=open) if level.last is None else level._replace(last=open)
        return self._noted(at, done, lines)

    def _settled(self, at: _State) -> _State | None:
        """Completes the argument last begun here, which the next line puts out of reach of `and`."""
        last = at.level.last
        if last is not None and not self._completable(last):
            return None
        if self._open_choice(at, at.level):
            return None
        return self._completed(at)

    def _rules(self, a: Argument) -> list[Written]:
        """The `by` lines of an argument, its attributes under the first."""
        lines = []
        if a.scheme is not None:
            lines.append(Written("by", word=a.scheme))
        if a.warrant is not None:
            lines.append(Written("by", a.warrant))
        if a.attributes or a.premise_roles:
            lines = lines or [Written("by")]
            lines[0].argument = a.id
        return lines

    def _ruling(self, level: _Level) -> tuple[_Open | None, _Level]:
        """The argument that a `by` line here would rule, and the level once it has."""
        if level.last is not None:
            return level.last, level._replace(last=level.last._replace(ruled=True))
        if level.made is not None:
            return level.made, level._replace(made=level.made._replace(ruled=True))
        if level.joined is None or level.rule or level.below is None:
            return None, level
        open, below = self._ruling(level.below)
        return open, level._replace(below=below)

    # Lines that are both nested and flat

    def _premise(self, at: _State) -> Iterator[_State]:
        """`and` for the argument last begun here: the premise that is declared next, or that the
        line after would be nested under.
        """
        level = at.level
        if level.last is None:
            return
        a, written, _ = level.last
        if written == len(a.premises):
            return
        s = self._statement(at)
        wanted = [x for x in self._subjects(at) if self.index[a.id].get(x, -1) >= written]
        if s is not None and self.index[a.id].get(s.id, -1) >= written:
            wanted.append(s.id)
        if wanted:
            level = level._replace(last=level.last._replace(written=written + 1))
            kind = "premise" if a.role == "supports" else "rebuttal"
            yield from self._said(at, level, "and", a.premises[written], kind, a)

    def _by(self, at: _State) -> Iterator[_State]:
        """`by` with the warrant that is declared next, or that the line after would be nested under."""
        open, level = self._ruling(at.level)
        if open is None or open.ruled or open.argument.warrant is None:
            return
        a, warrant = open.argument, open.argument.warrant
        s = self._statement(at)
        declared = s is not None and s.id == warrant
        if not declared and warrant not in self._subjects(at):
            return
        *before, line = self._rules(a)
        at = self._noted(at, level, before)
        for state in self._said(at, level, "by", warrant, "premise", a):
            assert state.lines is not None
            state.lines[1].argument = line.argument
            unnamed = s is not None and s.label is None and state.lines[1].declares
            if not (unnamed and any(map(is_arguments_own, self.statements[warrant].attributes))):
                yield state

    def _unless(self, at: _State) -> Iterator[_State]:
        """`unless` for the next argument, in reach of the one that it undercuts."""
        a = self._argument(at)
        assert a is not None
        last = at.level.last
        settled = self._settled(at)
        if settled is None:
            return
        level = settled.level
        if last is not None and self._forgone(at, last):
            return
        level = level._replace(last=self._opened(a), before="unless")
        yield from self._said(
            settled, level, "unless", a.premises[0], "rebuttal", a, arguments=at.arguments + 1
        )

    def _by_unless(self, at: _State) -> Iterator[_State]:
        """`by`, and under it the `unless` that would attack something else beside it."""
        a = self._argument(at)
        open, level = self._ruling(at.level)
        if a is None or a.role != "undercuts" or open is None or a.target != open.argument.id:
            return
        lines = self._rules(open.argument)
        if open.ruled or not self._rulable(open):
            lines, level = [Written("by")], at.level
        *before, line = lines
        under = self._line(self._noted(at, level, before), level, line, open.argument)
        yield from self._unless(under)

    # Nested lines

    def _nested(self, at: _State, deep: bool) -> Iterator[tuple[bool, _State]]:
        """What can be written at the innermost level, and whether it is likely."""
        level = at.level
        subject = level.subject
        a = self._argument(at)
        fresh = level.last is None and level.before in ("", "regardless")
        if fresh and self.eager:
            yield from _each(True, self._regardless(at))
        yield from _each(True, self._premise(at))
        # What speaks of the parent's argument stands better beside the parent, if that may close.
        free = not (subject is not None and self._busy(at, subject)) and self._closable(at, level)
        yield from _each(level.last is not None or not free, self._by(at))
        begins = a is not None and self._declarable(at, a.premises[0])
        if not begins:
            yield from _each(True, self._part(at, declares=True))
        if a is not None:
            if a.role != "undercuts":
                if a.target == subject:
                    yield from _each(not deep, self._because(at, a))
            elif level.inference is not None:
                if level.inference.id == a.target:
                    yield from _each(True, self._unless(at))
            elif level.joined is not None and level.joined.id == a.target:
                yield from _each(level.rule or not free, self._unless(at))
        if begins:
            yield from _each(True, self._part(at, declares=True))
        yield from _each(True, self._part(at, declares=False))
        if not (fresh and self.eager):
            yield from _each(self.eager or self._leads_on(at), self._regardless(at))
        yield from _each(False, self._by_unless(at))

    def _because(self, at: _State, a: Argument) -> Iterator[_State]:
        """`because`, `but` or `although`, which begin the next argument."""
        settled = self._settled(at)
        level = at.level
        if settled is None or self._attacked(at, level.inference):
            return
        if level.last is not None and self._attacked(at, level.last.argument):
            return
        supports = a.role == "supports"
        connective = "because" if supports else "although" if a.conceded else "but"
        level = settled.level._replace(last=self._opened(a), inference=a, before=connective)
        kind = "premise" if supports else "rebuttal"
        yield from self._said(
            settled, level, connective, a.premises[0], kind, a, arguments=at.arguments + 1
        )

    def _part(self, at: _State, declares: bool) -> Iterator[_State]:
        """`including`, or `or` for an alternative to the part above."""
        if at.parts == len(self.parts) or self.parts[at.parts].whole != at.level.subject:
            return
        part = self.parts[at.parts]
        s = self._statement(at)
        if (s is not None and s.id == part.part) != declares:
            return
        alternative = part.alternative_to is not None
        if alternative and not (
            at.level.before in ("including", "or") and at.level.including == part.alternative_to
        ):
            return
        connective = "or" if alternative else "including"
        kind = self._kind(at, part.whole)
        for settled in [at] if alternative else self._lasts_left(at):
            level = settled.level._replace(
                before=connective, including=part.alternative_to or part.part
            )
            yield from self._said(settled, level, connective, part.part, kind, parts=at.parts + 1)

    def _regardless(self, at: _State) -> Iterator[_State]:
        if at.independences == len(self.independences):
            return
        claim = self.independences[at.independences]
        if claim.statement != at.level.subject or not self.labelled(claim.of):
            return
        for settled in self._lasts_left(at):
            level = settled.level._replace(before="regardless")
            line = Written("regardless of", claim.of)
            yield self._line(settled, level, line, None, independences=at.independences + 1)

    def _leads_on(self, at: _State) -> bool:
        """Whether the line after would be nested under the next `regardless of`."""
        if at.independences == len(self.independences):
            return False
        return self.independences[at.independences].of in self._subjects(at)

    def _lasts_left(self, at: _State) -> Iterator[_State]:
        """The argument last begun here gets no more premises; its rule may still come later."""
        last = at.level.last
        if last is not None and self._forgone(at, last):
            return
        settled = self._settled(at)
        if settled is not None:
            yield settled
        if last is not None and last.written == len(last.argument.premises) and not last.ruled:
            yield at

    def _forgone(self, at: _State, last: _Open) -> bool:
        """Whether the argument last begun here needs an `unless` that could not reach it later."""
        return last.argument is not at.level.inference and self._attacked(at, last.argument)

    # Flat lines

    def _flat(self, at: _State) -> Iterator[_State]:
        """What can be written at the top of the open section."""
        a = self._argument(at)
        made = at.level.made
        yield from self._premise(at)
        if a is not None and a.role == "undercuts" and made and a.target == made.argument.id:
            yield from self._unless(at)
        yield from self._joined(at)
        yield from self._by(at)
        yield from self._pairs(at, forward=False)
        ready = a is not None and self._ready(at, a)
        if ready or a is None or self._declarable(at, a.target):
            yield from self._concluded(at)
        yield from self._picked(at)
        yield from self._by_unless(at)
        if ready:
            yield from self._group_referred(at)
        closed = self._group_closed(at)
        if closed is not None and ready:
            yield from self._referred(closed)
        if closed is not None:
            yield from self._begun(closed)
        if not ready:
            yield from self._concluded(at)
        yield from self._pairs(at, forward=True)
        if not ready:
            yield from self._group_referred(at)
        if closed is None:
            yield from self._stretched(at)
        elif not ready:
            yield from self._referred(closed)

    def _declarable(self, at: _State, identifier: str) -> bool:
        s = self._statement(at)
        return s is not None and s.id == identifier

    def _ready(self, at: _State, a: Argument) -> bool:
        """Whether an argument can be written now without naming what is yet to come."""
        if a.role != "undercuts" and not self._declared(at, a.target):
            return False
        return all(self._declared(at, p) or self._declarable(at, p) for p in a.premises)

    def _joined(self, at: _State) -> Iterator[_State]:
        """`and`, for the statement that is declared next, in a group whose argument comes later."""
        flat, s = at.level, self._statement(at)
        if flat.before != "group" or s is None or s.possible:
            return
        group = flat.group[: flat.size]
        for a in self.uses.get(s.id, ()):
            index = self.index[a.id][s.id]
            between = a.premises[flat.size : index]
            if (
                self.place[a.id] < at.arguments
                or index < flat.size
                or a.premises[: flat.size] != group
                or not all(map(self.labelled, between))
            ):
                continue
            here = self._completed(at)
            level = here.level._replace(group=a.premises, size=index + 1)
            level = self._due(level, s.id)
            here = self._noted(here, level, [Written("and", p) for p in between])
            kind = self._kind(at, group[0])
            yield from self._said(here, level, "and", s.id, kind, grouped=True)

    def _due(self, level: _Level, identifier: str) -> _Level:
        """The flat level with a statement added to its group."""
        if self.labelled(identifier):
            return level
        due = self.beside.get(identifier, _NEVER)
        one, two, three = (max(pair) for pair in zip(level.due, due, strict=True))
        return level._replace(due=(one, two, three))

    def _group_referred(self, at: _State) -> Iterator[_State]:
        """`and` with a label, for a group whose argument is the next, or under which the line after
        would be nested.
        """
        a, flat = self._argument(at), at.level
        if flat.before != "group":
            return
        size, group = flat.size, flat.group[: flat.size]
        meant = [flat.group]
        if not self.labelled(group[0]):
            meant += [u.premises for u in self.uses.get(group[0], ())]
        if a is not None:
            meant.append(a.premises)
        for premises in dict.fromkeys(meant):
            rest = premises[size:]
            if not rest or premises[:size] != group or not self.labelled(rest[0]):
                continue
            if (a is not None and premises == a.premises and all(map(self.labelled, rest))) or any(
                subject in rest for subject in self._subjects(at)
            ):
                here = self._completed(at)
                level = here.level._replace(group=premises, size=size + 1)
                yield self._line(here, level, Written("and", rest[0]), None)

    def _stretched(self, at: _State) -> Iterator[_State]:
        """`and` in a group that makes no argument, while something needs the step before it."""
        flat, s = at.level, self._statement(at)
        if flat.before != "group":
            return
        at = self._completed(at)
        group = flat.group[: flat.size]
        for x in dict.fromkeys((*([s.id] if s is not None else ()), *self._subjects(at))):
            if x in group:
                continue
            level = at.level._replace(group=(*group, x), size=flat.size + 1)
            kind = self._kind(at, group[0])
            yield from self._said(at, self._due(level, x), "and", x, kind, grouped=True)

    def _pairs(self, at: _State, forward: bool) -> Iterator[_State]:
        """`contradicts` and `outweighs`."""
        flat = at.level
        if flat.size != 1:
            return
        s = self._statement(at)
        for connective, one, other in self._pair(at):
            if one != flat.group[0]:
                continue
            known = self._declared(at, other) or (s is not None and s.id == other)
            if known == forward:
                continue
            counts: dict[str, Any] = {"contradictions": at.contradictions + 1}
            if connective == "outweighs":
                counts = {"preferences": at.preferences + 1}
            for settled in self._lasts_left(at):
                level = settled.level._replace(before="attack")
                yield from self._said(settled, level, connective, other, "claim", **counts)

    def _concluded(self, at: _State) -> Iterator[_State]:
        """`so` or `against`."""
        a, flat = self._argument(at), at.level
        if a is None or a.role == "undercuts" or a.conceded:
            return
        if a.premises != flat.group[: flat.size]:
            return
        so = a.role == "supports"
        begun = at._replace(arguments=at.arguments + 1)
        if so and not self._group_closable(begun, flat):
            return
        left = self._made_left(at)
        if left is None:
            return
        made = self._opened(a, len(a.premises))
        if so:
            level = _Level(None, flat.depth, group=(a.target,), size=1, before="group", made=made)
            level = self._due(level, a.target)
        else:
            level = left.level._replace(made=made, last=None, before="attack")
        yield from self._said(
            left,
            level,
            "so" if so else "against",
            a.target,
            "claim",
            a,
            grouped=so,
            arguments=at.arguments + 1,
        )

    def _made_left(self, at: _State) -> _State | None:
        """Completes what the last `so` or `against` made, and the undercut after it."""
        flat = at.level
        for open in (flat.last, flat.made):
            if open is not None and (
                not self._completable(open) or self._attacked(at, open.argument)
            ):
                return None
        return self._completed(at)

    def _picked(self, at: _State) -> Iterator[_State]:
        """`against C because P`, for an argument that is written elsewhere."""
        a, flat = self._argument(at), at.level
        if a is None or a.role != "undercuts" or a.target not in self.named:
            return
        if a.premises != flat.group[: flat.size]:
            return
        left = self._made_left(at)
        if left is not None:
            target, premise = self.named[a.target]
            made = self._opened(a, len(a.premises))
            level = left.level._replace(made=made, last=None, before="attack")
            state = self._noted(left, level, [Written("against", target, word=premise)])
            yield state._replace(arguments=at.arguments + 1)

    def _begun(self, at: _State) -> Iterator[_State]:
        """A group that begins with the statement that is declared next, or the section it is in."""
        if at.statements == len(self.order):
            return
        s = self.order[at.statements]
        if s.section != at.section:
            state = self._enter(at, s.section)
            if state is not None:
                yield state
            return
        if s.label is None and any(a.premises[0] != s.id for a in self.uses.get(s.id, ())):
            return
        level = self._due(self._group(at, s.id), s.id)
        yield from self._said(at, level, "", s.id, "", grouped=True)

    def _group(self, at: _State, first: str) -> _Level:
        return _Level(None, at.level.depth, group=(first,), size=1, before="group")

    def _referred(self, at: _State) -> Iterator[_State]:
        """A group that begins with a reference, which the next line needs."""
        if at.progress == at.idle:
            return
        first = dict.fromkeys(self._subjects(at))
        a = self._argument(at)
        if a is not None:
            first[a.premises[0]] = None
        s = self._statement(at)
        if s is not None:
            later = (u for u in self.uses.get(s.id, ()) if self.place[u.id] >= at.arguments)
            first.update((u.premises[0], None) for u in later if u.premises[0] != s.id)
        first.update((one, None) for _, one, _ in self._pair(at))
        for identifier in first:
            if self.labelled(identifier):
                level = self._group(at, identifier)
                state = self._line(at, level, Written("", identifier), None)
                yield state._replace(idle=at.progress)

    # Sections

    def _enter(self, at: _State, section: str | None) -> _State | None:
        """The top of a section, opening it, and those before it, where it is new."""
        if section is not None and self.section_place[section] >= at.sections:
            while at.sections <= self.section_place[section]:
                opened = self._section_opened(at)
                if opened is None:
                    return None
                at = opened
            return at
        # Sections that stand in one which closes now have no later place.
        closing = self._chain(at.section) - self._chain(section)
        while at.sections < len(self.sections):
            if self.sections[at.sections].parent not in closing:
                break
            opened = self._section_opened(at)
            if opened is None:
                return None
            at = opened
            closing = self._chain(at.section) - self._chain(section)
        if section is not None and section not in self._chain(at.section):
            return None
        return self._inside(at, section)

    def _section_opened(self, at: _State) -> _State | None:
        section = self.sections[at.sections]
        if section.parent is not None and section.parent not in self._chain(at.section):
            return None
        line = Written(section=section.id, depth=self.section_depth[section.parent])
        at = at._replace(lines=(at.lines, line), sections=at.sections + 1)
        return self._inside(at, section.id)

    def _inside(self, at: _State, section: str | None) -> _State:
        return at._replace(section=section, level=_Level(None, self.section_depth[section]))

    def _chain(self, section: str | None) -> set[str]:
        """A section and those around it."""
        chain = set()
        while section is not None:
            chain.add(section)
            section = self.parent[section]
        return chain


_NEVER = (-1, -1, -1)


def _own(relations: Iterable[_T], mine: Callable[[_T], bool]) -> list[_T]:
    """The relations without those at the end that came with an import."""
    own = list(relations)
    while own and not mine(own[-1]):
        own.pop()
    return own


def _each(likely: bool, states: Iterator[_State]) -> Iterator[tuple[bool, _State]]:
    return ((likely, state) for state in states)


# Maps built in Python
