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
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.compilation import Choice, Compilation
    from argmap.diagnostics import Diagnostic, Severity
    from argmap.draw.drawing import Drawing
    from argmap.draw.options import Options
    from argmap.evaluate.evaluation import Evaluation
    from argmap.evaluate.explanation import Explanation

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
    from argmap.draw.choices import DIRECTIONS, LAYOUTS
    from argmap.write import DOCUMENTS, PICTURES

    top = argparse.ArgumentParser(
        prog="argmap",
        description="Write arguments down, check their structure, draw them for papers.",
        epilog="Exit status: 0 done; 1 the input has errors; 2 wrong usage, or a file that can't be "
        "read or written.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"argmap {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    check = _command(
        commands,
        "check",
        _check,
        "report what is wrong with maps, and what a reviewer would object to",
        several=True,
    )
    check.add_argument(
        "--format",
        choices=("full", "concise", "json", "github", "sarif"),
        default="full",
        help="full: with excerpts (default); concise: a line each; json and sarif: for programs; "
        "github: for its actions",
    )
    check.add_argument(
        "--strict",
        action=argparse.BooleanOptionalAction,
        help="warnings too make the exit status 1, or don't, whatever the settings say",
    )
    check.add_argument(
        "--profile",
        choices=("default", "strict", "teach"),
        help="which rules run: default; strict and teach add some",
    )
    check.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="RULE",
        help="check only this: the name or code of a rule, the beginning of a code, a family, or all",
    )
    check.add_argument(
        "--ignore", action="append", default=[], metavar="RULE", help="leave this rule out"
    )
    check.add_argument(
        "--fix", action="store_true", help="mend in the files what has a certain mend"
    )
    check.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and write nothing"
    )

    explain = _command(commands, "explain", _explain, "print the page of a rule", file=None)
    explain.add_argument(
        "rule",
        nargs="?",
        metavar="RULE",
        help="the name or code of a rule; of a family or without it, the list",
    )

    schemes = _command(
        commands, "schemes", _schemes, "list the argument schemes, or print one", file=None
    )
    schemes.add_argument(
        "name", nargs="?", metavar="NAME", help="a scheme; without it, the list of all"
    )
    schemes.add_argument(
        "--format", choices=("full", "json"), default="full", help="full (default) or json"
    )

    coverage = _command(commands, "coverage", _coverage, "tell how much of its source a map quotes")
    coverage.add_argument(
        "--format",
        choices=("full", "json"),
        default="full",
        help="full (default) or json; with -o OUT.html the source is written with its quotations "
        "marked",
    )
    coverage.add_argument(
        "--force",
        action="store_true",
        help="count what could be understood of a file with errors; the exit status is 1 all the same",
    )

    render = _command(commands, "render", _render, "draw a map")
    render.add_argument(
        "--to",
        metavar="FORMAT",
        choices=PICTURES,
        help=f"{_or(PICTURES)}; without it the ending of OUT decides",
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
        "--caption",
        nargs="?",
        const="text",
        choices=("text", "latex", "markdown", "html"),
        metavar="FORM",
        help="print a caption that explains the signs used, and an alternative text: text (default), "
        "latex, markdown or html",
    )
    figure = render.add_argument_group("how it is laid out")
    figure.add_argument(
        "--layout",
        choices=LAYOUTS,
        default="tree",
        help="tree (default): conclusions on top; outline: indented boxes, for one column and any length; "
        "freeman: numbered circles with a key; toulmin; framework: arguments and attacks as circles; "
        "standard: premises and conclusion in numbered lines, as text, markdown, tikz or tex",
    )
    figure.add_argument(
        "--direction",
        choices=DIRECTIONS,
        help="which way from conclusion to reasons (default: down, for circles up)",
    )
    figure.add_argument(
        "--preset",
        metavar="NAME",
        help="the journal, slide, poster or screen that it is for: width, height and size of type; "
        "`--preset help` lists them",
    )
    figure.add_argument(
        "--theme",
        default="default",
        metavar="NAME",
        help="default, grey, print (no fills), dark, or a TOML file with colours",
    )
    figure.add_argument(
        "--width",
        type=float,
        metavar="MM",
        help="how wide it may be (default: the preset's, or 174)",
    )
    figure.add_argument(
        "--height", type=float, metavar="MM", help="how high it may be (default: the preset's)"
    )
    figure.add_argument(
        "--size",
        type=float,
        metavar="PT",
        help="the size of the type (default: the preset's, or 8)",
    )
    figure.add_argument(
        "--dpi", type=int, default=300, metavar="N", help="dots per inch of a png (default: 300)"
    )
    figure.add_argument(
        "--tagged",
        action="store_true",
        help="a pdf with the tags that screen readers go by; needs argmap[typst]",
    )
    figure.add_argument(
        "--prefix",
        default="",
        metavar="NAME",
        help="what the ids in an svg begin with, for pages that hold several figures",
    )
    figure.add_argument(
        "--font",
        action="append",
        default=[],
        dest="fonts",
        metavar="FILE",
        help="a font for characters that argmap's own lack, before those of the system; can be repeated",
    )
    part = render.add_argument_group("what of the map is drawn")
    part.add_argument(
        "--root",
        metavar="LABEL",
        help="only what a statement rests on, and what is held against it",
    )
    part.add_argument(
        "--depth", type=int, metavar="N", help="only so many steps below the main conclusions"
    )
    part.add_argument(
        "--status",
        action="store_true",
        help="mark each statement as in, out or undecided, as `argmap evaluate` does",
    )
    for name, help in (
        ("only", "only statements of section:…, tag:…, speaker:… or kind:…; can be repeated"),
        ("without", "no statements of section:…, tag:…, speaker:… or kind:…; can be repeated"),
        ("collapse", "draw a section as one box; can be repeated"),
    ):
        metavar = "SECTION" if name == "collapse" else "WHAT"
        part.add_argument(f"--{name}", action="append", default=[], metavar=metavar, help=help)

    prove = _command(
        commands,
        "prove",
        _prove,
        "say which steps with formulas are valid, and what the others lack",
    )
    prove.add_argument(
        "--format", choices=("full", "json"), default="full", help="full (default) or json"
    )
    prove.add_argument(
        "--limit",
        type=float,
        metavar="SECONDS",
        help="how long a step may take, about; counted in work, so that the answer is the same on "
        "every machine (default: 5)",
    )

    from argmap.evaluate.choices import METHODS, SEMANTICS

    evaluate = _command(commands, "evaluate", _evaluate, "say which statements stand, and why")
    evaluate.add_argument(
        "--all", action="store_true", help="all statements, not only roots and recommendations"
    )
    evaluate.add_argument(
        "--format",
        choices=("full", "json"),
        help="full (default) or json; an OUT that ends in .json is json",
    )
    evaluate.add_argument(
        "--explain",
        metavar="LABEL",
        help="what the status of one statement hangs on, as a nested list, or with -o OUT.svg as a figure",
    )
    evaluate.add_argument(
        "--semantics",
        choices=SEMANTICS,
        default="grounded",
        help=f"{_or(SEMANTICS)} (default: grounded)",
    )
    evaluate.add_argument(
        "--acceptance",
        choices=("sceptical", "credulous"),
        help="with several extensions: in all of them (sceptical, default) or in some (credulous)",
    )
    evaluate.add_argument(
        "--method",
        choices=METHODS,
        help=f"of the gradual semantics: {_or(METHODS)} (default: {METHODS[0]})",
    )
    _supposing(evaluate)
    for name, help in (
        ("layout", "the layout of a figure"),
        ("preset", "what a figure is for"),
        ("theme", "the colours of a figure"),
    ):
        evaluate.add_argument(f"--{name}", metavar="NAME", help=f"{help}, as for `argmap render`")
    evaluate.add_argument(
        "--force",
        action="store_true",
        help="evaluate what could be understood of a file with errors; the exit status is 1 all the same",
    )

    from argmap.evaluate.choices import SIZE, TRIES

    crux = _command(
        commands,
        "crux",
        _crux,
        "say which premises a conclusion hangs on: reject them, and it changes",
    )
    crux.add_argument(
        "label", nargs="?", metavar="LABEL", help="a statement; without it, each root"
    )
    crux.add_argument(
        "--size",
        type=int,
        default=SIZE,
        metavar="N",
        help=f"how many premises are rejected together at most (default: {SIZE})",
    )
    crux.add_argument(
        "--tries",
        type=int,
        default=TRIES,
        metavar="N",
        help=f"how many sets are tried for each conclusion (default: {TRIES})",
    )
    _supposing(crux)
    compare = _command(
        commands,
        "compare",
        _compare,
        "say what differs between two maps, and how far they agree",
    )
    compare.add_argument("other", metavar="OTHER", help="the later version, or the other reading")
    for command in (crux, compare):
        command.add_argument(
            "--format",
            choices=("full", "json"),
            help="full (default) or json; an OUT that ends in .json is json",
        )
        command.add_argument(
            "--force",
            action="store_true",
            help="go on with what could be understood of a file with errors; the exit status is 1 all "
            "the same",
        )

    convert = _command(commands, "convert", _convert, "write a map in another form")
    convert.add_argument(
        "--to",
        metavar="FORMAT",
        choices=DOCUMENTS,
        help=f"{_or(DOCUMENTS)}; without it the ending of OUT decides",
    )
    convert.add_argument(
        "--force",
        action="store_true",
        help="convert what could be understood of a file with errors; the exit status is 1 all the same",
    )
    return top


def _supposing(command: argparse.ArgumentParser) -> None:
    """The options that suppose what a map does not say."""
    group = command.add_argument_group("what if; each can be repeated")
    for name, metavar, help in (
        ("reject", "LABEL", "this statement is not held, whatever supports it"),
        ("assume", "LABEL", "this statement is held, whatever speaks against it"),
        ("audience", "SPEAKER", "what this speaker says is held, and what contradicts it is not"),
    ):
        group.add_argument(f"--{name}", action="append", default=[], metavar=metavar, help=help)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    help: str,
    several: bool = False,
    file: str | None = ".arg, .json, .apx, .tgf or .af; - is standard input",
) -> argparse.ArgumentParser:
    """A command with the options that every command has; `file` is None where it reads none."""
    command = commands.add_parser(
        name, help=help, description=help[:1].upper() + help[1:] + ".", allow_abbrev=False
    )
    command.set_defaults(run=run)
    if several:
        folders = "; of a folder, all .arg files in it"
        command.add_argument("files", nargs="+", metavar="FILE", help=f"{file}{folders}")
    elif file:
        command.add_argument("file", metavar="FILE", help=file)
    command.add_argument(
        "-o", "--output", metavar="OUT", help="the file to write; - is standard output"
    )
    if file:
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


def _spare(arguments: argparse.Namespace, *inputs: object) -> None:
    """Refuses to write over what is read."""
    output = arguments.output
    if output in (None, "-"):
        return
    for file in inputs:
        both = file != "-" and os.path.exists(str(file)) and os.path.exists(output)
        if both and os.path.samefile(str(file), output):
            raise _Unusable(f"-o {output} would write over what is read")


def _compile(file: str, arguments: argparse.Namespace, choose: Choice | None = None) -> Compilation:
    from argmap.compilation import Compilation

    if arguments.project is not None and not os.path.isdir(arguments.project):
        raise _Unusable(f"--project {arguments.project}: there is no such folder")
    try:
        if file == "-":
            return Compilation.of_stdin(arguments.stdin_filename, arguments.project, choose)
        return Compilation.of_file(file, arguments.project, choose)
    except (OSError, ValueError) as error:
        raise _Unusable(f"can't read {file}: {_why(error, named=True)}") from None


def _check(arguments: argparse.Namespace) -> int:
    from argmap.configuration import chosen

    if arguments.files.count("-") > 1:
        raise _Unusable("standard input can be read only once")
    if arguments.fix and arguments.diff:
        raise _Unusable("--diff shows what --fix would do: give one of the two")
    listed = _listed(arguments.files)
    if arguments.fix and arguments.output and len(listed) > 1:
        raise _Unusable("with --fix, -o says where the mended text of one FILE goes")
    select, ignore = (
        [w.strip() for word in words for w in word.split(",") if w.strip()]
        for words in (arguments.select, arguments.ignore)
    )
    try:
        choose = chosen(arguments.profile, select, ignore, arguments.strict)
    except ValueError as error:
        raise _Unusable(str(error)) from None
    if not arguments.fix:
        _spare(arguments, *listed)
    run = _Run(arguments.fix, arguments.diff)
    status = DONE
    for file in _progress(listed, arguments.quiet):
        try:
            if isinstance(file, _Unusable):
                raise file
            elsewhere = file == "-" or arguments.output is not None
            run.take(_compile(file, arguments, choose), elsewhere)
        except _Unusable as error:
            print(f"argmap: {error}", file=sys.stderr)
            status = UNUSABLE
    if status == DONE and run.faulty:
        status = FAULTY
    for_programs = arguments.format in ("json", "sarif")
    if not arguments.quiet or for_programs or run.faulty or run.result is not None:
        _report(run, arguments)
    if not arguments.quiet and run.read:
        print(run.summary(), file=sys.stderr)
    return status


def _report(run: _Run, arguments: argparse.Namespace) -> None:
    """Prints what was found; where a text or a diff is the result, that comes first, and what was found
    goes to standard error.
    """
    from argmap.report import render_report

    if run.result is not None:
        _write_bytes(run.result, arguments.output)
        if not arguments.diff and (run.faulty or not arguments.quiet):
            color = _colored(arguments.color, sys.stderr)
            sys.stderr.write(render_report(run.found, arguments.format, color))
        return
    to_file = arguments.output not in (None, "-")
    color = not to_file and _colored(arguments.color, sys.stdout)
    _write_text(render_report(run.found, arguments.format, color), arguments.output)


def _listed(files: list[str]) -> list[str | _Unusable]:
    """The files to check, those of folders among them; what is no use in its place, to be said in turn."""
    from pathlib import Path

    from argmap.imports import maps_under

    found: list[str | _Unusable] = []
    for file in files:
        if file != "-" and os.path.isdir(file):
            try:
                within = [str(path) for path in maps_under(Path(file))]
                found += within or [_Unusable(f"there is no .arg file in {file}")]
            except OSError as error:
                found.append(_Unusable(f"can't read {_why(error)}"))
        else:
            found.append(file)
    once: dict[object, str | _Unusable] = {}
    for one in found:
        known = os.path.realpath(one) if isinstance(one, str) and one != "-" else one
        once.setdefault(known, one)
    return list(once.values())


def _progress(files: list[str | _Unusable], quiet: bool) -> Iterable[str | _Unusable]:
    """The files, with a bar on a terminal when going through them takes longer than a second."""
    if quiet or len(files) < 2 or not sys.stderr.isatty():
        return files
    from tqdm import tqdm

    bar: Iterable[str | _Unusable] = tqdm(
        files, "checking", unit="file", delay=1, leave=False, file=sys.stderr
    )
    return bar


class _Run:
    """What one run of `check` found in all its files."""

    def __init__(self, fix: bool, diff: bool) -> None:
        self.fix, self.diff = fix, diff
        self.found: list[Diagnostic] = []
        self.read = self.fixed = self.fixable = 0
        self.faulty = False  # by an error or, where the settings of its file are strict, a warning
        # A mended text for standard output, or the diffs.
        self.result: bytes | None = b"" if diff else None
        self._said: set[tuple[str, int, str]] = set()

    def take(self, compilation: Compilation, elsewhere: bool) -> None:
        """Checks a file, and mends it where that is asked for: in its place, or as the result."""
        from argmap.fixes import diff, fixed

        if self.fix or self.diff:
            after = fixed(compilation)
            if self.diff:
                self.fixable += after.count
                assert self.result is not None
                self.result += diff(compilation, after.data).encode("utf-8", "surrogatepass")
            else:
                if elsewhere:
                    self.result = after.data
                elif after.count:
                    _write_bytes(after.data, str(compilation.source.path))
                self.fixed += after.count
                compilation = after.compilation
        else:
            self.fixable += sum(d.fix is not None for d in compilation.diagnostics)
        self.read += 1
        for diagnostic in compilation.diagnostics:
            # What is wrong with settings is wrong for each file, and said once.
            key = (diagnostic.source.name, diagnostic.span.start, diagnostic.message)
            if diagnostic.source is not compilation.source:
                if key in self._said:
                    continue
                self._said.add(key)
            if diagnostic.severity == "error" or (
                compilation.settings.strict and diagnostic.severity == "warning"
            ):
                self.faulty = True
            self.found.append(diagnostic)

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


def _explain(arguments: argparse.Namespace) -> int:
    from argmap.configuration import wrong_rule
    from argmap.rules.pages import listing, titled
    from argmap.rules.table import rule_named

    if arguments.rule is None:
        _write_text(listing(), arguments.output)
        return DONE
    wrong = wrong_rule(arguments.rule)
    if wrong:
        raise _Unusable(": ".join(wrong))
    rule = rule_named(arguments.rule)
    _write_text(titled(rule) if rule else listing(arguments.rule), arguments.output)
    return DONE


def _schemes(arguments: argparse.Namespace) -> int:
    import json
    from pathlib import Path

    from argmap.configuration import settings_for
    from argmap.report import render_report
    from argmap.schemes import closest, describe, listing, to_dict
    from argmap.schemes.library import schemes

    settings = settings_for(Path(arguments.project or "."))
    known, problems = schemes(settings.schemes)
    found = (*settings.diagnostics, *problems)
    sys.stderr.write(render_report(found, "full", _colored(arguments.color, sys.stderr)))
    status = FAULTY if found else DONE
    if arguments.name is None:
        text = listing(known.values())
        data: object = [to_dict(scheme) for scheme in known.values()]
    else:
        scheme = known.get(arguments.name)
        if scheme is None and arguments.name == "deduction":
            raise _Unusable(
                "`deduction` is a word of the language, and no scheme: `by deduction` makes a step strict"
            )
        if scheme is None:
            guess = closest(arguments.name, known.values())
            help = f"did you mean `{guess}`?" if guess else "`argmap schemes` lists them"
            raise _Unusable(f"no scheme has the name `{arguments.name}`: {help}")
        text, data = describe(scheme), to_dict(scheme)
    if arguments.format == "json":
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    _write_text(text if text.endswith("\n") else f"{text}\n", arguments.output)
    return status


def _coverage(arguments: argparse.Namespace) -> int:
    import json

    from argmap.quotations.coverage import coverage, to_dict, to_text

    # A quotation that is not found is an error elsewhere; here it is a part of the answer.
    compilation, status = _understood(arguments, quotations=False)
    if status and not arguments.force:
        return _refused(arguments, compilation)
    found = coverage(compilation.map, compilation.source, compilation.project)
    _spare(arguments, arguments.file, *(share.file.path for share in found.files))
    if arguments.output not in (None, "-") and arguments.output.lower().endswith((".html", ".htm")):
        from argmap.write.coverage_html import to_html

        _write_text(to_html(found), arguments.output)
        arguments.output = None
    elif arguments.output not in (None, "-"):
        ending = os.path.splitext(arguments.output)[1].lower()
        if ending == ".json":
            arguments.format = "json"
        elif ending not in (".txt", ".md", ""):
            raise _Unusable(f"coverage writes html, json and text, and no `{ending}`")
    text = to_text(found)
    if arguments.format == "json":
        text = json.dumps(to_dict(found), ensure_ascii=False, indent=2) + "\n"
    elif arguments.quiet:
        return status
    _write_text(text, arguments.output)
    return status


def _prove(arguments: argparse.Namespace) -> int:
    import json

    _spare(arguments, arguments.file)
    compilation, status = _understood(arguments)
    if status:
        print(
            f"argmap: {compilation.source.name} has errors, so nothing was proved", file=sys.stderr
        )
        return status
    from argmap.proof.prove import LIMIT, prove
    from argmap.proof.solver import ProverError

    try:
        limit = LIMIT if arguments.limit is None else arguments.limit
        proofs = prove(compilation.map, limit=limit)
    except (ProverError, ValueError) as error:
        raise _Unusable(str(error)) from None
    status = DONE if proofs.hold else FAULTY
    if arguments.format == "json":
        text = json.dumps(proofs.to_dict(), ensure_ascii=False, indent=2) + "\n"
        _write_text(text, arguments.output)
    elif status or not arguments.quiet:
        _write_text(proofs.to_text(), arguments.output)
    if not arguments.quiet:
        print(f"argmap: {proofs.summary()}", file=sys.stderr)
    return status


def _evaluate(arguments: argparse.Namespace) -> int:
    from argmap.extras import MissingExtra

    form = _form(arguments)
    compilation, status = _understood(arguments)
    if status and not arguments.force:
        return _refused(arguments, compilation)
    map = compilation.map
    try:
        evaluation = map.evaluate(
            arguments.semantics,
            acceptance=arguments.acceptance,
            method=arguments.method,
            reject=arguments.reject,
            assume=arguments.assume,
            audience=arguments.audience,
        )
        told = None if arguments.explain is None else evaluation.explain(arguments.explain)
    except (ValueError, MissingExtra) as error:
        raise _Unusable(str(error)) from None
    if form not in ("full", "json"):
        _drawn(arguments, compilation, form, evaluation, told)
    elif form == "json":
        data = evaluation.to_dict(arguments.all)
        if told is not None:
            data = {"semantics": evaluation.semantics, "explanation": told.to_dict()}
        _write_json(data, arguments.output)
    else:
        text = evaluation.to_text(arguments.all) if told is None else told.to_text(map)
        _write_text(text, arguments.output)
    if not arguments.quiet:
        counts = ", ".join(
            f"{len(evaluation.of(word))} {word}" for word in ("in", "out", "undecided")
        )
        print(f"argmap: {evaluation.semantics}: {counts}", file=sys.stderr)
    return status


def _crux(arguments: argparse.Namespace) -> int:
    form = _form(arguments, False)
    compilation, status = _understood(arguments)
    if status and not arguments.force:
        return _refused(arguments, compilation)
    map = compilation.map
    try:
        found = map.crux(
            arguments.label,
            size=arguments.size,
            tries=arguments.tries,
            reject=arguments.reject,
            assume=arguments.assume,
            audience=arguments.audience,
        )
    except ValueError as error:
        raise _Unusable(str(error)) from None
    if form == "json":
        _write_json([one.to_dict() for one in found], arguments.output)
    else:
        _write_text("\n".join(one.to_text(map) for one in found), arguments.output)
    return status


def _compare(arguments: argparse.Namespace) -> int:
    form = _form(arguments, False)
    if arguments.file == arguments.other == "-":
        raise _Unusable("standard input can be read only once")
    status = DONE
    maps = []
    for file in (arguments.file, arguments.other):
        arguments.file = file
        compilation, faulty = _understood(arguments)
        if faulty and not arguments.force:
            return _refused(arguments, compilation)
        status = max(status, faulty)
        maps.append(compilation.map)
    found = maps[0].compare(maps[1])
    if form == "json":
        _write_json(found.to_dict(), arguments.output)
    else:
        _write_text(found.to_text(), arguments.output)
    return status


def _form(arguments: argparse.Namespace, figures: bool = True) -> str:
    """What a result is to become: full or json or, by the ending of OUT, a picture's format."""
    from argmap.write import PICTURES, ending_format

    form: str | None = arguments.format
    ending = "" if arguments.output in (None, "-") else ending_format(arguments.output)
    if ending not in PICTURES or ending == "text" or not figures:
        return form or ("json" if ending == "json" else "full")
    if form is not None:
        raise _Unusable(f"--format is for text, and {arguments.output} is to be a figure")
    return ending


def _drawn(
    arguments: argparse.Namespace,
    compilation: Compilation,
    form: str,
    evaluation: Evaluation,
    told: Explanation | None,
) -> None:
    """Draws a map with its statuses, or what of it explains one of them."""
    from argmap.draw.options import Options

    chosen = {
        name: value for name in ("layout", "preset", "theme") if (value := getattr(arguments, name))
    }
    among = () if told is None else tuple(dict.fromkeys(one.statement for _, one in told.walk()))
    try:
        options = Options(**chosen, among=among, status=evaluation)
    except ValueError as error:
        raise _Unusable(str(error)) from None
    _spare(arguments, arguments.file)
    _figure(arguments, compilation, form, options)


def _understood(arguments: argparse.Namespace, quotations: bool = True) -> tuple[Compilation, int]:
    """The compilation of the one file; its problems are printed, and errors among them stop a command by
    default, those of `quotations` too.
    """
    from argmap.diagnostics import Severity
    from argmap.report import render_report

    compilation = _compile(arguments.file, arguments)
    found = compilation.problems if quotations else compilation.understood
    faulty = any(d.severity is Severity.ERROR for d in found)
    if found and (faulty or not arguments.quiet):
        color = _colored(arguments.color, sys.stderr)
        sys.stderr.write(render_report(found, "full", color))
    return compilation, FAULTY if faulty else DONE


def _refused(arguments: argparse.Namespace, compilation: Compilation) -> int:
    print(
        f"argmap: {compilation.source.name} has errors, so nothing was written; "
        "--force goes on with what was understood",
        file=sys.stderr,
    )
    return FAULTY


_CHOSEN = (
    "layout direction preset theme width height size root depth only without collapse status fonts dot "
    "prefix dpi tagged"
).split()


def _render(arguments: argparse.Namespace) -> int:
    from argmap.draw.options import Options
    from argmap.write import DOCUMENTS, PICTURES, picture_format

    if arguments.preset == "help":
        return _presets(arguments)
    if arguments.output is None:
        raise _Unusable("render needs -o OUT; -o - writes to standard output")
    try:
        if arguments.output == "-" and arguments.to is None:
            raise ValueError(f"-o - needs a format: --to {_or(PICTURES)}")
        to = picture_format(arguments.output, arguments.to)
        if arguments.caption and (arguments.output == "-" or to in DOCUMENTS):
            raise ValueError("--caption is for figures in files: standard output gets the caption")
        chosen = {name: getattr(arguments, name) for name in _CHOSEN}
        options = Options(**chosen)
    except ValueError as error:
        raise _Unusable(str(error)) from None
    _spare(arguments, arguments.file)
    compilation, status = _understood(arguments)
    if status and not arguments.force:
        return _refused(arguments, compilation)
    paths, drawing = _figure(arguments, compilation, to, options)
    if arguments.caption:
        from argmap.draw.view import view
        from argmap.write.caption import caption

        made = caption(view(compilation.map, options), options, drawing)
        sys.stdout.write(made.written(arguments.caption, paths, arguments.file))
    return status


def _figure(
    arguments: argparse.Namespace, compilation: Compilation, to: str, options: Options
) -> tuple[list[str], Drawing | None]:
    """Draws a map into the file or files that OUT names, and tells what there is to say of the figure;
    the paths, and the drawing where it is no text.
    """
    from argmap.draw.tree.engine import LayoutError
    from argmap.write import page_path, render

    try:
        with _bar(arguments.quiet) as watch:
            rendered = render(compilation.map, to, options, watch)
    except (LayoutError, ValueError) as error:
        raise _Unusable(str(error)) from None
    if not arguments.quiet:
        _report_missing(compilation, to, options, arguments)
        for remark in rendered.remarks:
            print(f"argmap: {compilation.source.name}: {remark}", file=sys.stderr)
    pages = len(rendered.files)
    if pages > 1 and arguments.output == "-":
        raise _Unusable(f"the figure has {pages} pages, a file each: give -o a name, or make a pdf")
    paths = [str(page_path(arguments.output, page, pages)) for page in range(pages)]
    for path, data in zip(paths, rendered.files, strict=True):
        _write_bytes(data, path)
    return paths, rendered.drawing


@contextmanager
def _bar(quiet: bool) -> Iterator[Callable[[float], None] | None]:
    """What to tell the share of the work that is done: a bar on a terminal, after the first second."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    shown = "{desc} {percentage:3.0f} % |{bar}| {elapsed}"
    with tqdm(
        total=100, desc="drawing", delay=1, leave=False, file=sys.stderr, bar_format=shown
    ) as bar:
        yield lambda share: bar.update(share * 100 - bar.n)


def _presets(arguments: argparse.Namespace) -> int:
    """Lists the presets, and what of each was read in the publisher's guide."""
    from argmap.draw.presets import PRESETS

    lines = []
    for preset in PRESETS.values():
        height = f" × {preset.height:g}" if preset.height is not None else ""
        size = (
            f"{preset.least:g}–{preset.size:g}"
            if preset.least < preset.size
            else f"{preset.size:g}"
        )
        lines.append(
            f"{preset.name:<16} {preset.width:g}{height} mm, type of {size} points: {preset.what}"
        )
    _write_text("\n".join(lines) + "\n", None)
    return DONE


def _report_missing(
    compilation: Compilation, to: str, options: Options, arguments: argparse.Namespace
) -> None:
    from argmap.draw.missing import missing
    from argmap.report import render_report

    found = missing(compilation.map, compilation.source, to, options)
    if found:
        sys.stderr.write(render_report(found, "full", _colored(arguments.color, sys.stderr)))


def _convert(arguments: argparse.Namespace) -> int:
    from argmap.write import DOCUMENTS, document, ending_format

    to = arguments.to
    if to is None and arguments.output not in (None, "-"):
        ending = ending_format(arguments.output)
        to = ending if ending in DOCUMENTS else None
    if to is None:
        raise _Unusable(f"convert needs --to {_or(DOCUMENTS)}, or an OUT whose ending tells")
    if not arguments.file.endswith(f".{to}"):
        _spare(arguments, arguments.file)
    compilation, status = _understood(arguments)
    if status and not arguments.force:
        return _refused(arguments, compilation)
    from argmap.diagnostics import ArgmapError

    try:
        text = document(compilation.map, to)
    except (ArgmapError, ValueError) as error:
        print(f"argmap: {compilation.source.name}: {error}", file=sys.stderr)
        return FAULTY
    _write_text(text, arguments.output)
    return status


def _or(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _write_text(text: str, output: str | None) -> None:
    if output in (None, "-"):
        sys.stdout.write(text)
    else:
        _write_bytes(text.encode("utf-8", "surrogatepass"), output)


def _write_json(data: object, output: str | None) -> None:
    import json

    _write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", output)


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
