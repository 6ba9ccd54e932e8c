"""A map in words: what a picture shows, for those who can't see it, and the names of its pieces."""

from __future__ import annotations

import re
import unicodedata

from argmap.draw.listing import listed
from argmap.draw.markup import is_inline, plain
from argmap.draw.typeset import shown
from argmap.draw.view import View
from argmap.model import Statement


def element(prefix: str, identifier: str) -> str:
    """An XML name made from an identifier, another for each."""
    plain = re.sub(r"[^\w-]", lambda c: f".{ord(c[0]):x}", unicodedata.normalize("NFC", identifier))
    return f"{prefix}-{plain}"


def title_of(view: View) -> str:
    """What a figure is called: the map's title, or its first root."""
    map = view.map
    title = map.title or (map.roots[0].text if map.roots else "Argument map")
    return shown(plain(title, is_inline(map)))


class Describer:
    """Says in words what the picture shows."""

    def __init__(self, view: View) -> None:
        self.map = map = view.map
        self.inline = is_inline(map)
        self.numbers = view.numbers
        self.statuses = view.statuses
        self.parts: dict[str, list[str]] = {}
        for part in map.parts:
            self.parts.setdefault(part.whole, []).append(self.numbers[part.part])

    def whole(self) -> str:
        """All statements with what speaks for and against each."""
        return " ".join(
            f"{self.numbers[s.id]}{self._status(s)}. {self._said(s.text)}{self._relations(s, ' (', ')')}"
            for s in self.map.statements
        )

    def of(self, statement: Statement) -> str:
        """One statement, for a reader who goes from box to box."""
        marks = ["unstated"] * statement.unstated + ["possible"] * statement.possible
        kind = " ".join([*marks, statement.kind]) + self._status(statement)
        relations = self._relations(statement, " ", ".")
        said = f" said by {self._said(statement.speaker)}" if statement.speaker else ""
        return f"Statement {self.numbers[statement.id]}, {kind}{said}: {self._said(statement.text)}{relations}"

    def _status(self, statement: Statement) -> str:
        status = self.statuses.get(statement.id)
        return f", {status}" if status else ""

    def _said(self, text: str) -> str:
        return shown(plain(text, self.inline))

    def _relations(self, statement: Statement, opening: str, closing: str) -> str:
        phrases = []
        for argument in (
            *self.map.supporters(statement.id),
            *self.map.attackers(statement.id),
        ):
            verb = "supported" if argument.role == "supports" else "attacked"
            phrases.append(f"{verb} by {self._list(argument.premises)}")
            for undercut in self.map.attackers(argument.id):
                phrases[-1] += f", a step undercut by {self._list(undercut.premises)}"
        parts = self.parts.get(statement.id)
        if parts:
            phrases.append(f"made of {listed(parts)}")
        if not phrases:
            return ""
        text = "; ".join(phrases)
        text = text[:1].upper() + text[1:] if closing == "." else text
        return f"{opening}{text}{closing}"

    def _list(self, premises: tuple[str, ...]) -> str:
        numbers = [self.numbers[p] for p in premises]
        return listed(numbers) + (" together" if len(numbers) > 1 else "")
