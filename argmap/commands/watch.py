"""`argmap watch`: a figure that is drawn anew whenever its map is saved."""

from __future__ import annotations

import argparse
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from argmap.commands.outputs import say
from argmap.commands.parsers import Commands
from argmap.commands.status import DONE, Unusable


def add(commands: Commands) -> None:
    """Adds the parser of this command, with the options of `render`."""
    from argmap.commands.render import add_drawing_command

    add_drawing_command(commands, "watch", run, "draw a map, and again whenever it is saved")


def run(arguments: argparse.Namespace) -> int:
    """Runs the command until it is stopped; returns the exit status."""
    import signal

    from argmap.commands.figure import named
    from argmap.commands.render import chosen
    from argmap.extras import MissingExtra
    from argmap.live.watch import changes

    if arguments.file == "-" or arguments.output in (None, "-"):
        raise Unusable("watch needs the name of a file, and -o OUT")
    path = Path(arguments.file)
    if not path.is_file():
        raise Unusable(f"can't read {arguments.file}: there is no such file")
    try:
        saves = changes(path, project=arguments.project, chosen=named(arguments, chosen(arguments)))
    except MissingExtra as error:
        raise Unusable(str(error)) from None
    with suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        _draw(arguments)
        for _ in saves:
            _draw(arguments)
    return DONE


def _draw(arguments: argparse.Namespace) -> None:
    """Draws once, and prints errors instead of raising them."""
    from argmap.commands.render import run as render

    now = datetime.now().strftime("%H:%M:%S")
    try:
        done = render(argparse.Namespace(**vars(arguments)))
    except (Unusable, OSError) as error:
        say(f"argmap: {now} {error}")
        return
    if done == DONE and not arguments.quiet:
        say(f"argmap: {now} {arguments.output} drawn")
