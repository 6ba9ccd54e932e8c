"""Writes the output of a command: atomically to a file, or to standard output."""

from __future__ import annotations

import argparse
import errno
import os
import sys

from argmap.commands.status import Unusable


def write_text(text: str, output: str | None) -> None:
    """Writes a text to a file or, without one, to standard output."""
    if output in (None, "-"):
        sys.stdout.write(text)
    else:
        write_bytes(text.encode("utf-8", "surrogatepass"), output)


def write_json(data: object, output: str | None) -> None:
    """Writes data as JSON."""
    import json

    write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", output)


def write_bytes(data: bytes, output: str | None) -> None:
    """Writes bytes; `Unusable` where the file can't be written."""
    from argmap.files import write_file

    if output in (None, "-"):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    assert output is not None
    try:
        write_file(output, data)
    except (OSError, ValueError) as error:
        raise Unusable(f"can't write {output}: {system_reason(error, named=True)}") from None


def output_format(arguments: argparse.Namespace, figures: bool = True) -> str:
    """The format of a result: full or json or, by the ending of OUT, that of a picture."""
    from argmap.formats import PICTURES, ending_of, named_by

    form: str | None = arguments.format
    ending = "" if arguments.output in (None, "-") else named_by(ending_of(arguments.output))
    if ending not in PICTURES or ending == "text" or not figures:
        return form or ("json" if ending == "json" else "full")
    if form is not None:
        raise Unusable(f"--format is for text, and {arguments.output} is to be a figure")
    return ending


def system_reason(error: Exception, named: bool = False) -> str:
    """The message of an error of the operating system; the file that it names comes first, unless the caller has
    `named` it already.
    """
    if isinstance(error, OSError) and error.strerror:
        words = {errno.EISDIR: "it is a folder", errno.ENOENT: "there is no such file or folder"}
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
