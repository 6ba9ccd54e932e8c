"""The grammar of Argdown, its rules tied to the nodes that they build, and its terminals."""

from __future__ import annotations

import re
from functools import cache

from argmap.readers.argdown.build import Build
from argmap.syntax.grammar import pattern, tables
from argmap.syntax.lalr import Language


@cache
def language() -> Language:
    """Argdown, its rules tied to the nodes that they build."""
    return Language(tables("argdown"), Build())


def argdown_pattern(*names: str) -> re.Pattern[str]:
    """One expression of these terminals of Argdown: what can stand in one kind of place."""
    return pattern("argdown", *names)
