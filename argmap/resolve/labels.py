"""Labels, where they are declared."""

from __future__ import annotations

import re

from argmap.diagnostics import replace
from argmap.resolve.draft import Draft, SectionDraft, StatementDraft
from argmap.syntax.nodes import Mended, Token
from argmap.syntax.words import normal, odd_character, suggest_label
from argmap.wording import clip

_WEB = ("http", "https", "ftp", "file")
# What most labels are made of: those need no closer look.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*").fullmatch


def name(draft: Draft, thing: StatementDraft | SectionDraft, label: Token) -> None:
    """Makes a label the name of a thing, unless it is no label or has been given."""
    valid = checked(draft, label)
    if valid is None:
        return
    word = valid.value
    other = draft.labels.setdefault(word, thing)
    if other is thing:
        thing.label = valid
        return
    if type(other) is not type(thing):
        draft.excused.add(word)
    first = other.label.span if other.label else other.span
    draft.report(
        "duplicate-label",
        f"the label `{word}` is declared twice",
        label.span,
        "give one of the two another label, or leave out the colon and text to refer to it",
        related=(draft.there("declared first here", first),),
    )


def checked(draft: Draft, label: Token) -> Token | None:
    """A label, or the name of a scheme, in NFC; None where it is no label, which is reported."""
    if label.value in _WEB and draft.source.text.startswith("://", label.span[1]):
        _report_address(draft, label)
        return None
    if _PLAIN(label.value):
        return label
    word = normal(label.value)
    if not _is_valid(draft, label, word):
        return None
    return label if word == label.value else Mended(label.type, word, *label.span)


def _report_address(draft: Draft, label: Token) -> None:
    """Reports an address that stands where a label and a colon should: `because https://…`."""
    start = label.span[0]
    address = draft.source.text[start:].split(None, 1)[0]
    before = draft.source.text[:start].rstrip()
    fix = replace("write the colon", (len(before), start), ": ")
    draft.report(
        "missing-colon",
        f"`{label.value}:` begins a web address here, and the colon of its clause is missing",
        label.span,
        f"write: `{before.rpartition(chr(10))[2].strip()}: {clip(address)}`",
        fix=fix,
    )


def _is_valid(draft: Draft, label: Token, word: str) -> bool:
    """Whether a label has no characters but those of labels; reports it where it has."""
    if "." in word:
        draft.report(
            "invalid-label",
            f"`{word}` has a dot, which belongs to the names of imported statements",
            label.span,
            f"write `{word.replace('.', '-')}`",
        )
        return False
    if not word[0].isalpha() or odd_character(word) is not None:
        from argmap.syntax.misnamed import why_no_label

        draft.report(
            "invalid-label",
            why_no_label(word),
            label.span,
            f"write `{suggest_label(word)}`, here and where the label is used",
        )
        draft.excused.add(word)
        return False
    return True
