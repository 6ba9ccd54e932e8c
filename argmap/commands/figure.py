"""Draws a figure into its file or files, by options and a figure file, and reports remarks on it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.commands.outputs import (
    say,
    use_color,
    write_bytes,
    write_json,
    write_report,
    write_text,
)
from argmap.commands.status import DONE, Unusable

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


def add_layout_options(figure: argparse._ActionsContainer, texts: bool = True) -> None:
    """Adds the options for how boxes are laid out; `texts` says that layouts that are text and no picture will do."""
    from argmap.draw.layouts import DIRECTIONS, LAYOUTS, PICTURED, SHARED

    figure.add_argument(
        "--layout",
        choices=LAYOUTS if texts else PICTURED,
        help=_layouts(texts),
    )
    figure.add_argument(
        "--direction",
        choices=DIRECTIONS,
        help="which way from conclusion to reasons (default: down, for circles up)",
    )
    figure.add_argument(
        "--shared",
        choices=SHARED,
        help="how a tree shows that a statement is used once more: by a line, by a box with its number, "
        "or (auto, the default) by a line where that is short and crosses nothing",
    )


def add_look_options(
    figure: argparse._ActionsContainer, width: str = "174", size: str = "8"
) -> None:
    """Adds the options for how large a figure is, and how it looks; `width` and `size` are what holds without a preset."""
    figure.add_argument(
        "--preset",
        metavar="NAME",
        help="the journal, slide, poster or screen that it is for: width, height and size of type; "
        "`--preset help` lists them",
    )
    figure.add_argument(
        "--theme",
        metavar="NAME",
        help="default (unless you say otherwise), grey, print (no fills), dark, auto (an svg that is dark in dark pages), page (only where the page says so), "
        "or a TOML file with colours",
    )
    figure.add_argument(
        "--width",
        type=float,
        metavar="MM",
        help=f"how wide it may be (default: the preset's, or {width})",
    )
    figure.add_argument(
        "--height", type=float, metavar="MM", help="how high it may be (default: the preset's)"
    )
    figure.add_argument(
        "--size",
        type=float,
        metavar="PT",
        help=f"the size of the type (default: the preset's, or {size})",
    )
    figure.add_argument(
        "--dpi", type=int, metavar="N", help="dots per inch of a png (default: 300)"
    )


def add_font_option(figure: argparse._ActionsContainer) -> None:
    """Adds the option that names fonts."""
    figure.add_argument(
        "--font",
        action="append",
        default=[],
        dest="fonts",
        metavar="FILE",
        help="a font for characters that argmap's own lack, before those of the system; can be repeated",
    )


def _layouts(texts: bool) -> str:
    """The help of each layout, the text ones last, if at all."""
    from argmap.draw.layouts import LAYOUTS

    said = []
    rows = (row for row in LAYOUTS.values() if texts or row.draws)
    for row in sorted(rows, key=lambda row: not row.draws):
        name = f"{row.name} (default)" if row.name == "tree" else row.name
        said.append(f"{name}: {row.help}" if row.help else name)
    return "; ".join(said)


def named_options(arguments: argparse.Namespace, names: Iterable[str]) -> dict[str, Any]:
    """The options of a figure with these names that the command line gives."""
    given = {name: getattr(arguments, name) for name in names}
    return {
        name: value
        for name, value in given.items()
        if value is not None and value is not False and value not in ([], "")
    }


def list_presets() -> int:
    """Lists the presets, and what of each was read in the publisher's guide."""
    from argmap.draw.presets import PRESETS

    lines = []
    for preset in PRESETS.values():
        height = f" × {preset.height:g}" if preset.height is not None else ""
        size = (
            f"{preset.least:g}–{preset.size:g}"
            if preset.least < preset.size
            else f"{preset.size:g}"
        )
        lines.append(
            f"{preset.name:<16} {preset.width:g}{height} mm, type of {size} points: {preset.what}"
        )
    write_text("\n".join(lines) + "\n", None)
    return DONE


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
        with progress_bar(arguments.quiet) as watch:
            rendered = render(compilation.map, to, options, watch)
    except ValueError as error:
        raise Unusable(str(error)) from None
    if not arguments.quiet:
        report_missing(compilation, to, options, arguments)
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
def progress_bar(quiet: bool) -> Iterator[Callable[[float], None] | None]:
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


def report_missing(
    compilation: Compilation, to: str, options: Options, arguments: argparse.Namespace
) -> None:
    """Prints warnings of what a figure in a format can't show."""
    from argmap.draw.missing import missing
    from argmap.report import render_report

    found = missing(compilation.map, compilation.source, to, options)
    if found:
        write_report(render_report(found, "full", use_color(arguments.color, sys.stderr)))
