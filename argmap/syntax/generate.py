"""A grammar → its tables, by lark; and as the text of a module, by which argmap brings them prepared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lark import Lark
from lark.lexer import Lexer

from argmap.syntax.lalr import Rule, Tables

_TERMINAL = re.compile(r"^([A-Z][A-Z_]*)(?:\.-?\d+)?:", re.MULTILINE)


class _NoLexer(Lexer):
    """Stands where lark would build a lexer: each language has one of its own."""

    def __init__(self, conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
        """Nothing: the parser is fed token by token."""
        return iter(())


class _KeepAll:
    """lark drops terminals that no rule uses; those that only messages or a lexer need stay."""

    def __init__(self, grammar: str) -> None:
        self.always_accept = tuple(_TERMINAL.findall(grammar))

    def process(self, stream: Any) -> Any:
        """Hands the tokens on."""
        return stream


def tables_of(grammar: str) -> Tables:
    """The tables of a grammar in lark's notation, the same for the same grammar."""
    lark = Lark(
        grammar, parser="lalr", lexer=_NoLexer, postlex=_KeepAll(grammar), maybe_placeholders=False
    )
    parsing = lark.parse_interactive("").parser_state.parse_conf
    rules = {rule: index for index, rule in enumerate(sorted(lark.rules, key=_order))}
    # lark numbers states as its sets happen to be ordered; here they are numbered as they are reached.
    reached = [parsing.start_state]
    numbers = {parsing.start_state: 0}
    states: list[dict[str, int]] = []
    for state in reached:
        row: dict[str, int] = {}
        for symbol, (_, found) in sorted(parsing.states[state].items()):
            if found not in rules and found not in numbers:
                numbers[found] = len(reached)
                reached.append(found)
            row[str(symbol)] = ~rules[found] if found in rules else numbers[found]
        states.append(row)
    made = tuple(_rule(rule) for rule in rules)
    return Tables(tuple(states), numbers[parsing.end_state], made, tuple(_terminals(lark)))


def _order(rule: Any) -> tuple[str, ...]:
    return (rule.origin.name, *(symbol.name for symbol in rule.expansion))


def _rule(rule: Any) -> Rule:
    """A rule of lark's; names that begin with `_` make lists, which are spliced into what holds them."""
    kept = [
        (index, not symbol.is_term and symbol.name.startswith("_"))
        for index, symbol in enumerate(rule.expansion)
        if not (symbol.is_term and symbol.filter_out)
    ]
    origin = str(rule.origin.name)
    return Rule(
        origin,
        len(rule.expansion),
        "" if origin.startswith("_") else str(rule.alias or origin),
        tuple(kept),
        bool(rule.options.expand1 and not rule.alias),
    )


def _terminals(lark: Lark) -> Iterator[tuple[str, str]]:
    """The terminals that have an expression."""
    found = [terminal for terminal in lark.terminals if terminal.pattern.to_regexp()]
    for terminal in sorted(found, key=lambda t: (-t.priority, -t.pattern.max_width, t.name)):
        yield str(terminal.name), terminal.pattern.to_regexp()


def module_of(grammar: str, key: tuple[str, ...]) -> str:
    """The text of a module that has the tables of a grammar, and a key to know them by."""
    tables = tables_of(grammar)
    return "\n".join(
        (
            '"""Made from a grammar by argmap/syntax/generate.py."""',
            "# mypy: ignore-errors",
            f"KEY = {key!r}",
            f"END = {tables.end}",
            "STATES: tuple[dict[str, int], ...] = (",
            *(f"    {row!r}," for row in tables.states),
            ")",
            "RULES = (",
            *(f"    {tuple(rule)!r}," for rule in tables.rules),
            ")",
            "TERMINALS = (",
            *(f"    {terminal!r}," for terminal in tables.terminals),
            ")",
            "",
        )
    )
