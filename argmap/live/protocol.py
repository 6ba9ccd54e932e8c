"""Between what argmap knows of a document and what the Language Server Protocol says of it."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types
from pygls import uris

from argmap.compilation import Compilation
from argmap.diagnostics import Diagnostic, Edit, Severity
from argmap.live.completion import Suggestion
from argmap.live.offers import offers
from argmap.live.symbols import Symbol
from argmap.source import Source, Span

_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}
_SYMBOL = {
    "map": types.SymbolKind.File,
    "section": types.SymbolKind.Namespace,
    "premise": types.SymbolKind.Constant,
    "rebuttal": types.SymbolKind.Event,
    "recommendation": types.SymbolKind.Function,
    "question": types.SymbolKind.Enum,
    "answer": types.SymbolKind.EnumMember,
    "suppose": types.SymbolKind.Namespace,
}
_COMPLETION = {
    "keyword": types.CompletionItemKind.Keyword,
    "kind": types.CompletionItemKind.Class,
    "label": types.CompletionItemKind.Variable,
    "attribute": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.Value,
    "scheme": types.CompletionItemKind.Snippet,
    "file": types.CompletionItemKind.File,
}


class Protocol:
    """Offsets, spans and what stands at them, in the `encoding` that client and server agreed on: columns
    count code units of `utf-8`, `utf-16` or `utf-32`.
    """

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding

    def offset(self, source: Source, position: types.Position) -> int:
        """The offset of a position in a source."""
        return source.from_units(position.line, position.character, self.encoding)

    def position(self, source: Source, offset: int) -> types.Position:
        """The position of an offset of a source."""
        return types.Position(
            source.position(offset).line - 1, source.units_column(offset, self.encoding) - 1
        )

    def range(self, source: Source, span: Span) -> types.Range:
        """The range of a span of a source."""
        return types.Range(self.position(source, span.start), self.position(source, span.end))

    def edit(self, edit: Edit, source: Source) -> types.TextEdit:
        """An edit of a source."""
        return types.TextEdit(self.range(source, edit.span), edit.text)

    def replaced(self, source: Source, data: bytes) -> list[types.TextEdit]:
        """The edit that makes a source's text that of a file with these bytes; none where it is."""
        text = Source.of(data.decode()).text
        whole = Span(0, len(source.text))
        return [] if text == source.text else [types.TextEdit(self.range(source, whole), text)]

    def diagnostic(self, d: Diagnostic, compilation: Compilation, uri: str) -> types.Diagnostic:
        """A diagnostic of a document, its help behind its message."""
        own = d.source is compilation.source
        # What is wrong elsewhere, as in the settings, is shown at the top.
        place = (
            self.range(d.source, d.span)
            if own
            else types.Range(types.Position(0, 0), types.Position(0, 0))
        )
        message = d.message if own else f"{d.source.name}:{d.line}: {d.message}"
        for help in d.help:
            message += f"\n{help}"
        return types.Diagnostic(
            place,
            message,
            severity=_SEVERITY[d.severity],
            code=f"{d.code} {d.name}",
            source="argmap",
            related_information=[
                types.DiagnosticRelatedInformation(
                    types.Location(uri_of(r.source, uri), self.range(r.source, r.span)), r.message
                )
                for r in d.related
            ],
        )

    def actions(
        self, d: Diagnostic, compilation: Compilation, uri: str
    ) -> Iterator[types.CodeAction]:
        """The actions that a diagnostic offers: its fix, which is preferred, or else what may have been meant."""
        for made in offers(d, compilation):
            edits = [self.edit(edit, compilation.source) for edit in made.edits]
            yield types.CodeAction(
                made.title[:1].upper() + made.title[1:],
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[self.diagnostic(d, compilation, uri)],
                edit=types.WorkspaceEdit({uri: edits}),
                is_preferred=made is d.fix,
            )

    def item(self, suggestion: Suggestion, source: Source) -> types.CompletionItem:
        """A completion."""
        template = suggestion.template
        return types.CompletionItem(
            suggestion.word,
            kind=_COMPLETION[suggestion.sort],
            detail=suggestion.detail or None,
            text_edit=types.TextEdit(
                self.range(source, suggestion.span), template or suggestion.word
            ),
            insert_text_format=types.InsertTextFormat.Snippet
            if template
            else types.InsertTextFormat.PlainText,
        )

    def symbols(self, found: list[Symbol], source: Source) -> list[types.DocumentSymbol]:
        """The symbols with those in them, however deep they are nested."""
        top: list[types.DocumentSymbol] = []
        stack = [(symbol, top) for symbol in reversed(found)]
        while stack:
            symbol, into = stack.pop()
            inner: list[types.DocumentSymbol] = []
            into.append(
                types.DocumentSymbol(
                    symbol.label or symbol.text or symbol.kind,
                    _SYMBOL.get(symbol.kind, types.SymbolKind.String),
                    self.range(source, symbol.whole),
                    self.range(source, symbol.name),
                    detail=symbol.text if symbol.label else symbol.kind,
                    children=inner,
                )
            )
            stack.extend((child, inner) for child in reversed(symbol.children))
        return top


def uri_of(source: Source, here: str) -> str:
    """The URI of a source; that of the document itself where it has no file."""
    found = uris.from_fs_path(str(source.path.resolve())) if source.path else None
    if source.path is not None and uris.to_fs_path(here) == str(source.path):
        return here
    return found or here
