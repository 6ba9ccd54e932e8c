"""Aspartix' form of argument frameworks, `arg(a).` and `att(a,b).`, as a map."""

from __future__ import annotations

import re

from argmap.losses import Loss
from argmap.readers.attacks import FrameworkBuilder
from argmap.resolve import Resolved
from argmap.source import Source, Span

_NAME = r'("[^"\n]*"|[^\s(),."%]+)'
_FACT = re.compile(
    rf"arg\(\s*{_NAME}\s*\)\s*\.|att\(\s*{_NAME}\s*,\s*{_NAME}\s*\)\s*\.|(%[^\n]*|\s+)"
)
# What extensions of frameworks have besides, as `support(a,b).`
_OTHER = re.compile(rf"([a-z]\w*)\(\s*{_NAME}(?:\s*,\s*{_NAME})*\s*\)\s*\.")
_LINE = re.compile(r"[^\n]*")


def read_apx(source: Source) -> Resolved:
    """The map of a framework; never raises on what the text holds."""
    builder = FrameworkBuilder(source, "`arg(a).` or `att(a,b).`")
    text, at = source.text, 0
    while at < len(text):
        fact = _FACT.match(text, at)
        other = _OTHER.match(text, at) if fact is None else None
        if other is not None and other[1] not in ("arg", "att"):
            builder.losses.append(Loss("other facts", other[0], Span(*other.span())))
            at = other.end()
            continue
        if fact is None:
            line = _LINE.match(text, at)
            assert line is not None
            builder.report_unknown_line(at, line.end())
            at = line.end()
            continue
        if fact[1]:
            builder.argument(fact[1].strip('"'), *fact.span(1))
        elif fact[2]:
            builder.attack(fact[2].strip('"'), fact[3].strip('"'), *fact.span())
        at = fact.end()
    return builder.resolved()
