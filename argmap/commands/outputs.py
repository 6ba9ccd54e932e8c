"""Writes the output of a command: atomically to a file, or to standard output."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from argmap.commands.status import Unusable
from argmap.wording import for_terminal, json_text, listed, printable


def say(message: str) -> None:
    """Prints a message of one line to standard error, with nothing in it that a terminal would act on."""
    write_report(f"{printable(message)}\n")


def write_report(report: str, stream: TextIO | None = None) -> None:
    """Prints what `argmap.report` has made, in which colours are the only control characters, to a stream, standard
    error without one.
    """
    stream = stream or sys.stderr
    with losing_readers(stream):
        stream.write(report)


def write_text(text: str, output: str | None) -> None:
    """Writes a text for readers to a file or, without one, to standard output, with nothing in it that a terminal
    would act on.
    """
    text = for_terminal(text)
    if output in (None, "-"):
        with losing_readers(sys.stdout):
            sys.stdout.write(text)
    else:
        write_bytes(text.encode(), output)


def write_json(data: object, output: str | None) -> None:
    """Writes data as JSON."""
    write_document(json_text(data), output)


def write_document(text: str, output: str | None) -> None:
    """Writes a text for programs, such as a map in a format or a report in JSON."""
    if output in (None, "-"):
        with losing_readers(sys.stdout):
            sys.stdout.write(for_terminal(text) if sys.stdout.isatty() else text)
    else:
        write_bytes(text.encode("utf-8", "surrogatepass"), output)


def write_bytes(data: bytes, output: str | None) -> None:
    """Writes bytes as they are, but to a terminal as `write_text` does; `Unusable` where the file can't be written."""
    from argmap.files import write_file

    if output in (None, "-"):
        with losing_readers(sys.stdout):
            sys.stdout.flush()
            if sys.stdout.isatty():
                sys.stdout.write(for_terminal(data.decode("utf-8", "replace")))
            else:
                sys.stdout.buffer.write(data)
        return
    assert output is not None
    try:
        write_file(output, data)
    except (OSError, ValueError) as error:
        raise Unusable(f"can't write {output}: {system_reason(error, named=True)}") from None


@contextmanager
def losing_readers(stream: TextIO) -> Iterator[None]:
    """Goes on where whoever read the stream has enough, as `head` does: the exit status is that of the command."""
    try:
        yield
    except BrokenPipeError:
        discard(stream)


def discard(stream: TextIO) -> None:
    """Sends what is still written to a stream nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def output_format(arguments: argparse.Namespace, others: Collection[str] = ()) -> str:
    """The format of a result: full, json, or by the ending of OUT one of some others."""
    from argmap.formats import PICTURES, ending_of, named_by

    form: str | None = arguments.format
    ending = "" if arguments.output in (None, "-") else named_by(ending_of(arguments.output))
    if ending not in (*PICTURES, *others) or ending == "text":
        return form or ("json" if ending == "json" else "full")
    if ending not in others:
        allowed = listed(["text", "json", *(one for one in others if one != "text")], "or")
        raise Unusable(
            f"the result is written as {allowed}, and {arguments.output} is to be {ending}"
        )
    if form not in (None, ending):
        raise Unusable(f"--format {form} is asked for, and {arguments.output} is to be {ending}")
    return ending


def system_reason(error: Exception, named: bool = False) -> str:
    """The message of an error of the operating system; the file that it names comes first, unless the caller has
    `named` it already.
    """
    if isinstance(error, OSError) and error.strerror:
        words = {errno.ENOENT: "there is no such file or folder"}
        reason = words.get(error.errno or 0, error.strerror[:1].lower() + error.strerror[1:])
        return reason if named or not error.filename else f"{error.filename}: {reason}"
    return str(error)


def use_color(choice: str, stream: object) -> bool:
    """Whether messages are coloured: by choice, environment and terminal (no-color.org)."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return bool(getattr(stream, "isatty", bool)()) and os.environ.get("TERM") != "dumb"
