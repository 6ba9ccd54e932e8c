"""The tables of the grammars: prepared or made anew, and the parser that reads by them."""

from __future__ import annotations

import os
import subprocess
import sys
from random import Random
from typing import Any

import pytest
from lark import Lark
from lark.exceptions import UnexpectedToken

from argmap.syntax import generate, grammar
from argmap.syntax.build import Build
from argmap.syntax.lalr import Language, Parser, Rule, Tables, Unexpected
from argmap.syntax.nodes import Token
from tests.conftest import ROOT


def prepared(name: str) -> Tables:
    """The tables of the module that is made of a grammar."""
    module: dict[str, Any] = {}
    exec(generate.module_of(grammar.grammar_text(name), ("a", "b", "c")), module)
    assert module["KEY"] == ("a", "b", "c")
    rules = tuple(Rule(*rule) for rule in module["RULES"])
    return Tables(module["STATES"], module["END"], rules, module["TERMINALS"])


@pytest.mark.parametrize("name", grammar.NAMES)
def test_prepared_and_fresh_tables_are_the_same(name: str) -> None:
    fresh = generate.tables_of(grammar.grammar_text(name))
    assert prepared(name) == fresh == grammar.tables(name)


def test_tables_do_not_depend_on_the_order_of_sets() -> None:
    code = (
        "from argmap.syntax import generate, grammar\n"
        "print([generate.tables_of(grammar.grammar_text(name)) for name in grammar.NAMES])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_tables_are_made_anew_where_anything_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "start: A*\nA: /a/\nB: /b/\n"
    monkeypatch.setattr(grammar, "grammar_text", lambda name: text)
    found = grammar.tables.__wrapped__("arg")
    assert found == generate.tables_of(text)
    assert dict(found.terminals) == {"A": "a", "B": "b"}
    assert grammar.key(text) != grammar.key(text + " ")
    assert grammar.key(text)[1] == __import__("lark").__version__


def feed(parser: Any, tokens: list[Token]) -> int:
    """How many tokens a parser takes."""
    for count, token in enumerate(tokens):
        try:
            parser(token)
        except (Unexpected, UnexpectedToken):
            return count
    return len(tokens)


def test_the_parser_takes_what_lark_takes() -> None:
    """Random lines: the same values, or a fault at the same token."""
    build = Build()
    tables = grammar.tables("arg")
    lark = Lark(
        grammar.grammar_text("arg"),
        parser="lalr",
        lexer=generate._NoLexer,
        maybe_placeholders=False,
        transformer=build,
    )
    kinds = sorted({kind for state in tables.states for kind in state if kind.isupper()})
    random = Random(5)
    whole = 0
    for _ in range(3000):
        tokens = [Token(random.choice(kinds), "x", at) for at in range(random.randint(0, 9))]
        if random.random() < 0.9:
            tokens = [
                token
                for at, kind in enumerate(random.choices(kinds, k=random.randint(1, 4)))
                for token in (Token(kind, "x", at), Token("LABEL", "x", at), Token("_NL", "", at))
            ]
        tokens = [token for token in tokens if token.type != "$END"]
        own, theirs = Parser(Language(tables, build)), lark.parse_interactive("").parser_state
        taken = feed(own.feed, tokens)
        assert taken == feed(theirs.feed_token, tokens)
        if taken == len(tokens):
            try:
                expected = theirs.feed_token(Token("$END", "", 0), True)
            except UnexpectedToken:
                with pytest.raises(Unexpected):
                    own.finish()
                continue
            whole += bool(tokens)
            assert [repr(line.span) for line in own.finish()] == [repr(x.span) for x in expected]
    assert whole > 100


def test_what_fits_nowhere_is_dropped_as_far_as_something_fits() -> None:
    parser = Parser(Language(grammar.tables("arg"), Build()))
    with pytest.raises(Unexpected):
        parser.feed(Token("KIND", "claim", 0), Token("LABEL", "a", 6), Token("AS", "as", 8))
    parser.go_back_to("BROKEN")
    parser.feed(Token("BROKEN", "claim a as", 0), Token("_NL", "", 10))
    (line,) = parser.finish()
    assert line.span == (0, 10) and line.labels == ("claim", "a", "as")


def test_lark_is_not_loaded_where_the_tables_are_prepared() -> None:
    module = pytest.importorskip("argmap.syntax.prepared.arg", reason="an install prepares it")
    if grammar.key(grammar.grammar_text("arg")) != module.KEY:
        pytest.skip("the grammar has changed since the install")
    code = (
        "import argmap, sys; argmap.loads('claim: x\\n  formula: p -> q\\n')\n"
        "print('lark' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n", done.stderr
