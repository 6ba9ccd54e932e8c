"""The texts after the colons of lines, of whatever kind."""

from __future__ import annotations

import re

from argmap.diagnostics import replace
from argmap.resolve.draft import Draft
from argmap.syntax import nodes
from argmap.values import EXAMPLES
from argmap.wording import clip

_SIGNS = ":;, "
_WIDE = "\uff1a"
_SECOND_COLON = r"[:\uff1a](?:[^\S\n]*:)+(?=[^\S\n])"
_SECOND_SIGN = r"[:\uff1a](?:[^\S\n]*[:;,])+(?=[^\S\n])"


def check_text(draft: Draft, line: nodes.Line, text: nodes.Text, what: str) -> None:
    """Reports a full-width colon, and a text that is empty; `what` names the line in the message."""
    raw = draft.source.text
    colon = _colon(raw, line, text)
    head = clip(raw[line.start : colon])
    if raw[colon : colon + 1] == _WIDE:
        after = raw[colon + 1 : colon + 2]
        draft.report(
            "full-width-colon",
            "this is a full-width colon, not `:`",
            (colon, colon + 1),
            f"write: `{head}: {clip(text.value)}`",
            fix=replace("write `:`", (colon, colon + 1), ": " if after.strip() else ":"),
        )
    # The value of an attribute may begin with any sign.
    again = _SECOND_COLON if isinstance(line, nodes.Attribute) else _SECOND_SIGN
    twice = re.compile(again).match(raw, colon)
    if twice and text.value.strip(_SIGNS):
        draft.report(
            "doubled-colon",
            f"{_behind_colon(raw[colon + 1 : twice.end()])}, and is read as a part of the text",
            (colon + 1, twice.end()),
            f"write: `{head}: {clip(text.value.lstrip(_SIGNS))}`",
            fix=replace("delete it", (colon + 1, twice.end()), ""),
        )
    if not text.value:
        help = [f"write: `{head}: {_example(line)}`"]
        if isinstance(line, nodes.Clause) and line.label:
            help.append(f"or, to refer to a statement by its label, leave the colon out: `{head}`")
        draft.report(
            "missing-text",
            f"{what} has a text after its colon, and this one has none",
            (line.start, colon + 1),
            *help,
        )


def _behind_colon(signs: str) -> str:
    sign = signs.strip()[0]
    if sign == ":":
        return "a second colon stands behind the first"
    return f"`{sign}` stands behind the colon"


def _colon(raw: str, line: nodes.Line, text: nodes.Text) -> int:
    """Where the first colon of a line is, of either width."""
    at = raw.find(":", line.start, text.start)
    at = text.start if at < 0 else at
    wide = raw.find(_WIDE, line.start, at)
    return at if wide < 0 else wide


def _example(line: nodes.Line) -> str:
    if isinstance(line, nodes.Attribute):
        return EXAMPLES.get(line.name.value, "…")
    if isinstance(line, nodes.Header | nodes.Section):
        return "The pledge of 2008"
    return "Joining NATO requires unanimity."
