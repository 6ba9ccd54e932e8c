"""What `markup: inline` lets a text hold: `*emphasis*`, `**strong**`, `$maths$`.

A mark without its counterpart stays itself, a backslash takes the meaning from the `*`, `$` or `\\` that
follows it, and without the attribute every character is itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from attrs import define, evolve, frozen

from argmap.draw.fonts.widths import Face
from argmap.model import Map
from argmap.wording import shown

if TYPE_CHECKING:
    from argmap.draw.maths import Formula, Piece


@frozen
class Span:
    """A stretch of a text that is set in one way.

    `text` is what a reader sees, on one line. Of mathematics `maths` is the TeX source, without the
    dollars; where it can't be set, `text` is the source with them.
    """

    text: str
    face: Face
    maths: str = ""

    @property
    def formula(self) -> Formula:
        """The mathematics as pieces of different height; without any where it can't be set."""
        from argmap.draw.maths import formula

        return formula(self.maths)


def is_inline(map: Map) -> bool:
    """Whether the header of a map says `markup: inline`."""
    return map.attributes.get("markup") == "inline"


def marked(text: str) -> bool:
    """Whether a text has a character that means something in markup."""
    return _MARKED.search(text) is not None


def spans(text: str, inline: bool) -> tuple[Span, ...]:
    """The text in stretches, in order; one that is regular where there is no markup."""
    if not inline or not _MARKED.search(text):
        return (Span(text, "regular"),) if text else ()
    return _spans(text)


def plain(text: str, inline: bool) -> str:
    """The text as a reader would say it, without marks."""
    if not inline or not _MARKED.search(text):
        return text
    return "".join(span.text for span in _spans(text))


def unknown(text: str, inline: bool) -> list[str]:
    """What in the mathematics of a text can't be set, each once: commands such as `\\\\begin`."""
    found = [s.formula.unknown for s in spans(text, inline) if s.maths]
    return [name for name in dict.fromkeys(found) if name]


def refused(text: str, inline: bool) -> list[str]:
    """What in the mathematics of a text is not let through to LaTeX, each once."""
    from argmap.draw.latex_maths import safe_maths

    found = [safe_maths(s.maths).refused for s in spans(text, inline) if s.maths]
    return [name for name in dict.fromkeys(found) if name]


def for_latex(text: str, inline: bool) -> bool:
    """Whether LaTeX would set a formula of a text that can't be set here."""
    from argmap.draw.latex_maths import safe_maths

    unset = [s.maths for s in spans(text, inline) if s.maths and s.formula.unknown]
    return any(not safe_maths(source).refused for source in unset)


def markdown(text: str, inline: bool, *, begins: bool = True) -> str:
    """The text in Markdown: what would be a mark there and is none here is escaped, what means something where a line
    `begins` only there.
    """
    made = ""
    for span in spans(shown(text), inline):
        written = _markdown_maths(span.maths) if span.maths else None
        written = written or _MARKDOWN_SPECIAL.sub(r"\\\g<0>", span.text)
        made += _wrapped(written, span.face, *_MARKDOWN)
    return _MARKDOWN_BLOCK.sub(r"\1\\\2", made) if begins else made


def html(text: str, inline: bool) -> str:
    """The text in HTML, escaped; mathematics in Unicode with `<i>`, `<sub>` and `<sup>`."""
    return html_spans(spans(shown(text), inline))


def html_spans(found: Iterable[Span]) -> str:
    """Stretches of a text in HTML, as `html`."""
    made = ""
    for span in found:
        inner = span.formula.written(_html_piece, _html_script) if span.maths else ""
        inner = inner or escape(span.text)
        made += _wrapped(inner, span.face, ("<strong>", "</strong>"), ("<em>", "</em>"))
    return made


def _markdown_maths(source: str) -> str | None:
    """A formula between dollars, for Pandoc, MathJax and their like; None where something in it is not known to be
    mathematics. Nothing in it is a link or a tag to a renderer that knows no mathematics.
    """
    from argmap.draw.latex_maths import safe_maths

    safe = safe_maths(source)
    if safe.refused or any(is_text and _MARKDOWN_SPECIAL.search(p) for p, is_text in safe.pieces):
        return None
    made = "".join(_MARKDOWN_MATHS.get(piece, piece) for piece, _ in safe.pieces)
    return None if re.search(r"[<>`]|\]\s*[(\[:]", made) else f"${made}$"


_MARKDOWN_MATHS = {"<": r"\lt ", ">": r"\gt "}
_MARKED = re.compile(r"[*$\\]")
_TOKENS = re.compile(
    r"\\[*$\\]|\$(?!\s)(?:\\.|[^$\\])*(?<!\s)\$(?!\d)|\*+|\$|[^*$\\]+|\\", re.DOTALL
)
_MARKDOWN = (("**", "**"), ("*", "*"))
# Not in CommonMark, but elsewhere, `@name`, `#12` and bare URLs are links too.
_MARKDOWN_SPECIAL = re.compile(r"[\\`*_\[\]<>$~|&]|[@#](?=\w)|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_MARKDOWN_BLOCK = re.compile(r"^(\s*|\d+)([#+\-=.)])(?=[\s#=\-]|$)")


def _wrapped(text: str, face: Face, strong: tuple[str, str], emphasis: tuple[str, str]) -> str:
    """A text in the marks of its face; blanks at its ends stay outside, where Markdown wants them."""
    bare = text.strip()
    if face == "regular" or not bare:
        return text
    before, _, after = text.partition(bare)
    for name, (opening, closing) in (("italic", emphasis), ("bold", strong)):
        if name in face:
            bare = opening + bare + closing
    return before + bare + after


def _html_piece(piece: Piece) -> str:
    inner = escape(piece.text)
    inner = f"<i>{inner}</i>" if piece.italic else inner
    return f"<b>{inner}</b>" if piece.bold else inner


def _html_script(mark: str, text: str) -> str:
    tag = "sup" if mark == "^" else "sub"
    return f"<{tag}>{text}</{tag}>"


@define
class _Stars:
    """A row of `*`: how many are not matched yet, and which of them open and close something."""

    at: int
    count: int
    opens: bool
    closes: bool
    left: int = 0


@lru_cache(4096)
def _spans(text: str) -> tuple[Span, ...]:
    pieces: list[Span] = []
    stars: list[_Stars] = []
    for found in _TOKENS.finditer(text):
        token = found[0]
        if token[0] == "*":
            before = text[found.start() - 1] if found.start() else " "
            after = text[found.end()] if found.end() < len(text) else " "
            opens, closes = _flanking(before, after)
            stars.append(_Stars(len(pieces), len(token), opens, closes, len(token)))
            pieces.append(Span("", "regular"))
        elif token[0] == "$" and len(token) > 2:
            span = Span(token, "regular", token[1:-1])
            pieces.append(evolve(span, text=span.formula.plain or token))
        elif token[0] == "\\" and len(token) == 2:
            pieces.append(Span(token[1], "regular"))
        else:
            pieces.append(Span(token, "regular"))
    faces = _faces(stars, len(pieces))
    for row in stars:
        pieces[row.at] = Span("*" * row.left, "regular")
    made: list[Span] = []
    for piece, face in zip(pieces, faces, strict=True):
        if not piece.text:
            continue
        if made and made[-1].face == face and not made[-1].maths and not piece.maths:
            made[-1] = Span(made[-1].text + piece.text, face)
        else:
            made.append(Span(piece.text, face, piece.maths))
    return tuple(made)


def _flanking(before: str, after: str) -> tuple[bool, bool]:
    """Whether stars between two characters may open and close something, as in CommonMark."""
    blank_before, blank_after = before.isspace(), after.isspace()
    sign_before = unicodedata.category(before)[0] in "PS"
    sign_after = unicodedata.category(after)[0] in "PS"
    opens = not blank_after and (not sign_after or blank_before or sign_before)
    closes = not blank_before and (not sign_before or blank_after or sign_after)
    return opens, closes


def _faces(stars: list[_Stars], pieces: int) -> list[Face]:
    """The face of each piece; what is matched is taken off the stars' `left`. CommonMark's rules."""
    changes: list[list[int]] = [[0, 0] for _ in range(pieces + 1)]
    openers: list[_Stars] = []
    # Where looking for an opener ended in vain, by what was looked for, so that it's not done again.
    bottom: dict[tuple[bool, int], int] = {}
    for row in stars:
        while row.closes and row.left:
            key = (row.opens, row.count % 3)
            lowest = bottom.get(key, 0)
            index = len(openers) - 1
            while index >= lowest and not _match(openers[index], row):
                index -= 1
            if index < lowest:
                bottom[key] = len(openers)
                break
            opener = openers[index]
            del openers[index + 1 :]
            for known, height in bottom.items():
                bottom[known] = min(height, len(openers))
            used = 2 if opener.left > 1 and row.left > 1 else 1
            opener.left -= used
            row.left -= used
            changes[opener.at + 1][used - 1] += 1
            changes[row.at][used - 1] -= 1
            if not opener.left:
                openers.pop()
        if row.opens and row.left:
            openers.append(row)
    emphasis = strong = 0
    faces: list[Face] = []
    for change in changes[:pieces]:
        emphasis += change[0]
        strong += change[1]
        both: Face = "bold-italic" if emphasis and strong else "bold" if strong else "italic"
        faces.append(both if emphasis or strong else "regular")
    return faces


def _match(opener: _Stars, closer: _Stars) -> bool:
    if (opener.closes or closer.opens) and (opener.count + closer.count) % 3 == 0:
        return opener.count % 3 == 0 and closer.count % 3 == 0
    return True
