"""`argmap explain`"""

from __future__ import annotations

import argparse

from argmap.commands.outputs import write_text
from argmap.commands.parsers import Commands, add_command
from argmap.commands.status import DONE, Unusable


def add(commands: Commands) -> None:
    """Adds the parser of this command."""
    parser = add_command(commands, "explain", run, "print the page of a rule", file=None)
    parser.add_argument(
        "rule",
        nargs="?",
        metavar="RULE",
        help="the name or code of a rule; of a family or without it, the list",
    )


def run(arguments: argparse.Namespace) -> int:
    """Runs the command; returns the exit status."""
    from argmap.configuration import wrong_rule
    from argmap.rulebook import rule_named
    from argmap.rules.pages import listing, page_with_title

    if arguments.rule is None:
        write_text(listing(), arguments.output)
        return DONE
    wrong = wrong_rule(arguments.rule)
    if wrong:
        raise Unusable(": ".join(wrong))
    rule = rule_named(arguments.rule)
    write_text(page_with_title(rule) if rule else listing(arguments.rule), arguments.output)
    return DONE
