"""Lines that lack something: the word that says what they are, the colon, the label."""

from __future__ import annotations

from argmap.diagnostics import replace, report
from argmap.source import Source
from argmap.syntax.certain import begins_clause, is_text
from argmap.syntax.faulty import HEAD, KEYWORD_TYPES, Explanations, end_of, prose, raw
from argmap.syntax.nodes import Mended, Token
from argmap.wording import clip


def no_word(tokens: list[Token], source: Source) -> Explanations:
    """`: The pledge is hollow.`"""
    first = tokens[0]
    if first.type != "TEXT":
        return
    message = "a clause says what it is before its colon: a connective, a kind, or both"
    claim = Mended("KIND", "claim", first.start, first.start)
    yield (
        report(
            "missing-kind",
            message,
            source,
            (first.start, first.start + 1),
            f"write: `claim: {clip(first.value[1:])}`",
        ),
        [claim, *tokens],
    )


def missing_colon(tokens: list[Token], source: Source) -> Explanations:
    """Keywords, then words of prose without a colon before them."""
    for size in range(min(len(tokens) - 1, HEAD), 0, -1):
        lead, rest = tokens[:size], tokens[size:]
        if any(t.type not in KEYWORD_TYPES for t in lead) or rest[0].type == "TEXT":
            continue
        text = prose(rest, source)
        words = text.value[1:]
        head = raw(lead, source)
        if lead[0].type not in ("MAP", "SECTION") and begins_clause(words):
            continue
        certain = is_text(words, source.text, lead[0].type in ("MAP", "SECTION"))
        fix = replace("add the colon", (lead[-1].end, lead[-1].end), ":") if certain else None
        help = [f"write: `{head}: {clip(words)}`"]
        # What goes on after a word, as a sentence does, is no reference.
        if (
            lead[0].type not in ("MAP", "SECTION")
            and len(words.split()) == 1
            and rest[0].type == "LABEL"
        ):
            help.append(f"or, to refer to a statement by its label: `{head} {rest[0].value}`")
        message = f"a colon is missing between `{head}` and its text"
        span = (lead[-1].start, lead[-1].end)
        yield report("missing-colon", message, source, span, *help, fix=fix), [*lead, text]


def missing_label(tokens: list[Token], source: Source) -> Explanations:
    """The line ends where a label should stand."""
    last = tokens[-1]
    head = raw(tokens, source)
    if last.type not in KEYWORD_TYPES and tokens[0].type not in ("MAP", "SECTION"):
        return
    wants_label = last.type in ("OF", "AS") or tokens[0].type in ("AGAINST", "REGARDLESS")
    if tokens[0].type in ("MAP", "SECTION"):
        message, example = f"`{head}` lacks a colon and a title", f"{head}: A title"
    elif last.type == "USE":
        message, example = "`use` lacks the path of a file", "use other.arg"
    elif wants_label and last.type != "AGAINST":
        example = "regardless of the-label" if last.type == "REGARDLESS" else f"{head} the-label"
        message = f"a label is missing after `{head}`"
    else:
        message = f"after `{head}` a label is missing, or a colon and a text"
        example = f"{head}: Joining NATO requires unanimity."
    yield (
        report(
            "missing-label",
            message,
            source,
            (tokens[0].start, end_of(tokens)),
            f"write: `{example}`",
        ),
        None,
    )
