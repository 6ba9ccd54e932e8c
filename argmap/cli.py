"""The command line: reads arguments, runs the pipe, prints, and says how it went.

Results go to standard output, everything else to standard error. Exit status: 0 done; 1 the input has
errors; 2 wrong usage, or a file that can't be read or written. The commands' imports are inside them,
so that each starts with no more than it needs.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.compilation import Compilation
    from argmap.diagnostics import Diagnostic

DONE, FAULTY, UNUSABLE = 0, 1, 2


class _Unusable(Exception):
    """A file that can't be read or written, or an option that makes no sense."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status; `--help` and wrong usage leave by SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = parser().parse_args(argv)
    try:
        run: Callable[[argparse.Namespace], int] = arguments.run
        status = run(arguments)
        sys.stdout.flush()
        return status
    except _Unusable as error:
        print(f"argmap: {error}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        print(f"argmap: {_why(error)}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    from argmap import __version__

    top = argparse.ArgumentParser(
        prog="argmap",
        description="Write arguments down, check their structure, draw them for papers.",
        epilog="Exit status: 0 done; 1 the input has errors; 2 wrong usage, or a file that can't be "
        "read or written.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"argmap {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    check = _command(commands, "check", _check, "report every error in maps", several=True)
    check.add_argument(
        "--format",
        choices=("full", "concise", "json"),
        default="full",
        help="full: with excerpts (default); concise: a line each; json: for programs",
    )
    check.add_argument("--strict", action="store_true", help="warnings too make the exit status 1")

    render = _command(commands, "render", _render, "draw a map")
    render.add_argument(
        "--to",
        metavar="FORMAT",
        choices=("svg", "pdf", "png", "dot"),
        help="svg, pdf, png or dot; without it the ending of OUT decides",
    )
    render.add_argument(
        "--force",
        action="store_true",
        help="draw what could be understood of a file with errors; the exit status is 1 all the same",
    )
    render.add_argument(
        "--dot",
        metavar="PROGRAM",
        help="lay out with this `dot` instead of the one that comes with argmap",
    )
    render.add_argument(
        "--width",
        type=float,
        default=174.0,
        metavar="MM",
        help="how wide the figure should be at most, where its map allows (default: 174)",
    )
    render.add_argument(
        "--dpi", type=int, default=300, metavar="N", help="dots per inch of a png (default: 300)"
    )

    convert = _command(commands, "convert", _convert, "write a map in another form")
    convert.add_argument(
        "--to",
        metavar="FORMAT",
        choices=("json", "arg"),
        help="json or arg; without it the ending of OUT decides",
    )
    convert.add_argument(
        "--force",
        action="store_true",
        help="convert what could be understood of a file with errors; the exit status is 1 all the same",
    )
    return top


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    help: str,
    several: bool = False,
) -> argparse.ArgumentParser:
    """A command with the options that every command has."""
    command = commands.add_parser(
        name, help=help, description=help[:1].upper() + help[1:] + ".", allow_abbrev=False
    )
    command.set_defaults(run=run)
    if several:
        command.add_argument(
            "files", nargs="+", metavar="FILE", help=".arg or .json; - is standard input"
        )
    else:
        command.add_argument("file", metavar="FILE", help=".arg or .json; - is standard input")
    command.add_argument(
        "-o", "--output", metavar="OUT", help="the file to write; - is standard output"
    )
    command.add_argument(
        "--stdin-filename", metavar="PATH", help="where the text of standard input would stand"
    )
    command.add_argument("--project", metavar="DIR", help="the folder that reading may not leave")
    command.add_argument("--quiet", action="store_true", help="say nothing but what was asked for")
    command.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours in messages (default: auto, where a terminal shows them)",
    )
    return command


def _compile(file: str, arguments: argparse.Namespace) -> Compilation:
    from argmap.compilation import Compilation

    if arguments.project is not None and not os.path.isdir(arguments.project):
        raise _Unusable(f"--project {arguments.project}: there is no such folder")
    try:
        if file == "-":
            return Compilation.of_stdin(arguments.stdin_filename, arguments.project)
        return Compilation.of_file(file, arguments.project)
    except (OSError, ValueError) as error:
        raise _Unusable(f"can't read {file}: {_why(error, named=True)}") from None


def _check(arguments: argparse.Namespace) -> int:
    from argmap.diagnostics import Severity
    from argmap.report import render_report

    if arguments.files.count("-") > 1:
        raise _Unusable("standard input can be read only once")
    found: list[Diagnostic] = []
    status, read = DONE, 0
    for file in arguments.files:
        try:
            found.extend(_compile(file, arguments).diagnostics)
            read += 1
        except _Unusable as error:
            print(f"argmap: {error}", file=sys.stderr)
            status = UNUSABLE
    errors = sum(d.severity is Severity.ERROR for d in found)
    warnings = sum(d.severity is Severity.WARNING for d in found)
    if status == DONE and (errors or (arguments.strict and warnings)):
        status = FAULTY
    if not arguments.quiet or arguments.format == "json" or status == FAULTY:
        to_file = arguments.output not in (None, "-")
        color = not to_file and _colored(arguments.color, sys.stdout)
        _write_text(render_report(found, arguments.format, color), arguments.output)
    if not arguments.quiet and read:
        print(_summary(read, errors, warnings), file=sys.stderr)
    return status


def _summary(files: int, errors: int, warnings: int) -> str:
    def count(number: int, noun: str) -> str:
        return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

    if not errors and not warnings:
        return f"argmap: {count(files, 'file')} checked, nothing to mend"
    return (
        f"argmap: {count(errors, 'error')}, {count(warnings, 'warning')} in {count(files, 'file')}"
    )


def _understood(arguments: argparse.Namespace) -> tuple[Compilation, int]:
    """The compilation of the one file; its diagnostics are printed, and stop a command by default."""
    from argmap.report import render_report

    compilation = _compile(arguments.file, arguments)
    if compilation.diagnostics and (compilation.has_errors or not arguments.quiet):
        color = _colored(arguments.color, sys.stderr)
        sys.stderr.write(render_report(compilation.diagnostics, "full", color))
    return compilation, FAULTY if compilation.has_errors else DONE


def _refused(arguments: argparse.Namespace, compilation: Compilation) -> int:
    print(
        f"argmap: {compilation.source.name} has errors, so nothing was written; "
        "--force goes on with what was understood",
        file=sys.stderr,
    )
    return FAULTY


def _render(arguments: argparse.Namespace) -> int:
    from argmap.draw.options import Options
    from argmap.write import picture_format

    if arguments.output is None:
        raise _Unusable("render needs -o OUT; -o - writes to standard output")
    try:
        if arguments.output == "-" and arguments.to is None:
            raise ValueError("-o - needs a format: --to svg, pdf, png or dot")
        to = picture_format(arguments.output, arguments.to)
        options = Options(dot=arguments.dot, dpi=arguments.dpi, width=arguments.width)
    except ValueError as error:
        raise _Unusable(str(error)) from None
    compilation, status = _understood(arguments)
    if status and not arguments.force:
        return _refused(arguments, compilation)
    from argmap.draw.engine import LayoutError
    from argmap.write import render

    try:
        data = render(compilation.map, to, options)
    except LayoutError as error:
        raise _Unusable(str(error)) from None
    if not arguments.quiet and to in ("pdf", "png"):
        _report_glyphs(compilation, to, arguments)
    _write_bytes(data, arguments.output)
    return status


def _report_glyphs(compilation: Compilation, to: str, arguments: argparse.Namespace) -> None:
    from argmap.draw.fonts import missing_glyphs
    from argmap.report import render_report

    found = missing_glyphs(compilation.map, compilation.source, to)
    sys.stderr.write(render_report(found, "full", _colored(arguments.color, sys.stderr)))


def _convert(arguments: argparse.Namespace) -> int:
    to = arguments.to
    if to is None and arguments.output not in (None, "-"):
        ending = os.path.splitext(arguments.output)[1].removeprefix(".").lower()
        to = ending if ending in ("json", "arg") else None
    if to is None:
        raise _Unusable("convert needs --to json or --to arg, or an OUT that ends so")
    compilation, status = _understood(arguments)
    if status and not arguments.force:
        return _refused(arguments, compilation)
    from argmap.diagnostics import ArgmapError

    try:
        text = compilation.map.to_json() if to == "json" else compilation.map.to_arg()
    except ArgmapError as error:
        print(f"argmap: {compilation.source.name}: {error}", file=sys.stderr)
        return FAULTY
    _write_text(text, arguments.output)
    return status


def _write_text(text: str, output: str | None) -> None:
    if output in (None, "-"):
        sys.stdout.write(text)
    else:
        _write_bytes(text.encode("utf-8", "surrogatepass"), output)


def _write_bytes(data: bytes, output: str | None) -> None:
    from argmap.write import write_file

    if output in (None, "-"):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    assert output is not None
    try:
        write_file(output, data)
    except (OSError, ValueError) as error:
        raise _Unusable(f"can't write {output}: {_why(error, named=True)}") from None


def _why(error: Exception, named: bool = False) -> str:
    """The reason that the system gives, in words."""
    if isinstance(error, OSError) and error.strerror:
        words = {errno.EISDIR: "it is a folder", errno.ENOENT: "there is no such file or folder"}
        reason = words.get(error.errno or 0, error.strerror[:1].lower() + error.strerror[1:])
        return reason if named or not error.filename else f"{error.filename}: {reason}"
    return str(error)


def _colored(choice: str, stream: object) -> bool:
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return bool(getattr(stream, "isatty", bool)()) and os.environ.get("TERM") != "dumb"
