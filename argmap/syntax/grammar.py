"""Where the grammar is, and lark's tables made from it, once a process."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from lark import Lark
from lark.lexer import Lexer

from argmap.syntax.build import Build


def grammar_folder() -> Traversable:
    """The folder grammars/: inside the package when installed, beside it in a checkout."""
    packaged = files("argmap") / "grammars"
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parents[2] / "grammars"


class _NoLexer(Lexer):
    """Stands where lark would build a lexer: argmap.syntax.lexer cuts the text."""

    def __init__(self, conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
        """Nothing: the parser is fed token by token."""
        return iter(())


class _KeepUnused:
    """lark drops terminals that no rule uses; those that only messages need stay."""

    always_accept: tuple[str, ...] = ("JUNK", "USE", "CONTINUATION")

    def process(self, stream: Any) -> Any:
        """Hands the tokens on."""
        return stream


class _KeepForeign(_KeepUnused):
    """The same, of formulas."""

    always_accept = ("FOREIGN", "JUNK")


class _KeepMarks(_KeepUnused):
    """The same, of Argdown, where the lexer makes other terminals of these."""

    always_accept = ("EMPHASIS", "BRACE")


def _tables(name: str, postlex: _KeepUnused, build: Any) -> Lark:
    text = (grammar_folder() / f"{name}.lark").read_text(encoding="utf-8")
    return Lark(
        text,
        parser="lalr",
        lexer=_NoLexer,
        postlex=postlex,
        maybe_placeholders=False,
        transformer=build,
    )


@cache
def arg_parser() -> Lark:
    """lark's LALR tables for the .arg language, its rules tied to the nodes they build."""
    return _tables("arg", _KeepUnused(), Build())


@cache
def line_pattern() -> re.Pattern[str]:
    """One expression of all terminals of the language."""
    return _pattern(arg_parser())


@cache
def formula_parser() -> Lark:
    """lark's LALR tables for formulas, its rules tied to the nodes they build."""
    from argmap.syntax.formula import Build as BuildFormula

    return _tables("formula", _KeepForeign(), BuildFormula())


@cache
def formula_pattern() -> re.Pattern[str]:
    """One expression of all terminals of formulas."""
    return _pattern(formula_parser())


@cache
def argdown_parser() -> Lark:
    """lark's LALR tables for Argdown, its rules tied to the nodes they build."""
    from argmap.readers.argdown.build import Build as BuildArgdown

    return _tables("argdown", _KeepMarks(), BuildArgdown())


@cache
def argdown_pattern(*names: str) -> re.Pattern[str]:
    """One expression of these terminals of Argdown: what can stand in one kind of place."""
    return _pattern(argdown_parser(), names)


def _pattern(parser: Lark, names: Container[str] | None = None) -> re.Pattern[str]:
    """One expression of all terminals, or of some, the more particular first, each a group of its name."""
    terminals = [
        t for t in parser.terminals if t.pattern.to_regexp() and (names is None or t.name in names)
    ]
    terminals.sort(key=lambda t: (-t.priority, -t.pattern.max_width, t.name))
    return re.compile("|".join(f"(?P<{t.name}>{t.pattern.to_regexp()})" for t in terminals))
