"""Where the keys of a TOML text stand, which `tomllib` does not tell."""

from __future__ import annotations

import re
import tomllib
from typing import Any

Keys = tuple[str, ...]
"""The keys that lead to a value, from the outside in."""

# A text that isn't closed ends with its line or the file, so that nothing is looked at twice.
_BASIC, _LITERAL = r'"(?:\\.|[^"\\\n])*+"?', r"'[^'\n]*+'?"
_LONG = r'"""(?:\\.|[^\\])*?(?:"""|\Z)', r"'''.*?(?:'''|\Z)"
_TOKEN = re.compile("|".join((*_LONG, _BASIC, _LITERAL, r"#[^\n]*+")), re.S)
# `tomllib` takes the square of the time for names of many parts.
_DEEP = re.compile(r"(?<![\w\"-])(?:(?:[\w-]++|\"\")[ \t]*+\.[ \t]*+){9}")
_ONE = rf"(?:[A-Za-z0-9_-]+|{_BASIC}|{_LITERAL})"
_ASSIGNED = re.compile(rf"\s*({_ONE}(?:\s*\.\s*{_ONE})*)\s*=")
_HEADER = re.compile(r"\s*\[{1,2}([^\[].*?)\]{1,2}\s*$")


def _without_texts(text: str, keep: bool = False) -> str:
    """TOML without its comments, and with `""` for its texts; `keep` keeps those of one line."""

    def blank(token: re.Match[str]) -> str:
        if token[0].startswith("#"):
            return ""
        newlines = token[0].count("\n")
        return token[0] if keep and not newlines else '""' + "\n" * newlines

    return _TOKEN.sub(blank, text)


def line_of_depth(text: str) -> int:
    """The line, from 1, of the first name of so many parts that `tomllib` would take long; 0 where there
    is none.
    """
    plain = _without_texts(text)
    deep = _DEEP.search(plain)
    return plain.count("\n", 0, deep.start()) + 1 if deep else 0


def lines_of_keys(text: str) -> dict[Keys, int]:
    """The line where each key of a TOML file first stands, by its path; `tomllib` doesn't tell."""

    found: dict[Keys, int] = {}
    table: Keys = ()
    for number, line in enumerate(_without_texts(text, keep=True).split("\n"), 1):
        if header := _HEADER.match(line):
            path = table = _path(header[1])
        elif assigned := _ASSIGNED.match(line):
            path = (*table, *_path(assigned[1]))
        else:
            continue
        for depth in range(1, min(len(path), 5) + 1):
            found.setdefault(path[:depth], number)
    return found


def _path(dotted: str) -> Keys:
    try:
        value: Any = tomllib.loads(f"{dotted} = 0")
    except ValueError:  # a line within a list that only looks like a key
        return ()
    path = []
    while isinstance(value, dict):
        key = next(iter(value))
        path.append(key)
        value = value[key]
    return tuple(path)
