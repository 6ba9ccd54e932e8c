"""`argmap compare`"""

from __future__ import annotations

import argparse

from argmap.commands.inputs import compile_and_report, report_refusal
from argmap.commands.outputs import output_format, write_json, write_text
from argmap.commands.parsers import Commands, add_command, add_output_options
from argmap.commands.status import DONE, Unusable


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    parser = add_command(
        commands,
        "compare",
        run,
        "say what differs between two maps, and how far they agree",
    )
    parser.add_argument("other", metavar="OTHER", help="the later version, or the other reading")
    add_output_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    form = output_format(arguments, False)
    if arguments.file == arguments.other == "-":
        raise Unusable("standard input can be read only once")
    from argmap.compare import compare

    status = DONE
    maps = []
    for file in (arguments.file, arguments.other):
        arguments.file = file
        compilation, faulty = compile_and_report(arguments)
        if faulty and not arguments.force:
            return report_refusal(arguments, compilation)
        status = max(status, faulty)
        maps.append(compilation.map)
    found = compare(maps[0], maps[1])
    if form == "json":
        write_json(found.to_dict(), arguments.output)
    else:
        write_text(found.to_text(), arguments.output)
    return status
