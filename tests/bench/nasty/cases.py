"""The table of nasty inputs, and what they are made with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps

SIZE = 20_000
"""The bytes that an input has at most, with all that it imports and quotes."""

Files = dict[str, str]
Make = Callable[[int], Files]
CASES: dict[str, Make] = {}


def case(make: Make) -> Make:
    """Enters a function in the table; what it makes is kept to the size."""

    @wraps(make)
    def made(size: int) -> Files:
        files, asked = make(size), size
        while sum(len(text.encode()) for text in files.values()) > size and asked > 10:
            asked = asked * 19 // 20
            files = make(asked)
        return files

    CASES[make.__name__] = made
    return made


def filled(size: int, pieces: Iterable[str], start: str = "", end: str = "") -> str:
    """As many pieces as fit into so many bytes."""
    text, left = [start], size - len((start + end).encode())
    for piece in pieces:
        left -= len(piece.encode())
        if left < 0:
            break
        text.append(piece)
    return "".join([*text, end])


def arg(text: str) -> Files:
    """A map in the language."""
    return {"map.arg": text}


def foreign(ending: str, text: str) -> Files:
    """A document of another tool."""
    return {f"map.{ending}": text}
