"""The model of an Argdown document, which its text and its JSON are read into.

Statements and arguments are known by their titles, `[Title]` and `<Title>`; each may stand in several
places, whose data is merged.
"""

from __future__ import annotations

from typing import Any, Literal

from attrs import define, field

from argmap.source import Span

Sense = Literal["support", "attack", "undercut", "entails", "contrary", "contradictory"]


_OTHER = "]\0"
"""What stands before the number in the key of a statement that has the title of another."""


@define
class Prose:
    """A text: its stretches, each with the marks of its emphasis (`*`, `**`), and what it names."""

    runs: list[tuple[str, str]] = field(factory=list)
    tags: list[str] = field(factory=list)
    links: list[str] = field(factory=list)
    mentions: list[str] = field(factory=list)

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(text for text, _ in self.runs).strip(" \t")

    @property
    def emphatic(self) -> bool:
        """Whether anything is emphasised."""
        return any(marks for _, marks in self.runs)


@define(eq=False)
class Place:
    """One place where a statement or an argument stands: with words of its own, or referred to; `at` is
    the place in the Argdown text.
    """

    prose: Prose
    span: Span
    at: int
    section: str | None = None
    data: dict[str, Any] = field(factory=dict)


@define(eq=False)
class Thing:
    """A statement or an argument: `key` is its title in brackets, `[Title]` or `<Title>`.

    `title` is "" where Argdown made one up.
    """

    key: str
    title: str
    places: list[Place] = field(factory=list)


@define(eq=False)
class Step:
    """An inference of an argument: the keys of its premises and of its conclusion.

    `at` is where the first statement of it stands that no step before it has.
    """

    conclusion: str
    span: Span
    at: int
    premises: list[str] = field(factory=list)
    rules: list[str] = field(factory=list)
    data: dict[str, Any] = field(factory=dict)


@define(eq=False)
class Link:
    """A relation from one thing to another, or with `step` to a step of an argument (from 0)."""

    sense: Sense
    source: str
    target: str
    span: Span
    at: int
    step: int | None = None


@define(eq=False)
class Part:
    """A section: its heading."""

    name: str
    prose: Prose
    parent: str | None
    span: Span
    data: dict[str, Any] = field(factory=dict)


@define(eq=False)
class Document:
    """All of it, in the order of the text."""

    front: dict[str, Any] = field(factory=dict)
    things: dict[str, Thing] = field(factory=dict)
    parts: list[Part] = field(factory=list)
    steps: dict[str, list[Step]] = field(factory=dict)
    # By two, the first statement of a title, and one that has this title and other words.
    restated: list[tuple[str, str]] = field(factory=list)
    _wordings: dict[str, dict[str, str]] = field(factory=dict, init=False)
    links: list[Link] = field(factory=list)
    strict: bool = False
    # Whether the front matter has it that tags are no words, `removeTagsFromText`.
    without_tags: bool = False

    def thing(self, key: str, title: str) -> Thing:
        """The thing with this key, a new one where there is none."""
        return self.things.setdefault(key, Thing(key, title))

    def member(self, key: str, title: str, words: str) -> str:
        """The key of the statement with this title and these words: of those that have the same title, the first
        words are those of the thing with this key, and others those of things that say the same.
        """
        self.thing(key, title)
        if not words:
            return key
        wordings = self._wordings.setdefault(key, {})
        if words not in wordings:
            own = f"{key[:-1]}{_OTHER}{len(wordings)}" if wordings else key
            wordings[words] = own
            if own != key:
                self.thing(own, title)
                self.restated.append((key, own))
        return wordings[words]

    def has_title(self, key: str) -> str:
        """The key of the statement that has the title of a thing: relations are of all statements of a title, and
        are those of the first.
        """
        return f"{key.partition(_OTHER)[0]}]" if _OTHER in key else key

    def conclusion(self, key: str) -> str:
        """The statement that a relation from a thing comes from: of an argument its last conclusion."""
        steps = self.steps.get(key)
        return self.has_title(steps[-1].conclusion) if steps else key
