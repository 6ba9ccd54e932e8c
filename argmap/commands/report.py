"""`argmap report`"""

from __future__ import annotations

import argparse

from argmap.commands.figure import (
    add_figure_option,
    add_font_option,
    add_layout_options,
    add_look_options,
    figure_options,
    list_presets,
    named_options,
    progress_bar,
    report_missing,
)
from argmap.commands.inputs import compile_and_report, refuse_overwriting, report_refusal
from argmap.commands.outputs import say, system_reason, write_bytes
from argmap.commands.parsers import Commands, add_command, one_of
from argmap.commands.status import Unusable

_CHOSEN = "layout direction shared preset theme width height size dpi fonts status color_by legend".split()


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    from argmap.draw.options import COLORED
    from argmap.writers.report import FORMATS

    parser = add_command(commands, "report", run, "write a map as a whole document")
    parser.add_argument(
        "--to",
        metavar="FORMAT",
        choices=FORMATS,
        help=f"{one_of(FORMATS)}; without it the ending of OUT decides",
    )
    parser.add_argument(
        "--template",
        metavar="FILE",
        help="a docx or pptx whose styles and layouts the document has",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="write what could be understood of a file with errors; the exit status is 1 all the same",
    )
    figure = parser.add_argument_group("how its figures are drawn")
    add_layout_options(figure, texts=False)
    add_look_options(figure, "160, on slides 320", "9, on slides 16")
    add_font_option(figure)
    figure.add_argument(
        "--status", action="store_true", help="mark each statement as in, out or undecided"
    )
    figure.add_argument("--color-by", choices=COLORED, help="colours and letters of boxes")
    figure.add_argument("--legend", action="store_true", help="the signs of each figure below it")
    add_figure_option(figure)


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from argmap.files import read_bytes, write_with_folder
    from argmap.quotations.coverage import coverage
    from argmap.writers.report import BESIDE, FORMATS, figures_folder, report, report_format

    if arguments.preset == "help":
        return list_presets()
    output = arguments.output
    if output is None:
        raise Unusable("report needs -o OUT; -o - writes to standard output")
    try:
        if output == "-" and arguments.to is None:
            raise ValueError(f"-o - needs a format: --to {one_of(FORMATS)}")
        format = report_format(output, arguments.to)
    except ValueError as error:
        raise Unusable(str(error)) from None
    if output == "-" and format in BESIDE:
        raise Unusable(f"a report in {format} has figures in files beside it: give -o a name")
    refuse_overwriting(arguments, arguments.template)
    template = None
    if arguments.template is not None:
        try:
            template = read_bytes(arguments.template)
        except (OSError, ValueError) as error:
            reason = system_reason(error, named=True)
            raise Unusable(f"can't read {arguments.template}: {reason}") from None
    options = figure_options(arguments, named_options(arguments, _CHOSEN))
    # A quotation that is not found is an error elsewhere; here it is a part of what is told.
    compilation, status = compile_and_report(arguments, quotations=False)
    if status and not arguments.force:
        return report_refusal(arguments, compilation)
    quoted = coverage(compilation.map, compilation.source, compilation.project)
    try:
        with progress_bar(arguments.quiet) as watch:
            made = report(
                compilation.map,
                format,
                options,
                quoted,
                folder=figures_folder(output),
                template=template,
                watch=watch,
            )
    except ValueError as error:
        raise Unusable(str(error)) from None
    if not arguments.quiet:
        report_missing(compilation, "pdf", options, arguments)
        for remark in made.remarks:
            say(f"argmap: {compilation.source.name}: {remark}")
    if output == "-":
        write_bytes(made.data, output)
        return status
    try:
        write_with_folder(output, made.data, made.figures)
    except (OSError, ValueError) as error:
        raise Unusable(f"can't write {output}: {system_reason(error, named=True)}") from None
    return status
