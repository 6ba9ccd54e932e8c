"""`argmap render`"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from argmap.commands.figure import (
    add_figure_option,
    add_font_option,
    add_layout_options,
    add_look_options,
    draw_figure,
    figure_options,
    list_presets,
    named_options,
)
from argmap.commands.inputs import compile_and_report, report_refusal
from argmap.commands.outputs import write_text
from argmap.commands.parsers import Commands, add_command, one_of
from argmap.commands.status import Unusable


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    add_drawing_command(commands, "render", run, "draw a map")


def add_drawing_command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], help: str
) -> None:
    """Adds the parser of a command that draws figures."""
    from argmap.draw.fonts.tex_fonts import ANY, TEX_FONTS
    from argmap.formats import PICTURES

    parser = add_command(commands, name, run, help)
    parser.add_argument(
        "--to",
        metavar="FORMAT",
        choices=PICTURES,
        help=f"{one_of(PICTURES)}; without it the ending of OUT decides",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="draw what could be understood of a file with errors; the exit status is 1 all the same",
    )
    parser.add_argument(
        "--dot",
        metavar="PROGRAM",
        help="lay out with this `dot` instead of the one that comes with argmap",
    )
    parser.add_argument(
        "--caption",
        nargs="?",
        const="text",
        choices=("text", "latex", "markdown", "html"),
        metavar="FORM",
        help="print a caption that explains the signs used, and an alternative text: text (default), "
        "latex, markdown or html",
    )
    figure = parser.add_argument_group("how it is laid out")
    add_layout_options(figure)
    figure.add_argument(
        "--split",
        action="store_true",
        help="several figures of a map that does not fit: an overview, and one for each piece cut off; pages of "
        "a pdf, or files OUT-1, OUT-2, … with an index OUT.json",
    )
    figure.add_argument(
        "--steps",
        action="store_true",
        help="step by step, an argument more on each page or, in tikz, on each overlay of a frame of beamer",
    )
    add_look_options(figure)
    figure.add_argument(
        "--tagged",
        action="store_true",
        help="a pdf with the tags that screen readers go by; needs argmap[typst]",
    )
    figure.add_argument(
        "--prefix",
        default="",
        metavar="NAME",
        help="what the ids in an svg begin with, for pages that hold several figures",
    )
    add_font_option(figure)
    figure.add_argument(
        "--tex-font",
        choices=(ANY, *TEX_FONTS),
        metavar="NAME",
        help=f"the font of the LaTeX document that a tikz or tex figure is for: {', '.join(TEX_FONTS)}, or any "
        "(default), which has room for the widest; Computer Modern is as wide as Latin Modern",
    )
    part = parser.add_argument_group("what of the map is drawn")
    part.add_argument(
        "--root",
        metavar="LABEL",
        help="only what a statement rests on, and what is held against it",
    )
    part.add_argument(
        "--depth", type=int, metavar="N", help="only so many steps below the main conclusions"
    )
    part.add_argument(
        "--status",
        action="store_true",
        help="mark each statement as in, out or undecided, as `argmap evaluate` does",
    )
    _add_hand(parser)
    for name, help in (
        ("only", "only statements of section:…, tag:…, speaker:… or kind:…; can be repeated"),
        ("without", "no statements of section:…, tag:…, speaker:… or kind:…; can be repeated"),
        ("collapse", "draw a section as one box; can be repeated"),
    ):
        metavar = "SECTION" if name == "collapse" else "WHAT"
        part.add_argument(f"--{name}", action="append", default=[], metavar=metavar, help=help)


def _add_hand(parser: argparse.ArgumentParser) -> None:
    """Adds the options for what an author of a figure wants of it, whatever the map says."""
    from argmap.draw.options import COLORED, NUMBERED

    hand = parser.add_argument_group("what the author of the figure wants")
    hand.add_argument(
        "--highlight",
        action="append",
        default=[],
        metavar="LABEL",
        help="a statement that stands out, with the way from it to the conclusion, while the rest is pale; can be "
        "repeated",
    )
    hand.add_argument(
        "--color-by",
        choices=COLORED,
        help="colours and letters of boxes, explained below the figure",
    )
    hand.add_argument(
        "--title",
        nargs="?",
        const=True,
        metavar="TEXT",
        help="a title above the figure: that of the map, or TEXT",
    )
    hand.add_argument(
        "--legend", action="store_true", help="the signs that the figure uses, explained below it"
    )
    hand.add_argument(
        "--text",
        metavar="HOW",
        help="full (the default), short (the attribute `short`), label, or so many words; what is shortened is "
        "listed in full below the figure, or in the caption",
    )
    hand.add_argument(
        "--numbers",
        choices=NUMBERED,
        help="those of the file (the default), counted in the figure, or none: then a name stands for a number",
    )
    add_figure_option(hand)


_CHOSEN = (
    "layout direction shared split steps preset theme width height size root depth only without collapse status fonts "
    "tex_font dot prefix dpi tagged highlight color_by title legend text numbers"
).split()


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from argmap.formats import DOCUMENTS, PICTURES, picture_format

    if arguments.preset == "help":
        return list_presets()
    if arguments.output is None:
        raise Unusable("render needs -o OUT; -o - writes to standard output")
    try:
        if arguments.output == "-" and arguments.to is None:
            raise ValueError(f"-o - needs a format: --to {one_of(PICTURES)}")
        to = picture_format(arguments.output, arguments.to)
        if arguments.caption and (arguments.output == "-" or to in DOCUMENTS):
            raise ValueError("--caption is for figures in files: standard output gets the caption")
    except (TypeError, ValueError) as error:
        raise Unusable(str(error)) from None
    options = figure_options(arguments, chosen(arguments))
    compilation, status = compile_and_report(arguments)
    if status and not arguments.force:
        return report_refusal(arguments, compilation)
    paths, drawing = draw_figure(arguments, compilation, to, options)
    if arguments.caption:
        from argmap.draw.view import view
        from argmap.writers.caption import caption

        made = caption(view(compilation.map, options), options, drawing)
        write_text(made.written(arguments.caption, paths, arguments.file), None)
    return status


def chosen(arguments: argparse.Namespace) -> dict[str, Any]:
    """The options that the command line names; others may be in a figure file."""
    found = named_options(arguments, _CHOSEN)
    if arguments.caption:
        found["list_texts"] = False
    return found
