"""What a map is made of: statements, arguments, sections, and the relations between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal, get_args

from attrs import Factory, field, fields, frozen

from argmap.model.attributes import Attributes, attributes_of
from argmap.source import Span

Kind = Literal["claim", "premise", "recommendation", "rebuttal", "question", "supposition"]
Role = Literal["supports", "rebuts", "undercuts", "challenges"]

_KINDS: tuple[str, ...] = get_args(Kind)
_ROLES: tuple[str, ...] = get_args(Role)

DISCHARGING = ("reductio", "conditional-proof", "cases", "proof-by-cases")
"""The schemes of arguments that take up passages; they make an argument strict, as `deduction` does."""

STRICT = ("deduction", *DISCHARGING)
"""The schemes that make an argument strict."""

AIMED_AT_STEPS = ("undercuts", "challenges")
"""The roles of arguments whose target is another argument."""


def _identifier(thing: object) -> str:
    """An identifier from an identifier, or from the statement or argument itself."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, (Statement, Argument)):
        return thing.id or thing.reference
    return str(thing)


def _maybe(thing: object) -> str | None:
    return None if thing is None else _identifier(thing)


def _roles(roles: Mapping[Any, Any]) -> Attributes:
    if not roles and isinstance(roles, Attributes):
        return roles
    return attributes_of({_identifier(k): v for k, v in roles.items()})


def identifiers(things: Iterable[object]) -> tuple[str, ...]:
    """The identifiers of things, or of one thing."""
    if isinstance(things, (str, Statement)):
        things = (things,)
    return tuple(map(_identifier, things))


def _quotations(values: Iterable[Any]) -> tuple[Quotation, ...]:
    if values == ():
        return ()
    if isinstance(values, (str, Quotation)):
        values = (values,)
    return tuple(v if isinstance(v, Quotation) else Quotation(v) for v in values)


def _speakers(value: object) -> tuple[str, ...]:
    """Speakers from their names, or from one text that has them with `;` between."""
    if value is None or value == ():
        return ()
    names = value.split(";") if isinstance(value, str) else value
    assert isinstance(names, Iterable)
    stripped = (name.strip() if isinstance(name, str) else name for name in names)
    return tuple(name for name in stripped if name != "")


def _is_kind(_: object, field: object, kind: object) -> None:
    if kind not in _KINDS:
        raise _no_word("a statement's kind", _KINDS, kind)


def _is_role(_: object, field: object, role: object) -> None:
    if role not in _ROLES:
        raise _no_word("an argument's role", _ROLES, role)


def _no_word(what: str, known: tuple[str, ...], given: object) -> Exception:
    from argmap.diagnostics import ArgmapError, nearest
    from argmap.wording import listed

    guess = nearest(given, known, 0.75) if isinstance(given, str) else None
    hint = f": did you mean {guess!r}?" if guess else ""
    return ArgmapError(f"{what} is {listed(known, 'or')}, not {given!r}{hint}")


class Element:
    """A value, equal to another of its class with equal fields. Written once for all: methods that attrs makes for each
    class cost the start of every command more than all that they would save.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _compared(self) == _compared(other)

    def __hash__(self) -> int:
        return hash((self.__class__, _compared(self)))

    def __repr__(self) -> str:
        """What makes the element, without what is as if nothing were said."""
        cls: Any = self.__class__
        shown: list[str] = []
        for each in fields(cls):
            value = getattr(self, each.name)
            if each.repr and value != _default(each):
                shown.append(f"{each.name}={value!r}" if shown else repr(value))
        return f"{cls.__name__}({', '.join(shown)})"


def _default(field: Any) -> object:
    """What a field holds where nothing is said."""
    return field.default.factory() if isinstance(field.default, Factory) else field.default  # type: ignore[arg-type]


@cache
def _names(cls: Any) -> tuple[str, ...]:
    """The fields that count for equality."""
    return tuple(each.name for each in fields(cls) if each.eq)


def _compared(element: Any) -> tuple[object, ...]:
    return tuple(getattr(element, name) for name in _names(element.__class__))


class _Voiced(Element):
    """What may have speakers of its own."""

    __slots__ = ()
    speakers: tuple[str, ...]
    attributes: Attributes

    @property
    def speaker(self) -> str | None:
        """The speakers of its own in one text, with `; ` between them; None where there are none."""
        return "; ".join(self.speakers) or None


@frozen(eq=False, repr=False)
class Quotation(Element):
    """Words of the source that a statement renders."""

    text: str
    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)

    def __str__(self) -> str:
        return self.text


# Of these there are thousands: without slots, one is made in half the instructions.
@frozen(slots=False, eq=False, repr=False)
class Statement(_Voiced):
    """What is said, once, in one sentence.

    `kind` is `claim`, `premise`, `recommendation`, `rebuttal`, `question` or `supposition`. `label` is
    what a writer names it by, or None; `id` is its stable identifier in the map: the label or, without
    one, kind and place (`premise-3`). `unstated` marks what the source leaves unsaid, `open` what
    nobody asserts: it is held only where an argument supports it. `within` is the identifier of the
    innermost supposition in whose passage it stands. `speakers` says whose words these are where they
    are not the author's: names, or one text with `;` between them; what it has from its section or
    passage is in `Map.speakers_of`.
    """

    text: str
    kind: Kind = field(default="claim", validator=_is_kind)
    label: str | None = None
    unstated: bool = False
    open: bool = False
    section: str | None = None
    within: str | None = field(default=None, converter=_maybe)
    speakers: tuple[str, ...] = field(default=(), converter=_speakers)
    quotations: tuple[Quotation, ...] = field(default=(), converter=_quotations)
    attributes: Attributes = field(factory=Attributes, converter=attributes_of)
    id: str = ""
    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)

    def _repr_html_(self) -> str:
        """What notebooks show: the words, with what the statement is."""
        from argmap.notebook import table

        marks = ["open"] * self.open + ["unstated"] * self.unstated
        rows = [(self.label or self.id, " ".join([*marks, self.kind]), self.text)]
        rows += [("", "quotation", f"“{quotation.text}”") for quotation in self.quotations]
        if self.speakers:
            rows.append(("", "speaker", self.speaker or ""))
        rows += [("", name, str(value)) for name, value in self.attributes.items()]
        return table(("label", "kind", "text"), rows)

    @property
    def reference(self) -> str:
        """How an argument that is built beside this statement names it before it has an `id`."""
        return self.label or f"\0{id(self)}"


@frozen(slots=False, eq=False, repr=False)
class Argument(_Voiced):
    """One or more premises and one target.

    `role` says what it does to the target: `supports` or `rebuts` a statement; `undercuts` another
    argument, by an exception, or `challenges` it as a whole. Premises and target hold identifiers; the
    constructor also takes the objects. A `conceded` rebuttal is granted and outweighed; a `strict`
    argument is a deduction. `scheme` names an argument scheme, `warrant` the statement that is its rule,
    `speakers` who makes the step, and `premise_roles` says which premise plays which role of the scheme.
    A premise that stands in a passage where the target does not is the outcome of that passage, which the
    argument takes up (`Map.taken_up`).
    """

    premises: tuple[str, ...] = field(converter=identifiers)
    target: str = field(converter=_identifier)
    role: Role = field(default="supports", validator=_is_role)
    conceded: bool = False
    strict: bool = False
    scheme: str | None = None
    warrant: str | None = field(default=None, converter=_maybe)
    speakers: tuple[str, ...] = field(default=(), converter=_speakers)
    premise_roles: Attributes = field(
        factory=Attributes,
        converter=_roles,
    )
    attributes: Attributes = field(factory=Attributes, converter=attributes_of)
    id: str = ""
    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)

    @property
    def reference(self) -> str:
        """How an undercut that is built beside this argument names it before it has an `id`."""
        return f"\0{id(self)}"

    @property
    def members(self) -> tuple[str, ...]:
        """The premises, then the warrant, each once."""
        warrant = () if self.warrant is None else (self.warrant,)
        return tuple(dict.fromkeys((*self.premises, *warrant)))

    @property
    def aims_at_step(self) -> bool:
        """Whether its target is another argument."""
        return self.role in AIMED_AT_STEPS

    @property
    def strength(self) -> float | None:
        """How strong the step is, from 0 to 1, where the writer says."""
        value = self.attributes.get("strength")
        return value if isinstance(value, (int, float)) else None


@frozen(eq=False, repr=False)
class Section(_Voiced):
    """A part of the map with a title; `parent` is the identifier of the section around it. Its `speakers`
    are those of what stands in it and has none of its own.
    """

    title: str
    label: str | None = None
    parent: str | None = None
    speakers: tuple[str, ...] = field(default=(), converter=_speakers)
    attributes: Attributes = field(factory=Attributes, converter=attributes_of)
    id: str = ""
    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen(eq=False, repr=False)
class Part(Element):
    """`part` is one of the things that `whole` is made of, or an alternative to another part."""

    whole: str = field(converter=_identifier)
    part: str = field(converter=_identifier)
    alternative_to: str | None = field(default=None, converter=_maybe)


@frozen(eq=False, repr=False)
class Preference(Element):
    """Where they conflict, `over` does not defeat `preferred`."""

    preferred: str = field(converter=_identifier)
    over: str = field(converter=_identifier)


@frozen(eq=False, repr=False)
class Independence(Element):
    """`statement` is held whatever becomes of `of`: a claim about the map, not an argument."""

    statement: str = field(converter=_identifier)
    of: str = field(converter=_identifier)


@frozen(eq=False, repr=False)
class Explanation(Element):
    """The statements `explaining` say why `explained` is so, which is not in doubt: no argument."""

    explaining: tuple[str, ...] = field(converter=identifiers)
    explained: str = field(converter=_identifier)


@frozen(eq=False, repr=False)
class Condition(Element):
    """`statement` is in only where `provided` is in: no argument."""

    statement: str = field(converter=_identifier)
    provided: str = field(converter=_identifier)


@frozen(eq=False, repr=False)
class Answer(Element):
    """`answer` is one of the answers to `question`, rivals unless that says `choose: several`."""

    question: str = field(converter=_identifier)
    answer: str = field(converter=_identifier)


@frozen(eq=False, repr=False)
class Import(Element):
    """A file whose statements are part of the map, their identifiers beginning with `name.`."""

    name: str
    path: str
