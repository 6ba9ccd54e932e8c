"""What has been understood of a text so far: statements, arguments and all else in the making, their
references still as written, and what was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from argmap.diagnostics import Diagnostic, Fix, Related, report
from argmap.model import AIMED_AT_STEPS, Kind, Map, Role, Statement
from argmap.resolve.importer import Importer
from argmap.source import Source, Span
from argmap.syntax import nodes
from argmap.syntax.nodes import Token
from argmap.syntax.words import normal
from argmap.values import Value
from argmap.wording import clip

_ODD_COLONS = re.compile(r"\uff1a|:[^\S\n]*[:;,]")


class Given(NamedTuple):
    """An attribute that was given: its value, None where that is not of its form, and where its name
    stands.
    """

    value: Value | None
    span: tuple[int, int]


class Described:
    """What attributes can be given to."""

    __slots__ = ("given", "id", "label", "span")

    def __init__(self, span: Span) -> None:
        self.span = span
        self.label: Token | None = None
        self.id = ""
        self.given: dict[str, Given] = {}

    def attributes(self) -> dict[str, Value]:
        """The values that could be understood."""
        return {n: g.value for n, g in self.given.items() if g.value is not None}


class SectionDraft(Described):
    """A section in the making."""

    __slots__ = ("parent", "title")

    def __init__(self, title: str, parent: SectionDraft | None, span: Span) -> None:
        super().__init__(span)
        self.title = title
        self.parent = parent


class StatementDraft(Described):
    """A statement in the making; its `kind` may be that of another, known when all are."""

    __slots__ = ("home", "kind", "open", "quotations", "text", "unstated")

    def __init__(
        self, kind: Kind | Term, text: str, unstated: bool, open: bool, home: Home, span: Span
    ) -> None:
        super().__init__(span)
        self.kind = kind
        self.text = text
        self.unstated = unstated
        self.open = open
        self.home = home
        # Each is the lines of one quotation.
        self.quotations: list[list[nodes.Quotation]] = []


class PassageDraft:
    """The lines under a supposition; where it stands for a statement, for its `outcome`: what the last `so` at
    its own level concludes.
    """

    __slots__ = ("began", "excused", "outcome", "supposition")

    def __init__(self, supposition: StatementDraft) -> None:
        self.supposition = supposition
        self.outcome: Term | None = None
        # Whether there was a line after which no attribute may stand.
        self.began = False
        # Whether its line was read otherwise than it is written, so that what it lacks can wait.
        self.excused = False


class Home(NamedTuple):
    """Where a line stands: the section and the passage around it."""

    section: SectionDraft | None = None
    passage: PassageDraft | None = None

    def passages(self) -> list[PassageDraft]:
        """The passages around it, the innermost first."""
        found, passage = [], self.passage
        while passage is not None:
            found.append(passage)
            passage = passage.supposition.home.passage
        return found


Term = StatementDraft | Token | PassageDraft
"""A statement declared on the spot, the label of one declared elsewhere, or a passage for its outcome."""

NOBODY = Token("LABEL", "", -1)
"""Stands where a line names no statement because it could not be understood."""


class ArgumentDraft(Described):
    """An argument in the making.

    The target is a term; an argument that is undercut; or the identifier of an imported argument.
    """

    __slots__ = (
        "conceded",
        "grounds",
        "home",
        "open",
        "premises",
        "role",
        "roles",
        "roles_span",
        "scheme",
        "target",
        "undercut",
        "warrant",
    )

    def __init__(
        self,
        role: Role,
        premises: list[Term],
        target: Term | ArgumentDraft | str | None,
        home: Home,
        span: Span,
    ) -> None:
        super().__init__(span)
        self.home = home
        self.role = role
        self.premises = premises
        self.target = target
        self.conceded = False
        # Whether what `and` adds without a kind is asserted by nobody, as after `unless`.
        self.open = False
        self.scheme: Token | None = None
        self.warrant: Term | None = None
        # The pairs of the attribute `roles`, as written.
        self.roles: Sequence[tuple[str, str]] = ()
        self.roles_span = (0, 0)
        # The line of an undercut or a challenge that names its argument by premise and conclusion.
        self.undercut: nodes.Undercut | None = None
        # The identifiers of those of its premises that there are.
        self.grounds: tuple[str, ...] = ()

    @property
    def aims_at_step(self) -> bool:
        """Whether its target is another argument."""
        return self.role in AIMED_AT_STEPS


class HeaderDraft(Described):
    """The `map:` line: title and attributes of the map."""

    __slots__ = ("line", "title")

    def __init__(self, line: nodes.Header) -> None:
        super().__init__(Span(line.start, line.end))
        self.line = line
        self.title = line.title.value


class Relation(Enum):
    """What a line says of two statements without arguing; the value is its name among the places of a
    map.
    """

    PART = "part"
    CONTRADICTION = "contradiction"
    PREFERENCE = "preference"
    RESTATEMENT = "restatement"
    CONDITION = "condition"
    ANSWER = "answer"
    INDEPENDENCE = "independence"


class RelationDraft(NamedTuple):
    """A relation in the making: `one` is the whole, what is preferred, what holds only provided that, or
    regardless of, the other, or the question.
    """

    relation: Relation
    one: Term
    other: Term
    home: Home
    span: tuple[int, int]
    alternative_to: Term | None = None


class ExplanationDraft(NamedTuple):
    """An explanation in the making."""

    explaining: list[Term]
    explained: Term
    home: Home
    span: tuple[int, int]


class Reference(NamedTuple):
    """A label that is to be looked up, and the words before it."""

    label: Token
    kind: Token | None = None
    # `unstated` or `open`.
    mark: Token | None = None


class ImportDraft:
    """A `use` line, and the map that it brings, prefixed with its name, where it could be read."""

    __slots__ = ("map", "path", "token")

    def __init__(self, path: str, token: Token) -> None:
        self.path = path
        self.token = token
        self.map: Map | None = None


class Draft:
    """The map in the making, and what was wrong with the text."""

    def __init__(self, source: Source, lines: list[nodes.Line], importer: Importer) -> None:
        self.source = source
        self.lines = lines
        self.importer = importer
        self.diagnostics: list[Diagnostic] = []
        self.header: HeaderDraft | None = None
        self.imports: dict[str, ImportDraft] = {}
        self.sections: list[SectionDraft] = []
        self.statements: list[StatementDraft] = []
        self.arguments: list[ArgumentDraft] = []
        self.relations: list[RelationDraft] = []
        self.explanations: list[ExplanationDraft] = []
        self.passages: list[PassageDraft] = []
        self.references: list[Reference] = []
        # Attributes and quotations, until it is known whose they are.
        self.attributes: list[tuple[Term, nodes.Attribute]] = []
        self.quotations: list[tuple[Term, list[nodes.Quotation]]] = []
        self.labels: dict[str, StatementDraft | SectionDraft] = {}
        self.imported: dict[str, Statement] = {}
        # Labels whose declaration was reported, so that references to them are not.
        self.excused: set[str] = set()
        # Whether there was a line after which neither `map:` nor `use` may stand.
        self.clauses_began = False
        # Whether the text holds a full-width colon anywhere, or a sign right behind a colon.
        self.odd_colons = bool(_ODD_COLONS.search(source.text))

    def report(
        self,
        name: str,
        message: str,
        span: tuple[int, int],
        *help: str,
        related: tuple[Related, ...] = (),
        fix: Fix | None = None,
        meant: tuple[str, str | None] = ("", None),
    ) -> None:
        """Adds a diagnostic of the rule with this name; see `argmap.diagnostics.report`."""
        self.diagnostics.append(
            report(name, message, self.source, span, *help, related=related, fix=fix, meant=meant)
        )

    @contextmanager
    def leniently(self) -> Iterator[None]:
        """For reading a line in which a slip was reported: one slip is one error, so that where the
        line as it was meant would stand wrong too, that can wait.
        """
        said, passages = len(self.diagnostics), len(self.passages)
        yield
        for passage in self.passages[passages:]:
            passage.excused = True
        self.diagnostics[said:] = [d for d in self.diagnostics[said:] if d.name not in _CAN_WAIT]

    def there(self, message: str, span: tuple[int, int]) -> Related:
        """A second place in the text that a diagnostic speaks of."""
        return Related(message, self.source, Span(*span))

    def shown(self, line: nodes.Line) -> str:
        """A line as it is written, cut to fit a message."""
        return clip(self.source.text[line.start : line.end])

    @cached_property
    def declared(self) -> frozenset[str]:
        """The labels that clauses anywhere in the text declare, or try to."""
        return frozenset(
            normal(line.label.value)
            for line, _ in nodes.walk(self.lines)
            if isinstance(line, nodes.Clause) and line.label and line.text
        )

    @cached_property
    def beside(self) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
        """For where a label stands, the labels of the lines that it argues for or along with, and those of
        the lines nested under it.
        """
        found: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        blocks: list[tuple[nodes.Line | None, list[nodes.Line]]] = [(None, self.lines)]
        blocks += [(line, line.children) for line, _ in nodes.walk(self.lines)]
        for parent, lines in blocks:
            for group in _groups(lines) if nodes.holds_flat(parent) else [lines]:
                around = frozenset(n for x in (parent, *group) for n in _labels(x))
                for line in group:
                    under = frozenset(n for x in line.children for n in _labels(x))
                    found.update((at, (around, under)) for _, at in _places(line))
        return found

    def find(self, term: Term) -> StatementDraft | Statement | None:
        """The statement that a term means, drafted or imported; None where there is none."""
        if isinstance(term, StatementDraft):
            return term
        if isinstance(term, PassageDraft):
            return self.find(term.outcome) if term.outcome is not None else None
        name = normal(term.value)
        if "." in name:
            return self.imported.get(name)
        found = self.labels.get(name)
        return found if isinstance(found, StatementDraft) else None

    def identifier(self, term: Term) -> str:
        """The identifier of the statement that a term means, once all have one; "" where there is
        none.
        """
        found = term if isinstance(term, StatementDraft) else self.find(term)
        return found.id if found is not None else ""


def _groups(lines: list[nodes.Line]) -> list[list[nodes.Line]]:
    """Lines side by side, cut before each that no connective joins to the one above."""
    groups: list[list[nodes.Line]] = []
    for line in lines:
        if not groups or (isinstance(line, nodes.Clause) and line.connective is None):
            groups.append([])
        groups[-1].append(line)
    return groups


def _places(line: nodes.Line) -> list[tuple[str, int]]:
    """The labels of a line and where they stand."""
    if isinstance(line, nodes.Undercut):
        tokens = [line.target, line.premise]
    elif isinstance(line, nodes.Clause | nodes.Regardless) and line.label:
        tokens = [line.label]
    else:
        return []
    return [(normal(t.value), t.start) for t in tokens]


def _labels(line: nodes.Line | None) -> list[str]:
    return [name for name, _ in _places(line)] if line is not None else []


_CAN_WAIT = ("misplaced-connective", "nothing-to-join", "missing-connective")
