"""`argmap format`"""

from __future__ import annotations

import argparse
import sys

from argmap.commands.inputs import compile_file, expand_folders, with_progress_bar
from argmap.commands.outputs import say, use_color, write_bytes, write_document, write_report
from argmap.commands.parsers import Commands, add_command
from argmap.commands.status import DONE, FAULTY, UNUSABLE, Unusable


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    parser = add_command(
        commands,
        "format",
        run,
        "lay maps out in the one way: two spaces a level, a blank line around groups",
        several=True,
        in_place=True,
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing, name the files that are laid out otherwise; the exit status is then 1",
    )
    parser.add_argument("--diff", action="store_true", help="show what would change; write nothing")
    parser.add_argument(
        "--width",
        type=int,
        metavar="N",
        help="go on in a `|` line where a line has more characters (default: the settings', or as written)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from argmap.configuration import MIN_WIDTH

    if arguments.files.count("-") > 1:
        raise Unusable("standard input can be read only once")
    if arguments.width is not None and arguments.width < MIN_WIDTH:
        raise Unusable(f"--width is {MIN_WIDTH} at least")
    files = expand_folders(arguments.files)
    only_look = arguments.check or arguments.diff
    if arguments.output and (len(files) > 1 or only_look):
        raise Unusable("-o says where the text of one FILE goes")
    status, changed, count = DONE, 0, 0
    for file in with_progress_bar(files, arguments.quiet, len(files), "formatting"):
        try:
            if isinstance(file, Unusable):
                raise file
            outcome = _format(file, arguments)
        except Unusable as error:
            say(f"argmap: {error}")
            status = UNUSABLE
            continue
        count += 1
        changed += outcome is True
        if outcome is None or (outcome and only_look):
            status = max(status, FAULTY)
    if not arguments.quiet and "-" not in files:
        words = "would be laid out anew" if only_look else "laid out anew"
        say(f"argmap: {changed} of {count} file{'s' * (count != 1)} {words}")
    return status


def _format(file: str, arguments: argparse.Namespace) -> bool | None:
    """Formats one file; returns whether that changes it, None where it can't be formatted."""
    from argmap.edit.fixes import diff
    from argmap.edit.formatting import Refused, laid_out
    from argmap.report import render_report

    compilation = compile_file(file, arguments)
    name = compilation.source.name
    made = laid_out(compilation, arguments.width)
    if isinstance(made, Refused):
        if made.diagnostics and not arguments.quiet:
            report = render_report(made.diagnostics, "full", use_color(arguments.color, sys.stderr))
            write_report(report)
        say(f"argmap: {name} is left as it is: {made.reason}")
        return None
    changes = made != compilation.reading.data
    if arguments.diff:
        write_document(diff(compilation, made), None)
    elif arguments.check:
        if changes:
            say(f"argmap: {name} would be laid out anew")
    elif file == "-" or arguments.output is not None:
        write_bytes(made, arguments.output)
    elif changes:
        write_bytes(made, file)
    return changes
