"""Gathers the statements and steps that a document of another tool names, and makes a map of them.

Readers say what they find, by the names that the document has for it, in any order; here names are
looked up, what is missing or given twice is reported, and texts, labels and attributes become such as a
map can hold. What had to be left out or changed for that is told as a loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, field

from argmap.arrange import arrange
from argmap.diagnostics import ArgmapError, Diagnostic, nearest, report
from argmap.losses import Loss
from argmap.model import (
    Argument,
    Independence,
    Kind,
    Map,
    Part,
    Preference,
    Role,
    Section,
    Statement,
)
from argmap.resolve import Resolved
from argmap.source import Source, Span
from argmap.syntax.words import (
    ARGUMENT_ATTRIBUTES,
    ATTRIBUTES,
    KEYWORDS,
    is_label,
    normal,
    odd_character,
    slip,
)
from argmap.values import Value, text_of, value_of
from argmap.wording import slug

_FAULTS = 100
_BREAK = re.compile(r"[ \t]*[\n\x0b\x0c\r]\s*")
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@define(eq=False)
class _Statement:
    text: str
    span: Span
    fields: dict[str, Any]


@define(eq=False)
class _Step:
    premises: list[str]
    target: str
    role: Role
    span: Span
    fields: dict[str, Any]
    name: str


@define(eq=False)
class MapBuilder:
    """What a reader has found so far in a document of `format`, a name for its readers (`AIF`).

    Where its things are not `ordered`, as the nodes of a graph, the order in which they stand need not be kept.
    """

    source: Source
    format: str
    ordered: bool = field(default=True, kw_only=True)
    title: str = ""
    attributes: dict[str, Value] = field(factory=dict)
    statements: dict[str, _Statement] = field(factory=dict)
    steps: dict[str, _Step] = field(factory=dict)
    sections: dict[str, Section] = field(factory=dict)
    contradictions: dict[tuple[str, str], Span] = field(factory=dict)
    preferences: dict[tuple[str, str], Span] = field(factory=dict)
    independences: dict[tuple[str, str], Span] = field(factory=dict)
    parts: dict[tuple[str, str, str | None], Span] = field(factory=dict)
    diagnostics: list[Diagnostic] = field(factory=list)
    losses: list[Loss] = field(factory=list)
    _keys: dict[str, str] = field(factory=dict, init=False)
    _rooms: dict[str, str] = field(factory=dict, init=False)
    _taken: set[str] = field(factory=set, init=False)
    _excepting: set[str] = field(factory=set, init=False)

    def say(
        self, message: str, at: int | Span = 0, *help: str, rule: str = "invalid-document"
    ) -> None:
        """Reports a fault of the document, the first hundred of them."""
        if len(self.diagnostics) < _FAULTS:
            span = at if isinstance(at, Span) else Span(at, at + 1)
            self.diagnostics.append(report(rule, message, self.source, span, *help))

    def lose(self, kind: str, what: str, at: int | Span | None = None) -> None:
        """Tells of something that a map has no place for; `kind` is a plural, as `colours`."""
        span = Span(at, at + 1) if isinstance(at, int) else at
        self.losses.append(Loss(kind, what, span))

    def statement(
        self,
        name: str,
        text: str,
        at: int | Span = 0,
        *,
        kind: Kind | None = None,
        label: str | None = None,
        section: str | None = None,
        speaker: str | None = None,
        unstated: bool = False,
        possible: bool = False,
        quotations: Iterable[str] = (),
        attributes: Mapping[str, object] | None = None,
    ) -> None:
        """A statement that the document calls `name`; without a kind it gets the one of its use.

        A `label` that is none is made one, and its loss told. `section` is the name of one that
        `section` was told of before or will be.
        """
        span = at if isinstance(at, Span) else Span(at, at + 1)
        if name in self.statements or name in self.steps:
            self.say(f"`{name}` is given twice", span)
            return
        fields = {
            **{"kind": kind, "label": label, "section": section, "speaker": speaker},
            **{"unstated": unstated, "possible": possible, "quotations": tuple(quotations)},
            "attributes": attributes or {},
        }
        self.statements[name] = _Statement(text, span, fields)

    def step(
        self,
        premises: Iterable[str],
        target: str,
        role: Role = "supports",
        at: int | Span = 0,
        *,
        name: str | None = None,
        conceded: bool = False,
        scheme: str | None = None,
        warrant: str | None = None,
        premise_roles: Mapping[str, str] | None = None,
        attributes: Mapping[str, object] | None = None,
    ) -> None:
        """An argument from premises to a target: a statement or, where it `undercuts`, another step, by
        the `name` that this was given. All are names of the document. The scheme `deduction` makes it
        strict.
        """
        span = at if isinstance(at, Span) else Span(at, at + 1)
        name = f"\0{len(self.steps)}" if name is None else name
        if name in self.statements or name in self.steps:
            self.say(f"`{name}` is given twice", span)
            return
        fields = {
            **{"conceded": conceded, "scheme": scheme, "warrant": warrant},
            **{"premise_roles": premise_roles or {}, "attributes": attributes or {}},
        }
        self.steps[name] = _Step(list(premises), target, role, span, fields, name)

    def section(
        self,
        name: str,
        title: str,
        parent: str | None = None,
        label: str | None = None,
        attributes: Mapping[str, object] | None = None,
        at: int | Span = 0,
    ) -> None:
        """A section that the document calls `name`; `parent` is the name of the one around it."""
        span = at if isinstance(at, Span) else Span(at, at + 1)
        if name in self.sections:
            self.say(f"`{name}` is given twice", span)
            return
        self.sections[name] = Section(title, label, parent, dict(attributes or {}), name, span=span)

    def contradiction(self, one: str, other: str, at: int | Span = 0) -> None:
        """Two statements that exclude each other; told twice, in either order, it is one."""
        if (other, one) not in self.contradictions:
            self.contradictions.setdefault((one, other), _span(at))

    def preference(self, preferred: str, over: str, at: int | Span = 0) -> None:
        """One statement is preferred to another."""
        self.preferences.setdefault((preferred, over), _span(at))

    def independence(self, statement: str, of: str, at: int | Span = 0) -> None:
        """One statement is held whatever becomes of another."""
        self.independences.setdefault((statement, of), _span(at))

    def part(
        self, whole: str, part: str, alternative_to: str | None = None, at: int | Span = 0
    ) -> None:
        """One statement is a part of another, or an alternative to an earlier part."""
        self.parts.setdefault((whole, part, alternative_to), _span(at))

    # The map

    def resolved(self) -> Resolved:
        """The map, what was wrong, and what was lost."""
        self._known()
        self._no_circles()
        self._excepting = {
            step.premises[0] for step in self.steps.values() if step.role == "undercuts"
        }
        used = self._kinds()
        labels = self._labels()
        # Keys that no label and no name of the document can be.
        self._keys = {
            name: f"\0{index}-" for index, name in enumerate((*self.statements, *self.steps))
        }
        self._rooms = {name: f"\0{index}-" for index, name in enumerate(self.sections)}
        key = self._keys
        sections = [self._section(name, labels) for name in self.sections]
        statements = [self._statement(name, used, labels) for name in self.statements]
        arguments = [self._argument(step) for step in self.steps.values()]
        if not self.statements and not self.diagnostics:
            self.say(f"this {self.format} holds no statement", rule="empty-map")
        attributes = self._attributes(self.attributes, "the map")
        title = self._text(self.title, "the title", None) if self.title.strip() else ""
        if attributes and not title:
            # Attributes stand under a title, and a document need not have one.
            title = self.source.path.stem if self.source.path else self.format
        try:
            bare = Map(
                statements,
                arguments,
                title=title,
                attributes=attributes,
                sections=sections,
                parts=[Part(key[w], key[p], key[o] if o else None) for w, p, o in self.parts],
                contradictions=[(key[one], key[other]) for one, other in self.contradictions],
                preferences=[Preference(key[one], key[other]) for one, other in self.preferences],
                independences=[
                    Independence(key[one], key[other]) for one, other in self.independences
                ],
                source=self.source,
            )
            map = arrange(bare, self.ordered)
        except ArgmapError as error:
            self.say(f"this {self.format} makes no map: {error}")
            map = Map(source=self.source)
        return Resolved(map, tuple(self.diagnostics), losses=tuple(self.losses))

    def _known(self) -> None:
        """Drops what names something that is not there, and says so."""

        def there(name: str | None, span: Span, pool: Mapping[str, object] | None = None) -> bool:
            pool = self.statements if pool is None else pool
            if name is None or name in pool:
                return True
            guess = nearest(name, pool)
            self.say(
                f"nothing here is called `{name}`"
                if name not in self.steps and name not in self.statements
                else f"`{name}` is no {'step' if pool is self.steps else 'statement'}",
                span,
                *([f"did you mean `{guess}`?"] if guess else []),
            )
            return False

        dropped: dict[str, None] = {}
        strict = {k for k, s in self.steps.items() if s.fields["scheme"] == "deduction"}
        for key, step in self.steps.items():
            missing = [p for p in step.premises if not there(p, step.span)]
            if not there(step.fields["warrant"], step.span):
                step.fields["warrant"] = None
            aims = self.steps if step.role == "undercuts" else self.statements
            if not there(step.target, step.span, aims):
                dropped[key] = None
            elif step.role == "undercuts" and step.target in strict:
                self.say("a deduction has no exceptions, so nothing undercuts it", step.span)
                dropped[key] = None
            elif len(missing) == len(step.premises):
                self.say(f"a step to `{step.target}` starts from nothing", step.span)
                dropped[key] = None
            elif missing:
                # Without one of its premises it would say that the others are enough.
                dropped[key] = None
        while dropped:
            for key in dropped:
                del self.steps[key]
            gone, dropped = dropped, {}
            for key, step in self.steps.items():
                if step.role == "undercuts" and step.target in gone:
                    dropped[key] = None
        for name, section in self.sections.items():
            if not there(section.parent, section.span or Span(0, 1), self.sections):
                self.sections[name] = Section(
                    section.title, section.label, None, section.attributes, name, span=section.span
                )
        for one in self.statements.values():
            if not there(one.fields["section"], one.span, self.sections):
                one.fields["section"] = None
        relations: list[dict[Any, Span]] = [
            *(self.contradictions, self.preferences, self.independences, self.parts)
        ]
        for pairs in relations:
            for pair in [k for k, span in pairs.items() if not all(there(n, span) for n in k)]:
                del pairs[pair]
        parts = set()
        for whole, part, other in list(self.parts):
            if other is None:
                parts.add((whole, part))
            elif (whole, other) not in parts:
                span = self.parts.pop((whole, part, other))
                self.say(f"`{part}` is an alternative to what is no part before it", span)

    def _no_circles(self) -> None:
        """No undercut attacks itself in the end, and no section stands in itself."""
        for circle in _circles(
            {k: s.target for k, s in self.steps.items() if s.role == "undercuts"}
        ):
            self.say("an undercut attacks, in the end, itself", self.steps[circle[0]].span)
            for key in circle:
                del self.steps[key]
            for key in [
                k for k, s in self.steps.items() if s.target in circle and s.role == "undercuts"
            ]:
                del self.steps[key]
        for circle in _circles({k: s.parent for k, s in self.sections.items() if s.parent}):
            section = self.sections[circle[0]]
            self.say("a section stands in itself", section.span or 0)
            self.sections[circle[0]] = Section(
                section.title, section.label, None, section.attributes, circle[0], span=section.span
            )

    def _kinds(self) -> dict[str, Kind]:
        """The kind that each statement has by its use, as the connectives give it."""
        return kinds_by_use(
            (step.role, step.premises, step.fields["warrant"]) for step in self.steps.values()
        )

    def _labels(self) -> dict[str, str]:
        """A label for each statement and section that asks for one: its own, or one as like it as can be."""
        self._taken = taken = set[str]()
        wanted = [
            *((name, s.fields["label"]) for name, s in self.statements.items()),
            *((f"\0{name}", s.label) for name, s in self.sections.items()),
        ]
        labels: dict[str, str] = {}
        later = []
        for name, label in wanted:
            if not label:
                continue
            own = normal(label)
            if is_label(own) and own not in taken:
                labels[name] = own
                taken.add(own)
            else:
                later.append((name, label))
        for name, label in later:
            stem = label_like(label)
            own, number = stem, 1
            while own in taken or not is_label(own):
                number += 1
                own = f"{stem}-{number}"
            labels[name] = own
            taken.add(own)
            self.lose("names", f"{label}, now the label {own}")
        return labels

    def _section(self, name: str, labels: Mapping[str, str]) -> Section:
        section = self.sections[name]
        title = self._text(section.title, f"the section {name}", section.span)
        attributes = self._attributes(section.attributes, f"the section {title}")
        label = labels.get(f"\0{name}")
        parent = self._rooms[section.parent] if section.parent else None
        return Section(title, label, parent, attributes, self._rooms[name], span=section.span)

    def _statement(
        self, name: str, used: Mapping[str, Kind], labels: Mapping[str, str]
    ) -> Statement:
        given = self.statements[name]
        fields = dict(given.fields)
        text = self._text(given.text, name, given.span)
        kind: Kind = fields["kind"] or used.get(name, "claim")
        if fields["possible"] and (kind != "rebuttal" or name not in self._excepting):
            fields["possible"] = False
            self.lose("possible marks", name, given.span)
        return Statement(
            text,
            kind,
            label=labels.get(name),
            unstated=fields["unstated"],
            possible=fields["possible"],
            section=self._rooms[fields["section"]] if fields["section"] else None,
            speaker=self._line(fields["speaker"]) or None if fields["speaker"] else None,
            quotations=[q for quotation in fields["quotations"] if (q := self._line(quotation))],
            attributes=self._attributes(fields["attributes"], name, given.span),
            id=self._keys[name],
            span=given.span,
        )

    def _argument(self, step: _Step) -> Argument:
        fields = step.fields
        scheme = fields["scheme"]
        if scheme:
            own = normal(scheme)
            if not is_label(own) or own in self._taken:
                own = label_like(scheme)
                self.lose("names", f"{scheme}, now the scheme {own}", step.span)
            scheme = own
        strict = scheme == "deduction"
        roles = {}
        for premise, role in fields["premise_roles"].items():
            text = self._line(str(role)).replace(",", " ")
            if premise in step.premises and text:
                roles[self._keys[premise]] = text
            else:
                self.lose("premise roles", f"{premise} as {role}", step.span)
        return Argument(
            [self._keys[premise] for premise in step.premises],
            self._keys[step.target],
            step.role,
            conceded=fields["conceded"] and step.role == "rebuts",
            strict=strict,
            scheme=scheme or None,
            warrant=self._keys[fields["warrant"]] if fields["warrant"] else None,
            premise_roles=roles,
            attributes=self._attributes(
                fields["attributes"], f"the step to {step.target}", step.span, of_argument=True
            ),
            id=self._keys[step.name],
            span=step.span,
        )

    def _text(self, text: str, name: str, span: Span | None) -> str:
        """A text in one line, which a map can hold."""
        line = self._line(text, name, span)
        if line:
            return line
        self.lose("empty texts", name, span)
        return "…"

    def _line(self, text: str, name: str = "", span: Span | None = None) -> str:
        text = text.strip(" \t\n\r")
        if _BREAK.search(text):
            if name:
                self.lose("line breaks", name, span)
            text = _BREAK.sub(" ", text)
        if _UNREADABLE.search(text):
            self.lose("control characters", name, span)
            text = _UNREADABLE.sub("", text)
        return text.strip(" \t")

    def _attributes(
        self,
        attributes: Mapping[str, object],
        owner: str,
        span: Span | None = None,
        of_argument: bool = False,
    ) -> dict[str, Value]:
        """Attributes as the language has them; what it can't hold is told."""
        made: dict[str, Value] = {}
        for given, value in attributes.items():
            name = attribute_name(given, of_argument)
            words = list(value) if isinstance(value, (list, tuple)) else None
            if words is not None and not all(isinstance(word, (str, int, float)) for word in words):
                self.lose("attributes", f"{given}, of {owner}", span)
                continue
            if value is None or isinstance(value, dict) or name in made:
                self.lose("attributes", f"{given}: {value}, of {owner}", span)
                continue
            if isinstance(value, bool):
                value = "true" if value else "false"
            plain = ", ".join(map(str, words)) if words is not None else _number_or_text(value)
            line = self._line(plain, f"{name} of {owner}", span)
            if not line:
                continue
            try:
                made[name] = value_of(name, line)
            except ValueError:
                other = f"x-{name}"
                self.lose("attributes", f"{name}: {line}, of {owner}, now {other}", span)
                made.setdefault(other, line)
        return made


def kinds_by_use(steps: Iterable[tuple[Role, Iterable[str], str | None]]) -> dict[str, Kind]:
    """The kind that statements have by their use in steps, each given as its role, its premises and its
    warrant; a statement that is not there is a claim.
    """
    used: dict[str, Kind] = {}
    for role, premises, warrant in steps:
        kind: Kind = "premise" if role == "supports" else "rebuttal"
        for premise in premises:
            if used.get(premise) != "premise":
                used[premise] = kind
        if warrant:
            used.setdefault(warrant, "premise")
    return used


def _span(at: int | Span) -> Span:
    return at if isinstance(at, Span) else Span(at, at + 1)


def _number_or_text(value: object) -> str:
    return text_of(value) if isinstance(value, float) else str(value)


def attribute_name(name: str, of_argument: bool = False) -> str:
    """A name that an attribute may have, as like the given one as can be: the same, or `x-…`.

    An argument has attributes of the language and `x-` ones only; elsewhere any word is one that is no
    keyword and no slip for one.
    """
    if of_argument:
        fits = name in ARGUMENT_ATTRIBUTES and name != "roles"
    else:
        fits = name in ATTRIBUTES or (is_label(name) and slip(name) is None)
    if fits or (name.startswith("x-") and odd_character(name) is None and len(name) > 2):
        return name
    plain = slug(normal(name).removeprefix("x-"))
    return f"x-{label_like(plain) if plain else 'data'}"


def label_like(name: str) -> str:
    """A word in the form of a label, as like a name as can be."""
    plain = slug(normal(name))
    plain = re.sub(r"[^\w-]", "", plain)
    if not plain or not plain[0].isalpha():
        plain = f"n{plain}" if plain else "unnamed"
    if not is_label(plain):
        plain = slug(plain, ascii=True) or "unnamed"
    if plain in KEYWORDS or slip(plain):
        plain = f"{plain}-1"
    return plain if is_label(plain) else "unnamed"


def _circles(above: Mapping[str, str | None]) -> list[list[str]]:
    """The circles of a relation in which each has at most one above it."""
    ended: set[str] = set()
    found = []
    for start in above:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in ended and at not in path:
            path[at] = None
            at = above.get(at)
        if at is not None and at in path:
            walk = list(path)
            found.append(walk[walk.index(at) :])
        ended.update(path)
    return found
