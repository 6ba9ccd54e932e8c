"""The map as Markdown (CommonMark): a nested list, with its quotations as block quotes.

What a user wrote is escaped, so that it is shown as it was written; only the attribute `url` is a link. Numbers are bold: no renderer
takes them for links.
"""

from __future__ import annotations

import re

from argmap.draw.describe import marked_title
from argmap.draw.markup import is_inline, markdown
from argmap.draw.style import DEFAULT, Style
from argmap.draw.view import View
from argmap.model import Statement
from argmap.wording import shown
from argmap.writers.nested_list import (
    Heading,
    Number,
    Piece,
    StatementText,
    Words,
    map_details,
    nested_list,
    section_details,
)
from argmap.writers.urls import safe_url


def to_markdown(view: View, style: Style = DEFAULT) -> str:
    """The map as Markdown; all that it holds is in it."""
    writer = _Writer(is_inline(view.map))
    lines = writer.heading(1, marked_title(view))
    about = map_details(view.map)
    lines += [writer.line(about), ""] if about else []
    for entry in nested_list(view):
        if isinstance(entry, Heading):
            lines += [
                *([""] if lines[-1] else []),
                *writer.heading(entry.level + 1, entry.section.title),
            ]
            about = section_details(entry.section)
            lines += [writer.line(about), ""] if about else []
        else:
            pad = "  " * entry.depth
            said = writer.line(entry.pieces).strip()
            lines.append(f"{pad}- *{said}*" if entry.aside else f"{pad}- {said}")
            if entry.said is not None:
                lines += [f"{pad}  {quoted}" for quoted in writer.quotations(entry.said)]
    if view.left_out:
        lines += [
            *([""] if lines[-1] else []),
            *(writer.words(sentence) for sentence in view.left_out),
        ]
    return "\n".join(lines) + "\n"


class _Writer:
    def __init__(self, inline: bool) -> None:
        self.inline = inline

    def heading(self, level: int, title: str) -> list[str]:
        """A heading; Markdown has six levels, and drops a `#` at the end of one."""
        text = markdown(shown(title), self.inline)
        text = f"{text[:-1]}\\#" if text.endswith("#") and not text.endswith("\\#") else text
        return [f"{'#' * min(level, 6)} {text}", ""]

    def quotations(self, statement: Statement) -> list[str]:
        """The words of the source: one block quote, a paragraph each."""
        lines: list[str] = []
        for quotation in statement.quotations:
            lines += [">"] if lines else []
            lines.append(f"> {markdown(shown(quotation.text), False)}")
        return lines

    def line(self, pieces: tuple[Piece, ...]) -> str:
        return "".join(map(self._piece, pieces))

    def words(self, text: str) -> str:
        return markdown(shown(text), False)

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return piece
        if isinstance(piece, Number):
            return f"**{piece.number}**"
        if isinstance(piece, StatementText):
            noted = f" ({', '.join(map(self._piece, piece.marks))})" if piece.marks else ""
            said = markdown(shown(piece.statement.text), self.inline)
            return f"**{piece.number}**{noted} {said}"
        return _link(piece) or markdown(shown(piece.text), self.inline and piece.prose)


def _link(words: Words) -> str:
    """A URL in the marks of a link; empty for what is none, is relative, or can't stand in such marks."""
    url = safe_url(words.text) if words.url else ""
    return f"<{url}>" if _ABSOLUTE.fullmatch(url) else ""


# Programs differ on entities there.
_ABSOLUTE = re.compile(r"https?://(?:(?!&#?\w+;)[^\s<>\x00-\x1f\x7f])+", re.IGNORECASE)
