"""`argmap preview`: the interactive page of a map in a browser, anew at each save."""

from __future__ import annotations

import argparse
from contextlib import suppress

from argmap.commands.figure import add_figure_option, named
from argmap.commands.outputs import say, system_reason
from argmap.commands.parsers import Commands, add_command
from argmap.commands.status import DONE, Unusable


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    from argmap.draw.layouts import PICTURED

    parser = add_command(
        commands, "preview", run, "show a map in a browser, and again whenever it is saved"
    )
    parser.add_argument(
        "--port",
        type=int,
        default=0,
        metavar="N",
        help="where on 127.0.0.1 it is served (default: a free port)",
    )
    parser.add_argument("--no-open", action="store_true", help="open no browser")
    parser.add_argument("--layout", choices=PICTURED, help="as for render")
    parser.add_argument("--theme", metavar="NAME", help="as for render")
    parser.add_argument(
        "--status", action="store_true", help="mark each statement as in, out or undecided"
    )
    add_figure_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Runs the command until it is stopped; returns the exit status."""
    from pathlib import Path

    from argmap.extras import MissingExtra
    from argmap.live.preview import Preview, make_server

    if arguments.file == "-" or arguments.output is not None:
        raise Unusable("preview needs the name of a file, and writes none")
    path = Path(arguments.file)
    if not path.is_file():
        raise Unusable(f"can't read {arguments.file}: there is no such file")
    if not 0 <= arguments.port <= 65535:
        raise Unusable("--port is a number from 0 to 65535")
    given = {name: getattr(arguments, name) for name in ("layout", "theme", "status")}
    chosen = {name: value for name, value in given.items() if value}
    try:
        preview = Preview(path, named(arguments, chosen), arguments.project)
        server = make_server(preview, arguments.port)
    except (MissingExtra, ValueError) as error:
        raise Unusable(str(error)) from None
    except OSError as error:
        raise Unusable(
            f"can't serve on port {arguments.port}: {system_reason(error, named=True)}"
        ) from None
    import signal

    with suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    with server:
        print(server.address, flush=True)
        if not arguments.quiet:
            say("argmap: Ctrl-C ends the preview")
        if not arguments.no_open:
            import webbrowser

            webbrowser.open(server.address)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    return DONE
