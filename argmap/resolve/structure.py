"""The lines that order a file: its header and its sections."""

from __future__ import annotations

from argmap.resolve.draft import Draft, HeaderDraft, Home, SectionDraft
from argmap.resolve.labels import name
from argmap.resolve.scope import Flat, Passage, Scope, UnderHeader
from argmap.resolve.texts import check_text
from argmap.source import Span
from argmap.syntax import nodes


def read_header(draft: Draft, line: nodes.Header, scope: Scope) -> UnderHeader:
    """Reads `map: Title`."""
    header = HeaderDraft(line)
    if draft.header is not None:
        draft.report(
            "duplicate-header",
            "a file has one `map:` line, and this is the second",
            line.span,
            "delete one of the two; for a part of the map write: `section: …`",
            related=(draft.there("the first is here", draft.header.line.span),),
        )
        return UnderHeader(header=header)  # it keeps its attributes to itself
    if not isinstance(scope, Flat) or scope.section or draft.clauses_began:
        draft.report(
            "misplaced-header",
            "`map:` stands at the top of the file, before any clause",
            (line.start, line.start + 3),
            "move it to the first line",
        )
    check_text(draft, line, line.title, "the header")
    draft.header = header
    return UnderHeader(header=header)


def read_section(draft: Draft, line: nodes.Section, scope: Scope) -> Flat:
    """Reads `section [label]: Title`."""
    flat = isinstance(scope, Flat) and not isinstance(scope, Passage)
    if not flat:
        draft.report(
            "misplaced-section",
            "a section stands at the top, or in another section",
            (line.start, line.start + len("section")),
            f"begin it in the first column: `{draft.shown(line)}`",
        )
    draft.clauses_began = True
    check_text(draft, line, line.title, "a section")
    section = SectionDraft(line.title.value, scope.section, Span(line.start, line.end))
    if line.label:
        name(draft, section, line.label)
    draft.sections.append(section)
    notes = (nodes.Attribute, nodes.Quotation)
    if flat and all(isinstance(c, notes) for c in line.children):
        draft.report(
            "empty-section",
            "there is nothing in this section",
            line.span,
            "indent the lines that belong to it",
        )
    scope.close()
    return Flat(Home(section, scope.home.passage))
