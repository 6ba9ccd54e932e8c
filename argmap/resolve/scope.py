"""Scopes: the lines that stand side by side under one line, and what later ones may look back to."""

from __future__ import annotations

from enum import Enum, auto

from attrs import define, field

from argmap.resolve.draft import ArgumentDraft, HeaderDraft, SectionDraft, Term
from argmap.syntax import nodes


class Before(Enum):
    """What the line before was, where that decides what a line may be."""

    NOTHING = auto()
    GROUP = auto()
    ATTACK = auto()  # `against`, `contradicts`, `outweighs`
    UNLESS = auto()
    ARGUMENT = auto()
    INCLUDING = auto()
    OR = auto()
    REGARDLESS = auto()
    STRAY = auto()  # nested, and standing flat by mistake
    BROKEN = auto()


@define(eq=False, repr=False)
class Scope:
    """Lines side by side."""

    section: SectionDraft | None = None
    # A line here could not be understood, so that a missing antecedent is not the writer's fault.
    broken: bool = field(default=False, kw_only=True)
    before: Before = field(default=Before.NOTHING, init=False)
    # The argument last begun here: what `and` and `by` look for.
    last: ArgumentDraft | None = field(default=None, init=False)

    def close(self) -> None:
        """Ends what stands open: later lines look back no further."""
        self.before, self.last, self.broken = Before.NOTHING, None, False


@define(eq=False, repr=False)
class Flat(Scope):
    """The lines at the top of the file or of a section."""

    group: list[Term] = field(factory=list)
    # The argument that the last `so` or `against` made.
    made: ArgumentDraft | None = field(default=None, init=False)
    # Nested lines that stand flat by mistake are read as if under the clause above.
    stray: Nested | None = field(default=None, init=False)

    def begin(self, group: list[Term], made: ArgumentDraft | None = None) -> None:
        """Begins another group, which is the conclusion of what an argument `made`."""
        self.group, self.made, self.last, self.stray = group, made, None, None
        self.before = Before.GROUP

    def close(self) -> None:
        """Ends the group too."""
        self.begin([])
        super().close()


@define(eq=False, repr=False)
class Nested(Scope):
    """The lines under a clause: about its `subject`, and about the `argument` that its own connective
    began or joined. There is no subject under `by` with a scheme.
    """

    subject: Term | None = None
    argument: ArgumentDraft | None = None
    # The argument last begun here without `unless`: what `unless` looks for.
    inference: ArgumentDraft | None = field(default=None, init=False)
    # The part that an `or` would be an alternative to.
    including: Term | None = field(default=None, init=False)


@define(eq=False, repr=False)
class Rule(Nested):
    """The lines under `by`: the subject is the warrant, and some attributes are of the argument."""

    argument: ArgumentDraft = field(kw_only=True)


@define(eq=False, repr=False)
class UnderHeader(Scope):
    """The lines under `map:`."""

    header: HeaderDraft = field(kw_only=True)


@define(eq=False, repr=False)
class Closed(Scope):
    """The lines under one that can hold nothing; `under` is that line, until that has been reported."""

    under: nodes.Line | None = None
