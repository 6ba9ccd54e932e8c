"""A map in standard form: numbered premises and conclusions, a line for each inference.

    (1)  A new member needs the consent of every ally.
    (2)  Few allies would commit themselves to Ukraine.
         ──────── so presumably, from (1) and (2), by infeasibility
    (3)  Neither country will ever be admitted.

What a conclusion rests on is written above it, so that numbers follow the order of derivation. What is
held against a statement or a step comes after the argument that it attacks, with what is said in reply.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from attrs import define, field, frozen

from argmap.draw.describe import marked_title, title_of
from argmap.draw.markup import is_inline, markdown, plain, spans
from argmap.draw.relations import section_title
from argmap.draw.view import View
from argmap.model import Argument, Map, Section, Statement
from argmap.wording import for_terminal, listed, shown
from argmap.writers.fitch import Passages, Sentence, Told, told
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

FORMATS = ("text", "markdown", "tikz", "tex")
"""The formats that have a standard form; `tikz` stands for LaTeX that a document can `\\input`."""


def to_standard(view: View, format: str) -> str:
    """The standard form of a view in one of the formats; `ValueError` for another."""
    writers: dict[str, Callable[[View, _Form], str]] = {
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
    return writers[format](view, _form(view))


def standard_remarks(view: View, format: str) -> list[str]:
    """Remarks for the user: on packages that the document needs, and characters that pdflatex lacks."""
    return remarks(*_texts_and_packages(view)) if format in ("tikz", "tex") else []


# The form: what stands on which line


@frozen
class _StatementLine:
    """A statement with its number."""

    statement: Statement


@frozen
class _InferenceLine:
    """The line of an inference, above its conclusion."""

    argument: Argument


_Sentence = Sentence
_Line = _StatementLine | _InferenceLine | Sentence


@define
class _Block:
    """Lines that belong together, and the section that they are in."""

    section: str | None
    lines: list[_Line] = field(factory=list)


@frozen
class _Form:
    """The blocks of a map in standard form, and the numbers of its statements."""

    map: Map
    blocks: list[_Block]
    numbers: dict[str, int]
    passages: Passages

    def bars(self, line: _Line) -> str:
        """What stands at the left of a line: a bar for each passage."""
        return "\u2502 " * len(self.around(line))

    def gap(self, above: _Line | None, line: _Line) -> list[str]:
        """An empty line between two passages that follow each other."""
        before, after = self.around(above) if above is not None else (), self.around(line)
        same = 0
        while same < min(len(before), len(after)) and before[same] == after[same]:
            same += 1
        apart = same < min(len(before), len(after))
        return [("\u2502 " * same).rstrip()] if apart else []

    def around(self, line: _Line) -> tuple[str, ...]:
        """The suppositions under which a line stands, the outermost first."""
        if isinstance(line, Sentence):
            return ()
        if isinstance(line, _StatementLine):
            return self.passages.around(line.statement.id)
        return self.passages.around(line.argument.target)

    def number(self, key: str) -> str:
        return f"({self.numbers[key]})"

    def list(self, keys: Iterable[str]) -> str:
        """The numbers of statements as a list in a sentence."""
        return listed([self.number(key) for key in dict.fromkeys(keys)])

    def sentence(self, line: _Sentence) -> str:
        return line.words.format(*(self.number(key) for key in line.about))

    def step(self, argument: Argument) -> str:
        """What stands beside the line of an inference, but for the scheme."""
        roles = argument.premise_roles
        taken = self.map.taken_up(argument)
        premises = [*dict.fromkeys(argument.premises)]
        named = [
            self.number(p)
            + (f" as {shown(str(roles[p]))}" if p in roles else "")
            + (
                f" on the supposition {self.number(taken[p])}"
                if taken.get(p) in self.numbers
                else ""
            )
            for p in premises
        ]
        if len(premises) == 1 and taken.get(premises[0]) in self.numbers:
            named = [f"the supposition {self.number(taken[premises[0]])}"]
        qualifier = plain(str(argument.attributes.get("qualifier", "")), is_inline(self.map))
        sure = "therefore" if argument.strict else "so presumably"
        made = f"{f'so {qualifier}' if qualifier else sure}, from {listed(named)}"
        if argument.scheme:
            made += f", by {shown(argument.scheme)}"
        if argument.warrant is not None:
            made += f", by the rule {self.number(argument.warrant)}"
        if argument.strength is not None:
            made += f", strength {argument.strength:g}"
        if argument.speaker:
            made += f", says {plain(shown(argument.speaker), is_inline(self.map))}"
        circle = [p for p in argument.members if self.numbers[p] >= self.numbers[argument.target]]
        if circle:
            verb = "rests" if len(circle) == 1 else "rest"
            made += f" (a circle: {self.list(circle)} {verb} on {self.number(argument.target)})"
        return made


def _form(view: View) -> _Form:
    return _FormBuilder(view.map).form()


class _FormBuilder:
    """Puts the lines in order, without recursion."""

    def __init__(self, map: Map) -> None:
        self.map = map
        self.numbers: dict[str, int] = {}
        self.blocks: list[_Block] = []
        self.parts: dict[str, list[str]] = {}
        for part in map.parts:
            self.parts.setdefault(part.whole, []).append(part.part)
        self.instead = {p.part: p.alternative_to for p in map.parts if p.alternative_to}
        self.supports = {s.id: map.supporters(s.id) for s in map.statements}
        self.done: set[str] = set()
        self.passages = Passages(map)
        self.told = told(map)
        # A stack of what is still to be written: objections, what is told, and wholes whose parts follow.
        self.waiting: list[Argument | Told | str] = []

    def form(self) -> _Form:
        map = self.map
        for statement in (*map.roots, *map.statements):
            if statement.id not in self.numbers:
                self.write_derivation([statement.id])
                self.write_waiting()
        for argument in map.arguments:
            if argument.role != "supports" and argument.id not in self.done:
                self.waiting.append(argument)
                self.write_waiting()
        relations: list[_Line] = [*self.relation_sentences()]
        if relations:
            self.blocks.append(_Block(None, relations))
        return _Form(map, self.blocks, self.numbers, self.passages)

    def write_waiting(self) -> None:
        while self.waiting:
            task = self.waiting.pop()
            if isinstance(task, str):
                self.write_parts(task)
            elif isinstance(task, Told):
                self.write_derivation([*task.members], task.opening, task.shorter)
            elif task.id not in self.done:
                self.write_objection(task)

    def write_derivation(
        self,
        wanted: list[str],
        opening: _Sentence | None = None,
        shorter: _Sentence | None = None,
    ) -> None:
        """Writes statements, each after what it rests on; what is held against them is put on the stack.

        The opening comes before them, or `shorter` where only these statements follow it.
        """
        said: list[str] = []
        home: list[tuple[str | None, _Line]] = []
        opened: set[str] = set()
        for start in wanted:
            stack = [(start, iter(self.premises_of(start)))]
            while stack:
                key, premises = stack[-1]
                opened.add(key)
                deeper = next(
                    (k for k in premises if k not in self.numbers and k not in opened), None
                )
                if deeper is not None:
                    stack.append((deeper, iter(self.premises_of(deeper))))
                    continue
                stack.pop()
                if key in self.numbers:
                    continue
                statement = self.map[key]
                # A premise without reasons stands where its conclusion does.
                outer = stack[-1][0] if stack and not self.supports[key] else key
                place = self.map[outer].section
                home += ((place, _InferenceLine(argument)) for argument in self.supports[key])
                home.append((place, _StatementLine(statement)))
                self.numbers[key] = len(self.numbers) + 1
                said.append(key)
        if opening is not None:
            place = home[0][0] if home else self.blocks[-1].section if self.blocks else None
            plain = shorter is not None and len(home) == len(wanted) and said == wanted
            self.blocks.append(_Block(place, [shorter if plain and shorter else opening]))
        elif home:
            self.blocks.append(_Block(home[0][0]))
        for place, line in home:
            if place != self.blocks[-1].section:
                self.blocks.append(_Block(place))
            self.blocks[-1].lines.append(line)
        tasks: list[Argument | Told | str] = []
        for key in said:
            tasks += (a for step in self.supports[key] for a in self.map.attackers(step.id))
            tasks += self.told.get(key, ())
            tasks += [key] if key in self.parts else []
            tasks += self.map.attackers(key)
        self.waiting += reversed(tasks)

    def premises_of(self, key: str) -> list[str]:
        members = [p for argument in self.supports[key] for p in argument.members]
        return [one for p in members for one in (*self.passages.before(p, key), p)]

    def write_parts(self, key: str) -> None:
        """The parts of a statement, an alternative beside what it is one to."""
        parts = self.parts[key]
        verb = "includes" if self.map[key].kind == "question" else "consists of"
        words = "{}"
        for part in parts[1:]:
            words += " or {}" if part in self.instead else ", {}"
        self.write_derivation(
            parts,
            _Sentence(f"{{}} {verb} {words}:", (key, *parts)),
            _Sentence(f"{{}} {verb}:", (key,)) if " or " not in words else None,
        )

    def write_objection(self, argument: Argument) -> None:
        self.done.add(argument.id)
        words, about = self.described_target(argument)
        premises = [*argument.members]
        if argument.role == "undercuts" and all(self.map[p].open for p in premises):
            words = f"{words[:1].upper()}{words[1:]} holds unless"
        else:
            words = f"Against {words}{', granted but outweighed' * argument.conceded}"
            words += " as a whole" * (argument.role == "challenges")
        details, more = self.objection_details(argument)
        together = " together" if len(premises) > 1 else ""
        numbers = listed(["{}"] * len(premises))
        long = _Sentence(f"{words}: {numbers}{together}{details}", (*about, *premises, *more))
        short = _Sentence(f"{words}{together and f',{together}'}{details}:", (*about, *more))
        self.write_derivation(premises, long, short)
        self.waiting += reversed(self.map.attackers(argument.id))

    def objection_details(self, argument: Argument) -> tuple[str, list[str]]:
        """The scheme, the rule, the roles and the qualifier of an objection, in words; and the statements that
        these name.
        """
        said = ["strictly"] * argument.strict + [f"by {argument.scheme}"] * bool(argument.scheme)
        if qualifier := argument.attributes.get("qualifier"):
            said.append(plain(str(qualifier), is_inline(self.map)))
        if argument.strength is not None:
            said.append(f"strength {argument.strength:g}")
        said = [shown(words).replace("{", "{{").replace("}", "}}") for words in said]
        about = list(argument.premise_roles)
        for role in argument.premise_roles.values():
            words = shown(str(role)).replace("{", "{{").replace("}", "}}")
            said.append(f"{{}} as {words}")
        if argument.warrant is not None:
            said.append("by the rule {}")
            about.append(argument.warrant)
        return f" ({', '.join(said)})" if said else "", about

    def described_target(self, argument: Argument) -> tuple[str, list[str]]:
        """What an objection attacks, in words."""
        if argument.role == "rebuts":
            return "{}", [argument.target]
        step = self.map.argument(argument.target)
        what = "argument" if argument.role == "challenges" else "step"
        members = [*step.members]
        premises = listed(["{}"] * len(members))
        if step.role == "supports":
            return f"the {what} from {premises} to {{}}", [*members, step.target]
        if step.role == "rebuts":
            return f"the {what} from {premises} against {{}}", [*members, step.target]
        kind = "challenge" if step.role == "challenges" else "undercut"
        return f"the {kind} by {premises}", members

    def relation_sentences(self) -> Iterator[_Sentence]:
        """What holds between statements besides arguments."""
        for pair in self.map.contradictions:
            yield _Sentence("{} and {} contradict each other.", pair)
        for preference in self.map.preferences:
            yield _Sentence("{} outweighs {}.", (preference.preferred, preference.over))
        for claim in self.map.independences:
            yield _Sentence("{} is held regardless of {}.", (claim.statement, claim.of))


# The form as text, as Markdown, as LaTeX


_WIDE = 78
_RULES = {False: "\u2500" * 8, True: "\u2550" * 8}
_BAR = "\u2500" * 8
"""What a supposition stands over."""
_BRACKETS = "Square brackets hold what is left unsaid."


def _closing_sentences(view: View, form: _Form) -> list[str]:
    """Sentences below the form."""
    made = [_BRACKETS] if any(s.unstated for s in form.map.statements) else []
    for sentence in view.left_out:
        made.append(
            re.sub(r"(?<=bears on )(\d+)", lambda n: _renumbered(view, form, n[0]), sentence)
        )
    return made


def _renumbered(view: View, form: _Form, number: str) -> str:
    """The number in this form of the statement with a number in figures."""
    keys = {n: key for key, n in view.numbers.items()}
    return form.number(keys[number]) if keys.get(number) in form.numbers else number


def _prefix_and_suffix(
    view: View, statement: Statement, written: Callable[[str, bool], str]
) -> tuple[str, str]:
    """What comes before the text of a statement and after it: its speaker, and notes."""
    inline = is_inline(view.map)
    undercutting = any(a.aims_at_step for a in view.map.uses(statement.id))
    status = view.statuses.get(statement.id)
    notes = [status] if status else []
    notes += ["open"] * (statement.open and not undercutting)
    notes += ["question"] * (statement.kind == "question")
    if "qualifier" in statement.attributes:
        notes.append(written(shown(str(statement.attributes["qualifier"])), inline))
    notes += (written(note, False) for note in view.notes.get(statement.id, ()))
    speaker = f"{written(shown(statement.speaker), inline)}: " if statement.speaker else ""
    return speaker, f" ({'; '.join(notes)})" if notes else ""


def _blocks_with_headings(
    view: View, form: _Form
) -> Iterator[tuple[list[tuple[int, Section]], _Block]]:
    """The blocks, each with the headings that come before it: their level, from 0, and section."""
    sections = {s.id: s for s in view.map.sections}
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


def _text(view: View, form: _Form) -> str:
    from textwrap import wrap

    inline = is_inline(view.map)
    digits = len(str(len(form.numbers))) + 2

    def hung(bars: str, first: str, words: str) -> list[str]:
        # A text of nothing but blanks has no lines for `wrap`.
        return wrap(
            words,
            _WIDE,
            initial_indent=bars + first,
            subsequent_indent=bars + " " * len(first),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [bars + first + words]

    title = title_of(view)
    lines = [title, "=" * len(title)]
    for headings, block in _blocks_with_headings(view, form):
        for level, section in headings:
            heading = plain(shown(section_title(section)), inline)
            lines += ["", heading, ("-" if level == 0 else ".") * len(heading)]
        lines.append("")
        above: _Line | None = None
        for line in block.lines:
            bars = form.bars(line)
            lines += form.gap(above, line)
            above = line
            if isinstance(line, _StatementLine):
                before, after = _prefix_and_suffix(view, line.statement, plain)
                words = plain(shown(line.statement.text), inline)
                words = (
                    f"{before}[{words}]{after}"
                    if line.statement.unstated
                    else f"{before}{words}{after}"
                )
                lines += hung(bars, f"{form.number(line.statement.id):<{digits}}  ", words)
                if line.statement.kind == "supposition":
                    lines.append(f"{bars[:-2]}\u251c{_BAR}")
            elif isinstance(line, _InferenceLine):
                rule = _RULES[line.argument.strict]
                lines += hung(bars, f"{'':{digits}}  {rule} ", form.step(line.argument))
            else:
                lines += hung("", "", form.sentence(line))
    if closing := _closing_sentences(view, form):
        lines += ["", *(line for sentence in closing for line in hung("", "", sentence))]
    return for_terminal("\n".join(lines) + "\n")


def _markdown(view: View, form: _Form) -> str:
    inline = is_inline(view.map)
    paragraphs = [f"# {markdown(marked_title(view), inline)}"]
    for headings, block in _blocks_with_headings(view, form):
        for level, section in headings:
            title = markdown(shown(section_title(section)), inline)
            paragraphs.append(f"{'#' * min(level + 2, 6)} {title}")
        lines: list[str] = []
        above: _Line | None = None
        for line in block.lines:
            bars = form.bars(line)
            lines += form.gap(above, line)
            above = line
            if isinstance(line, _StatementLine):
                before, after = _prefix_and_suffix(view, line.statement, markdown)
                words = markdown(shown(line.statement.text), inline)
                words = rf"\[{words}\]" if line.statement.unstated else words
                lines.append(f"{bars}{form.number(line.statement.id)} {before}{words}{after}")
                if line.statement.kind == "supposition":
                    lines.append(f"{bars[:-2]}\u251c{_BAR}")
            elif isinstance(line, _InferenceLine):
                rule = _RULES[line.argument.strict]
                lines.append(f"{bars}{rule} *{markdown(form.step(line.argument), False)}*")
            else:
                lines.append(f"**{markdown(form.sentence(line), False)}**")
        paragraphs.append("\\\n".join(lines))
    paragraphs += [markdown(sentence, False) for sentence in _closing_sentences(view, form)]
    return "\n\n".join(paragraphs) + "\n"


_HEADINGS = ("subsection", "subsubsection", "paragraph", "subparagraph")
_TEX_RULES = {
    False: r"\rule[.5ex]{4em}{.4pt}",
    True: r"\leavevmode\rlap{\rule[.3ex]{4em}{.4pt}}\rule[.7ex]{4em}{.4pt}",
}
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


def _fragment(view: View, form: _Form) -> str:
    inline = is_inline(view.map)
    texts, needed = _texts_and_packages(view)
    lines = [f"% {comment(title_of(view))}: an argument in standard form, written by argmap."]
    if needed:
        lines.append(f"% It needs {usepackage_commands(needed)}.")
    lines += [r"\begingroup", *(f"{line}%" for line in declarations(texts)), _LIST]

    for headings, block in _blocks_with_headings(view, form):
        for level, section in headings:
            lines.append(
                f"\\{_HEADINGS[min(level, 3)]}*{{{set_in_latex(section_title(section), inline)}}}"
            )
        items: list[str] = []
        open_: tuple[str, ...] = ()
        for line in block.lines:
            if not isinstance(line, Sentence):
                around = form.around(line)
                items += _passages_in_tex(open_, around)
                open_ = around
            if isinstance(line, _StatementLine):
                before, after = _prefix_and_suffix(view, line.statement, set_in_latex)
                words = set_in_latex(line.statement.text, inline)
                words = f"{{[}}{words}{{]}}" if line.statement.unstated else words
                items.append(rf"\item[{form.number(line.statement.id)}] {before}{words}{after}")
                if line.statement.kind == "supposition":
                    items.append(r"\item[] \leavevmode\hspace*{-3.4em}\rule[.5ex]{7em}{.4pt}")
            elif isinstance(line, _InferenceLine):
                rule = _TEX_RULES[line.argument.strict]
                items.append(
                    rf"\item[] {rule}\enspace\textit{{{escaped(form.step(line.argument))}}}"
                )
            else:
                lines += [r"\par\noindent", escaped(form.sentence(line))]
        items += _passages_in_tex(open_, ())
        if items:
            lines += [r"\begin{list}{}{\argmaplist}", *items, r"\end{list}"]
        else:
            lines.append(r"\par")
    if closing := _closing_sentences(view, form):
        lines += [r"\par\noindent", *(escaped(sentence) for sentence in closing), r"\par"]
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


def _document(view: View, form: _Form) -> str:
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
            rf"\section*{{{title}}}",
            _fragment(view, form) + r"\end{document}",
            "",
        ]
    )
