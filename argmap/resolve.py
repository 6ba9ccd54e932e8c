"""Syntax tree → argument map: labels, kinds, groups, imports.

One walk in the order of the file drafts the statements and arguments, with references still as
written; then the references are looked up and the map is built. Whatever is wrong becomes a
diagnostic, and the rest is understood as far as it can be. The comments name the paragraphs of the
language guide (docs/language.md) where a rule is not obvious.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from attrs import define, field, frozen

from argmap.diagnostics import (
    Diagnostic,
    Fix,
    Related,
    Severity,
    nearest,
    replace,
    report,
)
from argmap.model import (
    Argument,
    Import,
    Independence,
    Kind,
    Map,
    Part,
    Preference,
    Quotation,
    Role,
    Section,
    Statement,
    with_prefix,
)
from argmap.source import Source, Span
from argmap.syntax import nodes
from argmap.syntax.mend import SYNONYMS, clip, suggest_label, why_no_label
from argmap.syntax.nodes import Token
from argmap.syntax.parser import Syntax
from argmap.syntax.words import (
    ARGUMENT_ATTRIBUTES,
    ATTRIBUTES,
    CONNECTIVES,
    KEYWORDS,
    KINDS,
    MAP_ATTRIBUTES,
    SECTION_ATTRIBUTES,
    STATEMENT_ATTRIBUTES,
    is_label,
    normal,
    odd_character,
    one_slip_away,
    slip,
)
from argmap.values import EXAMPLES, Value, roles, value_of

if TYPE_CHECKING:
    from argmap.losses import Loss


@frozen(eq=False, repr=False)
class Resolved:
    """A map, as far as it could be understood, and what was wrong."""

    map: Map
    diagnostics: tuple[Diagnostic, ...]
    # Where lines stand that are no things of the map: ("attribute", identifier, name), with "" for the
    # map's own; ("scheme", argument); ("import", name); ("independence", statement, of);
    # ("preference", preferred, over); ("contradiction", one, other); ("part", whole, part).
    places: Mapping[tuple[str, ...], tuple[int, int]] = field(factory=dict)
    # What the reader of another format could not take over.
    losses: tuple[Loss, ...] = ()


@frozen(eq=False, repr=False)
class Imported:
    """What the importer gives for a path: the map, or what is wrong with the import."""

    map: Map | None = None
    problem: Diagnostic | None = None


Importer = Callable[[Token, Source], Imported]


@define(eq=False, repr=False)
class _Statement:
    """A statement in the making; its kind may be that of another, told when all are known."""

    kind: str | _Statement | Token | None
    label: Token | None
    text: str
    unstated: bool
    possible: bool
    section: _Section | None
    span: tuple[int, int]
    attributes: dict[str, Value] = field(factory=dict)
    places: dict[str, tuple[int, int]] = field(factory=dict)
    quotations: list[Quotation] = field(factory=list)
    id: str = ""


_Term = _Statement | Token
"""A statement declared on the spot, or the label of one declared elsewhere."""

_NOBODY = Token("LABEL", "", -1)
"""Stands where a line names no statement because it could not be understood."""


@define(eq=False, repr=False)
class _Argument:
    role: Role
    premises: list[_Term]
    # A term; an argument that is undercut; or the identifier of an imported argument.
    target: _Term | _Argument | str | None
    span: tuple[int, int]
    conceded: bool = False
    scheme: Token | None = None
    warrant: _Term | None = None
    attributes: dict[str, Value] = field(factory=dict)
    places: dict[str, tuple[int, int]] = field(factory=dict)
    roles: list[tuple[str, str]] = field(factory=list)
    roles_span: tuple[int, int] = (0, 0)
    pick: nodes.Undercut | None = None
    id: str = ""


@define(eq=False, repr=False)
class _Section:
    label: Token | None
    title: str
    parent: _Section | None
    span: tuple[int, int]
    attributes: dict[str, Value] = field(factory=dict)
    places: dict[str, tuple[int, int]] = field(factory=dict)
    id: str = ""


@define(eq=False, repr=False)
class _Scope:
    """The lines that stand side by side under one line, and what later ones may look back to."""

    mode: str  # "flat", "nested", "rule" (under `by`), "map", or "closed"
    parent: nodes.Line | None = None
    section: _Section | None = None
    subject: _Term | None = None
    # The argument that the parent's own connective began or joined.
    argument: _Argument | None = None
    # The argument last begun here: what `and` and `by` look for; and, without `unless`, what
    # `unless` looks for.
    last: _Argument | None = None
    inference: _Argument | None = None
    # Flat: the group above, what the last line was, the argument the last `so` or `against` made.
    group: list[_Term] = field(factory=list)
    before: str = ""
    made: _Argument | None = None
    # Nested: the `including` part that an `or` would be an alternative to.
    including: _Term | None = None
    # A line here could not be understood, so that a missing antecedent is not the writer's fault.
    broken: bool = False
    # Nested lines that stand flat by mistake are read as if under the clause above.
    stray: _Scope | None = None


def resolve(
    syntax: Syntax, importer: Importer, project_file: Callable[[str, Source], bool]
) -> Resolved:
    """The argument map of a syntax tree.

    `importer` reads the file that a `use` line names; `project_file` says whether a path that a
    source text names stays inside the project.
    """
    return _Resolver(syntax.source, importer, project_file, syntax.mended).run(syntax)


@define(eq=False, repr=False)
class _Resolver:
    source: Source
    importer: Importer
    inside: Callable[[str, Source], bool]
    mended: frozenset[int] = frozenset()
    diagnostics: list[Diagnostic] = field(factory=list)
    statements: list[_Statement] = field(factory=list)
    arguments: list[_Argument] = field(factory=list)
    sections: list[_Section] = field(factory=list)
    labels: dict[str, _Statement | _Section] = field(factory=dict)
    excused: set[str] = field(factory=set)
    parts: list[tuple[_Term, _Term, _Term | None]] = field(factory=list)
    contradictions: list[tuple[_Term, _Term]] = field(factory=list)
    preferences: list[tuple[_Term, _Term]] = field(factory=list)
    independences: list[tuple[_Term, _Term]] = field(factory=list)
    relations: list[tuple[str, _Term, _Term, tuple[int, int]]] = field(factory=list)
    references: list[tuple[Token, Token | None, Token | None]] = field(factory=list)
    notes: list[tuple[_Term, nodes.Attribute | list[nodes.Quotation]]] = field(factory=list)
    declared: set[str] = field(factory=set)
    imports: dict[str, Map | None] = field(factory=dict)
    import_lines: list[tuple[Import, Token]] = field(factory=list)
    imported_labels: dict[str, Statement] = field(factory=dict)
    title: str = ""
    attributes: dict[str, Value] = field(factory=dict)
    places: dict[str, tuple[int, int]] = field(factory=dict)
    header: nodes.Header | None = None
    clauses_began: bool = False
    suggested: int = 0

    def run(self, syntax: Syntax) -> Resolved:
        for line, _ in nodes.walk(syntax.lines):
            if isinstance(line, nodes.Clause) and line.label and line.text:
                self.declared.add(normal(line.label.value))
        self._walk(syntax.lines)
        self._look_up()
        self._take_notes()
        map = self._build()
        faulty = has_errors((*syntax.diagnostics, *self.diagnostics))
        if not map.statements and not faulty:
            self._say(
                "empty-map",
                "this map holds no statement",
                (0, 0),
                "write a first one: `claim: Joining NATO requires unanimity.`",
            )
        self.diagnostics.sort(key=lambda d: d.span)
        return Resolved(map, tuple(self.diagnostics), self._places())

    def _places(self) -> dict[tuple[str, ...], tuple[int, int]]:
        """What `Resolved.places` holds."""
        found: dict[tuple[str, ...], tuple[int, int]] = {}
        for imported, token in self.import_lines:
            found["import", imported.name] = token.span
        for name, span in self.places.items():
            found["attribute", "", name] = span
        things: Iterable[_Statement | _Argument | _Section]
        for things in (self.statements, self.arguments, self.sections):
            for thing in things:
                if thing.places and thing.id:
                    for name, span in thing.places.items():
                        found["attribute", thing.id, name] = span
        for argument in self.arguments:
            if argument.scheme:
                found["scheme", argument.id] = argument.scheme.span
        for name, one, other, span in self.relations:
            found.setdefault((name, *self._ids(one, other)), span)
        return found

    def _say(
        self,
        name: str,
        message: str,
        span: tuple[int, int],
        *help: str,
        related: tuple[Related, ...] = (),
        fix: Fix | None = None,
    ) -> None:
        self.diagnostics.append(
            report(name, message, self.source, span, *help, related=related, fix=fix)
        )

    def _there(self, message: str, span: tuple[int, int]) -> Related:
        return Related(message, self.source, Span(*span))

    def _shown(self, line: nodes.Line) -> str:
        return clip(self.source.text[line.start : line.end])

    # The walk. Each line is handled in the scope it stands in, and may open one for its children.

    def _walk(self, lines: list[nodes.Line]) -> None:
        stack: list[tuple[_Scope, Iterator[nodes.Line]]] = [(_Scope("flat"), iter(lines))]
        while stack:
            scope, rest = stack[-1]
            line = next(rest, None)
            if line is None:
                stack.pop()
                continue
            inner = self._line(line, scope)
            if line.children:
                stack.append((inner or _Scope("closed", line), iter(line.children)))

    def _line(self, line: nodes.Line, scope: _Scope) -> _Scope | None:
        if line.start in self.mended:
            return self._leniently(line, scope)
        return self._read(line, scope)

    def _read(self, line: nodes.Line, scope: _Scope) -> _Scope | None:
        if scope.mode == "closed":
            return self._closed(line, scope)
        if isinstance(line, nodes.Clause):
            return self._clause(line, scope)
        if isinstance(line, nodes.Attribute):
            return self._attribute(line, scope)
        if isinstance(line, nodes.Quotation):
            self._quotation(line, scope)
            return None
        if isinstance(line, nodes.Section):
            return self._section(line, scope)
        if isinstance(line, nodes.Regardless):
            return self._regardless(line, scope)
        if isinstance(line, nodes.Undercut):
            self._undercut(line, scope)
            return None
        if isinstance(line, nodes.Header):
            return self._header(line, scope)
        if isinstance(line, nodes.Import):
            self._import(line, scope)
            return None
        assert isinstance(line, nodes.Broken)
        scope.broken = True
        scope.before = "broken"
        self.excused.update(normal(word) for word in line.labels)
        return _Scope("nested", line, scope.section, _NOBODY, broken=True)

    def _closed(self, line: nodes.Line, scope: _Scope) -> _Scope | None:
        """Lines under one that can hold nothing: said once, then read as far as labels go."""
        if scope.parent is not None:
            parent = scope.parent
            scope.parent = None
            self._say(
                "misplaced-line",
                f"nothing can be nested under this {parent.word}",
                line.span,
                "begin this line in the column of the one above",
                related=(self._there("nested under this", parent.span),),
            )
        if isinstance(line, nodes.Clause):
            if line.text is not None:
                self._declare(line, scope, "claim")
            return _Scope("nested", line, scope.section, _NOBODY, broken=True)
        return _Scope("closed")

    # Clauses

    def _clause(self, line: nodes.Clause, scope: _Scope) -> _Scope | None:
        self.clauses_began = True
        if scope.mode == "map":
            self._say(
                "misplaced-line",
                "under `map:` stand attributes only",
                line.span,
                "begin this line in the column of `map`",
            )
            return self._leniently(line, _Scope("flat", group=[_NOBODY]))
        word = line.connective.value if line.connective else ""
        if not word:
            return self._bare(line, scope)
        if word == "and":
            return self._and(line, scope)
        if word == "unless":
            return self._unless(line, scope)
        if word == "by":
            return self._by(line, scope)
        flat = word in ("so", "against", "contradicts", "outweighs")
        if flat and scope.mode != "flat":
            self._misplaced_flat(line, scope)
            return self._flat(word, line, self._as_group(scope))
        if flat:
            return self._flat(word, line, scope)
        if scope.mode == "flat":
            self._misplaced_nested(line, scope)
            scope = self._stray(scope)
        return self._nested(word, line, scope)

    def _as_group(self, scope: _Scope) -> _Scope:
        """A nested scope seen as the flat group of its subject, to read a misplaced `so` by."""
        group = [scope.subject] if scope.subject is not None else []
        return _Scope("flat", section=scope.section, group=group, broken=True)

    def _misplaced_flat(self, line: nodes.Clause, scope: _Scope) -> None:
        assert line.connective
        word = line.connective.value
        help = [
            f"begin it in the column of the clause it looks back to: `{word}{self._tail(line)}`"
        ]
        if word == "so":
            help.append("or say it from the conclusion: under that clause, indented, `because: …`")
        elif word == "against":
            help.append("or say it from the target: under that clause, indented, `but: …`")
        self._say(
            "misplaced-connective",
            f"`{word}` looks back at the clause above it and can't be nested",
            line.connective.span,
            *help,
        )

    def _misplaced_nested(self, line: nodes.Clause | nodes.Regardless, scope: _Scope) -> None:
        if isinstance(line, nodes.Regardless):
            word, span = "regardless of", (line.start, line.start + len("regardless"))
        else:
            assert line.connective
            word, span = line.connective.value, line.connective.span
        help = [f"indent it under that clause: `  {self._shown(line)}`"]
        if not scope.group:
            help = ["write the clause that it speaks about above it, and indent this line"]
        if word == "because" and scope.group:
            help.append("or, if the clause above is the reason for this one, write: `so: …`")
        elif word == "but":
            help.append("or, if the clause above is held against this one, write: `against: …`")
        self._say(
            "misplaced-connective",
            f"`{word}` speaks about the clause that it is nested under, and this line is not",
            span,
            *help,
        )

    def _stray(self, scope: _Scope) -> _Scope:
        if scope.stray is None:
            subject = scope.group[-1] if scope.group else _NOBODY
            scope.stray = _Scope(
                "nested", section=scope.section, subject=subject, argument=scope.made, broken=True
            )
        scope.before = "stray"
        return scope.stray

    def _bare(self, line: nodes.Clause, scope: _Scope) -> _Scope | None:
        """A clause without connective begins a group."""
        if scope.mode != "flat":
            shown = self._shown(line)
            self._say(
                "missing-connective",
                "a clause under a clause says what it does there, by a connective",
                (line.start, line.label.end if line.label else line.end),
                f"write: `because {shown}`, `but {shown}` or another connective",
                "or begin it in the first column, if it stands for itself",
            )
            term = self._term(line, scope, None)
            return self._under(line, scope, term, None)
        if line.text is not None and line.kind is None:
            self._say(
                "missing-kind",
                "a clause at the top says what kind it is",
                (line.start, line.start + len("unstated")),
                f"write: `unstated claim: {clip(line.text.value)}`",
            )
        term = self._term(line, scope, None)
        scope.group, scope.made, scope.before, scope.stray = [term], None, "group", None
        scope.last, scope.broken = None, False
        return self._under(line, scope, term, None)

    def _under(
        self,
        line: nodes.Clause | nodes.Regardless,
        scope: _Scope,
        term: _Term,
        argument: _Argument | None,
    ) -> _Scope:
        return _Scope("nested", line, scope.section, term, argument)

    def _term(self, line: nodes.Clause, scope: _Scope, kind: str | _Term | None) -> _Term:
        """The statement that a clause declares or refers to."""
        if line.text is not None:
            return self._declare(line, scope, kind)
        assert line.label
        self.references.append((line.label, line.kind, line.unstated))
        return line.label

    def _declare(self, line: nodes.Clause, scope: _Scope, kind: str | _Term | None) -> _Statement:
        assert line.text
        possible = (
            line.connective is not None and line.connective.value == "unless" and line.kind is None
        )
        self._check_text(line, line.text, "a clause")
        statement = _Statement(
            line.kind.value if line.kind else kind or "claim",
            None,
            line.text.value,
            line.unstated is not None,
            possible,
            scope.section,
            line.span,
        )
        self.statements.append(statement)
        if line.label and self._own(line.label, statement):
            statement.label = line.label
        return statement

    def _check_text(self, line: nodes.Line, text: nodes.Text, what: str) -> None:
        colon = self._colon(line, text)
        if self.source.text[colon : colon + 1] == "\uff1a":
            after = self.source.text[colon + 1 : colon + 2]
            self._say(
                "full-width-colon",
                "this is a full-width colon, not `:`",
                (colon, colon + 1),
                f"write: `{clip(self.source.text[line.start : colon])}: {clip(text.value)}`",
                fix=replace("write `:`", (colon, colon + 1), ": " if after.strip() else ":"),
            )
        if not text.value:
            head = clip(self.source.text[line.start : colon])
            example = "Joining NATO requires unanimity."
            if isinstance(line, nodes.Attribute):
                example = EXAMPLES.get(line.name.value, "…")
            elif isinstance(line, nodes.Header | nodes.Section):
                example = "The pledge of 2008"
            self._say(
                "missing-text",
                f"{what} has a text after its colon, and this one has none",
                (line.start, colon + 1),
                f"write: `{head}: {example}`",
                *(
                    [f"or, to refer to a statement by its label, leave the colon out: `{head}`"]
                    if isinstance(line, nodes.Clause) and line.label
                    else []
                ),
            )

    def _colon(self, line: nodes.Line, text: nodes.Text) -> int:
        raw = self.source.text
        at = raw.find(":", line.start, text.start)
        at = text.start if at < 0 else at
        wide = raw.find("\uff1a", line.start, at)
        return at if wide < 0 else wide

    def _own(self, label: Token, thing: _Statement | _Section) -> bool:
        """Makes a label the name of a thing, unless it is no label or has been given."""
        name = normal(label.value)
        if "." in name:
            self._say(
                "invalid-label",
                f"`{name}` has a dot, which belongs to the names of imported statements",
                label.span,
                f"write `{name.replace('.', '-')}`",
            )
            return False
        if odd_character(name) is not None:
            self._say(
                "invalid-label",
                why_no_label(name),
                label.span,
                f"write `{suggest_label(name)}`, here and where the label is used",
            )
            self.excused.add(name)
            return False
        other = self.labels.setdefault(name, thing)
        if other is thing:
            label.value = name
            return True
        if type(other) is not type(thing):
            self.excused.add(name)
        first = other.label.span if other.label else other.span
        self._say(
            "duplicate-label",
            f"the label `{name}` is declared twice",
            label.span,
            "give one of the two another label, or leave out the colon and text to refer to it",
            related=(self._there("declared first here", first),),
        )
        return False

    # Flat connectives

    def _flat(self, word: str, line: nodes.Clause, scope: _Scope) -> _Scope | None:
        term = self._term(line, scope, "claim")
        if not scope.group:
            self._nothing(line, scope, f"`{word}` looks back at the clause above it")
        if word == "so":
            if scope.group:
                scope.made = self._begin("supports", list(scope.group), term, line)
            else:
                scope.made = None
            scope.group, scope.before, scope.last, scope.stray = [term], "group", None, None
            return self._under(line, scope, term, scope.made)
        scope.before = "attack"
        if word == "against":
            if scope.group:
                scope.made = scope.last = self._begin("rebuts", list(scope.group), term, line)
            return self._under(line, scope, term, scope.made)
        if len(scope.group) > 1:
            assert line.connective
            self._say(
                "one-statement-only",
                f"`{word}` relates one statement to another, and {len(scope.group)} stand above it",
                line.connective.span,
                f"begin a group with the one that is meant: its label alone, then `{self._shown(line)}`",
            )
        elif scope.group:
            pairs = self.contradictions if word == "contradicts" else self.preferences
            pairs.append((scope.group[0], term))
            name = "contradiction" if word == "contradicts" else "preference"
            self.relations.append((name, scope.group[0], term, line.span))
        return self._under(line, scope, term, None)

    def _begin(
        self, role: Role, premises: list[_Term], target: _Term | _Argument | None, line: nodes.Line
    ) -> _Argument:
        argument = _Argument(role, premises, target, line.span)
        self.arguments.append(argument)
        return argument

    def _undercut(self, line: nodes.Undercut, scope: _Scope) -> None:
        self.clauses_began = True
        if scope.mode != "flat":
            self._say(
                "misplaced-connective",
                "`against … because …` looks back at the clause above it and can't be nested",
                line.against.span,
                f"begin it in the column of the clause above: `{self._shown(line)}`",
                "or, under the step that it attacks, write: `unless premise: …`",
            )
            return
        scope.before = "attack"
        if not scope.group:
            self._nothing(line, scope, "`against` looks back at the clause above it")
            return
        scope.made = scope.last = self._begin("undercuts", list(scope.group), None, line)
        scope.made.pick = line
        self.references.extend(((line.target, None, None), (line.premise, None, None)))

    def _nothing(self, line: nodes.Line, scope: _Scope, looks: str, *help: str) -> None:
        if scope.broken:
            return
        first = self.source.text[line.start : line.end].split(None, 1)[0].rstrip(":")
        if self.statements and not help:
            help = (
                "repeat the label of the clause that is meant on a line of its own above this one",
            )
        examples = help or (
            f"write a clause above it: `premise: Joining NATO requires unanimity.`, then `{first}: …`",
        )
        self._say(
            "nothing-to-join",
            f"{looks}, and there is none",
            (line.start, line.start + len(first)),
            *examples,
        )

    # Nested connectives

    def _nested(self, word: str, line: nodes.Clause, scope: _Scope) -> _Scope | None:
        subject = scope.subject
        if subject is None:
            # Under `by` with a scheme or alone: there is no statement to speak about.
            self._say(
                "misplaced-connective",
                f"`{word}` speaks about a statement, and `by` here names none",
                line.connective.span if line.connective else line.span,
                "to give the rule a text that can be argued for, write: `by: …`",
            )
            subject = _NOBODY
        if word in ("including", "or"):
            return self._part(word, line, scope, subject)
        default = "premise" if word == "because" else "rebuttal"
        term = self._term(line, scope, default)
        argument = self._begin("supports" if word == "because" else "rebuts", [term], subject, line)
        argument.conceded = word == "although"
        scope.last = scope.inference = argument
        scope.before, scope.broken = "argument", False
        return self._under(line, scope, term, argument)

    def _part(self, word: str, line: nodes.Clause, scope: _Scope, whole: _Term) -> _Scope:
        term = self._term(line, scope, whole)
        if word == "or" and scope.before not in ("including", "or"):
            if not scope.broken:
                assert line.connective
                self._say(
                    "nothing-to-join",
                    "`or` gives an alternative to the part above it, and there is none",
                    line.connective.span,
                    f"write it below an `including` line, or as one: `including{self._tail(line)}`",
                )
            scope.including = None
        self.relations.append(("part", whole, term, line.span))
        if word == "including":
            scope.including = term
            self.parts.append((whole, term, None))
        else:
            self.parts.append((whole, term, scope.including))
            scope.including = scope.including or term
        scope.before = word
        return self._under(line, scope, term, None)

    def _tail(self, line: nodes.Clause) -> str:
        assert line.connective
        raw = clip(self.source.text[line.connective.end : line.end])
        return raw if raw.startswith(":") else f" {raw}"

    def _regardless(self, line: nodes.Regardless, scope: _Scope) -> _Scope:
        self.clauses_began = True
        if scope.mode == "flat":
            self._misplaced_nested(line, scope)
            scope = self._stray(scope)
        scope.before = "regardless"
        self.references.append((line.label, line.kind, None))
        if scope.subject is None:
            self._say(
                "misplaced-connective",
                "`regardless of` speaks about a statement, and there is none here",
                line.span,
                "nest it under the statement that is held all the same",
            )
        else:
            self.independences.append((scope.subject, line.label))
            self.relations.append(("independence", scope.subject, line.label, line.span))
        return self._under(line, scope, line.label, None)

    # Connectives that are both

    def _and(self, line: nodes.Clause, scope: _Scope) -> _Scope | None:
        if scope.mode == "flat":
            if scope.before == "stray" and scope.stray:
                return self._and(line, scope.stray)
            if scope.before == "group" and scope.group:
                # Fine print 2: the kind of the group's first statement.
                term = self._term(line, scope, scope.group[0])
                scope.group.append(term)
                return self._under(line, scope, term, None)
        after = {
            "attack": "after `against`, `contradicts` and `outweighs`",
            "including": "after `including`",
            "or": "after `or`",
            "regardless": "after `regardless of`",
        }.get(scope.before)
        if after or scope.last is None:
            if after or not scope.broken:
                self._nothing_for_and(line, scope, after)
            term = self._term(line, scope, "premise")
            if scope.mode == "flat":
                scope.group, scope.made, scope.before = [term], None, "group"
            return self._under(line, scope, term, None)
        kind = "premise" if scope.last.role == "supports" else "rebuttal"
        term = self._term(line, scope, kind)
        scope.last.premises.append(term)
        return self._under(line, scope, term, scope.last)

    def _nothing_for_and(self, line: nodes.Clause, scope: _Scope, after: str | None) -> None:
        assert line.connective
        if after:
            message = f"`and` joins premises, and {after} there are none to join"
            help = f"begin an argument of its own: `because{self._tail(line)}`"
            if scope.before in ("attack", "including", "or"):
                help = "repeat the connective of the line above instead of `and`"
        elif scope.mode == "flat":
            message = "`and` joins the clause above it, and there is none"
            help = f"begin the group with a kind: `premise{self._tail(line)}`"
        else:
            message = "`and` joins the argument above it in this column, and there is none"
            help = f"begin one: `because{self._tail(line)}`"
        self._say("nothing-to-join", message, line.connective.span, help)

    def _unless(self, line: nodes.Clause, scope: _Scope) -> _Scope | None:
        target: _Argument | None
        if scope.mode == "flat" and scope.before == "stray" and scope.stray:
            scope = scope.stray
        target = scope.made if scope.mode == "flat" else scope.inference or scope.argument
        if scope.mode == "map":
            target = None
        term = self._term(line, scope, "rebuttal")
        if target is None:
            where = (
                "the step that the last `so` or `against` made"
                if scope.mode == "flat"
                else "the step above it, or the one it is nested under"
            )
            self._nothing(
                line,
                scope,
                f"`unless` attacks {where}",
                "write it below a `because` or `so` line: `unless: …`",
                "to attack a statement and not a step, nest under it: `but: …`",
            )
            scope.last = None
            return self._under(line, scope, term, None)
        argument = self._begin("undercuts", [term], target, line)
        scope.last = argument
        if scope.mode == "flat":
            scope.before = "unless"
        else:
            scope.before = "argument"
        return self._under(line, scope, term, argument)

    def _by(self, line: nodes.Clause, scope: _Scope) -> _Scope | None:
        if scope.mode == "flat" and scope.before == "stray" and scope.stray:
            scope = scope.stray
        argument = scope.last or (scope.made if scope.mode == "flat" else scope.argument)
        if scope.mode == "rule":
            argument = scope.last
        names_warrant = line.text is not None or (
            line.label is not None
            and ("." in line.label.value or normal(line.label.value) in self.declared)
        )
        if argument is None:
            self._nothing(
                line,
                scope,
                "`by` names the rule of the step above it",
                "write it below a `because` or `so` line: `by modus-ponens`",
            )
        warrant: _Term | None = None
        if names_warrant or line.kind or line.unstated:
            warrant = self._term(line, scope, "premise")
            if argument is not None:
                if argument.warrant is not None:
                    self._second(line, "warrant")
                else:
                    argument.warrant = warrant
        elif line.label is not None and argument is not None:
            if argument.scheme is not None:
                self._second(line, "scheme")
            else:
                argument.scheme = line.label
        # Attributes under a `by` that has no step still have a place to go.
        owner = argument or _Argument("supports", [], None, line.span)
        return _Scope("rule", line, scope.section, warrant, owner)

    def _second(self, line: nodes.Clause, what: str) -> None:
        self._say(
            "second-rule",
            f"this step has a {what} already, and a step has one at most",
            line.span,
            "make it a step of its own"
            + (", or join the rule to the premises: `and: …`" if what == "warrant" else ""),
        )

    # Lines that are no clauses

    def _header(self, line: nodes.Header, scope: _Scope) -> _Scope:
        if self.header is not None:
            self._say(
                "duplicate-header",
                "a file has one `map:` line, and this is the second",
                line.span,
                "delete one of the two; for a part of the map write: `section: …`",
                related=(self._there("the first is here", self.header.span),),
            )
            return _Scope("map", line, argument=_Argument("supports", [], None, line.span))
        if scope.mode != "flat" or scope.section or self.clauses_began:
            self._say(
                "misplaced-header",
                "`map:` stands at the top of the file, before any clause",
                (line.start, line.start + 3),
                "move it to the first line",
            )
        self._check_text(line, line.title, "the header")
        self.header, self.title = line, line.title.value
        return _Scope("map", line)

    def _section(self, line: nodes.Section, scope: _Scope) -> _Scope:
        if scope.mode != "flat":
            self._say(
                "misplaced-section",
                "a section stands at the top, or in another section",
                (line.start, line.start + len("section")),
                f"begin it in the first column: `{self._shown(line)}`",
            )
        self.clauses_began = True
        self._check_text(line, line.title, "a section")
        section = _Section(None, line.title.value, scope.section, line.span)
        if line.label and self._own(line.label, section):
            section.label = line.label
        self.sections.append(section)
        notes = (nodes.Attribute, nodes.Quotation)
        if scope.mode == "flat" and all(isinstance(c, notes) for c in line.children):
            self._say(
                "empty-section",
                "there is nothing in this section",
                line.span,
                "indent the lines that belong to it",
            )
        scope.group, scope.made, scope.last, scope.before, scope.stray = [], None, None, "", None
        scope.broken = False
        return _Scope("flat", line, section)

    def _import(self, line: nodes.Import, scope: _Scope) -> None:
        path = line.path.value.strip("\"'“”‘’")
        if path != line.path.value:
            self._say(
                "import-name",
                "a path stands without quotes",
                line.path.span,
                f"write: `use {path}`",
                fix=replace("delete the quotes", line.path.span, path),
            )
        if scope.mode != "flat" or scope.section or self.clauses_began:
            self._say(
                "misplaced-import",
                "`use` stands at the top of the file, before any clause",
                (line.start, line.start + 3),
                "move it up, below the `map:` line",
            )
        stem = path.rpartition("/")[2].rpartition(".")[0] or path
        token = line.name or line.path
        name = normal(line.name.value if line.name else stem)
        if not is_label(name):
            self._say(
                "import-name",
                f"`{clip(name)}` is no label, so the file needs another name here",
                token.span,
                f"write: `use {path} as {suggest_label(name)}`",
            )
            return
        if name in self.imports:
            first = next(t for i, t in self.import_lines if i.name == name)
            self._say(
                "import-name",
                f"two imports have the name `{name}`",
                token.span,
                f"write: `use {path} as another-name`",
                related=(self._there("the first is here", first.span),),
            )
            return
        self.imports[name] = None
        self.import_lines.append((Import(name, path), line.path))
        found = self.importer(nodes.Mended("PATH", path, *line.path.span), self.source)
        if found.problem:
            self.diagnostics.append(found.problem)
        if found.map:
            whole = with_prefix(found.map, name)
            self.imports[name] = whole
            for statement in whole.statements:
                if statement.label and statement.label.count(".") == 1:
                    self.imported_labels[statement.label] = statement

    def _quotation(self, line: nodes.Quotation, scope: _Scope) -> None:
        if scope.subject is None or scope.mode in ("flat", "map"):
            self._say(
                "misplaced-quotation",
                "a quotation stands under the statement that renders it, and here is none",
                (line.start, line.start + 1),
                f"indent it under a clause: `  {self._shown(line)}`",
            )
            return
        if not line.text.value:
            self._say(
                "missing-text",
                "a quotation has words after its `>`, and this one has none",
                line.span,
                "write the words of the source: `> words as they stand there`",
            )
            return
        if (
            self.notes
            and isinstance(self.notes[-1][1], list)
            and self.notes[-1][0] is scope.subject
        ):
            between = self.source.text[self.notes[-1][1][-1].end : line.start]
            if between.count("\n") == 1 and not between.strip(" \t\n"):
                self.notes[-1][1].append(line)
                return
        self.notes.append((scope.subject, [line]))

    # Attributes

    def _attribute(self, line: nodes.Attribute, scope: _Scope) -> _Scope | None:
        name = line.name.value
        own = name.startswith("x-")
        meant = None if own or name in ATTRIBUTES else slip(name)
        if meant is None and name.casefold() in KEYWORDS and scope.mode != "map":
            meant = name.casefold()
        if meant:
            return self._misspelt(line, scope, meant)
        if scope.mode == "flat" and scope.section is None:
            self._attribute_at_top(line, scope)
            scope.broken = True
            return _Scope("nested", line, None, _NOBODY, broken=True)
        self._check_text(line, line.value, f"`{name}`")
        if not line.value.value:
            return None
        if scope.mode == "map":
            spare = scope.argument  # a second header keeps its attributes to itself
            owner, places = (spare, spare.places) if spare else (self, self.places)
            self._keep(line, owner.attributes, places, MAP_ATTRIBUTES, "`map:`")
        elif scope.mode == "flat":
            section = scope.section
            assert section
            self._keep(line, section.attributes, section.places, SECTION_ATTRIBUTES, "a section")
        elif scope.mode == "rule" and (own or name in ARGUMENT_ATTRIBUTES):
            argument = scope.argument
            assert argument
            if name == "roles":
                self._roles(line, argument)
            else:
                self._keep(line, argument.attributes, argument.places, ARGUMENT_ATTRIBUTES, "`by`")
        elif scope.mode == "rule" and (
            name not in ATTRIBUTES and (meant := one_slip_away(name, ARGUMENT_ATTRIBUTES))
        ):
            self._say(
                "misplaced-attribute" if scope.subject is None else "unknown-attribute",
                f"argmap knows no attribute `{name}`",
                line.name.span,
                f"did you mean `{meant}`?",
                fix=replace(f"write `{meant}`", line.name.span, meant),
            )
        elif scope.subject is None:
            self._say(
                "misplaced-attribute",
                f"`{name}` belongs to a statement, and `by` here names none",
                line.name.span,
                "to give the rule a text of its own, write: `by: …`",
            )
        else:
            self.notes.append((scope.subject, line))
        return None

    def _misspelt(self, line: nodes.Attribute, scope: _Scope, keyword: str) -> _Scope | None:
        name = line.name
        right = f"{keyword}: {clip(line.value.value)}"
        if name.value.casefold() == keyword:
            message = f"`{name.value}` is a keyword only in lower case"
        else:
            message = f"`{name.value}` looks like a slip for `{keyword}`"
        self._say(
            "misspelt-keyword",
            message,
            name.span,
            f"write: `{right}`",
            f"or, if it is an attribute of your own: `x-{name.value}: …`",
            fix=replace(f"write `{keyword}`", name.span, keyword),
        )
        word = Token("KEYWORD", keyword, name.start)
        if keyword == "section":
            section = nodes.Section(line.start, line.end, None, line.value)
            section.children = line.children
            return self._section(section, scope)
        if keyword == "map":
            return self._header(nodes.Header(line.start, line.end, line.value), scope)
        clause = nodes.Clause(line.start, line.end, text=line.value)
        if keyword in KINDS:
            clause.kind = word
        elif keyword == "unstated":
            clause.unstated = word
        elif keyword in CONNECTIVES and keyword != "regardless":
            clause.connective = word
        else:
            return _Scope("nested", line, scope.section, _NOBODY, broken=True)
        return self._leniently(clause, scope)

    def _leniently(self, line: nodes.Line, scope: _Scope) -> _Scope | None:
        """Reads a line in which a slip was reported: one slip is one error, so that where the line
        as it was meant would stand wrong too, that can wait.
        """
        said = len(self.diagnostics)
        inner = self._read(line, scope)
        self.diagnostics[said:] = [
            d
            for d in self.diagnostics[said:]
            if d.name not in ("misplaced-connective", "nothing-to-join", "missing-connective")
        ]
        return inner

    def _attribute_at_top(self, line: nodes.Attribute, scope: _Scope) -> None:
        name, value = line.name.value, clip(line.value.value)
        known = name in MAP_ATTRIBUTES
        synonym = SYNONYMS.get(name.casefold())
        clause = f"to make it a statement, write: `claim {name}: {value}`"
        if synonym:
            clause = f"write: `{synonym}: {value}`"
        attribute = f"to make it an attribute, indent it under its owner: `  {name}: {value}`"
        if known:
            attribute = f"to say it of the map, indent it under `map: …`: `  {name}: {value}`"
        self._say(
            "missing-kind",
            f"`{name}:` at the top is neither a clause, which names its kind, nor an attribute of "
            "anything",
            line.name.span,
            *((attribute, clause) if known else (clause, attribute)),
            fix=self._indented_fix(line) if known else None,
        )
        self.excused.add(normal(name))

    def _indented_fix(self, line: nodes.Attribute) -> Fix | None:
        """Right under the header, an attribute of maps lacks nothing but its indentation."""
        if self.header is None or self.clauses_began or self.sections or line.children:
            return None
        start = self.source.text.rfind("\n", 0, line.start) + 1
        if start != line.start or line.name.value in self.places:
            return None
        children = self.header.children
        width = (
            children[0].start - self.source.text.rfind("\n", 0, children[0].start) - 1
            if children
            else 2
        )
        return replace("indent it under the header", (start, start), " " * width)

    def _keep(
        self,
        line: nodes.Attribute,
        attributes: dict[str, Value],
        places: dict[str, tuple[int, int]],
        known: frozenset[str],
        owner: str,
    ) -> None:
        """Takes an attribute in, unless it is there already or its value is not of its form."""
        name, text = line.name.value, line.value.value
        if name in places:
            self._say(
                "duplicate-attribute",
                f"`{name}` is given twice",
                line.name.span,
                "keep one of the two",
                related=(self._there("given first here", places[name]),),
            )
            return
        places[name] = line.name.span
        if name not in known and not name.startswith("x-"):
            self._unknown(line, known, owner)
        try:
            value = value_of(name, text)
        except ValueError as error:
            self._say(
                "invalid-value",
                f"the value of `{name}` is {error}; `{clip(text, 40)}` is not",
                line.value.span,
                f"write, for instance: `{name}: {EXAMPLES[name]}`",
            )
            return
        if name == "source" and not self.inside(text, self.source):
            self._say(
                "source-outside-folder",
                f"`{clip(text)}` lies outside the project's folder, where nothing is read",
                line.value.span,
                "put the source beside the map, or an `argmap.toml` into a folder above both",
            )
        attributes[name] = value

    def _unknown(self, line: nodes.Attribute, known: frozenset[str], owner: str) -> None:
        name, text = line.name.value, line.value.value
        help = []
        guess = nearest(name, known)
        if name in ATTRIBUTES:
            home = "`map:`" if name in MAP_ATTRIBUTES else "a statement"
            home = "`by`" if name in ("strength", "roles") else home
            message = f"`{name}` is an attribute of {home}, not of {owner}"
            help.append(f"nest it under {home}, or begin the name with `x-` if it is your own")
        else:
            message = f"argmap knows no attribute `{name}`"
            if guess:
                help.append(f"did you mean `{guess}`?")
        synonym = SYNONYMS.get(name.casefold())
        if synonym or len(text.split()) >= 3:
            clause = f"{synonym}: " if synonym else f"because {name}: "
            help.append(f"if it is a clause, write: `{clause}{clip(text)}`")
        if name not in ATTRIBUTES:
            help.append(
                f"if the name is your own, begin it with `x-`: `x-{name}: {clip(text, 30)}`"
            )
        close = one_slip_away(name, known) if name not in ATTRIBUTES else None
        fix = replace(f"write `{close}`", line.name.span, close) if close else None
        self._say("unknown-attribute", message, line.name.span, *help, fix=fix)

    def _roles(self, line: nodes.Attribute, argument: _Argument) -> None:
        if "roles" in argument.places:
            self._keep(line, {}, argument.places, ARGUMENT_ATTRIBUTES, "`by`")
            return
        argument.places["roles"] = line.name.span
        try:
            argument.roles = roles(line.value.value)
            argument.roles_span = line.value.span
        except ValueError as error:
            self._say(
                "invalid-value",
                f"the value of `roles` is {error}; `{clip(line.value.value, 40)}` is not",
                line.value.span,
                f"write, for instance: `roles: {EXAMPLES['roles']}`",
            )

    # References

    def _find(self, term: _Term) -> _Statement | Statement | None:
        if isinstance(term, _Statement):
            return term
        name = normal(term.value)
        if "." in name:
            return self.imported_labels.get(name)
        found = self.labels.get(name)
        return found if isinstance(found, _Statement) else None

    def _look_up(self) -> None:
        """Reports references to nothing, and those that name another kind."""
        for label, kind, unstated in self.references:
            found = self._find(label)
            if found is None:
                self._undefined(label)
                continue
            if unstated:
                self._say(
                    "kind-mismatch",
                    "`unstated` belongs to the declaration, not to a reference",
                    unstated.span,
                    f"write: `{label.value}` here, and `unstated` where it is declared",
                )
            if kind and kind.value != (declared := self._kind(found)):
                where: tuple[Related, ...] = ()
                if isinstance(found, _Statement):
                    where = (self._there("declared here", found.span),)
                self._say(
                    "kind-mismatch",
                    f"`{label.value}` is a {declared}, not a {kind.value}",
                    kind.span,
                    f"write `{declared} {label.value}`, or the label alone",
                    related=where,
                )

    def _undefined(self, label: Token) -> None:
        name = normal(label.value)
        if name in self.excused or not name or isinstance(label, nodes.Mended):
            return
        stem, dot, rest = name.partition(".")
        help = []
        if dot and stem in self.imports:
            if self.imports[stem] is None:
                return
            message = f"the file imported as `{stem}` declares no label `{rest}`"
            if "." in rest:
                message = f"`{name}` names what an import imports; only its own labels can be used"
            known: Iterable[str] = self.imported_labels
        elif dot:
            message = f"no import has the name `{stem}`"
            known = self.imported_labels
            help.append(f"write, at the top of the file: `use {stem}.arg`")
        elif name in self.labels:
            message = f"`{name}` is a section's label, and clauses refer to statements"
            known = ()
        else:
            message = f"no statement has the label `{name}`"
            known = self.labels
        self.suggested += 1
        # In a large file with many undefined labels only the first get a suggestion: each is a search.
        few = self.suggested <= 20 or self.suggested * len(self.labels) <= 20_000
        guess = nearest(name, known) if few else None
        if isinstance(self.labels.get(guess or ""), _Section):
            guess = None
        related: tuple[Related, ...] = ()
        fix = None
        if guess:
            help.insert(0, f"did you mean `{guess}`?")
            thing = self.labels.get(guess)
            if isinstance(thing, _Statement):
                related = (self._there(f"`{guess}` is declared here", thing.span),)
        close = one_slip_away(name, known) if few else None
        if close and close == guess and label.span[1] - label.span[0] == len(label.value):
            fix = replace(f"write `{close}`", label.span, close)
        if not dot and name not in self.labels:
            help.append(f"to declare it, give it a text: `claim {name}: …`")
        self._say("undefined-label", message, label.span, *help, related=related, fix=fix)

    def _kind(self, of: _Statement | Statement) -> str:
        """The kind of a statement, which may be that of its parent, which may …"""
        if isinstance(of, Statement):
            return of.kind
        chain: list[_Statement] = []
        kind: str = "claim"
        at: _Statement | Statement | None = of
        while isinstance(at, _Statement):
            if isinstance(at.kind, str):
                kind = at.kind
                break
            if at in chain:
                self._say(
                    "circular-kind",
                    "this statement has the kind of its parent, whose kind is that of this one",
                    at.span,
                    "name the kind: `including claim …: …`",
                )
                break
            chain.append(at)
            at = self._find(at.kind) if at.kind is not None else None
        else:
            if isinstance(at, Statement):
                kind = at.kind
        for statement in chain:
            statement.kind = kind
        return kind

    def _take_notes(self) -> None:
        """Attributes and quotations, now that it is known whose they are."""
        for term, note in self.notes:
            owner = self._find(term)
            if isinstance(owner, Statement):
                what = note[0] if isinstance(note, list) else note
                self._say(
                    "misplaced-quotation" if isinstance(note, list) else "misplaced-attribute",
                    f"`{owner.label}` is imported: arguments can be added to it, "
                    "attributes and quotations can't",
                    what.span,
                    "write this line in the imported file",
                )
            elif isinstance(note, list):
                text = " ".join(quotation.text.value for quotation in note)
                if owner is not None:
                    span = Span(note[0].start, note[-1].end)
                    owner.quotations.append(Quotation(text, span=span))
            elif owner is not None:
                self._keep(
                    note, owner.attributes, owner.places, STATEMENT_ATTRIBUTES, "a statement"
                )
            else:
                self._keep(note, {}, {}, STATEMENT_ATTRIBUTES, "a statement")

    # The map

    def _build(self) -> Map:
        self._name_all()
        arguments = self._complete()
        imported = [m for m in self.imports.values() if m is not None]
        return Map(
            statements=[
                *(self._statement(s) for s in self.statements),
                *(s for m in imported for s in m.statements),
            ],
            arguments=[
                *(self._argument(a) for a in arguments),
                *(a for m in imported for a in m.arguments),
            ],
            title=self.title,
            attributes=self.attributes,
            sections=[
                *(self._made_section(s) for s in self.sections),
                *(s for m in imported for s in m.sections),
            ],
            parts=[
                *(
                    Part(whole, part, self._id(other) if other is not None else None)
                    for (whole, part), other in (
                        (self._ids(w, p), other) for w, p, other in self.parts
                    )
                    if whole and part
                ),
                *(p for m in imported for p in m.parts),
            ],
            contradictions=[
                *(pair for pair in (self._ids(*c) for c in self.contradictions) if all(pair)),
                *(c for m in imported for c in m.contradictions),
            ],
            preferences=[
                *(
                    Preference(*pair)
                    for pair in (self._ids(*p) for p in self.preferences)
                    if all(pair)
                ),
                *(p for m in imported for p in m.preferences),
            ],
            independences=[
                *(
                    Independence(*pair)
                    for pair in (self._ids(*i) for i in self.independences)
                    if all(pair)
                ),
                *(i for m in imported for i in m.independences),
            ],
            imports=[i for i, _ in self.import_lines],
            source=self.source,
        )

    def _id(self, term: _Term) -> str | None:
        found = self._find(term)
        return found.id if found else None

    def _ids(self, a: _Term, b: _Term) -> tuple[str, str]:
        return self._id(a) or "", self._id(b) or ""

    def _name_all(self) -> None:
        """Identifiers (fine print 14): the label, or the kind and the place in the file."""
        places: dict[str, int] = {}
        for statement in self.statements:
            kind = self._kind(statement)
            statement.kind = kind
            places[kind] = places.get(kind, 0) + 1
            if statement.label:
                statement.id = statement.label.value
            else:
                statement.id = self._free(f"{kind}-{places[kind]}")
        for index, section in enumerate(self.sections, 1):
            section.id = section.label.value if section.label else self._free(f"section-{index}")

    def _free(self, identifier: str) -> str:
        while identifier in self.labels:
            identifier += "_"
        return identifier

    def _complete(self) -> list[_Argument]:
        """The arguments whose premises and target are known, with their identifiers."""
        self._pick()
        kept = []
        for argument in self.arguments:
            target = argument.target
            known = isinstance(target, _Argument | str) or (
                target is not None and self._find(target) is not None
            )
            argument.premises = [p for p in argument.premises if self._find(p)]
            if known and argument.premises:
                kept.append(argument)
        while True:
            alive = set(map(id, kept))
            left = [a for a in kept if not isinstance(a.target, _Argument) or id(a.target) in alive]
            if len(left) == len(kept):
                break
            kept = left
        for index, argument in enumerate(kept, 1):
            argument.id = self._free(f"argument-{index}")
        for argument in kept:
            target = argument.target
            if (
                argument.role == "undercuts"
                and isinstance(target, _Argument)
                and self._is_strict(target)
            ):
                self._strict(argument)
        return kept

    def _is_strict(self, argument: _Argument) -> bool:
        return argument.scheme is not None and argument.scheme.value == "deduction"

    def _strict(self, argument: _Argument) -> None:
        self._say(
            "undercut-of-strict",
            "a deduction has no exceptions: whoever grants its premises grants its conclusion",
            argument.span,
            "attack one of its premises: nest under the premise `but: …`",
            "or, if it is no deduction, name another scheme than `deduction`",
        )

    def _pick(self) -> None:
        """The argument that each `against C because P` means."""
        picks = [a for a in self.arguments if a.pick is not None]
        if not picks:
            return
        aimed: dict[str, list[_Argument | Argument]] = {}
        for argument in self.arguments:
            if argument.role != "undercuts" and argument.target is not None:
                assert not isinstance(argument.target, _Argument | str)
                aimed.setdefault(self._id(argument.target) or "", []).append(argument)
        for map in self.imports.values():
            for theirs in map.arguments if map else ():
                if theirs.role != "undercuts":
                    aimed.setdefault(theirs.target, []).append(theirs)
        for argument in picks:
            line = argument.pick
            assert line
            target, premise = self._id(line.target), self._id(line.premise)
            if not target or not premise:
                continue
            found = [
                a
                for a in aimed.get(target, ())
                if premise
                in (a.premises if isinstance(a, Argument) else [self._id(p) for p in a.premises])
            ]
            if len(found) == 1:
                if isinstance(found[0], _Argument):
                    argument.target = found[0]
                else:
                    argument.target = found[0].id
                    if found[0].strict:
                        self._strict(argument)
            else:
                self._no_argument(line, found, aimed.get(target, []))

    def _no_argument(
        self,
        line: nodes.Undercut,
        found: list[_Argument | Argument],
        aimed: list[_Argument | Argument],
    ) -> None:
        step = f"from `{line.premise.value}` to `{line.target.value}`"
        related = tuple(
            self._there("one that fits", a.span) for a in found if isinstance(a, _Argument)
        )
        if found:
            self._say(
                "ambiguous-argument",
                f"{len(found)} arguments lead {step}",
                line.span,
                "write the undercut below the one that is meant: `unless premise: …`",
                related=related,
            )
            return
        help = []
        for argument in aimed:
            labels = [
                p.value if isinstance(p, Token) else p.label.value if p.label else ""
                for p in (argument.premises if isinstance(argument, _Argument) else ())
                if isinstance(p, Token) or (isinstance(p, _Statement) and p.label)
            ]
            if labels:
                help.append(
                    f"there is one from `{labels[0]}`: "
                    f"`against {line.target.value} because {labels[0]}`"
                )
        backwards = f"against {line.premise.value} because {line.target.value}"
        if not help:
            help = [
                f"`against C because P` names the conclusion C first; did you mean `{backwards}`?",
                f"to attack the statement itself, write: `against {line.target.value}`",
            ]
        self._say("no-such-argument", f"no argument leads {step}", line.span, *help[:3])

    def _statement(self, draft: _Statement) -> Statement:
        attributes = draft.attributes
        speaker = attributes.pop("speaker", None)
        return Statement(
            draft.text,
            cast(Kind, draft.kind),
            draft.label.value if draft.label else None,
            draft.unstated,
            draft.possible,
            draft.section.id if draft.section else None,
            cast("str | None", speaker),
            draft.quotations,
            attributes,
            draft.id,
            span=Span(*draft.span),
        )

    def _argument(self, draft: _Argument) -> Argument:
        target = draft.target
        assert target is not None
        if isinstance(target, _Argument):
            target = target.id
        elif not isinstance(target, str):
            target = self._id(target)
        premises = [cast(str, self._id(p)) for p in draft.premises]
        return Argument(
            premises,
            cast(str, target),
            draft.role,
            draft.conceded,
            self._is_strict(draft),
            draft.scheme.value if draft.scheme else None,
            self._id(draft.warrant) if draft.warrant is not None else None,
            self._premise_roles(draft, premises),
            draft.attributes,
            draft.id,
            span=Span(*draft.span),
        )

    def _premise_roles(self, draft: _Argument, premises: list[str]) -> dict[str, str]:
        named: dict[str, str] = {}
        for label, role in draft.roles:
            found = self._find(Token("LABEL", label, draft.roles_span[0]))
            if found is None or found.id not in premises:
                guess = nearest(label, premises)
                self._say(
                    "unknown-premise",
                    f"`{clip(label, 40)}` is no premise of this step",
                    draft.roles_span,
                    *([f"did you mean `{guess}`?"] if guess else []),
                    "`roles` names the premises by their labels: `unanimity=major, few=minor`",
                )
            elif found.id in named:
                self._say(
                    "unknown-premise",
                    f"`{clip(label, 40)}` is given two roles",
                    draft.roles_span,
                    "keep one of the two",
                )
            else:
                named[found.id] = role
        return named

    def _made_section(self, draft: _Section) -> Section:
        return Section(
            draft.title,
            draft.label.value if draft.label else None,
            draft.parent.id if draft.parent else None,
            draft.attributes,
            draft.id,
            span=Span(*draft.span),
        )


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether one of them is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
