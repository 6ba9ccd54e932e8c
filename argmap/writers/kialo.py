"""A map as Kialo's text export of a discussion, in its newer form.

A reason is a Pro, a rebuttal a Con. Kialo knows no linked premises: they become one claim in all their
words, never several. It knows nothing against a step either: an undercut is left out with what only it
stands on. What is used more than once is written once, and referred to after that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.losses import Loss
from argmap.model import Argument, Map, Statement
from argmap.readers.kialo import SEE
from argmap.writers.losses import not_carried
from argmap.writers.output import Written

_Claim = tuple[str, ...]
"""The statements whose words a claim of Kialo's has; several where they are linked premises."""


def to_kialo(map: Map) -> Written:
    """The map as a discussion, and what Kialo has no place for."""
    discussion = _Discussion(map)
    text = discussion.text()
    losses = [
        loss
        for loss in not_carried(map, "kialo")
        if not (loss.kind == "statement attributes" and loss.what in discussion.carried)
    ]
    return Written(text, (*losses, *discussion.losses()))


class _Discussion:
    def __init__(self, map: Map) -> None:
        self.map = map
        self.steps = [a for a in map.arguments if not a.aims_at_step]
        # Statements with a claim of their own; arguments about the others come under the claim that the
        # others are a part of.
        used = {p for a in map.arguments for p in a.members}
        self.roots = [s.id for s in map.statements if s.id not in used]
        self.own = {*self.roots, *(a.premises[0] for a in self.steps if len(set(a.premises)) == 1)}
        self.aimed: dict[str, list[Argument]] = {}
        for step in self.steps:
            self.aimed.setdefault(step.target, []).append(step)
        self.numbers: dict[_Claim, str] = {}
        self.written: set[str] = set()
        self.sources: list[str] = []
        self.last = 0
        # Ids of the arguments that are written, and the attributes (`url: …, of a`) that are carried.
        self.carried: set[str] = set()
        self.taken = {int(n) for s in map.statements for n in re.findall(r"\[(\d{1,9})\]", s.text)}

    def text(self) -> str:
        """The whole export."""
        left_out = self._only_against_steps()
        roots: list[_Claim] = [(s,) for s in self.roots]
        reached = self._reached(roots)
        for s in self.map.statements:
            if s.id not in reached and s.id not in left_out:
                # A cycle without a root begins at its first statement.
                roots.append((s.id,))
                self.own.add(s.id)
                reached |= self._reached([(s.id,)], reached)
        several = len(roots) > 1
        lines = ["Discussion Name:", self.map.title, ""]
        if several:
            lines += ["1. Question:", self.map.title, ""]
        for place, root in enumerate(roots, 1):
            number = f"1.{place}" if several else "1"
            lines += self._tree(root, number)
        if self.sources:
            lines += ["Sources:", *self.sources]
        return "\n".join(lines).rstrip("\n") + "\n"

    def losses(self) -> Iterator[Loss]:
        """The losses that depend on how the text was written; `text` has to be called before."""
        kinds = self._kinds()
        for s in self.map.statements:
            if s.id not in self.written:
                yield Loss("statements", f"{s.id}: {s.text}", s.span)
            elif SEE.fullmatch(s.text):
                yield Loss("texts", f"{s.text}, now {s.text.replace('->', '→', 1)}", s.span)
            if s.id in self.written and s.kind != kinds.get(s.id, "claim"):
                yield Loss("kinds", f"{s.kind}, of {s.id}", s.span)
            if s.id not in self.written or "source" not in s.attributes:
                for quotation in s.quotations:
                    yield Loss(
                        "quotations", f"{quotation.text}, of {s.id}", quotation.span or s.span
                    )
        for argument in self.map.arguments:
            if argument.role == "undercuts":
                yield Loss("undercuts", argument.id, argument.span)
            elif not argument.aims_at_step and argument.id not in self.carried:
                yield Loss("arguments", argument.id, argument.span)
            if argument.warrant is not None:
                yield Loss("warrants", f"{argument.warrant}, of {argument.id}", argument.span)
            if len(set(argument.premises)) > 1 and argument.id in self.carried:
                what = f"{' and '.join(argument.premises)}, now one claim"
                yield Loss("linked premises", what, argument.span)

    def _kinds(self) -> dict[str, str]:
        kinds: dict[str, str] = {}
        for step in self.steps:
            for premise in step.premises:
                if kinds.get(premise) != "premise":
                    kinds[premise] = "premise" if step.role == "supports" else "rebuttal"
        return kinds

    def _only_against_steps(self) -> set[str]:
        """The statements that nothing but undercuts and warrants lead to, with all that leads to them."""
        first = [p for a in self.map.arguments if a.aims_at_step for p in a.premises]
        first += [a.warrant for a in self.map.arguments if a.warrant is not None]
        return self._reached([(s,) for s in first])

    def _reached(self, claims: list[_Claim], known: set[str] | None = None) -> set[str]:
        reached = set(known or ())
        waiting = [s for claim in claims for s in claim]
        while waiting:
            s = waiting.pop()
            if s not in reached:
                reached.add(s)
                waiting += [p for a in self.aimed.get(s, ()) for p in a.premises]
        return reached

    def _tree(self, root: _Claim, number: str) -> Iterator[str]:
        """The lines of a claim and all that stands under it."""
        stack: list[tuple[str, str, _Claim]] = [("Thesis", number, root)]
        while stack:
            stance, number, claim = stack.pop()
            indent = "  " * number.count(".")
            yield f"{indent}{number}. {stance}:"
            if claim in self.numbers:
                yield f"{indent}-> See {self.numbers[claim]}."
                yield ""
                continue
            self.numbers[claim] = number
            self.written.update(claim)
            yield indent + " ".join(self._text_with_marks(self.map[s]) for s in claim)
            yield ""
            under = [
                a
                for s in claim
                if len(claim) == 1 or s not in self.own
                for a in self.aimed.get(s, ())
            ]
            under = [a for a in under if a.id not in self.carried]
            self.carried.update(a.id for a in under)
            stack += reversed(
                [
                    (
                        "Pro" if a.role == "supports" else "Con",
                        f"{number}.{place}",
                        tuple(dict.fromkeys(a.premises)),
                    )
                    for place, a in enumerate(under, 1)
                ]
            )

    def _text_with_marks(self, statement: Statement) -> str:
        """The text with the numbers of its sources before the full stop."""
        marks = ""
        source, url = statement.attributes.get("source"), statement.attributes.get("url")
        if source and statement.quotations:
            self.carried.add(f"source: {source}, of {statement.id}")
            for quotation in statement.quotations:
                marks += f" [{self._source(str(source), quotation.text)}]"
        if url:
            self.carried.add(f"url: {url}, of {statement.id}")
            marks += f" [{self._source(str(url), '')}]"
        text = statement.text
        if SEE.fullmatch(text):
            text = text.replace("->", "→", 1)
        if not marks:
            return text
        end = len(text.rstrip(".!?"))
        return text[:end] + marks + text[end:]

    def _source(self, place: str, words: str) -> int:
        number = self.last + 1
        while number in self.taken:
            number += 1
        self.last = number
        self.sources.append(f"[{number}] {place}")
        if words:
            self.sources.append(f'"{words}"')
        return number
