"""What is wrong with a line that the grammar refuses, and how its writer meant it.

`mend` tries one explanation after the other, the most particular first. An explanation holds when
the tokens that it puts in the place of the faulty ones fit the grammar; the file is then read on as
if the writer had written those, so that one slip is one diagnostic.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, nearest, replace, report
from argmap.source import Source
from argmap.syntax.build import language
from argmap.syntax.certain import is_text, known, label_alone, sign_for_colon, stands_apart
from argmap.syntax.lalr import Unexpected
from argmap.syntax.nesting import is_nested, stands, where
from argmap.syntax.nodes import Mended, Token
from argmap.syntax.words import (
    CONNECTIVES,
    KEYWORDS,
    KINDS,
    is_label,
    normal,
    odd_character,
    slip,
    suggest_label,
)
from argmap.wording import IGNORABLE

_CONNECTIVE_TYPES = ("CONNECTIVE", "BECAUSE", "AGAINST", "BY", "REGARDLESS")
_KEYWORD_TYPES = (*_CONNECTIVE_TYPES, "UNSTATED", "KIND", "MAP", "SECTION", "AS", "OF", "USE")
_TYPE = {
    **dict.fromkeys(CONNECTIVES, "CONNECTIVE"),
    **dict.fromkeys(KINDS, "KIND"),
    **{w: w.upper() for w in KEYWORDS if w not in (*CONNECTIVES, *KINDS)},
    **{w: w.upper() for w in ("because", "against", "by", "regardless")},
}
SYNONYMS = {
    **dict.fromkeys(("therefore", "thus", "hence", "consequently", "ergo"), "so"),
    **dict.fromkeys(("since", "as", "for", "reason", "why"), "because"),
    "given": "premise",  # under a clause `because`
    **dict.fromkeys(("however", "yet", "objection", "con", "contra"), "but"),
    **dict.fromkeys(("though", "granted", "despite", "concession"), "although"),
    **dict.fromkeys(("except", "undercut", "exception"), "unless"),
    **dict.fromkeys(("assumption", "fact", "evidence", "pro"), "premise"),
    **dict.fromkeys(("conclusion", "statement", "thesis", "proposition", "contention"), "claim"),
    **dict.fromkeys(("proposal", "advice", "should", "policy"), "recommendation"),
    **dict.fromkeys(("attack", "counterargument", "refutation"), "rebuttal"),
    **dict.fromkeys(("implicit", "hidden", "tacit", "unexpressed"), "unstated"),
    **dict.fromkeys(("title", "name"), "map"),
    **dict.fromkeys(("chapter", "group", "part"), "section"),
    **dict.fromkeys(("import", "include", "load"), "use"),
    **dict.fromkeys(("via", "using", "warrant", "scheme"), "by"),
}
"""Words that writers coming from elsewhere use for a keyword."""


def synonym(word: str, nested: bool = False) -> str | None:
    """The keyword that a writer coming from elsewhere means by a word, at the top or under a clause."""
    folded = word.casefold()
    return "because" if nested and folded == "given" else SYNONYMS.get(folded)


_BULLET = re.compile(r"(?:[-*+•–—]|\(?\d+[.)])$")


# Among so many words of a line its keywords and its label stand.
_HEAD = 12


def clip(text: str, width: int = 60) -> str:
    """A text short enough for a message: its first line, cut at a word."""
    line = text.partition("\n")[0].strip()
    if len(line) <= width:
        return line
    cut = line[:width].rsplit(None, 1)[0].rstrip(" ,;:")
    return (cut or line[:width]) + " …"


def mend(tokens: list[Token], source: Source) -> tuple[list[Diagnostic], list[Token]]:
    """The diagnostic of a line that the grammar refuses, and tokens that it accepts for it."""
    for explain in (
        _bullet,
        _no_word,
        _label_in_signs,
        _wrong_sign,
        _slip,
        _invalid_label,
        _order,
        _scheme_of_words,
        _reference_of_words,
        _undercut_form,
        _keyword_as_label,
        _text_too_many,
        _label_of_words,
        _missing_colon,
        _missing_label,
    ):
        for diagnostic, mended in explain(tokens, source):
            if mended is None:
                return [diagnostic], [_broken(tokens, source)]
            if _fits(mended):
                return [diagnostic], mended
    return [_unreadable(tokens, source)], [_broken(tokens, source)]


Explanations = Iterator[tuple[Diagnostic, list[Token] | None]]


def _fits(tokens: list[Token]) -> bool:
    try:
        language().parse(tokens)
    except Unexpected:
        return False
    return True


def _end(tokens: list[Token]) -> int:
    last = tokens[-1]
    return last.start + len(last.value.partition("\n")[0].rstrip())


def _prose(tokens: list[Token], source: Source) -> Token:
    """Words read as the text after a colon."""
    start = tokens[0].start
    return Token("TEXT", " " + source.text[start : tokens[-1].end], start - 1)


def _broken(tokens: list[Token], source: Source) -> Token:
    start = tokens[0].start
    return Token("BROKEN", source.text[start : _end(tokens)], start)


def _raw(tokens: list[Token], source: Source) -> str:
    return source.text[tokens[0].start : _end(tokens)]


def _bullet(tokens: list[Token], source: Source) -> Explanations:
    first = tokens[0]
    if len(tokens) < 2 or first.type != "JUNK" or not _BULLET.match(first.value):
        return
    rest = tokens[1:]
    message = f"`{first.value}` begins this line; a line begins with a word of the language"
    example = f"write: `{clip(_raw(rest, source))}`"
    fix = replace("delete the bullet", (first.start, rest[0].start), "")
    yield report("unreadable-line", message, source, first.span, example, fix=fix), rest


def _no_word(tokens: list[Token], source: Source) -> Explanations:
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


def _label_in_signs(tokens: list[Token], source: Source) -> Explanations:
    """`because b.`, where `b` is declared; `by modus-ponens.`"""
    lead = _keywords(tokens)
    if not 0 < len(lead) < len(tokens) or tokens[-1].type == "TEXT":
        return
    rest = tokens[len(lead)].start, _end(tokens)
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
        f"write: `{_raw(lead, source)} {label}`",
        fix=replace("write it alone", rest, label),
    )
    yield found, [*lead, Mended("LABEL", label, *rest)]


def _wrong_sign(tokens: list[Token], source: Source) -> Explanations:
    """Keywords, then another sign where the colon should stand: `because; the pledge is hollow`."""
    lead = _keywords(tokens)
    if not lead or lead[0].type in ("USE", "OF", "AS", "REGARDLESS"):
        return
    end, last = lead[-1].end, tokens[-1].end
    sign = sign_for_colon(source.text, end, last)
    if sign is None:
        return
    head = source.text[tokens[0].start : end]
    prose = source.text[sign.end() : last]
    for after, certain, mended in _behind(sign, lead, tokens, source):
        message = f"`{sign[1]}` stands where the colon should, between `{head}` and its text"
        title = "write a colon"
        if after == " ":
            title = f"delete `{sign[1]}`"
            message = f"`{sign[1]}` stands between `{head}` and its label"
        fix = replace(title, sign.span(), after) if certain else None
        help = [f"write: `{head}{after}{clip(prose)}`"]
        if not certain and lead[0].type not in ("MAP", "SECTION"):
            help.append(f"or, to refer to a statement by its label: `{head} {clip(prose)}`")
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
    prose = source.text[at : last.end]
    label = "-".join(before.split())
    certain = (
        stands_apart(sign)
        and is_text(prose, source.text, lead[0].type in ("MAP", "SECTION"))
        and all(t.value != "by" for t in lead)
        and not (
            has_colon and (prose.split()[0] in KEYWORDS or label in known(source.text).referred)
        )
    )
    yield ": ", certain, [*lead, Token("TEXT", f" {prose}", at - 1)]


def _keywords(tokens: list[Token]) -> list[Token]:
    """The keywords that a line begins with, in whatever case; the last may be read as a label."""
    lead: list[Token] = []
    for token in tokens:
        if token.type in _KEYWORD_TYPES:
            lead.append(token)
            continue
        word = token.value.rstrip("-")
        if token.type == "LABEL" and word.casefold() in KEYWORDS:
            lead.append(
                Mended(
                    _TYPE[word.casefold()], word.casefold(), token.start, token.start + len(word)
                )
            )
        break
    return lead


def _slip(tokens: list[Token], source: Source) -> Explanations:
    for index, token in enumerate(tokens[:3]):
        if token.type != "LABEL":
            continue
        word = token.value
        folded = word.casefold()
        keyword = folded if folded in KEYWORDS else slip(folded)
        nested = foreign = None
        if index == 0:
            if synonym(word):
                nested = is_nested(token, source)
                foreign = synonym(word, nested is True)
            keyword = keyword or foreign or nearest(word, KEYWORDS, 0.8)
        if keyword is None or keyword == word:
            continue
        meant = Mended(_TYPE[keyword], keyword, token.start, token.end)
        mended = [*tokens[:index], meant, *tokens[index + 1 :]]
        if keyword == "use":
            path = _raw(tokens, source)[len(word) :]
            path = keyword + path.split(" as ")[0].rstrip()
            mended = [Token("IMPORT", path, token.start)]
        certain = True
        if folded == keyword:
            message = f"`{word}` is a keyword only in lower case"
        elif keyword == foreign:
            message = f"`{word}` is no word of the language; `{keyword}` is"
            certain = stands(mended, nested)
        else:
            message = f"`{word}` looks like a slip for `{keyword}`"
        line = _raw(tokens, source)
        offset = token.start - tokens[0].start
        rest = tokens[index + 1 :]
        ways = [("", token.end, certain, mended)]
        sign = sign_for_colon(source.text, token.end, tokens[-1].end)
        if sign is not None:
            # As a writer from elsewhere would put it: `Therefore, the pledge is hollow.`
            read = _behind(sign, [*tokens[:index], meant], tokens, source)
            ways = [(after, sign.end(), certain and sure, way) for after, sure, way in read]
        elif rest and not any(t.type == "TEXT" for t in rest):
            # `Therefore the pledge is hollow.`
            text = _prose(rest, source)
            sure = is_text(text.value[1:], source.text, keyword in ("map", "section"))
            ways.append((":", token.end, certain and sure, [*tokens[:index], meant, text]))
        for after, until, sure, way in ways:
            fix = replace(
                f"write `{keyword}{after.rstrip()}`", (token.start, until), f"{keyword}{after}"
            )
            right = line[:offset] + keyword + after + line[until - tokens[0].start :]
            help = f"write: `{clip(right)}`"
            yield (
                report(
                    "misspelt-keyword",
                    message,
                    source,
                    token.span,
                    help if certain else where(help, keyword, nested),
                    fix=fix if sure else None,
                ),
                way,
            )


def _invalid_label(tokens: list[Token], source: Source) -> Explanations:
    """Pieces without a blank between them, one of which fits nowhere, are one word."""
    for start in range(min(len(tokens), _HEAD)):
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


def _order(tokens: list[Token], source: Source) -> Explanations:
    """`premise because x: …`: the words in another order; `but because x: …`: one too many."""
    lead: list[Token] = []
    for token in tokens:
        if token.type not in (*_CONNECTIVE_TYPES, "UNSTATED", "KIND"):
            break
        lead.append(token)
    rest = tokens[len(lead) :]
    if len(lead) < 2:
        return
    rank = {**dict.fromkeys(_CONNECTIVE_TYPES, 0), "UNSTATED": 1, "KIND": 2}
    ordered = sorted(lead, key=lambda t: rank[t.type])
    span = (lead[0].start, lead[-1].end)
    as_label = rank[lead[-1].type] == 0 and bool(rest) and rest[0].type == "TEXT"
    if [rank[t.type] for t in ordered] != [rank[t.type] for t in lead] and not as_label:
        words = " ".join(t.value for t in ordered)
        message = "these words stand in another order: connective, `unstated`, kind, label"
        fix = replace("put the words in order", span, words)
        example = f"write: `{clip(words + source.text[span[1] : _end(tokens)])}`"
        found = report("unreadable-line", message, source, span, example, fix=fix)
        yield found, [*ordered, *rest]
    if not rest or as_label:
        return
    for a, b in itertools.pairwise(lead):
        if rank[a.type] == rank[b.type] == 0:
            message = f"a line has one connective; here are `{a.value}` and `{b.value}`"
            example = f"write: `{clip(a.value + source.text[b.end : _end(tokens)])}`"
            found = report("unreadable-line", message, source, (a.start, b.end), example)
            yield found, [t for t in tokens if t is not b]


def _text_too_many(tokens: list[Token], source: Source) -> Explanations:
    """Text or words after a line that only takes labels."""
    first = tokens[0]
    if first.type not in ("AGAINST", "REGARDLESS", "IMPORT"):
        return
    if first.type == "REGARDLESS" and len(tokens) > 1 and tokens[1].type == "LABEL":
        message = "`regardless` is followed by `of`"
        help = f"write: `regardless of {clip(_raw(tokens[1:], source))}`"
        of = Mended("OF", "of", first.end, first.end)
        fix = replace("write `of`", (first.end, first.end), " of") if len(tokens) == 2 else None
        found = report("unreadable-line", message, source, first.span, help, fix=fix)
        yield found, [first, of, *tokens[1:]]
    if first.type == "REGARDLESS" and tokens[-1].type == "TEXT":
        message = "`regardless of` takes the label of a statement that is declared elsewhere"
        kept = [t for t in tokens if t.type != "TEXT"]
        help = f"write `{clip(_raw(kept, source))}` here, and the text where it is declared"
        yield report("stray-words", message, source, (tokens[-1].start, _end(tokens)), help), None
    for size in range(min(len(tokens) - 1, _HEAD), 1 if first.type != "IMPORT" else 0, -1):
        kept, stray = tokens[:size], tokens[size:]
        if first.type == "AGAINST" and not any(t.type == "BECAUSE" for t in kept):
            return
        takes = "a path, and `as name`" if first.type == "IMPORT" else "labels and nothing else"
        message = f"`{first.value.split()[0]}` takes {takes} here"
        help = f"write: `{clip(_raw(kept, source))}`"
        span = (stray[0].start, _end(stray))
        yield report("stray-words", message, source, span, help), kept


def _scheme_of_words(tokens: list[Token], source: Source) -> Explanations:
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
        f"or, if the rule is a statement of its own, with a colon: `by: {_raw(words, source)}`",
        fix=replace("join the words", span, name),
    )
    yield found, [tokens[0], Mended("LABEL", name, *span)]


def _reference_of_words(tokens: list[Token], source: Source) -> Explanations:
    """`because a b`, where `a-b` is declared, or `a b` as if it were a label."""
    lead = _keywords(tokens)
    words = tokens[len(lead) :]
    if not lead or not 2 <= len(words) <= 3 or any(t.type != "LABEL" for t in words):
        return
    label = "-".join(t.value for t in words)
    declared, declared_as_words, _ = known(source.text)
    if (normal(label) in declared) == (normal(label) in declared_as_words):
        return
    span = (words[0].start, words[-1].end)
    help = f"write: `{_raw(lead, source)} {label}`"
    fix = replace("join the words", span, label)
    found = report("invalid-label", "a label is one word", source, span, help, fix=fix)
    yield found, [*lead, Mended("LABEL", label, *span)]


def _undercut_form(tokens: list[Token], source: Source) -> Explanations:
    """`against claim c because premise p`, `against c because`."""
    words = [t.type for t in tokens]
    if words[0] != "AGAINST" or "BECAUSE" not in words or "TEXT" in words:
        return
    middle = words.index("BECAUSE")
    before = [t for t in tokens[1:middle] if t.type == "LABEL"]
    after = [t for t in tokens[middle:] if t.type == "LABEL"]
    target = before[-1].value if before else "the-conclusion"
    premise = after[0].value if after else "the-premise"
    found = report(
        "stray-words" if before and after else "missing-label",
        "`against … because …` takes two labels: a conclusion, and a premise that leads to it",
        source,
        (tokens[0].start, _end(tokens)),
        f"write: `against {target} because {premise}`",
    )
    if before and after and len(tokens) != 4:
        yield found, [tokens[0], before[-1], tokens[middle], after[0]]
    elif not (before and after):
        yield found, None


def _keyword_as_label(tokens: list[Token], source: Source) -> Explanations:
    for index in range(1, min(len(tokens), _HEAD)):
        token = tokens[index]
        if token.type not in _KEYWORD_TYPES:
            continue
        as_label = [*tokens[:index], Token("LABEL", token.value, token.start), *tokens[index + 1 :]]
        if not _fits(as_label):
            continue
        message = f"`{token.value}` is a keyword, and no keyword is a label"
        help = [f"choose another word, such as `the-{token.value}`"]
        before = tokens[index - 1]
        if before.type in _CONNECTIVE_TYPES and tokens[-1].type == "TEXT":
            first = f"{before.value}: {clip(tokens[-1].value[1:])}"
            help.append(f"or, as a line has one connective, write: `{first}`")
        found = report("keyword-as-label", message, source, token.span, *help)
        dropped = [t for t in tokens if t is not token]
        if tokens[0].type == "IMPORT":
            yield found, tokens[:1]
        yield found, dropped if tokens[-1].type == "TEXT" and _fits(dropped) else None


def _label_of_words(tokens: list[Token], source: Source) -> Explanations:
    """`premise my label: text`."""
    if tokens[-1].type != "TEXT" or tokens[0].type not in _KEYWORD_TYPES:
        return
    start = next((i for i, t in enumerate(tokens[:_HEAD]) if t.type not in _KEYWORD_TYPES), 0)
    words = tokens[start:-1]
    if not 2 <= len(words) <= 3 or any(t.type != "LABEL" for t in words):
        return
    span = (words[0].start, words[-1].end)
    label = "-".join(t.value for t in words)
    meant = known(source.text).is_meant(label)
    fix = replace("join the words", span, label) if meant else None
    message = "a label is one word, and here are several before the colon"
    head = clip(_raw(tokens[:start], source))
    help = [f"write: `{head} {label}: …`"]
    if not meant and tokens[0].type not in ("MAP", "SECTION"):
        prose = clip(source.text[span[0] : _end(tokens)])
        help.append(f"or, where they belong to the text: `{head}: {prose}`")
    found = report("invalid-label", message, source, span, *help, fix=fix)
    yield found, [*tokens[:start], Mended("LABEL", label, *span), tokens[-1]]


def _missing_colon(tokens: list[Token], source: Source) -> Explanations:
    """Keywords, then words of prose without a colon before them."""
    for size in range(min(len(tokens) - 1, _HEAD), 0, -1):
        lead, rest = tokens[:size], tokens[size:]
        if any(t.type not in _KEYWORD_TYPES for t in lead) or rest[0].type == "TEXT":
            continue
        text = _prose(rest, source)
        prose = text.value[1:]
        head = _raw(lead, source)
        certain = is_text(prose, source.text, lead[0].type in ("MAP", "SECTION"))
        fix = replace("add the colon", (lead[-1].end, lead[-1].end), ":") if certain else None
        help = [f"write: `{head}: {clip(prose)}`"]
        # What goes on after a word, as a sentence does, is no reference.
        if (
            lead[0].type not in ("MAP", "SECTION")
            and len(prose.split()) == 1
            and rest[0].type == "LABEL"
        ):
            help.append(f"or, to refer to a statement by its label: `{head} {rest[0].value}`")
        message = f"a colon is missing between `{head}` and its text"
        span = (lead[-1].start, lead[-1].end)
        yield report("missing-colon", message, source, span, *help, fix=fix), [*lead, text]


def _missing_label(tokens: list[Token], source: Source) -> Explanations:
    """The line ends where a label should stand."""
    last = tokens[-1]
    head = _raw(tokens, source)
    if last.type not in _KEYWORD_TYPES and tokens[0].type not in ("MAP", "SECTION"):
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
            "missing-label", message, source, (tokens[0].start, _end(tokens)), f"write: `{example}`"
        ),
        None,
    )


def _unreadable(tokens: list[Token], source: Source) -> Diagnostic:
    raw = _raw(tokens, source)
    first = tokens[0]
    help = [f"for a statement write: `claim: {clip(raw)}`"]
    if len(tokens) > 1 and first.type == "LABEL" and tokens[1].type in _CONNECTIVE_TYPES:
        message = f"`{first.value}` and `{tokens[1].value}` stand in one line"
        help.insert(0, f"write two lines: `{first.value}`, then `{clip(_raw(tokens[1:], source))}`")
    elif first.type in ("LABEL", "JUNK"):
        message = (
            f"this line begins with `{clip(first.value, 30)}`, which is no word of the language"
        )
        help.append("to go on with the text above, begin the line with `|`")
    elif first.type == "USE":
        message = "`use` takes one path, without blanks"
        help = ["write: `use other.arg`, or `use other.arg as name`"]
    else:
        message = f"this line begins like a `{first.value.split()[0]}` line and does not go on so"
    guess = None
    if ":" in raw and first.type in ("LABEL", "JUNK"):
        guess = nearest(first.value, KEYWORDS)
    span = first.start, _end(tokens)
    return report("unreadable-line", message, source, span, *help, meant=(first.value, guess))
