"""The passage most like a quotation that is not found, and in what the two differ.

The rarer words of the quotation vote for the offsets where it may begin; the words that the best of these
have in common with it are counted, and the first is compared word by word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from heapq import nsmallest
from math import sqrt
from typing import TYPE_CHECKING

from attrs import frozen

from argmap.quotations.folding import HIDDEN, WORD
from argmap.quotations.pattern import ONE_LETTER, Block, Segment, parse
from argmap.quotations.search import Search
from argmap.source import Span

if TYPE_CHECKING:
    from argmap.quotations.find import Text

_TOKEN = re.compile(rf"(?:{WORD.pattern})(?:'(?:{WORD.pattern}))*|\.{{3,}}|\S")
_LONG = 80
_POSTINGS = 3000
_ALIKE = 0.5


@frozen
class Difference:
    """Words of the quotation, and what stands there in the source; either may be empty."""

    quoted: str
    there: str


@frozen
class Near:
    """What there is in place of a quotation.

    `quoted` are the words of the quotation that are not found: a piece of it, where the rest is.
    `span` is where the source has something like them, `differences` in what, in the order of the
    text; `similarity` is 1 where all words are the same. `scattered`: all pieces of the quotation are
    there, but don't follow each other so; `span` is where the first stands.
    """

    quoted: str
    span: Span
    similarity: float
    differences: tuple[Difference, ...] = ()
    scattered: bool = False


@frozen
class _Token:
    """A word or sign of a quotation, and the segment it stands in."""

    text: str
    start: int
    end: int
    segment: int


def nearest(text: Text, quotation: str) -> Near | None:
    """The passage most like a quotation, or None where nothing is like it."""
    *_, plain = text.forms(quotation)
    # A letter in brackets is taken for the same in the other case; nothing moves by that.
    form = ONE_LETTER.sub(lambda match: HIDDEN + match[1].swapcase() + HIDDEN, plain)
    blocks = parse(form)
    search = Search(text.folded.text, text.index)
    missing = None
    first = None
    for block in blocks:
        place = (
            next(search.block(block, 0, len(search.text)), None) if search.possible(block) else None
        )
        if place is None:
            missing = block
            break
        first = first or place
    if missing is None:
        if first is None or len(blocks) < 2:
            return None
        return Near(quotation, text.span(*first), 1.0, scattered=True)
    tokens = [
        _Token(match[0], match.start(), match.end(), index)
        for index, segment in enumerate(missing.segments)
        for match in _TOKEN.finditer(segment.text)
    ]
    if len(tokens) > _LONG:
        tokens = _part(search, missing, tokens)
    return _compare(text, plain, missing, tokens)


def _part(search: Search, block: Block, tokens: list[_Token]) -> list[_Token]:
    """The first stretch of a long quotation that is not found."""
    for start in range(0, len(tokens), _LONG // 2):
        some = tokens[start : start + _LONG]
        if some[0].segment == some[-1].segment:
            segment = block.segments[some[0].segment]
            piece = segment.text[some[0].start : some[-1].end]
            stretch = Segment(piece, True, True, segment.folded, 0, 0)
            if next(search.segment(stretch, 0, len(search.text)), None) is not None:
                continue
        return some
    return tokens[:_LONG]


def _candidates(text: Text, tokens: list[_Token]) -> tuple[list[int], dict[str, str]]:
    """Where in the folded text the quotation may begin, the likeliest first.

    Where the text has none of the words: also the words of the text that are taken for some of them.
    """
    at = 0
    words: dict[str, int] = {}
    for token in tokens:
        match = WORD.match(token.text)
        if match:
            words.setdefault(match[0].casefold(), at)
        at += len(token.text) + 1
    meant: dict[str, str] = {}
    if not any(word in text.variants for word in words):
        meant = _misspelt(text, words)
    known = []
    for word, offset in words.items():
        for there in text.variants.get(meant.get(word, word), ()):
            known.append((len(text.index[there]), there, offset))
    step = max(40, at // 4)
    votes: dict[int, float] = {}
    left = _POSTINGS
    for count, there, offset in sorted(known):
        weight = 1 / sqrt(count)
        for place in text.index[there][:left]:
            number = (place - offset) // step
            votes[number] = votes.get(number, 0) + weight
        left -= count
        if left <= 0:
            break
    score = {number: votes[number] + votes.get(number + 1, 0) for number in votes}
    best = nsmallest(4, score, key=lambda number: (-score[number], number))
    return [number * step for number in best], meant


def _misspelt(text: Text, words: Iterable[str]) -> dict[str, str]:
    """The words of the text most like those of a quotation none of whose words it has."""
    from argmap.diagnostics import nearest as nearest_word

    longest = sorted((w for w in words if WORD.match(w)), key=len, reverse=True)[:3]
    return {
        word: like
        for word in longest
        if len(word) > 3 and (like := nearest_word(word, text.variants))
    }


def _compare(text: Text, quotation: str, block: Block, tokens: list[_Token]) -> Near | None:
    """The best of the candidates, word by word."""
    folded = text.folded.text
    size = sum(len(token.text) + 1 for token in tokens)
    slack = max(60, size // 2)
    quoted = [token.text for token in tokens]
    places, meant = _candidates(text, tokens)
    aligned = [meant.get(word, word) for word in map(str.casefold, quoted)]
    wanted, exact = Counter(aligned), Counter(quoted)
    best: list[re.Match[str]] = []
    most = 0
    for place in places:
        low = max(0, place - slack)
        while low and not folded[low - 1].isspace() and low > place - slack - 40:
            low -= 1
        there = list(_TOKEN.finditer(folded, low, place + size + 2 * slack))
        common = _common(wanted, [match[0].casefold() for match in there])
        common += _common(exact, [match[0] for match in there])
        if common > most:
            most, best = common, there
    if not best:
        return None
    words = [match[0] for match in best]
    matches = _matches(aligned, [word.casefold() for word in words])
    (a, b, _), (c, d, last) = matches[0], matches[-1]
    start = max(0, b - a)
    end = min(len(words), d + last + len(quoted) - c - last)
    same = sum(quoted[a + i] == words[b + i] for a, b, length in matches for i in range(length))
    pairs: list[tuple[int, int, int, int]] = []
    done, there_done = 0, start
    for a, b, length in matches:
        pairs.append((done, a, there_done, b))
        pairs += [
            (a + i, a + i + 1, b + i, b + i + 1)
            for i in range(length)
            if quoted[a + i] != words[b + i]
        ]
        done, there_done = a + length, b + length
    pairs.append((done, len(quoted), there_done, end))
    differences = []
    for i1, i2, j1, j2 in pairs:
        if i1 == i2 and (j1 == j2 or _changed(tokens, i1)):
            continue
        if i2 - i1 == j2 - j1 == 1 and _part_of(block, tokens[i1], best[j1][0]):
            continue
        differences.append(_difference(text, quotation, block, tokens, best, (i1, i2, j1, j2)))
    likeness = 2 * same / (len(quoted) + end - start)
    if likeness < _ALIKE and 2 * sum(length for *_, length in matches) < len(quoted):
        return None
    whole = _place(block, tokens, 0, len(tokens))
    return Near(
        _shown(quotation, whole),
        text.span(best[start].start(), best[end - 1].end()),
        round(likeness, 3),
        tuple(dict.fromkeys(differences)),
    )


def _common(wanted: Counter[str], words: list[str]) -> int:
    return (wanted & Counter(words)).total()


def _matches(quoted: list[str], words: list[str]) -> list[tuple[int, int, int]]:
    """The stretches that both have, without strays before and after the passage itself."""
    matcher = SequenceMatcher(None, quoted, words, autojunk=False)
    found = [(m.a, m.b, m.size) for m in matcher.get_matching_blocks() if m.size]
    for near, next_to in ((0, 1), (-1, -2)):
        while len(found) > 1:
            one, other = sorted((found[near], found[next_to]))
            inside = other[1] - one[1] - one[2] - (other[0] - one[0] - one[2])
            a, _, size = found[near]
            worded = any(map(WORD.match, quoted[a : a + size]))
            if inside <= (3 + 3 * size if worded else 0):
                break
            del found[near]
    return found


def _part_of(block: Block, token: _Token, word: str) -> bool:
    """Whether a token at an open end of its segment may be a part of a word."""
    segment = block.segments[token.segment]
    first = segment.open_left and token.start == 0
    last = segment.open_right and token.end == len(segment.text)
    if first and last:
        return token.text in word
    return (first and word.endswith(token.text)) or (last and word.startswith(token.text))


def _changed(tokens: list[_Token], at: int) -> bool:
    """Whether an editor's change stands before a token."""
    return 0 < at < len(tokens) and tokens[at].segment != tokens[at - 1].segment


def _difference(
    text: Text,
    quotation: str,
    block: Block,
    tokens: list[_Token],
    words: list[re.Match[str]],
    pair: tuple[int, int, int, int],
) -> Difference:
    """A difference in words as they were written, with a word beside it where it is a sign only."""
    i1, i2, j1, j2 = pair

    here = [WORD.match(token.text) is not None for token in tokens]
    there = [WORD.match(match[0]) is not None for match in words]
    bare = not (any(here[i1:i2]) and any(there[j1:j2]))
    if (bare or here[i1] != there[j1]) and not _changed(tokens, i1):
        worded = False
        while i1 and j1 and not worded:
            i1, j1 = i1 - 1, j1 - 1
            worded = here[i1] or _changed(tokens, i1)
    if (bare or here[i2 - 1] != there[j2 - 1]) and not _changed(tokens, i2):
        worded = False
        while i2 < len(tokens) and j2 < len(words) and not worded:
            worded = here[i2] or _changed(tokens, i2 + 1)
            i2, j2 = i2 + 1, j2 + 1
    quoted = _shown(quotation, _place(block, tokens, i1, i2))
    source = ""
    if j1 < j2:
        span = text.span(words[j1].start(), words[j2 - 1].end())
        source = _plain(text.visible[span.start : span.end])
    return Difference(quoted, source)


def _place(block: Block, tokens: list[_Token], first: int, last: int) -> Span:
    """Where tokens stand in the quotation."""
    if first >= last:
        return Span(0, 0)
    one, other = tokens[first], tokens[last - 1]
    return Span(
        block.segments[one.segment].place(one.start, one.end).start,
        block.segments[other.segment].place(other.start, other.end).end,
    )


def _shown(quotation: str, span: Span) -> str:
    """Words of the quotation as they were written."""
    start = span.start
    if quotation[:start].endswith("["):
        start -= 1
    return _plain(quotation[start : span.end])


def _plain(text: str) -> str:
    return " ".join(text.replace(HIDDEN, "").split())
