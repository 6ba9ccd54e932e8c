"""An LALR(1) parser over tables that lark has made: it shifts, reduces, and builds as it reduces.

lark's own parser reads the same tables, and takes longer to load than argmap takes to check a map.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple


class Rule(NamedTuple):
    """A rule of a grammar: the symbol that it makes, of how many others, and what its builder gets.

    `kept` are the places of those that it gets; where one is spliced, which is a list, its members.
    `method` is empty for a rule that makes such a list.
    """

    origin: str
    size: int
    method: str
    kept: tuple[tuple[int, bool], ...]
    # Whether it hands on a single thing as it is.
    hands_on: bool


class Tables(NamedTuple):
    """A grammar, ready to be parsed with.

    A state gives, for the name of a symbol, the state to go to, or `~index` of a rule to reduce by. The
    first state is where a text begins, `end` where it has been read. Terminals are regular expressions,
    by name, the more particular first.
    """

    states: Sequence[Mapping[str, int]]
    end: int
    rules: Sequence[Rule]
    terminals: Sequence[tuple[str, str]]


class Unexpected(Exception):
    """A token can't stand where it does."""


Reduce = Callable[[list[Any]], Any]
_TYPE = attrgetter("type")


class Language:
    """A grammar whose rules are tied to the methods of a builder.

    Of each rule there is the symbol that it makes, of how many others, and the function that makes its
    value of theirs; None where that is the value of its one symbol.
    """

    __slots__ = ("end", "rules", "states")

    def __init__(self, tables: Tables, builder: object) -> None:
        self.states = tables.states
        self.end = tables.end
        self.rules = [(rule.origin, rule.size, _reduce(rule, builder)) for rule in tables.rules]

    def parse(self, tokens: Sequence[Any]) -> Any:
        """The value of a text of these tokens; raises `Unexpected`."""
        parser = Parser(self)
        parser.feed(*tokens)
        return parser.finish()


def _reduce(rule: Rule, builder: object) -> Reduce | None:
    if rule.hands_on and len(rule.kept) == 1 and rule.size == 1:
        return None
    build: Reduce = getattr(builder, rule.method) if rule.method else _same
    if rule.kept == tuple((index, False) for index in range(rule.size)):
        return build
    hands_on = rule.hands_on

    def reduce(values: list[Any]) -> Any:
        made: list[Any] = []
        for index, spliced in rule.kept:
            if not spliced:
                made.append(values[index])
            elif made:
                made += values[index]
            else:
                # A list that begins with another goes on with it, so that long ones take linear time.
                made = values[index]
        return made[0] if hands_on and len(made) == 1 else build(made)

    return reduce


def _same(values: list[Any]) -> list[Any]:
    return values


class Parser:
    """The state of reading one text; `values` are what has been read, `stack` the states after each."""

    __slots__ = ("_language", "stack", "values")

    def __init__(self, language: Language) -> None:
        self._language = language
        self.stack = [0]
        self.values: list[Any] = []

    def feed(self, *tokens: Any) -> None:
        """Reads on: tokens with a `type`, the name of their terminal; raises `Unexpected` at one that can't
        stand where it does.
        """
        stack, values = self.stack, self.values
        states, rules = self._language.states, self._language.rules
        for token in tokens:
            kind = token.type
            while True:
                action = states[stack[-1]].get(kind)
                if action is None:
                    raise Unexpected(kind)
                if action >= 0:
                    stack.append(action)
                    values.append(token)
                    break
                origin, size, reduce = rules[~action]
                if reduce is None:
                    stack[-1] = states[stack[-2]][origin]
                    continue
                if size:
                    value = reduce(values[-size:])
                    del values[-size:], stack[-size:]
                else:
                    value = reduce([])
                values.append(value)
                stack.append(states[stack[-1]][origin])

    def finish(self) -> Any:
        """The value of the whole text; raises `Unexpected` where it can't end."""
        stack, values = self.stack, self.values
        states, rules, end = self._language.states, self._language.rules, self._language.end
        while stack[-1] != end:
            action = states[stack[-1]].get("$END")
            if action is None:
                raise Unexpected("$END")
            origin, size, reduce = rules[~action]
            if reduce is not None:
                count = len(values) - size
                values[count:] = [reduce(values[count:])]
            del stack[len(stack) - size :]
            stack.append(states[stack[-1]][origin])
        return values[-1]

    def go_back_to(self, type: str) -> None:
        """Drops what was read last, as far as a token of this type can't follow it."""
        states = self._language.states
        while type not in states[self.stack[-1]]:
            self.stack.pop()
            self.values.pop()


class LineParser:
    """Reads the lines of a text, each by itself; the tables are asked once for lines of the same types."""

    __slots__ = ("_builders", "_language")

    def __init__(self, language: Language) -> None:
        self._language = language
        self._builders: dict[tuple[str, ...], Reduce] = {}

    def parse(self, tokens: list[Any]) -> Any:
        """The value of a line of these tokens; raises `Unexpected` where they are none."""
        types = tuple(map(_TYPE, tokens))
        build = self._builders.get(types)
        if build is None:
            build = self._builders[types] = self._builder(types)
        return build(tokens)

    def _builder(self, types: tuple[str, ...]) -> Reduce:
        """What makes the value of tokens of these types: the builder of the one rule that is all of them,
        or the parser.
        """
        states, rules = self._language.states, self._language.rules
        state, made = 0, None
        for type in (*types, "$END"):
            action = states[state].get(type)
            if action is None:
                raise Unexpected(type)
            if action < 0:
                origin, size, made = rules[~action]
                break
            state = action
        if made is None or size != len(types):
            return self._language.parse
        while (state := states[0][origin]) != self._language.end:
            origin, _, reduce = rules[~states[state]["$END"]]
            if reduce is not None:
                return self._language.parse
        return made
