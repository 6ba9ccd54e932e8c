"""A map as `.arg` text that reads back to an equal map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.arrange.outline import Infeasible, Written, is_arguments_own, outline
from argmap.diagnostics import ArgmapError
from argmap.model import ArgumentMap, Statement, Value
from argmap.values import text_of


def to_arg(map: ArgumentMap) -> str:
    """The map as text, two spaces a level, an empty line around groups at the top.

    The search for the lines is bounded. Where it ends without any, a map that was read from a text is
    written as that text stood; for others `ArgmapError` is raised.
    """
    try:
        lines = outline(map)
    except Infeasible:
        written = _as_written(map)
        if written is not None:
            return written
        raise ArgmapError(
            "no text says this map in its order: label the statements that are used more than once"
        ) from None
    return "".join(f"{line}\n" for line in _Printer(map).print(lines))


def _as_written(map: ArgumentMap) -> str | None:
    """The text that the map was read from, if that still says this map."""
    if map.source is None:
        return None
    from argmap.compilation import Compilation

    path = map.source.path
    again = Compilation.of_text(map.source.text, project=path.parent if path else None)
    return map.source.text if not again.has_errors and again.map == map else None


class _Printer:
    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.statements = {s.id: s for s in map.statements}
        self.sections = {s.id: s for s in map.sections}

    def print(self, lines: list[Written]) -> Iterator[str]:
        map = self.map
        began = False
        if map.title:
            yield f"map: {map.title}"
            yield from _attributes(map.attributes, 1)
            began = True
        for other in map.imports:
            stem = other.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
            yield f"use {other.path}" + (f" as {other.name}" if stem != other.name else "")
            began = True
        for line in lines:
            if began and not line.connective:
                yield ""
            began = True
            yield "  " * line.depth + self._head(line)
            yield from self._below(line, line.depth + 1)

    def _head(self, line: Written) -> str:
        if line.section is not None:
            section = self.sections[line.section]
            label = f" {section.label}" if section.label else ""
            return f"section{label}: {section.title}"
        words = [line.connective] if line.connective else []
        if line.statement is None:
            return " ".join([*words, *([line.word] if line.word else [])])
        statement = self.statements[line.statement]
        if not line.declares:
            assert statement.label
            words.append(statement.label)
            if line.word:
                words += ["because", line.word]
            return " ".join(words)
        words += ["unstated"] * statement.unstated
        words += [line.kind] * bool(line.kind)
        words += [statement.label] if statement.label else []
        return f"{' '.join(words)}: {statement.text}"

    def _below(self, line: Written, depth: int) -> Iterator[str]:
        """What stands under a line before the clauses: attributes and quotations."""
        pad = "  " * depth
        if line.section is not None:
            yield from _attributes(self.sections[line.section].attributes, depth)
        if line.argument is not None:
            argument = self.map.argument(line.argument)
            if argument.premise_roles:
                named = ", ".join(f"{p}={role}" for p, role in argument.premise_roles.items())
                yield f"{pad}roles: {named}"
            yield from _attributes(argument.attributes, depth)
        if line.statement is not None and (line.declares or line.late):
            yield from self._own(line, self.statements[line.statement], depth)

    def _own(self, line: Written, statement: Statement, depth: int) -> Iterator[str]:
        """The statement's own; under `by`, what would be the argument's has to wait."""
        waits = line.late or line.connective == "by"
        attributes = {
            name: value
            for name, value in statement.attributes.items()
            if not waits or is_arguments_own(name) == line.late
        }
        pad = "  " * depth
        if line.declares and statement.speaker:
            yield f"{pad}speaker: {statement.speaker}"
        yield from _attributes(attributes, depth)
        for index, quotation in enumerate(statement.quotations if line.declares else ()):
            if index:
                yield ""
            yield f"{pad}> {quotation.text}"


def _attributes(attributes: Mapping[str, Value], depth: int) -> Iterator[str]:
    for name, value in attributes.items():
        yield f"{'  ' * depth}{name}: {text_of(value)}"
