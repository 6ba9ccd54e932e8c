"""`argmap convert`: converts between formats, and reports losses."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from argmap.commands.inputs import compile_and_report, refuse_overwriting, report_refusal
from argmap.commands.lost import add_losses_option, lost_rows, write_lost
from argmap.commands.outputs import say, write_bytes, write_document, write_report
from argmap.commands.parsers import Commands, add_command, one_of
from argmap.commands.status import FAULTY, Unusable


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    from argmap.formats import DOCUMENTS

    parser = add_command(
        commands,
        "convert",
        run,
        "write maps in another form",
        several=True,
        folders="; of a folder, all maps in it",
    )
    parser.add_argument(
        "--to",
        metavar="FORMAT",
        choices=DOCUMENTS,
        help=f"{one_of(DOCUMENTS)}; without it the ending of OUT decides",
    )
    parser.add_argument(
        "--report",
        action="store_true",
        help="list what is lost, and not only how much, and compare the labels that a Carneades file's tests expect",
    )
    add_losses_option(parser)
    parser.add_argument(
        "--strict",
        action="store_true",
        help="write nothing where anything would be lost; the exit status is then 1",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="convert what could be understood of a file with errors; the exit status is 1 all the same",
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    if len(arguments.files) > 1 or os.path.isdir(arguments.files[0]):
        from argmap.commands.batch import convert_all

        return convert_all(arguments)
    from argmap.formats import DOCUMENTS, ending_of, named_by

    arguments.file = arguments.files[0]
    to = arguments.to
    if to is None and arguments.output not in (None, "-"):
        ending = named_by(ending_of(arguments.output))
        to = ending if ending in DOCUMENTS else None
    if to is None:
        raise Unusable(f"convert needs --to {one_of(DOCUMENTS)}, or an OUT whose ending tells")
    if not arguments.file.endswith(f".{to}"):
        refuse_overwriting(arguments, arguments.file)
    compilation, status = compile_and_report(arguments, losses=False)
    if status and not arguments.force:
        return report_refusal(arguments, compilation)
    from argmap.commands.batch import loss_report, tests_report
    from argmap.diagnostics import ArgmapError

    try:
        folder = None if arguments.output in (None, "-") else Path(arguments.output).parent
        made = compilation.written(to, folder)
    except (ArgmapError, ValueError) as error:
        say(f"argmap: {compilation.source.name}: {error}")
        return FAULTY
    lost = [*compilation.losses, *made.losses]
    if not arguments.quiet or (arguments.strict and lost):
        write_report(loss_report(compilation, to, made.losses, arguments.report))
        if arguments.report:
            write_report(tests_report(compilation)[0])
    if arguments.losses:
        rows = lost_rows(compilation, compilation.source.name, to, made.losses)
        write_lost(rows, arguments.losses)
    if arguments.strict and lost:
        say("argmap: with --strict nothing was written")
        return FAULTY
    if isinstance(made.content, bytes):
        write_bytes(made.content, arguments.output)
    else:
        write_document(made.text, arguments.output)
    return status
