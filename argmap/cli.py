"""The command line: reads arguments, runs a command, and says how it went.

Results go to standard output, everything else to standard error. Exit status: 0 done; 1 the input has
errors; 2 wrong usage, or a file that can't be read or written. The commands are in argmap/commands.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from argmap.commands import COMMANDS
from argmap.commands.cores import hide_warnings
from argmap.commands.outputs import discard, say, system_reason
from argmap.commands.parsers import Parser
from argmap.commands.status import DONE, UNUSABLE, Unusable
from argmap.extras import MissingExtra, needed


def run() -> int:
    """Runs the command that this process was started for, which ends with it; the exit status."""
    # Nearly all that a command makes lives until it ends: it is seldom worth looking for what doesn't.
    gc.set_threshold(50_000, *gc.get_threshold()[1:])
    _replace_closed_streams()
    hide_warnings()
    try:
        status = main()
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else UNUSABLE if left.code else DONE
    # What can't be written any more is not to be tried again, with a traceback, when Python ends.
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            discard(stream)
        except (OSError, ValueError) as error:
            discard(stream)
            if status == DONE and isinstance(error, OSError) and stream is not sys.stderr:
                say(f"argmap: {system_reason(error)}")
                status = UNUSABLE
    # Python would look through all objects once more, for what is no longer used.
    gc.freeze()
    return status


def _replace_closed_streams() -> None:
    """Opens what whoever started the process has closed, so that no file that is read or written gets its number;
    what is written there is lost, and reading standard input is an error.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status; `--help` and wrong usage leave by SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = sys.argv[1:] if argv is None else list(argv)
    # Where the command is named first, the others need not be loaded, and for the version none.
    first = given[:1]
    needed = first if first and first[0] in COMMANDS else COMMANDS
    try:
        arguments = parser(() if first == ["--version"] else needed).parse_args(given)
        if not vars(arguments).get("in_place"):
            from argmap.commands.inputs import refuse_overwriting

            refuse_overwriting(arguments)
        run: Callable[[argparse.Namespace], int] = arguments.run
        status = run(arguments)
        try:
            sys.stdout.flush()
        except BrokenPipeError:  # whoever read it has enough
            discard(sys.stdout)
        return status
    except (Unusable, MissingExtra) as error:
        say(f"argmap: {error}")
        return UNUSABLE
    except BrokenPipeError:
        discard(sys.stdout)
        return DONE
    except OSError as error:
        say(f"argmap: {system_reason(error)}")
        return UNUSABLE
    except KeyboardInterrupt:
        return 130


class _Completion(argparse.Action):
    """Prints the completion of the whole command line for a shell, and leaves."""

    def __call__(
        self, _: argparse.ArgumentParser, __: object, shell: Any, ___: object = None
    ) -> None:
        shtab = needed("shtab", "", "completion")
        print(shtab.complete(parser(), shell))
        raise SystemExit(DONE)


def parser(names: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The command line's grammar, with these commands."""
    from argmap.version import __version__

    top = Parser(
        prog="argmap",
        description="Write arguments down, check their structure, draw them for papers.",
        epilog="Exit status: 0 done; 1 the input has errors; 2 wrong usage, or a file that can't be "
        "read or written.",
    )
    top.add_argument("--version", action="version", version=f"argmap {__version__}")
    top.add_argument(
        "--print-completion",
        action=_Completion,
        choices=("bash", "zsh", "fish", "tcsh"),
        metavar="SHELL",
        help="print what makes a shell complete commands and options: bash, zsh, fish or tcsh",
    )
    # With `prog` argparse needs no formatter, which would measure the terminal.
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True, prog=top.prog)
    for name in names:
        import_module(f"argmap.commands.{name.replace('-', '_')}").add(commands)
    return top
