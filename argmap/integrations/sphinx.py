"""Argument maps in Sphinx: `extensions = ["argmap.integrations.sphinx"]`.

    .. argmap:: nato.arg
       :caption: The argument of the op-ed
       :layout: outline

The directive takes a file, or the map itself as its content; figures are svg in HTML and pdf in LaTeX. The
roles `arg:statement` and `arg:number` cite a statement of a file: :arg:statement:`nato.arg#hollow`.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.domains import Domain
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from argmap.compilation import Compilation
from argmap.diagnostics import Severity
from argmap.draw.options import Options
from argmap.draw.view import view
from argmap.files import write_file
from argmap.integrations.figures import OPTION_NAMES, parse_option
from argmap.map import loads
from argmap.version import __version__
from argmap.writers import render
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
        "source": directives.flag,
    }

    def run(self) -> list[Node]:
        """The figure; nothing where the map has errors, which are warnings of the build."""
        compilation = self._compile()
        if compilation is None:
            return []
        written = {name: str(self.options[name]) for name in OPTION_NAMES if name in self.options}
        try:
            given = {name: parse_option(name, text) for name, text in written.items()}
            alternative = _alternative(compilation, given)
        except ValueError as error:
            self._warn(str(error))
            return []
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
            return [nodes.inline(text=str(view(map, Options()).numbers[label]))], []
        text = map[label].text
        return [nodes.inline("", text, classes=["argmap-statement"])], []

    def _warn_unknown(self, message: str) -> tuple[list[Node], list[system_message]]:
        _warn(self.env, f"argmap: {message}", self.get_location())
        return [nodes.literal(text=self.text)], []


class ArgDomain(Domain):
    """The roles `arg:statement` and `arg:number`; it keeps no data."""

    name = "arg"
    label = "argmap"
    roles = {  # noqa: RUF012
        "statement": StatementRole(number=False),
        "number": StatementRole(number=True),
    }

    def merge_domaindata(self, docnames: Any, otherdata: Any) -> None:
        """The domain keeps no data, so there is nothing to merge."""


def _alternative(compilation: Compilation, given: dict[str, Any]) -> str:
    options = Options(**given)
    made = render(compilation.map, "svg", options)
    return caption(view(compilation.map, options), options, made.drawing).alternative


def _draw_pages(node: argument_map, kind: str, folder: Path) -> list[tuple[str, str]]:
    """Draws a figure into a folder; returns the names of its pages, and their widths in points as text.

    Names are a hash of the map and the options, so that the same figure is drawn once.
    """
    map = loads(node["map"])
    options = Options(**json.loads(node["figure"]))
    digest = sha256(f"{node['map']}{node['figure']}{__version__}".encode()).hexdigest()
    # The ids in a figure are those of no other.
    try:
        made = render(map, kind, evolve(options, prefix=f"argmap-{digest[:8]}-"))
    except ValueError as error:
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
    self.add_text(loads(node["map"]).to_text())
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
    app.add_config_value("argmap_show_source", False, "env", (bool,))
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
