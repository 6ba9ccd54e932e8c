"""Syntax tree → argument map.

`walk` drafts the statements and arguments in the order of the file, with references still as written;
then the references are looked up (`references`), attributes and quotations are given to those whom
they are about (`attributes`, `quotations`), and the map is built (`building`). Whatever is wrong becomes a
diagnostic, and the rest is understood as far as it can be. The comments name the paragraphs of the
language guide (docs/language.md) where a rule is not obvious.

The walk reads each line in its `scope`, by the kind of line: `structure` has headers and sections, `imports`
the `use` lines, which `importer` follows; `connectives` has a row for each connective, whose functions are
in `flat` (at the top of a section), `nested` (under a clause) and, for those that stand in both, `joining`
(`and`), `unless` (and `however`) and `rule` (`by`), with what clauses have in common in `clauses`, `labels` and `texts`.
`passages` sees that nothing leaves a supposition's passage but its outcome, `questions` that nothing argues
with a question; `undercut_targets` finds the argument that `against C because P` is against. `draft` is
what has been understood so far.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from argmap.diagnostics import Diagnostic, Severity
from argmap.model import Map
from argmap.resolve.attributes import give_attributes
from argmap.resolve.building import build, places
from argmap.resolve.draft import Draft
from argmap.resolve.importer import Importer
from argmap.resolve.questions import check_questions
from argmap.resolve.quotations import give_quotations
from argmap.resolve.references import look_up
from argmap.resolve.walk import read_lines
from argmap.syntax.parser import Syntax

if TYPE_CHECKING:
    from argmap.losses import Loss


class Resolved(NamedTuple):
    """A map, as far as it could be understood, and what was wrong."""

    map: Map
    diagnostics: tuple[Diagnostic, ...]
    # Where lines stand that are no things of the map: ("attribute", identifier, name), with "" for the
    # map's own; ("scheme", argument); ("import", name); ("independence", statement, of);
    # ("preference", preferred, over); ("contradiction", one, other); ("part", whole, part);
    # ("restatement", one, other); ("condition", statement, provided); ("answer", question, answer);
    # ("explanation", explained, the first that explains).
    places: Mapping[tuple[str, ...], tuple[int, int]] = MappingProxyType({})
    # What the reader of another format could not take over.
    losses: tuple[Loss, ...] = ()


def resolve(syntax: Syntax, importer: Importer) -> Resolved:
    """The argument map of a syntax tree; `importer` reads the files that its `use` lines name."""
    draft = Draft(syntax.source, syntax.lines, importer)
    read_lines(draft, syntax)
    look_up(draft)
    check_questions(draft)
    give_attributes(draft)
    give_quotations(draft)
    map = build(draft)
    said = (*syntax.diagnostics, *draft.diagnostics)
    if not map.statements and not any(d.severity is Severity.ERROR for d in said):
        draft.report(
            "empty-map",
            "this map holds no statement",
            (0, 0),
            "write a first one: `claim: Joining NATO requires unanimity.`",
        )
    draft.diagnostics.sort(key=lambda d: d.span)
    return Resolved(map, tuple(draft.diagnostics), places(draft))
