"""TOML files that say how a figure looks: themes and figure files, and the places of what is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import Any

from argmap.diagnostics import nearest
from argmap.files import read_bytes
from argmap.source import Source

_LARGEST = 1_000_000
_PLACE = r"\(at line (\d+), column (\d+)\)"


class TableError(ValueError):
    """What is wrong in a file, in a sentence that names it; its parts (`what` the file is, `name`, `line`, `column` and
    `message`) are for who shows places in a way of their own.
    """

    def __init__(self, what: str, name: str, line: int, column: int, message: str) -> None:
        super().__init__(f"the {what} {name}:{line}:{column}: {message}")
        self.what, self.name, self.line, self.column = what, name, line, column
        self.message = message


class Table:
    """The data of a TOML file; `what` is what the file is, as `theme`. Raises `ValueError`, with the reason,
    where it is not TOML.
    """

    def __init__(self, what: str, text: str, name: str) -> None:
        import tomllib

        self.what, self.name = what, name
        self.source = Source.of(text, name)
        try:
            self.data: dict[str, Any] = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
            place = re.search(_PLACE, str(error))
            end = self.source.position(len(text))
            line, column = map(int, place.groups()) if place else end
            reason = re.sub(rf" *{_PLACE}", "", str(error))
            message = f"it is not TOML: {reason}"
            raise TableError(what, name, line, column, message) from None

    @classmethod
    def read(cls, what: str, path: str | PathLike[str]) -> Table:
        """The table in a file of at most a million bytes."""
        try:
            text = read_bytes(path, _LARGEST).decode("utf-8-sig")
        except OSError as error:
            raise ValueError(f"can't read the {what} {path}: {error.strerror}") from None
        except ValueError:  # a path that can't be one, too
            raise ValueError(f"the {what} {path} is not UTF-8 text") from None
        return cls(what, text, str(Path(path)))

    def error(self, message: str, *keys: str) -> TableError:
        """The error for what stands under a key, or under a key of a table in it."""
        at = self.source.position(self._place(*keys))
        return TableError(self.what, self.name, at.line, at.column, message)

    def unknown(self, message: str, known: Iterable[str], *keys: str) -> TableError:
        """The error for a name that is not among those that are known, with one that is near."""
        names = list(known)
        near = nearest(keys[-1], names)
        hint = f"did you mean `{near}`?" if near else f"there are {', '.join(names)}"
        return self.error(f"{message}: {hint}" if names else message, *keys)

    def _place(self, *keys: str) -> int:
        """Where the last of the keys stands, as far as it can be told without a parser that keeps places."""
        text, at = self.source.text, 0
        for depth, key in enumerate(keys):
            word = rf"[\"']?{re.escape(key)}[\"']?(?![\w-])"
            header = rf"^[ \t]*\[+[ \t]*(?P<at>{word})"
            plain = rf"(?:^[ \t]*|[{{,.][ \t]*)(?P<at>{word})[ \t]*[=.]"
            value = rf"(?P<at>{word})"
            ways = (header, plain) if depth == 0 else (plain, value)
            found = (re.compile(way, re.M).search(text, at) for way in ways)
            place = next((match for match in found if match), None)
            if place is None:
                break
            at = place.start("at")
        return at
