"""Lines whose words are right but for a slip: a bullet, another sign than a colon, a keyword misspelt or in the
language of another program, words in another order.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from argmap.diagnostics import nearest, replace, report
from argmap.source import Source
from argmap.syntax.certain import begins_clause, is_text, known, sign_for_colon, stands_apart
from argmap.syntax.faulty import (
    CONNECTIVE_TYPES,
    KEYWORD_TYPES,
    TYPE,
    Explanations,
    end_of,
    keywords,
    prose,
    raw,
)
from argmap.syntax.foreign import meant_by, ways
from argmap.syntax.nesting import is_nested, stands, where
from argmap.syntax.nodes import Mended, Token
from argmap.syntax.words import KEYWORDS, is_label, slip
from argmap.wording import clip

_BULLET = re.compile(r"(?:[-*+•–—]|\(?\d+[.)])$")
# So many words from elsewhere say one thing: `if and only if`.
_MOST_WORDS = 4
_TITLED = ("map", "section")


def bullet(tokens: list[Token], source: Source) -> Explanations:
    """`- because: …`."""
    first = tokens[0]
    if len(tokens) < 2 or first.type != "JUNK" or not _BULLET.match(first.value):
        return
    rest = tokens[1:]
    message = f"`{first.value}` begins this line; a line begins with a word of the language"
    example = f"write: `{clip(raw(rest, source))}`"
    fix = replace("delete the bullet", (first.start, rest[0].start), "")
    yield report("unreadable-line", message, source, first.span, example, fix=fix), rest


def wrong_sign(tokens: list[Token], source: Source) -> Explanations:
    """Keywords, then another sign where the colon should stand: `because; the pledge is hollow`."""
    lead = keywords(tokens)
    if not lead or lead[0].type in ("USE", "OF", "AS", "REGARDLESS"):
        return
    end, last = lead[-1].end, tokens[-1].end
    sign = sign_for_colon(source.text, end, last)
    if sign is None:
        return
    head = source.text[tokens[0].start : end]
    text = source.text[sign.end() : last]
    for after, certain, mended in _behind(sign, lead, tokens, source):
        message = f"`{sign[1]}` stands where the colon should, between `{head}` and its text"
        title = "write a colon"
        if after == " ":
            title = f"delete `{sign[1]}`"
            message = f"`{sign[1]}` stands between `{head}` and its label"
        fix = replace(title, sign.span(), after) if certain else None
        help = [f"write: `{head}{after}{clip(text)}`"]
        if not certain and lead[0].type not in ("MAP", "SECTION"):
            help.append(f"or, to refer to a statement by its label: `{head} {clip(text)}`")
        found = report("missing-colon", message, source, sign.span(1), *help, fix=fix)
        yield found, mended


def _behind(
    sign: re.Match[str], lead: list[Token], tokens: list[Token], source: Source
) -> Iterator[tuple[str, bool, list[Token]]]:
    """What can stand in the place of a sign behind keywords: the blank before a label, or the colon of a
    text; whether that is certain; and the tokens so read.
    """
    at, last = sign.end(), tokens[-1]
    has_colon = last.type == "TEXT"
    before = source.text[at : last.start] if has_colon else ""
    if has_colon and is_label(before):
        yield " ", True, [*lead, Token("LABEL", before, at), last]
    text = source.text[at : last.end]
    if begins_clause(text):
        yield " ", True, [*lead, *(t for t in tokens if t.start >= at)]
        return
    label = "-".join(before.split())
    certain = (
        stands_apart(sign)
        and is_text(text, source.text, lead[0].type in ("MAP", "SECTION"))
        and all(t.value != "by" for t in lead)
        and not (
            has_colon and (text.split()[0] in KEYWORDS or label in known(source.text).referred)
        )
    )
    yield ": ", certain, [*lead, Token("TEXT", f" {text}", at - 1)]


def foreign(tokens: list[Token], source: Source) -> Explanations:
    """A line that begins with a word, or a few, that another program or everyday English has for a word of the
    language: `therefore x: …`, `only if: …`, `Therefore, the pledge is hollow.`
    """
    for size in range(min(len(tokens), _MOST_WORDS), 0, -1):
        first = tokens[:size]
        if any(t.type not in ("LABEL", *KEYWORD_TYPES) for t in first):
            continue
        if size == 1 and first[0].type != "LABEL":
            return
        nested = is_nested(tokens[0], source)
        meant = meant_by("-".join(t.value for t in first), nested)
        if not meant:
            continue
        words = meant[0].split()
        at = first[0].start, first[-1].end
        lead: list[Token] = [Mended(TYPE[word], word, *at) for word in words]
        certain = len(meant) == 1 and stands(lead + tokens[size:], nested)
        written = raw(first, source)
        message = f"`{written}` is no word of the language; `{meant[0]}` is"
        if first[0].type != "LABEL":
            message = (
                f"`{written}` says no more than `{meant[0]}`, which is the word of the language"
            )
        if len(meant) > 1:
            message = f"`{written}` is no word of the language"
        for after, until, sure, mended in _after(tokens, lead, size, source):
            right = f"{after}{raw(tokens, source)[until - tokens[0].start :]}"
            fix = replace(f"write `{meant[0]}{after.rstrip()}`", (at[0], until), meant[0] + after)
            help = ways(meant, right, nested, certain)
            yield (
                report(
                    "misspelt-keyword", message, source, at, *help,
                    fix=fix if certain and sure else None,
                ),
                mended,
            )  # fmt: skip
        return


def misspelt(tokens: list[Token], source: Source) -> Explanations:
    """`becuase: …`, `Because: …`."""
    for index, token in enumerate(tokens[:3]):
        if token.type != "LABEL":
            continue
        word = token.value
        folded = word.casefold()
        keyword = folded if folded in KEYWORDS else slip(folded)
        if keyword is None and index == 0:
            keyword = nearest(word, KEYWORDS, 0.8)
        if keyword is None or keyword == word:
            continue
        message = f"`{word}` looks like a slip for `{keyword}`"
        if folded == keyword:
            message = f"`{word}` is a keyword only in lower case"
        line = raw(tokens, source)
        lead = [*tokens[:index], Mended(TYPE[keyword], keyword, token.start, token.end)]
        for after, until, sure, mended in _after(tokens, lead, index + 1, source):
            fix = replace(
                f"write `{keyword}{after.rstrip()}`", (token.start, until), f"{keyword}{after}"
            )
            offset = token.start - tokens[0].start
            right = line[:offset] + keyword + after + line[until - tokens[0].start :]
            help = f"write: `{clip(right)}`"
            found = report(
                "misspelt-keyword", message, source, token.span, help, fix=fix if sure else None
            )
            yield found, mended


def _after(
    tokens: list[Token], lead: list[Token], size: int, source: Source
) -> Iterator[tuple[str, int, bool, list[Token]]]:
    """What stands behind keywords in the place of the first tokens of a line: what to write between them and the
    rest, up to which place that stands for what is written, whether it is certain, and the tokens so read.
    """
    rest, end = tokens[size:], tokens[size - 1].end
    if lead[-1].type == "USE":
        path = raw(tokens, source)[end - tokens[0].start :]
        path = "use" + path.split(" as ")[0].rstrip()
        yield "", end, True, [Token("IMPORT", path, tokens[0].start)]
        return
    yield "", end, True, [*lead, *rest]
    sign = sign_for_colon(source.text, end, tokens[-1].end)
    if sign is not None:
        # As a writer from elsewhere would put it: `Therefore, the pledge is hollow.`
        for after, sure, mended in _behind(sign, lead, tokens, source):
            yield after, sign.end(), sure, mended
    elif rest and not any(t.type == "TEXT" for t in rest):
        # `Therefore the pledge is hollow.`
        text = prose(rest, source)
        sure = is_text(text.value[1:], source.text, lead[-1].value in _TITLED)
        yield ":", end, sure, [*lead, text]


_RANK = {
    **dict.fromkeys(CONNECTIVE_TYPES, 0),
    **{"OPEN": 1, "UNSTATED": 2, "KIND": 3, "SUPPOSE": 3},
}


def twice(tokens: list[Token], source: Source) -> Explanations:
    """`open open claim b: …`."""
    for a, b, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if a.type not in _RANK:
            return
        # The second of `because because: …` may have been meant for a label.
        if a.value != b.value or after.type == "TEXT":
            continue
        kept = [t for t in tokens if t is not b]
        right = clip(a.value + source.text[b.end : end_of(tokens)])
        before = source.text[tokens[0].start : a.start]
        fix = replace("write it once", (a.end, b.end), "")
        found = report(
            "unreadable-line", f"`{a.value}` stands twice", source, (a.start, b.end),
            f"write: `{before}{right}`", fix=fix,
        )  # fmt: skip
        yield found, kept


def order(tokens: list[Token], source: Source) -> Explanations:
    """`premise because x: …`: the words in another order; `but because x: …`: one too many."""
    lead: list[Token] = []
    for token in tokens:
        if token.type not in _RANK:
            break
        lead.append(token)
    rest = tokens[len(lead) :]
    if len(lead) < 2:
        return
    ranks = [_RANK[t.type] for t in lead]
    ordered = sorted(lead, key=lambda t: _RANK[t.type])
    span = (lead[0].start, lead[-1].end)
    # The last may have been meant for a label: `premise because: …`, `recommendation open: …`.
    as_label = (
        bool(rest)
        and rest[0].type == "TEXT"
        and lead[0].type != "SUPPOSE"
        and (ranks[-2] == _RANK["KIND"] or ranks[-1] == ranks[-2] == 0)
    )
    if ranks != sorted(ranks) and not as_label:
        words = " ".join(t.value for t in ordered)
        message = "these words stand in another order: connective, `open`, `unstated`, kind, label"
        fix = replace("put the words in order", span, words)
        example = f"write: `{clip(words + source.text[span[1] : end_of(tokens)])}`"
        help = [where(example, ordered[0].value, is_nested(tokens[0], source))]
        found = report("unreadable-line", message, source, span, *help, fix=fix)
        yield found, [*ordered, *rest]
    if not rest or as_label:
        return
    for a, b in itertools.pairwise(lead):
        if _RANK[a.type] == _RANK[b.type] == 0 and a.type != "EXPLAINED":
            message = f"a line has one connective; here are `{a.value}` and `{b.value}`"
            example = f"write: `{clip(a.value + source.text[b.end : end_of(tokens)])}`"
            found = report("unreadable-line", message, source, (a.start, b.end), example)
            yield found, [t for t in tokens if t is not b]
