"""Source → syntax tree and diagnostics, whatever the text.

Each line is parsed by itself and hung where its indentation says. One that does not fit is handed to
argmap.syntax.mend, which says what is wrong with it and, where it can, how the writer meant it; the
mended line is read in its place, or BROKEN. So every fault is said once, and what is nested under a
faulty line keeps its parent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.diagnostics import Diagnostic, Related, report
from argmap.source import Source, Span
from argmap.syntax.build import language
from argmap.syntax.grammar import line_pattern
from argmap.syntax.lalr import LineParser, Unexpected
from argmap.syntax.lexer import Lexer
from argmap.syntax.nodes import Line, Token
from argmap.wording import clip

if TYPE_CHECKING:
    from argmap.syntax.conflicts import LeftConflict

# What XML, and so a drawing, can't hold: C0 but tab and line feed, surrogates, non-characters.
# A text, compiled when first used.
_CONTROL = "[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]+"


class Syntax(NamedTuple):
    """What the parser gives: the lines of the file, its comments, what was wrong.

    `mended` holds where the lines begin that were read as their writer seems to have meant them.
    """

    source: Source
    lines: list[Line]
    comments: tuple[tuple[int, int], ...]
    diagnostics: tuple[Diagnostic, ...]
    mended: frozenset[int] = frozenset()


def parse(source: Source) -> Syntax:
    """The syntax tree of a source; never raises, and always returns a tree beside the errors."""
    text = source.text
    diagnostics: list[Diagnostic] = []
    if "<<<<<<<" in text:
        from argmap.syntax.conflicts import left_conflicts

        conflicts, text = left_conflicts(text)
        diagnostics += [_conflict(source, found) for found in conflicts]
    lexer = Lexer(source, line_pattern(), text)
    if not source.text.replace("\n", "").replace("\t", "").isprintable():
        diagnostics += [_control(source, found) for found in re.finditer(_CONTROL, source.text)]
    read = LineParser(language()).parse
    repaired: set[int] = set()
    lines: list[Line] = []
    # The lines side by side that go on, and those around them, the outermost first.
    siblings, around = lines, []
    faulty = False
    previous: list[Token] = []
    for line in lexer.lines():
        tokens = line.tokens
        if tokens[0].type == "CONTINUATION":
            if not faulty:
                diagnostics.append(_dangling(source, tokens[0], previous))
            continue
        faulty, previous = False, tokens
        if tokens[0].type == "LABEL" and not tokens[0].value.isascii():
            from argmap.syntax.mend import visible

            tokens = visible(tokens)
        if line.depth > 0:
            around.append(siblings)
            siblings = siblings[-1].children
        elif line.depth < 0:
            siblings = around[line.depth]
            del around[line.depth :]
        try:
            siblings.append(read(tokens))
        except Unexpected:
            from argmap.syntax.mend import mend

            faulty = True
            found, mended = mend(tokens, source)
            diagnostics.extend(found)
            if found:
                repaired.add(mended[0].start)
            siblings.append(read(mended))
    diagnostics.extend(lexer.diagnostics)
    return Syntax(source, lines, tuple(lexer.comments), tuple(diagnostics), frozenset(repaired))


def _conflict(source: Source, found: LeftConflict) -> Diagnostic:
    def line(at: int) -> Span:
        end = source.text.find("\n", at)
        return Span(at, end if end >= 0 else len(source.text))

    first, last = source.position(found.opens).line, source.position(found.end).line
    return report(
        "conflict-marker",
        f"a merge left two versions of what stands in the lines {first} to {last}; the first is read",
        source,
        line(found.opens),
        "keep one of them, or make one of both, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
        related=[Related("then", source, line(at)) for at in found.others],
    )


def _control(source: Source, found: re.Match[str]) -> Diagnostic:
    code = ord(found[0][0])
    what = (
        "a carriage return without a line feed" if code == 0x0D else f"the character U+{code:04X}"
    )
    return report(
        "control-character",
        f"the text holds {what}, which no text file should",
        source,
        found.span(),
        "end lines with a line feed" if code == 0x0D else "delete it",
    )


def _dangling(source: Source, token: Token, previous: list[Token]) -> Diagnostic:
    if not previous:
        help = "begin the file with a clause: `claim: …`"
    else:
        start = previous[0].start
        line = source.text[start : previous[-1].end].strip()
        help = f"give the line above a text: `{clip(line)}: …`, or make this line a clause"
    return report(
        "nothing-to-continue",
        "this `|` line goes on with the text above it, and there is none",
        source,
        token.span,
        help,
    )
