"""What has been understood of a text so far: statements, arguments and all else in the making, their
references still as written, and what was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import NamedTuple

from attrs import define, field

from argmap.diagnostics import Diagnostic, Fix, Related, report
from argmap.model import Kind, Map, Role, Statement
from argmap.resolve.importer import Importer
from argmap.source import Source, Span
from argmap.syntax import nodes
from argmap.syntax.mend import clip
from argmap.syntax.nodes import Token
from argmap.syntax.words import normal
from argmap.values import Value

_ODD_COLONS = re.compile(r"\uff1a|:[^\S\n]*:")


class Given(NamedTuple):
    """An attribute that was given: its value, None where that is not of its form, and where its name
    stands.
    """

    value: Value | None
    span: tuple[int, int]


@define(eq=False, repr=False)
class Described:
    """What attributes can be given to."""

    given: dict[str, Given] = field(factory=dict, init=False)

    def attributes(self) -> dict[str, Value]:
        """The values that could be understood."""
        return {n: g.value for n, g in self.given.items() if g.value is not None}


@define(eq=False, repr=False)
class SectionDraft(Described):
    """A section in the making."""

    title: str
    parent: SectionDraft | None
    span: Span
    label: Token | None = None
    id: str = ""


@define(eq=False, repr=False)
class StatementDraft(Described):
    """A statement in the making; its `kind` may be that of another, known when all are."""

    kind: Kind | Term
    text: str
    unstated: bool
    possible: bool
    section: SectionDraft | None
    span: Span
    label: Token | None = None
    # Each is the lines of one quotation.
    quotations: list[list[nodes.Quotation]] = field(factory=list, init=False)
    id: str = ""


Term = StatementDraft | Token
"""A statement declared on the spot, or the label of one declared elsewhere."""

NOBODY = Token("LABEL", "", -1)
"""Stands where a line names no statement because it could not be understood."""


@define(eq=False, repr=False)
class ArgumentDraft(Described):
    """An argument in the making."""

    role: Role
    premises: list[Term]
    # A term; an argument that is undercut; or the identifier of an imported argument.
    target: Term | ArgumentDraft | str | None
    span: Span
    conceded: bool = False
    scheme: Token | None = None
    warrant: Term | None = None
    # The pairs of the attribute `roles`, as written.
    roles: Sequence[tuple[str, str]] = ()
    roles_span: tuple[int, int] = (0, 0)
    # The line of an undercut that names its argument by premise and conclusion.
    undercut: nodes.Undercut | None = None
    # The identifiers of those of its premises that there are.
    grounds: tuple[str, ...] = ()
    id: str = ""


@define(eq=False, repr=False)
class HeaderDraft(Described):
    """The `map:` line: title and attributes of the map."""

    line: nodes.Header

    @property
    def title(self) -> str:
        """The title of the map."""
        return self.line.title.value


class Relation(Enum):
    """What a line says of two statements without arguing; the value is its name among the places of a
    map.
    """

    PART = "part"
    CONTRADICTION = "contradiction"
    PREFERENCE = "preference"
    INDEPENDENCE = "independence"


@define(eq=False, repr=False)
class RelationDraft:
    """A relation in the making: `one` is the whole, what is preferred, or what holds regardless."""

    relation: Relation
    one: Term
    other: Term
    span: tuple[int, int]
    alternative_to: Term | None = None


class Reference(NamedTuple):
    """A label that is to be looked up, and the words before it."""

    label: Token
    kind: Token | None = None
    unstated: Token | None = None


@define(eq=False, repr=False)
class ImportDraft:
    """A `use` line, and the map that it brings, prefixed with its name, where it could be read."""

    path: str
    token: Token
    map: Map | None = None


@define(eq=False, repr=False)
class Draft:
    """The map in the making, and what was wrong with the text."""

    source: Source
    lines: list[nodes.Line]
    importer: Importer
    diagnostics: list[Diagnostic] = field(factory=list)
    header: HeaderDraft | None = None
    imports: dict[str, ImportDraft] = field(factory=dict)
    sections: list[SectionDraft] = field(factory=list)
    statements: list[StatementDraft] = field(factory=list)
    arguments: list[ArgumentDraft] = field(factory=list)
    relations: list[RelationDraft] = field(factory=list)
    references: list[Reference] = field(factory=list)
    # Attributes and quotations, until it is known whose they are.
    attributes: list[tuple[Term, nodes.Attribute]] = field(factory=list)
    quotations: list[tuple[Term, list[nodes.Quotation]]] = field(factory=list)
    labels: dict[str, StatementDraft | SectionDraft] = field(factory=dict)
    imported: dict[str, Statement] = field(factory=dict)
    # Labels whose declaration was reported, so that references to them are not.
    excused: set[str] = field(factory=set)
    # Whether there was a line after which neither `map:` nor `use` may stand.
    clauses_began: bool = False
    # Whether the text holds a full-width colon anywhere, or colons side by side.
    odd_colons: bool = field(init=False)
    # What `declared` found; no cached property, with which attrs makes every attribute slow.
    _declared: frozenset[str] | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        self.odd_colons = bool(_ODD_COLONS.search(self.source.text))

    def report(
        self,
        name: str,
        message: str,
        span: tuple[int, int],
        *help: str,
        related: tuple[Related, ...] = (),
        fix: Fix | None = None,
    ) -> None:
        """Adds a diagnostic of the rule with this name."""
        self.diagnostics.append(
            report(name, message, self.source, span, *help, related=related, fix=fix)
        )

    @contextmanager
    def leniently(self) -> Iterator[None]:
        """For reading a line in which a slip was reported: one slip is one error, so that where the
        line as it was meant would stand wrong too, that can wait.
        """
        said = len(self.diagnostics)
        yield
        self.diagnostics[said:] = [d for d in self.diagnostics[said:] if d.name not in _CAN_WAIT]

    def there(self, message: str, span: tuple[int, int]) -> Related:
        """A second place in the text that a diagnostic speaks of."""
        return Related(message, self.source, Span(*span))

    def shown(self, line: nodes.Line) -> str:
        """A line as it is written, cut to fit a message."""
        return clip(self.source.text[line.start : line.end])

    def declared(self) -> frozenset[str]:
        """The labels that clauses anywhere in the text declare, or try to."""
        if self._declared is None:
            self._declared = frozenset(
                normal(line.label.value)
                for line, _ in nodes.walk(self.lines)
                if isinstance(line, nodes.Clause) and line.label and line.text
            )
        return self._declared

    def find(self, term: Term) -> StatementDraft | Statement | None:
        """The statement that a term means, drafted or imported; None where there is none."""
        if isinstance(term, StatementDraft):
            return term
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


_CAN_WAIT = ("misplaced-connective", "nothing-to-join", "missing-connective")
