"""`argmap compare`"""

from __future__ import annotations

import argparse

from argmap.commands.inputs import refused, understood
from argmap.commands.options import Commands, answering, command
from argmap.commands.outputs import form_of, write_json, write_text
from argmap.commands.status import DONE, Unusable


def add(commands: Commands) -> None:
    """Gives the command line this command."""
    parser = command(
        commands,
        "compare",
        run,
        "say what differs between two maps, and how far they agree",
    )
    parser.add_argument("other", metavar="OTHER", help="the later version, or the other reading")
    answering(parser)


def run(arguments: argparse.Namespace) -> int:
    """Carries it out; the exit status."""
    form = form_of(arguments, False)
    if arguments.file == arguments.other == "-":
        raise Unusable("standard input can be read only once")
    from argmap.compare import compare

    status = DONE
    maps = []
    for file in (arguments.file, arguments.other):
        arguments.file = file
        compilation, faulty = understood(arguments)
        if faulty and not arguments.force:
            return refused(arguments, compilation)
        status = max(status, faulty)
        maps.append(compilation.map)
    found = compare(maps[0], maps[1])
    if form == "json":
        write_json(found.to_dict(), arguments.output)
    else:
        write_text(found.to_text(), arguments.output)
    return status
