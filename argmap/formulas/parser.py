"""The text of a formula → the formula, or what is wrong with it and how to mend it.

The grammar is grammars/formula.lark. A sign of another notation is reported and read as what it
means; the first place where the rest does not fit ends the reading. Places are offsets in the text.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from attrs import frozen

from argmap.formulas.formula import (
    And,
    Atom,
    Equal,
    Formula,
    Iff,
    Implies,
    Modal,
    Not,
    Or,
    Quantified,
    Term,
    Truth,
    depth,
)
from argmap.syntax.grammar import pattern, tables
from argmap.syntax.lalr import Language, Parser, Unexpected
from argmap.syntax.nodes import Token
from argmap.wording import composed

DEEPEST = 200
"""How many levels a formula may have: what a reader follows, times ten."""


@frozen
class Fault:
    """One mistake in a formula: where, what, how to mend it, and the text for its place, if that is sure."""

    span: tuple[int, int]
    message: str
    help: tuple[str, ...] = ()
    mended: str | None = None


@frozen
class Parsed:
    """What a text says as a formula; None where it could not be read, or not as it was written."""

    formula: Formula | None
    faults: tuple[Fault, ...] = ()


class Build:
    """One method a rule of grammars/formula.lark; none raises."""

    def start(self, children: list[Formula]) -> Formula:
        """The whole formula."""
        return children[0]

    def biconditional(self, children: list[Any]) -> Formula:
        """`p <-> q`."""
        return Iff(children[0], children[2])

    def implication(self, children: list[Any]) -> Formula:
        """`p -> q`."""
        return Implies(children[0], children[2])

    def either(self, children: list[Any]) -> Formula:
        """`p or q or r`."""
        return Or(tuple(children[::2]))

    def both(self, children: list[Any]) -> Formula:
        """`p and q and r`."""
        return And(tuple(children[::2]))

    def negation(self, children: list[Any]) -> Formula:
        """`not p`."""
        return Not(children[1])

    def modal(self, children: list[Any]) -> Formula:
        """`necessarily p`, `possibly p`."""
        return Modal(children[0].type == "NECESSARILY", children[1])

    def quantified(self, children: list[Any]) -> Formula:
        """`forall x, y p`: one quantifier a variable."""
        formula: Formula = children[-1]
        for variable in reversed(children[1]):
            name = _name(variable)
            formula = Quantified(children[0].type == "FORALL", name, formula, span=variable.span)
        return formula

    def variables(self, children: list[Token]) -> list[Token]:
        """`x, y`."""
        return children[::2]

    def group(self, children: list[Any]) -> Formula:
        """A formula in brackets."""
        inner: Formula = children[1]
        return inner

    def truth(self, children: list[Token]) -> Formula:
        """`true` or `false`."""
        return Truth(children[0].type == "TRUE")

    def atom(self, children: list[Term]) -> Formula:
        """What says something."""
        (said,) = children
        return Atom(said.name, said.arguments, span=said.span)

    def equation(self, children: list[Any]) -> Formula:
        """`x = y`."""
        return Equal(children[0], children[2])

    def inequation(self, children: list[Any]) -> Formula:
        """`x != y`."""
        return Not(Equal(children[0], children[2]))

    def application(self, children: list[Any]) -> Term:
        """A name, and what stands in its places."""
        return Term(_name(children[0]), tuple(children[2::2]), span=children[0].span)


@cache
def _language() -> Language:
    return Language(tables("formula"), Build())


def _name(token: Token) -> str:
    return composed(token.value)


_KEYWORDS = {
    "and": "AND",
    "or": "OR",
    "not": "NOT",
    "forall": "FORALL",
    "all": "FORALL",
    "exists": "EXISTS",
    "necessarily": "NECESSARILY",
    "possibly": "POSSIBLY",
    "true": "TRUE",
    "false": "FALSE",
}
# Signs of other notations: the terminal that is meant, and how it is written.
_FOREIGN: dict[str, tuple[str, str]] = {
    **dict.fromkeys("~∼˜!", ("NOT", "not")),
    **dict.fromkeys(("&&", "/\\", "⋀"), ("AND", "and")),
    **dict.fromkeys(("||", "\\/", "⋁"), ("OR", "or")),
    **dict.fromkeys(("=>", "==>", "⇒", "⊃", "⟶", "⟹"), ("IMPLIES", "->")),
    **dict.fromkeys(("<=>", "<==>", "⇔", "≡", "⟺", "⟷"), ("IFF", "<->")),
    "==": ("EQUAL", "="),
    "<>": ("UNEQUAL", "!="),
    "⊤": ("TRUE", "true"),
    "⊥": ("FALSE", "false"),
    **dict.fromkeys("[{［（", ("LPAR", "(")),
    **dict.fromkeys("]}］", ("RPAR", ")")),
    "）": ("RPAR", ")"),
    "，": ("COMMA", ","),
}
# Signs that are in use for several things: what is likely meant.
_GUESSED = {"~>": ("IMPLIES", "->"), "~=": ("UNEQUAL", "!=")}
# Words that writers take for words of the notation.
_WORDS = {
    **dict.fromkeys(("implies", "then", "only"), "`->`"),
    **dict.fromkeys(("iff", "equiv"), "`<->`"),
    **dict.fromkeys(("equals", "is"), "`=`"),
    **dict.fromkeys(("every", "each", "any"), "`forall x (…)`"),
    **dict.fromkeys(("some", "there", "exist"), "`exists x (…)`"),
    **dict.fromkeys(("if",), "`p -> q`"),
    **dict.fromkeys(("no", "none"), "`not exists x (…)`"),
    **dict.fromkeys(("but",), "`and`"),
    **dict.fromkeys(("necessary", "must", "box"), "`necessarily p`"),
    **dict.fromkeys(("possible", "can", "maybe", "diamond"), "`possibly p`"),
}
_BETWEEN = (
    "`not` stands only where a formula begins; between two, write `and`, `or`, `->` or `<->`",
)
_BINARY = ("AND", "OR", "IMPLIES", "IFF")
_QUANTIFIERS = ("FORALL", "EXISTS")
_MODAL = ("NECESSARILY", "POSSIBLY")
_OPENING = ("NAME", "LPAR", "NOT", "FORALL", "EXISTS", *_MODAL, "TRUE", "FALSE")
_CLOSING = ("NAME", "RPAR", "TRUE", "FALSE")
_END = Token("$END", "", 0)


def parse_formula(text: str) -> Parsed:
    """The formula that a text holds, and what was wrong; never raises, and takes linear time."""
    tokens, faults = _tokens(text)
    parser = Parser(_language())
    open_: list[int] = []
    try:
        for index, token in enumerate(tokens):
            if token.type == "LPAR":
                open_.append(index)
                if len(open_) > DEEPEST:
                    return Parsed(None, (*faults, _too_deep(token.span)))
            parser.feed(token)
            if token.type == "RPAR":
                open_.pop()
        index = len(tokens)
        formula: Formula = parser.finish()
    except Unexpected:
        fault = _explained(tokens, index, open_)
        said = {other.span for other in faults}
        return Parsed(None, (*faults, *(() if fault.span in said else (fault,))))
    if depth(formula) > DEEPEST:
        return Parsed(None, (*faults, _too_deep((0, len(text)))))
    return Parsed(None if faults else formula, tuple(faults))


def _tokens(text: str) -> tuple[list[Token], list[Fault]]:
    """The words and signs of a formula; those of another notation as what they mean."""
    tokens: list[Token] = []
    faults: list[Fault] = []
    for found in pattern("formula").finditer(text):
        kind, value, start = str(found.lastgroup), found[0], found.start()
        token = Token(kind, value, start)
        if kind == "FOREIGN" and value in _FOREIGN:
            meant, written = _FOREIGN[value]
            message = f"`{value}` is no sign of formulas"
            token.type = meant
            if meant == "NOT" and not _begins(tokens):
                faults.append(Fault(token.span, message, _BETWEEN))
                tokens.append(token)
                continue
            tight = written.isalpha() and text[found.end() : found.end() + 1].strip()
            before = written.isalpha() and text[start - 1 : start].strip() if start else ""
            mended = f"{' ' if before and before not in '(' else ''}{written}{' ' if tight else ''}"
            faults.append(Fault(token.span, message, (f"write `{written}`",), mended))
        elif kind == "FOREIGN" and value in _GUESSED:
            token.type, written = _GUESSED[value]
            message = f"`{value}` is no sign of formulas"
            faults.append(Fault(token.span, message, (f"did you mean `{written}`?",)))
        elif kind == "NAME" and value.casefold() in _KEYWORDS:
            word = value.casefold()
            message = f"`{value}` is a word of formulas only in lower case"
            faults.append(Fault(token.span, message, (f"write `{word}`",), word))
            token.type = _KEYWORDS[word]
        tokens.append(token)
    return tokens, faults


def _begins(tokens: list[Token]) -> bool:
    """Whether a formula may begin behind these words and signs."""
    last = tokens[-1].type if tokens else "LPAR"
    if last == "LPAR":
        return _calls(tokens, len(tokens) - 1) is None
    if last == "NAME":  # the variable of a quantifier, or the end of a formula
        return _calls(tokens, len(tokens)) is None
    return last in ("NOT", "DOT", *_MODAL, *_BINARY)


def _too_deep(span: tuple[int, int]) -> Fault:
    return Fault(
        span,
        f"this formula is nested more than {DEEPEST} levels deep",
        ("say it with several statements, each with a formula of its own",),
    )


def _calls(tokens: list[Token], opened: int) -> str | None:
    """The name whose places a bracket opens; None for one around a formula."""
    at = opened - 1
    if at < 0 or tokens[at].type != "NAME":
        return None
    name = tokens[at].value
    while at > 1 and tokens[at].type == "NAME" and tokens[at - 1].type == "COMMA":
        at -= 2
    return None if at > 0 and tokens[at - 1].type in _QUANTIFIERS else name


def _explained(tokens: list[Token], index: int, open_: list[int]) -> Fault:
    """Why a token, or the end, can't stand where it does."""
    ends = index >= len(tokens)
    before = tokens[index - 1] if index else None
    if ends:
        return _breaks_off(tokens, before, open_)
    token = tokens[index]
    shown = f"`{token.value}`"
    kind, last = token.type, before.type if before else ""
    opened = open_[:-1] if kind == "LPAR" else open_
    called = _calls(tokens, opened[-1]) if opened else None

    def fault(message: str, *help: str) -> Fault:
        return Fault(token.span, message, help)

    if kind in ("JUNK", "FOREIGN") and token.value != ":":
        if token.value.isdigit():
            return fault(f"{shown} begins no name", "begin names with a letter: `n1`")
        if token.value in "\"'“”‘’":
            return fault(f"{shown} is no sign of formulas", "write names without quotation marks")
        if token.value == "∄":
            return fault(f"{shown} is no sign of formulas", "write `not exists x (…)`")
        return fault(f"{shown} is no sign of formulas", _FORM)
    if token.value in (":", ";"):
        return fault(f"{shown} is no sign of formulas", "after a quantifier, write: `forall x (…)`")
    if last in _QUANTIFIERS or (last == "COMMA" and not called and kind != "NAME"):
        return fault(f"a variable should stand here, and {shown} is none", "write: `forall x (…)`")
    if kind == "RPAR":
        return _closes(tokens, token, before, open_)
    if called and last != "EQUAL":
        signs = (*_BINARY, "NOT", *_MODAL, "EQUAL", "UNEQUAL", *_QUANTIFIERS, "TRUE", "FALSE")
        if kind in signs:
            return fault(
                f"{shown} makes a formula, and the places of `{called}` hold names of things",
                "first-order logic speaks of things only: say it with a predicate of its own",
            )
        if last == "NAME" and kind == "NAME":
            return fault(
                f"nothing stands between `{before.value if before else ''}` and {shown}",
                "separate the places by commas",
            )
    if called and kind == "COMMA":
        return fault("no name stands before this comma", "write the name, or take the comma away")
    if kind in ("EQUAL", "UNEQUAL"):
        help = "between formulas, write `<->`"
        if last == "NAME":
            help = f"say it in two steps: `a {token.value} b and b {token.value} c`"
        return fault(f"{shown} stands between two names of things", help)
    if last in ("EQUAL", "UNEQUAL"):
        return fault("a name of a thing should stand here", "`=` stands between two names: `a = b`")
    if last in _CLOSING and kind in _OPENING and before:
        word = token if token.value.casefold() in _WORDS else before
        meant = _WORDS.get(word.value.casefold())
        if meant:
            return Fault(word.span, f"`{word.value}` is no word of formulas", (f"write {meant}",))
        return fault(
            f"{shown} follows `{before.value}`, and nothing joins them",
            "join formulas by `and`, `or`, `->` or `<->`",
        )
    if kind == "DOT":
        return fault(
            "a dot stands only after the variable of a quantifier",
            "drop it: a formula ends with its line",
        )
    if kind == "COMMA":
        return fault(
            "a comma stands only between the places of a predicate", "to join formulas, write `and`"
        )
    if kind in _BINARY:
        return fault(
            f"{shown} joins two formulas, and nothing stands before it",
            "write a formula on both sides of it",
        )
    return fault(f"{shown} can't stand here", _FORM)


_FORM = "a formula looks like this: `forall x (joins(x) -> agrees(ally, x))`"


def _breaks_off(tokens: list[Token], before: Token | None, open_: list[int]) -> Fault:
    if before is None:
        return Fault((0, 0), "there is no formula here", (_FORM,))
    if open_ and before.type in _CLOSING:
        return Fault(tokens[open_[-1]].span, "this bracket is never closed", ("close it with `)`",))
    if len(tokens) > 1 and before.type in ("NAME", "DOT"):
        return Fault(
            before.span,
            "the formula ends where it should say what the quantifier is about",
            ("write, for instance: `forall x (joins(x))`",),
        )
    return Fault(
        before.span,
        f"the formula breaks off after `{before.value}`",
        ("write what belongs behind it, or take it away",),
    )


def _closes(tokens: list[Token], token: Token, before: Token | None, open_: list[int]) -> Fault:
    if not open_:
        return Fault(
            token.span, "this bracket closes none", ("take it away, or open one with `(`",)
        )
    called = _calls(tokens, open_[-1])
    assert before
    if before.type == "LPAR":
        if called:
            return Fault(
                (before.start, token.end),
                f"no name stands in the places of `{called}`",
                (f"write `{called}` without brackets",),
            )
        return Fault((before.start, token.end), "nothing stands between these brackets", (_FORM,))
    return Fault(
        token.span,
        f"nothing stands between `{before.value}` and the closing bracket",
        ("write what belongs there",),
    )
