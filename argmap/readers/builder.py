"""Builder of maps for readers: collects statements and steps of a document of another tool.

Readers add what they find, by the names that the document has for it, in any order. References are
resolved at the end, what is missing or given twice is reported, and texts, labels and attributes are
sanitised. What had to be left out or changed for that is a loss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from attrs import define, field

from argmap.arrange import arrange
from argmap.diagnostics import ArgmapError, Diagnostic, report
from argmap.losses import Loss
from argmap.model import (
    DISCHARGING,
    STRICT,
    Answer,
    Argument,
    Condition,
    Explanation,
    Independence,
    Kind,
    Map,
    Part,
    Preference,
    Role,
    Section,
    Statement,
)
from argmap.readers.consistency import break_cycles, drop_dangling
from argmap.readers.decoding import Broken
from argmap.readers.sanitizer import Sanitizer, label_like
from argmap.resolve import Resolved
from argmap.source import Source, Span
from argmap.syntax.words import is_label, normal
from argmap.values import Value

_FAULTS = 100


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
    restatements: dict[tuple[str, str], Span] = field(factory=dict)
    explanations: dict[tuple[str, ...], Span] = field(factory=dict)
    conditions: dict[tuple[str, str], Span] = field(factory=dict)
    answers: dict[tuple[str, str], Span] = field(factory=dict)
    independences: dict[tuple[str, str], Span] = field(factory=dict)
    parts: dict[tuple[str, str, str | None], Span] = field(factory=dict)
    diagnostics: list[Diagnostic] = field(factory=list)
    losses: list[Loss] = field(factory=list)

    def say(
        self, message: str, at: int | Span = 0, *help: str, rule: str = "invalid-document"
    ) -> None:
        """Reports a fault of the document, the first hundred of them."""
        if len(self.diagnostics) < _FAULTS:
            span = at if isinstance(at, Span) else Span(at, at + 1)
            self.diagnostics.append(report(rule, message, self.source, span, *help))

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """For decoding and reading a document: what is `Broken` in it is reported, and ends that."""
        try:
            yield
        except Broken as broken:
            self.say(broken.message, broken.at)

    def lose(self, kind: str, what: str, at: int | Span | None = None) -> None:
        """Reports as lost what a map has no place for; `kind` is a plural, as `colours`."""
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
        within: str | None = None,
        speakers: Iterable[str] = (),
        unstated: bool = False,
        open: bool = False,
        quotations: Iterable[str] = (),
        attributes: Mapping[str, object] | None = None,
    ) -> None:
        """A statement that the document calls `name`; without a kind it gets the one of its use.

        A `label` that is not valid is changed into one, and reported as lost. `section` is the name of one
        that is added before or after, `within` that of the supposition in whose passage it stands. `speakers`
        are names, or one text with `;` between them.
        """
        span = at if isinstance(at, Span) else Span(at, at + 1)
        if name in self.statements or name in self.steps:
            self.say(f"`{name}` is given twice", span)
            return
        fields = {
            **{"kind": kind, "label": label, "section": section, "within": within},
            **{"unstated": unstated, "open": open, "quotations": tuple(quotations)},
            "speakers": speakers,
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
        speakers: Iterable[str] = (),
        premise_roles: Mapping[str, str] | None = None,
        attributes: Mapping[str, object] | None = None,
    ) -> None:
        """An argument from premises to a target: a statement or, where it `undercuts` or `challenges`, another
        step, by the `name` that this was given. All are names of the document. Some schemes, as `deduction`,
        make it strict, and what undercuts such a step challenges it.
        """
        span = at if isinstance(at, Span) else Span(at, at + 1)
        name = f"\0{len(self.steps)}" if name is None else name
        if name in self.statements or name in self.steps:
            self.say(f"`{name}` is given twice", span)
            return
        fields = {
            **{"conceded": conceded, "scheme": scheme, "warrant": warrant, "speakers": speakers},
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
        speakers: Iterable[str] = (),
    ) -> None:
        """A section that the document calls `name`; `parent` is the name of the one around it."""
        span = at if isinstance(at, Span) else Span(at, at + 1)
        if name in self.sections:
            self.say(f"`{name}` is given twice", span)
            return
        self.sections[name] = Section(
            title, label, parent, speakers, dict(attributes or {}), name, span=span
        )

    def contradiction(self, one: str, other: str, at: int | Span = 0) -> None:
        """Two statements that exclude each other; added twice, in either order, it is one."""
        if (other, one) not in self.contradictions:
            self.contradictions.setdefault((one, other), _span(at))

    def preference(self, preferred: str, over: str, at: int | Span = 0) -> None:
        """One statement is preferred to another."""
        self.preferences.setdefault((preferred, over), _span(at))

    def restatement(self, one: str, other: str, at: int | Span = 0) -> None:
        """One statement says what another says, in other words; added twice, in either order, it is one."""
        if (other, one) not in self.restatements:
            self.restatements.setdefault((one, other), _span(at))

    def explanation(self, explaining: Iterable[str], explained: str, at: int | Span = 0) -> None:
        """Statements say why another is so, which is not in doubt."""
        self.explanations.setdefault((explained, *explaining), _span(at))

    def condition(self, statement: str, provided: str, at: int | Span = 0) -> None:
        """One statement is in only where another is."""
        self.conditions.setdefault((statement, provided), _span(at))

    def answer(self, question: str, answer: str, at: int | Span = 0) -> None:
        """One statement is an answer to another, which is a question."""
        self.answers.setdefault((question, answer), _span(at))

    def independence(self, statement: str, of: str, at: int | Span = 0) -> None:
        """One statement is held whatever becomes of another."""
        self.independences.setdefault((statement, of), _span(at))

    def part(
        self, whole: str, part: str, alternative_to: str | None = None, at: int | Span = 0
    ) -> None:
        """One statement is a part of another, or an alternative to an earlier part."""
        self.parts.setdefault((whole, part, alternative_to), _span(at))

    def resolved(self) -> Resolved:
        """Builds the map; returns it with what was wrong, and what was lost."""
        drop_dangling(self)
        break_cycles(self)
        try:
            map = arrange(_Assembly.of(self).map(), self.ordered)
        except ArgmapError as error:
            self.say(f"this {self.format} makes no map: {error}")
            map = Map(source=self.source)
        return Resolved(map, tuple(self.diagnostics), losses=tuple(self.losses))


@define(eq=False)
class _Assembly:
    """Makes a map of what a builder has, once nothing in it dangles."""

    given: MapBuilder
    sanitizer: Sanitizer
    keys: dict[str, str] = field(factory=dict)
    section_keys: dict[str, str] = field(factory=dict)
    taken: set[str] = field(factory=set)

    @classmethod
    def of(cls, given: MapBuilder) -> _Assembly:
        """The assembly of a builder, with temporary keys that no label and no name of the document equals."""
        return cls(
            given,
            Sanitizer(given.lose),
            {name: f"\0{n}-" for n, name in enumerate((*given.statements, *given.steps))},
            {name: f"\0{n}-" for n, name in enumerate(given.sections)},
        )

    def map(self) -> Map:
        """The map as it was given; `arrange` gives its identifiers and its order."""
        given, key = self.given, self.keys
        used = kinds_by_use(
            (step.role, step.premises, step.fields["warrant"]) for step in given.steps.values()
        )
        labels = self._labels()
        sections = [self._section(name, labels) for name in given.sections]
        statements = [self._statement(name, used, labels) for name in given.statements]
        arguments = [self._argument(step) for step in given.steps.values()]
        if not given.statements and not given.diagnostics:
            given.say(f"this {given.format} holds no statement", rule="empty-map")
        attributes = self.sanitizer.attributes(given.attributes, "the map")
        title = self.sanitizer.text(given.title, "the title", None) if given.title.strip() else ""
        if attributes and not title:
            # Attributes stand under a title, and a document need not have one.
            title = given.source.path.stem if given.source.path else given.format
        return Map(
            statements,
            arguments,
            title=title,
            attributes=attributes,
            sections=sections,
            parts=[Part(key[w], key[p], key[o] if o else None) for w, p, o in given.parts],
            contradictions=[(key[one], key[other]) for one, other in given.contradictions],
            preferences=[Preference(key[one], key[other]) for one, other in given.preferences],
            restatements=[(key[one], key[other]) for one, other in given.restatements],
            explanations=[
                Explanation([key[name] for name in explaining], key[explained])
                for explained, *explaining in given.explanations
            ],
            conditions=[Condition(key[one], key[other]) for one, other in given.conditions],
            answers=[Answer(key[one], key[other]) for one, other in given.answers],
            independences=[
                Independence(key[one], key[other]) for one, other in given.independences
            ],
            source=given.source,
        )

    def _labels(self) -> dict[str, str]:
        """A unique valid label for each statement and section that has one: its own, or a slug of it."""
        taken = self.taken
        wanted = [
            *((name, s.fields["label"]) for name, s in self.given.statements.items()),
            *((f"\0{name}", s.label) for name, s in self.given.sections.items()),
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
            self.given.lose("names", f"{label}, now the label {own}")
        return labels

    def _section(self, name: str, labels: Mapping[str, str]) -> Section:
        section = self.given.sections[name]
        title = self.sanitizer.text(section.title, f"the section {name}", section.span)
        attributes = self.sanitizer.attributes(section.attributes, f"the section {title}")
        label = labels.get(f"\0{name}")
        parent = self.section_keys[section.parent] if section.parent else None
        speakers = self.sanitizer.speakers(section.speakers)
        own = self.section_keys[name]
        return Section(title, label, parent, speakers, attributes, own, span=section.span)

    def _statement(
        self, name: str, used: Mapping[str, Kind], labels: Mapping[str, str]
    ) -> Statement:
        given = self.given.statements[name]
        fields = dict(given.fields)
        text = self.sanitizer.text(given.text, name, given.span)
        kind: Kind = fields["kind"] or used.get(name, "claim")
        for mark in ("open", "unstated"):
            if fields[mark] and kind in ("question", "supposition"):
                fields[mark] = False
                self.given.lose(f"{mark} marks", f"{name}, a {kind}", given.span)
        return Statement(
            text,
            kind,
            label=labels.get(name),
            unstated=fields["unstated"],
            open=fields["open"],
            section=self.section_keys[fields["section"]] if fields["section"] else None,
            within=self.keys[fields["within"]] if fields["within"] else None,
            speakers=self.sanitizer.speakers(fields["speakers"]),
            quotations=[
                q for quotation in fields["quotations"] if (q := self.sanitizer.line(quotation))
            ],
            attributes=self.sanitizer.attributes(fields["attributes"], name, given.span),
            id=self.keys[name],
            span=given.span,
        )

    def _argument(self, step: _Step) -> Argument:
        fields = step.fields
        scheme = fields["scheme"]
        if scheme:
            own = normal(scheme)
            if not is_label(own) or own in self.taken:
                own = label_like(scheme)
                self.given.lose("names", f"{scheme}, now the scheme {own}", step.span)
            scheme = own
        attributes = fields["attributes"]
        if scheme in DISCHARGING and not self._discharges(step):
            # Said of a step that takes up no passage, it would be an error.
            attributes = {"x-scheme": scheme, **attributes}
            self.given.lose("schemes", f"{scheme}, which takes up nothing supposed", step.span)
            scheme = None
        roles = {}
        for premise, role in fields["premise_roles"].items():
            text = self.sanitizer.line(str(role)).replace(",", " ")
            if premise in step.premises and text:
                roles[self.keys[premise]] = text
            else:
                self.given.lose("premise roles", f"{premise} as {role}", step.span)
        return Argument(
            [self.keys[premise] for premise in step.premises],
            self.keys[step.target],
            step.role,
            conceded=fields["conceded"] and step.role == "rebuts",
            strict=scheme in STRICT,
            scheme=scheme or None,
            warrant=self.keys[fields["warrant"]] if fields["warrant"] else None,
            speakers=self.sanitizer.speakers(fields["speakers"]),
            premise_roles=roles,
            attributes=self.sanitizer.attributes(
                attributes, f"the step to {step.target}", step.span, of_argument=True
            ),
            id=self.keys[step.name],
            span=step.span,
        )

    def _discharges(self, step: _Step) -> bool:
        """Whether a step has a premise from a passage in which its target does not stand."""
        statements, steps = self.given.statements, self.given.steps
        target = step.target
        while target in steps:
            target = steps[target].target
        around: set[str | None] = set()
        place = statements[target].fields["within"]
        while place is not None and place not in around:
            around.add(place)
            place = statements[place].fields["within"]
        return any(statements[p].fields["within"] not in (None, *around) for p in step.premises)


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
