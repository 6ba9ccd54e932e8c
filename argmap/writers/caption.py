"""The caption of a figure, which explains the signs it uses, and its alternative text.

Neither refers to colours: a figure may be printed without them, and a reader may not see them.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from html import escape
from pathlib import PurePath
from typing import Literal
from urllib.parse import quote

from attrs import frozen

from argmap.draw.describe import element
from argmap.draw.drawing import Drawing, Group
from argmap.draw.highlight import told
from argmap.draw.layouts import LAYOUTS
from argmap.draw.markup import html, is_inline, markdown, plain
from argmap.draw.options import Options
from argmap.draw.palette import letter
from argmap.draw.presets import column_of
from argmap.draw.setup import MM
from argmap.draw.signs import BOXES, LINES, used_signs
from argmap.draw.status import MEANING
from argmap.draw.view import View
from argmap.model import Map, Statement
from argmap.wording import shown
from argmap.writers.latex import comment, set_in_latex

FORMS = ("text", "latex", "markdown", "html")
Form = Literal["text", "latex", "markdown", "html"]

_WHERE = {
    "down": "Conclusions stand above their reasons.",
    "up": "Conclusions stand below their reasons.",
    "right": "Conclusions stand on the left, their reasons to the right of them.",
    "left": "Conclusions stand on the right, their reasons to the left of them.",
}


@frozen
class Caption:
    """The caption of a figure.

    `title` is that of the map, `sentences` explain the signs, `alternative` is one sentence that stands
    for the figure; `wide` says whether that is wider than a column, `inline` says whether the title holds markup, and `part` has the options that choose
    what is drawn of the map.
    """

    title: str
    sentences: tuple[str, ...]
    alternative: str
    inline: bool = False
    part: tuple[str, ...] = ()
    wide: bool = False

    def written(self, form: Form, figures: Sequence[str], source: str) -> str:
        """The caption as text to paste into a document.

        `figures` are the paths of the figure's files, and `source` is that of the map: the text names
        the command that writes the long description of it.
        """
        to = "markdown" if form in ("markdown", "html") else "text"
        command = shlex.join(["argmap", "render", source, *self.part, "--to", to, "-o", "-"])
        return _WRITERS[form](self, figures, command)


def caption(view: View, options: Options, drawing: Drawing | None) -> Caption:
    """The caption for the figure of a view that was drawn with these options; `drawing` is None where it is
    text and no picture.
    """
    layout = LAYOUTS[drawing.layout if drawing is not None else options.layout]
    groups = drawing.groups if drawing is not None else []
    used = used_signs(view.map, groups)
    where = _WHERE[options.direction or layout.conclusions] if layout.conclusions else ""
    sentences = [s for s in (layout.sentence, where) if s and view.map.arguments]
    for signs in (LINES, BOXES):
        if layout.signs is None:
            continue
        words = [layout.signs.get(sign, signs[sign].caption) for sign in signs if sign in used]
        explained = "; ".join(filter(None, words))
        sentences += [f"{explained[0].upper()}{explained[1:]}."] if explained else []
    statuses = {view.statuses.get(s.id) for s in view.map.statements}
    marks = "; ".join(words for status, words in MEANING.items() if status in statuses)
    sentences += [f"{marks[0].upper()}{marks[1:]}."] if marks else []
    sentences += _of_the_hand(view, options)
    inline = is_inline(view.map)
    if layout.name == "framework":
        alternative = _framework(groups)
    else:
        alternative = _alternative(view, inline, _statements(view.map, groups))
    title = shown(view.map.title)
    sentences += view.left_out
    part = _view_options(options)
    return Caption(title, tuple(sentences), alternative, inline, part, _is_wide(options, drawing))


def _is_wide(options: Options, drawing: Drawing | None) -> bool:
    """Whether a figure is wider than a column of the page that it is for."""
    return drawing is not None and drawing.width > column_of(options.preset) * MM + 0.05


def _of_the_hand(view: View, options: Options) -> list[str]:
    """What the author's choices make to be explained: what stands out, letters, texts shown in short."""
    words = [told(view, options.highlight)] if view.highlight else []
    letters = "; ".join(f"{letter(n)}: {name}" for n, name in enumerate(view.groups))
    words += [f"Letters stand for {options.color_by}s: {letters}."] if letters else []
    if view.full and not options.list_texts:
        inline = is_inline(view.map)
        words += [
            f"{view.numbers[key]}: {plain(shown(text), inline)}" for key, text in view.full.items()
        ]
    return words


def _view_options(options: Options) -> tuple[str, ...]:
    """The options that choose what is drawn, as arguments of the command line."""
    chosen = [
        *([("root", options.root)] if options.root is not None else []),
        *(("only", choice) for choice in options.only),
        *(("without", choice) for choice in options.without),
        *(("collapse", choice) for choice in options.collapse),
        *([("depth", options.depth)] if options.depth is not None else []),
        *([("numbers", options.numbers)] if options.numbers != "file" else []),
    ]
    status = ["--status"] * (options.status is True)
    return (*(f"--{name}={value}" for name, value in chosen), *status)


def _statements(map: Map, groups: list[Group]) -> int:
    """How many statements are drawn, in whatever number of places; all where there is no drawing."""
    if not groups:
        return len(map.statements)
    drawn = {group.id for group in groups}
    return sum(element("s", s.id) in drawn for s in map.statements)


def _conclusions(map: Map) -> list[Statement]:
    """The roots with arguments or parts, without rebuttals."""
    based = {a.target for a in map.arguments} | {p.whole for p in map.parts}
    return [s for s in map.roots if s.id in based and s.kind != "rebuttal"]


def _framework(groups: list[Group]) -> str:
    circles = sum(group.kind.startswith("statement") for group in groups)
    attacks = len({group.id.partition(".")[0] for group in groups if group.id.startswith("a-")})
    return (
        f"Graph of {_count(circles, 'argument')}, each a circle, and {_count(attacks, 'attack')} "
        "among them, each an arrow."
    )


def _alternative(view: View, inline: bool, statements: int) -> str:
    map, count = view.map, _count(statements, "statement")
    conclusions = _conclusions(map) or list(map.roots)[:1]
    if not conclusions:
        return f"Argument map of {count}."
    first = plain(shown(view.text(conclusions[0])), inline)
    first = first[:-1] if first.endswith(".") else first
    if len(conclusions) > 1:
        several = f"{_count(len(conclusions), 'main conclusion')}, the first of them “{first}”"
        return f"Argument map of {count} with {several}."
    pros, cons = (
        len(found)
        for found in (map.supporters(conclusions[0].id), map.attackers(conclusions[0].id))
    )
    sides = [f"{_count(pros, 'argument')} for it"] if pros else []
    sides += [f"{_count(cons, 'objection')} to it"] if cons else []
    return f"Argument map of {count}: “{first}”" + (
        f", with {' and '.join(sides)}." if sides else "."
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# The forms


def _titled(title: str) -> str:
    """A title as a sentence."""
    return title if not title or title[-1] in ".?!…" else f"{title}."


def _text(made: Caption, figures: Sequence[str], command: str) -> str:
    title = _titled(plain(made.title, made.inline))
    words = " ".join(s for s in (title, *made.sentences) if s)
    return f"Caption: {words}\n\nAlt text: {made.alternative}\n\nLong description: {command}\n"


def _latex(made: Caption, figures: Sequence[str], command: str) -> str:
    title = _titled(set_in_latex(made.title, made.inline))
    words = " ".join(s for s in (title, *(set_in_latex(s, False) for s in made.sentences)) if s)
    alternative = set_in_latex(made.alternative, False)
    # With one column, LaTeX takes both for the same.
    environment = "figure*" if made.wide else "figure"
    lines = [
        *(line for figure in figures for line in _not_includable(figure)),
        f"\\begin{{{environment}}}",
        "  \\centering",
        *(f"  {_included(figure, alternative)}" for figure in figures),
        f"  \\caption{{{words}}}",
        f"  \\label{{fig:{re.sub('[^A-Za-z0-9]+', '-', PurePath(figures[0]).stem)}}}",
        f"\\end{{{environment}}}",
        f"% Long description: {comment(command)}",
    ]
    return "\n".join(lines) + "\n"


# Signs that LaTeX takes for nothing else in the name of a file.
_PLAIN_PATH = re.compile(r"[\w./@:+=, -]+")


def _included(figure: str, alternative: str) -> str:
    """The command for a file; LaTeX looks itself which of pdf, png or eps there is."""
    path = PurePath(figure)
    if not _PLAIN_PATH.fullmatch(figure):
        return f"% LaTeX can't include a file of this name: {comment(figure)}"
    if path.suffix == ".tikz":
        return f"\\input{{{path.as_posix()}}}"
    return f"\\includegraphics[alt={{{alternative}}}]{{{path.with_suffix('').as_posix()}}}"


def _not_includable(figure: str) -> list[str]:
    """A comment on a file that LaTeX can't include as it is."""
    path = PurePath(figure)
    ending, pdf = comment(path.suffix.removeprefix(".")), path.with_suffix(".pdf").as_posix()
    if ending in ("pdf", "png", "eps", "tikz"):
        return []
    if ending == "tex":
        return [f"% Compile {comment(path.as_posix())} first: what is included is {comment(pdf)}."]
    package = ", or use \\includesvg of the package svg" if ending == "svg" else ""
    return [f"% LaTeX can't include {ending or 'this'}: draw -o {comment(pdf)} as well{package}."]


def _markdown(made: Caption, figures: Sequence[str], command: str) -> str:
    images = [f"![{markdown(made.alternative, False)}]({_address(f)})" for f in figures]
    title = _titled(markdown(made.title, made.inline))
    words = [f"**{title}**"] if title else []
    words += [markdown(sentence, False) for sentence in made.sentences]
    return "\n".join([*images, "", " ".join(words), "", _comment(command)]) + "\n"


def _html(made: Caption, figures: Sequence[str], command: str) -> str:
    title = html(_titled(made.title), made.inline)
    words = [f"<strong>{title}</strong>"] if title else []
    words += [escape(sentence, quote=False) for sentence in made.sentences]
    alternative = escape(made.alternative)
    lines = [
        "<figure>",
        *(f'  <img src="{escape(_address(f))}" alt="{alternative}">' for f in figures),
        f"  <figcaption>{' '.join(words)}</figcaption>",
        "</figure>",
        _comment(command),
    ]
    return "\n".join(lines) + "\n"


def _comment(command: str) -> str:
    return f"<!-- Long description: {escape(command, quote=False)} -->"


def _address(path: str) -> str:
    return quote(PurePath(path).as_posix())


_WRITERS = {"text": _text, "latex": _latex, "markdown": _markdown, "html": _html}
