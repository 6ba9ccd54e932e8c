"""What statements and figures are called in a report: by their numbers, which are links."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from attrs import frozen

from argmap.draw.describe import element
from argmap.draw.drawing import Drawing, Page
from argmap.draw.markup import is_inline
from argmap.model import Map, Statement
from argmap.writers.report.blocks import Item, Run, Runs, figure_anchor


@frozen(slots=False, eq=False)
class Names:
    """The names of what a map and its figures hold."""

    map: Map
    drawing: Drawing

    @cached_property
    def is_set(self) -> bool:
        """Whether the figures are a set, of which each says what has its place there and the first may be an overview."""
        return any(page.statements for page in self.drawing.pages)

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The numbers of statements in the figures."""
        return {s.id: str(n) for n, s in enumerate(self.map.statements, 1)}

    @cached_property
    def keys(self) -> dict[str, str]:
        """The statements by their numbers."""
        return {number: key for key, number in self.numbers.items()}

    @cached_property
    def home(self) -> dict[str, int]:
        """The figure in which each statement has its place, if there is one."""
        found: dict[str, int] = {}
        for number, page in enumerate(self.drawing.pages, 1):
            for key in self._at_home(page):
                found.setdefault(key, number)
        return found

    def _at_home(self, page: Page) -> Iterable[str]:
        if self.is_set:
            return page.statements
        names = {group.id for group in page.groups}
        return [s.id for s in self.map.statements if element("s", s.id) in names]

    @property
    def inline(self) -> bool:
        """Whether texts hold markup."""
        return is_inline(self.map)

    def anchor(self, key: str) -> str:
        """Where a statement stands in the list."""
        return f"statement-{self.numbers[key]}"

    def words(self, text: str) -> Run:
        """What a user wrote in prose."""
        return Run(text, self.inline)

    def number(self, key: str) -> Run:
        """A statement by its number."""
        return Run(self.numbers[key], face="bold", to=self.anchor(key))

    def statement(self, statement: Statement) -> Runs:
        """A statement by its number, with its words."""
        return self.number(statement.id), Run(" "), self.words(statement.text)

    def listed(self, keys: Iterable[str]) -> Runs:
        """Statements as a sentence names them, by their numbers."""
        runs: list[Run] = []
        numbers = [self.number(key) for key in dict.fromkeys(keys)]
        for n, number in enumerate(numbers):
            if n:
                runs.append(Run(" and " if n == len(numbers) - 1 else ", "))
            runs.append(number)
        return tuple(runs)

    def figure(self, number: int) -> Run:
        """A figure."""
        return Run(f"Figure {number}", to=figure_anchor(number))

    def item(self, *runs: Run) -> Item:
        """An item of a list, without what is empty."""
        return Item(tuple(run for run in runs if run.text))
