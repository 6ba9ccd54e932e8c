"""The public map, with all that can be done with one, and the functions that most callers need.

`ArgumentMap` stands above every other room: each of its methods leads to what a room below does.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, TypedDict, Unpack

from attrs import frozen

from argmap.compilation import Choice, Compilation
from argmap.configuration import chosen
from argmap.diagnostics import ArgmapError, Diagnostic, Diagnostics, refuse_unknown
from argmap.files import Project, Reading, project_folder
from argmap.formats import ENDINGS, READABLE
from argmap.model import Argument, Map, Section, Statement, queries
from argmap.source import Source
from argmap.wording import printable

if TYPE_CHECKING:
    from argmap.compare.assessment import Assessment
    from argmap.compare.comparison import Comparison
    from argmap.draw.options import FigureOptions
    from argmap.edit.editing import Changes, Editing, Relation, Where
    from argmap.evaluate.available import Acceptance
    from argmap.evaluate.available import Preference as Weighing
    from argmap.evaluate.crux import Crux
    from argmap.evaluate.defence import Defence
    from argmap.evaluate.evaluation import Evaluation
    from argmap.losses import Loss
    from argmap.values import Value
    from argmap.writers.dot import Digraph
    from argmap.writers.frames import Frames, IntoDataFrame
    from argmap.writers.network import MultiDiGraph
    from argmap.writers.output import Written


class Assumed(TypedDict, total=False):
    """What is held or not whatever a map says."""

    reject: Iterable[str | Statement]
    assume: Iterable[str | Statement]
    audience: Iterable[str]


class EvaluationOptions(Assumed, total=False):
    """The options of `ArgumentMap.evaluate`, which `argmap.evaluate.semantics.evaluate` explains."""

    acceptance: Acceptance | None
    method: str | None
    preference: Weighing | None
    words: str | None
    seed: int | None
    sensitivity: bool


class LogicOptions(EvaluationOptions, total=False):
    """The same, and `limit` for evaluations in which formulas count."""

    limit: float


class SearchOptions(Assumed, total=False):
    """The options of `ArgumentMap.crux` and `ArgumentMap.defend`."""

    size: int
    tries: int


@frozen(eq=False, repr=False)
class EditableMap(Map):
    """A map that can be asked what bears on what, and of which edits make others. Every answer is in the order of the
    file.
    """

    @classmethod
    def of(cls, map: Map) -> Self:
        """A map as it is given, its identifiers and order those of the text that says it."""
        made = object.__new__(cls)
        made._store(map)
        return made

    def _store(self, map: Map) -> None:
        for name, value in map.fields().items():
            object.__setattr__(self, name, value)

    @property
    def leaves(self) -> tuple[Statement, ...]:
        """The statements that nothing bears on."""
        return queries.leaves(self)

    def descendants(self, of: Statement | str) -> tuple[Statement, ...]:
        """All that bears on a statement, however far: reasons, objections, exceptions, warrants, parts, answers,
        conditions, and what explains.
        """
        return queries.Bearing(self).far(self[of].id, above=False)

    def ancestors(self, of: Statement | str) -> tuple[Statement, ...]:
        """All that a statement bears on, however far."""
        return queries.Bearing(self).far(self[of].id, above=True)

    def paths(
        self, of: Statement | str, to: Statement | str | None = None, *, limit: int = queries.PATHS
    ) -> tuple[tuple[Statement, ...], ...]:
        """The ways from a statement to another that it bears on, or to all that bear on nothing: each a tuple of
        statements, none twice in it. At most `limit` of them.
        """
        end = None if to is None else self[to].id
        return queries.paths(self, self[of].id, end, limit)

    def longest_chain(self) -> tuple[Statement, ...]:
        """The longest way of reasons, from what it leads to down to a leaf; in a circle no statement comes twice."""
        return queries.longest_chain(self)

    def objections(
        self, to: Statement | str | None = None, *, unanswered: bool = False
    ) -> tuple[Argument, ...]:
        """The arguments that rebut, undercut or challenge: all, or those held against a statement or the steps to it.
        `unanswered` leaves out what is granted, outweighed, or has something held against it.
        """
        return queries.objections(self, None if to is None else self[to].id, unanswered)

    def edit(self) -> Editing[Self]:
        """Several edits at once, which say what went with each and can be written into the file that the map was read
        from.
        """
        from argmap.edit.editing import Editing

        return Editing(self, type(self).of)

    def add(
        self, thing: str | Statement | Argument | Section | Relation, **where: Unpack[Where]
    ) -> Self:
        """The map with a statement added, or a text that becomes one, behind what stands already where `where` says:
        `supports=`, `rebuts=`, `joins=` … another thing. Or with an argument, a section or a relation.
        """
        return self.edit().add(thing, **where).map

    def remove(
        self, statement: str | Statement | Iterable[str | Statement], *, keep_reasons: bool = False
    ) -> Self:
        """The map without a statement, or several, and without what was there for their sake alone; that stays at the
        end of its section where `keep_reasons` says so.
        """
        return self.edit().remove(statement, keep_reasons=keep_reasons).map

    def replace(self, statement: str | Statement, **changes: Unpack[Changes]) -> Self:
        """The map with other fields of a statement: `text=`, `kind=`, `attributes=` …"""
        return self.edit().replace(statement, **changes).map

    def relabel(
        self, labels: str | Statement | Mapping[str, str | None], label: str | None = None
    ) -> Self:
        """The map with another label of a statement or section, or of several by a mapping; None takes one away."""
        return self.edit().relabel(labels, label).map

    def move(self, statement: str | Statement, **where: Unpack[Where]) -> Self:
        """The map with a statement, and what stands behind it for its sake, at another place."""
        return self.edit().move(statement, **where).map

    def prefixed(self, prefix: str) -> Self:
        """The map with a word before all labels."""
        return self.edit().prefixed(prefix).map

    def subset(self, statements: Iterable[str | Statement]) -> Self:
        """The map of these statements and what holds between them."""
        return self.edit().subset(statements).map


@frozen(eq=False, repr=False)
class ArgumentMap(EditableMap):
    """Statements and what holds between them, and all that can be done with them.

    Building a map assigns the identifiers, labels statements that could not be referred to
    otherwise, and puts everything in the order that the text would have; so a map built from objects
    equals the one read from its text. Raises `ArgmapError` where the parts don't make a map: an
    identifier that nothing has, a label that is none, a text with a line break.
    """

    def __attrs_post_init__(self) -> None:
        from argmap.arrange import arrange

        self._store(arrange(Map(**self.fields())))

    def evaluate(
        self,
        semantics: str = "grounded",
        *,
        logic: bool = False,
        **options: Unpack[LogicOptions],
    ) -> Evaluation:
        """What stands on the map, and why; the options are those of
        `argmap.evaluate.semantics.evaluate`: `acceptance`, `method`, `preference`, `words`, `seed`,
        `sensitivity`, `reject`, `assume`, `audience`. With `logic` its formulas count
        (`argmap.proof.facts.evaluate_with_formulas`), and `limit` says how many seconds' work finding out what they
        prove may take.
        """
        refuse_unknown(options, tuple(LogicOptions.__annotations__), "option")
        given: dict[str, Any] = {**options}
        if "limit" in given and not logic:
            raise ValueError("a limit goes with logic=True")
        if logic:
            from argmap.proof.facts import evaluate_with_formulas

            return evaluate_with_formulas(self, semantics, **given)
        from argmap.evaluate.semantics import evaluate

        return evaluate(self, semantics, **given)

    def crux(
        self, conclusion: Statement | str | None = None, **options: Unpack[SearchOptions]
    ) -> tuple[Crux, ...]:
        """The smallest sets of premises whose rejection changes the status of a conclusion, or of each
        root; the options are those of `argmap.evaluate.crux.crux`: `size`, `tries`, `reject`, `assume`,
        `audience`.
        """
        from argmap.evaluate.crux import crux

        refuse_unknown(options, tuple(SearchOptions.__annotations__), "option")
        return crux(self, conclusion, **options)

    def defend(
        self, conclusion: Statement | str | None = None, **options: Unpack[SearchOptions]
    ) -> tuple[Defence, ...]:
        """The smallest sets of things to do that would make a conclusion, or each root, stand; the options are those
        of `argmap.evaluate.defence.defend`: `size`, `tries`, `reject`, `assume`, `audience`.
        """
        from argmap.evaluate.defence import defend

        refuse_unknown(options, tuple(SearchOptions.__annotations__), "option")
        return defend(self, conclusion, **options)

    def compare(self, other: Map, alignment: Iterable[tuple[str, str]] = ()) -> Comparison:
        """What differs in another map: a later version, or another analyst's. `alignment` are pairs of identifiers, of
        this map and of the other, that are taken for the same; one that is empty says that the other of the pair is
        matched with nothing.
        """
        from argmap.compare import compare
        from argmap.compare.alignment import align

        return compare(self, other, align(self, other, alignment))

    def merge(
        self,
        other: Map,
        alignment: Iterable[tuple[str, str]] = (),
        names: tuple[str, str] = ("one", "other"),
    ) -> ArgumentMap:
        """All that this map or another says, as one map: statements that are the same once, each and each step with who holds
        it (`x-held-by`, by the `names` of the readers). Where both can't stand this map's word does; what that is
        about tells `argmap.compare.union.union`. `alignment` is as for `compare`. Raises `ArgmapError` where the two make no
        map together.
        """
        from argmap.compare.alignment import align
        from argmap.compare.union import union

        return ArgumentMap.of(union(self, other, names, align(self, other, alignment)).map)

    def assess(self, map: Map, name: str = "") -> Assessment:
        """What a map, as a student's, has of this one as its model: of each statement here whether it is found there,
        reworded, attached elsewhere or missing. `name` is whose map it is.
        """
        from argmap.compare.assessment import assess

        return assess(self, map, name)

    def to_json(self) -> str:
        """The map as JSON (docs/json.md), ending in a line feed."""
        from argmap.writers.json import to_json

        return to_json(self)

    def to_arg(self) -> str:
        """The map as `.arg` text that reads back to an equal map; `ArgmapError` where no text says it."""
        from argmap.writers.arg import to_arg

        return to_arg(self)

    def to_dot(self, **options: Unpack[FigureOptions]) -> str:
        """The map in Graphviz' DOT language, for a reader's own layout; options choose a part."""
        return self._document("dot", options)

    def to_svg(self, **options: Unpack[FigureOptions]) -> str:
        """The map as an SVG picture; the options are those of `argmap.draw.options.Options`."""
        from argmap.draw import draw
        from argmap.draw.options import Options
        from argmap.writers.svg import to_svg

        chosen = Options.of(options, self._path)
        return to_svg(draw(self, chosen), prefix=chosen.prefix)

    def to_text(self, **options: Unpack[FigureOptions]) -> str:
        """The map as a nested list in plain text; options choose a part, as `root` and `depth`."""
        return self._document("text", options)

    def to_markdown(self, **options: Unpack[FigureOptions]) -> str:
        """The map as a nested list in Markdown, with its quotations; options choose a part."""
        return self._document("markdown", options)

    def to_mermaid(self, **options: Unpack[FigureOptions]) -> str:
        """The map as a Mermaid flowchart; options choose a part and the theme."""
        return self._document("mermaid", options)

    def to_graphviz(self, **options: Unpack[FigureOptions]) -> Digraph:
        """The map as a graph of the graphviz library, to restyle and render; options choose a part and the theme."""
        from argmap.draw.options import Options
        from argmap.writers import digraph

        return digraph(self, Options.of(options, self._path))

    def to_networkx(self) -> MultiDiGraph:
        """The map as a graph of networkx: a node for each statement, argument and section, with its data."""
        from argmap.writers.network import to_networkx

        return to_networkx(self)

    def to_dataframes(self, backend: Literal["pandas", "polars"] | None = None) -> Frames:
        """The map as data frames of `statements`, `arguments`, `relations` and `sections`: in pandas or polars,
        whichever the program has loaded, or has.
        """
        from argmap.writers.frames import to_dataframes

        return to_dataframes(self, backend)

    @classmethod
    def from_dataframes(
        cls,
        statements: IntoDataFrame,
        arguments: IntoDataFrame | None = None,
        relations: IntoDataFrame | None = None,
        sections: IntoDataFrame | None = None,
        *,
        title: str = "",
        attributes: Mapping[str, Value] | None = None,
    ) -> Self:
        """The map that data frames hold, as `to_dataframes` gives them: of pandas, polars or another library that
        narwhals knows. Only texts, premises and targets are needed; other columns may be missing.
        """
        from argmap.arrange import arrange
        from argmap.readers.frames import from_dataframes

        frames = (statements, arguments, relations, sections)
        return cls.of(arrange(from_dataframes(*frames, title=title, attributes=attributes)))

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """What notebooks show: the figure, or where that is not possible the reason and the outline in text."""
        try:
            return self._bundle()
        except ValueError as error:
            reason = f"{printable(str(error))}\n\n{self.to_text(figure=False)}"
            return {"text/plain": reason}, {}

    def mimebundle(self, **options: Unpack[FigureOptions]) -> dict[str, Any]:
        """The figure as `image/svg+xml`, `image/png` and `application/pdf`, and the outline of the whole map as `text/plain`, for a
        notebook and what is made of it; of several pages as `text/html`. The options are those of `to_svg`; without a theme it is dark where the page
        is. Raises `ValueError` where it can't be drawn so.
        """
        return self._bundle(**options)[0]

    def _bundle(self, **options: Unpack[FigureOptions]) -> tuple[dict[str, Any], dict[str, Any]]:
        from argmap.draw.options import Options
        from argmap.writers.mimebundle import mimebundles, together

        made = together(mimebundles(self, Options.of({"theme": "page", **options}, self._path)))
        return {**made.data, "text/plain": self.to_text(figure=False)}, made.metadata

    def write(self, path: str | PathLike[str], format: str | None = None) -> tuple[Loss, ...]:
        """Writes the map in a format of other tools, or as text or JSON (docs/interchange.md), and
        returns what that format can't carry. Paths of sources and imports lead on to the same files.

        `format` is one of `argmap.formats.DOCUMENTS`; without it the ending of the path tells. The file is
        written whole or not at all. Raises `ValueError` for a format that isn't one, `ArgmapError` where
        the format can't say the map at all, and `OSError` where the file can't be written.
        """
        from argmap.files import write_file
        from argmap.formats import document_format

        made = self._written(document_format(str(path), format), Path(path).parent)
        write_file(path, made.data)
        return made.losses

    def _written(self, format: str, folder: Path | None = None) -> Written:
        """The map in a format. One whose lines could not be found within their bound is written as the text
        that it was read from, if that still says it.
        """
        from argmap.writers import written

        try:
            return written(self, format, folder)
        except ArgmapError:
            if format != "arg" or self.source is None:
                raise
            path = self.source.path
            again = Compilation.of_text(self.source.text, project=path.parent if path else None)
            if again.format != "arg" or again.map != self:
                raise
            return again.written(format)

    def _document(self, format: str, options: FigureOptions) -> str:
        from argmap.draw.options import Options
        from argmap.writers import document

        return document(self, format, Options.of(options, self._path))

    @property
    def _path(self) -> Path | None:
        """The file that the map was read from, beside which its figure file is."""
        return self.source.path if self.source else None

    def render(
        self, path: str | PathLike[str], *, to: str | None = None, **options: Unpack[FigureOptions]
    ) -> None:
        """Draws the map into a file in one of `argmap.formats.PICTURES`, by its ending or by `to`.

        The file is written whole or not at all. Warns (`UserWarning`) of characters that no font at hand
        has, and of mathematics that can't be set. Raises `ValueError` for a format that isn't one and
        `OSError` where the file can't be written.
        """
        from argmap.draw.missing import missing
        from argmap.draw.options import Options
        from argmap.files import write_file
        from argmap.formats import picture_format
        from argmap.writers import page_path, render

        chosen, format = Options.of(options, self._path), picture_format(str(path), to)
        files = render(self, format, chosen).files
        for found in missing(self, self.source or Source.of("", "map"), format, chosen):
            warnings.warn(f"{found.name}: {found.message}", stacklevel=2)
        for page, data in enumerate(files):
            write_file(page_path(path, page, len(files)), data)

    def report(
        self,
        path: str | PathLike[str],
        *,
        to: str | None = None,
        template: str | PathLike[str] | None = None,
        project: str | PathLike[str] | None = None,
        **options: Unpack[FigureOptions],
    ) -> None:
        """Writes a report on the map, a whole document, in one of `argmap.writers.report.FORMATS`, by the ending of its path or
        by `to`. Its figures are drawn with the options, or as suits the page.

        `template` is a docx or pptx whose looks the report has, `project` the folder that sources of quotations may not lie
        outside of. Figures of md, qmd and tex are written into a folder beside it; all is written, or nothing. Warns
        (`UserWarning`) as `render` does. Raises `ValueError` for a format or a template that is none, `MissingExtra`, an
        `ImportError`, where docx or pptx need `argmap[report]`, and `OSError` where a file can't be read or written.
        """
        from argmap.draw.missing import missing
        from argmap.draw.options import Options
        from argmap.files import read_bytes, write_with_folder
        from argmap.quotations.coverage import coverage
        from argmap.writers.report import figures_folder, report, report_format

        format, chosen = report_format(str(path), to), Options.of(options, self._path)
        source = self.source or Source.of("", "map")
        folder = Path(project).resolve() if project is not None else project_folder(source.path)
        made = report(
            self,
            format,
            chosen,
            coverage(self, source, Project(folder)),
            folder=figures_folder(path),
            template=None if template is None else read_bytes(template),
        )
        for found in missing(self, source, "pdf", chosen):
            warnings.warn(f"{found.name}: {found.message}", stacklevel=2)
        write_with_folder(path, made.data, made.figures)


@frozen
class ReadResult:
    """What reading a file gave: the map as far as it was understood, what is wrong with the file, and what
    of it a map can't hold.
    """

    map: ArgumentMap
    diagnostics: tuple[Diagnostic, ...]
    losses: tuple[Loss, ...]


def read(
    path: str | PathLike[str],
    format: str | None = None,
    *,
    project: str | PathLike[str] | None = None,
) -> ReadResult:
    """Reads a file in the language or in a format of other tools (docs/interchange.md).

    `format` is one of `argmap.formats.READABLE`; without it, ending and content tell. What is wrong becomes
    diagnostics. Raises `OSError` where the file can't be read, and `ValueError` for a format that argmap
    doesn't read.
    """
    if format is not None and format not in READABLE:
        raise ValueError(f"there is no format {format!r} to read; there are {', '.join(READABLE)}")
    compilation = Compilation.of_file(path, project, format=format)
    return ReadResult(ArgumentMap.of(compilation.map), compilation.understood, compilation.losses)


def load(path: str | PathLike[str], *, project: str | PathLike[str] | None = None) -> ArgumentMap:
    """The map in a file: in the language, as JSON, or in a format of other tools.

    `project` is the folder that imports may not leave. Raises `ArgmapError`, with all diagnostics,
    where the file has errors, and `OSError` where it can't be read.
    """
    return ArgumentMap.of(Compilation.of_file(path, project).checked())


def loads(text: str, *, project: str | PathLike[str] | None = None) -> ArgumentMap:
    """The map that a text holds, in the `.arg` language or in a format that can be told from its content.

    Imports are looked for in `project`, or in the current folder. Raises `ArgmapError`, with all
    diagnostics, where the text has errors.
    """
    return ArgumentMap.of(Compilation.of_text(text, project=project).checked())


def check(
    source: str | PathLike[str] | Map,
    *,
    project: str | PathLike[str] | None = None,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    logic: bool = False,
) -> Diagnostics:
    """Everything there is to say about a file, a text or a map, in the order of the file. Places in a map are those of the
    text that it was read from or, where it was edited or built, of `to_arg()`.

    A path is a path object, or a string of one line without a colon that ends like the file of a
    map; any other string is text. `profile` is `default`, `strict` or `teach`; `select` and `ignore` hold
    names or codes of rules, or families. Without them the settings of the file's folder hold. With `logic`, what
    formulas prove is found out with z3, and counts. Never
    raises on what the text holds; `OSError` where the file can't be read, `ValueError` for a profile or
    a rule that doesn't exist, and with `logic` `argmap.proof.solver.ProverError` where z3 is not installed.
    """
    choose = chosen(profile, select, ignore, logic=logic)
    if logic:
        from argmap.proof.solver import require_z3

        require_z3()
    if isinstance(source, Map):
        return Diagnostics(compiled(source, project, choose).diagnostics)
    if isinstance(source, str) and not (
        source.endswith(ENDINGS) and "\n" not in source and ": " not in source
    ):
        return Diagnostics(Compilation.of_text(source, project=project, choose=choose).diagnostics)
    return Diagnostics(Compilation.of_file(source, project, choose).diagnostics)


def compiled(
    map: Map, project: str | PathLike[str] | None = None, choose: Choice | None = None
) -> Compilation:
    """The text that a map was read from, if it still says it; or one that does."""
    from argmap.writers.arg import to_arg
    from argmap.writers.json import to_json

    source = map.source
    path = source.path if source is not None else None
    folder = Project(Path(project).resolve() if project is not None else project_folder(path))
    if source is not None:
        made = Compilation(Reading(source), folder, choose=choose)
        if made.map == map:
            return made
    try:
        text, name = to_arg(map), "map.arg"
    except ArgmapError:
        text, name = to_json(map), "map.json"
    where = path.with_name(name) if path is not None else None
    return Compilation(Reading(Source.of(text, name, where)), folder, choose=choose)
