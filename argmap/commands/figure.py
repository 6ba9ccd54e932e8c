"""Draws a figure into its file or files, by options and a figure file, and reports remarks on it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.commands.outputs import say, use_color, write_bytes, write_json, write_report
from argmap.commands.status import Unusable

if TYPE_CHECKING:
    from argmap.compilation import Compilation
    from argmap.draw.drawing import Drawing
    from argmap.draw.options import Options


def add_figure_option(group: argparse._ActionsContainer) -> None:
    """Adds the option that names a figure file."""
    group.add_argument(
        "--figure",
        metavar="FILE",
        help="a TOML file with what is wanted of single boxes, and options (default: NAME.figure.toml beside "
        "NAME.arg; `none` for none)",
    )


def figure_options(arguments: argparse.Namespace, chosen: dict[str, Any]) -> Options:
    """The options that a command has chosen, and those of its figure file; `Unusable` where they make no sense."""
    from argmap.draw.options import Options

    try:
        return Options.of(named(arguments, chosen), map_path(arguments))
    except (TypeError, ValueError) as error:
        raise Unusable(str(error)) from None


def named(arguments: argparse.Namespace, chosen: dict[str, Any]) -> dict[str, Any]:
    """The options that a command has chosen, with the figure file that its arguments name."""
    return chosen if arguments.figure is None else {**chosen, "figure": arguments.figure}


def map_path(arguments: argparse.Namespace) -> Path | None:
    """The path of the map: of one from standard input, that which it would have."""
    path = arguments.stdin_filename if arguments.file == "-" else arguments.file
    return Path(path) if path else None


def draw_figure(
    arguments: argparse.Namespace, compilation: Compilation, to: str, options: Options
) -> tuple[list[str], Drawing | None]:
    """Draws a map into the file or files that OUT names, and prints remarks on the figure; returns the paths,
    and the drawing where the figure is no text.
    """
    from argmap.writers import page_path, render

    try:
        with _progress_bar(arguments.quiet) as watch:
            rendered = render(compilation.map, to, options, watch)
    except ValueError as error:
        raise Unusable(str(error)) from None
    if not arguments.quiet:
        _report_missing(compilation, to, options, arguments)
        for remark in rendered.remarks:
            say(f"argmap: {compilation.source.name}: {remark}")
    pages = len(rendered.files)
    if pages > 1 and arguments.output == "-":
        raise Unusable(f"the figure has {pages} pages, a file each: give -o a name, or make a pdf")
    paths = [str(page_path(arguments.output, page, pages)) for page in range(pages)]
    for path, data in zip(paths, rendered.files, strict=True):
        write_bytes(data, path)
    if options.split and rendered.drawing and len(rendered.drawing.pages) == pages:
        _write_index(rendered.drawing, paths, arguments.output)
    return paths, rendered.drawing


def _write_index(drawing: Drawing, paths: list[str], output: str) -> None:
    """Writes the index of a set of figures beside them; `Unusable` where another file has its name."""
    from argmap.writers.figure_index import FORMAT, figure_index

    if output == "-":
        return
    index = Path(output).with_suffix(".json")
    with suppress(OSError, ValueError):
        if FORMAT not in index.read_text(encoding="utf-8")[:200]:
            raise Unusable(f"{index} is there and is no index of figures: give -o another name")
    write_json(figure_index(drawing, paths), str(index))


@contextmanager
def _progress_bar(quiet: bool) -> Iterator[Callable[[float], None] | None]:
    """Yields a callback for the share of the work that is done, which moves a progress bar on a terminal;
    None elsewhere.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    try:
        from tqdm import tqdm
    except ImportError:  # it goes without a bar
        yield None
        return
    shown = "{desc} {percentage:3.0f} % |{bar}| {elapsed}"
    with tqdm(
        total=100, desc="drawing", delay=1, leave=False, file=sys.stderr, bar_format=shown
    ) as bar:
        yield lambda share: bar.update(share * 100 - bar.n)


def _report_missing(
    compilation: Compilation, to: str, options: Options, arguments: argparse.Namespace
) -> None:
    from argmap.draw.missing import missing
    from argmap.report import render_report

    found = missing(compilation.map, compilation.source, to, options)
    if found:
        write_report(render_report(found, "full", use_color(arguments.color, sys.stderr)))
