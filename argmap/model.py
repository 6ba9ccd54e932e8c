"""The argument map: statements, the arguments between them, and what else a writer can say.

Nothing here knows of syntax. All classes are immutable; two maps are equal when their JSON form is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from attrs import evolve, field, frozen

from argmap.source import Source, Span

if TYPE_CHECKING:
    from argmap.compare.comparison import Comparison
    from argmap.evaluate.crux import Crux
    from argmap.evaluate.evaluation import Evaluation
    from argmap.losses import Loss

Kind = Literal["claim", "premise", "recommendation", "rebuttal"]
Role = Literal["supports", "rebuts", "undercuts"]
Value = str | float | tuple[str, ...]


class Attributes(dict[str, Value]):
    """Attributes by name, in the order of the file; can't be changed.

    Values are text, but numbers for `confidence` and `strength` and a tuple of words for `tags`.
    """

    def _no(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a map can't be changed: make another with attrs.evolve")

    __setitem__ = __delitem__ = update = pop = popitem = clear = setdefault = _no
    __ior__ = _no

    def __reduce__(self) -> tuple[Any, ...]:
        return (Attributes, (dict(self),))

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))


def _attributes(values: Mapping[str, Any]) -> Attributes:
    if isinstance(values, Attributes):
        return values
    return Attributes(
        {k: tuple(v) if isinstance(v, (list, tuple)) else v for k, v in values.items()}
    )


def _identifier(thing: object) -> str:
    """An identifier from an identifier, or from the statement or argument itself."""
    if isinstance(thing, (Statement, Argument)):
        return thing.id or thing.reference
    return str(thing)


def _maybe(thing: object) -> str | None:
    return None if thing is None else _identifier(thing)


def _roles(roles: Mapping[Any, Any]) -> Attributes:
    return _attributes({_identifier(k): v for k, v in roles.items()})


def _identifiers(things: Iterable[object]) -> tuple[str, ...]:
    if isinstance(things, (str, Statement)):
        things = (things,)
    return tuple(_identifier(thing) for thing in things)


def _quotations(values: Iterable[Any]) -> tuple[Quotation, ...]:
    if isinstance(values, (str, Quotation)):
        values = (values,)
    return tuple(v if isinstance(v, Quotation) else Quotation(v) for v in values)


@frozen
class Quotation:
    """Words of the source that a statement renders."""

    text: str
    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)

    def __str__(self) -> str:
        return self.text


@frozen
class Statement:
    """What is said, once, in one sentence.

    `kind` is `claim`, `premise`, `recommendation` or `rebuttal`. `label` is what a writer names it
    by, or None; `id` is its stable identifier in the map: the label or, without one, kind and place
    (`premise-3`). `unstated` marks what the source leaves unsaid; `possible` an exception that is
    only possible; `speaker` says whose words these are where they are not the author's.
    """

    text: str
    kind: Kind = "claim"
    label: str | None = None
    unstated: bool = False
    possible: bool = False
    section: str | None = None
    speaker: str | None = None
    quotations: tuple[Quotation, ...] = field(default=(), converter=_quotations)
    attributes: Attributes = field(factory=Attributes, converter=_attributes)
    id: str = ""
    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)

    @property
    def identifier(self) -> str:
        """The stable identifier, also called `id`."""
        return self.id

    @property
    def reference(self) -> str:
        """How an argument that is built beside this statement names it before it has an `id`."""
        return self.label or f"\0{id(self)}"


@frozen
class Argument:
    """One or more premises and one target.

    `role` says what it does to the target: `supports` or `rebuts` a statement, or `undercuts` another
    argument. Premises and target hold identifiers; the constructor also takes the objects. A
    `conceded` rebuttal is granted and outweighed; a `strict` argument is a deduction. `scheme` names
    an argument scheme, `warrant` the statement that is its rule, and `premise_roles` says which
    premise plays which role of the scheme.
    """

    premises: tuple[str, ...] = field(converter=_identifiers)
    target: str = field(converter=_identifier)
    role: Role = "supports"
    conceded: bool = False
    strict: bool = False
    scheme: str | None = None
    warrant: str | None = field(default=None, converter=_maybe)
    premise_roles: Attributes = field(
        factory=Attributes,
        converter=_roles,
    )
    attributes: Attributes = field(factory=Attributes, converter=_attributes)
    id: str = ""
    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)

    @property
    def identifier(self) -> str:
        """The stable identifier, also called `id`."""
        return self.id

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
    def strength(self) -> float | None:
        """How strong the step is, from 0 to 1, where the writer says."""
        value = self.attributes.get("strength")
        return value if isinstance(value, (int, float)) else None


@frozen
class Section:
    """A part of the map with a title; `parent` is the identifier of the section around it."""

    title: str
    label: str | None = None
    parent: str | None = None
    attributes: Attributes = field(factory=Attributes, converter=_attributes)
    id: str = ""
    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class Part:
    """`part` is one of the things that `whole` is made of, or an alternative to another part."""

    whole: str = field(converter=_identifier)
    part: str = field(converter=_identifier)
    alternative_to: str | None = field(default=None, converter=_maybe)


@frozen
class Preference:
    """Where they conflict, `over` does not defeat `preferred`."""

    preferred: str = field(converter=_identifier)
    over: str = field(converter=_identifier)


@frozen
class Independence:
    """`statement` is held whatever becomes of `of`: a claim about the map, not an argument."""

    statement: str = field(converter=_identifier)
    of: str = field(converter=_identifier)


@frozen
class Import:
    """A file whose statements are part of the map, their identifiers beginning with `name.`."""

    name: str
    path: str


def _pairs(values: Iterable[Iterable[object]]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for value in values:
        one, other = _identifiers(value)
        pairs.append((one, other))
    return tuple(pairs)


# One converter a class: type checkers can't follow `tuple` itself.
def _statements(values: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(values)


def _arguments(values: Iterable[Argument]) -> tuple[Argument, ...]:
    return tuple(values)


def _sections(values: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(values)


def _parts(values: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(values)


def _preferences(values: Iterable[Preference]) -> tuple[Preference, ...]:
    return tuple(values)


def _independences(values: Iterable[Independence]) -> tuple[Independence, ...]:
    return tuple(values)


def _imports(values: Iterable[Import]) -> tuple[Import, ...]:
    return tuple(values)


@frozen(eq=False, repr=False)
class ArgumentMap:
    """Statements and what holds between them.

    Building a map assigns the identifiers, labels statements that could not be referred to
    otherwise, and puts everything in the order that the text would have; so a map built from objects
    equals the one read from its text. Raises `ArgmapError` where the parts don't make a map: an
    identifier that nothing has, a label that is none, a text with a line break.
    """

    statements: tuple[Statement, ...] = field(default=(), converter=_statements)
    arguments: tuple[Argument, ...] = field(default=(), converter=_arguments)
    title: str = field(default="", kw_only=True)
    attributes: Attributes = field(factory=Attributes, converter=_attributes, kw_only=True)
    sections: tuple[Section, ...] = field(default=(), converter=_sections, kw_only=True)
    parts: tuple[Part, ...] = field(default=(), converter=_parts, kw_only=True)
    contradictions: tuple[tuple[str, str], ...] = field(default=(), converter=_pairs, kw_only=True)
    preferences: tuple[Preference, ...] = field(default=(), converter=_preferences, kw_only=True)
    independences: tuple[Independence, ...] = field(
        default=(), converter=_independences, kw_only=True
    )
    imports: tuple[Import, ...] = field(default=(), converter=_imports, kw_only=True)
    source: Source | None = field(default=None, kw_only=True)
    _arranged: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self._arranged:
            from argmap.arrange import arrange

            for name, value in arrange(self).items():
                object.__setattr__(self, name, value)
        # It says how this map was built, and nothing of those that `attrs.evolve` makes of it.
        object.__setattr__(self, "_arranged", False)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ArgumentMap):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        name = f"{self.title!r}, " if self.title else ""
        return f"<ArgumentMap {name}{len(self.statements)} statements, {len(self.arguments)} arguments>"

    def __getitem__(self, key: str) -> Statement:
        """The statement with this identifier or label; `KeyError` where there is none."""
        return self._by_id[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_id

    @cached_property
    def _by_id(self) -> dict[str, Statement]:
        return {s.id: s for s in self.statements}

    @cached_property
    def _aimed(self) -> dict[str, tuple[Argument, ...]]:
        aimed: dict[str, list[Argument]] = {}
        for argument in self.arguments:
            aimed.setdefault(argument.target, []).append(argument)
        return {target: tuple(found) for target, found in aimed.items()}

    def argument(self, key: str) -> Argument:
        """The argument with this identifier; `KeyError` where there is none."""
        return self._arguments_by_id[key]

    @cached_property
    def _arguments_by_id(self) -> dict[str, Argument]:
        return {a.id: a for a in self.arguments}

    def imported(self, *identifiers: str) -> bool:
        """Whether the things with these identifiers came with an import, the same for all of them."""
        return any(all(key.startswith(f"{i.name}.") for key in identifiers) for i in self.imports)

    def aimed_at(self, key: str) -> tuple[Argument, ...]:
        """The arguments whose target has this identifier, in the order of the text."""
        return self._aimed.get(key, ())

    def supporters(self, of: Statement | str) -> tuple[Argument, ...]:
        """The arguments that support a statement, in the order of the text."""
        return tuple(a for a in self.aimed_at(self._key(of)) if a.role == "supports")

    def attackers(self, of: Statement | Argument | str) -> tuple[Argument, ...]:
        """The arguments that rebut a statement, or undercut an argument, in the order of the text."""
        return tuple(a for a in self.aimed_at(self._key(of)) if a.role != "supports")

    def uses(self, of: Statement | str) -> tuple[Argument, ...]:
        """The arguments that have a statement among their premises or as their warrant."""
        return self._used.get(self._key(of), ())

    def _key(self, of: Statement | Argument | str) -> str:
        """The identifier of a thing of this map; a statement that the map was built from is found by
        its words. `KeyError` where there is none.
        """
        key = of if isinstance(of, str) else of.id
        if isinstance(of, Statement) and not key:
            key = of.label or next((s.id for s in self.statements if _same(s, of)), "")
        if key in self._by_id or key in self._arguments_by_id:
            return key
        raise KeyError(key or str(of))

    @cached_property
    def _used(self) -> dict[str, tuple[Argument, ...]]:
        used: dict[str, dict[str, Argument]] = {}
        for argument in self.arguments:
            for member in argument.members:
                used.setdefault(member, {})[argument.id] = argument
        return {key: tuple(found.values()) for key, found in used.items()}

    @cached_property
    def roots(self) -> tuple[Statement, ...]:
        """The statements that nothing is built on: no premise, no warrant, no part of another."""
        inner = {p.part for p in self.parts} | self._used.keys()
        return tuple(s for s in self.statements if s.id not in inner)

    def evaluate(self, semantics: str = "grounded", **options: Any) -> Evaluation:
        """What stands on the map, and why; the options are those of
        `argmap.evaluate.semantics.evaluate`: `acceptance`, `method`, `reject`, `assume`, `audience`.
        """
        from argmap.evaluate.semantics import evaluate

        return evaluate(self, semantics, **options)

    def crux(self, conclusion: Statement | str | None = None, **options: Any) -> tuple[Crux, ...]:
        """The smallest sets of premises whose rejection changes the status of a conclusion, or of each
        root; the options are those of `argmap.evaluate.crux.crux`: `size`, `tries`, `reject`, `assume`,
        `audience`.
        """
        from argmap.evaluate.crux import crux

        return crux(self, conclusion, **options)

    def compare(self, other: ArgumentMap) -> Comparison:
        """What differs in another map: a later version, or another analyst's."""
        from argmap.compare import compare

        return compare(self, other)

    def to_dict(self) -> dict[str, Any]:
        """The map as plain data: what its JSON form holds."""
        from argmap.write.json import to_dict

        return to_dict(self)

    def to_json(self) -> str:
        """The map as JSON (docs/json.md), ending in a line feed."""
        from argmap.write.json import to_json

        return to_json(self)

    def to_arg(self) -> str:
        """The map as `.arg` text that reads back to an equal map."""
        from argmap.write.arg import to_arg

        return to_arg(self)

    def to_dot(self, **options: Any) -> str:
        """The map in Graphviz' DOT language, for a reader's own layout; options choose a part."""
        return self._document("dot", options)

    def to_svg(self, **options: Any) -> str:
        """The map as an SVG picture; the options are those of `argmap.draw.options.Options`."""
        from argmap.draw import draw
        from argmap.draw.options import Options
        from argmap.write.svg import to_svg

        chosen = Options(**options)
        return to_svg(draw(self, chosen), prefix=chosen.prefix)

    def to_text(self, **options: Any) -> str:
        """The map as a nested list in plain text; options choose a part, as `root` and `depth`."""
        return self._document("text", options)

    def to_markdown(self, **options: Any) -> str:
        """The map as a nested list in Markdown, with its quotations; options choose a part."""
        return self._document("markdown", options)

    def to_mermaid(self, **options: Any) -> str:
        """The map as a Mermaid flowchart; options choose a part and the theme."""
        return self._document("mermaid", options)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """What notebooks show: the figure, or where that is not possible the outline in text."""
        from argmap.integrations.jupyter import mimebundle

        try:
            return mimebundle(self)
        except ValueError:
            return {"text/plain": self.to_text()}

    def write(self, path: str | PathLike[str], format: str | None = None) -> tuple[Loss, ...]:
        """Writes the map in a format of other tools, or as text or JSON (docs/interchange.md), and
        returns what that format can't carry.

        `format` is one of `argmap.write.DOCUMENTS`; without it the ending of the path tells. The file is
        written whole or not at all. Raises `ValueError` for a format that isn't one, `ArgmapError` where
        the format can't say the map at all, and `OSError` where the file can't be written.
        """
        from argmap.write import document_format, write_file, written

        made = written(self, document_format(str(path), format))
        write_file(path, made.text.encode("utf-8", "surrogatepass"))
        return made.losses

    def _document(self, format: str, options: dict[str, Any]) -> str:
        from argmap.draw.options import Options
        from argmap.write import document

        return document(self, format, Options(**options))

    def render(self, path: str | PathLike[str], *, to: str | None = None, **options: Any) -> None:
        """Draws the map into a file in one of `argmap.write.PICTURES`, by its ending or by `to`.

        The file is written whole or not at all. Warns (`UserWarning`) of characters that no font at hand
        has, and of mathematics that can't be set. Raises `ValueError` for a format that isn't one and
        `OSError` where the file can't be written.
        """
        import warnings

        from argmap.draw.missing import missing
        from argmap.draw.options import Options
        from argmap.write import page_path, render, write_file

        chosen, format = Options(**options), format_of(path, to)
        files = render(self, format, chosen).files
        for found in missing(self, self.source or Source.of("", "map"), format, chosen):
            warnings.warn(f"{found.name}: {found.message}", stacklevel=2)
        for page, data in enumerate(files):
            write_file(page_path(path, page, len(files)), data)


def _same(one: Statement, other: Statement) -> bool:
    return (one.text, one.kind) == (other.text, other.kind)


def format_of(path: str | PathLike[str], to: str | None) -> str:
    """The picture format that is asked for: `to`, or the ending of the path."""
    from argmap.write import picture_format

    return picture_format(str(path), to)


def with_prefix(map: ArgumentMap, name: str) -> ArgumentMap:
    """The map as another one imports it: every identifier and label begins with `name.`."""

    def under(key: str) -> str:
        return f"{name}.{key}"

    def maybe(key: str | None) -> str | None:
        return None if key is None else under(key)

    return evolve(
        map,
        statements=[
            evolve(s, id=under(s.id), label=maybe(s.label), section=maybe(s.section))
            for s in map.statements
        ],
        arguments=[
            evolve(
                a,
                id=under(a.id),
                premises=[under(p) for p in a.premises],
                target=under(a.target),
                warrant=maybe(a.warrant),
                premise_roles={under(k): v for k, v in a.premise_roles.items()},
            )
            for a in map.arguments
        ],
        sections=[
            evolve(s, id=under(s.id), label=maybe(s.label), parent=maybe(s.parent))
            for s in map.sections
        ],
        parts=[Part(under(p.whole), under(p.part), maybe(p.alternative_to)) for p in map.parts],
        contradictions=[(under(a), under(b)) for a, b in map.contradictions],
        preferences=[Preference(under(p.preferred), under(p.over)) for p in map.preferences],
        independences=[Independence(under(i.statement), under(i.of)) for i in map.independences],
        imports=[],
        arranged=True,
    )
