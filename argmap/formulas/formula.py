"""What a formula is made of: first-order logic with equality, and what is necessary or possible (S5).

`str()` of a formula is its text in words (`not`, `and`, `forall`), which reads back to an equal one.
Two formulas are equal when they are built alike; where they stood in a text does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import field, frozen

_NOWHERE = (0, 0)
_IFF, _IMPLIES, _OR, _AND, _UNARY, _PRIMARY = range(6)


@frozen(str=False)
class Term:
    """A name of a thing, or a function of things: `ukraine`, `x`, `capital(ukraine)`."""

    name: str
    arguments: tuple[Term, ...] = ()
    span: tuple[int, int] = field(default=_NOWHERE, eq=False, repr=False, kw_only=True)

    def __str__(self) -> str:
        return _applied(self.name, self.arguments)


class Formula:
    """What is true or false of a world."""

    __slots__ = ()
    binding = _PRIMARY

    @property
    def parts(self) -> tuple[Formula, ...]:
        """The formulas that it is made of."""
        return ()

    def with_parts(self, parts: Sequence[Formula]) -> Formula:
        """The same of other formulas."""
        if isinstance(self, (And, Or)):
            return type(self)(tuple(parts))
        if isinstance(self, Modal):
            return Modal(self.necessary, *parts)
        return type(self)(*parts) if self.parts else self


class _Unary(Formula):
    """A formula made of one."""

    __slots__ = ()
    binding = _UNARY
    part: Formula

    @property
    def parts(self) -> tuple[Formula, ...]:
        """What it is made of."""
        return (self.part,)


class _Binary(Formula):
    """A formula made of two."""

    __slots__ = ()
    left: Formula
    right: Formula

    @property
    def parts(self) -> tuple[Formula, ...]:
        """What it is made of."""
        return (self.left, self.right)


@frozen(str=False)
class Atom(Formula):
    """A predicate of things, or a sentence letter: `joins(ukraine)`, `p`."""

    name: str
    arguments: tuple[Term, ...] = ()
    span: tuple[int, int] = field(default=_NOWHERE, eq=False, repr=False, kw_only=True)

    def __str__(self) -> str:
        return _applied(self.name, self.arguments)


@frozen(str=False)
class Equal(Formula):
    """Two names for one thing."""

    left: Term
    right: Term

    def __str__(self) -> str:
        return f"{self.left} = {self.right}"


@frozen(str=False)
class Truth(Formula):
    """`true` or `false`."""

    value: bool

    def __str__(self) -> str:
        return "true" if self.value else "false"


@frozen(str=False)
class Not(_Unary):
    """What denies a formula."""

    part: Formula

    def __str__(self) -> str:
        if isinstance(self.part, Equal):
            return f"{self.part.left} != {self.part.right}"
        return f"not {_within(self.part, _UNARY)}"


@frozen(str=False)
class And(Formula):
    """Two formulas or more that are all so."""

    parts: tuple[Formula, ...]
    binding = _AND

    def __str__(self) -> str:
        return " and ".join(_within(part, _UNARY) for part in self.parts)


@frozen(str=False)
class Or(Formula):
    """Two formulas or more of which one is so, or several are."""

    parts: tuple[Formula, ...]
    binding = _OR

    def __str__(self) -> str:
        return " or ".join(_within(part, _AND) for part in self.parts)


@frozen(str=False)
class Implies(_Binary):
    """If the one, then the other."""

    left: Formula
    right: Formula
    binding = _IMPLIES

    def __str__(self) -> str:
        return f"{_within(self.left, _OR)} -> {_within(self.right, _IMPLIES)}"


@frozen(str=False)
class Iff(_Binary):
    """The one if and only if the other."""

    left: Formula
    right: Formula
    binding = _IFF

    def __str__(self) -> str:
        return f"{_within(self.left, _IFF)} <-> {_within(self.right, _IMPLIES)}"


@frozen(str=False)
class Quantified(_Unary):
    """What is so of everything (`every`), or of something."""

    every: bool
    variable: str
    part: Formula
    span: tuple[int, int] = field(default=_NOWHERE, eq=False, repr=False, kw_only=True)

    def __str__(self) -> str:
        variables, part = [self.variable], self.part
        while isinstance(part, Quantified) and part.every is self.every:
            variables.append(part.variable)
            part = part.part
        word = "forall" if self.every else "exists"
        # In brackets, unless it begins with a word of its own.
        negated = isinstance(part, Not) and str(part).startswith("not ")
        bare = negated or isinstance(part, Quantified)
        return f"{word} {', '.join(variables)} {part if bare else f'({part})'}"


@frozen(str=False)
class Modal(_Unary):
    """What is so in every possible world (`necessary`), or in some. Each world is possible from each: S5."""

    necessary: bool
    part: Formula

    def __str__(self) -> str:
        word = "necessarily" if self.necessary else "possibly"
        return f"{word} {_within(self.part, _UNARY)}"


def _applied(name: str, arguments: Sequence[Term]) -> str:
    return f"{name}({', '.join(map(str, arguments))})" if arguments else name


def _within(part: Formula, least: int) -> str:
    """The text of a part, in brackets where it binds less tightly than its place asks for."""
    return str(part) if part.binding >= least else f"({part})"


def conjunction(parts: Sequence[Formula]) -> Formula:
    """All of them: `true` where there is none."""
    if len(parts) == 1:
        return parts[0]
    return And(tuple(parts)) if parts else Truth(True)


def depth(formula: Formula) -> int:
    """How deep a formula is nested; of one that is too deep for recursion, too."""
    deepest = 0
    stack: list[tuple[Formula | Term, int]] = [(formula, 1)]
    while stack:
        node, level = stack.pop()
        deepest = max(deepest, level)
        inner: Sequence[Formula | Term] = ()
        if isinstance(node, (Atom, Term)):
            inner = node.arguments
        elif isinstance(node, Equal):
            inner = (node.left, node.right)
        else:
            inner = node.parts
        stack.extend((part, level + 1) for part in inner)
    return deepest


def is_modal(formula: Formula) -> bool:
    """Whether a formula says what is necessary or possible."""
    stack = [formula]
    while stack:
        node = stack.pop()
        if isinstance(node, Modal):
            return True
        stack.extend(node.parts)
    return False


def terms(formula: Formula) -> Iterator[Term]:
    """The terms that stand directly in an atom or an equation; none of other formulas."""
    if isinstance(formula, Atom):
        yield from formula.arguments
    elif isinstance(formula, Equal):
        yield formula.left
        yield formula.right
