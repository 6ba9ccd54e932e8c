"""What a figure file wants of a map's boxes: by label in the file, by identifier here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from argmap.draw.figure_file import FigureFile, Hint
from argmap.draw.markup import plain
from argmap.model import Map


def resolved(file: FigureFile, map: Map) -> Mapping[str, Hint]:
    """The hints by identifier; `ValueError`, with a place in the file, for a label that is none and for words that the text
    does not have.
    """
    known = {s.id: s for s in map.statements}
    labels = [s.id for s in map.statements]
    for key, hint in file.hints.items():
        at = (key,) if f'"{key}"' in file.table.source.text else _keys(key, file)
        if key not in known:
            raise file.table.unknown(f"no statement has the label `{key}`", labels, *at)
        below = [m for argument in map.aimed_at(key) for m in argument.members]
        below += [part.part for part in map.parts if part.whole == key]
        for label in hint.order:
            if label not in known:
                raise file.table.unknown(
                    f"no statement has the label `{label}`", labels, *at, "order", label
                )
            if label not in below:
                message = f"`{label}` does not bear on `{key}`"
                raise file.table.unknown(message, dict.fromkeys(below), *at, "order", label)
        text = " ".join(known[key].text.split())
        for pieces in hint.breaks:
            if " ".join(pieces) not in text:
                message = f"the text of `{key}` has no words “{' '.join(pieces)}”"
                raise file.table.error(message, *at, "break")
    return dict(file.hints)


def _keys(key: str, file: FigureFile) -> tuple[str, ...]:
    """The keys in the file that lead to a statement, of an import by its name."""
    first, dot, rest = key.partition(".")
    return (first, rest) if dot and key not in file.table.data else (key,)


def placed(
    error: ValueError, file: FigureFile | None, view: Callable[[dict[str, Any]], object]
) -> ValueError:
    """The error in choosing what is drawn, with its place where an option in the figure file gives it by itself;
    `view` chooses by options.
    """
    for key, value in file.settings.items() if file is not None else ():
        try:
            view({key.replace("-", "_"): value})
        except ValueError as own:
            if str(own) == str(error) and file is not None:
                return file.table.error(str(own), key)
    return error


def pieces_of(text: str, hint: Hint | None, inline: bool) -> tuple[str, ...]:
    """The pieces of a text that begin lines of their own; a place within emphasis or a formula is none."""
    pieces = [" ".join(text.split())]
    for words in hint.breaks if hint is not None else ():
        joined = " ".join(words)
        for place, piece in enumerate(pieces):
            if joined not in piece:
                continue
            before, _, after = piece.partition(joined)
            cut = [*words[:-1], words[-1] + after]
            cut[0] = before + cut[0]
            pieces[place : place + 1] = [word.strip() for word in cut]
            break
    if len(pieces) == 1:
        return (text,)
    whole = plain(" ".join(pieces), inline)
    apart = " ".join(plain(piece, inline) for piece in pieces)
    return tuple(pieces) if apart == whole else (text,)
