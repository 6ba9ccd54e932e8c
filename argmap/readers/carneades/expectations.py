"""What the `tests` of an argument graph expect of its labelling, held against what comes out."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, frozen

from argmap.evaluate.assumptions import NOTHING
from argmap.evaluate.carneades import Balance
from argmap.evaluate.evaluation import WORDS, Status
from argmap.model import Map
from argmap.readers.builder import MapBuilder
from argmap.readers.carneades.conversion import Conversion
from argmap.readers.carneades.parser import Parser
from argmap.readers.decoding import Broken, Yaml, checked_size, yaml_of
from argmap.readers.typed import as_dict, as_strings
from argmap.source import Source


@frozen
class Expectation:
    """A label that a test expects of the statement with this id in the document, at an offset in it.

    `found` is the label that Carneades' semantics gives it on the map, None where the document has no such statement.
    """

    name: str
    expected: Status
    found: Status | None
    at: int

    @property
    def met(self) -> bool:
        """Whether it comes out as expected."""
        return self.found == self.expected


def expectations(source: Source, map: Map) -> tuple[Expectation, ...]:
    """What the tests of a document expect, label by label; `map` is what it was read as."""
    try:
        document = yaml_of(checked_size(source))
    except Broken:
        return ()
    if not isinstance(document.data, dict) or not as_dict(document.data.get("tests")):
        return ()
    return tuple(_Comparison.of(document, source, map).expectations())


@define(eq=False)
class _Comparison:
    document: Yaml
    parser: Parser
    conversion: Conversion
    map: Map
    balance: Balance

    @classmethod
    def of(cls, document: Yaml, source: Source, map: Map) -> _Comparison:
        builder = MapBuilder(source, "Carneades graph")
        parser = Parser(document, builder)
        conversion = Conversion(parser.parse(), builder)
        return cls(document, parser, conversion, map, Balance(map, NOTHING))

    def expectations(self) -> Iterator[Expectation]:
        statements = {s.span.start: s.id for s in self.map.statements if s.span is not None}
        steps = {a.span.start: a.id for a in self.map.arguments if a.span is not None}
        tests = as_dict(self.document.data["tests"])
        for word in WORDS.values():
            given = tests.get(word)
            names = [given] if isinstance(given, str) and given else as_strings(given)
            for number, name in enumerate(names):
                found = self._found(self.parser.known(name), statements, steps)
                yield Expectation(name, word, found, self.document.at("tests", word, number))

    def _found(self, name: str, statements: dict[int, str], steps: dict[int, str]) -> Status | None:
        graph, conversion = self.conversion.graph, self.conversion
        if name not in graph.statements:
            return None
        if name in conversion.bare:
            (undercut,) = conversion.undercutting[name]
            step = steps.get(graph.arguments[undercut].at)
            return None if step is None else WORDS[self.balance.undercut(step)]
        denied = conversion.negated.get(name)
        key = statements.get(graph.statements[denied or name].at)
        if key is None:
            return None
        return WORDS[self.balance.contrary(key) if denied else self.balance.value[key]]
