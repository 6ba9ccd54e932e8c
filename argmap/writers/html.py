"""A figure as one interactive, self-contained HTML page.

The page is the drawing as SVG, the signs it uses in words, the map as a nested list that folds, and the map as
data for the script, which is put together of `page_figure.js`, `page_reading.js` and `page_moves.js`; in a program that
edits the map, `page_edit.js` and page_edit.css come in. Each colour of the drawing is a pair, one for light screens and one for dark, found by drawing in both themes. A
content security policy lets the page run its own script and forbids it to fetch or send anything.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from itertools import zip_longest
from typing import Any

from attrs import define, evolve, field

from argmap.draw import draw
from argmap.draw.describe import element, title_of
from argmap.draw.drawing import Drawing, Group, Label, Page, Shape
from argmap.draw.fonts.widths import Face
from argmap.draw.markup import html, is_inline, plain, spans
from argmap.draw.relations import relations
from argmap.draw.setup import setup
from argmap.draw.style import Style
from argmap.draw.view import View, view
from argmap.model import Argument, Map, Statement
from argmap.values import Value, text_of
from argmap.wording import shown
from argmap.writers.caption import caption
from argmap.writers.nested_list import (
    Heading,
    Item,
    Number,
    Piece,
    StatementText,
    map_details,
    nested_list,
    section_details,
)
from argmap.writers.output import Figure, Rendered
from argmap.writers.static_page import hashed, json_in_page
from argmap.writers.svg import to_svg
from argmap.writers.urls import safe_url
from argmap.writers.woff import woff

_COLORS = ("ink", "muted", "faint", "paper", "claim", "support", "attack")
_SCRIPTS = ("page_figure.js", "page_reading.js", "page_moves.js")
"""The parts of the script, each of which needs those before it."""
_LINK = re.compile(r"l-([a-z]+)-([^-.]+)-([^-.]+)(?:\.\d+)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def render_html(figure: Figure, editable: bool = False) -> Rendered:
    """The figure as a page to explore, whose colours on a dark screen are those of the theme `dark`. One that is
    `editable` tells the page around it, which shows it in a frame, what is chosen and which words are wanted.
    """
    seen = view(figure.map, figure.options)
    dark = evolve(figure.options, theme="dark")
    styles = setup(seen, figure.options).style, setup(seen, dark).style
    signs = caption(seen, figure.options, figure.drawing).sentences
    whole = figure.map if editable else None
    page = to_html(seen, figure.drawing, draw(figure.map, dark), styles, signs, whole)
    # A page scrolls, so any figure fits it.
    return Rendered([page.encode()], figure.drawing.remarks, figure.drawing)


def to_html(
    view: View,
    drawing: Drawing,
    dark: Drawing,
    styles: tuple[Style, Style],
    signs: Sequence[str] = (),
    whole: Map | None = None,
) -> str:
    """The page of a view that was drawn in a light theme and in a dark one, whose styles these are.

    `signs` are the sentences that explain the signs of the drawing, `whole` is the map whose statements can be edited.
    """
    colors = _Colors()
    figure = colors.joined(drawing, dark)
    pages = [_figure(figure, number) for number in range(len(figure.pages))]
    script = "\n".join(map(_part, _SCRIPTS if whole is None else (*_SCRIPTS, "page_edit.js")))
    data = _data(view, figure)
    if whole is not None:
        # A section that is drawn as one box has no words of its own.
        data["own"] = [[s.id, whole[s.id].text if s.id in whole else None] for s in view.map]
    added = _part("page_edit.css") if whole is not None else ""
    title = title_of(view)
    language = drawing.language if _LANGUAGE.fullmatch(drawing.language) else "en"
    replaced = {
        "LANGUAGE": language,
        "POLICY": "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; "
        f"form-action 'none'; script-src '{hashed(script)}'",
        "TITLE": _text(title),
        "STYLE": colors.sheet(styles) + _fonts(drawing) + _part("page.css") + added,
        "FIGURE": "\n".join(pages),
        "SIGNS": _signs(signs),
        "LIST": "\n".join(_list(view, language, data["groups"])),
        "DATA": json_in_page(data),
        "SCRIPT": script,
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: replaced[found[1]], _part("page.html"))


def _part(name: str) -> str:
    """A file that the page is made of."""
    return (files("argmap.writers") / name).read_text(encoding="utf-8")


# The figure


@define(eq=False)
class _Colors:
    """Pairs of colours, light and dark, with the name of the CSS variable that stands for each."""

    names: dict[tuple[str, str], str] = field(factory=dict)

    def joined(self, light: Drawing, dark: Drawing) -> Drawing:
        """The light drawing with variables for colours, and without links: the script has those."""
        return evolve(
            light, pages=[self._page(*p) for p in zip(light.pages, dark.pages, strict=True)]
        )

    def _page(self, light: Page, dark: Page) -> Page:
        pairs = zip(_without_paper(light), _without_paper(dark), strict=True)
        groups = [
            evolve(
                one,
                href="",
                shapes=[self._shape(*s) for s in zip(one.shapes, other.shapes, strict=True)],
            )
            for one, other in pairs
        ]
        return evolve(light, groups=groups)

    def _shape(self, light: Shape, dark: Shape) -> Shape:
        changed: dict[str, Any] = {}
        for name in ("fill", "stroke"):
            pair = getattr(light, name, ""), getattr(dark, name, "")
            if pair[0]:
                changed[name] = f"var(--{self.names.setdefault(pair, f'c{len(self.names)}')})"
        return light._replace(**changed)

    def sheet(self, styles: tuple[Style, Style]) -> str:
        """The variables as a style sheet: dark where the reader or the reader's system wants it."""
        light, dark = (
            ";".join(
                [
                    *(f"--{name}:{getattr(style, name)}" for name in _COLORS),
                    *(f"--{name}:{pair[which]}" for pair, name in self.names.items()),
                ]
            )
            for which, style in enumerate(styles)
        )
        return (
            f":root{{color-scheme:light;{light}}}\n"
            "@media screen{:root[data-theme=dark]{color-scheme:dark;" + dark + "}}\n"
            "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light])"
            "{color-scheme:dark;" + dark + "}}\n"
        )


def _fonts(drawing: Drawing) -> str:
    """The subsets of argmap's own fonts that the figure needs, as a style sheet."""
    used: dict[Face, set[str]] = {"bold": set("+0123456789")}  # for the counts of folded boxes
    for group in drawing.groups:
        for shape in group.shapes:
            for run in (shape.runs or (shape,)) if isinstance(shape, Label) else ():
                if isinstance(run, Label) or not run.font:
                    used.setdefault(run.face, set()).update(run.text)
    rules = ""
    for face in sorted(used):
        data = base64.b64encode(woff(face, sorted(used[face]))).decode()
        weight = "bold" if "bold" in face else "normal"
        posture = "italic" if "italic" in face else "normal"
        rules += (
            f"@font-face{{font-family:argmap;font-weight:{weight};font-style:{posture};"
            f"src:url(data:font/woff;base64,{data})}}\n"
        )
    return rules


def _without_paper(page: Page) -> list[Group]:
    """The groups without the ground behind them, which the page has itself."""
    return [group for group in page.groups if group.kind != "paper"]


def _prefix(page: int) -> str:
    """What the ids of a page begin with, so that each stands once in the document."""
    return f"p{page + 1}-" if page else ""


def _figure(figure: Drawing, page: int) -> str:
    """A page of the figure, as it stands inside of HTML; a figure of a set has a heading with its number."""
    drawn = to_svg(figure, page, _prefix(page)).split("\n", 1)[1].rstrip()
    if not any(group.page for group in figure.groups):
        return drawn
    title = figure.pages[page].title
    said = f": <bdi>{_text(title)}</bdi>" if title else ""
    heading = f'<h2 id="figure-{page + 1}" tabindex="-1"><b>Figure {page + 1}</b>{said}</h2>'
    return f"{heading}\n{drawn}"


def _signs(sentences: Sequence[str]) -> str:
    """The legend in words, in view until the reader folds it."""
    if not sentences:
        return ""
    told = _text(" ".join(sentences))
    return (
        '<details id="ui-signs" open>\n<summary lang="en">Signs</summary>\n'
        f'<p lang="en">{told}</p>\n</details>\n'
    )


# The list


def _list(view: View, language: str, groups: list[list[str | int]]) -> list[str]:
    """The nested list, in which what has something below it folds; argmap's words are English, those of the map
    have its language.
    """
    writer = _List(view, language, groups)
    about = map_details(view.map)
    lines = [f"<p>{writer.line(about)}</p>"] if about else []
    open_items: list[int] = []  # the depths of the items that the next one can stand below
    listed = False
    entries = nested_list(view)
    for entry, following in zip_longest(entries, entries[1:]):
        if isinstance(entry, Heading):
            lines.append(writer.heading(entry))
            about = section_details(entry.section)
            lines += [f"<p>{writer.line(about)}</p>"] if about else []
            continue
        lines += [] if listed else ["<ul>"]
        after = following.depth if isinstance(following, Item) else -1
        listed = after >= 0
        lines.append(writer.item(entry))
        if after > entry.depth:
            lines.append(writer.fold(entry))
            open_items.append(entry.depth)
            continue
        ends = "</li>"
        while open_items and open_items[-1] >= after:
            open_items.pop()
            ends += "</ul></details></li>"
        lines[-1] += ends if listed else f"{ends}</ul>"
    return [*lines, *(f"<p>{_text(sentence)}</p>" for sentence in view.left_out)]


class _List:
    def __init__(self, view: View, language: str, groups: list[list[str | int]]) -> None:
        self.inline = is_inline(view.map)
        self.own = "" if language == "en" else f' lang="{language}"'
        self.places = {s.id: n for n, s in enumerate(view.map.statements)}
        self.boxes = {place: id for id, kind, place, *_ in groups if kind == "statement"}

    def heading(self, heading: Heading) -> str:
        level = min(heading.level + 2, 6)
        return f"<h{level}{self.own}>{html(shown(heading.section.title), self.inline)}</h{level}>"

    def item(self, item: Item) -> str:
        """An item without its end tag, as others may be nested in it."""
        place = f' id="{_place(item.said)}"' if item.said is not None else ""
        aside = ' class="aside"' if item.aside else ""
        return f"<li{place}{aside}>{self.line(item.pieces)}"

    def fold(self, item: Item) -> str:
        """The beginning of what stands below an item, which can be folded."""
        numbers = [p.number for p in item.pieces if isinstance(p, Number | StatementText)]
        name = _text(f"Below {', '.join(numbers)}" if numbers else "Below this")
        return f"<details open><summary><span>{name}</span></summary><ul>"

    def line(self, pieces: tuple[Piece, ...]) -> str:
        return "".join(map(self._piece, pieces))

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return escape(piece)
        if isinstance(piece, Number):
            return f'<a href="#{_place(piece.statement)}">{_text(piece.number)}</a>'
        if isinstance(piece, StatementText):
            return self._statement_text(piece)
        said = html(shown(piece.text), self.inline) if piece.prose else _text(piece.text)
        return f"<bdi{self.own}>{said}</bdi>"

    def _statement_text(self, piece: StatementText) -> str:
        """A statement, its number leading to its box."""
        marks = ", ".join(map(self._piece, piece.marks))
        noted = f" <small>{marks}</small>" if marks else ""
        place = self.places[piece.statement.id]
        box = _text(str(self.boxes.get(place, element("s", piece.statement.id))))
        said = html(shown(piece.statement.text), self.inline)
        number = f'<a class="number" href="#{box}" data-place="{place}">{_text(piece.number)}</a>'
        return f"{number}{noted} <bdi{self.own}>{said}</bdi>"


def _place(statement: Statement) -> str:
    return _text(element("t", statement.id))


# The data


def _data(view: View, figure: Drawing) -> dict[str, Any]:
    """The data for the script; statements and arguments are referred to by index."""
    map = view.map
    places = {s.id: n for n, s in enumerate(map.statements)}
    steps = {a.id: n for n, a in enumerate(map.arguments)}
    sources = _sources(view)
    return {
        "statements": [_statement(view, s, sources[s.id]) for s in map.statements],
        "arguments": [_argument(a, places, steps, is_inline(map)) for a in map.arguments],
        "parts": [
            [
                places[p.whole],
                places[p.part],
                *([places[p.alternative_to]] if p.alternative_to else []),
            ]
            for p in map.parts
        ],
        "contradictions": [[places[a], places[b]] for a, b in map.contradictions],
        "preferences": [[places[p.preferred], places[p.over]] for p in map.preferences],
        "related": _related(map, places),
        "independences": [[places[i.statement], places[i.of]] for i in map.independences],
        "groups": _groups(view, figure, places, steps),
    }


def _related(map: Map, places: dict[str, int]) -> list[list[str | int]]:
    """What holds of a statement besides arguments and the like: its place, a title, and the other's place."""
    found: list[tuple[str, str, str]] = []
    for answer in map.answers:
        found.append((answer.question, "Answers", answer.answer))
        found.append((answer.answer, "An answer to", answer.question))
    for condition in map.conditions:
        found.append((condition.statement, "Holds only provided", condition.provided))
        found.append((condition.provided, "A condition of", condition.statement))
    for explanation in map.explanations:
        for key in explanation.explaining:
            found.append((explanation.explained, "Explained by", key))
            found.append((key, "Explains", explanation.explained))
    for one, other in map.restatements:
        found += [(one, "Says the same as", other), (other, "Says the same as", one)]
    for statement in map.statements:
        if statement.within is not None and statement.within in map:
            found.append((statement.id, "Under the supposition", statement.within))
    return [[places[one], title, places[other]] for one, title, other in found]


def _statement(view: View, statement: Statement, source: str) -> dict[str, Any]:
    inline = is_inline(view.map)
    apart = ("qualifier", "url", "at", "source")
    url = statement.attributes.get("url")
    marks = ["unstated"] * statement.unstated + ["open"] * statement.open
    known = {
        "number": view.numbers[statement.id],
        "kind": " ".join([*marks, statement.kind]),
        "text": [[shown(s.text), s.face] for s in spans(statement.text, inline)],
        "label": statement.label,
        "status": view.statuses.get(statement.id),
        "speaker": plain(shown(statement.speaker or ""), inline),
        "qualifier": plain(_value(statement.attributes.get("qualifier")), inline),
        "quotations": [shown(q.text) for q in statement.quotations],
        "at": _value(statement.attributes.get("at")),
        "source": source,
        "notes": [*view.notes.get(statement.id, ())],
        "details": _details({k: v for k, v in statement.attributes.items() if k not in apart}),
        "url": _value(url),
        "href": safe_url(url),
    }
    return {name: value for name, value in known.items() if value}


def _argument(
    argument: Argument, places: dict[str, int], steps: dict[str, int], inline: bool
) -> dict[str, Any]:
    known = {
        "role": "concedes" if argument.conceded else argument.role,
        "premises": [places[p] for p in dict.fromkeys(argument.premises)],
        "scheme": argument.scheme and shown(argument.scheme),
        "roles": [[places[p], shown(text_of(r))] for p, r in argument.premise_roles.items()],
        "attributes": [
            [name, plain(value, inline and name == "qualifier")]
            for name, value in _details(argument.attributes)
        ],
    }
    found: dict[str, Any] = {name: value for name, value in known.items() if value}
    if argument.warrant is not None:
        found["warrant"] = places[argument.warrant]
    if argument.target in places:
        found["target"] = places[argument.target]
    else:
        found["step"] = steps[argument.target]
    return found


def _details(attributes: dict[str, Value]) -> list[list[str]]:
    return [[shown(name), _value(value)] for name, value in attributes.items()]


def _value(value: Value | None) -> str:
    return shown(text_of(value)) if value is not None else ""


def _sources(view: View) -> dict[str, str]:
    """The nearest `source` of each statement: its own, that of a section around it, or the map's."""
    nearest: dict[str | None, str] = {None: _value(view.map.attributes.get("source"))}
    sections = {s.id: s for s in view.map.sections}
    for section in view.map.sections:
        way = []
        at: str | None = section.id
        while at not in nearest:
            assert at is not None
            way.append(at)
            at = sections[at].parent
        for key in reversed(way):
            outer = nearest[sections[key].parent]
            nearest[key] = _value(sections[key].attributes.get("source")) or outer
    return {
        s.id: _value(s.attributes.get("source")) or nearest.get(s.section, nearest[None])
        for s in view.map.statements
    }


def _groups(
    view: View, figure: Drawing, places: dict[str, int], steps: dict[str, int]
) -> list[list[str | int]]:
    """What each group of the figure shows: a statement, a further mention of one, a link to its place in another
    figure of the set or to a figure, an argument, a part, a pair.

    The first word of an id says what the group is, the rest names a thing of the map; where one thing
    has several groups, those after the first end in a dot and a number.
    """
    known: dict[str, list[str | int]] = {}
    for key, place in places.items():
        known[element("s", key)] = ["statement", place]
        known[element("see", key)] = known[element("key", key)] = ["mention", place]
        known[element("cut", key)] = known[element("more", key)] = ["mention", place]
        known[element("to", key)] = known[element("from", key)] = ["mention", place]
    drawn: Counter[str] = Counter()
    for part in view.map.parts:
        drawn[part.whole] += 1
        among = f".{drawn[part.whole]}" if drawn[part.whole] > 1 else ""
        for name in (element("parts", part.part), element("a", f"parts-{part.whole}") + among):
            known[name] = ["part", places[part.whole], places[part.part]]
    for relation in relations(view.map):
        for prefix in ("l", "bar"):
            known[element(prefix, relation.name)] = [
                "part",
                places[relation.host],
                places[relation.members[0]],
            ]
    ways = {element("", key): place for key, place in steps.items()}
    numbered = {number: places[key] for key, number in view.numbers.items() if key in places}
    found: list[list[str | int]] = []
    for index, page in enumerate(figure.pages):
        for group in page.groups:
            first = group.id.rpartition(".")[0]
            rest = [name[name.find("-") :] for name in (group.id, first)]
            meant: list[str | int] | None = known.get(group.id) or known.get(first)
            way = next((ways[r] for r in rest if r in ways), None)
            if meant is not None and meant[0] == "statement" and group.id not in known:
                meant = ["mention", meant[1]]
            elif meant is None:
                meant = ["argument", way] if way is not None else _ends(group.id, numbered)
            if group.page and meant is not None:
                meant = ["link", meant[1]]
            if group.kind == "onward" and meant is not None:
                meant = ["figure", meant[1], group.page]
            if meant is not None:
                found.append([_prefix(index) + group.id, *meant])
    return found


def _ends(id: str, numbered: dict[str, int]) -> list[str | int] | None:
    """What a line between two statements shows that is no argument."""
    link = _LINK.fullmatch(id)
    if link is None or link[2] not in numbered or link[3] not in numbered:
        return None
    tail, head = numbered[link[2]], numbered[link[3]]
    return ["part", head, tail] if link[1] == "part" else ["pair", tail, head]


def _text(text: str) -> str:
    return escape(shown(text), quote=True)
