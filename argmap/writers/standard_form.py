"""A map in standard form: numbered premises and conclusions, a line for each inference.

    (1)  A new member needs the consent of every ally.
    (2)  Few allies would commit themselves to Ukraine.
         ──────── so presumably, from (1) and (2), by infeasibility
    (3)  Neither country will ever be admitted.

`standard_lines` says what stands on which line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from argmap.draw.describe import marked_title, title_of
from argmap.draw.markup import is_inline, markdown, plain, spans
from argmap.draw.relations import section_title
from argmap.draw.setup import from_right
from argmap.draw.view import View
from argmap.model import Section, Statement
from argmap.wording import for_terminal, shown
from argmap.writers.fitch import Sentence
from argmap.writers.latex import (
    comment,
    declarations,
    escaped,
    maths,
    packages,
    remarks,
    set_in_latex,
    usepackage_commands,
)
from argmap.writers.standard_lines import (
    Block,
    Form,
    InferenceLine,
    Line,
    StatementLine,
    standard_lines,
)

FORMATS = ("text", "markdown", "tikz", "tex")
"""The formats that have a standard form; `tikz` stands for LaTeX that a document can `\\input`."""


def to_standard(view: View, format: str) -> str:
    """The standard form of a view in one of the formats; `ValueError` for another."""
    writers: dict[str, Callable[[View, Form], str]] = {
        "text": _text,
        "markdown": _markdown,
        "tikz": _fragment,
        "tex": _document,
    }
    if format not in writers:
        raise ValueError(
            f"the layout standard is text and no picture: there is no {format} of it, but "
            "text, markdown, tikz (a fragment for \\input) and tex"
        )
    return writers[format](view, standard_lines(view))


def standard_remarks(view: View, format: str) -> list[str]:
    """Remarks for the user: on packages that the document needs, and characters that pdflatex lacks."""
    return remarks(*_texts_and_packages(view)) if format in ("tikz", "tex") else []


# The form as text, as Markdown, as LaTeX


_WIDE = 78
_RULES = {False: "\u2500" * 8, True: "\u2550" * 8}
_FROM_RIGHT = "\u200f"
"""The right-to-left mark: a line that begins with it runs from the right."""
_BAR = "\u2500" * 8
"""What a supposition stands over."""
_BRACKETS = "Square brackets hold what is left unsaid."


def _isolated(words: str) -> str:
    """English words as one piece among those that run from the right."""
    return f"\u2066{words}\u2069"


def closing_sentences(view: View, form: Form) -> list[str]:
    """Sentences below the form."""
    made = [_BRACKETS] if any(s.unstated for s in form.map.statements) else []
    return [*made, *(_renumbered(view, form, sentence) for sentence in view.left_out)]


_NAMED = re.compile(r"(?:(?<=bears on )|(?<=undercut by ))\d+(?:, \d+)*")
"""The numbers of statements in what a view says of what is left out."""


def _renumbered(view: View, form: Form, words: str) -> str:
    """What a view says, with the numbers that statements have in this form."""
    keys = {n: key for key, n in view.numbers.items()}

    def named(number: re.Match[str]) -> str:
        key = keys.get(number[0], "")
        return form.number(key) if key in form.numbers else number[0]

    return _NAMED.sub(lambda list: re.sub(r"\d+", named, list[0]), words)


def speaker_and_notes(
    view: View, form: Form, statement: Statement
) -> tuple[str, list[tuple[str, bool]]]:
    """Who says a statement, "" for the author, and notes on it, each with whether markup may be in it."""
    undercutting = any(a.aims_at_step for a in view.map.uses(statement.id))
    status = view.statuses.get(statement.id)
    notes = [(status, False)] if status else []
    notes += [("open", False)] * (statement.open and not undercutting)
    notes += [("question", False)] * (statement.kind == "question")
    if "qualifier" in statement.attributes:
        notes.append((shown(str(statement.attributes["qualifier"])), True))
    said = view.notes.get(statement.id, ())
    notes += ((_renumbered(view, form, note), False) for note in said)
    return shown(statement.speaker) if statement.speaker else "", notes


def _prefix_and_suffix(
    view: View, form: Form, statement: Statement, written: Callable[[str, bool], str]
) -> tuple[str, str]:
    """What comes before the text of a statement and after it: its speaker, and notes."""
    inline = is_inline(view.map)
    speaker, notes = speaker_and_notes(view, form, statement)
    before = f"{written(speaker, inline)}: " if speaker else ""
    made = [written(note, inline and prose) for note, prose in notes]
    return before, f" ({'; '.join(made)})" if made else ""


def headed_blocks(
    form: Form,
) -> Iterator[tuple[list[tuple[int, Section]], Block]]:
    """The blocks, each with the headings that come before it: their level, from 0, and section."""
    sections = {s.id: s for s in form.map.sections}
    before: list[str] = []
    for block in form.blocks:
        path: list[str] = []
        key = block.section
        while key is not None:
            path.append(key)
            key = sections[key].parent
        path.reverse()
        new = path != before and bool(path)
        same = 0
        while same < min(len(path) - 1, len(before)) and path[same] == before[same]:
            same += 1
        yield [(n, sections[path[n]]) for n in range(same, len(path))] if new else [], block
        before = path


def _text(view: View, form: Form) -> str:
    from textwrap import wrap

    inline = is_inline(view.map)
    digits = len(str(len(form.numbers))) + 2

    def hung(first: str, words: str, bars: str = "") -> list[str]:
        # A text of nothing but blanks has no lines for `wrap`.
        lines = wrap(
            words,
            _WIDE,
            initial_indent=bars + first,
            subsequent_indent=bars + " " * len(first),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [bars + first + words]
        return [for_terminal(line) for line in lines]

    def ours(first: str, words: str, bars: str = "") -> list[str]:
        """Lines of English words, each from left to right among those that run from the right."""
        lines = hung(first, words, bars)
        if not rtl:
            return lines
        edge = len(bars) + len(first)
        return [f"{line[:edge]}{_isolated(line[edge:])}" for line in lines]

    title = title_of(view)
    rtl = from_right(view)
    lines = [for_terminal(title), "=" * len(title)]
    for headings, block in headed_blocks(form):
        for level, section in headings:
            heading = plain(shown(section_title(section)), inline)
            lines += ["", for_terminal(heading), ("-" if level == 0 else ".") * len(heading)]
        lines.append("")
        above: Line | None = None
        for line in block.lines:
            bars = form.bars(line)
            lines += form.gap(above, line)
            above = line
            if isinstance(line, StatementLine):
                before, after = _prefix_and_suffix(view, form, line.statement, plain)
                words = plain(shown(line.statement.text), inline)
                words = (
                    f"{before}[{words}]{after}"
                    if line.statement.unstated
                    else f"{before}{words}{after}"
                )
                lines += hung(f"{form.number(line.statement.id):<{digits}}  ", words, bars)
                if line.statement.kind == "supposition":
                    lines.append(f"{bars[:-2]}\u251c{_BAR}")
            elif isinstance(line, InferenceLine):
                rule = _RULES[line.argument.strict]
                lines += ours(f"{'':{digits}}  {rule} ", form.step(line.argument), bars)
            else:
                lines += ours("", form.sentence(line))
    if closing := closing_sentences(view, form):
        lines += ["", *(line for sentence in closing for line in ours("", sentence))]
    if rtl:
        lines = [f"{_FROM_RIGHT}{line}" if line else line for line in lines]
    return "\n".join([*lines, ""])


def _markdown(view: View, form: Form) -> str:
    inline, rtl = is_inline(view.map), from_right(view)
    ours = _isolated if rtl else str
    paragraphs = [f"# {markdown(marked_title(view), inline)}"]
    for headings, block in headed_blocks(form):
        for level, section in headings:
            title = markdown(shown(section_title(section)), inline)
            paragraphs.append(f"{'#' * min(level + 2, 6)} {title}")
        lines: list[str] = []
        above: Line | None = None
        for line in block.lines:
            bars = form.bars(line)
            lines += form.gap(above, line)
            above = line
            if isinstance(line, StatementLine):
                before, after = _prefix_and_suffix(view, form, line.statement, markdown)
                words = markdown(shown(line.statement.text), inline)
                words = rf"\[{words}\]" if line.statement.unstated else words
                lines.append(f"{bars}{form.number(line.statement.id)} {before}{words}{after}")
                if line.statement.kind == "supposition":
                    lines.append(f"{bars[:-2]}\u251c{_BAR}")
            elif isinstance(line, InferenceLine):
                rule = _RULES[line.argument.strict]
                lines.append(f"{bars}{rule} *{ours(markdown(form.step(line.argument), False))}*")
            else:
                lines.append(f"**{ours(markdown(form.sentence(line), False))}**")
        paragraphs.append("\\\n".join(lines))
    paragraphs += [ours(markdown(sentence, False)) for sentence in closing_sentences(view, form)]
    if rtl:
        paragraphs = ['<div dir="rtl">', *paragraphs, "</div>"]
    return "\n\n".join(paragraphs) + "\n"


_HEADINGS = ("subsection", "subsubsection", "paragraph", "subparagraph")
_TEX_RULES = {
    False: r"\rule[.5ex]{4em}{.4pt}",
    True: r"\leavevmode\rlap{\rule[.3ex]{4em}{.4pt}}\rule[.7ex]{4em}{.4pt}",
}
_TEX_FROM_RIGHT = (
    r"\ifdefined\textdir\pardir TRT\textdir TRT\shapemode=3\def\argmapltr{\textdir TLT}"
    r"\else\let\argmapltr\relax\fi"
    # Lists of LaTeX put their labels at the left.
    "\n"
    r"\def\argmapline[#1]{\par\noindent\hangindent=3em\hangafter=1\hbox to 3em{{\argmapltr#1}\hfil}}"
)
_LIST = (
    r"\def\argmaplist{\labelwidth=2.5em\labelsep=.5em\leftmargin=3em\itemsep=0pt\parsep=0pt"
    r"\topsep=.5\baselineskip\partopsep=0pt}%"
)


def _texts_and_packages(view: View) -> tuple[list[str], list[str]]:
    """The texts that LaTeX is to set, formulas among them, and the packages that it needs."""
    map, inline = view.map, is_inline(view.map)
    marked = [
        marked_title(view),
        *(section_title(s) for s in map.sections),
        *(s.text for s in map.statements),
    ]
    for statement in map.statements:
        marked += [statement.speaker or "", str(statement.attributes.get("qualifier", ""))]
    texts = [note for notes in view.notes.values() for note in notes]
    formulas = []
    for span in (span for text in marked for span in spans(shown(text), inline)):
        if span.maths and maths(span.maths):
            formulas.append(span.maths)
        texts.append(span.text)
    for argument in map.arguments:
        qualifier = str(argument.attributes.get("qualifier", ""))
        texts += [argument.scheme or "", plain(qualifier, inline)]
        texts += [str(role) for role in argument.premise_roles.values()]
    return texts, packages(texts, formulas)


def _fragment(view: View, form: Form) -> str:
    inline = is_inline(view.map)
    texts, needed = _texts_and_packages(view)
    lines = [f"% {comment(title_of(view))}: an argument in standard form, written by argmap."]
    if needed:
        lines.append(f"% It needs {usepackage_commands(needed)}.")
    rtl = from_right(view)
    lines += [r"\begingroup", *(f"{line}%" for line in declarations(texts)), _LIST]
    if rtl:
        lines.append(_TEX_FROM_RIGHT)

    item = "argmapline" if rtl else "item"

    def ours(words: str) -> str:
        return rf"{{\argmapltr {escaped(words)}}}" if rtl else escaped(words)

    for headings, block in headed_blocks(form):
        for level, section in headings:
            lines.append(
                f"\\{_HEADINGS[min(level, 3)]}*{{{set_in_latex(section_title(section), inline)}}}"
            )
        items: list[str] = []
        inside: tuple[str, ...] = ()
        for line in block.lines:
            around = form.around(line)
            # Where lists can't be, a bar before the number says as much.
            bars = r"\textbar{} " * len(around) if rtl else ""
            if not (rtl or isinstance(line, Sentence)):
                items += _passages_in_tex(inside, around)
                inside = around
            if isinstance(line, StatementLine):
                before, after = _prefix_and_suffix(view, form, line.statement, set_in_latex)
                words = set_in_latex(line.statement.text, inline)
                words = f"{{[}}{words}{{]}}" if line.statement.unstated else words
                number = form.number(line.statement.id)
                items.append(rf"\{item}[{bars}{number}] {before}{words}{after}")
                if line.statement.kind == "supposition" and not rtl:
                    items.append(r"\item[] \leavevmode\hspace*{-3.4em}\rule[.5ex]{7em}{.4pt}")
            elif isinstance(line, InferenceLine):
                rule = _TEX_RULES[line.argument.strict]
                items.append(
                    rf"\{item}[{bars}] {rule}\enspace\textit{{{ours(form.step(line.argument))}}}"
                )
            else:
                lines += [r"\par\noindent", ours(form.sentence(line))]
        items += _passages_in_tex(inside, ())
        if rtl:
            lines += [*items, r"\par\medskip"]
        elif items:
            lines += [r"\begin{list}{}{\argmaplist}", *items, r"\end{list}"]
        else:
            lines.append(r"\par")
    if closing := closing_sentences(view, form):
        lines += [r"\par\noindent", *(ours(sentence) for sentence in closing), r"\par"]
    return "\n".join([*lines, r"\endgroup", ""])


def _passages_in_tex(before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    """What ends the passages that a line stands in no more, and begins those that it stands in now: boxes with a
    line at their left.
    """
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    ended = [r"\end{list}\end{minipage}}"] * (len(before) - same)
    begun = (
        r"\item[] \leavevmode\hbox{\vrule width .6pt\hskip .4em"
        r"\begin{minipage}[t]{\dimexpr\linewidth-.4em-.6pt\relax}\begin{list}{}{\argmaplist}"
    )
    return [*ended, *([begun] * (len(after) - same))]


def _document(view: View, form: Form) -> str:
    inline = is_inline(view.map)
    title = set_in_latex(marked_title(view), inline)
    return "\n".join(
        [
            r"\documentclass{article}",
            r"\usepackage{iftex}",
            r"\iftutex\usepackage{fontspec}\else",
            r"\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern}\fi",
            *(rf"\usepackage{{{name}}}" for name in _texts_and_packages(view)[1]),
            r"\begin{document}",
            *[_TEX_FROM_RIGHT] * from_right(view),
            rf"\section*{{{title}}}",
            _fragment(view, form) + r"\end{document}",
            "",
        ]
    )
