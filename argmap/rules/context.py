"""The input of rules: the map, its source, and the span of each thing in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from attrs import define, field

from argmap.diagnostics import Diagnostic, Fix, Related, report
from argmap.files import Project
from argmap.model import Argument, Map, Section, Statement
from argmap.rulebook import Needs
from argmap.rules.standing import Standing
from argmap.source import Source, Span
from argmap.syntax.parser import Syntax
from argmap.wording import clip

if TYPE_CHECKING:
    from argmap.evaluate.independence import Independence
    from argmap.evaluate.logic import Logic
    from argmap.evaluate.reasons import Reasons
    from argmap.formulas.parsed import ParsedFormulas
    from argmap.quotations.library import Library
    from argmap.schemes.scheme import Scheme

Thing = Statement | Argument | Section
_T = TypeVar("_T", Statement, Argument)
Place = tuple[str, ...]
"""The key of what a line says besides statements, arguments and sections: `("attribute", "hollow", "at")`,
`("preference", "a", "b")`, `("import", "other")`. `Resolved` in argmap/resolve lists them.
"""

_ID = r'"id"\s*:\s*("(?:[^"\\\n]|\\.)*")'


@define(eq=False, repr=False, slots=False)
class Context(Standing):
    """One map under review.

    Rules check `statements` and `arguments`, which leave out what is imported: that is reviewed with its
    own file. `map` has everything.
    """

    map: Map
    source: Source
    project: Project
    syntax: Syntax | None = None  # None for a map that was read from JSON
    places: Mapping[Place, tuple[int, int]] = field(factory=dict)
    # Whether the teaching rules look at every argument, not at deductions only.
    teaching: bool = False
    scheme_files: tuple[Path, ...] = ()
    setting_problems: tuple[Diagnostic, ...] = ()
    # The diagnostics of decoding, parsing and resolving.
    understood: tuple[Diagnostic, ...] = ()
    # Whether it is found out what formulas prove.
    proving: bool = False

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that the file itself declares."""
        return tuple(self._own(self.map.statements))

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """The arguments that the file itself makes."""
        return tuple(self._own(self.map.arguments))

    def _own(self, things: Sequence[_T]) -> Iterable[_T]:
        if not self.map.imports:
            return things
        return (thing for thing in things if not self.map.imported(thing.id))

    @cached_property
    def english(self) -> bool:
        """Whether the map's `language` is English, or not given."""
        language = self.map.attributes.get("language", "en")
        return str(language).casefold().split("-")[0] in ("en", "eng")

    @cached_property
    def english_statements(self) -> tuple[Statement, ...]:
        """The statements of a map in English that have a text, for rules on wording; none in other languages.
        Questions are none: they say nothing that is so.
        """
        if not self.english:
            return ()
        return tuple(s for s in self.statements if s.text and s.kind != "question")

    @cached_property
    def schemes(self) -> Mapping[str, Scheme]:
        """The argument schemes by name: argmap's own and those of the user's files."""
        return self._schemes[0]

    @property
    def scheme_problems(self) -> tuple[Diagnostic, ...]:
        """The diagnostics of the user's files of schemes."""
        return self._schemes[1] if self.scheme_files else ()

    @property
    def schemes_incomplete(self) -> bool:
        """Whether schemes of the user may be missing because of errors in their files or in the settings."""
        settings = any("schemes" in problem.source.text for problem in self.setting_problems)
        return settings or bool(self.scheme_problems)

    @cached_property
    def _schemes(self) -> tuple[Mapping[str, Scheme], tuple[Diagnostic, ...]]:
        from argmap.schemes.library import schemes

        return schemes(self.scheme_files)

    @cached_property
    def library(self) -> Library:
        """The texts that the map's quotations come from."""
        from argmap.quotations.library import Library

        return Library(self.map, self.source, self.project)

    @cached_property
    def formulas(self) -> ParsedFormulas:
        """The formulas of the map, those of imports included."""
        from argmap.formulas.parsed import ParsedFormulas

        return ParsedFormulas.of(self.map)

    @cached_property
    def logic(self) -> Logic | None:
        """What the formulas of the map say of its steps, and of what can't be true together; None where that is not asked
        for, or can't be found out since a formula is wrong.
        """
        if not self.proving or any(p.prevents_proof for p in self.formulas.problems):
            return None
        from argmap.proof.facts import facts

        return facts(self.map)

    @cached_property
    def judged(self) -> Map:
        """The map as it is evaluated."""
        from argmap.evaluate.absurdities import with_absurdities

        map = with_absurdities(self.map)
        if self.logic is None:
            return map
        from argmap.evaluate.logic import with_logic

        return with_logic(map, self.logic)

    @cached_property
    def reasons(self) -> Reasons:
        """What stands for the map's author, and why. Only for rules that something held against something concerns:
        others need no evaluation.
        """
        from argmap.evaluate.reasons import reasons_of

        return reasons_of(self.judged, logic=self.logic)

    @cached_property
    def defeated(self) -> frozenset[str]:
        """The statements that are out by something that stands, and not only for want of support."""
        from argmap.evaluate.views import defeated

        return defeated(self.reasons.map, self.reasons.theory, self._statuses)

    @cached_property
    def tenable(self) -> frozenset[str]:
        """The statements that are not out, or are so only since what a speaker says is not the author's."""
        from argmap.evaluate.views import tenable

        said = [s.id for s in self.map.statements if self.map.reported(s) and not s.open]
        return tenable(self.reasons.theory, self._statuses, said)

    @cached_property
    def _statuses(self) -> dict[str, str]:
        words = {True: "in", False: "out", None: "undecided"}
        return {s.id: words[self.reasons.value(s.id)] for s in self.map.statements}

    @cached_property
    def independences(self) -> tuple[Independence, ...]:
        """What becomes of the claims (`regardless of`) that name a statement of the file."""
        from argmap.evaluate.independence import independences

        own = {s.id for s in self.statements}
        claims = ((c.statement, c.of) for c in self.map.independences)
        found = independences(
            self.judged, dict.fromkeys(c for c in claims if not own.isdisjoint(c))
        )
        return tuple(found)

    @cached_property
    def answering_statements(self) -> tuple[Statement, ...]:
        """The statements with the attribute `answers`, which names a critical question."""
        return tuple(s for s in self.statements if "answers" in s.attributes)

    @cached_property
    def parts(self) -> Mapping[str, list[str]]:
        """The parts of each whole, by id."""
        found: dict[str, list[str]] = {}
        for part in self.map.parts:
            found.setdefault(part.whole, []).append(part.part)
        return found

    @cached_property
    def duplicate_label_lines(self) -> frozenset[int]:
        """The numbers of lines that declare a label once more."""
        return frozenset(d.line for d in self.understood if d.name == "duplicate-label")

    @cached_property
    def unknown_premise_lines(self) -> frozenset[int]:
        """The numbers of lines with `roles` of what is no premise."""
        return frozenset(d.line for d in self.understood if d.name == "unknown-premise")

    def needs(self, needed: Needs) -> bool:
        """Whether the map has what a rule needs, so that it can find anything."""
        return needed in self._available

    @cached_property
    def _available(self) -> frozenset[Needs]:
        map = self.map
        strict = any(a.strict for a in self.arguments)
        kinds = {s.kind for s in self.statements}
        held = {
            Needs.ANYTHING: True,
            Needs.ATTACKS: any(a.role != "supports" for a in map.arguments)
            or (self.logic is not None and bool(self.logic.conflicts)),
            Needs.CONCESSIONS: any(a.conceded for a in self.arguments),
            Needs.CONDITIONS: bool(map.conditions),
            Needs.ENDORSEMENTS: any(
                "endorsed" in thing.attributes for thing in chain(map.sections, self.statements)
            ),
            Needs.EXPLANATIONS: bool(map.explanations),
            Needs.FORMULAS: any("formula" in s.attributes for s in self.statements),
            Needs.IMPORTS: bool(map.imports),
            Needs.INDEPENDENCES: bool(map.independences),
            Needs.LOGIC: self.logic is not None,
            Needs.OPEN_STATEMENTS: any(s.open for s in self.statements),
            Needs.PARTS: bool(map.parts),
            Needs.PASSAGES: "supposition" in kinds,
            Needs.PREFERENCES: bool(map.preferences),
            Needs.QUESTIONS: "question" in kinds,
            Needs.QUOTATIONS: any(s.quotations for s in self.statements),
            Needs.REBUTTALS: "rebuttal" in kinds,
            Needs.RELATIONS: bool(
                map.contradictions
                or map.parts
                or map.independences
                or map.restatements
                or map.explanations
                or map.conditions
                or map.answers
            ),
            Needs.RESTATEMENTS: bool(map.restatements),
            Needs.SCHEMES: any(a.scheme for a in self.arguments) or bool(self.answering_statements),
            Needs.SPEAKERS: any(t.speakers for t in (*map.sections, *self.statements)),
            Needs.STRICT_STEPS: strict,
            Needs.TAUGHT_STEPS: strict or self.teaching,
            Needs.UNUSUAL_CHARACTERS: self._has_unusual_characters(),
        }
        return frozenset(needed for needed, related_thing in held.items() if related_thing)

    def _has_unusual_characters(self) -> bool:
        if self.syntax is None:
            return not all(s.text.isascii() for s in self.statements)
        return not self.source.text.isascii() or "\x7f" in self.source.text

    def span(self, thing: Thing | str) -> Span:
        """The span of a thing; that of the import for what is imported."""
        key = thing if isinstance(thing, str) else thing.id
        if self.map.imported(key):
            return Span(*self.places.get(("import", key.partition(".")[0]), (0, 0)))
        if isinstance(thing, str):
            thing = self.map[key] if key in self.map else self.map.argument(key)
        if thing.span is not None:
            return thing.span
        return Span(*self._json_places.get(key, (0, 0)))

    @cached_property
    def _json_places(self) -> dict[str, tuple[int, int]]:
        """The spans of the objects of a JSON map: those of their `id`."""
        import json

        found: dict[str, tuple[int, int]] = {}
        for match in re.finditer(_ID, self.source.text):
            try:
                found.setdefault(json.loads(match[1]), match.span(1))
            except ValueError:
                continue
        return found

    def place(self, *key: str, or_else: Thing | str | None = None) -> Span:
        """The span of a `Place`; that of `or_else` where the source has none."""
        span = self.places.get(key)
        if span is not None:
            return Span(*span)
        return self.span(or_else) if or_else is not None else Span(0, 0)

    def line(self, span: tuple[int, int]) -> int:
        """The number of the line where a span begins."""
        return self.source.position(span[0]).line

    def name(self, thing: Statement | str, length: int = 40) -> str:
        """How a message names a statement: by its label, or by the beginning of its words."""
        statement = self.map[thing] if isinstance(thing, str) else thing
        return f"`{statement.label}`" if statement.label else f"“{clip(statement.text, length)}”"

    def names_joined(self, things: Sequence[str], link: str) -> str:
        """How a message names a sequence of statements, joined by `link`; of more than nine, the middle is left out."""
        names = [self.name(thing) for thing in things]
        return link.join(names if len(names) <= 9 else [*names[:6], "…", *names[-2:]])

    def related_thing(self, message: str, thing: Thing | str) -> Related:
        """A secondary location: that of a thing."""
        return self.related(message, self.span(thing))

    def related(self, message: str, span: tuple[int, int]) -> Related:
        """A secondary location."""
        return Related(message, self.source, Span(*span))

    def report(
        self,
        rule: str,
        message: str,
        at: Thing | tuple[int, int],
        *help: str,
        related: Iterable[Related] = (),
        fix: Fix | None = None,
        meant: tuple[str, str | None] = ("", None),
    ) -> Diagnostic:
        """A diagnostic of a rule at a thing or a span; see `argmap.diagnostics.report`."""
        span = at if isinstance(at, tuple) else self.span(at)
        return report(
            rule, message, self.source, span, *help, related=related, fix=fix, meant=meant
        )
