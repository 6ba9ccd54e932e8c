"""`argmap coverage`"""

from __future__ import annotations

import argparse
import os

from argmap.commands.inputs import compile_and_report, refuse_overwriting, report_refusal
from argmap.commands.outputs import write_text
from argmap.commands.parsers import Commands, add_command
from argmap.commands.status import Unusable


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    parser = add_command(commands, "coverage", run, "tell how much of its source a map quotes")
    parser.add_argument(
        "--format",
        choices=("full", "json"),
        default="full",
        help="full (default) or json; with -o OUT.html the source is written with its quotations "
        "marked",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="count what could be understood of a file with errors; the exit status is 1 all the same",
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from argmap.quotations.coverage import coverage, to_dict, to_text
    from argmap.wording import json_text

    # A quotation that is not found is an error elsewhere; here it is a part of the answer.
    compilation, status = compile_and_report(arguments, quotations=False)
    if status and not arguments.force:
        return report_refusal(arguments, compilation)
    found = coverage(compilation.map, compilation.source, compilation.project)
    refuse_overwriting(arguments, arguments.file, *(share.file.path for share in found.files))
    if arguments.output not in (None, "-") and arguments.output.lower().endswith((".html", ".htm")):
        from argmap.writers.coverage_html import to_html

        write_text(to_html(found), arguments.output)
        arguments.output = None
    elif arguments.output not in (None, "-"):
        ending = os.path.splitext(arguments.output)[1].lower()
        if ending == ".json":
            arguments.format = "json"
        elif ending not in (".txt", ".md", ""):
            raise Unusable(f"coverage writes html, json and text, and no `{ending}`")
    text = to_text(found)
    if arguments.format == "json":
        text = json_text(to_dict(found))
    elif arguments.quiet:
        return status
    write_text(text, arguments.output)
    return status
