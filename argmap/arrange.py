"""The order of a map: which lines would say it, and so what comes first.

A text gives its statements and arguments an order and, through their place, identifiers. `outline`
finds lines that say a map in just the order that it has; `arrange`, for maps built in Python, keeps
the order given where there is such a text, and otherwise puts things as a writer would, from the
conclusion down, with labels for what is used more than once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from argmap.diagnostics import ArgmapError

if TYPE_CHECKING:
    from argmap.model import Argument, ArgumentMap, Part, Section, Statement

DEEPEST = 8
"""How many levels `outline` nests where labels let it go on at the top instead."""


class Infeasible(Exception):
    """No text says this map in this order with these labels."""


@define(eq=False)
class Written:
    """A line to be written: its first words, the statement it declares or names, what is under it."""

    connective: str = ""
    statement: str | None = None
    declares: bool = False
    kind: str = ""
    argument: str | None = None  # whose attributes stand under this `by`
    word: str = ""  # a scheme, or the words of a line that is no clause
    section: str | None = None
    children: list[Written] = field(factory=list)


@define(eq=False)
class _Level:
    """An open scope: the lines written last at one indentation."""

    lines: list[Written]
    subject: str | None = None
    joined: str | None = None  # the argument that the parent's connective began or joined
    last: str | None = None
    inference: str | None = None
    before: str = ""
    # Flat only.
    group: list[str] = field(factory=list)
    made: str | None = None


def outline(map: ArgumentMap) -> list[Written]:
    """The lines that say this map in its order; raises `Infeasible` where there are none."""
    return _Outliner(map).run()


class _Outliner:
    """Writes the statements one after the other, each where its relations allow, and between them
    the lines that only refer.
    """

    def __init__(self, map: ArgumentMap) -> None:
        own = tuple(f"{i.name}." for i in map.imports)

        def mine(identifier: str) -> bool:
            return not (own and identifier.startswith(own))

        self.map = map
        self.statements = {s.id: s for s in map.statements}
        self.order = [s for s in map.statements if mine(s.id)]
        self.arguments = [a for a in map.arguments if mine(a.id)]
        self.by_id = {a.id: a for a in map.arguments}
        self.place = {a.id: i for i, a in enumerate(self.arguments)}
        self.sections = [s for s in map.sections if mine(s.id)]
        self.parts = [p for p in map.parts if mine(p.whole) or mine(p.part)]
        self.contradictions = [c for c in map.contradictions if mine(c[0]) or mine(c[1])]
        self.preferences = [p for p in map.preferences if mine(p.preferred) or mine(p.over)]
        self.independences = [i for i in map.independences if mine(i.statement) or mine(i.of)]
        self.next_argument = self.next_part = self.next_contradiction = 0
        self.next_preference = self.next_independence = self.next_section = 0
        self.begun: set[str] = set()
        self.written: Counter[str] = Counter()
        self.ruled: set[tuple[str, str]] = set()
        self.declared: set[str] = {s.id for s in map.statements if not mine(s.id)}
        self.starts: dict[str, list[Argument]] = defaultdict(list)
        self.left: Counter[str] = Counter()
        self.undercuts: Counter[str] = Counter()
        for a in self.arguments:
            for p in dict.fromkeys(a.premises):
                self.starts[p].append(a)
            for x in (*dict.fromkeys(a.premises), a.warrant):
                if x is not None:
                    self.left[x] += 1
            if a.role == "undercuts":
                self.undercuts[a.target] += 1
            else:
                self.left[a.target] += 1
                self.starts.setdefault(f">{a.target}", []).append(a)
        for x in (
            *(x for p in self.parts for x in (p.whole, p.part)),
            *(x for c in self.contradictions for x in c),
            *(x for p in self.preferences for x in (p.preferred, p.over)),
            *(i.statement for i in self.independences),
        ):
            self.left[x] += 1
        self.root: list[Written] = []
        self.levels = [_Level(self.root)]
        self.open_section: str | None = None
        self.section_lines: dict[str | None, list[Written]] = {None: self.root}

    # The walk

    def run(self) -> list[Written]:
        for statement in self.order:
            self._enter(statement.section)
            self._declare(statement)
        self._emit_arguments(len(self.arguments))
        self._emit_parts(len(self.parts))
        self._group_ends()
        self._close(0)
        self._emit_rest()
        self._open_sections(len(self.sections))
        if any(self.left.values()) or any(self.undercuts[a] for a in self.by_id):
            raise Infeasible
        return self.root

    def labelled(self, identifier: str) -> bool:
        return self.statements[identifier].label is not None

    def _enter(self, section: str | None) -> None:
        if section == self.open_section:
            return
        self._group_ends()
        self._close(0)
        if section is not None and section not in self.section_lines:
            index = next(i for i, s in enumerate(self.sections) if s.id == section)
            self._open_sections(index + 1)
        if not self._at_end(section):
            raise Infeasible
        self.open_section = section
        self.levels = [_Level(self.section_lines[section])]

    def _open_sections(self, upto: int) -> None:
        while self.next_section < upto:
            section = self.sections[self.next_section]
            self.next_section += 1
            if section.parent not in self.section_lines or not self._at_end(section.parent):
                raise Infeasible
            line = Written("section", section=section.id)
            self.section_lines[section.parent].append(line)
            self.section_lines[section.id] = line.children

    def _at_end(self, section: str | None) -> bool:
        """Whether a line added to this section would be the last of the file."""
        lines = self.root
        target = self.section_lines[section]
        while lines is not target:
            if not lines or lines[-1].section is None:
                return False
            lines = lines[-1].children
        return True

    # Levels

    def _close(self, to: int) -> None:
        while len(self.levels) - 1 > to:
            level = self.levels[-1]
            self._finish(level)
            self.levels.pop()
        if to == 0:
            self._finish_flat()

    def _finish(self, level: _Level) -> None:
        """Completes the argument last begun here: the premises that refer, then its rules."""
        if level.last is None:
            return
        a = self.by_id[level.last]
        self._premises(a, level, len(a.premises))
        self._rules(a, level)

    def _finish_flat(self) -> None:
        flat = self.levels[0]
        if flat.before == "unless":
            self._finish(flat)
        if flat.made is not None:
            self._rules(self.by_id[flat.made], flat)

    def _premises(self, a: Argument, level: _Level, upto: int) -> None:
        while self.written[a.id] < upto:
            premise = a.premises[self.written[a.id]]
            if not self.labelled(premise):
                raise Infeasible
            self.written[a.id] += 1
            level.lines.append(Written("and", premise))

    def _rules(self, a: Argument, level: _Level, warrant: bool = True) -> None:
        """The `by` lines of an argument: its scheme, its warrant, its attributes under the first."""
        if a.scheme is not None and ("scheme", a.id) not in self.ruled:
            self.ruled.add(("scheme", a.id))
            level.lines.append(Written("by", word=a.scheme, argument=self._attributes_of(a)))
        if warrant and a.warrant is not None and ("warrant", a.id) not in self.ruled:
            if not self.labelled(a.warrant):
                raise Infeasible
            self.ruled.add(("warrant", a.id))
            self.left[a.warrant] -= 1
            level.lines.append(Written("by", a.warrant, argument=self._attributes_of(a)))
        if (warrant or a.warrant is None) and self._attributes_of(a, False):
            level.lines.append(Written("by", argument=self._attributes_of(a)))

    def _attributes_of(self, a: Argument, take: bool = True) -> str | None:
        if ("attributes", a.id) in self.ruled or not (a.attributes or a.premise_roles):
            return None
        if take:
            self.ruled.add(("attributes", a.id))
        return a.id

    def _add(self, level: _Level, line: Written, joined: str | None = None) -> None:
        """Appends a line and opens the level below it."""
        index = self.levels.index(level)
        del self.levels[index + 1 :]
        level.lines.append(line)
        self.levels.append(_Level(line.children, line.statement, joined))
        if line.statement is not None:
            self._regardless(line.statement)

    def _regardless(self, subject: str) -> None:
        while self.next_independence < len(self.independences):
            claim = self.independences[self.next_independence]
            if claim.statement != subject:
                return
            if not self.labelled(claim.of):
                raise Infeasible
            self.next_independence += 1
            self.left[subject] -= 1
            self.levels[-1].lines.append(Written("regardless of", claim.of))

    def _top(self, identifier: str) -> _Level:
        """A reference at the top, and the level below it."""
        if not self.labelled(identifier):
            raise Infeasible
        self._group_ends()
        self._close(0)
        flat = self.levels[0]
        flat.group, flat.made, flat.last, flat.before = [identifier], None, None, "group"
        self._add(flat, Written("", identifier))
        return self.levels[-1]

    def _level_of(self, subject: str) -> _Level | None:
        found = next((v for v in reversed(self.levels) if v.subject == subject), None)
        if found is None:
            return None
        deep = self.levels.index(found) > DEEPEST
        if deep and self.labelled(subject) and self._closable():
            return None
        return found

    def _closable(self) -> bool:
        """Whether nothing on the open path would be out of reach once it is closed."""
        for level in self.levels[1:]:
            if level.subject is not None and not self.labelled(level.subject):
                busy = self.left[level.subject]
                if busy:
                    return False
            for argument in (level.last, level.inference):
                if argument is None:
                    continue
                a = self.by_id[argument]
                rest = a.premises[self.written[argument] :]
                if self.undercuts[argument] or not all(self.labelled(p) for p in rest):
                    return False
        return True

    # Declarations

    def _declare(self, s: Statement) -> None:
        if not (
            self._as_premise(s)
            or self._as_conclusion(s)
            or self._as_part(s)
            or self._as_warrant(s)
            or self._as_flat_premise(s)
            or self._as_other(s)
        ):
            if s.possible:
                raise Infeasible
            self._group_ends()
            self._close(0)
            flat = self.levels[0]
            flat.group, flat.made, flat.last, flat.before = [s.id], None, None, "group"
            self._add(flat, self._line("", s, ""))
        self.declared.add(s.id)

    def _line(self, connective: str, s: Statement, kind: str) -> Written:
        """A declaration; the kind is left out where it is the one that would be read."""
        shown = "" if s.kind == kind else s.kind
        if connective == "unless":
            if s.possible and s.kind != "rebuttal":
                raise Infeasible
            shown = "" if s.possible else s.kind
        elif s.possible:
            raise Infeasible
        return Written(connective, s.id, True, shown)

    def _as_premise(self, s: Statement) -> bool:
        """Joined to the argument last begun somewhere on the path, or beginning the next one."""
        for level in reversed(self.levels):
            flat = level is self.levels[0]
            if level.last is None or (flat and level.before != "unless"):
                continue
            a = self.by_id[level.last]
            rest = a.premises[self.written[a.id] :]
            if s.id in rest and not s.possible:
                index = self.written[a.id] + rest.index(s.id)
                if all(self.labelled(p) for p in a.premises[self.written[a.id] : index]):
                    self._close(self.levels.index(level)) if not flat else self._pop_to_flat()
                    self._premises(a, level, index)
                    self.written[a.id] += 1
                    kind = "premise" if a.role == "supports" else "rebuttal"
                    self._add(level, self._line("and", s, kind), a.id)
                    return True
        if self.next_argument >= len(self.arguments):
            return False
        a = self.arguments[self.next_argument]
        if s.id not in a.premises:
            # Lines that only refer may have to come before; only the forced case is looked for.
            a = self._forced(s) or a
            if s.id not in a.premises:
                return False
        index = a.premises.index(s.id)
        if index and (self.labelled(s.id) or not all(map(self.labelled, a.premises[:index]))):
            return False
        if not self._reachable(a):
            return False
        self._emit_arguments(self.place[a.id])
        if a.role != "undercuts" and self._level_of(a.target) is None:
            # The target is on the path no longer, or too deep on it.
            if not (self.labelled(a.target) and (a.target in self.declared)):
                return False
        first = s if index == 0 else None
        self._begin(a, first)
        if index:
            level = next(v for v in self.levels if v.last == a.id)
            self._close(self.levels.index(level))
            self._premises(a, level, index)
            self.written[a.id] += 1
            kind = "premise" if a.role == "supports" else "rebuttal"
            self._add(level, self._line("and", s, kind), a.id)
        return True

    def _forced(self, s: Statement) -> Argument | None:
        """The argument that an unlabelled statement must begin as it is declared."""
        if s.label is not None:
            return None
        for a in self.starts.get(s.id, ()):
            if a.id in self.begun:
                continue
            before = self.arguments[self.next_argument : self.place[a.id]]
            if all(all(map(self.labelled, b.premises)) for b in before):
                return a
        return None

    def _reachable(self, a: Argument) -> bool:
        """Whether a new line on the path, or under a reference, can begin this argument."""
        if a.role == "undercuts":
            if self._undercut_level(a) is not None:
                return True
            return a.target not in self.begun and a.target in self.place
        if any(v.subject == a.target for v in self.levels):
            return True
        if not self.labelled(a.target) or a.target not in self.declared:
            before = self.arguments[self.next_argument : self.place[a.id]]
            return self.labelled(a.target) and any(a.target in b.premises for b in before)
        return self._closable() and not self._flat_needed(a)

    def _flat_needed(self, a: Argument) -> bool:
        """Whether the open flat group still has something to say that needs it open."""
        flat = self.levels[0]
        return any(not self.labelled(g) and self.left[g] for g in flat.group)

    def _undercut_level(self, a: Argument) -> _Level | None:
        """The level where a line `unless` attacks the argument that `a` attacks."""
        flat = self.levels[0]
        for level in reversed(self.levels[1:]):
            if level.inference == a.target:
                target = self.by_id[a.target]
                rest = target.premises[self.written[a.target] :]
                complete = level.last != a.target or all(
                    self.labelled(p) and p in self.declared for p in rest
                )
                if complete and self._warrant_done(target, level):
                    return level
            if level.inference is None and level.joined == a.target:
                return level
        return flat if flat.made == a.target else None

    def _warrant_done(self, target: Argument, level: _Level) -> bool:
        if level.last != target.id or target.warrant is None:
            return True
        return ("warrant", target.id) in self.ruled or self.labelled(target.warrant)

    def _begin(self, a: Argument, s: Statement | None) -> None:
        """The first line of an argument, declaring `s` or referring to the first premise."""
        if self.arguments[self.next_argument] is not a:
            raise Infeasible
        premise = a.premises[0]
        if s is None and not self.labelled(premise):
            raise Infeasible
        if a.role == "undercuts":
            level = self._undercut_level(a)
            if level is None:
                self._pick(a, s)
                return
            connective, kind = "unless", "rebuttal"
            self.undercuts[a.target] -= 1
        else:
            level = self._level_of(a.target) or self._top(a.target)
            connective = "because" if a.role == "supports" else "but"
            connective = "although" if a.conceded else connective
            kind = "premise" if a.role == "supports" else "rebuttal"
            self.left[a.target] -= 1
        if level is self.levels[0]:
            self._pop_to_flat()
            if level.before == "unless":
                self._finish(level)
            self._rules_of_made()
        else:
            self._close(self.levels.index(level))
            self._finish(level)
        self._started(a)
        self.written[a.id] = 1
        line = self._line(connective, s, kind) if s else Written(connective, premise)
        level.last = a.id
        level.before = connective
        if connective != "unless":
            level.inference = a.id
        self._add(level, line, a.id)

    def _rules_of_made(self) -> None:
        flat = self.levels[0]
        if flat.made is not None and flat.before != "unless":
            self._rules(self.by_id[flat.made], flat)

    def _started(self, a: Argument) -> None:
        self.next_argument += 1
        self.begun.add(a.id)
        for premise in dict.fromkeys(a.premises):
            self.left[premise] -= 1

    def _pick(self, a: Argument, s: Statement | None) -> None:
        """`against C because P`, for an argument that is written elsewhere."""
        target = self.by_id[a.target]
        if target.role == "undercuts" or not self.labelled(target.target):
            raise Infeasible
        rivals = [
            b for b in self.map.arguments if b.target == target.target and b.role != "undercuts"
        ]
        named = next(
            (
                p
                for p in target.premises
                if self.labelled(p) and sum(p in b.premises for b in rivals) == 1
            ),
            None,
        )
        if named is None:
            raise Infeasible
        flat = self.levels[0]
        if s is not None:
            if s.possible or len(a.premises) > 1:
                raise Infeasible
            self._group_ends()
            self._close(0)
            flat = self.levels[0]
            flat.group, flat.made, flat.last, flat.before = [s.id], None, None, "group"
            self._add(flat, self._line("", s, ""))
        self._as_group(a)
        self._pop_to_flat()
        self._flat_follows()
        self.undercuts[a.target] -= 1
        self._started(a)
        flat = self.levels[0]
        flat.made, flat.before, flat.last = a.id, "attack", None
        flat.lines.append(Written("against", target.target, word=named))
        self.written[a.id] = len(a.premises)

    def _as_group(self, a: Argument) -> None:
        """Makes the premises of an argument the flat group above, by references where it is not."""
        if tuple(self.levels[0].group) == a.premises:
            return
        self._top(a.premises[0])
        flat = self.levels[0]
        for premise in a.premises[1:]:
            if not self.labelled(premise):
                raise Infeasible
            flat.group.append(premise)
            self._add(flat, Written("and", premise))

    def _pop_to_flat(self) -> None:
        while len(self.levels) > 1:
            self._finish(self.levels[-1])
            self.levels.pop()

    def _flat_follows(self) -> None:
        """Before a line that follows the flat group: the rules of the step before it."""
        flat = self.levels[0]
        if flat.before == "unless":
            self._finish(flat)
            flat.before = "attack"
        self._rules_of_made()

    def _group_ends(self) -> None:
        """What only the flat group above can still say: contradictions and preferences."""
        flat = self.levels[0]
        if len(flat.group) != 1:
            return
        (one,) = flat.group
        while self._next_pair(one) is not None:
            connective, other = self._next_pair(one) or ("", "")
            if not self.labelled(other):
                return
            self._pop_to_flat()
            self._relate(connective, one, other)
            flat.lines.append(Written(connective, other))

    def _next_pair(self, one: str) -> tuple[str, str] | None:
        if self.next_contradiction < len(self.contradictions):
            first, other = self.contradictions[self.next_contradiction]
            if first == one:
                return "contradicts", other
        if self.next_preference < len(self.preferences):
            preference = self.preferences[self.next_preference]
            if preference.preferred == one:
                return "outweighs", preference.over
        return None

    def _relate(self, connective: str, one: str, other: str) -> None:
        self._flat_follows()
        self.left[one] -= 1
        self.left[other] -= 1
        flat = self.levels[0]
        flat.before, flat.last = "attack", None
        if connective == "contradicts":
            self.next_contradiction += 1
        else:
            self.next_preference += 1

    def _as_conclusion(self, s: Statement) -> bool:
        """`so s: …` or `against s: …` after the flat group of its premises."""
        flat = self.levels[0]
        if not flat.group or s.possible:
            return False
        group = tuple(flat.group)
        for a in self.starts.get(f">{s.id}", ()):
            if a.id in self.begun or a.premises != group or a.conceded:
                continue
            if not self._only_flat_before(a, group):
                continue
            self._emit_arguments(self.place[a.id])
            if tuple(flat.group) != group:
                return False
            self._conclude(a, s)
            return True
        return False

    def _only_flat_before(self, a: Argument, group: tuple[str, ...]) -> bool:
        before = self.arguments[self.next_argument : self.place[a.id]]
        return all(
            b.role == "undercuts"
            or (b.premises == group and b.role == "rebuts" and self.labelled(b.target))
            or (self._level_of(b.target) is not None and all(map(self.labelled, b.premises)))
            for b in before
        )

    def _conclude(self, a: Argument, s: Statement | None) -> None:
        flat = self.levels[0]
        if a.role == "supports":
            self._group_ends()
        self._pop_to_flat()
        self._flat_follows()
        self._started(a)
        self.written[a.id] = len(a.premises)
        self.left[a.target] -= 1
        connective = "so" if a.role == "supports" else "against"
        line = self._line(connective, s, "claim") if s else Written(connective, a.target)
        flat.made, flat.last = a.id, None
        flat.before = "group" if connective == "so" else "attack"
        if connective == "so":
            flat.group = [a.target]
        self._add(flat, line, a.id)

    def _as_flat_premise(self, s: Statement) -> bool:
        """`and s: …` in a flat group whose argument comes later."""
        flat = self.levels[0]
        if flat.before != "group" or not flat.group or s.possible:
            return False
        size = len(flat.group)
        for a in self.starts.get(s.id, ()):
            if a.id in self.begun or len(a.premises) <= size:
                continue
            if list(a.premises[:size]) != flat.group:
                continue
            index = a.premises.index(s.id)
            between = a.premises[size:index]
            if not all(self.labelled(p) for p in between):
                continue
            self._pop_to_flat()
            self._rules_of_made()
            first = self.statements[flat.group[0]]
            for premise in between:
                flat.group.append(premise)
                self._add(flat, Written("and", premise))
            flat.group.append(s.id)
            self._add(flat, self._line("and", s, first.kind))
            return True
        return False

    def _as_part(self, s: Statement) -> bool:
        if self.next_part >= len(self.parts) or s.possible:
            return False
        index = self.next_part
        while index < len(self.parts) and self.parts[index].part != s.id:
            if not self.labelled(self.parts[index].part):
                return False
            index += 1
        if index == len(self.parts):
            return False
        part = self.parts[index]
        on_path = any(v.subject == part.whole for v in self.levels)
        if not on_path and not (self.labelled(part.whole) and part.whole in self.declared):
            return False
        if not on_path and s.label is not None and not self._closable():
            return False
        if index > self.next_part and s.label is not None:
            return False
        self._emit_parts(index)
        self._part(part, s)
        return True

    def _part(self, part: Part, s: Statement | None) -> None:
        level = self._level_of(part.whole)
        connective = "including" if part.alternative_to is None else "or"
        if connective == "or" and (level is None or level.before not in ("including", "or")):
            # The part must come again before its alternative can.
            raise Infeasible
        if level is None:
            level = self._top(part.whole)
        self._close(self.levels.index(level))
        self._finish(level)
        level.last = None
        level.before = connective
        self.next_part += 1
        self.left[part.whole] -= 1
        self.left[part.part] -= 1
        whole = self.statements[part.whole]
        line = self._line(connective, s, whole.kind) if s else Written(connective, part.part)
        self._add(level, line)

    def _as_warrant(self, s: Statement) -> bool:
        if s.possible or any(k in _ARGUMENTS_OWN or k.startswith("x-") for k in s.attributes):
            return False
        for level in reversed(self.levels):
            flat = level is self.levels[0]
            key = level.last if level.last is not None else (level.made if flat else level.joined)
            if key is None or self.by_id[key].warrant != s.id or ("warrant", key) in self.ruled:
                continue
            a = self.by_id[key]
            if flat:
                self._pop_to_flat()
            else:
                self._close(self.levels.index(level))
            self._rules(a, level, warrant=False)
            self.ruled.add(("warrant", a.id))
            self.left[s.id] -= 1
            line = self._line("by", s, "premise")
            line.argument = self._attributes_of(a)
            self._add(level, line)
            # Under `by` an `unless` belongs to the argument; nothing here needs that.
            self.levels[-1].joined = None
            return True
        return False

    def _as_other(self, s: Statement) -> bool:
        """`contradicts s: …`, `outweighs s: …`."""
        flat = self.levels[0]
        if len(flat.group) != 1 or s.possible:
            return False
        while (pair := self._next_pair(flat.group[0])) is not None:
            connective, other = pair
            if other != s.id and not (self.labelled(other) and other in self.declared):
                return False
            self._pop_to_flat()
            self._relate(connective, flat.group[0], other)
            if other == s.id:
                self._add(flat, self._line(connective, s, "claim"))
                return True
            flat.lines.append(Written(connective, other))
        return False

    # Lines that only refer

    def _emit_arguments(self, upto: int) -> None:
        while self.next_argument < upto:
            a = self.arguments[self.next_argument]
            flat = self.levels[0]
            joined = tuple(flat.group) == a.premises and not a.conceded
            if a.role == "undercuts":
                self._begin(a, None)
            elif joined and self.labelled(a.target) and self._level_of(a.target) is None:
                self._conclude(a, None)
            elif self.labelled(a.premises[0]):
                self._begin(a, None)
            elif joined and self.labelled(a.target):
                self._conclude(a, None)
            else:
                raise Infeasible

    def _emit_parts(self, upto: int) -> None:
        while self.next_part < upto:
            part = self.parts[self.next_part]
            if not self.labelled(part.part):
                raise Infeasible
            self._part(part, None)

    def _emit_rest(self) -> None:
        """Contradictions, preferences and independence claims that found no place on the way."""
        while self.next_contradiction < len(self.contradictions):
            self._rest(self.contradictions[self.next_contradiction][0])
        while self.next_preference < len(self.preferences):
            self._rest(self.preferences[self.next_preference].preferred)
        while self.next_independence < len(self.independences):
            before = self.next_independence
            self._top(self.independences[before].statement)
            if self.next_independence == before:
                raise Infeasible
        self._close(0)

    def _rest(self, one: str) -> None:
        before = (self.next_contradiction, self.next_preference)
        self._top(one)
        self._group_ends()
        if before == (self.next_contradiction, self.next_preference):
            raise Infeasible


_ARGUMENTS_OWN = frozenset(("strength", "roles", "qualifier", "note", "url"))
