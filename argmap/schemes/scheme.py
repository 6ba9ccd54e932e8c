"""What a scheme is: roles of premises, a conclusion, critical questions."""

from __future__ import annotations

import re

from attrs import frozen

from argmap.syntax.words import normal

FAMILIES = {
    "source": "Sources: who says so",
    "reasoning": "Reasoning: what is the case",
    "practical": "Practice: what should be done",
    "own": "Your own",
}
"""The families of schemes and their headings, in the order of a listing."""

CONCLUSIONS = {
    "claim": "a claim",
    "recommendation": "a recommendation",
    "any": "a claim or a recommendation",
}
"""What the conclusion of a scheme may be."""

QUESTIONS = {
    "premise": "about the premises: without a good answer a premise falls",
    "assumption": "assumptions: granted until somebody asks, and then the writer must answer",
    "exception": "exceptions: a “yes”, written with `unless`, breaks the step",
    "rebuttal": "rebuttals: a “yes”, written with `but`, speaks against the conclusion",
}
"""The kinds of critical questions, and what an answer does."""


@frozen
class SchemeRole:
    """A part that a premise plays. An `optional` one is often left unsaid."""

    name: str
    text: str
    optional: bool = False


@frozen
class CriticalQuestion:
    """A question that an argument of a scheme has to stand up to.

    `kind` is a key of `QUESTIONS`; `role` names the role that it asks about, where it asks about
    one; `unless` is the statement that asserts an exception.
    """

    name: str
    kind: str
    text: str
    role: str | None = None
    unless: str | None = None


@frozen
class Scheme:
    """A kind of argument: the roles of its premises, its conclusion, its critical questions.

    `conclusion_kind` is a key of `CONCLUSIONS`. An argument of the scheme has `least` premises or
    more and, where `most` is no None, `most` or fewer. `aka` lists other names, for suggestions
    only; `aif` is the name in the Argument Interchange Format, or empty.
    """

    name: str
    title: str
    summary: str
    conclusion: str
    conclusion_kind: str = "any"
    roles: tuple[SchemeRole, ...] = ()
    questions: tuple[CriticalQuestion, ...] = ()
    least: int = 1
    most: int | None = None
    aka: tuple[str, ...] = ()
    aif: str = ""
    source: str = ""
    family: str = "own"

    def role(self, name: str) -> SchemeRole | None:
        """The role of this name."""
        return next((r for r in self.roles if r.name == normal(name)), None)

    def question(self, name: str) -> CriticalQuestion | None:
        """The critical question of this name."""
        return next((q for q in self.questions if q.name == normal(name)), None)

    @property
    def obligatory(self) -> tuple[SchemeRole, ...]:
        """The roles without which an argument is not of this scheme."""
        return tuple(r for r in self.roles if not r.optional)

    @property
    def aifdb(self) -> str:
        """The name as AIFdb and OVA write it: `Expert Opinion` for `ExpertOpinion_Inference`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.aif.partition("_")[0])
