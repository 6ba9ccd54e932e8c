"""Lines with a label, or the name of a scheme, that is none: in signs, of several words, a keyword."""

from __future__ import annotations

import re

from argmap.diagnostics import replace, report
from argmap.source import Source
from argmap.syntax.certain import known, label_alone
from argmap.syntax.faulty import (
    CONNECTIVE_TYPES,
    HEAD,
    KEYWORD_TYPES,
    Explanations,
    clip,
    end_of,
    fits,
    keywords,
    raw,
)
from argmap.syntax.nodes import Mended, Token
from argmap.syntax.words import normal, odd_character, suggest_label
from argmap.wording import IGNORABLE


def label_in_signs(tokens: list[Token], source: Source) -> Explanations:
    """`because b.`, where `b` is declared; `by modus-ponens.`"""
    lead = keywords(tokens)
    if not 0 < len(lead) < len(tokens) or tokens[-1].type == "TEXT":
        return
    rest = tokens[len(lead)].start, end_of(tokens)
    label = label_alone(source.text[slice(*rest)])
    if label is None or any(isinstance(t, Mended) for t in lead):
        return
    scheme = lead[-1].type == "BY" and ("-" in label or label == "deduction")
    if not scheme and normal(label) not in known(source.text).declared:
        return
    found = report(
        "invalid-label",
        f"`{label}` is a {'name' if scheme else 'label'}, and stands without signs around it",
        source,
        rest,
        f"write: `{raw(lead, source)} {label}`",
        fix=replace("write it alone", rest, label),
    )
    yield found, [*lead, Mended("LABEL", label, *rest)]


def invalid_label(tokens: list[Token], source: Source) -> Explanations:
    """Pieces without a blank between them, one of which fits nowhere, are one word."""
    for start in range(min(len(tokens), HEAD)):
        end = start + 1
        while end < len(tokens) and tokens[end].type != "TEXT":
            if tokens[end].start != tokens[end - 1].end:
                break
            end += 1
        pieces = tokens[start:end]
        if not any(t.type == "JUNK" for t in pieces) or pieces[0].type == "TEXT":
            continue
        word = source.text[pieces[0].start : pieces[-1].end]
        prose = not word[0].isalnum() or word[-1] in ".,;!?"
        if tokens[-1].type != "TEXT" and (start == 0 or prose):
            continue
        valid = suggest_label(word)
        label = Mended("LABEL", valid, pieces[0].start, pieces[-1].end)
        help = f"write `{valid}`, here and where the label is used"
        yield (
            report(
                "invalid-label",
                f"{why_no_label(word)}",
                source,
                (pieces[0].start, pieces[-1].end),
                help,
            ),
            [*tokens[:start], label, *tokens[end:]],
        )


def why_no_label(word: str) -> str:
    """Why a word is no label, in a sentence."""
    at = odd_character(word)
    character = word[at] if at is not None else " "
    unseen = re.match(f"[{IGNORABLE}]", character)
    if not word[0].isalpha() and not (unseen and at == 0):
        return f"a label begins with a letter; `{clip(word, 30)}` does not"
    shown = (
        f"`{character}`" if character.isprintable() and not unseen else f"U+{ord(character):04X}"
    )
    if unseen:
        shown += ", which can't be seen"
    return f"a label holds letters, digits, `_` and `-`; `{clip(word, 30)}` holds {shown}"


def scheme_of_words(tokens: list[Token], source: Source) -> Explanations:
    """`by modus ponens`."""
    words = tokens[1:]
    if tokens[0].type != "BY" or not 2 <= len(words) <= 3:
        return
    if any(t.type != "LABEL" for t in words):
        return
    name = "-".join(t.value for t in words)
    span = (words[0].start, words[-1].end)
    found = report(
        "invalid-label",
        "the name of a scheme is one word",
        source,
        span,
        f"write: `by {name}`",
        f"or, if the rule is a statement of its own, with a colon: `by: {raw(words, source)}`",
        fix=replace("join the words", span, name),
    )
    yield found, [tokens[0], Mended("LABEL", name, *span)]


def reference_of_words(tokens: list[Token], source: Source) -> Explanations:
    """`because a b`, where `a-b` is declared, or `a b` as if it were a label."""
    lead = keywords(tokens)
    words = tokens[len(lead) :]
    if not lead or not 2 <= len(words) <= 3 or any(t.type != "LABEL" for t in words):
        return
    label = "-".join(t.value for t in words)
    declared, declared_as_words, _ = known(source.text)
    if (normal(label) in declared) == (normal(label) in declared_as_words):
        return
    span = (words[0].start, words[-1].end)
    help = f"write: `{raw(lead, source)} {label}`"
    fix = replace("join the words", span, label)
    found = report("invalid-label", "a label is one word", source, span, help, fix=fix)
    yield found, [*lead, Mended("LABEL", label, *span)]


def keyword_as_label(tokens: list[Token], source: Source) -> Explanations:
    """`premise because: …`, `because open`."""
    for index in range(1, min(len(tokens), HEAD)):
        token = tokens[index]
        if token.type not in KEYWORD_TYPES:
            continue
        as_label = [*tokens[:index], Token("LABEL", token.value, token.start), *tokens[index + 1 :]]
        if not fits(as_label):
            continue
        message = f"`{token.value}` is a keyword, and no keyword is a label"
        help = [f"choose another word, such as `the-{token.value}`"]
        before = tokens[index - 1]
        if before.type in CONNECTIVE_TYPES and tokens[-1].type == "TEXT":
            first = f"{before.value}: {clip(tokens[-1].value[1:])}"
            help.append(f"or, as a line has one connective, write: `{first}`")
        elif token.type in ("OPEN", "UNSTATED") and before.type == "KIND":
            first = f"{token.value} {before.value}: {clip(tokens[-1].value[1:])}"
            help.append(f"or, if it says how the text is meant, put it first: `{first}`")
        found = report("keyword-as-label", message, source, token.span, *help)
        dropped = [t for t in tokens if t is not token]
        if tokens[0].type == "IMPORT":
            yield found, tokens[:1]
        yield found, dropped if tokens[-1].type == "TEXT" and fits(dropped) else None


def label_of_words(tokens: list[Token], source: Source) -> Explanations:
    """`premise my label: text`."""
    if tokens[-1].type != "TEXT" or tokens[0].type not in KEYWORD_TYPES:
        return
    start = next((i for i, t in enumerate(tokens[:HEAD]) if t.type not in KEYWORD_TYPES), 0)
    words = tokens[start:-1]
    if not 2 <= len(words) <= 3 or any(t.type != "LABEL" for t in words):
        return
    span = (words[0].start, words[-1].end)
    label = "-".join(t.value for t in words)
    meant = known(source.text).is_meant(label)
    fix = replace("join the words", span, label) if meant else None
    message = "a label is one word, and here are several before the colon"
    head = clip(raw(tokens[:start], source))
    help = [f"write: `{head} {label}: …`"]
    if not meant and tokens[0].type not in ("MAP", "SECTION"):
        prose = clip(source.text[span[0] : end_of(tokens)])
        help.append(f"or, where they belong to the text: `{head}: {prose}`")
    found = report("invalid-label", message, source, span, *help, fix=fix)
    yield found, [*tokens[:start], Mended("LABEL", label, *span), tokens[-1]]
