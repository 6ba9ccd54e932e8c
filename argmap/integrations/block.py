"""What a block of a document asks for, and what it shows: the one reading that Sphinx, Markdown, Pandoc, notebooks and LaTeX share.

A block has words, its options, and the text of a map or a `file`. It shows a figure, or a list that the
document sets as its own; what is wrong with it is told at its place in the document.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from argmap.compilation import Compilation
from argmap.diagnostics import ArgmapError, Diagnostic, Severity
from argmap.draw.figure_file import NO_FILE
from argmap.draw.options import Options, files_read
from argmap.draw.table import TableError
from argmap.draw.themes import PAGE
from argmap.extras import MissingExtra
from argmap.integrations.options import OptionError, read_options
from argmap.integrations.place import Place
from argmap.map import ArgumentMap
from argmap.model import Map
from argmap.source import Source
from argmap.wording import printable

if TYPE_CHECKING:
    from argmap.evaluate.contrast import Contrast
    from argmap.evaluate.evaluation import Evaluation
    from argmap.evaluate.explanation import StatusExplanation
    from argmap.writers.caption import Caption
    from argmap.writers.content import Content
    from argmap.writers.output import Rendered

LARGEST = 40
"""The most figures that a block makes of one map."""


@frozen
class Problem:
    """Something wrong with a block: a line that says it, `name` what kind it is, the place (`file:line:column`), and the `report` for people."""

    message: str
    name: str
    place: str
    report: str
    severity: Severity = Severity.ERROR


@frozen
class Where:
    """Where a block stands: the folders in which files that it names are looked for, in order; that which reading a map may not leave;
    the place of its text in the document, if it is known; and what it is called where it is not.
    """

    folders: Sequence[Path] = (Path(),)
    project: Path | None = None
    place: Place | None = None
    name: str = "<block>"

    @property
    def told(self) -> str:
        """The place of the block itself."""
        if self.place is None:
            return self.name
        return f"{self.place.document.name}:{self.place.opening or self.place.line}:1"

    def find(self, file: str) -> Path:
        """A file by its path, from the first folder that has it."""
        paths = [folder / file for folder in self.folders]
        return next((path for path in paths if path.exists()), paths[0])


@frozen
class Page:
    """A figure, or one of several of a map: its bytes, its size in points, and what it shows in words; the `title` of one of several says what
    it concludes.
    """

    data: bytes
    width: float
    height: float
    alternative: str
    title: str = ""

    @property
    def digest(self) -> str:
        """A name for a file with it."""
        return sha256(self.data).hexdigest()[:16]

    def inline(self, number: int = 0, prefix: str = "") -> str:
        """The svg as it stands in a page of HTML, no wider than that; `number` tells it from others of the same block, whose ids have
        the same `prefix`.
        """
        svg = self.data.decode()
        if number:
            svg = svg.replace(prefix, f"{prefix}{number + 1}-")
        svg = svg[svg.index("<svg") :].strip()
        return svg.replace('style="', 'style="max-width:100%;height:auto;', 1)


@frozen
class Shown:
    """What a block shows: `contents` for the document to set, or else a figure, which `draw` makes. They are the map itself, or what is `said` of
    it. `problems` are what is wrong; with an error among them there is nothing to show. `looked_up` are the files on which all this depends.
    """

    problems: tuple[Problem, ...] = ()
    contents: tuple[Content, ...] | None = None
    caption: str = ""
    alt: str = ""
    compilation: Compilation | None = None
    where: Where = field(factory=Where)
    options: Mapping[str, Any] = field(factory=dict)
    looked_up: frozenset[Path] = frozenset()
    said: str = ""

    @property
    def failed(self) -> bool:
        """Whether there is nothing to show."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def report(self) -> str:
        """What is wrong, for people."""
        return "\n".join(problem.report.rstrip("\n") for problem in self.problems)

    def rendered(
        self, format: str, prefix: str = "", follow: bool = False
    ) -> tuple[Rendered, Caption] | Problem:
        """The figure in a format of `argmap.formats.PICTURES`, with its caption, or what is wrong with it. With `follow` it is dark where the
        page is, unless another theme was asked for.
        """
        from argmap.draw.view import view
        from argmap.writers import render
        from argmap.writers.caption import caption

        assert self.compilation is not None
        try:
            options = evolve(self.following if follow else self.figure, prefix=prefix)
            made = render(self.compilation.map, format, options)
            explained = caption(view(self.compilation.map, options), options, made.drawing)
        except (OSError, ValueError, TypeError, MissingExtra) as error:
            return problem_with(error, self.where)
        pages = max(len(made.files), len(made.drawing.pages) if made.drawing else 1)
        if pages > LARGEST:
            many = f"the figure has {pages} pages, and a document takes {LARGEST}"
            return problem_with(ValueError(many), self.where)
        return made, evolve(explained, alternative=self.alt or explained.alternative)

    def draw(
        self, format: str, prefix: str = "", follow: bool = False
    ) -> tuple[Page, ...] | Problem:
        """The same, each of several pages by itself."""
        from argmap.writers.pdf import single_pages

        found = self.rendered(format, prefix, follow)
        if isinstance(found, Problem):
            return found
        made, words = found[0], found[1].alternative
        drawn = made.drawing.pages if made.drawing else []
        files = single_pages(made) if format == "pdf" else made.files
        pages = []
        for number, data in enumerate(files):
            page = drawn[number] if number < len(drawn) else None
            title = page.title if page and len(files) > 1 else ""
            told = f"Part {number + 1} of {len(files)}: {title or words}" if number else words
            width, height = (page.width, page.height) if page else (0.0, 0.0)
            pages.append(Page(data, width, height, told, title))
        return tuple(pages)

    @property
    def figure(self) -> Options:
        """The options of the figure, those of its figure file among them. Raises as `Options.of`."""
        assert self.compilation is not None
        return Options.of(dict(self.options), self.compilation.source.path)

    @property
    def following(self) -> Options:
        """The same, for a figure that is dark where its page is, unless another theme was asked for."""
        options = self.figure
        plain = options.theme == "default" and "theme" not in self.options
        return evolve(options, theme=PAGE) if plain else options

    @property
    def numbers(self) -> Mapping[str, str]:
        """The number of each statement, by its identifier, in what is shown; empty where that is no map."""
        if self.failed or self.compilation is None or self.said:
            return {}
        with suppress(ValueError):  # where it is drawn, that is told
            return self._numbers(self.compilation.map, self.figure)
        return {}

    def _numbers(self, map: Map, options: Options) -> Mapping[str, str]:
        from argmap.draw.view import view
        from argmap.writers import of_text
        from argmap.writers.standard_lines import standard_lines

        if options.layout != "standard":
            seen = view(map, options)
            return {key: number for key, number in seen.numbers.items() if key in seen.map}
        form = standard_lines(view(map, of_text(options)))
        return {key: str(number) for key, number in form.numbers.items()}

    @property
    def prefix(self) -> str:
        """What the ids of an svg begin with, so that they are those of no other figure on a page."""
        assert self.compilation is not None
        said = repr((self.compilation.source.text, sorted(map(repr, self.options.items()))))
        return f"argmap-{sha256(said.encode()).hexdigest()[:8]}-"


def show(
    given: Mapping[str, Any],
    text: str | None,
    where: Where,
    others: Collection[str] = (),
) -> Shown:
    """What a block shows that has these options, whose values are words or read already, and this text; `others` are
    options of the program's own. It raises nothing for what a user wrote.
    """
    looked_up: set[Path] = set()
    try:
        command, own, options = read_options(given, others)
        options = _with_paths(options, where)
        compilation = _compiled(own.get("file"), text, where)
    except (OptionError, OSError, ValueError, MissingExtra) as error:
        file = given.get("file")
        looked_up |= {where.find(str(file))} if file else set()
        return Shown((problem_with(error, where),), where=where, looked_up=frozenset(looked_up))
    looked_up |= compilation.files_looked_up
    if compilation.source.path:
        looked_up |= {compilation.source.path}
    # A quotation that is not found is an error elsewhere; of coverage it is a part of the answer.
    found = compilation.understood if command == "coverage" else compilation.problems
    problems = tuple(
        problem_of(d, compilation.source, where) for d in found if d.severity is not Severity.HINT
    )
    shown = Shown(
        problems,
        caption=own.get("caption", ""),
        alt=own.get("alt", ""),
        compilation=compilation,
        where=where,
        looked_up=frozenset(looked_up),
    )
    if shown.failed:
        return shown
    try:
        return _answered(shown, command, own.get("form"), options)
    except (ValueError, TypeError, OSError, MissingExtra, ArgmapError) as error:
        return evolve(shown, problems=(*problems, problem_with(error, where)))


FILES = ("file", "figure", "theme", "fonts", "others", "alignment")
"""The options that name files."""


def _with_paths(options: Mapping[str, Any], where: Where) -> dict[str, Any]:
    """Options, with the files that they name by their paths."""
    made = dict(options)
    for name in FILES[1:]:
        value = made.get(name)
        if isinstance(value, list):
            made[name] = [str(where.find(file)) for file in value]
        elif (
            isinstance(value, str)
            and value
            and not (
                (name == "figure" and value == NO_FILE)
                or (name == "theme" and not value.endswith(".toml"))
            )
        ):
            made[name] = str(where.find(value))
    return made


def _compiled(file: str | None, text: str | None, where: Where) -> Compilation:
    if file is None:
        if text is None or not text.strip():
            raise OptionError("the block has no map: write one in it, or name a `file`")
        return Compilation.of_text(text, where.name, where.project or where.folders[0])
    if text is not None and text.strip():
        raise OptionError("give a file or a map, and not both")
    path = where.find(file)
    try:
        return Compilation.of_file(path, where.project)
    except OSError as error:
        raise OSError(f"can't read {file}: {error.strerror or error}") from None


def problem_of(found: Diagnostic, source: Source, where: Where) -> Problem:
    """A diagnostic at its place in the document."""
    if where.place is not None and found.source is source and source.path is None:
        found = where.place.moved(found)
    place = f"{printable(found.source.name)}:{found.line}:{found.column}"
    help = "".join(f"\n{printable(words)}" for words in found.help)
    message = f"{found.name}: {printable(found.message)}{help}"
    return Problem(message, found.name, place, found.to_text(), found.severity)


def problem_with(error: Exception, where: Where) -> Problem:
    """What is wrong with the options, or can't be drawn: where it is for what a file says, in that file."""
    message = printable(str(error))
    if isinstance(error, TableError):
        place, name = f"{error.name}:{error.line}:{error.column}", error.what.replace(" ", "-")
        message = f"{name}: {printable(error.message)}"
        return Problem(message, name, place, f"error {message}\n  --> {place}\n")
    return Problem(
        f"argmap: {message}", "argmap", where.told, f"error: {message}\n  --> {where.told}\n"
    )


def _answered(shown: Shown, command: str, form: str | None, options: dict[str, Any]) -> Shown:
    """What a command says of the map, as a figure or as contents."""
    from argmap.writers.content import indented_content

    compilation = shown.compilation
    assert compilation is not None
    map = ArgumentMap.of(compilation.map)
    files = files_read(options, compilation.source.path)
    shown = evolve(shown, looked_up=shown.looked_up | files)
    if command in ("prove", "compare", "coverage"):
        if form == "figure":
            raise OptionError(f"`{command}` has no figure: leave `form` out")
        said, read = _TOLD[command](compilation, map, options, shown.where)
        return evolve(
            shown, contents=indented_content(said), looked_up=shown.looked_up | read, said=said
        )
    if command == "evaluate":
        figure, said = _evaluated(map, options)
        if form != "figure":
            return evolve(shown, contents=indented_content(said), said=said)
        options = figure
    drawn = evolve(shown, options=options)
    seen = drawn.figure
    if seen.layout == "standard" or form == "list":
        if form == "figure":
            raise OptionError("the layout standard is a list, and no figure: leave `form` out")
        if seen.layout not in ("standard", "outline", "tree"):
            raise OptionError(
                f"the layout {seen.layout} is a figure, and no list: leave `form` out"
            )
        return evolve(drawn, contents=_listed(compilation, seen))
    return drawn


def _listed(compilation: Compilation, options: Options) -> tuple[Content, ...]:
    from argmap.draw.view import view
    from argmap.writers import of_text
    from argmap.writers.content import outline_content, standard_content

    seen = view(compilation.map, of_text(options))
    return standard_content(seen) if options.layout == "standard" else outline_content(seen)


def _evaluated(map: ArgumentMap, options: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The options of the figure of an evaluation, and what it says."""
    from argmap.integrations.options import FIGURE

    figure = {name: value for name, value in options.items() if name in FIGURE}
    given = {name: value for name, value in options.items() if name not in FIGURE}
    every = given.pop("all", False)
    asked, foil = given.pop("explain", None), given.pop("rather_than", None)
    dispute = given.pop("dispute", False)
    evaluation: Evaluation = map.evaluate(given.pop("semantics", "grounded"), **given)
    figure["status"] = evaluation
    if asked is None:
        if foil is not None or dispute:
            raise OptionError(
                f"`{'dispute' if foil is None else 'rather-than'}` goes with `explain`"
            )
        return figure, evaluation.to_text(every)
    explanation: StatusExplanation | Contrast
    if foil is not None:
        if dispute:
            raise OptionError("`dispute` is about one statement: leave it or `rather-than` out")
        explanation = evaluation.contrast(asked, foil)
    else:
        explanation = evaluation.dispute(asked) if dispute else evaluation.explain(asked)
    figure["among"] = explanation.statements
    return figure, explanation.to_text(map)


def _proved(
    compilation: Compilation, map: ArgumentMap, options: dict[str, Any], where: Where
) -> tuple[str, set[Path]]:
    from argmap.proof.prove import LIMIT, prove
    from argmap.proof.reconstruction import reconstruction

    look = reconstruction if options.get("report") else prove
    return look(map, limit=options.get("limit", LIMIT)).to_text(), set()


def _compared(
    compilation: Compilation, map: ArgumentMap, options: dict[str, Any], where: Where
) -> tuple[str, set[Path]]:
    from argmap.compare import agreement, compare
    from argmap.compare.alignment import align
    from argmap.compare.table import from_csv
    from argmap.quotations.library import passages

    files = [Path(file) for file in options.get("others", ())]
    if not files:
        raise OptionError("`compare` needs `others`, the maps to compare with")
    others = [Compilation.of_file(file, where.project) for file in files]
    for other in others:
        if other.has_errors:
            raise OptionError(f"{other.source.name} has errors, so nothing is compared")
    every = [compilation, *others]
    places = [passages(one.map, one.source, one.project) for one in every]
    read = {*files, *(file for other in others for file in other.files_looked_up)}
    table = options.get("alignment")
    if len(every) > 2:
        if table or options.get("all"):
            raise OptionError("`alignment` and `all` are for two maps")
        names = [one.source.path.stem if one.source.path else "this" for one in every]
        return agreement([one.map for one in every], names, places).to_text(), read
    one, two = every[0].map, every[1].map
    given: Any = ()
    if table:
        read.add(Path(table))
        given = from_csv(Path(table).read_text(encoding="utf-8-sig"), one, two)
    both = places[0], places[1]
    return compare(one, two, align(one, two, given, both), both).to_text(
        options.get("all", False)
    ), read


def _covered(
    compilation: Compilation, map: ArgumentMap, options: dict[str, Any], where: Where
) -> tuple[str, set[Path]]:
    from argmap.quotations.coverage import coverage, to_text

    found = coverage(compilation.map, compilation.source, compilation.project)
    return to_text(found), {share.file.path for share in found.files if share.file.path}


_TOLD = {"prove": _proved, "compare": _compared, "coverage": _covered}
