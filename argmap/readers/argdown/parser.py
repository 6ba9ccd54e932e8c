"""Argdown → its elements and what is wrong with it, whatever the text.

The parser is fed one line at a time. A line that does not fit is taken back off the stacks, its fault is
reported, and a repaired line is fed in its place.
"""

from __future__ import annotations

from argmap.readers.argdown.grammar import language
from argmap.readers.argdown.lexer import BLANK, DEDENT, INDENT, NEWLINE, Lexer, Say
from argmap.readers.argdown.syntax_tree import Element
from argmap.source import Source, Span
from argmap.syntax.lalr import Parser, Unexpected
from argmap.syntax.nodes import Token
from argmap.wording import clip

_MARKS = ("HEADING", "RELATION", "NUMBER", "BULLET")
_TITLES = ("STATEMENT", "ARGUMENT", "STATEMENT_REF", "ARGUMENT_REF")
# What may follow without a blank line between.
_GOES_ON = {
    "NUMBER": ("NUMBER", "INFERENCE"),
    "INFERENCE": ("NUMBER", "INFERENCE"),
    "BULLET": ("BULLET",),
}


def parse(source: Source, say: Say) -> list[Element]:
    """The elements of a text; never raises. `say` is called with every fault."""
    parser = Parser(language())
    feed = parser.feed
    kind = "_BLANK"
    for line in Lexer(source, say).lines():
        if line.depth > 0:
            feed(INDENT)
        for _ in range(-line.depth):
            feed(DEDENT)
        if not line.tokens:
            continue
        if line.tokens == [BLANK]:
            feed(BLANK)
            kind = "_BLANK"
            continue
        first = line.tokens[0]
        if first.type != "RELATION":
            if kind not in ("_BLANK", "FRONT") and first.type not in _GOES_ON.get(kind, ()):
                say(
                    "a blank line should part this from what stands above it",
                    Span(*first.span),
                    "write an empty line before it",
                )
            kind = first.type
        try:
            feed(*line.tokens, NEWLINE)
        except Unexpected:
            parser.go_back_to("BROKEN")
            feed(*_repaired(line.tokens, source, say), NEWLINE)
    elements: list[Element] = parser.finish()
    return elements


def _repaired(tokens: list[Token], source: Source, say: Say) -> list[Token]:
    """Repairs the tokens of a line that does not fit, and reports what is wrong."""
    if tokens[0].type == "INFERENCE":
        return _repaired_inference(tokens, say)
    marks = tokens[:1] if tokens[0].type in _MARKS else []
    rest = tokens[len(marks) :]
    if not rest:
        mark = marks[0]
        say(
            f"nothing stands behind this `{mark.value}`",
            Span(*mark.span),
            f"write a text behind it: `{mark.value} …`",
        )
        return [Token("BROKEN", mark.value, mark.start)]
    made: list[Token] = []
    titled = not marks or marks[0].type != "HEADING"
    numbered = bool(marks) and marks[0].type == "NUMBER"
    for index, token in enumerate(rest):
        last = index == len(rest) - 1
        if token.type in ("ARGUMENT", "ARGUMENT_REF") and index == 0 and numbered:
            say(
                "an argument is no premise and no conclusion: only statements are numbered",
                Span(*token.span),
                "name its conclusion in brackets, as `[Title]`",
            )
        elif token.type in _TITLES and index == 0 and titled:
            made.append(_repaired_title(rest, source, say))
            continue
        elif token.type in _TITLES:
            opening = token.value[0]
            say(
                f"`{clip(token.value, 40)}` in a text names {_SORT[opening]}, which has no place here",
                Span(*token.span),
                f"write `\\{opening}` for a bracket that is part of the text,"
                f" or `@{token.value.rstrip(':')}` to mention it",
            )
        elif token.type == "DATA" and not (last and made):
            message = "data ends a line, and here a text goes on"
            if last:
                message = "this data is about nothing: no text stands before it"
            say(message, Span(*token.span), "write it behind the text, in the same line")
        else:
            made.append(token)
            continue
        made.append(Token("WORDS", token.value, token.start))
    return [*marks, *made]


def _repaired_inference(tokens: list[Token], say: Say) -> list[Token]:
    """An inference with its rules, then its data."""
    first, *inner, last = tokens
    say(
        "an inference names rules, with commas between them, and then data",
        Span(first.start, last.end),
        "write: `--`, then `Modus ponens, Generalisation {uses: [1, 2]}`, then `--`",
    )
    rules = [token for token in inner if token.type == "RULE"]
    joined = [t for rule in rules for t in (Token("COMMA", ",", rule.start), rule)][1:]
    return [first, *joined, *[t for t in inner if t.type == "DATA"][:1], last]


_SORT = {"[": "a statement", "<": "an argument"}


def _repaired_title(rest: list[Token], source: Source, say: Say) -> Token:
    """The title that begins a line: one that text follows is a definition, whatever it lacks."""
    title = rest[0]
    # Data that does not end the line becomes words.
    words = [t for t in rest[1:] if t.type != "TAG" and (t.type != "DATA" or t is not rest[-1])]
    if title.type in ("STATEMENT", "ARGUMENT") or not words:
        return title
    say(
        f"text follows `{clip(title.value, 40)}`, and no colon stands between them",
        Span(title.start, title.end),
        f"write: `{clip(title.value + ': ' + source.text[title.end : rest[-1].end].strip())}`",
        f"or, for brackets that are part of the text: `\\{clip(title.value, 40)}`",
    )
    return Token(title.type.removesuffix("_REF"), f"{title.value}:", title.start)
