"""A quotation as what is looked for: segments of words, with an editor's changes and gaps between them."""

from __future__ import annotations

import re
from functools import cached_property

from attrs import define, field

from argmap.quotations.folding import WORD, Folded, fold, wordlike
from argmap.source import Span

CHANGED = 60
"""How many characters of the source an editor's change may stand for, at least."""
ONE_LETTER = re.compile(r"(?<![^\W_])\[([^\W\d_])\](?=[^\W\d_])")

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|nicht|kein\w*|nie|ne|pas|jamais)\b"
    r"|n't\b",
    re.IGNORECASE,
)
_GAPS = re.compile(r"\W+")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


@define(eq=False)
class Segment:
    """A stretch of a quotation without brackets, folded; an open end may stand inside a word."""

    text: str
    open_left: bool
    open_right: bool
    # Where it stands in the quotation.
    folded: Folded
    shift: int
    raw: int

    @cached_property
    def words(self) -> list[tuple[str, int]]:
        """Its words, with their offsets, other than those that may go on in the source."""
        found = [(match[0], match.start()) for match in WORD.finditer(self.text)]
        if found and found[0][1] == 0 and self.open_left:
            del found[0]
        if found and self.open_right and found[-1][1] + len(found[-1][0]) == len(self.text):
            del found[-1]
        return found

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of it stands in the quotation."""
        return Span(
            self.raw + self.folded.start(self.shift + start),
            self.raw + self.folded.end(self.shift + end),
        )


@define(eq=False)
class Change:
    """An editor's change between two segments: what it may stand for."""

    longest: int
    denies: bool  # whether the change itself holds a negation
    blanks: int | None = None  # where a letter touches it: how many gaps between words it may span

    def spans(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch of the source may be what was changed."""
        if end - start > self.longest:
            return False
        # No change of an editor's makes a sentence say the opposite.
        if not self.denies and _NEGATION.search(text, start, end):
            return False
        return self.blanks is None or len(_GAPS.findall(text, start, end)) <= self.blanks


@define(eq=False)
class Block:
    """Segments with changes between them: what stands together in the source."""

    segments: list[Segment] = field(factory=list)
    changes: list[Change] = field(factory=list)


def parse(quotation: str) -> list[Block]:
    """The blocks of a quotation, between which words are left out."""
    blocks: list[Block] = []
    change: Change | None = None
    inside: list[str] = []
    apart, done, opened = True, 0, False
    for match in [*_BRACKETS.finditer(quotation), None]:
        start = match.start() if match else len(quotation)
        folded = fold(quotation[done:start])
        text = folded.text.strip(" ")
        if text:
            shift = len(folded.text) - len(folded.text.lstrip(" "))
            segment = Segment(text, False, False, folded, shift, done)
            if apart:
                blocks.append(Block())
                # What a change at the very beginning stands for is not looked up.
                segment.open_left = opened and wordlike(text[0]) and not shift
            else:
                change = _change(quotation, inside, blocks[-1].segments[-1], segment)
                blocks[-1].changes.append(change)
            blocks[-1].segments.append(segment)
            apart, inside, opened = False, [], False
        if match is None:
            break
        done = match.end()
        touching = match.start() > 0 and wordlike(quotation[match.start() - 1])
        if _left_out(match[1]) or not (match[1].strip() or touching):
            apart, inside, opened = True, [], False
        else:
            inside.append(match[1])
            opened = True
            if blocks and not apart and text:
                before = quotation[start - 1]
                blocks[-1].segments[-1].open_right = wordlike(before)
    return blocks


def verbatim(quotation: str) -> list[Block]:
    """A quotation whose brackets are meant to stand in the source."""
    folded = fold(quotation)
    text = folded.text.strip(" ")
    shift = len(folded.text) - len(folded.text.lstrip(" "))
    return [Block([Segment(text, False, False, folded, shift, 0)])] if text else []


def _left_out(inside: str) -> bool:
    """Whether what is in brackets marks words left out."""
    signs = "".join(inside.split())
    return not signs.strip(".…") and ("…" in signs or len(signs) > 1)


def _change(quotation: str, inside: list[str], before: Segment, after: Segment) -> Change:
    """The change between two segments of a quotation."""
    after.open_left = not after.shift and wordlike(after.text[0])
    content = fold(" ".join(inside)).text.strip(" ")
    longest = max(CHANGED, len(content) + 4)
    denies = _NEGATION.search(content) is not None
    if not (before.open_right or after.open_left):
        return Change(longest, denies)
    return Change(
        longest, denies, content.count(" ") + (not before.open_right) + (not after.open_left)
    )
