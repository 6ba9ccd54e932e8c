r"""A drawing as LaTeX: a `tikzpicture` that a document can `\input`, or a document of its own.

Lines and boxes stand where the drawing has them; what is written in the boxes are paragraphs that TeX
breaks, in the document's own fonts. What things look like is said by pgf keys below `argmap/`, one a kind
of thing. The picture puts its own looks before those that the author has given to a key, so that the
author's hold whenever they were given; nothing that it defines remains after it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrs import frozen

from argmap.draw.drawing import (
    Drawing,
    Group,
    Label,
    Line,
    Point,
    Polygon,
    Rect,
    Run,
    corners,
)
from argmap.draw.fonts.widths import width
from argmap.writers.latex import (
    comment,
    declarations,
    maths,
    packages,
    remarks,
    styled,
    usepackage_commands,
)
from argmap.writers.output import Figure, Rendered

_Path = Rect | Line | Polygon

_LARGEST = 16000.0
"""TeX has no length above 16383 pt."""

# The share of a line's height that is above its base line, as boxes have it.
_ABOVE = 0.783
# Characters that babel may have made active, by their codes.
_SHORTHANDS = [ord(c) for c in "!\"'*,-/:;<=>?|"]

# Only lualatex turns letters round in the middle of a line without more ado.
_RIGHT_TO_LEFT = r"\ifdefined\textdir\textdir TRT\fi"

# What is too high for its box, in a wide font, is made smaller: a box that grew would cover its heads.
_FIT = (
    r"\long\def\argmapfit#1#2{\setbox0=\vbox{#2}\dimen0=#1\advance\dimen0 by-.5em"
    r"\dimen2=\ht0\advance\dimen2 by\dp0",
    r"\ifdim\dimen2>\dimen0\leftskip=0pt\rightskip=0pt\noindent\resizebox*{!}{\dimen0}{\vbox{\unvbox0}}\par",
    r"\csname @latex@warning\endcsname{argmap: a text is made smaller to fit its box}\else\unvbox0\fi}%",
)

_PREAMBLE = r"""\documentclass[tikz]{standalone}
\usepackage{iftex}
\iftutex
  \usepackage{fontspec}
  \IfFontExistsTF{Liberation Sans}{\setsansfont{Liberation Sans}}{%
    \IfFontExistsTF{texgyreheros-regular.otf}{\setsansfont{TeX Gyre Heros}}{}}
\else
  \usepackage[T1]{fontenc}
  \usepackage[utf8]{inputenc}
  \usepackage{helvet}
\fi
\renewcommand{\familydefault}{\sfdefault}
"""


def render_tikz(figure: Figure) -> Rendered:
    """The figure as TikZ pictures, a file a page."""
    drawing = figure.drawing
    pages = [to_tikz(drawing, page).encode() for page in range(len(drawing.pages))]
    return figure.rendered(pages, *tex_remarks(drawing))


def render_tex(figure: Figure) -> Rendered:
    """The figure as one LaTeX document."""
    return figure.rendered([to_tex(figure.drawing).encode()], *tex_remarks(figure.drawing))


def to_tikz(drawing: Drawing, page: int = 0) -> str:
    """One page of the drawing as a `tikzpicture`; `ValueError` where it is too large for TeX."""
    sheet = drawing.pages[page]
    if max(sheet.width, sheet.height) > _LARGEST:
        wide, high = (round(side * 25.4 / 72) for side in (sheet.width, sheet.height))
        raise ValueError(
            f"the figure is {wide} mm wide and {high} mm high, and TeX can set 5640 mm at most: "
            "draw a part of the map, or make a pdf"
        )
    texts = [*_texts(sheet.groups)]
    rtl = any(run.rtl for group in sheet.groups for x in _labels(group) for run in x.runs)
    needs = usepackage_commands(["tikz", *_packages(sheet.groups)])
    return "\n".join(
        [
            f"% {comment(drawing.title)}: an argument map, drawn by argmap.",
            f"% It needs {needs}.",
            r"\begingroup",
            "".join(rf"\catcode{code}=12" for code in _SHORTHANDS) + "%",
            *(f"{line}%" for line in declarations(texts)),
            *[rf"\def\argmaprtl{{{_RIGHT_TO_LEFT}}}%"] * rtl,
            *_Picture(sheet.groups).lines(sheet.width, sheet.height),
            r"\endgroup",
            "",
        ]
    )


def to_tex(drawing: Drawing) -> str:
    """The drawing as a document, a page for each of its pages."""
    pages = [to_tikz(drawing, page) for page in range(len(drawing.pages))]
    loaded = "".join(f"\\usepackage{{{name}}}\n" for name in _packages(drawing.groups))
    return f"{_PREAMBLE}{loaded}\\begin{{document}}\n{''.join(pages)}\\end{{document}}\n"


def tex_remarks(drawing: Drawing) -> list[str]:
    """Remarks for the user who compiles the drawing."""
    return remarks(_texts(drawing.groups), _packages(drawing.groups))


def _packages(groups: list[Group]) -> list[str]:
    stretches = [stretch for group in groups for stretch in _stretches(_labels(group))]
    return packages(_texts(groups), map(_source, stretches))


def _texts(groups: Iterable[Group]) -> Iterator[str]:
    """The texts, and the sources of formulas: what stands in one has to be declared too."""
    for group in groups:
        for stretch in _stretches(_labels(group)):
            if _formula(stretch) is None:
                yield from (piece.run.text for piece in stretch)
            else:
                yield _source(stretch)


@frozen
class _Paragraph:
    """The labels of a paragraph, and those that stand before its first line."""

    labels: tuple[Label, ...]
    before: tuple[Label, ...] = ()

    @property
    def first(self) -> Label:
        return self.labels[0]

    @property
    def left(self) -> float:
        """The left edge of its lines, which are at the right edge where they run from right to left."""
        first = self.first
        return first.x + first.width - first.room if first.rtl and first.room else first.x

    @property
    def leading(self) -> float:
        """From base line to base line, where no limits are between."""
        if len(self.labels) > 1:
            first, second = self.labels[:2]
            return second.y - second.above - first.below - first.y
        return self.first.size * 1.2

    @property
    def of_maths(self) -> str:
        """What TeX is told of a paragraph with formulas: to break them at relations, and to keep limits off other lines."""
        made = ""
        if any(run.tex for label in self.labels for run in label.runs):
            made = r"\binoppenalty=9999"
        if any(label.above or label.below for label in self.labels):
            made += r"\lineskiplimit=0pt\lineskip=.1em"
        return f"{made} " if made else ""

    @property
    def text(self) -> str:
        """The paragraph as LaTeX; a formula is one, however many runs and lines it has in the drawing."""
        return "".join(
            f"{stretch[0].gap}{formula}"
            if (formula := _formula(stretch))
            else "".join(f"{piece.gap}{_content(piece.run, piece.label)}" for piece in stretch)
            for stretch in _stretches(self.labels)
        )


class _Piece(NamedTuple):
    """A run, the label that it is of, and what stands between it and the run before."""

    run: Run
    label: Label
    gap: str


def _stretches(labels: Iterable[Label]) -> list[list[_Piece]]:
    """The runs of labels in the order of reading, those of one formula together."""
    made: list[list[_Piece]] = []
    gap = ""
    for label in labels:
        for run in _read(label):
            piece = _Piece(run, label, gap)
            if run.joined and made:
                made[-1].append(piece)
            else:
                made.append([piece])
            gap = ""
        gap = "\n    " if label.spaced else r"\break{}" if label.hyphen else r"\allowbreak{}"
    return made


def _source(stretch: list[_Piece]) -> str:
    """The source of the formula that a stretch is; empty where it is none."""
    return "".join(piece.run.tex for piece in stretch)


def _formula(stretch: list[_Piece]) -> str | None:
    """A stretch as a formula in LaTeX; None where it is none, or has to be shown as text."""
    source = _source(stretch)
    return maths(source, stacked=True) if source else None


def _read(label: Label) -> list[Run]:
    """The runs of a label in the order of reading, one where it has none of its own."""
    return label.read or [Run(label.text, 0.0, 0.0, label.face)]


def _content(run: Run, label: Label) -> str:
    # A word of more letters may be too long for the line.
    # Only in a word that argmap itself breaks without a hyphen may TeX break where it likes.
    broken = label.room and label.goes_on and not (label.spaced or label.hyphen)
    longest = int(1.6 * label.room / label.size) if broken else 10_000
    words = styled(run.text, run.face, around=label.face, longest=longest)
    return rf"{{\argmaprtl {words}}}" if run.rtl else words


def _paragraphs(labels: list[Label]) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    lines: list[Label] = []
    waiting: list[Label] = []
    for label in labels:
        if not lines and not label.room and not label.goes_on:
            waiting.append(label)
            continue
        lines.append(label)
        if not label.goes_on:
            before = tuple(w for w in waiting if w.y == lines[0].y and w.x < lines[0].x)
            found += [_Paragraph((w,)) for w in waiting if w not in before]
            found.append(_Paragraph(tuple(lines), before))
            lines, waiting = [], []
    return found + [_Paragraph((w,)) for w in waiting]


def _main(paragraphs: list[_Paragraph]) -> _Paragraph:
    """The paragraph of the statement among those in its box: the one beside its number."""
    numbered = (p for p in paragraphs if p.before)
    return next(numbered, None) or max(paragraphs, key=lambda p: (p.first.room > 0, p.first.size))


class _Picture:
    """The lines of one picture. Of each kind of thing the commonest look is that of its key."""

    def __init__(self, groups: list[Group]) -> None:
        self.groups = groups
        self.colors: dict[str, None] = {}
        looks: dict[str, Counter[tuple[str, ...]]] = {}
        sizes: Counter[float] = Counter()
        for group in groups:
            box = _box(group)
            if box is not None:
                looks.setdefault(_keys(group)[-1], Counter())[self._boxed(group, box)] += 1
                sizes[_largest(group)] += 1
            if paths := _paths(group, box):
                key = _path_keys(group, box)[-1]
                looks.setdefault(key, Counter())[self._drawn(paths[0])] += 1
        self.size = sizes.most_common(1)[0][0] if sizes else 8.0
        self.looks = {key: counts.most_common(1)[0][0] for key, counts in looks.items()}

    def lines(self, wide: float, high: float) -> Iterator[str]:
        body = [rf"\useasboundingbox (0,0) rectangle ({_n(wide)},{_n(high)});"]
        steps = any(group.step for group in self.groups)
        for group in self.groups:
            if group.step > 1:
                body += [rf"\uncover<{group.step}->{{%", *self._group(group), "}%"]
            else:
                body += self._group(group)
        if steps:
            # Overlays are beamer's; elsewhere all is shown.
            yield r"\ifdefined\uncover\else\def\uncover<#1>#2{#2}\fi%"
        for color in self.colors:
            yield rf"\providecolor{{{color}}}{{HTML}}{{{color.removeprefix('argmap-')}}}%"
        # Spaces as wide as the font has them, which TikZ changes. Few lines, and of about the same length, the last among them; wide fonts may use some of the
        # space at the right edge.
        yield (
            r"\def\argmapragged{\parindent=0pt\parskip=0pt\spaceskip=0pt\xspaceskip=0pt\rightskip=-.3em plus .5\hsize\parfillskip=0pt"
            r"\linepenalty=1000\adjdemerits=0\tolerance=9999\hbadness=10000\hyphenpenalty=10000"
            r"\lineskiplimit=-2pt\lineskip=0pt}%"
        )
        yield from _FIT
        yield r"\begin{tikzpicture}[x=1bp, y=-1bp,"
        yield r"  argmap/number/.store in=\argmapnumber, argmap/note/.store in=\argmapnote,"
        yield (
            "  argmap/statement/.prefix style={rectangle, inner xsep=0pt, inner ysep=.25em, outer sep=0pt, "
            rf"node font={_font(self.size)}, execute at begin node=\argmapragged}},"
        )
        yield "  argmap/label/.prefix style={inner sep=0pt, outer sep=0pt},"
        keys = dict.fromkeys(key for g in self.groups for key in _keys(g))
        for key in dict.fromkeys([*keys, *self.looks]):
            look = ", ".join(self.looks.get(key, ()))
            yield f"  argmap/{key}/.prefix style={{{look}}},"
        yield "]"
        yield from body
        yield r"\end{tikzpicture}%"

    def _group(self, group: Group) -> Iterator[str]:
        box = _box(group)
        if box is not None:
            yield from self._node(group, box)
        paths = _paths(group, box)
        yield from (
            self._loose(_Paragraph((x,)), [])
            for x in group.shapes
            if isinstance(x, Label) and x.fixed
        )
        if paths:
            keys = _path_keys(group, box)
            yield rf"\begin{{scope}}[{_named(keys)}]"
            yield from (f"  {self._path(shape, self.looks[keys[-1]])}" for shape in paths)
            yield r"\end{scope}"
        if box is None:
            lines = [shape for shape in paths if isinstance(shape, Line)]
            for paragraph in _paragraphs(_labels(group)):
                yield from (self._loose(_Paragraph((x,)), lines) for x in paragraph.before)
                if paragraph.first.room:
                    yield self._loose(paragraph, lines)
                else:
                    yield from (self._loose(_Paragraph((x,)), lines) for x in paragraph.labels)

    def _node(self, group: Group, box: Rect) -> Iterator[str]:
        """A statement's box with all that is written in it."""
        usual = self.looks[_keys(group)[-1]]
        own = self._boxed(group, box)
        options = [_named(_keys(group)), *(option for option in own if option not in usual)]
        if not box.dash and any(option.startswith("dash") for option in usual):
            options.append("solid")
        options += [f"minimum width={_n(box.width)}bp", f"minimum height={_n(box.height)}bp"]
        where = (
            f"({_node_name(group.id)}) at "
            f"({_n(box.x + box.width / 2)},{_n(box.y + box.height / 2)})"
        )
        labels = _labels(group)
        paragraphs = _paragraphs(labels)
        roomy = [p for p in paragraphs if p.first.room]
        if not roomy:
            words = r"\\ ".join(self._words(p.first) for p in paragraphs)
            yield rf"\node[{', '.join(options)}, align=center] {where} {{{words}}};"
            return
        left = min([p.left for p in paragraphs] + [x.x for p in paragraphs for x in p.before])
        left -= box.x
        right = box.x + box.width - max(p.left + p.first.room for p in roomy)
        margin = max(0.0, min(left, right))
        options.append(f"text width={_n(box.width - 2 * margin)}bp")
        yield rf"\node[{', '.join(options)}] {where} {{\argmapfit{{{_n(box.height)}bp}}{{%"
        yield from self._block(paragraphs, box, box.x + margin)
        yield "}};"

    def _block(self, paragraphs: list[_Paragraph], box: Rect, left: float) -> Iterator[str]:
        """Paragraphs one below the other, each line as far from the next as in the drawing.

        Invisible rules give the first line its height and the last its depth. Where TeX needs fewer
        lines than argmap, the text stands in the middle of the box.
        """
        main = _main(paragraphs)
        highest = paragraphs[0]
        top = below = highest.first.y - highest.first.above - _ABOVE * highest.leading
        bottom = box.y + box.height - (top - box.y)
        for place, paragraph in enumerate(paragraphs):
            first, last = paragraph.first, paragraph.labels[-1]
            depth = (1 - _ABOVE) * paragraph.leading + last.below
            if place == len(paragraphs) - 1:
                depth = max(0.0, bottom - last.y)
            made = r"\nointerlineskip" if place else ""
            made += "{" + (_font(first.size, paragraph.leading) if first.size != self.size else "")
            made += rf"{_face(first)}\leftskip={_n(paragraph.left - left)}bp"
            made += paragraph.of_maths
            if paragraph is not main:
                made += r"\color{\argmapnote}" if first.room else r"\color{\argmapnumber}"
            made += rf"\rule{{0pt}}{{{_n(max(0.0, first.y - below))}bp}}"
            for label in paragraph.before:
                hang = f"{_n(paragraph.left - label.x)}bp"
                made += rf"\kern-{hang}\makebox[{hang}][l]{{{self._words(label)}}}"
            yield f"  {made}%"
            yield rf"  {paragraph.text}\rule[-{_n(depth)}bp]{{0pt}}{{{_n(depth)}bp}}\par}}%"
            below = last.y + depth

    def _words(self, label: Label) -> str:
        """A number, or another text on one line, in a box."""
        size = "" if label.size == self.size else _font(label.size)
        return rf"{size}{_face(label)}\color{{\argmapnumber}}{_Paragraph((label,)).text}"

    def _loose(self, paragraph: _Paragraph, lines: list[Line]) -> str:
        """A text outside of boxes; beside a line, it is anchored at the end that is nearer to the line."""
        label, x, anchor = paragraph.first, paragraph.left, "base west"
        options = [
            "argmap/label",
            f"node font={_font(label.size, paragraph.leading)}{_face(label)}",
        ]
        options.append(f"text={self._color(label.fill)}")
        if label.room:
            options.append(rf"text width={_n(label.room)}bp, execute at begin node=\argmapragged")
        else:
            wide = label.width or width(label.text, label.face, label.size)
            near = [abs(px - x) - abs(px - x - wide) for line in lines for px, _ in line.points]
            if near and max(near, key=abs) > 0:
                x, anchor = x + wide, "base east"
        options.append(f"anchor={anchor}")
        return rf"\node[{', '.join(options)}] at ({_n(x)},{_n(label.y)}) {{{paragraph.of_maths}{paragraph.text}}};"

    def _path(self, shape: _Path, usual: tuple[str, ...]) -> str:
        fill = "" if isinstance(shape, Line) else shape.fill
        options = []
        for name, color in (("draw", shape.stroke), ("fill", fill)):
            if color:
                made = self._color(color)
                options.append(name if usual[0] == f"color={made}" else f"{name}={made}")
        if shape.stroke:
            own = self._drawn(shape)[1:]
            options += [option for option in own if option not in usual]
            if len(own) == 1 and any(option.startswith("dash") for option in usual):
                options.append("solid")
        if isinstance(shape, Rect) and _is_round(shape):
            x, y, radius = shape.x + shape.width / 2, shape.y + shape.height / 2, shape.width / 2
            return rf"\path[{', '.join(options)}] ({_n(x)},{_n(y)}) circle[radius={_n(radius)}bp];"
        if isinstance(shape, Rect) and shape.radius:
            radius = min(shape.radius, shape.width / 2, shape.height / 2)
            options.append(f"rounded corners={_n(radius)}bp")
        return rf"\path[{', '.join(options)}] {_outline(shape)};"

    def _boxed(self, group: Group, box: Rect) -> tuple[str, ...]:
        """The options that make a box: its edge and its ground, and the colours of its texts."""
        made = ["circle" if _is_round(box) else f"rounded corners={_n(box.radius)}bp"]
        made.append(f"fill={self._color(box.fill)}" if box.fill else "fill=none")
        made.append(f"draw={self._color(box.stroke)}" if box.stroke else "draw=none")
        if box.stroke:
            made.append(f"line width={_n(box.stroke_width)}bp")
        made += _dashes(box.dash)
        colors: dict[str, str] = {}
        paragraphs = _paragraphs(_labels(group))
        main = _main(paragraphs)
        for paragraph in paragraphs:
            role = "text" if paragraph is main else "argmap/note"
            colors.setdefault(
                role if paragraph.first.room else "argmap/number", paragraph.first.fill
            )
            for label in paragraph.before:
                colors["argmap/number"] = label.fill
        number = colors.setdefault("argmap/number", colors.get("text", "#000000"))
        colors.setdefault("argmap/note", number)
        return (*made, *(f"{name}={self._color(value)}" for name, value in sorted(colors.items())))

    def _drawn(self, shape: _Path) -> tuple[str, ...]:
        """The options that make a line or a shape; the colour comes first."""
        if not shape.stroke:
            assert not isinstance(shape, Line)
            return (f"color={self._color(shape.fill or '#000000')}",)
        dash = () if isinstance(shape, Polygon) else shape.dash
        color = f"color={self._color(shape.stroke)}"
        return (color, f"line width={_n(shape.stroke_width)}bp", *_dashes(dash))

    def _color(self, color: str) -> str:
        name = f"argmap-{color.removeprefix('#').upper()}"
        self.colors[name] = None
        return name


def _keys(group: Group) -> list[str]:
    """The names of the keys for a group: of a `statement root`, `statement` and `root`."""
    return [re.sub(r"[^\w-]", "-", word) for word in group.kind.split()] or ["other"]


def _path_keys(group: Group, box: Rect | None) -> list[str]:
    return _keys(group) if box is None else ["edge"]


def _named(keys: list[str]) -> str:
    return ", ".join(f"argmap/{key}" for key in keys)


def _labels(group: Group) -> list[Label]:
    return [shape for shape in group.shapes if isinstance(shape, Label) and not shape.fixed]


def _largest(group: Group) -> float:
    return max((label.size for label in _labels(group)), default=8.0)


def _box(group: Group) -> Rect | None:
    """The rectangle in which a statement is written."""
    labels = _labels(group)
    if not group.kind.startswith("statement") or not labels:
        return None
    for shape in group.shapes:
        if isinstance(shape, Rect) and all(_within(label, shape) for label in labels):
            return shape
    return None


def _is_round(box: Rect) -> bool:
    return box.width == box.height and box.radius >= box.width / 2 - 0.01


def _within(label: Label, box: Rect) -> bool:
    return box.x <= label.x <= box.x + box.width and box.y <= label.y <= box.y + box.height


def _paths(group: Group, box: Rect | None) -> list[_Path]:
    return [s for s in group.shapes if not isinstance(s, Label) and s is not box]


def _node_name(identifier: str) -> str:
    """A name by which an author can draw to a box; TikZ gives `.` a meaning of its own."""
    return re.sub(
        r"[^A-Za-z0-9-]", lambda c: "_" if c[0] in "._" else f"_{ord(c[0]):x}", identifier
    )


def _face(label: Label) -> str:
    bold = r"\bfseries" if "bold" in label.face else ""
    return bold + (r"\itshape" if "italic" in label.face else "")


def _font(size: float, leading: float | None = None) -> str:
    return rf"\fontsize{{{_n(size)}}}{{{_n(leading or size * 1.2)}bp}}\selectfont"


def _dashes(dash: tuple[float, ...]) -> list[str]:
    words = (f"{'off' if i % 2 else 'on'} {_n(length)}bp" for i, length in enumerate(dash))
    return [f"dash pattern={' '.join(words)}"] if dash else []


def _outline(shape: _Path) -> str:
    if isinstance(shape, Rect):
        return f"{_at((shape.x, shape.y))} rectangle {_at((shape.x + shape.width, shape.y + shape.height))}"
    if isinstance(shape, Polygon):
        return f"{' -- '.join(_at(point) for point in shape.points)} -- cycle"
    made = ""
    for piece in corners(shape.points, shape.radius):
        if len(piece) == 3:
            made += f" .. controls {_at(piece[0])} and {_at(piece[1])} .. {_at(piece[2])}"
        else:
            made += f" -- {_at(piece[0])}" if made else _at(piece[0])
    return made


def _at(point: Point) -> str:
    return f"({_n(point[0])},{_n(point[1])})"


def _n(number: float) -> str:
    """A number with two decimals at most."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
