"""`argmap evaluate`"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from argmap.commands.figure import draw_figure
from argmap.commands.inputs import refused, spare, understood
from argmap.commands.options import Commands, command, one_of, supposing
from argmap.commands.outputs import form_of, write_json, write_text
from argmap.commands.status import Unusable

if TYPE_CHECKING:
    from argmap.compilation import Compilation
    from argmap.evaluate.evaluation import Evaluation
    from argmap.evaluate.explanation import Explanation


def add(commands: Commands) -> None:
    """Gives the command line this command."""
    from argmap.evaluate.available import ACCEPTANCES, METHODS, SEMANTICS

    parser = command(commands, "evaluate", run, "say which statements stand, and why")
    parser.add_argument(
        "--all", action="store_true", help="all statements, not only roots and recommendations"
    )
    parser.add_argument(
        "--format",
        choices=("full", "json"),
        help="full (default) or json; an OUT that ends in .json is json",
    )
    parser.add_argument(
        "--explain",
        metavar="LABEL",
        help="what the status of one statement hangs on, as a nested list, or with -o OUT.svg as a figure",
    )
    parser.add_argument(
        "--semantics",
        choices=SEMANTICS,
        default="grounded",
        help=f"{one_of(SEMANTICS)} (default: grounded)",
    )
    parser.add_argument(
        "--acceptance",
        choices=ACCEPTANCES,
        help="with several extensions: in all of them (sceptical, default) or in some (credulous)",
    )
    parser.add_argument(
        "--method",
        choices=METHODS,
        help=f"of the gradual semantics: {one_of(METHODS)} (default: {METHODS[0]})",
    )
    supposing(parser)
    for name, help in (
        ("layout", "the layout of a figure"),
        ("preset", "what a figure is for"),
        ("theme", "the colours of a figure"),
    ):
        parser.add_argument(f"--{name}", metavar="NAME", help=f"{help}, as for `argmap render`")
    parser.add_argument(
        "--force",
        action="store_true",
        help="evaluate what could be understood of a file with errors; the exit status is 1 all the same",
    )


def run(arguments: argparse.Namespace) -> int:
    """Carries it out; the exit status."""
    from argmap.evaluate.semantics import evaluate
    from argmap.extras import MissingExtra

    form = form_of(arguments)
    compilation, status = understood(arguments)
    if status and not arguments.force:
        return refused(arguments, compilation)
    map = compilation.map
    try:
        evaluation = evaluate(
            map,
            arguments.semantics,
            acceptance=arguments.acceptance,
            method=arguments.method,
            reject=arguments.reject,
            assume=arguments.assume,
            audience=arguments.audience,
        )
        told = None if arguments.explain is None else evaluation.explain(arguments.explain)
    except (ValueError, MissingExtra) as error:
        raise Unusable(str(error)) from None
    if form not in ("full", "json"):
        _drawn(arguments, compilation, form, evaluation, told)
    elif form == "json":
        data = evaluation.to_dict(arguments.all)
        if told is not None:
            data = {"semantics": evaluation.semantics, "explanation": told.to_dict()}
        write_json(data, arguments.output)
    else:
        text = evaluation.to_text(arguments.all) if told is None else told.to_text(map)
        write_text(text, arguments.output)
    if not arguments.quiet:
        counts = ", ".join(
            f"{len(evaluation.of(word))} {word}" for word in ("in", "out", "undecided")
        )
        print(f"argmap: {evaluation.semantics}: {counts}", file=sys.stderr)
    return status


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
        raise Unusable(str(error)) from None
    spare(arguments, arguments.file)
    draw_figure(arguments, compilation, form, options)
