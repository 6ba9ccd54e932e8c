"""`argmap rename`: a label by another name, in all files at once."""

from __future__ import annotations

import argparse
from contextlib import ExitStack

from argmap.commands.inputs import compile_file, expand_folders
from argmap.commands.outputs import say, system_reason, write_document
from argmap.commands.parsers import Commands, add_command
from argmap.commands.status import DONE, Unusable


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    parser = add_command(
        commands,
        "rename",
        run,
        "rename a label wherever it stands",
        several=True,
        in_place=True,
        before=("old", "new"),
    )
    parser.add_argument("--diff", action="store_true", help="show what would change; write nothing")


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from argmap.edit.fixes import diff
    from argmap.edit.rename import NoRename, renamed
    from argmap.files import atomic_writer

    if arguments.output is not None or "-" in arguments.files:
        raise Unusable("rename changes files in their places: it has no -o, and no standard input")
    compilations = []
    for file in expand_folders(arguments.files):
        if isinstance(file, Unusable):
            raise file
        compilation = compile_file(file, arguments)
        if compilation.format == "arg" and compilation.reading.usable:
            compilations.append(compilation)
    try:
        made = renamed(compilations, arguments.old, arguments.new)
    except NoRename as error:
        raise Unusable(str(error)) from None
    places = sum(one.places for one in made)
    if arguments.diff:
        write_document("".join(diff(one.compilation, one.data) for one in made), None)
    else:
        try:
            # All temporary files are written before the first file is replaced.
            with ExitStack() as stack:
                for one in made:
                    stream = stack.enter_context(atomic_writer(str(one.compilation.source.path)))
                    stream.write(one.data)
        except OSError as error:
            raise Unusable(f"nothing could be renamed: {system_reason(error)}") from None
    if not arguments.quiet:
        would = "would be " if arguments.diff else ""
        files = f"{len(made)} file" if len(made) == 1 else f"{len(made)} files"
        say(f"argmap: {would}renamed in {places} places of {files}")
    return DONE
