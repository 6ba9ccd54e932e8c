"""The language server (LSP 3.17).

Documents are compiled as a whole after each change: that is quick enough, and works on files with errors.
Columns are counted as the client prefers of UTF-8, UTF-16 and UTF-32.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field
from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from argmap.compilation import Compilation
from argmap.diagnostics import Diagnostic
from argmap.edit.fixes import fixed
from argmap.edit.formatting import Refused, laid_out
from argmap.edit.rename import NoRename, renamed
from argmap.files import Project, Reading, maps_under, project_folder
from argmap.live.completion import completions
from argmap.live.hover import hover
from argmap.live.label_references import definition, occurrence_at, references
from argmap.live.protocol import Protocol, uri_of
from argmap.live.symbols import folds, symbols
from argmap.source import Source
from argmap.syntax.nodes import Import
from argmap.version import __version__

_FIX = types.CodeActionKind.QuickFix
_FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.argmap"

# A rename looks for importers in so many files of the project.
_FILES = 1_000


@define(eq=False)
class _Document:
    """An open document: the version that was compiled last, and its compilation."""

    version: int | None
    compilation: Compilation


@define(eq=False)
class Documents:
    """The compilations of open documents, by their URIs."""

    server: LanguageServer
    known: dict[str, _Document] = field(factory=dict)

    @property
    def protocol(self) -> Protocol:
        """The forms of the protocol, in the encoding that the client chose."""
        return Protocol(types.PositionEncodingKind(self.server.workspace.position_encoding).value)

    def of(self, uri: str) -> Compilation:
        """The compilation of the current version of a document."""
        document = self.server.workspace.get_text_document(uri)
        found = self.known.get(uri)
        if found is None or found.version != document.version:
            found = _Document(document.version, _compiled(uri, document.source))
            self.known[uri] = found
        return found.compilation

    def forget(self, uri: str) -> None:
        """Drops the compilation of a document that was closed, or whose imports may have changed."""
        self.known.pop(uri, None)


def _compiled(uri: str, text: str) -> Compilation:
    """The compilation of a document's text, which may differ from what is on the disk."""
    name = uris.to_fs_path(uri) if uri.startswith("file:") else None
    path = Path(name) if name else None
    # An editor may send half a surrogate pair, which no text has.
    clean = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    reading = Reading(Source.of(clean, name or uri, path), data=clean.encode())
    return Compilation(reading, Project(project_folder(path)), requested_format="arg")


def serve() -> bool:
    """Serves an editor over standard input and output until it exits; whether it had said that it would, as
    the protocol wants.
    """
    made, announced = server(), []
    made.feature(types.SHUTDOWN)(lambda _: announced.append(True))
    # The server closes what it writes to, and the process goes on for a moment.
    with open(os.dup(sys.stdout.fileno()), "wb") as out:
        made.start_io(stdout=out)
    return bool(announced)


def server() -> LanguageServer:
    """A language server with all features registered."""
    made = LanguageServer(
        "argmap",
        __version__,
        text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
    )
    documents = Documents(made)
    _register_diagnostics(made, documents)
    _register_queries(made, documents)
    _register_edits(made, documents)
    return made


def _register_diagnostics(server: LanguageServer, documents: Documents) -> None:
    def publish(uri: str) -> None:
        compilation = documents.of(uri)
        found = [
            documents.protocol.diagnostic(d, compilation, uri) for d in compilation.diagnostics
        ]
        server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, found, documents.known[uri].version)
        )

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        # Others may import what was saved.
        for uri in list(documents.known):
            documents.forget(uri)
            publish(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        documents.forget(uri)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def _register_queries(server: LanguageServer, documents: Documents) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", "."])
    )
    def complete(params: types.CompletionParams) -> list[types.CompletionItem]:
        compilation = documents.of(params.text_document.uri)
        at = documents.protocol.offset(compilation.source, params.position)
        return [
            documents.protocol.item(s, compilation.source) for s in completions(compilation, at)
        ]

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def show_hover(params: types.HoverParams) -> types.Hover | None:
        compilation = documents.of(params.text_document.uri)
        found = hover(compilation, documents.protocol.offset(compilation.source, params.position))
        if found is None:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, found[0])
        return types.Hover(content, documents.protocol.range(compilation.source, found[1]))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def define_(params: types.DefinitionParams) -> types.Location | None:
        compilation = documents.of(params.text_document.uri)
        at = occurrence_at(
            compilation, documents.protocol.offset(compilation.source, params.position)
        )
        found = definition(compilation, at.name) if at else None
        if found is None:
            return None
        return types.Location(
            uri_of(found[0], params.text_document.uri), documents.protocol.range(*found)
        )

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def find_references(params: types.ReferenceParams) -> list[types.Location]:
        uri = params.text_document.uri
        compilation = documents.of(uri)
        at = occurrence_at(
            compilation, documents.protocol.offset(compilation.source, params.position)
        )
        if at is None:
            return []
        return [
            types.Location(uri, documents.protocol.range(compilation.source, o.span))
            for o in references(compilation, at.name)
            if params.context.include_declaration or not o.declares
        ]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlight(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        compilation = documents.of(params.text_document.uri)
        at = occurrence_at(
            compilation, documents.protocol.offset(compilation.source, params.position)
        )
        found = references(compilation, at.name) if at else ()
        return [
            types.DocumentHighlight(documents.protocol.range(compilation.source, o.span))
            for o in found
        ]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        compilation = documents.of(params.text_document.uri)
        return documents.protocol.symbols(symbols(compilation.syntax), compilation.source)

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def fold(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        compilation = documents.of(params.text_document.uri)
        found = folds(compilation.syntax, compilation.source)
        return [types.FoldingRange(first - 1, last - 1) for first, last in found]


def _register_edits(server: LanguageServer, documents: Documents) -> None:
    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def format_document(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        compilation = documents.of(params.text_document.uri)
        made = laid_out(compilation)
        if isinstance(made, Refused):
            return None
        return documents.protocol.replaced(compilation.source, made)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([_FIX, _FIX_ALL]))
    def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        compilation = documents.of(uri)
        wanted = params.range
        if _asks(params, _FIX_ALL):
            # What is certain, as `argmap check --fix` does it.
            edits = documents.protocol.replaced(compilation.source, fixed(compilation).data)
            edit = types.WorkspaceEdit({uri: edits})
            return [types.CodeAction("Mend what is certain", _FIX_ALL, edit=edit)] if edits else []
        return [
            action
            for d in compilation.diagnostics
            if d.source is compilation.source and _overlaps(d, compilation.source, wanted)
            for action in documents.protocol.actions(d, compilation, uri)
        ]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare_rename(params: types.PrepareRenameParams) -> types.Range | None:
        compilation = documents.of(params.text_document.uri)
        at = occurrence_at(
            compilation, documents.protocol.offset(compilation.source, params.position)
        )
        if at is None or at.what == "import":
            return None
        return documents.protocol.range(compilation.source, at.span)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        uri = params.text_document.uri
        compilation = documents.of(uri)
        at = occurrence_at(
            compilation, documents.protocol.offset(compilation.source, params.position)
        )
        if at is None or at.what == "import":
            return None
        home = definition(compilation, at.name)
        old = at.name.rpartition(".")[2] if home and home[0] is not compilation.source else at.name
        new = params.new_name.rpartition(".")[2] if old != at.name else params.new_name
        files = list(_files_with_label(documents, uri, home[0] if home else compilation.source))
        try:
            made = renamed(files, old, new)
        except NoRename as error:
            server.window_show_message(
                types.ShowMessageParams(types.MessageType.Error, f"argmap: {error}")
            )
            return None
        return types.WorkspaceEdit(
            {
                uri_of(one.compilation.source, uri): [
                    documents.protocol.edit(e, one.compilation.source) for e in one.edits
                ]
                for one in made
            }
        )


def _files_with_label(documents: Documents, uri: str, home: Source) -> Iterator[Compilation]:
    """The file that declares a label and those of the project that import it, as open or on the disk."""
    asked = documents.of(uri)
    if home.path is None:
        yield asked
        return
    place = home.path.resolve()
    compilations = [documents.of(one) for one in documents.known]
    known = {c.source.path.resolve(): c for c in compilations if c.source.path}
    for path in dict.fromkeys(
        [place, *map(Path.resolve, maps_under(asked.project.folder)[:_FILES])]
    ):
        compilation = known.get(path) or Compilation.of_file(path, asked.project.folder)
        if path == place or _imports(compilation, place):
            yield compilation


def _imports(compilation: Compilation, place: Path) -> bool:
    locate = compilation.project.locate
    return any(
        isinstance(line, Import) and locate(line.path.value, compilation.source) == place
        for line in compilation.syntax.lines
    )


def _asks(params: types.CodeActionParams, kind: str) -> bool:
    """Whether an editor asks for actions of a kind by its name, or by that of a family it is of."""
    return any(kind == name or kind.startswith(name + ".") for name in params.context.only or ())


def _overlaps(d: Diagnostic, source: Source, wanted: types.Range) -> bool:
    first, last = source.position(d.span.start).line - 1, source.position(d.span.end).line - 1
    return first <= wanted.end.line and last >= wanted.start.line
