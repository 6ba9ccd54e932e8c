"""Map → Argdown.

A reason of one statement stands indented under what it is about, with `+` or `-`. Every other argument is
a premise-conclusion structure, whose inference names the scheme; where it attacks, its conclusion denies
what it attacks, and says in its data that it does no more (`negation`). What Argdown has no word for stands
in the data of statements and inferences. Everything comes in the order of the map, so that it is read
back in that order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from attrs import define, field

from argmap.losses import Loss
from argmap.model import Argument, Map, Part, Section, Statement
from argmap.readers.argdown.names import PRESENTATION, SETTINGS, made_up, scheme_of
from argmap.readers.builder import kinds_by_use
from argmap.readers.fitting import label_like
from argmap.syntax.words import is_label
from argmap.writers.argdown_text import data, escaped, flow, scalar, tag, titled
from argmap.writers.carried import not_carried
from argmap.writers.output import Written

# What the data of a statement, an inference or a heading says besides attributes.
_OF_STATEMENTS = frozenset(
    (
        *("label", "kind", "unstated", "possible", "speaker", "quotations", "section"),
        *("negation", "parts", "outweighs", "uses", "from"),
    )
)
_OF_ARGUMENTS = frozenset(("uses", "from", "conceded", "warrant", "roles"))
_OF_SECTIONS = frozenset(("label",))
_DEEPEST = 8
# Titles that Argdown's own program trips over.
_TRAPS = frozenset(
    "__proto__ constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString"
    " valueOf __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__".split()
)


def to_argdown(map: Map) -> Written:
    """The map as Argdown text, and what of it Argdown has no place for."""
    writer = _Writer(map)
    text = writer.text()
    return Written(text, (*not_carried(map, "argdown"), *writer.losses))


@define(eq=False)
class _Line:
    """A line that is to be written: where a statement stands, or a text that is ready."""

    depth: int
    lead: str
    statement: str = ""
    defined: bool = False
    text: str = ""
    argument: Argument | None = None
    # What the data of a statement says of other statements: keys of them, in groups.
    groups: dict[str, list[list[str]]] = field(factory=dict)
    section: int | None = None


@define(eq=False)
class _Writer:
    map: Map
    losses: list[Loss] = field(factory=list)
    lines: list[_Line] = field(factory=list)
    _statements: dict[str, Statement] = field(init=False)
    _index: dict[str, int] = field(init=False)
    _arguments: dict[str, Argument] = field(init=False)
    _undercut: set[str] = field(init=False)
    _declared: int = field(default=0, init=False)
    _at: int = field(default=0, init=False)
    _section: str | None = field(default=None, init=False)
    _opened: int = field(default=0, init=False)
    _said: set[tuple[str, str, str]] = field(factory=set, init=False)
    _names: dict[str, str] = field(factory=dict, init=False)
    _sections: dict[str | None, int] = field(init=False)
    _inline: bool = field(default=False, init=False)

    def text(self) -> str:
        """The whole document."""
        map = self.map
        self._statements = {s.id: s for s in map.statements}
        self._index = {s.id: i for i, s in enumerate(map.statements)}
        self._arguments = {a.id: a for a in map.arguments}
        self._undercut = {a.target for a in map.arguments if a.role == "undercuts"}
        self._sections = {None: 0}
        self._sections.update((s.id, i + 1) for i, s in enumerate(map.sections))
        self._inline = map.attributes.get("markup") == "inline"
        self._name_arguments()
        while self._at < len(map.arguments):
            argument = map.arguments[self._at]
            if self._is_simple(argument):
                self._relation(argument)
            else:
                self._structure(argument)
        self._declare_to(len(map.statements))
        self._open(len(map.sections))
        self._ends()
        return self._front() + self._written()

    # What comes when

    def _is_simple(self, a: Argument) -> bool:
        """Whether a sign before its premise says all of an argument."""
        return not (
            len(a.premises) > 1
            or a.scheme
            or a.warrant
            or a.conceded
            or a.attributes
            or a.premise_roles
            or a.id in self._undercut
            or a.premises[0] == a.target
            or (a.premises[0], a.target, a.role) in self._said
        )

    def _next(self) -> Argument | None:
        arguments = self.map.arguments
        return arguments[self._at] if self._at < len(arguments) else None

    def _took(self, a: Argument) -> None:
        self._at += 1
        self._said.add((a.premises[0], a.target, a.role))

    def _is_declared(self, key: str) -> bool:
        return self._index[key] < self._declared

    def _may_declare(self, key: str) -> bool:
        """Whether a statement is the next to be declared, and no heading has to come before it."""
        if self._index[key] != self._declared:
            return False
        section = self._statements[key].section
        return section == self._section or self._sections[section] <= self._opened

    def _declare_to(self, index: int) -> None:
        """Declares the statements before one, each as a paragraph."""
        while self._declared < index:
            self._paragraph(self.map.statements[self._declared].id)

    def _paragraph(self, key: str) -> None:
        """Begins a paragraph with a statement."""
        if self._index[key] == self._declared:
            self._open(self._sections[self._statements[key].section])
        self._blank()
        self._stand(0, "", key)

    def _stand(self, depth: int, lead: str, key: str) -> None:
        """A statement in a line: declared where it is its turn, else by its title."""
        line = _Line(depth, lead, key, self._index[key] == self._declared)
        if line.defined:
            self._declared += 1
            section = self._statements[key].section
            if section != self._section:
                line.section = self._sections[section]
        self.lines.append(line)

    def _open(self, number: int) -> None:
        """Writes the headings of sections up to one."""
        while self._opened < number:
            section = self.map.sections[self._opened]
            self._opened += 1
            self._section = section.id
            self._blank()
            self.lines.append(_Line(0, "", text=self._heading(section)))

    def _blank(self) -> None:
        if self.lines:
            self.lines.append(_Line(0, ""))

    def _relation(self, a: Argument) -> None:
        """A paragraph of an argument that a sign says, and of what can be nested there; or of a statement
        that has to be declared before.
        """
        premise, target = a.premises[0], a.target
        if a.role == "undercuts":
            self._declare_to(self._index[premise])
            self._paragraph(premise)
            self._took(a)
            self.lines.append(_Line(1, "_> ", text=f"<{self._names[target]}>"))
            self._nest([premise], 0)
            return
        coming = [k for k in (target, premise) if not self._is_declared(k)]
        head = target
        if coming:
            head = min(coming, key=self._index.__getitem__)
            self._declare_to(self._index[head])
            if self._is_declared(target) and self._may_declare(premise):
                head = target
        self._paragraph(head)
        other = premise if head == target else target
        if not self._fits(other):
            return
        sign = "+" if a.role == "supports" else "-"
        self._took(a)
        self._stand(1, f"{sign} " if head == target else f"{sign}> ", other)
        self._nest([head, other], 0)

    def _nest(self, stack: list[str], depth: int, undercuts: str = "") -> None:
        """Nests under a statement the arguments that come next, as long as they are about those that are
        open; the first stands at this depth. What undercuts the argument `undercuts` stands under the
        first, and where that is "", a conclusion, nothing else does.
        """
        while (a := self._next()) and self._is_simple(a):
            premise = a.premises[0]
            if a.role == "undercuts":
                if a.target != undercuts or not self._fits(premise):
                    return
                del stack[1:]
                self._took(a)
                self._stand(depth + 1, "<_ ", premise)
                stack.append(premise)
                continue
            sign = "+" if a.role == "supports" else "-"
            if a.target in stack and self._fits(premise):
                child = premise
                level = _last(stack, a.target)
            elif premise in stack and not self._is_declared(a.target) and self._fits(a.target):
                child, sign = a.target, f"{sign}>"
                level = _last(stack, premise)
            else:
                return
            if level >= _DEEPEST:
                return
            del stack[level + 1 :]
            self._took(a)
            self._stand(depth + level + 1, f"{sign} ", child)
            stack.append(child)

    def _fits(self, key: str) -> bool:
        """Whether a statement can stand in the middle of a paragraph."""
        return self._is_declared(key) or self._may_declare(key)

    def _structure(self, a: Argument) -> None:
        """An argument as premises, an inference, a conclusion."""
        involved = [*a.premises, *([a.target] if a.role != "undercuts" else [])]
        coming = [self._index[key] for key in involved if not self._is_declared(key)]
        if coming:
            self._declare_to(min(coming))
            first = self.map.statements[min(coming)].id
            if not self._may_declare(first) or (first == a.target and len(coming) > 1):
                self._declare_to(min(coming) + 1)
        self._took(a)
        self._blank()
        self.lines.append(_Line(0, "", text=self._title_line(a)))
        self._blank()
        for number, premise in enumerate(a.premises, 1):
            self._stand(0, f"({number}) ", premise)
            self._nest([premise], 1)
        self.lines.append(_Line(0, "", argument=a))
        lead = f"({len(a.premises) + 1}) "
        if a.role == "supports":
            self._stand(0, lead, a.target)
            self._nest([""], 1, a.id)
            return
        denied = "Not so."
        if a.role == "rebuts":
            denied = f"Not so: {self._statements[a.target].text}"
        words = escaped(denied, self._inline)
        self.lines.append(_Line(0, lead, text=f"{words} {{negation: true}}"))
        if a.role == "rebuts":
            self._stand(2, "-> ", a.target)
            self._nest(["", a.target] if self.lines[-1].defined else [""], 1, a.id)
        else:
            self.lines.append(_Line(2, "_> ", text=f"<{self._names[a.target]}>"))
            self._nest([""], 1, a.id)

    def _ends(self) -> None:
        """What statements are to each other besides arguments."""
        for one, other in self.map.contradictions:
            self._blank()
            self._stand(0, "", one)
            self._stand(1, ">< ", other)
        for whole, parts in groupby(self.map.parts, key=lambda part: part.whole):
            self._blank()
            self.lines.append(_Line(0, "", whole, groups={"parts": _grouped(parts)}))
        for preferred, over in groupby(self.map.preferences, key=lambda p: p.preferred):
            self._blank()
            lesser = [[preference.over] for preference in over]
            self.lines.append(_Line(0, "", preferred, groups={"outweighs": lesser}))

    # How it is written

    def _front(self) -> str:
        map = self.map
        made = f"title: {scalar(map.title)}\n" if map.title else ""
        for name, value in map.attributes.items():
            if name in SETTINGS or name in ("title", "authors"):
                self._lose("map attributes", name, value, "the map")
            else:
                made += f"{name}: {flow(value)}\n"
        return f"===\n{made}===\n\n" if made else ""

    def _lose(self, kind: str, name: str, value: object, owner: str) -> None:
        self.losses.append(Loss(kind, f"{name}: {value}, of {owner}"))

    def _written(self) -> str:
        mentions = Counter(line.statement for line in self.lines if line.statement)
        mentions.update(a.warrant for a in self.map.arguments if a.warrant)
        for line in self.lines:
            mentions.update(k for groups in line.groups.values() for g in groups for k in g)
        self._titles(mentions)
        kinds = kinds_by_use((a.role, a.premises, a.warrant) for a in self.map.arguments)
        made: list[str] = []
        for line in self.lines:
            margin = "  " * line.depth
            if line.argument is not None:
                made.append(self._inference(line.argument))
            elif not line.statement:
                made.append(f"{margin}{line.lead}{line.text}")
            else:
                words = self._statement(line, margin, kinds)
                made.append(f"{margin}{line.lead}{words}")
        return "\n".join(made) + "\n" if made else ""

    def _titles(self, mentions: Mapping[str, int]) -> None:
        """Gives each statement the title by which it is named: its label, or the words that this was made
        of; without one, `Untitled 9` where it is named more than once.
        """
        wordy = {
            s.id: title
            for s in self.map.statements
            if isinstance(title := s.attributes.get("x-title"), str)
            and titled(title)
            and label_like(title) == s.label != title
            and not made_up(title)
            and title not in (s.text, *_TRAPS)
        }
        often = Counter(wordy.values())
        # Argdown counts what has no title from one.
        number = len(self.map.statements) + len(self.map.arguments)
        taken = {s.label for s in self.map.statements}
        for s in self.map.statements:
            if often[wordy.get(s.id, "")] == 1:
                title = wordy[s.id]
            elif s.label and is_label(s.label) and s.label not in _TRAPS:
                title = s.label
            elif s.label and s.label not in _TRAPS and label_like(s.label) not in taken:
                title = label_like(s.label)
                taken.add(title)
            elif s.label or mentions[s.id] > 1:
                number += 1
                title = f"Untitled {number}"
            else:
                title = ""
            self._names[s.id] = title

    def _statement(self, line: _Line, margin: str, kinds: Mapping[str, str]) -> str:
        s = self._statements[line.statement]
        title = self._names[s.id]
        values: dict[str, Any] = {}
        for name, groups in line.groups.items():
            named = [[self._names[key] for key in group] for group in groups]
            values[name] = [group[0] if len(group) == 1 else group for group in named]
        if not line.defined:
            return f"[{title}]" + (f" {data(values, margin)}" if values else "")
        if s.label and title != s.label and label_like(title) != s.label and is_label(s.label):
            values["label"] = s.label
        if s.kind != kinds.get(s.id, "claim"):
            values["kind"] = s.kind
        for name in ("unstated", "possible"):
            if getattr(s, name):
                values[name] = True
        if s.speaker:
            values["speaker"] = s.speaker
        if line.section is not None:
            values["section"] = line.section
        tags = ""
        for name, value in s.attributes.items():
            if name in _OF_STATEMENTS:
                self._lose("statement attributes", name, value, s.id)
            elif name == "tags" and (written := _tags(value)):
                tags = written
            elif not (name == "x-title" and value == title):
                values[_own(name)] = value
        if s.quotations:
            values["quotations"] = [q.text for q in s.quotations]
        words = escaped(s.text, self._inline, not (title or line.lead))
        made = (f"[{title}]: " if title else "") + words + tags
        return f"{made} {data(values, margin)}" if values else made

    def _heading(self, section: Section) -> str:
        depth, above = 1, section.parent
        by_id = {s.id: s for s in self.map.sections}
        while above is not None:
            depth, above = depth + 1, by_id[above].parent
        values: dict[str, Any] = {"label": section.label} if section.label else {}
        tags = ""
        for name, value in section.attributes.items():
            if name in _OF_SECTIONS:
                self._lose("section attributes", name, value, section.id)
            elif name == "tags" and (written := _tags(value)):
                tags = written
            else:
                values[_own(name)] = value
        made = f"{'#' * depth} {escaped(section.title, self._inline)}{tags}"
        return f"{made} {data(values)}" if values else made

    def _name_arguments(self) -> None:
        """Gives each argument a title: the one that it had in Argdown, or its identifier."""
        wanted = [str(a.attributes.get("x-title", "")) for a in self.map.arguments]
        often = Counter(wanted)
        for a, title in zip(self.map.arguments, wanted, strict=True):
            good = titled(title) and often[title] == 1 and title not in _TRAPS
            self._names[a.id] = title if good and not made_up(title, of_argument=True) else a.id

    def _title_line(self, a: Argument) -> str:
        title = f"<{self._names[a.id]}>"
        note = a.attributes.get("note")
        return f"{title}: {escaped(note, self._inline)}" if isinstance(note, str) else title

    def _inference(self, a: Argument) -> str:
        """The line between premises and conclusion."""
        values: dict[str, Any] = {}
        if a.conceded:
            values["conceded"] = True
        if a.warrant:
            values["warrant"] = self._names[a.warrant]
        if a.premise_roles:
            places = {key: n for n, key in enumerate(a.premises, 1)}
            values["roles"] = {places[key]: role for key, role in a.premise_roles.items()}
        rules = [a.scheme] if a.scheme else []
        for name, value in a.attributes.items():
            if name in _OF_ARGUMENTS:
                self._lose("argument attributes", name, value, a.id)
            elif name == "x-rules" and a.scheme and (listed := _rules(value, a.scheme)):
                rules = listed
            elif name != "note" and not (name == "x-title" and value == self._names[a.id]):
                values[_own(name)] = value
        if not rules and not values:
            return "----"
        made = ["--"]
        if rules:
            made.append(
                ", ".join(re.sub(r"[\\<{/.:-](?=[-/])|[{<\\]", r"\\\g<0>", r) for r in rules)
            )
        if values:
            made.append(data(values))
        return "\n".join((*made, "--"))


def _last(stack: list[str], key: str) -> int:
    return len(stack) - 1 - stack[::-1].index(key)


def _grouped(parts: Iterable[Part]) -> list[list[str]]:
    """Parts of one whole, each with the alternatives to it that follow."""
    groups: list[list[str]] = []
    for part in parts:
        if part.alternative_to is None:
            groups.append([part.part])
        elif groups and groups[-1][0] == part.alternative_to:
            groups[-1].append(part.part)
        else:
            groups.append([part.alternative_to, part.part])
    return groups


def _own(name: str) -> str:
    """The name that Argdown has for an attribute."""
    bare = name.removeprefix("x-")
    return bare if bare in PRESENTATION else name


def _tags(value: object) -> str:
    """Tags behind a text, or nothing where some can't stand there."""
    words = value if isinstance(value, tuple) else ()
    written = [tag(word) for word in words]
    if None in written or len(set(words)) < len(words):
        return ""
    return "".join(f" {word}" for word in written)


def _rules(value: object, scheme: str) -> list[str]:
    """The inference rules that an attribute keeps, where they name the scheme."""
    rules = str(value).split(", ")
    if any(not titled(rule) or "," in rule for rule in rules):
        return []
    named, exact = scheme_of(rules[0])
    return rules if named == scheme and (len(rules) > 1 or not exact) else []
