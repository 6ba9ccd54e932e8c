"""`use` lines: the names of imported files, and what they bring."""

from __future__ import annotations

from argmap.diagnostics import replace
from argmap.model import with_prefix
from argmap.resolve.draft import Draft, ImportDraft
from argmap.resolve.scope import Flat, Scope
from argmap.syntax import nodes
from argmap.syntax.words import is_label, normal, suggest_label
from argmap.wording import clip


def read_import(draft: Draft, line: nodes.Import, scope: Scope) -> None:
    """Reads a `use` line."""
    path = _path(draft, line)
    if not isinstance(scope, Flat) or scope.section or draft.clauses_began:
        draft.report(
            "misplaced-import",
            "`use` stands at the top of the file, before any clause",
            (line.start, line.start + 3),
            "move it up, below the `map:` line",
        )
    name = _name(draft, line, path)
    if name is None:
        return
    made = draft.imports[name] = ImportDraft(path, line.path)
    found = draft.importer.load(nodes.Mended("PATH", path, *line.path.span), draft.source)
    if found.problem:
        draft.diagnostics.append(found.problem)
    if found.map:
        made.map = with_prefix(found.map, name)
        for statement in made.map.statements:
            if statement.label and statement.label.count(".") == 1:
                draft.imported[statement.label] = statement


def _path(draft: Draft, line: nodes.Import) -> str:
    path = line.path.value.strip("\"'“”‘’")
    if path != line.path.value:
        draft.report(
            "import-name",
            "a path stands without quotes",
            line.path.span,
            f"write: `use {path}`",
            fix=replace("delete the quotes", line.path.span, path),
        )
    return path


def _name(draft: Draft, line: nodes.Import, path: str) -> str | None:
    """The name that labels of the file begin with; None where it can't have the one it should."""
    stem = path.rpartition("/")[2].rpartition(".")[0] or path
    token = line.name or line.path
    name = normal(line.name.value if line.name else stem)
    if not is_label(name):
        draft.report(
            "import-name",
            f"`{clip(name)}` is no label, so the file needs another name here",
            token.span,
            f"write: `use {path} as {suggest_label(name)}`",
        )
        return None
    if name in draft.imports:
        draft.report(
            "import-name",
            f"two imports have the name `{name}`",
            token.span,
            f"write: `use {path} as another-name`",
            related=(draft.there("the first is here", draft.imports[name].token.span),),
        )
        return None
    return name
