"""`argmap evaluate`: what stands.

Its `--reject`, `--assume` and `--audience`, which other commands have too, are in `argmap.commands.parsers`;
what they mean is in `argmap.evaluate.assumptions`.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from argmap.commands.figure import add_figure_option, draw_figure, figure_options
from argmap.commands.inputs import compile_and_report, report_refusal
from argmap.commands.outputs import output_format, say, write_json, write_text
from argmap.commands.parsers import (
    Commands,
    add_command,
    add_limit_option,
    add_supposition_options,
    one_of,
)
from argmap.commands.status import Unusable

if TYPE_CHECKING:
    from argmap.compilation import Compilation
    from argmap.evaluate.contrast import Contrast
    from argmap.evaluate.evaluation import Evaluation
    from argmap.evaluate.explanation import StatusExplanation
    from argmap.model import Map


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    from argmap.evaluate.available import ACCEPTANCES, METHODS, PREFERENCES, SEMANTICS, WORD_TABLES

    parser = add_command(commands, "evaluate", run, "say which statements stand, and why")
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
        "--rather-than",
        metavar="LABEL",
        help="with --explain: why the one is in rather than this other",
    )
    parser.add_argument(
        "--dispute",
        action="store_true",
        help="with --explain: the smallest dispute that decides it, each objection with its answer",
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
    parser.add_argument(
        "--preference",
        choices=PREFERENCES,
        help=f"how preferences compare arguments: {one_of(PREFERENCES)} (default: {PREFERENCES[0]})",
    )
    parser.add_argument(
        "--words",
        choices=WORD_TABLES,
        help=f"of the probabilistic semantics: the table that gives a `qualifier` its number: {one_of(WORD_TABLES)} "
        f"(default: {WORD_TABLES[0]})",
    )
    parser.add_argument(
        "--seed",
        type=int,
        metavar="N",
        help="of the probabilistic semantics: other worlds, where some are drawn (default: 0)",
    )
    parser.add_argument(
        "--sensitivity",
        action="store_true",
        help="of the probabilistic semantics: which premises and steps move a probability most",
    )
    parser.add_argument(
        "--logic",
        action="store_true",
        help="let formulas count: a step is a deduction if they prove it, and statements contradict each other that "
        "can't be true together (needs the extra `logic`)",
    )
    add_limit_option(parser, "with --logic, how much work looking at the formulas may take")
    add_supposition_options(parser)
    for name, help in (
        ("layout", "the layout of a figure"),
        ("preset", "what a figure is for"),
        ("theme", "the colours of a figure"),
    ):
        parser.add_argument(f"--{name}", metavar="NAME", help=f"{help}, as for `argmap render`")
    add_figure_option(parser)
    parser.add_argument(
        "--force",
        action="store_true",
        help="evaluate what could be understood of a file with errors; the exit status is 1 all the same",
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from argmap.evaluate.contrast import Contrast
    from argmap.extras import MissingExtra
    from argmap.formats import PICTURES

    form = output_format(arguments, PICTURES)
    compilation, status = compile_and_report(arguments)
    if status and not arguments.force:
        return report_refusal(arguments, compilation)
    map = compilation.map
    try:
        evaluation = _evaluated(
            arguments,
            map,
            acceptance=arguments.acceptance,
            method=arguments.method,
            preference=arguments.preference,
            words=arguments.words,
            seed=arguments.seed,
            sensitivity=arguments.sensitivity,
            reject=arguments.reject,
            assume=arguments.assume,
            audience=arguments.audience,
        )
        explanation = _explained(arguments, evaluation)
    except (ValueError, MissingExtra) as error:
        raise Unusable(str(error)) from None
    if form not in ("full", "json"):
        _draw(arguments, compilation, form, evaluation, explanation)
    elif form == "json":
        data = evaluation.to_dict(arguments.all)
        if explanation is not None:
            said = "contrast" if isinstance(explanation, Contrast) else "explanation"
            data = {"semantics": evaluation.semantics, said: explanation.to_dict()}
        write_json(data, arguments.output)
    else:
        text = (
            evaluation.to_text(arguments.all) if explanation is None else explanation.to_text(map)
        )
        write_text(text, arguments.output)
    if not arguments.quiet:
        counts = ", ".join(
            f"{len(evaluation.of(word))} {word}" for word in ("in", "out", "undecided")
        )
        asked = [len(evaluation.of(word)) for word in ("answered", "open")]
        if any(asked):
            counts += (
                f"; of {sum(asked)} question{'' if sum(asked) == 1 else 's'} {asked[0]} answered"
            )
        say(f"argmap: {evaluation.semantics}: {counts}")
    return status


def _evaluated(arguments: argparse.Namespace, map: Map, **options: Any) -> Evaluation:
    """The evaluation that was asked for, with what the formulas say or without."""
    if not arguments.logic:
        from argmap.evaluate.semantics import evaluate

        if arguments.limit is not None:
            raise ValueError("a limit goes with --logic")
        return evaluate(map, arguments.semantics, **options)
    from argmap.diagnostics import ArgmapError
    from argmap.proof.facts import evaluate_with_formulas
    from argmap.proof.prove import LIMIT
    from argmap.proof.solver import ProverError

    limit = LIMIT if arguments.limit is None else arguments.limit
    try:
        return evaluate_with_formulas(map, arguments.semantics, limit=limit, **options)
    except (ProverError, ArgmapError) as error:
        raise Unusable(str(error)) from None


def _explained(
    arguments: argparse.Namespace, evaluation: Evaluation
) -> StatusExplanation | Contrast | None:
    """What was asked about a status."""
    asked, foil = arguments.explain, arguments.rather_than
    if asked is None:
        if foil is not None or arguments.dispute:
            option = "dispute" if foil is None else "rather-than"
            raise ValueError(f"--{option} goes with --explain LABEL")
        return None
    if foil is None:
        return evaluation.dispute(asked) if arguments.dispute else evaluation.explain(asked)
    if arguments.dispute:
        raise ValueError("--dispute is about one statement: leave it or --rather-than out")
    return evaluation.contrast(asked, foil)


def _draw(
    arguments: argparse.Namespace,
    compilation: Compilation,
    form: str,
    evaluation: Evaluation,
    explanation: StatusExplanation | Contrast | None,
) -> None:
    """Draws a map with its statuses, or what of it explains one of them."""
    chosen = {
        name: value for name in ("layout", "preset", "theme") if (value := getattr(arguments, name))
    }
    among = () if explanation is None else explanation.statements
    options = figure_options(arguments, {**chosen, "among": among, "status": evaluation})
    draw_figure(arguments, compilation, form, options)
