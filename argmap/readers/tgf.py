"""Argument frameworks in the Trivial Graph Format as a map: a node a line, `#`, and an edge a line."""

from __future__ import annotations

import re

from argmap.readers.attacks import FrameworkBuilder
from argmap.resolve import Resolved
from argmap.source import Source

_LINE = re.compile(r"[^\n]+")


def read_tgf(source: Source) -> Resolved:
    """The map of a framework; never raises on what the text holds. What follows a name is for people."""
    builder = FrameworkBuilder(
        source, "a name on each line, then a line `#`, then two names on each line"
    )
    edges = False
    for line in _LINE.finditer(source.text):
        words = line[0].split()
        if not words:
            continue
        if words == ["#"] and not edges:
            edges = True
        elif not edges:
            builder.argument(words[0], *line.span())
        elif len(words) > 1:
            builder.attack(words[0], words[1], *line.span())
        else:
            builder.report_unknown_line(*line.span())
    return builder.resolved()
