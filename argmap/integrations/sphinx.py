"""Argument maps in Sphinx: `extensions = ["argmap.integrations.sphinx"]`.

    .. argmap:: nato.arg
       :caption: The argument of the op-ed
       :layout: outline

The directive takes a file, or the map itself as its content; figures are svg in HTML and pdf in LaTeX. Files that it
names are relative to the document, and a figure file beside the map holds. The
roles `arg:statement` and `arg:number` cite a statement of a file: :arg:statement:`nato.arg#hollow`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.domains import Domain
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from argmap.compilation import Compilation
from argmap.diagnostics import Severity
from argmap.draw.figure_file import NO_FILE, file_wanted
from argmap.draw.options import Options, files_read
from argmap.draw.table import TableError
from argmap.draw.view import view
from argmap.files import write_file
from argmap.integrations.figures import OPTION_NAMES, parse_options
from argmap.map import loads
from argmap.model import Map
from argmap.version import __version__
from argmap.writers import document, render
from argmap.writers.caption import caption
from argmap.writers.json import to_json

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

_logger = logging.getLogger(__name__)


class argument_map(nodes.General, nodes.Inline, nodes.Element):
    """A map in a document: its JSON, the options of its figure, and what it shows in words."""


def _warn(env: BuildEnvironment, message: str, location: Any, subtype: str | None = None) -> None:
    """Warns of what is wrong in a document, which the next build reads again: it warns again."""
    _logger.warning("%s", message, location=location, type="argmap", subtype=subtype)
    env.note_reread()


def _warn_of(env: BuildEnvironment, error: Exception, location: Any) -> None:
    """Warns of a figure that can't be drawn: where it is for what a file says, in that file."""
    if isinstance(error, TableError):
        place, kind = f"{error.name}:{error.line}", error.what.replace(" ", "-")
        _warn(env, f"{kind}: {error.message}", place, kind)
    else:
        _warn(env, f"argmap: {error}", location)


def _note_files(env: BuildEnvironment, given: Mapping[str, Any], map: Path | None) -> None:
    """Has the document read anew where what its figures depend on changes, or comes to be."""
    for file in files_read(given, map):
        if file.is_file():
            env.note_dependency(str(file))
        else:
            # Sphinx takes a dependency that is not there for one that has changed.
            missing = env.domaindata[ArgDomain.name]["missing"]
            missing.setdefault(env.docname, set()).add(str(file))


def _one_of(*words: str) -> Any:
    return lambda value: directives.choice(value, words)


class ArgmapDirective(SphinxDirective):
    """A figure of the map in a file, relative to the document, or in the directive itself."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {
        "caption": directives.unchanged,
        "alt": directives.unchanged,
        "name": directives.unchanged,
        "class": directives.class_option,
        "align": _one_of("left", "center", "right"),
        "layout": directives.unchanged,
        "direction": directives.unchanged,
        "theme": directives.unchanged,
        "preset": directives.unchanged,
        "width": directives.unchanged,
        "root": directives.unchanged,
        "depth": directives.unchanged,
        "status": lambda value: value or "true",
        "highlight": directives.unchanged,
        "color_by": directives.unchanged,
        "title": lambda value: value or "true",
        "legend": lambda value: value or "true",
        "text": directives.unchanged,
        "numbers": directives.unchanged,
        "figure": directives.unchanged,
        "source": directives.flag,
    }

    def run(self) -> list[Node]:
        """The figure; nothing where the map has errors, which are warnings of the build."""
        compilation = self._compile()
        if compilation is None:
            return []
        written = {name: str(self.options[name]) for name in OPTION_NAMES if name in self.options}
        path = compilation.source.path
        try:
            given = self._given(written)
            _note_files(self.env, given, path)
            alternative = _alternative(compilation, Options.of(given, path))
        except ValueError as error:
            _warn_of(self.env, error, self.get_location())
            return []
        wanted = file_wanted(given.get("figure"), path)
        given["figure"] = False if wanted is None else str(wanted)
        node = argument_map(
            map=to_json(compilation.map),
            figure=json.dumps(given, sort_keys=True),
            alt=self.options.get("alt") or alternative,
            classes=["argmap", *self.options.get("class", [])],
        )
        figure = nodes.figure("", node, align=self.options.get("align", "default"))
        if "caption" in self.options:
            inline, messages = self.state.inline_text(self.options["caption"], self.lineno)
            figure += nodes.caption(self.options["caption"], "", *inline)
            figure += messages
        self.set_source_info(figure)
        self.add_name(figure)
        if "source" not in self.options and not self.config.argmap_show_source:
            return [figure]
        text = compilation.source.text.rstrip("\n")
        return [nodes.literal_block(text, text, language="argmap"), figure]

    def _given(self, written: dict[str, str]) -> dict[str, Any]:
        """The options, with files by their paths, which are written relative to the document."""
        given = parse_options(written)
        for name in ("figure", "theme"):
            file = given.get(name)
            if file and file != NO_FILE and (name == "figure" or file.endswith(".toml")):
                given[name] = self.env.relfn2path(file)[1]
        return given

    def _compile(self) -> Compilation | None:
        """Compiles the map, and logs its errors and warnings; None where it has errors."""
        if self.arguments and self.content:
            self._warn("give a file or a map, and not both")
            return None
        if self.arguments:
            relative, path = self.env.relfn2path(self.arguments[0])
            self.env.note_dependency(relative)
            try:
                compilation = Compilation.of_file(path, self.env.srcdir)
            except OSError as error:
                self._warn(f"can't read {self.arguments[0]}: {error.strerror}")
                return None
        else:
            text = "\n".join(self.content)
            folder = Path(self.env.doc2path(self.env.docname)).parent
            compilation = Compilation.of_text(f"{text}\n", project=folder)
        problems = compilation.problems
        for file in compilation.files_looked_up:
            self.env.note_dependency(str(file))
        for found in problems:
            if found.severity is Severity.HINT:
                continue
            line = found.line if self.arguments else self._before_content() + found.line
            source = found.source.name if self.arguments else self.get_source_info()[0]
            help = "".join(f"\n{text}" for text in found.help)
            message = f"{found.name}: {found.message}{help}"
            _warn(self.env, message, f"{source}:{line}", found.name)
        return None if compilation.has_errors else compilation

    def _before_content(self) -> int:
        """The number of lines in the document before the content; MyST counts them from the fence."""
        fenced = type(self.state_machine).__module__.startswith("myst_parser")
        return self.content_offset + (self.lineno if fenced else 0)

    def _warn(self, message: str) -> None:
        _warn(self.env, f"argmap: {message}", self.get_location())


class StatementRole(SphinxRole):
    """Cites a statement, `file.arg#label`: its words, or its number in figures."""

    def __init__(self, number: bool) -> None:
        self.number = number

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The citation; the text as written, and a warning, where there is no such statement."""
        file, _, label = self.text.partition("#")
        relative, path = self.env.relfn2path(file)
        self.env.note_dependency(relative)
        try:
            compilation = Compilation.of_file(path, self.env.srcdir)
        except OSError as error:
            return self._warn_unknown(f"can't read {file}: {error.strerror}")
        map, faulty = compilation.map, compilation.has_errors
        for other in compilation.files_looked_up:
            self.env.note_dependency(str(other))
        if label not in map:
            return self._warn_unknown(f"{file} has no statement `{label}`")
        if faulty:
            return self._warn_unknown(f"{file} has errors, so nothing is cited from it")
        if self.number:
            return self._number(map, label, compilation.source.path)
        text = map[label].text
        return [nodes.inline("", text, classes=["argmap-statement"])], []

    def _number(
        self, map: Map, label: str, path: Path | None
    ) -> tuple[list[Node], list[system_message]]:
        _note_files(self.env, {}, path)
        try:
            number = view(map, Options.of({}, path)).numbers[label]
        except ValueError as error:
            return self._warn_unknown(error)
        return [nodes.inline(text=number)], []

    def _warn_unknown(self, why: str | Exception) -> tuple[list[Node], list[system_message]]:
        error = why if isinstance(why, Exception) else ValueError(why)
        _warn_of(self.env, error, self.get_location())
        return [nodes.literal(text=self.text)], []


class ArgDomain(Domain):
    """The roles `arg:statement` and `arg:number`, and the files that were `missing` when a document was read."""

    name = "arg"
    label = "argmap"
    roles = {  # noqa: RUF012
        "statement": StatementRole(number=False),
        "number": StatementRole(number=True),
    }

    initial_data: ClassVar[dict[str, Any]] = {"missing": {}}
    data_version = 1

    def clear_doc(self, docname: str) -> None:
        """Forgets a document."""
        self.data["missing"].pop(docname, None)

    def merge_domaindata(self, docnames: Any, otherdata: Any) -> None:
        """Takes over what another process found."""
        for docname in docnames:
            if docname in otherdata["missing"]:
                self.data["missing"][docname] = otherdata["missing"][docname]

    def outdated(self) -> list[str]:
        """The documents with a file that was missing and is there by now."""
        return [
            docname
            for docname, files in self.data["missing"].items()
            if any(Path(file).is_file() for file in files)
        ]


def _outdated(app: Sphinx, env: BuildEnvironment, *changes: Any) -> list[str]:
    domain = env.domains[ArgDomain.name]
    return domain.outdated() if isinstance(domain, ArgDomain) else []


def _alternative(compilation: Compilation, options: Options) -> str:
    made = render(compilation.map, "svg", options)
    return caption(view(compilation.map, options), options, made.drawing).alternative


def _draw_pages(node: argument_map, kind: str, folder: Path) -> list[tuple[str, str]]:
    """Draws a figure into a folder; returns the names of its pages, and their widths in points as text.

    Names are a hash of the map, the options and what files say of them, so that the same figure is drawn once.
    """
    given = json.loads(node["figure"])
    # The ids in a figure are those of no other.
    try:
        digest = _digest(node["map"], given)
        options = Options.of({**given, "prefix": f"argmap-{digest[:8]}-"})
        made = render(loads(node["map"]), kind, options)
    except (OSError, ValueError) as error:
        _logger.warning("argmap: %s", error, location=node, type="argmap")
        return []
    folder.mkdir(parents=True, exist_ok=True)
    pages = []
    for page, data in enumerate(made.files):
        name = f"argmap-{digest[:16]}{f'-{page + 1}' if page else ''}.{kind}"
        if not (folder / name).exists():
            write_file(folder / name, data)
        width = made.drawing.pages[page].width if made.drawing else 0
        pages.append((name, f"{width:g}pt"))
    return pages


def _digest(map: str, given: Mapping[str, Any]) -> str:
    files = sorted(files_read(given))
    own = {name: said for name, said in given.items() if Path(str(said)) not in files}
    texts = [file.read_bytes() for file in files]
    return sha256(repr((map, own, texts, __version__)).encode()).hexdigest()


def visit_html(self: Any, node: argument_map) -> None:
    """Writes the figure beside the other images, and an `img`."""
    folder = Path(self.builder.outdir) / self.builder.imagedir
    for name, width in _draw_pages(node, "svg", folder):
        self.body.append(
            self.emptytag(
                node,
                "img",
                "",
                src=f"{self.builder.imgpath}/{name}",
                alt=node["alt"],
                style=f"width: {width}; max-width: 100%",
            )
        )
    raise nodes.SkipNode


def visit_latex(self: Any, node: argument_map) -> None:
    """Writes the figure beside the document, and includes it no wider than the text."""
    for name, _ in _draw_pages(node, "pdf", Path(self.builder.outdir)):
        self.body.append(rf"\sphinxincludegraphics{{{{{name[:-4]}}}.pdf}}")
    raise nodes.SkipNode


def visit_text(self: Any, node: argument_map) -> None:
    """The map as an outline, for builders without pictures."""
    self.new_state(0)
    self.add_text(document(loads(node["map"]), "text", Options.of(json.loads(node["figure"]))))
    self.end_state(wrap=False)
    raise nodes.SkipNode


def visit_other(self: Any, node: argument_map) -> None:
    """What the figure shows, in words, for builders that know no more."""
    # The writer of each format escapes what it takes as a text.
    self.visit_Text(nodes.Text(node["alt"]))
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Gives Sphinx the directive and the roles."""
    app.add_node(
        argument_map,
        html=(visit_html, None),
        latex=(visit_latex, None),
        text=(visit_text, None),
        man=(visit_other, None),
        texinfo=(visit_other, None),
    )
    app.add_directive("argmap", ArgmapDirective)
    app.add_domain(ArgDomain)
    app.connect("env-get-outdated", _outdated)
    app.add_config_value("argmap_show_source", False, "env", (bool,))
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
