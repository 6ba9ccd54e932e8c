"""Figure files: what the author of a figure wants of single boxes, and options, in TOML beside the map."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any, Literal

from attrs import field, frozen

from argmap.draw.table import Table

ENDING = ".figure.toml"
Side = Literal["left", "right"]


@frozen
class Hint:
    """What is wanted of one statement.

    `width` is how wide its box is, in millimetres; `stack` has what bears on it stand one below the other (True)
    or side by side (False); `side` is the end of its row at which it stands. `order` names what bears on it, in
    the order wanted; `breaks` are words of its text, each time those before and those after a place where a
    line ends. What is to `hide` is not drawn.
    """

    width: float | None = None
    stack: bool | None = None
    side: Side | None = None
    order: tuple[str, ...] = ()
    breaks: tuple[tuple[str, ...], ...] = ()
    hide: bool = False


@frozen(eq=False)
class FigureFile:
    """A figure file: `settings` are options of the figure, `hints` by label. `error` and `unknown` of its `table`
    make errors that name a place in it.
    """

    table: Table
    settings: Mapping[str, Any]
    hints: Mapping[str, Hint] = field(factory=dict)

    @classmethod
    def read(cls, path: str | PathLike[str]) -> FigureFile:
        """The figure file at a path; `ValueError` where it can't be read, or says what has no meaning."""
        return cls.of(Table.read("figure file", path))

    @classmethod
    def of(cls, table: Table) -> FigureFile:
        """The figure file that a table is."""
        settings: dict[str, Any] = {}
        hints: dict[str, Hint] = {}
        for key, value in table.data.items():
            if not isinstance(value, dict):
                settings[key] = value
            elif value and all(isinstance(inner, dict) for inner in value.values()):
                # `[x.few]` is the statement `few` of an import.
                for inner, wanted in value.items():
                    hints[f"{key}.{inner}"] = _hint(table, wanted, key, inner)
            else:
                hints[key] = _hint(table, value, key)
        return cls(table, settings, hints)


def figure_file(value: FigureFile | str | PathLike[str] | None) -> FigureFile | None:
    """A figure file from itself or from its path."""
    return value if value is None or isinstance(value, FigureFile) else FigureFile.read(value)


NO_FILE = "none"
"""What is written in the place of a figure file where the one beside the map is not to be read."""


def file_wanted(given: Any, map: Path | None) -> Any:
    """The figure file that is given or else, where there is one, that beside the map: nato.figure.toml beside
    nato.arg. None where there is none, or none is to be read (`False`, "none").
    """
    if given in (None, True, ""):
        path = beside(map)
        return path if path is not None and path.is_file() else None
    return None if given in (False, NO_FILE) else given


def beside(map: Path | None) -> Path | None:
    """Where the figure file of a map is, if it has one."""
    return None if map is None or not map.name else map.with_name(map.stem + ENDING)


def _hint(table: Table, wanted: Mapping[str, Any], *at: str) -> Hint:
    given: dict[str, Any] = {}
    for key, value in wanted.items():
        if key not in _CHECKS:
            message = f"`{key}` is nothing that can be wanted of a box"
            raise table.unknown(message, _CHECKS, *at, key)
        check, form = _CHECKS[key]
        if not check(value):
            raise table.error(f"`{key}` is {form}", *at, key)
        given["breaks" if key == "break" else key] = value
    given["order"] = tuple(given.get("order", ()))
    breaks = given.get("breaks", ())
    breaks = [breaks] if isinstance(breaks, str) else breaks
    given["breaks"] = tuple(
        tuple(" ".join(piece.split()) for piece in one.split("|")) for one in breaks
    )
    return Hint(**given)


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 10 <= value <= 1000


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _breaks(value: object) -> bool:
    some = [value] if isinstance(value, str) else value
    if not isinstance(some, list) or not _texts(some):
        return False
    return all("|" in one and all(piece.strip() for piece in one.split("|")) for one in some)


_CHECKS = {
    "width": (_number, "a number of mm from 10 to 1000"),
    "stack": (lambda value: isinstance(value, bool), "true or false"),
    "side": (lambda value: value in ("left", "right"), '"left" or "right"'),
    "order": (_texts, "a list of labels"),
    "break": (
        _breaks,
        'words with a bar where a line ends, as "so far | and no farther", or a list of such',
    ),
    "hide": (lambda value: isinstance(value, bool), "true or false"),
}
