"""Argument frameworks in the form of the ICCMA competition of 2023 as a map: `p af 3` for three arguments,
and a line `1 2` where the first attacks the second.
"""

from __future__ import annotations

import re

from argmap.readers.attacks import MAX_ARGUMENTS, FrameworkBuilder
from argmap.resolve import Resolved
from argmap.source import Source

_FEW = 1000
"""How many arguments a file may have, however short it is; in a longer one there may be one a character."""

_LINE = re.compile(r"[^\n]+")
_HEAD = re.compile(r"\s*p\s+af\s+([0-9]{1,18})\s*")
_ATTACK = re.compile(r"\s*0*([0-9]{1,18})\s+0*([0-9]{1,18})\s*")


def read_iccma(source: Source) -> Resolved:
    """The map of a framework; never raises on what the text holds."""
    builder = FrameworkBuilder(source, "`p af N` once, above all, and `1 2` for each attack")
    count = None
    for line in _LINE.finditer(source.text):
        text, span = line[0], line.span()
        if text.startswith("#") or not text.strip():
            continue
        head, attack = _HEAD.fullmatch(text), _ATTACK.fullmatch(text)
        if head and count is None:
            count = int(head[1])
            most = min(MAX_ARGUMENTS, max(_FEW, len(source.text)))
            if count > most:
                size = (
                    " in a file of this size"
                    if most < MAX_ARGUMENTS and count <= MAX_ARGUMENTS
                    else ""
                )
                shown = most if size else MAX_ARGUMENTS
                builder.say(f"argmap reads frameworks of {shown} arguments at most{size}", *span)
                break
            for number in range(1, count + 1):
                builder.argument(str(number), *span)
        elif attack and count is not None:
            builder.attack(attack[1], attack[2], *span)
        else:
            builder.report_unknown_line(*span)
    return builder.resolved()
