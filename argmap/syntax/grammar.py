"""Where the grammars are, and their tables: those that came prepared with argmap, or made anew by lark."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib import import_module
from importlib.machinery import PathFinder
from zlib import crc32

from argmap.resources import resource
from argmap.syntax.lalr import Rule, Tables

NAMES = ("arg", "formula", "argdown")
"""The grammars, which are files of these names that end with `.lark`."""


def grammar_text(name: str) -> str:
    """A grammar, from inside the package when installed, from beside it in a checkout."""
    try:
        return resource(f"grammars/{name}.lark")
    except FileNotFoundError:
        return resource(f"../grammars/{name}.lark")


@cache
def tables(name: str) -> Tables:
    """The tables of a grammar.

    Those that came with argmap count where they were made from the same text by the same lark and Python;
    a checkout whose grammar was changed, for one, has them made in memory.
    """
    text = grammar_text(name)
    try:
        prepared = import_module(f"argmap.syntax.prepared.{name}")
    except ModuleNotFoundError:
        prepared = None
    if prepared is None or key(text) != prepared.KEY:
        from argmap.syntax.generate import tables_of

        return tables_of(text)
    rules = tuple(Rule(*rule) for rule in prepared.RULES)
    return Tables(prepared.STATES, prepared.END, rules, prepared.TERMINALS)


def key(text: str) -> tuple[str, ...]:
    """What tables are known by: the grammar's text, and the lark and the Python that make them."""
    return str(crc32(text.encode())), _lark_version(), str(sys.implementation.cache_tag)


def _lark_version() -> str:
    """The version of lark, empty where it isn't found; lark itself takes too long to load."""
    spec = PathFinder.find_spec("lark")
    if spec is None or spec.origin is None:
        return ""
    with open(spec.origin, encoding="utf-8") as module:
        found = re.search(r'__version__.*?"(.*)"', module.read())
    return found[1] if found else ""


@cache
def pattern(name: str, *terminals: str) -> re.Pattern[str]:
    """One expression of the terminals of a grammar, of all or of some, each a group of its name."""
    return re.compile(
        "|".join(
            f"(?P<{terminal}>{expression})"
            for terminal, expression in tables(name).terminals
            if not terminals or terminal in terminals
        )
    )


def line_pattern() -> re.Pattern[str]:
    """One expression of all terminals of the .arg language."""
    return pattern("arg")
