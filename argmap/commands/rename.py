"""`argmap rename`: a label by another name, in all files at once."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack

from argmap.commands.inputs import compiled, files_of
from argmap.commands.options import Commands, command
from argmap.commands.outputs import why
from argmap.commands.status import DONE, Unusable


def add(commands: Commands) -> None:
    """Gives the command line this command."""
    parser = command(
        commands,
        "rename",
        run,
        "rename a label wherever it stands",
        several=True,
        before=("old", "new"),
    )
    parser.add_argument("--diff", action="store_true", help="show what would change; write nothing")


def run(arguments: argparse.Namespace) -> int:
    """Carries it out; the exit status."""
    from argmap.edit.fixes import diff
    from argmap.edit.rename import NoRename, renamed
    from argmap.files import whole

    if arguments.output is not None or "-" in arguments.files:
        raise Unusable("rename changes files in their places: it has no -o, and no standard input")
    compilations = []
    for file in files_of(arguments.files):
        if isinstance(file, Unusable):
            raise file
        compilation = compiled(file, arguments)
        if compilation.format == "arg" and compilation.reading.usable:
            compilations.append(compilation)
    try:
        made = renamed(compilations, arguments.old, arguments.new)
    except NoRename as error:
        raise Unusable(str(error)) from None
    places = sum(one.places for one in made)
    if arguments.diff:
        sys.stdout.write("".join(diff(one.compilation, one.data) for one in made))
    else:
        try:
            # All are written beside their places before the first is put there.
            with ExitStack() as stack:
                for one in made:
                    stream = stack.enter_context(whole(str(one.compilation.source.path)))
                    stream.write(one.data)
        except OSError as error:
            raise Unusable(f"nothing could be renamed: {why(error)}") from None
    if not arguments.quiet:
        would = "would be " if arguments.diff else ""
        files = f"{len(made)} file" if len(made) == 1 else f"{len(made)} files"
        print(f"argmap: {would}renamed in {places} places of {files}", file=sys.stderr)
    return DONE
