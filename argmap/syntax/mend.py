"""What is wrong with a line that the grammar refuses, and how its writer meant it.

`mend` tries one explanation after the other, the most particular first. An explanation holds when
the tokens that it puts in the place of the faulty ones fit the grammar; the file is then read on as
if the writer had written those, so that one slip is one diagnostic.
"""

from __future__ import annotations

from argmap.diagnostics import Diagnostic, nearest, report
from argmap.source import Source
from argmap.syntax import forms, misnamed, missing, slips
from argmap.syntax.certain import begins_clause
from argmap.syntax.faulty import CONNECTIVE_TYPES, TYPE, broken, end_of, fits, raw
from argmap.syntax.nodes import Mended, Token
from argmap.syntax.words import KEYWORDS, is_label
from argmap.wording import clip, seen

_EXPLANATIONS = (
    slips.bullet,
    missing.no_word,
    misnamed.label_in_signs,
    slips.foreign,
    slips.wrong_sign,
    slips.misspelt,
    misnamed.invalid_label,
    forms.supposition,
    slips.twice,
    slips.order,
    misnamed.scheme_of_words,
    misnamed.reference_of_words,
    forms.explained,
    forms.challenge,
    forms.undercut,
    misnamed.keyword_as_label,
    forms.text_too_many,
    misnamed.label_of_words,
    missing.missing_colon,
    missing.missing_label,
)


def mend(tokens: list[Token], source: Source) -> tuple[list[Diagnostic], list[Token]]:
    """The diagnostic of a line that the grammar refuses, and tokens that it accepts for it. There is no diagnostic
    where only something that can't be seen stands in the way: the rule `invisible-character` names that.
    """
    tokens = visible(tokens)
    if fits(tokens):
        return [], tokens
    for explain in _EXPLANATIONS:
        for diagnostic, mended in explain(tokens, source):
            if mended is None:
                return [diagnostic], [broken(tokens, source)]
            if fits(mended):
                return [diagnostic], mended
    return [_unreadable(tokens, source)], [broken(tokens, source)]


def visible(tokens: list[Token]) -> list[Token]:
    """The words of a line without what can't be seen in its keywords and beside them; the line as it is where there is
    nothing of the kind.
    """
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        word = token.value
        if token.type not in ("LABEL", "JUNK") or word.isascii():
            kept.append(token)
            continue
        bare = seen(word).strip()
        start = token.start + word.find(bare) if bare and bare in word else token.start
        if bare in KEYWORDS and (index == 0 or token.type == "JUNK"):
            kept.append(Mended(TYPE[bare], bare, start, token.end))
        elif not bare and token.type == "JUNK":
            continue
        elif token.type == "JUNK" and word.lstrip() == bare and is_label(bare):
            kept.append(Mended("LABEL", bare, start, token.end))
        else:
            kept.append(token)
    return kept or tokens


def _unreadable(tokens: list[Token], source: Source) -> Diagnostic:
    line = raw(tokens, source)
    first = tokens[0]
    help = [f"for a statement write: `claim: {clip(line)}`"]
    if len(tokens) > 1 and first.type == "LABEL" and tokens[1].type in CONNECTIVE_TYPES:
        message = f"`{first.value}` and `{tokens[1].value}` stand in one line"
        help.insert(0, f"write two lines: `{first.value}`, then `{clip(raw(tokens[1:], source))}`")
    elif first.type in ("LABEL", "JUNK"):
        message = (
            f"this line begins with `{clip(first.value, 30)}`, which is no word of the language"
        )
        help.append("to go on with the text above, begin the line with `|`")
    elif first.type == "USE":
        message = "`use` takes one path, without blanks"
        help = ["write: `use other.arg`, or `use other.arg as name`"]
    else:
        message = f"this line begins like `{first.value.split()[0]}` and does not go on so"
        if begins_clause(line):
            help = ["a line has one connective, one kind and one label: `because premise x: …`"]
    guess = None
    if ":" in line and first.type in ("LABEL", "JUNK"):
        guess = nearest(first.value, KEYWORDS)
    span = first.start, end_of(tokens)
    return report("unreadable-line", message, source, span, *help, meant=(first.value, guess))
