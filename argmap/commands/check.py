"""`argmap check`"""

from __future__ import annotations

import argparse
import sys
from itertools import groupby
from typing import TYPE_CHECKING

from argmap.commands.inputs import (
    compile_file,
    expand_folders,
    refuse_overwriting,
    with_progress_bar,
)
from argmap.commands.outputs import say, use_color, write_bytes, write_document, write_report
from argmap.commands.parsers import Commands, add_command
from argmap.commands.status import DONE, FAULTY, UNUSABLE, Unusable

if TYPE_CHECKING:
    from argmap.compilation import Compilation
    from argmap.diagnostics import Diagnostic, Severity
    from argmap.source import Source


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    parser = add_command(
        commands,
        "check",
        run,
        "report what is wrong with maps, and what a reviewer would object to",
        several=True,
        in_place=True,
    )
    parser.add_argument(
        "--format",
        choices=("full", "concise", "json", "github", "sarif"),
        default="full",
        help="full: with excerpts (default); concise: a line each; json and sarif: for programs; "
        "github: for its actions",
    )
    parser.add_argument(
        "--strict",
        action=argparse.BooleanOptionalAction,
        help="warnings too make the exit status 1, or don't, whatever the settings say",
    )
    parser.add_argument(
        "--profile",
        choices=("default", "strict", "teach"),
        help="which rules run: default; strict and teach add some",
    )
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="RULE",
        help="check only this: the name or code of a rule, the beginning of a code, a family, or all",
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="RULE", help="leave this rule out"
    )
    parser.add_argument(
        "--logic",
        action="store_true",
        help="find out what formulas prove, and let it count (needs the extra `logic`)",
    )
    parser.add_argument(
        "--fix", action="store_true", help="mend in the files what has a certain mend"
    )
    parser.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and write nothing"
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from argmap.configuration import chosen

    if arguments.files.count("-") > 1:
        raise Unusable("standard input can be read only once")
    if arguments.fix and arguments.diff:
        raise Unusable("--diff shows what --fix would do: give one of the two")
    listed = expand_folders(arguments.files)
    if arguments.fix and arguments.output and len(listed) > 1:
        raise Unusable("with --fix, -o says where the mended text of one FILE goes")
    select, ignore = (
        [w.strip() for word in words for w in word.split(",") if w.strip()]
        for words in (arguments.select, arguments.ignore)
    )
    try:
        choose = chosen(arguments.profile, select, ignore, arguments.strict, arguments.logic)
    except ValueError as error:
        raise Unusable(str(error)) from None
    if arguments.logic:
        from argmap.proof.solver import ProverError, require_z3

        try:
            require_z3()
        except ProverError as error:
            raise Unusable(str(error)) from None
    if not arguments.fix:
        refuse_overwriting(arguments, *listed)
    checked = _Run(arguments.fix, arguments.diff)
    status = DONE
    for file in with_progress_bar(listed, arguments.quiet, len(listed)):
        try:
            if isinstance(file, Unusable):
                raise file
            elsewhere = file == "-" or arguments.output is not None
            checked.check(compile_file(file, arguments, choose), elsewhere)
        except Unusable as error:
            say(f"argmap: {error}")
            status = UNUSABLE
    if status == DONE and checked.faulty:
        status = FAULTY
    for_programs = arguments.format in ("json", "sarif")
    if not arguments.quiet or for_programs or checked.faulty or checked.result is not None:
        _report(checked, arguments)
    if not arguments.quiet and checked.read:
        say(checked.summary())
    return status


def _report(run: _Run, arguments: argparse.Namespace) -> None:
    """Prints the diagnostics; where a text or a diff is the result, that goes to standard output, and the
    diagnostics to standard error.
    """
    from argmap.report import render_report

    shown = run.grouped() if arguments.format == "full" else run.found
    if run.result is not None:
        write_bytes(run.result, arguments.output)
        if not arguments.diff and (run.faulty or not arguments.quiet):
            color = use_color(arguments.color, sys.stderr)
            write_report(render_report(shown, arguments.format, color))
        return
    to_file = arguments.output not in (None, "-")
    color = not to_file and use_color(arguments.color, sys.stdout)
    report = render_report(shown, arguments.format, color)
    if to_file:
        write_document(report, arguments.output)
    else:
        write_report(report, sys.stdout)


class _Run:
    """What one run of `check` found in all its files."""

    def __init__(self, fix: bool, diff: bool) -> None:
        self.fix, self.diff = fix, diff
        self.found: list[Diagnostic] = []
        self.taught: set[Source] = set()  # the texts whose settings have the profile `teach`
        self.read = self.fixed = self.fixable = 0
        self.faulty = False  # by an error or, where the settings of its file are strict, a warning
        # A mended text for standard output, or the diffs.
        self.result: bytes | None = b"" if diff else None
        self._reported: set[tuple[str, int, str]] = set()

    def check(self, compilation: Compilation, elsewhere: bool) -> None:
        """Checks a file, and applies fixes where that is asked for: in the file, or as the result."""
        if self.fix or self.diff:
            from argmap.edit.fixes import diff, fixed

            after = fixed(compilation)
            if self.diff:
                self.fixable += after.count
                assert self.result is not None
                self.result += diff(compilation, after.data).encode("utf-8", "surrogatepass")
            else:
                if elsewhere:
                    self.result = after.data
                elif after.count:
                    write_bytes(after.data, str(compilation.source.path))
                self.fixed += after.count
                compilation = after.compilation
        else:
            self.fixable += sum(d.fix is not None for d in compilation.diagnostics)
        self.read += 1
        if compilation.settings.profile == "teach":
            self.taught.add(compilation.source)
        for diagnostic in compilation.diagnostics:
            # A problem of the settings is the same for each file, and is reported once.
            key = (diagnostic.source.name, diagnostic.span.start, diagnostic.message)
            if diagnostic.source is not compilation.source:
                if key in self._reported:
                    continue
                self._reported.add(key)
            if diagnostic.severity == "error" or (
                compilation.settings.strict and diagnostic.severity == "warning"
            ):
                self.faulty = True
            self.found.append(diagnostic)

    def grouped(self) -> list[Diagnostic]:
        """What was found, told once for each rule where the profile of a file is `teach`."""
        if not self.taught:
            return self.found
        from argmap.report.grouped import grouped

        kept: list[Diagnostic] = []
        for source, found in groupby(self.found, key=lambda diagnostic: diagnostic.source):
            diagnostics = list(found)
            kept += grouped(diagnostics) if source in self.taught else diagnostics
        return kept

    def count(self, severity: Severity) -> int:
        return sum(d.severity is severity for d in self.found)

    def summary(self) -> str:
        from argmap.diagnostics import Severity

        def count(number: int, noun: str) -> str:
            return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

        files = count(self.read, "file")
        mended = f"{count(self.fixed, 'fault')} mended; " if self.fixed else ""
        if not self.found:
            return f"argmap: {mended}{files} checked, nothing to mend"
        counts = [
            count(self.count(Severity.ERROR), "error"),
            count(self.count(Severity.WARNING), "warning"),
        ]
        hints = self.count(Severity.HINT)
        if hints:
            counts.append(count(hints, "hint"))
        fixable = f"; --fix mends {self.fixable} of them" if self.fixable else ""
        return f"argmap: {mended}{', '.join(counts)} in {files}{fixable}"
