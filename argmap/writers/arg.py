"""A map as `.arg` text that reads back to an equal map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.arrange import arrange
from argmap.arrange.lines import Infeasible, Line, lines_of
from argmap.arrange.lines.line import belongs_to_argument
from argmap.diagnostics import ArgmapError
from argmap.losses import Loss
from argmap.model import Argument, Map, Quotation, Section, Statement
from argmap.syntax.format import attribute_place
from argmap.values import Value, text_of
from argmap.writers.output import Written


def write_arg(map: Map) -> Written:
    """The map as text, which carries all of it; where no text that says it in its order is found, in another
    order, which is told as a loss.
    """
    try:
        return Written(to_arg(map))
    except ArgmapError:
        other = to_arg(arrange(map))
    return Written(
        other, (Loss("order", "statements and arguments, some of them with new labels"),)
    )


def to_arg(map: Map) -> str:
    """The map as text in the layout of `argmap format`.

    The search for the lines is bounded; `ArgmapError` where it ends without any.
    """
    try:
        lines = lines_of(map)
    except Infeasible:
        raise ArgmapError(
            "no text says this map in its order: label the statements that are used more than once"
        ) from None
    return "".join(f"{line}\n" for line in _Printer(map).print(lines))


class _Printer:
    def __init__(self, map: Map) -> None:
        self.map = map
        self.statements = {s.id: s for s in map.statements}
        self.sections = {s.id: s for s in map.sections}

    def print(self, lines: list[Line]) -> Iterator[str]:
        map = self.map
        began = False
        if map.title:
            yield f"map: {map.title}"
            yield from _attributes(map.attributes, 1)
            began = True
        if map.title and map.imports:
            yield ""
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

    def _head(self, line: Line) -> str:
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
        words += ["open"] * line.open + ["unstated"] * statement.unstated
        words += [line.kind] * bool(line.kind)
        words += [statement.label] if statement.label else []
        return f"{' '.join(words)}: {statement.text}"

    def _below(self, line: Line, depth: int) -> Iterator[str]:
        """The attributes and quotations under a line, which come before its clauses."""
        own: dict[str, Value] = {}
        quotations: tuple[Quotation, ...] = ()
        if line.section is not None:
            own.update(_voiced(self.sections[line.section]))
        if line.argument is not None:
            argument = self.map.argument(line.argument)
            if argument.premise_roles:
                roles = argument.premise_roles.items()
                own["roles"] = ", ".join(f"{premise}={role}" for premise, role in roles)
            own.update(_voiced(argument))
        if line.statement is not None and (line.declares or line.late):
            statement = self.statements[line.statement]
            own.update(self._of_statement(line, statement))
            quotations = statement.quotations if line.declares else ()
        yield from _attributes(own, depth)
        for index, quotation in enumerate(quotations):
            if index:
                yield ""
            yield f"{'  ' * depth}> {quotation.text}"

    def _of_statement(self, line: Line, statement: Statement) -> dict[str, Value]:
        """The attributes of the statement that this line can have; under `by`, those that would be read as the
        argument's come in a later line.
        """
        waits = line.late or line.connective == "by"
        own = {
            name: value
            for name, value in _voiced(statement).items()
            if not waits or belongs_to_argument(name) == line.late
        }
        return own


def _voiced(thing: Statement | Argument | Section) -> dict[str, Value]:
    """The attributes of a thing, its speakers among them."""
    own = dict(thing.attributes)
    return {**own, "speaker": thing.speaker} if thing.speaker else own


def own_attributes(thing: Statement | Argument | Section) -> list[tuple[str, Value]]:
    """The attributes of a thing, its speakers among them, in the order in which they are written."""
    return sorted(_voiced(thing).items(), key=lambda item: attribute_place(item[0]))


def _attributes(attributes: Mapping[str, Value], depth: int) -> Iterator[str]:
    for name, value in sorted(attributes.items(), key=lambda item: attribute_place(item[0])):
        yield f"{'  ' * depth}{name}: {text_of(value)}"
