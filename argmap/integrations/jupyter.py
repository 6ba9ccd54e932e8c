"""Maps in notebooks: `%load_ext argmap.integrations.jupyter`, then cells that begin with `%%argmap`.

Maps show themselves as figures without it; see `ArgumentMap`.
"""

from __future__ import annotations

import argparse
import shlex
from typing import TYPE_CHECKING, Any

from attrs import frozen

from argmap.compilation import Compilation
from argmap.diagnostics import Diagnostic
from argmap.draw.layouts import DIRECTIONS, LAYOUTS
from argmap.draw.options import COLORED, NUMBERED
from argmap.map import ArgumentMap
from argmap.wording import printable

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


@frozen
class CellOutput:
    """The output of a cell: a map with the options of its figure, and the diagnostics of its text."""

    map: ArgumentMap | None
    options: dict[str, Any]
    diagnostics: tuple[Diagnostic, ...] = ()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from argmap.report import render_report

        report = render_report(self.diagnostics, "full", False)
        if self.map is None:
            return {"text/plain": report}
        bundle = self.map.mimebundle(**self.options)
        if report:
            bundle["text/plain"] = f"{report}\n{bundle['text/plain']}"
        return bundle


class _Usage(Exception):
    """The arguments of the magic are invalid; the message says why."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        """Raises instead of leaving the notebook's process."""
        raise _Usage(message)


def _parser() -> _Parser:
    parser = _Parser(prog="%%argmap", add_help=False, allow_abbrev=False)
    parser.add_argument("name", nargs="?", help="the variable that gets the map")
    parser.add_argument("--layout", choices=LAYOUTS)
    parser.add_argument("--direction", choices=DIRECTIONS)
    parser.add_argument("--theme")
    parser.add_argument("--preset")
    parser.add_argument("--width", type=float)
    parser.add_argument("--root")
    parser.add_argument("--depth", type=int)
    parser.add_argument("--status", action="store_true")
    parser.add_argument("--highlight", action="append")
    parser.add_argument("--color-by", choices=COLORED)
    parser.add_argument("--title", nargs="?", const=True)
    parser.add_argument("--legend", action="store_true")
    parser.add_argument("--text")
    parser.add_argument("--numbers", choices=NUMBERED)
    parser.add_argument("--figure")
    return parser


def cell(shell: InteractiveShell, line: str, text: str) -> CellOutput | None:
    """What a cell with `%%argmap [NAME] [OPTIONS]` displays; the map goes to the variable NAME.

    Of a text with errors the report is shown, and no figure. What is wrong with the line is printed.
    """
    try:
        options = vars(_parser().parse_args(shlex.split(line)))
    except (_Usage, ValueError) as error:
        print(f"%%argmap: {printable(str(error))}\n{_parser().format_usage()}")
        return None
    name = options.pop("name")
    chosen = {
        key: value for key, value in options.items() if value is not None and value is not False
    }
    if name is not None and not name.isidentifier():
        print(f"%%argmap: {name!r} is no name for a variable")
        return None
    compilation = Compilation.of_text(text, "<cell>")
    if compilation.has_errors:
        return CellOutput(None, chosen, compilation.diagnostics)
    map = ArgumentMap.of(compilation.map)
    try:
        map.mimebundle(**chosen)
    except ValueError as error:
        print(f"%%argmap: {printable(str(error))}")
        return None
    if name is not None:
        shell.user_ns[name] = map
    return CellOutput(map, chosen, compilation.diagnostics)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Gives IPython the magic `%%argmap`."""

    def argmap(line: str, cell_: str) -> CellOutput | None:
        return cell(shell, line, cell_)

    register: Any = shell.register_magic_function
    register(argmap, "cell", "argmap")
