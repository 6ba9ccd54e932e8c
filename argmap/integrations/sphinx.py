"""Argument maps in Sphinx: `extensions = ["argmap.integrations.sphinx"]`.

    .. argmap:: nato.arg
       :caption: The argument of the op-ed
       :layout: outline

The directive takes a file, or the map itself as its content, and the options of any block
(`argmap.integrations.options`). Figures are inline svg in HTML and pdf in LaTeX; lists are those of the document. Files that it
names are relative to the document, and a figure file beside the map holds. The
roles `arg:statement` and `arg:num` cite a statement of a file, :arg:statement:`nato.arg#hollow`, or of a map in the
documents, :arg:num:`hollow`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.domains import Domain
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from argmap.compilation import Compilation
from argmap.draw.markup import Span
from argmap.draw.options import Options, files_read
from argmap.draw.view import view
from argmap.files import write_file
from argmap.integrations.block import FILES, Page, Problem, Shown, Where, show
from argmap.integrations.options import every_option
from argmap.integrations.place import Place, find_block
from argmap.source import Source
from argmap.version import __version__
from argmap.writers import document
from argmap.writers.content import (
    Content,
    Heading,
    Listing,
    Paragraph,
    Passage,
    flattened,
)
from argmap.writers.latex import bare_maths

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata, OptionSpec

_logger = logging.getLogger(__name__)


class argument_map(nodes.General, nodes.Inline, nodes.Element):
    """A figure in a document: what its block says, `given` and `text`, where, and what it shows in words."""


class argument_list(nodes.General, nodes.Element):
    """Contents that a block shows, which become lists of the document when it is known for which format."""


class statement_number(nodes.Inline, nodes.TextElement):
    """A citation of a statement of some map in the documents, by its label."""


def _warn(env: BuildEnvironment, problem: Problem) -> None:
    """Warns of what is wrong in a document, which the next build reads again: it warns again."""
    place, kind = problem.place, problem.name
    subtype = None if kind == "argmap" else kind
    _logger.warning("%s", problem.message, location=place, type="argmap", subtype=subtype)
    env.note_reread()


def _note_files(env: BuildEnvironment, files: Iterable[Path]) -> None:
    """Has the document read anew where what it depends on changes, or comes to be."""
    for file in files:
        if file.is_file():
            env.note_dependency(str(file))
        else:
            # Sphinx takes a dependency that is not there for one that has changed.
            missing = env.domaindata[ArgDomain.name]["missing"]
            missing.setdefault(env.docname, set()).add(str(file))


def _one_of(*words: str) -> Any:
    return lambda value: directives.choice(value, words)


class _AnyOption(dict[str, Any]):
    """All options, so that argmap can say what is wrong with one."""

    def __missing__(self, name: str) -> Any:
        return lambda value: value or ""


_OWN = ("name", "class", "align", "source")
"""The options that are Sphinx's own."""


class ArgmapDirective(SphinxDirective):
    """What a block shows: the map in a file, relative to the document, or in the directive itself."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = _AnyOption(
        {
            **dict.fromkeys(every_option(), lambda value: value or ""),
            "name": directives.unchanged,
            "class": directives.class_option,
            "align": _one_of("left", "center", "right"),
            "source": directives.flag,
        }
    )

    def run(self) -> list[Node]:
        """The figure, or lists; of a map with errors, which are warnings of the build, the report."""
        given = {name: str(value) for name, value in self.options.items() if name not in _OWN}
        if self.arguments:
            given["file"] = self.arguments[0]
        for name in FILES:
            # From the top of the sources, as everywhere in Sphinx.
            if given.get(name, "").startswith("/"):
                given[name] = self.env.relfn2path(given[name])[1]
        text = "\n".join([*self.content, ""]) if self.content else None
        where = self._where(text)
        shown = show(given, text, where, _OWN)
        _note_files(self.env, shown.looked_up)
        for problem in shown.problems:
            _warn(self.env, problem)
        made: list[Node] = []
        if shown.failed:
            return [_report(shown.report)]
        if shown.compilation and ("source" in self.options or self.config.argmap_show_source):
            source = shown.compilation.source.text.rstrip("\n")
            made.append(nodes.literal_block(source, source, language="argmap"))
        return [
            *made,
            self._list(shown) if shown.contents is not None else self._figure(shown, given, text),
        ]

    def _figure(self, shown: Shown, given: dict[str, str], text: str | None) -> Node:
        # What can't be drawn is told now, since a build may write nothing.
        pages = shown.draw("svg")
        if isinstance(pages, Problem):
            _warn(self.env, pages)
            return _report(pages.report)
        node = argument_map(
            given=given,
            text=text,
            folder=str(shown.where.folders[0]),
            alt=pages[0].alternative,
            classes=["argmap", *self.options.get("class", [])],
        )
        figure = nodes.figure("", node, align=self.options.get("align", "default"))
        figure += self._caption(shown, nodes.caption)
        return self._named(figure, shown)

    def _list(self, shown: Shown) -> Node:
        node = argument_list(contents=shown.contents)
        classes = ["argmap", *self.options.get("class", [])]
        box = nodes.container("", node, classes=classes)
        box += self._caption(shown, nodes.paragraph, classes=["caption"])
        return self._named(box, shown)

    def _caption(self, shown: Shown, kind: type[nodes.TextElement], **given: Any) -> list[Node]:
        if not shown.caption:
            return []
        inline, messages = self.state.inline_text(shown.caption, self.lineno)
        return [kind(shown.caption, "", *inline, **given), *messages]

    def _named(self, node: nodes.Element, shown: Shown) -> Node:
        """The node with its name, and as the place of the statements that it shows."""
        self.set_source_info(node)
        self.add_name(node)
        if not node["ids"]:
            node["ids"].append(f"argmap-map-{self.env.new_serialno('argmap') + 1}")
        numbers = shown.numbers
        statements = shown.compilation.map.statements if shown.compilation else ()
        domain = self.env.domaindata[ArgDomain.name]["statements"].setdefault(self.env.docname, {})
        for statement in statements:
            if statement.id in numbers:
                domain.setdefault(statement.id, (numbers[statement.id], node["ids"][0]))
        return node

    def _where(self, text: str | None) -> Where:
        folder = Path(self.env.doc2path(self.env.docname)).parent
        name, line = self.get_source_info()
        before = self._before_content()
        if text is None:
            return Where((folder,), Path(self.env.srcdir), name=f"{name}:{line}")
        document = Source.of("\n" * before + text, name)
        place = Place(document, before + 1, opening=line)
        try:
            real = Source.of(Path(name).read_text(encoding="utf-8-sig"), name)
        except (OSError, ValueError):
            return Where((folder,), folder, place, name)
        if 0 < line <= len(real.lines):
            found = find_block(real, text, [real.line(line).strip()])
            if found is not None and found.line == place.line:
                place = evolve(found, opening=line)
        return Where((folder,), folder, place, name)

    def _before_content(self) -> int:
        """The number of lines in the document before the content; MyST counts them from the fence."""
        fenced = type(self.state_machine).__module__.startswith("myst_parser")
        return self.content_offset + (self.lineno if fenced else 0)


def _report(text: str) -> Node:
    return nodes.literal_block(text, text, classes=["argmap", "error"], language="none")


# Citations


class StatementRole(SphinxRole):
    """Cites a statement: its words, or its number in figures. `file.arg#label` names one of a file, `label` one of a map in the
    documents, of this one first.
    """

    def __init__(self, number: bool) -> None:
        self.number = number

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The citation; the text as written, and a warning, where there is no such statement."""
        file, mark, label = self.text.partition("#")
        if not mark and self.number:
            return [statement_number(self.text, self.text, line=self.lineno)], []
        relative, path = self.env.relfn2path(file)
        self.env.note_dependency(relative)
        try:
            compilation = Compilation.of_file(path, self.env.srcdir)
        except OSError as error:
            return self._unknown(f"can't read {file}: {error.strerror}")
        map, faulty = compilation.map, compilation.has_errors
        _note_files(self.env, compilation.files_looked_up)
        if label not in map:
            return self._unknown(f"{file} has no statement `{label}`")
        if faulty:
            return self._unknown(f"{file} has errors, so nothing is cited from it")
        if not self.number:
            return [nodes.inline("", map[label].text, classes=["argmap-statement"])], []
        _note_files(self.env, files_read({}, compilation.source.path))
        try:
            number = view(map, Options.of({}, compilation.source.path)).numbers[label]
        except ValueError as error:
            return self._unknown(error)
        return [nodes.inline(text=number)], []

    def _unknown(self, why: str | Exception) -> tuple[list[Node], list[system_message]]:
        from argmap.integrations.block import problem_with

        error = why if isinstance(why, Exception) else ValueError(why)
        _warn(self.env, problem_with(error, Where(name=self.get_location())))
        return [nodes.literal(text=self.text)], []


class ArgDomain(Domain):
    """The roles `arg:statement`, `arg:num` and `arg:number`, the `statements` that figures show, and the files that were
    `missing` when a document was read.
    """

    name = "arg"
    label = "argmap"
    roles = {  # noqa: RUF012
        "statement": StatementRole(number=False),
        "number": StatementRole(number=True),
        "num": StatementRole(number=True),
    }

    initial_data: ClassVar[dict[str, Any]] = {"missing": {}, "statements": {}}
    data_version = 2

    def clear_doc(self, docname: str) -> None:
        """Forgets a document."""
        for kept in ("missing", "statements"):
            self.data[kept].pop(docname, None)

    def merge_domaindata(self, docnames: Any, otherdata: Any) -> None:
        """Takes over what another process found."""
        for kept in ("missing", "statements"):
            for docname in docnames:
                if docname in otherdata[kept]:
                    self.data[kept][docname] = otherdata[kept][docname]

    def outdated(self) -> list[str]:
        """The documents with a file that was missing and is there by now."""
        return [
            docname
            for docname, files in self.data["missing"].items()
            if any(Path(file).is_file() for file in files)
        ]

    def cited(self, label: str, here: str) -> tuple[str, str, str] | None:
        """The document in which a statement is shown, its number there, and the id of the figure."""
        every: dict[str, dict[str, tuple[str, str]]] = self.data["statements"]
        for docname in (here, *sorted(every)):
            if label in every.get(docname, {}):
                return docname, *every[docname][label]
        return None


def _outdated(app: Sphinx, env: BuildEnvironment, *changes: Any) -> list[str]:
    domain = env.domains[ArgDomain.name]
    return domain.outdated() if isinstance(domain, ArgDomain) else []


class ArgmapTransform(SphinxPostTransform):
    """Makes lists and citations of what was read, for the format that is written."""

    default_priority = 50

    def run(self, **kwargs: Any) -> None:
        """Replaces the nodes of the document."""
        for node in [*self.document.findall(argument_list)]:
            contents = node["contents"]
            if self.app.builder.format == "latex":
                contents = flattened(contents, _LATEX_LEVELS)
            node.replace_self(_nodes(contents))
        for cited in [*self.document.findall(statement_number)]:
            cited.replace_self(self._citation(cited))

    def _citation(self, node: nodes.Element) -> Node:
        domain = self.env.domains[ArgDomain.name]
        assert isinstance(domain, ArgDomain)
        here, label = self.env.docname, node.astext()
        found = domain.cited(label, here)
        if found is None:
            _logger.warning(
                "argmap: no map in the documents has the statement `%s`",
                label,
                location=node,
                type="argmap",
            )
            return nodes.literal(text=label)
        docname, number, target = found
        link = nodes.reference("", number, internal=True, classes=["argmap-number"])
        uri = "" if docname == here else self.app.builder.get_relative_uri(here, docname)
        if uri:
            link["refuri"] = f"{uri}#{target}"
        else:
            link["refid"] = target
        return link


_LATEX_LEVELS = 4


def _nodes(contents: Iterable[Content]) -> list[Node]:
    """Contents as nodes of docutils."""
    made: list[Node] = []
    for content in contents:
        if isinstance(content, Heading):
            made.append(nodes.rubric("", "", *_inline(content.spans)))
        elif isinstance(content, Paragraph):
            made.append(nodes.paragraph("", "", *_inline(content.spans)))
        elif isinstance(content, Passage):
            made.append(nodes.block_quote("", *_nodes(content.contents)))
        elif isinstance(content, Listing):
            entries = [nodes.list_item("", *_nodes(entry)) for entry in content.entries]
            if content.start is None:
                made.append(nodes.bullet_list("", *entries, bullet="-"))
            else:
                numbered = nodes.enumerated_list(
                    "", *entries, enumtype="arabic", prefix="(", suffix=")"
                )
                if content.start != 1:
                    numbered["start"] = content.start
                made.append(numbered)
        else:
            made.append(nodes.literal_block(content.text, content.text, language="none"))
    return made


def _inline(spans: Iterable[Span]) -> list[Node]:
    made: list[Node] = []
    for span in spans:
        if span.maths and (formula := bare_maths(span.maths)):
            made.append(nodes.math(formula, formula))
        elif "bold" in span.face:
            made.append(nodes.strong("", span.text))
        elif "italic" in span.face:
            made.append(nodes.emphasis("", span.text))
        else:
            made.append(nodes.Text(span.text))
    return made


# Figures


def _shown(self: Any, node: argument_map) -> Shown:
    """What a figure shows, at the time of writing."""
    folder = Path(node["folder"])
    project = folder if node["text"] is not None else Path(self.builder.srcdir)
    return show(node["given"], node["text"], Where((folder,), project), _OWN)


def _pages(self: Any, node: argument_map, format: str, **given: Any) -> tuple[Page, ...]:
    shown = _shown(self, node)
    found = Problem("", "argmap", "", "") if shown.failed else shown.draw(format, **given)
    if isinstance(found, Problem):
        _logger.warning("%s", found.message or shown.report, location=node, type="argmap")
        return ()
    return found


def _written(page: Page, format: str, folder: Path) -> str:
    """The name of a figure in a folder, which is a hash of it, so that the same is there once."""
    name = f"argmap-{page.digest}.{format}"
    if not (folder / name).exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_file(folder / name, page.data)
    return name


def visit_html(self: Any, node: argument_map) -> None:
    """Writes the figure into the page, where it is as dark as that is; in a book beside the other images."""
    if self.builder.name == "epub":
        folder = Path(self.builder.outdir) / self.builder.imagedir
        for page in _pages(self, node, "svg"):
            src = f"{self.builder.imgpath}/{_written(page, 'svg', folder)}"
            style = f"width: {page.width:g}pt; max-width: 100%"
            self.body.append(self.emptytag(node, "img", "", src=src, alt=node["alt"], style=style))
        raise nodes.SkipNode
    count = self.__dict__["argmap_figures"] = self.__dict__.get("argmap_figures", 0) + 1
    prefix = f"argmap-figure-{count}-"
    for number, page in enumerate(_pages(self, node, "svg", prefix=prefix, follow=True)):
        self.body.append(page.inline(number, prefix))
    raise nodes.SkipNode


def visit_latex(self: Any, node: argument_map) -> None:
    """Writes the figure beside the document, and includes it no wider than the text."""
    for page in _pages(self, node, "pdf"):
        name = _written(page, "pdf", Path(self.builder.outdir)).removesuffix(".pdf")
        self.body.append(rf"\sphinxincludegraphics{{{{{name}}}.pdf}}")
    raise nodes.SkipNode


def visit_text(self: Any, node: argument_map) -> None:
    """The map as an outline, for builders without pictures."""
    shown = _shown(self, node)
    if shown.compilation is not None and not shown.failed:
        self.new_state(0)
        self.add_text(document(shown.compilation.map, "text", shown.figure))
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
    app.add_post_transform(ArgmapTransform)
    app.connect("env-get-outdated", _outdated)
    app.add_config_value("argmap_show_source", False, "env", (bool,))
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
