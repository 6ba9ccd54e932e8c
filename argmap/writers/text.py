"""The map as plain text: a nested list, which is also the long description of its figure."""

from __future__ import annotations

from argmap.draw.describe import title_of
from argmap.draw.markup import is_inline, plain
from argmap.draw.style import DEFAULT, Style
from argmap.draw.view import View
from argmap.wording import for_terminal, shown
from argmap.writers.nested_list import (
    Heading,
    Number,
    Piece,
    StatementText,
    map_details,
    nested_list,
    section_details,
)


def to_text(view: View, style: Style = DEFAULT) -> str:
    """The map as text; of what a map holds, quotations alone are left out."""
    inline = is_inline(view.map)

    def line(pieces: tuple[Piece, ...]) -> str:
        return "".join(_piece(piece, inline) for piece in pieces)

    title = title_of(view)
    lines = [title, "=" * len(title), ""]
    about = map_details(view.map)
    lines += [line(about), ""] if about else []
    for entry in nested_list(view):
        if isinstance(entry, Heading):
            title = plain(shown(entry.section.title), inline)
            lines += [
                *([""] if lines[-1] else []),
                title,
                ("-" if entry.level == 1 else ".") * len(title),
                "",
            ]
            about = section_details(entry.section)
            lines += [line(about), ""] if about else []
        else:
            lines.append(f"{'  ' * entry.depth}- {line(entry.pieces)}")
    if view.left_out:
        lines += [*([""] if lines[-1] else []), *(shown(sentence) for sentence in view.left_out)]
    return for_terminal("\n".join(lines) + "\n")


def _piece(piece: Piece, inline: bool) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Number):
        return f"({piece.number})"
    if isinstance(piece, StatementText):
        marks = [_piece(mark, inline) for mark in piece.marks]
        said = plain(shown(piece.statement.text), inline)
        return f"({', '.join([piece.number, *marks])}) {said}"
    return plain(shown(piece.text), inline) if piece.prose else shown(piece.text)
