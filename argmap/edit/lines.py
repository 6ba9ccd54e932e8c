"""Lines of the language for statements: heads, and what stands under them."""

from __future__ import annotations

from argmap.model import Statement
from argmap.values import text_of
from argmap.writers.arg import own_attributes

_DEFAULTS = {
    "because": "premise",
    "by": "premise",
    "so": "claim",
    "but": "rebuttal",
    "although": "rebuttal",
    "unless": "rebuttal",
    "however": "rebuttal",
    "provided": "claim",
    "answer": "claim",
    "explained by": "claim",
    "contradicts": "claim",
    "restates": "claim",
}
_OPENING = ("unless", "provided")


def head(connective: str, s: Statement, default: str = "") -> str:
    """The words before a statement's text; the kind is left out where it is the one that would be read."""
    default = default or _DEFAULTS.get(connective, "")
    if s.kind == "supposition":
        words = [connective, "suppose", s.label or ""]
        return " ".join(word for word in words if word)
    shown, open_ = s.kind != default, s.open
    if connective in _OPENING:
        if s.open and not shown:
            open_ = False
        else:
            shown = True
    if connective == "answer":
        open_ = False
    kind = s.kind if shown else ""
    words = [connective, *(["open"] * open_), *(["unstated"] * s.unstated), kind, s.label or ""]
    return " ".join(word for word in words if word)


def declaration(connective: str, s: Statement, default: str = "") -> list[str]:
    """The lines that declare a statement, with its attributes and quotations."""
    lines = [f"{head(connective, s, default)}: {s.text}"]
    lines += [f"  {name}: {text_of(value)}" for name, value in own_attributes(s)]
    for number, quotation in enumerate(s.quotations):
        lines += [""] * bool(number) + [f"  > {quotation.text}"]
    return lines
