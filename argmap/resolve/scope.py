"""Scopes: the lines that stand side by side under one line, and what later ones may look back to."""

from __future__ import annotations

from enum import Enum, auto

from argmap.resolve.draft import (
    ArgumentDraft,
    ExplanationDraft,
    HeaderDraft,
    Home,
    PassageDraft,
    SectionDraft,
    Term,
)
from argmap.syntax import nodes


class Before(Enum):
    """What the line before was, where that decides what a line may be."""

    NOTHING = auto()
    GROUP = auto()
    ATTACK = auto()  # `against`, `challenges`
    VERB = auto()  # `contradicts`, `outweighs`, `restates`
    UNLESS = auto()
    ARGUMENT = auto()
    INCLUDING = auto()
    OR = auto()
    REGARDLESS = auto()
    PROVIDED = auto()
    ANSWER = auto()
    EXPLAINED = auto()
    STRAY = auto()  # nested, and standing flat by mistake
    BROKEN = auto()


# These classes, and the drafts, are written out: every run makes them, and attrs takes long over each.
class Scope:
    """Lines side by side.

    `last` is the argument last begun here: what `and` and `by` look for; `verb` the word of the line before,
    where that is `against`, `contradicts` or another that joins nothing. Where a line is `broken` it could
    not be understood, so that a missing antecedent is not the writer's fault.
    """

    before = Before.NOTHING
    last: ArgumentDraft | None = None
    verb = ""

    def __init__(self, home: Home | None = None, broken: bool = False) -> None:
        self.home = home or Home()
        self.broken = broken

    @property
    def section(self) -> SectionDraft | None:
        """The section around these lines."""
        return self.home.section

    def close(self) -> None:
        """Ends what stands open: later lines look back no further."""
        self.before, self.last, self.broken = Before.NOTHING, None, False


class Flat(Scope):
    """The lines at the top of the file or of a section.

    `made` is the argument that the last `so` or `against` made; nested lines that stand flat by mistake are
    read in `stray`, as if under the clause above.
    """

    made: ArgumentDraft | None = None
    stray: Nested | None = None

    def __init__(
        self, home: Home | None = None, group: list[Term] | None = None, broken: bool = False
    ) -> None:
        super().__init__(home, broken)
        self.group = group or []

    def begin(self, group: list[Term], made: ArgumentDraft | None = None) -> None:
        """Begins another group, which is the conclusion of what an argument `made`."""
        self.group, self.made, self.last, self.stray = group, made, None, None
        self.before = Before.GROUP

    def close(self) -> None:
        """Ends the group too."""
        self.begin([])
        super().close()


class Passage(Flat):
    """The lines under a supposition, which begins the first group."""

    def __init__(self, passage: PassageDraft) -> None:
        super().__init__(Home(passage.supposition.home.section, passage), [passage.supposition])
        self.passage = passage
        self.before = Before.GROUP

    def begin(self, group: list[Term], made: ArgumentDraft | None = None) -> None:
        """Begins another group; what an argument concludes is the outcome so far."""
        super().begin(group, made)
        if made is not None:
            self.passage.outcome = group[0]


class Nested(Scope):
    """The lines under a clause: about its `subject`, and about the `argument` that its own connective
    began or joined. There is no subject under `by` with a scheme.

    `inference` is the argument last begun here without `unless` and `however`: what these look for;
    `including` the part that an `or` would be an alternative to; `explanation` the one begun right above.
    """

    inference: ArgumentDraft | None = None
    including: Term | None = None
    explanation: ExplanationDraft | None = None

    def __init__(
        self,
        home: Home | None,
        subject: Term | None,
        argument: ArgumentDraft | None = None,
        broken: bool = False,
    ) -> None:
        super().__init__(home, broken)
        self.subject = subject
        self.argument = argument


class Rule(Nested):
    """The lines under `by`: the subject is the warrant, and some attributes are of the argument."""

    argument: ArgumentDraft


class UnderHeader(Scope):
    """The lines under `map:`."""

    def __init__(self, header: HeaderDraft) -> None:
        super().__init__()
        self.header = header


class Closed(Scope):
    """The lines under one that can hold nothing; `under` is that line, until that has been reported."""

    def __init__(self, under: nodes.Line | None = None) -> None:
        super().__init__()
        self.under = under
