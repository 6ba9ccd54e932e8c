"""The tables of the grammars: prepared or made anew, and the parser that reads by them."""

from __future__ import annotations

import os
import subprocess
import sys
from random import Random
from typing import Any

import pytest
from lark import Lark, Tree
from lark import Token as LarkToken
from lark.exceptions import UnexpectedToken

from argmap.syntax import generate, grammar
from argmap.syntax.lalr import Language, LineParser, Parser, Rule, Tables, Unexpected
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


class Trees:
    """A builder of what lark builds without one."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda children: Tree(name, list(children))


@pytest.mark.parametrize("name", grammar.NAMES)
def test_the_parser_takes_what_lark_takes(name: str) -> None:
    """Random tokens: the same values, or a fault at the same token."""
    build = Trees()
    tables = grammar.tables(name)
    lark = Lark(
        grammar.grammar_text(name),
        parser="lalr",
        lexer=generate._NoLexer,
        maybe_placeholders=False,
    )
    random = Random(5)
    whole = 0
    for _ in range(1500):
        own, theirs = Parser(Language(tables, build)), lark.parse_interactive("").parser_state
        tokens: list[LarkToken] = []
        for _ in range(random.randint(1, 12)):
            # Mostly one that fits, so that some texts are whole.
            row = tables.states[own.stack[-1] if random.random() < 0.9 else 0]
            kinds = [kind for kind in row if kind.strip("_").isupper() and kind != "$END"]
            token = LarkToken(random.choice(kinds or ["JUNK"]), f"t{len(tokens)}")
            if not feed(own, theirs, token):
                break
            tokens.append(token)
        try:
            expected = theirs.feed_token(LarkToken("$END", ""), True)
        except UnexpectedToken:
            with pytest.raises(Unexpected):
                own.finish()
            continue
        whole += 1
        assert own.finish() == expected
        if name == "arg":
            assert LineParser(Language(tables, build)).parse(tokens) == expected
    assert whole > 100


def feed(own: Parser, theirs: Any, token: LarkToken) -> bool:
    """Whether both parsers take a token; that one does and the other does not is a failure."""
    try:
        theirs.feed_token(token)
    except UnexpectedToken:
        with pytest.raises(Unexpected):
            own.feed(token)
        return False
    own.feed(token)
    return True


def test_what_fits_nowhere_is_dropped_as_far_as_something_fits() -> None:
    parser = Parser(Language(grammar.tables("argdown"), Trees()))
    with pytest.raises(Unexpected):
        parser.feed(*(LarkToken("STATEMENT", text) for text in ("one", "other")))
    parser.go_back_to("BROKEN")
    parser.feed(LarkToken("BROKEN", "rest"), LarkToken("_NL", ""))
    assert parser.finish() == Tree("start", [Tree("broken", ["rest"])])


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
